"""Whole sessions: through a pseudo-terminal where somebody sits at it, else through a pipe."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pexpect
import pytest
from wcwidth import wcswidth

from hria.assess.plan import Part, concerned
from hria.content.documents import load, open_source
from hria.content.library import Library
from hria.content.roots import shipped
from hria.model.assessment import Assessment
from hria.model.checklist import Question
from hria.model.refs import ChecklistRef, StandardRef
from hria.prompt.keys import KEYS
from tests.cli.commands import Commands, Done, in_a_process
from tests.support.builders import an_assessment

# Python 3.12 warns of forks beside threads; pexpect starts the new program at once.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")

PATIENCE = 60

NOTHING: Mapping[str, str] = MappingProxyType({})

WHO = ["ab", "A. Berg", "Tenants' union", "", "n"]
"""What somebody new types before the first question."""


def answers_in(path: Path) -> Assessment:
    return load(open_source(path), Assessment).document


class Sitting:
    """Somebody at a terminal."""

    def __init__(
        self,
        folder: Path,
        *words: str,
        size: tuple[int, int] = (40, 100),
        before: Callable[[], None] | None = None,
        env: Mapping[str, str] = NOTHING,
    ) -> None:
        whole = {**os.environ, "TERM": "dumb", "PYTHONIOENCODING": "utf-8", **env}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "hria", "assess", *words],
            cwd=str(folder),
            dimensions=size,
            echo=False,
            encoding="utf-8",
            env={n: value for n, value in whole.items() if n not in {"COLUMNS", "LINES"}},
            timeout=PATIENCE,
            preexec_fn=before,
        )
        # What is typed follows a prompt that was seen; nothing has to be waited for.
        self.child.delaybeforesend = 0.005
        self.child.delayafterclose = self.child.delayafterterminate = 0.02
        self.screen = ""

    def sees(self, words: str) -> None:
        """Wait until *words* stand on the screen."""
        self.child.expect_exact(words)
        self.screen += f"{self.child.before}{self.child.after}"

    def types(self, prompt: str, line: str) -> None:
        """Wait for *prompt*, and type *line* and Enter."""
        self.sees(prompt)
        self.child.sendline(line)

    def introduces_herself(self) -> None:
        """Type what somebody new is asked first."""
        for prompt, line in zip(
            ("Your initials", "Name (", "Affiliation (", "Interests ", "Keep name "),
            WHO,
            strict=True,
        ):
            self.types(prompt, line)

    def presses_ctrl_c(self) -> tuple[int | None, str]:
        """Press Ctrl-C until it is noticed; return what leaves() returns.

        Python forgets a Ctrl-C that comes after the prompt and before it waits for input.
        """
        for _ in range(10):
            self.child.sendintr()
            if self.child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=5) == 0:
                break
        return self.leaves()

    def leaves(self) -> tuple[int | None, str]:
        """Wait for the end; return the exit status and what was last on the screen."""
        if not self.child.flag_eof:
            self.child.expect(pexpect.EOF)
        screen = str(self.child.before)
        self.screen += screen
        self.child.close()
        return self.child.exitstatus, screen


@pytest.fixture
def file(workspace: Path) -> Path:
    """Return where the sessions of these tests are saved: outside of any folder of reports."""
    return workspace / "mine.yaml"


def sit(
    file: Path,
    *words: str,
    size: tuple[int, int] = (40, 100),
    before: Callable[[], None] | None = None,
    env: Mapping[str, str] = NOTHING,
) -> Sitting:
    """Sit down to the two questions of the checklist on speech."""
    command = ["T.1", "-c", "speech", "-o", file.name, *words]
    return Sitting(file.parent, *command, size=size, before=before, env=env)


@dataclass(frozen=True)
class Pipe:
    """Sends lines to the same two questions, without a terminal."""

    hria: Commands
    file: Path

    def __call__(self, lines: list[str], *words: str) -> Done:
        """Send *lines*; return what the session left."""
        stdin = "".join(f"{line}\n" for line in lines)
        return self.hria("assess", "T.1", "-c", "speech", "-o", self.file.name, *words, stdin=stdin)


@pytest.fixture
def piped(hria: Commands, file: Path) -> Pipe:
    """Return a way to answer the two questions through a pipe."""
    return Pipe(hria, file)


# At a terminal


WHY = "Why, in plain words (Enter: none): "
CLAUSE = "Clause (-: none; Enter: no evidence): "
MORE = "Another clause (-: none; Enter: no more): "
QUOTE = "Quote, at most 25 words (Enter: none): "
GAIN = "What does the text make possible for this right (Enter: nothing): "
END = "Enter ends here"


def test_a_whole_session_at_a_terminal(file: Path) -> None:
    sitting = sit(file)
    sitting.sees("ACME T.1: Doors, windows & walls <part 1>")
    sitting.sees("Answers are saved in mine.yaml after every line.")
    sitting.introduces_herself()
    sitting.sees("[1 of 2] Speech: SPK-01 Words stopped, key question")
    sitting.sees("answered 0, open 2")
    sitting.sees("Why: Words that are stopped are not heard.")
    sitting.types("Answer: ", "?")
    sitting.sees("Law: ICCPR art. 19(3)")
    sitting.types("Answer: ", "n")
    sitting.types(WHY, "Clause 6 forbids it “für alle”.")
    sitting.types(CLAUSE, "6.4")
    sitting.types(QUOTE, "Nothing shall be stopped.")
    sitting.types("Source (a key, or words): ", "text")
    sitting.types("Strength [E1]: ", "E4")
    sitting.types(MORE, "")
    sitting.sees("[2 of 2] Speech: SPK-02 Fear of speaking")
    sitting.types("Answer: ", "u")
    sitting.types("Why unknown: ", "5")
    sitting.types(WHY, "")
    sitting.types(GAIN, "")
    sitting.sees("What it comes to")
    sitting.types(END, "")
    status, screen = sitting.leaves()
    assert status == 0
    assert "Every question that applies has an answer." in screen
    assert "Next: hria score mine.yaml" in screen
    given = answers_in(file)
    assert given.answers["SPK-01"].rationale == "Clause 6 forbids it “für alle”."
    assert given.answers["SPK-01"].evidence[0].model_dump(exclude_unset=True) == {
        "source": "text",
        "clause": "6.4",
        "quote": "Nothing shall be stopped.",
        "strength": "E4",
    }
    assert given.answers["SPK-02"].reason == "depends-on-deployment"
    assert {answer.by for answer in given.answers.values()} == {"ab"}
    assert given.assessors[0].name == "A. Berg"
    assert sorted(path.name for path in file.parent.glob("*mine*")) == ["mine.yaml"]
    # The rule: "A journal of who answered what when is kept."
    assert [(e.question, e.did, e.by) for e in given.history] == [
        ("SPK-01", "answered", "ab"),
        ("SPK-02", "answered", "ab"),
    ]
    assert all(e.at for e in given.history)


def begun(file: Path) -> Sitting:
    """Return a session that stands in the middle of the first question."""
    sitting = sit(file)
    sitting.introduces_herself()
    sitting.types("Answer: ", "n")
    sitting.types(WHY, "Clause 6 forbids it.")
    sitting.types(CLAUSE, "6.4")
    sitting.types(QUOTE, "")
    sitting.sees("Source (a key, or words): ")
    return sitting


def answers_the_rest(sitting: Sitting) -> None:
    """Type what is left of the first question, where begun() stands."""
    sitting.child.sendline("text")
    sitting.types("Strength [E1]: ", "E4")
    sitting.types(MORE, "")


def finish(file: Path) -> None:
    """Go on where the session was cut off: what was typed is there, and nothing is asked twice."""
    sitting = sit(file)
    sitting.sees("Answering as ab")
    sitting.sees("(what you typed for this question before is filled in; :again empties it)")
    sitting.sees("Answer: n")
    sitting.sees(f"{WHY}Clause 6 forbids it.")
    sitting.sees(f"{CLAUSE}6.4")
    sitting.types("Source (a key, or words): ", "text")
    sitting.types("Strength [E1]: ", "E4")
    sitting.types(MORE, "")
    sitting.types("Answer: ", "stop")
    assert sitting.leaves()[0] == 0
    given = answers_in(file)
    assert list(given.answers) == ["SPK-01"]
    assert given.answers["SPK-01"].rationale == "Clause 6 forbids it."
    assert given.answers["SPK-01"].evidence[0].clause == "6.4"
    assert not list(file.parent.glob(".*mine*"))


# The rule: "every answer is on disk before the next question shows; Ctrl-C, closed terminal,
# kill -9, full disk, two sessions on one file …, a file changed by hand meanwhile."


def test_every_answer_is_on_disk_before_the_next_question_shows(file: Path) -> None:
    sitting = begun(file)
    answers_the_rest(sitting)
    sitting.sees("[2 of 2]")
    assert list(answers_in(file).answers) == ["SPK-01"]
    sitting.child.kill(signal.SIGKILL)
    sitting.child.expect(pexpect.EOF)


def test_ctrl_c_in_the_middle_of_a_question_loses_nothing(file: Path) -> None:
    sitting = begun(file)
    status, screen = sitting.presses_ctrl_c()
    assert status == 2
    assert "Saved in mine.yaml. 2 questions are open;" in screen
    assert "SPK-01 Words stopped" in screen
    assert "Traceback" not in screen
    finish(file)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_a_session_that_is_killed_loses_nothing(file: Path, number: signal.Signals) -> None:
    sitting = begun(file)
    sitting.child.kill(number)
    sitting.child.expect(pexpect.EOF)
    sitting.child.close()
    finish(file)


def test_ctrl_c_before_anybody_said_who_is_there(file: Path) -> None:
    sitting = sit(file)
    sitting.sees("Your initials")
    status, screen = sitting.presses_ctrl_c()
    assert status == 2
    assert "Saved in mine.yaml. 2 questions are open;" in screen
    assert not answers_in(file).answers


def test_ctrl_d_stops_and_saves(file: Path) -> None:
    sitting = begun(file)
    sitting.child.sendeof()
    status, screen = sitting.leaves()
    assert status == 0
    assert "2 questions are open" in screen
    finish(file)


def limited() -> None:
    """Let files grow no further than a few lines, as on a disk that is almost full."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, resource.RLIM_INFINITY))


