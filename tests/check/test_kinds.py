from pathlib import Path

import pytest

from hria.check.kinds import Kind, files_in
from hria.content.library import Library
from hria.content.roots import MARKER
from hria.errors import FileError
from tests.check.workspaces import Workspace

BY_PLACE = {
    "checklists/movement/1.0.0.yaml": Kind.CHECKLIST,
    "checklists/movement/draft.yaml": Kind.CHECKLIST,
    "checklists/RELEASED": Kind.LOCK,
    "standards/example/e.1.yaml": Kind.DESCRIPTOR,
    "standards/example/sdo.yaml": Kind.BODY,
    "reports/example/e.1/own/assessment.yaml": Kind.ASSESSMENT,
}


def found(workspace: Workspace, *names: str) -> dict[str, Kind]:
    library = Library([workspace.root])
    files = files_in(library, tuple(workspace.root / name for name in names))
    return {str(path.relative_to(workspace.root)): kind for path, kind in files}


def test_the_place_of_a_file_tells_its_kind(workspace: Workspace) -> None:
    assert found(workspace) == BY_PLACE
    assert found(workspace, ".") == BY_PLACE


@pytest.mark.parametrize(("name", "kind"), BY_PLACE.items())
def test_a_file_that_is_named_has_the_kind_of_its_place(
    workspace: Workspace, name: str, kind: Kind
) -> None:
    assert found(workspace, name) == {name: kind}


def test_a_folder_is_searched_to_its_depth(workspace: Workspace) -> None:
    assert set(found(workspace, "standards")) == {
        "standards/example/e.1.yaml",
        "standards/example/sdo.yaml",
    }
    assert set(found(workspace, "checklists/movement")) == {
        "checklists/movement/1.0.0.yaml",
        "checklists/movement/draft.yaml",
    }
    assert set(found(workspace, "reports/example")) == {"reports/example/e.1/own/assessment.yaml"}


def test_other_files_of_a_workspace_are_left_alone(workspace: Workspace) -> None:
    for name in (
        *("notes.yaml", "tests/cases/assessment.yaml", ".hidden/assessment.yaml"),
        *("reports/example/e.1/own/brief.md", "reports/example/e.1/own/notes.yaml"),
        *("reports/example/e.1/own/.assessment.typed.yaml", "checklists/movement/CHANGES.md"),
    ):
        workspace.write(name, "x: [\n")
    assert found(workspace) == BY_PLACE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("title: T\nquestions: []\n", Kind.CHECKLIST),
        ("questions: []\ntitle: T\n", Kind.CHECKLIST),
        ("standard: itu-t/x.509\nanswers: {}\n", Kind.ASSESSMENT),
        ("answers: {}\nstandard: itu-t/x.509\n", Kind.ASSESSMENT),
        ("short: EB\nstages: []\n", Kind.BODY),
        ("stages: []\nshort: EB\n", Kind.BODY),
        ("title: {}\ndesignation: {}\n", Kind.DESCRIPTOR),
        ("designation: {}\ntitle: {}\n", Kind.DESCRIPTOR),
        ("\ufeffdesignation: {}\ntitle: {}\n", Kind.DESCRIPTOR),
        ("title: {}\r\ndesignation: {}\r\n", Kind.DESCRIPTOR),
        ("standard: itu-t/x.509\nchecklists: []\n", Kind.ASSESSMENT),
        ("", Kind.ASSESSMENT),
    ],
)
def test_a_file_that_lies_elsewhere_is_told_by_its_words(
    workspace: Workspace, text: str, kind: Kind
) -> None:
    workspace.write("elsewhere/a.yaml", text)
    assert found(workspace, "elsewhere/a.yaml") == {"elsewhere/a.yaml": kind}


# A file that lacks the one key by which it could be told is the file that most needs help.
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("title: T\nmethod: '1'\nquestion: []\n", Kind.CHECKLIST),
        ("title: {value: T}\neditions: []\ncapabilities: []\nsources: {}\n", Kind.DESCRIPTOR),
        ("name: {value: B}\nshort: EB\ncomment: []\nsources: {}\n", Kind.BODY),
    ],
)
def test_a_file_without_its_own_key_is_told_by_its_other_keys(
    workspace: Workspace, text: str, kind: Kind
) -> None:
    workspace.write("elsewhere/a.yaml", text)
    assert found(workspace, "elsewhere/a.yaml") == {"elsewhere/a.yaml": kind}


def test_the_place_counts_more_than_the_words(workspace: Workspace) -> None:
    workspace.write("standards/example/e.2.yaml", "questions: []\n")
    name = "standards/example/e.2.yaml"
    assert found(workspace, name) == {name: Kind.DESCRIPTOR}


def test_a_path_that_is_not_there_is_an_error(workspace: Workspace) -> None:
    with pytest.raises(FileError, match=r"/gone\.yaml: there is no such file or folder$"):
        found(workspace, "gone.yaml")


def test_a_path_that_no_file_can_have_is_an_error(workspace: Workspace) -> None:
    with pytest.raises(FileError, match="a: "):
        found(workspace, "a" * 300)


# Silence about a folder that was misspelt would say that all is well.
@pytest.mark.parametrize("name", ["empty", "reports/example/e.1", "checklists"])
def test_a_folder_without_content_is_an_error_where_it_is_named(
    workspace: Workspace, name: str
) -> None:
    folder = workspace.root / "elsewhere" / name
    folder.mkdir(parents=True)
    (folder / "notes.md").write_text("words")
    words = r"no content in this folder \(looked for checklists/<right>/\*\.yaml,"
    with pytest.raises(FileError, match=rf"/elsewhere/{name}: {words} .*assessment\.yaml\)$"):
        found(workspace, f"elsewhere/{name}")


def test_an_empty_workspace_is_no_error(workspace: Workspace) -> None:
    empty = workspace.root / "elsewhere"
    empty.mkdir()
    (empty / MARKER).touch()
    assert found(workspace, "elsewhere") == {}
    assert list(files_in(Library([empty]), ())) == []


def test_only_a_start_of_a_large_file_is_read_to_tell_its_kind(tmp_path: Path) -> None:
    # 3 TB that take no room on the disk, and that no memory could hold.
    file = tmp_path / "large.yaml"
    with file.open("wb") as large:
        large.truncate(3 << 40)
    assert [kind for _, kind in files_in(Library([tmp_path]), (file,))] == [Kind.ASSESSMENT]
