import re
from typing import get_args

import pytest

from hria.check import problems
from hria.content.documents import load, open_source
from hria.content.library import BIBLIOGRAPHY, Library
from hria.content.roots import shipped
from hria.errors import ContentError
from hria.model.bibliography import Bibliography, EntryKind
from hria.model.facts import Mark
from hria.model.refs import ChecklistRef
from tests.check.workspaces import CHECKLIST, DRAFT, Workspace

SHIPPED = load(open_source(shipped() / BIBLIOGRAPHY), Bibliography).document
ENTRY = "entries:\n  {name}: {{title: T, kind: report, mark: recalled{more}}}\n"


def listing(workspace: Workspace, name: str, more: str = "") -> None:
    workspace.write(BIBLIOGRAPHY, ENTRY.format(name=name, more=more))


def test_a_workspace_without_a_bibliography_has_nothing_to_compare(workspace: Workspace) -> None:
    assert Library([workspace.root]).bibliography() is None
    assert workspace.codes() == []


def test_a_source_that_is_not_listed_is_a_warning_at_its_word(workspace: Workspace) -> None:
    listing(workspace, "ICCPR 12")
    [line] = workspace.lines(DRAFT)
    place = workspace.read(DRAFT).splitlines()[9].index("ICCPR") + 1
    assert line == (
        f"{DRAFT}:10:{place}: HRIA308 warning: MOV-01: 'ICCPR' is not in"
        " checklists/bibliography.yaml; did you mean 'ICCPR 12'?"
    )


def test_a_source_that_is_like_nothing_is_told_without_a_guess(workspace: Workspace) -> None:
    listing(workspace, "Magna Carta")
    [line] = workspace.lines(DRAFT)
    assert line.endswith("'ICCPR' is not in checklists/bibliography.yaml")


def test_the_entries_of_the_workspace_come_before_those_that_ship(workspace: Workspace) -> None:
    listing(workspace, "ICCPR")
    found = Library([workspace.root, shipped()]).bibliography()
    assert found
    assert next(iter(found.entries)) == "ICCPR"
    assert found.entries["ICCPR"].title == "T"
    assert len(found.entries) == len(SHIPPED.entries)
    assert list(Library([shipped()]).bibliography().entries) == list(SHIPPED.entries)  # type: ignore[union-attr]


def test_a_workspace_may_cite_what_ships(workspace: Workspace) -> None:
    listing(workspace, "Our own rules")
    library = Library([workspace.root, shipped()], workspace.root)
    assert problems(library) == ()


def test_what_replaced_a_source_is_told_to_its_end(workspace: Workspace) -> None:
    text = ENTRY.format(name="ICCPR", more=", superseded-by: B")
    text += "  B: {title: T, kind: report, mark: recalled, superseded-by: C}\n"
    text += "  C: {title: T, kind: report, mark: recalled}\n"
    workspace.write(BIBLIOGRAPHY, text)
    [line] = workspace.lines(DRAFT)
    assert line.endswith("HRIA309 warning: MOV-01: ICCPR is superseded by C")


def test_a_superseded_source_is_told_of_the_draft_that_can_still_change(
    workspace: Workspace,
) -> None:
    text = ENTRY.format(name="ICCPR", more=", superseded-by: B")
    workspace.write(BIBLIOGRAPHY, text + "  B: {title: T, kind: report, mark: recalled}\n")
    assert workspace.codes(DRAFT) == ["HRIA309"]
    assert workspace.codes(CHECKLIST) == []
    (workspace.root / DRAFT).unlink()
    assert workspace.codes(CHECKLIST) == ["HRIA309"]


def test_a_retired_question_may_cite_what_it_cited(workspace: Workspace) -> None:
    listing(workspace, "Magna Carta")
    workspace.change(DRAFT, "- id: MOV-01\n", "- id: MOV-01\n  state: retired\n")
    assert "HRIA308" not in workspace.codes(DRAFT)


def test_a_broken_bibliography_is_told_once_and_not_as_a_lack_of_entries(
    workspace: Workspace,
) -> None:
    workspace.write(BIBLIOGRAPHY, "entries:\n  ICCPR: {title: T}\n")
    assert workspace.codes() == ["HRIA002", "HRIA002"]
    assert {line.partition(":")[0] for line in workspace.lines()} == {BIBLIOGRAPHY}
    with pytest.raises(ContentError):
        Library([workspace.root]).bibliography()


def test_the_bibliography_is_not_taken_for_a_right(workspace: Workspace) -> None:
    listing(workspace, "ICCPR")
    assert Library([workspace.root]).rights == ("movement",)


