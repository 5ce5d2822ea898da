"""``hria report``: an assessment as a brief, a full report, talking points or a summary."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from hria.cli.printing import aside, hand_over, may_write
from hria.errors import HriaError, NotFoundError, StoppedError

if TYPE_CHECKING:
    from hria.brief.blocks import Paper

_BINARY = frozenset({"docx", "pdf", "xlsx"})
_STOPPED = 130
"""The exit status of what Ctrl-C ended."""


def report(
    context: typer.Context,
    assessment: Annotated[
        Path | None,
        typer.Argument(
            help="An assessment.yaml, or the folder it lies in; with --all, a folder above it."
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            "-k",
            help="brief (two pages, the usual one), full (every answer), talking-points (one page"
            " to speak from) or summary (a paragraph and a row); with --all, several.",
        ),
    ] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            help="md, html, pdf, docx, json, csv or xlsx; else by the ending of -o, else md;"
            " with --all, several.",
        ),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="The language of the report.")] = "en",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The file to write; else standard output."),
    ] = None,
    *,
    paper: Annotated[
        str, typer.Option("--paper", help="The sheet that is printed on: a4 or letter.")
    ] = "a4",
    include_confidential: Annotated[
        bool,
        typer.Option(
            "--include-confidential",
            help="Put confidential words and names in; the file's name has to say so.",
        ),
    ] = False,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            help="For docx: a .docx or .dotx of your own, for styles, page, head and foot.",
        ),
    ] = None,
    all_: Annotated[
        bool,
        typer.Option(
            "--all",
            help="The reports of every assessment, each beside it; of those that changed.",
        ),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, help="With --all: how many at once; else one a processor."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite what is there without asking.")
    ] = False,
) -> None:
    """Make a report of an assessment, or of all; what is confidential stays out of it."""
    sheet = _sheet(paper)
    if all_:
        if output is not None or template is not None:
            raise HriaError(
                "with --all each report lies beside its assessment, as hria lays it out"
                " (leave -o and --template away)"
            )
        _all(
            assessment,
            (kind, format_),
            lang,
            sheet,
            jobs,
            confidential=include_confidential,
            force=force,
        )
        return
    if assessment is None:
        context.fail("Missing argument 'ASSESSMENT' (or --all, for every one)")
    one_kind, name = _only("--kind", kind) or "brief", _only("--format", format_)
    _one(
        assessment,
        one_kind,
        name,
        lang,
        sheet,
        output,
        template,
        confidential=include_confidential,
        force=force,
    )


def _one(
    assessment: Path,
    kind: str,
    format_: str,
    lang: str,
    paper: "Paper",
    output: Path | None,
    template: Path | None,
    *,
    confidential: bool,
    force: bool,
) -> None:
    from hria.cli.opening import open_assessment
    from hria.cli.reporting import named, reported, written_format

    name = written_format(format_, output)
    _known([kind], [name])
    if template is not None and name != "docx":
        raise HriaError(f"--template is for docx, and this is {name}")
    opened = open_assessment(assessment)
    if confidential:
        output = named(opened, kind, name, output)
    if name in _BINARY and output is None and sys.stdout.isatty():
        message = f"{name} is not for the screen (name a file with -o, or send it on)"
        raise HriaError(message)
    may_write(output, force=force)
    for remark in opened.remarks:
        aside(f"hria: {remark}")
    made = reported(
        opened, kind, name, lang, confidential=confidential, paper=paper, template=template
    )
    hand_over(made, output)


def _all(
    path: Path | None,
    named: tuple[list[str] | None, list[str] | None],
    lang: str,
    paper: "Paper",
    jobs: int | None,
    *,
    confidential: bool,
    force: bool,
) -> None:
    from hria.cli.many import Options, make_all
    from hria.content.languages import words_of

    kinds, formats = (tuple(dict.fromkeys(names or ())) for names in named)
    _known(kinds, formats)
    # A language that is not there is told once.
    words_of(lang)
    many = jobs or os.cpu_count() or 1
    try:
        status = make_all(path, Options(kinds, formats, lang, paper, confidential, force, many))
    except StoppedError as error:
        aside(f"hria: {error}")
        raise typer.Exit(_STOPPED) from None
    raise typer.Exit(status)


def _sheet(named: str) -> "Paper":
    """Return the sheet of that name."""
    from hria.brief.blocks import Paper

    for known in get_args(Paper):
        if named.casefold() == known:
            return cast("Paper", known)
    raise NotFoundError("paper", named, get_args(Paper))


def _only(option: str, given: list[str] | None) -> str:
    """Return the one name that *option* may be given without --all; empty where it was not."""
    if given and len(given) > 1:
        raise HriaError(f"{option} {', '.join(given)}: one at a time (several with --all)")
    return given[0] if given else ""


def _known(kinds: Iterable[str], formats: Iterable[str]) -> None:
    from hria.brief import KINDS
    from hria.render import FORMATS

    for kind in kinds:
        if kind not in KINDS:
            raise NotFoundError("kind of report", kind, KINDS)
    for name in formats:
        if name not in FORMATS:
            raise NotFoundError("format", name, FORMATS)


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(report)
