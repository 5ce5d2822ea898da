"""Run ``hria`` and kill it at a chosen moment; started in a process of its own, as a script.

It reads a list of jobs as JSON from standard input, carries out each of them in a fork,
and prints how each of them ended: the exit status and what was said on standard error.
"""

import json
import os
import resource
import signal
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from hria.cli import run


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _kill(module: str, number: int, moment: str) -> None:
    """Let the process be killed at the write *number* of *module*."""
    writer = import_module(module)
    write = writer.write
    writes = 0

    def counted(path: Path, data: bytes, **more: Any) -> None:  # noqa: ANN401 - passed on
        nonlocal writes
        writes += 1
        if writes == number and moment == "half":
            # The system itself kills the process, in the middle of the bytes.
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(data) // 2, len(data)))
        if writes == number and moment == "whole":
            sys.addaudithook(lambda event, _: _die() if event == "os.rename" else None)
        write(path, data, **more)
        if writes == number and moment == "after":
            _die()

    writer.write = counted  # type: ignore[attr-defined]


def _vanish(name: str, number: int) -> None:
    """Take the file *name* away at the moment at which it is opened for the time *number*."""
    path = str(Path(name).resolve())
    opened = 0

    def look(event: str, values: tuple[Any, ...]) -> None:
        nonlocal opened
        if event == "open" and str(values[0]) and os.path.realpath(str(values[0])) == path:
            opened += 1
            if opened == number:
                os.unlink(path)  # noqa: PTH108 - as little as can be, within a hook

    sys.addaudithook(look)


def _carry_out(job: dict[str, Any]) -> tuple[int, str]:
    """Return how *job* ended, and what it said."""
    with TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            os.dup2(said.fileno(), 2)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.chdir(job["folder"])
            sys.argv = ["hria", *job["words"]]
            if "vanish" in job:
                _vanish(job["vanish"], job["number"])
            else:
                _kill(job["module"], job["number"], job["moment"])
            status = run()
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
        _, ended = os.waitpid(child, 0)
        said.seek(0)
        return os.waitstatus_to_exitcode(ended), said.read().decode()


def main() -> None:
    """Carry out the jobs."""
    # What a command imports while it runs is there before the first fork.
    for name in ("check", "cli.migrating", "cli.differing", "content.releasing"):
        import_module(f"hria.{name}")
    sys.stdout.write(json.dumps([_carry_out(job) for job in json.load(sys.stdin)]))


if __name__ == "__main__":
    main()
