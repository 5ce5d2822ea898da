"""What the list of checks says, and how problems are put together."""

from pathlib import Path

import pytest

from hria.check import CHECKS, problems
from hria.check.kinds import Kind
from hria.content.library import Library
from hria.errors import FileError
from tests.check.workspaces import ASSESSMENT, BODY, CHECKLIST, DESCRIPTOR, DRAFT, Workspace


def test_every_kind_of_file_is_checked() -> None:
    assert set(CHECKS) == set(Kind)
    assert all(CHECKS.values())


def test_a_whole_workspace_has_no_problems(workspace: Workspace) -> None:
    assert workspace.lines() == []


def test_all_problems_of_all_files_are_told_at_once_and_in_order(workspace: Workspace) -> None:
    workspace.change(DRAFT, "Does the text", "The text")
    workspace.change(DRAFT, "  why:", "  wy:")
    workspace.change(BODY, "source: rules", "source: rule")
    workspace.change(DESCRIPTOR, "mark: verified", "mark: sure")
    workspace.change(ASSESSMENT, "reason: text-not-read", "rationale: Not read.")
    found = workspace.lines()
    assert [line.split(": ")[0].split(":")[0] for line in found] == sorted(
        line.split(":")[0] for line in found
    )
    assert {line.split(":")[0] for line in found} == {ASSESSMENT, BODY, DESCRIPTOR, DRAFT}


def test_a_problem_is_told_once_however_often_its_file_is_named(workspace: Workspace) -> None:
    workspace.change(ASSESSMENT, "reason: text-not-read", "rationale: Not read.")
    assert workspace.codes(ASSESSMENT, ASSESSMENT, "reports", ".") == ["HRIA506"]


def test_only_what_is_named_is_checked(workspace: Workspace) -> None:
    workspace.change(BODY, "short: EB\n", "")
    assert workspace.codes(ASSESSMENT, "checklists") == []
    assert workspace.codes("standards") == ["HRIA002"]
    assert workspace.codes(BODY) == ["HRIA002"]


def test_a_file_that_is_not_there_stops_the_check(workspace: Workspace) -> None:
    with pytest.raises(FileError, match=r"nowhere: there is no such file or folder$"):
        workspace.lines("nowhere")


def test_only_the_workspace_is_checked_and_not_the_library_behind_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.change(BODY, "short: EB\n", "")
    own = tmp_path / "own"
    own.mkdir()
    assert problems(Library([own, workspace.root])) == ()


def test_one_broken_file_does_not_hide_the_problems_of_others(workspace: Workspace) -> None:
    workspace.write(CHECKLIST, b"\xff")
    workspace.write(DESCRIPTOR, "[")
    workspace.change(BODY, "short: EB\n", "")
    found = {line.split(":")[0] for line in workspace.lines()}
    assert found == {CHECKLIST, DESCRIPTOR, BODY, ASSESSMENT}


# The names in an assessment are content: whatever is wrong with them is a problem with its
# line, and the other files are checked all the same.
@pytest.mark.parametrize(
    "ref", ["movement@01.0.0", "movement@1.0." + "9" * 300, "movement@1.0." + "9" * 5_000]
)
def test_a_name_that_cannot_be_found_is_a_problem_of_its_file(
    workspace: Workspace, ref: str
) -> None:
    workspace.change(ASSESSMENT, "movement@1.0.0", ref)
    workspace.change(BODY, "short: EB\n", "")
    found = workspace.lines()
    assert any(line.startswith(f"{ASSESSMENT}:4:8: HRIA") for line in found)
    assert any(line.startswith(f"{BODY}:1:1: HRIA002") for line in found)


def test_a_standard_with_a_name_that_no_file_can_have_is_a_problem(workspace: Workspace) -> None:
    workspace.change(ASSESSMENT, "example/e.1", "example/" + "e" * 300)
    assert any(line.startswith(f"{ASSESSMENT}:1:11: HRIA514") for line in workspace.lines())


def test_a_checklist_that_links_out_of_the_workspace_is_a_problem(
    workspace: Workspace, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: 1\n")
    (workspace.root / CHECKLIST).unlink()
    (workspace.root / CHECKLIST).symlink_to(secret)
    found = workspace.lines()
    assert any(line.startswith(f"{ASSESSMENT}:4:8: HRIA501") for line in found)
    assert not any("password" in line for line in found)


@pytest.mark.parametrize("name", [ASSESSMENT, BODY, DESCRIPTOR, DRAFT])
def test_a_file_that_links_out_of_the_workspace_is_a_problem_and_not_read(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    # Silence would say that all is well with a file that no command reads.
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: 1\n")
    (workspace.root / name).unlink()
    (workspace.root / name).symlink_to(secret)
    found = workspace.lines()
    assert any(line.startswith(name) and "leads out of the workspace" in line for line in found)
    assert not any("password" in line for line in found)
