import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hria.content.documents import Loaded, Source, load, open_source, validate
from hria.content.plain import MAX_BYTES, MAX_VALUES, Plain, read
from hria.errors import ContentError, Fault, FileError, Location
from hria.model.assessment import Assessment
from hria.model.base import FORMS, Document
from hria.model.bibliography import Bibliography
from hria.model.checklist import Checklist
from hria.model.standard import Body, Descriptor
from tests.cases.reading import CASES

KINDS: tuple[type[Document], ...] = (Assessment, Bibliography, Body, Checklist, Descriptor)

CHECKLIST = """\
title: Movement
method: "1"
questions:
- id: MOV-01
  title: Tracking of routes
  ask: Does the text show routes?
  worrying: "yes"
"""

ASSESSMENT = """\
standard: itu-t/y.2770
checklists:
- ref: privacy@1.0.0
"""


def source(text: str | bytes) -> Source:
    data = text if isinstance(text, bytes) else text.encode()
    return Source(Path("f.yaml"), "f.yaml", data)


def lines(text: str | bytes, kind: type[Document]) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load(source(text), kind)
    return [str(problem) for problem in caught.value.problems]


def test_a_whole_file_gives_its_record_and_its_digest() -> None:
    loaded = load(source(CHECKLIST), Checklist)
    assert loaded.document.questions[0].id == "MOV-01"
    assert loaded.digest == "sha256:" + hashlib.sha256(CHECKLIST.encode()).hexdigest()


def test_the_digest_is_of_the_bytes_and_not_of_the_meaning() -> None:
    other = CHECKLIST.replace("\n", "\r\n")
    assert load(source(other), Checklist).document == load(source(CHECKLIST), Checklist).document
    assert load(source(other), Checklist).digest != load(source(CHECKLIST), Checklist).digest


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("title: Movement\n", ""), "f.yaml:1:1: HRIA002 title is missing"),
        (
            ("  ask: Does the text show routes?\n", ""),
            "f.yaml:4:3: HRIA002 questions[0]: ask is missing",
        ),
    ],
)
def test_a_missing_field_is_told_where_it_should_stand(change: tuple[str, str], line: str) -> None:
    assert lines(CHECKLIST.replace(*change), Checklist) == [line]


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("titel: Movement", "; did you mean 'title'?"),
        ("Questions: []", "; did you mean 'questions'?"),
        ("instrument: []", "; did you mean 'instruments'?"),
        ("colour: red", ")"),
        ("'': red", ")"),
    ],
)
def test_an_unknown_field_names_what_is_allowed_and_what_was_meant(written: str, end: str) -> None:
    [line] = lines(CHECKLIST + written + "\n", Checklist)
    name = written.partition(":")[0].strip("'")
    assert line.startswith(f"f.yaml:8:1: HRIA003 unknown field {name!r} (allowed: title, prefix, ")
    assert line.endswith(end)


@pytest.mark.parametrize(
    ("at", "written", "path", "meant"),
    [
        ("", "standard_digest: x", "", "standard-digest"),
        ("answers: {PRV-01: {answer: 'no', ", "rationle: x}}", "answers.PRV-01: ", "rationale"),
        (
            "answers: {PRV-01: {answer: 'no', ",
            "documented_use: []}}",
            "answers.PRV-01: ",
            "documented-use",
        ),
        (
            "answers: {PRV-01: {answer: 'no', evidence: [{source: s, strength: E1, ",
            "claus: x}]}}",
            "answers.PRV-01.evidence[0]: ",
            "clause",
        ),
        (
            "answers: {PRV-01: {answer: 'no', tests: {remedy: {outcome: fail, reason: r, ",
            "reasons: x}}}}",
            "answers.PRV-01.tests.remedy: ",
            "reason",
        ),
        ("review: {", "stat: draft}", "review: ", "state"),
        (
            "review: {history: [{state: draft, by: a, 'on': 2026-11-21, ",
            "notes: x}]}",
            "review.history[0]: ",
            "note",
        ),
    ],
)
def test_a_field_is_guessed_at_any_depth(at: str, written: str, path: str, meant: str) -> None:
    [line] = lines(f"{ASSESSMENT}{at}{written}\n", Assessment)
    name = written.partition(":")[0]
    assert line.startswith(f"f.yaml:4:{len(at) + 1}: HRIA003 {path}unknown field {name!r} (")
    assert line.endswith(f"; did you mean {meant!r}?")
    assert f"{meant}," in line or f"{meant})" in line


