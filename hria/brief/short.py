"""The brief: two pages that a delegation can carry into a meeting and defend line by line."""

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
from hria.brief.figures import changes, findings_map, scales
from hria.brief.record import recorded
from hria.brief.sheets import tables
from hria.brief.subject import UNCHECKED, Subject, first_sentence, shorten
from hria.model.assessment import Ask
from hria.model.facts import Fact
from hria.model.grades import Strength

# What fits on two pages of A4 with four rights; the full report cuts nothing.
_FINDING_LETTERS = 200
_ASK_LETTERS = 600
_REASON_LETTERS = 200
_FACT_LETTERS = 150
_LAWS = 2
_PAGES = 2
_ASKS = 6
_ENABLING = 3


def short(subject: Subject) -> Brief:
    """Return the brief on *subject*."""
    cited = subject.citations()
    blocks: list[Block] = [
        Heading(1, subject.words("title-brief", standard=subject.name)),
        Notice(banner(subject)),
        facts(subject, cited, _FACT_LETTERS),
        *results(subject),
        *_findings(subject, cited),
        *_asks(subject),
        *_enabling(subject, cited),
        *made(subject),
        *_sources(subject, cited),
    ]
    return brief("brief", subject, blocks, _PAGES)


def brief(kind: str, subject: Subject, blocks: list[Block], pages: int = 0) -> Brief:
    """Return *blocks* as a report of *kind* in the subject's language."""
    words = subject.words
    state = f"{subject.standing} · " if subject.standing else ""
    mark = words("confidential") if subject.confidential else ""
    secret = f"{mark} · " if mark else ""
    footer = words("footer", standard=subject.name, edition=subject.edition)
    title = words(f"title-{kind}", standard=subject.name)
    if mark:
        # A page on the screen has no footer.
        blocks = [*blocks, Paragraph((Strong(words("confidential-end")),))]
    return Brief(
        kind=kind,
        language=words.language,
        direction=words.file.direction,
        title=title,
        watermark=words("draft") if subject.is_draft else "",
        footer=f"{secret}{state}{footer}",
        pages=pages,
        of=words("of"),
        blocks=tuple(blocks),
        levels=subject.levels(),
        paper=subject.paper,
        confidential=mark,
        # Few formats need them.
        record=lambda: recorded(subject, kind, title),
        sheets=lambda: tables(
            subject, (title, *subject.banner(), *_made(subject), words("caution"))
        ),
    )


def banner(subject: Subject) -> Line:
    """Return the first words of a report: how far it may be trusted."""
    first, *others = subject.banner()
    return (Strong(first), *(f" {said}" for said in others))


def facts(subject: Subject, cited: Citations, most: int) -> Block:
    """Return which text and edition was assessed, each fact with source and mark."""
    words, described = subject.words, subject.descriptor
    if described is None:
        return Paragraph((words("fact-no-descriptor"),))
    edition = described.edition(subject.assessment.edition or "")
    rows: list[tuple[Line, ...]] = []

    def row(label: str, fact: Fact | None, value: str | None = None) -> None:
        if fact is None:
            mark = words("mark-unknown") if value else ""
            rows.append(((words(label),), (value or words("fact-none"),), (mark,)))
            return
        told = shorten(value or fact.value, most)
        rows.append(((words(label),), (told,), (subject.checked(fact, cited),)))

    row("fact-title", described.title)
    if edition is None:
        named = subject.assessment.edition
        told = words("edition-unknown", edition=named) if named else words("edition-none")
        rows.append(((words("fact-edition"),), (told,), ("",)))
    else:
        date = edition.date
        row("fact-edition", date, f"{edition.id}: {date.value}" if date else edition.id)
        status = edition.status
        row("fact-stage", status, words(f"stage-{status.value}") if status else None)
    row("fact-body", described.body)
    row("fact-route", described.approval_route)
    row("fact-text-access", described.text_access)
    row("fact-drafts-access", described.drafts_access)
    row("fact-force", described.normative_force)
    header = (words("fact"), words("value"), words("source"))
    return Table((16, 54, 30), header, tuple(rows))


