"""Prompts, answered line by line: each line is kept at once, and can be taken back."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")

# Each line is wrapped to the window where it is shown.
HELP = """\
  Type a line, then Enter. Where a prompt says so, Enter alone leaves it out.
  Enter alone takes what stands in [ ].
  ?        this help, and what this prompt is about
  :back    one prompt back; the line that was typed there is forgotten
  :again   begin again, with nothing filled in
  :quit    leave; no descriptor is written, and what was typed is filled in next time"""


class LeftError(Exception):
    """The person leaves."""


class UnfitError(Exception):
    """What was typed cannot stand here; the text says what can."""


class _RewoundError(Exception):
    """The prompts begin again, with the lines that are left."""


class Lines:
    """A conversation that its lines determine: with the same lines it comes to the same place.

    That is how a line is taken back, and how an earlier sitting goes on: what is
    left of the lines is typed again by the program.
    """

    def __init__(
        self,
        read: Callable[[str], str],
        say: Callable[[str], None],
        keep: Callable[[Sequence[str]], None],
    ) -> None:
        self._read = read
        self._show = say
        self._keep = keep
        self._lines: list[str] = []
        self._replay: list[str] = []
        self._quiet = False

    def hold(self, talk: Callable[[], T]) -> T:
        """Return what *talk* returns; raise LeftError where the person leaves before its end."""
        while True:
            try:
                return talk()
            except _RewoundError:
                continue
            except EOFError:
                raise LeftError from None

    def fill_in(self, lines: Sequence[str]) -> None:
        """Type *lines* next, before anybody is asked."""
        self._replay = list(lines)

    @property
    def count(self) -> int:
        """How many lines were taken so far."""
        return len(self._lines)

    @property
    def is_filled_in(self) -> bool:
        """Whether the program types next what a person typed before."""
        return bool(self._replay)

    def say(self, line: str) -> None:
        """Show a line, unless the prompt that it belongs to is answered already."""
        if not self._replay:
            self._show(line)

    def ask(self, prompt: str, fit: Callable[[str], T], about: str = "") -> T:
        """Return what *fit* makes of the line that is typed; it raises UnfitError to ask again."""
        while True:
            given = bool(self._replay)
            line = self._replay.pop(0) if given else self._typed(prompt, about)
            try:
                value = fit(line)
            except UnfitError as unfit:
                # What followed was typed for something else.
                self._replay.clear()
                self.say(f"  {unfit}")
                continue
            if given and not self._quiet:
                self._show(f"{prompt}{line}")
            self._lines.append(line)
            if not self._replay:
                self._keep(self._lines)
            return value

    def _typed(self, prompt: str, about: str) -> str:
        self._quiet = False
        while True:
            line = self._read(prompt).strip()
            if not all(letter.isprintable() or letter.isspace() for letter in line):
                self._show("  a control character stands in the line (allowed: words)")
            elif line == "?" or line.startswith(":"):
                self._command(line.lower(), about)
            else:
                return line

    def _command(self, word: str, about: str) -> None:
        match word:
            case ":back" | ":b":
                if not self._lines:
                    self._show("  this is the first prompt")
                    return
                self._rewind(self._lines[:-1])
            case ":again":
                self._rewind([])
            case ":quit" | ":q" | ":stop":
                raise LeftError
            case "?" | ":help":
                if about:
                    self._show(f"  {about}")
                self._show(HELP)
            case _:
                self._show(f"  no command {word!r}; these are known:")
                self._show(HELP)

    def _rewind(self, lines: Sequence[str]) -> None:
        self._replay = list(lines)
        self._lines = []
        self._quiet = True
        self._keep(lines)
        raise _RewoundError


def choice(options: Mapping[str, T], default: str = "") -> Callable[[str], T]:
    """Return a rule that takes a key of *options*, or Enter for *default*, in any case."""

    def fit(line: str) -> T:
        typed = line.lower() or default
        if typed in options:
            return options[typed]
        raise UnfitError(f"{line!r} is none of: {', '.join(options)} (? for help)")

    return fit


def numbered(names: Sequence[str]) -> dict[str, str]:
    """Return *names* by their numbers and by themselves, so that either can be typed."""
    return {str(n): name for n, name in enumerate(names, 1)} | {
        name.lower(): name for name in names
    }


def numbers(line: str, last: int) -> list[int]:
    """Return the numbers in *line*, each from 1 to *last*; raise UnfitError."""
    words = line.replace(",", " ").split()
    if not all(word.isascii() and word.isdigit() and 1 <= int(word) <= last for word in words):
        raise UnfitError(f"{line!r} (allowed: numbers from 1 to {last}, with blanks or commas)")
    return list(dict.fromkeys(map(int, words)))
