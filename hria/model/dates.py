"""Days as people write them: as exactly as known, and never guessed."""

import re
from datetime import date, timedelta

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"

_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:T[0-9:.]+Z?)?)?)?",
        r"(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})",
        rf"{_NAME} (?P<year>[0-9]{{4}})",
        rf"(?P<day>[0-9]{{1,2}}) {_NAME},? (?P<year>[0-9]{{4}})",
        rf"{_NAME} (?P<day>[0-9]{{1,2}}),? (?P<year>[0-9]{{4}})",
    )
)

_ELSEWHERE = timedelta(days=1)
"""East of whoever checks it may be the next day already."""


def earliest(words: str) -> date | None:
    """Return the first day that *words* can mean, or None where they name no day, month or year."""
    plain = " ".join(words.split())
    for form in _FORMS:
        if found := form.fullmatch(plain):
            return _day(found.groupdict())
    return None


def is_ahead(words: str, today: date) -> bool:
    """Return whether *words* name a day, month or year that has not begun anywhere on *today*."""
    day = earliest(words)
    return day is not None and day > today + _ELSEWHERE


def _day(found: dict[str, str | None]) -> date | None:
    month = int(found.get("month") or 1)
    if name := (found.get("name") or "").lower():
        months = [n for n, full in enumerate(_MONTHS, 1) if full.startswith(name)]
        if len(months) != 1:
            return None
        month = months[0]
    try:
        return date(int(found["year"] or 0), month, int(found.get("day") or 1))
    except ValueError:
        return None
