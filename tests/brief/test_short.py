from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hria.assess.plan import Part
from hria.assess.score import score
from hria.brief import KINDS
from hria.brief.blocks import Strong, Table
from hria.brief.subject import first_sentence, shorten
from hria.cli.reporting import subject_of
from hria.content.languages import words_of
from hria.model.assessment import STATES, Answer, State
from hria.model.bibliography import Bibliography
from tests.brief.example import (
    answers,
    banner,
    below,
    brief_of,
    made,
    opened,
    rows,
    words,
)
from tests.support.builders import a_checklist, a_question, an_answer, an_ask, an_assessment

SIGNED = {"by": "ab", "on": "2026-11-21"}


def in_state(state: str, *signed: str) -> dict[str, Any]:
    return {"review": {"state": state, "history": [{"state": s, **SIGNED} for s in signed]}}


def test_the_brief_names_the_text_the_edition_and_its_stage() -> None:
    brief = brief_of()
    assert brief.title == "Human-rights brief: ACME T.1"
    assert rows(brief, "Fact") == [
        ["Title", "Doors, windows & walls <part 1>", "verified [1], title page"],
        ["Edition assessed", "2020-01: 2020-01-31", "verified [1], title page"],
        ["Stage", "in force", "verified [1], title page"],
        ["Made by", "ACME Group 7", "verified [1], p. 1"],
        ["Approval", "by vote", "from memory, not yet checked"],
        ["Who may read the text", "anybody", "verified [1], title page"],
        ["Who could read the drafts", "unknown", ""],
        ["Binding force", "unknown", ""],
    ]
    assert brief.footer == "DRAFT: draft · ACME T.1 · 2020-01 · page"


def test_an_edition_that_is_no_longer_in_force_is_called_superseded() -> None:
    facts = rows(brief_of(edition="2010-05"), "Fact")
    assert facts[2] == ["Stage", "superseded", "from a report [1]"]


def test_an_edition_without_a_known_date_is_still_named() -> None:
    facts = rows(brief_of(edition="2010-05"), "Fact")
    assert facts[1][1].startswith("2010-05")


def test_an_edition_nobody_knows_and_one_nobody_named_are_told_apart() -> None:
    unknown, unnamed = (rows(brief_of(edition=e), "Fact")[1][1] for e in ("1999-12", None))
    assert unknown == "1999-12 (the descriptor does not know this edition)"
    assert unnamed.startswith("not named")


def test_without_a_descriptor_the_brief_says_that_nothing_is_known_of_the_text() -> None:
    found = opened()
    brief = made(found.assessment, found.parts, None)
    assert brief.title == "Human-rights brief: acme/t.1"
    assert "no descriptor of this standard was found; nothing is known of it here" in words(brief)
    assert "Descriptor: acme/t.1@2020-01, no digest recorded." in words(brief)


def test_each_right_has_one_word_with_its_range_and_every_reason_to_be_provisional() -> None:
    assert rows(brief_of(), "Right") == [
        [
            "Home",
            "critical",
            "high",
            "high to critical",
            "moderate",
            "key questions are open: HOM-06",
        ],
        [
            "Speech",
            "not known",
            "not known",
            "up to critical",
            "not known",
            "none of the 2 questions could be answered; key questions are open: SPK-01; "
            + words_of("en")("provisional-evidence"),
        ],
    ]


def test_a_right_that_was_answered_in_part_says_how_far() -> None:
    some = answers(HOM_02=None, HOM_03=None, HOM_04=None, HOM_05=None)
    home = rows(brief_of(answers=some, asks=(), safeguards=()), "Right")[0]
    assert home[5] == "only 2 of 7 questions could be answered; key questions are open: HOM-06"


def test_a_result_with_nothing_open_is_called_final_and_without_a_finding() -> None:
    none = {
        name: {
            "answer": "no",
            "evidence": [{"clause": "1", "source": "text", "strength": "E4"}],
            "by": "ab",
        }
        for name in ("SPK-01", "SPK-02")
    }
    brief = brief_of(answers=answers(**none))
    assert rows(brief, "Right")[1] == [
        "Speech",
        "no adverse finding",
        "no adverse finding",
        "none only",
        "no adverse finding",
        "not provisional",
    ]
    assert "Speech: no adverse finding." in below(brief, "The findings that set the results")


