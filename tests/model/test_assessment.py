import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from hria.errors import BadNameError
from hria.model.assessment import (
    STATES,
    Assessment,
    Assessor,
    Evidence,
    Name,
    Pin,
    Pinned,
    Standard,
    words_in,
)
from hria.model.grades import Strength
from hria.model.refs import ChecklistRef, StandardRef
from tests.support.builders import (
    a_question,
    a_safeguard,
    an_answer,
    an_ask,
    an_assessment,
    an_assessor,
    evidence,
)
from tests.support.strategies import Case, cases

# FORMATS, "Assessment": the file there, as it is read.
AS_IN_FORMATS = {
    "standard": "itu-t/y.2770",
    "edition": "2012-11",
    "standard-digest": "sha256:" + "0" * 64,
    "checklists": [{"ref": "privacy@1.0.0", "digest": "sha256:" + "0" * 64}],
    "assessors": [
        {
            "id": "ab",
            "name": "A. B.",
            "kind": "person",
            "role": "assessor",
            "affiliation": "none",
            "interests": "none",
        }
    ],
    "answers": {
        "PRV-05": {
            "answer": "yes",
            "rationale": "It says so.",
            "evidence": [{"clause": "6.3", "quote": "shall", "source": "text", "strength": "E3"}],
            "grades": {
                "scale": "4",
                "scope": "3",
                "irremediability": "3",
                "force": "N4",
                "likelihood": "4",
                "nexus": "direct",
            },
            "documented-use": [{"what": "Used in 2011.", "source": "a report"}],
            "likelihood-reason": "Seen.",
            "tests": {"necessity": {"outcome": "fail", "reason": "Not shown."}},
            "confidential": "false",
            "by": "ab",
            "on": "2026-11-21",
        },
        "PRV-09": {"answer": "unknown", "reason": "text-not-read"},
        "PRV-11": {"answer": "not-applicable", "rationale": "No such part."},
    },
    "safeguards": [
        {
            "id": "S1",
            "question": "PRV-05",
            "effect": "limits",
            "clause": "7",
            "text": "Kept for a day.",
            "normative": "true",
            "verifiable": "true",
            "default": "true",
        }
    ],
    "asks": [
        {
            "id": "A1",
            "addresses": ["PRV-05", "EXP-01"],
            "effect": "removes",
            "action": "SUP",
            "clause": "6.8",
            "text": "Delete it.",
            "reason": "It is not needed.",
        }
    ],
    "enabling": [{"right": "privacy", "text": "Hides who speaks.", "source": "text"}],
    "escalations": [{"right": "privacy", "reason": "They work together."}],
    "review": {"state": "draft", "history": []},
}


NAME, PIN, STANDARD = TypeAdapter(Name), TypeAdapter(Pin), TypeAdapter(Standard)


def accepted(kind: TypeAdapter[str], value: str) -> bool:
    try:
        kind.validate_python(value)
    except ValidationError:
        return False
    return True


def test_an_assessment_as_in_formats_is_one() -> None:
    assessment = Assessment.model_validate(AS_IN_FORMATS)
    answer = assessment.answers["PRV-05"]
    assert answer.grades
    assert (answer.grades.scale, answer.confidential, answer.on) == (4, False, "2026-11-21")
    assert assessment.safeguards[0].works
    assert assessment.asks[0].addresses == ("PRV-05", "EXP-01")


@given(cases(secrets=True))
def test_an_assessment_reads_back_as_it_was_written(case: Case) -> None:
    plain = case.assessment.model_dump(mode="json", by_alias=True)
    assert Assessment.model_validate(plain) == case.assessment


# FORMATS says: "confidential: true may stand on an answer, a piece of evidence, a safeguard, an
# ask, an enabling effect or an assessor."
def test_what_may_be_confidential() -> None:
    secret = {"confidential": "true"}
    assert an_answer("no", **secret).confidential
    assert evidence(**secret).confidential
    assert a_safeguard(**secret).confidential
    assert an_ask(**secret).confidential
    assert an_assessor(**secret).confidential
    gain = {"right": "privacy", "text": "Hides who speaks.", "source": "text"}
    assert an_assessment(enabling=[{**gain, **secret}]).enabling[0].confidential


@pytest.mark.parametrize(
    ("strengths", "highest"),
    [
        # METHOD 2: "A finding's evidence strength is the highest strength among its pieces of
        # evidence; none is E0."
        ([], "E0"),
        (["E0", "E0"], "E0"),
        (["E1", "E3", "E2"], "E3"),
        (["E4", "E0"], "E4"),
    ],
)
def test_the_strength_of_an_answer_is_that_of_its_strongest_evidence(
    strengths: list[Strength], highest: Strength
) -> None:
    pieces = [evidence(strength) for strength in strengths]
    assert an_answer(evidence=pieces).strength == highest


@pytest.mark.parametrize("normative", [True, False])
@pytest.mark.parametrize("verifiable", [True, False])
@pytest.mark.parametrize("default", [True, False])
def test_a_safeguard_works_where_all_three_hold(
    *, normative: bool, verifiable: bool, default: bool
) -> None:
    # METHOD 5: "A safeguard works only if it is normative, verifiable and on by default"
    safeguard = a_safeguard(normative=normative, verifiable=verifiable, default=default)
    assert safeguard.works is (normative and verifiable and default)


@pytest.mark.parametrize("key", ["normative", "verifiable", "default"])
def test_a_safeguard_says_all_three(key: str) -> None:
    # METHOD 5: "(three yes/no fields)"
    given = a_safeguard().model_dump()
    del given[key]
    with pytest.raises(ValidationError, match=key):
        a_safeguard().model_validate(given)