# Keys that people choose, such as those of sources, may be equal to names of fields.
@pytest.mark.parametrize("key", ["title", "kind", "read", "on", "sources", "editions", "body", "x"])
def test_a_key_that_is_called_like_a_field_does_not_confuse_the_guess(key: str) -> None:
    text = f"""\
designation: {{value: E.1, source: {key}, mark: verified}}
title: {{value: E.1, source: {key}, mark: verified}}
sources:
  {key}: {{title: Text, kind: primary, adress: x}}
"""
    [line] = lines(text, Descriptor)
    assert line.endswith("(allowed: title, kind, address, read, on, note); did you mean 'address'?")


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("title: [a]", "1:8: HRIA004 title is a list (allowed: text)"),
        ("title: {a: b}", "1:8: HRIA004 title is keys and values (allowed: text)"),
        ("instruments: x", "1:14: HRIA004 instruments is text (allowed: a list)"),
        ("instruments: {a: b}", "1:14: HRIA004 instruments is keys and values (allowed: a list)"),
        ("instruments: [[a]]", "1:15: HRIA004 instruments[0] is a list (allowed: text)"),
        ("instruments: ''", "1:14: HRIA004 instruments is empty (allowed: a list)"),
        ("scales: x", "1:9: HRIA004 scales is text (allowed: keys and values)"),
        ("scales: [a]", "1:9: HRIA004 scales is a list (allowed: keys and values)"),
        ("scales: ''", "1:9: HRIA004 scales is empty (allowed: keys and values)"),
        ("scales: {scale: x}", "1:17: HRIA004 scales.scale is text (allowed: keys and values)"),
        ("scales: {scale: ''}", "1:17: HRIA004 scales.scale is empty (allowed: keys and values)"),
        ("scales: {scale: {1: [a]}}", "1:21: HRIA004 scales.scale.1 is a list (allowed: text)"),
    ],
)
def test_a_wrong_shape_names_what_is_there_and_the_right_one(written: str, line: str) -> None:
    text = written + "\n" + CHECKLIST
    if written.startswith("title"):
        text = text.replace("\ntitle: Movement", "")
    assert lines(text, Checklist) == [f"f.yaml:{line}"]


@pytest.mark.parametrize(
    ("written", "allowed"),
    [
        ("worrying: maybe", "yes, no"),
        ("worrying: True", "yes, no"),
        ("state: dropped", "active, retired"),
        ("gate: yes", "true, false"),
        ("gate: True", "true, false; did you mean true?"),
        ("max-severity: 0", "1, 2, 3, 4"),
        ("max-severity: 1.0", "1, 2, 3, 4"),
        ("max-severity: two", "1, 2, 3, 4"),
        ("grades: {scale: 5}", "0, 1, 2, 3, 4"),
        ("grades: {nexus: none}", "direct, contributory, linked"),
        ("worrying: yess", "yes, no; did you mean yes?"),
        ("state: retird", "active, retired; did you mean retired?"),
        ("grades: {nexus: indirect}", "direct, contributory, linked; did you mean direct?"),
        ("answers: {perhaps: x}", "yes, partly, no, not-applicable, unknown"),
    ],
)
def test_a_choice_names_what_is_given_what_is_allowed_and_what_was_meant(
    written: str, allowed: str
) -> None:
    text = CHECKLIST.replace('  worrying: "yes"\n', "")
    if not written.startswith("worrying"):
        text += '  worrying: "no"\n'
    [line] = lines(f"{text}  {written}\n", Checklist)
    given_word = written.rpartition(": ")[2].strip("{}") if "perhaps" not in written else "perhaps"
    assert line.startswith(f"f.yaml:{text.count(chr(10)) + 1}:")
    assert "HRIA004" in line
    assert f" is {given_word!r} (" in line
    assert line.endswith(f"(allowed: {allowed})")


