from hypothesis import given
from hypothesis import strategies as st

from hria.office.letters import carried, restored


@given(st.text() | st.lists(st.sampled_from(["_x0041_", "_x", "005F_", "\x00", "a"])).map("".join))
def test_every_letter_comes_back(words: str) -> None:
    assert restored(carried(words)) == words


def test_half_of_a_pair_is_left_as_it_is_written() -> None:
    assert restored("_xD800_") == "_xD800_"
