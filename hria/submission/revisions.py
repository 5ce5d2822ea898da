"""The words of an ask as additions and deletions.

An ask tells in plain words what is to change, and quotes the words that come or
go, or gives them after a colon. What is quoted is marked by the verb before it.
An order that names no words carries no marks; any other text is itself what the
action says.
"""

import re
from collections.abc import Iterator

from hria.model.assessment import Ask
from hria.submission.base import Change, Revision

_QUOTED = re.compile('"([^"]+)"|“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]')
_VERB = re.compile(
    r"(?i)\b(?:(add|insert|append|write|reads?)|(delete|remove|strike|suppress|omit)"
    r"|(replace|change)|(with|by|to|into))\b"
)
_ORDER = re.compile(
    r"(?i)(?:^|^[^.:;]*?, )\s*"
    r"(?:add|insert|append|write|replace|change|delete|remove|strike|suppress|omit)\b"
)
# In "add to Section 3: The server MUST …" the order ends at the colon.
_ORDERED = re.compile(
    r"(?is)^([^:]*?\b(?:by|with|read|write|(?:clause|section|annex|appendix|paragraph|article)s?"
    r"\s+[a-z]?[0-9.]*[a-z0-9]*)\s*:\s+)(.+)$"
)


def change(ask: Ask) -> Change:
    """Return what *ask* proposes, with what becomes of each run of its words."""
    label = f"{ask.action} {' '.join(ask.clause.split())}"
    if ask.action == "NOC":
        return Change(label, ask.text, (("kept", ask.text),))
    runs = tuple(_runs(ask))
    if ask.action == "SUP" and not any(how == "deleted" for how, _ in runs):
        # An order to delete is no part of the text: what goes stands at the clause.
        clause = " ".join(ask.clause.split())
        runs = (("deleted", f"[{clause}: the words that stand there]"), ("kept", " "), *runs)
    return Change(label, ask.text, runs)


def _runs(ask: Ask) -> Iterator[tuple[Revision, str]]:
    usual: Revision = "deleted" if ask.action == "SUP" else "added"
    found = list(_QUOTED.finditer(ask.text))
    if not found:
        yield from _unquoted(ask.text, usual)
        return
    end, replacing = 0, False
    for quoted in found:
        start, stop = quoted.span(quoted.lastindex or 0)
        how, replacing = _meant(ask.text[end:start], usual, replacing=replacing)
        yield "kept", ask.text[end:start]
        yield how, ask.text[start:stop]
        end = stop
    yield "kept", ask.text[end:]


def _unquoted(text: str, usual: Revision) -> Iterator[tuple[Revision, str]]:
    if not _ORDER.match(text):
        yield usual, text
    elif (ordered := _ORDERED.match(text)) and usual == "added":
        yield "kept", ordered[1]
        yield "added", ordered[2]
    else:
        yield "kept", text


def _meant(before: str, usual: Revision, *, replacing: bool) -> tuple[Revision, bool]:
    """Return what becomes of the words after *before*, and whether others are to replace them."""
    meant = usual
    for verb in _VERB.finditer(before):
        add, delete, replace, _ = verb.groups()
        if add or (replacing and not delete and not replace):
            meant, replacing = "added", False
        elif delete or replace:
            meant, replacing = "deleted", bool(replace)
    return meant, replacing
