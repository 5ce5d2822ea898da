"""Type the sittings that docs/assessing.md shows, and put what the screen showed into the page.

Run as a script, it writes the page and the recording beside it; the tests compare. A screen is
what a terminal of 80 columns shows, read back from a terminal emulator, so that nothing on the
page was ever typed by hand.
"""

import fcntl
import json
import os
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyte

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "docs" / "assessing.md"
CAST = REPOSITORY / "docs" / "assessing.cast"
COLUMNS, ROWS = 80, 24
_TALL = 400
_PATIENCE = 60


@dataclass(frozen=True)
class Scene:
    """Part of a sitting: what is typed, after which words are shown."""

    name: str
    steps: Sequence[tuple[str, str]]
    """The end of the prompt that is waited for, and the line that is typed."""

    until: str
    """The words at the end of the prompt with which the scene ends."""


SITTINGS: Sequence[tuple[Sequence[str], Sequence[Scene]]] = (
    (
        ["assess"],
        (
            Scene(
                "choose",
                [
                    ("leaves): ", "packet inspection"),
                    ("leaves): ", "1"),
                    ("leaves): ", "1 2"),
                    ("pseudonym: ", "ab"),
                    ("Name (Enter: none): ", ""),
                    ("Affiliation (Enter: none): ", ""),
                    ("(Enter: none): ", ""),
                    ("[n]: ", "n"),
                ],
                "Answer: ",
            ),
            Scene("question", [("Answer: ", "PRV-05")], "Answer: "),
            Scene(
                "answer",
                [
                    ("Answer: ", "y"),
                    ("none): ", "Title and summary name the inspection of packets in depth."),
                    ("no evidence): ", "1"),
                    ("(Enter: none): ", "inspected traffic types"),
                    ("]: ", ""),
                    ("Strength [E1]: ", "E3"),
                ],
                "no more): ",
            ),
            Scene(
                "grades",
                [
                    ("no more): ", ""),
                    ("Scale [4]: ", ""),
                    ("Scope [3]: ", ""),
                    ("Irremediability [3]: ", ""),
                    ("Nexus [direct]: ", ""),
                    ("Force [none]: ", "N4"),
                    ("(Enter: none): ", ""),
                    ("Likelihood [4]: ", ""),
                ],
                "against this y or n [n]: ",
            ),
            Scene(
                "ask",
                [
                    ("against this y or n [n]: ", ""),
                    ("Propose an ask y, n [n]: ", "y"),
                    ("Action [mod]: ", "SUP"),
                    ("]: ", ""),
                    (":edit changes it): ", ""),
                    ("Effect [1]: ", ""),
                    ("Why this ask (Enter: none): ", ""),
                    ("[n]: ", ""),
                ],
                "Legality [open]: ",
            ),
            Scene(
                "leave",
                [
                    ("Legality [open]: ", ":undo"),
                    ("[n]: ", ""),
                    ("Legality [open]: ", ""),
                    ("[open]: ", ""),
                    ("Necessity [open]: ", "f"),
                    (
                        "on the text alone: ",
                        "necessity is not shown because the text names no lesser means.",
                    ),
                    ("Proportionality [open]: ", ""),
                    ("[open]: ", ""),
                    ("[open]: ", ""),
                    ("[open]: ", ""),
                    ("Answer: ", "q"),
                ],
                "",
            ),
        ),
    ),
    (
        ["assess"],
        (
            Scene("resume", [("leaves: ", "1")], "Answer: "),
            Scene("summary", [("Answer: ", "m")], "Answer: "),
            Scene("quit", [("Answer: ", "q")], ""),
        ),
    ),
)


