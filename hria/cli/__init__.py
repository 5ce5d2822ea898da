"""The commands: the only code that prints, exits, and reads the clock or the environment."""

import io
import os
import signal
import sys
from contextlib import suppress
from types import FrameType

import typer

from hria import __version__
from hria.cli import (
    answer,
    assess,
    audit,
    check,
    diff,
    find,
    form,
    import_,
    init,
    migrate,
    release,
    report,
    schema,
    score,
    show,
    standard,
    submit,
    verify,
)
from hria.cli.printing import aside, say
from hria.errors import EnoughError, HriaError, StoppedError

app = typer.Typer(
    name="hria",
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Human-rights impact assessment of technical standards.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for module in (
    *(assess, form, import_, answer, score, report, verify, submit),
    *(check, audit, find, show, standard, diff, release, migrate, init, schema),
):
    module.add_to(app)


def _version(*, wanted: bool) -> None:
    if wanted:
        say(f"hria {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: bool = typer.Option(
        False,  # noqa: FBT003 - the default of an option
        "--version",
        "-V",
        help="Print the version and stop.",
        is_eager=True,
        callback=lambda wanted: _version(wanted=wanted),
    ),
) -> None:
    """Human-rights impact assessment of technical standards."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    message = "stopped by Ctrl-C"
    raise StoppedError(message)


def _let_go_of_the_output() -> None:
    # Python writes once more what could not be written, and would end with a status of its own.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run() -> int:
    """Run the command and return its exit status: 0 done, 1 problems, 2 not carried out."""
    signal.signal(signal.SIGINT, _stop)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a letter shows its number instead of a crash.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _carried_out()
        sys.stdout.flush()
    except (EnoughError, BrokenPipeError):
        _let_go_of_the_output()
        return 0
    except OSError as error:
        _let_go_of_the_output()
        what = error.filename or "the output"
        aside(f"hria: {what}: {error.strerror or error}")
        return 2
    except HriaError as error:
        aside(f"{error}" if error.status == 1 else f"hria: {error}")
        return error.status
    return status


def _carried_out() -> int:
    try:
        app()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0
