"""Prompts and answers, line by line: each is kept before the next, and filled in after a cut.

Nothing is ever drawn again: a prompt is a line, its answer ends with Enter. So
it works on any terminal, in a recording, and on the pipe of a screen reader.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hria.assess.session import Way
from hria.prompt.keys import named

T = TypeVar("T")

Line = tuple[str, str]
"""What was asked, and what was typed."""

NOTE = "note"
CONFIDENTIAL = "confidential"
ASIDE = frozenset({NOTE, CONFIDENTIAL})
"""Lines that are no answer to a prompt: they may come at any prompt."""

_MORE = "…"
_END = "."


class MovedError(Exception):
    """The assessor goes somewhere else instead of answering."""

    def __init__(self, way: Way) -> None:
        self.way = way
        super().__init__(str(way))


class AgainError(Exception):
    """The assessor begins anew, or takes the last line back: *lines* are filled in again."""

    def __init__(self, lines: Sequence[Line] | None = None) -> None:
        self.lines = tuple(lines or ())
        self.undone = lines is not None
        super().__init__("again")


def _none(_words: object) -> None:
    return None


@dataclass
class Talk:
    """A conversation of prompts and lines."""

    read: Callable[[str], str]
    """Shows a prompt and returns the line that was typed; EOFError at the end."""

    show: Callable[[str], None]
    """Shows a line."""

    keep: Callable[[Sequence[Line]], None]
    """Keeps the lines typed so far; it is called before the next prompt is shown."""

    command: Callable[[str, str], bool] = lambda _word, _rest: False
    """Carries out a word that is typed instead of an answer, with what follows it.

    Returns whether it was a command.
    """

    commands: Sequence[str] = ()
    """The words that are carried out instead of being taken for an answer."""

    offer: Callable[[Sequence[str]], None] = _none
    """Takes the words that the next prompt understands, to complete them."""

    edit: Callable[[str], str | None] = _none
    """Opens an editor with a text and returns what was written; None where there is no editor."""

    lines: list[Line] = field(default_factory=list)
    """What was typed since begin(), and stands."""

    aside: Callable[[Line], None] = _none
    """Takes a line of ASIDE that is filled in again."""

    _replay: list[Line] = field(default_factory=list)
    _mark: int = 0
    _kept: bool = True

    def begin(self, replay: Iterable[Line] = ()) -> None:
        """Begin anew; the lines *replay* are filled in where they fit."""
        self.lines = []
        self._replay = list(replay)
        self._kept = True

    @property
    def filling(self) -> bool:
        """Whether lines of an earlier time are being filled in."""
        return bool(self._replay)

    def say(self, words: str) -> None:
        """Show *words*, but not while lines are filled in: they were shown before."""
        if not self._replay:
            self.show(words)

    def note(self, line: Line) -> None:
        """Keep *line*, which is no answer to a prompt."""
        self.lines.append(line)
        self._kept = False

    def settle(self) -> None:
        """Keep what is not kept yet."""
        if not self._kept:
            self.keep(self.lines)
            self._kept = True

    def forget(self) -> None:
        """Keep nothing of what is not kept yet: what it was about is done."""
        self._kept = True

    def choice(
        self,
        label: str,
        choices: Mapping[str, T],
        default: str | None = None,
        empty: str = "",
        hint: str = "",
    ) -> T:
        """Return what is chosen by its key or its word; Enter chooses the key *default*.

        *empty* tells what Enter does where that is more than a default.
        """
        hint += f" [{empty or default}]" if default is not None else ""
        words = [*choices, *(str(v) for v in choices.values() if str(v) not in choices)]

        def find(typed: str) -> str | None:
            lower = typed.lower().replace(" ", "-")
            if not lower:
                return default
            return next(
                (k for k, v in choices.items() if lower in {k.lower(), str(v).lower()}), None
            )

        while True:
            self.offer([*words, *self.commands])
            typed = self._line(label, hint, lambda line: find(line) is not None, default or "")
            if (key := find(typed)) is not None:
                return choices[key]
            self._reject()
            allowed = ", ".join(k if k == v else f"{k} ({v})" for k, v in choices.items())
            self.show(f"  {repr(typed) if typed else 'Enter'} is none of: {allowed} (? for more)")

    def yes(self, label: str, *, default: bool = False) -> bool:
        """Return whether the answer is yes."""
        choices = {"y": "yes", "n": "no"}
        return self.choice(label, choices, "y" if default else "n", hint=" y or n") == "yes"

    def words(  # noqa: PLR0913 - each of them is named
        self,
        label: str,
        hint: str = "",
        *,
        needed: bool = False,
        earlier: str = "",
        default: str = "",
        known: Iterable[str] = (),
    ) -> str:
        """Return what is typed in words; Enter keeps *earlier*, and - empties it.

        Enter stands for *default* where there is one; *known* are words that are likely.
        """
        if earlier:
            hint = " (Enter keeps it; - empties it; :edit changes it)"
        self._text = earlier
        while True:
            self.offer([*known, *(f":{word}" for word in self.commands)])
            filled = self.filling
            typed = self._line(label, hint, None, default)
            if self.commands and named(typed) and not filled:
                self.show(
                    f"  {typed!r} is kept as words (:{typed} is the command, :z takes it back)"
                )
            given = earlier if not typed else "" if earlier and typed == "-" else typed
            if given or not needed:
                return given
            self._reject()
            self.show("  this is needed: the rules of the method ask for it")

    def refuse(self, why: str) -> None:
        """Say why what was typed last cannot stand, and forget it."""
        self._reject()
        self.show(f"  {why}")

    _text: str = ""
    """What :edit begins with."""

    def edited(self, label: str) -> str:
        """Return what is written in an editor, or in several lines where there is none."""
        written = self.edit(self._text)
        if written is not None:
            return "\n".join(line.strip() for line in written.splitlines() if line.strip())
        self.show("  Several lines; a line with a single point ends them.")
        lines: list[str] = []
        while (line := self.read("  … ").strip()) != _END:
            if line:
                lines.append(line)
                # Where this is cut off, it goes on in the next line.
                self.keep([*self.lines, (label, "\n".join(lines) + "\\")])
        return "\n".join(lines)

    def _line(
        self, label: str, hint: str, accepts: Callable[[str], bool] | None, default: str
    ) -> str:
        """Return what is typed at a prompt; a line that ends in a stroke goes on in the next."""
        self._mark = len(self.lines)
        line = self._raw(label, f"{label}{hint}: ", accepts, default)
        while line.endswith("\\"):
            line = f"{line[:-1].rstrip()} {self._raw(_MORE, '  … ', None)}"
        return line

    def _raw(
        self,
        label: str,
        prompt: str,
        accepts: Callable[[str], bool] | None,
        default: str = "",
    ) -> str:
        """Return one line of content, kept at once; commands are carried out and asked past."""
        while True:
            line = self._filled(label, prompt)
            if line is not None:
                return line
            # What came before is on the disk once the next prompt shows.
            self.settle()
            line = self.read(prompt).strip()
            word, _, rest = line.partition(" ")
            if line in {":edit", ":x"}:
                if accepts is not None:
                    self.show("  that works where words are asked for")
                    continue
                line = self.edited(label)
            elif word.startswith(":") or line == "?":
                if not self.command(word.removeprefix(":"), rest.strip()):
                    self.show(f"  no command {line!r}; ? lists those there are")
                continue
            elif accepts and line and not accepts(line) and self.command(word, rest.strip()):
                continue
            # What Enter stands for may be another thing when the line is filled in again.
            line = line or default
            self.lines.append((label, line))
            self._kept = False
            return line

    def _filled(self, label: str, prompt: str) -> str | None:
        """Return the next line that was kept, where it answers this prompt."""
        while self._replay:
            line = self._replay.pop(0)
            if line[0] in ASIDE:
                self.lines.append(line)
                self.aside(line)
                continue
            if line[0] != label:
                # The questions are not what they were: what follows would answer something else.
                self._replay.clear()
                self._kept = False
                return None
            self.show(f"{prompt}{line[1]}")
            self.lines.append(line)
            return line[1]
        return None

    def _reject(self) -> None:
        """Forget what was typed at the last prompt, but not what came aside."""
        self.lines[self._mark :] = [ln for ln in self.lines[self._mark :] if ln[0] in ASIDE]
        self._kept = False
