import pytest

from tests.check.workspaces import DRAFT, Workspace

QUESTION = """\
- id: MOV-02
  title: Borders
  ask: Does the text close borders?
  why: Who cannot leave is not free.
  worrying: "yes"
  sources: [{ref: RFC 6280}]
"""


@pytest.mark.parametrize("name", ["1.0.0", "0.1.0", "10.20.30", "draft"])
def test_a_checklist_is_called_by_its_version(workspace: Workspace, name: str) -> None:
    workspace.write(f"checklists/dignity/{name}.yaml", workspace.read(DRAFT))
    assert "HRIA101" not in workspace.codes("checklists/dignity")


@pytest.mark.parametrize(
    "name", ["1.0", "1", "01.0.0", "1.0.0-rc1", "v1.0.0", "Draft", "1.0.0.0", "\u0661.0.0"]
)
def test_another_name_is_a_problem_of_the_whole_file(workspace: Workspace, name: str) -> None:
    workspace.write(f"checklists/dignity/{name}.yaml", workspace.read(DRAFT))
    [line] = workspace.lines("checklists/dignity")
    allowed = "(allowed: draft, or a version such as 1.0.0)"
    place = f"checklists/dignity/{name}.yaml:1:1"
    assert line == f"{place}: HRIA101 {name!r} is no version {allowed}"


def test_a_checklist_that_lies_elsewhere_may_have_any_name(workspace: Workspace) -> None:
    workspace.write("work/my checklist.yaml", workspace.read(DRAFT))
    assert workspace.codes("work/my checklist.yaml") == []


def test_the_prefix_is_the_one_that_is_given(workspace: Workspace) -> None:
    workspace.change(DRAFT, "prefix: MOV", "prefix: ABC")
    assert workspace.codes(DRAFT) == ["HRIA102"]


def test_without_a_prefix_most_ids_decide(workspace: Workspace) -> None:
    more = QUESTION + QUESTION.replace("MOV-02", "PRV-03")
    workspace.change(DRAFT, "prefix: MOV\n", "")
    workspace.write(DRAFT, workspace.read(DRAFT) + more)
    assert workspace.lines(DRAFT) == [
        f"{DRAFT}:16:7: HRIA102 PRV-03: ids of this checklist begin with MOV-"
    ]


@pytest.mark.parametrize("state", ["active", "retired"])
def test_an_id_is_never_used_again(workspace: Workspace, state: str) -> None:
    again = QUESTION.replace("MOV-02", "MOV-01") + f"  state: {state}\n"
    workspace.write(DRAFT, workspace.read(DRAFT) + again)
    assert workspace.codes(DRAFT) == ["HRIA103"]


@pytest.mark.parametrize(
    ("ask", "codes"),
    [
        ("Does the text close borders?", []),
        ("Does the text close borders? ", []),
        ("Does the text close borders", ["HRIA301"]),
        ("Close borders!", ["HRIA301"]),
        ("Does it? Say why.", ["HRIA301"]),
        ("Does it? Or not?", ["HRIA302"]),
        ("Does it?? ", ["HRIA302"]),
        ("Is it? Is it? Is it", ["HRIA301", "HRIA302"]),
    ],
)
def test_a_question_asks_one_thing(workspace: Workspace, ask: str, codes: list[str]) -> None:
    workspace.write(
        DRAFT,
        workspace.read(DRAFT) + QUESTION.replace("Does the text close borders?", f"'{ask}'"),
    )
    assert workspace.codes(DRAFT) == codes


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("  why: Who cannot leave is not free.\n", "", ["HRIA303"]),
        ("Who cannot leave is not free.", "' '", ["HRIA303"]),
        ("  sources: [{ref: RFC 6280}]\n", "", ["HRIA304"]),
        ("[{ref: RFC 6280}]", "[]", ["HRIA304"]),
        ("[{ref: RFC 6280}]", "[{instrument: ICCPR}]", []),
        ("[{ref: RFC 6280}]", "[{at: '4'}, {note: n}, {ref: R}]", ["HRIA304", "HRIA304"]),
    ],
)
def test_a_question_says_why_and_names_its_law(
    workspace: Workspace, old: str, new: str, codes: list[str]
) -> None:
    workspace.write(DRAFT, workspace.read(DRAFT) + QUESTION.replace(old, new))
    assert workspace.codes(DRAFT) == codes


