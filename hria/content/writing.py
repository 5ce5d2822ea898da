"""The one way files are written: the same record gives the same bytes, whole or not at all."""

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from functools import lru_cache
from itertools import count
from pathlib import Path

import yaml

from hria.errors import FileError
from hria.model.base import Document

_WIDTH = 100

# What a YAML 1.1 or 1.2 reader elsewhere may take for something other than text.
_NOT_TEXT = re.compile(
    r"(?i)(?:~|null|true|false|yes|no|on|off|y|n|<<|=|\.nan|[-+]?\.inf"
    r"|[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?\.[0-9][0-9_]*(?:e[-+]?[0-9]+)?"
    r"|[-+]?0[xob][0-9a-f_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|)"
)


class Quoted(str):
    """Text that is written in quotes, as other readers of YAML would take it for a date."""

    __slots__ = ()


class _Dumper(yaml.CSafeDumper):
    """Writes text as text; a value keeps no quotes that it does not need."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - yaml's name
        return True


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = '"' if _NOT_TEXT.fullmatch(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _quoted(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style="'")


def _word(dumper: _Dumper, value: object) -> yaml.ScalarNode:
    # Without resolvers every plain scalar is text, so this is written bare.
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value).lower())


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Quoted, _quoted)
_Dumper.add_representer(int, _word)
_Dumper.add_representer(bool, _word)
# Dates and versions look like other kinds to YAML 1.1; they are text here.
_Dumper.yaml_implicit_resolvers = {}


def dump(document: Document) -> bytes:
    """Return *document* as YAML, with the fields that were set, in the order of the model."""
    plain = document.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
    if not plain:
        return dump_plain(plain)
    return "".join(line for key, value in plain.items() for line in _pieces(key, value)).encode()


def _pieces(key: str, value: object) -> Iterator[str]:
    """Yield what *key* and *value* are written as, piece by piece.

    Somebody who answers changes one answer of sixty: the others need not be laid out again.
    """
    items: list[object] = []
    if isinstance(value, dict):
        items = [{name: inner} for name, inner in value.items()]
    elif isinstance(value, list):
        items = [[inner] for inner in value]
    if not items:
        yield _piece(key, json.dumps(value))
        return
    whole = [_piece(key, json.dumps(item)) for item in items]
    head, _, _ = whole[0].partition("\n")
    yield f"{head}\n"
    yield from (piece.removeprefix(f"{head}\n") for piece in whole)


@lru_cache(maxsize=2048)
def _piece(key: str, value: str) -> str:
    return dump_plain({key: json.loads(value)}).decode()


def dump_plain(value: object) -> bytes:
    """Return *value*, of text, numbers, truth values, lists and maps, as YAML."""
    try:
        text = yaml.dump(
            value,
            Dumper=_Dumper,
            allow_unicode=True,
            default_flow_style=False,
            sort_keys=False,
            width=_WIDTH,
        )
        return str(text).encode()
    except UnicodeEncodeError:
        # The shell hands on any bytes as words.
        raise FileError("what was given is no text (allowed: UTF-8); nothing was changed") from None


def write(path: Path, data: bytes, like: Path | None = None) -> None:
    """Put *data* in *path* so that a reader, at any moment, sees the old file or the new.

    A new file is as open to others as the file *like*, where one is named.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(path, error) from error
    fresh = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        if path.is_symlink():
            # To follow it could lead anywhere; to take its place would part it from its file.
            raise FileError(f"{path}: is a link; nothing was changed (name the file it leads to)")
        if _is_device(path):
            raise FileError(
                f"{path}: is no file but a device or a pipe, and a file would take its place;"
                " nothing was changed (choose another place)"
            )
        with fresh.open("xb") as file:
            _keep_mode(like or path, fresh)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def write_new(files: Mapping[Path, bytes]) -> None:
    """Put what *files* hold in new files; raise FileError where one of the names is taken.

    A reader sees each file whole or not at all, and so it is after a cut, as with ``write``:
    every one is on the disk before it has its name. They wait for the disk together, which
    for thousands of small files is many times as fast.
    """
    made: dict[Path, Path] = {}
    path = Path()
    try:
        with ExitStack() as stack:
            for path, data in files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                fresh = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
                file = stack.enter_context(fresh.open("xb"))
                made[path] = fresh
                file.write(data)
                file.flush()
                stack.callback(os.fsync, file.fileno())
        for path, fresh in made.items():
            if path.exists() or path.is_symlink():
                raise FileError(f"{path} exists already; it was not changed")
            fresh.replace(path)
        for path in {path.parent: path for path in made}.values():
            _sync_folder(path.parent)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        for fresh in made.values():
            with suppress(OSError):
                fresh.unlink(missing_ok=True)


def unused(path: Path, word: str) -> Path:
    """Return a name beside *path* that no file has yet, so that nothing kept is overwritten."""
    names = (path.with_name(f"{path.stem}.{word}{n or ''}.yaml") for n in count())
    return next(name for name in names if not name.exists())


def _is_device(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _keep_mode(path: Path, fresh: Path) -> None:
    # A file that its owner closed to others stays closed.
    with suppress(FileNotFoundError):
        fresh.chmod(path.stat().st_mode & 0o777)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(path: Path, error: OSError) -> FileError:
    why = error.strerror or str(error)
    if isinstance(error, FileExistsError | NotADirectoryError):
        why = f"{path.parent} is not a folder"
    return FileError(
        f"{path}: cannot be written: {why}; nothing was changed"
        " (choose another place, or free the disk)"
    )
