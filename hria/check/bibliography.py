"""Whether what questions cite is in the bibliography, and still stands."""

from collections.abc import Iterator
from difflib import get_close_matches

from hria.check.subject import Checked
from hria.content.documents import is_file
from hria.errors import Fault, HriaError
from hria.model.bibliography import Bibliography
from hria.model.checklist import Checklist
from hria.model.refs import DRAFT, Version


def unlisted(checked: Checked) -> Iterator[Fault]:
    """Yield a warning for each source of a question that is unknown, or superseded."""
    known = _bibliography(checked)
    if known is None:
        return
    # A released file cannot change, so what was superseded since is told of its draft.
    fixed = Version.parse(checked.source.path.stem) and is_file(
        checked.source.path.with_name(f"{DRAFT}.yaml")
    )
    for index, question in enumerate(checked.record(Checklist).questions):
        if question.state == "retired":
            continue
        for place, source in enumerate(question.sources):
            key = "instrument" if source.instrument else "ref"
            name = source.name
            at = ("questions", index, "sources", place, key)
            if not name:
                continue
            if name not in known.entries:
                words = f"{question.id}: {name!r} is not in checklists/bibliography.yaml"
                yield Fault("HRIA308", at, f"{words}{_near(name, known)}", "warning")
            elif (now := known.replacement(name)) and not fixed:
                words = f"{question.id}: {name} is superseded by {now}"
                yield Fault("HRIA309", at, words, "warning")


def dangling(checked: Checked) -> Iterator[Fault]:
    """Yield a fault for each entry that is superseded by what is no entry, or by itself."""
    own = checked.record(Bibliography)
    known = _bibliography(checked) or own
    for name, entry in own.entries.items():
        later = entry.superseded_by
        at = ("entries", name, "superseded-by")
        if later is None:
            continue
        if later not in known.entries and later not in own.entries:
            words = f"{name}: {later!r} is no entry of the bibliography{_near(later, known)}"
            yield Fault("HRIA310", at, words)
        elif _returns(name, own):
            words = f"{name}: what supersedes it is superseded by it (leave one of them out)"
            yield Fault("HRIA310", at, words)


def _bibliography(checked: Checked) -> Bibliography | None:
    try:
        return checked.library.bibliography()
    except HriaError:
        # The problems of the file itself are told where it is checked.
        return None


def _near(name: str, known: Bibliography) -> str:
    near = get_close_matches(name, known.entries, 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _returns(name: str, known: Bibliography) -> bool:
    passed: set[str] = set()
    now: str | None = name
    while now is not None and now not in passed:
        passed.add(now)
        entry = known.entries.get(now)
        now = entry.superseded_by if entry else None
    return now == name
