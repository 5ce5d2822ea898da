import shutil
import subprocess
from pathlib import Path

import pytest

from hria.check.base import since
from hria.cli.history import at_commit
from hria.content.library import Library
from hria.content.releasing import carry_out, plan_release
from hria.content.roots import shipped
from hria.errors import HriaError
from tests.check.test_drafts import QUESTION, RETIRED, release
from tests.check.workspaces import CHECKLIST, DRAFT, RELEASED, Workspace


class Kept:
    """A workspace as it was."""

    def __init__(self, workspace: Workspace) -> None:
        self.files = {
            path.relative_to(workspace.root).as_posix(): path.read_bytes()
            for path in workspace.root.rglob("*")
            if path.is_file()
        }

    def __call__(self, name: str) -> bytes | None:
        return self.files.get(name)


def lines(workspace: Workspace, base: Kept) -> list[str]:
    return [str(p) for p in since(Library([workspace.root], workspace.root), base)]


def test_a_workspace_that_stayed_as_it_was_has_no_problem(workspace: Workspace) -> None:
    assert lines(workspace, Kept(workspace)) == []


def test_a_workspace_may_go_on(workspace: Workspace) -> None:
    base = Kept(workspace)
    workspace.write(DRAFT, workspace.read(DRAFT) + QUESTION)
    carry_out(plan_release(workspace.root, "movement"), "2026-11-22")
    workspace.write(DRAFT, workspace.read(DRAFT).replace(QUESTION, RETIRED))
    assert lines(workspace, base) == []


def test_where_nothing_was_released_nothing_can_be_lost(workspace: Workspace) -> None:
    base = Kept(workspace)
    del base.files[RELEASED]
    workspace.write(CHECKLIST, "title: [")
    assert lines(workspace, base) == []


# What hria check alone cannot see: a line and its file that were changed together.
def test_a_release_cannot_be_rewritten_together_with_its_line(workspace: Workspace) -> None:
    base = Kept(workspace)
    old = workspace.read(RELEASED).rstrip("\n")
    workspace.write(RELEASED, "")
    release(workspace, "1.0.0", workspace.read(DRAFT).replace("Movement", "Moving"))
    assert workspace.codes("checklists") == []
    lock, file = lines(workspace, base)
    assert (
        lock == f"{RELEASED}:1:1: HRIA204 at the base this line was {old!r} (lines are only added)"
    )
    assert file.startswith(f"{CHECKLIST}:1:1: HRIA202 movement/1.0.0.yaml was changed after its")


def test_a_release_cannot_be_withdrawn_together_with_its_line(workspace: Workspace) -> None:
    release(workspace, "1.1.0", workspace.read(DRAFT) + QUESTION)
    workspace.write(DRAFT, workspace.read(DRAFT) + QUESTION)
    base = Kept(workspace)
    first = workspace.read(RELEASED).splitlines(keepends=True)[0]
    workspace.write(RELEASED, first)
    (workspace.root / "checklists/movement/1.1.0.yaml").unlink()
    workspace.change(DRAFT, QUESTION, "")
    assert workspace.codes("checklists") == []
    assert [line.split()[1] for line in lines(workspace, base)] == ["HRIA201", "HRIA204", "HRIA206"]
    assert "MOV-02 stood in 1.1.0 and is gone" in lines(workspace, base)[2]


