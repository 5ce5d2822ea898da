"""A translation: the words of one checklist in another language, by question."""

from hria.model.base import Document, Text
from hria.model.grades import QuestionId, Word


class QuestionWords(Document):
    """The words of one question; what is left out has no words in this language yet."""

    title: Text
    """Two or three words that name the question."""

    ask: Text
    """The question itself."""

    why: str = ""
    """What is at stake for people."""

    help: str = ""
    """How to find the answer in a text."""

    answers: dict[Word, Text] = {}
    """What each answer means here."""

    grades_note: str = ""
    """Why these grades are suggested, and when others fit."""

    ask_for: str = ""
    """The typical amendment."""


class Translation(Document):
    """The words of a checklist; its file name tells the version and the language."""

    title: Text
    """The name of the right, or of the cross-cutting theme."""

    questions: dict[QuestionId, QuestionWords]
    """The words, by the id of the question."""
