import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import psutil
import pytest

from tests.cli.commands import AGAIN, Commands, in_a_process

USUAL = {"brief.md", "brief.pdf", "full.md"}
LIGHT = ("report", "--all", "-f", "md")
"""What needs no PDF is made in this process."""


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def places(place: Path) -> list[Path]:
    """Return the folders of three assessments, whose names are in order."""
    others = [copytree(place, place.with_name(name)) for name in ("second", "third")]
    return [place, *others]


def told(err: str) -> str:
    """Return the last line, which counts."""
    return err.splitlines()[-1]


def made(place: Path) -> dict[str, bytes]:
    """Return the reports beside an assessment; whatever is half-written is among them."""
    return {p.name: p.read_bytes() for p in place.iterdir() if p.name != "assessment.yaml"}


def test_the_usual_reports_of_every_assessment_are_what_single_calls_make(
    hria: Commands, places: list[Path], tmp_path: Path
) -> None:
    done = in_a_process("report", "--all", cwd=places[0])
    assert (done.status, done.out) == (0, "")
    assert told(done.err) == "9 made, 0 unchanged, 0 failed"
    assert all(set(made(place)) == USUAL for place in places)
    for name in ("brief.md", "full.md"):
        single = hria("report", places[0], "-k", name[:-3], "-f", "md").out
        assert (places[0] / name).read_text(encoding="utf-8") == single
    output = tmp_path / "single.pdf"
    assert in_a_process("report", places[0], "-o", output, cwd=tmp_path).status == 0
    assert output.read_bytes() == (places[2] / "brief.pdf").read_bytes()
    # Again, nothing is made, and nothing is begun that could make it.
    again = in_a_process("report", "--all", cwd=places[0])
    assert (again.status, again.err) == (0, "0 made, 9 unchanged, 0 failed\n")


def test_what_is_unchanged_is_not_written_again(hria: Commands, places: list[Path]) -> None:
    assert hria(*LIGHT).status == 0
    before = [(place / "full.md").stat().st_ino for place in places]
    assert hria(*LIGHT).err == "0 made, 6 unchanged, 0 failed\n"
    assert [(place / "full.md").stat().st_ino for place in places] == before


def test_the_same_bytes_are_not_written_again_though_nothing_is_remembered(
    hria: Commands, places: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert hria(*LIGHT).status == 0
    before = (places[0] / "full.md").stat().st_ino
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert hria(*LIGHT).err == "0 made, 6 unchanged, 0 failed\n"
    assert (places[0] / "full.md").stat().st_ino == before


def test_a_report_that_was_edited_or_deleted_is_made_anew(
    hria: Commands, places: list[Path]
) -> None:
    hria(*LIGHT)
    whole = (places[0] / "full.md").read_bytes()
    (places[0] / "full.md").write_bytes(whole + b"Mine.\n")
    (places[1] / "full.md").unlink()
    done = hria(*LIGHT)
    assert told(done.err) == "2 made, 4 unchanged, 0 failed"
    assert {(place / "full.md").read_bytes() for place in places} == {whole}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("reports/acme/t.1/own/assessment.yaml", "The text has no gardens", "No garden is there"),
        ("standards/acme/t.1.yaml", "Doors, windows", "Doors, ladders"),
    ],
)
def test_a_report_whose_source_changed_is_made_anew(
    hria: Commands, workspace: Path, file: str, old: str, new: str
) -> None:
    assert hria(*LIGHT, "-k", "full").status == 0
    path = workspace / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert told(hria(*LIGHT, "-k", "full").err) == "1 made, 0 unchanged, 0 failed"
    assert new in (workspace / "reports/acme/t.1/own/full.md").read_text(encoding="utf-8")


def test_one_that_is_broken_is_named_with_its_line_and_the_others_are_made(
    hria: Commands, places: list[Path]
) -> None:
    file = places[1] / "assessment.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("answers:", "ansers:", 1), encoding="utf-8")
    done = hria(*LIGHT)
    assert done.status == 1
    assert told(done.err) == "4 made, 0 unchanged, 2 failed"
    line = next(n for n, words in enumerate(text.splitlines(), 1) if words == "answers:")
    named = [words for words in done.err.splitlines() if "HRIA003" in words]
    # Both of its reports fail for the same reason, which is told once.
    assert len(named) == 1
    assert named[0].startswith(f"reports/acme/t.1/second/assessment.yaml:{line}:1: HRIA003 ")
    assert made(places[1]) == {}
    assert set(made(places[0])) == set(made(places[2])) == {"brief.md", "full.md"}


def test_one_that_does_not_fit_its_checklist_stops_no_other(
    hria: Commands, places: list[Path]
) -> None:
    file = places[0] / "assessment.yaml"
    file.write_text(file.read_text().replace("  SPK-01:", "  SPK-99:"))
    done = hria(*LIGHT)
    assert done.status == 1
    assert "own/assessment.yaml:" in done.err
    assert "SPK-99" in done.err
    assert told(done.err) == "4 made, 0 unchanged, 2 failed"


def test_one_that_cannot_be_written_stops_no_other(hria: Commands, places: list[Path]) -> None:
    (places[0] / "brief.md").mkdir()
    (places[1] / "brief.md").symlink_to(places[1] / "assessment.yaml")
    done = hria(*LIGHT)
    assert done.status == 2
    assert "hria: reports/acme/t.1/own/brief.md: cannot be written: Is a directory" in done.err
    assert "hria: reports/acme/t.1/second/brief.md: is " in done.err
    assert told(done.err) == "4 made, 0 unchanged, 2 failed"


