from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hria.assess.merging import Conflict, merged
from hria.content.writing import dump
from hria.model.assessment import Assessment
from tests.support.builders import (
    a_safeguard,
    an_answer,
    an_ask,
    an_assessment,
    an_assessor,
)

NO, YES, UNKNOWN = an_answer("no"), an_answer("yes"), an_answer("unknown")
BASE = an_assessment({"PRV-01": NO, "PRV-02": NO}, notes={"PRV-01": "Ask."})


def but(assessment: Assessment, **fields: object) -> Assessment:
    """Return *assessment* with *fields* given anew, as a file would be read."""
    plain = {name: getattr(assessment, name) for name in assessment.model_fields_set}
    return Assessment.model_validate({**plain, **fields})


def both(mine: Assessment, theirs: Assessment, base: Assessment = BASE) -> Assessment:
    found = merged(base, mine, theirs)
    assert isinstance(found, Assessment)
    return found


def test_what_one_side_changed_is_taken_from_it() -> None:
    mine = but(BASE, answers={"PRV-01": YES, "PRV-02": NO, "PRV-03": NO})
    theirs = but(BASE, answers={"PRV-01": NO, "PRV-04": YES}, notes={})
    found = both(mine, theirs)
    # Theirs come first, then what is new of mine; their deletion holds.
    assert list(found.answers) == ["PRV-01", "PRV-04", "PRV-03"]
    assert found.answers["PRV-01"] == YES
    assert found.notes == {}


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    mine = but(BASE, answers={"PRV-01": YES, "PRV-02": YES})
    theirs = but(BASE, answers={"PRV-01": YES, "PRV-02": NO})
    assert both(mine, theirs).answers == {"PRV-01": YES, "PRV-02": YES}


@pytest.mark.parametrize(
    ("mine", "theirs", "names"),
    [
        (
            {"answers": {"PRV-01": YES, "PRV-02": YES}},
            {"answers": {"PRV-01": UNKNOWN, "PRV-02": UNKNOWN}},
            ("answers PRV-01", "answers PRV-02"),
        ),
        # Who takes an answer out and who changes it do not agree.
        ({"answers": {"PRV-02": NO}}, {"answers": {"PRV-01": YES}}, ("answers PRV-01",)),
        ({"notes": {"PRV-01": "One."}}, {"notes": {"PRV-01": "Two."}}, ("notes PRV-01",)),
        ({"edition": "2012-11"}, {"edition": "2013"}, ("edition",)),
        ({"review": {"state": "published"}}, {"review": {"state": "consulted"}}, ("review",)),
        ({"asks": [an_ask(text="One.")]}, {"asks": [an_ask(text="Two.")]}, ("asks A1",)),
        (
            {"safeguards": [a_safeguard(text="One.")]},
            {"safeguards": [a_safeguard(text="Two.")]},
            ("safeguards S1",),
        ),
        (
            {"escalations": [{"right": "privacy", "reason": "One."}]},
            {"escalations": [{"right": "privacy", "reason": "Two."}]},
            ("escalations privacy",),
        ),
        (
            {"objections": [{"id": "O1", "text": "One."}]},
            {"objections": [{"id": "O1", "text": "Two."}]},
            ("objections O1",),
        ),
    ],
)
def test_different_changes_of_one_thing_are_a_conflict_that_names_it(
    mine: dict[str, object], theirs: dict[str, object], names: tuple[str, ...]
) -> None:
    assert merged(BASE, but(BASE, **mine), but(BASE, **theirs)) == Conflict(names)


def test_a_conflict_names_nothing_that_hides() -> None:
    enabling = {"right": "privacy", "text": "Zebrafish.", "confidential": True}
    mine = but(
        BASE,
        assessors=[an_assessor("zebrafish", name="One", confidential=True)],
        enabling=[{**enabling, "source": "one"}],
    )
    theirs = but(
        BASE,
        assessors=[an_assessor("zebrafish", name="Two")],
        enabling=[{**enabling, "source": "two"}],
    )
    found = merged(BASE, mine, theirs)
    assert found == Conflict(("assessors (confidential)", "enabling privacy"))


def test_the_journal_holds_the_lines_of_both_sides_once() -> None:
    lines: list[dict[str, object]] = [
        {"question": f"PRV-0{n}", "did": "answered", "answer": "no"} for n in range(1, 5)
    ]
    base = but(BASE, history=lines[:1])
    mine, theirs = but(BASE, history=[*lines[:2], lines[3]]), but(BASE, history=lines[:3])
    found = both(mine, theirs, base)
    assert [entry.question for entry in found.history] == ["PRV-01", "PRV-02", "PRV-03", "PRV-04"]


