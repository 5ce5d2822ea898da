import os
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hria.brief import KINDS
from hria.brief.blocks import Heading, Items, Line, Notice, Paragraph, Strong, Table
from hria.render.markdown import escape, markdown
from tests.brief.example import markdown_of
from tests.render.pages import a_brief, shown, visible

SNAPSHOTS = Path(__file__).parent / "snapshots"

HOSTILE = [
    "*stars* and **more**",
    "_low_ and __lines__",
    "`code` and ``more``",
    "~~struck~~",
    "[words](http://example.org)",
    "[words][ref]",
    "[ref]: http://example.org 'title'",
    "[^1]",
    "![picture](http://example.org/p.png)",
    "!\\[almost]",
    "<http://example.org>",
    "<mailto:a@b.c>",
    "http://example.org/a_b_c",
    "<script>alert(1)</script>",
    "<b onclick='x()'>bold</b>",
    "<!-- comment -->",
    "<![CDATA[ x ]]>",
    "<?php x ?>",
    "<!DOCTYPE html>",
    "</td></tr></table>",
    "</style><script>x</script>",
    "&amp; &lt; &#60; &#x3c; &copy;",
    "a | b",
    "a \\| b",
    "| a | b |\n|---|---|\n| c | d |",
    "|---|",
    ":---|---:",
    "# heading",
    "###### heading ######",
    "words #",
    "> quoted",
    ">",
    "- item",
    "+ item",
    "* item",
    "-",
    "*",
    "+",
    "- [ ] task",
    "1. item",
    "1) item",
    "1.",
    "123456789) item",
    "1234567890. item",
    "٣. item",
    "```\nfence\n```",
    "~~~ fence",
    "    indented",
    "\tindented",
    "---",
    "- - -",
    "***",
    "___",
    "===",
    "words\n===",
    "words\n---",
    "words\\",
    "\\",
    "\\\\",
    "\\n",
    "two  \nlines",
    "two\r\nlines",
    "a\n\nb",
    "a\x00b",
    "a\x0bb\x0cc\x1cd\x85e",
    "\u2028line\u2029paragraph",
    "\ufeffmark",
    "a\u202eb\u202c",
    "\u2066a\u2069",
    "\ud800 alone",
    "\u200bzero\u200b",
    "\xa0blank\xa0",
    "(in brackets)",
    "“in quotes”",
    "$x$ and $$y$$",
    ":emoji: @name #12",
    "{{ words }} ${words} %(words)s {words}",
    "a^b^ a~b~",
    "high",
    "😀 ☃ العربية 技",
]

FRAGMENTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet="\\`*_[](){}<>#+-.!|~=&;:/'\"0123456789ax \t\n\r", max_size=12),
    st.text(max_size=8),
    st.characters(categories=["Cc", "Cf", "Zl", "Zp", "Zs", "Po", "Sm"]),
)
TEXTS = st.lists(FRAGMENTS, max_size=4).map("".join)


def in_cell(words: str) -> Table:
    return Table((50, 50), (words, "b"), (((words,), ("c",)), (("d",), (words,))))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_and_do_nothing(words: str) -> None:
    check_everywhere(words)


@given(TEXTS)
def test_any_words_are_shown_exactly_and_do_nothing(words: str) -> None:
    assume(visible(words))
    check_everywhere(words)