def fills_the_disk(file: Path) -> Sitting:
    """Return a session whose last line found no room."""
    # The interpreter would keep half of what it compiled, and stumble over it ever after.
    sitting = sit(file, before=limited, env={"PYTHONDONTWRITEBYTECODE": "1"})
    sitting.introduces_herself()
    sitting.types("Answer: ", "n")
    sitting.types(WHY, "Long words. " * 200)
    sitting.sees("cannot be written: File too large")
    return sitting


@pytest.mark.skipif(sys.platform != "linux", reason="the limit can be lifted on Linux only")
def test_on_a_full_disk_somebody_makes_room_and_goes_on(file: Path) -> None:
    import resource

    sitting = fills_the_disk(file)
    sitting.types("Enter tries again; q stops without this line: ", "")
    sitting.sees("cannot be written")
    sitting.sees("Enter tries again")
    pid = sitting.child.pid or 0
    infinite = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, infinite)
    sitting.child.sendline("")
    sitting.types(CLAUSE, "")
    sitting.types("Answer: ", "q")
    assert sitting.leaves()[0] == 0
    assert answers_in(file).answers["SPK-01"].rationale.startswith("Long words. Long words.")


@pytest.mark.skipif(sys.platform == "win32", reason="the system sets no limit to files")
def test_on_a_full_disk_somebody_stops_and_only_that_line_is_lost(file: Path) -> None:
    sitting = fills_the_disk(file)
    sitting.types("Enter tries again; q stops without this line: ", "q")
    status, screen = sitting.leaves()
    assert status == 2
    assert "Traceback" not in screen
    again = sit(file)
    again.sees("Answer: n")
    again.types(WHY, "Short words.")
    again.types(CLAUSE, "")
    again.types("Answer: ", "q")
    assert again.leaves()[0] == 0
    assert answers_in(file).answers["SPK-01"].rationale == "Short words."


