from collections.abc import Mapping
from pathlib import Path

import pytest

from hria.check import problems
from hria.content.library import Library
from hria.content.record_files import lying
from hria.describing.bulk import Imported, Made, Place, imported
from hria.errors import FileError

CASES = Path(__file__).parents[1] / "cases" / "relaton" / "flavours"


def record(number: str, title: str = "Locks", stage: str = "Published") -> str:
    return f"""\
title: [{{content: "{title}"}}]
docidentifier: [{{content: ITU-T {number}}}]
status: {{stage: {{content: {stage}}}}}
"""


FAMILY = {
    "new": record("Z.9 (10/2019)"),
    "old": record("Z.9 (11/1988)", stage="Withdrawal"),
    "cor": record("Z.9 (2019) Cor. 1 (10/2021)", title=""),
    "other": record("Z.10 (01/2001)"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return an empty workspace."""
    root = tmp_path / "workspace"
    root.mkdir()
    (root / "hria.toml").touch()
    return root


def put(root: Path, records: Mapping[str, str]) -> Path:
    folder = root.parent / "records"
    folder.mkdir(exist_ok=True)
    for name, text in records.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


def brought_in(root: Path, folder: Path, jobs: int = 1, *, dry_run: bool = False) -> Imported:
    place = Place(root, (root,), dry_run=dry_run)
    return imported(lying(folder), place, jobs, lambda *_told: None)


def states(done: Imported) -> dict[str, str]:
    return {str(made.ref): made.state for made in done.made}


def files(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*.yaml")}


def test_each_standard_is_one_file_without_a_fault_and_every_record_is_accounted_for(
    root: Path,
) -> None:
    done = brought_in(root, put(root, FAMILY))
    assert sorted(files(root)) == ["standards/itu-t/z.10.yaml", "standards/itu-t/z.9.yaml"]
    assert done.problems == []
    assert (done.records, sum(made.records for made in done.made)) == (4, 4)
    whole = done.made[1]
    assert whole == Made(
        ref=whole.ref,
        state="written",
        file=str(root / "standards/itu-t/z.9.yaml"),
        editions=(("2019-10", "in-force", ""), ("1988-11", "superseded", "2019-10")),
        amendments=("ITU-T Z.9 (2019) Cor. 1 (10/2021)",),
        records=3,
    )
    library = Library([root], root)
    assert [str(p) for p in problems(library, tuple(root.rglob("*.yaml")))] == []


def test_records_of_all_bodies_are_imported_without_a_fault(root: Path) -> None:
    done = brought_in(root, CASES)
    assert done.problems == []
    assert sum(made.records for made in done.made) == done.records
    library = Library([root], root)
    assert [str(p) for p in problems(library, tuple(root.rglob("*.yaml")))] == []


def test_again_nothing_changes_and_it_goes_on_where_it_was_stopped(root: Path) -> None:
    folder = put(root, FAMILY)
    brought_in(root, folder)
    whole = files(root)
    assert set(states(brought_in(root, folder)).values()) == {"unchanged"}
    (root / "standards/itu-t/z.10.yaml").unlink()
    assert states(brought_in(root, folder)) == {
        "itu-t/z.10": "written",
        "itu-t/z.9": "unchanged",
    }
    assert files(root) == whole


@pytest.mark.parametrize("text", ["mine\n", "", "designation: [\n"])
def test_what_a_person_wrote_stays_byte_for_byte(root: Path, text: str) -> None:
    mine = root / "standards/itu-t/z.9.yaml"
    mine.parent.mkdir(parents=True)
    mine.write_text(text)
    done = brought_in(root, put(root, FAMILY))
    assert mine.read_text() == text
    assert states(done) == {"itu-t/z.10": "written", "itu-t/z.9": "kept"}


def test_of_a_file_that_is_kept_the_editions_it_lacks_are_told(root: Path) -> None:
    folder = put(root, FAMILY)
    brought_in(root, folder)
    mine = root / "standards/itu-t/z.9.yaml"
    mine.write_text("# my own words\n" + mine.read_text())
    put(root, {"newest": record("Z.9 (02/2026)")})
    (made,) = (each for each in brought_in(root, folder).made if each.ref.id == "z.9")
    assert (made.state, made.missing) == ("kept", ("2026-02",))
    assert mine.read_text().startswith("# my own words\n")


def test_a_link_in_the_place_of_a_descriptor_is_left_as_it_is(root: Path) -> None:
    folder = root / "standards/itu-t"
    folder.mkdir(parents=True)
    (folder / "z.9.yaml").symlink_to(root.parent / "elsewhere.yaml")
    assert states(brought_in(root, put(root, FAMILY)))["itu-t/z.9"] == "kept"
    assert not (root.parent / "elsewhere.yaml").exists()


def test_nothing_is_written_through_a_link_out_of_the_workspace(root: Path) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    (root / "standards").symlink_to(outside)
    with pytest.raises(FileError, match="leads out of the workspace"):
        brought_in(root, put(root, FAMILY))
    assert list(outside.iterdir()) == []


def test_what_is_described_elsewhere_is_not_described_again(root: Path) -> None:
    folder = put(root, FAMILY)
    brought_in(root, folder)
    other = root.parent / "other"
    place = Place(other, (other, root))
    done = imported(lying(folder), place, 1, lambda *_told: None)
    assert set(states(done).values()) == {"unchanged"}
    assert not other.exists()


def test_a_dry_run_tells_the_same_and_writes_nothing(root: Path) -> None:
    folder = put(root, FAMILY)
    previewed = brought_in(root, folder, dry_run=True)
    assert files(root) == {}
    assert brought_in(root, folder) == previewed


def test_each_record_that_is_not_converted_is_named_with_the_reason(root: Path) -> None:
    wrong = {
        "again": record("Z.9 (10/2019)"),
        "empty": "",
        "strange": record("LRX 1").replace("ITU-T ", ""),
        "untitled": record("Z.11 (01/2001)", title=""),
        "yaml": "a: &a [1]\n",
    }
    done = brought_in(root, put(root, {**FAMILY, **wrong}))
    told = {Path(p.where.file).stem: p.message for p in done.problems}
    assert {name: words[:30] for name, words in told.items()} == {
        "empty": "the file is empty",
        "new": "'ITU-T Z.9 (10/2019)' is told ",
        "strange": "no id follows from the designa",
        "untitled": "no title in any language (allo",
        "yaml": "an anchor or a tag (write the ",
    }
    assert done.records == sum(made.records for made in done.made) + done.refused


def test_several_processes_make_what_one_makes(root: Path, tmp_path: Path) -> None:
    # So many that other processes are begun.
    many = {f"{n:03}": record(f"Z.{n} (01/2001)", title=f"Lock {n}") for n in range(1, 310)}
    folder = put(root, {**many, "wrong": "a: [\n"})
    heard: list[tuple[str, int, int | None]] = []
    place = Place(root, (root,))
    two = imported(lying(folder), place, 2, lambda *told: heard.append(told))
    by_two = files(root)
    assert heard[0] == ("reading", 0, 310)
    assert heard[-1] == ("writing", 309, 309)
    again = tmp_path / "again"
    again.mkdir()
    one = imported(lying(folder), Place(again, (again,)), 1, lambda *_told: None)
    assert files(again) == by_two
    assert [each.ref for each in one.made] == [each.ref for each in two.made]
    assert one.problems == two.problems
