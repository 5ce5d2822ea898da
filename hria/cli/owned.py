"""Whether a file that stands where a report is to lie is a report that hria made."""

from io import BytesIO

_MARKS = {
    "html": b'<meta name="generator" content="hria">',
    "pdf": b"<xmp:CreatorTool>hria</xmp:CreatorTool>",
}
"""What tells who made a file, wherever it stands in it."""

_OPENINGS = {"json": b'{\n  "kind": "'}
"""How a file begins that hria made."""

_ABOUT = "docProps/core.xml"
_CREATOR = b">hria</dc:creator>"


def is_ours(old: bytes, new: bytes, format_: str) -> bool:
    """Return whether *old* looks like an earlier state of the report *new*."""
    match format_:
        case "html" | "pdf":
            return _MARKS[format_] in old
        case "json":
            return old.startswith(_OPENINGS[format_])
        case "docx" | "xlsx":
            return _names_hria(old)
        case _:
            # Their first line is the title of the report, or the heads of its columns.
            return old.partition(b"\n")[0] == new.partition(b"\n")[0]


def _names_hria(data: bytes) -> bool:
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(data)) as pack, pack.open(_ABOUT) as about:
            return _CREATOR in about.read(1 << 16)
    except (BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return False