# The rule: "the second is told, can read, cannot write"


def test_a_second_session_on_a_file_is_told_can_read_and_cannot_write(file: Path) -> None:
    first = begun(file)
    before = {path.name: path.read_bytes() for path in file.parent.glob("*mine*")}
    second = sit(file)
    second.sees("Another sitting writes mine.yaml. This one only reads")
    second.sees("[1 of 2] Speech: SPK-01 Words stopped, key question")
    for line in ("n", "o A note.", "c on", "=", "r", "z"):
        second.types("Reading only", line)
        second.sees("nothing can be answered here")
    second.types("Reading only", "h")
    second.sees("Law: ICCPR art. 19(3)")
    second.types("Reading only", "")
    second.sees("[2 of 2] Speech: SPK-02 Fear of speaking")
    second.types("Reading only", "q")
    status, screen = second.leaves()
    assert status == 0
    assert "Nothing was written." in screen
    assert {path.name: path.read_bytes() for path in file.parent.glob("*mine*")} == before
    answers_the_rest(first)
    first.types("Answer: ", "q")
    assert first.leaves()[0] == 0
    assert list(answers_in(file).answers) == ["SPK-01"]
    assert not list(file.parent.glob(".*mine*"))


def test_a_session_that_was_killed_locks_nobody_out(file: Path) -> None:
    sitting = begun(file)
    sitting.child.kill(signal.SIGKILL)
    sitting.child.expect(pexpect.EOF)
    again = sit(file)
    again.sees("Answers are saved in mine.yaml")
    again.types("Source (a key, or words): ", ":q")
    assert again.leaves()[0] == 0


