import pytest
from hypothesis import given
from hypothesis import strategies as st

from hria.model.parts import alike, singles


@pytest.mark.parametrize(
    ("at", "parts"),
    [
        ("art. 17", ["art 17"]),
        ("arts 2(3), 14, 22", ["art 2(3)", "art 14", "art 22"]),
        ("arts 19 and 21", ["art 19", "art 21"]),
        ("paras 24-26, 33", ["para 24", "para 25", "para 26", "para 33"]),
        ("paras 3\u20134", ["para 3", "para 4"]),
        ("para. 53(j)(i)", ["para 53(j)(i)"]),
        ("s. 4, 4.13", ["s 4", "s 4.13"]),
        ("Section 4, Articles 1-2", ["s 4", "art 1", "art 2"]),
        ("clause 6, paragraph 3, question 1", ["cl 6", "para 3", "q 1"]),
        ("ss. 1-2", ["s 1", "s 2"]),
        ("s. 4.1.1-4.1.2", ["s 4.1.1", "s 4.1.2"]),
        ("s. 7.2(a)-(c)", ["s 7.2(a)", "s 7.2(b)", "s 7.2(c)"]),
        ("art. 2(1)-2(2)", ["art 2(1)", "art 2(2)"]),
        ("s. 4.3.9, App. F.1", ["s 4.3.9", "app F.1"]),
        ("appendices I.5.3, II.4.1-II.4.2", ["app I.5.3", "app II.4.1", "app II.4.2"]),
        ("App. I (tiers, P2P)", ["App. I (tiers, P2P)"]),
        ("principles 22, 25-26", ["principle 22", "principle 25", "principle 26"]),
        ("q. 1-2, 1", ["q 1", "q 2"]),
        ("scope", ["scope"]),
        ("first-part, other-part", ["first-part", "other-part"]),
        ("17", ["17"]),
    ],
)
def test_a_list_and_a_range_name_their_single_parts(at: str, parts: list[str]) -> None:
    assert list(singles(at)) == parts


# A range that nobody can count through still names its two ends.
@pytest.mark.parametrize("at", ["s. 9-2", "s. 2.1-3.4", "s. 1-99999999", "s. 5A-5B", "s. 4-4"])
def test_a_range_that_cannot_be_counted_names_its_ends(at: str) -> None:
    ends = at.removeprefix("s. ").split("-")
    assert list(singles(at)) == list(dict.fromkeys(f"s {end}" for end in ends))


@pytest.mark.parametrize(
    ("one", "other"),
    [("art 17", "art 17"), ("art 17", "17"), ("4.15", "s 4.15"), ("scope", "scope")],
)
def test_a_bare_number_is_the_part_of_that_number(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("art 17", "para 17"), ("4.1", "s 4.15"), ("4", "scope")]
)
def test_another_word_or_another_number_is_another_part(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


@given(st.text(alphabet="arts. 0123456789-,()XIab\u0661\u2013", max_size=60))
def test_whatever_words_name_a_part_they_give_few_parts(at: str) -> None:
    assert len(singles(at)) <= 200 * (at.count("-") + at.count("\u2013") + 1) + at.count(",") + 1
