"""Whether a source still stands, by the bibliography and by the descriptors of the library."""

import re
from collections.abc import Iterator

from hria.check.subject import Checked
from hria.content.standing import cited, replacement
from hria.errors import Fault
from hria.model.facts import SourceEntry
from hria.model.refs import bare
from hria.model.standard import Body, Descriptor

_SAYS_SO = re.compile(
    r"(?i)supersed|replac|obsolet|historic|withdrawn"
    r"|later (?:editions?|versions?|revisions?|changes|texts?|rules)"
)


def superseded(checked: Checked) -> Iterator[Fault]:
    """Yield a fault for each source that another text has replaced, where nothing says so."""
    document = checked.loaded.document if checked.loaded else None
    if not isinstance(document, Descriptor | Body):
        return
    own = (checked.folder, checked.source.path.stem)
    for key, entry in document.sources.items():
        meant = cited(entry.title)
        if meant is None or (meant.ref.body, meant.ref.id) == own:
            continue
        now = replacement(checked.library, meant)
        if now and not _told(entry, now):
            words = f"{meant.designation} is superseded by {now} (say so in title, read or note)"
            yield Fault("HRIA408", ("sources", key, "title"), words)


def _told(entry: SourceEntry, now: str) -> bool:
    words = " ".join(filter(None, (entry.title, entry.read, entry.note)))
    return bool(_SAYS_SO.search(words)) or bare(now) in bare(words)
