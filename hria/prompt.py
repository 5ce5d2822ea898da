"""The Asker that is a person: plain lines in and out, so that pipes and screen readers work.

Every line that is typed is handed to *keep* at once. When a session is cut
off in the middle of a question, the lines are typed again by the program.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from types import MappingProxyType
from typing import TypeVar, get_args

from hria.assess.grading import derived_likelihood
from hria.assess.session import Item, Move
from hria.model.assessment import Answer, Evidence, Use
from hria.model.checklist import Question, Scales
from hria.model.facts import SourceEntry
from hria.model.grades import Force, Grades, UnknownReason, Word

T = TypeVar("T")

_ANSWERS: Mapping[str, Word] = {
    "y": "yes",
    "p": "partly",
    "n": "no",
    "a": "not-applicable",
    "u": "unknown",
}

_UNKNOWN = "you cannot tell; you are asked why"

_HELP = """\
  Type the letter or the word of an answer, then Enter.
  ?        how to find the answer in the text, what each answer means, rulings
  :why     why this is asked
  :source  the sources known for this standard, by their keys
  :same    give the answer again that was given before
  :again   begin this question again, with nothing filled in
  :back    the question before this one
  :skip    leave this question open and go on
  :stop    stop here; everything is saved, and the same command goes on from here
  These words work at every prompt. A line that ends in \\ goes on in the next one."""

_MOVES: Mapping[str, Move] = {
    ":back": Move.BACK,
    ":skip": Move.SKIP,
    ":stop": Move.STOP,
    ":quit": Move.STOP,
}

_STRENGTHS = {
    "E0": "none",
    "E1": "assertion or memory",
    "E2": "secondary report",
    "E3": "draft, headings, summary or part of the text",
    "E4": "the clause itself, in the edition in force",
}


class _MovedError(Exception):
    """The assessor goes somewhere else instead of answering."""

    def __init__(self, move: Move) -> None:
        self.move = move
        super().__init__(move.value)


class _SameError(Exception):
    """The assessor gives the earlier answer again."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__(answer.answer)


class _AgainError(Exception):
    """The assessor begins the question again."""


