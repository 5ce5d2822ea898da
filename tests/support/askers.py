"""An Asker that needs no terminal."""

from collections.abc import Iterable

from hria.assess.plan import Part
from hria.assess.session import Closing, Given, Item, Move, Noted, Way
from hria.model.assessment import Answer, Assessment

Reply = Answer | Given | Noted | Way
"""What can be said to a question; an answer alone stands for an answer with nothing beside it."""


class Scripted:
    """Answers what it was told, in order, and remembers what it was asked."""

    def __init__(
        self,
        replies: Iterable[Reply],
        closings: Iterable[Closing | Way] = (),
        rests: Iterable[Way] = (),
        unclosed: Iterable[str] = (),
    ) -> None:
        self.replies = iter(replies)
        self.closings = iter(closings)
        self.rests = iter(rests)
        self.unclosed = frozenset(unclosed)
        self.asked: list[Item] = []
        self.closed: list[str] = []
        self.taken_back: list[str | None] = []

    def ask(self, item: Item) -> Given | Noted | Way:
        """Return the next reply; stop where there is none left."""
        self.asked.append(item)
        reply = next(self.replies, Move.STOP)
        return Given(reply) if isinstance(reply, Answer) else reply

    def close(self, part: Part, assessment: Assessment) -> Closing | Way:  # noqa: ARG002 - an Asker
        """Return the next closing; nothing where there is none left."""
        self.closed.append(part.right)
        return next(self.closings, Closing())

    def undone(self, question: str | None) -> None:
        """Remember what was taken back."""
        self.taken_back.append(question)

    def rest(self, assessment: Assessment) -> Way:  # noqa: ARG002 - an Asker
        """Return the next way; stop where there is none left."""
        return next(self.rests, Move.STOP)