# The rule: "a file changed by hand meanwhile"


def test_a_remark_that_somebody_wrote_meanwhile_is_kept_beside_the_file(file: Path) -> None:
    sitting = begun(file)
    theirs = file.read_bytes() + b"# written by somebody else\n"
    file.write_bytes(theirs)
    answers_the_rest(sitting)
    sitting.sees("was changed meanwhile; both changes are in it now")
    sitting.types("Answer: ", "q")
    assert sitting.leaves()[0] == 0
    assert file.with_name("mine.before.yaml").read_bytes() == theirs
    assert answers_in(file).answers["SPK-01"].rationale == "Clause 6 forbids it."


# "merged by question or refused with both versions kept"


def test_answers_to_different_questions_are_joined(file: Path) -> None:
    sitting = begun(file)
    other = b"answers:\n  SPK-02: {answer: unknown, reason: text-not-read}\n"
    file.write_bytes(file.read_bytes() + other)
    answers_the_rest(sitting)
    sitting.sees("was changed meanwhile; both changes are in it now")
    sitting.types("for this right (Enter: nothing): ", "")
    sitting.types("Enter ends here", "")
    assert sitting.leaves()[0] == 0
    given = answers_in(file)
    assert given.answers["SPK-01"].rationale == "Clause 6 forbids it."
    assert given.answers["SPK-02"].reason == "text-not-read"


CLASH = b"answers:\n  SPK-01: {answer: unknown, reason: text-not-read}\n"


def test_an_answer_that_somebody_else_wrote_meanwhile_is_not_overwritten(file: Path) -> None:
    sitting = begun(file)
    theirs = file.read_bytes() + CLASH
    file.write_bytes(theirs)
    answers_the_rest(sitting)
    status, screen = sitting.leaves()
    assert status == 2
    assert "was changed in the same place" in " ".join(screen.split())
    assert file.read_bytes() == theirs
    mine = answers_in(file.with_name("mine.mine.yaml"))
    assert mine.answers["SPK-01"].rationale == "Clause 6 forbids it."


def test_answers_that_were_put_aside_earlier_are_not_overwritten(file: Path) -> None:
    aside = file.with_name("mine.mine.yaml")
    aside.write_text("answers put aside an hour ago\n")
    sitting = begun(file)
    file.write_bytes(file.read_bytes() + CLASH)
    answers_the_rest(sitting)
    assert sitting.leaves()[0] == 2
    assert aside.read_text() == "answers put aside an hour ago\n"


@pytest.mark.parametrize("now", [None, b"standard: ["])
def test_a_file_that_vanished_or_broke_meanwhile_is_noticed(file: Path, now: bytes | None) -> None:
    sitting = begun(file)
    file.unlink()
    if now is not None:
        file.write_bytes(now)
    answers_the_rest(sitting)
    status, screen = sitting.leaves()
    assert status == 2
    assert "Traceback" not in screen
    assert ("is gone" if now is None else "cannot be read any more") in " ".join(screen.split())
    assert answers_in(file.with_name("mine.mine.yaml")).answers["SPK-01"].evidence
    assert now is None or file.read_bytes() == now


# The rule: "Undo goes back through the whole sitting."


