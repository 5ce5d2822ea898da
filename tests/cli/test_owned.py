import pytest

from hria.brief import KINDS
from hria.cli.owned import is_ours
from hria.cli.reporting import reported
from hria.render import FORMATS
from tests.brief.example import opened

STRANGE = [b"", b"PK", b"%PDF-1.7\n", b"<html>", b"{}", b"# Mine\n", b"\xff\xfe", b'"Finding"\n']


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("format_", FORMATS)
def test_an_earlier_state_of_a_report_is_known_and_nothing_else(format_: str) -> None:
    kind = next(iter(KINDS)) if format_ == "pdf" else "full"
    old = reported(opened(answers={}), kind, format_, "en")
    new = reported(opened(), "full", "md", "en") if format_ == "md" else old
    assert is_ours(old, new, format_)
    for strange in STRANGE:
        assert not is_ours(strange, new, format_)
