import os
from pathlib import Path

import pytest

from hria.content.index import listings

TEXT = """\
designation: {value: E.1, source: it, mark: recalled}
title: {value: Routing, source: it, mark: recalled}
editions:
- id: 2020-01
  status: {value: in-force, source: it, mark: recalled}
capabilities:
- {capability: log, value: keeps a record, source: it, mark: recalled}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "work" / "standards" / "example"
    folder.mkdir(parents=True)
    (folder / "e.1.yaml").write_text(TEXT)
    (folder / "sdo.yaml").write_text("short: example\n")
    (folder / ".e.2.typed.yaml").write_text(TEXT)
    return tmp_path / "work"


def test_the_index_tells_of_each_descriptor_what_a_list_needs(root: Path) -> None:
    [only] = listings({root: None})
    assert (only.ref, only.designation, only.title) == ("example/e.1", "E.1", "Routing")
    assert (only.status, only.years, only.capabilities) == ("in-force", ("2020",), ("log",))


def test_what_was_read_is_not_read_again(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "index.json"
    first = listings({root: cache})
    file = root / "standards/example/e.1.yaml"
    stamp = file.stat()
    file.write_text(TEXT.replace("Routing", "Rooting"))
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert listings({root: cache}) == first
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns + 1))
    assert listings({root: cache})[0].title == "Rooting"


@pytest.mark.parametrize("held", [b"", b"[]", b"{}", b'{"form": 1, "files": {"a": 1}}', b"\xff"])
def test_an_index_that_cannot_be_read_is_made_anew(root: Path, tmp_path: Path, held: bytes) -> None:
    cache = tmp_path / "index.json"
    cache.write_bytes(held)
    assert [each.ref for each in listings({root: cache})] == ["example/e.1"]
    assert cache.read_bytes() != held


def test_a_file_that_is_gone_is_listed_no_more(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "index.json"
    listings({root: cache})
    (root / "standards/example/e.1.yaml").unlink()
    assert listings({root: cache}) == ()


def test_a_descriptor_that_cannot_be_read_has_no_title(root: Path) -> None:
    (root / "standards/example/e.1.yaml").write_text("title: [\n")
    [only] = listings({root: None})
    assert (only.ref, only.title) == ("example/e.1", "")


def test_an_earlier_root_hides_what_a_later_one_holds(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "standards" / "example"
    other.mkdir(parents=True)
    (other / "e.1.yaml").write_text(TEXT.replace("Routing", "Hidden"))
    found = listings({root: None, tmp_path / "other": None})
    assert [each.title for each in found] == ["Routing"]


def test_what_a_link_leads_to_outside_is_not_read(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(TEXT)
    (root / "standards/example/e.9.yaml").symlink_to(tmp_path / "secret.yaml")
    assert [each.ref for each in listings({root: None})] == ["example/e.1"]
