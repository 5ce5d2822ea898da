"""An Asker that needs no terminal."""

from collections.abc import Iterable

from hria.assess.session import Item, Move
from hria.model.assessment import Answer


class Scripted:
    """Answers what it was told, in order, and remembers what it was asked."""

    def __init__(self, replies: Iterable[Answer | Move]) -> None:
        self.replies = iter(replies)
        self.asked: list[Item] = []

    def ask(self, item: Item) -> Answer | Move:
        """Return the next reply; stop where there is none left."""
        self.asked.append(item)
        return next(self.replies, Move.STOP)
