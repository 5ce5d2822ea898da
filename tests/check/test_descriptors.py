import pytest

from tests.check.workspaces import BODY, CHECKLIST, DESCRIPTOR, Workspace

MARKS = ("verified", "secondary", "recalled", "inferred", "unknown")
KINDS = {
    "text": "primary",
    "copy": "copy",
    "draft": "draft",
    "leak": "leaked-draft",
    "press": "secondary",
    "memory": "none",
}


# FORMATS: "Every fact carries its own `source` and `mark`". Verified is what was read in the
# text itself, so neither a report nor memory can make it so.
@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("source", KINDS)
def test_a_mark_is_no_better_than_its_source(workspace: Workspace, source: str, mark: str) -> None:
    workspace.change(DESCRIPTOR, "  draft:", "  copy: {title: A copy, kind: copy}\n  draft:")
    workspace.change(
        DESCRIPTOR, "E.1, source: text, mark: verified", f"E.1, source: {source}, mark: {mark}"
    )
    too_good = mark == "verified" and KINDS[source] in {"secondary", "none"}
    assert workspace.codes(DESCRIPTOR) == (["HRIA402"] if too_good else [])


# The wording of a leaked draft is never shown as the text in force.
@pytest.mark.parametrize("basis", ["text", "draft", "authors", "analysis"])
@pytest.mark.parametrize("source", KINDS)
def test_no_draft_is_shown_as_the_text(workspace: Workspace, source: str, basis: str) -> None:
    workspace.change(DESCRIPTOR, "  draft:", "  copy: {title: A copy, kind: copy}\n  draft:")
    workspace.change(
        DESCRIPTOR,
        "person, source: text, mark: verified",
        f"person, source: {source}, mark: inferred",
    )
    workspace.change(DESCRIPTOR, "basis: text", f"basis: {basis}")
    draft = KINDS[source] in {"draft", "leaked-draft"}
    assert workspace.codes(DESCRIPTOR) == (["HRIA404"] if draft and basis == "text" else [])


@pytest.mark.parametrize(
    "fact",
    [
        "body: {F}",
        "approval-route: {F}",
        "text-access: {F}",
        "drafts-access: {F}",
        "normative-force: {F}",
        "layer: {F}",
        "adoption-path: [{F}]",
        "actors: [{F}]",
        "data-exposed: [{F}]",
        "control-points: [{F}]",
        "safeguards: [{F}]",
        "silences: [{F}]",
        "concerns: [{F}]",
        "counter-views: [{F}]",
        "asks: [{F}]",
        "open-questions: [{F}]",
    ],
)
def test_every_fact_of_a_descriptor_needs_a_source_that_is_listed(
    workspace: Workspace, fact: str
) -> None:
    written = fact.replace("{F}", "{value: v, source: nowhere, mark: inferred}")
    workspace.change(DESCRIPTOR, "sources:", f"{written}\nsources:")
    [line] = workspace.lines(DESCRIPTOR)
    known = "(known: draft, leak, memory, press, text)"
    assert line.endswith(f"HRIA401 no source 'nowhere' in sources {known}")


@pytest.mark.parametrize("field", ["date", "status"])
def test_the_facts_of_an_edition_need_their_sources_too(workspace: Workspace, field: str) -> None:
    fact = "{value: in-force, source: nowhere, mark: inferred}"
    workspace.change(
        DESCRIPTOR, "capabilities:", f"- id: 2019-01\n  {field}: {fact}\ncapabilities:"
    )
    assert workspace.codes(DESCRIPTOR) == ["HRIA401"]


def test_a_source_in_words_needs_no_entry(workspace: Workspace) -> None:
    workspace.change(DESCRIPTOR, "value: E.1, source: text", "value: E.1, source: A book of 1990")
    assert workspace.codes(DESCRIPTOR) == []


def test_each_edition_stands_once(workspace: Workspace) -> None:
    workspace.change(DESCRIPTOR, "capabilities:", "- id: 2019-01\n- id: 2020-01\ncapabilities:")
    [line] = workspace.lines(DESCRIPTOR)
    assert line == f"{DESCRIPTOR}:7:7: HRIA403 the edition 2020-01 stands twice"


def test_a_problem_stands_at_the_word_that_is_wrong(workspace: Workspace) -> None:
    workspace.change(
        DESCRIPTOR, "source: text, mark: verified, clause", "source: txt, mark: verified, clause"
    )
    [line] = workspace.lines(DESCRIPTOR)
    place = workspace.read(DESCRIPTOR).splitlines()[6].index("txt") + 1
    assert line.startswith(f"{DESCRIPTOR}:7:{place}: HRIA401")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("source", ["rules", "memory", "press"])
def test_the_stages_of_a_body_are_held_to_the_same(
    workspace: Workspace, source: str, mark: str
) -> None:
    workspace.change(
        BODY, "  source: rules\n  mark: verified", f"  source: {source}\n  mark: {mark}"
    )
    too_good = mark == "verified" and source != "rules"
    assert workspace.codes(BODY) == (["HRIA402"] if too_good else [])


@pytest.mark.parametrize("fact", ["about: {F}", "comment: [{F}]"])
def test_every_fact_of_a_body_needs_a_source_that_is_listed(
    workspace: Workspace, fact: str
) -> None:
    written = fact.replace("{F}", "{value: v, source: nowhere, mark: inferred}")
    workspace.change(BODY, "sources:", f"{written}\nsources:")
    [line] = workspace.lines(BODY)
    assert line.endswith("HRIA401 no source 'nowhere' in sources (known: memory, press, rules)")


VIEW = "counter-views:\n- {value: v, source: text, mark: inferred, questions: [Q]}\nsources:"


@pytest.mark.parametrize(("question", "codes"), [("MOV-01", []), ("MOV-99", ["HRIA411"])])
def test_a_view_names_questions_that_there_are(
    workspace: Workspace, question: str, codes: list[str]
) -> None:
    workspace.change(DESCRIPTOR, "sources:", VIEW.replace("Q", question))
    assert workspace.codes(DESCRIPTOR) == codes


def test_where_a_checklist_cannot_be_read_no_question_is_called_missing(
    workspace: Workspace,
) -> None:
    workspace.change(DESCRIPTOR, "sources:", VIEW.replace("Q", "MOV-99"))
    workspace.change(CHECKLIST, "title:", "titel:")
    assert workspace.codes(DESCRIPTOR) == []
