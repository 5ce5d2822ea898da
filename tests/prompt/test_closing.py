from hria.assess.plan import Part
from hria.assess.session import Closing, Move, Way
from hria.model.assessment import Assessment, Enabling, Escalation
from hria.prompt.closing import summary
from tests.prompt.typist import NO, Typist, lines, sat
from tests.support.builders import a_checklist, a_question, an_answer, an_ask, an_assessment, grades

IDS = ("PRV-01", "PRV-02", "PRV-03")
PART = Part("privacy", "1.0.0", a_checklist(*(a_question(name) for name in IDS)))
GAIN = Enabling(right="privacy", text="Letters are sealed.", source="text")
HIGH = an_answer("yes", grades=grades(scale=3, scope=3, irremediability=3))


def closed(
    *typed: str, assessment: Assessment, kept: dict[str, tuple[tuple[str, str], ...]] | None = None
) -> tuple[Closing | Way, Typist]:
    """Close the right of a person who types *typed*."""
    typist = Typist(list(typed))
    return typist.terminal(kept, (PART,)).close(PART, assessment), typist


def all_answered(answer: str = "no", **more: object) -> Assessment:
    """Return an assessment in which every question has an answer."""
    given = HIGH if answer == "high" else an_answer("no")
    return an_assessment(dict.fromkeys(IDS, given), **more)


def test_enter_says_that_the_text_makes_nothing_possible() -> None:
    closing, typist = closed("", assessment=all_answered())
    assert closing == Closing()
    assert typist.prompts == ["What does the text make possible for this right (Enter: nothing): "]
    assert "Privacy: every question that applies has an answer." in typist.said


def test_good_effects_are_given_with_their_source() -> None:
    closing, _ = closed("Letters are sealed.", "", "text", "", assessment=all_answered())
    assert closing == Closing((GAIN,))


def test_good_effects_that_are_there_already_are_shown() -> None:
    _, typist = closed("", assessment=all_answered(enabling=(GAIN,)))
    assert "  A good effect is recorded: Letters are sealed." in typist.said


# METHOD: three or more high findings together may be critical, with a written reason.
def test_a_reason_to_raise_the_result_is_asked_for_where_three_findings_are_high() -> None:
    closing, typist = closed("", "They meet.", assessment=all_answered("high"))
    why = Escalation(right="privacy", reason="They meet.")
    assert closing == Closing(escalations=(why,))
    assert "  3 findings are high: PRV-01, PRV-02, PRV-03." in typist.all_said
    assert closed("", "", assessment=all_answered("high"))[0] == Closing()
    assert closed("", assessment=all_answered("high", escalations=(why,)))[0] == Closing()
    _, calm = closed("", assessment=all_answered())
    assert len(calm.prompts) == 1


def test_a_closing_that_was_cut_off_is_filled_in_again() -> None:
    way, typist = closed("Letters are sealed.", assessment=all_answered())
    assert way is Move.STOP
    kept = lines("What does the text make possible for this right", "Letters are sealed.")
    assert typist.kept[-1] == {"privacy": kept}
    assert typist.terminal(typist.kept[-1], (PART,)).unclosed == {"privacy"}
    closing, _ = closed("text", "", assessment=all_answered(), kept={"privacy": kept})
    assert closing == Closing((GAIN,))


def test_undo_in_a_closing_takes_back_the_last_line() -> None:
    closing, _ = closed(
        "Seald.", ":z", "Letters are sealed.", "text", "", assessment=all_answered()
    )
    assert closing == Closing((GAIN,))


def test_a_closing_leaves_nothing_to_be_filled_in_in_the_next_sitting() -> None:
    _, typist = closed("", assessment=all_answered())
    assert typist.kept[-1] == {}


def test_a_note_or_a_mark_belongs_to_a_question_and_not_to_a_closing() -> None:
    closing, typist = closed(":o Hm.", ":c", ":=", "", assessment=all_answered())
    assert closing == Closing()
    assert "  a note belongs to a question" in typist.said
    assert "  that belongs to a question" in typist.said


