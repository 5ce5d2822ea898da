"""The tables of a form and their columns; every field that can be filled in has its column."""

from typing import get_args

from hria.form.base import Column
from hria.model.assessment import Ask, Assessor, Test, TestName
from hria.model.grades import Effect, Force, Nexus, Strength, UnknownReason, Word

ANSWERS = "Answers"
TRUTH = ("true", "false")
_FOUR = ("1", "2", "3", "4")

ID = Column("question", "Question ID", "the code of the question", width=12)

REASON = Column("reason", "Reason if unknown", "why nobody can tell", get_args(UnknownReason), 18)

ABOUT_ANSWER = (
    Column("answer", "Answer", "one word", get_args(Word), 12),
    REASON,
    Column("rationale", "In your words", "why this answer; needed for not-applicable", width=40),
)
ABOUT_EVIDENCE = (
    Column("evidence.clause", "Clause", "where it stands", width=10),
    Column("evidence.quote", "Quote", "a few words of the text, 25 at most", width=30),
    Column("evidence.source", "Source", "which text or record; needed with evidence", width=16),
    Column(
        "evidence.strength", "Strength", "E0 none to E4 the clause itself", get_args(Strength), 9
    ),
    Column("evidence.confidential", "Evidence confidential", "true keeps its words in", TRUTH, 12),
)
ABOUT_GRADES = (
    Column("grades.scale", "Scale", "0 none to 4 grave", ("0", *_FOUR), 9),
    Column("grades.scope", "Scope", "1 a named group to 4 a cross-border default", _FOUR, 9),
    Column("grades.irremediability", "Irremediability", "1 undone at once to 4 never", _FOUR, 14),
    Column("grades.force", "Force", "N0 forbidden to N4 required", get_args(Force), 9),
    Column("grades.likelihood", "Likelihood", "1 to 4; else it follows from force", _FOUR, 11),
    Column("grades.nexus", "Nexus", "how the text is tied to it", get_args(Nexus), 13),
)
ABOUT_THE_REST = (
    Column("likelihood-reason", "Why this likelihood", "where it departs from force", width=24),
    Column("applies", "Applies", "true: it applies although it is not asked here", TRUTH, 9),
    Column("confidential", "Confidential", "true keeps words and names in", TRUTH, 12),
    Column("note", "Note", "for yourself; it is in no output", width=24),
    Column("by", "By", "the ID of the assessor who answered", width=10),
    Column("on", "On", "the day, such as 2026-11-21", width=12),
)
ANSWER_COLUMNS = (
    ID,
    Column("", "Right", "to be read only", width=12),
    Column("", "Question", "to be read only", width=40),
    *ABOUT_ANSWER,
    *ABOUT_EVIDENCE,
    *ABOUT_GRADES,
    *ABOUT_THE_REST,
)

_CONFIDENTIAL = Column("confidential", "Confidential", "true keeps words in", TRUTH, 12)
_STEPS = Column("steps", "Steps", "1, or 2 for prevents", ("1", "2"), 8)
_EFFECT = Column("effect", "Effect", "what it does to the finding", get_args(Effect), 14)

LISTS: tuple[tuple[str, str, str, tuple[Column, ...]], ...] = (
    (
        "documented-use",
        "Documented use",
        "Uses of the same capability against people.",
        (
            ID,
            Column("what", "What happened", "what, where and when", width=50),
            Column("source", "Source", "the citation", width=30),
        ),
    ),
    (
        "tests",
        "Three-part test",
        "For findings of severity 3 or 4.",
        (
            ID,
            Column("test", "Step", "the step of the test", get_args(TestName), 18),
            Column(
                "outcome",
                "Outcome",
                "on the text alone",
                get_args(Test.model_fields["outcome"].annotation),
                12,
            ),
            Column("reason", "Reason", "why", width=50),
        ),
    ),
    (
        "safeguards",
        "Safeguards",
        "Protections that stand in the text.",
        (
            Column("id", "ID", "such as S1", width=8),
            ID,
            _EFFECT,
            _STEPS,
            Column("clause", "Clause", "where it stands", width=10),
            Column("text", "Text", "what it says, in your words", width=50),
            Column("normative", "Normative", "whether the text requires it", TRUTH, 11),
            Column("verifiable", "Verifiable", "whether it can be shown to be kept", TRUTH, 11),
            Column("default", "Default", "whether it is on by default", TRUTH, 11),
            _CONFIDENTIAL,
        ),
    ),
    (
        "asks",
        "Asks",
        "Changes that you propose to the body.",
        (
            Column("id", "ID", "such as A1", width=8),
            Column("addresses", "Question IDs", "with commas between them", width=16),
            _EFFECT,
            _STEPS,
            Column(
                "action",
                "Action",
                "add, modify, suppress or no change",
                get_args(Ask.model_fields["action"].annotation),
                9,
            ),
            Column("clause", "Clause", "the clause to be changed", width=10),
            Column("text", "Text", "the words to add, or what goes", width=50),
            Column("reason", "Reason", "why", width=30),
            _CONFIDENTIAL,
        ),
    ),
    (
        "enabling",
        "Good effects",
        "What the standard makes possible; shown beside the result, never subtracted.",
        (
            Column("right", "Right", "the right that gains", width=12),
            Column("text", "Text", "what becomes possible", width=50),
            Column("source", "Source", "which text or record", width=30),
            _CONFIDENTIAL,
        ),
    ),
    (
        "escalations",
        "Escalations",
        "Why three or more high findings of a right are critical together.",
        (
            Column("right", "Right", "the right", width=12),
            Column("reason", "Reason", "why they work together", width=60),
        ),
    ),
    (
        "assessors",
        "Assessors",
        "Who answered.",
        (
            Column("id", "ID", "initials or a pseudonym", width=10),
            Column("name", "Name", "may stay empty", width=24),
            Column(
                "kind",
                "Kind",
                "person or machine",
                get_args(Assessor.model_fields["kind"].annotation),
                10,
            ),
            Column("role", "Role", "else assessor", width=16),
            Column("affiliation", "Affiliation", "for whom you work", width=24),
            Column("interests", "Interests", "what a reader should know of", width=24),
            Column("confidential", "Confidential", "true keeps names in", TRUTH, 12),
        ),
    ),
)
"""The tables beside the answers: field, name, what they are for, and columns."""

OF_ANSWERS = frozenset({"documented-use", "tests"})
"""The fields of an answer that have a table of their own."""
