"""``hria standard``: one sitting at a terminal, and the rest through a pipe."""

import json
import os
import sys
from pathlib import Path

import pexpect
import pytest

from hria.content.documents import load, open_source
from hria.model.standard import Descriptor
from tests.cli.commands import Commands

# Python 3.12 warns of forks beside threads; pexpect starts the new program at once.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")

RECORD = Path(__file__).parents[1] / "cases" / "relaton" / "recommendation.yaml"

LINES = [
    *("acme", "ACME T.2", "", "From memory", "none", "", "", "r", "Locks", "", "", ""),
    *("", "2", ""),
]
"""A short description, typed from the first prompt to the last."""


def typed(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def descriptor(path: Path) -> Descriptor:
    return load(open_source(path), Descriptor).document


def test_a_whole_sitting_at_a_terminal(workspace: Path) -> None:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "hria", "standard", "new", "acme/t.2"],
        cwd=str(workspace),
        dimensions=(40, 100),
        echo=False,
        encoding="utf-8",
        env={**os.environ, "TERM": "dumb", "PYTHONIOENCODING": "utf-8"},
        timeout=60,
    )
    for prompt, line in (
        ("A standard is described. ? helps", None),
        ("Designation: ", "?"),
        ("The number or short name by which people cite it", None),
        ("Designation: ", "ACME T.2"),
        ("Source of the designation: title: ", "ACME T.2, edition of 2026"),
        ("Kind of this source: ", "primary"),
        ("Its address (Enter: leave out): ", ""),
        ("How much of it was read (Enter: leave out): ", "all of it"),
        ("Mark: ", "verified"),
        ("Where in the source, such as title page or 6.3: ", "cover"),
        ("Exact title: ", "Loks"),
        ("Source of the title: number or title [acme-t-2-edition]: ", ":back"),
        ("Exact title: ", "Locks"),
        ("Source of the title: number or title [acme-t-2-edition]: ", ""),
        ("Mark [verified]: ", ""),
        ("Where in the source, such as title page or 6.3 [cover]: ", ""),
        ("Edition, such as 2012-11 (Enter: not known): ", ""),
        ("Who may read it: number or words (Enter: leave out): ", ""),
        ("1, 2 or 3 [2]: ", "1"),
        ("Search for what it can do", "decrypt"),
        ("decrypt: makes encrypted content readable", None),
        ("Numbers of those it has (Enter: none of these): ", "1"),
        ("What does it do, in words: ", "opens every letter"),
        ("On what does that rest (Enter: leave out): ", "1"),
        ("Clause (Enter: leave out): ", "6.8"),
        ("Force of the clause (Enter: leave out): ", "N1"),
        ("Who can use it (Enter: leave out): ", "the operator"),
        ("On whom does it act (Enter: leave out): ", "tenants"),
        ("Can the person notice it (Enter: leave out): ", "no"),
        ("Source of this: number or title [acme-t-2-edition]: ", ""),
        ("Mark [verified]: ", ""),
        ("Where in the source (Enter: leave out): ", "p. 7"),
        ("Search for what it can do", ""),
        ("Write standards/acme/t.2.yaml? [y]: ", ""),
        ("Next: hria show acme/t.2", None),
    ):
        child.expect_exact(prompt)
        if line is not None:
            child.sendline(line)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    made = descriptor(workspace / "standards" / "acme" / "t.2.yaml")
    assert made.title.value == "Locks"
    assert made.features == frozenset({"decrypt"})


def test_what_is_described_can_be_shown_and_checked(workspace: Path, hria: Commands) -> None:
    done = hria("standard", "new", stdin=typed(*LINES))
    assert (done.status, done.err) == (0, "")
    assert "hria assess acme/t.2" in done.out
    assert "ACME T.2: Locks" in hria("show", "T.2").out
    checked = hria("check", workspace / "standards")
    assert (checked.status, checked.out) == (0, "")


def test_each_prompt_on_a_pipe_stands_on_a_line_of_its_own(workspace: Path, hria: Commands) -> None:
    done = hria("standard", "new", "acme/t.2", stdin=typed("ACME T.2"))
    assert workspace.is_dir()
    assert "Designation: \n" in done.out
    assert "Source of the designation: title: \nNo descriptor was written." in done.out