def test_undo_goes_back_into_the_question_before(file: Path) -> None:
    sitting = begun(file)
    answers_the_rest(sitting)
    sitting.sees("[2 of 2]")
    sitting.types("Answer: ", "z")
    sitting.sees("what was given to SPK-01 is taken back")
    sitting.types(MORE, ":z")
    sitting.types("Strength [E1]: ", "E3")
    sitting.types(MORE, "")
    sitting.types("Answer: ", "q")
    assert sitting.leaves()[0] == 0
    given = answers_in(file)
    assert given.answers["SPK-01"].evidence[0].strength == "E3"
    assert [entry.did for entry in given.history] == ["answered", "withdrawn", "answered"]


# The rule: "It works: in 80x24 and in 200x60, in a dumb terminal and without colour (NO_COLOR,
# TERM=dumb), at a pipe …, with wide and right-to-left text in answers, `--plain`."

WIDE = "私信は開かれない。" * 12
LEFTWARDS = "لا تُفتح الرسائل ولا تُقرأ. " * 8


def looked_at(
    file: Path, *words: str, size: tuple[int, int], env: Mapping[str, str] = NOTHING
) -> str:
    """Return all that is on the screen while somebody answers, goes back and asks for help."""
    sitting = sit(file, *words, size=size, env=env)
    sitting.introduces_herself()
    for wide in (WIDE, LEFTWARDS):
        sitting.types("Answer", "n")
        sitting.types("Why, in plain words", wide)
        sitting.types("Clause", "")
        sitting.types("Answer: ", "b")
    sitting.types("Answer [Enter keeps no]: ", "?")
    sitting.sees("one.\r\n")
    sitting.types("Answer [Enter keeps no]: ", "q")
    assert sitting.leaves()[0] == 0
    assert answers_in(file).answers["SPK-01"].rationale == LEFTWARDS.strip()
    return sitting.screen


@pytest.mark.parametrize("size", [(24, 80), (60, 200), (24, 40)])
def test_every_line_fits_the_window_also_with_wide_letters(
    file: Path, size: tuple[int, int]
) -> None:
    screen = looked_at(file, size=size)
    assert "\x1b" not in screen
    # Prompts with what is typed after them are the terminal's to wrap.
    shown = [line for line in screen.split("\r\n") if not re.match(r"[A-Z].*: ", line)]
    assert max(wcswidth(line) for line in shown) <= min(size[1] - 1, 96)
    whole = "".join(screen.split())
    assert whole.count("theanswerisno,byab." + WIDE) == 1
    for key in KEYS:
        assert f"{key.letter}{key.word}:{key.does}".replace(" ", "") in whole


@pytest.mark.parametrize(
    ("words", "env"),
    [
        ([], {"TERM": "xterm-256color", "NO_COLOR": "1"}),
        ([], {"TERM": "dumb"}),
        (["--plain"], {"TERM": "xterm-256color"}),
    ],
)
def test_without_colour_nothing_but_letters_is_sent(
    file: Path, words: list[str], env: dict[str, str]
) -> None:
    assert "\x1b" not in looked_at(file, *words, size=(24, 80), env=env)


def test_a_terminal_with_colour_shows_the_name_of_a_question_in_bold_and_nothing_else(
    file: Path,
) -> None:
    screen = looked_at(file, size=(24, 80), env={"TERM": "xterm-256color"})
    bold = re.findall(r"\x1b\[1m(.*?)\x1b\[0m", screen)
    assert bold
    assert all(line.startswith("[") for line in bold)
    assert screen.count("\x1b") == 2 * len(bold)


def test_plain_lines_are_not_wrapped(file: Path) -> None:
    screen = looked_at(file, "--plain", size=(24, 80))
    assert f"the answer is no, by ab. {WIDE}" in screen
    assert not [line for line in screen.split("\r\n") if line.startswith(" ")]


def test_a_window_that_changes_its_size_shows_the_next_lines_in_its_width(file: Path) -> None:
    sitting = sit(file, size=(24, 80), env={"TERM": "xterm", "NO_COLOR": "1"})
    sitting.introduces_herself()
    for columns in (50, 200, 30):
        sitting.sees("Answer: ")
        sitting.child.setwinsize(24, columns)
        sitting.screen = ""
        sitting.child.sendline("?")
        sitting.sees("one.\r\n")
        lines = sitting.screen.split("\r\n")
        assert max(map(len, lines)) <= min(columns - 1, 96)
        assert "\x1b" not in sitting.screen
        whole = "".join(sitting.screen.split())
        for key in KEYS:
            assert f"{key.letter}{key.word}:{key.does}".replace(" ", "") in whole
    sitting.types("Answer: ", "q")
    assert sitting.leaves()[0] == 0


