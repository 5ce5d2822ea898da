"""The grades of a finding, one by one, and at once what they come to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from hria.assess.grading import Basis, derived_likelihood, graded
from hria.assess.session import Item
from hria.model.assessment import Answer, Use
from hria.model.grades import Force, Grades, Level
from hria.prompt.talk import Talk

_NONE = "none"

_ABOUT = {
    "scale": "how grave the effect is on somebody it reaches",
    "scope": "who can be reached",
    "irremediability": "how far it can be undone",
    "nexus": "how the text is tied to the effect",
    "force": "what the clause demands",
    "likelihood": "how probable the effect is",
}


def grades(talk: Talk, item: Item, force: str | None) -> dict[str, object]:
    """Return grades, documented uses and the reason for another likelihood, as an answer has them.

    *force* is that of the capability that was cited, where one was.
    """
    return _Grading(talk, item, force).asked()


class _Grading:
    def __init__(self, talk: Talk, item: Item, force: str | None) -> None:
        self.talk, self.item = talk, item
        question, scales = item.question, item.part.checklist.scales
        self.anchors: Mapping[str, Mapping[str, str]] = scales.model_dump() if scales else {}
        suggested = question.grades.model_dump(exclude_none=True) if question.grades else {}
        cited = {"force": force} if force and force != "unknown" else {}
        earlier = item.earlier.grades if item.earlier else None
        given = earlier.model_dump(exclude_none=True) if earlier else {}
        if earlier and earlier.force is None:
            given["force"] = _NONE
        self.preset: Mapping[str, object] = {**suggested, **cited, **given}
        self.chosen: dict[str, object] = {}

    def asked(self) -> dict[str, object]:
        self.talk.say("Grades, with the safeguards of the text set aside. Enter accepts [..].")
        if note := self.item.question.grades_note:
            self.talk.say(f"  Suggested: {note}")
        self._grade("scale", "01234")
        self._grade("scope", "1234")
        self._grade("irremediability", "1234")
        self._grade("nexus", ("direct", "contributory", "linked"))
        force = self._grade("force", [*get_args(Force), _NONE], _NONE)
        if force == _NONE:
            del self.chosen["force"]
        uses = tuple(self._uses())
        # The loop above has asked for one of these words, or none.
        named: Force | None = None if force == _NONE else force  # type: ignore[assignment]
        derived = derived_likelihood(named, documented=bool(uses))
        likelihood = self._grade("likelihood", "1234", self._likely(derived, uses))
        found: dict[str, object] = {"grades": Grades.model_validate(self.chosen)}
        if uses:
            found["documented_use"] = uses
        if likelihood != str(derived):
            reason = self._why(likelihood, needed=derived is not None)
            if reason:
                found["likelihood_reason"] = reason
        return found

    def _likely(self, derived: int | None, uses: tuple[Use, ...]) -> str | None:
        earlier = self.item.earlier
        # An assessor's own value stays while what it departs from stays.
        if earlier and earlier.grades and earlier.grades.likelihood:
            same = earlier.grades.force == self.chosen.get("force")
            if same and earlier.documented_use == uses:
                return str(earlier.grades.likelihood)
        return str(derived) if derived else None

    def _why(self, likelihood: str, *, needed: bool) -> str:
        earlier = self.item.earlier.likelihood_reason if self.item.earlier else ""
        return self.talk.words(f"Why likelihood {likelihood}", needed=needed, earlier=earlier)

    def _grade(self, name: str, steps: Sequence[str], default: str | None = None) -> str:
        self.talk.say(f"{name.capitalize()}: {_ABOUT[name]}")
        # The first letters of these words are commands, so they have numbers.
        named = {str(n): s for n, s in enumerate(steps, 1)} if name == "nexus" else {}
        choices = named or {s: s for s in steps}
        for key, step in choices.items():
            meaning = self.anchors.get(name, {}).get(step, "")
            word = f"{step}: " if named else ""
            self.talk.say(f"  {key}  {word}{meaning}".rstrip(" :"))
        preset = None if name == "likelihood" else self.preset.get(name)
        shown = str(preset) if preset is not None else default
        first = next((key for key, step in choices.items() if step == shown), None)
        value = self.talk.choice(name.capitalize(), choices, first, shown or "")
        self.chosen[name] = value
        return value

    def _uses(self) -> Iterator[Use]:
        kept = self.item.earlier.documented_use if self.item.earlier else ()
        if kept:
            for use in kept:
                self.talk.say(f"  {use.what} ({use.source})")
            if self.talk.yes(f"Keep this documented use ({len(kept)})", default=True):
                yield from kept
        label = "Documented use of the same capability against people"
        hint = " (Enter: none)"
        while what := self.talk.words(label, hint):
            yield Use(what=what, source=self.talk.words("Its source", needed=True))
            label, hint = "Another documented use", " (Enter: no more)"


def comes_to(item: Item, answer: Answer) -> tuple[Level, int, str]:
    """Return the level and the severity that *answer* comes to, and why, in a sentence."""
    steps: list[str] = []

    def note(_rule: str, words: str) -> None:
        steps.append(words)

    basis = basis_of(item, answer)
    documented = bool(answer.documented_use)
    if derived_likelihood(basis.grades.force, documented=documented, note=note) != basis.likelihood:
        note("2", f"you set the likelihood to {basis.likelihood}")
    found = graded(basis, (), note)
    counted = ""
    if basis.grades.nexus == "linked":
        counted = " It is shown and sets no result: it needs something outside the text."
    elif answer.strength < "E2":
        counted = " It is shown and sets no result yet: it has no evidence of E2 or better."
    why = "; ".join(steps)
    return (
        found.level,
        found.severity,
        f"This comes to: {found.level.word}, because {why}.{counted}",
    )


def basis_of(item: Item, answer: Answer) -> Basis:
    """Return what the arithmetic needs to know of an adverse answer."""
    if answer.grades is None or answer.grades.likelihood is None:
        message = f"{item.question.id}: an adverse answer without grades"
        raise ValueError(message)
    return Basis(answer.grades, answer.grades.likelihood, item.question.max_severity)
