from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from hria.assess.plan import Part
from hria.assess.session import Item, Move, conduct
from hria.model.assessment import Answer, Assessment
from hria.model.checklist import Checklist, Question, Ruling, Scales
from hria.model.facts import SourceEntry
from hria.prompt import Terminal
from tests.support.builders import a_checklist, a_question, an_answer, an_assessment

SOURCES = {
    "text": SourceEntry(title="The text itself", kind="primary"),
    "press": SourceEntry(title="A newspaper", kind="secondary"),
}

SUGGESTED = {"scale": 4, "scope": 3, "irremediability": 2, "nexus": "direct", "force": "N3"}

WELL_GRADED = a_question(
    why="Letters are private.",
    help="Look for the word open.",
    answers={"yes": "letters are read", "no": "nobody reads them"},
    grades=SUGGESTED,
    grades_note="Graver in wartime.",
    gate=True,
    sources=[{"instrument": "ICCPR", "at": "art. 17"}, {"ref": "RFC 1"}],
)

PLAIN = a_question()


@dataclass
class Typist:
    """Types the lines it was given, one for each prompt, and then ends the input."""

    lines: list[str]
    prompts: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    kept: list[Mapping[str, Sequence[str]]] = field(default_factory=list)

    def read(self, prompt: str) -> str:
        self.prompts.append(prompt)
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)

    def terminal(
        self,
        typed: Mapping[str, Sequence[str]] | None = None,
        sources: Mapping[str, SourceEntry] | None = None,
    ) -> Terminal:
        return Terminal(
            read=self.read,
            say=self.said.append,
            keep=lambda lines: self.kept.append(dict(lines)),
            by="ab",
            today="2026-11-21",
            sources=SOURCES if sources is None else sources,
            typed=typed or {},
        )

    @property
    def all_said(self) -> str:
        return "\n".join(self.said)


def asked(
    *lines: str,
    question: Question = PLAIN,
    earlier: Answer | None = None,
    typed: Mapping[str, Sequence[str]] | None = None,
    **checklist: object,
) -> tuple[Answer | Move, Typist]:
    """Ask one question of a person who types *lines*."""
    typist = Typist(list(lines))
    part = Part("privacy", "1.0.0", a_checklist(question, **checklist))
    item = Item(part, question, 2, 7, earlier)
    return typist.terminal(typed).ask(item), typist


def answered(*lines: str, question: Question = PLAIN) -> Answer:
    """Return the answer of a person who types exactly *lines*."""
    given, typist = asked(*lines, question=question)
    assert isinstance(given, Answer)
    assert typist.lines == []
    return given


# What is shown


def test_a_question_is_shown_with_its_place_and_what_each_answer_means() -> None:
    _, typist = asked(question=WELL_GRADED)
    assert typist.said == [
        "",
        "[2 of 7] Privacy: PRV-01 Title PRV-01, key question",
        "Is it PRV-01?",
        "  y  yes: letters are read",
        "  p  partly",
        "  n  no: nobody reads them",
        "  a  not-applicable",
        "  u  unknown: you cannot tell; you are asked why",
    ]
    assert typist.prompts == ["Answer: "]


def test_an_earlier_answer_is_shown_and_can_be_kept() -> None:
    earlier = an_answer("no", rationale="Nobody may.")
    given, typist = asked(":skip", earlier=earlier)
    assert given is Move.SKIP
    assert "  answered before: no. Nobody may." in typist.all_said


def test_same_gives_the_earlier_answer_again_under_the_name_of_who_says_so() -> None:
    earlier = an_answer("yes", rationale="They may.", by="xy", on="2020-01-01")
    given, _ = asked(":same", earlier=earlier)
    assert given == earlier.model_copy(update={"by": "ab", "on": "2026-11-21"})
    nothing, typist = asked(":same", "n", "", "")
    assert isinstance(nothing, Answer)
    assert "  no answer was given to this question before" in typist.said