def results(subject: Subject) -> list[Block]:
    """Return one word for each right, with its range and why it is provisional."""
    words = subject.words
    keys = ("right", "inherent", "result", "range", "if-asks", "provisional")
    header = tuple(words(key) for key in keys)
    rows = tuple(
        (
            (Strong(result.title),),
            (subject.result(result, result.inherent),),
            (subject.result(result, result.result),),
            (subject.range(result),),
            (subject.result(result, result.if_asks),),
            (subject.provisional(result),),
        )
        for result in subject.score.results
    )
    reasons = [
        words("escalated", reason=entry.reason)
        for entry in subject.assessment.escalations
        for result in subject.score.results
        if entry.right == result.part.right and result.escalated
    ]
    note = " ".join([words("results-note"), *reasons])
    return [
        Heading(2, words("results")),
        scales(subject),
        *findings_map(subject),
        Table((17, 11, 9, 15, 10, 38), header, rows),
        Paragraph((note,)),
    ]


def _findings(subject: Subject, cited: Citations) -> list[Block]:
    words = subject.words
    keys = ("finding", "level", "where", "evidence", "law")
    header = tuple(words(key) for key in keys)
    rows = tuple(
        _finding(subject, cited, result, finding)
        for result in subject.score.results
        for finding in result.worst
    )
    blocks: list[Block] = [Heading(2, words("findings"))]
    if rows:
        blocks.append(Table((56, 9, 10, 9, 16), header, rows))
    none = [r for r in subject.score.results if not r.worst]
    if none:
        said = " ".join(
            words("findings-none", right=r.title, said=subject.result(r, r.result)) for r in none
        )
        blocks.append(Paragraph((said,)))
    if rows:
        blocks.append(Paragraph((words("findings-note"),)))
    if any(UNCHECKED in run for row in rows for run in row[4] if isinstance(run, str)):
        blocks.append(Paragraph((words("unchecked-legend"),)))
    return blocks


def _finding(
    subject: Subject, cited: Citations, result: Result, finding: Finding
) -> tuple[Line, ...]:
    words = subject.words
    piece = subject.best_evidence(finding)
    plain = first_sentence(finding.answer.rationale or finding.question.ask, _FINDING_LETTERS)
    name = f"{result.title}: {finding.question.title}"
    return (
        (Strong(name), f" ({finding.id}). {plain}"),
        (words.level(finding.residual.level),),
        ((piece.clause if piece else "") or words("clause-none"),),
        (subject.evidence(piece, cited.cite(piece.source) if piece else ""),),
        (subject.law(finding.question, _LAWS),),
    )


def _asks(subject: Subject) -> list[Block]:
    words, asks = subject.words, subject.assessment.asks
    blocks: list[Block] = [Heading(2, words("asks"))]
    if not asks:
        return [*blocks, Paragraph((words("asks-none"),))]
    keys = ("ask", "ask-action", "ask-words", "ask-changes")
    header = tuple(words(key) for key in keys)
    rows = tuple(_ask(subject, ask) for ask in asks[:_ASKS])
    blocks.append(Table((4, 13, 57, 26), header, rows))
    blocks.append(changes(subject))
    notes = [subject.smallest()]
    if len(asks) > _ASKS:
        notes.append(words("ask-more", count=len(asks) - _ASKS))
    if any(notes):
        blocks.append(Paragraph((" ".join(note for note in notes if note),)))
    return blocks


def _ask(subject: Subject, ask: Ask) -> tuple[Line, ...]:
    reason = f" {first_sentence(ask.reason, _REASON_LETTERS)}" if ask.reason else ""
    return (
        (Strong(ask.id),),
        (subject.action(ask),),
        (shorten(ask.text, _ASK_LETTERS), reason),
        (subject.finding_changes(ask), f" {subject.result_changes(ask)}"),
    )