@dataclass
class Terminal:
    """Asks a person, line by line."""

    read: Callable[[str], str]
    """Shows a prompt and returns the line that was typed; EOFError at the end."""

    say: Callable[[str], None]
    """Shows a line."""

    keep: Callable[[Mapping[str, Sequence[str]]], None]
    """Keeps the lines typed so far for questions that have no answer yet, by id."""

    by: str
    """The id of the assessor who answers."""

    today: str
    """The day of the answers."""

    sources: Mapping[str, SourceEntry] = field(default_factory=dict)
    """The sources known for the standard."""

    typed: InitVar[Mapping[str, Sequence[str]]] = MappingProxyType({})
    """The lines kept by an earlier session that was cut off."""

    _lines: list[str] = field(default_factory=list)
    _replay: list[str] = field(default_factory=list)
    _item: Item | None = None
    _mark: int = 0
    _unfinished: dict[str, Sequence[str]] = field(default_factory=dict)

    def __post_init__(self, typed: Mapping[str, Sequence[str]]) -> None:
        """Fill in again what was typed before the session was cut off."""
        self._unfinished |= typed

    def ask(self, item: Item) -> Answer | Move:
        """Return the answer the person gives, or where the person goes instead."""
        self._item = item
        self._replay = list(self._unfinished.get(item.question.id, ()))
        self._lines = []
        while True:
            try:
                return self._answered(item)
            except _AgainError:
                self._lines, self._replay = [], []
                self._keep(item)
            except _MovedError as moved:
                return moved.move
            except _SameError as same:
                self._unfinished.pop(item.question.id, None)
                return same.answer
            except EOFError:
                return Move.STOP

    @property
    def unfinished(self) -> Mapping[str, Sequence[str]]:
        """The lines typed for questions that were left before their end."""
        return {name: lines for name, lines in self._unfinished.items() if lines}

    def _keep(self, item: Item) -> None:
        self._unfinished[item.question.id] = tuple(self._lines)
        self.keep(self.unfinished)

    def _answered(self, item: Item) -> Answer:
        self._show(item)
        answer = self._answer(item)
        self._unfinished.pop(item.question.id, None)
        return answer

    def _show(self, item: Item) -> None:
        question = item.question
        gate = ", key question" if question.gate else ""
        self.say("")
        self.say(
            f"[{item.position} of {item.total}] {item.part.checklist.title}:"
            f" {question.id} {question.title}{gate}"
        )
        self.say(question.ask)
        if item.earlier is not None:
            said = f"  answered before: {item.earlier.answer}. {item.earlier.rationale}"
            self.say(f"{said.rstrip()} (:same gives it again; :skip leaves it)")
        if self._replay:
            self.say("  (what you typed for this question before is filled in; :again empties it)")

    def _answer(self, item: Item) -> Answer:
        question = item.question
        for letter, word in _ANSWERS.items():
            meaning = question.answers.get(word, _UNKNOWN if word == "unknown" else "")
            self.say(f"  {letter}  {word}{f': {meaning}' if meaning else ''}")
        word = self._choice("Answer", _ANSWERS, None)
        given: dict[str, object] = {"answer": word}
        if word == "unknown":
            given["reason"] = self._reason()
        needed = word == "not-applicable"
        rationale = self._words("Why, in plain words", needed=needed)
        if rationale:
            given["rationale"] = rationale
        if word not in {"not-applicable", "unknown"}:
            pieces = tuple(self._evidence())
            if pieces:
                given["evidence"] = pieces
        if question.adverse(word):
            given |= self._grades(question, item.part.checklist.scales)
        return Answer.model_validate(given | {"by": self.by, "on": self.today})

    def _reason(self) -> UnknownReason:
        reasons = get_args(UnknownReason)
        for number, reason in enumerate(reasons, 1):
            self.say(f"  {number}  {reason}")
        numbered = {str(number): reason for number, reason in enumerate(reasons, 1)}
        return self._choice("Why unknown", numbered, None)

    def _evidence(self) -> Iterator[Evidence]:
        self.say("Evidence: where can this be checked? (:source lists what is known)")
        label = "Source (Enter: none)"
        while source := self._words(label):
            given = {
                "source": source,
                "clause": self._words("Clause (Enter: none)"),
                "quote": self._words("A few words quoted (Enter: none)"),
            }
            for strength, meaning in _STRENGTHS.items():
                self.say(f"  {strength}  {meaning}")
            choices = {s: s for s in _STRENGTHS}
            given["strength"] = self._choice("Strength", choices, None)
            yield Evidence.model_validate({k: v for k, v in given.items() if v})
            label = "Another source (Enter: no more)"

    def _grades(self, question: Question, scales: Scales | None) -> dict[str, object]:
        self.say("Grades, with the safeguards of the text set aside. Enter accepts [..].")
        if question.grades_note:
            self.say(f"  Suggested: {question.grades_note}")
        suggested = question.grades.model_dump() if question.grades else {}
        anchors = scales.model_dump() if scales else {}

        def grade(name: str, steps: Sequence[str], default: object) -> str:
            for step in steps:
                meaning = anchors.get(name, {}).get(step, "")
                self.say(f"  {step}  {meaning}".rstrip())
            first = str(default) if default is not None else None
            return self._choice(name.capitalize(), {s: s for s in steps}, first)

        grades: dict[str, object] = {
            "scale": grade("scale", "01234", suggested.get("scale")),
            "scope": grade("scope", "1234", suggested.get("scope")),
            "irremediability": grade("irremediability", "1234", suggested.get("irremediability")),
            "nexus": grade("nexus", ("direct", "contributory", "linked"), suggested.get("nexus")),
        }
        forces = [*get_args(Force), "none"]
        force = grade("force", forces, suggested.get("force") or "none")
        if force != "none":
            grades["force"] = force
        uses = tuple(self._uses())
        derived = derived_likelihood(
            force if force != "none" else None,  # type: ignore[arg-type]
            documented=bool(uses),
        )
        chosen = grade("likelihood", "1234", derived)
        grades["likelihood"] = chosen
        given: dict[str, object] = {"grades": Grades.model_validate(grades)}
        if uses:
            given["documented_use"] = uses
        if chosen != str(derived):
            why = f"Why likelihood {chosen}"
            # Without force nothing follows that the assessor would depart from.
            reason = self._words(why, needed=derived is not None)
            if reason:
                given["likelihood_reason"] = reason
        return given

    def _uses(self) -> Iterator[Use]:
        label = "Documented use of the same capability against people (Enter: none)"
        while what := self._words(label):
            yield Use(what=what, source=self._words("Its source", needed=True))
            label = "Another documented use (Enter: no more)"

    def _choice(self, label: str, choices: Mapping[str, T], default: str | None) -> T:
        hint = f" [{default}]" if default is not None else ""
        while True:
            typed = self._line(f"{label}{hint}: ").lower()
            if not typed and default is not None:
                return choices[default]
            for key, value in choices.items():
                if typed in {key.lower(), str(value).lower()}:
                    return value
            self._reject()
            allowed = ", ".join(
                key if key == value else f"{key} ({value})" for key, value in choices.items()
            )
            self.say(f"  {typed!r} is none of: {allowed} (:help for more)")

    def _words(self, label: str, *, needed: bool = False) -> str:
        while True:
            typed = self._line(f"{label}: ")
            if typed or not needed:
                return typed
            self._reject()
            self.say("  this is needed: the rules of the method ask for it")

    def _line(self, prompt: str) -> str:
        """Return what is typed at *prompt*; a line that ends in a stroke goes on in the next."""
        self._mark = len(self._lines)
        line = self._raw(prompt)
        while line.endswith("\\"):
            line = f"{line[:-1].rstrip()} {self._raw('  … ')}"
        return line

    def _raw(self, prompt: str) -> str:
        """Return one line of content, kept at once; commands are carried out and asked past."""
        while True:
            if self._replay:
                # Kept already, with all that follows it.
                line = self._replay.pop(0)
                self.say(f"{prompt}{line}")
                self._lines.append(line)
                return line
            line = self.read(prompt).strip()
            if not self._command(line):
                self._lines.append(line)
                if self._item is not None:
                    self._keep(self._item)
                return line

    def _reject(self) -> None:
        """Forget what was typed at the last prompt."""
        del self._lines[self._mark :]

    def _command(self, line: str) -> bool:
        """Carry out *line* if it is a command, and return whether it was one."""
        typed = line.lower()
        if typed != "?" and not typed.startswith(":"):
            return False
        move = _MOVES.get(typed)
        if move is not None:
            raise _MovedError(move)
        match typed:
            case "?":
                self._explain()
            case ":why":
                self.say(f"  {self._item.question.why}" if self._item else "")
            case ":source":
                self._list_sources()
            case ":again":
                raise _AgainError
            case ":same":
                self._same()
            case ":help":
                self.say(_HELP)
            case _:
                self.say(f"  no command {line!r}; these are known:")
                self.say(_HELP)
        return True

    def _same(self) -> None:
        earlier = self._item.earlier if self._item else None
        if earlier is None:
            self.say("  no answer was given to this question before")
        elif self._item and self._item.question.adverse(earlier.answer) and not earlier.grades:
            self.say("  as the question stands now, that answer needs grades: give it anew")
        else:
            now = {"by": self.by, "on": self.today, "under": None}
            raise _SameError(earlier.model_copy(update=now))

    def _list_sources(self) -> None:
        for key, entry in self.sources.items():
            self.say(f"  {key}  {entry.title}")
        if not self.sources:
            self.say("  none: write the source in words")

    def _explain(self) -> None:
        if self._item is None:
            return
        question = self._item.question
        self.say(f"  Why: {question.why}")
        self.say(f"  Help: {question.help}")
        for ruling in self._item.part.checklist.rulings_on(question):
            self.say(f"  Ruling {ruling.id}: {ruling.text}")
        law = "; ".join(source.marked for source in question.law)
        if law:
            self.say(f"  Law: {law}")
        self.say(_HELP)