@pytest.mark.parametrize(
    "written", ["title:", "title: ''", "title: '  '", 'title: "\\n\\t"', "title: \u00a0"]
)
def test_blank_words_are_no_words(written: str) -> None:
    text = CHECKLIST.replace("title: Movement", written)
    [line] = lines(text, Checklist)
    assert line.endswith("HRIA004 title is empty (allowed: words)")


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-13-01", "0000-01-01", "2026-1-1", "21.11.2026", "today", ""]
)
def test_a_day_is_a_day_of_the_calendar(day: str) -> None:
    [line] = lines(
        f"{ASSESSMENT}answers: {{PRV-01: {{answer: 'no', 'on': '{day}'}}}}\n", Assessment
    )
    assert line.startswith("f.yaml:4:40: HRIA004 answers.PRV-01.on ")
    assert "allowed:" in line


PRIVACY = "a checklist and its version, such as privacy@1.0.0"
QUESTION = "an id such as PRV-05"


# Whoever writes content knows no regular expressions.
@pytest.mark.parametrize(
    ("kind", "written", "given_there", "allowed"),
    [
        (Checklist, "prefix: mov", "prefix is 'mov'", "capital letters, such as PRV"),
        (Checklist, "questions: [{id: mov-1}]", "questions[0].id is 'mov-1'", QUESTION),
        (
            *(Assessment, "standard: Y.2770", "standard is 'Y.2770'"),
            "<body>/<id> in lower case, such as itu-t/y.2770",
        ),
        (Assessment, "checklists: [{ref: x}]", "checklists[0].ref is 'x'", PRIVACY),
        (
            *(Assessment, "standard-digest: 00", "standard-digest is '00'"),
            "sha256: and 64 digits or letters a to f",
        ),
        (
            *(Assessment, "assessors: [{id: a b}]", "assessors[0].id is 'a b'"),
            "letters, digits, dots, hyphens and underscores",
        ),
        (Assessment, "answers: {PRV-1: {}}", "answers.PRV-1 is 'PRV-1'", QUESTION),
        (
            *(Assessment, "answers: {PRV-01: {'on': now}}", "answers.PRV-01.on is 'now'"),
            "a day such as 2026-11-21",
        ),
        (
            *(Descriptor, "editions: [{id: 11/2012}]", "editions[0].id is '11/2012'"),
            "letters, digits and hyphens, such as 2012-11",
        ),
        (
            *(Descriptor, "sources: {My Text: {}}", "sources.My Text is 'My Text'"),
            "lower-case letters, digits, dots and hyphens",
        ),
    ],
)
def test_the_form_of_a_text_is_told_in_words(
    kind: type[Document], written: str, given_there: str, allowed: str
) -> None:
    found = [line.partition(" HRIA004 ")[2] for line in lines(f"{written}\n", kind)]
    assert f"{given_there} (allowed: {allowed})" in found


