from collections.abc import Callable, Iterable, Mapping, Sequence

import pytest

from hria.assess.plan import Part, Standing
from hria.assess.session import Closing, Given, Jump, Move, Noted, Session, Way, record
from hria.model.assessment import Answer, Assessment, Enabling, Escalation
from tests.support.askers import Reply, Scripted
from tests.support.builders import (
    a_part,
    a_question,
    a_safeguard,
    an_answer,
    an_ask,
    an_assessment,
)

NO = an_answer("no")
YES = an_answer("yes")
UNKNOWN = an_answer("unknown")
PART = a_part(a_question("PRV-01"), a_question("PRV-02"), a_question("PRV-03"))
DONE = {"PRV-01": NO, "PRV-02": NO, "PRV-03": NO}
GAIN = Enabling(right="privacy", text="Letters are sealed.", source="text")


class Held:
    """A session that was held, with everything that was asked and kept."""

    def __init__(  # noqa: PLR0913 - each test names the few it needs
        self,
        *replies: Reply,
        given: Mapping[str, Answer] | None = None,
        parts: tuple[Part, ...] = (PART,),
        features: frozenset[str] | None = None,
        waiting: Sequence[object] = (),
        closings: Iterable[Closing | Way] = (),
        rests: Iterable[Way] = (),
        unclosed: Iterable[str] = (),
        start: str | None = None,
        now: Callable[[], str | None] = lambda: None,
    ) -> None:
        self.kept: list[Assessment] = []
        self.asker = Scripted(replies, closings, rests, unclosed)
        assessment = an_assessment(given, to_confirm=waiting)
        session = Session(assessment, parts, features, self.asker, self._keep, now)
        self.result = session.hold(start)

    def _keep(self, assessment: Assessment) -> Assessment:
        self.kept.append(assessment)
        return assessment

    @property
    def asked(self) -> list[str]:
        return [item.question.id for item in self.asker.asked]

    @property
    def words(self) -> dict[str, str]:
        return {name: answer.answer for name, answer in self.result.answers.items()}


# Going through


def test_every_open_question_is_asked_once_in_order() -> None:
    held = Held(NO, YES, UNKNOWN)
    assert held.asked == ["PRV-01", "PRV-02", "PRV-03"]
    assert dict(held.result.answers) == {"PRV-01": NO, "PRV-02": YES, "PRV-03": UNKNOWN}


def test_an_answered_question_is_not_asked_again() -> None:
    held = Held(YES, given={"PRV-01": NO, "PRV-03": UNKNOWN})
    assert held.asked == ["PRV-02"]
    assert dict(held.result.answers) == {"PRV-01": NO, "PRV-02": YES, "PRV-03": UNKNOWN}


def test_nothing_is_asked_or_kept_where_nothing_is_open() -> None:
    given = {"PRV-01": NO, "PRV-02": NO, "PRV-03": NO}
    held = Held(given=given)
    assert held.asked == []
    assert held.kept == []
    assert held.result == an_assessment(given)


def test_only_questions_that_apply_are_asked() -> None:
    part = a_part(a_question("PRV-01", features=["log"]), a_question("PRV-02"))
    assert Held(NO, parts=(part,), features=frozenset()).asked == ["PRV-02"]
    assert Held(NO, NO, parts=(part,), features=frozenset({"log"})).asked == ["PRV-01", "PRV-02"]


# "every answer is on disk before the next question shows"
def test_each_answer_is_kept_as_soon_as_it_is_given() -> None:
    held = Held(NO, YES, Move.STOP)
    assert [list(kept.answers) for kept in held.kept] == [["PRV-01"], ["PRV-01", "PRV-02"]]
    assert held.kept[-1] == held.result
    assert [list(item.assessment.answers) for item in held.asker.asked] == [
        [],
        ["PRV-01"],
        ["PRV-01", "PRV-02"],
    ]


def test_stopping_keeps_what_was_given() -> None:
    held = Held(NO, Move.STOP)
    assert held.asked == ["PRV-01", "PRV-02"]
    assert list(held.result.answers) == ["PRV-01"]


def test_a_skipped_question_stays_open() -> None:
    held = Held(Move.SKIP, NO, Move.SKIP)
    assert held.asked == ["PRV-01", "PRV-02", "PRV-03"]
    assert list(held.result.answers) == ["PRV-02"]


def test_a_session_begins_where_it_is_told_to() -> None:
    held = Held(YES, NO, given={"PRV-02": NO}, start="PRV-02")
    assert held.asked == ["PRV-02", "PRV-03"]
    assert held.result.answers["PRV-02"] == YES


# Going elsewhere


def test_going_back_asks_the_question_before_again_with_its_answer() -> None:
    held = Held(NO, Move.BACK, YES, UNKNOWN, NO)
    assert held.asked == ["PRV-01", "PRV-02", "PRV-01", "PRV-02", "PRV-03"]
    assert [item.earlier for item in held.asker.asked] == [None, None, NO, None, None]
    assert held.result.answers["PRV-01"] == YES


