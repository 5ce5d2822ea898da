import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hria.content.plain import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_FAULTS,
    MAX_VALUES,
    NotPlainError,
    Plain,
    Slip,
    places,
    read,
)


class Everything:
    """Holds every key path there is."""

    def __contains__(self, path: object) -> bool:
        return True


EVERYTHING = Everything()


def slips(data: bytes) -> list[tuple[int, int, str]]:
    with pytest.raises(NotPlainError) as caught:
        read(data)
    return [(slip.line, slip.column, slip.message) for slip in caught.value.slips]


# FORMATS: "YAML scalars are text: `no`, `on`, `1.10` and dates mean exactly what is
# written (never booleans, floats or date objects)".
@pytest.mark.parametrize(
    "word",
    [
        *("no", "No", "NO", "n", "yes", "Yes", "y", "on", "On", "off", "true", "True", "FALSE"),
        *("1", "01", "0o10", "0x1F", "0b11", "1_000", "-7", "+7", "190:20:30"),
        *("1.10", "1.0", "1e3", "1E3", ".5", "5.", "-.inf", ".nan", "1.2.3"),
        *("2026-11-21", "2026-11", "2001-12-14t21:59:43.10-05:00", "12:30"),
        *(
            "null",
            "Null",
            "~",
            "<<",
            "=",
            "a-b",
            "N4",
            "sha256:00",
            "ÉÜ",
            "人权",
            "حقوق",
            "🙂",
        ),
    ],
)
def test_a_scalar_is_the_text_that_is_written(word: str) -> None:
    assert read(f"key: {word}".encode()) == {"key": word}
    assert read(f"[{word}]".encode()) == [word]
    assert read(f'key: "{word}"'.encode()) == {"key": word}
    assert read(f"key: '{word}'".encode()) == {"key": word}
    assert read(f'"{word}": value'.encode()) == {word: "value"}


@pytest.mark.parametrize("written", [b"key:", b"key: ''", b'key: ""', b"key: # a comment"])
def test_an_empty_value_is_empty_text(written: bytes) -> None:
    assert read(written) == {"key": ""}


def test_a_plain_key_is_text_too() -> None:
    assert read(b"on: a\nno: b\n1.10: c\n2026-11-21: d\n") == {
        "on": "a",
        "no": "b",
        "1.10": "c",
        "2026-11-21": "d",
    }


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (b"k: |\n  one\n  two\n", "one\ntwo\n"),
        (b"k: |-\n  one\n\n  two\n", "one\n\ntwo"),
        (b"k: >-\n  one\n  two\n\n  three\n", "one two\nthree"),
        (b'k: "one\\n\\ttwo\\u00e9"\n', "one\n\ttwo\u00e9"),
        (b"k: one\n  two\n", "one two"),
    ],
)
def test_blocks_and_escapes_are_read(written: bytes, text: str) -> None:
    assert read(written) == {"k": text}


def test_lists_and_maps_keep_their_order() -> None:
    assert read(b"b: [z, a, {y: 1, x: 2}]\na: {}\nc: []\n") == {
        "b": ["z", "a", {"y": "1", "x": "2"}],
        "a": {},
        "c": [],
    }
    assert isinstance(found := read(b"b: 1\na: 2\n"), dict)
    assert list(found) == ["b", "a"]


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffkey: é\nlist:\n- a\n".encode(),
        "key: é\r\nlist:\r\n- a\r\n".encode(),
        "\ufeffkey: é\r\nlist:\r\n- a\r\n".encode(),
        "key: é\nlist:\n- a".encode(),
        "---\nkey: é\nlist:\n- a\n...\n".encode(),
        "%YAML 1.2\n---\nkey: é\nlist: [a]\n".encode(),
    ],
)
def test_byte_order_mark_line_ends_and_document_marks_change_nothing(data: bytes) -> None:
    assert read(data) == {"key": "é", "list": ["a"]}


# FORMATS: "an equal key twice is an error".
def test_an_equal_key_twice_is_a_slip_where_the_second_stands() -> None:
    assert slips(b"a: 1\nb: 2\n'a': 3\n") == [(3, 1, "the key 'a' stands twice in one map")]


