from hria.assess.plan import (
    Applied,
    Part,
    Standing,
    applicability,
    aside,
    concerned,
    counting,
    unanswered,
)
from hria.model.assessment import Assessment
from hria.model.checklist import Question
from hria.model.grades import Word
from tests.support.builders import a_part, a_question, a_safeguard, an_answer, an_ask, an_assessment

ALWAYS = a_question("PRV-01")
INSPECTS = a_question("PRV-02", features=["inspect-content", "decrypt"])
LOGS = a_question("PRV-03", features=["log"])
RETIRED = a_question("PRV-04", state="retired")
PART = a_part(ALWAYS, INSPECTS, LOGS, RETIRED)


def applies(question: Question, features: frozenset[str] | None) -> bool:
    found = applicability(a_part(question), an_assessment(), features)
    return found[question.id].standing is Standing.APPLIES


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


# "answers that no longer apply are kept aside, shown, left out of score and outputs, and come back
# when they apply again"
def test_the_answer_to_a_question_that_does_not_apply_is_kept_aside() -> None:
    answered = an_assessment({"PRV-02": an_answer("no"), "PRV-01": an_answer("no")})
    assert concerned(PART, answered, frozenset()) == (ALWAYS,)
    assert list(aside((PART,), answered, frozenset())) == [
        (INSPECTS, Applied(Standing.NOT, features=("inspect-content", "decrypt")))
    ]
    assert list(counting(answered, (PART,), frozenset()).answers) == ["PRV-01"]
    assert counting(answered, (PART,), frozenset({"decrypt"})) == answered


def test_an_answer_counts_where_the_assessor_finds_that_the_question_applies() -> None:
    answered = an_assessment({"PRV-02": an_answer("no", applies=True)})
    assert concerned(PART, answered, frozenset()) == (ALWAYS, INSPECTS)
    assert not list(aside((PART,), answered, frozenset()))


def test_what_addresses_only_answers_that_are_aside_goes_with_them() -> None:
    assessment = an_assessment(
        {"PRV-01": an_answer(), "PRV-02": an_answer()},
        safeguards=(a_safeguard("S1", question="PRV-02"), a_safeguard("S2", question="PRV-01")),
        asks=(an_ask("A1", addresses=("PRV-02",)), an_ask("A2", addresses=("PRV-01", "PRV-02"))),
    )
    left = counting(assessment, (PART,), frozenset())
    assert [s.id for s in left.safeguards] == ["S2"]
    assert [a.id for a in left.asks] == ["A2"]


FIRST = a_question("PRV-11")
SECOND = a_question("PRV-12", asked_if={"PRV-11": ("yes", "partly")})
THIRD = a_question("PRV-13", asked_if={"PRV-12": ("no",)})
CHAIN = a_part(FIRST, SECOND, THIRD)


def standings(assessment: Assessment, part: Part = CHAIN) -> dict[str, str]:
    found = applicability(part, assessment, None)
    return {name: each.standing.name for name, each in found.items()}


def test_a_question_can_depend_on_the_answer_to_an_earlier_one() -> None:
    words: dict[Word, str] = {"yes": "APPLIES", "partly": "APPLIES", "no": "NOT"}
    for word, standing in words.items():
        assert standings(an_assessment({"PRV-11": an_answer(word)}))["PRV-12"] == standing
    assert standings(an_assessment({"PRV-11": an_answer("unknown")}))["PRV-12"] == "OPEN"
    assert standings(an_assessment())["PRV-12"] == "OPEN"


def test_what_depends_on_a_question_that_does_not_apply_does_not_apply() -> None:
    answers = {"PRV-11": an_answer("no"), "PRV-12": an_answer("no")}
    assert standings(an_assessment(answers)) == {
        "PRV-11": "APPLIES",
        "PRV-12": "NOT",
        "PRV-13": "NOT",
    }
    assert standings(an_assessment())["PRV-13"] == "OPEN"


# "it is worked out anew from the descriptor and the answers each time"
def test_an_answer_comes_back_when_its_question_applies_again() -> None:
    second = an_answer("yes")
    words: dict[Word, bool] = {"yes": True, "no": False, "partly": True, "unknown": False}
    for word, kept in words.items():
        given = an_assessment({"PRV-11": an_answer(word), "PRV-12": second})
        assert ("PRV-12" in counting(given, (CHAIN,), None).answers) is kept
        assert given.answers["PRV-12"] == second


def test_a_question_that_only_may_apply_concerns_the_standard_and_is_not_asked_yet() -> None:
    assert concerned(CHAIN, an_assessment(), None) == (FIRST, SECOND, THIRD)
    assert [q.id for _, q in unanswered((CHAIN,), an_assessment(), None)] == ["PRV-11"]


# METHOD 10: "Order of questions … changes nothing."
def test_the_order_of_the_questions_decides_nothing() -> None:
    turned = a_part(THIRD, SECOND, FIRST)
    for given in ({"PRV-11": an_answer("yes"), "PRV-12": an_answer("no")}, {}):
        assert standings(an_assessment(given), turned) == standings(an_assessment(given))


def test_a_condition_that_leads_back_to_its_question_is_none() -> None:
    one = a_question("PRV-11", asked_if={"PRV-12": ("yes",)})
    two = a_question("PRV-12", asked_if={"PRV-11": ("yes",)})
    own = a_question("PRV-13", asked_if={"PRV-13": ("yes",), "PRV-14": ("yes",)})
    last = a_question("PRV-14")
    found = standings(an_assessment(), a_part(one, two, own, last))
    assert found == {
        "PRV-11": "APPLIES",
        "PRV-12": "APPLIES",
        "PRV-13": "OPEN",
        "PRV-14": "APPLIES",
    }


def test_a_condition_on_a_question_that_is_not_there_makes_no_question_go_away() -> None:
    lonely = a_part(a_question("PRV-11", asked_if={"PRV-99": ("yes",)}))
    assert standings(an_assessment(), lonely) == {"PRV-11": "APPLIES"}


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
