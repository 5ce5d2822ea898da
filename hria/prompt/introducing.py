"""Who answers: an id that answers cite, and as much of a name as somebody wants to give."""

import re
from collections.abc import Sequence

from hria.assess.session import Move
from hria.errors import BadNameError
from hria.model.assessment import NAME, Assessment, Assessor
from hria.prompt.keys import named
from hria.prompt.talk import AgainError, Line, MovedError, Talk

KEY = "assessor"
"""Under which the lines are kept that were typed before an assessor was known."""


def introduced(
    assessment: Assessment, by: str, talk: Talk, typed: Sequence[Line]
) -> str | Assessor:
    """Return the id of a known person who answers, or somebody new; raise EOFError on leaving.

    *typed* is what was typed before a sitting was cut off here.
    """
    people = [a.id for a in assessment.assessors if a.kind == "person"]
    machines = [a.id for a in assessment.assessors if a.kind == "machine"]
    if by and (wrong := _no_name(by, machines)):
        raise BadNameError(f"--as {by}: {wrong}")
    if not by and len(people) == 1 and not typed:
        talk.show(f"Answering as {people[0]} (--as ID for somebody else).")
        return people[0]
    talk.command = lambda word, _rest: _command(talk, word)
    if people and not by:
        talk.show(f"Who is answering? Known: {', '.join(people)}; anything else is somebody new.")
    while True:
        talk.begin(typed)
        try:
            return _named(talk, by, people, machines)
        except AgainError as again:
            typed = again.lines
        except MovedError:
            talk.settle()
            raise EOFError from None


def _command(talk: Talk, word: str) -> bool:
    match named(word):
        case "quit":
            raise MovedError(Move.STOP)
        case "undo":
            raise AgainError(talk.lines[:-1])
        case "?":
            talk.show("  :z takes back the last line, :q stops; Enter leaves a line empty.")
            return True
        case _:
            return False


def _named(talk: Talk, by: str, people: Sequence[str], machines: Sequence[str]) -> str | Assessor:
    while not by:
        by = talk.words("Your initials or a pseudonym")
        if wrong := _no_name(by, machines):
            talk.refuse(wrong)
            by = ""
    if by in people:
        return by
    talk.say("Name and affiliation may stay empty; they can be kept out of every output.")
    given = {
        "id": by,
        "kind": "person",
        "name": talk.words("Name", " (Enter: none)"),
        "affiliation": talk.words("Affiliation", " (Enter: none)"),
        "interests": talk.words("Interests a reader should know of", " (Enter: none)"),
    }
    if talk.yes("Keep name and affiliation out of every output"):
        given["confidential"] = "true"
    return Assessor.model_validate({key: value for key, value in given.items() if value})


def _no_name(by: str, machines: Sequence[str]) -> str:
    """Return why *by* cannot be the id of a person who answers; empty where it can."""
    if not re.fullmatch(NAME, by):
        return "allowed: letters, digits, dots, hyphens and underscores"
    if by in machines:
        return f"{by} is a machine; nobody answers under its name"
    return ""
