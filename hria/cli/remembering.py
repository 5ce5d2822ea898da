"""Where commands keep what they need not find out again, and what tells programs apart."""

import hashlib
import os
from pathlib import Path

from hria import __version__

PROGRAM = ("**/*.py", "words/*.yaml")
"""The files of the program on which a check rests."""

LAYOUT = (*PROGRAM, "render/*", "render/fonts/*")
"""Those on which a report rests."""


def cache_file(name: str) -> Path:
    """Return the file *name* where a person's caches lie, outside of every workspace."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "hria" / name


def stamp(patterns: tuple[str, ...] = PROGRAM) -> str:
    """Return what tells one state of the program from another."""
    package = Path(__file__).resolve().parent.parent
    whole = hashlib.sha256(__version__.encode())
    files = (path for pattern in patterns for path in package.glob(pattern) if path.is_file())
    for path in sorted(set(files)):
        stat = path.stat()
        whole.update(f"{path}\0{stat.st_mtime_ns}\0{stat.st_size}\0".encode())
    return whole.hexdigest()
