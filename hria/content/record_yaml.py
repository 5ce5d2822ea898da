"""Relaton YAML as maps and lists, less the parts of which nothing is taken over."""

import re
from collections.abc import Mapping

from hria.content.documents import Source, held
from hria.content.plain import NotPlainError, Plain, read

# Two parts of a record make four fifths of it, and say nothing that is taken over: the
# supplements of its series, and the words about the text. A line that begins in the first
# column begins a key or an item, unless a quoted text is broken there, which no program does.
_SUPPLEMENT = re.compile(rb"^- type: complementOf\n(?:(?: [^\n]*)?\n)*", re.MULTILINE)
_WORDS = re.compile(
    rb"^(?:abstract|contributor|copyright|ext|place|keyword):[^\n]*\n"
    rb"(?:(?:-?(?: [^\n]*)?)\n)*",
    re.MULTILINE,
)


def slim(data: bytes) -> bytes:
    """Return the record *data* without the parts of which nothing is taken over."""
    return _WORDS.sub(b"", _SUPPLEMENT.sub(b"", data))


def slimmed(source: Source) -> Mapping[str, Plain]:
    """Return what the record *source* holds that may matter; raise ContentError."""
    left = slim(source.data)
    if len(left) < len(source.data):
        try:
            found = read(left)
            if isinstance(found, dict) and ("docidentifier" in found or "docid" in found):
                return found
        except NotPlainError:
            pass
    # What is wrong is told of the record as it is.
    whole = held(source)
    return whole if isinstance(whole, dict) else {}


def many(value: Plain | None) -> list[Plain]:
    """Return *value* as a list; Relaton writes a list of one as the one."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def of(value: Plain | None, key: str) -> Plain | None:
    """Return what *value* holds under *key*, or None."""
    return value.get(key) if isinstance(value, dict) else None


def text_of(value: Plain | None) -> str:
    """Return the words that *value* is, or that it holds as Relaton holds words."""
    if isinstance(value, list):
        return text_of(value[0]) if value else ""
    if isinstance(value, dict):
        keys = ("content", "id", "value", "number")
        return next((word for key in keys if (word := text_of(value.get(key)))), "")
    return " ".join((value or "").split())
