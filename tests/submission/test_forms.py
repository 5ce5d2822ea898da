"""What every form says, in every format it takes."""

import os
import re
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from docx import Document

from hria.model.standard import SubmissionForm
from hria.submission import FORMS, LAYOUTS
from tests.submission.papers import HOSTILE, an_ask, paper

SNAPSHOTS = Path(__file__).parent / "snapshots"
PACKAGE = Path(__file__).resolve().parents[2] / "hria" / "submission"
BOTH = [(form, ending) for form, made in FORMS.items() for ending in made.formats]
PLAIN = [(form, ending) for form, ending in BOTH if ending != "docx"]
KINDS = [
    an_ask(),
    an_ask(id="A2", action="ADD", clause="7.2", text="Write: the key stays with the tenant."),
    an_ask(id="A3", action="SUP", clause="6.3, Figure 2", text="Delete the figure.", reason=""),
    an_ask(id="A4", action="NOC", clause="5", text="This clause protects.", addresses=["SPK-01"]),
]


def text_of(data: bytes, ending: str) -> str:
    """Return all words of a document, those that go and those that come among them."""
    if ending != "docx":
        return data.decode("utf-8-sig")
    body = Document(BytesIO(data)).element.body
    lines = (
        "".join(part.text or "" for part in each.iter() if part.tag.endswith(("}t", "}delText")))
        for each in body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    )
    return "\n".join(lines)


def made(form: str, ending: str, *asks: object, **changes: object) -> str:
    return text_of(LAYOUTS[ending](paper(form, *asks, **changes)), ending)  # type: ignore[arg-type]


def test_every_form_is_a_module_and_every_module_a_form_or_a_layout() -> None:
    assert list(FORMS) == list(get_args(SubmissionForm))
    for name, form in FORMS.items():
        assert form.make.__name__ == name.replace("-", "_")
        assert form.make.__module__ == f"hria.submission.{form.make.__name__}"
        assert set(form.formats) <= set(LAYOUTS)
    helpers = {"__init__", "base", "readiness", "revisions", "wording"}
    modules = {path.stem for path in PACKAGE.glob("*.py")} - helpers
    layouts = {layout.__name__ for layout in LAYOUTS.values()}
    assert modules == layouts | {form.make.__name__ for form in FORMS.values()}


# What a person or a machine answered, and how far the review has come, is read before all else.
@pytest.mark.parametrize(("form", "ending"), BOTH)
def test_draft_and_machine_are_said_in_the_first_lines(form: str, ending: str) -> None:
    start = " ".join(made(form, ending).split())[:600]
    assert "DRAFT. Draft, review state “draft”" in start
    assert "answers were given by a machine" in start
    assert "No person has reviewed them." in start


@pytest.mark.parametrize(("form", "ending"), BOTH)
def test_every_ask_stands_with_its_ground(form: str, ending: str) -> None:
    said = " ".join(made(form, ending, *KINDS).split())
    assert said.count("On the text alone, the assessment comes to this:") == 3
    assert "On the text alone, no finding is made yet on the questions addressed (SPK-01)" in said
    assert "Reason for the change: Letters are private." in said
    assert "illegal" not in said.lower()
    for word in ("ADD", "MOD", "SUP", "NOC"):
        assert re.search(rf"\b{word}\b", said), word


@pytest.mark.parametrize(("form", "ending"), BOTH)
def test_the_same_input_gives_the_same_bytes(form: str, ending: str) -> None:
    assert LAYOUTS[ending](paper(form, *KINDS)) == LAYOUTS[ending](paper(form, *KINDS))


@pytest.mark.parametrize(("form", "ending"), BOTH)
def test_what_is_confidential_is_in_no_document(form: str, ending: str) -> None:
    secret = an_ask(id="A2", text="Xyzzy", clause="Xyzzy", reason="Xyzzy", confidential="true")
    answer = {
        "answer": "yes",
        "rationale": "Xyzzy",
        "evidence": [{"clause": "Xyzzy", "quote": "Xyzzy", "source": "Xyzzy", "strength": "E4"}],
        "grades": {
            "scale": "4", "scope": "3", "irremediability": "3", "force": "N4", "nexus": "direct",
        },
        "by": "x1",
        "confidential": "true",
    }  # fmt: skip
    who = {"id": "x1", "kind": "person", "name": "Xyzzy", "confidential": "true"}
    said = made(form, ending, an_ask(), secret, answers={"HOM-01": answer}, assessors=[who])
    assert "Xyzzy" not in said
    assert "[confidential]" not in said.replace("undisclosed", "")
    assert "Letters are private." in " ".join(said.split())


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize(("form", "ending"), BOTH)
def test_hostile_words_stay_words(form: str, ending: str, words: str) -> None:
    ask = an_ask(text=f"{words} x", clause=f"{words} 6.1", reason=words)
    data = LAYOUTS[ending](paper(form, ask))
    said = text_of(data, ending)
    assert not re.search("[\u202a-\u202e\x07\x1b]", said)
    if ending == "docx":
        document = Document(BytesIO(data))
        assert not [p for p in document.paragraphs if p.hyperlinks]
    if ending == "md":
        assert not re.search(r"(?<!\\)<", said)
        assert not re.search(r"(?<![\\\w])[@#]\w", said)
    if ending == "txt":
        assert not {"--", "-- "} & set(said.splitlines())
        assert "\n\nBcc" not in said


@pytest.mark.parametrize(("form", "ending"), PLAIN)
def test_a_document_reads_as_its_snapshot(form: str, ending: str) -> None:
    data = LAYOUTS[ending](paper(form, *KINDS, meeting="2027-03-15"))
    snapshot = SNAPSHOTS / f"{form}.{ending}"
    if "HRIA_UPDATE" in os.environ:
        snapshot.parent.mkdir(exist_ok=True)
        snapshot.write_bytes(data)
    assert data == snapshot.read_bytes(), f"{snapshot.name}: HRIA_UPDATE=1 writes it anew"
