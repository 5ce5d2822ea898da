"""What ``hria standard new`` does: prompts, or a record, to a descriptor in the workspace."""

from collections.abc import Iterator
from pathlib import Path

from hria.cli.console import Read, Say
from hria.cli.opening import library
from hria.content.documents import open_source
from hria.content.relaton import converted
from hria.content.roots import workspace
from hria.describing import Desk, described, summary
from hria.errors import HriaError, StoppedError


def describe(name: str, read: Read, say: Say, output: Path | None = None) -> Path | None:
    """Describe the standard *name* by asking, and return its file; None where the person leaves.

    *name* is an id such as ``itu-t/y.2771``, any words such as ``Y.2771``, or
    nothing. What is typed is kept line by line, and filled in the next time.
    """
    root = _root(output)
    try:
        return described(name, library(root), read, say, root=root, output=output)
    except StoppedError:
        say("")
        raise StoppedError(
            "stopped; no descriptor was written, and the same command goes on from here"
        ) from None


def take_over(record: Path, name: str = "", output: Path | None = None) -> Iterator[str]:
    """Write the descriptor that a Relaton *record* gives; yield what to say of it.

    It has the name that the record gives it, unless *name* or *output* is one.
    """
    root = _root(output)
    desk = Desk(root, library(root), output)
    given = desk.named(name)
    if name and given is None:
        raise HriaError(
            f"--relaton: {name!r} is no id (write <body>/<id> in lower case, or leave it out)"
        )
    ref, descriptor = converted(open_source(record), given)
    path = desk.write(ref._replace(edition=""), descriptor)
    yield from summary(desk.library.shown(path), f"{ref.body}/{ref.id}", descriptor)


def _root(output: Path | None) -> Path:
    """Return the workspace around *output* or the current folder."""
    here = library().base or Path.cwd()
    root = workspace(output.parent if output else here)
    if root is not None:
        return root
    if output is not None:
        return output.absolute().parent
    raise HriaError(
        "a descriptor is written in a workspace, and there is none here"
        " (make one with hria init DIR, and change into it)"
    )
