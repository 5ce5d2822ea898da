import hashlib

import pytest

from tests.check.workspaces import ASSESSMENT, CHECKLIST, DESCRIPTOR, DRAFT, Workspace

YES = """\
  MOV-01:
    answer: "yes"
    evidence: [{{source: {source}, strength: {strength}{more}}}]
    grades: {{scale: 4, scope: 3, irremediability: 3, force: N4, nexus: direct}}
"""
UNKNOWN = "  MOV-01: {answer: unknown, reason: text-not-read}\n"

STRONGEST = {
    "primary": "E4",
    "copy": "E4",
    "draft": "E3",
    "leaked-draft": "E3",
    "secondary": "E2",
    "none": "E1",
}


def answer(workspace: Workspace, source: str, strength: str, more: str = "") -> None:
    written = YES.format(source=source, strength=strength, more=more)
    workspace.change(ASSESSMENT, UNKNOWN, written)


# METHOD section 2: "E0 none, E1 assertion or memory, E2 secondary report, E3 draft, headings,
# summary or part of the text, E4 the clause itself, in the edition in force".
@pytest.mark.parametrize("strength", ["E0", "E1", "E2", "E3", "E4"])
@pytest.mark.parametrize("kind", STRONGEST)
def test_evidence_is_no_stronger_than_its_source(
    workspace: Workspace, kind: str, strength: str
) -> None:
    workspace.change(DESCRIPTOR, "  draft:", f"  it: {{title: It, kind: {kind}}}\n  draft:")
    answer(workspace, "it", strength)
    most = STRONGEST[kind]
    expected = [
        f"HRIA518 MOV-01: 'it' is of kind {kind}, so the evidence is at most {most}",
    ]
    found = [line.split(": ", 1)[1] for line in workspace.lines(ASSESSMENT)]
    assert found == (expected if strength > most else [])


def test_a_source_that_looks_like_a_key_is_looked_up(workspace: Workspace) -> None:
    answer(workspace, "txt", "E3")
    [line] = workspace.lines(ASSESSMENT)
    known = "(known: draft, leak, memory, press, text)"
    assert line.endswith(
        f"HRIA517 warning: MOV-01: 'txt' is not in the descriptor's sources {known}"
    )


def test_a_source_in_words_is_no_key(workspace: Workspace) -> None:
    answer(workspace, "A book of 1990", "E2")
    assert workspace.codes(ASSESSMENT) == []


# FORMATS: `confidential` hides words such as the source; what is printed may be seen by others.
@pytest.mark.parametrize("where", ["evidence", "answer"])
@pytest.mark.parametrize(("source", "strength"), [("secret-file", "E2"), ("memory", "E4")])
def test_a_confidential_source_is_not_named(
    workspace: Workspace, where: str, source: str, strength: str
) -> None:
    answer(workspace, source, strength, ", confidential: true" if where == "evidence" else "")
    if where == "answer":
        workspace.change(ASSESSMENT, "    grades:", "    confidential: true\n    grades:")
    [line] = workspace.lines(ASSESSMENT)
    said = line.partition(" (known: ")[0].partition(": ")[2]
    assert said.startswith(("HRIA517 warning: MOV-01: the source ", "HRIA518 MOV-01: the source "))
    assert source not in said


def test_a_checklist_that_changed_is_told_at_its_digest(workspace: Workspace) -> None:
    workspace.write(CHECKLIST, workspace.read(CHECKLIST) + "# edited\n")
    [line] = workspace.lines(ASSESSMENT)
    assert line.startswith(f"{ASSESSMENT}:5:11: HRIA513 movement@1.0.0 is not the file")


def test_a_checklist_that_is_not_pinned_is_a_warning(workspace: Workspace) -> None:
    text = workspace.read(ASSESSMENT)
    digest = next(line for line in text.splitlines(keepends=True) if "digest" in line)
    workspace.change(ASSESSMENT, digest, "")
    [line] = workspace.lines(ASSESSMENT)
    assert ": HRIA513 warning: movement@1.0.0 is not pinned by its digest (sha256:" in line


def test_a_checklist_with_problems_is_told_once_and_counted(workspace: Workspace) -> None:
    workspace.write(DRAFT, "title: T\n")
    workspace.change(ASSESSMENT, "movement@1.0.0", "movement@draft")
    [line] = workspace.lines(ASSESSMENT)
    assert (
        line
        == f"{ASSESSMENT}:4:8: HRIA501 movement@draft has 2 problems of its own; check it first"
    )


def test_an_assessment_names_a_checklist(workspace: Workspace) -> None:
    workspace.write(ASSESSMENT, "standard: example/e.1\nchecklists: []\n")
    [line] = workspace.lines(ASSESSMENT)
    words = "an assessment names at least one checklist (such as privacy@1.0.0)"
    assert line == f"{ASSESSMENT}:2:13: HRIA501 {words}"


def test_without_its_checklist_no_answer_is_called_wrong(workspace: Workspace) -> None:
    workspace.change(ASSESSMENT, "movement@1.0.0", "movement@3.0.0")
    [line] = workspace.lines(ASSESSMENT)
    known = "movement@1.0.0"
    assert line.endswith(f"HRIA501 no checklist called 'movement@3.0.0' (known: {known})")


