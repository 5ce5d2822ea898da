import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from hria.brief.blocks import Field, Figure, Map, Scale, Table, Track
from hria.render.pdf import _FONTS
from hria.render.svg import long, svg, wrapped
from tests.render.pages import visible
from tests.support.searching import SOME

STEPS = ("none", "low", "moderate", "high", "critical")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=60)
PLACES = st.integers(0, 4)
TRACKS = st.builds(
    Track,
    name=WORDS,
    said=WORDS,
    low=PLACES,
    high=PLACES,
    mark=st.none() | PLACES,
    sure=st.booleans(),
    then=st.none() | PLACES,
)
NAME = st.from_regex(r"\A\(?[A-Z]{3}-[0-9]{2}\)?\*?\Z")
FIELDS = st.builds(
    Field, level=st.sampled_from(STEPS), word=WORDS, names=st.lists(NAME, max_size=60).map(tuple)
)
MAPS = st.builds(
    Map,
    columns=st.just(("1", "2", "3", "4")),
    rows=st.lists(
        st.tuples(WORDS, st.tuples(FIELDS, FIELDS, FIELDS, FIELDS)), min_size=1, max_size=4
    ).map(tuple),
)
SCALES = st.builds(Scale, steps=st.just(STEPS), tracks=st.lists(TRACKS, max_size=8).map(tuple))
TABLE = Table((50, 50), ("Right", "Range"), ())
S = "{http://www.w3.org/2000/svg}"


def drawn(drawing: Scale | Map, title: str = "A title", told: str = "All of it.") -> Any:  # noqa: ANN401
    return ET.fromstring(svg(Figure(title, told, drawing, TABLE), 3))  # noqa: S314 - our own


def words_in(element: Any) -> str:  # noqa: ANN401
    return "".join("".join(text.itertext()) for text in element.iter(f"{S}text"))


def tight(words: str) -> str:
    """Return what is seen of *words*, without blanks."""
    return "".join(visible(words).split())


@SOME
@given(SCALES | MAPS, WORDS, WORDS)
def test_a_drawing_is_well_formed_with_its_words_as_title_and_description(
    drawing: Scale | Map, title: str, told: str
) -> None:
    found = drawn(drawing, title, told)
    assert found.get("role") == "img"
    assert [each.tag for each in found[:2]] == [f"{S}title", f"{S}desc"]
    assert found.get("aria-labelledby") == found[0].get("id") == "figure-3-title"
    assert found.get("aria-describedby") == found[1].get("id") == "figure-3-said"
    assert tight(found[0].text or "") == tight(title)
    assert tight(found[1].text or "") == tight(told)


@SOME
@given(SCALES | MAPS)
def test_nothing_that_is_drawn_lies_outside_of_the_drawing(drawing: Scale | Map) -> None:
    found = drawn(drawing)
    _, _, wide, high = map(float, str(found.get("viewBox")).split())
    for each in found.iter():
        get = {k: float(v) for k, v in each.attrib.items() if re.fullmatch(r"-?[\d.]+", v)}
        for name, most in (("x", wide), ("x1", wide), ("x2", wide), ("cx", wide)):
            assert 0 <= get.get(name, 0) <= most
        for name in ("y", "y1", "y2", "cy"):
            assert -0.01 <= get.get(name, 0) <= high + 0.01
        if each.tag == f"{S}rect":
            assert get["x"] + get["width"] <= wide + 0.01
            assert get["y"] + get["height"] <= high + 0.01
        if each.tag == f"{S}text" and each.get("text-anchor") is None:
            assert get["x"] + long("".join(each.itertext())) <= wide + 0.01


@SOME
@given(SCALES)
def test_a_scale_names_every_step_and_every_line(scale: Scale) -> None:
    said = tight(words_in(drawn(scale)))
    for step in STEPS:
        assert step in said
    for track in scale.tracks:
        assert tight(track.name) in said
        assert tight(track.said) in said


@SOME
@given(MAPS)
def test_a_map_names_everything_that_lies_on_it(drawing: Map) -> None:
    said = tight(words_in(drawn(drawing)))
    for name, fields in drawing.rows:
        assert tight(name) in said
        for field in fields:
            assert tight(field.said) in said


def marks(track: Track) -> dict[str, int]:
    found = drawn(Scale(STEPS, (track,)))
    kinds = [each.get("class") for each in found.iter() if each.tag in {f"{S}circle", f"{S}path"}]
    return {str(kind): kinds.count(kind) for kind in kinds}


def test_what_is_not_known_has_no_mark_and_a_broken_line() -> None:
    unknown = Track("Privacy", "not known", 0, 4, None, sure=False)
    assert marks(unknown) == {}
    assert "stroke-dasharray" in svg(Figure("t", "d", Scale(STEPS, (unknown,)), TABLE), 1)


@pytest.mark.parametrize(("sure", "shape"), [(True, "f-mark"), (False, "f-open")])
def test_a_provisional_result_has_an_open_mark(sure: bool, shape: str) -> None:  # noqa: FBT001
    assert marks(Track("Privacy", "high", 3, 3, 3, sure=sure)) == {shape: 1}


def test_an_arrow_leads_to_what_the_asks_would_make_of_a_result() -> None:
    found = drawn(Scale(STEPS, (Track("Privacy", "x", 1, 4, 4, sure=True, then=1),)))
    square = [e for e in found.iter(f"{S}rect") if e.get("class") == "f-open"]
    circle = next(iter(found.iter(f"{S}circle")))
    assert len(square) == 1
    assert float(square[0].get("x", 0)) < float(circle.get("cx", 0))
    assert len(list(found.iter(f"{S}path"))) == 1


@SOME
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=80))
def test_a_line_is_never_longer_than_is_reckoned(words: str) -> None:
    with TTFont(_FONTS / "NotoSans-Regular.ttf", lazy=True) as font:
        names, metrics = font.getBestCmap(), font["hmtx"]
        real = sum(metrics[names[ord(letter)]][0] for letter in words) / font["head"].unitsPerEm
    assert 2.5 * real <= long(words) <= 2.5 * real * 1.02 + 0.01


@SOME
@given(WORDS, st.floats(8, 60))
def test_words_are_broken_into_lines_that_fit_and_none_is_lost(words: str, width: float) -> None:
    lines = wrapped(words, width)
    assert tight("".join(lines)) == tight(words)
    assert all(long(line) <= width or len(line) == 1 for line in lines)
