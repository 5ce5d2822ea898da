"""A report as PDF, taken apart; the only module that knows pypdf."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from hria.errors import FileError, HriaError
from hria.verify.base import MOST_BYTES, MOST_SAID, Said, Taken, broken, gathered, too_large

_NO_PART = "to verify PDF, hria[pdf] is needed (pip install 'hria[pdf]'); html and json do without"
_MOST_PAGES = 2_000
_MOST_CONTENT = 32 << 20
"""How much there may be to lay out on all pages together, in bytes."""

_SPOKEN = ("/ActualText", "/Alt", "/E", "/Contents", "/TU", "/URI", "/JS", "/V", "/Title", "/Lang")
"""Keys of words that are not drawn, but read aloud, shown beside the page, or carried out."""

_UPWARDS = frozenset({"/Parent", "/P", "/Prev"})
"""Keys that lead back to what was seen."""


def of_pdf(data: bytes, name: str) -> Taken:
    """Return the report as PDF in *data* with the files inside it."""
    with _guarded(name):
        reader = _opened(data, name)
        found = list(_files(reader, name))

    def said() -> tuple[Said, ...]:
        with _guarded(name):
            return tuple(_said(reader, name))

    def parts() -> dict[str, object]:
        with _guarded(name):
            return dict(_parts(reader, data, name))

    return Taken(*gathered(name, found), said, parts)


def _opened(data: bytes, name: str) -> Any:  # noqa: ANN401 - what a PDF holds has any type
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - only PDF needs the library
    except ImportError as error:
        raise FileError(_NO_PART) from error
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        raise broken(name, "PDF", "it is encrypted, and no report is")
    if len(reader.pages) > _MOST_PAGES:
        raise broken(name, "PDF", f"more than {_MOST_PAGES} pages")
    return reader


@contextmanager
def _guarded(name: str) -> Iterator[None]:
    """Turn whatever a broken file brings into one clear error."""
    log = logging.getLogger("pypdf")
    before = log.level
    # It tells of every slip on the way; what matters comes as an error.
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    except HriaError:
        raise
    except (Exception, RecursionError, MemoryError) as error:
        raise broken(name, "PDF", f"{type(error).__name__}: {error}") from error
    finally:
        log.setLevel(before)


def _files(reader: Any, name: str) -> Iterator[tuple[str, bytes]]:  # noqa: ANN401
    whole = 0
    for file in reader.attachment_list:
        content = bytes(file.content)
        whole += len(content)
        if whole > MOST_BYTES:
            raise too_large(name)
        # A reader shows the one name or the other; both have to be the same.
        shown = {str(file.name), str(file.alternative_name or file.name)}
        yield from ((each, content) for each in sorted(shown))


def _said(reader: Any, name: str) -> Iterator[Said]:  # noqa: ANN401
    drawn = 0
    for number, page in enumerate(reader.pages, 1):
        content = page.get_contents()
        drawn += len(content.get_data()) if content is not None else 0
        if drawn > _MOST_CONTENT:
            raise too_large(name)
        for line in page.extract_text().split("\n"):
            yield Said(f"page {number}", " ".join(line.split()))
    for key, value in sorted((reader.metadata or {}).items()):
        if key != "/Producer":
            yield Said("the properties", f"{key[1:]}: {value}")
    for _, each in _objects(reader, name):
        if isinstance(each, dict):
            for key in _SPOKEN:
                value = each.get(key)
                if isinstance(value, str | bytes):
                    yield Said("words beside the pages", f"{key[1:]}: {value!s}")


def _objects(reader: Any, name: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Yield everything that can be reached in a file, with the way there."""
    from pypdf.generic import IndirectObject  # noqa: PLC0415 - only PDF needs the library

    # The trailer itself tells how the file is packed.
    ends = [(key, dict.get(reader.trailer, key)) for key in ("/Info", "/Root")]
    ahead: list[tuple[str, Any]] = [(key, end) for key, end in ends if end is not None]
    seen: set[int] = set()
    count = 0
    while ahead:
        at, each = ahead.pop()
        if isinstance(each, IndirectObject):
            if each.idnum in seen:
                continue
            seen.add(each.idnum)
            each = each.get_object()
        count += 1
        if count > MOST_SAID:
            raise FileError(f"{name}: more than {MOST_SAID} objects; it was not verified")
        yield at, each
        if isinstance(each, dict):
            inner = [
                (f"{at}{key}", dict.__getitem__(each, key)) for key in each if key not in _UPWARDS
            ]
            ahead += inner[::-1]
        elif isinstance(each, list):
            ahead += [(f"{at}/{index}", inner) for index, inner in enumerate(each)][::-1]


def _parts(reader: Any, data: bytes, name: str) -> Iterator[tuple[str, object]]:  # noqa: ANN401
    from pypdf.generic import StreamObject  # noqa: PLC0415 - only PDF needs the library

    for at, each in _objects(reader, name):
        if isinstance(each, StreamObject):
            yield f"{at} (its content)", each.get_data()
        if isinstance(each, dict):
            yield f"{at} (its keys)", tuple(sorted(each))
        elif not isinstance(each, list):
            yield at, repr(each)
    yield "how often it was saved", data.count(b"%%EOF")