@pytest.mark.parametrize("digest", ["", f", digest: sha256:{'0' * 64}"])
def test_answers_are_judged_whether_or_not_the_checklist_is_pinned(
    workspace: Workspace, digest: str
) -> None:
    head = "standard: example/e.1\n"
    pin = f"checklists: [{{ref: movement@1.0.0{digest}}}]\n"
    workspace.write(ASSESSMENT, head + pin + 'answers: {MOV-01: {answer: "yes"}}\n')
    assert workspace.codes(ASSESSMENT) == ["HRIA513", "HRIA503"]


@pytest.mark.parametrize("old", ["edition: 2020-01\n", None])
def test_the_edition_may_be_left_out_or_named(workspace: Workspace, old: str | None) -> None:
    if old:
        workspace.change(ASSESSMENT, old, "")
    assert workspace.codes(ASSESSMENT) == []


def test_an_edition_that_is_not_there_names_those_that_are(workspace: Workspace) -> None:
    workspace.change(ASSESSMENT, "edition: 2020-01", "edition: 2021-01")
    [line] = workspace.lines(ASSESSMENT)
    assert line.endswith("HRIA514 no edition '2021-01' of example/e.1 (known: 2020-01)")


def test_a_descriptor_that_changed_since_is_told(workspace: Workspace) -> None:
    workspace.change(ASSESSMENT, "checklists:", f"standard-digest: sha256:{'0' * 64}\nchecklists:")
    [line] = workspace.lines(ASSESSMENT)
    assert line.startswith(f"{ASSESSMENT}:3:18: HRIA515 the descriptor has changed since")


@pytest.mark.parametrize(
    ("folder", "codes"),
    [
        ("reports/example/e.1/other", []),
        ("reports/example/e.2/own", ["HRIA516"]),
        ("reports/other/e.1/own", ["HRIA516"]),
        ("elsewhere/example/e.2/own", []),
        ("reports/own", []),
    ],
)
def test_an_assessment_lies_under_its_standard(
    workspace: Workspace, folder: str, codes: list[str]
) -> None:
    workspace.write(f"{folder}/assessment.yaml", workspace.read(ASSESSMENT))
    assert workspace.codes(f"{folder}/assessment.yaml") == codes


def questions(count: int) -> str:
    return "".join(
        f"- {{id: MOV-{number:02}, title: T, ask: Is it?, worrying: 'yes'}}\n"
        for number in range(1, count + 1)
    )


def high(number: int, *, nexus: str = "direct", strength: str = "E3", scale: int = 3) -> str:
    grades = f"{{scale: {scale}, scope: 3, irremediability: 3, force: N3, nexus: {nexus}}}"
    evidence = f"[{{source: text, strength: {strength}}}]"
    return f'  MOV-{number:02}: {{answer: "yes", evidence: {evidence}, grades: {grades}}}\n'


# METHOD: an escalation takes effect where the result is high and three counted findings are high.
@pytest.mark.parametrize(
    ("findings", "codes"),
    [
        ([high(1), high(2), high(3)], []),
        ([high(1), high(2), high(3), high(4)], []),
        ([high(1), high(2)], ["HRIA519"]),
        ([high(1), high(2), high(3, nexus="linked")], ["HRIA519"]),
        ([high(1), high(2), high(3, strength="E1")], ["HRIA519"]),
        ([high(1), high(2), high(3, nexus="contributory")], []),
        ([high(1), high(2), high(3), high(4, scale=4)], ["HRIA519"]),
        ([high(1, scale=2), high(2, scale=2), high(3, scale=2)], ["HRIA519"]),
        ([UNKNOWN], ["HRIA519"]),
    ],
)
def test_an_escalation_needs_three_high_findings(
    workspace: Workspace, findings: list[str], codes: list[str]
) -> None:
    head, _, _ = workspace.read(DRAFT).partition("- id:")
    draft = workspace.write(DRAFT, head + questions(4))
    digest = hashlib.sha256(draft.read_bytes()).hexdigest()
    text = f"""\
standard: example/e.1
checklists: [{{ref: movement@draft, digest: "sha256:{digest}"}}]
answers:
{"".join(findings)}
escalations: [{{right: movement, reason: Together.}}]
"""
    workspace.write(ASSESSMENT, text)
    assert workspace.codes(ASSESSMENT) == codes


# FORMATS: "no state from technical-review on can be reached without the sign-off of a person".
@pytest.mark.parametrize("kind", ["person", "machine"])
@pytest.mark.parametrize(
    ("state", "needs_person"),
    [
        ("draft", False),
        ("self-checked", False),
        ("technical-review", True),
        ("rights-review", True),
        ("consulted", True),
        ("approved", True),
        ("published", True),
        ("superseded", True),
    ],
)
def test_a_machine_cannot_sign_a_review(
    workspace: Workspace, state: str, kind: str, *, needs_person: bool
) -> None:
    review = f"""\
assessors: [{{id: ab, kind: {kind}}}]
review:
  state: {state}
  history: [{{state: {state}, by: ab, "on": 2026-11-21}}]
"""
    workspace.write(ASSESSMENT, workspace.read(ASSESSMENT) + review)
    refused = needs_person and kind == "machine"
    assert workspace.codes(ASSESSMENT) == (["HRIA512"] * 2 if refused else [])


@pytest.mark.parametrize("state", ["technical-review", "published"])
def test_a_state_that_nobody_signed_is_not_reached(workspace: Workspace, state: str) -> None:
    workspace.write(ASSESSMENT, workspace.read(ASSESSMENT) + f"review: {{state: {state}}}\n")
    assert workspace.codes(ASSESSMENT) == ["HRIA512"]