def test_every_key_that_stands_twice_is_told_at_every_depth() -> None:
    data = b"a: {x: 1, x: 2}\nb:\n- {y: 1, z: 2, y: {w: 1, w: 2}}\na: 1\n"
    assert [(line, column) for line, column, _ in slips(data)] == [
        (1, 11),
        (3, 16),
        (3, 26),
        (4, 1),
    ]


def test_equal_keys_of_different_maps_are_no_slip() -> None:
    assert read(b"- {a: 1}\n- {a: 1}\n- {b: {a: 1}}\n") == [
        {"a": "1"},
        {"a": "1"},
        {"b": {"a": "1"}},
    ]


@pytest.mark.parametrize(
    ("data", "line", "column", "words"),
    [
        (b"a: &x 1\n", 1, 4, "an anchor or a tag (write the plain value)"),
        (b"&x a: 1\n", 1, 1, "an anchor or a tag (write the plain value)"),
        (b"a: &x [1]\n", 1, 4, "an anchor or a tag (write the plain value)"),
        (b"a: &x {b: 1}\n", 1, 4, "an anchor or a tag (write the plain value)"),
        (b"a: !!int 1\n", 1, 4, "an anchor or a tag (write the plain value)"),
        (b"a: ! 1\n", 1, 4, "an anchor or a tag (write the plain value)"),
        (b"a: !mine 1\n", 1, 4, "an anchor or a tag (write the plain value)"),
        (b"a: !!set {b, c}\n", 1, 4, "an anchor or a tag (write the plain value)"),
        (b"a: !!python/object/apply:os.system [id]\n", 1, 4, "an anchor or a tag"),
        (b"a: !!binary aGk=\n", 1, 4, "an anchor or a tag (write the plain value)"),
    ],
)
def test_anchors_and_tags_are_slips(data: bytes, line: int, column: int, words: str) -> None:
    [(found_line, found_column, message)] = slips(data)
    assert (found_line, found_column) == (line, column)
    assert message.startswith(words)


def test_an_alias_is_a_slip_even_where_its_anchor_is_one() -> None:
    assert slips(b"a: &x 1\nb: *x\n") == [
        (1, 4, "an anchor or a tag (write the plain value)"),
        (2, 4, "an alias (write the value again)"),
    ]


def test_a_merge_key_merges_nothing() -> None:
    assert read(b"<<: {a: 1}\nb: 2\n") == {"<<": {"a": "1"}, "b": "2"}
    assert slips(b"a: &x {b: 1}\nc: {<<: *x}\n")[1] == (2, 9, "an alias (write the value again)")


def test_an_alias_bomb_is_not_followed() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for last, name in zip("abcdefghijkl", "bcdefghijklm", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]")
    assert len(slips("\n".join(lines).encode())) == MAX_FAULTS


def test_an_alias_to_itself_is_a_slip() -> None:
    assert slips(b"&a [*a]\n")[-1] == (1, 5, "an alias (write the value again)")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# words\n", b"\xef\xbb\xbf", b"   "])
def test_an_empty_file_is_a_slip(data: bytes) -> None:
    assert slips(data) == [(1, 1, "the file is empty")]


@pytest.mark.parametrize(
    ("data", "line"), [(b"a: 1\n---\nb: 2\n", 2), (b"---\na: 1\n...\n---\n", 4), (b"---\n---\n", 2)]
)
def test_a_second_document_is_a_slip(data: bytes, line: int) -> None:
    assert slips(data) == [(line, 1, "a second document (allowed: one in a file)")]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"a: [b\nc: d\n", 2, 2),
        (b"a: 'b\n", 2, 1),
        (b"a: b: c\n", 1, 5),
        (b"a: 1\n b: 2\n", 2, 3),
        (b"a:\n\tb: 1\n", 2, 1),
        (b"a: @b\n", 1, 4),
        (b"a: %b\n", 1, 4),
        (b'a: "\\q"\n', 1, 6),
        (b"a: 1\nwords alone\n", 3, 1),
        (b"- a\nb: c\n", 2, 1),
    ],
)
def test_what_is_no_yaml_is_a_slip_near_its_place(data: bytes, line: int, column: int) -> None:
    [(found_line, found_column, message)] = slips(data)
    assert message.startswith("not YAML: ")
    assert abs(found_line - line) <= 1
    assert found_line != line or abs(found_column - column) <= 2


