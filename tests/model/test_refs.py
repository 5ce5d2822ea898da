import pytest
from hypothesis import given
from hypothesis import strategies as st

from hria.errors import BadNameError
from hria.model.refs import ChecklistRef, StandardRef, Version, bare

numbers = st.integers(0, 999)
versions = st.builds(Version, numbers, numbers, numbers)


# Versions


@given(versions)
def test_a_version_reads_back_as_it_was_written(version: Version) -> None:
    assert Version.parse(str(version)) == version


@given(versions, versions)
def test_versions_are_ordered_by_their_numbers(one: Version, other: Version) -> None:
    assert (one < other) == (tuple(one) < tuple(other))


def test_a_number_of_a_version_has_up_to_five_digits() -> None:
    assert Version.parse("99999.0.99999") == Version(99999, 0, 99999)


def test_version_ten_comes_after_version_nine() -> None:
    texts = ["1.10.0", "1.9.0", "0.99.99", "2.0.0", "1.9.10"]
    ordered = sorted(filter(None, map(Version.parse, texts)))
    assert [str(v) for v in ordered] == ["0.99.99", "1.9.0", "1.9.10", "1.10.0", "2.0.0"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1.0",
        "1.0.0.0",
        "v1.0.0",
        "01.0.0",
        "1.00.0",
        "1.0.0-rc1",
        "1.0.0\n",
        " 1.0.0",
        "-1.0.0",
        "draft",
        "100000.0.0",
        "1.100000.0",
        "1.0." + "9" * 5_000,
    ],
)
def test_nothing_else_is_a_version(text: str) -> None:
    assert Version.parse(text) is None


@pytest.mark.parametrize("text", ["1\u0661.0.0", "1.1\u0662.0", "1.0.1\u0660"])
def test_a_version_has_ascii_digits_only(text: str) -> None:
    assert Version.parse(text) is None


# Checklists


@pytest.mark.parametrize(
    ("text", "right", "version"),
    [
        # FORMATS says: "privacy@1.0.0", "privacy@draft" or "privacy" alone.
        ("privacy@1.0.0", "privacy", "1.0.0"),
        ("privacy@draft", "privacy", "draft"),
        ("privacy", "privacy", ""),
        ("fair-trial@0.10.2", "fair-trial", "0.10.2"),
    ],
)
def test_the_name_of_a_checklist_is_a_right_and_a_version(
    text: str, right: str, version: str
) -> None:
    ref = ChecklistRef.parse(text)
    assert ref == ChecklistRef(right, version)
    assert str(ref) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@1.0.0",
        "privacy@",
        "privacy@1.0",
        "privacy@latest",
        "privacy@Draft",
        "privacy@1.0.0@draft",
        "Privacy",
        "1privacy",
        "-privacy",
        "../privacy",
        "privacy/../x",
        "privacy@../x",
        "privacy@1.0.100000",
        "privacy\n",
        "pri vacy",
    ],
)
def test_nothing_else_is_the_name_of_a_checklist(text: str) -> None:
    with pytest.raises(BadNameError, match="no name of a checklist"):
        ChecklistRef.parse(text)


# Standards


@pytest.mark.parametrize(
    "text",
    [
        # FORMATS says: "Ids of standards are the body's own designation in lower case"
        "itu-t/x.509",
        "itu-t/y.2770",
        "itu-t/new-ip",
        "itu/itr-1988",
        "itu/itr-2012",
        "itu/plen-3",
        "itu/rucass",
        "ietf/rfc8484",
        "etsi/ts-103-523-3",
        "iso/18013-5",
        "w3c/topics",
        "itu-t/f.743.1",
        "itu-t/h.626",
        "itu-t/x.1255",
    ],
)
def test_the_ids_of_standards_are_names(text: str) -> None:
    ref = StandardRef.parse(text)
    assert (f"{ref.body}/{ref.id}", ref.edition, str(ref)) == (text, "", text)


# FORMATS says: "An id may name several editions; itu-t/x.509@2019-10 is one."
def test_the_name_of_a_standard_may_name_an_edition() -> None:
    ref = StandardRef.parse("itu-t/x.509@2019-10")
    assert ref == StandardRef("itu-t", "x.509", "2019-10")
    assert str(ref) == "itu-t/x.509@2019-10"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "y.2770",
        "itu-t/",
        "/y.2770",
        "itu-t/Y.2770",
        "ITU-T/y.2770",
        "itu-t/y.2770@",
        "itu-t/y.2770@2012@11",
        "itu-t/y..2770",
        "itu-t/.2770",
        "itu-t/y.2770.",
        "itu-t/../secret",
        "../itu-t/y.2770",
        "itu-t/y/2770",
        "itu-t/y.2770@../x",
        "itu-t/y.2770\n",
        "itu t/y.2770",
    ],
)
def test_nothing_else_is_the_name_of_a_standard(text: str) -> None:
    with pytest.raises(BadNameError, match="no name of a standard"):
        StandardRef.parse(text)


@given(st.text(st.sampled_from("ab1.-_/@ A\n"), max_size=12))
def test_a_name_is_refused_or_reads_back_as_it_was_written(text: str) -> None:
    for kind in (ChecklistRef, StandardRef):
        try:
            ref = kind.parse(text)
        except BadNameError as error:
            assert repr(text) in str(error)  # noqa: PT017 - either outcome is right
        else:
            assert str(ref) == text


# Spellings


# FORMATS says: "Commands also take what people write ("Y.2770", "RFC 8484")."
@pytest.mark.parametrize(
    ("written", "id_"),
    [("Y.2770", "y.2770"), ("RFC 8484", "rfc8484"), ("rfc-8484", "rfc8484"), ("new_ip", "New IP")],
)
def test_spellings_compare_equal_once_bare(written: str, id_: str) -> None:
    assert bare(written) == bare(id_)


def test_what_differs_in_a_letter_or_a_digit_stays_different() -> None:
    assert bare("X.509") != bare("X.590")
    assert bare("!?") == ""
