"""Whether released checklists are what they were, byte for byte."""

import re
from collections.abc import Iterator

from hria.check.promises import gone, other
from hria.check.subject import Checked
from hria.content.library import listed
from hria.errors import Fault
from hria.model.refs import Version

_LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>[a-z][a-z0-9-]*/[0-9.]+\.yaml)")


def changed(checked: Checked) -> Iterator[Fault]:
    """Yield a fault where a released file has other bytes than when it was released."""
    path = checked.source.path.resolve()
    lock = path.parent.parent / "RELEASED"
    if not Version.parse(path.stem) or not lock.is_file():
        return
    name = f"{path.parent.name}/{path.name}"
    # The lock beside this file decides, not one of another root; its first line on a name holds.
    lines = listed(path.parent.parent.parent)
    digests = {n: d for d, n in lines[::-1]}
    if name not in digests:
        right = path.parent.name
        words = (
            f"{name} is not listed in RELEASED (name it draft.yaml; or, if a release was"
            f" interrupted, run hria release {right} again)"
        )
        yield Fault("HRIA203", (), words)
    elif digests[name] != checked.source.digest.removeprefix("sha256:"):
        yield other(name)


def misprinted(checked: Checked) -> Iterator[Fault]:
    """Yield a fault for each line of RELEASED that is none, or whose file is gone."""
    if b"\r" in checked.source.data:
        yield Fault("HRIA204", (1,), "lines end with CR LF (allowed: LF; see .gitattributes)")
    if checked.source.data and not checked.source.data.endswith(b"\n"):
        last = checked.source.data.count(b"\n") + 1
        yield Fault("HRIA204", (last,), "the last line is cut (a line ends with LF)")
    seen: set[str] = set()
    text = checked.source.data.decode(errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        found = _LINE.fullmatch(line)
        at = (number,)
        if not found:
            words = "no line of RELEASED (allowed: <sha256>  <right>/<version>.yaml)"
            yield Fault("HRIA204", at, words)
            continue
        name = found["name"]
        if name in seen:
            yield Fault("HRIA204", at, f"{name} is listed twice")
        seen.add(name)
        if not (checked.source.path.parent / name).is_file():
            yield gone(name, number)
