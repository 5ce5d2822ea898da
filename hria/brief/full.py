"""The full report: the brief's tables without cuts, and every answer with its reasons."""

from hria.assess.plan import Standing
from hria.assess.score import Finding, Result
from hria.brief.blocks import (
    Block,
    Brief,
    Heading,
    Items,
    Line,
    Notice,
    Paragraph,
    Strong,
    Table,
)
from hria.brief.citations import Citations
from hria.brief.figures import changes
from hria.brief.objections import said_against
from hria.brief.reviewing import journal, reviewed
from hria.brief.short import banner, brief, facts, made, results
from hria.brief.subject import Subject, listed
from hria.model.assessment import Answer
from hria.model.checklist import Question

_NO_LIMIT = 100_000
_TESTED = 3
"""METHOD section 8: the three-part test is recorded from this severity on."""


def full(subject: Subject) -> Brief:
    """Return the full report on *subject*."""
    words, cited = subject.words, subject.citations()
    blocks: list[Block] = [
        Heading(1, words("title-full", standard=subject.name)),
        Notice(banner(subject)),
        Paragraph((Strong(words("caution")),)),
        Heading(2, words("text")),
        facts(subject, cited, _NO_LIMIT),
        *_capabilities(subject, cited),
        *_voices(subject, cited),
        *_objections(subject, cited),
        *results(subject),
        *_asks(subject),
        *_safeguards(subject),
        *_enabling(subject, cited),
        *reviewed(subject),
    ]
    for result in subject.score.results:
        blocks += _answers(subject, cited, result)
    blocks += [
        *_former(subject),
        *journal(subject),
        *_sources(subject, cited),
        *made(subject)[:-1],
    ]
    blocks.append(Paragraph((words("unchecked-legend"),)))
    return brief("full", subject, blocks)


def _capabilities(subject: Subject, cited: Citations) -> list[Block]:
    words, described = subject.words, subject.descriptor
    if described is None or not described.capabilities:
        return []
    header = tuple(words(k) for k in ("capability", "capability-basis", "where", "source"))
    rows: tuple[tuple[Line, ...], ...] = tuple(
        (
            (Strong(c.capability), f": {c.value}"),
            (words(f"basis-{c.basis or 'none'}"),),
            (c.clause or words("clause-none"),),
            (subject.checked(c, cited),),
        )
        for c in described.capabilities
    )
    return [
        Heading(2, words("capabilities")),
        Paragraph((words("capabilities-note"),)),
        Table((40, 20, 10, 30), header, rows),
    ]


def _voices(subject: Subject, cited: Citations) -> list[Block]:
    words, described = subject.words, subject.descriptor
    if described is None:
        return []
    lines = [
        (words(key, value=v.value, by=v.by or words("nobody"), source=subject.checked(v, cited)),)
        for key, voices in (
            ("concern-line", described.concerns),
            ("counter-line", described.counter_views),
        )
        for v in voices
    ]
    blocks: list[Block] = []
    if lines:
        blocks += [Heading(2, words("concerns")), Items(tuple(lines))]
    if described.open_questions:
        unknown = tuple(
            (f"{fact.value} ({subject.checked(fact, cited)})",) for fact in described.open_questions
        )
        blocks += [Heading(2, words("open-questions")), Items(unknown)]
    return blocks


def _objections(subject: Subject, cited: Citations) -> list[Block]:
    words, found = subject.words, list(said_against(subject, cited))
    if not found:
        return []
    header = (words("objection"), words("objection-answer"))
    rows = tuple(((f"{each.words} ({each.who})",), (each.answer,)) for each in found)
    return [Heading(2, words("objections")), Table((40, 60), header, rows)]


