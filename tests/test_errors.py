"""What goes wrong is told in one clear line, on the right stream, with the right exit status.

The first half is about the values of hria.errors, the second runs the real command.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import chain
from pathlib import Path

import pytest

from hria.__main__ import main
from hria.content.roots import MARKER
from hria.errors import (
    ContentError,
    Fault,
    HriaError,
    Location,
    NotFoundError,
    Problem,
)
from tests.cases.reading import CASES, Case, cases, stable

# ----------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (Location("a.yaml"), "a.yaml"),
        (Location("a.yaml", 3, 7), "a.yaml:3:7"),
        (Location("a b/c.yaml", 1, 1), "a b/c.yaml:1:1"),
    ],
)
def test_a_place_is_written_as_editors_link_it(where: Location, words: str) -> None:
    assert str(where) == words


def test_a_problem_is_one_line() -> None:
    where = Location("a.yaml", 3, 7)
    assert str(Problem(where, "HRIA004", "it is so")) == "a.yaml:3:7: HRIA004 it is so"
    warning = Problem(where, "HRIA303", "it is so", "warning")
    assert str(warning) == "a.yaml:3:7: HRIA303 warning: it is so"


def test_problems_are_ordered_by_their_places() -> None:
    places = [("a", 2, 1), ("a", 10, 1), ("b", 1, 2), ("b", 1, 10)]
    listed = [Problem(Location(*place), "HRIA001", "words") for place in places]
    backwards = listed[::-1]
    assert sorted(backwards) == listed
    assert ContentError(backwards).problems == tuple(listed)


def test_an_error_of_content_is_its_problems_line_by_line() -> None:
    listed = [Problem(Location("a", line, 1), "HRIA001", "words") for line in (2, 1)]
    error = ContentError(listed)
    assert str(error) == "a:1:1: HRIA001 words\na:2:1: HRIA001 words"
    assert error.status == 1


@pytest.mark.parametrize("kind", HriaError.__subclasses__())
def test_only_problems_of_content_give_1(kind: type[HriaError]) -> None:
    assert HriaError.status == 2
    assert kind.status == (1 if kind is ContentError else 2)


def test_a_name_that_is_not_known_is_told_with_those_that_are() -> None:
    assert str(NotFoundError("thing", "x'\n", ["a", "b"])) == (
        'no thing called "x\'\\n" (known: a, b)'
    )
    assert str(NotFoundError("thing", "", iter(()))) == "no thing called '' (known: none)"


def test_values_are_compared_as_values() -> None:
    assert Fault("HRIA001", ("a", 1), "words") == Fault("HRIA001", ("a", 1), "words")
    assert len({Problem(Location("a"), "HRIA001", "words") for _ in range(2)}) == 1


# ------------------------------------------------------------------------ the command


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str


def hria(*args: str | Path, cwd: Path, **environment: str) -> Done:
    """Run the command in *cwd* with nothing on its standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "hria", *map(str, args)],
        cwd=cwd,
        env={**os.environ, "COLUMNS": "100", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode(errors="replace")
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


Run = Callable[..., Done]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Iterator[Run]:
    """Run the command in this process, which saves most of the time of a long table.

    What escapes from it is a traceback to a user, and fails the test.
    """

    def run(*args: str | Path, cwd: Path = tmp_path, typed: str = "") -> Done:
        monkeypatch.chdir(cwd)
        monkeypatch.setattr("sys.argv", ["hria", *map(str, args)])
        monkeypatch.setattr("sys.stdin", StringIO(typed))
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        assert isinstance(end.value.code, int)
        written = capsysbinary.readouterr()
        return Done(end.value.code, written.out.decode(), written.err.decode())

    handler = signal.getsignal(signal.SIGINT)
    yield run
    signal.signal(signal.SIGINT, handler)


WHOLE = CASES / "assessment" / "valid" / "everything.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return an empty workspace."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / MARKER).write_text("")
    return folder


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_what_ships_is_checked_in_silence(tmp_path: Path) -> None:
    assert hria("check", cwd=tmp_path) == Done(0, "", "")


@pytest.mark.parametrize("kind", ["checklist", "standard", "body", "assessment"])
def test_check_prints_the_problems_of_every_case_to_standard_output(kind: str) -> None:
    invalid = list(cases("invalid", kind))
    folder = CASES / kind / "invalid"
    done = hria("check", *(case.path.name for case in invalid), cwd=folder)
    expected = [case.expected.read_text(encoding="utf-8").splitlines() for case in invalid]
    assert [stable(line) for line in done.out.splitlines()] == list(chain(*expected))
    assert (done.status, done.err) == (1, "")


