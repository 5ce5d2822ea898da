"""The one way in which commands print: what would move the cursor is shown, and not done."""

import sys
from pathlib import Path

from hria.errors import EnoughError, FileError

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


def may_write(output: Path | None, *, force: bool) -> None:
    """Ask before what *output* holds is overwritten; raise FileError where the answer is no.

    Asked before the work is begun, and only where somebody is there to answer.
    """
    from hria.content.documents import is_file, is_folder

    if output is None:
        return
    if is_folder(output):
        raise FileError(f"{output}: is a folder (name a file in it: -o {output / 'report.md'})")
    # A link or a device is refused when it is written to.
    if force or output.is_symlink() or not is_file(output):
        return
    if sys.stdin.isatty() and sys.stderr.isatty():
        sys.stderr.write(safe(f"{output} exists. Overwrite it? [y/N] "))
        sys.stderr.flush()
        if sys.stdin.readline().strip().casefold() in {"y", "yes"}:
            return
    raise FileError(f"{output}: exists; nothing was changed (--force overwrites it)")


def aside(words: str) -> None:
    """Print *words* in a line beside the output: it is not what was asked for."""
    sys.stderr.write(f"{safe(words)}\n")
