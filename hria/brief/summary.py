"""The summary: one paragraph and one row of a table, to be put into a larger document."""

from hria.assess.score import worst_first
from hria.brief.blocks import Block, Brief, Heading, Line, Notice, Paragraph, Strong, Table
from hria.brief.short import banner, brief
from hria.brief.subject import Subject, listed
from hria.brief.talking_points import results, text

_FINDINGS = 2
_PAGES = 1


def summary(subject: Subject) -> Brief:
    """Return the summary of *subject*."""
    words, cited = subject.words, subject.citations()
    blocks: list[Block] = [
        Heading(1, words("title-summary", standard=subject.name)),
        Notice(banner(subject)),
        Paragraph((paragraph(subject),)),
        Table((13, 9, 9, 25, 9, 12, 10, 13), _header(subject), (_row(subject),)),
    ]
    if hidden := subject.withheld():
        blocks.append(Paragraph((hidden,)))
    if subject.descriptor is not None:
        # What the paragraph says of the text rests on these two facts.
        facts = (subject.descriptor.title, subject.descriptor.body)
        marks = [subject.checked(fact, cited) for fact in facts if fact is not None]
        keys = ("fact-title", "fact-body")
        said = [f"{words(key)}: {mark}" for key, mark in zip(keys, marks, strict=False)]
        runs = [*said, *(str(line[0]) for line in cited.lines())]
        blocks.append(Paragraph((Strong(words("sources")), f": {'; '.join(runs)}.")))
    blocks.append(Paragraph((Strong(words("caution")),)))
    return brief("summary", subject, blocks, _PAGES)


def paragraph(subject: Subject) -> str:
    """Return the summary in at most 120 words."""
    return " ".join(
        filter(None, (text(subject), results(subject), _worst(subject), _asks(subject)))
    )


def _worst(subject: Subject) -> str:
    words = subject.words
    counted = sorted((f for f in subject.score.findings if f.counted), key=worst_first)
    if not counted:
        return words("summary-no-finding")
    named = [f"{finding.question.title} ({finding.id})" for finding in counted[:_FINDINGS]]
    return words("summary-findings", count=len(counted), findings=listed(named))


def _asks(subject: Subject) -> str:
    words, asks = subject.words, subject.assessment.asks
    if not asks:
        return words("asks-none")
    after = [
        words("summary-after", right=result.title, level=subject.result(result, result.if_asks))
        for result in subject.score.results
        if result.if_asks != result.result
    ]
    changes = "; ".join(after) or words("ask-result-none")
    return words("summary-asks", count=len(asks), changes=changes)


def _header(subject: Subject) -> tuple[str, ...]:
    # The columns are the same for every assessment, so that rows of several stand together.
    keys = ("column-standard", "column-edition", "fact-stage", "results", "column-counted", "asks")
    return tuple(subject.words(key) for key in (*keys, "column-review", "column-answered-by"))


def _row(subject: Subject) -> tuple[Line, ...]:
    words, described = subject.words, subject.descriptor
    edition = described.edition(subject.assessment.edition or "") if described else None
    status = edition.status.value if edition and edition.status else "unknown"
    found = [
        f"{result.title}: {subject.result(result, result.result)} ({subject.range(result)})"
        for result in subject.score.results
    ]
    counted = sum(finding.counted for finding in subject.score.findings)
    return (
        (Strong(subject.name),),
        (subject.edition,),
        (words(f"stage-{status}"),),
        ("; ".join(found),),
        (str(counted),),
        (listed(ask.id for ask in subject.assessment.asks) or words("level-none"),),
        (subject.standing or subject.state,),
        (subject.answered_by(),),
    )