# Choices


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        *(("n", "no"), ("N", "no"), ("no", "no"), ("NO", "no"), ("  n  ", "no")),
        *(("u", "unknown"), ("unknown", "unknown"), ("a", "not-applicable")),
        *(("Not-Applicable", "not-applicable"), ("y", "yes"), ("p", "partly")),
    ],
)
def test_an_answer_is_chosen_by_its_letter_or_its_word(typed: str, word: str) -> None:
    question = a_question(worrying="no") if word == "yes" else PLAIN
    rest = {
        "no": ["", ""],
        "yes": ["", ""],
        "unknown": ["1", ""],
        "not-applicable": ["Not here."],
        "partly": ["", "", "1", "1", "1", "direct", "N1", "", ""],
    }
    assert answered(typed, *rest[word], question=question).answer == word


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("1", "text-not-public"),
        ("2", "text-not-read"),
        ("3", "text-ambiguous"),
        ("4", "not-in-this-text"),
        ("5", "depends-on-deployment"),
        ("6", "outside-competence"),
        ("text-not-read", "text-not-read"),
        ("Outside-Competence", "outside-competence"),
    ],
)
def test_why_unknown_is_chosen_by_number_or_word(typed: str, reason: str) -> None:
    given, typist = asked("u", typed, "Nobody had it.")
    assert isinstance(given, Answer)
    assert (given.reason, given.rationale) == (reason, "Nobody had it.")
    assert "  2  text-not-read" in typist.said


@pytest.mark.parametrize("wrong", ["x", "yess", "1", "0", "maybe", "", "y n", "ja"])
def test_what_is_no_answer_is_asked_again_with_what_is_allowed(wrong: str) -> None:
    given, typist = asked(wrong, "n", "", "")
    assert isinstance(given, Answer)
    assert given.answer == "no"
    assert (
        f"  {wrong!r} is none of: y (yes), p (partly), n (no), a (not-applicable), u (unknown)"
        " (:help for more)"
    ) in typist.said
    assert typist.prompts[:2] == ["Answer: ", "Answer: "]


def test_wrong_lines_are_not_kept_once_a_right_one_follows() -> None:
    _, typist = asked("x", "u", "9", "2")
    assert typist.kept[-1] == {"PRV-01": ("u", "2")}


# Words


def test_not_applicable_needs_a_rationale() -> None:
    given, typist = asked("a", "", "   ", "There are no letters.")
    assert given == Answer(
        answer="not-applicable", rationale="There are no letters.", by="ab", on="2026-11-21"
    )
    assert typist.said.count("  this is needed: the rules of the method ask for it") == 2


def test_other_answers_need_no_rationale() -> None:
    assert answered("n", "", "") == Answer(answer="no", by="ab", on="2026-11-21")


def test_a_line_that_ends_in_a_backslash_goes_on_in_the_next() -> None:
    given, typist = asked("a", "There are \\", "  no letters \\", "here.")
    assert isinstance(given, Answer)
    assert given.rationale == "There are no letters here."
    assert typist.prompts[-2:] == ["  … ", "  … "]


def test_a_line_that_goes_on_is_not_lost_where_the_session_is_cut_off() -> None:
    # "Every line that is typed is handed to *keep* at once."
    _, typist = asked("a", "There are \\")
    assert "There are" in str(typist.kept[-1])


def test_evidence_is_asked_for_until_there_is_no_more() -> None:
    given, typist = asked(
        *("n", "Nobody may."),
        *("text", "6.1", "Nobody shall.", "E4"),
        *("A talk", "", "", "e1"),
        "",
    )
    assert isinstance(given, Answer)
    assert [e.model_dump(exclude_unset=True) for e in given.evidence] == [
        {"source": "text", "clause": "6.1", "quote": "Nobody shall.", "strength": "E4"},
        {"source": "A talk", "strength": "E1"},
    ]
    assert typist.prompts.count("Another source (Enter: no more): ") == 2
    assert "  E4  the clause itself, in the edition in force" in typist.said


