"""Commands in processes of their own that begin as forks of one that has imported all.

What costs most of a command is what it imports. A helper imports it once for each worker of
pytest; every command is a fork of it, with its own folder, surroundings, streams and exit
status, and runs as ``python -m hria`` would from there on.
"""

import atexit
import io
import json
import os
import socket
import subprocess
import sys
import time
import traceback
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile

from hria.brief import KINDS
from hria.render import FORMATS

REPOSITORY = Path(__file__).parents[2]

MOST = 1 << 16
"""How many bytes a pipe holds before somebody reads: as much can be given as input."""

_IMPORTED = (
    *("hria.check", "hria.cli", "hria.cli.assessing", "hria.cli.differing", "hria.cli.migrating"),
    *("hria.cli.opening", "hria.cli.reporting", "hria.cli.submitting", "hria.content.releasing"),
    *("hria.office.letterhead", "hria.office.workbook", "hria.render", "hria.render.pdf"),
    *("docx", "markdown_it", "openpyxl"),
)


def forked(
    words: list[str], cwd: Path, stdin: bytes, surroundings: dict[str, str]
) -> tuple[int, bytes, bytes]:
    """Return the status, the output and the errors of ``hria`` with *words*, in UTF-8."""
    assert len(stdin) <= MOST
    helper = _helper()
    given, giving = os.pipe()
    os.write(giving, stdin)
    os.close(giving)
    with TemporaryFile() as out, TemporaryFile() as err:
        job = {"words": words, "folder": str(cwd), "surroundings": surroundings}
        data = json.dumps(job).encode()
        fds = [given, out.fileno(), err.fileno()]
        socket.send_fds(helper, [len(data).to_bytes(4)], fds)
        helper.sendall(data)
        os.close(given)
        answer = helper.recv(4)
        assert answer, "the helper is gone"
        out.seek(0)
        err.seek(0)
        return int.from_bytes(answer, signed=True), out.read(), err.read()


@cache
def _helper() -> socket.socket:
    ours, theirs = socket.socketpair()
    ours.settimeout(120)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.cli.forking", str(theirs.fileno())],
        cwd=REPOSITORY,
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
    )
    theirs.close()

    def end() -> None:
        ours.close()
        child.wait()

    atexit.register(end)
    return ours


def _serve(asked: socket.socket) -> None:
    """Carry out what is asked, one command after another, until nobody asks any more."""
    while True:
        length, fds, _, _ = socket.recv_fds(asked, 4, 3)
        if not length:
            return
        left = int.from_bytes(length)
        data = b""
        while len(data) < left:
            data += asked.recv(left - len(data))
        child = os.fork()
        if child == 0:
            asked.close()
            _carry_out(json.loads(data), fds)
        for each in fds:
            os.close(each)
        _, ended = os.waitpid(child, 0)
        asked.sendall(os.waitstatus_to_exitcode(ended).to_bytes(4, signed=True))


def _carry_out(job: dict[str, object], fds: list[int]) -> None:
    """Run the command in this process, and end it."""
    status = 1
    try:
        for number, each in enumerate(fds):
            os.dup2(each, number)
            os.close(each)
        os.chdir(str(job["folder"]))
        os.environ.clear()
        os.environ.update(job["surroundings"])  # type: ignore[call-overload]
        time.tzset()
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), "utf-8")
        sys.stdout = _written(1, "strict")
        sys.stderr = _written(2, "backslashreplace")
        sys.argv = ["hria", *job["words"]]  # type: ignore[misc]
        import_module("hria.__main__").main()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - as the interpreter does
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _written(number: int, errors: str) -> io.TextIOWrapper:
    raw = io.BufferedWriter(io.FileIO(number, "w", closefd=False))
    return io.TextIOWrapper(raw, "utf-8", errors, line_buffering=number == 2)


def main() -> None:
    """Import what commands need, and serve."""
    for name in _IMPORTED:
        import_module(name)
    import_module("hria.render.pdf")._weasyprint()
    for late in (KINDS, FORMATS):
        assert all(late.values())
    _serve(socket.socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    main()