def test_a_whole_sitting_closes_the_right_shows_the_summary_and_ends_with_enter() -> None:
    questions = [a_question(name) for name in IDS]
    typed = [*NO, *NO, *NO, "Letters are sealed.", "text", "", ""]
    made, typist, saved = sat(typed, *questions)
    assert made.enabling == (GAIN,)
    assert saved[-1] == made
    assert typist.lines == []
    assert typist.prompts[-1] == "Enter ends here (b back, z undo, j PRV-05, l list): "


def test_undo_goes_back_through_the_closing() -> None:
    questions = [a_question(name) for name in IDS]
    closing = ["Letters are seald.", "text", ""]
    typed = [*NO, *NO, *NO, *closing, "z", *[":z"] * 2, "Letters are sealed.", "text", "", ""]
    made, typist, _ = sat(typed, *questions)
    assert made.enabling == (GAIN,)
    assert typist.lines == []
    gone = [*NO, *NO, *NO, *closing, "z", *[":z"] * 5, "u", "1", "", "", ""]
    made, typist, _ = sat(gone, *questions)
    assert (made.enabling, made.answers["PRV-03"].answer) == ((), "unknown")
    assert typist.lines == []


# The summary


def test_the_summary_tells_each_result_its_range_and_what_is_worst() -> None:
    assessment = an_assessment({"PRV-01": HIGH, "PRV-02": an_answer("unknown")})
    told = list(summary(assessment, (PART,), None))
    [row] = [line for line in told if line.startswith("  Privacy: ")]
    assert "high" in row
    assert "answered 1 of 3" in row
    assert "    high: PRV-01 Title PRV-01" in told
    assert any("fewer than six in ten" in line for line in told)


def test_the_summary_tells_which_key_questions_are_unknown() -> None:
    part = Part("privacy", "1.0.0", a_checklist(a_question(gate=True)))
    told = list(summary(an_assessment({"PRV-01": an_answer("unknown")}), (part,), None))
    assert any("key questions are unknown: PRV-01" in line for line in told)


def test_the_summary_tells_which_asks_matter() -> None:
    assessment = an_assessment({"PRV-01": HIGH}, asks=(an_ask("A1"),))
    told = list(summary(assessment, (PART,), None))
    assert "Which asks matter" in told
    assert any("A1" in line for line in told)
    assert "Which asks matter" not in list(summary(an_assessment({}), (PART,), None))


def test_the_summary_says_where_no_ask_changes_a_result() -> None:
    assessment = an_assessment({"PRV-01": an_answer("no")}, asks=(an_ask("A1"),))
    *_, head, told = summary(assessment, (PART,), None)
    assert head == "Which asks matter"
    assert told == "  As the answers stand, no ask brings a result below another level."


# The rule: "which open questions would narrow the range most (rank them)".
def test_the_summary_ranks_the_open_questions_and_names_those_that_hold_the_range_together() -> (
    None
):
    part = Part(
        "privacy",
        "1.0.0",
        a_checklist(
            a_question("PRV-01", max_severity=2),
            *(a_question(name, gate=name == "PRV-03") for name in ("PRV-02", "PRV-03")),
            *(a_question(name, max_severity=1) for name in ("PRV-04", "PRV-05")),
        ),
    )
    said = list(summary(an_assessment(), (part,), None))
    start = said.index("Which open questions matter most (l lists all)")
    assert said[start + 1 : start + 7] == [
        "  PRV-03 Title PRV-03: unanswered; it may be critical; a key question",
        "  PRV-02 Title PRV-02: unanswered; it may be critical",
        "  PRV-01 Title PRV-01: unanswered; it may be moderate",
        "  PRV-04 Title PRV-04: unanswered; it may be moderate",
        "  Privacy: 1 more",
        "  Only together do these hold the range at critical: PRV-03, PRV-02",
    ]


def test_what_alone_holds_the_range_is_named_with_where_the_range_would_end() -> None:
    weak = an_assessment({"PRV-01": an_answer("no"), "PRV-02": an_answer("no")})
    said = list(summary(weak, (PART,), None))
    assert "  PRV-03 Title PRV-03: unanswered; without it the range ends at none" in said
