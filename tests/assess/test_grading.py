import pytest

from hria.assess.grading import (
    Basis,
    Graded,
    derived_likelihood,
    graded,
    level,
    likelihood,
    severity,
)
from hria.model.assessment import Ask, Safeguard
from hria.model.grades import Effect, Force, Grades, Level
from tests.support.builders import a_safeguard, an_answer, an_ask, grades

LEVELS = {level.word: level for level in Level}

USE = ({"what": "Used against journalists in 2011.", "source": "a report"},)


WORST = grades()


def graded_with(
    *changes: Safeguard | Ask, given: Grades = WORST, chance: int = 4, cap: int = 4
) -> Graded:
    return graded(Basis(given, chance, cap), changes)


def a_change(effect: Effect, **fields: object) -> Safeguard:
    return a_safeguard(effect=effect, **fields)


# Likelihood


@pytest.mark.parametrize(
    ("force", "start", "documented"),
    [
        # METHOD 2: "Start value from force: N0 1, N1 2, N2 2, N3 3, N4 4. Documented use of
        # the same capability against people (with its citation) adds one, at most 4."
        ("N0", 1, 2),
        ("N1", 2, 3),
        ("N2", 2, 3),
        ("N3", 3, 4),
        ("N4", 4, 4),
    ],
)
def test_likelihood_starts_from_force_and_documented_use_adds_one(
    force: Force, start: int, documented: int
) -> None:
    assert derived_likelihood(force, documented=False) == start
    assert derived_likelihood(force, documented=True) == documented
    given = grades(force=force)
    assert likelihood(an_answer(grades=given), given) == start
    assert likelihood(an_answer(grades=given, documented_use=USE), given) == documented


def test_without_force_no_likelihood_follows() -> None:
    assert derived_likelihood(None, documented=False) is None
    assert derived_likelihood(None, documented=True) is None


# METHOD 2: "Documented use of the same capability against people (with its citation) adds
# one"
def test_documented_use_adds_one_however_often_it_is_documented() -> None:
    given = grades(force="N1")
    assert likelihood(an_answer(grades=given, documented_use=USE * 3), given) == 3


@pytest.mark.parametrize("value", [1, 2, 3, 4])
@pytest.mark.parametrize("force", ["N0", "N1", "N2", "N3", "N4", None])
@pytest.mark.parametrize("use", [(), USE])
def test_the_likelihood_an_assessor_sets_is_taken(
    value: int, force: Force | None, use: tuple[object, ...]
) -> None:
    # METHOD 2: "An assessor may set another value only with a likelihood-reason."
    given = grades(force=force, likelihood=value)
    answer = an_answer(grades=given, documented_use=use, likelihood_reason="Seen in the field.")
    assert likelihood(answer, given) == value


# METHOD 2: "Where force is not given, likelihood must be."
def test_a_finding_without_force_and_likelihood_cannot_be_graded() -> None:
    given = grades(force=None)
    with pytest.raises(ValueError, match="neither force nor likelihood"):
        likelihood(an_answer(grades=given), given)


# Severity


SEVERITY = {
    # METHOD 3:
    #   scale 0                                        -> severity 0
    #   scope 4 or irremediability 4                   -> scale + 1, at most 4
    #   else scope 1 and irremediability 1 or 2        -> scale - 1, at least 1
    #   else                                           -> scale
    # Scopes 1 to 4 down, irremediability 1 to 4 across.
    0: ((0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0)),
    1: ((1, 1, 1, 2), (1, 1, 1, 2), (1, 1, 1, 2), (2, 2, 2, 2)),
    2: ((1, 1, 2, 3), (2, 2, 2, 3), (2, 2, 2, 3), (3, 3, 3, 3)),
    3: ((2, 2, 3, 4), (3, 3, 3, 4), (3, 3, 3, 4), (4, 4, 4, 4)),
    4: ((3, 3, 4, 4), (4, 4, 4, 4), (4, 4, 4, 4), (4, 4, 4, 4)),
}


@pytest.mark.parametrize("scale", SEVERITY)
@pytest.mark.parametrize("scope", [1, 2, 3, 4])
@pytest.mark.parametrize("irremediability", [1, 2, 3, 4])
def test_severity_follows_its_table_and_the_cap_of_the_question(
    scale: int, scope: int, irremediability: int
) -> None:
    # METHOD 3: "then at most the question's max-severity."
    expected = SEVERITY[scale][scope - 1][irremediability - 1]
    for cap in (1, 2, 3, 4):
        assert severity(scale, scope, irremediability, cap) == min(expected, cap)


# Level


