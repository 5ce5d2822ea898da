"""Lines to and from a person, at a terminal or through a pipe."""

import shutil
import sys
import textwrap
from collections.abc import Callable

import typer

from hria.errors import FileError

Read = Callable[[str], str]
"""Shows a prompt and returns the line that was typed; EOFError at the end."""

Say = Callable[[str], None]
"""Shows a line."""

_WIDEST = 96
"""Longer lines are hard to follow."""


def read(prompt: str) -> str:
    """Show *prompt* and return the line that is typed; raise EOFError at the end."""
    try:
        line = input(prompt)
        line.encode()
    except UnicodeError:
        raise FileError(
            "what was typed is no text (allowed: UTF-8); what came before is saved"
        ) from None
    if not sys.stdin.isatty():
        # A prompt on a pipe would run into the next line, so the line is ended there.
        typer.echo()
    return line


def say(words: str) -> None:
    """Print *words* in lines that fit the window; further lines hang under the first."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    for line in words.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()))
        hanging = indent + ("   " if indent else "")
        typer.echo("\n".join(textwrap.wrap(line, width, subsequent_indent=hanging)))
