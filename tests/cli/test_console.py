"""Whether lines fit the window, in any script, and nothing that is shown moves the cursor."""

import re
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from wcwidth import wcswidth

from hria.cli.console import Console
from hria.errors import FileError
from hria.model.assessment import Entry

Out = pytest.CaptureFixture[str]

LONG = "  Why: " + "letters that nobody else may read " * 6
WIDE = "  Why: " + "私信は誰にも読まれない" * 12
LEFTWARDS = "  Why: " + "لا تُفتح الرسائل ولا تُقرأ " * 8


@pytest.fixture(params=[30, 80, 200])
def columns(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many columns the window has."""
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


@pytest.mark.parametrize("words", [LONG, WIDE, LEFTWARDS])
def test_lines_fit_the_window_by_the_width_of_their_letters(
    columns: int, capsys: Out, words: str
) -> None:
    Console().say(words)
    lines = capsys.readouterr().out.splitlines()
    assert max(wcswidth(line) for line in lines) <= min(columns - 1, 96)
    assert "".join("".join(lines).split()) == "".join(words.split())


def test_further_lines_hang_under_the_first(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    for words in (LONG, WIDE):
        Console().say(words)
        first, *further = capsys.readouterr().out.splitlines()
        assert re.match(r"  \S", first)
        assert further
        assert all(re.match(r" {5}\S", line) for line in further)


def test_a_window_of_a_few_columns_still_shows_words(
    capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "3")
    Console().say("letters that nobody may read")
    assert capsys.readouterr().out == "letters that nobody\nmay read\n"


def test_each_line_of_several_is_a_line_and_an_empty_one_stays(capsys: Out) -> None:
    Console().say("One.\n\nTwo.")
    Console().say("")
    assert capsys.readouterr().out == "One.\n\nTwo.\n\n"


def test_plain_lines_are_whole_and_begin_at_the_margin(
    capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    Console(plain=True).say(LONG)
    assert capsys.readouterr().out == f"{LONG.strip()}\n"


def test_what_would_move_the_cursor_is_shown_and_not_done(capsys: Out) -> None:
    Console().say("a\x1b[2Jb\x07c\rd\x9be\u202ef")
    assert capsys.readouterr().out == "a\\x1b[2Jb\\x07c\\x0dd\\u009be\\u202ef\n"


def test_nothing_is_bold_where_the_output_is_no_terminal(capsys: Out) -> None:
    Console().head("[1 of 2] Privacy")
    assert capsys.readouterr().out == "[1 of 2] Privacy\n"


# A pipe


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> Console:
    """Return a console that reads *data*."""
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data), encoding="utf-8"))
    return Console()


def test_a_prompt_on_a_pipe_ends_its_line(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    console = piped(monkeypatch, b"no\n")
    before = console.asked
    assert console.read("Answer: ") == "no"
    assert (before, console.asked) == (False, True)
    assert capsys.readouterr().out == "Answer: \n"
    with pytest.raises(EOFError):
        console.read("Answer: ")


def test_letters_that_are_no_text_are_an_error_that_names_what_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(FileError, match="allowed: UTF-8"):
        piped(monkeypatch, b"\xff\xfe\n").read("Answer: ")
    monkeypatch.setattr(sys, "stdin", StringIO("\udcff\n"))
    with pytest.raises(FileError, match="allowed: UTF-8"):
        Console().read("Answer: ")


# The editor


def editing(monkeypatch: pytest.MonkeyPatch, editor: str, visual: str = "") -> Console:
    """Return a console of somebody at a terminal with these editors."""
    monkeypatch.setenv("EDITOR", editor)
    monkeypatch.setenv("VISUAL", visual)
    console = Console()
    console.is_terminal = True
    return console


def adding(folder: Path, words: str) -> str:
    """Return an editor that adds *words*."""
    script = folder / f"{words} editor.py"
    script.write_text(f"import sys; open(sys.argv[1], 'a', encoding='utf-8').write('{words}')")
    return f"'{sys.executable}' '{script}'"


def test_the_editor_begins_with_the_text_and_what_it_leaves_is_returned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = adding(tmp_path, "ä"), adding(tmp_path, "b")
    assert editing(monkeypatch, first).edit("words ") == "words ä"
    assert editing(monkeypatch, first, second).edit("words ") == "words b"


def test_without_an_editor_or_a_terminal_there_is_nothing_to_edit_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert editing(monkeypatch, "").edit("words") is None
    console = editing(monkeypatch, adding(tmp_path, "b"))
    console.is_terminal = False
    assert console.edit("words") is None


@pytest.mark.parametrize("editor", ["no-such-editor", "'unclosed", f"{sys.executable} -c 1/0"])
def test_an_editor_that_does_not_work_is_named(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, editor: str
) -> None:
    assert editing(monkeypatch, editor).edit("words") is None
    said = " ".join(capfd.readouterr().out.split())
    assert said.startswith("the editor ")
    assert " did not work: " in said


# What a terminal offers besides


def test_words_that_are_offered_are_completed_whatever_their_case() -> None:
    console = Console()
    console.offer(["yes", "partly", "n", "no", "not-applicable"])
    found = [console._completion("NO", state) for state in range(3)]
    assert found == ["no", "not-applicable", None]


def test_the_moment_is_one_that_a_journal_takes() -> None:
    console = Console()
    entry = {"question": "PRV-01", "did": "answered", "at": console.now()}
    assert Entry.model_validate(entry).at == console.now()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", console.today())
    assert console.clock() <= console.clock()
