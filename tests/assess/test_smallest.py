from collections.abc import Callable
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from hria.assess.smallest import Owed, smallest_set

Debts = tuple[frozenset[int], ...]


def owing(debts: Debts) -> Owed:
    """What is owed while each of *debts* waits for one of its asks."""

    def owed(accepted: frozenset[int]) -> list[frozenset[int]]:
        return [debt for debt in debts if debt.isdisjoint(accepted)]

    return owed


def by_trying_all(asks: int, enough: Callable[[frozenset[int]], bool]) -> tuple[int, ...] | None:
    """Return the first of the smallest sets that are *enough*, in the order of the file."""
    every = (c for size in range(asks + 1) for c in combinations(range(asks), size))
    return next((chosen for chosen in every if enough(frozenset(chosen))), None)


def debts_among(asks: int) -> st.SearchStrategy[Debts]:
    one = st.frozensets(st.integers(0, asks - 1), max_size=4) if asks else st.just(frozenset[int]())
    return st.lists(one, max_size=7).map(tuple)


def smallest(asks: int, *debts: set[int]) -> tuple[int, ...] | None:
    return smallest_set(asks, owing(tuple(map(frozenset, debts))))


def test_nothing_is_needed_where_nothing_is_owed() -> None:
    assert smallest(0) == ()
    assert smallest(3) == ()


def test_there_is_no_set_where_an_ask_is_missing() -> None:
    assert smallest(0, set()) is None
    assert smallest(2, {0}, set()) is None


def test_one_ask_that_serves_all_is_better_than_two() -> None:
    assert smallest(3, {0, 2}, {1, 2}) == (2,)


# METHOD 7: "exact": taking the ask that serves most first (0) would need three.
def test_the_greedy_choice_is_not_taken() -> None:
    assert smallest(3, {0, 1}, {0, 2}, {1}, {2}) == (1, 2)
    assert smallest(4, {0, 1}, {0, 1}, {0, 2}, {0, 2}, {1, 3}, {2, 3}) == (0, 3)


# METHOD 7: "ties by the order of the file"
def test_among_sets_of_one_size_the_first_in_the_file_is_taken() -> None:
    assert smallest(4, {1, 3}, {0, 2}) == (0, 1)
    assert smallest(4, {3, 1}) == (1,)
    assert smallest(4, {2, 3}, {1, 3}, {0, 1}) == (0, 3)


@settings(max_examples=300)
@given(st.integers(0, 7).flatmap(lambda asks: st.tuples(st.just(asks), debts_among(asks))))
def test_the_set_is_the_first_of_the_smallest_of_all_subsets(drawn: tuple[int, Debts]) -> None:
    asks, debts = drawn
    owed = owing(debts)
    assert smallest_set(asks, owed) == by_trying_all(asks, lambda accepted: not owed(accepted))


@given(st.integers(1, 7).flatmap(lambda asks: st.tuples(st.just(asks), debts_among(asks))))
def test_a_debt_may_need_several_asks_one_after_another(drawn: tuple[int, Debts]) -> None:
    asks, groups = drawn

    # Like limits and consent on one finding: each group asks for two of its asks.
    def owed(accepted: frozenset[int]) -> list[frozenset[int]]:
        return [group - accepted for group in groups if len(group & accepted) < 2]

    assert smallest_set(asks, owed) == by_trying_all(asks, lambda accepted: not owed(accepted))
