"""The smallest set of asks that is enough; exact, with ties by the order of the file.

METHOD section 7. Accepting an ask never raises a level, so "enough" can be
told by what is still owed: sets of asks of which at least one more must be
accepted. That makes it a hitting-set problem, searched by the number of asks.
"""

from collections.abc import Callable

Owed = Callable[[frozenset[int]], list[frozenset[int]]]
"""What is still owed once some asks are accepted; an empty list: it is enough."""


def smallest_set(asks: int, owed: Owed) -> tuple[int, ...] | None:
    """Return the fewest of *asks* asks, by position, that leave nothing owed, or None.

    Among sets of one size the one whose positions come first is taken.
    """
    everything = frozenset(range(asks))
    if owed(everything):
        return None
    size = 0
    while not _reaches(frozenset(), frozenset(), size, owed):
        size += 1
    chosen: frozenset[int] = frozenset()
    ruled_out: frozenset[int] = frozenset()
    for position in range(asks):
        if len(chosen) == size:
            break
        trial = chosen | {position}
        if _reaches(trial, ruled_out, size - len(trial), owed):
            chosen = trial
        else:
            ruled_out |= {position}
    return tuple(sorted(chosen))


def _reaches(accepted: frozenset[int], ruled_out: frozenset[int], more: int, owed: Owed) -> bool:
    """Return whether *more* further asks, none of them *ruled_out*, can be enough."""
    debts = [debt - ruled_out for debt in owed(accepted)]
    if not debts:
        return True
    if _at_least(debts) > more:
        return False
    fewest = min(debts, key=_size)
    for ask in sorted(fewest):
        if _reaches(accepted | {ask}, ruled_out, more - 1, owed):
            return True
        # What follows need not try this ask again: every set with it was searched.
        ruled_out |= {ask}
    return False


def _at_least(debts: list[frozenset[int]]) -> int:
    """Return a number of asks that is needed at the least: debts that share no ask."""
    count = 0
    paid: frozenset[int] = frozenset()
    for debt in sorted(debts, key=_size):
        if paid.isdisjoint(debt):
            count += 1
            paid |= debt
    return count


def _size(debt: frozenset[int]) -> int:
    return len(debt)
