"""The words that can be typed instead of an answer, each with its letter."""

from collections.abc import Iterator
from typing import NamedTuple


class Key(NamedTuple):
    """A word that is carried out instead of being taken for an answer."""

    letter: str
    word: str
    does: str


KEYS = (
    Key("h", "help", "how to find the answer, what partly means, the law, how others answered"),
    Key("e", "evidence", "all that the descriptor offers for this question"),
    Key("s", "skip", "leave this question open; go to the next open one"),
    Key("b", "back", "the question before this one"),
    Key("j", "jump", "go to a question: j PRV-05, or PRV-05 alone"),
    Key("l", "list", "what is open, unknown, not applicable or kept aside, and why"),
    Key("m", "summary", "the results so far, and which open questions matter most"),
    Key("o", "note", "a note of your own: o some words; it is in no output; o - removes it"),
    Key("c", "confidential", "keep the words of this answer out of every output: on, off"),
    Key("z", "undo", "take back what you typed last, and so on, through the whole sitting"),
    Key("=", "same", "give the answer again that was given before"),
    Key("r", "again", "begin this question again, with nothing filled in"),
    Key("d", "source", "the sources known for this standard, by their keys"),
    Key("x", "edit", "write in your editor ($VISUAL or $EDITOR), or in several lines"),
    Key("q", "quit", "stop; everything is saved, and the same command goes on from here"),
)

_OTHER = {"stop": "quit", "sources": "source", "why": "help", "forward": "skip"}

_BY_NAME = {name: key.word for key in KEYS for name in (key.letter, key.word)}

WORDS = tuple(key.word for key in KEYS)
"""The words, to complete them."""

FEW = (
    "Or: s skip, b back, j jump, l list, h help, o note, c confidential, z undo, q quit;"
    " ? tells all."
)
"""What is shown under every question."""


def named(typed: str) -> str | None:
    """Return the command that *typed* stands for, by its letter or its word; None: no command."""
    lower = typed.lower()
    return "?" if lower == "?" else _BY_NAME.get(lower) or _OTHER.get(lower)


def listed() -> Iterator[str]:
    """Yield what can be typed, a line each."""
    yield "  Type the letter or the word of an answer, then Enter. Instead of an answer:"
    for key in KEYS:
        yield f"  {key.letter}  {key.word}: {key.does}"
    yield "  ?  help, and this list"
    yield "  Where words are asked for, put a colon before a command: :b, :back, :q, :edit."
    yield "  A line that ends in \\ goes on in the next one."
