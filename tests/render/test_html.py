import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hria.brief import KINDS
from hria.brief.blocks import Block, Heading, Items, Paragraph, Strong, Table
from hria.model.assessment import STATES, State
from hria.render.elements import body
from hria.render.html import DENSITIES, html, page
from tests.brief.example import brief_of
from tests.render.pages import Page, a_brief, shown, visible

CSP = "default-src 'none'; style-src 'unsafe-inline'"

HOSTILE = [
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '"; } body { background: url(http://example.org/x) } a::after { content: "',
    "\\",
    '\\"',
    "\\22 ",
    "a\nb",
    "a\r\fb",
    "/* */ <!-- --> ]]>",
    "@import 'http://example.org/x.css';",
    "$title ${footer} $$",
    "'single' & &amp; &lt;",
    "\x00",
    "\ufeff\u2028",
    "العربية 技 😀",
]


def page_of(kind: str = "brief", **changes: object) -> Page:
    return Page(html(brief_of(kind, **changes)).decode())


def style(read: Page) -> str:
    return "".join(said for around, said in read.texts if "style" in around)


def title(read: Page) -> str:
    """Return the title of the page; drawings have titles of their own."""
    return read.text("head").removesuffix(" ".join(style(read).split())).strip()


def css_strings(sheet: str) -> list[str]:
    """Return the strings that stand in the rules about content, as a browser reads them."""
    written = re.findall(r'content: ((?:"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"|[^;])+);', sheet)
    strings = re.findall(r'"((?:[^"\\]|\\.)*)"', " ".join(written))
    return [
        re.sub(r"\\([0-9a-fA-F]{1,6})\s?", lambda found: chr(int(found[1], 16)), each)
        for each in strings
    ]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_page_needs_nothing_else_and_can_run_nothing(kind: str) -> None:
    read = page_of(kind)
    forbidden = {
        *("script", "link", "img", "iframe", "object", "embed", "base", "form", "input"),
        *("video", "audio", "source", "template"),
        *("use", "image", "foreignObject", "animate", "set"),
    }
    assert not forbidden & set(read.elements)
    assert read.elements.count("style") == 1
    assert not {"xlink:href", "style", "filter", "mask"} & {
        name for tag, name, _ in read.attributes if tag not in {"col", "td", "th"}
    }
    assert all(str(to).startswith("#source-") for to in read.values("a", "href"))
    names = {name for _, name, _ in read.attributes}
    assert not names & {"src", "srcset", "action", "data", "background", "poster"}
    assert not [name for name in names if name.startswith("on")]
    assert "url(" not in style(read)
    assert "@import" not in style(read)
    assert CSP in read.values("meta", "content")
    assert "Content-Security-Policy" in read.values("meta", "http-equiv")
    assert read.values("meta", "charset") == ["utf-8"]
    assert read.others == ["DOCTYPE html"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_page_can_be_read_aloud_and_found(kind: str) -> None:
    read = page_of(kind)
    assert read.values("html", "lang") == ["en"]
    assert read.values("html", "dir") == ["ltr"]
    assert title(read) == brief_of(kind).title
    assert read.elements.count("h1") == 1
    assert read.elements.count("main") == 1
    assert set(read.values("th", "scope")) == {"col"}
    assert len(read.values("th", "scope")) == read.elements.count("th")
    ranks = [int(e[1]) for e in read.elements if re.fullmatch(r"h\d", e)]
    assert all(after - before <= 1 for before, after in pairwise(ranks))


def test_a_page_is_written_in_the_direction_of_its_language() -> None:
    read = Page(html(a_brief(Heading(1, "x"), language="ar", direction="rtl")).decode())
    assert read.values("html", "lang") == ["ar"]
    assert read.values("html", "dir") == ["rtl"]


def test_the_page_and_the_markdown_say_the_same() -> None:
    read = page_of("full")
    for said in (
        "Doors, windows & walls <part 1>",
        "“The porter *shall* open | each letter <and read it>.”",
        "https://acme.example/t.1?a=1&b=2",
    ):
        assert said in read.text("main")


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "words <b onclick='x()'>bold</b> words",
        "![picture](http://example.org/p.png)",
        "[words](http://example.org)",
        "[words](javascript:alert%281%29)",
        "[words][ref]\n\n[ref]: http://example.org",
        "<http://example.org>",
        "http://example.org",
        "<!-- comment -->",
    ],
)
def test_even_unescaped_markup_makes_no_link_picture_or_element(markup: str) -> None:
    read = Page(body(markup, {}))
    assert set(read.elements) <= {"p"}
    assert (read.attributes, read.others) == ([], [])


@pytest.mark.parametrize("level", ["none", "low", "moderate", "high", "critical"])
def test_a_cell_that_holds_a_level_is_coloured_as_that_level(level: str) -> None:
    table = Table((50, 50), ("A", "B"), (((level,), (f"{level} only",)),))
    read = Page(html(a_brief(table)).decode())
    assert read.values("td", "class") == [f"level {level}"]
    assert f"td.{level} {{" in style(read)


def test_levels_are_coloured_in_the_reports() -> None:
    read = page_of()
    told = [value for value in read.values("td", "class") if value]
    # Home: critical, high, moderate; then three findings.
    assert told == [f"level {w}" for w in ("critical", "high", "moderate", "high", "high")] + [
        "level moderate"
    ]


