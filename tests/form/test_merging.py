"""What was filled in goes into the assessment; every problem is told at its cell."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace

import pytest

from hria.assess.shown import MASK
from hria.errors import ContentError
from hria.form.columns import ANSWER_COLUMNS
from hria.form.merging import Merged
from tests.form.forms import MOMENT, brought, form_of, read, written
from tests.support.builders import (
    a_part,
    a_question,
    an_answer,
    an_assessment,
    an_assessor,
    evidence,
)
from tests.support.strategies import Case

LABELS = {column.key: column.label for column in ANSWER_COLUMNS if column.key}
PART = a_part(a_question("PRV-01"), a_question("PRV-02"), a_question("PRV-03", state="retired"))
GRADES = {
    "grades.scale": "4",
    "grades.scope": "3",
    "grades.irremediability": "3",
    "grades.force": "N4",
    "grades.nexus": "direct",
}

Row = Mapping[str, str]


def case(**fields: object) -> Case:
    people = fields.pop("assessors", (an_assessor("ab"), an_assessor("m1", kind="machine")))
    return Case(an_assessment(assessors=people, **fields), (PART,))  # type: ignore[arg-type]


def sheet(*rows: Row) -> bytes:
    """Return rows of answers as a filled-in file."""
    made = io.StringIO()
    writer = csv.DictWriter(made, [*LABELS.values()])
    writer.writeheader()
    writer.writerows({LABELS[key]: words for key, words in row.items()} for row in rows)
    return made.getvalue().encode()


def put(into: Case, *rows: Row, by: str = "") -> Merged:
    return brought(sheet(*rows), "csv", into, replace(MOMENT, by=by))


def problems(into: Case, *rows: Row, by: str = "") -> list[str]:
    with pytest.raises(ContentError) as error:
        put(into, *rows, by=by)
    return [str(problem) for problem in error.value.problems]


def answer(question: str = "PRV-01", word: str = "no", **more: str) -> Row:
    return {"question": question, "answer": word, **more}


def test_an_answer_goes_in_with_who_gave_it_and_when() -> None:
    done = put(case(), answer())
    given = done.assessment.answers["PRV-01"]
    assert (given.answer, given.by, given.on) == ("no", "ab", "2026-11-22")
    entry = done.assessment.history[-1]
    assert (entry.question, entry.did, entry.answer) == ("PRV-01", "answered", "no")
    assert (entry.by, entry.at) == ("ab", MOMENT.at)
    assert done.changes == ("PRV-01 no",)


def test_the_cell_names_who_answered_before_the_option_does() -> None:
    done = put(case(), answer(by="m1"), answer("PRV-02"), by="ab")
    assert [a.by for a in done.assessment.answers.values()] == ["m1", "ab"]


def test_somebody_new_becomes_an_assessor() -> None:
    done = put(case(), answer(), by="cd")
    assert done.assessment.assessor("cd") == an_assessor("cd")


def test_nobody_is_guessed_where_two_people_could_have_answered() -> None:
    two = case(assessors=(an_assessor("ab"), an_assessor("cd")))
    assert problems(two, answer()) == [
        "answers.csv:2:20: HRIA510 PRV-01: who answered? (fill in By, or name somebody with --as)"
    ]


def test_rows_that_are_not_filled_in_change_nothing() -> None:
    before = case(answers={"PRV-01": an_answer("no", by="ab", on="2026-11-21")})
    done = put(before, answer(word=""), {"question": "PRV-02"})
    assert done.changes == ()
    assert done.assessment == before.assessment


def test_a_further_row_without_an_answer_adds_evidence() -> None:
    piece = {"evidence.source": "text", "evidence.strength": "E4"}
    more = {"question": "PRV-01", "evidence.source": "leak", "evidence.strength": "e2"}
    given = put(case(), answer(**piece), more).assessment.answers["PRV-01"]
    assert [(e.source, e.strength) for e in given.evidence] == [("text", "E4"), ("leak", "E2")]


def test_what_a_spreadsheet_made_of_a_grade_is_understood() -> None:
    row = answer(word="Yes", **{**GRADES, "grades.scale": "4.0"})
    given = put(case(), row).assessment.answers["PRV-01"]
    assert given.grades
    assert given.grades.scale == 4


def test_a_note_alone_is_taken_in() -> None:
    done = put(case(), {"question": "PRV-02", "note": "ask again"})
    assert done.assessment.notes == {"PRV-02": "ask again"}
    assert done.assessment.history == ()


def test_a_machine_s_answer_stays_the_machine_s() -> None:
    before = case(answers={"PRV-01": an_answer("no", by="m1", on="2026-11-21")})
    assert problems(before, answer(by="ab", on="2026-11-21")) == [
        "answers.csv:2:20: HRIA510 PRV-01: a machine gave this answer, and it stays the machine's"
    ]
    assert put(before, answer(), by="ab").changes == ()


def test_an_answer_that_a_person_changes_is_the_person_s() -> None:
    before = case(answers={"PRV-01": an_answer("no", by="m1", on="2026-11-21")})
    row = answer(word="unknown", reason="text-not-read", by="m1", on="2026-11-21")
    given = put(before, row, by="ab").assessment.answers["PRV-01"]
    assert (given.by, given.on) == ("ab", "2026-11-22")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (answer(word="mabye"), "2:2: HRIA004 answer is 'mabye' (allowed: yes, partly, no,"),
        (answer(word="yse"), "2:2: HRIA004 answer is 'yse' (allowed: yes, partly, no, not-applica"),
        (answer(word="yes"), "2:2: HRIA503 PRV-01: the answer yes is adverse and needs grades"),
        (answer(word="unknown"), "2:2: HRIA506 PRV-01: unknown needs a reason"),
        (
            answer(word="yes", **{**GRADES, "grades.scope": "9"}),
            "2:11: HRIA004 scope is '9' (allowed: 1, 2, 3, 4)",
        ),
        (
            answer(word="yes", **{**GRADES, "grades.nexus": ""}),
            "2:15: HRIA002 nexus is missing",
        ),
        (
            answer(**{"evidence.clause": "6.3", "evidence.strength": "E4"}),
            "2:7: HRIA002 source is missing",
        ),
        (answer(on="21/11/2026"), "2:21: HRIA004 on is '21/11/2026' (allowed: a day such as"),
        (answer(by="zz"), "2:20: HRIA510 PRV-01: no assessor 'zz'"),
        (answer("PRV-77"), "2:1: HRIA502 no question PRV-77 in the checklists named"),
        (answer("PRV-03"), "2:1: HRIA502 PRV-03 is retired"),
        (answer(""), "2:1: HRIA002 the question ID is missing"),
        (answer(word="", rationale="so"), "2:2: HRIA002 answer is missing (allowed: yes,"),
        (answer(rationale=MASK), f"2:4: HRIA004 rationale is {MASK}, and the file has no such"),
        (
            answer(
                **{"evidence.quote": "a " * 26, "evidence.source": "x", "evidence.strength": "E1"}
            ),
            "2:6: HRIA004 quote is 26 words long (allowed: 25 at most)",
        ),
    ],
)
def test_each_problem_is_told_at_its_cell(row: Row, words: str) -> None:
    found = problems(case(), row)
    assert any(problem.startswith(f"answers.csv:{words}") for problem in found), found


def test_all_problems_are_told_at_once() -> None:
    rows = (answer(word="mabye"), answer("PRV-02", "unknown"))
    assert [p.split()[1] for p in problems(case(), *rows)] == ["HRIA004", "HRIA506"]


def test_a_question_with_two_answers_is_a_problem_at_the_second() -> None:
    assert problems(case(), answer(), answer(word="unknown")) == [
        "answers.csv:3:2: HRIA511 PRV-01 is answered twice: 'no' at answers.csv:2:2 as well"
    ]


def test_words_that_belong_to_the_answer_stand_in_its_row() -> None:
    row = {"question": "PRV-01", "rationale": "so"}
    assert problems(case(), answer(), row) == [
        "answers.csv:3:4: HRIA003 rationale belongs in the row that has the answer"
    ]


def secret() -> Case:
    hidden = an_answer(
        "no",
        rationale="Xyzzy",
        evidence=[evidence("E4", quote="Xyzzy")],
        confidential=True,
        by="ab",
    )
    return case(answers={"PRV-01": hidden})


def test_hidden_words_stay_where_the_answer_is_changed() -> None:
    data = written(secret(), "csv").replace(b'"no"', b'"unknown"', 1)
    data = data.replace(b'"unknown",""', b'"unknown","text-not-read"', 1)
    given = brought(data, "csv", secret()).assessment.answers["PRV-01"]
    assert (given.answer, given.rationale, given.by) == ("unknown", "Xyzzy", "ab")
    assert given.evidence[0].quote == "Xyzzy"
    assert given.confidential


def test_hidden_words_cannot_be_made_public_by_a_form() -> None:
    data = written(secret(), "csv").replace(b'"true"', b'""')
    with pytest.raises(ContentError, match="the words that are kept are confidential"):
        brought(data, "csv", secret())


def test_hidden_evidence_comes_back_whole_or_not_at_all() -> None:
    pieces = [evidence("E4", quote=f"Xyzzy {n}", confidential=True) for n in (1, 2)]
    into = case(answers={"PRV-01": an_answer("no", evidence=pieces, by="ab")})
    lines = written(into, "csv").splitlines(keepends=True)
    with pytest.raises(ContentError, match=r"1 pieces say .* and the file keeps 2"):
        brought(b"".join([*lines[:2], *lines[3:]]), "csv", into)


def test_a_machine_cannot_become_a_person_by_a_form() -> None:
    data = written(case(), "yaml").replace(b"kind: machine", b"kind: person")
    with pytest.raises(ContentError, match="m1 is a machine, and stays one"):
        brought(data, "yaml", case())


@pytest.mark.parametrize("key", ["objections", "review", "history", "to-confirm", "archived"])
def test_no_form_brings_in_a_review_or_a_journal(key: str) -> None:
    data = written(case(), "yaml") + f"{key}: {{state: approved}}\n".encode()
    with pytest.raises(ContentError, match=f"{key} is not brought in"):
        brought(data, "yaml", case())


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"standard": "itu-t/x.509"}, "the form is about itu-t/y.2770, the assessment about"),
        ({"edition": "2012-11"}, None),
        ({"checklists": [{"ref": "privacy@2.0.0"}]}, "the form was made for privacy@1.0.0"),
    ],
)
@pytest.mark.parametrize("format_", ["xlsx", "docx", "yaml"])
def test_a_form_fits_the_assessment_it_was_made_for(
    format_: str, other: dict[str, object], words: str | None
) -> None:
    data = written(case(), format_)
    into = case(**other)
    if words is None:
        assert brought(data, format_, into).changes == ()
        return
    with pytest.raises(ContentError, match=words):
        brought(data, format_, into)


def test_an_empty_yaml_form_answers_nothing() -> None:
    assert "answers" not in read(written(case(), "yaml"), "yaml").content
    assert form_of(case()).guides