def test_no_evidence_is_asked_for_where_nothing_was_found() -> None:
    for lines in (["u", "2", ""], ["a", "No."]):
        _, typist = asked(*lines)
        assert not [prompt for prompt in typist.prompts if "ource" in prompt]


# Grades


def test_enter_accepts_the_suggested_grades_and_the_likelihood_that_follows() -> None:
    given, typist = asked("y", "", "", *[""] * 7, question=WELL_GRADED)
    assert isinstance(given, Answer)
    assert given.grades
    assert given.grades.model_dump() == {**SUGGESTED, "likelihood": 3}
    assert given.likelihood_reason == ""
    assert typist.prompts[3:] == [
        "Scale [4]: ",
        "Scope [3]: ",
        "Irremediability [2]: ",
        "Nexus [direct]: ",
        "Force [N3]: ",
        "Documented use of the same capability against people (Enter: none): ",
        "Likelihood [3]: ",
    ]
    assert "  Suggested: Graver in wartime." in typist.said


def test_each_step_of_a_grade_is_shown_with_what_it_means_here() -> None:
    scales = Scales.model_validate({"scale": {"0": "nothing", "4": "ruin"}})
    _, typist = asked("y", "", "", question=WELL_GRADED, scales=scales)
    assert [line for line in typist.said if line[:3] in {"  0", "  1", "  2", "  3", "  4"}] == [
        "  0  nothing",
        "  1",
        "  2",
        "  3",
        "  4  ruin",
    ]


def test_without_suggestions_every_grade_must_be_typed() -> None:
    lines = ["p", "", "", "", "2", "", "3", "", "1", "", "linked", "", "", "", "4", "It is old."]
    given, typist = asked(*lines)
    assert isinstance(given, Answer)
    assert given.grades
    assert given.grades.model_dump() == {
        "scale": 2,
        "scope": 3,
        "irremediability": 1,
        "force": None,
        "likelihood": 4,
        "nexus": "linked",
    }
    assert given.likelihood_reason == "It is old."
    assert "Scale: " in typist.prompts
    assert "Force [none]: " in typist.prompts
    assert "Likelihood: " in typist.prompts


def test_a_documented_use_raises_the_likelihood_that_is_offered() -> None:
    given, typist = asked(
        *("y", "", "", "", "", "", "", "n2"),
        *("It was used against the press.", "", "A report"),
        *("Again in 2011.", "A book"),
        *("", ""),
        question=WELL_GRADED,
    )
    assert isinstance(given, Answer)
    assert [(use.what, use.source) for use in given.documented_use] == [
        ("It was used against the press.", "A report"),
        ("Again in 2011.", "A book"),
    ]
    assert "Likelihood [3]: " in typist.prompts
    assert given.grades
    assert given.grades.likelihood == 3
    assert "  this is needed: the rules of the method ask for it" in typist.said


@pytest.mark.parametrize(("likelihood", "reasoned"), [("", False), ("4", False), ("2", True)])
def test_a_reason_is_asked_for_where_the_likelihood_is_another_one(
    likelihood: str, *, reasoned: bool
) -> None:
    why = ["", "Nobody has built it."] if reasoned else []
    given, typist = asked(
        "y", "", "", "", "", "", "", "N4", "", likelihood, *why, question=WELL_GRADED
    )
    assert isinstance(given, Answer)
    assert given.likelihood_reason == ("Nobody has built it." if reasoned else "")
    assert ("Why likelihood 2: " in typist.prompts) is reasoned
    assert typist.said.count("  this is needed: the rules of the method ask for it") == reasoned


@pytest.mark.parametrize("wrong", ["5", "-1", "N4", "four", "4.0"])
def test_a_grade_that_is_none_is_asked_again(wrong: str) -> None:
    given, typist = asked("y", "", "", wrong, *[""] * 7, question=WELL_GRADED)
    assert isinstance(given, Answer)
    assert f"  {wrong.lower()!r} is none of: 0, 1, 2, 3, 4 (:help for more)" in typist.said