def _asks(subject: Subject) -> list[Block]:
    words, asks = subject.words, subject.assessment.asks
    blocks: list[Block] = [Heading(2, words("asks"))]
    if not asks:
        return [*blocks, Paragraph((words("asks-none"),))]
    header = tuple(words(k) for k in ("ask", "ask-action", "ask-words", "ask-changes"))
    rows: tuple[tuple[Line, ...], ...] = tuple(
        (
            (Strong(ask.id),),
            (f"{subject.action(ask)}; {words(f'effect-{ask.effect}')}",),
            (f"{ask.text} {ask.reason}".strip(),),
            (subject.finding_changes(ask), f" {subject.result_changes(ask)}"),
        )
        for ask in asks
    )
    blocks += [Table((6, 16, 54, 24), header, rows), changes(subject)]
    smallest = [
        words(
            "smallest-below",
            right=result.title,
            level=words.level(level),
            ids=listed(found),
        )
        for result in subject.score.results
        for level, found in subject.score.smallest[result.part.right].items()
    ]
    if smallest:
        sets = "; ".join(smallest) + "."
        blocks.append(Paragraph((words("smallest", sets=sets),)))
    return blocks


def _safeguards(subject: Subject) -> list[Block]:
    words, safeguards = subject.words, subject.assessment.safeguards
    blocks: list[Block] = [Heading(2, words("safeguards"))]
    if not safeguards:
        return [*blocks, Paragraph((words("safeguards-none"),))]
    header = tuple(words(k) for k in ("ask", "where", "safeguard", "safeguard-works"))
    rows: tuple[tuple[Line, ...], ...] = tuple(
        (
            (Strong(s.id), f" ({s.question})"),
            (s.clause or words("clause-none"),),
            (s.text,),
            (subject.works(s),),
        )
        for s in safeguards
    )
    return [*blocks, Table((14, 12, 46, 28), header, rows)]


def _enabling(subject: Subject, cited: Citations) -> list[Block]:
    words, good = subject.words, subject.assessment.enabling
    blocks: list[Block] = [Heading(2, words("enabling"))]
    if not good:
        return [*blocks, Paragraph((words("enabling-none"),))]
    lines: tuple[Line, ...] = tuple(
        (
            Strong(subject.title_of(effect.right)),
            f": {effect.text} {cited.cite(effect.source)}",
        )
        for effect in good
    )
    return [*blocks, Items(lines), Paragraph((words("enabling-note"),))]


def _answers(subject: Subject, cited: Citations, result: Result) -> list[Block]:
    words = subject.words
    summary = words(
        "full-summary",
        answered=result.answered,
        applicable=result.applicable,
        findings=len(result.findings),
        counted=sum(f.counted for f in result.findings),
    )
    blocks: list[Block] = [
        Heading(2, words("full-answers", right=result.title)),
        Paragraph((summary,)),
        *_not_asked(subject, result),
        *_aside(subject, result),
    ]
    for question in result.asked:
        blocks += _answer(subject, cited, question, result)
    return blocks


def _not_asked(subject: Subject, result: Result) -> list[Block]:
    words = subject.words
    applied = [(q, result.applied[q.id]) for q in result.part.checklist.active]
    absent = [q.id for q, a in applied if a.features]
    later = [(q, a) for q, a in applied if a.standing is Standing.NOT and not a.features]
    said = [words("full-not-asked", ids=listed(absent))] if absent else []
    said += [
        words("full-not-asked-then", id=q.id, why=subject.because(q, each)) for q, each in later
    ]
    return [Paragraph((each,)) for each in said]


def _aside(subject: Subject, result: Result) -> list[Block]:
    words, kept = subject.words, subject.score.aside_in(result)
    if not kept:
        return []
    lines: tuple[Line, ...] = tuple(
        (words("full-aside-line", id=q.id, title=q.title, why=subject.because(q, applied)),)
        for q, applied in kept
    )
    return [Paragraph((words("full-aside"),)), Items(lines)]


