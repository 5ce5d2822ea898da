import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from hria.content.documents import Source, load
from hria.content.plain import Plain, read
from hria.content.writing import Quoted, dump, dump_plain, write, write_new
from hria.errors import FileError
from hria.model.assessment import Answer, Assessment
from hria.model.base import Document
from hria.model.checklist import Checklist
from hria.model.grades import Grades
from hria.model.standard import Body, Descriptor
from tests.cases.reading import CASES
from tests.support.builders import an_answer, an_ask, an_assessment, an_assessor, evidence, grades

# What YAML readers take for numbers, dates, truth values and nothing, and what they stumble over.
TRAPS = [
    *("", " ", "no", "NO", "yes", "on", "off", "y", "n", "true", "False", "null", "~", "<<", "="),
    *("0o10", "0x1F", "0b11", "010", "1e3", "1E+3", "1_000", "+1", "-1", "1.10", ".5", "5.", "+.5"),
    *(
        ".inf",
        "-.INF",
        ".nan",
        "190:20:30",
        "1:30.5",
        "0",
        "1.",
        "685_230.15",
        "0x_1",
        "-0b1",
        "-0x1F",
        ".5e+3",
        "-.5E-1",
    ),
    *("2026-11-21", "2001-12-14 21:59:43.10 -5", "12:30", "a: b", "a:", ": a", "a #b", "# a", "#"),
    *(
        "- a",
        "-",
        "? a",
        "?",
        "*a",
        "&a",
        "!a",
        "!!int 1",
        "%a",
        "@a",
        "`a",
        "|",
        ">",
        "'",
        '"',
        "\\",
    ),
    *(
        "[",
        "]",
        "{}",
        "a, b",
        "[a]",
        "{a: b}",
        "---",
        "...",
        "--- a",
        "%YAML 1.1",
        "\ufeffa",
        "a\ufeff",
    ),
    *(
        "\n",
        "a\n",
        "\na",
        "a\n\nb",
        "a\r\nb",
        "a\rb",
        " a",
        "a ",
        "a \nb",
        "\ta",
        "a\t",
        "a\n b\n  c\n",
    ),
    *("\x85", "\u2028", "\u2029", "a\x85b", "\x00", "\x07", "\x1b[0m", "\x7f", "\u200e", "\ufffe"),
    *(
        "é",
        "e\u0301",
        "人权",
        "حقوق",
        "🙂",
        "\U0010ffff",
        "a" * 5_000,
        "word " * 500,
        "x" * 99 + " y",
    ),
]


def again(document: Document, kind: type[Document]) -> Document:
    """Return what is read after *document* was written."""
    data = dump(document)
    return load(Source(Path("f.yaml"), "f.yaml", data), kind).document


words = st.text(st.characters(codec="utf-8")) | st.sampled_from(TRAPS)
said = words.filter(lambda text: re.search(r"\S", text) is not None)
names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]*", fullmatch=True)
answers: st.SearchStrategy[Answer] = st.builds(
    an_answer,
    rationale=words,
    likelihood_reason=words,
    confidential=st.booleans(),
    by=names,
    grades=st.builds(
        grades,
        scale=st.integers(0, 4),
        scope=st.integers(1, 4),
        force=st.sampled_from(["N0", "N4"]),
    ),
    evidence=st.lists(st.builds(evidence, clause=words, quote=words, source=said)).map(tuple),
)
assessments: st.SearchStrategy[Assessment] = st.builds(
    an_assessment,
    st.dictionaries(st.from_regex(r"[A-Z]{2,6}-[0-9]{2,4}", fullmatch=True), answers, max_size=3),
    edition=said,
    assessors=st.lists(
        st.builds(an_assessor, names, name=words, affiliation=words, interests=words), max_size=2
    ).map(tuple),
    asks=st.lists(st.builds(an_ask, names, clause=words, text=said, reason=words), max_size=2).map(
        tuple
    ),
)


@given(assessments)
def test_an_assessment_that_is_written_is_read_back(assessment: Assessment) -> None:
    assert again(assessment, Assessment) == assessment


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Assessment, "assessment"),
        (Body, "body"),
        (Checklist, "checklist"),
        (Descriptor, "standard"),
    ],
)
def test_every_field_of_every_kind_is_written_and_read_back(
    kind: type[Document], name: str
) -> None:
    data = (CASES / name / "valid" / "everything.yaml").read_bytes()
    document = load(Source(Path("f.yaml"), "f.yaml", data), kind).document
    assert again(document, kind) == document
    assert read(dump(document)) == read(data)


