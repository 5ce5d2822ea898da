"""What follows an adverse answer: safeguards of the text, asks, and the three-part test."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from hria.assess.grading import graded
from hria.assess.session import Item
from hria.model.assessment import Answer, Ask, Safeguard, Test, TestName
from hria.model.grades import Effect
from hria.prompt.grading import basis_of
from hria.prompt.talk import Talk

_EFFECTS: Mapping[Effect, str] = {
    "removes": "the finding falls away",
    "prevents": "severity goes down by one step, or two",
    "limits": "severity goes down by one step",
    "consent": "likelihood goes down by one step",
    "accountability": "the effect can be undone one step better",
    "advice": "nothing changes",
}

_ACTIONS = {
    "ADD": "words are added",
    "MOD": "words are changed",
    "SUP": "words are deleted",
    "NOC": "words stay as they are",
}

_TESTS: Mapping[TestName, str] = {
    "legality": "is the limit on the right laid down in law that people can know and foresee?",
    "legitimate-aim": "does it serve one of the aims for which the right may be limited?",
    "necessity": "would nothing less do for that aim?",
    "proportionality": "does what is gained outweigh what people lose?",
    "essence": "is the core of the right left untouched?",
    "non-discrimination": "does it treat everybody alike, in its words and in its effect?",
    "remedy": "can somebody who is wronged find out, complain and be put right?",
}

_OUTCOMES = {"p": "pass", "f": "fail", "u": "unclear", "n": "needs-law"}

GRAVE = 3
"""METHOD section 8: from this severity on the three-part test is recorded."""


@dataclass
class Changes:
    """What was given after an adverse answer, as far as it goes."""

    talk: Talk
    begin: Callable[[str], None]
    """Takes the name of what is asked for next, so that it can be made confidential."""

    is_confidential: Callable[[], bool]
    """Returns whether what was asked for last was made confidential."""

    safeguards: list[Safeguard] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    tests: dict[TestName, Test] = field(default_factory=dict)

    def follow(self, item: Item, answer: Answer, severity: int) -> None:
        """Ask for what belongs to the finding; what is given so far stands if somebody leaves."""
        self._protected(item, answer)
        self._asked(item, answer)
        if severity >= GRAVE:
            self.tests |= item.earlier.tests if item.earlier else {}
            self._tested(severity)

    def _level(self, item: Item, answer: Answer) -> str:
        name = item.question.id
        here: list[Safeguard | Ask] = [
            s
            for s in (*item.assessment.safeguards, *self.safeguards)
            if s.question == name and s.works
        ]
        changed = {a.id: a for a in (*item.assessment.asks, *self.asks)}
        asks = [a for a in changed.values() if name in a.addresses]
        return graded(basis_of(item, answer), [*here, *asks]).level.word

    # Safeguards

    def _protected(self, item: Item, answer: Answer) -> None:
        mine = [s for s in item.assessment.safeguards if s.question == item.question.id]
        for each in mine:
            self.talk.say(f"  Safeguard {each.id}, {each.effect}, is recorded: {each.text}")
        label = "Does the text itself protect against this"
        while self.talk.yes(label):
            self.begin("this safeguard")
            self._safeguard(item)
            self.begin("this answer")
            self.talk.say(f"  With what is recorded so far: {self._level(item, answer)}.")
            label = "Another safeguard of the text"

    def _safeguard(self, item: Item) -> None:
        words = self.talk.words("What it says, in your words", needed=True)
        clause = self.talk.words("Clause of the safeguard", " (Enter: none)")
        effect, steps = self._effect("limits")
        given: dict[str, object] = {
            "id": _free("S", [s.id for s in (*item.assessment.safeguards, *self.safeguards)]),
            "question": item.question.id,
            "effect": effect,
            **steps,
            **({"clause": clause} if clause else {}),
            "text": words,
            "normative": self.talk.yes("Does the text require it"),
            "verifiable": self.talk.yes("Can a test, a log or an audit show that it is kept"),
            "default": self.talk.yes("Is it on without anybody's action"),
        }
        if self.is_confidential():
            given["confidential"] = True
        made = Safeguard.model_validate(given)
        self.safeguards.append(made)
        if not made.works:
            self.talk.say("  It is recorded, and lowers nothing: it takes all three.")

    def _effect(self, default: Effect) -> tuple[Effect, dict[str, int]]:
        numbered = {str(n): effect for n, effect in enumerate(_EFFECTS, 1)}
        for number, effect in numbered.items():
            self.talk.say(f"  {number}  {effect}: {_EFFECTS[effect]}")
        first = next(n for n, effect in numbered.items() if effect == default)
        chosen: Effect = self.talk.choice("Effect", numbered, first)
        if chosen != "prevents":
            return chosen, {}
        steps = self.talk.choice("Steps of severity", {"1": "1", "2": "2"}, "1")
        return chosen, {"steps": 2} if steps == "2" else {}

    # Asks

    def _asked(self, item: Item, answer: Answer) -> None:
        name = item.question.id
        for each in item.assessment.asks:
            if name in each.addresses:
                self.talk.say(f"  Ask {each.id} addresses this: {each.action} {each.text}")
        typical = item.question.ask_for
        if typical:
            self.talk.say(f"The typical amendment: {typical}")
        others = [a for a in item.assessment.asks if name not in a.addresses]
        for each in others:
            self.talk.say(f"  {each.id}  is there already: {each.action} {each.clause} {each.text}")
        label = "Propose an ask"
        while True:
            choices = {"y": "yes", "n": "no", **{a.id: a.id for a in others}}
            chosen = self.talk.choice(label, choices, "n", hint=f" {', '.join(choices)}")
            if chosen == "no":
                return
            self.begin("this ask")
            if chosen == "yes":
                self._ask(item, answer, typical)
            else:
                other = next(a for a in others if a.id == chosen)
                self.asks.append(other.model_copy(update={"addresses": (*other.addresses, name)}))
                others.remove(other)
            self.begin("this answer")
            self.talk.say(f"  With what is recorded so far: {self._level(item, answer)}.")
            label, typical = "Another ask", ""

    def _ask(self, item: Item, answer: Answer, typical: str) -> None:
        clause = next((e.clause for e in answer.evidence if e.clause), "")
        for action, meaning in _ACTIONS.items():
            self.talk.say(f"  {action}  {meaning}")
        actions = {a.lower(): a for a in _ACTIONS}
        action = self.talk.choice("Action", actions, "mod" if clause else "add")
        clause = self.talk.words("Clause of the ask", _enter(clause)) or clause
        words = self.talk.words("Words of the ask", needed=True, earlier=typical)
        effect, steps = self._effect("removes" if action == "SUP" else "limits")
        reason = self.talk.words("Why this ask", " (Enter: none)")
        given: dict[str, object] = {
            "id": _free("A", [a.id for a in (*item.assessment.asks, *self.asks)]),
            "addresses": (item.question.id,),
            "effect": effect,
            **steps,
            "action": action,
            **({"clause": clause} if clause else {}),
            "text": words,
            **({"reason": reason} if reason else {}),
        }
        if self.is_confidential():
            given["confidential"] = True
        self.asks.append(Ask.model_validate(given))

    # The three-part test

    def _tested(self, severity: int) -> None:
        self.talk.say(
            f"Severity {severity}: the test of a limit on a right, on the text alone."
            " It is recorded and never scored. Enter leaves a step as it is."
        )
        self.talk.say("  " + ", ".join(f"{k} {v}" for k, v in _OUTCOMES.items()))
        for name, about in _TESTS.items():
            self.talk.say(f"{name.capitalize()}: {about}")
            outcome = self._outcome(name)
            if outcome is None:
                continue
            earlier = self.tests[name].reason if name in self.tests else ""
            why = self.talk.words("Why, on the text alone", needed=True, earlier=earlier)
            self.tests[name] = Test(outcome=outcome, reason=why)

    def _outcome(self, name: TestName) -> Literal["pass", "fail", "unclear", "needs-law"] | None:
        left = self.tests[name].outcome if name in self.tests else "open"
        # Enter keeps what stands, and nothing has to be said about it again.
        choices = {**_OUTCOMES, "-": "leave"}
        chosen = self.talk.choice(name.capitalize(), choices, "-", left)
        return None if chosen == "leave" else chosen  # type: ignore[return-value]


def _enter(default: str) -> str:
    return f" [{default}]" if default else " (Enter: none)"


def _free(letter: str, taken: Iterable[str]) -> str:
    """Return the first id of *letter* and a number that is not taken."""
    used = set(taken)
    return next(name for name in _names(letter) if name not in used)


def _names(letter: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"{letter}{number}"
