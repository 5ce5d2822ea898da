from pathlib import Path

import pytest

from hria.brief.blocks import Paragraph
from hria.cli.opening import open_assessment
from hria.content.roots import shipped
from tests.brief.example import brief_of, made, opened, plain, rows, words
from tests.support.builders import a_part, an_assessment

REPORTS = sorted((shipped() / "reports").glob("*/*/*"))
LONGEST = 120


def test_there_is_one_row_whose_columns_are_always_the_same() -> None:
    assert rows(brief_of("summary"), "Standard") == [
        [
            "ACME T.1",
            "2020-01",
            "in force",
            "Home: high (high to critical); Speech: not known (up to critical)",
            "4",
            "A1, A2, A3",
            "DRAFT: draft",
            "A. Berg, person: 4; Language model, machine: 5",
        ]
    ]


def test_the_paragraph_names_the_text_the_results_the_gravest_findings_and_the_asks() -> None:
    said = words(brief_of("summary"))
    assert "ACME T.1, “Doors, windows & walls <part 1>”, edition 2020-01 (in force)." in said
    assert "Results: Home: high (high to critical; provisional); Speech: not known" in said
    assert "Findings that count: 4; the gravest: Letters read (HOM-01), Keys" in said
    assert "Asks: 3; with all of them accepted: Home moderate." in said
    assert "An assessment of a text is not a finding of violation." in said
    assert (
        "Title: verified [1], title page; Made by: verified [1], p. 1; [1] ACME, page of T.1"
        in said
    )


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.parent.name)
def test_the_paragraph_has_at_most_120_words(path: Path) -> None:
    found = open_assessment(path)
    assert found.descriptor is not None
    brief = made(found.assessment, found.parts, found.descriptor.document, "summary")
    first = next(block for block in brief.blocks if isinstance(block, Paragraph))
    assert 40 < len(plain(first.line).split()) <= LONGEST


def test_an_assessment_without_anything_says_so() -> None:
    brief = made(an_assessment(), (a_part(),), None, "summary")
    said = words(brief)
    assert "No finding counts. No ask is recorded." in said
    assert "no descriptor was found" in said
    row = rows(brief, "Standard")[0]
    assert (row[2], row[5], row[7]) == ("unknown", "none", "nobody yet")


def test_answers_that_nobody_signed_are_not_said_to_be_anybodys() -> None:
    given = {"HOM-01": {**opened().assessment.answers["HOM-01"].model_dump(), "by": None}}
    row = rows(brief_of("summary", answers=given, asks=(), safeguards=()), "Standard")[0]
    assert row[7] == "not recorded: 1"