TABLE = """
| 0 | none | none | none | none |
| 1 | low | low | low | moderate |
| 2 | low | moderate | moderate | moderate |
| 3 | moderate | moderate | high | high |
| 4 | high | high | critical | critical |
"""
CELLS = [
    (int(cells[0]), chance, LEVELS[cells[chance]])
    for row in TABLE.strip().splitlines()
    for cells in [row.replace("|", " ").split()]
    for chance in (1, 2, 3, 4)
]


def test_every_severity_and_every_likelihood_has_its_cell() -> None:
    assert len(CELLS) == 20


@pytest.mark.parametrize(("value", "chance", "expected"), CELLS)
def test_a_level_stands_in_the_table_of_section_4(value: int, chance: int, expected: Level) -> None:
    assert level(value, chance, "direct") is expected


# METHOD 4: "A finding counts when its nexus is direct or contributory"; a linked one is shown,
# so its level is told as for any other.
@pytest.mark.parametrize(("value", "chance", "expected"), CELLS)
def test_a_linked_finding_has_the_level_of_the_table(
    value: int, chance: int, expected: Level
) -> None:
    assert level(value, chance, "linked") is expected


# METHOD 4: "A contributory finding is at most high."
@pytest.mark.parametrize(("value", "chance", "expected"), CELLS)
def test_a_contributory_finding_is_at_most_high(value: int, chance: int, expected: Level) -> None:
    assert level(value, chance, "contributory") is min(expected, Level.HIGH)


# Effects of safeguards and asks


# METHOD 5: "removes: level becomes none"
def test_removes_makes_the_level_none() -> None:
    assert graded_with(a_change("removes")).level is Level.NONE
    assert graded_with(a_change("removes"), given=grades(nexus="contributory")).level is Level.NONE


@pytest.mark.parametrize(
    ("effect", "steps", "severities"),
    [
        # METHOD 5: "prevents: severity - 1, or - 2 where steps: 2"; "limits: severity - 1"
        # "None of these lowers a severity, a likelihood or an irremediability below 1."
        ("prevents", 1, (0, 1, 1, 2, 3)),
        ("prevents", 2, (0, 1, 1, 1, 2)),
        ("limits", 1, (0, 1, 1, 2, 3)),
        # Only prevents has steps.
        ("limits", 2, (0, 1, 1, 2, 3)),
    ],
)
@pytest.mark.parametrize("scale", [0, 1, 2, 3, 4])
def test_a_severity_step_lowers_severity_to_no_less_than_one(
    effect: Effect, steps: int, severities: tuple[int, ...], scale: int
) -> None:
    changed = graded_with(a_change(effect, steps=steps), given=grades(scale=scale))
    assert changed.severity == severities[scale]
    assert changed.likelihood == 4
    assert changed.level is level(severities[scale], 4, "direct")


@pytest.mark.parametrize(("chance", "lowered"), [(1, 1), (2, 1), (3, 2), (4, 3)])
def test_consent_lowers_likelihood_to_no_less_than_one(chance: int, lowered: int) -> None:
    # METHOD 5: "consent: likelihood - 1"
    # "None of these lowers a severity, a likelihood or an irremediability below 1."
    changed = graded_with(a_change("consent"), chance=chance)
    assert changed == Graded(4, lowered, level(4, lowered, "direct"))


