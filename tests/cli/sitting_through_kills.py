"""Hold whole sittings at a pseudo-terminal and kill them at random moments; run as a script.

Arguments: a seed, and how often to kill. What is typed depends only on the seed, the question
and the prompt, so that a sitting that was killed a dozen times has to end with the very answers
of one that nobody disturbed. Nothing that was acknowledged, by showing the prompt after it, may
be asked for again. A process that knows the program already forks, so that a start costs little.
"""

import fcntl
import os
import pty
import random
import re
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
import warnings
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from hria.cli import run
from hria.content.documents import load, open_source
from hria.model.assessment import Assessment

WORKSPACE = Path(__file__).parents[1] / "brief" / "workspace"
FILE = "mine.yaml"
PATIENCE = 30

HEADER = re.compile(
    r"^\[[^\]]*\] [^:]+: ([A-Z]+-[0-9]+) |^(.+): every question that applies", re.MULTILINE
)

LABELS = (
    *("Your initials or a pseudonym", "Name", "Affiliation", "Interests", "Keep name"),
    *("Answer", "Why unknown", "Why, in plain words", "Clause of the safeguard"),
    *("Clause of the ask", "Another clause", "Clause", "Quote, at most 25 words"),
    *("Source (a key, or words)", "Strength", "Scale", "Scope", "Irremediability", "Nexus"),
    *("Force", "Documented use of the same capability against people", "Another documented use"),
    *("Its source (a key, or words)", "Its source", "Likelihood", "Why likelihood"),
    *("Does the text itself protect against this", "Another safeguard of the text"),
    *("What it says, in your words", "Effect", "Steps of severity", "Does the text require it"),
    *("Can a test, a log or an audit show that it is kept", "Is it on without anybody's action"),
    *("Propose an ask", "Another ask", "Action", "Words of the ask", "Why this ask"),
    *("Legality", "Legitimate-aim", "Necessity", "Proportionality", "Essence"),
    *("Non-discrimination", "Remedy", "Why, on the text alone"),
    *("What does the text make possible for this right", "Another good effect"),
    *("Why they are critical together", "Enter ends here"),
)


CHOICES = {
    "Your initials or a pseudonym": ("ab",),
    "Answer": tuple("ypnnua"),
    "Why unknown": tuple("123456"),
    "Effect": tuple("123456"),
    "Strength": ("E0", "E2", "E3", "E4", ""),
    **dict.fromkeys(("Scale", "Scope", "Irremediability", "Likelihood"), tuple("1234")),
    "Nexus": ("direct", "contributory", "linked"),
    "Force": ("N0", "N1", "N2", "N3", "N4", "none"),
    "Action": ("add", "MOD", "sup", ""),
    "Source (a key, or words)": ("Seen in the text", "A report"),
    **dict.fromkeys(
        ("Legality", "Legitimate-aim", "Necessity", "Remedy"), ("p", "f", "u", "n", "")
    ),
}
WORDS = ("wörter", "见第六条", "نص", "a # b: c", "“quoted”", "no", "- 1.10")
NEEDED = ("Why, ", "Why likelihood", "Its source", "What it says", "Words of the ask")
YES_OR_NO = ("Does", "Can", "Is it", "Propose")


def typed(chance: random.Random, label: str) -> str:
    """Return what somebody types at the prompt *label*."""
    if choices := CHOICES.get(label):
        return chance.choice(choices)
    if label.startswith(NEEDED):
        return f"{chance.choice(WORDS)} {chance.random()}"
    if label.startswith(YES_OR_NO):
        return chance.choice("yn")
    if label.startswith(("Clause", "Documented", "What does")):
        return chance.choice((*WORDS, ""))
    return ""


@dataclass
class Person:
    """Somebody at a terminal, who answers the same way every time."""

    seed: int
    folder: Path
    answered: set[tuple[str, str, int]] = field(default_factory=set)
    """The prompts whose answers were acknowledged."""

    def sits(self, kills: random.Random | None) -> bool:
        """Sit down until the end, or until the moment of the kill; return whether it is the end."""
        child, screen = pty.fork()
        if child == 0:
            self._hria()
        fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        try:
            return self._talk(child, screen, kills)
        finally:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(screen)

    def _hria(self) -> None:
        os.chdir(self.folder)
        os.environ["TERM"] = "dumb"
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - lives with the process
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.argv = ["hria", "assess", "T.1", "-o", FILE, "--plain"]
        status = 70
        try:
            status = run()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _talk(self, child: int, screen: int, kills: random.Random | None) -> bool:
        seen, before = "", None
        left = kills.randint(1, 12) if kills else -1
        while True:
            shown = _until_a_prompt(child, screen, seen)
            if before is not None:
                # The prompt after it is there: it counts as kept.
                self.answered.add(before)
            if shown is None:
                return True
            seen = _since_the_last_header(shown)
            now = _prompt(seen)
            if now in self.answered:
                sys.exit(f"seed {self.seed}: asked again: {now}\n{seen[-2000:]}")
            line = typed(random.Random(f"{self.seed} {now}"), now[1])  # noqa: S311 - no secret
            os.write(screen, f"{line}\n".encode())
            left -= 1
            if left == 0 and kills is not None:
                _kill(child, screen, kills)
                return False
            before = None if now[1] == "Enter ends here" else now
            # What was typed is shown, and is no prompt.
            seen += "\n"