@pytest.mark.parametrize(
    "data", [b"[a, b]: c\n", b"{a: b}: c\n", b"? [a]\n: b\n", b"? {a: b}\n: c\n", b"a: {[x]: y}\n"]
)
def test_a_key_that_is_a_list_or_a_map_is_a_slip(data: bytes) -> None:
    assert slips(data)[0][2] == "a key that is not plain text"


@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_depth_is_limited(brackets: str) -> None:
    start, end = ("[", "]") if brackets == "[]" else ("{a: ", "}")
    deepest = start * MAX_DEPTH + "x" + end * MAX_DEPTH
    assert read(deepest.encode())
    too_deep = start * (MAX_DEPTH + 1) + end * (MAX_DEPTH + 1)
    [(line, _, message)] = slips(too_deep.encode())
    assert (line, message) == (1, f"nested more than {MAX_DEPTH} deep")


@pytest.mark.parametrize("start", [b"[", b"{a: ", b"- ", b"- - ", b"[[{a: ["])
def test_deep_nesting_of_any_kind_is_a_slip_and_no_crash(start: bytes) -> None:
    assert slips(start * 100_000)


def test_size_is_limited() -> None:
    # 50 MB, far above the limit; nothing of it is parsed.
    found = slips(b"a" * 50_000_000)
    assert found == [(1, 1, f"the file is larger than {MAX_BYTES >> 20} MiB")]


def test_a_file_of_the_largest_size_is_read() -> None:
    words = b"a: " + b"x" * (MAX_BYTES - 3)
    assert read(words) == {"a": "x" * (MAX_BYTES - 3)}
    assert slips(words + b"x")


@pytest.mark.parametrize(
    ("start", "value", "end"), [(b"[", b"x,", b"]"), (b"", b"- x\n", b""), (b"[", b"[],", b"]")]
)
def test_the_number_of_values_is_limited(start: bytes, value: bytes, end: bytes) -> None:
    # The list that holds them is a value as well.
    most = MAX_VALUES - 1
    assert len(read(start + value * most + end)) == most
    [(_, _, message)] = slips(start + value * (most + 1) + end)
    assert message == f"more than {MAX_VALUES} values in one file"


