"""The Asker that is a person: the conversation about one question after the other.

Every line that is typed is handed to *keep* at once. When a sitting is cut
off in the middle of a question, the lines are typed again by the program.
"""

import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from types import MappingProxyType

from hria.assess.plan import Part
from hria.assess.session import Closing, Given, Item, Jump, Move, Noted, Way
from hria.model.assessment import Answer, Assessment
from hria.model.checklist import Source
from hria.model.facts import Fact
from hria.model.standard import Descriptor
from hria.prompt import keys, showing
from hria.prompt.answering import Witness, reason
from hria.prompt.changes import Changes
from hria.prompt.grading import comes_to, grades
from hria.prompt.talk import CONFIDENTIAL, NOTE, AgainError, Line, MovedError, Talk

_UNKNOWN = Fact(value="a standard that nobody has described", source="none", mark="unknown")
_EMPTY = Descriptor(designation=_UNKNOWN, title=_UNKNOWN)

_ANSWER = "this answer"

_CHANGING = frozenset({"note", "confidential", "undo", "same", "again", "edit"})
"""The commands that are not for somebody who only reads."""

_READING = "  nothing can be answered here: another sitting is writing this file"

_ENOUGH = 3
"""From how many answers on a pace is told."""


def _nothing(_asked: object) -> Iterable[str]:
    return ()


