import pytest

from hria.assess.session import Given, Move
from hria.model.assessment import MOST_WORDS, Answer, Evidence
from hria.model.standard import Descriptor
from tests.prompt.typist import DESCRIPTOR, NO, PLAIN, YES, an_item, answered, asked, lines, sat
from tests.prompt.typist import three as three_questions
from tests.support.builders import a_question, an_answer, evidence

WATCHED = a_question(features=["inspect-content", "retain"])

ADVERSE = ["", "", "1", "1", "1", "direct", "N1", "", "", "", ""]
"""What follows a mild adverse answer: words, evidence, grades, safeguard, ask."""


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        *(("n", "no"), ("N", "no"), ("no", "no"), ("NO", "no"), ("  n  ", "no")),
        *(("u", "unknown"), ("unknown", "unknown"), ("a", "not-applicable")),
        *(("Not-Applicable", "not-applicable"), ("not applicable", "not-applicable")),
        *(("y", "yes"), ("p", "partly"), ("Partly", "partly")),
    ],
)
def test_an_answer_is_chosen_by_its_letter_or_its_word(typed: str, word: str) -> None:
    question = a_question(worrying="no") if word == "yes" else PLAIN
    rest = {
        "no": ["", ""],
        "yes": ["", ""],
        "unknown": ["1", ""],
        "not-applicable": ["Not here."],
        "partly": ADVERSE,
    }
    assert answered(typed, *rest[word], question=question).answer == word


# "Unknown asks why"
@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("1", "text-not-public"),
        ("2", "text-not-read"),
        ("3", "text-ambiguous"),
        ("4", "not-in-this-text"),
        ("5", "depends-on-deployment"),
        ("6", "outside-competence"),
        ("text-not-read", "text-not-read"),
        ("Outside-Competence", "outside-competence"),
    ],
)
def test_why_unknown_is_chosen_by_number_or_word(typed: str, reason: str) -> None:
    given, typist = asked("u", typed, "Nobody had it.")
    assert isinstance(given, Given)
    assert (given.answer.reason, given.answer.rationale) == (reason, "Nobody had it.")
    assert "  2  text-not-read: nobody has read it for this yet" in typist.said


@pytest.mark.parametrize("wrong", ["w", "yess", "1", "0", "maybe", "", "y n", "ja"])
def test_what_is_no_answer_is_asked_again_with_what_is_allowed(wrong: str) -> None:
    given, typist = asked(wrong, *NO)
    assert isinstance(given, Given)
    assert given.answer.answer == "no"
    said = repr(wrong) if wrong else "Enter"
    assert (
        f"  {said} is none of: y (yes), p (partly), n (no), a (not-applicable), u (unknown)"
        " (? for more)"
    ) in typist.said
    assert typist.prompts[:2] == ["Answer: ", "Answer: "]


def test_wrong_lines_are_not_kept_once_a_right_one_follows() -> None:
    _, typist = asked("w", "u", "9", "2")
    assert typist.kept[-1] == {"PRV-01": lines("Answer", "u", "Why unknown", "2")}


# "not applicable asks for the reason"
def test_not_applicable_needs_a_rationale() -> None:
    given, typist = asked("a", "", "   ", "There are no letters.")
    assert isinstance(given, Given)
    assert given.answer == Answer(
        answer="not-applicable", rationale="There are no letters.", by="ab", on="2026-11-21"
    )
    assert typist.said.count("  this is needed: the rules of the method ask for it") == 2


def test_other_answers_need_no_rationale() -> None:
    assert answered(*NO) == Answer(answer="no", by="ab", on="2026-11-21")


# The rule: "Evidence: clause, short quote (25 words, counted), source, strength"


def test_evidence_is_asked_for_until_there_is_no_more() -> None:
    given, typist = asked(
        *("n", "Nobody may."),
        *("6.1", "Nobody shall.", "text", "E4"),
        *("-", "", "A talk", "e1"),
        "",
    )
    assert isinstance(given, Given)
    assert [e.model_dump(exclude_unset=True) for e in given.answer.evidence] == [
        {"source": "text", "clause": "6.1", "quote": "Nobody shall.", "strength": "E4"},
        {"source": "A talk", "strength": "E1"},
    ]
    assert typist.prompts.count("Another clause (-: none; Enter: no more): ") == 2
    assert "  E4  the clause itself, in the edition in force" in typist.said
    assert "  2 of 25 words" in typist.said


def test_no_evidence_is_asked_for_where_nothing_was_found() -> None:
    for typed in (["u", "2", ""], ["a", "No."]):
        _, typist = asked(*typed)
        assert not [prompt for prompt in typist.prompts if "lause" in prompt]


# "the last source is offered again"
def test_the_last_source_and_its_strength_are_offered_again_in_the_next_question_too() -> None:
    piece = ["6.1", "", "text", "E4"]
    typed = ["n", "", *piece, "6.2", "", "", "", "", "n", "", "7", "", "", "", "", *NO]
    made, typist, _ = sat(typed, *three_questions())
    assert typist.prompts.count("Source (a key, or words) [text]: ") == 2
    assert typist.prompts.count("Strength [E4]: ") == 2
    assert [(e.source, e.strength) for e in made.answers["PRV-02"].evidence] == [("text", "E4")]
    assert len(made.answers["PRV-01"].evidence) == 2