def test_a_word_is_completed_with_the_tab_key(file: Path) -> None:
    sitting = sit(file)
    sitting.introduces_herself()
    sitting.sees("Answer: ")
    sitting.child.send("not-\t\n")
    sitting.types("Why, in plain words: ", "Nobody speaks.")
    sitting.types("Answer: ", "q")
    sitting.leaves()
    assert answers_in(file).answers["SPK-01"].answer == "not-applicable"


# The rule: "Long text opens $EDITOR or a multi-line field."


def test_long_words_are_written_in_the_editor(file: Path) -> None:
    editor = file.with_name("editor.py")
    editor.write_text("import sys; open(sys.argv[1], 'a').write('First.\\n\\nSecond.\\n')\n")
    sitting = sit(file, env={"EDITOR": f"{sys.executable} {editor}", "VISUAL": ""})
    sitting.introduces_herself()
    sitting.types("Answer: ", "n")
    sitting.types(WHY, ":edit")
    sitting.types(CLAUSE, "")
    sitting.types("Answer: ", "q")
    assert sitting.leaves()[0] == 0
    assert answers_in(file).answers["SPK-01"].rationale == "First.\nSecond."


# Through a pipe


def lines_for(question: Question, position: int) -> Iterator[str]:
    """Yield what somebody types who gives every kind of answer in turn."""
    letter = "ypnau"[position % 5]
    yield letter
    if letter == "u":
        yield str(position % 6 + 1)
    yield f"Reason {position}: see clause 6 | “quoted” # no comment"
    if letter in "ypn":
        yield from (f"6.{position}", "", "Seen in the text", "E4", "")
    if question.adverse({"y": "yes", "p": "partly", "n": "no"}.get(letter, "unknown")):  # type: ignore[arg-type]
        yield from ("3", "2", "2", "direct", "N4")
        yield from ("It was used in 2011.", "A report", "") if position % 2 else ("",)
        yield from ("2", "It is rarely built.") if position % 3 else ("",)
        yield from ("", "")
        yield from [""] * 7 if question.max_severity >= 3 else []


def test_a_whole_checklist_through_a_pipe_gives_a_file_without_a_fault(
    nowhere: Path, hria: Commands
) -> None:
    library = Library([shipped()])
    ref = StandardRef.parse("itu-t/y.2770")
    checklist = library.checklist(ChecklistRef("privacy", "1.0.0")).document
    part = Part("privacy", "1.0.0", checklist)
    features = library.descriptor(ref).document.features
    questions = concerned(part, an_assessment(), features)
    typed = [line for place, q in enumerate(questions) for line in lines_for(q, place)]
    stdin = "".join(f"{line}\n" for line in [*WHO, *typed, "", ""])
    assert hria("init", "ws").status == 0
    done = in_a_process("assess", "Y.2770", "-c", "privacy", cwd=nowhere / "ws", stdin=stdin)
    assert (done.status, done.err) == (0, "")
    assert "Every question that applies has an answer." in " ".join(done.out.split())
    assert "\x1b" not in done.out
    path = nowhere / "ws" / "reports" / "itu-t" / "y.2770" / "own" / "assessment.yaml"
    given = answers_in(path)
    assert list(given.answers) == [q.id for q in questions]
    assert [a.answer for a in given.answers.values()][:5] == [
        *("yes", "partly", "no", "not-applicable", "unknown")
    ]
    assert all("“quoted” # no comment" in a.rationale for a in given.answers.values())
    checked = hria("check", path)
    assert (checked.status, checked.out) == (0, "")
    assert hria("score", path).status == 0
    assert "A. Berg" in hria("report", path).out


def test_each_prompt_on_a_pipe_stands_on_a_line_of_its_own(piped: Pipe) -> None:
    done = piped([*WHO, "n", "", "", ":stop"])
    assert done.status == 0
    prompts = re.findall(
        r"^(?:Answer|Why, in plain words \(Enter: none\)|Clause \(.*\)): $",
        done.out,
        re.MULTILINE,
    )
    assert len(prompts) == 4