@pytest.mark.parametrize(
    ("speech", "said"),
    [
        ({}, "not known"),
        ({"SPK_01": {"answer": "unknown", "reason": "text-not-read"}}, "not known"),
        ({"SPK_01": {"answer": "no"}}, "none found so far"),
        ({"SPK_02": {"answer": "no"}}, "none found so far"),
    ],
    ids=["nobody answered", "only unknown", "gate answered", "gate open"],
)
def test_silence_is_never_shown_as_an_all_clear(speech: dict[str, Any], said: str) -> None:
    brief = brief_of(answers=answers(**{"SPK_01": None, **speech}))
    right = rows(brief, "Right")[1]
    assert {right[1], right[2], right[4]} == {said}
    assert "none" not in {right[1], right[2], right[4]}
    assert right[3] == "up to critical"


def test_a_right_of_which_nothing_is_known_is_not_said_to_have_no_adverse_finding() -> None:
    # Nobody answered a question on speech, so nobody can say that nothing was found.
    for kind in ("brief", "full"):
        assert "Speech: no adverse finding" not in words(brief_of(kind))


def test_the_findings_stand_worst_first_and_say_what_clause_evidence_and_law() -> None:
    brief = brief_of()
    assert rows(brief, "Finding in plain words") == [
        [
            "Home: Letters read (HOM-01). Clause 6.1 requires that letters are opened.",
            "high",
            "6.1",
            "E4 [2]",
            "ICCPR art. 17; GC 16 para. 8 †",
        ],
        [
            "Home: Keys kept by others (HOM-02). A draft gave the porter a key.",
            "high",
            "7.2",
            "E3, leaked draft, not the text in force [3]",
            "ICCPR art. 17",
        ],
        [
            "Home: Doors closed by default (HOM-03). A report says that doors stand open.",
            "moderate",
            "none named",
            "E2 [4]",
            "UDHR art. 12",
        ],
    ]
    assert "† cited from memory or a report, not yet checked against its source." in words(brief)


def test_what_the_bibliography_says_was_read_is_no_longer_marked() -> None:
    subject = subject_of(opened(), "en")
    assert "GC 16 para. 8 †" in words(KINDS["brief"](subject))
    passage = {"says": "Laws must say precisely when.", "mark": "verified"}
    entry = {"title": "x", "kind": "general-comment", "mark": "verified"}
    known = {"entries": {"GC 16": {**entry, "parts": {"para. 8": passage}}}}
    subject = replace(subject, bibliography=Bibliography.model_validate(known))
    said = words(KINDS["brief"](subject))
    assert "GC 16 para. 8" in said
    assert "†" not in said


GRADES = st.fixed_dictionaries(
    {
        "scale": st.sampled_from("01234"),
        "scope": st.sampled_from("1234"),
        "irremediability": st.sampled_from("1234"),
        "force": st.sampled_from(["N0", "N1", "N2", "N3", "N4"]),
        "nexus": st.sampled_from(["direct", "contributory", "linked"]),
    }
)
ADVERSE = st.builds(
    lambda grades, strength: an_answer(
        grades=grades, evidence=({"source": "the text", "strength": strength},)
    ),
    GRADES,
    st.sampled_from(["E0", "E1", "E2", "E3", "E4"]),
)


@given(st.lists(ADVERSE, min_size=1, max_size=8))
def test_at_most_three_findings_of_a_right_are_told_in_the_order_of_the_method(
    found: list[Answer],
) -> None:
    # "the report gives the three worst in plain words, ordered by level, severity,
    # likelihood, evidence strength, question id." (METHOD 6.6)
    names = [f"PRV-{number:02}" for number in range(1, len(found) + 1)]
    part = Part("privacy", "1.0.0", a_checklist(*map(a_question, names)))
    assessed = an_assessment(dict(zip(names, found, strict=True)))
    findings = [
        f
        for f in score(assessed, (part,), None).findings
        if f.counted and f.residual.level.word != "none"
    ]
    expected = sorted(
        sorted(findings, key=lambda f: f.id),
        key=lambda f: (
            f.residual.level,
            f.residual.severity,
            f.residual.likelihood,
            int(f.strength[1]),
        ),
        reverse=True,
    )
    brief = made(assessed, (part,), None)
    if not expected:
        assert not any(
            isinstance(b, Table) and b.header[0] == "Finding in plain words" for b in brief.blocks
        )
        return
    told = [row[0] for row in rows(brief, "Finding in plain words")]
    assert told == [f"Privacy: Title {f.id} ({f.id}). Is it {f.id}?" for f in expected[:3]]


