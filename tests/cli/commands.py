"""The command as people start it: in this process where that is enough, else in one of its own."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from hria.cli import run
from tests.cli.forking import MOST, REPOSITORY, forked

__all__ = ["AGAIN", "REPOSITORY", "Commands", "Done", "in_a_process"]

AGAIN = [sys.executable, "-m", "hria"]


@dataclass(frozen=True)
class Done:
    """What a command left."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Commands:
    """Runs commands in one folder."""

    monkeypatch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: str | Path, stdin: str = "") -> Done:
        """Run ``hria`` with *words*, in this process, *stdin* on a pipe."""
        before = signal.getsignal(signal.SIGINT)
        self.monkeypatch.setattr(sys, "argv", ["hria", *map(str, words)])
        self.monkeypatch.setattr(sys, "stdin", StringIO(stdin))
        self.capture.readouterr()
        try:
            status = run()
        finally:
            signal.signal(signal.SIGINT, before)
        out, err = self.capture.readouterr()
        return Done(status, out, err)


def in_a_process(
    *words: str | Path, cwd: Path, stdin: str | bytes = "", **surroundings: str
) -> Done:
    """Run ``hria`` with *words* in a process of its own, *stdin* on a pipe.

    It is a fork of one that has imported all, unless its surroundings are for the interpreter,
    which reads them at the start, or it starts processes itself.
    """
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    alone = "--all" in words or any(name.startswith("PYTHON") for name in surroundings)
    if hasattr(os, "fork") and not alone and len(data) <= MOST:
        given = [str(word) for word in words]
        status, out, err = forked(given, cwd, data, {**os.environ, **surroundings})
        return Done(status, out.decode(), err.decode())
    ended = subprocess.run(
        [*AGAIN, *map(str, words)],
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **surroundings},
        input=data,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Done(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