def _answer(subject: Subject, cited: Citations, question: Question, result: Result) -> list[Block]:
    answer = subject.assessment.answers.get(question.id)
    applied = result.applied[question.id]
    words = subject.words
    word = words.answer(answer.answer if answer else "unknown")
    title = words("full-question", id=question.id, title=question.title, answer=word)
    lines: list[Line] = [(words("full-ask", ask=question.ask),)]
    if applied.standing is Standing.OPEN:
        lines.append((words("full-may-apply", why=subject.because(question, applied)),))
    elif answer is None:
        reason = words("reason-not-answered")
        lines.append((words("full-unknown", reason=reason),))
    else:
        lines += _reasons(subject, cited, answer)
    finding = next((f for f in result.findings if f.id == question.id), None)
    if finding is not None:
        lines += _grades(subject, finding)
    elif answer is not None and applied.standing is not Standing.OPEN:
        # Nothing that was recorded is left out, although such a test has no finding to limit.
        lines += _tests(subject, answer)
    lines += [
        (words("full-case", case=case.told, source=case.sourced),)
        for case in subject.cases_behind(question.id)
    ]
    rests_on = listed(subject.reference(source) for source in question.sources)
    if rests_on:
        lines.append((words("full-law", sources=rests_on),))
    return [Heading(3, title), Items(tuple(lines))]


def _reasons(subject: Subject, cited: Citations, answer: Answer) -> list[Line]:
    words = subject.words
    lines: list[Line] = []
    if answer.reason:
        lines.append((words("full-unknown", reason=words.reason(answer.reason)),))
    if answer.rationale:
        lines.append((words("full-rationale", words=answer.rationale),))
    for piece in answer.evidence:
        parts = [
            *([words("full-clause", clause=piece.clause)] if piece.clause else []),
            *([words("full-quote", quote=piece.quote)] if piece.quote else []),
        ]
        found = subject.evidence(piece, cited.cite(piece.source))
        said = words("full-evidence", found=found, parts=listed(parts))
        lines.append((said,))
    lines += [
        (words("full-use", what=use.what, source=cited.cite(use.source)),)
        for use in answer.documented_use
    ]
    if answer.likelihood_reason:
        lines.append((words("full-likelihood-reason", words=answer.likelihood_reason),))
    day = words("full-given-on", day=answer.on) if answer.on else ""
    kind = words(f"kind-{subject.kind_of(answer.by)}")
    who = f"{answer.by}, {kind}" if answer.by else kind
    under = words("full-under", ref=answer.under) if answer.under else ""
    lines.append((words("full-given-by", who=who, on=f"{day}{under}"),))
    return lines


def _grades(subject: Subject, finding: Finding) -> list[Line]:
    words, g = subject.words, finding.grades
    counted = "full-counted"
    if not finding.counted:
        counted = "full-not-counted-evidence" if finding.may_count else "full-not-counted-linked"
    lines: list[Line] = [
        (
            words(
                "full-grades",
                scale=g.scale,
                scope=g.scope,
                irremediability=g.irremediability,
                force=g.force or words("fact-none"),
                likelihood=finding.basis.likelihood,
                nexus=g.nexus,
            ),
        ),
        (
            words(
                "full-levels",
                inherent=words.level(finding.inherent.level),
                residual=words.level(finding.residual.level),
                if_asks=words.level(finding.if_asks.level),
                counted=words(counted),
            ),
        ),
    ]
    lines += _tests(subject, finding.answer)
    severity = finding.inherent.severity
    if severity >= _TESTED and not finding.answer.tests:
        lines.append((words("full-tests-none", severity=severity),))
    return [*lines, (words("full-vector", vector=finding.vector),)]


def _tests(subject: Subject, answer: Answer) -> list[Line]:
    return [
        (Strong(subject.words("full-tests")), f": {subject.test(name, test)}")
        for name, test in answer.tests.items()
    ]


def _former(subject: Subject) -> list[Block]:
    words, assessment = subject.words, subject.assessment
    blocks: list[Block] = []
    for key, former in (
        ("former-waiting", assessment.to_confirm),
        ("former-archived", assessment.archived),
    ):
        lines: tuple[Line, ...] = tuple(
            (
                words(
                    "former-line",
                    id=old.question,
                    answer=words.answer(old.answer.answer),
                    ref=old.under,
                    reason=old.reason,
                    rationale=old.answer.rationale,
                ),
            )
            for old in former
        )
        if lines:
            blocks += [Heading(2, words(key)), Items(lines)]
    return blocks


def _sources(subject: Subject, cited: Citations) -> list[Block]:
    lines = cited.lines()
    return [Heading(2, subject.words("sources")), Items(lines)] if lines else []