def finding(strength: str = "E2", **grades: str) -> Answer:
    """Return a finding of level high: severity 4, likelihood 1, unless told otherwise."""
    graded = {"scale": "4", "scope": "3", "irremediability": "3", "force": "N0", "nexus": "direct"}
    return an_answer(
        grades=graded | grades, evidence=({"source": "the text", "strength": strength},)
    )


@pytest.mark.parametrize(
    ("lesser", "greater"),
    [
        (finding("E4", force="N1"), finding(force="N3")),
        (finding("E4", scale="3", force="N4"), finding(force="N0")),
        (finding("E4", force="N0"), finding(force="N1")),
        (finding("E3"), finding("E4")),
    ],
    ids=["level", "severity", "likelihood", "evidence"],
)
def test_each_step_of_the_order_decides_where_those_before_it_tie(
    lesser: Answer, greater: Answer
) -> None:
    part = Part("privacy", "1.0.0", a_checklist(a_question("PRV-01"), a_question("PRV-02")))
    brief = made(an_assessment({"PRV-01": lesser, "PRV-02": greater}), (part,), None)
    told = [row[0] for row in rows(brief, "Finding in plain words")]
    assert [words.split("(")[1][:6] for words in told] == ["PRV-02", "PRV-01"]
    tied = made(an_assessment({"PRV-01": lesser, "PRV-02": lesser}), (part,), None)
    told = [row[0] for row in rows(tied, "Finding in plain words")]
    assert [words.split("(")[1][:6] for words in told] == ["PRV-01", "PRV-02"]


def test_each_ask_gives_its_words_and_what_it_would_change() -> None:
    brief = brief_of()
    assert rows(brief, "No.") == [
        [
            "A1",
            "delete 6.1",
            "Delete clause 6.1. Letters are private.",
            "HOM-01 from high to none. Accepted alone: no result changes.",
        ],
        [
            "A2",
            "change 7.2",
            "Write: the key stays with the tenant.",
            "HOM-02 from high to low. Accepted alone: no result changes.",
        ],
        [
            "A3",
            "add at the text",
            "Advise to close doors. It is easy.",
            "HOM-03: same level. Accepted alone: no result changes.",
        ],
    ]
    assert "Smallest sets that are enough. Home below high: A1, A2." in words(brief)


def test_an_ask_that_changes_a_result_says_so() -> None:
    one = answers(HOM_02=None)
    ask = {"id": "A1", "addresses": ["HOM-01"], "effect": "removes", "action": "NOC", "text": "x"}
    brief = brief_of(answers=one, asks=(ask,), safeguards=())
    assert rows(brief, "No.")[0][1] == "keep the text without change"
    assert rows(brief, "No.")[0][3] == (
        "HOM-01 from critical to none. Accepted alone: Home from critical to moderate."
    )


def test_asks_that_do_not_fit_are_counted_and_none_is_called_none() -> None:
    many = tuple(an_ask(f"A{n}", addresses=("HOM-01",)) for n in range(1, 10))
    brief = brief_of(asks=many)
    assert [row[0] for row in rows(brief, "No.")] == ["A1", "A2", "A3", "A4", "A5", "A6"]
    assert "Not shown here, but in the full report: 3." in words(brief)
    assert [row[0] for row in rows(brief_of("full", asks=many), "No.")][:9] == [a.id for a in many]
    assert below(brief_of(asks=()), "The asks") == "No ask is recorded."


def test_good_effects_stand_beside_the_result_with_their_source() -> None:
    assert below(brief_of(), "What the text makes possible").splitlines() == [
        "Home: Walls keep the wind out. [2]",
        "Speech: One can talk at the window. [4]",
        "Good effects stand beside the result; they are not subtracted from it.",
    ]
    many = [{"right": "home", "text": f"Effect {n}.", "source": "text"} for n in range(5)]
    several = below(brief_of(enabling=many), "What the text makes possible")
    assert "Not shown here, but in the full report: 2." in several
    assert below(brief_of(enabling=()), "What the text makes possible") == "None is recorded."


def test_good_effects_change_no_result() -> None:
    assert rows(brief_of(enabling=()), "Right") == rows(brief_of(), "Right")


def test_the_end_says_who_assessed_when_under_which_rules_and_what_it_is_not() -> None:
    end = below(brief_of(), "How this was made")
    for said in (
        "Assessors: ab (person, assessor, A. Berg, Tenants' union, rents a flat); m1 (machine, ",
        "Review state: draft.",
        "Answered 2026-11-20 to 2026-11-21.",
        "home@1.0.0 sha256:0000000000000000…; speech@1.0.0 sha256:0000000000000000….",
        "Descriptor: acme/t.1@2020-01, sha256:1111111111111111….",
        "Scored by the method, version 1: hria score --explain shows each step.",
        "An assessment of a text is not a finding of violation.",
        "[2] ACME T.1 (01/2020) (primary text; read: clauses 5 to 8)",
    ):
        assert said in end


