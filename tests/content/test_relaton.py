import re
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hria.check import problems
from hria.content.documents import Source, open_source
from hria.content.library import Library
from hria.content.record_files import lying
from hria.content.records import Entry, entry
from hria.content.relaton import Converted, Standard, converted, grouped
from hria.content.writing import dump, dump_plain, write
from hria.errors import ContentError
from hria.model.refs import StandardRef
from hria.model.standard import Descriptor

CASES = Path(__file__).parents[1] / "cases" / "relaton"
CORPUS = Path(__file__).parents[2] / ".." / "shared" / "data" / "relaton-itu-t.tar.xz"


def case(name: str) -> Converted:
    return converted(open_source(CASES / f"{name}.yaml"))


def source(text: str) -> Source:
    return Source(Path("r.yaml"), "r.yaml", text.encode())


def refusals(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        converted(source(text))
    return [str(problem) for problem in caught.value.problems]


def faults_of(made: Converted, folder: Path) -> list[str]:
    """Return what hria check says of a descriptor that lies where it belongs."""
    (folder / "hria.toml").touch()
    path = folder / "standards" / made.ref.body / f"{made.ref.id}.yaml"
    write(path, dump(made.descriptor))
    library = Library([folder], folder)
    return [str(problem) for problem in problems(library, (path,))]


def test_a_record_gives_the_identity_of_a_standard() -> None:
    ref, descriptor = case("recommendation")
    assert str(ref) == "itu-t/z.9999@2021-03"
    assert descriptor.designation.value == "ITU-T Z.9999"
    assert descriptor.designation.note == "Also ISO/IEC 99999-1."
    assert descriptor.title.value == "Locks for everybody"
    newest, older = descriptor.editions
    assert (newest.id, older.id) == ("2021-03", "2017-05")
    assert newest.date is not None
    assert newest.date.value == "2021-03-07"
    assert newest.status is not None
    assert (newest.status.value, newest.status.note) == ("in-force", "The record says Published.")
    assert newest.note == "Edition 3 as the record counts."
    assert older.status is None


def test_nothing_else_is_claimed() -> None:
    _, descriptor = case("recommendation")
    assert descriptor.model_fields_set == {
        *("designation", "title", "editions", "related", "sources")
    }
    assert descriptor.features is None


def test_every_fact_has_the_record_as_its_source_and_is_secondary() -> None:
    _, descriptor = case("recommendation")
    entry = descriptor.sources["relaton"]
    assert entry.kind == "secondary"
    assert entry.title == "Relaton record of ITU-T Z.9999 (03/2021)"
    assert entry.address == "https://example.org/rec/Z.9999-202103"
    facts = [descriptor.designation, descriptor.title, *descriptor.related]
    facts += [f for e in descriptor.editions for f in (e.date, e.status) if f]
    assert {(fact.source, fact.mark) for fact in facts} == {("relaton", "secondary")}


def test_relations_become_those_of_descriptors_and_supplements_of_a_series_none() -> None:
    _, descriptor = case("recommendation")
    assert [(each.relation, each.id) for each in descriptor.related] == [
        ("updated-by", "itu-t/z.9999-2021-cor-1"),
        ("supersedes", "itu-t/z.9998"),
        ("updated-by", "ietf/rfc99999"),
    ]


def test_the_earlier_spelling_of_relaton_is_read_and_a_plain_address_left_out() -> None:
    ref, descriptor = case("earlier-spelling")
    assert str(ref) == "ietf/rfc99998@2019-08"
    assert [edition.id for edition in descriptor.editions] == ["2019-08"]
    assert [each.id for each in descriptor.related] == ["ietf/rfc99990"]
    assert descriptor.sources["relaton"].address is None


def test_a_corrigendum_is_a_text_of_its_own_that_updates_another() -> None:
    ref, descriptor = case("corrigendum")
    assert str(ref) == "itu-t/z.9999-2021-cor-1@2022-02"
    assert [(each.relation, each.id) for each in descriptor.related] == [
        ("updates", "itu-t/z.9999")
    ]
    status = descriptor.editions[0].status
    assert status is not None
    assert status.value == "withdrawn"


@pytest.mark.parametrize("name", ["recommendation", "earlier-spelling", "corrigendum"])
def test_what_is_made_has_no_fault(name: str, tmp_path: Path) -> None:
    assert faults_of(case(name), tmp_path) == []


def test_a_stage_that_is_not_known_is_not_guessed() -> None:
    text = """\
title: [{content: T}]
docidentifier: [{content: ISO 99999:2020}]
status: {stage: {content: Vernissage}}
"""
    status = converted(source(text)).descriptor.editions[0].status
    assert status is not None
    assert (status.value, status.note) == ("unknown", "The record says Vernissage.")


@pytest.mark.parametrize(
    ("stage", "status"),
    [("60.60", "in-force"), ("90.93", "in-force"), ("95.99", "withdrawn"), ("40.20", "draft")],
)
def test_the_stages_of_iso_are_read(stage: str, status: str) -> None:
    first, second = stage.split(".")
    text = f"""\
title: [{{content: T}}]
docidentifier: [{{content: "ISO 99999:2020"}}]
docstatus: {{stage: "{first}", substage: "{second}"}}
"""
    made = converted(source(text)).descriptor.editions[0].status
    assert made is not None
    assert made.value == status


def test_a_name_that_is_given_counts_before_the_one_in_the_record() -> None:
    text = "title: {content: T}\ndocidentifier: {content: LRX 1}\n"
    assert "no id follows from the designation 'LRX 1'" in refusals(text)[0]
    ref, descriptor = converted(source(text), StandardRef("example-body", "lrx-1"))
    assert str(ref) == "example-body/lrx-1"
    assert descriptor.designation.value == "LRX 1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "r.yaml:1:1: HRIA002 docidentifier is missing"),
        ("designation: {value: X}\n", "r.yaml:1:1: HRIA002 docidentifier is missing"),
        (
            "docidentifier: [{content: RFC 1}]\ntitle:\n- {content: '', language: fr}\n",
            "r.yaml:3:1: HRIA002 no title in any language",
        ),
        (
            "title: {content: T}\ndocidentifier:\n- {content: ../../etc/passwd}\n",
            "r.yaml:3:3: HRIA004 no id follows",
        ),
        (
            'title: [{content: "a\\x1b[2Jb"}]\ndocidentifier: {content: RFC 1}\n',
            "r.yaml:1:9: HRIA004 a control character",
        ),
        ("a: &a [1]\nb: *a\n", "r.yaml:1:4: HRIA001 an anchor or a tag"),
        ("a: !!python/object:os.system x\n", "r.yaml:1:4: HRIA001 an anchor or a tag"),
    ],
)
def test_what_cannot_be_converted_is_refused_with_its_line(text: str, said: str) -> None:
    lines = refusals(text)
    assert any(line.startswith(said) for line in lines), lines
    assert any("allowed: " in line or "write the" in line for line in lines)


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/x",
        "https://",
        "javascript:alert(1)",
        "https://a b.org",
        "https://u@e.org",
    ],
)
def test_only_a_well_formed_https_address_is_taken_over(address: str) -> None:
    text = f"""\
title: {{content: T}}
docidentifier: {{content: RFC 1}}
source: [{{type: src, content: "{address}"}}]
"""
    assert converted(source(text)).descriptor.sources["relaton"].address is None


