"""The zip files that Word and Excel use, opened with care."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from hria.content.documents import Source
from hria.errors import ContentError, Location, Problem

_MOST_PARTS = 500
_MOST_BYTES = 48 << 20
_MOST_TAGS = 1_000_000
_RATIO = 250
_SMALL = 1 << 20
"""Below this size a part may be packed as tightly as it likes."""

# A document type is where entities are declared; no office program writes one.
_DECLARED = re.compile(
    rb"<!DOCTYPE|<!ENTITY|" + rb"|".join(w.encode("utf-16-le") for w in ("<!DOCTYPE", "<!ENTITY")),
    re.IGNORECASE,
)


def looked_through(source: Source, kind: str) -> BytesIO:
    """Return the zip file in *source*; raise ContentError where it is none or may do harm."""
    try:
        with ZipFile(BytesIO(source.data)) as pack:
            wrong = _harm(pack)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        wrong = f"not a file of the kind {kind} ({error})"
    except Exception as error:  # noqa: BLE001 - zlib.error and whatever else a broken zip brings
        wrong = f"not a file of the kind {kind} ({type(error).__name__})"
    if wrong:
        raise refused(source, wrong)
    return BytesIO(source.data)


def refused(source: Source, words: str) -> ContentError:
    """Return the error that *source* cannot be read."""
    return ContentError([Problem(Location(source.name), "HRIA001", words)])


def _harm(pack: ZipFile) -> str:
    """Return why *pack* is not opened; empty where nothing speaks against it."""
    parts = pack.infolist()
    if len(parts) > _MOST_PARTS:
        return f"more than {_MOST_PARTS} parts in the file"
    if sum(part.file_size for part in parts) > _MOST_BYTES:
        return f"more than {_MOST_BYTES >> 20} MiB when unpacked"
    tags = 0
    for part in parts:
        tight = part.file_size > _RATIO * max(part.compress_size, 1)
        if part.file_size > _SMALL and tight:
            return f"{part.filename!r} is packed more than {_RATIO} times"
        if part.filename.endswith((".xml", ".rels")) or "." not in part.filename:
            content = pack.read(part)
            if _DECLARED.search(content):
                return f"{part.filename!r} declares entities (save the file again in an office)"
            tags += content.count(b"<")
            if tags > _MOST_TAGS:
                return f"more than {_MOST_TAGS} tags in the file"
    return ""