values: st.SearchStrategy[Plain] = st.recursive(
    words, lambda inner: st.lists(inner) | st.dictionaries(words, inner)
)


@given(values)
@example({trap: trap for trap in TRAPS})
@example(list(TRAPS))
def test_any_text_in_any_shape_is_read_back(value: Plain) -> None:
    assert read(dump_plain({"value": value})) == {"value": value}


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_is_read_back(trap: str) -> None:
    assert read(dump_plain({"key": trap})) == {"key": trap}
    assert read(dump_plain([trap])) == [trap]
    assert read(dump_plain({trap: "value"})) == {trap: "value"}


# Dates are left bare, as FORMATS writes them; all else is text to other readers as well.
@pytest.mark.parametrize("trap", [trap for trap in TRAPS if not re.match(r"\d{4}-\d", trap)])
def test_other_readers_of_yaml_take_it_for_text_too(trap: str) -> None:
    assert yaml.safe_load(dump_plain({"key": trap})) == {"key": trap}


def test_a_field_that_was_set_to_nothing_is_left_out() -> None:
    assessment = Assessment(standard="itu-t/y.2770", edition=None, checklists=())
    assert again(assessment, Assessment).model_dump() == assessment.model_dump()
    assert b"edition" not in dump(assessment)


def test_grades_that_were_set_to_nothing_are_left_out() -> None:
    given_grades = Grades(
        scale=1, scope=1, irremediability=1, force=None, likelihood=2, nexus="direct"
    )
    answer = Answer(answer="yes", grades=given_grades, by=None, on=None, reason=None)
    assessment = an_assessment({"PRV-01": answer})
    assert again(assessment, Assessment).model_dump() == assessment.model_dump()


def test_a_file_is_written_as_people_write_it() -> None:
    assessment = Assessment.model_validate(
        {
            "standard": "itu-t/y.2770",
            "edition": "2012-11",
            "checklists": [{"ref": "privacy@1.0.0"}],
            "answers": {
                "PRV-05": {
                    "answer": "yes",
                    "rationale": "Frei nach Kant: é.",
                    "documented-use": [{"what": "no", "source": "1.10"}],
                    "confidential": "true",
                    "grades": {
                        "scale": "4",
                        "scope": "3",
                        "irremediability": "3",
                        "force": "N4",
                        "nexus": "direct",
                    },
                    "on": "2026-11-21",
                }
            },
        }
    )
    assert (
        dump(assessment).decode()
        == """\
standard: itu-t/y.2770
edition: 2012-11
checklists:
- ref: privacy@1.0.0
answers:
  PRV-05:
    answer: "yes"
    rationale: 'Frei nach Kant: é.'
    grades:
      scale: 4
      scope: 3
      irremediability: 3
      force: N4
      nexus: direct
    documented-use:
    - what: "no"
      source: "1.10"
    confidential: true
    "on": 2026-11-21
"""
    )


def test_equal_records_give_equal_bytes() -> None:
    one = an_assessment({"PRV-01": an_answer(), "PRV-02": an_answer("no")})
    other = an_assessment({"PRV-01": an_answer(), "PRV-02": an_answer("no")})
    assert dump(one) == dump(other)
    assert dump(again(one, Assessment)) == dump(one)


def test_a_change_of_one_answer_changes_its_lines_only() -> None:
    many = {f"PRV-{number:02}": an_answer("no", rationale="words") for number in range(1, 19)}
    before = dump(an_assessment(many)).splitlines()
    after = dump(an_assessment({**many, "PRV-09": an_answer("no", rationale="other")})).splitlines()
    assert len(before) == len(after)
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [
        b"    rationale: other"
    ]


# ---------------------------------------------------------------------------- the file


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "c.yaml"
    write(file, b"one")
    assert file.read_bytes() == b"one"
    assert [path.name for path in file.parent.iterdir()] == ["c.yaml"]


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    for data in (b"one", b"longer than one", b"", b"\x00\xff"):
        write(file, data)
        assert file.read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["c.yaml"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o444])
def test_a_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "c.yaml"
    file.write_bytes(b"one")
    file.chmod(mode)
    write(file, b"two")
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.fixture
def masked() -> Iterator[int]:
    old = os.umask(0o027)
    yield 0o640
    os.umask(old)


def test_a_new_file_has_the_permissions_of_its_owners_mask(tmp_path: Path, masked: int) -> None:
    write(tmp_path / "c.yaml", b"one")
    assert stat.S_IMODE((tmp_path / "c.yaml").stat().st_mode) == masked