def test_evidence_needs_a_source_and_a_strength() -> None:
    for part in ({"source": "text"}, {"strength": "E3"}, {"source": " ", "strength": "E3"}):
        with pytest.raises(ValidationError):
            Evidence.model_validate(part)


# FORMATS says: "kind: person | machine"
def test_an_assessor_is_a_person_or_a_machine() -> None:
    assert Assessor.model_validate({"id": "ab", "kind": "machine"}).role == "assessor"
    for part in ({"id": "ab"}, {"id": "ab", "kind": "expert"}):
        with pytest.raises(ValidationError):
            Assessor.model_validate(part)


# FORMATS says: "action: ADD, MOD, SUP or NOC."
def test_an_ask_adds_modifies_suppresses_or_keeps() -> None:
    for action in ("ADD", "MOD", "SUP", "NOC"):
        assert an_ask(action=action).action == action
    for action in ("add", "DEL", ""):
        with pytest.raises(ValidationError):
            an_ask(action=action)


# FORMATS says: "draft, self-checked, technical-review, rights-review, consulted, approved,
# published, superseded."
def test_the_states_of_a_review_are_in_order() -> None:
    assert ", ".join(STATES) == (
        "draft, self-checked, technical-review, rights-review, consulted, approved, published,"
        " superseded"
    )
    assert an_assessment().review.state == "draft"


# METHOD 8: "legality, legitimate-aim, necessity, proportionality, essence, non-discrimination,
# remedy; each pass | fail | unclear | needs-law, each with a reason."
def test_the_three_part_test_has_its_steps_and_outcomes() -> None:
    steps = [
        "legality",
        "legitimate-aim",
        "necessity",
        "proportionality",
        "essence",
        "non-discrimination",
        "remedy",
    ]
    for outcome in ("pass", "fail", "unclear", "needs-law"):
        tests = {step: {"outcome": outcome, "reason": "Because."} for step in steps}
        assert list(an_answer(tests=tests).tests) == steps
    for wrong in (
        {"morality": {"outcome": "pass", "reason": "Because."}},
        {"necessity": {"outcome": "illegal", "reason": "Because."}},
        {"necessity": {"outcome": "pass", "reason": " "}},
        {"necessity": {"outcome": "pass"}},
    ):
        with pytest.raises(ValidationError):
            an_answer(tests=wrong)


def test_an_assessor_is_found_by_id() -> None:
    ab, cd = an_assessor("ab"), an_assessor("cd")
    assessment = an_assessment(assessors=[ab, cd])
    assert assessment.assessor("cd") == cd
    assert assessment.assessor("ef") is None
    assert assessment.assessor(None) is None


# METHOD 2: "Each adverse answer is a finding"
def test_adverse_answers_come_in_the_order_of_the_questions() -> None:
    asked = tuple(a_question(f"PRV-0{n}", worrying=w) for n, w in enumerate(("no", "yes", "no"), 1))
    answers = {"PRV-03": an_answer("partly"), "PRV-02": an_answer("no"), "PRV-01": an_answer("no")}
    found = an_assessment(answers).adverse(asked)
    assert [question.id for question, _ in found] == ["PRV-01", "PRV-03"]


# Names


@pytest.mark.parametrize("name", ["ab", "S1", "A.1", "x_y-z", "0"])
def test_a_short_id_is_letters_digits_dots_hyphens_and_underscores(name: str) -> None:
    assert accepted(NAME, name)


@pytest.mark.parametrize("name", ["", "-a", ".a", "a b", "a/b", "a\n", "\u00e4"])
def test_nothing_else_is_a_short_id(name: str) -> None:
    assert not accepted(NAME, name)


@pytest.mark.parametrize("ref", ["privacy@1.0.0", "fair-trial@draft", "privacy@0.10.2"])
def test_an_assessment_pins_a_checklist_at_a_version(ref: str) -> None:
    assert Pinned(ref=ref).digest is None


@pytest.mark.parametrize(
    "ref",
    [
        *("privacy", "privacy@", "privacy@1.0", "Privacy@1.0.0", "@draft"),
        *("privacy@1.0.100000", "privacy@01.0.0"),
    ],
)
def test_nothing_else_is_a_pin(ref: str) -> None:
    assert not accepted(PIN, ref)


# What passes as a pin is read as the name of a checklist by every command, and a name that is
# none stops the command instead of being a problem with its place.
@pytest.mark.parametrize(
    "text",
    [
        *("privacy@01.0.0", "privacy@1.00.0", "privacy@\u0661.0.0", "privacy@1\u0661.0.0"),
        *("privacy@99999.0.0", "privacy@0.100000.0", "privacy@1.0." + "9" * 300),
    ],
)
def test_a_pin_is_always_the_name_of_a_checklist(text: str) -> None:
    if accepted(PIN, text):
        assert str(ChecklistRef.parse(text)) == text


@given(st.from_regex(r"[a-z]{0,3}[-.]?[a-z0-9]{0,2}/[a-z0-9._-]{0,6}", fullmatch=True))
def test_a_standard_is_always_the_name_of_a_standard(text: str) -> None:
    if accepted(STANDARD, text):
        ref = StandardRef.parse(text)
        assert (str(ref), ref.edition) == (text, "")
    else:
        with pytest.raises(BadNameError):
            StandardRef.parse(text)


@pytest.mark.parametrize(
    ("quote", "count"),
    [
        ("", 0),
        ("The porter shall open each letter.", 6),
        ("well-known / yes", 2),
        ("深度包检测", 5),
        ("DPI 检测 of 𠀀", 5),
    ],
)
def test_the_words_of_a_quote_are_counted_and_each_ideograph_is_one(quote: str, count: int) -> None:
    assert words_in(quote) == count