def test_what_is_typed_after_the_end_of_the_input_is_open_and_saved(
    piped: Pipe, file: Path
) -> None:
    done = piped([*WHO, "n", "", "", "y", "Somebody"])
    assert done.status == 0
    assert "Saved in mine.yaml. 1 question is open;" in done.out
    assert list(answers_in(file).answers) == ["SPK-01"]
    more = piped(["", "4", "2", "2", "direct", "N1", "", "", *[""] * 9])
    assert more.status == 0
    assert "Why, in plain words (Enter: none): Somebody" in " ".join(more.out.split())
    assert answers_in(file).answers["SPK-02"].rationale == "Somebody"


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_pipe_that_brings_nothing_is_an_error_that_names_the_other_ways(
    piped: Pipe, *, goes_on: bool
) -> None:
    if goes_on:
        assert piped(WHO).status == 0
    done = piped([])
    assert done.status == 2
    for way in ("hria answer", "hria form", "hria import", "an editor"):
        assert way in done.err


def test_letters_that_are_no_text_are_refused_without_a_crash(file: Path) -> None:
    for encoding in ("utf-8", "utf-8:surrogateescape"):
        done = in_a_process(
            *("assess", "T.1", "-c", "speech", "-o", file.name),
            cwd=file.parent,
            stdin="\n".join([*WHO, "n"]).encode() + b"\nwords \xff\xfe\n\n",
            PYTHONIOENCODING=encoding,
        )
        assert "Traceback" not in done.err
        assert done.status == 2
        assert "UTF-8" in done.err
        assert not answers_in(file).answers


# Who answers


def test_as_somebody_known_asks_nothing_more(piped: Pipe, file: Path) -> None:
    piped(WHO)
    done = piped(["n", "", "", ":stop"], "--as", "ab")
    assert done.status == 0
    assert "Your initials" not in done.out
    assert answers_in(file).answers["SPK-01"].by == "ab"


def test_as_somebody_new_asks_for_a_name_and_keeps_both(piped: Pipe, file: Path) -> None:
    piped([*WHO, "n", "", "", ":stop"])
    done = piped(["C. Dahl", "", "", "y", "n", "", "", ":stop"], "--as", "cd")
    assert done.status == 0
    given = answers_in(file)
    assert [(a.id, a.name, a.confidential) for a in given.assessors] == [
        ("ab", "A. Berg", False),
        ("cd", "C. Dahl", True),
    ]
    assert {name: a.by for name, a in given.answers.items()} == {"SPK-01": "ab", "SPK-02": "cd"}
    both = piped(["ab"])
    assert "Known: ab, cd" in " ".join(both.out.split())


@pytest.mark.parametrize("name", ["Jane Doe", "ä"])
def test_as_a_name_that_cannot_be_one_is_refused(piped: Pipe, file: Path, name: str) -> None:
    done = piped(["", "", "", "", ":stop"], f"--as={name}")
    assert "Traceback" not in done.err
    assert done.status == 2
    assert "letters, digits" in done.err
    assert not file.exists() or not answers_in(file).assessors


def test_a_name_that_cannot_be_one_is_asked_again(piped: Pipe, file: Path) -> None:
    done = piped(["Jane Doe", "", *WHO, ":stop"])
    assert done.status == 0
    assert done.out.count("allowed: letters, digits, dots, hyphens and underscores") == 2
    assert [a.id for a in answers_in(file).assessors] == ["ab"]


@pytest.mark.parametrize("way", ["option", "prompt"])
def test_nobody_answers_under_the_name_of_a_machine(place: Path, hria: Commands, way: str) -> None:
    path = place / "assessment.yaml"
    # With no person among the assessors, somebody has to say who is there.
    path.write_text(path.read_text().replace("kind: person", "kind: machine"))
    as_machine = ["--as", "m1"] if way == "option" else []
    stdin = "\n".join([*([] if as_machine else ["m1"]), "", "", "", "", "n", "", "", ""])
    done = hria("assess", "T.1", *as_machine, stdin=stdin)
    assert "Traceback" not in done.err
    assert not [line for line in hria("check", path).out.splitlines() if "twice" in line]
    new = answers_in(path).answers.get("SPK-02")
    assert new is None or new.by != "m1"


# Files that are there already


