"""This repository's own content: what ships is whole, sourced, and says what it is."""

import ast
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from pydantic import BaseModel

import hria
from hria.assess.plan import Part, Standing, applicability
from hria.assess.score import score
from hria.assess.shown import shown, withheld
from hria.brief import KINDS
from hria.brief.subject import Subject
from hria.check import problems
from hria.cli.opening import open_assessment
from hria.cli.submitting import submitted
from hria.content.documents import Loaded
from hria.content.languages import languages, words_of
from hria.content.library import Library
from hria.content.roots import shipped
from hria.model.assessment import STATES, Ask, Assessment, Assessor, TestName
from hria.model.checklist import Checklist
from hria.model.facts import Fact, Mark, SourceEntry, SourceKind
from hria.model.grades import Effect, Level, Strength, UnknownReason, Word
from hria.model.refs import ChecklistRef, StandardRef
from hria.model.standard import Accepted, Body, CapabilityFact, Descriptor, Stage, Status
from hria.submission import FORMS

LIBRARY = Library([shipped()], shipped())
# The rights and the number of questions of their first release.
QUESTIONS = {"privacy": 18, "expression": 17, "assembly": 15, "process": 10}
PREFIXES = {"privacy": "PRV", "expression": "EXP", "assembly": "ASM", "process": "XCT"}
ASSESSMENTS = LIBRARY.assessment_names
STANDARDS = tuple(map(str, LIBRARY.standards))
KEY = re.compile(r"[a-z0-9][a-z0-9.-]*")


@cache
def checklist(right: str) -> Loaded[Checklist]:
    return LIBRARY.checklist(ChecklistRef(right, "1.0.0"))


@cache
def assessment(name: str) -> Assessment:
    return LIBRARY.assessment(shipped() / name).document


def test_nothing_that_ships_has_a_problem_or_a_warning() -> None:
    assert [str(problem) for problem in problems(LIBRARY)] == []


# ------------------------------------------------------------------------- checklists


def test_the_four_rights_ship_in_their_order() -> None:
    assert LIBRARY.rights == tuple(QUESTIONS)


@pytest.mark.parametrize(("right", "count"), QUESTIONS.items())
def test_a_checklist_asks_its_number_of_questions(right: str, count: int) -> None:
    document = checklist(right).document
    assert len(document.active) == len(document.questions) == count
    ids = [question.id for question in document.questions]
    assert ids == [f"{PREFIXES[right]}-{number:02}" for number in range(1, count + 1)]
    assert document.prefix == PREFIXES[right]


def test_no_id_stands_in_two_checklists() -> None:
    ids = [q.id for right in QUESTIONS for q in checklist(right).document.questions]
    assert len(ids) == len(set(ids)) == 60


@pytest.mark.parametrize("right", QUESTIONS)
def test_a_question_explains_itself_to_people_without_technical_knowledge(right: str) -> None:
    document = checklist(right).document
    assert document.instruments
    assert document.scales
    for question in document.questions:
        assert question.why, question.id
        assert question.help, question.id
        assert question.ask_for, question.id
        assert question.law, question.id
        assert {"yes", "partly", "no"} <= set(question.answers), question.id


@pytest.mark.parametrize("right", QUESTIONS)
def test_every_step_of_every_scale_has_its_anchor(right: str) -> None:
    scales = checklist(right).document.scales
    assert scales
    assert list(scales.scale) == ["0", "1", "2", "3", "4"]
    assert list(scales.scope) == list(scales.irremediability) == ["1", "2", "3", "4"]
    assert list(scales.likelihood) == ["1", "2", "3", "4"]
    assert list(scales.force) == ["N0", "N1", "N2", "N3", "N4"]
    assert list(scales.nexus) == ["direct", "contributory", "linked"]


@pytest.mark.parametrize("right", QUESTIONS)
def test_suggested_grades_stay_below_the_highest_severity(right: str) -> None:
    for question in checklist(right).document.questions:
        if question.grades and question.grades.scale:
            assert question.grades.scale <= question.max_severity + 1, question.id


