import re
from dataclasses import replace

from hria.brief import KINDS
from hria.brief.blocks import Brief, Heading
from hria.cli.reporting import subject_of
from hria.model.assessment import Answer
from hria.model.cases import Case, Cases
from tests.brief.example import answers, below, brief_of, made, opened, rows, words
from tests.support.builders import a_part, a_question, an_answer, an_assessment


def answer(full: Brief, name: str) -> str:
    """Return what a full report says below one question."""
    headings = [block.words for block in full.blocks if isinstance(block, Heading)]
    return below(full, next(words for words in headings if words.startswith(f"{name} ")))


def test_every_question_is_there_with_its_answer_and_who_gave_it() -> None:
    full = brief_of("full")
    for name, said in (
        ("HOM-01", "Given by: ab, person, 2026-11-20."),
        ("HOM-02", "Given by: m1, machine, 2026-11-21."),
        ("HOM-03", "Given by: m1, machine, 2026-11-21."),
        ("HOM-04", "Given by: m1, machine, 2026-11-21."),
        ("HOM-05", "Given by: ab, person, 2026-11-20."),
        ("HOM-06", "Given by: m1, machine, 2026-11-21."),
        ("HOM-07", "Given by: ab, person, 2026-11-20."),
        ("HOM-10", "Given by: ab, person, 2026-11-20."),
        ("SPK-01", "Given by: m1, machine, 2026-11-21."),
        ("SPK-02", "Unknown: not answered yet."),
    ):
        assert said in answer(full, name), name


def test_a_case_on_record_stands_under_its_question_with_source_and_mark() -> None:
    case = Case(
        title="Letters opened",
        happened="A porter opened every letter.",
        when="1999",
        where="Home town",
        questions=("HOM-01",),
        source="The Home Times",
        kind="secondary",
        mark="secondary",
    )
    subject = subject_of(opened(), "en")
    full = KINDS["full"](replace(subject, cases=Cases(cases={"letters": case})))
    said = "A case on record: Letters opened (Home town, 1999). A porter opened every letter."
    assert f"{said} [secondary: The Home Times]" in answer(full, "HOM-01")
    assert "A case on record" not in answer(full, "HOM-02")


def test_an_answer_that_nobody_signed_is_not_said_to_be_anybodys() -> None:
    unsigned = {**answers()["HOM-01"], "by": None}  # type: ignore[dict-item]
    full = brief_of("full", answers=answers(HOM_01=unsigned))
    assert "Given by: not recorded, 2026-11-20." in answer(full, "HOM-01")


def test_questions_that_were_not_asked_are_named_with_the_reason() -> None:
    full = words(brief_of("full"))
    assert "names none of the capabilities that make them apply: HOM-09." in full
    assert "HOM-08" not in full, "a retired question is not asked"


def test_a_finding_shows_its_grades_levels_tests_vector_and_law() -> None:
    said = answer(brief_of("full"), "HOM-01").splitlines()
    assert said == [
        "Question: Does the text let somebody read letters on the way?",
        "Reason: Clause 6.1 requires that letters are opened. Covers are kept for a year.",
        "Evidence: E4 [2] clause 6.1, “The porter *shall* open | each letter <and read it>.”",
        "Evidence: E3, leaked draft, not the text in force [3] clause 6.2",
        "Given by: ab, person, 2026-11-20.",
        "Graded: scale 4, scope 3, irremediability 3, force N4, likelihood 4, nexus direct.",
        "Level: inherent critical, residual high, if the asks are accepted none; it counts.",
        "On the text alone: Necessity: not shown. Milder means were not weighed.",
        "On the text alone: Legality: needs a law that meets it. A standard is no law.",
        "Vector: HRIA:1/Q:HOM-01@1.0.0/NX:direct/SC:4/SP:3/IR:3/LK:4/EV:E4/SV:3/LV:high",
        "Law and technical sources: ICCPR art. 17, GC 16 para. 8 †, RFC 7624 s. 3.",
    ]


def test_a_test_without_a_finding_is_shown_all_the_same() -> None:
    tested = {
        "answer": "no",
        "rationale": "It lets nobody in.",
        "tests": {"remedy": {"outcome": "pass", "reason": "A court hears it."}},
    }
    full = brief_of("full", answers=answers(HOM_02=tested))
    assert "On the text alone: Remedy: shown. A court hears it." in answer(full, "HOM-02")


def test_a_grave_finding_without_the_three_part_test_says_so() -> None:
    full = brief_of("full")
    said = "no step of the three-part test is recorded, although the severity is"
    assert f"{said} 3." in answer(full, "HOM-02")
    assert said not in answer(full, "HOM-01"), "its test is recorded"
    assert said not in answer(full, "HOM-10"), "it is slight"


REVIEW = {
    "state": "rights-review",
    "history": [
        {"state": "self-checked", "by": "m1", "on": "2026-11-20"},
        {"state": "rights-review", "by": "ab", "on": "2026-11-21", "note": "Clauses read."},
    ],
    "dissent": [
        {"by": "ab", "on": "2026-11-21", "question": "HOM-01", "text": "It is graver."},
        {"by": "m1", "right": "home", "text": "Not known."},
        {"by": "m1", "text": "None of it."},
    ],
}


def test_who_signed_which_state_and_when_is_told_with_remarks_and_kind() -> None:
    assert rows(brief_of("full", review=REVIEW), "State reached") == [
        ["self-checked", "Language model, machine", "2026-11-20", ""],
        ["rights review", "A. Berg, person", "2026-11-21", "Clauses read."],
    ]
    assert below(brief_of("full"), "Review") == "Review state: draft.\nNobody has signed."


