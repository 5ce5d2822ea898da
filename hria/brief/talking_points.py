"""Talking points: one page for a speaker with five minutes, from the assessment's record alone."""

from itertools import islice

from hria.assess.priorities import (
    Fallback,
    aim,
    failed,
    fallback,
    foremost,
    gravest_first,
    leading,
    removing,
    unacceptable,
)
from hria.assess.score import Finding
from hria.brief.blocks import Block, Brief, Heading, Items, Line, Notice, Paragraph, Strong, Table
from hria.brief.citations import Citations
from hria.brief.objections import said_against
from hria.brief.short import banner, brief
from hria.brief.subject import UNCHECKED, Subject, first_sentence, listed, shorten
from hria.model.assessment import Ask
from hria.model.grades import Level

# What fits on one page of A4; the full report cuts nothing.
_ASKS = 3
_LINES = 3
_OBJECTIONS = 3
_QUESTIONS = 2
_ASK_LETTERS = 300
_REASON_LETTERS = 150
_SAID_LETTERS = 170
_PAGES = 1


def talking_points(subject: Subject) -> Brief:
    """Return the talking points on *subject*."""
    words, cited = subject.words, subject.citations()
    first = foremost(subject.score, subject.assessment.asks, _ASKS)
    blocks: list[Block] = [
        Heading(1, words("title-talking-points", standard=subject.name)),
        Notice(banner(subject)),
        Paragraph((text(subject), f" {results(subject)}")),
        *_asks(subject, cited, first),
        *_red_line(subject),
        *_objections(subject, cited),
        *_fallbacks(subject, first),
        *_foot(subject, cited),
    ]
    if any(UNCHECKED in subject.law(f.question, 1) for f in _led(subject, first)):
        blocks.append(Paragraph((words("unchecked-legend"),)))
    return brief("talking-points", subject, blocks, _PAGES)


def text(subject: Subject) -> str:
    """Return in one sentence what the text is, which edition was read, and its standing."""
    words, described = subject.words, subject.descriptor
    if described is None:
        return words("text-unknown", standard=subject.name)
    edition = described.edition(subject.assessment.edition or "")
    status = edition.status.value if edition and edition.status else "unknown"
    return words(
        "text-line",
        standard=subject.name,
        title=shorten(described.title.value, _SAID_LETTERS),
        body=shorten(described.body.value, _SAID_LETTERS) if described.body else words("nobody"),
        edition=subject.edition,
        stage=words(f"stage-{status}"),
    )


def results(subject: Subject) -> str:
    """Return the result for each right in one sentence, with its range."""
    words = subject.words
    said = [
        words(
            "result-line-provisional" if result.provisional else "result-line",
            right=result.title,
            result=subject.result(result, result.result),
            range=subject.range(result),
        )
        for result in subject.score.results
    ]
    return words("results-line", results="; ".join(said))


def _led(subject: Subject, first: tuple[Ask, ...]) -> list[Finding]:
    found = [leading(subject.score, ask) for ask in first]
    return [finding for finding in found if finding is not None]


def _asks(subject: Subject, cited: Citations, first: tuple[Ask, ...]) -> list[Block]:
    words = subject.words
    blocks: list[Block] = [Heading(2, words("talk-asks"))]
    if not first:
        key = "talk-asks-idle" if subject.assessment.asks else "asks-none"
        return [*blocks, Paragraph((words(key),))]
    header = tuple(words(key) for key in ("ask", "talk-words", "talk-why", "ask-changes"))
    rows = tuple(_ask(subject, cited, ask) for ask in first)
    return [*blocks, Table((5, 37, 37, 21), header, rows), Paragraph((_together(subject, first),))]


def _ask(subject: Subject, cited: Citations, ask: Ask) -> tuple[Line, ...]:
    finding = leading(subject.score, ask)
    return (
        (Strong(ask.id),),
        (Strong(subject.action(ask)), f": {shorten(ask.text, _ASK_LETTERS)}"),
        (_why(subject, cited, finding) if finding else first_sentence(ask.reason, _SAID_LETTERS),),
        (_change(subject, ask, finding), subject.result_changes(ask)),
    )


def _why(subject: Subject, cited: Citations, finding: Finding) -> str:
    words, piece = subject.words, subject.best_evidence(finding)
    plain = finding.answer.rationale or finding.question.ask
    return words(
        "talk-because",
        title=finding.question.title,
        id=finding.id,
        plain=first_sentence(plain, _REASON_LETTERS),
        severity=finding.residual.severity,
        level=words.level(finding.residual.level),
        law=subject.law(finding.question, 1),
        evidence=subject.evidence(piece, cited.cite(piece.source) if piece else ""),
    )


def _change(subject: Subject, ask: Ask, finding: Finding | None) -> str:
    if finding is None:
        return ""
    words, before, after = subject.words, finding.residual.level, finding.accepting((ask,))
    if before == after:
        said = words("ask-finding-same", ids=finding.id)
    else:
        levels = {"before": words.level(before), "after": words.level(after)}
        said = words("ask-finding", id=finding.id, **levels)
    return f"{words('ask-findings', changes=said)} "


