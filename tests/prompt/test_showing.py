import pytest

from hria.assess.plan import Applied, Standing
from hria.model.assessment import Assessor
from hria.model.checklist import Ruling
from hria.prompt import showing
from tests.prompt.typist import DESCRIPTOR, GRADED, PLAIN, an_item, law
from tests.support.builders import a_checklist, a_question, an_answer, an_assessment

WATCHED = a_question(features=["retain", "inspect-content"])


# The rule: "where one is (right, number of number, answered, open, time left by own pace)"


def test_a_question_is_headed_by_its_right_its_place_and_its_name() -> None:
    assert showing.heading(an_item(PLAIN)) == "[2 of 7] Privacy: PRV-01 Title PRV-01"
    assert showing.heading(an_item(GRADED)).endswith("PRV-01 Title PRV-01, key question")


@pytest.mark.parametrize(
    ("pace", "left"),
    [
        (None, ""),
        (2.0, "; about 1 min left at your pace"),
        (120.0, "; about 10 min left at your pace"),
        (3600.0, "; about 5 h left at your pace"),
    ],
)
def test_how_much_is_done_and_left_is_told_by_the_own_pace(pace: float | None, left: str) -> None:
    item = an_item(PLAIN, an_answer("no"))
    assert showing.progress(item, pace) == f"  answered 1, open 5{left}"


def test_a_question_that_is_not_asked_says_why_and_what_an_answer_does() -> None:
    for applied, why in (
        (Applied(Standing.NOT, features=("log", "block")), "the descriptor names none of log,"),
        (Applied(Standing.OPEN, condition="PRV-02"), "it depends on the answer to PRV-02."),
    ):
        item = an_item(applied=applied)
        assert showing.heading(item).startswith("[not asked] ")
        first, second = showing.why_not_asked(item)
        assert f"Not asked: {why}" in first
        assert "the answer counts" in second
    assert list(showing.why_not_asked(an_item())) == []


# "the evidence that the descriptor offers for it (capabilities whose vocabulary matches its
# features, with clause, force, source and mark; its number cites it)"


def test_the_capabilities_that_match_are_offered_in_the_order_of_the_question() -> None:
    assert list(showing.evidence(WATCHED, DESCRIPTOR)) == [
        "From the descriptor (a number cites it as evidence; check it in the text):",
        (
            "  1  retain, no clause, force unknown: letters are kept [authors say so; secondary:"
            " A newspaper]"
        ),
        (
            "  2  inspect-content, clause 6.1, force N4: the porter opens each letter"
            " [the text specifies it; verified: The text itself]"
        ),
    ]


def test_nothing_is_offered_where_nothing_matches_and_somebody_who_asks_is_told() -> None:
    assert list(showing.evidence(PLAIN, DESCRIPTOR)) == []
    [told] = showing.evidence(PLAIN, DESCRIPTOR, whole=True)
    assert told == "  The descriptor offers nothing for this question."


def test_a_few_capabilities_are_shown_and_the_others_where_somebody_asks() -> None:
    first = (DESCRIPTOR.capabilities or ())[0]
    many = DESCRIPTOR.model_copy(update={"capabilities": (first,) * 6})
    shown = list(showing.evidence(WATCHED, many))
    assert (len(shown), shown[-1]) == (6, "  2 more: e")
    assert len(list(showing.evidence(WATCHED, many, whole=True))) == 7


# "the question in plain words, `why`, … then the answer"
def test_each_answer_is_shown_with_what_it_means_here() -> None:
    assert list(showing.answers(GRADED)) == [
        "  y  yes: letters are read",
        "  p  partly",
        "  n  no: nobody reads them",
        "  a  not-applicable",
        "  u  unknown: you cannot tell; you are asked why",
    ]


# "help (how to find it in the text; what counts as partly; the law behind it with its words in
# ours; how other shipped assessments answered it)"
def test_help_tells_how_to_find_it_what_partly_is_the_law_and_how_others_answered() -> None:
    rulings = [
        Ruling(id="R1", on=("PRV-01",), text="Covers count."),
        Ruling(id="R2", on=("PRV-02",), text="Stamps do not."),
    ]
    question = GRADED.model_copy(update={"answers": {"partly": "covers are read"}})
    item = an_item(question, checklist=a_checklist(question, rulings=rulings))
    assert list(
        showing.explained(
            item, law, lambda name: [f"T.2: no, to {name}"], lambda name: [f"happened to {name}"]
        )
    ) == [
        "  Why: Letters are private.",
        "  Help: Look for the word open.",
        "  Partly: covers are read",
        "  Ruling R1: Covers count.",
        "  Law: ICCPR art. 17: Nobody's letters are opened.",
        "  Technical: RFC 1",
        "  Case: happened to PRV-01",
        "  Elsewhere: T.2: no, to PRV-01",
    ]


def test_a_machine_that_answered_is_told_from_a_person() -> None:
    people = (Assessor(id="ab", kind="person"), Assessor(id="bot", kind="machine"))
    assessment = an_assessment(assessors=people)
    told = {by: showing.by(an_answer(by=by), assessment) for by in ("ab", "bot", "gone", None)}
    assert told == {"ab": ", by ab", "bot": ", by bot, a machine", "gone": ", by gone", None: ""}