def test_a_file_that_hria_did_not_make_stays_unless_it_is_forced(
    hria: Commands, place: Path
) -> None:
    for name in ("brief.md", "full.md"):
        (place / name).write_text("# What I think\n")
    done = hria(*LIGHT)
    assert done.status == 2
    stays = "is no report of hria and stays (--force overwrites it)"
    assert f"hria: reports/acme/t.1/own/brief.md: {stays}\n" in done.err
    assert (place / "full.md").read_text() == "# What I think\n"
    assert told(hria(*LIGHT, "--force").err) == "2 made, 0 unchanged, 0 failed"


def test_what_is_confidential_lies_in_files_that_say_so(hria: Commands, place: Path) -> None:
    done = hria("report", "--all", "--include-confidential", "-f", "md", "-f", "csv")
    assert done.status == 0
    assert set(made(place)) == {
        f"{kind}-confidential.{name}" for kind in ("brief", "full") for name in ("md", "csv")
    }
    assert "CONFIDENTIAL" in (place / "brief-confidential.md").read_text(encoding="utf-8")


def test_kinds_and_formats_narrow_and_widen_what_is_made(hria: Commands, place: Path) -> None:
    assert hria("report", place, "--all", "-k", "full").status == 0
    assert set(made(place)) == {"full.md"}
    assert hria("report", "--all", ".", "-k", "brief", "-f", "json", "-f", "html").status == 0
    assert set(made(place)) == {"full.md", "brief.json", "brief.html"}


def test_only_what_lies_below_the_folder_is_made(hria: Commands, places: list[Path]) -> None:
    assert hria(*LIGHT, places[1]).status == 0
    assert [len(made(place)) for place in places] == [0, 2, 0]
    assert hria(*LIGHT, places[2] / "assessment.yaml").status == 0
    assert [len(made(place)) for place in places] == [0, 2, 2]


def test_a_new_report_is_as_closed_as_its_assessment(hria: Commands, place: Path) -> None:
    (place / "assessment.yaml").chmod(0o600)
    assert hria(*LIGHT).status == 0
    assert (place / "full.md").stat().st_mode & 0o777 == 0o600


def test_a_remark_is_made_once_for_each_assessment(hria: Commands, places: list[Path]) -> None:
    file = places[0] / "assessment.yaml"
    text = re.sub("sha256:[0-9a-f]{64}", "sha256:" + "0" * 64, file.read_text())
    file.write_text(text)
    err = hria(*LIGHT).err
    remark = "own/assessment.yaml: home@1.0.0 is not the file that was pinned"
    assert err.count(remark) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--all", "-o", "x.md"), "leave -o and --template away"),
        (("--all", "-k", "nonsense"), "no kind of report called 'nonsense'"),
        (("--all", "-f", "nonsense"), "no format called 'nonsense'"),
        (("--all", "--lang", "xx"), "no language called 'xx'"),
        (("--all", "-j", "0"), "Invalid value for '--jobs'"),
        (("--all", "standards"), "standards: no "),
        (("--all", "nowhere"), "nowhere: there is no such file or folder"),
        ((".", "-k", "brief", "-k", "full"), "--kind brief, full: one at a time"),
        (("-f", "md"), "Missing argument 'ASSESSMENT'"),
    ],
)
@pytest.mark.usefixtures("place")
def test_what_cannot_be_meant_is_told(hria: Commands, words: tuple[str, ...], said: str) -> None:
    done = hria("report", *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


@pytest.mark.usefixtures("nowhere")
def test_outside_of_a_workspace_nothing_that_ships_is_made(hria: Commands) -> None:
    done = hria(*LIGHT)
    assert (done.status, done.err) == (
        2,
        "hria: there is no workspace here (hria init makes one)\n",
    )


# processes


@pytest.fixture
def started(places: list[Path]) -> Iterator[subprocess.Popen[str]]:
    """Return the command while it makes PDFs, in a group of processes of its own."""
    command = [*AGAIN, "report", "--all", "-f", "pdf", "-k", "full", "-j", "2"]
    child = subprocess.Popen(
        command, cwd=places[0], text=True, stderr=subprocess.PIPE, start_new_session=True
    )
    yield child
    child.kill()
    child.communicate()


def workers(child: subprocess.Popen[str]) -> list[psutil.Process]:
    """Return the processes that make reports, once there is one."""
    for _ in range(500):
        children = psutil.Process(child.pid).children(recursive=True)
        if found := [each for each in children if "spawn_main" in " ".join(each.cmdline())]:
            return found
        time.sleep(0.01)
    raise AssertionError("no process was started")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
def test_a_process_that_is_killed_fails_only_its_own_report(
    started: subprocess.Popen[str], places: list[Path]
) -> None:
    workers(started)[0].kill()
    _, err = started.communicate(timeout=60)
    assert started.returncode == 2
    assert err.count("the process that made it died") == 1
    assert told(err) == "2 made, 0 unchanged, 1 failed"
    assert sorted(len(made(place)) for place in places) == [0, 1, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
def test_ctrl_c_leaves_whole_files_and_no_process(
    started: subprocess.Popen[str], places: list[Path]
) -> None:
    busy = workers(started)
    os.killpg(started.pid, signal.SIGINT)
    _, err = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "Traceback" not in err
    assert err.splitlines()[-1] == "hria: stopped by Ctrl-C"
    assert not any(each.is_running() for each in busy)
    for place in places:
        assert set(made(place)) <= {"full.pdf"}


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
def test_no_process_outlives_a_command_that_was_killed(started: subprocess.Popen[str]) -> None:
    busy = workers(started)
    started.kill()
    started.wait()
    _, alive = psutil.wait_procs(busy, timeout=20)
    assert alive == []
