from pathlib import Path

import pytest

from hria.check import problems
from hria.check.subject import Renderer
from hria.cli.remaking import remade
from hria.content.library import Library
from hria.content.roots import shipped
from hria.errors import FileError
from tests.check.workspaces import ASSESSMENT, CHECKLIST, Workspace

FOLDER = "reports/example/e.1/own"
LINE = (
    f"{ASSESSMENT}:1:1: HRIA521 warning: {{name}} is not what the assessment gives now"
    " (make it anew: hria report)"
)


def lines(workspace: Workspace, renderer: Renderer | None = remade, *names: str) -> list[str]:
    library = Library([workspace.root], workspace.root)
    paths = tuple(workspace.root / name for name in names)
    return [str(problem) for problem in problems(library, paths, renderer)]


def keep(workspace: Workspace, name: str) -> bytes:
    """Put the report *name* beside the assessment, as it is made now."""
    path = workspace.write(f"{FOLDER}/{name}", "")
    made = remade(path)
    assert made
    path.write_bytes(made)
    return made


def test_every_report_that_ships_is_the_one_its_assessment_gives_now() -> None:
    # Make them anew with: make reports
    library = Library([shipped()], shipped())
    assert [str(problem) for problem in problems(library, (), remade)] == []
    for assessment in library.assessments:
        assert {path.name for path in assessment.parent.glob("*.md")} >= {"brief.md", "full.md"}


@pytest.mark.parametrize("name", ["brief.md", "full.md", "brief.en.md"])
def test_a_report_is_fresh_until_the_assessment_changes(workspace: Workspace, name: str) -> None:
    keep(workspace, name)
    assert lines(workspace) == []
    workspace.change(ASSESSMENT, "unknown, reason: text-not-read", "'no', rationale: Read")
    assert lines(workspace) == [LINE.format(name=name)]


def test_each_report_that_differs_is_told_of_the_file_named(workspace: Workspace) -> None:
    for name in ("brief.md", "full.md"):
        workspace.write(f"{FOLDER}/{name}", "# Another day\n")
    expected = [LINE.format(name=name) for name in ("brief.md", "full.md")]
    assert lines(workspace) == expected
    assert lines(workspace, remade, ASSESSMENT) == expected
    assert lines(workspace, remade, CHECKLIST) == []


def test_other_files_beside_an_assessment_are_no_reports(workspace: Workspace) -> None:
    for name in ("notes.md", "README.md", "brief.txt", "brief.xx.md", "briefs.md", "brief"):
        workspace.write(f"{FOLDER}/{name}", "# Another day\n")
    assert lines(workspace) == []


def test_ends_of_lines_of_a_checkout_are_no_difference(workspace: Workspace) -> None:
    made = keep(workspace, "brief.md")
    workspace.write(f"{FOLDER}/brief.md", made.replace(b"\n", b"\r\n"))
    assert lines(workspace) == []
    workspace.write(f"{FOLDER}/brief.md", made + b"\n")
    assert lines(workspace) == [LINE.format(name="brief.md")]


def test_without_a_renderer_nothing_is_compared(workspace: Workspace) -> None:
    workspace.write(f"{FOLDER}/brief.md", "# Another day\n")
    assert lines(workspace, None) == []


def test_an_assessment_that_cannot_be_reported_tells_only_its_own_problem(
    workspace: Workspace,
) -> None:
    workspace.write(f"{FOLDER}/brief.md", "# Another day\n")
    workspace.change(ASSESSMENT, "MOV-01", "MOV-09")
    assert [line.split()[1] for line in lines(workspace)] == ["HRIA502"]


def test_only_reports_that_exist_are_made(workspace: Workspace) -> None:
    made: list[Path] = []

    def renderer(path: Path) -> None:
        made.append(path)

    assert lines(workspace, renderer) == []
    assert made == []
    workspace.write(f"{FOLDER}/full.md", "")
    assert lines(workspace, renderer) == []
    assert [path.name for path in made] == ["full.md"]


def refusing(_path: Path) -> bytes:
    message = "no"
    raise FileError(message)


def test_a_renderer_that_cannot_is_no_reason_to_stop(workspace: Workspace) -> None:
    workspace.write(f"{FOLDER}/brief.md", "")
    assert lines(workspace, refusing) == []


def test_a_report_that_leads_out_of_the_workspace_is_not_read(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("secret")
    (workspace.root / FOLDER / "brief.md").symlink_to(tmp_path / "secret")
    assert lines(workspace) == []
