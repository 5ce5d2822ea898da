import pytest

from hria.assess.plan import Applied, Part, Standing
from hria.assess.session import Given, Jump, Move, Noted
from hria.model.standard import Descriptor
from tests.prompt.typist import (
    ASKING,
    DESCRIPTOR,
    GRADED,
    NO,
    PLAIN,
    YES,
    Typist,
    an_item,
    answered,
    asked,
    given,
    lines,
    sat,
    three,
)
from tests.support.builders import (
    a_checklist,
    a_question,
    an_answer,
    an_assessment,
    evidence,
    grades,
)

NOT_ASKED = Applied(Standing.NOT, features=("log",))


# What is shown

# "For each question: where one is …, the question in plain words, `why`, the evidence that the
# descriptor offers for it …, then the answer."


def test_a_question_is_shown_with_its_place_its_why_the_evidence_and_the_answers() -> None:
    question = GRADED.model_copy(update={"features": ("inspect-content",)})
    _, typist = asked(question=question)
    assert typist.said == [
        "",
        "[2 of 7] Privacy: PRV-01 Title PRV-01, key question",
        "  answered 0, open 5",
        "Is it PRV-01?",
        "  Why: Letters are private.",
        "From the descriptor (a number cites it as evidence; check it in the text):",
        (
            "  1  inspect-content, clause 6.1, force N4: the porter opens each letter"
            " [the text specifies it; verified: The text itself]"
        ),
        "  y  yes: letters are read",
        "  p  partly",
        "  n  no: nobody reads them",
        "  a  not-applicable",
        "  u  unknown: you cannot tell; you are asked why",
        (
            "Or: s skip, b back, j jump, l list, h help, o note, c confidential, z undo, q quit;"
            " ? tells all."
        ),
    ]
    assert typist.prompts == ["Answer: "]


def test_the_time_that_is_left_is_told_once_the_pace_is_known() -> None:
    questions = [a_question(f"PRV-0{n}") for n in range(1, 7)]
    _, typist, _ = sat([*NO * 4], *questions, seconds=30.0)
    told = [line for line in typist.said if line.startswith("  answered ")]
    assert told == [
        "  answered 0, open 6",
        "  answered 1, open 5",
        "  answered 2, open 4",
        "  answered 3, open 3; about 4 min left at your pace",
        "  answered 4, open 2; about 3 min left at your pace",
    ]


def test_the_answer_that_stands_is_shown_and_enter_keeps_it() -> None:
    earlier = an_answer("no", rationale="Nobody may.", by="xy")
    way, typist = asked("", earlier=earlier)
    assert way is Move.NEXT
    assert "  the answer is no, by xy. Nobody may." in typist.said
    assert typist.prompts == ["Answer [Enter keeps no]: "]
    assert typist.kept[-1] == {}


def test_a_confidential_answer_is_shown_as_one() -> None:
    said = "  its words are kept out of every output (c changes that)"
    for confidential in (True, False):
        _, typist = asked("", earlier=an_answer("no", confidential=confidential))
        assert (said in typist.said) is confidential


def test_an_answer_that_waits_is_shown_and_can_be_given_again() -> None:
    former = an_answer("no", rationale="Nobody may.")
    way, typist = asked("s", item=an_item(former=former))
    assert way is Move.SKIP
    assert "  answered before: no. Nobody may. (= gives it again; s leaves it)" in typist.said
    assert typist.prompts == ["Answer: "]


@pytest.mark.parametrize("typed", ["=", "same", ":=", ":same"])
def test_same_gives_the_earlier_answer_again_under_the_name_of_who_says_so(typed: str) -> None:
    earlier = an_answer("yes", rationale="They may.", by="xy", on="2020-01-01")
    now = {"by": "ab", "on": "2026-11-21"}
    assert answered(typed, earlier=earlier) == earlier.model_copy(update=now)
    former = earlier.model_copy(update={"under": "privacy@0.9.0"})
    again = answered(typed, item=an_item(former=former))
    assert again == earlier.model_copy(update=now)