def _until_a_prompt(child: int, screen: int, seen: str) -> str | None:
    """Return what was shown until the next prompt waits; None at the end."""
    data = b""
    while True:
        wait = 0.0015 if re.search(rb"(?:^|\n)[^\n]+: $", data) else PATIENCE
        if not select.select([screen], [], [], wait)[0]:
            if wait != PATIENCE and not _waits(child):
                # On a busy machine a line may come in two halves.
                continue
            if wait == PATIENCE:
                sys.exit(f"nothing more is shown after {seen[-500:]}{data!r}")
            return seen + data.decode().replace("\r", "")
        try:
            more = os.read(screen, 65536)
        except OSError:
            more = b""
        if not more:
            text = data.decode(errors="replace")
            if "Traceback" in text or "Saved in" not in text:
                sys.exit(f"it ended with {text[-3000:]}")
            return None
        data += more


def _waits(child: int) -> bool:
    """Return whether the program sleeps, as it does while it waits for a line."""
    try:
        told = Path(f"/proc/{child}/stat").read_text(encoding="utf-8")
    except OSError:
        # Not on this system, or the program has just ended.
        return True
    return told.rpartition(")")[2].split()[0] == "S"


def _since_the_last_header(seen: str) -> str:
    """Return what was shown from the last question on; to look through all costs more each time."""
    starts = list(HEADER.finditer(seen))
    return seen[starts[-1].start() :] if starts else seen


def _prompt(seen: str) -> tuple[str, str, int]:
    """Return the question, the prompt, and which one of its name it is."""
    starts = list(HEADER.finditer(seen))
    place = starts[-1] if starts else None
    name = (place[1] or place[2]) if place else "before"
    lines = seen[place.start() if place else 0 :].split("\n")
    label = next((each for each in LABELS if lines[-1].startswith(each)), None)
    if label is None:
        sys.exit(f"no such prompt is known: {lines[-1]!r}")
    asked = sum(
        line.startswith((f"{label} (", f"{label} [", f"{label}: ", f"{label} y")) for line in lines
    )
    return name, label, asked


def _kill(child: int, screen: int, kills: random.Random) -> None:
    if kills.random() < 0.5:
        time.sleep(kills.random() * 0.012)
    else:
        left = kills.randint(1, 1500)
        while left > 0 and select.select([screen], [], [], 0.03)[0]:
            try:
                left -= len(os.read(screen, left)) or left
            except OSError:
                break
    os.kill(child, signal.SIGKILL)


def _memory() -> str | None:
    """Return a folder in memory, where there is one: a kill leaves what the system was given."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a folder of its own


def _settled(folder: Path) -> Assessment:
    """Return the assessment without what tells of time: the journal and the days."""
    given = load(open_source(folder / FILE), Assessment).document
    answers = {n: a.model_copy(update={"on": None}) for n, a in given.answers.items()}
    return given.model_copy(update={"answers": answers, "history": ()})


def main(seed: int, wanted: int) -> None:
    """Kill *wanted* sittings; whatever is lost ends the script with words."""
    warnings.simplefilter("ignore")
    for name in ("cli.assessing", "cli.console", "prompt.closing", "assess.score"):
        import_module(f"hria.{name}")
    kills = random.Random(seed)  # noqa: S311 - no secret
    killed = 0
    with tempfile.TemporaryDirectory(dir=_memory()) as name:
        calm = Path(shutil.copytree(WORKSPACE, Path(name, "calm")))
        Person(seed, calm).sits(None)
        while killed < wanted:
            rough = Path(shutil.copytree(WORKSPACE, Path(name, f"rough-{killed}")))
            person = Person(seed, rough)
            while not person.sits(kills if killed < wanted else None):
                killed += 1
                load(open_source(rough / FILE), Assessment)
            if _settled(calm) != _settled(rough):
                sys.exit(f"seed {seed}: the answers differ from those of a calm sitting")
    sys.stdout.write(f"{killed} sittings killed, nothing lost\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