def test_dissent_is_told_whole_with_what_it_is_about() -> None:
    assert below(brief_of("full", review=REVIEW), "Dissent").splitlines() == [
        "A. Berg (person, 2026-11-21), on HOM-01: It is graver.",
        "Language model (machine), on Home: Not known.",
        "Language model (machine), on the assessment as a whole: None of it.",
    ]


def test_an_escalation_is_told_with_its_effect() -> None:
    raised = [{"right": "home", "reason": "Together they leave no home."}]
    high = answers()["HOM-02"]
    several = answers(HOM_01=high, HOM_06=high)
    for given, said in (
        ({"answers": several, "asks": (), "safeguards": ()}, "it raises the result"),
        ({}, "it has no effect"),
    ):
        told = below(brief_of("full", escalations=raised, **given), "Escalations")
        assert told.startswith(f"Home: Together they leave no home. ({said}")


def test_the_journal_says_what_was_done_when_and_by_whom() -> None:
    entries = [
        {"question": "HOM-01", "did": "answered", "answer": "no", "by": "m1"},
        {"question": "HOM-01", "did": "withdrawn", "by": "ab", "at": "2026-11-20T09:30Z"},
        {"question": "HOM-01", "did": "answered", "answer": "yes"},
    ]
    assert rows(brief_of("full", history=entries), "When") == [
        ["", "HOM-01", "answered: no", "Language model, machine"],
        ["2026-11-20T09:30Z", "HOM-01", "taken back", "A. Berg, person"],
        ["", "HOM-01", "answered: yes", "not recorded"],
    ]
    none = below(brief_of("full"), "History of the answers")
    assert none == "No journal of the answers is kept in this assessment."


def test_every_objection_is_in_the_full_report_with_all_its_answers() -> None:
    names = ["HOM-01", "HOM-02", "HOM-03"]
    objections = [{"id": f"O{n}", "text": f"Objection {n}.", "questions": names} for n in range(9)]
    found = rows(brief_of("full", objections=objections), "Objection")
    assert [row[0].split(" (")[0] for row in found[:9]] == [f"Objection {n}." for n in range(9)]
    assert all(f"({name}):" in row[1] for row in found[:9] for name in names)


def test_findings_that_do_not_count_say_why() -> None:
    full = brief_of("full")
    assert "because its evidence is weaker than E2" in answer(full, "HOM-04")
    assert "because it needs something outside the text" in answer(full, "HOM-05")


def test_what_the_text_can_do_is_kept_apart_from_what_a_draft_held() -> None:
    assert [row[1] for row in rows(brief_of("full"), "Capability")] == [
        "the text specifies it",
        "only a draft held it; not the text in force",
    ]


def test_a_safeguard_that_does_not_work_says_what_it_lacks() -> None:
    said = below(brief_of("full"), "Safeguards in the text")
    assert "yes: lowers the severity by one" in said
    assert "no: not required, not on by default" in said
    nothing = below(brief_of("full", safeguards=()), "Safeguards in the text")
    assert nothing == "None is recorded."


def test_every_number_in_brackets_is_a_source_that_is_listed() -> None:
    for kind in ("brief", "full"):
        said = words(brief_of(kind))
        cited = set(re.findall(r"\[(\d+)\]", said))
        listed = re.findall(r"(?:^|[;:] )\[(\d+)\] ", said.partition("Sources")[2], re.MULTILINE)
        assert cited == set(listed), kind
        assert listed == sorted(listed), kind


ASIDE = {"answer": "no", "rationale": "Zebrafish.", "by": "ab", "on": "2026-11-01"}


# "answers that no longer apply are kept aside, shown, left out of score and outputs"
def test_what_is_kept_aside_is_listed_with_the_reason_and_none_of_its_words() -> None:
    full = words(brief_of("full", answers=answers(HOM_09=ASIDE)))
    assert "Kept aside: answers to questions that do not apply." in full
    assert re.search(
        r"^HOM-09 .+: the descriptor names none of the capabilities ", full, re.MULTILINE
    )
    assert "Zebrafish" not in full
    assert "2026-11-01" not in full


def test_nothing_is_said_of_what_is_aside_where_nothing_is() -> None:
    for kind in ("brief", "full"):
        assert "aside" not in words(brief_of(kind))


def test_an_answer_that_applies_all_the_same_is_in_the_report() -> None:
    full = brief_of("full", answers=answers(HOM_09={**ASIDE, "applies": True}))
    assert "Reason: Zebrafish." in answer(full, "HOM-09")


def report(given: dict[str, Answer]) -> Brief:
    """Return a full report under a checklist whose questions depend on one another."""
    second = a_question("PRV-02", asked_if={"PRV-01": ("yes", "partly")})
    return made(an_assessment(given), (a_part(a_question("PRV-01"), second),), None, "full")


def test_a_question_that_depends_on_an_answer_says_so_where_it_is_not_asked() -> None:
    full = words(report({"PRV-01": an_answer("no"), "PRV-02": an_answer("no")}))
    why = "it is asked only where PRV-01 is answered “yes” or “partly”"
    assert f"Not asked: PRV-02, because {why}." in full
    assert f"PRV-02 Title PRV-02: {why}." in full


def test_a_question_that_may_apply_says_on_what_it_depends() -> None:
    said = answer(report({"PRV-02": an_answer("no", rationale="Zebrafish.")}), "PRV-02")
    assert "Unknown: whether the question applies; it depends on the answer to PRV-01" in said
    assert "Zebrafish" not in said
