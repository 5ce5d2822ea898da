"""What is confidential stays out of every output, whatever else is in the file."""

import json
import re
from collections.abc import Callable, Iterator
from csv import DictReader
from io import BytesIO, StringIO
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from docx import Document
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from hria.assess.score import score
from hria.assess.shown import shown
from hria.brief import KINDS
from hria.check import problems
from hria.cli import problems as listing
from hria.cli import scoring, showing
from hria.cli.opening import Opened, library, open_assessment
from hria.cli.reporting import reported
from hria.model.assessment import Assessment
from hria.render import FORMATS
from tests.brief.example import PLACE, WORKSPACE, assessment, banner, brief_of, words, written
from tests.support import reading
from tests.support.searching import SOME

MARK = "Zebrafish"
"""Stands in every field that is to be hidden; it occurs nowhere else."""

FAST = sorted(set(FORMATS) - {"pdf"})
"""A PDF takes a second, so it has a test of its own."""

Plain = dict[str, Any]

# Which words each kind of entry hides (FORMATS: words and names, never the answer word,
# the grades or the strength).
HIDDEN = {
    "evidence": ("clause", "quote", "source"),
    "safeguards": ("clause", "text"),
    "asks": ("clause", "text", "reason"),
    "enabling": ("text", "source"),
    "assessors": ("name", "affiliation", "interests"),
    "objections": ("text", "by", "source", "answer"),
    "dissent": ("text",),
}


FORMER = ("to-confirm", "archived")
"""Where answers to earlier wordings are kept."""


def everything() -> Plain:
    """Return the small assessment as plain values, with something in every field that may hide."""
    plain: Plain = assessment().model_dump(mode="json", by_alias=True, exclude_unset=True)
    plain["answers"]["HOM-02"]["likelihood-reason"] = "It was seen."
    plain["review"] = {
        "state": "rights-review",
        "history": [
            {"state": "rights-review", "by": "ab", "on": "2026-11-21", "note": "Read it all."}
        ],
        "dissent": [
            {"by": "ab", "on": "2026-11-12", "question": "HOM-01", "text": "It is graver."},
            {"by": "m1", "right": "home", "text": "It is not known."},
        ],
    }
    plain["objections"] = [
        {
            "id": "O1",
            "text": "Porters are honest.",
            "by": "ACME",
            "source": "page",
            "answer": "Some are not.",
            "questions": ["HOM-01", "HOM-02"],
        }
    ]
    plain["history"] = [
        {
            "question": name,
            "did": "answered",
            "answer": "no",
            "by": by,
            "at": f"2026-11-0{n}T09:30Z",
        }
        for n, (name, by) in enumerate((("HOM-01", "ab"), ("HOM-02", "m1")), 1)
    ]
    # Notes are in no output, whatever else is confidential; this answer is kept aside.
    plain["notes"] = {"HOM-01": MARK, "HOM-09": MARK}
    plain["answers"]["HOM-09"] = {"answer": "no", "rationale": MARK, "by": "ab"}
    for key, name in zip(FORMER, ("HOM-08", "HOM-01"), strict=True):
        answer = {
            "answer": "no",
            "rationale": "It was so.",
            "evidence": [{"clause": "9", "quote": "so", "source": "text", "strength": "E3"}],
            "by": "ab",
        }
        plain[key] = [
            {"question": name, "under": "home@0.9.0", "reason": "Reworded", "answer": answer}
        ]
    return plain


def entries(plain: Plain) -> list[tuple[str, Plain]]:
    """Return every entry that may be confidential, with its kind, in the order of the file."""
    former = [old["answer"] for key in FORMER for old in plain[key]]
    answers = [*plain["answers"].values(), *former]
    pieces = [("evidence", piece) for answer in answers for piece in answer.get("evidence", ())]
    lists = {**plain, "dissent": plain["review"]["dissent"]}
    listed = [(kind, e) for kind in HIDDEN if kind != "evidence" for e in lists[kind]]
    return [*(("answers", answer) for answer in answers), *pieces, *listed]


def hide(plain: Plain, which: list[bool]) -> Plain:
    """Make the entries confidential that *which* names, and mark all their words."""
    for (kind, entry), wanted in zip(entries(plain), which, strict=True):
        if wanted:
            entry["confidential"] = True
            if kind == "answers":
                _mark_answer(entry)
            else:
                entry.update(dict.fromkeys(HIDDEN[kind], MARK))
    _mark_ids(plain)
    return plain


