"""What help brings from elsewhere: the law, and how others answered, with nothing confidential."""

import re
import shutil
from pathlib import Path

import pytest

from hria.cli.elsewhere import Elsewhere
from hria.cli.opening import library
from hria.content.library import Library
from hria.content.roots import shipped
from hria.model.checklist import Source


@pytest.fixture
def elsewhere(place: Path) -> Elsewhere:
    """Return what lies elsewhere for somebody who writes another file."""
    return Elsewhere(library(), place.parent / "mine.yaml")


def rewrite(place: Path, old: str, new: str) -> None:
    """Replace *old* in the assessment of the workspace."""
    path = place / "assessment.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


# The rule: help tells "the law behind it with its words in ours; how other shipped assessments
# answered it".


def test_the_law_is_told_in_our_words_each_with_its_mark(nowhere: Path) -> None:
    elsewhere = Elsewhere(Library([shipped()]), nowhere / "mine.yaml")
    [told] = elsewhere.law(Source.model_validate({"instrument": "ICCPR", "at": "art. 17"}))
    assert "privacy" in told
    assert told.endswith("]")
    assert list(elsewhere.law(Source.model_validate({"ref": "nothing that is known"}))) == []


def test_other_assessments_tell_their_answer_who_gave_it_and_how_far_it_is_reviewed(
    elsewhere: Elsewhere,
) -> None:
    assert list(elsewhere.answers("HOM-03")) == [
        "ACME T.1: no (a machine answered, draft): A report says that doors stand open."
    ]
    assert list(elsewhere.answers("HOM-07")) == [
        "ACME T.1: not-applicable (a person answered, draft): The text has no gardens."
    ]
    assert list(elsewhere.answers("HOM-06")) == ["ACME T.1: unknown (a machine answered, draft)"]
    assert list(elsewhere.answers("HOM-99")) == []


def test_the_own_assessment_is_not_told(place: Path) -> None:
    own = Elsewhere(library(), place / "assessment.yaml")
    assert list(own.answers("HOM-03")) == []


def test_answers_that_ship_are_told(elsewhere: Elsewhere) -> None:
    *told, rest = elsewhere.answers("PRV-01")
    assert len(told) == 4
    assert all("answered, " in line for line in told)
    # Of the others only the words are told, and none of them is left out.
    assert re.fullmatch(r"[0-9]+ more: [a-z-]+ [0-9]+(, [a-z-]+ [0-9]+)*", rest)
    more, *counts = map(int, re.findall(r"[0-9]+", rest))
    assert more == sum(counts) == len(list(shipped().glob("reports/*/*/*/assessment.yaml"))) - 4


def test_what_a_person_answered_is_told_before_what_a_machine_did(
    place: Path, elsewhere: Elsewhere
) -> None:
    another = place.parent / "zz"
    shutil.copytree(place, another)
    rewrite(another, "HOM-03:", "HOM-xx:")
    rewrite(another, "HOM-07:", "HOM-03:")
    rewrite(another, "HOM-xx:", "HOM-07:")
    first, second = elsewhere.answers("HOM-03")
    assert "a person answered" in first
    assert "a machine answered" in second


def test_nothing_confidential_is_told(place: Path, elsewhere: Elsewhere) -> None:
    rewrite(place, "    rationale: The text has", "    confidential: true\n    rationale: It has")
    told = "\n".join(elsewhere.answers("HOM-07"))
    assert told.endswith(": [confidential]")
    assert "gardens" not in told


def test_a_long_reason_is_cut_at_a_word(place: Path, elsewhere: Elsewhere) -> None:
    rewrite(place, "The text has no gardens.", "no gardens " * 60)
    [told] = elsewhere.answers("HOM-07")
    assert told.endswith(("no […]", "gardens […]"))
    assert len(told) < 400


def test_an_answer_that_is_kept_aside_is_not_told(place: Path, elsewhere: Elsewhere) -> None:
    rewrite(place, "HOM-07:", "HOM-08:")
    assert list(elsewhere.answers("HOM-07")) == []


@pytest.mark.parametrize("text", ["standard: [", "", "standard: a/b\nchecklists: []\n"])
def test_a_file_that_somebody_is_still_writing_is_passed_over(
    place: Path, elsewhere: Elsewhere, text: str
) -> None:
    (place / "assessment.yaml").write_text(text)
    assert list(elsewhere.answers("HOM-03")) == []
    assert list(elsewhere.answers("PRV-01"))
