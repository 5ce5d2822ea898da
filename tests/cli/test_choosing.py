import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hria.cli.choosing import Choice, begun, choose, pick_standard
from hria.cli.console import Read, Say
from hria.content.library import Library
from hria.model.refs import StandardRef
from tests.cli.commands import Commands


@dataclass
class Person:
    """Types the lines it was given, one for each prompt, and then ends the input."""

    root: Path
    prompts: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def library(self) -> Library:
        return Library([self.root], self.root)

    def reading(self, *lines: str) -> Read:
        left = list(lines)

        def read(prompt: str) -> str:
            self.prompts.append(prompt)
            if not left:
                raise EOFError
            return left.pop(0)

        return read

    def chooses(self, *lines: str) -> Choice | None:
        return choose(self.library, self.root, self.reading(*lines), self.said.append)

    @property
    def all_said(self) -> str:
        return "\n".join(self.said)


@pytest.fixture
def person(workspace: Path) -> Person:
    """Return somebody in a workspace in which nothing was begun."""
    shutil.rmtree(workspace / "reports")
    return Person(workspace)


@pytest.fixture
def beginner(workspace: Path, hria: Commands) -> Person:
    """Return somebody who began an assessment, beside one that cannot be read."""
    shutil.rmtree(workspace / "reports")
    hria("assess", "T.1", "-c", "speech", stdin="ab\n\n\n\n\n:stop\n")
    broken = workspace / "reports" / "acme" / "t.1" / "broken" / "assessment.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text("standard: acme/t.1\n")
    return Person(workspace)


def test_what_was_begun_is_listed_and_chosen_by_its_number(beginner: Person) -> None:
    path = Path("reports/acme/t.1/own/assessment.yaml")
    assert beginner.chooses("1") == Choice("acme/t.1", ["speech@1.0.0"], path)
    assert "  1  reports/acme/t.1/own: speech@1.0.0; 2 questions open" in beginner.said


def test_a_file_that_cannot_be_read_is_listed_with_the_reason(beginner: Person) -> None:
    beginner.chooses("1")
    told = next(line for line in beginner.said if "broken" in line)
    assert told.startswith("  -  reports/acme/t.1/broken: cannot be read: ")
    assert "HRIA002" in told


def test_what_is_finished_is_not_listed(beginner: Person) -> None:
    path = beginner.root / "reports" / "acme" / "t.1" / "own" / "assessment.yaml"
    answer = "answer: unknown\n    reason: text-not-read\n    by: ab\n"
    text = path.read_text()
    assert "answers" not in text
    path.write_text(f"{text}answers:\n  SPK-01:\n    {answer}  SPK-02:\n    {answer}")
    assert [each.choice for each in begun(beginner.root, beginner.library)] == [None]


def test_words_look_for_another_standard(beginner: Person) -> None:
    assert beginner.chooses("doors", "1", "2") == Choice("acme/t.1", ["speech"], None)


@pytest.mark.parametrize("words", ["doors", "T.1", "windws walls", "acme", "t1", ""])
def test_a_standard_is_found_by_words_of_its_id_number_or_title(person: Person, words: str) -> None:
    assert person.chooses(words, "1", "") == Choice("acme/t.1", ["home", "speech"], None)
    assert "  1  acme/t.1  ACME T.1: Doors, windows & walls <part 1>" in person.said


def test_words_that_find_nothing_are_asked_again(person: Person) -> None:
    chosen = person.chooses("doors marmalade", "8484", "doors", "1", "")
    assert chosen is not None
    assert "Nothing is found for 'doors marmalade'." in person.said
    assert "Nothing is found for '8484'." in person.said


def test_a_descriptor_with_problems_is_listed_and_hides_no_other(person: Person) -> None:
    (person.root / "standards" / "acme" / "t.0.yaml").write_text("title: x\n")
    assert person.chooses("", "2", "") is not None
    assert "  1  acme/t.0  (its descriptor has problems: hria check)" in person.said


@pytest.mark.parametrize(
    ("typed", "rights"),
    [
        ("", ["home", "speech"]),
        ("2", ["speech"]),
        ("2,1", ["speech", "home"]),
        ("1 2, 1", ["home", "speech"]),
        ("speech", ["speech"]),
    ],
)
def test_checklists_are_chosen_by_numbers_and_enter_takes_all(
    person: Person, typed: str, rights: list[str]
) -> None:
    assert person.chooses("", "1", typed) == Choice("acme/t.1", rights, None)
    assert "  2  speech@1.0.0  Speech: 2 of 2 questions apply" in person.said


@pytest.mark.parametrize("wrong", ["3", "0", "x", "1 x", "-1"])
def test_what_is_no_checklist_is_asked_again(person: Person, wrong: str) -> None:
    assert person.chooses("", "1", wrong, "1") == Choice("acme/t.1", ["home"], None)
    assert "(allowed: numbers from 1 to 2, or names of checklists)" in person.all_said


@pytest.mark.parametrize(
    "lines", [("q",), (":quit",), ("doors", "Q"), ("doors", "1", "q"), (), ("doors",)]
)
def test_q_and_the_end_of_the_input_leave(person: Person, lines: tuple[str, ...]) -> None:
    assert person.chooses(*lines) is None


def describing(path: Path | None, asked: list[str]) -> Callable[[str, Read, Say], Path | None]:
    def describe(words: str, _read: Read, _say: Say) -> Path | None:
        asked.append(words)
        return path

    return describe


def test_what_is_not_found_can_be_described_at_once(person: Person) -> None:
    asked: list[str] = []
    made = describing(person.root / "standards" / "acme" / "t.9.yaml", asked)
    read = person.reading("T.9", "d")
    chosen = pick_standard(person.library, read, person.said.append, describe_it=made)
    assert (chosen, asked) == (StandardRef("acme", "t.9"), ["T.9"])


def test_whoever_does_not_finish_describing_is_asked_again(person: Person) -> None:
    read = person.reading("T.9", "d", "doors", "1")
    left = describing(None, [])
    chosen = pick_standard(person.library, read, person.said.append, describe_it=left)
    assert chosen == StandardRef("acme", "t.1")


def test_a_standard_that_was_just_described_is_chosen_with_its_checklists(person: Person) -> None:
    page = ["acme", "", "", "From memory", "none", "", "", "r", "Locks", "", "", "", "", "2", ""]
    assert person.chooses("T.9", "d", *page, "") == Choice("acme/t.9", ["home", "speech"], None)
