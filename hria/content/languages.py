"""The files of fixed phrases that ship with the package, one for each language."""

from pathlib import Path

from hria.content.documents import load, open_source
from hria.errors import NotFoundError
from hria.model.words import Phrases, Words

_FOLDER = Path(__file__).resolve().parent.parent / "words"


def languages() -> tuple[str, ...]:
    """Return the tags of the languages there are phrases for."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def words_of(language: str) -> Words:
    """Return the phrases of *language*; raise NotFoundError where there are none."""
    if language not in languages():
        raise NotFoundError("language", language, languages())
    path = _FOLDER / f"{language}.yaml"
    return Words(load(open_source(path, path.name), Phrases).document)
