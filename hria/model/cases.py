"""Cases: what has happened where a text did, or left open, what a question asks about."""

from hria.model.base import Document, Text
from hria.model.facts import Mark, SourceKind
from hria.model.grades import QuestionId


class Case(Document):
    """Something that happened, with its source and its mark; no finding against a standard."""

    title: Text
    """What it is, in a few words."""

    happened: Text
    """What happened, in our own words."""

    when: Text
    """When, as exactly as known."""

    where: Text
    """The country, body or network."""

    questions: tuple[QuestionId, ...]
    """The questions it stands behind."""

    source: Text
    """The title of the source, with its date."""

    kind: SourceKind
    """What the source is."""

    address: Text | None = None
    """Where the source can be found."""

    mark: Mark
    """How well it was checked."""

    at: Text | None = None
    """The place in the source; needed where the mark is ``verified``."""

    note: Text | None = None
    """What a reader must know, such as what was answered."""

    @property
    def told(self) -> str:
        """What happened, where and when, in one line."""
        return f"{self.title} ({self.where}, {self.when}). {self.happened}"

    @property
    def sourced(self) -> str:
        """The source with its mark, and the note."""
        place = f", {self.at}" if self.at else ""
        note = f"; {self.note.rstrip('.')}" if self.note else ""
        return f"{self.mark}: {self.source}{place}{note}"


class Cases(Document):
    """The cases, by a short name."""

    cases: dict[Text, Case]
    """The cases."""

    def behind(self, question: str) -> tuple[Case, ...]:
        """Return the cases that stand behind the question called *question*, in order."""
        return tuple(case for case in self.cases.values() if question in case.questions)