KEYS = (
    *("docidentifier", "docid", "title", "date", "status", "relation", "source", "edition"),
    *("content", "type", "language", "at", "stage", "bibitem", "primary"),
)
WORDS = st.sampled_from(
    ["RFC 8446", "ISO 1:2020", "en", "main", "hasEdition", "2020-01-01", "", "src"]
)
PLAIN = st.recursive(
    WORDS, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner)
)


@given(st.dictionaries(st.sampled_from(KEYS), PLAIN))
def test_whatever_a_record_holds_there_is_a_descriptor_or_a_problem(record: object) -> None:
    with suppress(ContentError):
        assert converted(source(dump_plain(record).decode())).descriptor.features is None


def described(*records: str) -> Descriptor:
    """Return the descriptor that the records called *records* give together."""
    listed = [entry(open_source(CASES / f"{name}.yaml", name)) for name in records]
    groups = grouped(listed)
    assert len(groups) == 1
    return Descriptor.model_validate(Standard.of(*next(iter(groups.items()))).descriptor())


def standings(made: Descriptor) -> list[tuple[str, str, str]]:
    """Return each edition, its standing, and the mark of it."""
    return [
        (e.id, e.status.value if e.status else "", e.status.mark if e.status else "")
        for e in made.editions
    ]


def itu(number: str, stage: str = "Withdrawal", title: str = "Locks") -> Entry:
    text = f"""\
title: [{{content: {title or '""'}}}]
docidentifier: [{{content: ITU-T {number}, primary: true}}]
status: {{stage: {{content: {stage}}}}}
"""
    return entry(Source(Path("r"), f"record of {number}", text.encode()))