def test_a_source_and_a_strength_taken_with_enter_are_the_same_after_a_cut() -> None:
    piece = ["6.1", "", "text", "E4"]
    _, typist, _ = sat(["n", "", *piece, "", "n", "", "7", "", "", ""], *three_questions())
    kept = typist.kept[-1]
    given, again = asked("", item=an_item(a_question("PRV-02")), typed=kept)
    assert isinstance(given, Given)
    assert [(e.source, e.strength) for e in given.answer.evidence] == [("text", "E4")]
    assert again.prompts == ["Another clause (-: none; Enter: no more): "]


def test_a_source_is_needed_where_none_was_named_before() -> None:
    given, typist = asked("n", "", "6.1", "", "", "text", "E4", "")
    assert isinstance(given, Given)
    assert typist.prompts.count("Source (a key, or words): ") == 2


# "a quote longer than the limit is refused kindly"
def test_a_quote_of_25_words_is_taken_and_a_longer_one_is_counted_and_asked_again() -> None:
    longest, longer = " ".join(["word"] * MOST_WORDS), " ".join(["word"] * (MOST_WORDS + 2))
    given, typist = asked("n", "", "6.1", longer, longest, "text", "E4", "")
    assert isinstance(given, Given)
    assert given.answer.evidence[0].quote == longest
    assert "  that has 27 words, 2 too many: take the few that decide" in typist.said
    assert "  25 of 25 words" in typist.said
    assert longer not in str(typist.kept[-1])


def test_evidence_is_no_stronger_than_its_source_allows() -> None:
    given, typist = asked("n", "", "6.1", "", "press", "E4", "E2", "")
    assert isinstance(given, Given)
    assert given.answer.evidence[0].strength == "E2"
    assert "  press is of kind secondary: E2 at most" in typist.said
    assert any(line.startswith("  'E4' is none of: E0, E1, E2") for line in typist.said)


# "its number cites it"


def test_a_number_cites_the_evidence_that_the_descriptor_offers() -> None:
    given, typist = asked("n", "", "1", "", "", "E4", "2", "", "", "", "", question=WATCHED)
    assert isinstance(given, Given)
    assert [e.model_dump(exclude_unset=True) for e in given.answer.evidence] == [
        {"clause": "6.1", "source": "text", "strength": "E4"},
        {"source": "press", "strength": "E1"},
    ]
    assert typist.prompts[2] == (
        "Clause (a number cites from above; -: none; Enter: no evidence): "
    )
    assert "  inspect-content, clause 6.1: the porter opens each letter" in typist.said


def test_a_number_beyond_what_is_offered_is_a_clause() -> None:
    answer = answered("n", "", "3", "", "text", "", "", question=WATCHED)
    assert answer.evidence[0].clause == "3"
    bare = Descriptor(designation=DESCRIPTOR.designation, title=DESCRIPTOR.title)
    answer = answered("n", "", "1", "", "A book", "", "", question=WATCHED, descriptor=bare)
    assert answer.evidence[0].clause == "1"


# Evidence that is there already


@pytest.mark.parametrize(("typed", "kept"), [("", 1), ("y", 1), ("n", 0)])
def test_evidence_is_kept_where_an_answer_is_given_anew(typed: str, kept: int) -> None:
    earlier = an_answer("no", rationale="So.", evidence=(evidence("E4", clause="6"),))
    given, typist = asked("n", "", typed, "", earlier=earlier)
    assert isinstance(given, Given)
    assert len(given.answer.evidence) == kept
    assert given.answer.rationale == "So."
    assert "  6: the text (E4)" in typist.said
    assert "Keep this evidence (1) y or n [y]: " in typist.prompts


def test_more_evidence_is_added_to_what_is_kept() -> None:
    earlier = an_answer("no", evidence=(evidence("E4", clause="6"),))
    answer = answered("n", "", "", "7", "", "text", "E4", "", earlier=earlier)
    assert [e.clause for e in answer.evidence] == ["6", "7"]


def test_the_reason_for_unknown_is_offered_again() -> None:
    earlier = an_answer("unknown", reason="text-ambiguous")
    assert answered("u", "", "", earlier=earlier).reason == "text-ambiguous"


# Who may see it


@pytest.mark.parametrize("cut", range(8))
def test_a_piece_of_evidence_is_made_confidential_by_itself_also_after_a_cut(cut: int) -> None:
    typed = ["n", "", "6.1", ":c on", "Words.", "text", "E4", "7", "", "text", "E4", ""]
    whole = [True, False]
    given, first = asked(*typed[: cut + 3])
    assert given is Move.STOP
    again, typist = asked(*typed[cut + 3 :], typed=first.kept[-1])
    assert isinstance(again, Given), typist.prompts
    assert [piece.confidential for piece in again.answer.evidence] == whole
    assert not again.answer.confidential


def test_a_mark_at_the_clause_concerns_the_piece_that_begins_there() -> None:
    answer = answered("n", "", ":confidential on", "6.1", "", "text", "E4", "")
    assert answer.evidence == (
        Evidence(clause="6.1", source="text", strength="E4", confidential=True),
    )


def test_adverse_answers_take_evidence_too() -> None:
    question = a_question(grades={"scale": 4, "scope": 3, "irremediability": 2})
    _, typist = asked(*YES, question=question)
    assert "Clause (-: none; Enter: no evidence): " in typist.prompts
