import pytest

from hria.assess.session import Given, Move
from hria.model.assessment import Test as Step
from tests.prompt.typist import ASKING, GRADED, SUGGESTED, an_item, asked, given
from tests.support.builders import a_question, a_safeguard, an_answer, an_ask

GRADES = ["y", "", "", *[""] * 7]
"""An adverse answer, up to what follows its grades: severity 4."""

TESTS = [""] * 7
MILD = a_question(grades={**SUGGESTED, "scale": 2})
"""A question whose finding has severity 2."""


# "after an adverse answer the typical amendment of the question is offered as an ask to edit
# (action, clause, words)"


def test_the_typical_amendment_is_offered_as_an_ask_to_edit() -> None:
    found, typist = asked(*GRADES, "", "y", "", "", "", "", "", "", *TESTS, question=ASKING)
    assert isinstance(found, Given)
    assert "The typical amendment: Delete clause 6." in typist.said
    [ask] = found.asks
    assert ask.model_dump(exclude_unset=True) == {
        "id": "A1",
        "addresses": ("PRV-01",),
        "effect": "limits",
        "action": "ADD",
        "text": "Delete clause 6.",
    }


def test_the_action_the_clause_and_the_words_of_an_ask_are_the_assessors() -> None:
    evidence = ["6.1", "", "text", "E4"]
    found = given(
        *("y", "", *evidence, "", *[""] * 7, ""),
        *("y", "sup", "6.1 to 6.3", "Delete all three.", "1", "They add nothing."),
        *("", *TESTS),
        question=ASKING,
    )
    assert found.asks[0].model_dump(exclude_unset=True) == {
        "id": "A1",
        "addresses": ("PRV-01",),
        "effect": "removes",
        "action": "SUP",
        "clause": "6.1 to 6.3",
        "text": "Delete all three.",
        "reason": "They add nothing.",
    }


def test_the_clause_of_the_evidence_is_offered_for_the_ask() -> None:
    typed = ["y", "", "6.1", "", "text", "E4", "", *[""] * 7, "", "y", "", "", "", "", "", ""]
    found = given(*typed, *TESTS, question=ASKING)
    assert (found.asks[0].action, found.asks[0].clause) == ("MOD", "6.1")


def test_only_the_first_ask_begins_with_the_typical_amendment() -> None:
    one, two = ["y", "", "", "", "", ""], ["y", "", "", "", "Write less.", "2", "2", ""]
    found, typist = asked(*GRADES, "", *one, *two, "", *TESTS, question=ASKING)
    assert isinstance(found, Given)
    assert [(a.id, a.text, a.steps) for a in found.asks] == [
        ("A1", "Delete clause 6.", 1),
        ("A2", "Write less.", 2),
    ]
    assert typist.prompts.count("Words of the ask: ") == 2
    assert "  this is needed: the rules of the method ask for it" in typist.said


def test_an_ask_that_is_there_already_can_address_this_question_too() -> None:
    item = an_item(ASKING, asks=(an_ask("A1", addresses=("PRV-09",)), an_ask("A2")))
    found, typist = asked(*GRADES, "", "a1", "", *TESTS, item=item)
    assert isinstance(found, Given)
    assert [(a.id, a.addresses) for a in found.asks] == [("A1", ("PRV-09", "PRV-01"))]
    assert "  A1  is there already: SUP  Delete the clause." in typist.said
    assert "  Ask A2 addresses this: SUP Delete the clause." in typist.said


def test_a_new_ask_and_a_new_safeguard_have_names_that_nothing_else_has() -> None:
    item = an_item(ASKING, asks=(an_ask("A1"), an_ask("A3")), safeguards=(a_safeguard("S1"),))
    safeguard = ["y", "Kept.", "", "", "y", "y", "y", ""]
    ask = ["y", "", "", "", "", "", ""]
    found, _ = asked(*GRADES, *safeguard, *ask, *TESTS, item=item)
    assert isinstance(found, Given)
    assert [*(s.id for s in found.safeguards), *(a.id for a in found.asks)] == ["S2", "A2"]


# Safeguards


