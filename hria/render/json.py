"""A report as JSON: everything that it rests on, for programs; the kind changes little in it."""

from json import dumps

from hria.brief.blocks import Brief


def json(brief: Brief) -> bytes:
    """Return what *brief* rests on; its keys stand in docs/schema/report.json."""
    return (dumps(brief.record(), ensure_ascii=False, indent=2) + "\n").encode()