def patterns_in(schema: object) -> Iterator[str]:
    """Yield every regular expression that a field of *schema* must match."""
    if isinstance(schema, dict):
        if isinstance(found := schema.get("pattern"), str):
            yield found
        yield from schema.get("patternProperties", {})
        for inner in schema.values():
            yield from patterns_in(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from patterns_in(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_there_is_has_its_words(kind: type[Document]) -> None:
    found = set(patterns_in(kind.model_json_schema()))
    assert found
    assert found <= set(FORMS)


# FORMATS: "It hides words and names (rationale, quote, source, clause, text, name, affiliation,
# who answered)"; what is printed may be read by others.
@pytest.mark.parametrize(
    "written",
    [
        "answers: {PRV-01: {answer: 'no', confidential: true, 'on': Xyzzy, by: 'Xyzzy !'}}",
        "answers: {PRV-01: {answer: Xyzzy, 'on': Xyzzy, confidential: true}}",
        "answers: {PRV-01: {answer: 'no', confidential: true, evidence: Xyzzy, tests: Xyzzy}}",
        "answers: {PRV-01: {answer: 'no', confidential: true, evidence: [{strength: Xyzzy}]}}",
        "answers: {PRV-01: {answer: 'no', evidence: [{strength: Xyzzy, confidential: true}]}}",
        "safeguards: [{id: 'Xyzzy !', effect: Xyzzy, confidential: true, text: [Xyzzy]}]",
        "asks: [{confidential: true, id: 'Xyzzy !', addresses: [Xyzzy], effect: Xyzzy}]",
        "enabling: [{right: [Xyzzy], text: {Xyzzy: Xyzzy}, source: [Xyzzy], confidential: true}]",
        "assessors: [{id: 'Xyzzy !', kind: Xyzzy, name: [Xyzzy], confidential: true}]",
    ],
)
def test_no_value_beside_the_word_confidential_is_repeated(written: str) -> None:
    found = lines(f"{ASSESSMENT}{written}\n", Assessment)
    assert found
    assert "Xyzzy" not in "".join(found)


def test_a_choice_among_two_lists_of_words_is_one_problem() -> None:
    text = """\
designation: {value: E.1, source: words, mark: verified}
title: {value: E.1, source: words, mark: verified}
safeguards:
- {value: v, source: words, mark: verified, force: must}
"""
    assert lines(text, Descriptor) == [
        "f.yaml:4:52: HRIA004 safeguards[0].force is 'must' (allowed: N0, N1, N2, N3, N4, unknown)"
    ]


def test_every_problem_is_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        CHECKLIST.replace('"yes"', "perhaps").replace("title: Movement\n", "colour: red\n")
        + "- {}\n"
    )
    assert [line[:18] for line in lines(text, Checklist)] == [
        "f.yaml:1:1: HRIA00",
        "f.yaml:1:1: HRIA00",
        "f.yaml:7:13: HRIA0",
        *["f.yaml:8:3: HRIA00"] * 4,
    ]


def test_long_values_are_not_repeated() -> None:
    [line] = lines(CHECKLIST.replace('"yes"', "y" * 5000), Checklist)
    assert line == "f.yaml:7:13: HRIA004 questions[0].worrying (allowed: yes, no)"


# plain.MAX_FAULTS exists because a file can be nothing but faults; 8 MiB of them
# must not become millions of lines.
def test_the_problems_of_one_file_have_an_end() -> None:
    assert len(lines("questions: [" + "a," * 20_000 + "]\n", Checklist)) <= 1_000


# A file of 8 MiB can hold millions of values, each of which would become an object.
def test_the_values_of_one_file_have_an_end() -> None:
    text = "title: T\nquestions:\n" + "- a\n" * MAX_VALUES
    [line] = lines(text, Checklist)
    # The file, its title and the list are values as well.
    assert line == f"f.yaml:{MAX_VALUES}:3: HRIA001 more than {MAX_VALUES} values in one file"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "f.yaml:1:1: HRIA001 the file is empty"),
        ("a: [\n", "f.yaml:2:1: HRIA001 not YAML: "),
        ("words\n", "f.yaml:1:1: HRIA004 the file is text (allowed: keys and values)"),
        ("- a\n", "f.yaml:1:1: HRIA004 the file is a list (allowed: keys and values)"),
        ("a: 1\na: 2\n", "f.yaml:2:1: HRIA001 the key 'a' stands twice in one map"),
    ],
)
def test_no_kind_of_record_can_be_read_from_another_shape(
    kind: type[Document], text: str, line: str
) -> None:
    [found] = lines(text, kind)
    assert found.startswith(line)


def test_every_slip_of_writing_becomes_a_problem() -> None:
    assert lines("a: &a 1\nb: *a\nb: 2\n", Checklist) == [
        "f.yaml:1:4: HRIA001 an anchor or a tag (write the plain value)",
        "f.yaml:2:4: HRIA001 an alias (write the value again)",
        "f.yaml:3:1: HRIA001 the key 'b' stands twice in one map",
    ]


def within(value: Plain) -> Iterator[Plain]:
    """Yield *value* and everything in it."""
    yield value
    inside: Iterable[Plain] = ()
    if isinstance(value, list):
        inside = value
    elif isinstance(value, dict):
        inside = value.values()
    for inner in inside:
        yield from within(inner)


def whole(name: str) -> dict[str, Plain]:
    """Return what the case with everything of the kind *name* holds."""
    held = read((CASES / name / "valid" / "everything.yaml").read_bytes())
    assert isinstance(held, dict)
    return held


WHOLE: dict[type[Document], dict[str, Plain]] = {
    # A digest of a descriptor would change with it, and an escalation needs three high findings.
    Assessment: {
        **whole("assessment"),
        "standard-digest": "sha256:" + "0" * 64,
        "escalations": [{"right": "privacy", "reason": "Together."}],
    },
    Bibliography: whole("bibliography"),
    Body: whole("body"),
    Checklist: whole("checklist"),
    Descriptor: whole("standard"),
}
PIECES = [piece for held in WHOLE.values() for piece in within(held)]
KEYS = sorted({key for piece in PIECES if isinstance(piece, dict) for key in piece} | {"x", ""})


