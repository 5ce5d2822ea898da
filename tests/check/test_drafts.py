import hashlib
from pathlib import Path

import pytest

from hria.content.releasing import carry_out, plan_release
from tests.check.workspaces import CHECKLIST, DRAFT, RELEASED, Workspace

CHANGES = "checklists/movement/CHANGES.md"
QUESTION = """\
- id: MOV-02
  title: Counting of crowds
  ask: Does the text let somebody count people in a place?
  why: Who is counted may stay away.
  worrying: "yes"
  sources: [{instrument: ICCPR, at: art. 21}]
"""
RETIRED = QUESTION.replace("  title", "  state: retired\n  title")


def release(workspace: Workspace, version: str, text: str) -> None:
    """List *text* as released, beside what is."""
    name = f"movement/{version}.yaml"
    workspace.write(f"checklists/{name}", text)
    line = f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n"
    workspace.write(RELEASED, workspace.read(RELEASED) + line)


# docs/adr: an id is never reused, and a question that is dropped stays, retired.
def test_an_id_of_any_release_stays_in_the_draft(workspace: Workspace) -> None:
    draft = workspace.read(DRAFT)
    release(workspace, "1.1.0", draft + QUESTION)
    assert workspace.lines(DRAFT) == [
        f"{DRAFT}:5:1: HRIA206 MOV-02 stood in 1.1.0 and is gone (keep it, state: retired)"
    ]
    workspace.write(DRAFT, draft + RETIRED)
    assert workspace.codes() == []


def test_a_retired_id_stays_retired(workspace: Workspace) -> None:
    draft = workspace.read(DRAFT)
    release(workspace, "1.1.0", draft + QUESTION)
    release(workspace, "2.0.0", draft + RETIRED)
    workspace.write(DRAFT, draft + QUESTION)
    assert workspace.lines() == [
        f"{DRAFT}:11:7: HRIA207 MOV-02 was retired in 2.0.0 (take the next free number)"
    ]
    workspace.write(DRAFT, draft + RETIRED)
    assert workspace.codes() == []


def test_an_id_is_told_once_however_many_releases_had_it(workspace: Workspace) -> None:
    draft = workspace.read(DRAFT)
    for version in ("1.1.0", "1.2.0", "1.10.0"):
        release(workspace, version, draft + QUESTION)
    [line] = workspace.lines(DRAFT)
    assert "stood in 1.10.0" in line


def test_only_the_draft_of_a_right_is_held_to_its_releases(workspace: Workspace) -> None:
    draft = workspace.read(DRAFT)
    release(workspace, "1.1.0", draft + QUESTION)
    assert workspace.codes(CHECKLIST) == []
    workspace.write("elsewhere/draft.yaml", draft)
    assert workspace.codes("elsewhere/draft.yaml") == []
    workspace.write("checklists/other/draft.yaml", draft)
    assert workspace.codes("checklists/other/draft.yaml") == []


def test_a_release_that_cannot_be_read_is_told_of_itself_alone(workspace: Workspace) -> None:
    release(workspace, "1.1.0", "title: [\n")
    assert {line.partition(":")[0] for line in workspace.lines()} == {
        "checklists/movement/1.1.0.yaml"
    }
    assert workspace.codes(DRAFT) == []


# ------------------------------------------------------- what an interrupted release leaves


def planned(workspace: Workspace) -> str:
    """Work out a release of the draft with one question more, and return its entry."""
    workspace.write(DRAFT, workspace.read(DRAFT) + QUESTION)
    return "## 1.1.0, 2026-11-21 (MINOR: old answers stand, and are not complete)\n\n- …\n"


def test_a_release_without_its_line_is_told_and_can_be_made_again(workspace: Workspace) -> None:
    text = planned(workspace)
    workspace.write("checklists/movement/1.1.0.yaml", workspace.read(DRAFT))
    workspace.write(CHANGES, text)
    file, draft = workspace.lines()
    assert file == (
        "checklists/movement/1.1.0.yaml:1:1: HRIA203 movement/1.1.0.yaml is not listed in RELEASED"
        " (name it draft.yaml; or, if a release was interrupted, run hria release movement again)"
    )
    assert draft == (
        f"{DRAFT}:1:1: HRIA205 warning: CHANGES.md tells of 1.1.0, which RELEASED does not list"
        " (run hria release movement again)"
    )
    carry_out(plan_release(workspace.root, "movement"), "2026-11-22")
    assert workspace.codes() == []
    assert "2026-11-22" in workspace.read(CHANGES)


def test_changes_of_listed_releases_are_as_they_should_be(workspace: Workspace) -> None:
    planned(workspace)
    carry_out(plan_release(workspace.root, "movement"), "2026-11-22")
    assert workspace.read(CHANGES).count("\n## ") == 1
    assert workspace.codes() == []


def test_the_first_release_of_a_right_can_be_interrupted_too(workspace: Workspace) -> None:
    (workspace.root / RELEASED).unlink()
    workspace.write(CHANGES, "## 1.0.0, 2026-11-21\n\nThe first release.\n")
    assert workspace.codes(DRAFT) == ["HRIA205"]


@pytest.mark.parametrize("text", ["", "# Changes\n", "1.1.0\n", "### 1.1.0, x\n", "## 1.1, x\n"])
def test_other_words_in_the_changes_are_no_release(workspace: Workspace, text: str) -> None:
    workspace.write(CHANGES, text)
    assert workspace.codes() == []


def test_changes_that_lead_out_of_the_workspace_are_not_read(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("## 9.9.9, secret\n")
    (workspace.root / CHANGES).symlink_to(tmp_path / "secret")
    assert workspace.codes() == []
