import pytest

from hria.assess.session import Given
from hria.model.assessment import Use
from hria.model.checklist import Scales
from hria.model.grades import Level
from hria.prompt.grading import basis_of, comes_to
from tests.prompt.typist import GRADED, SUGGESTED, an_item, asked
from tests.support.builders import a_question, an_answer, evidence, grades

AFTER = ["", "", *[""] * 7]
"""No safeguard, no ask, no test."""


def typed_grades(*typed: str) -> list[str]:
    """Return an adverse answer with the grades *typed*."""
    return ["y", "", "", *typed, *AFTER]


# "adverse answers ask for the grades one by one with their anchors for that right, the suggestion
# preset"


def test_enter_accepts_the_suggested_grades_and_the_likelihood_that_follows() -> None:
    given, typist = asked(*typed_grades(*[""] * 7), question=GRADED)
    assert isinstance(given, Given)
    assert given.answer.grades
    assert given.answer.grades.model_dump() == {**SUGGESTED, "likelihood": 3}
    assert given.answer.likelihood_reason == ""
    assert typist.prompts[3:10] == [
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
    _, typist = asked("y", "", "", question=GRADED, scales=scales)
    assert [line for line in typist.said if line[:3] in {"  0", "  1", "  2", "  3", "  4"}] == [
        "  0  nothing",
        "  1",
        "  2",
        "  3",
        "  4  ruin",
    ]


def test_without_suggestions_every_grade_must_be_typed() -> None:
    given, typist = asked(
        *("p", "", ""),
        *("", "2", "", "3", "", "1", "", "linked", "", "", "", "4", "It is old."),
        *("", ""),
    )
    assert isinstance(given, Given)
    assert given.answer.grades
    assert given.answer.grades.model_dump() == {
        "scale": 2,
        "scope": 3,
        "irremediability": 1,
        "force": None,
        "likelihood": 4,
        "nexus": "linked",
    }
    assert given.answer.likelihood_reason == "It is old."
    assert "Scale: " in typist.prompts
    assert "Force [none]: " in typist.prompts
    assert "Likelihood: " in typist.prompts


@pytest.mark.parametrize("typed", ["2", "contributory", "Contributory"])
def test_the_nexus_has_numbers_because_its_letters_are_commands(typed: str) -> None:
    given, typist = asked(*typed_grades("", "", "", typed, "", "", ""), question=GRADED)
    assert isinstance(given, Given)
    assert given.answer.grades
    assert given.answer.grades.nexus == "contributory"
    assert "  2  contributory" in typist.said


def test_the_force_of_the_capability_that_is_cited_is_preset() -> None:
    question = a_question(grades=SUGGESTED, features=["inspect-content"])
    _, typist = asked("y", "", "1", "", "", "E4", "", "", "", "", "", question=question)
    assert typist.prompts[-1] == "Force [N4]: "


def test_the_grades_of_the_answer_before_are_preset() -> None:
    earlier = an_answer(
        "yes",
        grades=grades(scale=2, scope=1, force=None, likelihood=3, nexus="linked"),
        evidence=(),
        likelihood_reason="Seen often.",
    )
    given, typist = asked(*typed_grades(*[""] * 8), question=GRADED, earlier=earlier)
    assert isinstance(given, Given)
    assert given.answer.grades == earlier.grades
    assert given.answer.likelihood_reason == "Seen often."
    assert "Force [none]: " in typist.prompts


def test_a_likelihood_of_ones_own_stays_only_while_what_it_departs_from_stays() -> None:
    earlier = an_answer("yes", grades=grades(likelihood=1), likelihood_reason="Rare.", evidence=())
    for force, offered in (("N4", "1"), ("N2", "2")):
        typed = ["y", "", "", "", "", "", "", force, ""]
        _, typist = asked(*typed, question=GRADED, earlier=earlier)
        assert typist.prompts[-1] == f"Likelihood [{offered}]: "


def test_a_documented_use_raises_the_likelihood_that_is_offered() -> None:
    given, typist = asked(
        *typed_grades(
            *("", "", "", "", "n2"),
            *("It was used against the press.", "", "A report"),
            *("Again in 2011.", "A book"),
            *("", ""),
        ),
        question=GRADED,
    )
    assert isinstance(given, Given)
    assert [(use.what, use.source) for use in given.answer.documented_use] == [
        ("It was used against the press.", "A report"),
        ("Again in 2011.", "A book"),
    ]
    assert "Likelihood [3]: " in typist.prompts
    assert given.answer.grades
    assert given.answer.grades.likelihood == 3
    assert "  this is needed: the rules of the method ask for it" in typist.said


def test_a_documented_use_of_the_answer_before_is_kept() -> None:
    use = Use(what="It was used.", source="A report")
    earlier = an_answer("yes", documented_use=(use,), evidence=())
    for typed, kept in (("", (use,)), ("n", ())):
        given, typist = asked(
            *typed_grades("", "", "", "", "", typed, "", ""), question=GRADED, earlier=earlier
        )
        assert isinstance(given, Given)
        assert given.answer.documented_use == kept
        assert "  It was used. (A report)" in typist.said


@pytest.mark.parametrize(("likelihood", "reasoned"), [("", False), ("4", False), ("2", True)])
def test_a_reason_is_asked_for_where_the_likelihood_is_another_one(
    likelihood: str, *, reasoned: bool
) -> None:
    why = ["", "Nobody has built it."] if reasoned else []
    given, typist = asked(
        *typed_grades("", "", "", "", "N4", "", likelihood, *why), question=GRADED
    )
    assert isinstance(given, Given)
    assert given.answer.likelihood_reason == ("Nobody has built it." if reasoned else "")
    assert ("Why likelihood 2: " in typist.prompts) is reasoned
    assert typist.said.count("  this is needed: the rules of the method ask for it") == reasoned


@pytest.mark.parametrize("wrong", ["5", "-1", "N4", "four", "4.0"])
def test_a_grade_that_is_none_is_asked_again(wrong: str) -> None:
    given, typist = asked(*typed_grades(wrong, *[""] * 7), question=GRADED)
    assert isinstance(given, Given)
    assert f"  {wrong!r} is none of: 0, 1, 2, 3, 4 (? for more)" in typist.said


def test_grades_are_asked_only_for_the_worrying_answer_and_for_partly() -> None:
    for worrying, words in (("yes", "yp"), ("no", "np")):
        question = a_question(worrying=worrying)
        for letter in "ypn":
            _, typist = asked(letter, "", "", question=question)
            assert ("Scale: " in typist.prompts) is (letter in words), (worrying, letter)


# "and show at once what level they give and why"


def test_what_the_grades_come_to_is_shown_at_once_with_each_step() -> None:
    _, typist = asked(*typed_grades(*[""] * 7), question=GRADED)
    [told] = [line for line in typist.said if "This comes to" in line]
    assert told.startswith(
        "  This comes to: critical, because force N3 starts the likelihood at 3;"
        " scale 4 gives severity 4; severity 4 and likelihood 3 give critical."
    )
    assert "no evidence of E2 or better" in told


@pytest.mark.parametrize(
    ("answer", "level", "severity", "said"),
    [
        (an_answer("yes", grades=grades(likelihood=4)), Level.CRITICAL, 4, "likelihood 4 give"),
        (
            an_answer("yes", grades=grades(likelihood=4, nexus="contributory")),
            *(Level.HIGH, 4, "a contributory finding is at most high"),
        ),
        (
            an_answer("yes", grades=grades(likelihood=4, nexus="linked")),
            *(Level.CRITICAL, 4, "it needs something outside the text"),
        ),
        (
            an_answer("yes", grades=grades(likelihood=1), likelihood_reason="Rare."),
            *(Level.HIGH, 4, "you set the likelihood to 1"),
        ),
        (
            an_answer("yes", grades=grades(likelihood=4, scale=0)),
            *(Level.NONE, 0, "scale 0 gives severity 0"),
        ),
        (
            an_answer("yes", grades=grades(likelihood=4), evidence=(evidence("E1"),)),
            *(Level.CRITICAL, 4, "no evidence of E2 or better"),
        ),
    ],
)
def test_what_an_answer_comes_to_is_told_with_its_reason(
    answer: object, level: Level, severity: int, said: str
) -> None:
    found = comes_to(an_item(), answer)  # type: ignore[arg-type]
    assert found[:2] == (level, severity)
    assert said in found[2]


def test_a_finding_without_grades_has_no_basis() -> None:
    with pytest.raises(ValueError, match="PRV-01: an adverse answer without grades"):
        basis_of(an_item(), an_answer("yes", grades=None))
