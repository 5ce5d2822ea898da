"""``hria answer``: one answer for scripts; nothing is guessed."""

from pathlib import Path

import pytest

from hria.content.documents import load, open_source
from hria.model.assessment import Assessment
from tests.cli.commands import Commands

GRADES = (
    *("--scale", "4", "--scope", "3", "--irremediability", "3"),
    *("--force", "N4", "--nexus", "direct"),
)
EVIDENCE = ("--clause", "6.3", "--source", "text", "--strength", "E4")
NEW = ("--standard", "Y.2770", "-c", "privacy", "--as", "ab")


def held(path: Path) -> Assessment:
    return load(open_source(path), Assessment).document


@pytest.fixture
def file(nowhere: Path) -> Path:
    return nowhere / "mine.yaml"


def test_an_answer_begins_a_file_and_tells_what_it_comes_to(hria: Commands, file: Path) -> None:
    done = hria("answer", file, "prv-05", "yes", *GRADES, *EVIDENCE, *NEW)
    assert done.status == 0, done.err
    assert done.out == "PRV-05 yes; critical (severity 4, likelihood 4)\n"
    answer = held(file).answers["PRV-05"]
    assert (answer.by, answer.evidence[0].clause) == ("ab", "6.3")
    assert held(file).history[0].did == "answered"


def test_a_finding_that_does_not_count_is_told_as_one(hria: Commands, file: Path) -> None:
    done = hria("answer", file, "PRV-05", "yes", *GRADES, *NEW)
    assert done.out == "PRV-05 yes; critical (severity 4, likelihood 4, not counted)\n"


def test_grades_that_are_missing_are_named_with_what_is_allowed(hria: Commands, file: Path) -> None:
    done = hria("answer", file, "PRV-05", "yes", "--scale", "4", "--nexus", "direct", *NEW)
    assert done.status == 1
    assert done.err.splitlines() == [
        "--force: HRIA002 force is missing (or --likelihood) (allowed: N0, N1, N2, N3, N4)",
        "--irremediability: HRIA002 irremediability is missing (allowed: 1, 2, 3, 4)",
        "--scope: HRIA002 scope is missing (allowed: 1, 2, 3, 4)",
    ]
    assert not file.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("PRV-05", "mabye"), "ANSWER: HRIA004 answer is 'mabye' (allowed: yes,"),
        (("PRV-05", "unknown"), "ANSWER: HRIA506 PRV-05: unknown needs a reason"),
        (
            ("PRV-05", "yes", *GRADES, "--scope", "9"),
            "--scope: HRIA004 scope is '9' (allowed: 1, 2, 3, 4)",
        ),
        (
            ("PRV-05", "no", *EVIDENCE, "--quote", "word " * 31),
            "--quote: HRIA004 quote is 31 words long (allowed: 25 at most)",
        ),
        (("PRV-05", "no", "--clause", "6"), "HRIA002 answers.PRV-05.evidence[0]: source is"),
    ],
)
def test_what_is_wrong_is_told_at_its_option(
    hria: Commands, file: Path, words: tuple[str, ...], said: str
) -> None:
    done = hria("answer", file, *words, *NEW)
    assert done.status == 1
    assert said.removeprefix("HRIA002 answers.PRV-05.evidence[0]: ") in done.err
    assert not file.exists()


def test_the_same_answer_again_adds_to_what_is_there(hria: Commands, file: Path) -> None:
    hria("answer", file, "PRV-05", "yes", *GRADES, *EVIDENCE, *NEW)
    more = ("--source", "leak", "--strength", "E3", "--scope", "4", "--as", "ab")
    assert hria("answer", file, "PRV-05", "yes", *more).status == 0
    answer = held(file).answers["PRV-05"]
    assert [e.source for e in answer.evidence] == ["text", "leak"]
    assert answer.grades
    assert (answer.grades.scale, answer.grades.scope) == (4, 4)
    again = hria("answer", file, "PRV-05", "yes", *more)
    assert again.out == "PRV-05: nothing changed\n"


def test_another_answer_begins_anew(hria: Commands, file: Path) -> None:
    hria("answer", file, "PRV-05", "yes", *GRADES, *EVIDENCE, *NEW)
    assert hria("answer", file, "PRV-05", "no").out == "PRV-05 no\n"
    answer = held(file).answers["PRV-05"]
    assert (answer.grades, answer.evidence) == (None, ())


def test_an_answer_can_be_taken_back(hria: Commands, file: Path) -> None:
    hria("answer", file, "PRV-05", "no", "--confidential", *NEW)
    assert hria("answer", file, "PRV-05", "--clear").out == "PRV-05 open\n"
    after = held(file)
    assert "PRV-05" not in after.answers
    entry = after.history[-1]
    assert (entry.did, entry.answer, entry.by) == ("withdrawn", None, "ab")
    assert entry.confidential
    assert hria("answer", file, "PRV-05", "--clear").out == "PRV-05: nothing changed\n"


def test_a_note_needs_no_answer(hria: Commands, file: Path) -> None:
    assert hria("answer", file, "PRV-05", "--note", "ask", *NEW).out == "PRV-05: noted\n"
    assert held(file).notes == {"PRV-05": "ask"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("PRV-77", "no", *NEW), "no question called 'PRV-77'"),
        (("PRV-05", *NEW), "which answer?"),
        (("PRV-05", "no"), "there is no such file (--standard begins a new one)"),
        (("PRV-05", "yes", *GRADES, *NEW[:4], "--machine"), "--machine: which one?"),
        (("PRV-05", "no", *NEW, "--rationale", "\udcff"), "what was given is no text"),
        (("PRV-05", "--clear", "--as", "zz", *NEW[:4]), "PRV-05: nothing changed"),
    ],
)
def test_what_cannot_be_carried_out_is_said(
    hria: Commands, file: Path, words: tuple[str, ...], said: str
) -> None:
    done = hria("answer", file, *words)
    assert said in done.err + done.out


def test_somebody_new_is_told_and_a_machine_is_recorded_as_one(hria: Commands, file: Path) -> None:
    done = hria("answer", file, "PRV-05", "no", *NEW)
    assert done.err == "hria: ab is new here, and recorded as a person\n"
    done = hria("answer", file, "PRV-06", "no", "--as", "bot", "--machine")
    assert done.err == "hria: bot is new here, and recorded as a machine\n"
    assert [(a.id, a.kind) for a in held(file).assessors] == [("ab", "person"), ("bot", "machine")]
    # Once that is known, it need not be said again, and cannot be changed by saying so.
    done = hria("answer", file, "PRV-07", "no", "--as", "bot")
    assert (done.status, done.err) == (0, "")
    done = hria("answer", file, "PRV-05", "no", "--as", "ab", "--machine")
    assert (done.status, done.err) == (2, "hria: --machine: ab is a person, and stays one\n")


def test_an_answer_that_does_not_count_is_told_as_one(hria: Commands, file: Path) -> None:
    done = hria("answer", file, "PRV-11", "no", *NEW)
    assert done.out == "PRV-11 no\n"
    assert "kept, but not counted, as the question does not apply: PRV-11" in done.err
