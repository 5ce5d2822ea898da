import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.commands import AGAIN, REPOSITORY, Commands

pytestmark = pytest.mark.usefixtures("nowhere", "own_cache")


def test_find_answers_with_id_number_title_and_standing(hria: Commands) -> None:
    done = hria("find", "y2770")
    assert done.status == 0
    assert done.out.startswith("itu-t/y.2770  ITU-T Y.2770: Requirements for deep packet")
    assert "(in-force, 2012)" in done.out


def test_find_says_first_what_replaced_a_text(hria: Commands) -> None:
    assert hria("find", "rfc8446").out.startswith("RFC 8446 is replaced by RFC 9846\n")


def test_find_gives_the_same_to_tools(hria: Commands) -> None:
    told = json.loads(hria("find", "packet", "inspection", "--format", "json").out)
    assert told["found"][0]["standard"] == "itu-t/y.2770"
    assert told["found"][0]["by"] == "title"


def test_find_offers_what_may_have_been_meant(hria: Commands) -> None:
    done = hria("find", "y2779")
    assert (done.status, done.out) == (0, "")
    assert "did you mean" in done.err
    assert "Y.277" in done.err


@pytest.mark.parametrize(
    ("words", "has", "lacks"),
    [
        (("--body", "ietf"), "ietf/rfc8484", "itu-t/y.2770"),
        (("--capability", "decrypt"), "itu-t/y.2770", "ietf/rfc8484"),
        (("--year", "2012"), "itu-t/y.2770", "ietf/rfc8484"),
        (("--status", "in-force"), "itu-t/y.2770", "itu-t/new-ip"),
        (("--right", "privacy"), "itu-t/y.2770", "nothing"),
    ],
)
def test_a_list_of_standards_is_narrowed(
    hria: Commands, words: tuple[str, ...], has: str, lacks: str
) -> None:
    lines = hria("list", "standards", *words).out.splitlines()
    assert [line for line in lines if line.startswith(f"{has}  ")]
    assert not [line for line in lines if line.startswith(f"{lacks}  ")]


def test_a_filter_that_is_misspelt_is_told(hria: Commands) -> None:
    done = hria("list", "standards", "--capability", "decryp")
    assert (done.status, done.out) == (2, "")
    assert "decrypt" in done.err


def test_a_list_for_tools_says_where_nobody_looked(hria: Commands) -> None:
    listed = json.loads(hria("list", "standards", "--format", "json").out)
    assert {each["standard"] for each in listed} >= {"itu-t/y.2770", "ietf/rfc8484"}
    assert all(isinstance(each["capabilities"], list | None) for each in listed)


def test_whoever_has_read_enough_ends_the_list_in_silence(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*AGAIN, "list"], cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0
    assert tmp_path.is_dir()


def test_a_year_is_four_digits(hria: Commands) -> None:
    done = hria("list", "standards", "--year", "12")
    assert (done.status, done.out) == (2, "")
    assert "2012" in done.err


def test_a_long_query_is_not_repeated_at_length(hria: Commands) -> None:
    assert len(hria("find", "x" * 5000).err) < 300
