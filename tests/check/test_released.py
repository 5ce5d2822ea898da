import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.check.workspaces import CHECKLIST, DRAFT, RELEASED, Workspace

LINE = "{digest}  movement/{version}.yaml\n"


def release(workspace: Workspace, version: str, text: str) -> str:
    """Release *text* and return its line in RELEASED."""
    workspace.write(f"checklists/movement/{version}.yaml", text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return LINE.format(digest=digest, version=version)


# FORMATS: "checklists/<right>/<version>.yaml  released, never edited again".
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_byte_of_a_released_file_can_change(workspace: Workspace, data: st.DataObject) -> None:
    whole = workspace.read(DRAFT)
    at = data.draw(st.integers(0, len(whole)))
    changed = whole[:at] + data.draw(st.sampled_from([" ", "\n", "x", "#"])) + whole[at:]
    workspace.write(CHECKLIST, changed)
    # Where the change leaves something that can be read, the digest tells it.
    found = workspace.codes(CHECKLIST)
    assert "HRIA202" in found or found[0] in {"HRIA001", "HRIA002", "HRIA003", "HRIA004"}


def test_not_even_line_ends_of_a_released_file_can_change(workspace: Workspace) -> None:
    workspace.write(CHECKLIST, workspace.read(CHECKLIST).replace("\n", "\r\n"))
    assert workspace.codes(CHECKLIST) == ["HRIA202"]


def test_a_draft_can_change(workspace: Workspace) -> None:
    workspace.change(DRAFT, "routes of people", "ways of people")
    assert workspace.codes() == []


def test_a_released_file_that_is_gone_is_told_at_its_line(workspace: Workspace) -> None:
    first = workspace.read(RELEASED)
    second = release(workspace, "1.1.0", workspace.read(DRAFT))
    workspace.write(RELEASED, first + second)
    assert workspace.codes("checklists") == []
    (workspace.root / "checklists/movement/1.1.0.yaml").unlink()
    [line] = workspace.lines("checklists")
    assert line.startswith(f"{RELEASED}:2:1: HRIA201 movement/1.1.0.yaml was released and is gone")


def test_a_version_that_is_not_listed_is_told(workspace: Workspace) -> None:
    release(workspace, "1.1.0", workspace.read(DRAFT))
    [line] = workspace.lines("checklists")
    words = "is not listed in RELEASED (name it draft.yaml; or, if a release was interrupted,"
    words += " run hria release movement again)"
    assert line.endswith(f"/1.1.0.yaml:1:1: HRIA203 movement/1.1.0.yaml {words}")


def test_a_workspace_without_a_list_of_releases_has_nothing_to_compare(
    workspace: Workspace,
) -> None:
    (workspace.root / RELEASED).unlink()
    assert workspace.codes("checklists") == []


@pytest.mark.parametrize(
    "line",
    [
        *("", "#", "words", "{d} movement/1.0.0.yaml", "{d}\tmovement/1.0.0.yaml", "{d}  "),
        *("{d}  movement/1.0.0.yaml ", "{d}  movement/1.0.yaml/x", "{d}  ../x/1.0.0.yaml"),
        *("{d}  /movement/1.0.0.yaml", "{d}  movement/draft.yaml", "{d}  Movement/1.0.0.yaml"),
        *("{d}0  movement/1.0.0.yaml", "sha256:{d}  movement/1.0.0.yaml", "é"),
        *("{d}  movement/1.0.0.yml", "{d}  a/b/1.0.0.yaml"),
    ],
)
def test_a_line_that_is_none_is_told_with_its_number(workspace: Workspace, line: str) -> None:
    first = workspace.read(RELEASED)
    workspace.write(
        RELEASED, first + line.format(d="0" * 64) + "\n" + first.replace("1.0.0", "2.0.0")
    )
    assert [found for found in workspace.lines(RELEASED) if ":2:1:" in found] == [
        f"{RELEASED}:2:1: HRIA204 no line of RELEASED (allowed: <sha256>  <right>/<version>.yaml)"
    ]


def test_a_list_of_releases_that_is_no_text_is_told(workspace: Workspace) -> None:
    workspace.write(RELEASED, b"\xff\xfe\n")
    assert workspace.codes(RELEASED) == ["HRIA204"]


# The digest is of bytes; a list that some tool rewrote is no longer the one that was committed.
def test_a_list_of_releases_with_other_line_ends_is_told_once(workspace: Workspace) -> None:
    text = workspace.read(RELEASED) + release(workspace, "1.1.0", workspace.read(DRAFT))
    workspace.write(RELEASED, text.replace("\n", "\r\n"))
    words = "lines end with CR LF (allowed: LF; see .gitattributes)"
    assert workspace.lines(RELEASED) == [f"{RELEASED}:1:1: HRIA204 {words}"]


def test_a_digest_that_was_added_later_does_not_replace_the_first(workspace: Workspace) -> None:
    # RELEASED is append-only; whoever edits a released file cannot mend that by a new line.
    changed = workspace.read(CHECKLIST) + "# edited\n"
    digest = hashlib.sha256(changed.encode()).hexdigest()
    workspace.write(CHECKLIST, changed)
    workspace.write(
        RELEASED, workspace.read(RELEASED) + LINE.format(digest=digest, version="1.0.0")
    )
    assert "HRIA204" in workspace.codes(RELEASED)
    assert "HRIA202" in workspace.codes(CHECKLIST)