def _together(subject: Subject, first: tuple[Ask, ...]) -> str:
    """Return what the asks come to together, and where that is not enough."""
    words, said = subject.words, []
    changed = [
        words("ask-change", right=r.title, before=words.level(r.result), after=words.level(after))
        for r in subject.score.results
        if (after := r.accepting(first)) != r.result
    ]
    changes = "; ".join(changed) or words("ask-result-none")
    said.append(words("talk-together", ids=listed(ask.id for ask in first), changes=changes))
    aimed = aim(subject.score, subject.assessment.asks)
    if aimed and len(aimed.asks) > len(first):
        ids, right = listed(ask.id for ask in aimed.asks), aimed.result.title
        said.append(words("talk-needed", right=right, ids=ids))
    gravest = next(iter(gravest_first(subject.score)), None)
    if gravest and gravest.result > Level.NONE and gravest is not (aimed and aimed.result):
        level = words.level(gravest.result)
        said.append(words("talk-out-of-reach", right=gravest.title, level=level))
    return " ".join(said)


def _red_line(subject: Subject) -> list[Block]:
    words = subject.words
    lines = [*_unacceptable(subject), *_escalated(subject), *_failed(subject)]
    blocks: list[Block] = [Heading(2, words("red-line"))]
    if not lines:
        return [*blocks, Paragraph((words("red-line-none"),))]
    shown = lines[:_LINES]
    if len(lines) > _LINES:
        shown.append((words("talk-more", count=len(lines) - _LINES),))
    return [*blocks, Items(tuple(shown))]


def _unacceptable(subject: Subject) -> list[Line]:
    words = subject.words
    return [
        (
            Strong(f"{finding.question.title} ({finding.id})"),
            words(
                "red-line-finding",
                right=subject.title_of(finding.right),
                level=words.level(finding.residual.level),
                asks=_taken_away(subject, finding),
            ),
        )
        for finding in unacceptable(subject.score)
    ]


def _taken_away(subject: Subject, finding: Finding) -> str:
    """Return which asks take a finding away, or that none does."""
    words = subject.words
    if finding.if_asks.level > Level.NONE:
        return words("red-line-left", if_asks=words.level(finding.if_asks.level))
    # Only an ask that removes a finding can leave nothing of it (METHOD section 5).
    return words("red-line-gone", ids=words("or").join(ask.id for ask in removing(finding)))


def _escalated(subject: Subject) -> list[Line]:
    return [
        (
            Strong(subject.title_of(entry.right)),
            subject.words("red-line-escalation", reason=shorten(entry.reason, _ASK_LETTERS)),
        )
        for entry in subject.assessment.escalations
    ]


def _failed(subject: Subject) -> list[Line]:
    words = subject.words
    return [
        (
            Strong(f"{finding.question.title} ({finding.id})"),
            f". {words('full-tests')}: {shorten(subject.test(name, test), _ASK_LETTERS)}",
        )
        for finding in failed(subject.score)
        for name, test in finding.answer.tests.items()
        if test.outcome == "fail"
    ]


def _objections(subject: Subject, cited: Citations) -> list[Block]:
    words = subject.words
    blocks: list[Block] = [Heading(2, words("objections"))]
    # What is not shown cites nothing.
    count = sum(1 for _ in said_against(subject, subject.citations()))
    found = islice(said_against(subject, cited, _QUESTIONS), _OBJECTIONS)
    if not count:
        return [*blocks, Paragraph((words("objections-none"),))]
    rows = tuple(
        ((f"{shorten(each.words, _SAID_LETTERS)} ({each.who})",), (each.answer,)) for each in found
    )
    header = (words("objection"), words("objection-answer"))
    blocks.append(Table((40, 60), header, rows))
    if count > _OBJECTIONS:
        blocks.append(Paragraph((words("talk-more", count=count - _OBJECTIONS),)))
    return blocks


def _fallbacks(subject: Subject, first: tuple[Ask, ...]) -> list[Block]:
    if not first:
        return []
    found = [fallback(subject.score, subject.assessment, ask, first) for ask in first]
    lines = tuple(_fallback(subject, each, first) for each in found if each is not None)
    words = subject.words
    said: Block = Items(lines) if lines else Paragraph((words("fallback-none"),))
    return [Heading(2, words("fallback")), said]


def _fallback(subject: Subject, found: Fallback, first: tuple[Ask, ...]) -> Line:
    words = subject.words
    given = {
        "title": found.finding.question.title,
        "id": found.finding.id,
        "right": found.result.title,
        "level": words.level(found.level),
    }
    refused = Strong(words("fallback-refused", id=found.refused.id))
    if not found.instead:
        return (refused, f" {words('fallback-nothing', **given)}")
    named = "; ".join(
        words(
            "fallback-ask",
            id=ask.id,
            action=subject.action(ask),
            effect=words(f"effect-{ask.effect}"),
        )
        for ask in found.instead
    )
    key = "fallback-accept" if found.same else "fallback-other"
    if all(ask in first for ask in found.instead):
        key = "fallback-hold"
    return (refused, f" {words(key, asks=named, **given)}")


def _foot(subject: Subject, cited: Citations) -> list[Block]:
    words = subject.words
    said = [words("made-review", state=subject.state)]
    if hidden := subject.withheld():
        said.append(hidden)
    blocks: list[Block] = [Paragraph((" ".join(said),))]
    if sources := "; ".join(cited.titles()):
        blocks.append(Paragraph((Strong(words("sources")), f": {sources}.")))
    return [*blocks, Paragraph((Strong(words("caution")),))]
