"""docs/assessing.md shows what a person sees: its screens are typed anew and compared."""

import json
import re
from pathlib import Path

import pytest

from tests.support.screens import CAST, COLUMNS, PAGE, made

# Python 3.12 warns of forks beside threads; the new program is started at once.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")


@pytest.fixture(scope="module")
def files() -> dict[Path, str]:
    """Return what the script writes, typed anew."""
    return dict(made())


@pytest.mark.parametrize("path", [PAGE, CAST], ids=lambda path: path.name)
def test_the_screens_that_are_shown_are_those_that_people_see(
    files: dict[Path, str], path: Path
) -> None:
    # "made by a script so that they stay true": make screens writes them anew.
    assert path.read_text(encoding="utf-8") == files[path]


def test_a_screen_of_80_columns_is_never_wider() -> None:
    blocks = re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 8
    assert max(len(line) for block in blocks for line in block.splitlines()) <= COLUMNS


def test_the_recording_can_be_played() -> None:
    header, *events = map(json.loads, CAST.read_text(encoding="utf-8").splitlines())
    assert (header["version"], header["width"], header["height"]) == (2, 80, 24)
    times = [event[0] for event in events]
    assert times == sorted(times)
    assert {event[1] for event in events} == {"o"}
