"""The fixed phrases of a report in one language; a language is a file and no code."""

from dataclasses import dataclass

from hria.model.base import Document, Text
from hria.model.facts import Mark, SourceKind
from hria.model.grades import Level, Strength, UnknownReason, Word


class Phrases(Document):
    """A file of phrases, by key; ``{names}`` in them are filled in."""

    language: Text
    """The language tag, such as ``en``."""

    name: Text
    """The language's own name of itself."""

    direction: Text = "ltr"
    """``ltr`` or ``rtl``."""

    phrases: dict[str, Text]
    """The phrases."""


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases of one language, ready for use."""

    file: Phrases

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the phrase *key* with its names filled in; KeyError where it is missing."""
        return self.file.phrases[key].format(**values)

    @property
    def language(self) -> str:
        """The language tag."""
        return self.file.language

    def level(self, level: Level) -> str:
        """Return the word for *level*."""
        return self(f"level-{level.word}")

    def mark(self, mark: Mark) -> str:
        """Return the words for how well a fact was checked."""
        return self(f"mark-{mark}")

    def answer(self, word: Word) -> str:
        """Return the word for an answer."""
        return self(f"answer-{word}")

    def reason(self, reason: UnknownReason) -> str:
        """Return the words for why an answer is unknown."""
        return self(f"reason-{reason}")

    def strength(self, strength: Strength) -> str:
        """Return what a strength of evidence means."""
        return self(f"strength-{strength}")

    def source_kind(self, kind: SourceKind) -> str:
        """Return the words for what a source is."""
        return self(f"source-{kind}")