def _mark_answer(answer: Plain) -> None:
    answer["rationale"] = MARK
    for piece in answer.get("evidence", ()):
        piece.update(dict.fromkeys(HIDDEN["evidence"], MARK))
    if "documented-use" in answer:
        answer["documented-use"] = [{"what": MARK, "source": MARK}]
    if "likelihood-reason" in answer:
        answer["likelihood-reason"] = MARK
    for test in answer.get("tests", {}).values():
        test["reason"] = MARK


def _mark_ids(plain: Plain) -> None:
    """Let the ids of confidential assessors tell who they are."""
    new = {
        a["id"]: f"{MARK}-{a['id']}" if a.get("confidential") else a["id"]
        for a in plain["assessors"]
    }
    for assessor in plain["assessors"]:
        assessor["id"] = new[assessor["id"]]
    former = [old["answer"] for key in FORMER for old in plain[key]]
    for answer in (*plain["answers"].values(), *former):
        answer["by"] = new[answer["by"]]
    for step in plain["review"]["history"]:
        if new[step["by"]] != step["by"]:
            step["note"] = MARK
    for dissent in plain["review"]["dissent"]:
        if new[dissent["by"]] != dissent["by"]:
            dissent["text"] = MARK
    steps = (*plain["review"]["history"], *plain["review"]["dissent"], *plain["history"])
    for step in steps:
        step["by"] = new[step["by"]]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of an assessment that lies in a copy of the small workspace."""
    copy = copytree(WORKSPACE, tmp_path_factory.mktemp("confidential") / "workspace")
    return copy / PLACE.relative_to(WORKSPACE) / "assessment.yaml"


def put(file: Path, plain: Plain) -> Path:
    """Write an assessment into *file*."""
    file.write_bytes(written(Assessment.model_validate(plain)))
    return file


def outputs(path: Path) -> Iterator[tuple[str, str]]:
    """Yield everything that commands print of an assessment, with the name of the command."""
    found = open_assessment(path)
    for kind in KINDS:
        # All formats are made from the same blocks, and the full report has most of them.
        for name in FAST if kind == "full" else ("md",):
            made = reported(found, kind, name, "en")
            yield f"report {kind} {name}", reading.everything(made)
    for explain in (False, True):
        scored = score(found.assessment, found.parts, found.features, explain=explain)
        yield f"score text {explain}", scoring.as_text(scored, explain=explain)
        yield f"score json {explain}", scoring.as_json(scored, explain=explain)
    yield "show", "\n".join(showing.assessment(found))
    yield "shown", shown(found.assessment).model_copy(update={"answers": {}}).model_dump_json()
    yield from checks(path)


def checks(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what check prints of an assessment."""
    found = problems(library(path.parent), (path,))
    yield "check text", listing.FORMATS["text"](found)
    yield "check json", listing.FORMATS["json"](found)


COUNT = len(entries(everything()))
FLAGS = st.lists(st.booleans(), min_size=COUNT, max_size=COUNT)


@SOME
@given(which=FLAGS)
@example(which=[True] * COUNT)
def test_confidential_words_and_names_are_in_no_output_of_any_command(
    file: Path, which: list[bool]
) -> None:
    for command, said in outputs(put(file, hide(everything(), which))):
        assert MARK.lower() not in said.lower(), command


def test_the_marks_would_be_seen_if_nothing_were_hidden(file: Path) -> None:
    plain = hide(everything(), [True] * COUNT)
    for _, entry in entries(plain):
        entry["confidential"] = False
    said_by = dict(outputs(put(file, plain)))
    reports = {name: said for name, said in said_by.items() if name.startswith("report")}
    assert reports
    assert all(MARK in said for said in reports.values())


@SOME
@given(which=FLAGS)
def test_hiding_words_changes_no_result(file: Path, which: list[bool]) -> None:
    # "never the answer word, the grades or the strength, so that a result stays the same"
    before = told(open_assessment(put(file, everything())))
    assert told(open_assessment(put(file, hide(everything(), which)))) == before


