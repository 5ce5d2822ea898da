"""Nothing that is there is overwritten unless somebody says so."""

import sys
from pathlib import Path

import pytest

from tests.cli.commands import AGAIN, Commands

OLD = b"Mine.\n"


@pytest.fixture
def kept(place: Path) -> Path:
    """Return a file that is there."""
    file = place / "mine.md"
    file.write_bytes(OLD)
    return file


@pytest.mark.parametrize("command", ["report", "form"])
def test_a_file_that_is_there_stays_unless_it_is_forced(
    hria: Commands, place: Path, kept: Path, command: str
) -> None:
    done = hria(command, place, "-o", kept)
    refused = f"hria: {kept}: exists; nothing was changed (--force overwrites it)\n"
    assert (done.status, done.out, done.err) == (2, "", refused)
    assert kept.read_bytes() == OLD
    done = hria(command, place, "-o", kept, "--force")
    assert done.status == 0
    assert kept.read_bytes() != OLD


@pytest.mark.parametrize("command", ["report", "form"])
def test_a_folder_is_no_file_and_the_way_out_is_named(
    hria: Commands, place: Path, command: str
) -> None:
    done = hria(command, place, "-f", "md", "-o", place, "--force")
    assert done.status == 2
    assert done.err == f"hria: {place}: is a folder (name a file in it: -o {place / 'report.md'})\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such terminals")
def test_somebody_at_a_terminal_is_asked(place: Path, kept: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    # Anything but yes is no; the last answer changes the file.
    for typed in ("", "n", "y"):
        assert kept.read_bytes() == OLD
        words = [*AGAIN[1:], "report", str(place), "-o", str(kept)]
        child = pexpect.spawn(AGAIN[0], words, encoding="utf-8", timeout=60)
        child.expect_exact(f"{kept} exists. Overwrite it? [y/N] ")
        child.sendline(typed)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == (0 if typed == "y" else 2)
    assert kept.read_bytes().startswith(b"# Human-rights brief")
