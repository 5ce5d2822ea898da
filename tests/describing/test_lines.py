from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from hria.describing.lines import LeftError, Lines, UnfitError, numbers


@dataclass
class Typist:
    """Types the lines it was given, one for each prompt, and then ends the input."""

    lines: list[str]
    prompts: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    kept: list[list[str]] = field(default_factory=list)

    def read(self, prompt: str) -> str:
        self.prompts.append(prompt)
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)

    def keep(self, lines: Sequence[str]) -> None:
        self.kept.append(list(lines))

    @property
    def desk(self) -> Lines:
        return Lines(self.read, self.said.append, self.keep)


def small(line: str) -> str:
    if not line.islower():
        raise UnfitError("allowed: small letters")
    return line


def three(lines: Lines) -> Callable[[], list[str]]:
    def talk() -> list[str]:
        given = []
        for name in ("one", "two", "three"):
            lines.say(f"now {name}")
            given.append(lines.ask(f"{name}: ", small, f"about {name}"))
        return given

    return talk


def held(*typed: str) -> tuple[list[str], Typist]:
    typist = Typist(list(typed))
    lines = typist.desk
    return lines.hold(three(lines)), typist


def test_each_line_is_kept_before_the_next_is_asked_for() -> None:
    given, typist = held("a", "b", "c")
    assert given == ["a", "b", "c"]
    assert typist.kept == [["a"], ["a", "b"], ["a", "b", "c"]]


def test_what_does_not_fit_is_asked_again_and_not_kept() -> None:
    given, typist = held("A", "a", "b", "c")
    assert given == ["a", "b", "c"]
    assert "  allowed: small letters" in typist.said
    assert typist.kept[0] == ["a"]


def test_back_takes_one_line_back_and_shows_only_that_prompt_again() -> None:
    given, typist = held("a", "b", ":back", "x", "c")
    assert given == ["a", "x", "c"]
    assert typist.said == ["now one", "now two", "now three", "now two", "now three"]
    assert typist.prompts == ["one: ", "two: ", "three: ", "two: ", "three: "]


def test_back_twice_goes_two_prompts_back_and_not_beyond_the_first() -> None:
    given, typist = held("a", "b", ":back", ":back", ":back", "x", "y", "z")
    assert given == ["x", "y", "z"]
    assert "  this is the first prompt" in typist.said


def test_again_begins_with_nothing_filled_in() -> None:
    given, typist = held("a", "b", ":again", "x", "y", "z")
    assert given == ["x", "y", "z"]
    assert [] in typist.kept


@pytest.mark.parametrize("last", [":quit", ":q", None])
def test_quit_and_the_end_of_the_input_leave(last: str | None) -> None:
    typist = Typist(["a", last] if last else ["a"])
    lines = typist.desk
    with pytest.raises(LeftError):
        lines.hold(three(lines))
    assert typist.kept[-1] == ["a"]


def test_help_says_what_a_prompt_is_about() -> None:
    _, typist = held("?", "a", "b", "c")
    assert "  about one" in typist.said
    assert any(":quit" in said for said in typist.said)


def test_an_unknown_command_is_no_line() -> None:
    given, typist = held(":beck", "a", "b", "c")
    assert given == ["a", "b", "c"]
    assert any("no command ':beck'" in said for said in typist.said)


def test_a_control_character_is_refused() -> None:
    given, typist = held("a\x1b[A", "a", "b", "c")
    assert given == ["a", "b", "c"]
    assert any("control character" in said for said in typist.said)


def test_lines_of_an_earlier_sitting_are_typed_again_and_shown() -> None:
    typist = Typist(["c"])
    lines = typist.desk
    lines.fill_in(["a", "b"])
    assert lines.hold(three(lines)) == ["a", "b", "c"]
    assert typist.said == ["one: a", "two: b", "now three"]


def test_where_an_earlier_line_does_not_fit_any_more_the_rest_is_asked_anew() -> None:
    typist = Typist(["b", "c"])
    lines = typist.desk
    lines.fill_in(["a", "B", "c"])
    assert lines.hold(three(lines)) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("line", "given"), [("", []), ("2", [2]), ("1, 3", [1, 3]), ("3 1,3", [3, 1])]
)
def test_numbers_are_separated_by_blanks_or_commas(line: str, given: list[int]) -> None:
    assert numbers(line, 3) == given


@pytest.mark.parametrize("line", ["0", "4", "x", "-1", "1.5", "²"])
def test_what_is_no_number_of_the_list_is_refused(line: str) -> None:
    with pytest.raises(UnfitError, match="numbers from 1 to 3"):
        numbers(line, 3)
