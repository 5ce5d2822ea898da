"""Whether only one process holds the lock, and nobody is locked out by one that is gone."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hria.content.locking import held
from hria.errors import BusyError, FileError, HriaError, ReleaseError
from tests.cases.change.workshop import Workshop

HOLDER = """
import sys
from pathlib import Path
from hria.content.locking import held

with held(Path(sys.argv[1]), "release"):
    print("held", flush=True)
    sys.stdin.readline()
print("free", flush=True)
sys.stdin.readline()
"""

BUSY = r"^another release is going on; nothing was changed \(try again later\)$"


@contextmanager
def somebody(lock: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold *lock*."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert says(holder) == "held\n"
        try:
            yield holder
        finally:
            holder.kill()


def says(process: subprocess.Popen[str]) -> str:
    """Return the next line that *process* says."""
    assert process.stdout
    return process.stdout.readline()


def tell(process: subprocess.Popen[str]) -> None:
    """Let *process* go on."""
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """Return where the lock is."""
    return tmp_path / "checklists" / ".lock"


def test_the_lock_is_made_with_its_folder_and_holds_nothing(lock: Path) -> None:
    with held(lock, "release"):
        assert lock.read_bytes() == b""
    with held(lock, "release"):
        assert lock.read_bytes() == b""


def test_a_lock_that_was_left_behind_is_taken_and_goes_away_with_its_holder(lock: Path) -> None:
    lock.parent.mkdir()
    lock.write_bytes(b"")
    with held(lock, "release"):
        assert lock.exists()
    assert list(lock.parent.iterdir()) == []


def test_what_a_lock_file_holds_is_left_alone(lock: Path) -> None:
    lock.parent.mkdir()
    lock.write_bytes(b"words of somebody")
    with held(lock, "release"):
        pass
    assert lock.read_bytes() == b"words of somebody"


COUNTER = """
import sys
from pathlib import Path
from hria.content.locking import held
from hria.errors import BusyError

lock, count = Path(sys.argv[1]), Path(sys.argv[2])
done = 0
while done < 200:
    try:
        with held(lock, "count"):
            count.write_text(str(int(count.read_text()) + 1))
            done += 1
    except BusyError:
        pass
"""


def test_processes_that_take_it_in_turn_never_hold_it_at_once(lock: Path, tmp_path: Path) -> None:
    count = tmp_path / "count"
    count.write_text("0")
    counting = [
        subprocess.Popen([sys.executable, "-c", COUNTER, str(lock), str(count)]) for _ in range(3)
    ]
    assert [process.wait(60) for process in counting] == [0, 0, 0]
    assert count.read_text() == "600"


def test_one_process_does_not_hold_it_twice(lock: Path) -> None:
    with held(lock, "release"), pytest.raises(FileError, match=BUSY), held(lock, "release"):
        pytest.fail("held twice")
    with held(lock, "release"):
        pass


def test_the_lock_is_free_after_an_error(lock: Path) -> None:
    with pytest.raises(ReleaseError), held(lock, "release"):
        raise ReleaseError("something was released meanwhile")
    with held(lock, "release"):
        pass


def test_what_another_process_holds_is_refused_until_it_lets_go(lock: Path) -> None:
    with somebody(lock) as holder:
        with pytest.raises(BusyError, match=BUSY) as caught, held(lock, "release"):
            pytest.fail("held by two")
        assert caught.value.status == 2
        tell(holder)
        assert says(holder) == "free\n"
        with held(lock, "release"):
            pass


def test_the_lock_of_a_process_that_was_killed_is_free(lock: Path) -> None:
    with somebody(lock) as holder:
        holder.kill()
        holder.wait()
        with held(lock, "release"):
            pass


def test_each_workspace_has_a_lock_of_its_own(lock: Path, tmp_path: Path) -> None:
    with somebody(lock), held(tmp_path / "another" / ".lock", "release"):
        pass


def test_nothing_is_released_while_another_process_releases(tmp_path: Path) -> None:
    shop = Workshop(tmp_path / "shop")
    shop.add()
    before = shop.tree()
    with somebody(shop.path("checklists/.lock")) as holder:
        with pytest.raises(HriaError, match=BUSY):
            shop.release()
        assert shop.tree() == before
        holder.kill()
        holder.wait()
        assert shop.release() == "1.1.0"


@pytest.mark.parametrize("at", [".lock", ""])
def test_a_place_where_no_lock_can_be_is_an_error(lock: Path, at: str) -> None:
    if at:
        lock.mkdir(parents=True)
    else:
        lock.parent.write_bytes(b"a file in the place of the folder")
    with pytest.raises(FileError, match=r"\.lock: cannot be written: "), held(lock, "release"):
        pytest.fail("held nothing")