def test_check_of_valid_files_says_nothing() -> None:
    valid = [case.path for case in cases("valid", "checklist", "standard", "body", "assessment")]
    assert hria("check", *valid, cwd=CASES) == Done(0, "", "")


@pytest.mark.parametrize("name", ["released-file-changed", "list-of-releases-misprinted"])
def test_check_finds_the_workspace_around_it(name: str) -> None:
    case = Case(CASES / "workspace" / "invalid" / name)
    done = hria("check", name, cwd=case.path.parent)
    assert [stable(line) for line in done.out.splitlines()] == (
        case.expected.read_text(encoding="utf-8").splitlines()
    )
    inside = hria("check", cwd=case.path)
    assert inside.out == done.out.replace(f"{name}/", "")
    assert (inside.status, inside.err) == (1, "")


# Exit status 1 is for problems; a warning asks for attention and stops nobody.
def test_warnings_are_printed_and_give_0() -> None:
    folder = CASES / "checklist" / "invalid"
    done = hria("check", "why-missing.yaml", "sources-missing.yaml", cwd=folder)
    assert (done.status, done.err) == (0, "")
    assert done.out.count(" warning: ") == len(done.out.splitlines()) == 2


def test_check_as_json_is_complete(
    run: Run,
) -> None:
    folder = CASES / "assessment" / "invalid"
    done = run("check", "yes-without-grades.yaml", "--format", "json", cwd=folder)
    assert done.status == 1
    [problem] = json.loads(done.out)
    assert problem == {
        "file": "yes-without-grades.yaml",
        "line": 11,
        "column": 5,
        "code": "HRIA503",
        "level": "error",
        "message": problem["message"],
    }
    assert problem["message"].startswith("PRV-05: the answer yes is adverse and needs grades")
    valid = run("check", WHOLE, "--format", "json", cwd=folder)
    assert (valid.status, json.loads(valid.out)) == (0, [])


@pytest.mark.parametrize("command", ["score", "report"])
@pytest.mark.parametrize(
    "name",
    [
        "not-yaml",
        "answer-twice",
        "field-misspelt",
        "answer-misspelt",
        "question-not-there",
        "yes-without-grades",
        "not-applicable-without-rationale",
        "evidence-without-source",
        "digest-malformed",
        "review-without-signature",
    ],
)
def test_an_assessment_with_problems_is_neither_scored_nor_reported(
    run: Run, name: str, command: str
) -> None:
    folder = CASES / "assessment" / "invalid"
    done = run(command, f"{name}.yaml", cwd=folder)
    assert done.err == Case(folder / f"{name}.yaml").expected.read_text(encoding="utf-8")
    assert (done.status, done.out) == (1, "")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *(("checklist", "not-yaml"), ("checklist", "alias-bomb"), ("checklist", "not-utf-8")),
        *(("checklist", "nested-too-deep"), ("checklist", "empty"), ("checklist", "only-a-word")),
    ],
)
def test_a_file_that_is_no_assessment_is_not_scored(run: Run, kind: str, name: str) -> None:
    folder = CASES / kind / "invalid"
    done = run("score", f"{name}.yaml", cwd=folder)
    assert (done.status, done.out) == (1, "")
    assert all(
        re.match(rf"{name}\.yaml:\d+:\d+: HRIA00\d ", line) for line in done.err.splitlines()
    )


def test_the_same_holds_of_the_command_as_people_run_it() -> None:
    folder = CASES / "assessment" / "invalid"
    name = "yes-without-grades"
    expected = Case(folder / f"{name}.yaml").expected.read_text(encoding="utf-8")
    assert hria("score", f"{name}.yaml", cwd=folder) == Done(1, "", expected)
    assert hria("show", "../../etc/passwd", cwd=folder).status == 2
    assert hria("score", "gone.yaml", cwd=folder) == Done(2, "", f"hria: gone.yaml: {NO_FILE}\n")


# ------------------------------------------------------------------------- bad names

