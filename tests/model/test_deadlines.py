import pytest

from hria.model.deadlines import day_by, is_day, told
from hria.model.facts import SourceEntry
from hria.model.standard import Accepted, Rule


def rule(words: str) -> Rule:
    count, unit, side, of = words.split()
    return Rule.model_validate({"count": count, "unit": unit, "side": side, "of": of})


@pytest.mark.parametrize(
    ("words", "day", "by"),
    [
        ("12 days before meeting", "2027-03-15", "2027-03-03"),
        ("12 days before meeting", "2027-01-05", "2026-12-24"),
        ("2 weeks after opening", "2026-12-20", "2027-01-03"),
        ("1 days after opening", "2028-02-28", "2028-02-29"),
        ("2 months before meeting", "2027-03-15", "2027-01-15"),
        ("2 months before meeting", "2027-04-30", "2027-02-28"),
        ("2 months before meeting", "2028-04-30", "2028-02-29"),
        ("1 months before meeting", "2027-01-31", "2026-12-31"),
        ("12 months after opening", "2028-02-29", "2029-02-28"),
        # Beyond the calendar nothing is guessed.
        ("1 days before meeting", "0001-01-01", ""),
        ("1 months before meeting", "0001-01-31", ""),
        ("1 months after meeting", "9999-12-31", ""),
    ],
)
def test_a_day_follows_from_a_rule(words: str, day: str, by: str) -> None:
    assert day_by(rule(words), day) == by


@pytest.mark.parametrize("words", ["", "2027-3-5", "2027-02-30", "20270315", "tomorrow"])
def test_only_a_calendar_day_is_one(words: str) -> None:
    assert not is_day(words)
    assert is_day("2027-03-15")


def accepted(**deadline: object) -> Accepted:
    given = {"value": "12 days before", "source": "rules", "mark": "verified", "at": "3.1"}
    return Accepted.model_validate(
        {
            "id": "paper",
            "name": "Paper",
            "stages": (),
            "who": "members",
            "deadlines": [{**given, **deadline}],
            "source": "rules",
            "mark": "verified",
        }
    )


SOURCES = {"rules": SourceEntry(title="Rules of 2020", kind="primary")}
TWELVE = {"count": 12, "unit": "days", "side": "before", "of": "meeting"}


def test_source_and_mark_stand_beside_every_deadline() -> None:
    said = "12 days before [verified: Rules of 2020, 3.1]"
    assert told(accepted(rule=TWELVE), SOURCES, {}) == (said,)
    assert told(accepted(rule=TWELVE), SOURCES, {"opening": "2027-03-15"}) == (said,)
    assert told(accepted(), SOURCES, {"meeting": "2027-03-15"}) == (said,)
    [worked_out] = told(accepted(rule=TWELVE), SOURCES, {"meeting": "2027-03-15"})
    assert worked_out == f"2027-03-03: {said}"


def test_what_nobody_found_is_said_to_be_unknown() -> None:
    nothing = accepted().model_copy(update={"deadlines": ()})
    assert told(nothing, SOURCES, {}) == ("unknown",)
