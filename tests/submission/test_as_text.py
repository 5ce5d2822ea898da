import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from hria.brief.blocks import Heading, Items, Paragraph, Table
from hria.submission.as_text import WIDTH, as_text
from hria.submission.base import Change, Paper
from tests.submission.papers import HOSTILE, an_ask, paper

LONG = ("x" * 300, "人权" * 80, "https://example.org/" + "y" * 90)


def lines(made: Paper) -> list[str]:
    return as_text(made).decode().splitlines()


@given(st.text(min_size=1))
def test_no_line_is_wider_than_a_mail_may_be(words: str) -> None:
    change = Change(f"MOD {words}", words, (("added", words),))
    table = Table((50, 50), ("a", "b"), (((words,), (words,)),))
    pieces = (Heading(1, words), Paragraph((words,)), Items(((words,),)), table, change)
    for line in as_text(Paper(words, "", pieces)).decode().split("\n"):
        assert wcswidth(line) <= WIDTH, line


@pytest.mark.parametrize("form", ["list-comment", "approval-comment"])
@pytest.mark.parametrize("words", [*HOSTILE, *LONG])
def test_long_words_are_broken_and_none_is_lost(form: str, words: str) -> None:
    made = lines(paper(form, an_ask(text=f"{words} end", clause=words.strip(), reason=words)))
    assert max(map(wcswidth, made)) <= WIDTH
    assert "end" in made[-1] or any("end" in line for line in made)


def test_an_issue_has_its_section_its_problem_and_its_words() -> None:
    made = lines(paper("list-comment"))
    assert "Issue 1 (A1)" in made
    assert "Section: 6.1" in made
    assert any(line.startswith("Problem: On the text alone,") for line in made)
    assert made[made.index("Proposed text, MOD 6.1:") + 2].startswith('   Replace "may open')
