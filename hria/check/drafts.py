"""Whether a draft keeps what its releases promised, and whether one of them was interrupted."""

import re
from collections.abc import Iterator
from contextlib import suppress

from hria.check.promises import broken
from hria.check.subject import Checked
from hria.content.documents import Loaded, is_file, load
from hria.content.library import CHANGES, listed
from hria.errors import Fault, HriaError
from hria.model.checklist import Checklist
from hria.model.refs import DRAFT, Version

_ENTRY = re.compile(r"^## (\d+\.\d+\.\d+), ", re.MULTILINE)


def reused(checked: Checked) -> Iterator[Fault]:
    """Yield a fault for each id of a release that the draft has lost, or uses again."""
    draft = checked.record(Checklist)
    told: dict[str, Fault] = {}
    for version, release in sorted(_releases(checked).items()):
        # The newest release that had the id is the one to look at.
        told.update(broken(draft, release.document, version))
    yield from told.values()


def interrupted(checked: Checked) -> Iterator[Fault]:
    """Yield a warning where CHANGES.md tells of a release that RELEASED does not list."""
    changes = checked.source.path.with_name(CHANGES)
    if not _is_draft(checked) or not is_file(changes):
        return
    try:
        text = checked.library.source(changes).data.decode(errors="replace")
    except HriaError:
        return
    right = checked.folder
    names = _names(checked)
    for version in _ENTRY.findall(text):
        if f"{right}/{version}.yaml" not in names:
            # Until its line is written nothing was released: the draft can be, once more.
            words = f"{CHANGES} tells of {version}, which RELEASED does not list"
            yield Fault("HRIA205", (), f"{words} (run hria release {right} again)", "warning")


def _is_draft(checked: Checked) -> bool:
    path = checked.source.path.resolve()
    return path.stem == DRAFT and path.parent.parent.name == "checklists"


def _names(checked: Checked) -> tuple[str, ...]:
    """Return what RELEASED lists of the right whose draft this is."""
    try:
        lines = listed(checked.source.path.parent.parent.parent)
    except HriaError:
        return ()
    return tuple(name for _, name in lines if name.startswith(f"{checked.folder}/"))


def _releases(checked: Checked) -> dict[Version, Loaded[Checklist]]:
    """Return the releases of the checklist that is a draft here; none for another file."""
    found: dict[Version, Loaded[Checklist]] = {}
    for name in _names(checked) if _is_draft(checked) else ():
        file = checked.source.path.with_name(name.partition("/")[2])
        version = Version.parse(file.stem)
        if version is None or not is_file(file):
            continue
        # What is wrong with a release is told of its own file.
        with suppress(HriaError):
            found[version] = load(checked.library.source(file), Checklist)
    return found
