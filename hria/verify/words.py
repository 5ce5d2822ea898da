"""Whether a report has the words that it would have if it were made again, and where it has not."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from hria.verify.base import Line, Said, Taken, fails, holds, unknown

_MOST = 160
"""How much of a line is repeated."""

_SAME = "the same words"
_BYTES = "the same file, byte by byte"


def compared(
    given: bytes, taken: Taken, again: bytes, expected: Taken, *, same_version: bool
) -> Iterator[Line]:
    """Yield whether *given*, taken apart, is what was made *again*: its bytes, and its words."""
    if given == again:
        yield holds(_BYTES, "made again from what is enclosed, it is this file")
        yield holds(_SAME, "it is this file")
        return
    change = _change(taken, expected)
    if same_version:
        yield fails(_BYTES, f"made again from what is enclosed, it is another file: {change}")
    else:
        words = "another version of hria made it, so the words decide"
        yield unknown(_BYTES, f"{words}; {change}", decides=False)
    said = taken.said()
    if told := difference(said, expected.said(), placed=expected.placed):
        yield fails(_SAME, told)
    else:
        yield holds(_SAME, f"each of the {len(said)} lines says what it would say made again")


def difference(said: Sequence[Said], expected: Sequence[Said], *, placed: bool = False) -> str:
    """Return where *said* differs first from what is *expected*, with both; empty if nowhere.

    Where they are *placed*, the same words at another place are a difference as well.
    """
    for here, there in zip_longest(said, expected):
        if here and there and here.words == there.words and not placed:
            continue
        if here != there:
            told, wanted = _told(here, there), _told(there, here)
            if here and there and told == wanted:
                return f"{told} stands at {here.place}, and made again at {there.place}"
            place = (here or there).place
            return f"{place}: the file says {told}, and made again it says {wanted}"
    return ""


def _told(said: Said | None, other: Said | None) -> str:
    if said is None:
        return "nothing there"
    return _cut(said.words, _from(said.words, other.words) if other else 0)


def _from(words: str, other: str) -> int:
    """Return where the part to show begins: a little before two long lines differ."""
    if len(words) <= _MOST:
        return 0
    return max(0, _common(words, other) - _MOST // 2)


def _common(words: str, other: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(words, other, strict=False)) if a != b),
        min(len(words), len(other)),
    )


def _cut(words: str, start: int = 0) -> str:
    words = " ".join(words.split())
    part = words[start : start + _MOST]
    before, after = "…" * bool(start), "…" * (start + _MOST < len(words))
    return f"“{before}{part}{after}”"


def _change(taken: Taken, expected: Taken) -> str:
    """Return the first part that was changed, added or taken away."""
    there, wanted = dict(taken.parts()), dict(expected.parts())
    for name, content in there.items():
        if name not in wanted:
            return f"{name} was added"
        if wanted[name] != content:
            return f"{name} was changed"
    gone = next((name for name in wanted if name not in there), "")
    return f"{gone} is missing" if gone else "every part of it is the same, but packed otherwise"
