"""What a report holds as tables of plain text, a row for each finding, ask, result and answer."""

from collections.abc import Iterable, Iterator

from hria.assess.plan import Standing
from hria.assess.score import Finding, Result
from hria.brief.blocks import Sheet
from hria.brief.subject import Subject, listed
from hria.model.assessment import Answer, Ask, Evidence
from hria.model.checklist import Question

Column = tuple[str, int]
"""The phrase at the head of a column, and how many letters are seen in a line."""


def tables(subject: Subject, about: Iterable[str]) -> tuple[Sheet, ...]:
    """Return the tables on *subject*, the findings first; *about* says how far to trust them."""
    words = subject.words
    return (
        _sheet(subject, "findings", _FINDING, (_finding(subject, f) for f in _findings(subject))),
        _sheet(subject, "asks", _ASK, (_ask(subject, ask) for ask in subject.assessment.asks)),
        _sheet(subject, "results", _RESULT, (_result(subject, r) for r in subject.score.results)),
        _sheet(subject, "answers", _ANSWER, _answers(subject)),
        _sheet(subject, "sources", _SOURCE, _sources(subject)),
        Sheet(
            words("sheet-about"),
            (110,),
            (words("column-about"),),
            tuple((said,) for said in about),
        ),
    )


_FINDING: tuple[Column, ...] = (
    ("column-finding", 10),
    ("right", 18),
    ("column-title", 26),
    ("column-answer", 10),
    ("level", 11),
    ("inherent", 14),
    ("if-asks", 14),
    ("column-counts", 24),
    ("column-clause", 12),
    ("column-evidence", 40),
    ("column-reason", 60),
    ("law", 40),
    ("column-asks", 12),
    ("column-by", 16),
    ("column-vector", 40),
)
_ASK: tuple[Column, ...] = (
    ("ask", 8),
    ("ask-action", 20),
    ("column-clause", 12),
    ("column-words", 60),
    ("column-reason", 50),
    ("column-addresses", 16),
    ("column-effect", 20),
    ("ask-changes", 40),
)
_RESULT: tuple[Column, ...] = (
    ("right", 24),
    ("column-checklist", 18),
    ("inherent", 14),
    ("result", 14),
    ("range", 24),
    ("if-asks", 14),
    ("column-answered", 12),
    ("provisional", 60),
)
_ANSWER: tuple[Column, ...] = (
    ("column-question", 10),
    ("right", 18),
    ("column-title", 26),
    ("column-words", 50),
    ("column-answer", 12),
    ("column-reason", 60),
    ("column-evidence", 40),
    ("column-grades", 30),
    ("column-tests", 40),
    ("column-by", 16),
    ("column-on", 12),
)
_SOURCE: tuple[Column, ...] = (
    ("column-key", 16),
    ("column-title", 60),
    ("column-kind", 26),
    ("column-read", 40),
    ("column-address", 40),
)


def _sheet(
    subject: Subject, name: str, columns: tuple[Column, ...], rows: Iterable[tuple[str, ...]]
) -> Sheet:
    # Rows are copied elsewhere without what stands around them, so each says what it is.
    words = subject.words
    state = subject.standing or subject.state
    state = f"{words('confidential')} · {state}" if subject.confidential else state
    return Sheet(
        words(f"sheet-{name}"),
        (*(width for _, width in columns), 20),
        (*(words(key) for key, _ in columns), words("column-state")),
        tuple((*row, state) for row in rows),
    )


def _findings(subject: Subject) -> Iterator[Finding]:
    for result in subject.score.results:
        yield from result.findings


