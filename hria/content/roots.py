"""Which folders content lies in; known without reading any of it."""

from pathlib import Path

MARKER = "hria.toml"
"""The file that makes a folder a workspace."""


def shipped() -> Path:
    """Return the folder of the content that ships with the package."""
    package = Path(__file__).resolve().parent.parent
    data = package / "_data"
    # In a checkout the content lies beside the package.
    return data if data.is_dir() else package.parent


def workspace(start: Path) -> Path | None:
    """Return the nearest folder at or above *start* that is a workspace, or None."""
    folder = start.resolve()
    return next((f for f in (folder, *folder.parents) if _is_file(f / MARKER)), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