def test_leaving_writes_nothing_and_is_no_failure(workspace: Path, hria: Commands) -> None:
    done = hria("standard", "new", stdin=typed(*LINES[:9], ":quit"))
    assert (done.status, done.err) == (0, "")
    assert "No descriptor was written." in done.out
    assert not (workspace / "standards" / "acme" / "t.2.yaml").exists()
    again = hria("standard", "new", stdin=typed(*LINES[:3], *LINES[9:]))
    assert again.status == 0
    assert descriptor(workspace / "standards" / "acme" / "t.2.yaml").title.value == "Locks"


def test_without_a_workspace_the_way_to_one_is_named(nowhere: Path, hria: Commands) -> None:
    for words in ((), ("--relaton", RECORD)):
        done = hria("standard", "new", *words)
        assert done.status == 2
        assert "hria init" in done.err
        assert list(nowhere.iterdir()) == []


def test_a_file_may_be_named(nowhere: Path, hria: Commands) -> None:
    place = nowhere / "standards" / "locks" / "l-1.yaml"
    done = hria("standard", "new", "-o", place, stdin=typed("L 1", *LINES[3:]))
    assert (done.status, done.err) == (0, "")
    assert descriptor(place).designation.value == "L 1"


def test_a_record_gives_a_descriptor_without_a_prompt(workspace: Path, hria: Commands) -> None:
    done = hria("standard", "new", "--relaton", RECORD)
    assert (done.status, done.err) == (0, "")
    assert "Next: hria show itu-t/z.9999" in done.out
    path = workspace / "standards" / "itu-t" / "z.9999.yaml"
    assert descriptor(path).title.value == "Locks for everybody"
    assert hria("show", "Z.9999").status == 0
    checked = hria("check", path)
    assert (checked.status, checked.out) == (0, "")


def test_a_record_never_overwrites(workspace: Path, hria: Commands) -> None:
    hria("standard", "new", "--relaton", RECORD)
    path = workspace / "standards" / "itu-t" / "z.9999.yaml"
    path.write_text("mine\n")
    for words in ((), ("acme/t.1",), ("-o", path)):
        done = hria("standard", "new", *words, "--relaton", RECORD)
        assert done.status == 2
        assert "nothing was changed" in done.err
    assert path.read_text() == "mine\n"


def test_a_record_that_cannot_be_converted_is_told_with_its_line(
    workspace: Path, hria: Commands
) -> None:
    (workspace / "r.yaml").write_text("title: {content: T}\ndocidentifier: {content: LRX 1}\n")
    done = hria("standard", "new", "--relaton", "r.yaml")
    assert done.status == 1
    assert done.err.startswith("r.yaml:2:16: HRIA004 no id follows from the designation 'LRX 1'")
    named = hria("standard", "new", "acme/lrx-1", "--relaton", "r.yaml")
    assert (named.status, named.err) == (0, "")
    assert hria("standard", "new", "LRX 1", "--relaton", "r.yaml").status == 2


CASES = RECORD.parent / "flavours"


def test_records_of_a_folder_are_imported_and_those_that_were_not_are_named(
    workspace: Path, hria: Commands
) -> None:
    (workspace / "records").mkdir()
    for name, text in (("a", RECORD.read_text()), ("b", "docid: {id: LRX 1}\n")):
        (workspace / "records" / f"{name}.yaml").write_text(text)
    previewed = hria("standard", "import", "records", "--dry-run")
    path = workspace / "standards" / "itu-t" / "z.9999.yaml"
    assert "1 standards: 1 would be written" in previewed.err
    assert not path.exists()
    done = hria("standard", "import", "records")
    assert (done.status, done.out) == (1, "")
    first, *rest = done.err.splitlines()
    assert first.startswith("records/b.yaml:1:8: HRIA004 no id follows from the designation")
    assert rest == ["2 records, 1 not converted", "1 standards: 1 written"]
    assert descriptor(path).title.value == "Locks for everybody"
    again = hria("standard", "import", "records/a.yaml")
    assert (again.status, again.err.splitlines()[-1]) == (0, "1 standards: 1 unchanged")


