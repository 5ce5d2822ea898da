"""The workspace at an earlier commit: the only code that calls git."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from hria.errors import HriaError


def at_commit(root: Path, revision: str) -> Callable[[str], bytes | None]:
    """Return what gives a file under *root* at *revision*; raise HriaError where there is none."""
    git = shutil.which("git")
    if git is None:
        raise HriaError("git is not installed, so no earlier commit can be read")

    def called(*words: str) -> subprocess.CompletedProcess[bytes]:
        # Words are passed as they are, and no shell reads them.
        return subprocess.run([git, "-C", root, *words], capture_output=True, check=False)  # noqa: S603

    if called("rev-parse", "--git-dir").returncode:
        raise HriaError(f"{root} is in no git repository, so there is nothing to compare with")
    commit = called(
        "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if commit.returncode:
        raise HriaError(
            f"no commit called {revision!r} in the repository of {root}"
            " (a shallow clone may lack it: git fetch)"
        )
    name = commit.stdout.decode().strip()

    def bytes_of(path: str) -> bytes | None:
        shown = called("show", f"{name}:./{path}")
        return None if shown.returncode else shown.stdout

    return bytes_of