def test_a_result_of_which_nothing_is_known_has_no_colour() -> None:
    read = page_of(answers={}, asks=(), safeguards=())
    assert read.values("td", "class") == []


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8))
def test_the_widths_of_columns_add_up_to_a_hundred(widths: list[int]) -> None:
    header = tuple("abcdefgh"[: len(widths)])
    table = Table(tuple(widths), header, (tuple((name,) for name in header),))
    read = Page(html(a_brief(table)).decode())
    given_widths = [str(value) for value in read.values("col", "style")]
    shares = [float(w.removeprefix("width: ").removesuffix("%")) for w in given_widths]
    assert abs(sum(shares) - 100) < 0.01 * len(widths)
    assert [round(100 * w / sum(widths), 2) for w in widths] == shares


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_widths_of_every_table_of_a_report_add_up_to_a_hundred(kind: str) -> None:
    tables = [block for block in brief_of(kind).blocks if isinstance(block, Table)]
    assert tables
    for table in tables:
        assert sum(table.widths) == 100, table.header
        assert len(table.widths) == len(table.header)
        assert all(len(row) == len(table.header) for row in table.rows)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_leave_neither_the_title_nor_the_style(words: str) -> None:
    check_frame(words)


@given(st.one_of(st.text(), st.text(alphabet="\\\"'<>/*{};@$&!-a0 \n")))
def test_any_words_stay_in_the_title_and_the_style(words: str) -> None:
    check_frame(words)


def check_frame(words: str) -> None:
    """Put *words* wherever the frame of a page takes words, and read them back."""
    given = {"title": words, "footer": words, "of": words, "watermark": words}
    plain = Page(html(a_brief(Heading(1, "x"))).decode())
    read = Page(html(a_brief(Heading(1, "x"), **given)).decode())
    assert read.elements == plain.elements
    assert read.others == plain.others
    assert title(read) == visible(words)
    told = [visible(each) for each in css_strings(style(read))]
    # The title is the running head, too.
    assert [each for each in told if each] == [visible(words)] * 4 * bool(visible(words))
    assert style(read).count("{") == style(read).count("}") == style(plain).count("{")


def test_what_reorders_letters_is_kept_out_of_the_whole_page() -> None:
    hostile = {"title": "a\u202eb", "footer": "a\u2066b", "watermark": "a\u202db"}
    made = html(a_brief(Paragraph(("a\u202eb",)), **hostile)).decode()
    told = made + "".join(css_strings(style(Page(made))))
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", told)


@pytest.mark.parametrize("state", STATES)
def test_draft_stands_across_the_page_until_the_rights_review(state: State) -> None:
    signed = [{"state": state, "by": "ab", "on": "2026-11-21"}]
    read = page_of(review={"state": state, "history": signed})
    is_draft = STATES.index(state) < STATES.index("rights-review")
    classes = str(read.values("body", "class")[0]).split()
    assert ("draft" in classes) is is_draft
    assert ("DRAFT" in css_strings(style(read))) is is_draft
    assert ("DRAFT" in style(read)) is is_draft
    assert ("Draft, review state" in read.text("main")) is is_draft


def test_every_density_has_its_rules() -> None:
    sheet = style(Page(page(brief_of(), "<p>x</p>", "dense").decode()))
    for density in filter(None, DENSITIES):
        assert f"body.{density}" in sheet


def test_the_same_report_gives_the_same_page() -> None:
    assert html(brief_of("full")) == html(brief_of("full"))


def test_the_page_is_a_template_and_a_style_without_anything_to_fetch() -> None:
    folder = Path(__file__).parents[2] / "hria" / "render"
    for name in ("page.html", "page.css"):
        text = (folder / name).read_text(encoding="utf-8")
        assert not re.search(r"https?:|//|url\(|@import|<script|<link", text), name


def sourced(*blocks: Block) -> Page:
    items = Items((("[1] A title; [9] and more; https://example.org/a",), ("[2] <b>Another",)))
    return shown(*blocks, Heading(2, "Sources"), items)


def test_the_number_of_a_source_leads_to_its_line_and_to_no_other_place() -> None:
    found = sourced(Paragraph(("So it is [2], and [1][1].",)))
    assert found.values("a", "href") == ["#source-2", "#source-1", "#source-1"]
    assert found.values("span", "id") == ["source-1", "source-2"]
    assert "So it is [2], and [1][1]." in found.text("p")
    assert "[1] A title; [9] and more; https://example.org/a" in found.text("li")
    assert "[2] <b>Another" in found.text("li")


@pytest.mark.parametrize("words", ["[7]", "[01]", "[x]", "<i>[1", "[1](https://example.org)"])
def test_a_number_of_no_source_is_a_word_like_others(words: str) -> None:
    found = sourced(Paragraph((words,)))
    assert set(found.values("a", "href")) <= {"#source-1"}
    assert words in found.text("p")


def test_sources_in_one_paragraph_are_lines_to_lead_to_as_well() -> None:
    found = shown(
        Paragraph(("As [2] says.",)), Paragraph((Strong("Sources"), ": [1] One; [2] Two."))
    )
    assert found.values("a", "href") == ["#source-2"]
    assert found.values("span", "id") == ["source-1", "source-2"]


def test_where_no_sources_are_listed_nothing_leads_anywhere() -> None:
    assert shown(Paragraph(("As [2] says.",))).values("a", "href") == []
