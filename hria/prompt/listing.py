"""listing."""

from collections.abc import Iterator

from hria.assess.plan import Part
from hria.model.assessment import Assessment


def listed(a: Assessment, p: tuple[Part, ...], f: frozenset[str] | None) -> Iterator[str]:
    yield ""
