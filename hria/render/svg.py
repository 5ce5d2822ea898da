"""Figures as drawings that stand in a page: no script, no style of their own, all words escaped.

A unit of a drawing is a millimetre on a sheet. Colours say nothing that a word,
a shape or a place does not say too.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from html import escape

from hria.brief.blocks import Field, Figure, Map, Scale, Track
from hria.render.markdown import visible

_SIZE = 2.5
"""The height of the letters: seven points."""

_LEADING = 3.1
_FONTS = "Noto Sans, Noto Sans Arabic, Noto Sans SC, sans-serif"

_INK, _SOFT, _DEEP, _BAR, _PAPER = "#14202b", "#4a5866", "#12385c", "#c9d8e6", "#ffffff"
_GROUNDS = {
    "critical": ("#f6dadd", 0.6),
    "high": ("#fbe3d3", 0.45),
    "moderate": ("#fdf3d0", 0.3),
    "low": ("#e6f0f8", 0.2),
    "none": ("#f4f6f5", 0.1),
}
"""The ground of a field and the width of its border, which grows with the level."""

SCALE_WIDTH, MAP_WIDTH = 80.0, 104.0
_NAMES = 37.0
_FIRST, _LAST = 43.0, 75.0
_SIDE = 15.4
_EDGE = 0.9

# fmt: off
_WIDTHS = (
    261, 270, 409, 647, 573, 832, 733, 226, 301, 301, 552, 573, 269, 323, 269, 373, 573, 573,
    573, 573, 573, 573, 573, 573, 573, 573, 269, 269, 573, 573, 573, 435, 900, 640, 651, 633,
    731, 557, 520, 729, 742, 340, 274, 620, 525, 908, 761, 782, 606, 782, 623, 550, 557, 732,
    601, 931, 587, 567, 573, 330, 373, 330, 573, 445, 282, 562, 616, 481, 616, 565, 345, 616,
    619, 259, 259, 535, 259, 936, 619, 606, 616, 616, 414, 480, 362, 619, 509, 787, 530, 511,
    471, 381, 552, 381, 573,
)
# fmt: on
"""How wide the letters from blank to tilde are in the first font, in thousandths of a line."""

_OTHER = 0.9
_LEFTWARDS, _JOINED = frozenset({"R", "AL", "AN"}), frozenset({"Mn", "Mc"})
_HEAVIER = 1.08
"""By how much a line in bold letters is longer."""


def svg(figure: Figure, number: int) -> str:
    """Return *figure*, the one of that *number* in its page, as an element with its words."""
    drawing = figure.drawing
    if isinstance(drawing, Scale):
        width, (height, drawn) = SCALE_WIDTH, _scale(drawing, figure.table.header)
    else:
        width, (height, drawn) = MAP_WIDTH, _map(drawing, figure.table.header[0])
    name = f"figure-{number}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img"'
        f' aria-labelledby="{name}-title" aria-describedby="{name}-said" direction="ltr"'
        f' font-family="{_FONTS}" font-size="{_SIZE}">'
        f'<title id="{name}-title">{_safe(figure.title)}</title>'
        f'<desc id="{name}-said">{_safe(figure.description)}</desc>'
        f"{''.join(drawn)}</svg>"
    )


def can_be_drawn(figure: Figure) -> bool:
    """Return whether the letters of *figure* may be set one by one, as drawings in a PDF are.

    Where letters join, or stand from right to left, the table says it better.
    """
    cells = [figure.title, *figure.table.header]
    cells += [str(run) for row in figure.table.rows for cell in row for run in cell]
    return not any(
        unicodedata.bidirectional(letter) in _LEFTWARDS or unicodedata.category(letter) in _JOINED
        for letter in "".join(cells)
    )


def _scale(scale: Scale, heads: Sequence[str]) -> tuple[float, list[str]]:
    """Return how high the lines of a scale are, and their drawing."""
    step = (_LAST - _FIRST) / max(len(scale.steps) - 1, 1)
    places = [_FIRST + step * n for n in range(len(scale.steps))]
    drawn = [_text(word, 0, 2.6 + 3.0 * n, fill=_SOFT) for n, word in enumerate(heads)]
    for n, (place, word) in enumerate(zip(places, scale.steps, strict=True)):
        # Every second word stands higher: side by side they would touch.
        drawn.append(_text(word, place, 2.6 if n % 2 else 5.6, anchor="middle", fill=_SOFT))
    top = 7.2
    for track in scale.tracks:
        names = wrapped(track.name, _NAMES / _HEAVIER)
        said = wrapped(track.said, _NAMES)
        height = (len(names) + len(said)) * _LEADING + 2.0
        middle = top + height / 2
        drawn.append(_line(0, top, SCALE_WIDTH, top, stroke=_BAR, width=0.15))
        drawn += [
            _text(line, 0, top + 0.4 + _LEADING * (n + 1) - 0.6, bold=len(line) * (n < len(names)))
            for n, line in enumerate([*names, *said])
        ]
        drawn += _track(track, places, middle, top)
        top += height
    return top, drawn


def _track(track: Track, places: list[float], middle: float, top: float) -> Iterator[str]:
    low, high = sorted((places[track.low], places[track.high]))
    for place in places:
        yield _line(place, top + 0.8, place, 2 * middle - top - 0.8, stroke=_BAR, width=0.2)
    yield _line(places[0], middle, places[-1], middle, stroke=_SOFT, width=0.2)
    dashes = "" if track.mark is not None else ' stroke-dasharray="1 0.8"'
    yield (
        f'<rect class="f-bar" x="{low - 1.6:g}" y="{middle - 1.6:g}" width="{high - low + 3.2:g}"'
        f' height="3.2" rx="1.6" fill="{_BAR}" stroke="{_DEEP}" stroke-width="0.25"{dashes}/>'
    )
    if track.mark is None:
        return
    mark = places[track.mark]
    if track.then is not None:
        yield from _arrow(mark, places[track.then], middle)
    filled = ("f-mark", _DEEP) if track.sure else ("f-open", _PAPER)
    yield (
        f'<circle class="{filled[0]}" cx="{mark:g}" cy="{middle:g}" r="1.15" fill="{filled[1]}"'
        f' stroke="{_DEEP}" stroke-width="0.5"/>'
    )


def _arrow(start: float, end: float, middle: float) -> Iterator[str]:
    half = 2.1 if start == end else 1.15
    yield (
        f'<rect class="f-open" x="{end - half:g}" y="{middle - half:g}" width="{2 * half:g}"'
        f' height="{2 * half:g}" fill="{_PAPER}" stroke="{_DEEP}" stroke-width="0.5"/>'
    )
    if start == end:
        return
    way = 1 if end > start else -1
    tip = end - way * (half + 0.4)
    yield _line(start, middle, tip, middle, stroke=_DEEP, width=0.5)
    back = tip - way * 1.6
    yield (
        f'<path class="f-mark" d="M{tip:g} {middle:g}L{back:g} {middle - 0.9:g}'
        f'L{back:g} {middle + 0.9:g}Z" fill="{_DEEP}"/>'
    )


def _map(drawing: Map, corner: str) -> tuple[float, list[str]]:
    """Return how high a map is, and its drawing."""
    count = max(len(drawing.columns), 1)
    wide = (MAP_WIDTH - _SIDE - 0.4) / count
    heads = [wrapped(word, wide - 2 * _EDGE) for word in drawing.columns]
    corners = wrapped(corner, _SIDE - _EDGE)
    top = max(len(lines) for lines in [corners, *heads]) * _LEADING + 0.8
    drawn = [_text(line, 0, _LEADING * (k + 1) - 0.7, fill=_SOFT) for k, line in enumerate(corners)]
    for n, lines in enumerate(heads):
        middle = _SIDE + wide * (n + 0.5)
        drawn += [
            _text(line, middle, _LEADING * (k + 1) - 0.7, anchor="middle", fill=_SOFT)
            for k, line in enumerate(lines)
        ]
    for name, fields in drawing.rows:
        names = wrapped(name, _SIDE - _EDGE)
        cells = [wrapped(field.said, wide - 2 * _EDGE) for field in fields]
        height = max(len(each) for each in [names, *cells]) * _LEADING + 1.6
        drawn += [
            _text(line, 0, top + _LEADING * (k + 1) - 0.2, fill=_SOFT)
            for k, line in enumerate(names)
        ]
        for n, (field, lines) in enumerate(zip(fields, cells, strict=True)):
            drawn += _field(field, lines, (_SIDE + wide * n, top), (wide, height))
        top += height
    return top + 0.4, drawn


def _field(
    field: Field, lines: list[str], corner: tuple[float, float], size: tuple[float, float]
) -> Iterator[str]:
    (left, top), (wide, height) = corner, size
    ground, border = _GROUNDS.get(field.level, _GROUNDS["none"])
    yield (
        f'<rect class="f-{escape(field.level)}" x="{left + 0.3:g}" y="{top + 0.3:g}"'
        f' width="{wide - 0.6:g}" height="{height - 0.6:g}" fill="{ground}" stroke="{_SOFT}"'
        f' stroke-width="{border}"/>'
    )
    for k, line in enumerate(lines):
        bold = len(field.word) + 1 if field.names and not k else 0
        yield _text(line, left + _EDGE, top + _LEADING * (k + 1) - 0.2, bold=bold)


def _text(  # noqa: PLR0913 - what a line of letters needs
    words: str,
    x: float,
    y: float,
    *,
    anchor: str = "start",
    bold: int = 0,
    fill: str = _INK,
) -> str:
    heavy = f'<tspan font-weight="700">{_safe(words[:bold])}</tspan>' if bold else ""
    name = "f-soft" if fill == _SOFT else "f-ink"
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return (
        f'<text class="{name}" x="{x:g}" y="{y:g}"{at} fill="{fill}">'
        f"{heavy}{_safe(words[bold:])}</text>"
    )


def _line(  # noqa: PLR0913 - two points and a stroke
    x1: float, y1: float, x2: float, y2: float, *, stroke: str, width: float
) -> str:
    return (
        f'<line class="f-line" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"'
        f' stroke="{stroke}" stroke-width="{width}"/>'
    )


def _safe(words: str) -> str:
    return escape(visible(words))


def wrapped(words: str, width: float) -> list[str]:
    """Return *words* in lines that are at most *width* wide; what has no blank is broken."""
    lines = [""]
    for word in visible(words).split():
        for piece in _pieces(word, width):
            longer = f"{lines[-1]} {piece}".strip()
            if lines[-1] and long(longer) > width:
                lines.append(piece)
            else:
                lines[-1] = longer
    return lines


def long(words: str) -> float:
    """Return how long *words* are, and rather more: no font is asked."""
    return _SIZE * sum(map(_em, words))


def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if unicodedata.combining(letter):
        return 0.0
    position = ord(letter) - ord(" ")
    return _WIDTHS[position] / 1000 if 0 <= position < len(_WIDTHS) else _OTHER


def _pieces(word: str, width: float) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and long(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece
