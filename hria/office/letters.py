"""Letters that a format cannot carry, written so that they come back."""

import re

# What XML 1.0 cannot hold, what moves the cursor of a terminal, a carriage return that XML would
# turn into a line feed, and words that look like what is written here. Office Open XML writes all
# of them like this.
_UNCARRIED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)",
)
# Half of a pair is no letter.
_WRITTEN = re.compile("_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")

# A spreadsheet would take these for the beginning of a formula.
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def carried(words: str) -> str:
    """Return *words* with letters that XML cannot hold as their numbers."""
    return _UNCARRIED.sub(lambda found: f"_x{ord(found[0]):04X}_", words)


def restored(words: str) -> str:
    """Return *words* as they were before they were carried."""
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), words)


def guarded(words: str) -> str:
    """Return *words* so that no spreadsheet takes them for a formula."""
    return f"'{words}" if words.startswith(_GUARDED) else words


def bare(words: str) -> str:
    """Return *words* as they were before they were guarded."""
    is_guarded = words.startswith("'") and words[1:].startswith(_GUARDED)
    return words[1:] if is_guarded else words