class _SameError(Exception):
    """The assessor gives the earlier answer again."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__(answer.answer)


@dataclass
class Terminal:
    """Asks a person, line by line."""

    read: Callable[[str], str]
    """Shows a prompt and returns the line that was typed; EOFError at the end."""

    say: Callable[[str], None]
    """Shows a line."""

    keep: Callable[[Mapping[str, Sequence[Line]]], None]
    """Keeps what was typed so far for questions that have no answer yet, by id."""

    by: str
    """The id of the assessor who answers."""

    today: Callable[[], str]
    """The day of an answer."""

    parts: tuple[Part, ...] = ()
    """The checklists that are answered."""

    descriptor: Descriptor = _EMPTY
    """What is known of the standard."""

    head: Callable[[str], None] = lambda _words: None
    """Shows the line that names a question."""

    clock: Callable[[], float] = lambda: 0.0
    """Seconds from any beginning, to tell the pace."""

    law: Callable[[Source], Iterable[str]] = _nothing
    """Returns what a source says, in our words."""

    others: Callable[[str], Iterable[str]] = _nothing
    """Returns how other assessments answered a question."""

    cases: Callable[[str], Iterable[str]] = _nothing
    """Returns what has happened behind a question."""

    offer: Callable[[Sequence[str]], None] = lambda _words: None
    """Takes the words that the next prompt understands."""

    edit: Callable[[str], str | None] = lambda _text: None
    """Opens an editor."""

    reading: bool = False
    """Whether nothing may be answered, because somebody else is answering."""

    typed: InitVar[Mapping[str, Sequence[Line]]] = MappingProxyType({})
    """What an earlier sitting that was cut off has kept."""

    _unfinished: dict[str, Sequence[Line]] = field(default_factory=dict)
    _due: set[str] = field(default_factory=set)
    """The rights whose closing comes once nothing of them is open."""

    _done: list[Sequence[Line]] = field(default_factory=list)
    """What was typed for each step of the sitting that can be taken back."""

    _item: Item | None = None
    _assessment: Assessment | None = None
    _subject: str = ""
    _marks: dict[str, bool] = field(default_factory=dict)
    _note: str | None = None
    _seconds: list[float] = field(default_factory=list)

    def __post_init__(self, typed: Mapping[str, Sequence[Line]]) -> None:
        """Fill in again what was typed before the sitting was cut off."""
        self._unfinished |= typed
        self._due |= {part.right for part in self.parts}.intersection(typed)
        self.talk = Talk(
            read=self.read,
            show=self.say,
            keep=lambda _lines: None,
            command=self._command,
            commands=keys.WORDS,
            offer=self.offer,
            edit=self.edit,
            aside=self._aside,
        )
        self._witness = Witness(
            self.talk, self.descriptor.sources, self._begin, self._is_confidential
        )

    @property
    def unfinished(self) -> Mapping[str, Sequence[Line]]:
        """What was typed for questions that were left before their end."""
        due = dict.fromkeys(sorted(self._due), ())
        return due | {name: lines for name, lines in self._unfinished.items() if lines}

    @property
    def unclosed(self) -> frozenset[str]:
        """The rights whose closing is due, or was cut off."""
        return frozenset(self._due)

    # The Asker

    def ask(self, item: Item) -> Given | Noted | Way:
        """Return what the person gives, or where the person goes instead."""
        self._item, self._assessment = item, item.assessment
        name = item.question.id
        if item.last and not self.reading:
            # On the disk before the answer is, so that no cut comes between it and the closing.
            self._due.add(item.part.right)
        lines = self._unfinished.get(name, ())
        start, brief = self.clock(), False
        while True:
            self._restart(name, lines)
            try:
                given = self._read_only(item) if self.reading else self._given(item, brief=brief)
            except AgainError as again:
                lines, brief = again.lines, again.undone
                self._keep(name, lines)
                continue
            except _SameError as same:
                given = Given(self._again_given(item, same.answer), note=self._note)
            except MovedError as moved:
                return self._left(name, moved.way)
            except EOFError:
                return self._left(name, Move.STOP)
            self._unfinished.pop(name, None)
            if not isinstance(given, Given):
                # The answer that stands was kept: nothing of this is left to fill in.
                self.talk.forget()
                self.keep(self.unfinished) if not self.reading else None
                return self._left(name, given)
            self._done.append(tuple(self.talk.lines))
            self._seconds.append(self.clock() - start)
            return given

    def close(self, part: Part, assessment: Assessment) -> Closing | Way:
        """Return what belongs to the right of *part* as a whole."""
        from hria.prompt.closing import close

        self._item, self._assessment = None, assessment
        lines = self._unfinished.get(part.right, ())
        while True:
            self._restart(part.right, lines)
            try:
                closing = close(self.talk, part, assessment, self.parts, self.descriptor.features)
            except AgainError as again:
                lines = again.lines
                self._keep(part.right, lines)
                continue
            except MovedError as moved:
                self.talk.settle()
                return moved.way
            except EOFError:
                self.talk.settle()
                return Move.STOP
            self._unfinished.pop(part.right, None)
            self._due.discard(part.right)
            if closing.enabling or closing.escalations:
                self._done.append(tuple(self.talk.lines))
            else:
                self.keep(self.unfinished)
            return closing

    def undone(self, question: str | None) -> None:
        """Fill in again what was typed for the question, but for the last line."""
        lines = self._done.pop() if self._done else None
        if question is None:
            left = "nothing is left to take back in this sitting"
            changed = "that cannot be taken back: somebody else has changed it since"
            self.say(f"  {left if lines is None else changed}")
            return
        self.say(f"  what was given to {question} is taken back")
        self._unfinished[question] = _shorter(lines or ())
        self.keep(self.unfinished)

    def rest(self, assessment: Assessment) -> Way:
        """Show what it all comes to, and return where to go."""
        self._item, self._assessment = None, assessment
        self._restart("", ())
        self._say(self._summary())
        while True:
            try:
                self.offer(("back", "undo", "jump", "list"))
                typed = self.read("Enter ends here (b back, z undo, j PRV-05, l list): ").strip()
                word, _, rest = typed.partition(" ")
                if not typed:
                    return Move.STOP
                if not self._command(word.removeprefix(":"), rest.strip()):
                    self.say(f"  {typed!r} is no command; ? lists those there are")
            except AgainError:
                self.say("  that belongs to a question")
            except MovedError as moved:
                return Move.STOP if moved.way is Move.SKIP else moved.way
            except EOFError:
                return Move.STOP

    # One question

    def _restart(self, name: str, lines: Sequence[Line]) -> None:
        self._marks, self._subject, self._note = {}, _ANSWER, None
        earlier = self._item.earlier if self._item else None
        if earlier and earlier.confidential:
            self._marks[self._subject] = True
        self.talk.keep = lambda kept: self._keep(name, kept)
        self.talk.begin(lines)

    def _keep(self, name: str, lines: Sequence[Line]) -> None:
        self._unfinished[name] = tuple(lines)
        self.keep(self.unfinished)

    def _left(self, name: str, way: Way) -> Noted | Way:
        """Return *way*, with a note that was written on the way."""
        self.talk.settle()
        if self._note is None:
            return way
        self._done.append(tuple(self.talk.lines))
        if lines := self._unfinished.get(name):
            # The note is in the assessment from now on, and not typed again.
            self._unfinished[name] = tuple(line for line in lines if line[0] != NOTE)
        return Noted(self._note, way)

    def _again_given(self, item: Item, answer: Answer) -> Answer:
        """Return *answer* as it is given again, here and now."""
        update: dict[str, object] = {"by": self.by, "on": self.today(), "under": None}
        if self._marks.get(_ANSWER, False) != answer.confidential:
            update["confidential"] = not answer.confidential
        if not item.position:
            update["applies"] = True
        return answer.model_copy(update=update)

    def _given(self, item: Item, *, brief: bool) -> Given | Way:
        if brief:
            # The question was shown a moment ago, before a line was taken back.
            self.head(showing.heading(item))
        else:
            self._show(item)
        answer = self._answer(item)
        if answer is None:
            return self._kept(item)
        changes = Changes(self.talk, self._begin, self._is_confidential)
        if item.question.adverse(answer.answer):
            level, severity, why = comes_to(item, answer)
            self.talk.say(f"  {why}")
            if level:
                changes.follow(item, answer, severity)
        given: dict[str, object] = {"tests": changes.tests} if changes.tests else {}
        if self._marks.get(_ANSWER):
            given["confidential"] = True
        return Given(
            answer.model_copy(update=given),
            tuple(changes.safeguards),
            tuple(changes.asks),
            self._note,
        )

    def _show(self, item: Item) -> None:
        question = item.question
        self.say("")
        self.head(showing.heading(item))
        pace = statistics.median(self._seconds) if len(self._seconds) >= _ENOUGH else None
        self.say(showing.progress(item, pace))
        self._say(showing.why_not_asked(item))
        self.say(question.ask)
        if question.why:
            self.say(f"  Why: {question.why}")
        self._say(showing.evidence(question, self.descriptor))
        if item.former is not None:
            by = showing.by(item.former, item.assessment)
            said = f"  answered before: {item.former.answer}{by}. {item.former.rationale}"
            self.say(f"{said.rstrip()} (= gives it again; s leaves it)")
        elif item.answer is not None:
            by = showing.by(item.answer, item.assessment)
            said = f"  the answer is {item.answer.answer}{by}. {item.answer.rationale}"
            self.say(said.rstrip())
        if item.earlier and item.earlier.confidential:
            self.say("  its words are kept out of every output (c changes that)")
        note = item.assessment.notes.get(question.id)
        if note:
            self.say(f"  your note: {note}")
        if self.talk.filling:
            self.say("  (what you typed for this question before is filled in; :again empties it)")

    def _read_only(self, item: Item) -> Way:
        self._show(item)
        while True:
            self.offer(("back", "jump", "list", "help", "quit"))
            typed = self.read("Reading only (Enter: next; b, j, l, h, q; ? tells all): ").strip()
            word, _, rest = typed.partition(" ")
            if not typed:
                return Move.NEXT
            if not self._command(word.removeprefix(":"), rest.strip()):
                self.say(_READING)

    def _answer(self, item: Item) -> Answer | None:
        """Return the answer; None where the one that stands is kept as it is."""
        question = item.question
        for line in showing.answers(question):
            self.talk.say(line)
        self.talk.say(keys.FEW)
        choices: dict[str, str] = dict(showing.ANSWERS)
        if item.answer is not None:
            choices["keep"] = "keep"
        keeps = f"Enter keeps {item.answer.answer}" if item.answer else ""
        word = self.talk.choice("Answer", choices, "keep" if item.answer else None, keeps)
        if word == "keep":
            return None
        given: dict[str, object] = {"answer": word}
        if word == "unknown":
            given["reason"] = reason(self.talk, item)
        rationale = self.talk.words(
            "Why, in plain words",
            "" if word == "not-applicable" else " (Enter: none)",
            needed=word == "not-applicable",
            earlier=item.answer.rationale if item.answer else "",
        )
        if rationale:
            given["rationale"] = rationale
        offered = showing.offered(question, self.descriptor)
        if word not in {"not-applicable", "unknown"}:
            if pieces := tuple(self._witness.evidence(item, offered)):
                given["evidence"] = pieces
            self._subject = _ANSWER
        if question.adverse(word):  # type: ignore[arg-type]
            given |= grades(self.talk, item, self._force(given.get("evidence", ()), offered))
        if not item.position or (item.answer and item.answer.applies):
            given["applies"] = True
        return Answer.model_validate(given | {"by": self.by, "on": self.today()})

    def _kept(self, item: Item) -> Given | Way:
        answer = item.answer
        hidden = self._marks.get(_ANSWER, False)
        if answer is None or hidden == answer.confidential:
            return Move.NEXT
        # Only who may see it has changed.
        changed = answer.model_copy(update={"confidential": hidden})
        return Given(changed, note=self._note, way=Move.NEXT, by=self.by)

    @staticmethod
    def _force(pieces: object, offered: Sequence[object]) -> str | None:
        clauses = {getattr(piece, "clause", "") for piece in pieces} if pieces else set()  # type: ignore[attr-defined]
        forces = [
            getattr(c, "force", None) for c in offered if getattr(c, "clause", None) in clauses
        ]
        return next((force for force in forces if force), None)

    # Who may see it

    def _begin(self, subject: str) -> None:
        self._subject = subject
        if subject != _ANSWER:
            self._marks[subject] = False

    def _is_confidential(self) -> bool:
        return self._marks.get(self._subject, False)

    def _aside(self, line: Line) -> None:
        """Take in a line that came aside, when it is filled in again."""
        if line[0] == NOTE:
            self._note = line[1]
        elif line[0] == CONFIDENTIAL:
            self._marks[self._subject] = line[1] == "on"

    # Commands

    def _command(self, word: str, rest: str) -> bool:
        """Carry out *word* where it is a command, and return whether it was one."""
        name = keys.named(word)
        if name is None and (question := self._question(word)):
            raise MovedError(Jump(question))
        if name is None:
            return False
        if self.reading and name in _CHANGING:
            self.say(_READING)
            return True
        ways = {"back": Move.BACK, "skip": Move.SKIP, "quit": Move.STOP}
        if name in ways:
            raise MovedError(ways[name])
        done: dict[str, Callable[[], None]] = {
            "?": lambda: self._say((*self._help(), *keys.listed())),
            "help": lambda: self._say(self._help()),
            "evidence": self._all_evidence,
            "jump": lambda: self._jump(rest),
            "list": lambda: self._say(self._list()),
            "summary": lambda: self._say(self._summary()),
            "note": lambda: self._noted(rest),
            "confidential": lambda: self._conceal(rest.lower()),
            "undo": self._undo,
            "same": self._same,
            "again": self._again,
            "source": lambda: self._say(self._sources()),
            "edit": lambda: self.say("  :edit works where words are asked for"),
        }
        done[name]()
        return True

    def _say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.say(line)

    def _question(self, word: str) -> str | None:
        wanted = word.upper()
        ids = (q.id for part in self.parts for q in part.checklist.active)
        return next((name for name in ids if name == wanted), None)

    def _jump(self, rest: str) -> None:
        wanted = rest.removeprefix("to ").strip() or self.read("Question: ").strip()
        if question := self._question(wanted):
            raise MovedError(Jump(question))
        known = ", ".join(part.checklist.active[0].id + " …" for part in self.parts)
        self.say(f"  no question called {wanted!r} here (known: {known}; l lists them)")

    def _help(self) -> Iterator[str]:
        if self._item is not None:
            yield from showing.explained(self._item, self.law, self.others, self.cases)

    def _all_evidence(self) -> None:
        if self._item is not None:
            question = self._item.question
            self._say(showing.evidence(question, self.descriptor, whole=True))

    def _list(self) -> Iterator[str]:
        from hria.assess.state import states, told

        if self._assessment is not None:
            yield from told(states(self._assessment, self.parts, self.descriptor.features))

    def _summary(self) -> Iterator[str]:
        from hria.prompt.closing import summary

        if self._assessment is not None:
            yield from summary(self._assessment, self.parts, self.descriptor.features)

    def _noted(self, rest: str) -> None:
        if self._item is None:
            self.say("  a note belongs to a question")
            return
        words = rest or self.read("Note (Enter: as it was; - removes it): ").strip()
        if not words:
            return
        self._note = "" if words == "-" else words
        self.talk.note((NOTE, self._note))
        self.say("  noted; it is in no output" if self._note else "  no note")

    def _conceal(self, wanted: str) -> None:
        if self._item is None:
            self.say("  that belongs to a question")
            return
        now = not self._is_confidential() if wanted not in {"on", "off"} else wanted == "on"
        self._marks[self._subject] = now
        self.talk.note((CONFIDENTIAL, "on" if now else "off"))
        kept = "are kept out of every output" if now else "may be shown"
        self.say(f"  the words of {self._subject} {kept}")

    def _undo(self) -> None:
        if not self.talk.lines:
            raise MovedError(Move.UNDO)
        raise AgainError(_shorter(self.talk.lines))

    def _again(self) -> None:
        raise AgainError

    def _same(self) -> None:
        item = self._item
        earlier = item.earlier if item else None
        if item is None or earlier is None:
            self.say("  no answer was given to this question before")
        elif showing.by_machine(earlier, item.assessment):
            self.say("  a machine gave that answer: nobody gives it again unread, answer yourself")
        elif item.question.adverse(earlier.answer) and not earlier.grades:
            self.say("  as the question stands now, that answer needs grades: give it anew")
        else:
            raise _SameError(earlier)

    def _sources(self) -> Iterator[str]:
        for key, entry in self.descriptor.sources.items():
            yield f"  {key}  {entry.title} ({entry.kind})"
        if not self.descriptor.sources:
            yield "  none: write the source in words"


def _shorter(lines: Sequence[Line]) -> Sequence[Line]:
    return tuple(lines)[:-1]
