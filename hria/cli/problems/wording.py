"""What several formats need: text that shows all it holds, and a number for equal words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

# Controls of a terminal, ends of lines, halves of a pair (a name that is no UTF-8 has them), and
# two characters that XML forbids: none of them may reach a screen or a report as it is.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    r"""Return *text* on one line, with ``\n`` or ``\x1b`` for what cannot be seen."""
    return _HIDDEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def occurrences(words: Iterable[str]) -> Iterator[int]:
    """Yield for each of *words* its number, from 1, among those that are equal."""
    seen: Counter[str] = Counter()
    for word in words:
        seen[word] += 1
        yield seen[word]