def test_values_are_counted_in_maps_too() -> None:
    pairs = b"".join(b"k%d: {a: b}\n" % number for number in range(MAX_VALUES // 2))
    assert slips(pairs) == [
        (MAX_VALUES // 2, len(b"k99999: {a: ") + 1, f"more than {MAX_VALUES} values in one file")
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["", "a", "title: Privacy\n", "é: 人权\n"])
def test_a_file_in_utf_16_is_told_what_it_is(encoding: str, text: str) -> None:
    # What some editors call "Unicode": half of every letter would be a control character.
    message = "not text in UTF-8, but in UTF-16 (save it as UTF-8)"
    assert slips(f"\ufeff{text}".encode(encoding)) == [(1, 1, message)]


@pytest.mark.parametrize("code", [*range(9), 11, 12, *range(14, 32), 0x7F])
def test_a_control_character_is_a_slip_on_its_line(code: int) -> None:
    [(line, _, message)] = slips(b'a: 1\nb: "x' + bytes([code]) + b'"\n')
    assert line == 2
    assert message.startswith("not text: control characters are not allowed")


@pytest.mark.parametrize(
    "bad",
    [b"\xff", b"\xfe\xff", b"\xc3", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe9t"],
)
def test_bytes_that_are_no_utf_8_are_a_slip_on_their_line(bad: bytes) -> None:
    [(line, _, message)] = slips(b"a: \xc3\xa9\r\nb: 1\nc: " + bad + b"\n")
    assert line == 3
    assert message.startswith("not text: ")
    assert message.endswith("(allowed: UTF-8)")


def test_all_slips_are_told_up_to_a_limit() -> None:
    data = b"".join(b"- &a 1\n" for _ in range(MAX_FAULTS * 3))
    found = slips(data)
    assert [line for line, _, _ in found] == list(range(1, MAX_FAULTS + 1))


def test_the_error_says_the_first_slip() -> None:
    with pytest.raises(NotPlainError, match="the file is empty"):
        read(b"")
    assert str(NotPlainError([Slip("one", 1, 1), Slip("two", 2, 1)])) == "one"


WRITTEN = """\
title: Privacy
questions:
- id: PRV-01
  sources: [{ref: RFC 9620, at: "4.1"}, {}]
- id: PRV-02
  help: >-
    words
  sources: []
"é ü": {on: no}
"""


def test_values_and_keys_have_their_places() -> None:
    found = places(WRITTEN.encode(), EVERYTHING)
    assert found.values == {
        (): (1, 1),
        ("title",): (1, 8),
        ("questions",): (3, 1),
        ("questions", 0): (3, 3),
        ("questions", 0, "id"): (3, 7),
        ("questions", 0, "sources"): (4, 12),
        ("questions", 0, "sources", 0): (4, 13),
        ("questions", 0, "sources", 0, "ref"): (4, 19),
        ("questions", 0, "sources", 0, "at"): (4, 33),
        ("questions", 0, "sources", 1): (4, 41),
        ("questions", 1): (5, 3),
        ("questions", 1, "id"): (5, 7),
        ("questions", 1, "help"): (6, 9),
        ("questions", 1, "sources"): (8, 12),
        ("é ü",): (9, 8),
        ("é ü", "on"): (9, 13),
    }
    assert found.keys[("questions", 0, "sources", 0, "at")] == (4, 29)
    assert found.keys[("é ü",)] == (9, 1)
    assert ("questions", 0) not in found.keys


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_places_do_not_depend_on_line_ends_or_a_byte_order_mark(ends: str, start: str) -> None:
    data = (start + WRITTEN.replace("\n", ends)).encode()
    expected = places(WRITTEN.encode(), EVERYTHING)
    found = places(data, EVERYTHING)
    assert found.keys == expected.keys
    assert found.values == expected.values


def test_places_of_a_broken_file_reach_as_far_as_it_can_be_read() -> None:
    found = places(b"a: 1\nb: {c: 2}\nd: [\n", EVERYTHING)
    assert found.values[("b", "c")] == (2, 8)
    assert places(b"\xff", EVERYTHING).values == {}
    assert places(b"", EVERYTHING).values == {}


def test_the_places_of_the_first_of_two_equal_keys_are_kept() -> None:
    found = places(b"a: 1\na: 2\n", EVERYTHING)
    assert found.values[("a",)] == (1, 4)
    assert found.keys[("a",)] == (1, 1)


def test_only_the_wanted_places_are_kept() -> None:
    found = places(b"a: {b: 1, c: 2}\nd: 3\n", {("a", "c"), ("e",)})
    assert found.values == {("a", "c"): (1, 14)}
    assert found.keys == {("a", "c"): (1, 11)}


plain: st.SearchStrategy[Plain] = st.recursive(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(string.ascii_letters), inner),
)


def flow(value: Plain) -> str:
    """Return *value* as YAML on one line, every scalar in single quotes."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return "{" + ", ".join(f"{flow(key)}: {flow(inner)}" for key, inner in value.items()) + "}"


@given(plain)
def test_whatever_is_written_in_quotes_is_read_back(value: Plain) -> None:
    assert read(flow(value).encode()) == value


@given(plain)
def test_everything_that_is_read_has_a_place(value: Plain) -> None:
    found = places(flow(value).encode(), EVERYTHING)

    def paths(inner: Plain, at: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
        pairs: list[tuple[str | int, Plain]] = []
        if isinstance(inner, list):
            pairs = list(enumerate(inner))
        elif isinstance(inner, dict):
            pairs = list(inner.items())
        return [at, *(path for key, each in pairs for path in paths(each, (*at, key)))]

    assert set(found.values) == set(paths(value, ()))


@given(st.binary() | st.text("ab:-[]{},&*!|>'\"%@`#?<~ \n\t\\").map(str.encode))
@example(b"? ")
@example(b"- - -\n  - :")
@example(b"a: |1\n\n")
@example(b"%YAML 9.9\n---\na")
@example(b"\xff\xfea\x00")
def test_any_bytes_are_read_or_refused_with_a_place(data: bytes) -> None:
    refused: list[Slip] = []
    value: Plain = ""
    try:
        value = read(data)
    except NotPlainError as error:
        refused = error.slips
    assert all(slip.line >= 1 and slip.column >= 1 and slip.message for slip in refused)
    assert isinstance(value, str | list | dict)