def told(opened: Opened) -> object:
    """Return the results, and what a full report says of answer words, grades and strengths."""
    scored = score(opened.assessment, opened.parts, opened.features)
    lines = reported(opened, "full", "md", "en").decode().splitlines()
    shown = ("### ", "- Graded", "- Vector", "- Level", "- Unknown")
    strengths = [m[0] for line in lines if (m := re.match(r"- Evidence: E\d", line))]
    return scoring.as_json(scored), [line for line in lines if line.startswith(shown)], strengths


PDF_LEAVES_OPEN = (
    pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file .*ttf:ResourceWarning"),
)


def leaves_open(test: Callable[..., None]) -> Callable[..., None]:
    """Mark *test* as one that makes a PDF: WeasyPrint leaves files open."""
    for mark in PDF_LEAVES_OPEN:
        test = mark(test)
    return test


@leaves_open
@pytest.mark.parametrize(
    ("kind", "which"),
    [*((kind, [True] * COUNT) for kind in KINDS), ("full", [n % 2 == 0 for n in range(COUNT)])],
)
def test_confidential_words_are_in_no_part_of_a_pdf(
    file: Path, kind: str, which: list[bool]
) -> None:
    found = open_assessment(put(file, hide(everything(), which)))
    made = reported(found, kind, "pdf", "en")
    whole = reading.everything(made)
    assert "Human-rights" in whole
    assert reading.traces(made, MARK) == []
    assert MARK.lower() not in "".join(whole.split()).lower()


@leaves_open
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FORMATS)
def test_confidential_words_come_back_where_they_are_asked_for_and_every_page_says_so(
    file: Path, kind: str, name: str
) -> None:
    found = open_assessment(put(file, hide(everything(), [True] * COUNT)))
    made = reported(found, kind, name, "en", confidential=True)
    said = reading.said(name, made)
    assert MARK in said
    assert "[confidential]" not in said
    assert "withheld" not in said or name == "json"
    banner = "Confidential: this report holds words and names that are kept out of other reports."
    if name == "csv":
        # Nothing stands around the rows, so each of them says it.
        rows = list(DictReader(StringIO(said)))
        assert rows
        assert all(row["State of the assessment"].startswith("CONFIDENTIAL") for row in rows)
    else:
        assert "".join(banner.split()) in "".join(said.split())
    assert not any(note in said for note in found.assessment.notes.values() if note != MARK)
    for page in pages(name, made):
        assert "CONFIDENTIAL" in page


def pages(name: str, made: bytes) -> list[str]:
    """Return what stands on each page, or in the heads and feet that every page has."""
    match name:
        case "pdf":
            return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]
        case "docx":
            section = Document(BytesIO(made)).sections[0]
            parts = (section.header, section.footer)
            return ["".join(p.text for p in part.paragraphs) for part in parts]
        case "xlsx":
            sheets = load_workbook(BytesIO(made)).worksheets
            heads = [str(s.oddHeader.center.text) for s in sheets if s.oddHeader is not None]
            feet = [str(s.oddFooter.left.text) for s in sheets if s.oddFooter is not None]
            assert len(heads) == len(feet) == len(sheets)
            return [*heads, *feet]
        case "html" | "md":
            # A page on the screen has a first line and a last one.
            return [made.decode()]
        case _:
            return []


def test_notes_stay_out_even_where_what_is_confidential_is_in(file: Path) -> None:
    plain = everything()
    found = open_assessment(put(file, plain))
    for name in FAST:
        made = reported(found, "full", name, "en", confidential=True)
        # The only marks are in notes, and in an answer that is kept aside.
        assert MARK not in reading.everything(made), name


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_out_is_counted(file: Path, kind: str) -> None:
    plain = everything()
    plain["answers"]["HOM-02"]["confidential"] = True
    plain["answers"]["HOM-01"]["evidence"][0]["confidential"] = True
    plain["asks"][0]["confidential"] = True
    plain["asks"][1]["confidential"] = True
    plain["safeguards"][0]["confidential"] = True
    plain["enabling"][0]["confidential"] = True
    plain["assessors"][0]["confidential"] = True
    plain["objections"][0]["confidential"] = True
    plain["review"]["dissent"][0]["confidential"] = True
    found = open_assessment(put(file, plain))
    counted = (
        "Confidential: 2 pieces of evidence withheld; the reasons of 1 answer and who gave it"
        " withheld; 2 asks withheld; 1 safeguard withheld; 1 good effect withheld; 1 objection"
        " withheld; 1 dissent withheld, and who wrote it; 1 name withheld."
    )
    for name in ("md", "html", "docx", "xlsx"):
        assert counted in " ".join(reading.said(name, reported(found, kind, name, "en")).split())
    told = json.loads(reported(found, kind, "json", "en"))["withheld"]
    assert told == {
        "evidence": 2,
        "answers": 1,
        "asks": 2,
        "safeguards": 1,
        "enabling": 1,
        "objections": 1,
        "dissent": 1,
        "names": 1,
    }