def test_grades_are_asked_only_for_the_worrying_answer_and_for_partly() -> None:
    for worrying, words in (("yes", "yp"), ("no", "np")):
        question = a_question(worrying=worrying)
        for letter in "ypn":
            _, typist = asked(letter, "", "", question=question)
            assert ("Scale: " in typist.prompts) is (letter in words), (worrying, letter)


# Commands


@pytest.mark.parametrize(
    ("typed", "move"),
    [
        (":back", Move.BACK),
        (":skip", Move.SKIP),
        (":stop", Move.STOP),
        (":quit", Move.STOP),
        (":BACK", Move.BACK),
    ],
)
@pytest.mark.parametrize(
    "before",
    [[], ["y"], ["y", "why"], ["y", "why", "text"], ["y", "", "", ""], ["u"], ["a"]],
    ids=["answer", "words", "source", "clause", "grade", "reason", "needed"],
)
def test_words_that_lead_away_work_at_every_prompt(
    typed: str, move: Move, before: list[str]
) -> None:
    given, _ = asked(*before, typed, "n", question=WELL_GRADED)
    assert given is move


def test_the_end_of_the_input_stops_at_every_prompt() -> None:
    for before in ([], ["y"], ["y", "why"], ["y", "why", "text", "1"], ["a", ""], ["u", "x"]):
        assert asked(*before)[0] is Move.STOP


def test_help_tells_every_word() -> None:
    _, typist = asked(":help")
    for word in ("?", ":why", ":source", ":same", ":again", ":back", ":skip", ":stop"):
        assert f"  {word} " in typist.all_said
    assert typist.prompts == ["Answer: ", "Answer: "]


def test_a_question_mark_tells_how_to_find_the_answer() -> None:
    rulings = [
        Ruling(id="R1", on=("PRV-01",), text="Covers count."),
        Ruling(id="R2", on=("PRV-02",), text="Stamps do not."),
    ]
    _, typist = asked("?", question=WELL_GRADED, rulings=rulings)
    for line in (
        "  Why: Letters are private.",
        "  Help: Look for the word open.",
        "  Ruling R1: Covers count.",
        "  Law: ICCPR art. 17",
    ):
        assert line in typist.said
    assert "Stamps" not in typist.all_said


def test_why_tells_what_is_at_stake() -> None:
    _, typist = asked(":why", question=WELL_GRADED)
    assert typist.said[-1] == "  Letters are private."


def test_source_lists_what_is_known() -> None:
    _, typist = asked("n", "", ":source")
    assert typist.said[-2:] == ["  text  The text itself", "  press  A newspaper"]
    assert typist.prompts[-2:] == ["Source (Enter: none): "] * 2
    lonely = Typist([":source"])
    lonely.terminal(sources={}).ask(Item(Part("p", "1.0.0", a_checklist()), PLAIN, 1, 1, None))
    assert lonely.said[-1] == "  none: write the source in words"


def test_again_begins_the_question_with_nothing_filled_in() -> None:
    given, typist = asked("y", "A slip.", ":again", "n", "Meant.", "")
    assert isinstance(given, Answer)
    assert (given.answer, given.rationale) == ("no", "Meant.")
    assert typist.said.count("Is it PRV-01?") == 2
    assert {} in typist.kept


def test_a_word_that_is_no_command_is_not_taken_for_an_answer() -> None:
    given, typist = asked("a", ":stpo", "None here.")
    assert isinstance(given, Answer)
    assert given.rationale == "None here."
    assert "  no command ':stpo'; these are known:" in typist.said


def test_commands_are_not_kept_as_answers() -> None:
    _, typist = asked("y", ":why", "?", ":help", "words", ":source")
    assert typist.kept[-1] == {"PRV-01": ("y", "words")}


# What was typed before


def test_every_line_is_kept_at_once() -> None:
    _, typist = asked("y", "words", "text", "6.1")
    assert typist.kept == [
        {"PRV-01": ("y",)},
        {"PRV-01": ("y", "words")},
        {"PRV-01": ("y", "words", "text")},
        {"PRV-01": ("y", "words", "text", "6.1")},
    ]


