"""Search as people type: some words, each of which must be met, in any spelling."""

import re
import unicodedata
from difflib import get_close_matches

from hria.model.refs import bare

_TOLERANCE = 0.8
_SHORTEST = 4
"""A shorter word is near to too many others."""


def matches(query: str, text: str) -> bool:
    """Return whether every word of *query* is met in *text*; no words are met everywhere."""
    met = _words(text)
    joined = bare(folded(text))
    return all(_is_met(word, met, joined) for word in folded(query).split())


def _is_met(word: str, met: list[str], joined: str) -> bool:
    plain = bare(word)
    if any(letter.isdigit() for letter in plain) and plain in joined:
        # Y.2770, y2770 and Y 2770 are one number.
        return True
    parts = _words(word)
    if not parts:
        return True
    return all(
        any(each.startswith(part) for each in met)
        or (len(part) >= _SHORTEST and bool(get_close_matches(part, met, 1, _TOLERANCE)))
        for part in parts
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded(text))


def folded(text: str) -> str:
    """Return *text* without the case and the accents of its letters."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
