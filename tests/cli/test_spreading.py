import multiprocessing
import sys
import time
from contextlib import closing

import pytest

from hria.cli.spreading import spread
from tests.cli.dying import work

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")


def test_a_process_that_dies_takes_no_other_work_with_it() -> None:
    words = ["one", "die", "two", "three"]
    assert dict(spread(work, words, 2)) == {
        "one": "ONE",
        "die": None,
        "two": "TWO",
        "three": "THREE",
    }
    assert multiprocessing.active_children() == []


def test_processes_that_are_at_work_end_when_nobody_waits_for_them() -> None:
    begun = time.monotonic()
    with closing(spread(work, ["one", "sleep", "sleep"], 2)) as results:
        assert next(results) == ("one", "ONE")
    assert multiprocessing.active_children() == []
    assert time.monotonic() - begun < 20


def test_no_work_needs_no_process() -> None:
    assert list(spread(work, [], 2)) == []
