"""Two hundred sittings that are killed at random moments; see sitting_through_kills."""

import subprocess
import sys

import pytest

from tests.cli.commands import REPOSITORY


# "resume after kill -9 at random points (at least 200 seeded kills: nothing acknowledged is ever
# lost)"
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_that_was_acknowledged_is_lost_by_a_kill(seed: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.sitting_through_kills", str(seed), "100"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=170,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "100 sittings killed, nothing lost\n"
