"""Markdown to one page of HTML that needs nothing else: nothing in it is fetched."""

import re
from base64 import encodebytes
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from hria.brief.blocks import Brief, Enclosure
from hria.render.markdown import markdown, visible

if TYPE_CHECKING:
    from markdown_it.token import Token

_HERE = Path(__file__).parent

_CSS_SIGNS = re.compile(r"[\\\"'<>&{}$]")

# In Markdown the lines of sources begin with their number, or with one bold word and [1].
_DEFINES = re.compile(r"(?:\*\*[^*]+\*\*: )?\\\[\d+\\\] ")
_DEFINED = re.compile(r"(?:^|: |; )\\\[(\d+)\\\] ")
_DEFINITION = re.compile(r"(?P<before>^|: |; )\[(?P<number>\d+)\](?= )")
_NUMBER = re.compile(r"\[(?P<number>\d+)\]")

DENSITIES = ("", "dense", "denser", "densest")
"""How closely a page is printed; each has its rules in page.css."""


def html(brief: Brief) -> bytes:
    """Return *brief* as HTML, made from its Markdown."""
    content = body(markdown(brief).decode(), dict(brief.levels))
    return page(brief, content, enclosed="".join(_templates(brief.enclosed())))


def page(brief: Brief, content: str, density: str = "", enclosed: str = "") -> bytes:
    """Return *content* as a whole page in the brief's language, printed as *density* says."""
    draft = "draft" if brief.watermark else ""
    return (
        Template((_HERE / "page.html").read_text(encoding="utf-8"))
        .substitute(
            content=content,
            direction=escape(brief.direction),
            enclosed=enclosed,
            footer=_css_text(brief.footer),
            language=escape(brief.language),
            of=_css_text(brief.of),
            style=(_HERE / "page.css").read_text(encoding="utf-8"),
            title=escape(visible(brief.title)),
            watermark=_css_text(brief.watermark),
            classes=escape(" ".join(filter(None, (brief.kind, draft, density)))),
        )
        .encode()
    )


def _templates(files: Iterable[Enclosure]) -> Iterable[str]:
    """Yield each file as an element that no browser shows or runs; base64 can end no element."""
    for file in files:
        yield (
            f'<template class="enclosure" data-name="{escape(file.name)}"'
            f' data-media-type="{escape(file.media_type)}"'
            f' data-description="{escape(file.description)}">\n'
            f"{encodebytes(file.data).decode()}</template>\n"
        )


def body(text: str, levels: dict[str, str]) -> str:
    """Return Markdown *text* as HTML; cells that hold a level's word are coloured."""
    # Only here, because every command would pay for the import.
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.disable(["image", "link", "autolink", "html_inline", "html_block"])
    tokens = parser.parse(text)
    lines = text.splitlines()

    def widths(token: Token) -> str:
        rule = lines[token.map[0] + 1] if token.map else ""
        shares = [len(cell.strip()) for cell in rule.strip(" |").split("|")]
        return _columns(shares)

    parts: list[Token] = []
    for index, token in enumerate(tokens):
        parts.append(token)
        if token.type == "table_open":
            columns = Token("html_block", "", 0)
            columns.content = widths(token)
            parts.append(columns)
        elif token.type == "td_open":
            level = levels.get(tokens[index + 1].content)
            if level:
                token.attrSet("class", f"level {level}")
        elif token.type == "th_open":
            token.attrSet("scope", "col")
    _link_sources(parts)
    return str(parser.renderer.render(parts, parser.options, {}))


def _link_sources(tokens: Sequence["Token"]) -> None:
    """Let each number of a source lead to the line that says which source it is, and no further.

    The address of a source stays words: nothing on a page leads out of it.
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
            if token.type == "text" and known:
                token.content = pattern.sub(made, escape(token.content))
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


def _css_text(words: str) -> str:
    """Return *words* as a CSS string that can end neither the string nor the style element."""
    return '"' + _CSS_SIGNS.sub(lambda sign: f"\\{ord(sign[0]):06x} ", visible(words)) + '"'
