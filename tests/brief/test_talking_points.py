from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from hria.brief.blocks import Brief
from hria.cli.opening import open_assessment
from hria.cli.reporting import reported
from hria.content.roots import shipped
from hria.render.markdown import markdown
from tests.brief.example import answers, below, brief_of, made, opened, rows, words
from tests.support.builders import a_part, a_question, an_answer, an_ask, an_assessment, grades
from tests.support.strategies import HIDDEN, Case, cases

REPORTS = shipped() / "reports"
ASKS = "What to ask for"
RED_LINE = "The red line: what cannot be accepted"
OBJECTIONS = "Likely objections"
FALLBACK = "If an ask is refused: what to accept instead"


def points(**changes: object) -> Brief:
    """Return the talking points of the small workspace."""
    return brief_of("talking-points", **changes)


def objections(brief: Brief) -> list[list[str]]:
    return rows(brief, "Objection")


def test_the_page_says_what_the_text_is_and_what_each_right_comes_to() -> None:
    said = words(points())
    assert "ACME T.1, “Doors, windows & walls <part 1>”, edition 2020-01 (in force)." in said
    assert "Made by: ACME Group 7." in said
    assert "Results: Home: high (high to critical; provisional); Speech: not known" in said
    assert "5 of 9 answers were given by a machine (Language model)" in said
    assert "(superseded)" in words(points(edition="2010-05"))
    assert "(unknown)" in words(points(edition="1999-12"))


def test_without_a_descriptor_the_page_says_that_nothing_is_known_of_the_text() -> None:
    found = opened()
    brief = made(found.assessment, found.parts, None, "talking-points")
    assert "acme/t.1: no descriptor was found; nothing is known of the text here." in words(brief)


def test_each_ask_has_its_clause_words_reason_and_effect() -> None:
    found = rows(points(), "No.")
    assert [row[0] for row in found] == ["A1", "A2"]
    assert found[0][1:] == [
        "delete 6.1: Delete clause 6.1.",
        (
            "Letters read (HOM-01): Clause 6.1 requires that letters are opened. Severity 3 of 4,"
            " level high. Law: ICCPR art. 17. Evidence: E4 [1]."
        ),
        "HOM-01 from high to none. Accepted alone: no result changes.",
    ]
    assert "leaked draft, not the text in force" in found[1][2]


def test_there_are_three_asks_at_most_and_where_more_are_needed_it_says_so() -> None:
    high = answers()["HOM-02"]
    some = answers(HOM_01=high, HOM_02=high, HOM_03=high, HOM_06=high)
    asks = [an_ask(f"B{n}", addresses=(f"HOM-0{n}",)) for n in (1, 2, 3, 6)]
    brief = points(answers=some, asks=asks, safeguards=())
    assert [row[0] for row in rows(brief, "No.")] == ["B1", "B2", "B3"]
    said = below(brief, ASKS)
    assert "To bring Home below its level, all of B1, B2, B3, B6 are needed." in said
    assert "Together (B1, B2, B3): no result changes." in said


def test_what_the_asks_come_to_together_is_told() -> None:
    assert "Together (A1, A2): Home from high to moderate." in below(points(), ASKS)


def test_a_right_that_no_asks_can_lower_is_named() -> None:
    said = below(points(asks=[an_ask("A1", addresses=("HOM-03",))]), ASKS)
    assert "No set of the asks on record brings Home below high." in said


@pytest.mark.parametrize(
    ("asks", "said"),
    [
        ([], "No ask is recorded."),
        (
            [an_ask(addresses=("HOM-03",), effect="advice")],
            "No ask on record lowers the level of a finding that counts.",
        ),
    ],
    ids=["none", "advice only"],
)
def test_where_no_ask_has_an_effect_it_is_said(asks: list[Any], said: str) -> None:
    assert below(points(asks=asks), ASKS) == said