def check_everywhere(words: str) -> None:
    """Put *words* in every place of a report, and read them back."""
    seen = visible(words)
    for block, elements, text in (
        (Heading(1, words), ["h1"], seen),
        (Heading(3, words), ["h3"], seen),
        (Paragraph((words,)), ["p"], seen),
        (Paragraph((f"Before: {words}",)), ["p"], visible(f"Before: {words}")),
        (Notice((words,)), ["blockquote", "p"], seen),
        (Items(((words,), ("x",))), ["ul", "li", "li"], f"{seen} x"),
        (Items((("x",), (words,))), ["ul", "li", "li"], f"x {seen}"),
        (Paragraph((Strong(words),)), ["p", "strong"], seen),
        (Paragraph((Strong(words), " x")), ["p", "strong"], f"{seen} x"),
        (Paragraph((Strong(words), ": x")), ["p", "strong"], visible(f"{words}: x")),
        (Items(((Strong(words), " (x)"),)), ["ul", "li", "strong"], f"{seen} (x)"),
    ):
        page = shown(block)
        assert (page.elements, page.attributes, page.others) == (elements, [], [])
        assert page.text() == text
    table = shown(in_cell(words))
    assert table.elements == [
        *("table", "colgroup", "col", "col", "thead", "tr", "th", "th"),
        *("tbody", "tr", "td", "td", "tr", "td", "td"),
    ]
    assert {(tag, name) for tag, name, _ in table.attributes} == {("col", "style"), ("th", "scope")}
    assert table.text("th") == f"{seen}b"
    assert table.text("tbody") == f"{seen} c d {seen}"


RUNS = st.one_of(TEXTS, TEXTS.map(Strong))


@given(st.lists(RUNS, min_size=1, max_size=4).map(tuple))
def test_any_runs_side_by_side_show_exactly_their_words(line: Line) -> None:
    plain = [run.words if isinstance(run, Strong) else run for run in line]
    assume(visible("".join(plain)))
    for block, elements in (
        (Paragraph(line), {"p", "strong"}),
        (Items((line,)), {"ul", "li", "strong"}),
    ):
        page = shown(block)
        assert set(page.elements) <= elements
        assert (page.attributes, page.others) == ([], [])
        assert page.text() == visible("".join(plain))
        standing_out = visible("".join(run.words for run in line if isinstance(run, Strong)))
        assert page.text("strong").replace(" ", "") == standing_out.replace(" ", "")


@given(TEXTS)
def test_escaped_words_stay_on_one_line(words: str) -> None:
    assert escape(words).splitlines() in ([escape(words)], [])


@pytest.mark.parametrize(
    ("line", "text", "strong"),
    [
        (("a", " b"), "a b", ""),
        (("a ", "b"), "a b", ""),
        (("a", "b"), "ab", ""),
        (("1", ". a"), "1. a", ""),
        (("", "- a"), "- a", ""),
        ((Strong("a"), Strong("b")), "ab", "ab"),
        ((Strong("(a)"), "b"), "(a)b", "(a)"),
        (("a", Strong("(b)")), "a(b)", "(b)"),
        ((Strong("a "), "b"), "a b", "a"),
        (("a", Strong(" b")), "a b", "b"),
        ((Strong(""), "a"), "a", ""),
    ],
    ids=[
        "blank before",
        "blank after",
        "no blank",
        "a number and a point",
        "nothing before",
        "two that stand out",
        "brackets before",
        "brackets after",
        "blank inside",
        "blank inside, after",
        "nothing that stands out",
    ],
)
def test_runs_side_by_side_show_exactly_their_words(line: Line, text: str, strong: str) -> None:
    page = shown(Paragraph(line))
    assert page.text() == text
    assert page.text("strong") == strong
    assert set(page.elements) <= {"p", "strong"}


def test_the_layout_is_plain_commonmark_with_tables() -> None:
    brief = a_brief(
        Heading(1, "Title"),
        Notice((Strong("Draft"), " and more")),
        Heading(2, "Part"),
        Paragraph(("Words.",)),
        Items((("one",), (Strong("two"), ": 2"))),
        Table((10, 5), ("A", "B"), ((("a",), (Strong("b"),)),)),
    )
    assert markdown(brief).decode() == (
        "# Title\n\n> **Draft** and more\n\n## Part\n\nWords.\n\n- one\n- **two**: 2\n\n"
        "| A | B |\n| ---------- | ----- |\n| a | **b** |\n"
    )


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_report_reads_as_its_snapshot(kind: str) -> None:
    made = markdown_of(kind).encode()
    snapshot = SNAPSHOTS / f"{kind}.md"
    if os.environ.get("HRIA_UPDATE") == "1":
        snapshot.parent.mkdir(exist_ok=True)
        snapshot.write_bytes(made)
    assert made == snapshot.read_bytes(), f"{snapshot.name}: HRIA_UPDATE=1 writes it anew"
