import pytest

from hria.submission.readiness import ready, waiting
from tests.submission.papers import an_ask


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"clause": ""}, "it has no clause"),
        ({"clause": " "}, "it has no clause"),
        ({"text": "…"}, "it has no words"),
        ({"text": "[ ]", "clause": ""}, "it has no words and no clause"),
        ({"confidential": "true"}, "it is confidential"),
        ({"text": "[confidential]"}, "it is confidential"),
    ],
)
def test_an_ask_that_is_not_ready_says_why(fields: dict[str, str], why: str) -> None:
    ask = an_ask(**fields)
    assert ready((ask,)) == ()
    assert list(waiting((ask,))) == [("A1", why)]


def test_an_ask_with_words_and_a_clause_is_ready() -> None:
    assert ready((an_ask(),)) == (an_ask(),)
    assert list(waiting((an_ask(),))) == []