def test_same_needs_an_answer_and_grades_where_the_question_asks_for_them() -> None:
    nothing, typist = asked("=", *NO)
    assert isinstance(nothing, Given)
    assert "  no answer was given to this question before" in typist.said
    bare = an_answer("yes", grades=None)
    _, typist = asked("=", item=an_item(former=bare))
    assert typist.said[-1] == (
        "  as the question stands now, that answer needs grades: give it anew"
    )


# "jump to a question" that is not asked: the answer counts.


def test_an_answer_to_a_question_that_is_not_asked_says_that_it_applies() -> None:
    assert answered(*NO, item=an_item(applied=NOT_ASKED)).applies
    earlier = an_answer("no")
    again = answered("=", item=an_item(PLAIN, earlier, applied=NOT_ASKED))
    assert again == earlier.model_copy(update={"applies": True, "by": "ab", "on": "2026-11-21"})
    assert not answered(*NO).applies


def test_an_answer_that_made_its_question_apply_goes_on_doing_so_when_it_is_changed() -> None:
    assert answered(*NO, earlier=an_answer("unknown", applies=True)).applies


def test_a_jump_to_a_question_that_is_not_asked_makes_it_count() -> None:
    questions = [a_question("PRV-01"), a_question("PRV-02", features=["log"])]
    made, typist, _ = sat(["j PRV-02", *NO], *questions, features=frozenset())
    assert made.answers["PRV-02"].applies
    assert "  Not asked: the descriptor names none of log." in typist.said
    back, typist, _ = sat(["b", *NO], *questions, features=frozenset(), start=made)
    assert "[2 of 2] Privacy: PRV-02 Title PRV-02" not in typist.said
    assert list(back.answers) == ["PRV-02", "PRV-01"]


# Commands


@pytest.mark.parametrize(
    ("typed", "move"),
    [
        (":back", Move.BACK),
        (":b", Move.BACK),
        (":skip", Move.SKIP),
        (":s", Move.SKIP),
        (":stop", Move.STOP),
        (":quit", Move.STOP),
        (":BACK", Move.BACK),
        (":j PRV-01", Jump("PRV-01")),
        (":prv-01", Jump("PRV-01")),
    ],
)
@pytest.mark.parametrize(
    "before",
    [
        [],
        ["y"],
        ["y", "why"],
        ["y", "why", "6"],
        ["y", "", "", ""],
        ["u"],
        ["a"],
        YES[:10],
        [*YES[:10], "y"],
        YES[:11],
        [*YES[:11], "y"],
        YES[:12],
    ],
    ids=[
        *("answer", "words", "clause", "quote", "grade", "reason", "needed"),
        *("safeguard", "its words", "ask", "its action", "test"),
    ],
)
def test_words_that_lead_away_work_at_every_prompt(
    typed: str, move: Move | Jump, before: list[str]
) -> None:
    way, _ = asked(*before, typed, "n", question=GRADED)
    assert way == move


@pytest.mark.parametrize(
    ("typed", "move"),
    [
        *(("b", Move.BACK), ("back", Move.BACK), ("s", Move.SKIP), ("skip for now", Move.SKIP)),
        *(("q", Move.STOP), ("quit", Move.STOP), ("jump to PRV-01", Jump("PRV-01"))),
        *(("prv-01", Jump("PRV-01")), ("j prv-01", Jump("PRV-01"))),
    ],
)
def test_at_a_choice_no_colon_is_needed(typed: str, move: Move | Jump) -> None:
    assert asked(typed)[0] == move
    assert asked("u", typed)[0] == move


def test_a_jump_asks_where_to_and_says_what_is_known() -> None:
    way, typist = asked("j", "PRV-01")
    assert way == Jump("PRV-01")
    assert "Question: " in typist.prompts
    _, typist = asked("j PRV-99", "j", "")
    assert "  no question called 'PRV-99' here (known: PRV-01 …; l lists them)" in typist.said


def test_the_end_of_the_input_stops_at_every_prompt() -> None:
    for before in (
        *([], ["y"], ["y", "why"], ["y", "why", "text", "1"], ["a", ""], ["u", "w"]),
        *(["j"], ["o"], ["n", ":edit", "words"], YES[:11], [*YES[:11], "y"]),
    ):
        assert asked(*before, question=GRADED)[0] is Move.STOP


