"""Whether the files inside a report are those that it names, and whose they are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hria.brief.enclosures import checklist_name, digest_of
from hria.model.assessment import Assessment
from hria.model.manifest import NAME, Manifest
from hria.model.refs import DRAFT
from hria.verify.base import Line, Taken, fails, holds, unknown


@dataclass(frozen=True)
class Known:
    """What the library around the command knows."""

    releases: tuple[tuple[str, str, str], ...]
    """The releases: where each is listed, its digest and the name of its file."""

    descriptor: Callable[[str], str | None]
    """Returns the digest of the descriptor of a standard; None where there is none."""


def unchanged(taken: Taken, manifest: Manifest) -> Iterator[Line]:
    """Yield a line for each file that there is or should be, and whether it is what is listed."""
    listed = {each.name: each.digest for each in manifest.files}
    if len(listed) != len(manifest.files):
        yield fails(NAME, "lists a file twice")
    for name, digest in listed.items():
        if name not in taken.files:
            yield fails(name, f"{NAME} lists it, and it is not there")
        elif name in taken.twice:
            yield fails(name, "stands twice in the report")
        elif digest_of(taken.files[name]) != digest:
            found = digest_of(taken.files[name])
            yield fails(name, f"{NAME} lists {_short(digest)}, and it is {_short(found)}")
        else:
            yield holds(name, f"is the file that {NAME} lists ({_short(digest)})")
    for name in sorted(taken.files.keys() - listed.keys() - {NAME}):
        yield fails(_printed(name), f"{NAME} does not list it")


def agreeing(manifest: Manifest, assessment: Assessment) -> Line:
    """Return whether a report says the same of itself as the assessment in it does."""
    said = (manifest.standard, manifest.edition, manifest.checklists)
    refs = tuple(pin.ref for pin in assessment.checklists)
    told = (assessment.standard, assessment.edition, refs)
    if said == told:
        edition = assessment.edition or "no edition named"
        return holds("the assessment", f"of {assessment.standard}, {edition}; {', '.join(refs)}")
    return fails("the assessment", f"is of {_plain(told)}, and {NAME} says {_plain(said)}")


def authentic(taken: Taken, assessment: Assessment, known: Known) -> Iterator[Line]:
    """Yield a line for each checklist, whether it is, to the byte, the release it is called."""
    for pin in assessment.checklists:
        data = taken.files.get(checklist_name(pin.ref))
        right, _, version = pin.ref.partition("@")
        if data is None:
            yield fails(pin.ref, "the checklist is not in the report")
            continue
        digest = digest_of(data)
        if pin.digest and pin.digest != digest:
            words = f"the assessment was made with {_short(pin.digest)}, not with this file"
            yield fails(pin.ref, f"{words} ({_short(digest)})")
        elif version == DRAFT:
            yield fails(pin.ref, "is a draft, which no release answers for")
        else:
            yield _released(pin.ref, digest, f"{right}/{version}.yaml", known)


def described(taken: Taken, assessment: Assessment, known: Known, name: str) -> Line:
    """Return whether the description of the standard is the one that the library has now."""
    what = "the description of the standard"
    now = known.descriptor(assessment.standard)
    data = taken.files.get(name)
    if data is None:
        if now is None:
            return holds(what, "none is enclosed, and the library has none")
        words = "none is enclosed; the library has one (no fault by itself)"
        return unknown(what, words, decides=False)
    digest = digest_of(data)
    if digest == now:
        return holds(what, f"is the one of this library ({_short(digest)})")
    words = "the library has none to compare" if now is None else f"the library has {_short(now)}"
    told = f"is {_short(digest)}, and {words} (no fault by itself: descriptions are corrected)"
    return unknown(what, told, decides=False)


def _released(ref: str, digest: str, name: str, known: Known) -> Line:
    listed = [(where, each) for where, each, each_name in known.releases if each_name == name]
    for where, each in listed:
        if f"sha256:{each}" == digest:
            return holds(ref, f"is the authentic release, listed by {where} ({_short(digest)})")
    if listed:
        words = "; ".join(f"{where} lists sha256:{each[:16]}…" for where, each in listed)
        return fails(ref, f"is not the release of that name: it is {_short(digest)}, {words}")
    return unknown(ref, "no release of that name is listed in this library or workspace")


def _short(digest: str) -> str:
    return f"{digest[:23]}…"


def _printed(name: str) -> str:
    return repr(name[:100])


def _plain(told: tuple[str, str | None, tuple[str, ...]]) -> str:
    standard, edition, refs = told
    return f"{standard}@{edition or '?'} under {', '.join(refs) or 'no checklist'}"
