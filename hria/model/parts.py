"""The single articles, paragraphs and sections that words such as ``arts 12, 17`` name."""

import re
from collections.abc import Iterator

_NUMBER = r"[0-9A-Za-z.]*[0-9][0-9A-Za-z.]*(?:\([0-9a-z]{1,4}\))*"
_PIECE = re.compile(
    rf"(?:(?P<word>[A-Za-z]+)\.?\s+)?(?P<first>{_NUMBER})"
    rf"(?:\s*[-\u2013]\s*(?P<last>{_NUMBER}|\([a-z]\)))?"
)
_COUNTED = re.compile(r"(?P<before>.*?)(?P<count>[0-9]{1,4}|(?<=\()[a-z])(?P<after>\)?)")
_BETWEEN = re.compile(r",\s*(?![^()]*\))|\s+and\s+")
_FURTHEST = 200
_SHORT = {
    "article": "art",
    "paragraph": "para",
    "section": "s",
    "clause": "cl",
    "question": "q",
    "appendix": "app",
    "appendice": "app",
}


def singles(at: str) -> tuple[str, ...]:
    """Return the single parts of a text that *at* names: ``paras 3-4`` gives two."""
    found: list[str] = []
    word = ""
    for piece in _BETWEEN.split(at):
        read = _PIECE.fullmatch(piece.strip())
        if read is None:
            found.append(piece.strip())
            continue
        word = _singular(read["word"]) if read["word"] else word
        numbers = _counted(read["first"], read["last"]) if read["last"] else [read["first"]]
        found += (f"{word} {number}".strip() for number in numbers)
    return tuple(dict.fromkeys(found))


def alike(one: str, other: str) -> bool:
    """Return whether two single parts are the same; ``4.15`` is the same as ``s 4.15``."""
    if " " in one and " " in other:
        return one == other
    return one.rpartition(" ")[2] == other.rpartition(" ")[2]


def _singular(word: str) -> str:
    lower = word.casefold()
    single = lower.removesuffix("s") or lower
    return _SHORT.get(single, single)


def _counted(first: str, last: str) -> Iterator[str]:
    start, end = _COUNTED.fullmatch(first), _COUNTED.fullmatch(last)
    if start and end and end["before"] in {start["before"], "", "("}:
        before, after = start["before"], start["after"]
        one, other = start["count"], end["count"]
        if one.isdigit() and other.isdigit() and 0 < int(other) - int(one) < _FURTHEST:
            yield from (f"{before}{n}{after}" for n in range(int(one), int(other) + 1))
            return
        if one.isalpha() and other.isalpha() and one < other:
            yield from (f"{before}{chr(n)}{after}" for n in range(ord(one), ord(other) + 1))
            return
    # What cannot be counted through is at least its two ends.
    yield from (first, last)
