"""Whether nothing that stands in a file moves the cursor of whoever reads it."""

import json
import re
from pathlib import Path

import pytest

from hria.cli.printing import safe, say
from tests.cli.commands import REPOSITORY, Commands

HOSTILE = "\x1b[2J\x1b]0;title\x07 \x9b31m\x7f \r\u202eover"
NAMED = r"\x1b[2J\x1b]0;title\x07 \u009b31m\u007f \x0d\u202eover"


def test_what_would_move_the_cursor_is_shown_and_lines_stay() -> None:
    assert safe(f"one\t{HOSTILE}\ntwo") == f"one\t{NAMED}\ntwo"


def test_json_is_still_json_once_it_is_safe(capsys: pytest.CaptureFixture[str]) -> None:
    say(json.dumps(HOSTILE, ensure_ascii=False))
    out = capsys.readouterr().out
    assert json.loads(out) == HOSTILE
    assert out.strip().isprintable()


def test_no_command_prints_in_another_way() -> None:
    other = re.compile(r"typer\.echo|\bprint\(|std(?:out|err)\.write")
    commands = (REPOSITORY / "hria" / "cli").rglob("*.py")
    found = {p.stem for p in commands if other.search(p.read_text(encoding="utf-8"))}
    # The console wraps and sets in bold what it has made safe.
    assert found == {"console", "printing"}


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["show", "acme/t.1"],
        ["show", "reports/acme/t.1/own"],
        ["score", "reports/acme/t.1/own", "--explain"],
        ["score", "reports/acme/t.1/own", "--format", "json"],
        ["check"],
        ["form", "acme/t.1"],
        ["answer", "reports/acme/t.1/own", HOSTILE, "yes"],
        ["import", HOSTILE],
        ["assess", "acme/t.1"],
    ],
)
def test_a_hostile_descriptor_and_answer_move_no_cursor(
    hria: Commands, workspace: Path, place: Path, words: list[str]
) -> None:
    quoted = json.dumps(HOSTILE)[1:-1]
    standard = workspace / "standards" / "acme" / "t.1.yaml"
    for file, old, new in (
        (standard, '"Doors, windows', f'"{quoted}Doors, windows'),
        (standard, "value: open letters", f'value: "{quoted}open letters"'),
        (
            place / "assessment.yaml",
            "rationale: The text has no gardens.",
            f'rationale: "{quoted}The text has no gardens."',
        ),
    ):
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    done = hria(*words)
    lines = (done.out + done.err).replace("\n", "")
    assert [letter for letter in lines if letter in HOSTILE and not letter.isprintable()] == []
