"""A report as a page of HTML, taken apart."""

from base64 import b64decode
from binascii import Error
from html.parser import HTMLParser

from hria.errors import FileError
from hria.verify.base import MOST_SAID, Said, Taken, broken, gathered

_WHOLE = frozenset({"h1", "h2", "h3", "li", "p", "td", "th", "tr", "title", "figcaption", "text"})
"""Elements whose words are read in one go."""


def of_html(data: bytes, name: str) -> Taken:
    """Return the report as HTML in *data* with the files inside it."""
    page = _Page(name)
    try:
        page.feed(data.decode())
        page.close()
    except (ValueError, AssertionError, RecursionError) as error:
        raise broken(name, "HTML", error) from error
    files, twice = gathered(name, page.files)
    return Taken(
        files,
        twice,
        lambda: tuple(page.said),
        lambda: {f"line {n}": words for n, words in enumerate(data.decode().split("\n"), 1)},
    )


class _Page(HTMLParser):
    """Reads words, attributes and whatever else there is; keeps the enclosed files apart."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.files: list[tuple[str, bytes]] = []
        self.said: list[Said] = []
        self._name = name
        self._file: str | None = None
        self._held: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush()
        given = dict(attrs)
        if tag == "template" and "data-name" in given:
            self._file = given["data-name"] or ""
            return
        # A style that hides words, or an address that leads elsewhere, is a change as well.
        told = "".join(f' {key}="{value or ""}"' for key, value in attrs)
        if told or tag not in _WHOLE:
            self._add("markup", f"<{tag}{told}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "template" and self._file is not None:
            try:
                words = b64decode("".join("".join(self._held).split()), validate=True)
            except (Error, ValueError):
                words = "".join(self._held).encode()
            self.files.append((self._file, words))
            self._file, self._held = None, []
            return
        self._flush()

    def handle_data(self, data: str) -> None:
        self._held.append(data)

    def handle_comment(self, data: str) -> None:
        self._add("comment", data)

    def handle_decl(self, decl: str) -> None:
        self._add("declaration", decl)

    def handle_pi(self, data: str) -> None:
        self._add("declaration", data)

    def unknown_decl(self, data: str) -> None:
        self._add("declaration", data)

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        if self._file is None and self._held:
            words = " ".join("".join(self._held).split())
            self._held = []
            if words:
                self._add("line", words)

    def _add(self, kind: str, words: str) -> None:
        if len(self.said) >= MOST_SAID:
            raise FileError(f"{self._name}: more than {MOST_SAID} words; it was not verified")
        self.said.append(Said(f"{kind} {self.getpos()[0]}", words))