def test_kept_lines_are_typed_again_by_the_program() -> None:
    given, typist = asked("", typed={"PRV-01": ("n", "Nobody may.", "text", "", "", "E4")})
    assert isinstance(given, Answer)
    assert (given.answer, given.rationale, given.evidence[0].strength) == (
        *("no", "Nobody may."),
        "E4",
    )
    assert typist.prompts == ["Another source (Enter: no more): "]
    assert "Answer: n" in typist.said
    assert "Why, in plain words: Nobody may." in typist.said


def test_lines_typed_after_the_kept_ones_are_added_to_them() -> None:
    _, typist = asked("more words", typed={"PRV-01": ("n",), "PRV-02": ("u", "1")})
    assert typist.kept == [{"PRV-01": ("n", "more words"), "PRV-02": ("u", "1")}]


def test_a_question_that_is_answered_leaves_nothing_typed() -> None:
    typist = Typist(["n", "", ""])
    terminal = typist.terminal({"PRV-02": ("u",)})
    terminal.ask(Item(Part("p", "1.0.0", a_checklist()), PLAIN, 1, 1, None))
    assert terminal.unfinished == {"PRV-02": ("u",)}


def test_a_question_that_was_left_fills_in_what_was_typed_when_it_is_asked_again() -> None:
    typist = Typist(["y", "words", ":skip", "", "1", "1", "1", "direct", "N1", "", ""])
    terminal = typist.terminal()
    item = Item(Part("p", "1.0.0", a_checklist()), PLAIN, 1, 1, None)
    assert terminal.ask(item) is Move.SKIP
    given = terminal.ask(item)
    assert isinstance(given, Answer)
    assert given.rationale == "words"


def test_again_empties_what_was_typed_before() -> None:
    given, typist = asked(":again", "u", "1", "", typed={"PRV-01": ("n", "Nobody may.")})
    assert isinstance(given, Answer)
    assert given.answer == "unknown"
    assert any(":again empties it" in line for line in typist.said)


def test_kept_lines_that_fit_no_longer_are_asked_again() -> None:
    given, typist = asked("n", "", "", typed={"PRV-01": ("x",)})
    assert isinstance(given, Answer)
    assert "  'x' is none of: " in typist.all_said


# Several questions


def session(
    checklist: Checklist, lines: Sequence[str], start: Assessment | None = None
) -> tuple[Assessment, Typist, list[Assessment]]:
    """Ask a whole checklist; return the assessment, who typed, and what was saved when."""
    typist = Typist(list(lines))
    saved: list[Assessment] = []
    part = Part("privacy", "1.0.0", checklist)
    made = conduct(start or an_assessment(), (part,), None, typist.terminal(), saved.append)
    return made, typist, saved


def test_back_leads_to_the_question_before_and_skip_past_what_is_answered() -> None:
    checklist = a_checklist(*(a_question(f"PRV-0{n}") for n in (1, 2, 3)))
    made, _, saved = session(
        checklist, ["n", "", "", "n", "", "", ":back", "u", "1", "", "n", "Third.", ""]
    )
    assert {name: a.answer for name, a in made.answers.items()} == {
        "PRV-01": "no",
        "PRV-02": "unknown",
        "PRV-03": "no",
    }
    assert len(saved) == 4


def test_what_is_skipped_stays_open_and_is_asked_in_the_next_session() -> None:
    checklist = a_checklist(*(a_question(f"PRV-0{n}") for n in (1, 2)))
    made, _, _ = session(checklist, [":skip", "n", "", ""])
    assert list(made.answers) == ["PRV-02"]
    again, typist, _ = session(checklist, ["u", "1", ""], made)
    assert list(again.answers) == ["PRV-02", "PRV-01"]
    assert typist.said[1].startswith("[1 of 2] Privacy: PRV-01")