def test_every_release_is_listed_with_the_digest_of_its_bytes() -> None:
    lines = (shipped() / "checklists" / "RELEASED").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    assert len(listed) == len(lines)
    for name, digest in listed.items():
        data = (shipped() / "checklists" / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == digest, name
    on_disk = {
        f"{right}/{version}.yaml" for right in LIBRARY.rights for version in LIBRARY.versions(right)
    }
    assert set(listed) == on_disk


@pytest.mark.parametrize("right", QUESTIONS)
def test_every_right_has_a_draft_that_people_edit(right: str) -> None:
    draft = LIBRARY.checklist(ChecklistRef(right, "draft")).document
    released = {question.id for question in checklist(right).document.questions}
    assert released <= {question.id for question in draft.questions}


# -------------------------------------------------------------------------- standards


def facts(value: object) -> Iterator[Fact | Stage | Accepted]:
    """Yield every fact in *value*."""
    if isinstance(value, Fact | Stage | Accepted):
        yield value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from facts(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from facts(each)


def sourced(
    record: Descriptor | Body,
) -> Iterator[tuple[Fact | Stage | Accepted, SourceEntry | None]]:
    """Yield every fact of *record* with the entry of its source."""
    for fact in facts(record):
        yield fact, record.sources.get(fact.source)


@pytest.mark.parametrize("name", STANDARDS)
def test_every_fact_of_a_descriptor_has_a_source_and_a_mark(name: str) -> None:
    document = LIBRARY.descriptor(StandardRef.parse(name)).document
    found = list(sourced(document))
    assert found
    for fact, entry in found:
        assert fact.mark in get_args(Mark)
        assert entry or not KEY.fullmatch(fact.source), fact
        if fact.mark == "verified":
            assert entry, fact
            assert entry.kind not in {"secondary", "none"}, fact


@pytest.mark.parametrize("name", STANDARDS)
def test_every_source_of_a_descriptor_says_what_was_read(name: str) -> None:
    document = LIBRARY.descriptor(StandardRef.parse(name)).document
    for key, entry in document.sources.items():
        if entry.kind != "none":
            assert entry.address, key
            assert entry.read, key


@pytest.mark.parametrize("name", STANDARDS)
def test_no_capability_of_a_draft_is_shown_as_the_text_in_force(name: str) -> None:
    document = LIBRARY.descriptor(StandardRef.parse(name)).document
    # An empty list says that somebody looked: a statement of policy has none.
    assert document.capabilities is not None
    for each in document.capabilities:
        assert isinstance(each, CapabilityFact)
        assert each.basis, each.value
        entry = document.sources.get(each.source)
        if entry and entry.kind in {"draft", "leaked-draft"}:
            assert each.basis != "text", each.value


@pytest.mark.parametrize("name", STANDARDS)
def test_the_body_of_every_standard_is_described(name: str) -> None:
    ref = StandardRef.parse(name)
    assert (loaded := LIBRARY.body(ref.body))
    assert loaded.document.stages
    assert all(entry or not KEY.fullmatch(fact.source) for fact, entry in sourced(loaded.document))


@pytest.mark.parametrize("name", LIBRARY.bodies)
def test_every_body_that_ships_says_how_a_text_can_be_changed(name: str) -> None:
    loaded = LIBRARY.body(name)
    assert loaded
    document = loaded.document
    assert document.stages
    assert document.comment
    assert all(entry or not KEY.fullmatch(fact.source) for fact, entry in sourced(document))
    # A deadline that nobody found is said to be unknown, not left out.
    assert all(each.deadlines for each in document.documents)


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_every_document_can_be_made_of_every_example(name: str, tmp_path: Path) -> None:
    body = LIBRARY.body(assessment(name).standard.partition("/")[0])
    assert body
    made = [each for each in body.document.documents if each.form]
    assert made
    for each in made:
        ending = FORMS[each.form].formats[0] if each.form else ""
        done = submitted(shipped() / name, each.id, {}, tmp_path / f"paper.{ending}")
        assert done.data
        assert done == submitted(shipped() / name, each.id, {}, tmp_path / f"paper.{ending}")


# ------------------------------------------------------------------------ assessments


def test_there_are_worked_examples() -> None:
    examples = {assessment(name).standard for name in ASSESSMENTS}
    assert {"itu-t/x.509", "itu-t/y.2770", "itu-t/new-ip", "ietf/rfc8484"} <= examples
    assert examples <= set(STANDARDS)


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_a_worked_example_says_that_a_machine_made_it_and_nobody_reviewed_it(name: str) -> None:
    document = assessment(name)
    assert {assessor.kind for assessor in document.assessors} == {"machine"}
    assert document.review.state == "draft"
    assert document.review.history == ()
    machines = {assessor.id for assessor in document.assessors}
    assert {answer.by for answer in document.answers.values()} <= machines
    assert all(answer.on for answer in document.answers.values())


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_a_worked_example_answers_every_question_that_applies(name: str) -> None:
    document = assessment(name)
    assert [pin.ref for pin in document.checklists] == [f"{right}@1.0.0" for right in QUESTIONS]
    every = [q.id for right in QUESTIONS for q in checklist(right).document.active]
    assert list(document.answers) == [q for q in every if q in document.answers]
    opened = open_assessment(shipped() / name)
    for part in opened.parts:
        applied = applicability(part, document, opened.features)
        for question in part.checklist.active:
            is_answered = question.id in document.answers
            assert is_answered == (applied[question.id].standing is not Standing.NOT), question.id


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_a_worked_example_is_pinned_to_the_files_that_ship(name: str) -> None:
    document = assessment(name)
    for pin in document.checklists:
        assert pin.digest == LIBRARY.checklist(ChecklistRef.parse(pin.ref)).digest
    descriptor = LIBRARY.descriptor(StandardRef.parse(document.standard))
    assert document.standard_digest == descriptor.digest
    assert document.edition in {edition.id for edition in descriptor.document.editions}


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_every_answer_of_a_worked_example_gives_its_reason(name: str) -> None:
    document = assessment(name)
    for question, answer in document.answers.items():
        assert answer.rationale.strip(), question
        assert answer.confidential is False
        if answer.answer in {"yes", "partly"}:
            assert answer.evidence, question


# ------------------------------------------------------------------------------ words

PACKAGE = Path(hria.__file__).resolve().parent
SPEAKING = sorted([*(PACKAGE / "brief").glob("*.py"), PACKAGE / "model" / "words.py"])
ENGLISH = words_of("en").file.phrases

# Keys that are put together from a word of the model.
FAMILIES: dict[str, tuple[str, ...]] = {
    "level-": tuple(level.word for level in Level),
    "answer-": get_args(Word),
    "reason-": get_args(UnknownReason),
    "mark-": get_args(Mark),
    "strength-": get_args(Strength),
    "source-": get_args(SourceKind),
    "state-": STATES,
    "stage-": get_args(Status),
    "effect-": get_args(Effect),
    "test-": get_args(TestName),
    "kind-": (*get_args(Assessor.model_fields["kind"].annotation), "unknown"),
    "action-": get_args(Ask.model_fields["action"].annotation),
    "basis-": ("text", "draft", "authors", "analysis", "none"),
    "outcome-": ("pass", "fail", "unclear", "needs-law"),
    "safeguard-": ("normative", "verifiable", "default"),
    "sheet-": ("findings", "asks", "results", "answers", "sources"),
    "title-": tuple(KINDS),
    "withheld-": tuple(withheld(Assessment(standard="a/b", checklists=()))),
    "withheld-one-": tuple(withheld(Assessment(standard="a/b", checklists=()))),
}


def calls() -> Iterator[ast.Call]:
    """Yield the calls that ask for a phrase."""
    for path in SPEAKING:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else ""
                name = called.id if isinstance(called, ast.Name) else name
                inside = path.name == "words.py" and name == "self"
                if name == "words" or inside:
                    yield node


def pattern(made: ast.JoinedStr) -> str:
    """Return the keys that an f-string can give, as a regular expression."""
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else "(.+)"
        for part in made.values
    )


def texts() -> set[str]:
    """Return every text that stands in the modules that speak."""
    return {
        node.value
        for path in SPEAKING
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def fields(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name is not None}


def test_every_phrase_that_is_asked_for_is_there() -> None:
    asked = {
        call.args[0].value
        for call in calls()
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }
    assert len(asked) > 20
    assert asked - set(ENGLISH) == set()


def test_every_family_of_phrases_is_whole() -> None:
    made = {
        pattern(part).removesuffix("(.+)").replace("\\", "")
        for call in calls()
        for part in ast.walk(call.args[0])
        if isinstance(part, ast.JoinedStr)
    }
    assert made - set(FAMILIES) == set()
    for start, ends in FAMILIES.items():
        assert ends
        assert {f"{start}{end}" for end in ends} - set(ENGLISH) == set()


def test_no_phrase_is_unused() -> None:
    members = {f"{start}{end}" for start, ends in FAMILIES.items() for end in ends}
    assert set(ENGLISH) - texts() - members == set()


def test_every_phrase_is_given_exactly_the_values_it_names() -> None:
    for call in calls():
        key = call.args[0]
        if isinstance(key, ast.Constant) and all(word.arg for word in call.keywords):
            given = {word.arg for word in call.keywords}
            assert given == fields(ENGLISH[str(key.value)]), key.value


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_phrases_with_the_same_values(language: str) -> None:
    phrases = words_of(language).file.phrases
    assert set(phrases) == set(ENGLISH)
    for key, phrase in phrases.items():
        assert fields(phrase) == fields(ENGLISH[key]), key


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", ASSESSMENTS)
def test_every_kind_of_report_can_be_said_of_every_example(name: str, language: str) -> None:
    document = shown(assessment(name))
    parts = tuple(Part(right, "1.0.0", checklist(right).document) for right in QUESTIONS)
    descriptor = LIBRARY.descriptor(StandardRef.parse(document.standard))
    subject = Subject(
        assessment=document,
        score=score(document, parts, descriptor.document.features),
        descriptor=descriptor.document,
        digests=(),
        descriptor_digest=descriptor.digest,
        words=words_of(language),
    )
    for kind, build in KINDS.items():
        brief = build(subject)
        assert (brief.kind, brief.language) == (kind, language)
        assert brief.watermark