def _enabling(subject: Subject, cited: Citations) -> list[Block]:
    words, good = subject.words, subject.assessment.enabling
    blocks: list[Block] = [Heading(2, words("enabling"))]
    if not good:
        return [*blocks, Paragraph((words("enabling-none"),))]
    lines: list[Line] = [
        (
            Strong(subject.title_of(effect.right)),
            f": {first_sentence(effect.text, _FINDING_LETTERS)}",
            f" {cited.cite(effect.source)}",
        )
        for effect in good[:_ENABLING]
    ]
    if len(good) > _ENABLING:
        lines.append((words("enabling-more", count=len(good) - _ENABLING),))
    return [*blocks, Items(tuple(lines)), Paragraph((words("enabling-note"),))]


def made(subject: Subject) -> list[Block]:
    """Return who assessed, the review state, versions and digests, and the caution."""
    words = subject.words
    return [
        Heading(2, words("made")),
        Paragraph((" ".join(_made(subject)),)),
        Paragraph((Strong(words("caution")),)),
    ]


def _made(subject: Subject) -> list[str]:
    words, assessment = subject.words, subject.assessment
    hidden = subject.withheld()
    return [
        words("made-assessors", names="; ".join(_assessors(subject))),
        words("made-review", state=subject.state),
        *([hidden] if hidden else []),
        *_days(subject),
        *_earlier(subject),
        words("made-strengths", strengths=_strengths(subject)),
        words("made-versions", refs="; ".join(_versions(subject))),
        words(
            "made-descriptor",
            ref=f"{assessment.standard}@{subject.edition}",
            digest=_digest(subject, subject.descriptor_digest),
        ),
        words("made-method", method="1"),
    ]


def _sources(subject: Subject, cited: Citations) -> list[Block]:
    lines = cited.lines()
    if not lines:
        return []
    runs = "; ".join(str(line[0]) for line in lines)
    return [Paragraph((Strong(subject.words("sources")), f": {runs}."))]


def _assessors(subject: Subject) -> list[str]:
    words = subject.words
    lines = [
        words(
            "assessor-line",
            id=a.id,
            kind=words(f"kind-{a.kind}"),
            role=a.role,
            name=f", {a.name}" if a.name else "",
            affiliation=f", {a.affiliation}" if a.affiliation else "",
            interests=f", {a.interests}" if a.interests else "",
        )
        for a in subject.assessment.assessors
    ]
    return lines or [words("assessor-none")]


def _days(subject: Subject) -> list[str]:
    days = sorted(a.on for a in subject.assessment.answers.values() if a.on)
    if not days:
        return []
    if days[0] == days[-1]:
        return [subject.words("made-day", first=days[0])]
    return [subject.words("made-days", first=days[0], last=days[-1])]


def _earlier(subject: Subject) -> list[str]:
    words, assessment = subject.words, subject.assessment
    refs = [answer.under for answer in assessment.answers.values() if answer.under]
    said = []
    if refs:
        listed = ", ".join(dict.fromkeys(refs))
        said.append(words("made-under", count=len(refs), refs=listed))
    if assessment.to_confirm:
        ids = ", ".join(former.question for former in assessment.to_confirm)
        said.append(words("made-waiting", ids=ids))
    if count := len(subject.score.aside):
        said.append(words("made-aside", count=count))
    return said


def _strengths(subject: Subject) -> str:
    words = subject.words
    strengths: tuple[Strength, ...] = ("E1", "E2", "E3", "E4")
    return "; ".join(f"{each} {words.strength(each)}" for each in strengths)


def _versions(subject: Subject) -> list[str]:
    return [f"{ref} {_digest(subject, digest)}" for ref, digest in subject.digests]


def _digest(subject: Subject, digest: str) -> str:
    # Sixteen letters tell two files apart; the full digest stands in the assessment.
    kind, _, letters = digest.partition(":")
    return f"{kind}:{letters[:16]}…" if letters else subject.words("digest-none")