def test_a_file_that_a_person_wrote_is_kept_beside_the_new_one(hria: Commands, place: Path) -> None:
    path = place / "assessment.yaml"
    original = b"# Written by hand.\n" + path.read_bytes()
    path.write_bytes(original)
    done = hria(*("assess", "T.1", "--as", "ab"), stdin="n\nNo.\n\n")
    assert done.status == 0
    assert path.with_name("assessment.before.yaml").read_bytes() == original
    given = answers_in(path)
    assert given.answers["SPK-02"].answer == "no"
    assert given.answers["HOM-01"].evidence[0].quote == (
        "The porter *shall* open | each letter <and read it>."
    )
    assert len(given.answers) == 10


def test_nothing_is_kept_beside_a_file_that_the_program_wrote(piped: Pipe, file: Path) -> None:
    piped([*WHO, ":stop"])
    piped(["n", "", "", ":stop"])
    assert sorted(path.name for path in file.parent.glob("*mine*")) == ["mine.yaml"]


def test_looking_at_a_file_without_answering_does_not_change_it(
    hria: Commands, place: Path
) -> None:
    path = place / "assessment.yaml"
    original = b"# Written by hand.\n" + path.read_bytes()
    path.write_bytes(original)
    done = hria("assess", "T.1", "--as", "ab", stdin=":stop\n")
    assert done.status == 0
    assert path.read_bytes() == original


def test_a_file_of_another_standard_is_left_alone(piped: Pipe, hria: Commands, file: Path) -> None:
    piped([*WHO, ":stop"])
    before = file.read_bytes()
    done = hria("assess", "Y.2770", "-o", file.name)
    assert (done.status, done.out) == (2, "")
    assert "assesses acme/t.1, not itu-t/y.2770" in done.err
    assert file.read_bytes() == before


def test_a_file_with_other_checklists_is_left_alone(
    piped: Pipe, hria: Commands, file: Path
) -> None:
    piped([*WHO, ":stop"])
    before = file.read_bytes()
    done = hria("assess", "T.1", "-c", "home", "-o", file.name)
    assert (done.status, done.out) == (2, "")
    assert "answers speech@1.0.0, not home" in done.err
    assert file.read_bytes() == before


def test_a_file_of_another_edition_is_left_alone(hria: Commands, file: Path) -> None:
    command = ["assess", "T.1@2020-01", "-c", "speech", "-o", file.name]
    assert hria(*command, stdin="\n".join(WHO)).status == 0
    before = file.read_bytes()
    assert answers_in(file).edition == "2020-01"
    done = hria("assess", "T.1@2010-05", "-o", file.name)
    assert done.status == 2
    assert "2010-05" in done.err
    assert file.read_bytes() == before


def test_a_broken_file_is_left_alone(piped: Pipe, file: Path) -> None:
    file.write_text("standard: [")
    done = piped(WHO)
    assert (done.status, done.out) == (1, "")
    assert re.match(r"mine\.yaml:\d+:\d+: HRIA001 ", done.err)
    assert file.read_text() == "standard: ["


def test_a_checklist_that_is_named_twice_is_asked_once(
    piped: Pipe, file: Path, hria: Commands
) -> None:
    done = piped([*WHO, ":stop"], "-c", "speech")
    if done.status == 0:
        assert len(answers_in(file).checklists) == 1
        assert hria("check", file).status == 0
    else:
        assert not file.exists()


# Places where nothing can be saved


def test_where_nothing_can_be_saved_nobody_types_in_vain(hria: Commands, file: Path) -> None:
    file.write_text("a file, and no folder")
    done = hria(
        *("assess", "T.1", "-c", "speech", "-o", "mine.yaml/x.yaml"),
        stdin="\n".join(WHO),
    )
    assert done.status == 2
    assert "Your initials" not in done.out
    assert "cannot be written" in done.err
    assert "choose another place" in done.err
    assert file.read_text() == "a file, and no folder"


def test_a_place_that_is_lost_meanwhile_ends_with_2(file: Path) -> None:
    folder = file.parent / "lost"
    sitting = Sitting(file.parent, "T.1", "-c", "speech", "-o", "lost/mine.yaml")
    sitting.introduces_herself()
    sitting.sees("Answer: ")
    folder.rename(file.parent / "moved")
    folder.write_text("in the way")
    sitting.child.sendline("n")
    sitting.types("Enter tries again; q stops without this line: ", "q")
    status, screen = sitting.leaves()
    assert status == 2
    assert "cannot be written" in " ".join(sitting.screen.split())
    assert "Traceback" not in screen
