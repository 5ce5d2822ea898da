"""Rules about days, worked out on the days that somebody names; pure arithmetic, no clock."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from hria.model.facts import Mark, SourceEntry
from hria.model.standard import Accepted, Deadline, Rule

UNKNOWN = "unknown"
"""What stands for a deadline of which nothing was found."""


def is_day(words: str) -> bool:
    """Return whether *words* are a calendar day, ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def day_by(rule: Rule, day: str) -> str:
    """Return the day that *rule* gives, counted from *day*; empty beyond the calendar."""
    try:
        return _counted(rule, date.fromisoformat(day)).isoformat()
    except (OverflowError, ValueError):
        return ""


def _counted(rule: Rule, start: date) -> date:
    count = rule.count if rule.side == "after" else -rule.count
    if rule.unit == "months":
        months = start.year * 12 + start.month - 1 + count
        year, month = months // 12, months % 12 + 1
        # Two months before 30 April is the last of February.
        return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    return start + timedelta(days=count * (7 if rule.unit == "weeks" else 1))


def told(
    accepted: Accepted, sources: Mapping[str, SourceEntry], days: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the deadlines of *accepted*, each with its source and mark.

    *days* gives the days that are known, by what happens on them.
    """
    lines = tuple(_line(each, sources, days) for each in accepted.deadlines)
    return lines or (UNKNOWN,)


def cited(
    source: str, mark: Mark, sources: Mapping[str, SourceEntry], at: str | None = None
) -> str:
    """Return the mark and the title of a source."""
    entry = sources.get(source)
    place = f", {at}" if at else ""
    return f"[{mark}: {entry.title if entry else source}{place}]"


def _line(each: Deadline, sources: Mapping[str, SourceEntry], days: Mapping[str, str]) -> str:
    checked = cited(each.source, each.mark, sources, each.at)
    known = days.get(each.rule.of, "") if each.rule else ""
    day = day_by(each.rule, known) if each.rule and known else ""
    note = f" ({each.note})" if each.note else ""
    return f"{day}: {each.value}{note} {checked}" if day else f"{each.value}{note} {checked}"