def test_where_nothing_is_left_out_nothing_is_said_of_it(file: Path) -> None:
    found = open_assessment(put(file, everything()))
    for kind in KINDS:
        assert "withheld" not in reported(found, kind, "md", "en").decode()


def test_everything_hidden_is_said_to_be_hidden(file: Path) -> None:
    path = put(file, hide(everything(), [True] * COUNT))
    full = reported(open_assessment(path), "full", "md", "en").decode()
    assert full.count("\\[confidential\\]") > COUNT


def test_a_machine_whose_answers_are_confidential_is_still_called_one() -> None:
    plain = hide(everything(), [True] * COUNT)
    said = banner(brief_of("full", **plain_fields(plain)))
    assert "5 of 9 answers were given by a machine ([confidential])" in said


def plain_fields(plain: Plain) -> Plain:
    """Return an assessment's keys as its model names them."""
    return Assessment.model_validate(plain).model_dump(exclude_unset=True)


def test_who_gave_a_confidential_answer_and_when_is_not_told() -> None:
    plain = everything()
    plain["answers"]["HOM-01"] |= {"confidential": True, "by": "ab", "on": "2026-11-19"}
    full = words(brief_of("full", **plain_fields(plain)))
    answer = full.partition("HOM-01 Letters read: yes")[2].partition("HOM-02 Keys")[0]
    assert "Given by: undisclosed-person, person." in answer
    assert "2026-11-19" not in full


def test_who_dissents_in_confidence_and_when_is_not_told() -> None:
    plain = everything()
    plain["review"]["dissent"][0]["confidential"] = True
    full = words(brief_of("full", **plain_fields(plain)))
    assert "[confidential] (person), on HOM-01: [confidential]" in full
    assert "It is graver." not in full
    assert "2026-11-12" not in full


def test_the_order_of_the_file_does_not_tell_who_a_confidential_assessor_is() -> None:
    plain = everything()
    plain["assessors"][0]["confidential"] = True
    full = words(brief_of("full", **plain_fields(plain)))
    assert not re.search(r"\bab\b", full)
    assert "A. Berg" not in full
    assert "Tenants" not in full


def test_check_does_not_print_the_source_of_confidential_evidence(file: Path) -> None:
    # A source that looks like a key is named where the descriptor does not have it.
    plain = everything()
    plain["answers"]["HOM-01"]["evidence"][0] |= {
        "confidential": True,
        "source": "zebrafish.memo",
    }
    said = dict(checks(put(file, plain)))
    assert "zebrafish" not in said["check text"]
    assert "zebrafish" not in said["check json"]


def test_check_does_not_print_the_source_of_a_confidential_answer(file: Path) -> None:
    plain = everything()
    plain["answers"]["HOM-01"] |= {"confidential": True}
    plain["answers"]["HOM-01"]["evidence"][0]["source"] = "zebrafish.memo"
    said = dict(checks(put(file, plain)))
    assert "zebrafish" not in said["check text"]


@pytest.mark.parametrize("broken", ["answer", "review"])
def test_check_does_not_list_confidential_assessors_as_known(file: Path, broken: str) -> None:
    plain = everything()
    plain["assessors"][0] |= {"confidential": True, "id": "zebrafish"}
    for answer in plain["answers"].values():
        answer["by"] = "zebrafish" if answer["by"] == "ab" else answer["by"]
    plain["review"]["history"][0]["by"] = "nobody" if broken == "review" else "zebrafish"
    if broken == "answer":
        plain["answers"]["HOM-02"]["by"] = "nobody"
    said = dict(checks(put(file, plain)))["check text"]
    assert "no assessor 'nobody'" in said
    assert "zebrafish" not in said
