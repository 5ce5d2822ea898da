"""The answer to one question: the word, the reasons, and where they can be checked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from hria.assess.grading import STRONGEST
from hria.assess.session import Item
from hria.model.assessment import MOST_WORDS, Evidence, words_in
from hria.model.facts import SourceEntry
from hria.model.grades import Strength, UnknownReason
from hria.model.standard import CapabilityFact
from hria.prompt.talk import Talk

_REASONS: Mapping[UnknownReason, str] = {
    "text-not-public": "the text cannot be had",
    "text-not-read": "nobody has read it for this yet",
    "text-ambiguous": "it can be read both ways",
    "not-in-this-text": "the fact lies elsewhere: process records, law",
    "depends-on-deployment": "those who build or run it decide",
    "outside-competence": "somebody else has to judge this",
}

_STRENGTHS: Mapping[Strength, str] = {
    "E0": "none",
    "E1": "assertion or memory",
    "E2": "secondary report",
    "E3": "draft, headings, summary or part of the text",
    "E4": "the clause itself, in the edition in force",
}

_NO_CLAUSE = "-"


def reason(talk: Talk, item: Item) -> UnknownReason:
    """Return why the answer is unknown."""
    numbered = {str(n): each for n, each in enumerate(get_args(UnknownReason), 1)}
    for number, each in numbered.items():
        talk.say(f"  {number}  {each}: {_REASONS[each]}")
    earlier = item.answer.reason if item.answer else None
    default = next((n for n, each in numbered.items() if each == earlier), None)
    chosen: UnknownReason = talk.choice("Why unknown", numbered, default)
    return chosen


@dataclass
class Witness:
    """Asks for evidence; the last source is offered again, as strong as it was."""

    talk: Talk
    sources: Mapping[str, SourceEntry]
    begin: Callable[[str], None]
    """Takes the name of what is asked for next, so that it can be made confidential."""

    is_confidential: Callable[[], bool]
    """Returns whether what was asked for last was made confidential."""

    _last: str = ""
    _strengths: dict[str, Strength] = field(default_factory=dict)

    def evidence(self, item: Item, offered: tuple[CapabilityFact, ...]) -> Iterator[Evidence]:
        """Yield pieces of evidence until there is no more."""
        self._look_back(item)
        kept = item.answer.evidence if item.answer else ()
        if kept:
            for piece in kept:
                clause = f"{piece.clause}: " if piece.clause else ""
                self.talk.say(f"  {clause}{piece.source} ({piece.strength})")
            if self.talk.yes(f"Keep this evidence ({len(kept)})", default=True):
                yield from kept
        self.talk.say("Evidence: where can this be checked?")
        cite = "a number cites from above; " if offered else ""
        label, hint = "Clause", f" ({cite}{_NO_CLAUSE}: none; Enter: no evidence)"
        while True:
            self.begin("this piece of evidence")
            typed = self.talk.words(label, hint)
            if not typed:
                return
            yield self._piece(typed, offered)
            label, hint = "Another clause", f" ({cite}{_NO_CLAUSE}: none; Enter: no more)"

    def _look_back(self, item: Item) -> None:
        # From the file, so that a sitting goes on as if it had never been cut off.
        self._last, self._strengths = "", {}
        for answer in item.assessment.answers.values():
            for piece in answer.evidence:
                self._last = piece.source
                self._strengths[piece.source] = piece.strength

    def _piece(self, typed: str, offered: tuple[CapabilityFact, ...]) -> Evidence:
        cited = offered[int(typed) - 1] if typed in _numbers(offered) else None
        clause = (cited.clause or "") if cited else "" if typed == _NO_CLAUSE else typed
        if cited:
            self.talk.say(f"  {cited.capability}, clause {clause or 'none'}: {cited.value}")
        quote = self._quote()
        default = cited.source if cited else self._last
        source = self.talk.words(
            "Source (a key, or words)",
            f" [{default}]" if default else "",
            needed=True,
            default=default,
            known=self.sources,
        )
        self._last = source
        strength = self._strength(self._last)
        given = {"clause": clause, "quote": quote, "source": self._last, "strength": strength}
        piece: dict[str, object] = {key: value for key, value in given.items() if value}
        if self.is_confidential():
            piece["confidential"] = True
        return Evidence.model_validate(piece)

    def _quote(self) -> str:
        while True:
            quote = self.talk.words(f"Quote, at most {MOST_WORDS} words", " (Enter: none)")
            if (count := words_in(quote)) <= MOST_WORDS:
                if quote:
                    self.talk.say(f"  {count} of {MOST_WORDS} words")
                return quote
            self.talk.refuse(
                f"that has {count} words, {count - MOST_WORDS} too many: take the few that decide"
            )

    def _strength(self, source: str) -> Strength:
        entry = self.sources.get(source)
        most = STRONGEST[entry.kind] if entry else "E4"
        for strength, meaning in _STRENGTHS.items():
            if strength <= most:
                self.talk.say(f"  {strength}  {meaning}")
        if entry and most < "E4":
            self.talk.say(f"  {source} is of kind {entry.kind}: {most} at most")
        choices: dict[str, Strength] = {s: s for s in _STRENGTHS if s <= most}
        # Whoever does not look says no more than an assertion.
        default = min(self._strengths.get(source, "E1"), most)
        chosen: Strength = self.talk.choice("Strength", choices, default)
        self._strengths[source] = chosen
        return chosen


def _numbers(offered: tuple[CapabilityFact, ...]) -> set[str]:
    return {str(number) for number in range(1, len(offered) + 1)}
