"""The one way in which commands print: what would move the cursor is shown, and not done."""

import sys
from pathlib import Path

from hria.errors import EnoughError

# What moves the cursor or turns the writing round; of ends of lines and tabs only these two stay.
_UNSAFE = {n: f"\\x{n:02x}" for n in range(32) if n not in {9, 10}}
# Written like this they stay what they are in JSON, which escapes the others itself.
_UNSAFE |= {n: f"\\u{n:04x}" for n in (*range(127, 160), 0x202D, 0x202E)}


def safe(words: str) -> str:
    """Return *words* as they may reach a terminal."""
    return words.translate(_UNSAFE)


def say(words: str = "", *, end: str = "\n") -> None:
    """Print *words*, and *end* after them."""
    try:
        sys.stdout.write(safe(words) + end)
        sys.stdout.flush()
    except BrokenPipeError as error:
        # typer would end with the status of problems in content.
        raise EnoughError("the output was closed") from error


def hand_over(data: bytes, output: Path | None) -> None:
    """Put *data* into the file *output* and tell its name, or onto the standard output as it is."""
    if output is None:
        try:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except BrokenPipeError as error:
            raise EnoughError("the output was closed") from error
    else:
        from hria.content.writing import write

        write(output, data)
        aside(f"{output}")


def aside(words: str) -> None:
    """Print *words* in a line beside the output: it is not what was asked for."""
    sys.stderr.write(f"{safe(words)}\n")