# "Every key is on screen or under `?`."
def test_a_question_mark_tells_how_to_find_the_answer_and_every_key() -> None:
    for before in ([], ["n"], ["u"]):
        _, typist = asked(*before, "?", question=GRADED)
        assert "  Help: Look for the word open." in typist.said
        for word in ("help", "evidence", "skip", "undo", "edit", "quit"):
            assert f"  {word[0]}  {word}: " in typist.all_said or f"  {word}: " in typist.all_said
        assert typist.prompts[-1] == typist.prompts[-2]


@pytest.mark.parametrize("typed", ["h", "help", "why", ":h"])
def test_help_tells_the_law_in_our_words_and_how_others_answered(typed: str) -> None:
    _, typist = asked(typed, question=GRADED)
    for line in (
        "  Why: Letters are private.",
        "  Help: Look for the word open.",
        "  Law: ICCPR art. 17: Nobody's letters are opened.",
        "  Elsewhere: T.2: no (a person answered, draft): none in PRV-01",
    ):
        assert line in typist.said


def test_evidence_shows_all_that_the_descriptor_offers() -> None:
    _, typist = asked("e")
    assert typist.said[-1] == "  The descriptor offers nothing for this question."


def test_source_lists_what_is_known() -> None:
    _, typist = asked("n", "", "6", "", ":source")
    assert typist.said[-2:] == [
        "  text  The text itself (primary)",
        "  press  A newspaper (secondary)",
    ]
    assert typist.prompts[-2:] == ["Source (a key, or words): "] * 2
    bare = Descriptor(designation=DESCRIPTOR.designation, title=DESCRIPTOR.title)
    _, lonely = asked(":d", descriptor=bare)
    assert lonely.said[-1] == "  none: write the source in words"


@pytest.mark.parametrize("typed", [":again", ":r"])
def test_again_begins_the_question_with_nothing_filled_in(typed: str) -> None:
    reply, typist = asked("y", "A slip.", typed, "n", "Meant.", "")
    assert isinstance(reply, Given)
    assert (reply.answer.answer, reply.answer.rationale) == ("no", "Meant.")
    assert typist.said.count("Is it PRV-01?") == 2
    assert {} in typist.kept


def test_commands_are_not_kept_as_answers() -> None:
    _, typist = asked("n", ":why", "?", ":help", "words", ":source", ":l", ":e", ":d")
    assert typist.kept[-1] == {"PRV-01": lines("Answer", "n", "Why, in plain words", "words")}


# "note"


def test_a_note_comes_with_the_answer_or_without_one() -> None:
    assert given("o Ask Ana.", *NO).note == "Ask Ana."
    assert given("n", ":o Ask Ana.", "", "").note == "Ask Ana."
    assert given("o", "Ask Ana.", *NO).note == "Ask Ana."
    assert given(*NO).note is None
    assert asked("o Ask Ana.", "s")[0] == Noted("Ask Ana.", Move.SKIP)
    assert asked("o Ask Ana.")[0] == Noted("Ask Ana.", Move.STOP)
    assert asked("o Ask Ana.", "", earlier=an_answer("no"))[0] == Noted("Ask Ana.", Move.NEXT)


def test_a_note_is_shown_removed_with_a_stroke_and_left_with_enter() -> None:
    item = an_item(notes={"PRV-01": "Ask Ana."})
    reply, typist = asked("o -", *NO, item=item)
    assert isinstance(reply, Given)
    assert reply.note == ""
    assert "  your note: Ask Ana." in typist.said
    assert given("o", "", *NO, item=item).note is None


def test_a_note_that_was_saved_on_the_way_is_not_typed_again_but_its_neighbours_are() -> None:
    typed = ["n", ":o Ask Ana.", ":s", "b", "", ""]
    made, typist, saved = sat(typed, *three())
    assert made.notes == {"PRV-01": "Ask Ana."}
    assert made.answers["PRV-01"].answer == "no"
    assert [dict(kept.notes) for kept in saved] == [{"PRV-01": "Ask Ana."}] * 2
    assert typist.lines == []


# "confidential on or off"