def test_a_retired_id_stays_retired_even_if_its_release_is_gone(workspace: Workspace) -> None:
    draft = workspace.read(DRAFT)
    release(workspace, "2.0.0", draft + RETIRED)
    base = Kept(workspace)
    workspace.write(RELEASED, workspace.read(RELEASED).splitlines(keepends=True)[0])
    (workspace.root / "checklists/movement/2.0.0.yaml").unlink()
    workspace.write(DRAFT, draft + QUESTION)
    assert "HRIA207" in {line.split()[1] for line in lines(workspace, base)}


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("a\nb\n", "a\n", 1),
        ("a\nb\n", "b\na\n", 1),
        ("a\nb\n", "a\nc\n", 2),
        ("a\nb\n", "", 1),
        ("a\n", "x\na\n", 1),
    ],
)
def test_lines_are_only_added_and_at_the_end(
    workspace: Workspace, old: str, new: str, place: int
) -> None:
    base = Kept(workspace)
    base.files = {RELEASED: old.encode()}
    workspace.write(RELEASED, new)
    [line] = lines(workspace, base)
    assert line.startswith(f"{RELEASED}:{place}:1: HRIA204 at the base this line was ")
    workspace.write(RELEASED, old + "more\n")
    assert lines(workspace, base) == []


def test_a_list_that_is_gone_is_told(workspace: Workspace) -> None:
    base = Kept(workspace)
    (workspace.root / RELEASED).unlink()
    assert [line.split()[1] for line in lines(workspace, base)] == ["HRIA204"]


def test_what_is_wrong_in_both_is_told_in_the_same_words(workspace: Workspace) -> None:
    base = Kept(workspace)
    workspace.write(CHECKLIST, workspace.read(CHECKLIST) + "# edited\n")
    assert lines(workspace, base) == workspace.lines(CHECKLIST)
    (workspace.root / CHECKLIST).unlink()
    assert set(lines(workspace, base)) <= set(workspace.lines())


def test_a_release_that_could_not_be_read_at_the_base_is_compared_by_its_bytes(
    workspace: Workspace,
) -> None:
    workspace.write(CHECKLIST, b"title: [\xff")
    base = Kept(workspace)
    assert lines(workspace, base) == []
    workspace.write(CHECKLIST, b"title: [")
    assert [line.split()[1] for line in lines(workspace, base)] == ["HRIA202"]


# ------------------------------------------------------------------------------------- git


def git(root: Path, *words: str) -> str:
    program = shutil.which("git")
    if program is None:
        pytest.skip("git is not installed")
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run([program, "-C", root, *who, *words], capture_output=True, check=True)
    return done.stdout.decode().strip()


@pytest.fixture
def committed(workspace: Workspace) -> Workspace:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(workspace.root.parent, "init", "-q", "-b", "main")
    git(workspace.root.parent, "add", ".")
    git(workspace.root.parent, "commit", "-q", "-m", "One")
    return workspace


def test_the_base_is_what_was_committed(committed: Workspace) -> None:
    committed.write(CHECKLIST, "title: [")
    (committed.root / DRAFT).unlink()
    for revision in ("HEAD", "main", git(committed.root, "rev-parse", "--short", "HEAD")):
        base = at_commit(committed.root, revision)
        assert (base(CHECKLIST) or b"").startswith(b"title: Movement\n")
        assert base(DRAFT)
        assert base("checklists/gone.yaml") is None
        found = since(Library([committed.root], committed.root), base)
        assert [problem.code for problem in found] == ["HRIA202"]


@pytest.mark.parametrize(
    "revision", ["gone", "", "--help", "-h", "HEAD~7", "main:checklists", "$(x)"]
)
def test_a_base_that_is_no_commit_is_one_clear_error(committed: Workspace, revision: str) -> None:
    with pytest.raises(HriaError, match="no commit called ") as caught:
        at_commit(committed.root, revision)
    assert repr(revision) in str(caught.value)
    assert caught.value.status == 2


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_folder_without_history_has_no_base(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(workspace.root.parent))
    with pytest.raises(HriaError, match="is in no git repository"):
        at_commit(workspace.root, "HEAD")


def test_a_machine_without_git_is_told_so(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(HriaError, match="git is not installed"):
        at_commit(workspace.root, "HEAD")


def test_what_ships_still_stands_since_itself() -> None:
    library = Library([shipped()], shipped())

    def now(name: str) -> bytes | None:
        path = shipped() / name
        return path.read_bytes() if path.is_file() else None

    assert since(library, now) == ()
