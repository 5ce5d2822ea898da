"""How long Hypothesis looks where one example costs much."""

from hypothesis import settings

_USUAL = 30
"""How many examples the profile of every day has; see tests/conftest.py."""

_most = settings().max_examples

SOME = settings(max_examples=20 if _most == _USUAL else _most)
"""Half of what is usual; the longer look of the profile ``deep`` stays as long."""