@pytest.mark.parametrize(
    ("typed", "hidden"),
    [
        ([], False),
        (["c"], True),
        (["c on"], True),
        (["confidential off"], False),
        (["c", "c"], False),
        (["c on", "c on"], True),
    ],
)
def test_an_answer_is_kept_out_of_every_output_or_not(typed: list[str], *, hidden: bool) -> None:
    assert answered(*typed, *NO).confidential is hidden


def test_what_is_hidden_stays_so_when_it_is_given_anew_kept_or_given_again() -> None:
    secret = an_answer("no", confidential=True)
    assert answered(*NO, earlier=secret).confidential
    assert answered(*NO, item=an_item(former=secret)).confidential
    assert answered("=", earlier=secret).confidential
    assert asked("", earlier=secret)[0] is Move.NEXT
    assert not answered("c off", *NO, earlier=secret).confidential
    assert not answered("c off", "=", earlier=secret).confidential


def test_enter_after_a_mark_changes_only_who_may_see_the_answer() -> None:
    earlier = an_answer("no", rationale="So.", by="xy", on="2020-01-01", evidence=(evidence(),))
    changed = given("c on", "", earlier=earlier)
    assert changed.answer == earlier.model_copy(update={"confidential": True})
    assert (changed.way, changed.by) == (Move.NEXT, "ab")


def test_a_mark_is_filled_in_again_after_a_cut_and_taken_back_by_undo() -> None:
    _, typist = asked("n", ":c on")
    assert typist.kept[-1] == {"PRV-01": lines("Answer", "n", "confidential", "on")}
    assert answered("", "", typed=typist.kept[-1]).confidential
    assert not answered(":z", "", "", typed=typist.kept[-1]).confidential


# "undo"


def test_undo_takes_back_the_last_line_and_then_the_one_before() -> None:
    reply, typist = asked("y", "A slip.", ":z", ":undo", "n", "Meant.", "")
    assert isinstance(reply, Given)
    assert (reply.answer.answer, reply.answer.rationale) == ("no", "Meant.")
    assert typist.kept[:4] == [
        {"PRV-01": lines("Answer", "y")},
        {"PRV-01": lines("Answer", "y", "Why, in plain words", "A slip.")},
        {"PRV-01": lines("Answer", "y")},
        {},
    ]


def test_undo_takes_back_a_note_as_it_takes_back_a_line() -> None:
    assert given("n", ":o Hm.", ":z", "", "").note is None
    assert given("o Hm.", "n", ":z", "z", *NO).note is None
    assert given("o Hm.", "n", ":z", *NO).note == "Hm."


def test_undo_takes_back_the_last_piece_of_a_line_that_goes_on() -> None:
    assert answered("n", "One \\", "twe", ":z", "two", "").rationale == "One two"


def test_undo_at_the_first_line_leads_out_of_the_question() -> None:
    assert asked("z")[0] is Move.UNDO
    assert asked("n", ":z", "z")[0] is Move.UNDO


# "Undo goes back through the whole sitting."
def test_undo_fills_in_the_lines_of_the_answer_before_but_the_last() -> None:
    made, typist, _ = sat([*NO, "z", ":z", "Nobody may.", "", "u", "1", ""], *three())
    assert {n: (a.answer, a.rationale) for n, a in made.answers.items()} == {
        "PRV-01": ("no", "Nobody may."),
        "PRV-02": ("unknown", ""),
    }
    assert "  what was given to PRV-01 is taken back" in typist.said
    assert typist.lines == []


def test_undo_goes_back_to_the_very_first_line_of_the_sitting() -> None:
    made, typist, _ = sat([*NO, "n", "Why.", "", *["z", ":z", ":z", ":z"] * 2, "z"], *three())
    assert made.answers == {}
    assert typist.said.count("  nothing is left to take back in this sitting") == 1


def test_undo_brings_back_each_of_two_answers_to_the_same_question() -> None:
    typed = [*NO, "b", "u", "2", "Why.", "z", ":z", ":z"]
    made, typist, _ = sat(typed, *three())
    assert made.answers["PRV-01"].answer == "no"
    assert typist.prompts[-1] == "Answer [Enter keeps no]: "
    made, typist, _ = sat([*typed, ":z", ":z", "So.", ""], *three())
    assert made.answers["PRV-01"].rationale == "So."
    assert typist.lines == []