def names_in(kind: type[Document]) -> set[str]:
    """Return the keys of all fields of *kind* and of the records inside it."""
    schema = kind.model_json_schema()
    records = [schema, *schema.get("$defs", {}).values()]
    return {name for record in records for name in record.get("properties", {})}


@pytest.mark.parametrize("kind", KINDS)
def test_the_case_with_everything_leaves_no_field_out(kind: type[Document]) -> None:
    written = {key for piece in within(WHOLE[kind]) if isinstance(piece, dict) for key in piece}
    assert names_in(kind) - written == set()


@given(st.data())
def test_whatever_a_file_holds_it_gives_a_record_or_problems(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    held = deepcopy(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 3))):
        maps = [piece for piece in within(held) if isinstance(piece, dict)]
        piece = data.draw(st.sampled_from(maps))
        piece[data.draw(st.sampled_from(KEYS))] = deepcopy(data.draw(st.sampled_from(PIECES)))
    # A record, or problems; never anything else.
    with suppress(ContentError):
        validate(held, kind, source("{}"))


def place(text: str, *at: str | int, on_key: bool = False) -> Location:
    [problem] = source(text).problems([Fault("HRIA999", at, "words", on_key=on_key)])
    return problem.where


def test_a_place_is_the_nearest_that_stands_in_the_file() -> None:
    assert place(CHECKLIST, "questions", 0, "id") == Location("f.yaml", 4, 7)
    assert place(CHECKLIST, "questions", 0, "id", on_key=True) == Location("f.yaml", 4, 3)
    assert place(CHECKLIST, "questions", 0, "sources", 3, "ref") == Location("f.yaml", 4, 3)
    assert place(CHECKLIST, "questions", 0, "sources", on_key=True) == Location("f.yaml", 4, 3)
    assert place(CHECKLIST, "nowhere") == Location("f.yaml", 1, 1)
    assert place(CHECKLIST) == Location("f.yaml", 1, 1)


def test_a_place_in_a_file_of_lines_is_its_line() -> None:
    assert place("a\nb\nc\n", 3) == Location("f.yaml", 3, 1)


def test_faults_become_problems_of_their_file() -> None:
    faults = [Fault("HRIA999", ("method",), "words", "warning"), Fault("HRIA998", (), "more")]
    assert [str(problem) for problem in source(CHECKLIST).problems(faults)] == [
        "f.yaml:2:9: HRIA999 warning: words",
        "f.yaml:1:1: HRIA998 more",
    ]
    assert source(CHECKLIST).problems([]) == ()


def test_the_bytes_of_a_file_are_opened_under_the_name_that_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(CHECKLIST.encode())
    opened = open_source(file, "shown.yaml")
    assert (opened.path, opened.name, opened.data) == (file, "shown.yaml", CHECKLIST.encode())
    assert open_source(file).name == str(file)
    assert isinstance(load(opened, Checklist), Loaded)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"^.*/a\.yaml: there is no such file$"):
        open_source(tmp_path / "a.yaml")


def test_a_folder_is_not_taken_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"^x: a folder, where a file was expected$"):
        open_source(tmp_path, "x")


def test_a_file_under_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(FileError, match=r"^x: cannot be read: Not a directory$"):
        open_source(tmp_path / "a" / "b.yaml", "x")


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"^x: cannot be read: File name too long$"):
        open_source(tmp_path / ("a" * 300), "x")


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(FileError, match=r"^x: cannot be read: "):
        open_source(tmp_path / "a", "x")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    with file.open("wb") as large:
        large.truncate(50_000_000)
    with pytest.raises(ContentError) as caught:
        open_source(file, "a.yaml")
    limit = f"a.yaml:1:1: HRIA001 the file is larger than {MAX_BYTES >> 20} MiB"
    assert str(caught.value) == limit


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no endless file")
def test_an_endless_file_is_read_to_the_limit_and_no_further() -> None:
    opened = open_source(Path(os.devnull).parent / "zero", "zero")
    assert len(opened.data) == MAX_BYTES + 1
    assert lines(opened.data, Checklist) == [
        f"f.yaml:1:1: HRIA001 the file is larger than {MAX_BYTES >> 20} MiB"
    ]
