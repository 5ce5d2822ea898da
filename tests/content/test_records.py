from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hria.content.documents import Source
from hria.content.plain import read
from hria.content.record_yaml import slim
from hria.content.records import Entry, entry
from hria.content.writing import dump_plain
from hria.errors import ContentError

PASSED_OVER = ("abstract", "contributor", "copyright", "ext", "keyword", "place")


def said(text: str, body: str = "") -> Entry:
    return entry(Source(Path("r.yaml"), "r.yaml", text.encode()), body=body)


def a_record(**fields: object) -> dict[str, object]:
    return {"title": [{"content": "T"}], "docidentifier": [{"content": "RFC 1"}], **fields}


LINES = ("\n", "abstract:", "- type: complementOf", "  ", "'", '"', "---")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=200)
WORDS |= st.lists(st.sampled_from(LINES)).map("".join)
INNER = st.recursive(
    WORDS,
    lambda each: (
        st.lists(each, max_size=3)
        | st.dictionaries(
            st.sampled_from(["content", "language", "- type", "id"]), each, max_size=3
        )
    ),
    max_leaves=8,
)
ITEM = st.fixed_dictionaries({"type": st.just("complementOf"), "bibitem": INNER})
KEPT = st.fixed_dictionaries({"type": st.just("hasEdition"), "bibitem": INNER})


@given(
    st.fixed_dictionaries({"docidentifier": INNER}, optional=dict.fromkeys(PASSED_OVER, INNER)),
    st.lists(ITEM | KEPT, max_size=4),
    INNER,
)
def test_what_is_passed_over_takes_nothing_else_with_it(
    record: dict[str, object], relations: list[dict[str, object]], last: object
) -> None:
    whole = {**record, "relation": relations, "title": last}
    kept = [each for each in relations if each["type"] != "complementOf"]
    left = read(slim(dump_plain(whole)))
    assert isinstance(left, dict)
    for key, value in {"docidentifier": record["docidentifier"], "title": last}.items():
        assert {key: left[key]} == read(dump_plain({key: value}))
    still = [each for each in left["relation"] if isinstance(each, dict)]
    still = [each for each in still if each["type"] != "complementOf"]
    assert {"r": still} == read(dump_plain({"r": kept})) or still == kept == []


def test_what_makes_most_of_a_record_is_not_even_read() -> None:
    item = {"type": "complementOf", "bibitem": {"docidentifier": [{"content": "Z Suppl. 1"}]}}
    record = a_record(abstract=[{"content": "long\n\nwords"}], relation=[item] * 50)
    assert len(slim(dump_plain(record))) < 100


def test_a_fault_in_what_is_passed_over_is_none_and_one_beside_it_has_its_own_line() -> None:
    text = """\
abstract:
- content: &anchor words
docidentifier: [{content: RFC 1}]
title: [{content: T}]
"""
    assert said(text).title == "T"
    with pytest.raises(ContentError) as caught:
        said(text.replace("{content: T}", "{content: &t T}"))
    assert [str(p) for p in caught.value.problems if ":4:" in str(p)] == [
        "r.yaml:4:19: HRIA001 an anchor or a tag (write the plain value)"
    ]


def test_a_second_record_in_one_file_is_not_passed_over() -> None:
    with pytest.raises(ContentError, match="a second document"):
        said("docidentifier: [{content: RFC 1}]\nplace:\n- Here\n---\ntitle: [{content: T}]\n")


@pytest.mark.parametrize(
    ("titles", "title", "note"),
    [
        ("[{content: A, type: alternative}, {content: M, type: main}]", "M", ""),
        ("[{content: F, language: fr}, {content: E, language: en}]", "E", ""),
        ("[{content: E, language: [fr, en]}]", "E", ""),
        (
            "[{content: P, type: title-part}, {content: M, type: title-main}]",
            "M — P",
            "",
        ),
        (
            "[{content: F, language: fr}]",
            "F",
            "The record has no title in English; this one is in fr.",
        ),
        (
            '[{content: F, language: "not a\\nlanguage"}]',
            "F",
            "The record has no title in English; this one is in another language.",
        ),
        ("plain words", "plain words", ""),
        ("[]", "", ""),
    ],
)
def test_the_title_is_the_main_one_in_english_and_else_another_that_is_told(
    titles: str, title: str, note: str
) -> None:
    found = said(f"title: {titles}\ndocidentifier: [{{content: RFC 1}}]\n")
    assert (found.title, found.title_note) == (title, note)


def test_an_id_of_ones_own_counts_before_the_designation() -> None:
    text = "docidentifier: [{content: LRX 1}, {content: acme/lrx-1@v2, type: hria}]\n"
    found = said(text)
    assert (str(found.ref), found.designation, found.others) == ("acme/lrx-1@v2", "LRX 1", ())
    with pytest.raises(ContentError, match="no id follows"):
        said(text.replace("acme/", "../"))


def test_a_named_body_may_be_left_out_and_no_other_counts() -> None:
    text = "docidentifier: [{content: X.509 (10/2019)}]\n"
    assert str(said(text, "itu-t").ref) == "itu-t/x.509@2019-10"
    with pytest.raises(ContentError, match="no id follows"):
        said(text)
    with pytest.raises(ContentError, match="no id follows"):
        said("docidentifier: [{content: RFC 1}]\n", "itu-t")


def test_words_beside_a_relation_are_told() -> None:
    text = """\
docidentifier: [{content: IEEE 9-2095}]
relation: {type: updates, bibitem: {formattedref: IEEE 8-2085}, description: {content: revises}}
"""
    (other,) = said(text).related
    assert (str(other.ref), other.note) == ("ieee/8@2085", "The record says: revises.")