def test_the_caution_and_the_first_warning_stand_out() -> None:
    for kind in ("brief", "full"):
        strong = [
            run.words
            for block in brief_of(kind).blocks
            if hasattr(block, "line")
            for run in block.line
            if isinstance(run, Strong)
        ]
        assert any(said.startswith("Draft, review state") for said in strong)
        assert any(said.startswith("An assessment of a text is not") for said in strong)


@pytest.mark.parametrize("state", STATES)
def test_below_the_rights_review_everything_says_draft(state: State) -> None:
    brief = brief_of(**in_state(state, state))
    below_review = STATES.index(state) < STATES.index("rights-review")
    assert (brief.watermark == "DRAFT") is below_review
    assert brief.footer.startswith("DRAFT: ") is below_review
    assert ("no rights review has taken place" in banner(brief)) is below_review
    assert f"Review state: {state.replace('-review', ' review')}." in words(brief)


def test_the_banner_says_who_signed_which_state_and_when_and_where_nobody_did() -> None:
    assert banner(brief_of()).endswith("No person has reviewed them.")
    signed = brief_of(**in_state("rights-review", "technical-review", "rights-review"))
    assert banner(signed).endswith(
        "Reviewed by: A. Berg (technical review, 2026-11-21), A. Berg (rights review, 2026-11-21)."
    )
    own = in_state("self-checked", "self-checked")
    assert banner(brief_of(**own)).endswith("No person has reviewed them.")
    by_machine = {"state": "draft", "history": [{"state": "draft", "by": "m1", "on": SIGNED["on"]}]}
    assert banner(brief_of(review=by_machine)).endswith("No person has reviewed them.")


@pytest.mark.parametrize("kind", KINDS)
def test_a_superseded_assessment_says_so_first_and_on_every_page(kind: str) -> None:
    brief = brief_of(kind, **in_state("superseded", "superseded"))
    assert banner(brief).startswith("Superseded: another assessment has taken the place")
    assert brief.footer.startswith("SUPERSEDED · ")
    for sheet in brief.sheets()[:-1]:
        assert {row[-1] for row in sheet.rows} == {"SUPERSEDED"}
    assert "Superseded: " not in banner(brief_of(kind, **in_state("published", "published")))


@pytest.mark.parametrize("kind", KINDS)
def test_dissent_is_counted_and_its_authors_named_in_every_kind(kind: str) -> None:
    review = {
        "state": "draft",
        "dissent": [
            {"by": "ab", "question": "HOM-01", "text": "It is graver."},
            {"by": "ab", "right": "speech", "text": "It is known."},
            {"by": "m1", "text": "All of it."},
        ],
    }
    brief = brief_of(kind, review=review)
    said = "Dissent on record: 3, by A. Berg, Language model; the full report gives it whole."
    assert said in banner(brief)
    assert (said,) in brief.sheets()[-1].rows
    assert "Dissent" not in banner(brief_of(kind))


def test_a_leaked_draft_is_called_a_leaked_draft_wherever_it_is_evidence() -> None:
    said = "leaked draft, not the text in force"
    brief, full = brief_of(), brief_of("full")
    assert f"E3, {said} [3]" in rows(brief, "Finding in plain words")[1][3]
    assert f"[3] Draft of T.1 of May 2019 ({said})" in words(brief)
    assert words(full).count(f"E3, {said}") == 2
    assert f"[3] Draft of T.1 of May 2019 ({said})" in words(full)


def test_a_draft_that_was_not_leaked_is_called_a_draft() -> None:
    only = {**answers()["HOM-02"], "evidence": [{"source": "draft", "strength": "E3"}]}  # type: ignore[dict-item]
    brief = brief_of(answers=answers(HOM_02=only))
    assert rows(brief, "Finding in plain words")[1][3] == "E3, draft, not the text in force [3]"


def given_by(*assessors: str | None) -> dict[str, Any]:
    plain = answers()
    return {
        name: {**answer, "by": assessors[place % len(assessors)]}  # type: ignore[dict-item]
        for place, (name, answer) in enumerate(plain.items())
    }


