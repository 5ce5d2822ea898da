from collections.abc import Mapping, Sequence

from hria.assess.plan import Part
from hria.assess.session import Move, conduct, record, withdrawn
from hria.model.assessment import Answer, Assessment
from tests.support.askers import Scripted
from tests.support.builders import a_part, a_question, an_answer, an_assessment

NO = an_answer("no")
YES = an_answer("yes")
UNKNOWN = an_answer("unknown")
PART = a_part(a_question("PRV-01"), a_question("PRV-02"), a_question("PRV-03"))


class Session:
    """A session that was held, with everything that was asked and kept."""

    def __init__(
        self,
        *replies: Answer | Move,
        given: Mapping[str, Answer] | None = None,
        parts: tuple[Part, ...] = (PART,),
        features: frozenset[str] | None = None,
        waiting: Sequence[object] = (),
    ) -> None:
        self.kept: list[Assessment] = []
        self.asker = Scripted(replies)
        self.result = conduct(
            an_assessment(given, to_confirm=waiting), parts, features, self.asker, self.kept.append
        )

    @property
    def asked(self) -> list[str]:
        return [item.question.id for item in self.asker.asked]


def test_every_open_question_is_asked_once_in_order() -> None:
    session = Session(NO, YES, UNKNOWN)
    assert session.asked == ["PRV-01", "PRV-02", "PRV-03"]
    assert dict(session.result.answers) == {"PRV-01": NO, "PRV-02": YES, "PRV-03": UNKNOWN}


def test_an_answered_question_is_not_asked_again() -> None:
    session = Session(YES, given={"PRV-01": NO, "PRV-03": UNKNOWN})
    assert session.asked == ["PRV-02"]
    assert dict(session.result.answers) == {"PRV-01": NO, "PRV-02": YES, "PRV-03": UNKNOWN}


def test_nothing_is_asked_or_kept_where_nothing_is_open() -> None:
    given = {"PRV-01": NO, "PRV-02": NO, "PRV-03": NO}
    session = Session(given=given)
    assert session.asked == []
    assert session.kept == []
    assert session.result == an_assessment(given)


def test_only_questions_that_apply_are_asked() -> None:
    part = a_part(a_question("PRV-01", features=["log"]), a_question("PRV-02"))
    assert Session(NO, parts=(part,), features=frozenset()).asked == ["PRV-02"]
    assert Session(NO, NO, parts=(part,), features=frozenset({"log"})).asked == [
        "PRV-01",
        "PRV-02",
    ]


def test_each_answer_is_kept_as_soon_as_it_is_given() -> None:
    session = Session(NO, YES, Move.STOP)
    assert [list(kept.answers) for kept in session.kept] == [["PRV-01"], ["PRV-01", "PRV-02"]]
    assert session.kept[-1] == session.result


def test_stopping_keeps_what_was_given() -> None:
    session = Session(NO, Move.STOP)
    assert session.asked == ["PRV-01", "PRV-02"]
    assert list(session.result.answers) == ["PRV-01"]


def test_a_skipped_question_stays_open() -> None:
    session = Session(Move.SKIP, NO, Move.SKIP)
    assert session.asked == ["PRV-01", "PRV-02", "PRV-03"]
    assert list(session.result.answers) == ["PRV-02"]


def test_going_back_asks_the_question_before_again_with_its_answer() -> None:
    session = Session(NO, Move.BACK, YES, UNKNOWN, NO)
    assert session.asked == ["PRV-01", "PRV-02", "PRV-01", "PRV-02", "PRV-03"]
    assert [item.earlier for item in session.asker.asked] == [None, None, NO, None, None]
    assert session.result.answers["PRV-01"] == YES


def test_going_back_reaches_an_answer_of_an_earlier_session() -> None:
    session = Session(Move.BACK, YES, NO, NO, given={"PRV-01": NO})
    assert session.asked == ["PRV-02", "PRV-01", "PRV-02", "PRV-03"]
    assert session.asker.asked[1].earlier == NO
    assert session.result.answers["PRV-01"] == YES


def test_skipping_an_answered_question_keeps_its_answer() -> None:
    session = Session(NO, Move.BACK, Move.SKIP, YES, NO)
    assert session.asked == ["PRV-01", "PRV-02", "PRV-01", "PRV-02", "PRV-03"]
    assert session.result.answers["PRV-01"] == NO
    assert len(session.kept) == 3


def test_there_is_nothing_before_the_first_question() -> None:
    session = Session(Move.BACK, Move.BACK, NO, Move.STOP)
    assert session.asked == ["PRV-01", "PRV-01", "PRV-01", "PRV-02"]


def test_going_back_crosses_from_one_checklist_to_the_one_before() -> None:
    other = a_part(a_question("EXP-01"), right="expression")
    first = a_part(a_question("PRV-01"))
    session = Session(NO, Move.BACK, YES, NO, parts=(first, other))
    assert [(item.part.right, item.question.id) for item in session.asker.asked] == [
        ("privacy", "PRV-01"),
        ("expression", "EXP-01"),
        ("privacy", "PRV-01"),
        ("expression", "EXP-01"),
    ]


def test_going_back_goes_back_by_one_question() -> None:
    session = Session(NO, NO, Move.BACK, Move.BACK, YES, Move.STOP)
    assert session.asked == ["PRV-01", "PRV-02", "PRV-03", "PRV-02", "PRV-01", "PRV-03"]
    assert dict(session.result.answers) == {"PRV-01": YES, "PRV-02": NO}


# An old answer that waits to be confirmed is shown with its question, and is never thrown away.
def test_an_answer_that_waits_is_shown_and_kept_once_it_is_given_anew() -> None:
    waiting = [
        {"question": name, "under": "privacy@1.0.0", "reason": "Reworded.", "answer": NO}
        for name in ("PRV-01", "PRV-02")
    ]
    session = Session(YES, Move.STOP, waiting=waiting)
    assert [item.earlier for item in session.asker.asked] == [NO, NO]
    assert session.result.answers == {"PRV-01": YES}
    assert [former.question for former in session.result.to_confirm] == ["PRV-02"]
    assert [(f.question, f.answer) for f in session.result.archived] == [("PRV-01", NO)]


def test_a_question_is_put_with_its_place_among_all_that_apply() -> None:
    session = Session(NO, NO, given={"PRV-02": NO})
    assert [(item.position, item.total) for item in session.asker.asked] == [(1, 3), (3, 3)]


def test_recording_an_answer_leaves_the_assessment_before_as_it_was() -> None:
    before = an_assessment({"PRV-01": NO})
    after = record(before, "PRV-01", YES)
    assert before.answers["PRV-01"] == NO
    assert after.answers["PRV-01"] == YES
    assert record(before, "PRV-02", YES).answers == {"PRV-01": NO, "PRV-02": YES}


def test_an_answer_that_is_taken_back_leaves_a_line_in_the_journal() -> None:
    hidden = an_answer("no", confidential=True)
    after = withdrawn(
        an_assessment({"PRV-01": hidden, "PRV-02": NO}), "PRV-01", "ab", "2026-11-21T09:30Z"
    )
    assert after.answers == {"PRV-02": NO}
    entry = after.history[-1]
    assert (entry.question, entry.did, entry.answer) == ("PRV-01", "withdrawn", None)
    assert (entry.by, entry.at, entry.confidential) == ("ab", "2026-11-21T09:30Z", True)
