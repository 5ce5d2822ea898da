"""Markdown to elements of HTML: tables, levels, linked sources, and figures drawn."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, cast

from hria.brief.blocks import Block, Figure, Map, Scale
from hria.render.markdown import visible, written
from hria.render.svg import can_be_drawn, svg

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# In Markdown the lines of sources begin with their number, or with one bold word and [1].
_DEFINES = re.compile(r"(?:\*\*[^*]+\*\*: )?\\\[\d+\\\] ")
_DEFINED = re.compile(r"(?:^|: |; )\\\[(\d+)\\\] ")
_DEFINITION = re.compile(r"(?P<before>^|: |; )\[(?P<number>\d+)\](?= )")
_NUMBER = re.compile(r"\[(?P<number>\d+)\]")

_LONG = 1_500
"""The letters of a cell above which its row fills half a page, and may be split."""

# What no line may break, where it is short enough to stand in a narrow cell.
_REFERENCE = re.compile(
    r"\b(?:clauses?|arts?\.?|paras?\.?|sections?|RFC|GC) \d[\w.()]{0,7}(?: †)?"
    r"|\bA/(?:HRC|RES)/[\w/]{1,9}(?: †)?|\b[A-Z]{2,4}-\d{2,4}\b|\b[\w.()]{1,9} †"
)


def elements(blocks: Iterable[Block], levels: dict[str, str]) -> str:
    """Return *blocks* as HTML: made from their Markdown, and figures drawn."""
    from markdown_it.token import Token  # every command would pay for it

    parser = _parser()
    tokens: list[Token] = []
    number = 0
    for drawn, group in groupby(blocks, lambda block: isinstance(block, Figure)):
        if not drawn:
            tokens += _parsed(parser, written(group), levels)
            continue
        for block in group:
            number += 1
            figure = cast("Figure", block)
            if not can_be_drawn(figure):
                tokens += _parsed(parser, written([figure]), levels)
                continue
            tokens.append(Token("html_block", "", 0))
            tokens[-1].content = _figure(figure, number)
    return _rendered(parser, tokens)


def body(text: str, levels: dict[str, str]) -> str:
    """Return Markdown *text* as HTML; cells that hold a level's word are coloured."""
    parser = _parser()
    return _rendered(parser, _parsed(parser, text, levels))


def _figure(figure: Figure, number: int) -> str:
    kind = "map" if isinstance(figure.drawing, Map) else "scale"
    changes = " change" if kind == "scale" and _leads_on(figure) else ""
    caption = f"<figcaption>{escape(visible(figure.title))}</figcaption>"
    return f'<figure class="{kind}{changes}">{caption}{svg(figure, number)}</figure>\n'


def _leads_on(figure: Figure) -> bool:
    drawing = figure.drawing
    return isinstance(drawing, Scale) and any(t.then is not None for t in drawing.tracks)


def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return parser.disable(["image", "link", "autolink", "html_inline", "html_block"])


def _rendered(parser: "MarkdownIt", tokens: Sequence["Token"]) -> str:
    _link_sources(tokens)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _parsed(parser: "MarkdownIt", text: str, levels: dict[str, str]) -> list["Token"]:
    from markdown_it.token import Token

    tokens = parser.parse(text)
    lines = text.splitlines()

    def widths(token: Token) -> str:
        rule = lines[token.map[0] + 1] if token.map else ""
        shares = [len(cell.strip()) for cell in rule.strip(" |").split("|")]
        return _columns(shares)

    parts: list[Token] = []
    row: Token | None = None
    for index, token in enumerate(tokens):
        parts.append(token)
        if token.type == "table_open":
            columns = Token("html_block", "", 0)
            columns.content = widths(token)
            parts.append(columns)
        elif token.type in {"tr_open", "tr_close"}:
            row = token if token.type == "tr_open" else None
        elif row and len(token.content) > _LONG:
            row.attrSet("class", "long")
        elif token.type == "td_open":
            level = levels.get(tokens[index + 1].content)
            if level:
                token.attrSet("class", f"level {level}")
        elif token.type == "th_open":
            token.attrSet("scope", "col")
    return parts


def _link_sources(tokens: Sequence["Token"]) -> None:
    """Let each number of a source lead to the line that says which source it is, and no further.

    References to clauses and questions are marked, so that no line breaks them. The
    address of a source stays words: nothing on a page leads out of it.
    """
    lines = [t for t in tokens if t.type == "inline" and t.children]
    defining = [line for line in lines if _DEFINES.match(line.content)]
    known = _numbered(defining)
    anchors = set(known)

    def anchor(found: re.Match[str]) -> str:
        number = found["number"]
        if number not in anchors:
            return found[0]
        # An identifier stands once on a page.
        anchors.discard(number)
        return f'{found["before"]}<span id="source-{number}">[{number}]</span>'

    def link(found: re.Match[str]) -> str:
        number = found["number"]
        if number not in known:
            return found[0]
        return f'<a class="source" href="#source-{number}">[{number}]</a>'

    for line in lines:
        pattern, made = (_DEFINITION, anchor) if line in defining else (_NUMBER, link)
        for token in line.children or ():
            if token.type == "text":
                whole = _REFERENCE.sub(r'<span class="ref">\g<0></span>', escape(token.content))
                token.content = pattern.sub(made, whole) if known else whole
                token.type = "html_inline"


def _numbered(lines: Iterable["Token"]) -> frozenset[str]:
    """Return the numbers of the sources that *lines* list."""
    known: list[str] = []
    for number in (n for line in lines for n in _DEFINED.findall(line.content)):
        # They are numbered one by one; another number stands in the words of a source.
        if number == str(len(known) + 1):
            known.append(number)
    return frozenset(known)


def _columns(shares: Sequence[int]) -> str:
    whole = sum(shares) or 1
    columns = "".join(f'<col style="width: {100 * share / whole:.2f}%">' for share in shares)
    return f"<colgroup>{columns}</colgroup>\n"
