"""A disk that is full halfway: whole files or none, one clear line, exit status 2."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hria.render import FORMATS
from tests.brief.example import PLACE

# As on a full disk, the first bytes are written and the others are not.
FULL = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
from hria.cli import run
for words in json.loads(sys.argv[1]):
    sys.argv = ["hria", *words]
    print(run(), flush=True)
"""

OLD = b"What was there before."


@pytest.mark.skipif(sys.platform == "win32", reason="the system sets no limit to files")
def test_no_format_leaves_half_a_file_where_the_disk_is_full(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    # The interpreter keeps half of what it compiled, and stumbles over it ever after.
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    files = {name: place / f"old.{name}" for name in FORMATS}
    for file in files.values():
        file.write_bytes(OLD)
    single = [["report", str(PLACE), "--force", "-o", str(file)] for file in files.values()]
    every = ["report", "--all", str(place), "-k", "full", *(f"-f{name}" for name in FORMATS)]
    words = [*single, ["form", str(PLACE), "-o", "form.xlsx"], every]
    done = subprocess.run(
        [sys.executable, "-c", FULL, json.dumps(words)],
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout.split() == ["2"] * len(words)
    lines = done.stderr.splitlines()
    refused = [line for line in lines if "cannot be written: " in line]
    assert len(refused) == 2 * len(FORMATS) + 1
    assert all("free the disk" in line for line in refused)
    # The library of fonts tells by itself that it cannot keep its list of them.
    known = ("the form says which", "write cache: ")
    asides = [line for line in lines[:-1] if line not in refused]
    assert [line for line in asides if not any(words in line for words in known)] == []
    assert lines[-1] == f"0 made, 0 unchanged, {len(FORMATS)} failed"
    # Not even under a name for the time being.
    assert {p.name for p in place.iterdir()} == {
        "assessment.yaml",
        *(file.name for file in files.values()),
    }
    assert {file.read_bytes() for file in files.values()} == {OLD}
