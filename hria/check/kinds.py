"""Which files there are to check, and what kind of content each of them is."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path

from hria.content.documents import is_file, is_folder
from hria.content.library import MARKER, Library
from hria.errors import FileError
from hria.model.assessment import Assessment
from hria.model.base import Document
from hria.model.checklist import Checklist
from hria.model.standard import Body, Descriptor


class Kind(Enum):
    """A kind of file of content."""

    CHECKLIST = "checklist"
    DESCRIPTOR = "standard"
    BODY = "body"
    ASSESSMENT = "assessment"
    LOCK = "list of releases"


RECORDS: Mapping[Kind, type[Document]] = {
    Kind.ASSESSMENT: Assessment,
    Kind.CHECKLIST: Checklist,
    Kind.DESCRIPTOR: Descriptor,
    Kind.BODY: Body,
}
"""What a file of each kind holds."""

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
    parts = [folder / name for name in ("checklists", "standards", "reports")]
    roots = [part for part in parts if part.is_dir()] or [folder]
    for root in roots:
        yield from sorted(p for p in root.rglob("*") if _is_content(p))


def _is_content(path: Path) -> bool:
    named = path.suffix == ".yaml" or path.name == "RELEASED"
    return named and not path.name.startswith(".") and path.is_file()


def _by_place(path: Path) -> Kind | None:
    folders = [parent.name for parent in path.parents]
    if path.name == "assessment.yaml":
        return Kind.ASSESSMENT
    if path.name == "RELEASED" and folders[:1] == ["checklists"]:
        return Kind.LOCK
    if path.suffix != ".yaml":
        return None
    if folders[1:2] == ["checklists"]:
        return Kind.CHECKLIST
    if folders[1:2] == ["standards"]:
        return Kind.BODY if path.name == "sdo.yaml" else Kind.DESCRIPTOR
    return None


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