@dataclass
class Recorder:
    """A terminal, and everything that it was sent."""

    screens: dict[str, str] = field(default_factory=dict)
    events: list[tuple[str, str]] = field(default_factory=list)
    """What was shown (o), scene by scene, in order."""

    def record(self) -> None:
        """Hold the sittings in a workspace of their own."""
        with tempfile.TemporaryDirectory() as name:
            home = Path(name)
            hria = [sys.executable, "-m", "hria"]
            subprocess.run([*hria, "init", "work"], cwd=home, check=True, capture_output=True)
            for words, scenes in SITTINGS:
                self._sit([*hria, *words], home / "work", scenes)

    def _sit(self, command: Sequence[str], cwd: Path, scenes: Sequence[Scene]) -> None:
        master, slave = os.openpty()
        fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        surroundings = {
            "TERM": "xterm",
            "PATH": os.environ["PATH"],
            "INPUTRC": os.devnull,
            # What is shown is this checkout, wherever another one is installed.
            "PYTHONPATH": str(REPOSITORY),
        }
        child = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, cwd=cwd, env=surroundings
        )
        os.close(slave)
        try:
            self.events.append(("o", f"$ hria {' '.join(command[3:])}\r\n"))
            kept = ""
            for scene in scenes:
                kept = self._play(master, scene, kept)
        finally:
            child.kill()
            child.wait()
            os.close(master)

    def _play(self, master: int, scene: Scene, kept: str) -> str:
        """Type what the scene says, and keep what it showed; return the prompt that is left."""
        shown = kept
        for prompt, line in scene.steps:
            if not _plain(shown).endswith(prompt):
                shown += self._until(master, prompt, shown)
            os.write(master, f"{line}\n".encode())
            # What was typed is shown before the next prompt is looked for.
            shown += self._until(master, "\n", "")
        shown += self._until(master, scene.until, shown)
        self.screens[scene.name] = _read_back(shown)
        return _last_line(shown)

    def _until(self, master: int, end: str, before: str) -> str:
        """Return what is shown until it ends with *end*; at the end of the program where empty."""
        seen = b""
        while True:
            text = _plain(before + seen.decode(errors="ignore"))
            if end and text.endswith(end) and (end != "\n" or seen):
                break
            if not select.select([master], [], [], _PATIENCE)[0]:
                sys.exit(f"{end!r} never came; the screen shows {text[-800:]!r}")
            try:
                more = os.read(master, 1 if end == "\n" else 65536)
            except OSError:
                more = b""
            if not more:
                break
            seen += more
        text = seen.decode()
        self.events.append(("o", text))
        return text


def _plain(text: str) -> str:
    return re.sub(r"\x1b\[[?0-9;]*[a-zA-Z]", "", text).replace("\r", "")


def _last_line(text: str) -> str:
    return text.rsplit("\n", 1)[-1]


def _read_back(text: str) -> str:
    """Return what a terminal shows that is sent *text*."""
    screen = pyte.Screen(COLUMNS, _TALL)
    pyte.Stream(screen).feed(text)
    return "\n".join(line.rstrip() for line in screen.display).strip("\n")


def _cast(events: Sequence[tuple[str, str]]) -> str:
    """Return a recording (asciicast, version 2); its clock is made up, to stay equal."""
    header = {"version": 2, "width": COLUMNS, "height": ROWS, "title": "hria assess"}
    lines, now = [json.dumps(header)], 0.0
    for kind, text in events:
        for piece in re.findall(r"[^\n]*\n|[^\n]+", text):
            now += 0.04 + 0.6 * (not piece.endswith("\n"))
            lines.append(json.dumps([round(now, 2), kind, piece]))
    return "\n".join(lines) + "\n"


def page(screens: dict[str, str]) -> str:
    """Return the page with every screen as it is now."""

    def shown(found: re.Match[str]) -> str:
        return f"<!-- screen: {found[1]} -->\n\n```text\n{screens[found[1]]}\n```\n"

    pattern = r"<!-- screen: ([a-z]+) -->\n\n```text\n.*?```\n"
    return re.sub(pattern, shown, PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)


def made() -> Iterator[tuple[Path, str]]:
    """Yield the files that the script writes, and what belongs in them."""
    recorder = Recorder()
    recorder.record()
    yield PAGE, page(recorder.screens)
    yield CAST, _cast(recorder.events)


if __name__ == "__main__":
    for path, text in made():
        path.write_text(text, encoding="utf-8")
