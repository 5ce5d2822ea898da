"""Applicability stays right on going back: through the real commands, from answers to reports."""

import json
from pathlib import Path

import pytest

from hria.content.documents import load, open_source
from hria.model.assessment import Assessment
from tests.cli.commands import Commands

CHECKLIST = """\
title: Doors
prefix: DOR
method: "1"
questions:
- {id: DOR-01, title: Locks, ask: Does the text lock doors?, worrying: "yes"}
- id: DOR-02
  title: Keys
  ask: Does the text give keys to others?
  worrying: "yes"
  asked-if: {DOR-01: ["yes", partly]}
- {id: DOR-03, title: Bells, ask: Does a bell ring elsewhere?, worrying: "yes", features: [decrypt]}
"""

FILE = "mine.yaml"
WHO = ["ab", "", "", "", "n"]
ADVERSE = ["y", "", "6.1", "", "text", "E4", "", "4", "3", "3", "direct", "N4", "", "", "", ""]
"""An adverse answer, up to the three-part test; it comes to critical."""

TEST = [""] * 7


@pytest.fixture(autouse=True)
def doors(workspace: Path) -> Path:
    """Return the workspace, with a checklist in which one question depends on another."""
    folder = workspace / "checklists" / "doors"
    folder.mkdir()
    (folder / "1.0.0.yaml").write_text(CHECKLIST, encoding="utf-8")
    return workspace


def sits(hria: Commands, *lines: str, begin: str = "") -> str:
    """Answer with *lines*; return what was shown."""
    at = ["-q", begin] if begin else []
    done = hria("assess", "T.1", "-c", "doors", "-o", FILE, *at, stdin="\n".join([*lines, ""]))
    assert done.status == 0, done.err
    return done.out


def scored(hria: Commands) -> dict[str, object]:
    done = hria("score", FILE, "--format", "json")
    assert done.status == 0, done.err
    return dict(json.loads(done.out))


def findings(hria: Commands) -> list[str]:
    return [f["question"] for f in scored(hria)["findings"]]  # type: ignore[attr-defined]


def given(workspace: Path) -> Assessment:
    return load(open_source(workspace / FILE), Assessment).document


# The rule: "worked out anew from the descriptor and the answers each time; answers that no longer
# apply are kept aside, shown, left out of score and outputs, and come back when they apply again"
def test_an_answer_goes_aside_with_the_answer_it_depends_on_and_comes_back(
    hria: Commands, workspace: Path
) -> None:
    sits(hria, *WHO, *ADVERSE, *TEST, *ADVERSE, *TEST, "n", "", "", "")
    assert findings(hria) == ["DOR-01", "DOR-02"]
    before = given(workspace).answers["DOR-02"]
    shown = sits(hria, "n", "", "", "", "l", begin="DOR-01")
    assert findings(hria) == []
    assert given(workspace).answers["DOR-02"] == before
    assert "kept aside: 1" in shown
    assert "DOR-02" in str(scored(hria)["aside"])
    for kind in ("brief", "full"):
        report = hria("report", FILE, "--kind", kind).out
        assert "Does the text give keys to others?" not in report
        assert "kept aside" in report
    assert "HRIA522 warning: DOR-02" in hria("check", FILE).out
    sits(hria, "y", "", "n", *ADVERSE[2:], *TEST, begin="DOR-01")
    assert findings(hria) == ["DOR-01", "DOR-02"]
    assert given(workspace).answers["DOR-02"] == before


def test_an_answer_goes_aside_with_a_capability_and_comes_back_with_it(
    hria: Commands, workspace: Path
) -> None:
    sits(hria, *WHO, "n", "", "", *ADVERSE, *TEST, "")
    assert findings(hria) == ["DOR-03"]
    descriptor = workspace / "standards" / "acme" / "t.1.yaml"
    whole = descriptor.read_text(encoding="utf-8")
    descriptor.write_text(
        whole.replace("capability: decrypt", "capability: encrypt"), encoding="utf-8"
    )
    assert findings(hria) == []
    listed = hria("show", FILE).out
    assert "kept aside: 1" in listed
    assert "names none of: decrypt" in " ".join(listed.split())
    descriptor.write_text(whole, encoding="utf-8")
    assert findings(hria) == ["DOR-03"]


def test_the_list_tells_what_is_unanswered_unknown_and_not_applicable_and_why(
    hria: Commands,
) -> None:
    sits(hria, *WHO, "u", "2", "", "j DOR-03", "a", "There is no bell.", "q")
    listed = hria("show", FILE).out
    assert "DOR-01  Locks: the text was not read for this" in listed
    assert "DOR-03  Bells: There is no bell." in listed
    assert "may apply: 1" in listed