@pytest.mark.parametrize("scale", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("scope", [1, 2, 3, 4])
@pytest.mark.parametrize(
    ("irremediability", "lowered"),
    # METHOD 5: "None of these lowers a severity, a likelihood or an irremediability below 1."
    [(1, 1), (2, 1), (3, 2), (4, 3)],
)
def test_accountability_works_the_severity_out_again(
    scale: int, scope: int, irremediability: int, lowered: int
) -> None:
    # METHOD 5: "accountability: irremediability - 1, severity worked out again"
    given = grades(scale=scale, scope=scope, irremediability=irremediability)
    for cap in (1, 2, 3, 4):
        changed = graded_with(a_change("accountability"), cap=cap, given=given)
        assert changed.severity == min(SEVERITY[scale][scope - 1][lowered - 1], cap)
        assert changed.likelihood == 4


# METHOD 5: "advice: nothing"
def test_advice_does_nothing() -> None:
    assert graded_with(a_change("advice", steps=2)) == graded_with()


@pytest.mark.parametrize(
    "effect", ["removes", "prevents", "limits", "consent", "accountability", "advice"]
)
def test_an_effect_works_once_however_often_it_is_named(effect: Effect) -> None:
    # METHOD 5: "An effect works once per finding, however often it is named"
    given = grades(scope=1, irremediability=4)
    once = graded_with(a_change(effect), given=given)
    again = [a_change(effect, id=f"S{number}") for number in range(4)]
    by_an_ask = an_ask(effect=effect)
    assert graded_with(*again, by_an_ask, given=given) == once


@pytest.mark.parametrize("steps", [(1, 2), (2, 1), (2, 2)])
def test_prevents_works_with_its_larger_step(steps: tuple[int, int]) -> None:
    # METHOD 5: "An effect works once per finding ... (prevents with the larger step)"
    first, second = steps
    changed = graded_with(
        a_change("prevents", steps=first), an_ask(effect="prevents", steps=second)
    )
    assert changed.severity == 2


# The steps of another effect are not those of prevents.
def test_steps_of_another_effect_do_not_make_prevents_larger() -> None:
    assert graded_with(a_change("limits", steps=2), a_change("prevents")).severity == 2


# METHOD 5: "prevents: severity - 1, or - 2 where steps: 2"; "limits: severity - 1"
def test_prevents_and_limits_both_work() -> None:
    assert graded_with(a_change("limits"), a_change("prevents")).severity == 2
    assert graded_with(a_change("limits"), a_change("prevents", steps=2)).severity == 1


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # METHOD 5: "Order: accountability, then the severity steps, then consent."
        # With the steps first, scale 4 would go to 3 and to 4 again for irremediability 4.
        (grades(scale=4, scope=2, irremediability=4), 3),
        # Worked out again: 2 instead of 3 (scope 1, irremediability 2), then one step: 1.
        (grades(scale=3, scope=1, irremediability=3), 1),
        # Worked out again: 3 instead of 4 (irremediability 3), then one step: 2.
        (grades(scale=3, scope=2, irremediability=4), 2),
        # Scope 4 keeps it at 4 all the same, then one step: 3.
        (grades(scale=3, scope=4, irremediability=4), 3),
    ],
)
def test_accountability_comes_before_the_severity_steps(given: Grades, expected: int) -> None:
    one_way = [a_change("accountability"), a_change("limits"), a_change("consent")]
    for changes in (one_way, one_way[::-1]):
        changed = graded_with(*changes, given=given)
        assert (changed.severity, changed.likelihood) == (expected, 3)


# METHOD 3: "then at most the question's max-severity."; METHOD 5 takes its steps from there.
def test_the_severity_steps_are_taken_below_the_cap() -> None:
    assert graded_with(a_change("limits"), cap=2).severity == 1
    assert graded_with(a_change("accountability"), a_change("limits"), cap=3).severity == 2


# METHOD 4: "A contributory finding is at most high."
def test_a_contributory_finding_is_at_most_high_after_effects_too() -> None:
    critical = graded_with(a_change("consent"), given=grades(nexus="contributory"))
    assert critical == Graded(4, 3, Level.HIGH)


# METHOD 5: "None of these lowers a severity ... below 1"; nor is a severity of 0 raised to 1.
def test_no_effect_raises_a_severity_of_zero() -> None:
    everything = [
        a_change(effect, steps=2) for effect in ("prevents", "limits", "consent", "accountability")
    ]
    assert graded_with(*everything, given=grades(scale=0)) == Graded(0, 3, Level.NONE)


def test_the_steps_told_are_those_that_were_taken() -> None:
    notes: list[tuple[str, str]] = []
    basis = Basis(grades(irremediability=4, nexus="contributory"), 4, 3)
    changes = [
        a_change(effect)
        for effect in ("accountability", "prevents", "limits", "consent", "removes")
    ]
    graded(basis, changes, lambda section, words: notes.append((section, words)))
    assert notes == [
        ("5", "accountability lowers the irremediability to 3"),
        ("3", "scale 4 gives severity 4"),
        ("3", "the question's max-severity holds it at 3"),
        ("5", "prevents lowers the severity to 2"),
        ("5", "limits lowers the severity to 1"),
        ("5", "consent lowers the likelihood to 3"),
        ("5", "removes makes the level none"),
    ]


def noted(given: Grades, *changes: Safeguard, cap: int = 4) -> list[str]:
    notes: list[str] = []
    graded(Basis(given, 4, cap), changes, lambda _, words: notes.append(words))
    return notes


def test_no_step_is_told_that_was_not_taken() -> None:
    # METHOD 3: "scale + 1, at most 4"; METHOD 5: "None of these lowers ... below 1."
    assert noted(grades(scope=4)) == [
        "scale 4, with scope or irremediability 4, gives severity 4",
        "severity 4 and likelihood 4 give critical",
    ]
    assert noted(grades(irremediability=1), a_change("accountability"))[0].endswith("to 1")
    assert noted(grades(scale=3, nexus="contributory"), cap=3) == [
        "scale 3 gives severity 3",
        "severity 3 and likelihood 4 give high",
    ]
