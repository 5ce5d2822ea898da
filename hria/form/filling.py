"""An assessment, empty or not, to its form: which questions, which guidance, which cells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hria.assess.plan import Applied, Part, Standing, applicability
from hria.assess.shown import shown
from hria.form.base import Anchors, Form, Guide, Record, Table
from hria.form.columns import ANSWER_COLUMNS, ANSWERS, LISTS, OF_ANSWERS
from hria.model.assessment import Assessment
from hria.model.base import Document
from hria.model.checklist import Question
from hria.model.grades import Suggestion
from hria.model.standard import Descriptor


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form is made of."""

    assessment: Assessment
    parts: tuple[Part, ...]
    digests: tuple[tuple[str, str], ...]
    descriptor: Descriptor | None = None


def filled(asked: Asked, schema: str = "") -> Form:
    """Return the form of an assessment; what is confidential is hidden before anything is made."""
    visible = shown(asked.assessment)
    known = asked.descriptor
    features = known.features if known else None
    guides: list[Guide] = []
    left_out: list[tuple[str, str, str]] = []
    for part in asked.parts:
        applied = applicability(part, visible, features)
        for question in part.checklist.active:
            standing = applied[question.id]
            if standing.standing is Standing.NOT and question.id not in visible.answers:
                left_out.append((question.id, question.title, _why_not(standing)))
            else:
                guides.append(_guide(part, question, standing))
    name = f"{known.designation.value}: {known.title.value}" if known else visible.standard
    return Form(
        name=name,
        assessment=visible,
        digests=asked.digests,
        guides=tuple(guides),
        anchors=tuple(_anchors(part) for part in asked.parts),
        left_out=tuple(left_out),
        tables=tuple(_tables(visible, guides)),
        schema=schema,
    )


def plain(document: Document) -> Record:
    """Return *document* as a file writes it, every value as text, nothing that is empty."""
    made = document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {key: _texts(value) for key, value in made.items()}


def _texts(value: object) -> object:
    if isinstance(value, dict):
        return {key: _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _why_not(applied: Applied) -> str:
    if applied.condition:
        return f"it depends on the answer to {applied.condition}"
    return f"the text is not known to do any of: {', '.join(applied.features) or 'nothing'}"


def _guide(part: Part, question: Question, applied: Applied) -> Guide:
    return Guide(
        id=question.id,
        right=part.right,
        title=question.title,
        ask=question.ask,
        gate=question.gate,
        words=tuple((label, words) for label, words in _words(part, question, applied) if words),
    )


def _words(part: Part, question: Question, applied: Applied) -> Iterator[tuple[str, str]]:
    if applied.standing is Standing.OPEN:
        yield "Applies", f"only as the answer to {applied.condition} decides"
    yield "Why", question.why
    yield "How to find it", question.help
    for word, meaning in question.answers.items():
        yield f"“{word}” means", meaning
    yield "A finding is", f"the answer {question.worrying}, or partly"
    yield "Suggested grades", _suggested(question.grades)
    yield "About the grades", question.grades_note
    yield "Most severe", str(question.max_severity) if question.max_severity < WORST else ""
    for ruling in part.checklist.rulings_on(question):
        yield f"Ruling {ruling.id}", ruling.text
    yield "Law", "; ".join(source.marked for source in question.law)
    yield "Typical amendment", question.ask_for


WORST = 4
"""The highest severity there is."""


def _suggested(grades: Suggestion | None) -> str:
    return ", ".join(f"{name} {step}" for name, step in plain(grades).items()) if grades else ""


def _anchors(part: Part) -> Anchors:
    scales = part.checklist.scales
    steps = plain(scales).items() if scales else ()
    return Anchors(
        part.right,
        part.checklist.title,
        tuple(
            (name, step, str(words)) for name, anchors in steps for step, words in anchors.items()
        ),
    )


def _tables(assessment: Assessment, guides: Iterable[Guide]) -> Iterator[Table]:
    # Notes are in no output, so their column is there to be filled in only.
    content = plain(assessment)
    answers = content.get("answers", {})
    rows = [row for guide in guides for row in _answer_rows(guide, answers.get(guide.id, {}))]
    yield Table(ANSWERS, "One row for each question.", ANSWER_COLUMNS, tuple(rows))
    for key, name, about, columns in LISTS:
        if key in OF_ANSWERS:
            records = [r for q, answer in answers.items() for r in _inner(q, key, answer)]
        else:
            records = content.get(key, [])
        keys = [column.key for column in columns]
        cells = (tuple(_cell(record, k) for k in keys) for record in records)
        yield Table(name, about, columns, tuple(cells))


def _answer_rows(guide: Guide, answer: Record) -> Iterator[tuple[str, ...]]:
    pieces = answer.get("evidence", []) or [{}]
    for index, piece in enumerate(pieces):
        whole = answer if index == 0 else {}
        record: Record = {**whole, "evidence": piece, "question": guide.id}
        read_only = iter((guide.right, guide.ask))
        yield tuple(
            _cell(record, column.key) if column.key else next(read_only)
            for column in ANSWER_COLUMNS
        )


def _inner(question: str, key: str, answer: Record) -> Iterator[Record]:
    held = answer.get(key, {})
    if isinstance(held, dict):
        for name, test in held.items():
            yield {"question": question, "test": name, **test}
    elif isinstance(held, list):
        for use in held:
            yield {"question": question, **use}


def _cell(record: Record, key: str) -> str:
    outer, _, inner = key.partition(".")
    value = record.get(outer, "")
    if inner:
        value = value.get(inner, "") if isinstance(value, dict) else ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
