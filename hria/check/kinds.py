"""Which files there are to check, and what kind of content each of them is."""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from hria.content.library import Library
from hria.errors import FileError


class Kind(Enum):
    """A kind of file of content."""

    CHECKLIST = "checklist"
    DESCRIPTOR = "standard"
    BODY = "body"
    ASSESSMENT = "assessment"
    LOCK = "list of releases"


def files_in(library: Library, paths: tuple[Path, ...]) -> Iterator[tuple[Path, Kind]]:
    """Yield the files of content in *paths*, or in the first root of *library*, in order."""
    for path in paths or library.roots[:1]:
        if not path.exists():
            raise FileError(f"{path}: there is no such file or folder")
        if path.is_dir():
            for file in _below(path):
                kind = _by_place(file.resolve())
                if kind is not None:
                    yield file, kind
        else:
            yield path, _by_place(path.resolve()) or _by_words(path)


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
    """Tell the kind of a file that lies nowhere in particular by a key that only it has."""
    try:
        start = path.read_bytes()
    except OSError as error:
        raise FileError(f"{path}: cannot be read: {error.strerror}") from error
    for key, kind in (
        (b"questions:", Kind.CHECKLIST),
        (b"answers:", Kind.ASSESSMENT),
        (b"stages:", Kind.BODY),
        (b"designation:", Kind.DESCRIPTOR),
    ):
        if start.startswith(key) or b"\n" + key in start:
            return kind
    return Kind.ASSESSMENT
