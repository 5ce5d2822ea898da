"""Names of checklists and standards, parsed once and compared as values."""

import re
from typing import NamedTuple, Self

from hria.errors import BadNameError

_RIGHT = re.compile(r"[a-z][a-z0-9-]*")
_VERSION = re.compile(r"(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})")
_STANDARD = re.compile(
    r"(?P<body>[a-z0-9][a-z0-9-]*)/(?P<id>[a-z0-9]+(?:[._-][a-z0-9]+)*)"
    r"(?:@(?P<edition>[0-9A-Za-z][0-9A-Za-z-]*))?"
)


class Version(NamedTuple):
    """The version of a released checklist; MAJOR changes make some old answer fall."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the version written as *text*, or None where it is not one."""
        found = _VERSION.fullmatch(text)
        return cls(*map(int, found.groups())) if found else None

    def __str__(self) -> str:
        """Return the version as files are named, such as ``1.0.0``."""
        return f"{self.major}.{self.minor}.{self.patch}"


DRAFT = "draft"
"""The version word of the checklist that people still edit."""


class ChecklistRef(NamedTuple):
    """A checklist at a version: ``privacy@1.0.0``, ``privacy@draft``, or ``privacy`` alone."""

    right: str
    version: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the reference written as *text*; raise BadNameError otherwise."""
        right, _, version = text.partition("@")
        known = not version or version == DRAFT or Version.parse(version)
        if not _RIGHT.fullmatch(right) or not known or text.endswith("@"):
            message = (
                f"no name of a checklist: {text!r} (write privacy@1.0.0, privacy@draft or privacy)"
            )
            raise BadNameError(message)
        return cls(right, version)

    def __str__(self) -> str:
        """Return the reference as it is written in an assessment."""
        return f"{self.right}@{self.version}" if self.version else self.right


class StandardRef(NamedTuple):
    """A standard, and an edition where one is named: ``itu-t/x.509@2019-10``."""

    body: str
    id: str
    edition: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the reference written as *text*; raise BadNameError otherwise."""
        found = _STANDARD.fullmatch(text)
        if not found:
            form = "write <body>/<id> in lower case, such as itu-t/y.2770"
            raise BadNameError(f"no name of a standard: {text!r} ({form})")
        return cls(found["body"], found["id"], found["edition"] or "")

    def __str__(self) -> str:
        """Return the reference as files and commands write it."""
        name = f"{self.body}/{self.id}"
        return f"{name}@{self.edition}" if self.edition else name


def bare(text: str) -> str:
    """Return *text* as letters and digits in lower case, so that spellings compare equal."""
    return re.sub(r"[^a-z0-9]", "", text.lower())
