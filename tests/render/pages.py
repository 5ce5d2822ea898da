"""The smallest reports, and what a browser would read from a page."""

import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser

from hria.brief.blocks import Block, Brief
from hria.model.grades import Level
from hria.render.elements import body
from hria.render.markdown import markdown

VOID = frozenset({"col", "meta", "br", "hr", "img", "link", "input"})


def a_brief(*blocks: Block, **fields: object) -> Brief:
    """Return a report of *blocks*; every field can be given by keyword."""
    smallest: dict[str, object] = {
        "kind": "full",
        "language": "en",
        "direction": "ltr",
        "title": "A title",
        "watermark": "",
        "footer": "A footer",
        "pages": 0,
        "of": "of",
        "levels": tuple((level.word, level.word) for level in Level),
    }
    return Brief(blocks=blocks, **{**smallest, **fields})  # type: ignore[arg-type]


REORDERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = {"Cc", "Cs", "Zl", "Zp"}


def visible(words: str) -> str:
    """Return what a reader sees: one line, without control characters."""
    kept = (c for c in words if c not in REORDERING)
    return " ".join("".join(" " if unicodedata.category(c) in UNSEEN else c for c in kept).split())


@dataclass
class Page(HTMLParser):
    """The elements, attributes and words of a page, in order."""

    markup: str
    elements: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str | None]] = field(default_factory=list)
    texts: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Comments, declarations and processing instructions."""

    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the markup."""
        super().__init__(convert_charrefs=True)
        self.feed(self.markup)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note words, with the elements around them."""
        self.texts.append((tuple(self._open), data))

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        """Note a declaration."""
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        """Note a processing instruction."""
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        """Note what a browser takes for a comment."""
        self.others.append(data)

    def text(self, inside: str = "") -> str:
        """Return the words, those inside one kind of element where it is named."""
        parts = [said for around, said in self.texts if not inside or inside in around]
        return " ".join("".join(parts).split())

    def values(self, tag: str, name: str) -> list[str | None]:
        """Return the values of an attribute, element by element."""
        return [value for t, n, value in self.attributes if (t, n) == (tag, name)]


def shown(*blocks: Block) -> Page:
    """Return what a browser reads from *blocks*, by the way of Markdown."""
    return Page(body(markdown(a_brief(*blocks)).decode(), {}))
