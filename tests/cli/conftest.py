import shutil
from pathlib import Path

import pytest

from tests.brief.example import PLACE, WORKSPACE
from tests.cli.commands import Commands


@pytest.fixture
def hria(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    """Return the command, run in this process."""
    return Commands(monkeypatch, capsys)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the small workspace, and stand in it."""
    copy = shutil.copytree(WORKSPACE, tmp_path / "workspace")
    monkeypatch.chdir(copy)
    return copy


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what may be lost in a folder of the test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder outside of any workspace, and stand in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def place(workspace: Path) -> Path:
    """Return the folder of the assessment in the copy."""
    return workspace / PLACE.relative_to(WORKSPACE)
