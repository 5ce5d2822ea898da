"""``hria answer``: one answer, for scripts."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from hria.cli.printing import aside, say


def answer(
    file: Annotated[Path, typer.Argument(help="An assessment.yaml, or the folder it lies in.")],
    question: Annotated[str, typer.Argument(help="The code of the question: PRV-05.")],
    word: Annotated[
        str,
        typer.Argument(metavar="[ANSWER]", help="yes, partly, no, not-applicable or unknown."),
    ] = "",
    reason: Annotated[str, typer.Option(help="Why it is unknown, such as text-not-read.")] = "",
    rationale: Annotated[str, typer.Option(help="Why this answer, in plain words.")] = "",
    clause: Annotated[str, typer.Option(help="Evidence: the clause.")] = "",
    quote: Annotated[str, typer.Option(help="Evidence: a few words of the text.")] = "",
    source: Annotated[str, typer.Option(help="Evidence: which text or record.")] = "",
    strength: Annotated[str, typer.Option(help="Evidence: E0 to E4.")] = "",
    scale: Annotated[str, typer.Option(help="Gravity, 0 none to 4 grave.")] = "",
    scope: Annotated[str, typer.Option(help="Who can be reached, 1 to 4.")] = "",
    irremediability: Annotated[str, typer.Option(help="How far it can be undone, 1 to 4.")] = "",
    force: Annotated[str, typer.Option(help="Force of the clause, N0 to N4.")] = "",
    likelihood: Annotated[str, typer.Option(help="1 to 4; else it follows from force.")] = "",
    nexus: Annotated[str, typer.Option(help="direct, contributory or linked.")] = "",
    likelihood_reason: Annotated[
        str, typer.Option(help="Why the likelihood departs from force.")
    ] = "",
    applies: Annotated[
        bool, typer.Option("--applies", help="The question applies although it is not asked here.")
    ] = False,
    confidential: Annotated[
        bool | None,
        typer.Option(
            "--confidential/--public", help="Whether words and names stay out of every output."
        ),
    ] = None,
    note: Annotated[str, typer.Option(help="A note for yourself; it is in no output.")] = "",
    by: Annotated[str, typer.Option("--as", help="The id of whoever answers.")] = "",
    machine: Annotated[
        bool, typer.Option("--machine", help="Whoever answers is a machine, and no person.")
    ] = False,
    clear: Annotated[bool, typer.Option("--clear", help="Take the answer back.")] = False,
    standard: Annotated[str, typer.Option(help="The standard, to begin a new file.")] = "",
    checklist: Annotated[
        list[str] | None,
        typer.Option("--checklist", "-c", help="A checklist of a new file; may be given again."),
    ] = None,
) -> None:
    """Give one answer, checked as everything else; what is missing is never guessed."""
    from hria.cli.answering import Options, answered
    from hria.form.merging import Moment

    flags = {"applies": "true" if applies else ""}
    if confidential is not None:
        flags["confidential"] = str(confidential).lower()
    options = Options(
        question=question.strip().upper(),
        answer={
            "answer": word,
            "reason": reason,
            "rationale": rationale,
            "likelihood-reason": likelihood_reason,
            **flags,
        },
        evidence={"clause": clause, "quote": quote, "source": source, "strength": strength},
        grades={
            "scale": scale,
            "scope": scope,
            "irremediability": irremediability,
            "force": force,
            "likelihood": likelihood,
            "nexus": nexus,
        },
        note=note,
        clear=clear,
    )
    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%MZ}"
    kind: Literal["person", "machine"] = "machine" if machine else "person"
    done = answered(
        file, options, Moment(by, date.today().isoformat(), at, kind), standard, checklist or []
    )
    for remark in done.remarks:
        aside(f"hria: {remark}")
    for line in done.lines:
        say(line)


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(answer)