def joined(*entries: Entry) -> Descriptor:
    ((ref, listed),) = grouped(entries).items()
    return Descriptor.model_validate(Standard.of(ref, listed).descriptor())


NEW = itu("Z.9 (10/2019)", "Published")
OLD = itu("Z.9 (11/1988)", title="Locks of old")
MIDDLE = itu("Z.9 (03/2000)")
COR_1 = itu("Z.9 (2019) Cor. 1 (10/2021)", "Published", title="")
COR_2 = itu("Z.9 (2019) Cor. 2 (07/2026)", "Published")
TECHNICAL = itu("Z.9 (2000) Technical Cor. 1 (10/2001)")


@given(st.permutations([NEW, OLD, MIDDLE, COR_1, COR_2, TECHNICAL]))
def test_in_whatever_order_records_come_editions_supersede_each_other_by_their_dates(
    entries: list[Entry],
) -> None:
    made = joined(*entries)
    assert standings(made) == [
        ("2019-10", "in-force", "secondary"),
        ("2000-03", "superseded", "inferred"),
        ("1988-11", "superseded", "inferred"),
    ]
    notes = [e.status.note for e in made.editions if e.status]
    assert notes == [
        "The record says Published.",
        "The record says Withdrawal. The edition 2019-10 follows it.",
        "The record says Withdrawal. The edition 2000-03 follows it.",
    ]
    assert [(r.relation, r.value, r.mark) for r in made.related] == [
        ("supersedes", "ITU-T Z.9 (03/2000)", "inferred"),
        ("updated-by", "ITU-T Z.9 (2019) Cor. 2 (07/2026)", "secondary"),
        ("updated-by", "ITU-T Z.9 (2019) Cor. 1 (10/2021)", "secondary"),
        ("updated-by", "ITU-T Z.9 (2000) Technical Cor. 1 (10/2001)", "secondary"),
    ]


def test_each_fact_names_the_record_that_it_is_from() -> None:
    made = joined(NEW, OLD, COR_1)
    assert {key: each.title for key, each in made.sources.items()} == {
        "relaton-2019-10": "Relaton record of ITU-T Z.9 (10/2019)",
        "relaton-1988-11": "Relaton record of ITU-T Z.9 (11/1988)",
        "relaton-2019-cor-1-2021-10": "Relaton record of ITU-T Z.9 (2019) Cor. 1 (10/2021)",
    }
    correction = made.related[1]
    assert correction.source == "relaton-2019-cor-1-2021-10"
    assert correction.note == "Changes the edition 2019-10. The record says Published."
    assert made.editions[1].note == "Its title: Locks of old."


def test_what_amends_a_text_of_which_there_is_no_record_stands_by_itself() -> None:
    groups = grouped([COR_2, itu("Z.10 (01/2001)")])
    assert [str(ref) for ref in groups] == ["itu-t/z.10", "itu-t/z.9-2019-cor-2"]
    made = joined(COR_2)
    assert [(r.relation, r.value) for r in made.related] == [("updates", "ITU-T Z.9 (2019)")]


def test_the_newest_title_counts_and_it_is_told_where_a_later_record_has_none() -> None:
    made = joined(itu("Z.9 (10/2019)", title=""), OLD)
    assert made.title.value == "Locks of old"
    assert made.title.note == "As in the edition 1988-11; the record of a later one has none."