def test_the_red_line_is_taken_from_the_record() -> None:
    assert below(points(), RED_LINE).splitlines() == [
        (
            "Keys kept by others (HOM-02) sets Home at high. No ask on record takes it away: with"
            " all of them accepted it is low."
        ),
        "Letters read (HOM-01) sets Home at high. It is gone only if A1 is accepted.",
        (
            "Letters read (HOM-01). On the text alone: Necessity: not shown. Milder means were not"
            " weighed."
        ),
    ]


@pytest.mark.parametrize(
    ("asks", "said"),
    [
        ([an_ask("A1")], "It is gone only if A1 is accepted."),
        ([an_ask("A1"), an_ask("A2")], "It is gone only if A1 or A2 is accepted."),
        ([an_ask("A1", effect="limits")], "No ask on record takes it away"),
    ],
    ids=["one", "either", "none"],
)
def test_the_red_line_says_which_asks_take_a_finding_away(asks: list[Any], said: str) -> None:
    given = an_assessment({"PRV-01": an_answer()}, asks=asks)
    assert said in below(made(given, (a_part(),), None, "talking-points"), RED_LINE)


def test_an_escalation_is_a_red_line_with_its_reason() -> None:
    raised = [{"right": "home", "reason": "Together they leave no home."}]
    said = below(points(escalations=raised), RED_LINE)
    assert "Home: its findings together are worse than each. Together they leave no home." in said


def test_where_the_record_gives_no_red_line_it_says_so() -> None:
    brief = made(an_assessment(), (a_part(),), None, "talking-points")
    assert below(brief, RED_LINE).startswith("The record gives none: ")


def test_more_red_lines_than_there_is_room_for_are_counted() -> None:
    brief = made(
        an_assessment({f"PRV-0{n}": an_answer() for n in range(1, 6)}),
        (a_part(*(a_question(f"PRV-0{n}") for n in range(1, 6))),),
        None,
        "talking-points",
    )
    said = below(brief, RED_LINE).splitlines()
    assert len(said) == 4
    assert said[-1] == "Not shown here, but in the full report: 2."


def test_an_objection_is_answered_from_its_own_words_and_from_the_questions_it_names() -> None:
    given = [
        {
            "id": "O1",
            "text": "Porters are honest.",
            "by": "ACME",
            "source": "page",
            "answer": "Some are not.",
            "questions": ["HOM-01", "HOM-06"],
        }
    ]
    first = objections(points(objections=given))[0]
    assert first == [
        "Porters are honest. (ACME; [3])",
        (
            "Some are not. Letters read (HOM-01): Clause 6.1 requires that letters are opened."
            " Evidence: E4 [1]. On the text alone: Necessity: not shown. Milder means were not"
            " weighed."
        ),
    ]


@pytest.mark.parametrize("questions", [[], ["HOM-06"], ["HOM-09"], ["SPK-02"]])
def test_where_nothing_on_record_answers_an_objection_it_is_said(questions: list[str]) -> None:
    # HOM-06 is unknown, HOM-09 does not apply, and nobody answered SPK-02.
    given = [{"id": "O1", "text": "Nobody minds.", "questions": questions}]
    first = objections(points(objections=given))[0]
    assert first == [
        "Nobody minds. (expected; nobody is named)",
        "Nothing on record answers this.",
    ]


def test_a_view_of_others_is_answered_only_where_it_is_linked() -> None:
    found = opened()
    assert found.descriptor is not None
    descriptor = found.descriptor.document
    plain = made(found.assessment, found.parts, descriptor, "talking-points")
    assert objections(plain)[-1] == [
        "Only covers are read. (ACME; verified [3], title page)",
        "Nothing on record answers this.",
    ]
    views = tuple(v.model_copy(update={"questions": ("HOM-01",)}) for v in descriptor.counter_views)
    linked = descriptor.model_copy(update={"counter_views": views})
    first = objections(made(found.assessment, found.parts, linked, "talking-points"))[0]
    assert first[0].startswith("Only covers are read.")
    assert first[1].startswith("Letters read (HOM-01): Clause 6.1 requires")


