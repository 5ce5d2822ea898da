"""A report as JSON: everything that it rests on, for programs; the kind changes little in it."""

from json import dumps

from hria.brief.blocks import Brief


def json(brief: Brief) -> bytes:
    """Return what *brief* rests on; its keys stand in docs/schema/report.json."""
    enclosed = [
        {
            "name": file.name,
            "media-type": file.media_type,
            "description": file.description,
            "text": file.data.decode(),
        }
        for file in brief.enclosed()
    ]
    record = {**brief.record(), "enclosed": enclosed}
    return (dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