def test_two_records_of_one_edition_are_not_mixed() -> None:
    again = itu("Z.9 (10/2019)", "Withdrawal")._replace(file="later")
    ((ref, listed),) = grouped([again, NEW]).items()
    standard = Standard.of(ref, listed)
    assert [each.file for each in standard.editions] == ["later"]
    assert standard.repeated == (NEW,)


def test_versions_of_one_month_are_editions_of_their_own() -> None:
    texts = (
        f"title: T\ndocid: {{id: ETSI EN 300 999 V{version} (2000-09)}}\n"
        for version in ("6.3.1", "7.2.1", "7.10.1")
    )
    entries = [entry(Source(Path("r"), text[-16:], text.encode())) for text in texts]
    assert standings(joined(*entries)) == [
        ("2000-09-v7-10-1", "", ""),
        ("2000-09-v7-2-1", "superseded", "inferred"),
        # Releases are kept up side by side.
        ("2000-09-v6-3-1", "", ""),
    ]
    assert [e.id for e in joined(entries[0]).editions] == ["2000-09"]


def test_a_draft_that_names_the_text_in_force_as_the_one_before_does_not_replace_it() -> None:
    def text(day: str, stage: str, before: str) -> str:
        return f"""\
title: [{{content: T}}]
docid: [{{id: W3C {stage}-locks-{day}, primary: true}}]
relation: [{{type: obsoletes, bibitem: {{formattedref: W3C {before}}}}}]
"""

    texts = [
        text("20980704", "REC", "WD-locks-20970101"),
        text("20990101", "WD", "REC-locks-20980704"),
    ]
    entries = [entry(Source(Path("r"), each, each.encode())) for each in texts]
    assert standings(joined(*entries)) == [
        ("2099-01-01", "", ""),
        ("2098-07-04", "", ""),
        ("2097-01-01", "superseded", "secondary"),
    ]


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        ("Recommendation", "in-force"),
        ("Candidate Recommendation Draft", "draft"),
        ("Last Call Working Draft", "draft"),
        ("Retired", "withdrawn"),
        ("Note", "unknown"),
    ],
)
def test_the_stages_of_w3c_are_read_in_words(stage: str, status: str) -> None:
    text = f"title: T\ndocid: {{id: RFC 1}}\nstatus: {{stage: {{content: {stage}}}}}\n"
    assert entry(Source(Path("r"), "r", text.encode())).status == status


def test_a_french_title_is_taken_over_and_said_to_be_french() -> None:
    made = described("flavours/itu-french")
    assert made.title.value == "Serrures ouvertes"
    assert made.title.note == "The record has no title in English; this one is in fr."


FLAVOURS = [
    (("rfc",), "RFC 99997", "Open Locks for Everybody", [("2099-05", "", "")]),
    (
        # The record of all the drafts together tells nothing of any of them.
        ("internet-draft", "internet-draft-00", "internet-draft-01"),
        "draft-example-open-locks",
        "Open Locks",
        [("01", "", ""), ("00", "superseded", "inferred")],
    ),
    (
        # A new draft does not take the place of what is recommended.
        ("w3c-wd", "w3c-rec", "w3c-later-wd"),
        "W3C open-locks-1",
        "Open Locks Level 1",
        [
            ("2099-01-01", "draft", "secondary"),
            ("2098-07-04", "in-force", "secondary"),
            ("2097-01-01", "superseded", "inferred"),
        ],
    ),
    (
        # Here the record says by itself what it replaces.
        ("iso", "iso-older"),
        "ISO/IEC 99996-2",
        "Locks — Openness — Part 2: Doors",
        [("2095", "in-force", "secondary"), ("2085", "superseded", "secondary")],
    ),
    (
        ("iso", "iso-amendment"),
        "ISO/IEC 99996-2",
        "Locks — Openness — Part 2: Doors",
        [("2095", "in-force", "secondary"), ("2085", "superseded", "secondary")],
    ),
    (
        # Releases are kept up side by side.
        ("3gpp-18", "3gpp-17", "3gpp-17-0"),
        "3GPP TS 99.501",
        "Locks in the network",
        [
            ("REL-18-18-0-0", "", ""),
            ("REL-17-17-1-0", "", ""),
            ("REL-17-17-0-0", "superseded", "inferred"),
        ],
    ),
    (("etsi",), "ETSI TS 199 000", "Locks and keys", [("2095-01", "", "")]),
    (
        ("ieee",),
        "IEEE 99999.1",
        "IEEE Standard for Locks",
        [("2095", "", ""), ("2085", "", "")],
    ),
]