def test_undo_across_a_note_takes_back_the_note_alone() -> None:
    typed = [*NO, "b", "o Hm.", "", "z", "z", "z", ":z", ":z", *NO]
    made, _, _ = sat(typed[:6], *three())
    assert (made.notes, list(made.answers)) == ({"PRV-01": "Hm."}, ["PRV-01"])
    made, typist, _ = sat([*typed[:6], "z", "z"], *three())
    assert (dict(made.notes), list(made.answers)) == ({}, ["PRV-01"])
    assert typist.lines == []


def test_undo_across_a_note_keeps_what_was_typed_before_it() -> None:
    made, typist, _ = sat(["n", ":o Hm.", ":s", "z", "Nobody may.", ""], *three())
    assert made.answers["PRV-01"].rationale == "Nobody may."
    assert made.notes == {}
    assert typist.lines == []


def test_what_is_undone_is_kept_for_the_next_sitting_at_once() -> None:
    _, typist, _ = sat(["n", "Why.", "", "z"], *three())
    assert typist.kept[-1] == {"PRV-01": lines("Answer", "n", "Why, in plain words", "Why.")}


# What was typed before


def test_every_line_is_kept_at_once() -> None:
    _, typist = asked("n", "words", "6.1", "few")
    steps = lines(
        *("Answer", "n", "Why, in plain words", "words"),
        *("Clause", "6.1", "Quote, at most 25 words", "few"),
    )
    assert typist.kept == [{"PRV-01": steps[:n]} for n in (1, 2, 3, 4)]


def test_kept_lines_are_filled_in_by_the_program() -> None:
    kept = lines(
        *("Answer", "n", "Why, in plain words", "Nobody may."),
        *("Clause", "6.1", "Quote, at most 25 words", ""),
        *("Source (a key, or words)", "text", "Strength", "E4"),
    )
    reply, typist = asked("", typed={"PRV-01": kept})
    assert isinstance(reply, Given)
    assert (reply.answer.answer, reply.answer.rationale) == ("no", "Nobody may.")
    assert reply.answer.evidence[0].strength == "E4"
    assert typist.prompts == ["Another clause (-: none; Enter: no more): "]
    assert "Answer: n" in typist.said
    assert "Why, in plain words (Enter: none): Nobody may." in typist.said
    assert any(":again empties it" in line for line in typist.said)


@pytest.mark.parametrize("cut", range(1, 30))
def test_a_question_that_is_cut_off_anywhere_gives_the_same_in_two_sittings(cut: int) -> None:
    question = ASKING.model_copy(update={"features": ("inspect-content",)})
    whole = [
        *("y", "They may.", "1", "Each letter.", "", "E4", "7", "", "", "", ""),
        *("", "2", "", "", "", "It was used.", "A report", "", ""),
        *("y", "Sealed.", "", "", "y", "y", "n", ""),
        *("y", "", "", "", "", "", "", "f", "So.", *[""] * 6),
    ]
    once = given(*whole, question=question)
    way, first = asked(*whole[:cut], question=question)
    assert way is Move.STOP
    again, typist = asked(*whole[cut:], question=question, typed=first.kept[-1])
    assert again == once
    assert typist.lines == []


def test_lines_typed_after_the_kept_ones_are_added_to_them() -> None:
    other = lines("Answer", "u", "Why unknown", "1")
    _, typist = asked("more", typed={"PRV-01": lines("Answer", "n"), "PRV-02": other})
    assert typist.kept == [
        {"PRV-01": lines("Answer", "n", "Why, in plain words", "more"), "PRV-02": other}
    ]


def test_a_question_that_is_answered_leaves_nothing_typed() -> None:
    typist = Typist([*NO])
    terminal = typist.terminal({"PRV-02": lines("Answer", "u")})
    terminal.ask(an_item())
    assert terminal.unfinished == {"PRV-02": lines("Answer", "u")}


def test_a_question_that_was_left_fills_in_what_was_typed_when_it_is_asked_again() -> None:
    typist = Typist(["n", "words", ":skip", ""])
    terminal = typist.terminal()
    assert terminal.ask(an_item()) is Move.SKIP
    reply = terminal.ask(an_item())
    assert isinstance(reply, Given)
    assert reply.answer.rationale == "words"


