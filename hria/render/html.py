"""Markdown to one page of HTML that needs nothing else: nothing in it is fetched."""

import re
from base64 import encodebytes
from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template

from hria.brief.blocks import Brief, Enclosure
from hria.render.elements import elements
from hria.render.markdown import visible

_HERE = Path(__file__).parent

_CSS_SIGNS = re.compile(r"[\\\"'<>&{}$]")

DENSITIES = ("", "dense", "denser", "densest")
"""How closely a page is printed; each has its rules in page.css."""


def html(brief: Brief) -> bytes:
    """Return *brief* as HTML, made from its Markdown."""
    return page(brief, content(brief), enclosed="".join(_templates(brief.enclosed())))


def content(brief: Brief) -> str:
    """Return what stands in the page, whatever it is printed on."""
    return elements(brief.blocks, dict(brief.levels))


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
            head=_css_text(brief.title),
            language=escape(brief.language),
            of=_css_text(brief.of),
            paper=brief.paper,
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


def _css_text(words: str) -> str:
    """Return *words* as a CSS string that can end neither the string nor the style element."""
    return '"' + _CSS_SIGNS.sub(lambda sign: f"\\{ord(sign[0]):06x} ", visible(words)) + '"'