@pytest.mark.parametrize(
    ("names", "designation", "title", "editions"), FLAVOURS, ids=lambda given: str(given[0])
)
def test_the_records_of_each_body_are_read(
    names: tuple[str, ...], designation: str, title: str, editions: list[tuple[str, str, str]]
) -> None:
    made = described(*(f"flavours/{name}" for name in names))
    assert made.designation.value == designation
    assert made.title.value == title
    assert standings(made) == editions


def test_relations_that_only_have_words_are_read_and_amendments_of_iso_grouped() -> None:
    recommended = described("flavours/w3c-rec")
    assert [(r.relation, r.id) for r in recommended.related] == [("supersedes", "w3c/closed-locks")]
    amended = described("flavours/iso", "flavours/iso-amendment")
    assert [(r.relation, r.value) for r in amended.related] == [
        ("updated-by", "ISO/IEC 99996-2:2095/Amd 1:2097")
    ]


def of_the_corpus(*numbers: str) -> dict[str, Standard]:
    """Return what the corpus tells of the *numbers*, and of no other."""
    named = re.compile(rf"data/itu-t-(?:{'|'.join(numbers)})-(?:\d\d-)?\d{{4}}")
    listed = [e for e in lying(CORPUS).records if named.match(e.name)]
    groups = grouped(entry(each.source()) for each in listed)
    return {ref.id: Standard.of(ref, entries) for ref, entries in groups.items()}


@pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus ../shared/data is not on this machine")
def test_x_509_and_the_family_of_y_2770_are_told_as_they_came_about() -> None:
    found = of_the_corpus("x-509", "y-277[0-6]")
    assert sorted(found) == ["x.509", *(f"y.277{last}" for last in range(7))]
    x509 = Descriptor.model_validate(found["x.509"].descriptor())
    years = ("2019-10", "2016-10", "2012-10", "2008-11", "2005-08", "2000-03", "1997-08")
    assert standings(x509) == [
        ("2019-10", "in-force", "secondary"),
        *((each, "superseded", "inferred") for each in (*years[1:], "1993-11", "1988-11")),
    ]
    chain = [found["x.509"].successor(each) for each in found["x.509"].editions]
    assert [e.ref.edition if e else "" for e in chain] == ["", *years, "1993-11"]
    amended = [(r.value, r.note) for r in x509.related if r.relation == "updated-by"]
    of_2019 = [value for value, note in amended if note and "the edition 2019-10." in note]
    assert of_2019 == [
        "ITU-T X.509 (2019) Cor. 3 (07/2026)",
        "ITU-T X.509 (2019) Amd. 1 (10/2024)",
        "ITU-T X.509 (2019) Cor. 2 (10/2023)",
        "ITU-T X.509 (2019) Cor. 1 (10/2021)",
    ]
    # Six to 1997, five to 2000 (two of them called the third), four to 2005, and three each to
    # 2008 and 2012: with their editions.
    changed = Counter(str(note).split(".")[0] for _, note in amended)
    assert changed == {
        "Changes the edition 2019-10": 4,
        "Changes the edition 2012-10": 3,
        "Changes the edition 2008-11": 3,
        "Changes the edition 2005-08": 4,
        "Changes the edition 2000-03": 5,
        "Changes the edition 1997-08": 6,
    }
    family = [found[f"y.277{last}"] for last in range(7)]
    assert [e.ref.edition for each in family for e in each.editions] == [
        *("2012-11", "2014-07", "2016-04", "2017-02", "2019-03", "2019-08", "2024-07")
    ]
    assert [a.docid for each in family for a in each.amendments] == [
        "ITU-T Y.2770 (2012) Err. 1 (11/2013)"
    ]
