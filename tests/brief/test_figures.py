from hria.assess.grading import level
from hria.brief.blocks import Figure, Map, Paragraph, Scale
from hria.model.grades import Level
from tests.brief.example import brief_of


def figures(kind: str = "brief", **changes: object) -> list[Figure]:
    return [b for b in brief_of(kind, **changes).blocks if isinstance(b, Figure)]


def scale(figure: Figure) -> Scale:
    assert isinstance(figure.drawing, Scale)
    return figure.drawing


def the_map(figure: Figure) -> Map:
    assert isinstance(figure.drawing, Map)
    return figure.drawing


def test_a_brief_and_a_full_report_draw_results_findings_and_what_asks_change() -> None:
    for kind in ("brief", "full"):
        drawn = [type(figure.drawing) for figure in figures(kind)]
        assert drawn == [Scale, Map, Scale]


def test_a_line_runs_from_the_floor_to_the_ceiling_with_a_mark_at_the_result() -> None:
    track = scale(figures()[0]).tracks[0]
    assert (track.name, track.said) == ("Home", "high to critical, provisional")
    assert (track.low, track.high, track.mark) == (Level.HIGH, Level.CRITICAL, Level.HIGH)
    assert not track.sure


def test_where_nobody_has_answered_there_is_no_mark() -> None:
    track = scale(figures(answers={}, asks=(), safeguards=())[0]).tracks[0]
    assert (track.low, track.mark) == (Level.NONE, None)
    assert track.said.startswith("not known, ")


def test_each_field_of_the_map_has_the_level_of_the_method() -> None:
    drawing = the_map(figures()[1])
    assert len(drawing.rows) == 4
    # METHOD section 4: the last row of the table stands on top.
    for severity, (_, fields) in zip((4, 3, 2, 1), drawing.rows, strict=True):
        for chance, field in zip((1, 2, 3, 4), fields, strict=True):
            assert field.level == level(severity, chance, "direct").word


def test_every_finding_with_a_level_lies_on_the_map_once() -> None:
    drawing = the_map(figures()[1])
    names = [name for _, fields in drawing.rows for field in fields for name in field.names]
    assert len(names) == len(set(names))
    assert {name.strip("()*") for name in names} >= {"HOM-01"}


def test_signs_on_the_map_are_explained_where_there_are_any() -> None:
    notes = [
        b for b in brief_of("brief").blocks if isinstance(b, Paragraph) and "In brackets" in str(b)
    ]
    names = [n for _, fs in the_map(figures()[1]).rows for f in fs for n in f.names]
    assert bool(notes) == any("(" in name or "*" in name for name in names)


def test_what_asks_change_leads_from_the_result_to_the_result_with_all_of_them() -> None:
    track = scale(figures()[2]).tracks[0]
    assert (track.mark, track.then) == (Level.HIGH, track.low)
    assert track.said


def test_a_figure_says_all_that_it_shows_in_sentences() -> None:
    for figure in figures():
        for row in figure.table.rows:
            for cell in row:
                words = str(cell[0])
                named = words.partition(": ")[2] or ""
                assert not named or named in figure.description


def test_without_asks_nothing_is_drawn_of_them() -> None:
    assert len(figures(asks=())) == 2