@pytest.mark.parametrize(
    ("name", "now"),
    [("A", "C"), ("B", "C"), ("C", None), ("D", "E"), ("E", "D"), ("F", None), ("X", None)],
)
def test_the_replacement_of_an_entry_is_the_last_one_and_circles_end(
    name: str, now: str | None
) -> None:
    later = {"A": "B", "B": "C", "C": None, "D": "E", "E": "D", "F": "F"}
    entries = {
        key: {"title": "T", "kind": "rfc", "mark": "verified"}
        | ({"superseded-by": value} if value else {})
        for key, value in later.items()
    }
    assert Bibliography.model_validate({"entries": entries}).replacement(name) == now


# ------------------------------------------------------------------------ what ships


@pytest.mark.parametrize("version", ["draft", "1.0.0"])
def test_everything_that_the_checklists_cite_is_listed_and_stands(version: str) -> None:
    library = Library([shipped()])
    for right in library.rights:
        for question in library.checklist(ChecklistRef(right, version)).document.questions:
            for source in question.sources:
                name = source.instrument or source.ref
                assert name in SHIPPED.entries, question.id
                assert SHIPPED.replacement(name) is None, question.id


def test_the_entry_that_caught_us_once_is_there() -> None:
    # REFERENCE: warn when a source is superseded; "this file caught RFC 8446".
    assert SHIPPED.replacement("RFC 8446") == "RFC 9846"


@pytest.mark.parametrize("name", SHIPPED.entries)
def test_an_entry_claims_no_more_than_it_can_show(name: str) -> None:
    entry = SHIPPED.entries[name]
    assert entry.kind in get_args(EntryKind)
    assert entry.mark in get_args(Mark)
    if entry.kind == "rfc":
        assert entry.address == f"https://www.rfc-editor.org/info/rfc{name.removeprefix('RFC ')}"
    # What was not read says so.
    if entry.mark in {"recalled", "secondary", "inferred"}:
        assert entry.note, name
    if entry.address:
        assert re.match(r"https?://", entry.address)
    if entry.mark == "unknown":
        assert entry.date is None


def cited_parts() -> set[str]:
    """Return the citations of all passages on what the shipped checklists cite."""
    library = Library([shipped()])
    return {
        words
        for right in library.rights
        for version in ("draft", "1.0.0")
        for question in library.checklist(ChecklistRef(right, version)).document.questions
        for source in question.sources
        for words, _ in SHIPPED.passages(source.instrument or source.ref or "", source.at)
    }


# Delegations cite more than questions do, so there are passages that no question cites.
def test_every_passage_that_a_question_cites_is_there() -> None:
    entries = SHIPPED.entries.items()
    parts = {f"{name} {part}" for name, entry in entries for part in entry.parts}
    assert len(cited_parts()) > 150
    assert cited_parts() <= parts | {name for name, entry in entries if entry.whole}


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("UDHR", "art. 12"),
        ("ICCPR", "art. 4"),
        ("ECHR", "art. 8"),
        ("GC 16", "para. 1"),
        ("GC 34", "para. 23"),
        ("GC 37", "para. 38"),
        ("HRC 47/23", "op. 3"),
        ("UNGP", "principle 24"),
        ("RFC 8890", "s. 4.3"),
        ("RFC 9620", "s. 3.1"),
        ("W3C questionnaire", "q. 13"),
    ],
)
def test_what_delegations_cite_besides_is_there(name: str, place: str) -> None:
    assert SHIPPED.passages(name, place)


# What happens at the ITU, and a law that standards meet there, are looked up by their short names.
@pytest.mark.parametrize("name", ["ITU PP", "WTSA", "WCIT-12", "AAP", "TAP", "90-FZ"])
def test_processes_and_laws_say_what_they_are(name: str) -> None:
    assert SHIPPED.entries[name].kind in {"process", "law"}
    assert SHIPPED.passages(name)


# docs/authoring.md: our own words, thirty at most, never a quotation at length.
@pytest.mark.parametrize("name", SHIPPED.entries)
def test_a_passage_is_short(name: str) -> None:
    entry = SHIPPED.entries[name]
    for passage in filter(None, (entry.whole, *entry.parts.values())):
        assert len(passage.says.split()) <= 30, passage.says
        assert passage.says.endswith((".", "?")), passage.says


# REFERENCE, C: paragraph numbers of reports come from memory until somebody opens each report.
def test_what_was_not_opened_is_not_called_verified() -> None:
    opened = {"ICCPR", "ITU Constitution", "ITR", "WTSA Res. 1", "HRC 47/23"}
    opened |= {"Ahmet Yildirim v. Turkey (2012)", "Podchasov v. Russia (ECtHR 2024)"}
    opened |= {"Glukhin v. Russia (2023)"}
    for name, entry in SHIPPED.entries.items():
        if entry.kind in {"treaty", "resolution", "report", "judgment", "soft-law"}:
            for passage in filter(None, (entry.whole, *entry.parts.values())):
                assert passage.mark != "verified" or name in opened, name
