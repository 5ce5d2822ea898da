"""The hardest content a report can have: it is printed whole, inside the page, and stays valid."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import product
from typing import Any, get_args

import page
import pytest
from docx import Document
from pypdf import PdfReader

from hria.assess.plan import Part
from hria.brief import KINDS
from hria.brief.blocks import Brief, Figure, Heading, Paper, Scale, Table, Track
from hria.model.grades import Word
from hria.render import FORMATS
from tests.brief.example import made
from tests.render.pages import a_brief
from tests.support.builders import (
    a_checklist,
    a_question,
    an_answer,
    an_ask,
    an_assessment,
    evidence,
)
from tests.support.reading import said

pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file .*ttf:ResourceWarning"),
]

CASES = ("no finding", "60 findings", "long clauses", "other scripts", "an ask of two pages")
LONG = "annex " + "-".join(f"A{n}" for n in range(90))
OTHERS = "يفتح البند كل رسالة 深度包检测 Größe"
ARABIC = dict.fromkeys(range(1536, 1792), " ")
PAGES = " ".join(f"word-{n}" for n in range(1500))


@cache
def case(name: str, kind: str) -> Brief:
    """Return a report of *kind* on one of the cases."""
    count = 60 if name == "60 findings" else 3
    ids = [f"PRV-{n:02}" for n in range(1, count + 1)]
    fields: dict[str, object] = {}
    if name == "long clauses":
        fields = {"evidence": (evidence(clause=LONG),)}
    if name == "other scripts":
        fields = {"rationale": OTHERS}
    word: Word = "no" if name == "no finding" else "yes"
    answers = {i: an_answer(word, **fields) for i in ids}
    asks = (an_ask(text=PAGES),) if name == "an ask of two pages" else ()
    part = Part("privacy", "1.0.0", a_checklist(*map(a_question, ids)))
    return made(an_assessment(answers, asks=asks), (part,), None, kind)


def tight(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *product(("brief", "full"), CASES),
        *product(sorted(set(KINDS) - {"brief", "full"}), ("60 findings", "an ask of two pages")),
    ],
)
def test_the_hardest_content_is_printed_whole_inside_the_page_and_valid(
    kind: str, name: str
) -> None:
    brief = case(name, kind)
    printed = FORMATS["pdf"](brief)
    profile = page.ValidationProfile.PDF_UA_1
    assert [str(f) for f in page.validate_pdf_bytes(printed, profile=profile).failures] == []
    sheet = PdfReader(BytesIO(printed))
    assert not list(outside(sheet))
    # A line ends where it may; Arabic is read back from its other end.
    words = tight(said("pdf", printed))
    text = FORMATS["md"](brief).decode().replace("\\", "").translate(ARABIC)
    wanted = set(re.findall(r"[^\W_][\w-]*", text))
    assert [word for word in wanted if word not in words] == []
    if name == "other scripts" and kind in {"brief", "full"}:
        assert "深度包检测" in wanted


def outside(found: PdfReader) -> Iterator[str]:
    """Yield the words that begin outside of the margins of their page."""
    for sheet in found.pages:
        wide, high = float(sheet.mediabox.width), float(sheet.mediabox.height)
        placed: list[tuple[str, float, float]] = []

        def note(text: str, cm: Any, tm: Any, *_: Any) -> None:  # noqa: ANN401 - what pypdf gives
            if text.strip():
                x = float(tm[4]) * cm[0] + float(tm[5]) * cm[2] + cm[4]
                y = float(tm[4]) * cm[1] + float(tm[5]) * cm[3] + cm[5]
                placed.append((text, x, y))  # noqa: B023 - read before the next page

        sheet.extract_text(visitor_text=note)
        for text, x, y in placed:
            if not (0 <= x <= wide and 0 <= y <= high):
                yield text


@pytest.mark.parametrize("paper", get_args(Paper))
def test_a_report_is_printed_on_the_sheet_that_was_asked_for(paper: Paper) -> None:
    brief = replace(case("no finding", "brief"), paper=paper)
    box = PdfReader(BytesIO(FORMATS["pdf"](brief))).pages[0].mediabox
    size = {"a4": (595, 842), "letter": (612, 792)}[paper]
    assert (round(box.width), round(box.height)) == size
    found = Document(BytesIO(FORMATS["docx"](brief))).sections[0]
    assert found.page_width
    assert found.page_height
    assert (round(found.page_width.pt), round(found.page_height.pt)) == size


def test_what_joins_its_letters_is_not_drawn_but_written() -> None:
    track = Track("الخصوصية", "high", 3, 3, 3, sure=True)
    table = Table((50, 50), ("Right", "Range"), ((("الخصوصية",), ("high",)),))
    figure = Figure("A title", "All", Scale(("none", "low", "moderate", "high"), (track,)), table)
    shown = FORMATS["html"](a_brief(Heading(1, "x"), figure)).decode()
    assert "<svg" not in shown
    assert "الخصوصية" in shown
