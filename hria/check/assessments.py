"""Whether an assessment stands on what it names: checklists, descriptor and sources."""

import re
from collections.abc import Iterator

from hria.assess.fit import misfits
from hria.assess.grading import STRONGEST
from hria.assess.plan import Part, aside, why
from hria.assess.score import score
from hria.check.subject import Checked
from hria.content.documents import Loaded
from hria.errors import ContentError, Fault, FileError, HriaError, NotFoundError
from hria.model.assessment import MOST_WORDS, Assessment, Evidence, words_in
from hria.model.refs import ChecklistRef, StandardRef
from hria.model.standard import Descriptor

_KEY = re.compile(r"[a-z0-9][a-z0-9.-]*")


def unfit(checked: Checked) -> Iterator[Fault]:
    """Yield every fault of an assessment."""
    assessment = checked.record(Assessment)
    parts, faults = _parts(checked, assessment)
    yield from faults
    descriptor, more = _descriptor(checked, assessment)
    yield from more
    yield from _placed(checked, assessment)
    if descriptor is not None:
        yield from _evidence(assessment, descriptor.document)
    if len(parts) < len(assessment.checklists):
        # Without a checklist nobody can say which questions there are.
        return
    found = list(misfits(assessment, parts))
    yield from found
    features = descriptor.document.features if descriptor else None
    yield from _aside(assessment, parts, features)
    if all(fault.level == "warning" for fault in found):
        yield from _escalations(assessment, parts, features)


def _parts(checked: Checked, assessment: Assessment) -> tuple[tuple[Part, ...], list[Fault]]:
    parts: list[Part] = []
    faults: list[Fault] = []
    for index, pin in enumerate(assessment.checklists):
        at = ("checklists", index)
        ref = ChecklistRef.parse(pin.ref)
        try:
            loaded = checked.library.checklist(ref)
        except NotFoundError as error:
            faults.append(Fault("HRIA501", (*at, "ref"), str(error)))
            continue
        except ContentError as error:
            words = f"{pin.ref} has {len(error.problems)} problems of its own; check it first"
            faults.append(Fault("HRIA501", (*at, "ref"), words))
            continue
        except FileError as error:
            faults.append(Fault("HRIA501", (*at, "ref"), str(error)))
            continue
        if pin.digest is None:
            words = f"{pin.ref} is not pinned by its digest ({loaded.digest})"
            faults.append(Fault("HRIA513", at, words, "warning"))
        elif pin.digest != loaded.digest:
            words = f"{pin.ref} is not the file that was pinned (it is {loaded.digest})"
            faults.append(Fault("HRIA513", (*at, "digest"), words))
        parts.append(Part(*ref, loaded.document))
    return tuple(parts), faults


def _descriptor(
    checked: Checked, assessment: Assessment
) -> tuple[Loaded[Descriptor] | None, list[Fault]]:
    try:
        loaded = checked.library.descriptor(StandardRef.parse(assessment.standard))
    except NotFoundError as error:
        return None, [Fault("HRIA514", ("standard",), str(error))]
    except HriaError:
        words = f"the descriptor of {assessment.standard} has problems of its own; check it first"
        return None, [Fault("HRIA514", ("standard",), words)]
    faults: list[Fault] = []
    editions = [edition.id for edition in loaded.document.editions]
    if assessment.edition is not None and assessment.edition not in editions:
        known = ", ".join(editions) or "none"
        words = f"no edition {assessment.edition!r} of {assessment.standard} (known: {known})"
        faults.append(Fault("HRIA514", ("edition",), words))
    pinned = assessment.standard_digest
    if pinned is not None and pinned != loaded.digest:
        words = f"the descriptor has changed since (it is {loaded.digest}); look at what is new"
        faults.append(Fault("HRIA515", ("standard-digest",), words))
    return loaded, faults


def _placed(checked: Checked, assessment: Assessment) -> Iterator[Fault]:
    folders = checked.source.path.resolve().parts[-5:-2]
    if len(folders) == 3 and folders[0] == "reports":  # noqa: PLR2004 - reports/<body>/<id>
        place = "/".join(folders[1:])
        if place != assessment.standard:
            words = f"the file lies under {place}, but assesses {assessment.standard}"
            yield Fault("HRIA516", ("standard",), words)


def _evidence(assessment: Assessment, descriptor: Descriptor) -> Iterator[Fault]:
    for name, answer in assessment.answers.items():
        for index, piece in enumerate(answer.evidence):
            hidden = answer.confidential or piece.confidential
            source = "the source" if hidden else repr(piece.source)
            at = ("answers", name, "evidence", index)
            yield from _piece(at, f"{name}: {source}", piece, descriptor, hidden=hidden)
    for index, each in enumerate(assessment.objections):
        source = "the source" if each.confidential else repr(each.source)
        where = ("objections", index, "source")
        yield from _unlisted(where, f"{each.id}: {source}", each.source, descriptor)


def _piece(
    at: tuple[str | int, ...],
    what: str,
    piece: Evidence,
    descriptor: Descriptor,
    *,
    hidden: bool,
) -> Iterator[Fault]:
    if (count := words_in(piece.quote)) > MOST_WORDS:
        where = what.partition(":")[0]
        words = f"{where}: the quote has {count} words (allowed: {MOST_WORDS} at most)"
        yield Fault("HRIA520", (*at, "quote"), words, "warning")
    entry = descriptor.sources.get(piece.source)
    if entry is None:
        yield from _unlisted((*at, "source"), what, piece.source, descriptor)
        return
    strongest = STRONGEST[entry.kind]
    if piece.strength > strongest:
        why = "" if hidden else f" is of kind {entry.kind}, so the evidence"
        words = f"{what}{why} is at most {strongest}"
        yield Fault("HRIA518", (*at, "strength"), words)


def _unlisted(
    at: tuple[str | int, ...], what: str, source: str, descriptor: Descriptor
) -> Iterator[Fault]:
    """Yield a warning where *source* looks like a key that the descriptor does not have."""
    if _KEY.fullmatch(source) and source not in descriptor.sources:
        known = ", ".join(sorted(descriptor.sources)) or "none"
        words = f"{what} is not in the descriptor's sources (known: {known})"
        yield Fault("HRIA517", at, words, "warning")


def _aside(
    assessment: Assessment, parts: tuple[Part, ...], features: frozenset[str] | None
) -> Iterator[Fault]:
    for question, applied in aside(parts, assessment, features):
        words = (
            f"{question.id}: the answer is kept aside: {why(question, applied)}"
            " (applies: true makes it count)"
        )
        yield Fault("HRIA522", ("answers", question.id), words, "warning", on_key=True)


def _escalations(
    assessment: Assessment, parts: tuple[Part, ...], features: frozenset[str] | None
) -> Iterator[Fault]:
    raised = {
        result.part.right
        for result in score(assessment, parts, features).results
        if result.escalated
    }
    for index, entry in enumerate(assessment.escalations):
        if entry.right not in raised:
            words = (
                f"the escalation of {entry.right} has no effect: it needs the result high"
                " and three counted findings at high"
            )
            yield Fault("HRIA519", ("escalations", index), words)
