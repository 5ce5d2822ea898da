"""What is proved of a report: its files, its releases, its result and its words, line by line."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pydantic import ValidationError

from hria.assess.shown import ASIDE, MASK, shown, withheld
from hria.brief.enclosures import SCORE, STANDARD
from hria.errors import FileError, HriaError
from hria.model.assessment import Assessment
from hria.model.manifest import NAME, Manifest
from hria.verify import TAKEN, format_of
from hria.verify.base import Line, Outcome, Taken, fails, holds, unknown
from hria.verify.files import Known, agreeing, authentic, described, unchanged
from hria.verify.of_json import values_in
from hria.verify.words import compared, difference

NOT_PROVED = (
    "Not proved: who made the report, and when. It bears no signature, so whoever changes the"
    " assessment in it and makes everything anew from that has a report that holds."
)
"""What no line can say."""

_RESULT = "the same result"
_HIDDEN = "what is confidential"


class Again(Protocol):
    """What the files inside a report come to when everything is made again from them."""

    @property
    def assessment(self) -> Assessment:
        """The assessment among the files."""

    def score(self) -> str:
        """Return what ``score.json`` would hold; raise HriaError where nothing can be scored."""

    def report(self, format_: str) -> bytes:
        """Return the report itself; raise HriaError where it cannot be made."""


Reopen = Callable[[Manifest, Mapping[str, bytes]], Again]
"""Reads the files inside a report; raises HriaError where they cannot be read."""


@dataclass(frozen=True)
class Proof:
    """What came of verifying one report."""

    format: str
    manifest: Manifest | None
    lines: tuple[Line, ...]

    @property
    def holds(self) -> bool:
        """Whether everything holds on which the proof rests."""
        return all(line.outcome is Outcome.HOLDS for line in self.lines if line.decides)


def proved(data: bytes, name: str, version: str, known: Known, reopen: Reopen) -> Proof:
    """Return what holds of the report *data*; raise FileError where it is none.

    *version* is the one of the hria that looks; *known* is what its library holds.
    """
    format_ = format_of(data, name)
    taken = TAKEN[format_](data, name)
    if not taken.files:
        raise FileError(
            f"{name}: holds no files to make it again from (a report of an earlier hria, a document"
            " of another program, or they were taken out); nothing can be proved"
        )
    manifest, line = _manifest(taken, version)
    if manifest is None:
        return Proof(format_, None, (line,))
    lines = (line, *unchanged(taken, manifest))
    try:
        again = reopen(manifest, taken.files)
    except HriaError as error:
        words = f"what is in the report cannot be read: {_first(error)}"
        return Proof(format_, manifest, (*lines, fails("the assessment", words)))
    rest = (
        agreeing(manifest, again.assessment),
        *authentic(taken, again.assessment, known),
        described(taken, again.assessment, known, STANDARD),
        _confidential(manifest, again.assessment),
        _score(taken, again),
        *_made_again(data, taken, again, format_, same_version=manifest.hria == version),
    )
    return Proof(format_, manifest, (*lines, *rest))


def _manifest(taken: Taken, version: str) -> tuple[Manifest | None, Line]:
    if NAME not in taken.files or NAME in taken.twice:
        words = "stands twice in the report" if NAME in taken.twice else "is not in the report"
        return None, fails(NAME, f"{words}, so nothing tells which files belong there")
    try:
        told = Manifest.model_validate_json(taken.files[NAME], by_name=False, by_alias=True)
    except ValidationError as error:
        slip = error.errors(include_url=False)[0]
        at = ".".join(map(str, slip["loc"]))
        return None, fails(NAME, f"cannot be read: {at}: {slip['msg']}")
    words = f"says that hria {told.hria} made it, as {told.kind} in the language {told.language}"
    if told.hria == version:
        return told, holds(NAME, words)
    return told, unknown(NAME, f"{words}; this is hria {version}", decides=False)


def _confidential(manifest: Manifest, assessment: Assessment) -> Line:
    if manifest.confidential:
        return holds(_HIDDEN, "is in the report, which says so: for those who may know it")
    hidden = shown(assessment)
    # Hidden once more, it has stand-ins at the end for those who are hidden already.
    known = hidden.assessors[: len(assessment.assessors)]
    if _words_of(assessment) != _words_of(hidden.model_copy(update={"assessors": known})):
        return fails(_HIDDEN, "stands in the assessment, and the report says that it is hidden")
    counts = ", ".join(f"{kind} {count}" for kind, count in withheld(assessment).items() if count)
    if not counts:
        return holds(_HIDDEN, "nothing was withheld")
    return holds(_HIDDEN, f"was withheld ({counts}); what it comes to can be checked all the same")


def _words_of(assessment: Assessment) -> str:
    """Return what hiding changes but for stand-ins, which are given once."""
    told = assessment.model_dump_json(
        exclude={
            "assessors": {"__all__": {"id"}},
            "history": True,
            "review": True,
            "answers": {"__all__": {"by", "on"}},
            "to_confirm": {"__all__": {"answer": {"by", "on"}}},
            "archived": {"__all__": {"answer": {"by", "on"}}},
        },
    )
    return told.replace(ASIDE, MASK)


def _score(taken: Taken, again: Again) -> Line:
    if SCORE not in taken.files:
        return fails(_RESULT, f"{SCORE} is not in the report")
    try:
        made = again.score()
    except HriaError as error:
        return fails(_RESULT, f"the assessment cannot be scored: {_first(error)}")
    if made.encode() == taken.files[SCORE]:
        return holds(_RESULT, f"scored again, the assessment comes to what {SCORE} says")
    try:
        told = list(values_in(json.loads(taken.files[SCORE]), SCORE))
    except (ValueError, RecursionError):
        return fails(_RESULT, f"{SCORE} cannot be read")
    again_told = list(values_in(json.loads(made), SCORE))
    if found := difference(told, again_told, placed=True):
        return fails(_RESULT, f"{SCORE}, {found}")
    return fails(_RESULT, f"{SCORE} holds the same values, written in another way")


def _made_again(
    data: bytes, taken: Taken, again: Again, format_: str, *, same_version: bool
) -> Iterator[Line]:
    try:
        made = again.report(format_)
    except HriaError as error:
        yield unknown("the same words", f"the report cannot be made again: {_first(error)}")
        return
    expected = TAKEN[format_](made, "the report made again")
    yield from compared(data, taken, made, expected, same_version=same_version)


def _first(error: HriaError) -> str:
    return str(error).partition("\n")[0]
