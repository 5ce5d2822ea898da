"""One answer from the options of a command into an assessment, and what it comes to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hria.assess.score import score
from hria.assess.session import record
from hria.cli.importing import Done, taken_in
from hria.cli.keeping import Kept
from hria.cli.opening import open_assessment
from hria.content.documents import is_folder
from hria.errors import ContentError, Fault, FileError, HriaError, Location, NotFoundError, Problem
from hria.form.base import Given, Record
from hria.form.columns import ABOUT_GRADES
from hria.form.filling import plain
from hria.form.gathering import NESTED
from hria.form.merging import Moment
from hria.model.assessment import Assessment
from hria.model.checklist import Question

_EITHER = ("force", "likelihood")


@dataclass(frozen=True)
class Options:
    """What was given on the command line; empty words were not given."""

    question: str
    answer: Mapping[str, str]
    evidence: Mapping[str, str]
    grades: Mapping[str, str]
    note: str
    clear: bool


def answered(
    file: Path, options: Options, moment: Moment, standard: str, checklists: list[str]
) -> Done:
    """Put one answer into *file*; return what it comes to."""
    kept = _kept(file, standard, checklists)
    asked = {q.id: q for part in kept.parts for q in part.checklist.active}
    question = asked.get(options.question)
    if question is None:
        raise NotFoundError("question", options.question, asked)
    if options.clear:
        return Done((_cleared(kept, options, moment),))
    if not options.answer["answer"] and not options.note:
        message = "which answer? (yes, partly, no, not-applicable, unknown, or --clear)"
        raise HriaError(message)
    given = _given(kept.assessment, question, options)
    known = {assessor.id: assessor.kind for assessor in kept.assessment.assessors}
    if moment.kind == "machine" and not moment.by:
        raise HriaError("--machine: which one? (name it with --as)")
    if moment.kind == "machine" and known.get(moment.by) == "person":
        raise HriaError(f"--machine: {moment.by} is a person, and stays one")
    done = taken_in(kept, given, moment, dry_run=False)
    if done.lines[-1].endswith("nothing changed"):
        return Done((f"{question.id}: nothing changed",), done.remarks)
    new = (a for a in kept.assessment.assessors if a.id not in known)
    told = (f"{a.id} is new here, and recorded as a {a.kind}" for a in new)
    return Done((_told(kept, question),), (*done.remarks, *told))


def _kept(file: Path, standard: str, checklists: list[str]) -> Kept:
    path = file / "assessment.yaml" if is_folder(file) else file
    if standard:
        return Kept.begin(standard, checklists, path)
    if not path.exists():
        raise FileError(f"{path}: there is no such file (--standard begins a new one)")
    return Kept.begin(open_assessment(path).assessment.standard, checklists, path)


def _cleared(kept: Kept, options: Options, moment: Moment) -> str:
    name = options.question
    if name not in kept.assessment.answers:
        return f"{name}: nothing changed"
    people = [a.id for a in kept.assessment.assessors if a.kind == "person"]
    by = moment.by or (people[0] if len(people) == 1 else "")
    known = [a.id for a in kept.assessment.assessors]
    if by and by not in known:
        raise NotFoundError("assessor", by, known)
    with kept.alone():
        kept.save(record(kept.assessment, name, None, by=by or None, at=moment.at))
    return f"{name} open"


def _given(assessment: Assessment, question: Question, options: Options) -> Given:
    """Return the answer in the shape of a file; raise ContentError where grades are missing."""
    held = assessment.answers.get(question.id)
    new: Record = {key: words for key, words in options.answer.items() if words}
    content: Record = {}
    if options.note:
        content["notes"] = {question.id: options.note}
    if "answer" in new:
        same = held is not None and held.answer == new["answer"]
        # The same answer again adds to what is there; another one begins anew.
        before = plain(held) if held is not None and same else {}
        content["answers"] = {question.id: _joined(before, new, options)}
        missing = tuple(_missing(question, content["answers"][question.id], options))
        if missing:
            raise ContentError(missing)
    return Given("hria answer", content, _place)


def _joined(before: Record, new: Record, options: Options) -> Record:
    joined: Record = {key: value for key, value in before.items() if key not in {"by", "on"}} | new
    pieces = list(before.get("evidence", []))
    piece: Record = {key: words for key, words in options.evidence.items() if words}
    if piece and piece not in pieces:
        pieces.append(piece)
    if pieces:
        joined["evidence"] = pieces
    grades = before.get("grades", {}) | {k: w for k, w in options.grades.items() if w}
    if grades:
        joined["grades"] = grades
    return joined


def _missing(question: Question, answer: Record, options: Options) -> Iterator[Problem]:
    """Yield each grade that is needed and was not given, with what is allowed."""
    held = answer
    word = str(held["answer"])
    if word not in {question.worrying, "partly"} and not any(options.grades.values()):
        return
    grades = held.get("grades", {})
    for column in ABOUT_GRADES:
        name = column.key.partition(".")[2]
        if name in grades or (name in _EITHER and any(other in grades for other in _EITHER)):
            continue
        alternative = " (or --likelihood)" if name == "force" else ""
        if name != "likelihood":
            words = f"{name} is missing{alternative} (allowed: {', '.join(column.allowed)})"
            yield Problem(Location(f"--{name}"), "HRIA002", words)


def _place(faults: Iterable[Fault]) -> tuple[Problem, ...]:
    """Return *faults*, each at the option it came from."""
    return tuple(
        Problem(Location(_option(fault)), fault.code, NESTED.sub("", fault.message))
        for fault in faults
    )


def _option(fault: Fault) -> str:
    missing = fault.message.rpartition(" is missing")[0].rpartition(" ")[2]
    name = missing if fault.code == "HRIA002" else str(fault.at[-1]) if fault.at else ""
    match name:
        case "by":
            return "--as"
        case _ if name.islower() and name != "answer":
            return f"--{name}"
        case _:
            return "ANSWER"


def _told(kept: Kept, question: Question) -> str:
    assessment = kept.assessment
    given = assessment.answers.get(question.id)
    if given is None:
        return f"{question.id}: noted"
    features = kept.descriptor.document.features
    findings = score(assessment, kept.parts, features).findings
    finding = next((f for f in findings if f.id == question.id), None)
    if finding is None:
        return f"{question.id} {given.answer}"
    graded = finding.residual
    counts = "" if finding.counted else ", not counted"
    return (
        f"{question.id} {given.answer}; {graded.level.word}"
        f" (severity {graded.severity}, likelihood {graded.likelihood}{counts})"
    )