def test_going_back_reaches_an_answer_of_an_earlier_session() -> None:
    held = Held(Move.BACK, YES, NO, NO, given={"PRV-01": NO})
    assert held.asked == ["PRV-02", "PRV-01", "PRV-02", "PRV-03"]
    assert held.asker.asked[1].earlier == NO
    assert held.result.answers["PRV-01"] == YES


def test_skipping_an_answered_question_keeps_its_answer() -> None:
    held = Held(NO, Move.BACK, Move.SKIP, YES, NO)
    assert held.asked == ["PRV-01", "PRV-02", "PRV-01", "PRV-02", "PRV-03"]
    assert held.result.answers["PRV-01"] == NO
    assert len(held.kept) == 3


def test_next_leads_to_the_question_after_answered_or_not_and_skip_to_one_that_is_open() -> None:
    given = {"PRV-02": NO}
    assert Held(Move.NEXT, Move.NEXT, given=given).asked == ["PRV-01", "PRV-02", "PRV-03"]
    assert Held(Move.SKIP, Move.SKIP, given=given).asked == ["PRV-01", "PRV-03"]


def test_there_is_nothing_before_the_first_question() -> None:
    held = Held(Move.BACK, Move.BACK, NO, Move.STOP)
    assert held.asked == ["PRV-01", "PRV-01", "PRV-01", "PRV-02"]


def test_going_back_crosses_from_one_checklist_to_the_one_before() -> None:
    other = a_part(a_question("EXP-01"), right="expression")
    first = a_part(a_question("PRV-01"))
    held = Held(NO, Move.BACK, YES, NO, parts=(first, other))
    assert [(item.part.right, item.question.id) for item in held.asker.asked] == [
        ("privacy", "PRV-01"),
        ("expression", "EXP-01"),
        ("privacy", "PRV-01"),
        ("expression", "EXP-01"),
    ]


def test_going_back_goes_back_by_one_question() -> None:
    held = Held(NO, NO, Move.BACK, Move.BACK, YES, Move.STOP)
    assert held.asked == ["PRV-01", "PRV-02", "PRV-03", "PRV-02", "PRV-01", "PRV-03"]
    assert dict(held.result.answers) == {"PRV-01": YES, "PRV-02": NO}


def test_a_jump_leads_to_any_question_and_goes_on_from_there() -> None:
    held = Held(Jump("PRV-03"), NO, rests=[Jump("PRV-02"), Move.STOP])
    assert held.asked == ["PRV-01", "PRV-03", "PRV-02"]
    held = Held(Jump("PRV-02"), NO, NO)
    assert held.asked == ["PRV-01", "PRV-02", "PRV-03"]


def test_past_the_last_question_one_can_go_back_or_jump_and_ends_with_stop() -> None:
    given = {"PRV-01": NO, "PRV-02": NO, "PRV-03": NO}
    assert Held(Move.STOP, given=given, rests=[Move.BACK]).asked == ["PRV-03"]
    assert Held(Move.STOP, given=given, rests=[Jump("PRV-01")]).asked == ["PRV-01"]
    assert Held(Move.NEXT, given=given, rests=[Move.BACK, Move.NEXT]).asked == ["PRV-03"]


# How a question is put


def test_a_question_is_put_with_its_place_among_all_that_apply_and_how_many_are_open() -> None:
    held = Held(NO, NO, given={"PRV-02": NO})
    assert [(i.position, i.total, i.open) for i in held.asker.asked] == [(1, 3, 2), (3, 3, 1)]


# "answers that no longer apply are kept aside … come back when they apply again."
def test_an_answer_that_applies_no_longer_stays_and_comes_back() -> None:
    part = a_part(a_question("PRV-01"), a_question("PRV-02", **{"asked-if": {"PRV-01": ["yes"]}}))
    held = Held(NO, Move.STOP, given={"PRV-02": UNKNOWN}, parts=(part,), rests=[Move.BACK])
    assert [(i.question.id, i.total) for i in held.asker.asked] == [("PRV-01", 1), ("PRV-01", 1)]
    assert held.result.answers["PRV-02"] == UNKNOWN
    given = dict(held.result.answers)
    again = Held(YES, given=given, parts=(part,), start="PRV-01", rests=[Move.BACK])
    assert again.asked == ["PRV-01", "PRV-02"]
    assert (again.asker.asked[1].answer, again.asker.asked[1].total) == (UNKNOWN, 2)