def test_a_field_that_no_side_has_is_not_written() -> None:
    mine = but(BASE, answers={"PRV-01": YES, "PRV-02": NO})
    theirs = but(BASE, answers={"PRV-01": NO, "PRV-02": YES})
    assert both(mine, theirs).model_fields_set == BASE.model_fields_set


# Laws

_ANSWERS = st.dictionaries(
    st.sampled_from([f"PRV-0{n}" for n in range(1, 6)]), st.sampled_from((NO, YES, UNKNOWN))
)
_IDS = ("A", "B", "C")


def _listed(entry: Any) -> st.SearchStrategy[list[Any]]:  # noqa: ANN401 - any kind of entry
    names = st.lists(st.sampled_from(_IDS), unique=True)
    return names.flatmap(
        lambda ids: st.tuples(*(st.sampled_from((entry(i, "x"), entry(i, "y"))) for i in ids))
    ).map(list)


def _former(id_: str, words: str) -> dict[str, object]:
    name = f"PRV-0{_IDS.index(id_) + 1}"
    return {"question": name, "under": "privacy@0.9.0", "reason": words, "answer": NO}


def _entry(id_: str, words: str) -> dict[str, object]:
    name = f"PRV-0{_IDS.index(id_) + 1}"
    return {"question": name, "did": "answered" if words == "x" else "withdrawn"}


assessments = st.fixed_dictionaries(
    {"answers": _ANSWERS},
    optional={
        "edition": st.sampled_from(("2012", "2013")),
        "notes": st.dictionaries(st.sampled_from(("PRV-01", "PRV-02")), st.sampled_from("xy")),
        "assessors": _listed(lambda i, words: an_assessor(i, name=words)),
        "safeguards": _listed(lambda i, words: a_safeguard(i, text=words)),
        "asks": _listed(lambda i, words: an_ask(i, text=words)),
        "enabling": _listed(lambda i, words: {"right": "privacy", "text": i, "source": words}),
        "escalations": _listed(lambda i, words: {"right": i, "reason": words}),
        "objections": _listed(lambda i, words: {"id": i, "text": words}),
        "to_confirm": _listed(_former),
        # An old answer may stand there twice.
        "archived": _listed(_former).map(lambda found: found * 2),
        "history": _listed(_entry),
    },
).map(lambda fields: but(an_assessment(), **fields))


@given(assessments, assessments)
def test_one_changed_side_is_the_merge_whole_to_the_byte(
    base: Assessment, changed: Assessment
) -> None:
    for found in (
        both(base, changed, base),
        both(changed, base, base),
        both(changed, changed, base),
    ):
        assert found == changed
        assert list(found.answers) == list(changed.answers)
        assert dump(found) == dump(changed)


# An undo is the merge of what was before into what is now, since what came after.
@given(assessments, assessments)
def test_an_undo_of_the_last_change_gives_what_was_before(
    before: Assessment, after: Assessment
) -> None:
    assert both(before, after, after) == before


def test_an_undo_leaves_what_came_later() -> None:
    after = but(BASE, answers={"PRV-01": YES, "PRV-02": NO})
    current = but(after, answers={"PRV-01": YES, "PRV-02": NO, "PRV-03": YES})
    assert both(BASE, current, after).answers == {"PRV-01": NO, "PRV-02": NO, "PRV-03": YES}
    again = but(after, answers={"PRV-01": UNKNOWN, "PRV-02": NO})
    assert merged(after, BASE, again) == Conflict(("answers PRV-01",))


def _unordered(assessment: Assessment) -> dict[str, object]:
    """Return the values of *assessment* without the order of its lists."""
    return {
        name: Counter(map(repr, value)) if isinstance(value, tuple) else value
        for name in Assessment.model_fields
        for value in [getattr(assessment, name)]
    }


@given(assessments, assessments, assessments)
def test_both_sides_give_the_same_but_for_the_order_and_conflict_alike(
    base: Assessment, one: Assessment, other: Assessment
) -> None:
    here, there = merged(base, one, other), merged(base, other, one)
    if isinstance(here, Conflict) or isinstance(there, Conflict):
        assert isinstance(here, Conflict)
        assert isinstance(there, Conflict)
        assert set(here.names) == set(there.names)
    else:
        assert _unordered(here) == _unordered(there)


@given(assessments, _ANSWERS, _ANSWERS)
def test_changes_of_different_things_never_conflict(
    base: Assessment, one: dict[str, object], other: dict[str, object]
) -> None:
    mine = but(base, answers={**base.answers, **{f"EXP-{n[-2:]}": a for n, a in one.items()}})
    theirs = but(base, answers={**base.answers, **{f"ASM-{n[-2:]}": a for n, a in other.items()}})
    assert both(mine, theirs, base).answers == {**mine.answers, **theirs.answers}
