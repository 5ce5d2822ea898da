"""From an assessment to the bytes of a document that its body accepts."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hria.cli.opening import library, open_assessment
from hria.cli.reporting import subject_of
from hria.cli.showing import days
from hria.content.documents import is_folder
from hria.errors import HriaError, NotFoundError
from hria.model.deadlines import cited, told
from hria.model.standard import Accepted, Body
from hria.submission import FORMS, LAYOUTS, Form
from hria.submission.base import Submission
from hria.submission.readiness import ready, waiting

_BINARY = ("docx",)


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes of a document, and what there is to say about it."""

    data: bytes
    remarks: tuple[str, ...]


def submitted(path: Path, name: str, given: Mapping[str, str], output: Path | None) -> Made:
    """Return the document called *name*, made from the assessment at *path*."""
    known = days(given)
    opened = open_assessment(path)
    body = _body(path, opened.assessment.standard)
    accepted, form = _offered(body, name)
    ending = _ending(form, output)
    subject = subject_of(opened, "en")
    asks = subject.assessment.asks
    left = [f"{id_} is not yet ready and left out: {why}" for id_, why in waiting(asks)]
    if not ready(asks):
        reasons = "; ".join(left) or "the assessment has no ask that counts"
        raise HriaError(f"nothing to send: {reasons}")
    submission = Submission(subject, accepted, ready(asks), known.get("meeting", ""))
    data = LAYOUTS[ending](form.make(submission))
    return Made(data, (*opened.remarks, *left, *_remarks(body, accepted, known)))


def _body(path: Path, standard: str) -> Body:
    found = library(path if is_folder(path) else path.parent)
    name = standard.partition("/")[0]
    loaded = found.body(name)
    if loaded is None:
        raise NotFoundError("body", name, found.bodies)
    return loaded.document


def _offered(body: Body, name: str) -> tuple[Accepted, Form]:
    """Return the document called *name* with its form; raise where the body has none such."""
    made = {each.id: (each, FORMS[each.form]) for each in body.documents if each.form}
    if name in made:
        return made[name]
    known = {each.id: each.name for each in body.documents}
    why = (
        f"hria does not make what {body.short} calls {known[name]}"
        if name in known
        else f"{body.short} offers no document called {name!r}"
    )
    raise HriaError(f"{why} (hria makes for it: {', '.join(made) or 'none'})")


def _ending(form: Form, output: Path | None) -> str:
    if output is None:
        plain = [ending for ending in form.formats if ending not in _BINARY]
        if not plain:
            raise HriaError(f"{form.formats[0]} is not for the screen (name a file with -o)")
        return plain[0]
    ending = output.suffix.lstrip(".").lower() or form.formats[0]
    if ending not in form.formats:
        raise NotFoundError("format of this document", ending, form.formats)
    return ending


def _remarks(body: Body, accepted: Accepted, known: Mapping[str, str]) -> tuple[str, ...]:
    return (
        f"who may send it: {accepted.who} {cited(accepted.source, accepted.mark, body.sources)}",
        *(f"deadline: {line}" for line in told(accepted, body.sources, known)),
        *([f"note: {accepted.note}"] if accepted.note else []),
    )
