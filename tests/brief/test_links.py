"""Links and pictures in what people wrote: shown as words, never followed, in every format."""

import re
import socket
import sys
from csv import reader
from io import BytesIO, StringIO
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from hria.brief import KINDS
from hria.cli.opening import open_assessment
from hria.cli.reporting import reported
from hria.render import FORMATS
from tests.brief.example import PLACE, WORKSPACE
from tests.brief.test_confidential import FAST, Plain, everything, leaves_open, put
from tests.render.pages import Page
from tests.support import reading

PLACES = [
    "file:///etc/passwd",
    "http://127.0.0.1:9/x.png",
    "//127.0.0.1:9/x",
    "\\\\host\\share\\x",
    "javascript:alert(1)",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "ftp://127.0.0.1:9/x",
]
SHAPES = [
    "![x]({})",
    "[x]({})",
    "[x][1]\n\n[1]: {}",
    "<{}>",
    '<img src="{}">',
    '<a href="{}">x</a>',
    '<link rel="attachment" href="{}">',
    "<style>@import url({});</style>",
    '=HYPERLINK("{}")',
    "=cmd|'/C calc'!A0 {}",
    "+{}",
    "@SUM({})",
    "-{}",
    "{}",
    '<w:hyperlink r:id="rId1">{}</w:hyperlink>',
    '{{INCLUDEPICTURE "{}"}}',
]
POISONED = st.builds(str.format, st.sampled_from(SHAPES), st.sampled_from(PLACES))
EVERY = [shape.format(place) for shape in SHAPES for place in PLACES]


def poisoned(words: list[str]) -> Plain:
    """Return the assessment with *words*, each in turn, wherever somebody may write."""
    plain = everything()
    turns = iter(words * 100)

    def pour(entry: Plain, *keys: str) -> None:
        entry.update({key: next(turns) for key in keys})

    for answer in plain["answers"].values():
        pour(answer, "rationale")
        for piece in answer.get("evidence", ()):
            pour(piece, "clause", "quote", "source")
    for ask in plain["asks"]:
        pour(ask, "clause", "text", "reason")
    for safeguard in plain["safeguards"]:
        pour(safeguard, "clause", "text")
    for effect in plain["enabling"]:
        pour(effect, "text", "source")
    for assessor in plain["assessors"]:
        pour(assessor, "name", "affiliation", "interests", "role")
    return plain


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of an assessment that lies in a copy of the small workspace."""
    copied = copytree(WORKSPACE, tmp_path_factory.mktemp("links") / "workspace")
    return copied / PLACE.relative_to(WORKSPACE) / "assessment.yaml"


def inert(name: str, made: bytes) -> None:
    """Fail where anything in a report of the format *name* leads out of it, or would run."""
    match name:
        case "html":
            page = Page(made.decode())
            assert not {"img", "link", "script", "iframe", "object", "use"} & {*page.elements}
            assert all(str(to).startswith("#source-") for to in page.values("a", "href"))
            assert not {"src", "onload", "onclick"} & {key for _, key, _ in page.attributes}
        case "docx" | "xlsx":
            with ZipFile(BytesIO(made)) as pack:
                for part in pack.namelist():
                    text = pack.read(part).decode(errors="replace")
                    assert 'TargetMode="External"' not in text, part
                    assert not re.search(r"<(w:hyperlink|w:instrText|hyperlink|f)[ >]", text), part
            if name == "xlsx":
                cells = (
                    c for s in load_workbook(BytesIO(made)) for row in s.iter_rows() for c in row
                )
                assert all(cell.data_type != "f" for cell in cells)
        case "csv":
            for row in reader(StringIO(made.decode("utf-8-sig"))):
                assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)
        case "md":
            # A sign that CommonMark could take for markup has a backslash before it.
            assert not re.search(r"(?<!\\)[\[<](?!br>)", made.decode().replace("\\\\", ""))
        case "pdf":
            # What is embedded is what the report was made from (hria verify looks at it).
            actions = ("/URI", "/Launch", "/JavaScript", "/GoToR", "/GoToE")
            found = PdfReader(BytesIO(made))
            every = [found.get_object(n) for n in range(1, int(str(found.trailer["/Size"])))]
            assert not any(f"'{each}'" in repr(held) for each in actions for held in every)
        case _:
            # Words and nothing else.
            assert name == "json"


@settings(max_examples=12)
@given(words=st.lists(POISONED, min_size=1, max_size=12), name=st.sampled_from(FAST))
def test_links_and_pictures_in_answers_lead_nowhere(
    file: Path, words: list[str], name: str
) -> None:
    found = open_assessment(put(file, poisoned(words)))
    for kind in KINDS:
        inert(name, reported(found, kind, name, "en"))


@leaves_open
@pytest.mark.parametrize("name", FORMATS)
def test_every_kind_of_link_is_shown_as_words_and_nothing_is_fetched(file: Path, name: str) -> None:
    asked: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and (
            event.startswith("socket.") or (event == "open" and "passwd" in str(arguments))
        ):
            asked.append(event)

    found = open_assessment(put(file, poisoned(EVERY)))
    # It cannot be taken away again, so it is told when to look.
    sys.addaudithook(watch)
    made = reported(found, "full", name, "en")
    watching = False
    assert asked == []
    inert(name, made)
    said = "".join(reading.said(name, made).split()).replace("\\", "")
    if name != "csv":
        for place in ("file:///etc/passwd", "javascript:alert(1)", "hostsharex"):
            assert place in said


def test_the_watch_would_see_a_connection() -> None:
    asked: list[str] = []
    watching = True
    sys.addaudithook(
        lambda event, _: asked.append(event) if watching and "socket" in event else None
    )
    with socket.socket():
        watching = False
    assert asked