def test_a_retired_question_keeps_its_words_as_they_were(workspace: Workspace) -> None:
    retired = "- {id: MOV-02, state: retired, title: T, ask: Retired in 1.1.0, worrying: 'no'}\n"
    workspace.write(DRAFT, workspace.read(DRAFT) + retired)
    assert workspace.codes(DRAFT) == []


# An empty list of features would make a question apply to nothing, and nobody would notice.
@pytest.mark.parametrize(
    ("features", "codes"), [("[]", ["HRIA306"]), ("[geolocate]", []), (None, [])]
)
def test_a_question_names_a_feature_or_none_at_all(
    workspace: Workspace, features: str | None, codes: list[str]
) -> None:
    line = f"  features: {features}\n" if features else ""
    workspace.write(DRAFT, workspace.read(DRAFT) + QUESTION + line)
    assert workspace.codes(DRAFT) == codes


def test_an_empty_list_of_features_is_told_with_the_way_out(workspace: Workspace) -> None:
    workspace.write(DRAFT, workspace.read(DRAFT) + QUESTION + "  features: []\n")
    [line] = workspace.lines(DRAFT)
    words = "MOV-02: no feature makes it apply (leave the key out: always asked)"
    assert line == f"{DRAFT}:17:13: HRIA306 {words}"


# What a question replaces is retired: an answer is carried over from where none is asked any more.
@pytest.mark.parametrize(
    ("replaces", "named"),
    [
        ("[MOV-03]", []),
        ("[]", []),
        ("[MOV-01]", ["MOV-01"]),
        ("[MOV-02]", ["MOV-02"]),
        ("[MOV-03, MOV-09, PRV-01]", ["MOV-09", "PRV-01"]),
    ],
)
def test_a_question_replaces_retired_questions_of_its_checklist(
    workspace: Workspace, replaces: str, named: list[str]
) -> None:
    retired = "- {id: MOV-03, state: retired, title: T, ask: Is it?, worrying: 'no'}\n"
    text = f"{QUESTION}  replaces: {replaces}\n{retired}"
    workspace.write(DRAFT, workspace.read(DRAFT) + text)
    found = [line.partition(" HRIA307 ")[2] for line in workspace.lines(DRAFT)]
    why = "which is no retired question here"
    assert found == [f"MOV-02: replaces {name}, {why}" for name in named]


def test_what_a_retired_question_replaced_is_looked_at_too(workspace: Workspace) -> None:
    more = "  state: retired\n  replaces: [MOV-01]\n"
    workspace.write(DRAFT, workspace.read(DRAFT) + QUESTION + more)
    [line] = workspace.lines(DRAFT)
    assert line.startswith(f"{DRAFT}:18:14: HRIA307 MOV-02: replaces MOV-01, ")


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        ("[MOV-01]", []),
        ("[scope, force, rule-6]", []),
        ("[MOV-02]", ["HRIA305"]),
        ("[MOV-01, PRV-01, MOV-09]", ["HRIA305", "HRIA305"]),
    ],
)
def test_a_ruling_is_on_questions_that_are_there(
    workspace: Workspace, on: str, codes: list[str]
) -> None:
    ruling = f"rulings:\n- {{id: '1', 'on': {on}, text: A ruling.}}\nquestions:"
    workspace.change(DRAFT, "questions:", ruling)
    assert workspace.codes(DRAFT) == codes


# "asked-if names a question that is not an earlier active one of the same checklist, or an empty
# list of words"; while an answer is unknown, the question may apply.
@pytest.mark.parametrize(
    ("asked_if", "codes"),
    [
        ('{MOV-01: ["yes", partly]}', []),
        ("{MOV-01: [not-applicable]}", []),
        ("{MOV-01: []}", ["HRIA311"]),
        ("{MOV-01: [unknown]}", ["HRIA311"]),
        ('{MOV-02: ["yes"]}', ["HRIA311"]),
        ('{MOV-99: ["yes"], EXP-01: ["no"]}', ["HRIA311", "HRIA311"]),
    ],
)
def test_a_question_waits_only_for_an_answer_to_an_earlier_one(
    workspace: Workspace, asked_if: str, codes: list[str]
) -> None:
    workspace.write(DRAFT, workspace.read(DRAFT) + QUESTION + f"  asked-if: {asked_if}\n")
    assert workspace.codes(DRAFT) == codes