def test_no_file_can_be_made_under_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")
    with pytest.raises(FileError, match=r"/file/c\.yaml: cannot be written: .*nothing was changed"):
        write(file / "c.yaml", b"new")
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "c.yaml"
    folder.mkdir()
    (folder / "kept").write_bytes(b"old")
    with pytest.raises(FileError, match="cannot be written: Is a directory"):
        write(folder, b"new")
    assert (folder / "kept").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["c.yaml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names here")
def test_a_pipe_or_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileError, match="no file but a device or a pipe"):
        write(pipe, b"new")
    assert pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_words_that_are_no_text_are_refused() -> None:
    with pytest.raises(FileError, match="what was given is no text"):
        dump_plain({"rationale": "\udcff"})


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be written: File name too long"):
        write(tmp_path / ("a" * 300), b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="the system has no /proc")
def test_a_file_system_that_takes_no_files_is_an_error_with_a_way_out() -> None:
    way_out = r"nothing was changed \(choose another place, or free the disk\)"
    refused = rf"^/proc/hria\.yaml: cannot be written: .+; {way_out}$"
    with pytest.raises(FileError, match=refused):
        write(Path("/proc/hria.yaml"), b"new")


FULL = """
import resource, sys
from pathlib import Path
from hria.content.writing import write
from hria.errors import FileError

# As on a full disk, the first bytes are written and the others are not.
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write(Path(sys.argv[1]), b"new" * 1000)
except FileError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the system sets no limit to files")
@pytest.mark.parametrize("old", [b"old", None])
def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path: Path, old: bytes | None) -> None:
    file = tmp_path / "c.yaml"
    if old is not None:
        file.write_bytes(old)
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(file)], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(f"{file}: cannot be written: File too large; nothing was changed")
    assert done.stderr == ""
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == (
        {} if old is None else {"c.yaml": old}
    )


def test_a_reader_sees_the_old_file_or_the_new_one_and_nothing_between(tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    versions = [letter * 200_000 for letter in (b"a", b"b")]
    write(file, versions[0])
    seen: set[bytes] = set()
    done = Event()

    def look() -> None:
        while not done.is_set():
            seen.add(file.read_bytes())

    reader = Thread(target=look)
    reader.start()
    for round_ in range(40):
        write(file, versions[round_ % 2])
    done.set()
    reader.join()
    assert seen <= set(versions)


def test_two_writers_leave_the_whole_file_of_one_of_them(tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    versions = [letter * 100_000 for letter in (b"a", b"b", b"c")]
    writers = [Thread(target=write, args=(file, data)) for data in versions for _ in range(5)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert file.read_bytes() in versions
    assert [path.name for path in tmp_path.iterdir()] == ["c.yaml"]


def test_a_link_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    kept = tmp_path / "kept.yaml"
    kept.write_bytes(b"mine\n")
    link = tmp_path / "link.yaml"
    link.symlink_to(kept)
    for path in (link, tmp_path / "nowhere.yaml"):
        if path is not link:
            path.symlink_to(tmp_path / "gone.yaml")
        with pytest.raises(FileError, match="is a link; nothing was changed"):
            write(path, b"theirs\n")
        assert path.is_symlink()
    assert kept.read_bytes() == b"mine\n"
    assert not (tmp_path / "gone.yaml").exists()


def test_many_new_files_are_there_whole_and_nothing_else_is(tmp_path: Path) -> None:
    files = {tmp_path / f"{n % 2}" / f"{n}.yaml": f"{n}\n".encode() for n in range(9)}
    write_new(files)
    found = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == files


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_many_new_files_never_take_the_place_of_one_that_is_there(
    tmp_path: Path, kind: str
) -> None:
    mine = tmp_path / "b.yaml"
    match kind:
        case "file":
            mine.write_text("mine\n")
        case "link":
            mine.symlink_to(tmp_path / "nowhere")
        case _:
            mine.mkdir()
    with pytest.raises(FileError, match=r"b\.yaml exists already"):
        write_new({tmp_path / "a.yaml": b"a\n", mine: b"b\n"})
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["a.yaml", "b.yaml"]
    assert not mine.is_file() or mine.read_text() == "mine\n"


def test_many_new_files_leave_nothing_where_they_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="is not a folder"):
        write_new({tmp_path / "a.yaml": b"a\n", tmp_path / "file" / "b.yaml": b"b\n"})
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_date_can_be_put_in_quotes() -> None:
    assert dump_plain({"at": Quoted("2019-10-14")}) == b"at: '2019-10-14'\n"
