import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from hria.content.plain import MAX_BYTES
from hria.content.record_files import lying
from hria.errors import FileError

RECORD = b"docidentifier: [{content: RFC 1}]\n"


def tarred(path: Path, *names: str, data: bytes = RECORD, mode: str = "w:xz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def names(path: Path) -> list[str]:
    return [each.name for each in lying(path).records]


def test_a_folder_gives_its_records_in_order_and_those_of_inner_folders(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "in/c.yaml", "notes.md", ".hidden.yaml", ".git/x.yaml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(RECORD)
    lot = lying(tmp_path)
    assert lot.count == 3
    listed = list(lot.records)
    assert [Path(each.name).name for each in listed] == ["a.yml", "b.yaml", "c.yaml"]
    assert {each.source().data for each in listed} == {RECORD}


def test_a_link_in_a_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s")
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "a.yaml").symlink_to(tmp_path / "secret")
    (each,) = lying(folder).records
    with pytest.raises(FileError, match=r"a\.yaml: is a link; it was not read"):
        each.source()


@pytest.mark.parametrize("mode", ["w:xz", "w:gz", "w:bz2", "w"])
def test_a_tar_archive_is_read_without_unpacking(tmp_path: Path, mode: str) -> None:
    path = tarred(tmp_path / "r.tar.xz", "d/a.yaml", "d/b.txt", "../../c.yaml", mode=mode)
    assert names(path) == ["d/a.yaml", "../../c.yaml"]
    assert [each.source().data for each in lying(path).records] == [RECORD, RECORD]
    assert [each.name for each in tmp_path.iterdir()] == ["r.tar.xz"]


def test_what_is_no_file_in_an_archive_is_no_record(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "r.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            member = tarfile.TarInfo(f"{kind!r}.yaml")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    assert names(tmp_path / "r.tar") == []


def test_a_zip_archive_is_read_and_a_bomb_in_it_is_not(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "r.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.yaml", RECORD)
        archive.writestr("bomb.yaml", bytes(MAX_BYTES + 1))
    good, bomb = lying(tmp_path / "r.zip").records
    assert good.source().data == RECORD
    with pytest.raises(FileError, match=r"bomb\.yaml: is larger than 8 MiB"):
        bomb.source()


def test_a_bomb_in_a_tar_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    with lzma.open(tmp_path / "r.tar.xz", "wb") as file, tarfile.open(fileobj=file, mode="w") as to:
        for name, data in (("bomb.yaml", bytes(MAX_BYTES + 1)), ("a.yaml", RECORD)):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            to.addfile(member, io.BytesIO(data))
    bomb, good = lying(tmp_path / "r.tar.xz").records
    assert bomb.fault.startswith("is larger than")
    assert good.source().data == RECORD


def test_a_broken_archive_is_one_line(tmp_path: Path) -> None:
    path = tarred(tmp_path / "r.tar.xz", *(f"{n}.yaml" for n in range(50)))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(FileError, match="is broken"):
        names(path)


def test_where_no_record_can_be_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="holds no record"):
        lying(tmp_path)
    with pytest.raises(FileError, match="no such file or folder"):
        lying(tmp_path / "none.yaml")
    (tmp_path / "one.yaml").write_bytes(RECORD)
    assert names(tmp_path / "one.yaml") == [str(tmp_path / "one.yaml")]
