from pathlib import Path

import pytest

from hria.content.library import Library
from hria.content.standing import cited, mentioned, replacement

OLD = """\
designation: {value: RFC 1, source: it, mark: recalled}
title: {value: Old, source: it, mark: recalled}
editions:
- id: 2000-01
  status: {value: superseded, source: it, mark: recalled}
- id: 2001-01
  status: {value: in-force, source: it, mark: recalled}
"""
RELATED = "related:\n- {relation: superseded-by, value: RFC 2, source: it, mark: recalled}\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "standards"
    for name, text in (("ietf/rfc1", OLD + RELATED), ("itu-t/x.1", OLD)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.yaml").write_text(text)
    return Library([tmp_path])


def test_what_replaced_a_standard_stands_among_the_related_texts(library: Library) -> None:
    meant = cited("RFC 1, Old")
    assert meant
    assert replacement(library, meant) == "RFC 2"


def test_an_older_edition_is_replaced_by_the_one_in_force(library: Library) -> None:
    for title, now in (
        ("ITU-T X.1 (01/2000), Old", "the edition 2001-01"),
        ("ITU-T X.1 (01/2001), Old", None),
        ("ITU-T X.1, Old", None),
    ):
        meant = cited(title)
        assert meant
        assert replacement(library, meant) == now


def test_of_a_standard_nobody_described_nothing_is_known(library: Library) -> None:
    meant = cited("RFC 3, Unknown")
    assert meant
    assert replacement(library, meant) is None


def test_a_title_that_begins_with_no_designation_cites_none() -> None:
    assert cited("A report on RFC 1") is None


def test_a_file_mentions_what_its_titles_can_begin_with() -> None:
    text = "title: RFC 1, Old\ntitle: ITU-T X.1 (01/2000)\nsee RFC\n  2 too"
    assert {str(ref) for ref in mentioned(text)} >= {"ietf/rfc1", "itu-t/x.1"}
