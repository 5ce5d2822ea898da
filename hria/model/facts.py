"""Facts: a value that always carries its source and a mark for how well it was checked."""

from typing import Literal

from hria.model.base import Document, Text

Mark = Literal["verified", "secondary", "recalled", "inferred", "unknown"]
"""How well a fact was checked.

verified: read in the primary text or on the body's own page; secondary: read in
a report about it; recalled: from memory, not opened; inferred: our own
reasoning; unknown: looked for and not found.
"""

Capability = Literal[
    "identify-person",
    "identify-device",
    "link-activity",
    "observe-metadata",
    "inspect-content",
    "decrypt",
    "classify-application",
    "classify-content",
    "log",
    "retain",
    "report-to-third-party",
    "intercept-target",
    "intercept-bulk",
    "block",
    "throttle",
    "prioritise",
    "modify",
    "inject",
    "redirect",
    "disconnect",
    "revoke",
    "refuse-issue",
    "geolocate",
    "detect-presence",
    "recognise-biometric",
    "recognise-behaviour",
    "authenticate",
    "encrypt",
    "hide-metadata",
    "relay-blind",
    "publish-log",
    "notify-person",
]
"""What a standard can do that touches people; one vocabulary, so that questions can key on it."""

SourceKind = Literal["primary", "copy", "draft", "leaked-draft", "secondary", "none"]
"""What a source is; ``none`` stands for memory, analysis, and what was not found."""


class SourceEntry(Document):
    """Where facts come from, and how much of it was read."""

    title: Text
    """The title, with the edition or date."""

    kind: SourceKind
    """What the source is."""

    address: Text | None = None
    """Where it can be found."""

    read: Text | None = None
    """How much of it was read."""

    on: Text | None = None
    """Its date of publication, as exactly as known."""

    note: Text | None = None
    """What a reader must know about it, such as what has replaced it."""


class Fact(Document):
    """One statement, with its source and its mark."""

    value: Text
    """The statement."""

    source: Text
    """A key of ``sources`` in the same file, or the source in words."""

    mark: Mark
    """How well the statement was checked."""

    at: Text | None = None
    """The clause, section or page of the source; needed where the mark is ``verified``."""

    note: Text | None = None
    """What a reader must know about the fact."""
