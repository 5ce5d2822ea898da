"""What docs/checks.md says about a code, as a rule of SARIF."""

import re
from functools import cache
from typing import Any

from hria.content.documents import is_file
from hria.content.roots import shipped

_SECTION = re.compile(r"^## (HRIA\d{3})\n+(.*?)\s*(?=^## HRIA|\Z)", re.MULTILINE | re.DOTALL)
_WHAT = re.compile(r"### What\s+(.+?)\s+###", re.DOTALL)
_LINK = re.compile(r"\[([^]]+)\]\([^)\s]+\)")

_LONGEST = 1000
"""How long a description may be for GitHub to take it."""


def described(code: str, message: str) -> dict[str, Any]:
    """Return the rule *code*; where its page is not at hand, *message* describes it."""
    section = _sections().get(code, "")
    found = _WHAT.search(section)
    what = " ".join(found[1].split()) if found else message
    sentence = re.split(r"(?<=\.) ", what, maxsplit=1)[0]
    return {
        "id": code,
        "shortDescription": {"text": sentence[:_LONGEST]},
        "fullDescription": {"text": what[:_LONGEST]},
        "help": {"text": section or message, "markdown": section or message},
    }


@cache
def _sections() -> dict[str, str]:
    path = shipped() / "docs" / "checks.md"
    text = path.read_text(encoding="utf-8") if is_file(path) else ""
    # A link from one page of docs to another leads nowhere from a report.
    return dict(_SECTION.findall(_LINK.sub(r"\1", text)))