def test_a_question_that_is_not_asked_can_be_jumped_to_and_says_what_decides_it() -> None:
    part = a_part(a_question("PRV-01"), a_question("PRV-02", features=["log"]))
    held = Held(Jump("PRV-02"), Move.STOP, parts=(part,), features=frozenset())
    item = held.asker.asked[1]
    assert (item.question.id, item.position, item.total) == ("PRV-02", 0, 1)
    assert (item.applied.standing, item.applied.features) == (Standing.NOT, ("log",))


def test_from_a_question_that_is_not_asked_the_way_goes_on_among_those_that_are() -> None:
    part = a_part(
        a_question("PRV-01"), a_question("PRV-02", features=["log"]), a_question("PRV-03")
    )
    for way, then in ((Move.NEXT, "PRV-03"), (Move.SKIP, "PRV-03"), (Move.BACK, "PRV-01")):
        held = Held(Jump("PRV-02"), way, parts=(part,), features=frozenset())
        assert held.asked == ["PRV-01", "PRV-02", then]


# An old answer that waits to be confirmed is shown with its question, and is never thrown away.
def test_an_answer_that_waits_is_shown_and_kept_once_it_is_given_anew() -> None:
    waiting = [
        {"question": name, "under": "privacy@1.0.0", "reason": "Reworded.", "answer": NO}
        for name in ("PRV-01", "PRV-02")
    ]
    held = Held(YES, Move.STOP, waiting=waiting)
    assert [item.earlier for item in held.asker.asked] == [NO, NO]
    assert [item.former for item in held.asker.asked] == [NO, NO]
    assert held.result.answers == {"PRV-01": YES}
    assert [former.question for former in held.result.to_confirm] == ["PRV-02"]
    assert [(f.question, f.answer) for f in held.result.archived] == [("PRV-01", NO)]


def test_undo_lets_an_old_answer_wait_again() -> None:
    waiting = [{"question": "PRV-01", "under": "privacy@1.0.0", "reason": "Why.", "answer": NO}]
    held = Held(YES, Move.UNDO, Move.STOP, waiting=waiting)
    assert held.asker.asked[-1].former == NO
    assert held.result.archived == ()
    assert not held.result.answers


# What belongs to an answer


def test_safeguards_and_asks_come_with_the_answer_and_go_with_undo() -> None:
    given = Given(YES, (a_safeguard("S1"),), (an_ask("A1"),), note="Look again.")
    held = Held(given)
    assert [s.id for s in held.result.safeguards] == ["S1"]
    assert [a.id for a in held.result.asks] == ["A1"]
    assert held.result.notes == {"PRV-01": "Look again."}
    back = Held(given, Move.UNDO)
    assert (back.result.safeguards, back.result.asks, back.result.notes) == ((), (), {})


def test_an_ask_that_addresses_one_more_question_stays_one_ask() -> None:
    wider = an_ask("A1", addresses=("PRV-01", "PRV-02"))
    held = Held(Given(YES, asks=(an_ask("A1"),)), Given(YES, asks=(wider,)))
    assert held.result.asks == (wider,)


def test_a_note_is_kept_without_an_answer_and_an_empty_one_takes_it_away() -> None:
    held = Held(Noted("Ask Ana.", Move.SKIP), Move.BACK, Noted("", Move.STOP))
    assert [dict(kept.notes) for kept in held.kept] == [{"PRV-01": "Ask Ana."}, {}]
    assert held.asked == ["PRV-01", "PRV-02", "PRV-01"]


# Undo


# "Undo goes back through the whole sitting."
def test_undo_takes_back_one_step_after_the_other_and_then_says_that_nothing_is_left() -> None:
    held = Held(NO, Noted("Hm.", Move.SKIP), YES, *[Move.UNDO] * 3, rests=[Move.UNDO])
    assert held.asker.taken_back == ["PRV-03", "PRV-02", "PRV-01", None]
    assert held.asked == ["PRV-01", "PRV-02", "PRV-03", "PRV-03", "PRV-02", "PRV-01", "PRV-01"]
    assert (dict(held.result.answers), dict(held.result.notes)) == ({}, {})


def test_undo_of_an_answer_that_was_changed_brings_the_earlier_one_back() -> None:
    held = Held(NO, Move.BACK, YES, Move.UNDO, Move.STOP)
    assert held.result.answers == {"PRV-01": NO}
    assert held.asked == ["PRV-01", "PRV-02", "PRV-01", "PRV-02", "PRV-01"]


def test_undo_works_past_the_last_question() -> None:
    held = Held(NO, NO, NO, Move.STOP, rests=[Move.UNDO])
    assert list(held.result.answers) == ["PRV-01", "PRV-02"]
    assert held.asked[-1] == "PRV-03"


def test_undo_does_not_reach_into_an_earlier_sitting() -> None:
    held = Held(Move.UNDO, Move.STOP, given={"PRV-01": NO})
    assert held.asker.taken_back == [None]
    assert held.result.answers == {"PRV-01": NO}