def test_again_empties_what_was_typed_before() -> None:
    kept = {"PRV-01": lines("Answer", "n", "Why, in plain words", "Nobody may.")}
    assert answered(":again", "u", "1", "", typed=kept).answer == "unknown"


def test_kept_lines_that_fit_no_longer_are_asked_again() -> None:
    reply, typist = asked(*NO, typed={"PRV-01": lines("Answer", "w")})
    assert isinstance(reply, Given)
    assert "  'w' is none of: " in typist.all_said


# Several questions


def test_back_leads_to_the_question_before_and_skip_past_what_is_answered() -> None:
    typed = [*NO, *NO, "back", "u", "1", "", "n", "Third.", ""]
    made, _, saved = sat(typed, *three())
    assert {name: a.answer for name, a in made.answers.items()} == {
        "PRV-01": "no",
        "PRV-02": "unknown",
        "PRV-03": "no",
    }
    assert len(saved) == 4


def test_what_is_skipped_stays_open_and_is_asked_in_the_next_session() -> None:
    made, _, _ = sat(["s", *NO], *three()[:2])
    assert list(made.answers) == ["PRV-02"]
    again, typist, _ = sat(["u", "1", ""], *three()[:2], start=made)
    assert list(again.answers) == ["PRV-02", "PRV-01"]
    assert typist.said[1].startswith("[1 of 2] Privacy: PRV-01")


def test_a_question_of_another_right_is_reached_by_its_id() -> None:
    other = Part("expression", "1.0.0", a_checklist(a_question("EXP-01"), title="Expression"))
    made, _, _ = sat(["exp-01", *NO, "", "q"], *three(), more=(other,))
    assert list(made.answers) == ["EXP-01"]


# The end


def test_past_the_last_question_commands_still_work_and_enter_ends() -> None:
    start = an_assessment({"PRV-01": an_answer("no")})
    typed = ["?", "w", "o", "c", "r", "=", "l", "m", "z", "b", "", ""]
    made, typist, saved = sat(typed, a_question(), start=start)
    assert (made, saved) == (start, [])
    assert typist.lines == []
    assert "  'w' is no command; ? lists those there are" in typist.said
    assert "  nothing is left to take back in this sitting" in typist.said


@pytest.mark.parametrize("typed", [["q"], ["s"], [], ["quit"]])
def test_past_the_last_question_quit_and_the_end_of_the_input_end_too(typed: list[str]) -> None:
    start = an_assessment({"PRV-01": an_answer("no")})
    assert sat(typed, a_question(), start=start)[0] == start


# "the second is told, can read, cannot write"


def test_somebody_who_only_reads_goes_through_and_changes_nothing() -> None:
    earlier = an_answer("yes", grades=grades(likelihood=4))
    typed = ["o Hm.", "c", "=", "r", "z", "edit", "n", "y", "", "h", "?", "l", "b"]
    typist = Typist(list(typed))
    terminal = typist.terminal({}, (an_item().part,), reading=True)
    item = an_item(PLAIN, earlier)
    assert terminal.ask(item) is Move.NEXT
    assert (
        typist.said.count("  nothing can be answered here: another sitting is writing this file")
        == 8
    )
    assert terminal.ask(item) is Move.BACK
    assert typist.kept == []


def test_the_words_of_a_prompt_are_offered_to_be_completed() -> None:
    _, typist = asked("u", "1")
    assert "not-applicable" in typist.offered[0]
    assert "text-not-read" in typist.offered[1]


# "what a machine answered is never shown as a person's judgement"
def test_a_machines_answer_is_said_to_be_one_and_is_not_given_again_by_a_person() -> None:
    machine = {"id": "m1", "kind": "machine"}
    earlier = an_answer("no", by="m1", rationale="No clause does.")
    given, typist = asked("=", "", item=an_item(earlier=earlier, assessors=(machine,)))
    assert given is Move.NEXT
    assert "  the answer is no, by m1, a machine. No clause does." in typist.said
    assert "a machine gave that answer" in typist.all_said