def _finding(subject: Subject, finding: Finding) -> tuple[str, ...]:
    words, answer = subject.words, finding.answer
    counted = "full-counted"
    if not finding.counted:
        counted = "full-not-counted-evidence" if finding.may_count else "full-not-counted-linked"
    clauses = dict.fromkeys(piece.clause for piece in answer.evidence if piece.clause)
    return (
        finding.id,
        subject.title_of(finding.right),
        finding.question.title,
        words.answer(answer.answer),
        words.level(finding.residual.level),
        words.level(finding.inherent.level),
        words.level(finding.if_asks.level),
        words(counted),
        "; ".join(clauses) or words("clause-none"),
        _evidence(subject, answer),
        answer.rationale,
        subject.law(finding.question),
        listed(ask.id for ask in finding.asks),
        _who(subject, answer),
        finding.vector,
    )


def _ask(subject: Subject, ask: Ask) -> tuple[str, ...]:
    words = subject.words
    return (
        ask.id,
        subject.action(ask),
        ask.clause,
        ask.text,
        ask.reason,
        listed(ask.addresses),
        words(f"effect-{ask.effect}"),
        f"{subject.finding_changes(ask)} {subject.result_changes(ask)}".strip(),
    )


def _result(subject: Subject, result: Result) -> tuple[str, ...]:
    return (
        result.title,
        result.part.ref,
        subject.result(result, result.inherent),
        subject.result(result, result.result),
        subject.range(result),
        subject.result(result, result.if_asks),
        f"{result.answered}/{result.applicable}",
        subject.provisional(result),
    )


def _answers(subject: Subject) -> Iterator[tuple[str, ...]]:
    for result in subject.score.results:
        for question in result.asked:
            named = (question.id, result.title, question.title, question.ask)
            yield (*named, *_answer(subject, result, question))


def _answer(subject: Subject, result: Result, question: Question) -> tuple[str, ...]:
    words = subject.words
    answer = subject.assessment.answers.get(question.id)
    if answer is None:
        applied = result.applied[question.id]
        reason = (
            subject.because(question, applied)
            if applied.standing is Standing.OPEN
            else words("reason-not-answered")
        )
        return words.answer("unknown"), reason, "", "", "", "", ""
    tests = "\n".join(subject.test(name, test) for name, test in answer.tests.items())
    return (
        words.answer(answer.answer),
        "\n".join(_reasons(subject, answer)),
        _evidence(subject, answer),
        _grades(result, question),
        tests,
        _who(subject, answer),
        answer.on or "",
    )


def _reasons(subject: Subject, answer: Answer) -> Iterator[str]:
    words = subject.words
    if answer.reason:
        yield words("full-unknown", reason=words.reason(answer.reason))
    if answer.rationale:
        yield answer.rationale
    for use in answer.documented_use:
        yield words("full-use", what=use.what, source=_source(subject, use.source))
    if answer.likelihood_reason:
        yield words("full-likelihood-reason", words=answer.likelihood_reason)
    if answer.under:
        yield answer.under


def _grades(result: Result, question: Question) -> str:
    return next((f.vector for f in result.findings if f.id == question.id), "")


def _evidence(subject: Subject, answer: Answer) -> str:
    return "\n".join(_piece(subject, piece) for piece in answer.evidence)


def _piece(subject: Subject, piece: Evidence) -> str:
    words = subject.words
    found = subject.evidence(piece, _source(subject, piece.source))
    parts = [
        *([words("full-clause", clause=piece.clause)] if piece.clause else []),
        *([words("full-quote", quote=piece.quote)] if piece.quote else []),
    ]
    return listed([found, *parts])


def _source(subject: Subject, key: str) -> str:
    entry = subject.source(key)
    return entry.title if entry else key


def _who(subject: Subject, answer: Answer) -> str:
    kind = subject.words(f"kind-{subject.kind_of(answer.by)}")
    return f"{answer.by}, {kind}" if answer.by else kind


def _sources(subject: Subject) -> Iterator[tuple[str, ...]]:
    for key, entry in subject.descriptor.sources.items() if subject.descriptor else ():
        kind = subject.words.source_kind(entry.kind)
        yield key, entry.title, kind, entry.read or "", entry.address or ""