def test_undo_takes_back_the_closing_of_a_right_and_asks_for_it_again() -> None:
    held = Held(
        *(NO, NO, NO),
        closings=[Closing((GAIN,)), Closing()],
        rests=[Move.UNDO, Move.STOP],
    )
    assert held.asker.taken_back == ["privacy"]
    assert held.asker.closed == ["privacy", "privacy"]
    assert held.result.enabling == ()
    assert len(held.result.answers) == 3


def test_undo_at_a_closing_leads_to_the_answer_before_it() -> None:
    held = Held(NO, NO, NO, Move.STOP, closings=[Move.UNDO])
    assert held.asker.taken_back == ["PRV-03"]
    assert held.asked[-1] == "PRV-03"


# Closing a right


def test_a_right_is_closed_once_its_last_open_question_has_an_answer() -> None:
    why = Escalation(right="privacy", reason="They reach everybody.")
    held = Held(NO, NO, NO, closings=[Closing((GAIN,), (why,))])
    assert held.asker.closed == ["privacy"]
    assert (held.result.enabling, held.result.escalations) == ((GAIN,), (why,))
    assert Held(NO, NO, Move.SKIP).asker.closed == []


def test_a_closing_that_was_cut_off_comes_first_in_the_next_sitting() -> None:
    held = Held(given=DONE, unclosed=["privacy"], closings=[Closing((GAIN,))])
    assert held.result.enabling == (GAIN,)
    jumped = Held(given=DONE, unclosed=["privacy"], closings=[Jump("PRV-02")])
    assert jumped.asked == ["PRV-02"]
    stopped = Held(given=DONE, unclosed=["privacy"], closings=[Move.STOP])
    assert stopped.asked == []
    skipped = Held(given=DONE, unclosed=["privacy"], closings=[Move.SKIP])
    assert skipped.asked == []


def test_a_right_is_not_closed_while_a_question_of_it_is_open() -> None:
    held = Held(unclosed=["privacy"], closings=[Closing((GAIN,))])
    assert held.asked == ["PRV-01"]
    assert held.result.enabling == ()


def test_back_from_a_closing_leads_to_the_last_question_and_closes_again_after_it() -> None:
    held = Held(NO, NO, NO, YES, closings=[Move.BACK, Closing((GAIN,))])
    assert held.asked == ["PRV-01", "PRV-02", "PRV-03", "PRV-03"]
    assert held.asker.closed == ["privacy", "privacy"]
    assert held.result.enabling == (GAIN,)


# "A journal of who answered what when is kept."


def test_the_journal_tells_who_answered_what_when_and_what_was_taken_back() -> None:
    times = iter(f"2026-11-21T09:0{n}Z" for n in range(9))
    mine = an_answer("no", by="ab")
    held = Held(mine, YES, Move.UNDO, Move.UNDO, now=lambda: next(times))
    assert [e.model_dump(exclude_unset=True) for e in held.result.history] == [
        {
            "question": "PRV-01",
            "did": "answered",
            "answer": "no",
            "by": "ab",
            "at": "2026-11-21T09:00Z",
        },
        {"question": "PRV-02", "did": "answered", "answer": "yes", "at": "2026-11-21T09:01Z"},
        {"question": "PRV-02", "did": "withdrawn", "at": "2026-11-21T09:02Z"},
        {"question": "PRV-01", "did": "withdrawn", "by": "ab", "at": "2026-11-21T09:03Z"},
    ]


def test_the_journal_is_never_shortened_even_where_the_same_answer_is_given_twice() -> None:
    held = Held(NO, Move.BACK, NO, Move.UNDO, Move.STOP)
    assert [e.did for e in held.result.history] == ["answered", "answered"]


@pytest.mark.parametrize("way", [Move.STOP, Move.UNDO])
def test_the_journal_hides_who_gave_a_confidential_answer_and_who_took_it_back(way: Move) -> None:
    held = Held(an_answer("no", confidential=True, by="ab"), way)
    assert all(entry.confidential for entry in held.result.history)
    assert len(held.result.history) == (2 if way is Move.UNDO else 1)


def test_the_journal_tells_who_changed_an_answer_of_somebody_else() -> None:
    theirs = an_answer("no", by="ab", confidential=True)
    held = Held(Given(theirs, by="cd"))
    assert held.result.answers["PRV-01"].by == "ab"
    assert held.result.history[0].by == "cd"


def test_recording_an_answer_leaves_the_assessment_before_as_it_was() -> None:
    before = an_assessment({"PRV-01": NO})
    after = record(before, "PRV-01", YES, by=None, at=None)
    assert before.answers["PRV-01"] == NO
    assert after.answers["PRV-01"] == YES
    assert record(before, "PRV-02", YES, by=None, at=None).answers == {"PRV-01": NO, "PRV-02": YES}
    assert record(after, "PRV-01", None, by=None, at=None).answers == {}
