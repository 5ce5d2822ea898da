from pathlib import Path

from hria.check.kinds import Kind
from hria.check.memory import Memory
from hria.content.library import Library
from tests.check.workspaces import DESCRIPTOR, Workspace

CITED = "  draft:"
OLDER = "  older: {title: 'RFC 1, The old one', kind: primary}\n  draft:"
BIBLIOGRAPHY = "checklists/bibliography.yaml"
ENTRIES = """\
entries:
  RFC 1: {title: The old one, kind: rfc, mark: recalled, superseded-by: RFC 2}
  RFC 2: {title: The new one, kind: rfc, mark: recalled}
"""
REPLACED = """\
designation: {value: RFC 1, source: it, mark: recalled}
title: {value: The old one, source: it, mark: recalled}
related:
- {relation: superseded-by, value: "RFC 2, The new one", source: it, mark: recalled}
"""


def test_a_source_that_the_bibliography_knows_to_be_replaced_must_say_so(
    workspace: Workspace,
) -> None:
    workspace.change(DESCRIPTOR, CITED, OLDER)
    assert workspace.codes(DESCRIPTOR) == []
    workspace.write(BIBLIOGRAPHY, ENTRIES)
    assert workspace.codes(DESCRIPTOR) == ["HRIA408"]
    workspace.change(
        DESCRIPTOR, "kind: primary}\n  draft:", "kind: primary, note: See RFC 2.}\n  draft:"
    )
    assert workspace.codes(DESCRIPTOR) == []


def test_so_must_one_that_its_own_descriptor_says_is_replaced(workspace: Workspace) -> None:
    workspace.change(DESCRIPTOR, CITED, OLDER)
    workspace.write("standards/ietf/rfc1.yaml", REPLACED)
    [line] = workspace.lines(DESCRIPTOR)
    assert "HRIA408 RFC 1 is superseded by RFC 2 " in line


def test_a_descriptor_may_cite_its_own_older_text(workspace: Workspace) -> None:
    own = REPLACED + "sources:\n  it: {title: 'RFC 1, The old one', kind: primary}\n"
    workspace.write("standards/ietf/rfc1.yaml", own)
    assert workspace.codes("standards/ietf/rfc1.yaml") == []


def test_what_was_checked_is_checked_again_once_a_source_was_replaced(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.change(DESCRIPTOR, CITED, OLDER)

    def key() -> str:
        memory = Memory(tmp_path / "memory", "stamp", Library([workspace.root]))
        return memory.key(workspace.root / DESCRIPTOR, Kind.DESCRIPTOR)

    first = key()
    assert first == key()
    workspace.write("standards/ietf/rfc1.yaml", REPLACED)
    second = key()
    workspace.write(BIBLIOGRAPHY, ENTRIES)
    assert len({first, second, key()}) == 3
