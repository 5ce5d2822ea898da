"""Which files there are to check, and what kind of content each of them is."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path

from hria.content.documents import is_file, is_folder
from hria.content.library import Library
from hria.content.roots import MARKER
from hria.errors import FileError
from hria.model.assessment import Assessment
from hria.model.base import Document
from hria.model.bibliography import Bibliography
from hria.model.cases import Cases
from hria.model.checklist import Checklist
from hria.model.schemas import SCHEMAS
from hria.model.standard import Body, Descriptor
from hria.model.translation import Translation


class Kind(Enum):
    """A kind of file of content."""

    CHECKLIST = "checklist"
    DESCRIPTOR = "standard"
    BODY = "body"
    ASSESSMENT = "assessment"
    BIBLIOGRAPHY = "bibliography"
    CASES = "cases"
    TRANSLATION = "translation"
    LOCK = "list of releases"
    SCHEMA = "schema"


RECORDS: Mapping[Kind, type[Document]] = {
    Kind.ASSESSMENT: Assessment,
    Kind.CHECKLIST: Checklist,
    Kind.DESCRIPTOR: Descriptor,
    Kind.BODY: Body,
    Kind.BIBLIOGRAPHY: Bibliography,
    Kind.CASES: Cases,
    Kind.TRANSLATION: Translation,
}
"""What a file of each kind holds."""

_PLACES: tuple[tuple[re.Pattern[str], Kind], ...] = tuple(
    (re.compile(f"/{place}$"), kind)
    for place, kind in (
        (r"assessment\.yaml", Kind.ASSESSMENT),
        (r"checklists/RELEASED", Kind.LOCK),
        (r"checklists/bibliography\.yaml", Kind.BIBLIOGRAPHY),
        (r"checklists/cases\.yaml", Kind.CASES),
        (r"checklists/[^/]+/[^/]+\.[a-z]{2,3}(-[A-Za-z0-9]+)*\.yaml", Kind.TRANSLATION),
        (r"checklists/[^/]+/[^/]+\.yaml", Kind.CHECKLIST),
        (r"standards/[^/]+/sdo\.yaml", Kind.BODY),
        (r"standards/[^/]+/[^/]+\.yaml", Kind.DESCRIPTOR),
        (rf"docs/schema/({'|'.join(SCHEMAS)})\.json", Kind.SCHEMA),
    )
)
"""Where files of each kind lie; the first that fits counts."""

_START = 1 << 16
"""How much of a file is read to tell its kind."""

_KEY = re.compile(r"(?m)^([a-z][a-z-]*):")


def files_in(library: Library, paths: tuple[Path, ...]) -> Iterator[tuple[Path, Kind]]:
    """Yield the files of content in *paths*, or in the first root of *library*, in order."""
    for path in paths or library.roots[:1]:
        if is_folder(path):
            found = [(f, kind) for f in _below(path) if (kind := _by_place(f.absolute()))]
            if not found and paths and not is_file(path / MARKER):
                raise FileError(
                    f"{path}: no content in this folder (looked for checklists/<right>/*.yaml,"
                    " standards/<body>/*.yaml and assessment.yaml)"
                )
            yield from found
        elif not is_file(path):
            raise FileError(f"{path}: there is no such file or folder")
        else:
            yield path, _by_place(path.absolute()) or _by_words(path)


def _below(folder: Path) -> Iterator[Path]:
    # A whole workspace holds more than content, such as tests with broken files.
    parts = [folder / name for name in ("checklists", "standards", "reports", "docs/schema")]
    roots = [part for part in parts if part.is_dir()] or [folder]
    for root in roots:
        yield from sorted(p for p in root.rglob("*") if _is_content(p))


def _is_content(path: Path) -> bool:
    named = path.suffix in {".yaml", ".json"} or path.name == "RELEASED"
    return named and not path.name.startswith(".") and path.is_file()


def _by_place(path: Path) -> Kind | None:
    found = (kind for place, kind in _PLACES if place.search(path.as_posix()))
    return next(found, None)


def _by_words(path: Path) -> Kind:
    """Tell the kind of a file that lies nowhere in particular by the keys it has."""
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError as error:
        raise FileError(f"{path}: cannot be read: {error.strerror}") from error
    keys = set(_KEY.findall(start.decode(errors="replace").removeprefix("\ufeff")))
    return max(RECORDS, key=lambda kind: len(keys & _keys_of(RECORDS[kind])))


def _keys_of(record: type[Document]) -> set[str]:
    return {field.alias or name for name, field in record.model_fields.items()}