def test_a_safeguard_is_asked_for_and_lowers_the_level_at_once() -> None:
    safeguard = ["y", "Letters are sealed.", "7.1", "", "y", "y", "y", ""]
    found, typist = asked(*GRADES, *safeguard, "", *TESTS, question=GRADED)
    assert isinstance(found, Given)
    assert found.safeguards[0].model_dump(exclude_unset=True) == {
        "id": "S1",
        "question": "PRV-01",
        "effect": "limits",
        "clause": "7.1",
        "text": "Letters are sealed.",
        "normative": True,
        "verifiable": True,
        "default": True,
    }
    assert "  With what is recorded so far: high." in typist.said


def test_a_safeguard_that_is_not_required_is_recorded_and_lowers_nothing() -> None:
    safeguard = ["y", "Letters may be sealed.", "", "", "n", "y", "y", ""]
    found, typist = asked(*GRADES, *safeguard, "", *TESTS, question=GRADED)
    assert isinstance(found, Given)
    assert not found.safeguards[0].works
    assert "  It is recorded, and lowers nothing: it takes all three." in typist.said
    assert "  With what is recorded so far: critical." in typist.said


# "for severity 3 and 4 the test's questions follow"


def test_the_test_follows_a_grave_finding_only() -> None:
    _, grave = asked(*GRADES, "", "", question=GRADED)
    assert grave.prompts[-1] == "Legality [open]: "
    assert "Severity 4: " in grave.all_said
    mild = given(*GRADES, "", "", question=MILD)
    assert mild.answer.tests == {}


def test_each_step_of_the_test_has_an_outcome_and_a_reason_or_stays_open() -> None:
    typed = ["f", "", "Nobody can know it.", "", "u", "It depends.", "pass", "It weighs.", "n"]
    found, typist = asked(*GRADES, "", "", *typed, "The law tells.", "", "", question=GRADED)
    assert isinstance(found, Given), typist.prompts
    assert {name: (t.outcome, t.reason) for name, t in found.answer.tests.items()} == {
        "legality": ("fail", "Nobody can know it."),
        "necessity": ("unclear", "It depends."),
        "proportionality": ("pass", "It weighs."),
        "essence": ("needs-law", "The law tells."),
    }


def test_the_test_of_the_answer_before_is_kept_where_it_is_given_anew() -> None:
    step = Step(outcome="fail", reason="Nobody can know it.")
    earlier = an_answer("yes", tests={"legality": step}, evidence=())
    found, typist = asked(*GRADES, "", "", *TESTS, question=GRADED, earlier=earlier)
    assert isinstance(found, Given)
    assert found.answer.tests == {"legality": step}
    assert "Legality [fail]: " in typist.prompts
    again = given(*GRADES, "", "", "p", "", *TESTS[1:], question=GRADED, earlier=earlier)
    assert again.answer.tests == {"legality": step.model_copy(update={"outcome": "pass"})}


# Who may see it


@pytest.mark.parametrize("which", ["safeguard", "ask", "answer"])
def test_a_safeguard_and_an_ask_are_made_confidential_by_themselves(which: str) -> None:
    here = {which: [":c on"]}
    found = given(
        *GRADES,
        *("y", *here.get("safeguard", []), "Sealed.", "", "", "y", "y", "y", ""),
        *("y", *here.get("ask", []), "", "", "", "", "", ""),
        *(*here.get("answer", []), *TESTS),
        question=ASKING,
    )
    marks = {
        "safeguard": found.safeguards[0].confidential,
        "ask": found.asks[0].confidential,
        "answer": found.answer.confidential,
    }
    assert marks == {name: name == which for name in marks}


def test_undo_takes_back_a_line_of_an_ask_and_the_ask_with_it() -> None:
    ask = ["y", "", "", "", "", ""]
    found = given(*GRADES, "", *ask, "z", "Because.", "", *TESTS, question=ASKING)
    assert found.asks[0].reason == "Because."
    gone = given(*GRADES, "", *ask, *[":z"] * 6, "", *TESTS, question=ASKING)
    assert gone.asks == ()


def test_a_finding_that_was_left_in_the_middle_gives_nothing_yet() -> None:
    way, typist = asked(*GRADES, "", "y", "", "", ":s", question=ASKING)
    assert way is Move.SKIP
    rest = ["", "", "", "", *TESTS]
    found, _ = asked(*rest, question=ASKING, typed=typist.kept[-1])
    assert isinstance(found, Given)
    assert [a.text for a in found.asks] == ["Delete clause 6."]