def test_a_safeguard_is_met_with_what_it_does_and_what_is_left_of_the_finding() -> None:
    found = objections(points())
    assert [row[1] for row in found[:2]] == [
        (
            "Does it work? yes: lowers the severity by one. Letters read (HOM-01) is still high"
            " with it."
        ),
        (
            "Does it work? no: not required, not on by default. Keys kept by others (HOM-02) is"
            " still high with it."
        ),
    ]


def test_objections_that_find_no_room_are_counted_and_cite_nothing() -> None:
    given = [{"id": f"O{n}", "text": f"No {n}.", "source": f"Letter {n}"} for n in range(6)]
    brief = points(objections=given)
    assert len(objections(brief)) == 3
    assert "Not shown here, but in the full report: 6." in below(brief, OBJECTIONS)
    assert "Letter 2" in words(brief)
    assert "Letter 3" not in words(brief)


def test_without_an_objection_it_is_said_that_none_is_recorded() -> None:
    brief = made(an_assessment(), (a_part(),), None, "talking-points")
    said = below(brief, OBJECTIONS).splitlines()
    assert said[0] == "None is recorded, and no counter-view is known."


def test_each_ask_has_a_fallback_or_none_and_what_would_come_of_it() -> None:
    names = [f"PRV-0{n}" for n in range(1, 4)]
    asks = [an_ask(f"A{n}", addresses=(name,)) for n, name in enumerate(names, 1)]
    milder = an_ask("A4", addresses=names[:1], effect="limits", action="NOC", clause="6.3")
    given = an_assessment({name: an_answer() for name in names}, asks=[*asks, milder])
    part = a_part(*(a_question(name) for name in names))
    said = below(made(given, (part,), None, "talking-points"), FALLBACK).splitlines()
    assert said[0] == (
        "If A1 is refused: accept A4 (keep 6.3 without change; lowers the severity by one), for"
        " Title PRV-01 (PRV-01). With it and the other asks above, Privacy would be high."
    )
    assert said[1] == (
        "If A2 is refused: the record has no other ask that lowers Title PRV-02 (PRV-02)."
        " With the asks that are left, Privacy would be critical."
    )


def test_an_ask_that_is_made_anyway_is_held_on_to() -> None:
    both = [
        an_ask("A1", addresses=("PRV-01",)),
        an_ask("A2", addresses=("PRV-01", "PRV-02"), effect="limits"),
    ]
    given = {"PRV-01": an_answer(), "PRV-02": an_answer(grades=grades(scale=3))}
    part = a_part(a_question("PRV-01"), a_question("PRV-02"))
    brief = made(an_assessment(given, asks=both), (part,), None, "talking-points")
    said = below(brief, FALLBACK)
    assert "If A1 is refused: hold on to A2 (delete the text; lowers the severity by one)" in said


def test_every_number_in_brackets_is_listed_and_the_page_has_its_caution() -> None:
    said = words(points())
    for number in ("[1]", "[2]", "[3]"):
        assert said.count(number) >= 2
    assert "An assessment of a text is not a finding of violation." in said
    assert "Review state: draft." in said


@settings(max_examples=15)
@given(cases(secrets=True))
def test_any_assessment_has_talking_points_and_they_tell_no_secret(case: Case) -> None:
    brief = made(case.assessment, case.parts, None, "talking-points")
    assert HIDDEN not in markdown(brief).decode()


@pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014:ResourceWarning")
@pytest.mark.filterwarnings("ignore:unclosed file .*ttf:ResourceWarning")
@pytest.mark.parametrize("name", ["itu-t/new-ip", "itu-t/x.509"])
def test_talking_points_fit_on_one_page(name: str) -> None:
    # The two longest of those that ship.
    found = open_assessment(REPORTS / name / "worked-example")
    sheets = PdfReader(BytesIO(reported(found, "talking-points", "pdf", "en"))).pages
    assert len(sheets) == 1
    assert "DRAFT" in sheets[0].extract_text()