@pytest.mark.parametrize("kind", ["brief", "full"])
@pytest.mark.parametrize(
    ("assessors", "said"),
    [
        (("m1",), "All 9 answers were given by a machine (Language model)."),
        (("ab", "m1"), "4 of 9 answers were given by a machine (Language model); the full report"),
        (("ab",), "All 9 answers were given by people."),
        ((None,), "It is not recorded who gave 9 of the answers."),
        ((None, "m1"), "4 of 9 answers were given by a machine (Language model)"),
        ((None, "m1"), "It is not recorded who gave 5 of the answers."),
    ],
    ids=["all", "some", "none", "nobody knows", "some known", "some not known"],
)
def test_answers_of_a_machine_are_always_called_so(
    kind: str, assessors: tuple[str | None, ...], said: str
) -> None:
    assert said in banner(brief_of(kind, answers=given_by(*assessors)))


def test_answers_that_may_be_a_machines_are_never_said_to_be_given_by_people() -> None:
    for assessors in ((None,), (None, "ab"), ("m1", "ab"), ("m1",)):
        told = banner(brief_of(answers=given_by(*assessors)))
        assert "given by people" not in told, assessors


def test_a_machine_is_called_one_whatever_the_ids_of_confidential_assessors_become() -> None:
    # A confidential assessor is shown under an id that another one may have already.
    assessors = [
        {"id": "jd", "name": "J. Doe", "kind": "person", "confidential": True},
        {"id": "assessor-1", "name": "Language model", "kind": "machine"},
    ]
    told = banner(brief_of(assessors=assessors, answers=given_by("assessor-1")))
    assert "All 9 answers were given by a machine (Language model)." in told


def test_an_assessment_without_answers_says_so() -> None:
    empty = brief_of(answers={}, asks=(), safeguards=())
    assert "No question has been answered yet." in banner(empty)


def test_an_escalation_is_told_with_its_reason_where_it_works() -> None:
    high = answers()["HOM-02"]
    several = answers(HOM_01=high, HOM_06=high)
    raised = [{"right": "home", "reason": "Together they leave no home."}]
    told = words(brief_of(answers=several, escalations=raised, asks=(), safeguards=()))
    assert "raised from high to critical: Together they leave no home." in told
    idle = words(brief_of(escalations=raised))
    assert "Together they leave no home." not in idle


LONG = "The porter opens each letter, and " * 40 + "keeps it."


def test_words_that_do_not_fit_are_cut_visibly_and_never_in_the_full_report() -> None:
    first = {**answers()["HOM-01"], "rationale": LONG}  # type: ignore[dict-item]
    ask = an_ask(addresses=("HOM-01",), text=LONG, reason=LONG)
    good = [{"right": "home", "text": LONG, "source": "text"}]
    changes: dict[str, Any] = {
        "answers": answers(HOM_01=first),
        "asks": (ask,),
        "enabling": good,
    }
    brief, full = brief_of(**changes), brief_of("full", **changes)
    finding = rows(brief, "Finding in plain words")[0][0]
    assert finding.endswith(" […]")
    assert len(finding) < 260
    assert rows(brief, "No.")[0][2].count(" […]") == 2
    assert " […] [2]" in below(brief, "What the text makes possible")
    assert "[…]" not in words(full)
    assert words(full).count(LONG) == 4


@given(st.text(), st.integers(5, 60))
def test_what_is_cut_ends_in_the_sign_of_a_cut_and_what_is_not_cut_is_whole(
    said: str, most: int
) -> None:
    line = " ".join(said.split())
    told = shorten(said, most)
    if len(line) <= most:
        assert told == line
    else:
        assert told.endswith(" […]")
        assert line.startswith(told.removesuffix(" […]"))
        assert len(told) <= most + len(" […]")


@pytest.mark.parametrize(
    "sentence",
    [
        "It breaks art. 17 of the ICCPR.",
        "As GC 16, para. 8 asks, data must be few.",
        "See No. 5 of the list.",
        "Identifiers (e.g. MAC addresses) stay the same.",
        "Fig. 2 shows who reads.",
    ],
)
def test_a_point_that_ends_no_sentence_cuts_none(sentence: str) -> None:
    assert first_sentence(f"{sentence} A second one follows.", 200) == sentence


def test_the_brief_says_how_many_answers_are_kept_aside_and_does_not_count_them() -> None:
    more = answers(HOM_09={"answer": "no", "rationale": "Zebrafish.", "by": "ab"})
    found = brief_of(answers=more)
    assert "Answers that are kept aside, because their questions do not apply: 1." in words(found)
    assert "Zebrafish" not in words(found)
    assert banner(found) == banner(brief_of())
