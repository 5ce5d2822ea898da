"""The terminal of somebody who answers: lines in and out, wrapped to the window, and an editor."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import typer

from hria.cli.printing import safe
from hria.errors import FileError, HriaError

Read = Callable[[str], str]
"""Shows a prompt and returns the line that was typed; EOFError at the end."""

Say = Callable[[str], None]
"""Shows a line."""

_OTHER_WAYS = (
    "nobody is at a terminal, and nothing came through the pipe; the other ways to answer:"
    " hria answer FILE QUESTION ANSWER …, hria form to fill in and hria import to bring it back,"
    " or the file itself in an editor"
)

_WIDEST = 96
"""Longer lines are hard to follow."""

_NARROWEST = 20

_LETTERS = "\u0300"
"""From here on a letter may be as wide as two, or as none."""


@dataclass
class Console:
    """Plain lines; bold only on a terminal that has it, and never as the only sign of anything."""

    plain: bool = False
    """Whether lines stay as they are, for screen readers: nothing wrapped, nothing bold."""

    asked: bool = field(default=False, init=False)
    """Whether a line was ever read."""

    def __post_init__(self) -> None:
        """Find out what the terminal can do."""
        self.is_terminal = sys.stdin.isatty()
        shown = sys.stdout.isatty() and not self.plain
        self._bold = shown and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self._words: Sequence[str] = ()
        if self.is_terminal:
            self._complete()

    def read(self, prompt: str) -> str:
        """Return the line that is typed at *prompt*; raise EOFError at the end."""
        try:
            line = input(safe(prompt))
            line.encode()
        except UnicodeError:
            raise FileError(
                "what was typed is no text (allowed: UTF-8); what came before is saved"
            ) from None
        self.asked = True
        # A prompt on a pipe would run into the next line, so the line is ended there.
        if not self.is_terminal:
            typer.echo()
        return line

    def must_have_asked(self) -> None:
        """Raise HriaError where nobody is there to be asked: it names the other ways to answer."""
        if not self.asked and not self.is_terminal:
            raise HriaError(_OTHER_WAYS)

    def say(self, words: str) -> None:
        """Show *words* in lines that fit the window; further lines hang under the first."""
        for line in safe(words).split("\n"):
            typer.echo("\n".join(self._wrapped(line)))

    def head(self, words: str) -> None:
        """Show the line that names a question."""
        for line in self._wrapped(safe(words)):
            typer.echo(f"\x1b[1m{line}\x1b[0m" if self._bold else line)

    def offer(self, words: Sequence[str]) -> None:
        """Complete the next line to one of *words*."""
        self._words = words

    def _wrapped(self, line: str) -> list[str]:
        if self.plain:
            return [line.strip()]
        # The window may have changed since the last line.
        width = max(min(shutil.get_terminal_size().columns - 1, _WIDEST), _NARROWEST)
        indent = " " * (len(line) - len(line.lstrip()))
        hanging = indent + ("   " if indent else "")
        if max(line, default="") < _LETTERS or line.isascii():
            return textwrap.wrap(
                line, width, subsequent_indent=hanging, break_on_hyphens=False
            ) or [""]
        from wcwidth import wrap

        return list(wrap(line, width, subsequent_indent=hanging)) or [""]

    def _complete(self) -> None:
        try:
            import readline
        except ImportError:
            return
        readline.set_completer(self._completion)
        readline.set_completer_delims("")
        # macOS has another library under the same name.
        libedit = "libedit" in (readline.__doc__ or "")
        readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")

    def _completion(self, begun: str, state: int) -> str | None:
        found = [word for word in self._words if word.lower().startswith(begun.lower())]
        return found[state] if state < len(found) else None

    def edit(self, text: str) -> str | None:
        """Return what is written in $VISUAL or $EDITOR; None where neither is set, or it fails."""
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not editor or not self.is_terminal:
            return None
        with tempfile.TemporaryDirectory(prefix="hria-") as folder:
            # The folder is its owner's alone.
            file = Path(folder) / "words.txt"
            file.write_text(text, encoding="utf-8")
            try:
                subprocess.run([*shlex.split(editor), str(file)], check=True)  # noqa: S603 - their own editor
                return file.read_text(encoding="utf-8")
            except (OSError, ValueError, subprocess.CalledProcessError) as error:
                self.say(f"  the editor {editor!r} did not work: {error}")
        return None

    def today(self) -> str:
        """Return the day where the assessor is."""
        return date.today().isoformat()

    def now(self) -> str:
        """Return the moment, in universal time, to the minute."""
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")

    def clock(self) -> float:
        """Return seconds from any beginning."""
        return time.monotonic()

    def flush(self) -> None:
        """Send out what was shown."""
        with suppress(OSError):
            sys.stdout.flush()
