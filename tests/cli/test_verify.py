"""``hria verify``: what it prints, and how it ends."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import Commands
from tests.verify.reports import released


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hria: Commands) -> Path:
    """Return an honest report, and stand in the workspace that knows its releases."""
    monkeypatch.chdir(released(tmp_path))
    path = tmp_path / "brief.html"
    assert hria("report", "reports/acme/t.1/own", "-o", path).status == 0
    return path


def test_an_honest_report_holds(report: Path, hria: Commands) -> None:
    done = hria("verify", report)
    assert done.status == 0
    assert done.err == ""
    first, *lines, end, last = done.out.splitlines()
    assert first == f"{report} (html)"
    assert len(lines) == 14
    assert all(line.startswith("holds: ") for line in lines)
    assert end == "Everything holds."
    assert last.startswith("Not proved: who made the report, and when.")


def test_a_changed_report_is_not_proved(report: Path, hria: Commands) -> None:
    report.write_bytes(report.read_bytes().replace(b"Draft, review", b"Final, review"))
    done = hria("verify", report)
    assert done.status == 1
    assert "This report is not proved." in done.out
    told = "does not hold: the same words: line "
    [line] = [line for line in done.out.splitlines() if line.startswith(told)]
    assert "“Final, review state" in line
    assert "“Draft, review state" in line


def test_tools_get_the_same_lines(report: Path, hria: Commands) -> None:
    done = hria("verify", report, "--format", "json")
    told = json.loads(done.out)
    assert done.status == 0
    assert told["holds"]
    assert told["format"] == "html"
    assert told["report"]["kind"] == "brief"
    assert {line["outcome"] for line in told["lines"]} == {"holds"}
    report.write_bytes(report.read_bytes().replace(b"Draft, review", b"Final, review"))
    done = hria("verify", report, "--format", "json")
    assert done.status == 1
    told = json.loads(done.out)
    assert not told["holds"]
    assert {line["outcome"] for line in told["lines"]} == {"holds", "does-not-hold"}


@pytest.mark.parametrize("made", [b"words", b"{}", b"%PDF-1.7", b"PK\x03\x04"])
def test_what_cannot_be_verified_is_one_line(made: bytes, nowhere: Path, hria: Commands) -> None:
    (nowhere / "x").write_bytes(made)
    done = hria("verify", "x")
    assert done.status == 2
    assert done.out == ""
    assert done.err.startswith("hria: x: ")
    assert done.err.count("\n") == 1


def test_a_file_that_is_not_there_or_too_large_is_one_line(nowhere: Path, hria: Commands) -> None:
    assert "cannot be read" in hria("verify", "x").err
    assert "a folder" in hria("verify", ".").err
    with (nowhere / "large").open("wb") as file:
        file.truncate((64 << 20) + 1)
    assert "larger than 64 MiB" in hria("verify", "large").err


def test_what_lies_beside_the_report_is_no_witness(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hria: Commands
) -> None:
    # It lies in the workspace that released its checklists; whoever looks stands elsewhere.
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    inside = report.rename(tmp_path / "workspace" / "brief.html")
    done = hria("verify", inside)
    assert done.status == 1
    assert "cannot be checked: home@1.0.0: no release of that name" in done.out


def test_marks_that_steer_a_terminal_are_shown_and_not_sent(report: Path, hria: Commands) -> None:
    report.write_bytes(report.read_bytes().replace(b"Draft, review", b"\x1b[2JFinal"))
    done = hria("verify", report)
    assert done.status == 1
    assert "\x1b" not in done.out