def test_an_import_is_told_to_tools_as_a_whole(workspace: Path, hria: Commands) -> None:
    done = hria("standard", "import", CASES, "--body", "iso", "-f", "json")
    assert done.status == 1
    told = json.loads(done.out)
    (made,) = told["standards"]
    assert made == {
        "id": "iso/99996-2",
        "state": "written",
        "file": str(workspace / "standards" / "iso" / "99996-2.yaml"),
        "records": 3,
        "editions": [
            {"id": "2095", "status": "in-force"},
            {"id": "2085", "status": "superseded", "followed-by": "2095"},
        ],
        "amendments": ["ISO/IEC 99996-2:2095/Amd 1:2097"],
        "missing-editions": [],
    }
    assert told["not-converted"] == len({each["file"] for each in told["problems"]})
    assert told["records"] == told["not-converted"] + 3


def test_an_import_goes_into_the_workspace_that_is_named(nowhere: Path, hria: Commands) -> None:
    refused = hria("standard", "import", RECORD)
    assert (refused.status, "hria init" in refused.err) == (2, True)
    assert hria("standard", "import", RECORD, "--into", "ws").status == 2
    assert hria("init", "ws").status == 0
    assert hria("standard", "import", RECORD, "--into", "ws").status == 0
    assert (nowhere / "ws" / "standards" / "itu-t" / "z.9999.yaml").is_file()


def test_a_bar_is_shown_at_a_terminal_and_not_beside_a_pipe(workspace: Path) -> None:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "hria", "standard", "import", str(CASES)],
        cwd=str(workspace),
        dimensions=(40, 100),
        encoding="utf-8",
    )
    child.expect(r"reading")
    child.expect(r"written\r\n")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_a_descriptor_is_exported_and_imported_again(workspace: Path, hria: Commands) -> None:
    hria("standard", "import", RECORD)
    path = workspace / "standards" / "itu-t" / "z.9999.yaml"
    done = hria("standard", "export", "Z.9999", "--relaton")
    assert (done.status, done.err) == (0, "")
    older = hria("standard", "export", "Z.9999", "--relaton", "--edition", "2017-05")
    assert "content: ITU-T Z.9999 (05/2017)" in older.out
    (workspace / "r.yaml").write_text(done.out)
    before = descriptor(path)
    path.unlink()
    assert hria("standard", "import", "r.yaml").status == 0
    after = descriptor(path)
    assert (after.title, after.sources) == (before.title, before.sources)
    assert [e.id for e in after.editions] == [e.id for e in before.editions]


def test_several_standards_are_exported_into_a_folder(workspace: Path, hria: Commands) -> None:
    hria("standard", "import", CASES)
    done = hria("standard", "export", "RFC 99997", "ts-199-000", "--relaton", "-o", "out")
    assert (done.status, done.out) == (0, "")
    made = sorted(path.name for path in (workspace / "out").iterdir())
    assert made == ["etsi-ts-199-000.yaml", "ietf-rfc99997.yaml"]
    every = hria("standard", "export", "--all", "--relaton", "-o", "every")
    assert every.status == 0
    assert len(list((workspace / "every").iterdir())) > 8


def test_what_an_export_needs_is_said(workspace: Path, hria: Commands) -> None:
    hria("standard", "import", CASES)
    for words, said in (
        (("RFC 99997",), "name the format: --relaton"),
        (("--relaton",), "no standard is named"),
        (("RFC 99997", "ts-199-000", "--relaton"), "name a folder with -o"),
        (("--all", "--relaton", "-o", "f", "--edition", "2019"), "--edition is for one"),
        (("RFC 99997", "--relaton", "--edition", "1999"), "no edition of ietf/rfc99997"),
        (("nothing", "--relaton"), "no standard called"),
    ):
        done = hria("standard", "export", *words)
        assert (done.status, done.out, said in done.err) == (2, "", True), done.err
    assert not (workspace / "f").exists()
