import pytest

from hria.content.library import Library
from hria.model.refs import ChecklistRef
from tests.check.workspaces import CHECKLIST, DRAFT, Workspace

FRENCH = "checklists/movement/1.0.0.fr.yaml"
WORDS = """\
title: Mouvement
questions:
  MOV-01:
    title: Suivi des trajets
    ask: Le texte rend-il visibles les trajets des personnes ?
"""


def test_a_translation_is_not_read_as_a_checklist(workspace: Workspace) -> None:
    workspace.write(FRENCH, WORDS)
    assert workspace.codes() == []
    library = Library([workspace.root])
    assert [str(version) for version in library.versions("movement")] == ["1.0.0"]
    assert library.checklist(ChecklistRef("movement")).document.title == "Movement"


@pytest.mark.parametrize("tag", ["fr", "pt-BR", "zh-Hans-CN", "ast"])
@pytest.mark.parametrize("version", ["1.0.0", "draft"])
def test_its_name_tells_the_version_and_the_language(
    workspace: Workspace, version: str, tag: str
) -> None:
    workspace.write(f"checklists/movement/{version}.{tag}.yaml", WORDS)
    assert workspace.codes() == []


def test_an_id_that_is_not_asked_is_told_at_its_key(workspace: Workspace) -> None:
    workspace.write(FRENCH, WORDS + "  MOV-02: {title: T, ask: A ?}\n")
    assert workspace.lines(FRENCH) == [
        f"{FRENCH}:6:3: HRIA701 MOV-02 is no question of 1.0.0.yaml",
    ]


def test_an_id_that_is_left_out_is_a_warning(workspace: Workspace) -> None:
    workspace.write(FRENCH, "title: T\nquestions: {}\n")
    assert workspace.lines(FRENCH) == [
        f"{FRENCH}:2:12: HRIA702 warning: MOV-01 has no words in this translation"
    ]


def test_a_retired_question_needs_no_words(workspace: Workspace) -> None:
    workspace.change(DRAFT, "- id: MOV-01\n", "- id: MOV-01\n  state: retired\n")
    workspace.write("checklists/movement/draft.fr.yaml", "title: T\nquestions: {}\n")
    assert "HRIA702" not in workspace.codes()
    workspace.write("checklists/movement/draft.fr.yaml", WORDS)
    assert "HRIA701" not in workspace.codes()


def test_a_translation_of_a_version_that_is_not_there_is_told(workspace: Workspace) -> None:
    name = "checklists/movement/2.0.0.fr.yaml"
    workspace.write(name, WORDS)
    assert workspace.lines() == [
        f"{name}:1:1: HRIA703 2.0.0.yaml, which this translates, is not there"
    ]


def test_a_checklist_with_problems_is_told_of_itself_alone(workspace: Workspace) -> None:
    workspace.write(FRENCH, WORDS)
    workspace.write(CHECKLIST, "title: [")
    assert workspace.codes(FRENCH) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (WORDS.replace("MOV-01", "mov"), "HRIA004"),
        (WORDS.replace("    title: Suivi des trajets\n", ""), "HRIA002"),
        (WORDS + "    worrying: yes\n", "HRIA003"),
        (WORDS + "    answers: {oui: Le texte.}\n", "HRIA004"),
        ("title: T\n", "HRIA002"),
    ],
)
def test_a_translation_holds_words_and_nothing_else(
    workspace: Workspace, text: str, code: str
) -> None:
    workspace.write(FRENCH, text)
    assert code in workspace.codes(FRENCH)