LONG = "a" * 300
WAY_OUT = r"nothing was changed \(choose another place, or free the disk\)"
ELSEWHERE = "../../../../../../../etc/passwd"
NO_FILE = "there is no such file"
NO_CHECKLIST = "no name of a checklist"
WRITE = r"\(write privacy@1\.0\.0, privacy@draft or privacy\)"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("score", "gone.yaml"), rf"gone\.yaml: {NO_FILE}"),
        (("report", "gone.yaml"), rf"gone\.yaml: {NO_FILE}"),
        (("check", "gone.yaml"), rf"gone\.yaml: {NO_FILE} or folder"),
        (("check", "empty"), r"empty: no content in this folder \(looked for .*\)"),
        (("score", "empty"), rf"empty/assessment\.yaml: {NO_FILE}"),
        (("report", "empty"), rf"empty/assessment\.yaml: {NO_FILE}"),
        (("score", "file/x"), r"file/x: cannot be read: Not a directory"),
        (("report", "file/x"), r"file/x: cannot be read: Not a directory"),
        (("score", LONG), "a+: cannot be read: File name too long"),
        (("report", LONG), "a+: cannot be read: File name too long"),
        (("check", LONG), "a+: .*"),
        (("show", ELSEWHERE), r"no name of a standard: '.*/etc/passwd' \(write .* or Y\.2770\)"),
        (("assess", ELSEWHERE), r"no name of a standard: '.*/etc/passwd' \(write .* or Y\.2770\)"),
        (("show", "/etc/passwd"), r"no name of a standard: '/etc/passwd' \(write .*\)"),
        (
            ("show", "Y.9999"),
            r"no standard, checklist, question or body called 'Y\.9999' \(known: .*\)",
        ),
        (("show", "PRV-99"), r"no .* called 'PRV-99' \(known: .*\)"),
        (("show", ""), r"no .* called '' \(known: .*\)"),
        (("show", LONG), r"no .* called 'a+' \(known: .*\)"),
        (("show", "\x1b[31m"), r"no .* called '\\x1b\[31m' \(known: .*\)"),
        (
            ("show", "privacy@9.9.9"),
            r"no checklist called 'privacy@9\.9\.9' \(known: privacy@1\.0\.0\)",
        ),
        (
            ("show", "privacy@../../x"),
            rf"{NO_CHECKLIST}: 'privacy@\.\./\.\./x' {WRITE}",
        ),
        (("show", "privacy@1.0.100000"), rf"{NO_CHECKLIST}: 'privacy@1\.0\.100000' {WRITE}"),
        (("show", "privacy@1.0." + "9" * 300), rf"{NO_CHECKLIST}: 'privacy@1\.0\.9+' {WRITE}"),
        (("show", "privacy@1.0." + "9" * 5000), rf"{NO_CHECKLIST}: 'privacy@1\.0\.9+' {WRITE}"),
        (("show", "Y.2770@1999"), r"no edition .*1999.* \(known: 2012-11\)"),
        (("show", "Y.2770@../x"), r"no name of a standard: 'itu-t/y\.2770@\.\./x' \(write .*\)"),
        (
            ("assess", "Y.9999"),
            r"no standard called 'Y\.9999' \(known: .*\); hria standard new describes another",
        ),
        (("assess", "Y.2770@1999"), r"no edition .*1999.* \(known: 2012-11\)"),
        (
            ("assess", "Y.2770", "-c", "dignity"),
            r"no checklist called 'dignity' \(known: privacy, .*\)",
        ),
        (("assess", "Y.2770", "-c", ELSEWHERE), r"no name of a checklist: '.*' \(write .*\)"),
        (("assess", "Y.2770", "-o", "file/x.yaml"), r"file/x\.yaml: cannot be .*"),
        (("assess", "Y.2770", "-o", LONG), "a+: .*File name too long.*"),
        (("init", "file"), r"file.*: cannot be .*"),
        (("init", LONG), "a+.*: .*File name too long.*"),
        (
            ("list", "rights"),
            r"no kind of content called 'rights' \(known: checklists, standards, .*\)",
        ),
        (("schema", "right"), r"no kind of file called 'right' \(known: assessment, .*body, .*\)"),
        (("report", WHOLE, "--kind", "x"), r"no kind of report called 'x' \(known: brief, .*\)"),
        (("report", WHOLE, "--format", "x"), r"no format called 'x' \(known: md, html, pdf.*\)"),
        (("report", WHOLE, "--lang", "xx"), r"no language called 'xx' \(known: en.*\)"),
        (("report", WHOLE, "--lang", "../en"), r"no language called '\.\./en' \(known: en.*\)"),
        (("report", WHOLE, "--lang", LONG), r"no language called 'a+' \(known: en.*\)"),
        (("report", WHOLE, "-o", "x.doc"), r"no format called 'doc' \(known: md, html, pdf.*\)"),
        (
            ("report", WHOLE, "-o", "empty", "-f", "md"),
            r"empty: is a folder \(name a file in it: -o empty/report\.md\)",
        ),
        (("report", WHOLE, "-o", "file/x.md"), rf"file/x\.md: cannot be written: .*; {WAY_OUT}"),
        (("diff", "privacy", "gone.yaml"), rf"gone\.yaml: {NO_FILE}"),
        (("diff", "privacy@9.9.9", "privacy"), r"no checklist called 'privacy@9\.9\.9' .*"),
        (("diff", "privacy", "privacy@1.0"), rf"{NO_CHECKLIST}: 'privacy@1\.0' {WRITE}"),
        (("diff", ELSEWHERE + "/x", "privacy"), rf"{NO_CHECKLIST}: '.*' {WRITE}"),
        (("diff", LONG, "privacy"), r"(a+: .*|no checklist called 'a+' .*)"),
        (("release", "privacy"), r"there is no workspace here \(hria init makes one\)"),
        (("release", ELSEWHERE), rf"{NO_CHECKLIST}: '.*' {WRITE}"),
    ],
)
def test_what_cannot_be_carried_out_is_one_line_on_standard_error(
    run: Run, tmp_path: Path, args: tuple[str | Path, ...], words: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("old")
    done = run(*args, cwd=tmp_path)
    assert re.fullmatch(rf"hria: {words}\n", done.err), done.err
    assert done.status == 2
    if args[0] != "assess":
        assert done.out == ""
    assert (tmp_path / "file").read_text() == "old"


@pytest.mark.parametrize("command", ["check", "score", "report"])
@pytest.mark.skipif(not Path("/etc/passwd").exists(), reason="the system has no such file")
def test_a_file_that_is_named_is_read_and_nothing_of_it_is_shown(
    run: Run, tmp_path: Path, command: str
) -> None:
    done = run(command, ELSEWHERE, cwd=tmp_path)
    line = done.out if command == "check" else done.err
    assert line == f"{ELSEWHERE}:1:1: HRIA004 the file is text (allowed: keys and values)\n"
    assert done.status == 1


@pytest.mark.parametrize("command", ["check", "score", "report"])
def test_a_file_of_50_mb_is_refused(tmp_path: Path, command: str) -> None:
    file = tmp_path / "large.yaml"
    with file.open("wb") as large:
        large.write(b"answers: {}\nstandard: ")
        large.truncate(50_000_000)
    done = hria(command, "large.yaml", cwd=tmp_path)
    told = "large.yaml:1:1: HRIA001 the file is larger than 8 MiB\n"
    assert {done.out, done.err} == {told, ""}
    assert (done.out == told) is (command == "check")
    assert done.status == 1


@pytest.mark.parametrize("command", ["score", "report"])
def test_a_folder_instead_of_a_file_is_told(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "a" / "assessment.yaml").mkdir(parents=True)
    done = run(command, "a", cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("hria: a/assessment.yaml")
    assert len(done.err.splitlines()) == 1


# ------------------------------------------------------------------- workspaces at work

RIGHT = """\
title: Movement
method: "1"
questions:
- {id: MOV-01, title: T, ask: Is it?, why: w, worrying: "yes", sources: [{ref: R}]}
"""
STANDARD = """\
designation: {value: E.1, source: words of it, mark: verified, at: "1"}
title: {value: Example, source: words of it, mark: verified, at: "1"}
"""


def test_a_name_that_no_assessor_can_have_is_told(run: Run, workspace: Path) -> None:
    done = run("assess", "Y.2770", "--as", "a b", cwd=workspace, typed="\n" * 9)
    assert done.status in {0, 2}
    assert "letters, digits, dots, hyphens and underscores" in done.out + done.err


def test_a_broken_checklist_does_not_stop_what_has_no_need_of_it(run: Run, workspace: Path) -> None:
    write(workspace, "checklists/movement/1.0.0.yaml", "title: x\n")
    assert run("show", "Y.2770", cwd=workspace).status == 0
    assert run("show", "PRV-05", cwd=workspace).status == 0
    assert run("show", "privacy", cwd=workspace).status == 0


@pytest.mark.parametrize(("old", "code"), [("title: T, ", "HRIA002"), ("it?", "HRIA301")])
def test_a_draft_with_problems_is_not_released(
    run: Run, workspace: Path, old: str, code: str
) -> None:
    draft = write(workspace, "checklists/movement/draft.yaml", RIGHT.replace(old, ""))
    done = run("release", "movement", cwd=workspace)
    assert (done.status, done.out) == (1, "")
    assert re.fullmatch(rf"checklists/movement/draft\.yaml:4:\d+: {code} .*\n", done.err)
    assert list((workspace / "checklists").rglob("*.*")) == [draft]


NOBODY = (
    "hria: nobody is at a terminal, and nothing came through the pipe; the other ways to answer:"
    " hria answer FILE QUESTION ANSWER …, hria form to fill in and hria import to bring it back,"
    " or the file itself in an editor\n"
)


# The rule: "at a pipe, answers read line by line, or a clear error that names the other ways".
@pytest.mark.parametrize("words", [("assess",), ("assess", "Y.2770")], ids=" ".join)
def test_where_nobody_can_be_asked_the_other_ways_are_named(
    run: Run, workspace: Path, words: tuple[str, ...]
) -> None:
    done = run(*words, cwd=workspace)
    assert (done.status, done.err) == (2, NOBODY)


def test_a_draft_of_another_right_does_not_stop_an_assessment(run: Run, workspace: Path) -> None:
    write(workspace, "checklists/movement/draft.yaml", RIGHT)
    done = run("assess", "Y.2770", cwd=workspace)
    assert (done.status, done.err) == (2, NOBODY)
    written = (workspace / "reports/itu-t/y.2770/own/assessment.yaml").read_text(encoding="utf-8")
    assert re.findall(r"ref: (\w+)@", written)[0] == "privacy"


def test_an_assessment_of_a_standard_without_editions_can_be_read_again(
    run: Run, workspace: Path
) -> None:
    write(workspace, "standards/example/e.1.yaml", STANDARD)
    assert run("assess", "E.1", cwd=workspace).err == NOBODY
    assert run("check", cwd=workspace) == Done(0, "", "")
    assert run("score", "reports/example/e.1/own", cwd=workspace).status == 0


def test_a_link_out_of_the_workspace_is_not_read(run: Run, workspace: Path, tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.yaml", "password: 1\n")
    (workspace / "standards" / "example").mkdir(parents=True)
    (workspace / "standards" / "example" / "e.1.yaml").symlink_to(secret)
    done = run("show", "E.1", cwd=workspace)
    assert (done.status, done.out) == (2, "")
    assert done.err.endswith("e.1.yaml: leads out of the workspace; it was not read\n")


def test_an_assessment_does_not_reach_out_of_the_workspace(run: Run, workspace: Path) -> None:
    text = "standard: itu-t/../../../etc/passwd\nchecklists: [{ref: ../../x@1.0.0}]\n"
    write(workspace, "a.yaml", text)
    done = run("score", "a.yaml", cwd=workspace)
    assert done.status == 1
    assert [line[:19] for line in done.err.splitlines()] == [
        "a.yaml:1:11: HRIA00",
        "a.yaml:2:20: HRIA00",
    ]


# ------------------------------------------------------------------ streams and usage


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("nothing",), "No such command 'nothing'"),
        (("score",), "Missing argument"),
        (("score", "a", "b"), "unexpected extra argument"),
        (("score", "a", "--colour"), "No such option"),
        (("score", "a", "--format", "xml"), "'text', 'json'"),
        (("check", "--format", "xml"), "'text', 'json'"),
        (("report",), "Missing argument"),
        (("show",), "Missing argument"),
        (("init",), "Missing argument"),
        (("diff", "privacy"), "Missing argument"),
        (("release",), "Missing argument"),
        (("release", "privacy", "--version", "2.0.0"), "No such option"),
    ],
)
def test_bad_usage_is_told_on_standard_error(
    run: Run, tmp_path: Path, args: tuple[str, ...], words: str
) -> None:
    done = run(*args, cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert "Usage: " in done.err


@pytest.mark.parametrize("args", [("check", "case.yaml"), ("show", "itu-t/new-ip")])
def test_a_terminal_that_knows_few_letters_is_no_reason_to_stop(
    tmp_path: Path, args: tuple[str, ...]
) -> None:
    text = WHOLE.read_text(encoding="utf-8").replace("answer: partly", "answer: жалость")
    write(tmp_path, "case.yaml", text)
    done = hria(*args, cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.status == (1 if args[0] == "check" else 0)
    assert done.out
    assert done.err == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("args", [("score", WHOLE), ("report", WHOLE), ("list",)])
def test_output_that_cannot_be_written_is_one_line(
    tmp_path: Path, args: tuple[str | Path, ...]
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hria", *map(str, args)],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "No space left on device" in done.stderr
