from hria.assess.plan import applies, concerned, unanswered
from tests.support.builders import a_part, a_question, an_answer, an_assessment

ALWAYS = a_question("PRV-01")
INSPECTS = a_question("PRV-02", features=["inspect-content", "decrypt"])
LOGS = a_question("PRV-03", features=["log"])
RETIRED = a_question("PRV-04", state="retired")
PART = a_part(ALWAYS, INSPECTS, LOGS, RETIRED)


# FORMATS says: "features: [inspect-content]  # descriptor capabilities that make it apply; absent:
# always asked"
def test_a_question_without_features_is_always_asked() -> None:
    assert applies(ALWAYS, frozenset())
    assert applies(ALWAYS, frozenset({"log"}))
    assert applies(ALWAYS, None)


def test_one_of_its_features_makes_a_question_apply() -> None:
    assert applies(INSPECTS, frozenset({"decrypt", "log"}))
    assert not applies(INSPECTS, frozenset({"log"}))
    assert not applies(INSPECTS, frozenset())


def test_every_question_applies_where_nobody_has_looked_at_the_capabilities() -> None:
    assert applies(INSPECTS, None)
    assert concerned(PART, an_assessment(), None) == (ALWAYS, INSPECTS, LOGS)


def test_the_questions_that_concern_a_standard_keep_their_order() -> None:
    assert concerned(PART, an_assessment(), frozenset({"log"})) == (ALWAYS, LOGS)


def test_a_question_that_was_answered_all_the_same_concerns_the_standard() -> None:
    answered = an_assessment({"PRV-02": an_answer("no")})
    assert concerned(PART, answered, frozenset()) == (ALWAYS, INSPECTS)


def test_a_retired_question_is_not_asked_even_where_it_has_an_answer() -> None:
    answered = an_assessment({"PRV-04": an_answer("no")})
    assert RETIRED not in concerned(PART, answered, None)


def test_what_is_open_comes_checklist_by_checklist_in_order() -> None:
    other = a_part(a_question("EXP-01"), a_question("EXP-02"), right="expression")
    assessment = an_assessment({"PRV-01": an_answer("no"), "EXP-02": an_answer("unknown")})
    found = unanswered((PART, other), assessment, frozenset({"log"}))
    assert [(part.right, question.id) for part, question in found] == [
        ("privacy", "PRV-03"),
        ("expression", "EXP-01"),
    ]


def test_a_part_is_cited_by_right_and_version() -> None:
    assert a_part(right="assembly", version="2.1.0").ref == "assembly@2.1.0"
