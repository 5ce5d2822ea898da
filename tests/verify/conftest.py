import pytest

from tests.verify.reports import Desk, released


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a workspace in which reports are made, and verified."""
    return Desk(released(tmp_path_factory.mktemp("verify")))
