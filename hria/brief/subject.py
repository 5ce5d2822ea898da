"""What a report is about, and the small sentences that several kinds of report share."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from hria.assess.plan import Applied, Standing
from hria.assess.score import Finding, Result, Score
from hria.assess.shown import withheld
from hria.brief.blocks import Paper
from hria.brief.citations import Citations
from hria.model.assessment import STATES, Ask, Assessment, Evidence, Safeguard, Test, TestName
from hria.model.bibliography import Bibliography
from hria.model.cases import Case, Cases
from hria.model.checklist import Question, Source
from hria.model.facts import Fact, SourceEntry
from hria.model.grades import Level
from hria.model.standard import Descriptor
from hria.model.words import Words

UNCHECKED = "†"
"""Follows a reference that nobody has opened yet."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'(])")

# A point after these ends no sentence.
_ABBREVIATED = re.compile(
    r"(?i)(?:^|[\s(])(?:arts?|cf|cl|e\.g|fig|i\.e|nos?|paras?|pp?|resp|s|sec|vol|vs)\.$"
)


@dataclass(frozen=True)
class Subject:
    """Everything a report is made from; what is confidential is hidden, or meant to be in."""

    assessment: Assessment
    """What counts of the assessment: without the answers that are kept aside."""

    score: Score
    descriptor: Descriptor | None
    digests: tuple[tuple[str, str], ...]
    """The checklists and the digests of their files."""

    descriptor_digest: str
    words: Words
    confidential: bool = False
    """Whether confidential words and names are in it."""

    paper: Paper = "a4"
    """The sheet it is printed on."""

    cases: Cases | None = None
    """What has happened behind questions; None where nothing is recorded."""

    bibliography: Bibliography | None = None
    """What is known of the law and the documents that questions cite; None: nothing."""

    @cached_property
    def name(self) -> str:
        """The designation of the standard, or its id."""
        known = self.descriptor.designation.value if self.descriptor else ""
        return known or self.assessment.standard

    @cached_property
    def edition(self) -> str:
        """The edition that was assessed."""
        return self.assessment.edition or self.words("edition-none")

    def cases_behind(self, question: str) -> tuple[Case, ...]:
        """Return what has happened behind a question."""
        return self.cases.behind(question) if self.cases else ()

    @property
    def is_draft(self) -> bool:
        """Whether the review has not yet reached the rights review."""
        reached = STATES.index(self.assessment.review.state)
        return reached < STATES.index("rights-review")

    @property
    def is_superseded(self) -> bool:
        """Whether another assessment has taken the place of this one."""
        return self.assessment.review.state == "superseded"

    @property
    def standing(self) -> str:
        """What the foot of every page says of the review; empty where there is nothing to warn."""
        if self.is_draft:
            return self.words("draft-footer", state=self.state)
        return self.words("superseded-footer") if self.is_superseded else ""

    @property
    def state(self) -> str:
        """The review state in words."""
        return self.words(f"state-{self.assessment.review.state}")

    def kind_of(self, by: str | None) -> str:
        """Return ``person``, ``machine`` or ``unknown`` for whoever gave an answer."""
        assessor = self.assessment.assessor(by)
        return assessor.kind if assessor else "unknown"

    def name_of(self, by: str) -> str:
        """Return the name of an assessor or a reviewer, or the id where there is none."""
        assessor = self.assessment.assessor(by)
        return (assessor.name if assessor else "") or by

    def title_of(self, right: str) -> str:
        """Return the name of *right* as its checklist gives it."""
        titles = {r.part.right: r.title for r in self.score.results}
        return titles.get(right, right)

    def banner(self) -> tuple[str, ...]:
        """Return the sentences that stand first: review, machine answers, reviewers, dissent."""
        said = []
        if self.confidential:
            said.append(self.words("banner-confidential"))
        if self.is_draft:
            said.append(self.words("banner-draft", state=self.state))
        if self.is_superseded:
            said.append(self.words("banner-superseded"))
        said += self._who_answered()
        signed = dict.fromkeys(self._signatures())
        if signed:
            said.append(self.words("banner-reviewed", names=", ".join(signed)))
        else:
            said.append(self.words("banner-no-review"))
        if dissent := self.assessment.review.dissent:
            names = listed(dict.fromkeys(self.name_of(each.by) for each in dissent))
            said.append(self.words("banner-dissent", count=len(dissent), names=names))
        return tuple(said)

    def _signatures(self) -> Iterator[str]:
        for step in self.assessment.review.history:
            # An assessor's own check is no review, and a machine's is none either.
            reviewed = STATES.index(step.state) >= STATES.index("technical-review")
            if reviewed and self.kind_of(step.by) == "person":
                state = self.words(f"state-{step.state}")
                name = self.name_of(step.by)
                yield self.words("signed", name=name, state=state, day=step.on)

    def _who_answered(self) -> list[str]:
        answers = self.assessment.answers.values()
        kinds = Counter(self.kind_of(a.by) for a in answers)
        count, machine = len(answers), kinds["machine"]
        if not count:
            return [self.words("banner-no-answers")]
        used = {a.by for a in answers}
        machines = dict.fromkeys(
            a.name or a.id
            for a in self.assessment.assessors
            if a.kind == "machine" and a.id in used
        )
        names = ", ".join(machines)
        if machine == count:
            said = [self.words("banner-all-machine", count=count, names=names)]
        elif machine:
            said = [self.words("banner-some-machine", machine=machine, count=count, names=names)]
        elif kinds["person"] == count:
            said = [self.words("banner-no-machine", count=count)]
        else:
            said = []
        if kinds["unknown"]:
            said.append(self.words("banner-unsigned", count=kinds["unknown"]))
        return said

    def answered_by(self) -> str:
        """Return how many answers each assessor gave, and whether it was a person or a machine."""
        counts = Counter(answer.by for answer in self.assessment.answers.values())
        said = [
            self.words(
                "answered-by",
                name=f"{self.name_of(by)}, " if by else "",
                kind=self.words(f"kind-{self.kind_of(by)}"),
                count=count,
            )
            for by, count in counts.items()
        ]
        return "; ".join(said) or self.words("answered-by-nobody")

    def withheld(self) -> str:
        """Return what is left out because it is confidential, counted; empty where nothing is."""
        if self.confidential:
            return ""
        parts = [
            self.words(f"withheld-one-{kind}")
            if count == 1
            else self.words(f"withheld-{kind}", count=count)
            for kind, count in withheld(self.assessment).items()
            if count
        ]
        return self.words("withheld", parts="; ".join(parts)) if parts else ""

    def source(self, key: str) -> SourceEntry | None:
        """Return the entry of the descriptor's sources that *key* names, if it is one."""
        return self.descriptor.sources.get(key) if self.descriptor else None

    def citations(self) -> Citations:
        """Return a fresh numbering of the sources."""
        return Citations(self.descriptor.sources if self.descriptor else {}, self.words)

    def checked(self, fact: Fact, cited: Citations) -> str:
        """Return how well a fact was checked, with the number of its source."""
        mark = self.words.mark(fact.mark)
        entry = self.source(fact.source)
        if entry is not None and entry.kind == "none":
            return mark
        place = f", {fact.at}" if fact.at else ""
        return f"{mark} {cited.cite(fact.source)}{place}"

    def result(self, result: Result, level: Level) -> str:
        """Return *level* in one word; silence is never shown as an all-clear."""
        if level > Level.NONE:
            return self.words.level(level)
        weak = any(f.may_count and not f.counted for f in result.findings)
        if not result.unknown and not weak:
            return self.words("result-none")
        return self.words("result-none-so-far" if result.answered else "result-not-known")

    def range(self, result: Result) -> str:
        """Return the range from floor to ceiling in words."""
        floor, ceiling = self.words.level(result.floor), self.words.level(result.ceiling)
        if result.floor == result.ceiling:
            return self.words("range-one", level=floor)
        if result.floor == Level.NONE:
            return self.words("range-up-to", ceiling=ceiling)
        return self.words("range-two", floor=floor, ceiling=ceiling)

    def provisional(self, result: Result) -> str:
        """Return why a result is provisional, or that it is not."""
        gates = [r.removeprefix("gate:") for r in result.provisional if r.startswith("gate:")]
        said = []
        if not result.answered and result.applicable:
            said.append(self.words("provisional-no-answer", applicable=result.applicable))
        elif "coverage" in result.provisional:
            said.append(
                self.words(
                    "provisional-coverage",
                    answered=result.answered,
                    applicable=result.applicable,
                )
            )
        if gates:
            said.append(self.words("provisional-gates", ids=", ".join(gates)))
        if "evidence" in result.provisional:
            said.append(self.words("provisional-evidence"))
        return "; ".join(said) or self.words("not-provisional")

    def best_evidence(self, finding: Finding) -> Evidence | None:
        """Return the strongest piece of evidence, the first of them where they tie."""
        pieces = finding.answer.evidence
        return max(pieces, key=lambda piece: piece.strength) if pieces else None

    def evidence(self, piece: Evidence | None, source: str) -> str:
        """Return how strong a piece of evidence is, and *source*; drafts are called drafts."""
        if piece is None:
            return self.words("evidence-none")
        entry = self.source(piece.source)
        if entry is None or entry.kind not in {"draft", "leaked-draft"}:
            return self.words("evidence-cell", strength=piece.strength, source=source)
        kind = self.words.source_kind(entry.kind)
        return self.words("evidence-draft", strength=piece.strength, source=source, kind=kind)

    def because(self, question: Question, applied: Applied) -> str:
        """Return what decides that a question does not apply, or only may."""
        if applied.features:
            return self.words("because-features", names=listed(applied.features))
        if applied.standing is Standing.OPEN:
            return self.words("because-open", id=applied.condition)
        named = [self.words.answer(word) for word in question.asked_if[applied.condition]]
        answers = self.words("or").join(f"“{word}”" for word in named)
        return self.words("because-answer", id=applied.condition, answers=answers)

    def law(self, question: Question, most: int | None = None) -> str:
        """Return the law behind a question; unchecked references are marked."""
        cited = [self.reference(source) for source in question.law[:most]]
        return "; ".join(cited) or self.words("law-none")

    def reference(self, source: Source) -> str:
        """Return a legal or technical reference with its note, marked where nobody has opened it.

        A checklist stays as it was released; what was read since, the bibliography tells.
        """
        opened = source.was_read or (
            self.bibliography is not None and self.bibliography.was_read(source.name, source.at)
        )
        note = f" ({source.note})" if source.note else ""
        return f"{source.words}{note}" if opened else f"{source.words}{note} {UNCHECKED}"

    def action(self, ask: Ask) -> str:
        """Return what an ask does, and where."""
        clause = ask.clause or self.words("clause-some")
        return self.words(f"action-{ask.action}", clause=clause)

    def finding_changes(self, ask: Ask) -> str:
        """Return what *ask* alone does to the level of each finding it addresses."""
        changed, same = [], []
        for finding in self.score.findings:
            if finding.id not in ask.addresses:
                continue
            before, after = finding.residual.level, finding.accepting([ask])
            if before == after:
                same.append(finding.id)
                continue
            levels = {"before": self.words.level(before), "after": self.words.level(after)}
            changed.append(self.words("ask-finding", id=finding.id, **levels))
        if same:
            changed.append(self.words("ask-finding-same", ids=", ".join(same)))
        return self.words("ask-findings", changes="; ".join(changed)) if changed else ""

    def result_changes(self, ask: Ask) -> str:
        """Return which results would change if *ask* alone were accepted."""
        changed = [
            self.words(
                "ask-change",
                right=result.title,
                before=self.words.level(result.result),
                after=self.words.level(after),
            )
            for result in self.score.results
            if (after := self.score.alone[ask.id][result.part.right]) != result.result
        ]
        changes = "; ".join(changed) or self.words("ask-result-none")
        return self.words("ask-result", changes=changes)

    def works(self, safeguard: Safeguard) -> str:
        """Return what a safeguard of the text does, or what it lacks for that."""
        if safeguard.works:
            return self.words("safeguard-yes", effect=self.words(f"effect-{safeguard.effect}"))
        missing = [
            self.words(f"safeguard-{name}")
            for name in ("normative", "verifiable", "default")
            if not getattr(safeguard, name)
        ]
        return self.words("safeguard-no", missing=listed(missing))

    def test(self, name: TestName, test: Test) -> str:
        """Return a step of the three-part test with its outcome and reason."""
        outcome = self.words(f"outcome-{test.outcome}")
        named = self.words(f"test-{name}")
        return self.words("full-test", test=named, outcome=outcome, reason=test.reason)

    def smallest(self) -> str:
        """Return, for each right, the asks that bring its result below its present level."""
        sets = [
            self.words(
                "smallest-below",
                right=result.title,
                level=self.words.level(result.result),
                ids=", ".join(found),
            )
            for result in self.score.results
            if (found := self.score.smallest[result.part.right].get(result.result))
        ]
        return self.words("smallest", sets="; ".join(sets) + ".") if sets else ""

    def levels(self) -> tuple[tuple[str, str], ...]:
        """Return the words for the levels with the names by which they are coloured."""
        return tuple((self.words.level(level), level.word) for level in Level)


def first_sentence(words: str, most: int) -> str:
    """Return the first sentence of *words*; one that is longer than *most* is cut visibly."""
    line = " ".join(words.split())
    ends = (
        m.start() for m in _SENTENCE.finditer(line) if not _ABBREVIATED.search(line[: m.start()])
    )
    return shorten(line[: next(ends, len(line))], most)


def shorten(words: str, most: int) -> str:
    """Return *words* in one line, cut visibly where they are longer than *most*."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} […]"


def listed(words: Iterable[str]) -> str:
    """Return *words* with commas between them."""
    return ", ".join(words)
