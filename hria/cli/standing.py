"""What the library says about one standard beside its descriptor: what replaced it, and results."""

from collections.abc import Iterator
from typing import NamedTuple

from hria.assess.plan import counting
from hria.assess.score import Result, result_of
from hria.cli.opening import open_assessment
from hria.content.library import Library
from hria.content.standing import replacement, successor
from hria.errors import HriaError
from hria.model.designations import named
from hria.model.refs import StandardRef
from hria.model.standard import Descriptor


class Assessed(NamedTuple):
    """An assessment of the standard, and what it comes to."""

    name: str
    """The file."""

    edition: str
    state: str
    results: tuple[Result, ...]


def replaced_by(library: Library, described: Descriptor) -> str:
    """Return what has replaced the standard, or nothing where nothing is known to."""
    meant = named(described.designation.value)
    return (replacement(library, meant) if meant else None) or successor(described) or ""


def assessed(library: Library, ref: StandardRef) -> Iterator[Assessed]:
    """Yield the assessments of the standard; one that cannot be read is left out."""
    for path in library.assessments:
        if path.parts[-4:-2] != (ref.body, ref.id):
            continue
        try:
            opened = open_assessment(path)
        except HriaError:
            continue
        given = opened.assessment
        counted = counting(given, opened.parts, opened.features)
        results = tuple(result_of(part, counted, opened.features) for part in opened.parts)
        yield Assessed(library.shown(path), given.edition or "", given.review.state, results)
