import tarfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hria.check import problems
from hria.content.documents import Source, open_source
from hria.content.library import Library
from hria.content.relaton import Converted, converted
from hria.content.writing import dump, dump_plain, write
from hria.errors import ContentError
from hria.model.refs import StandardRef

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


@pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus ../shared/data is not on this machine")
def test_a_sample_of_a_large_bibliography_is_converted_or_lacks_a_title(tmp_path: Path) -> None:
    made, refused = 0, []
    with tarfile.open(CORPUS) as archive:
        for position, member in enumerate(m for m in archive if m.isfile()):
            named = any(part in member.name for part in ("-x-509-", "-y-2770-"))
            if position % 50 and not named:
                continue
            file = archive.extractfile(member)
            assert file is not None
            record = Source(Path(member.name), member.name, file.read())
            try:
                whole = converted(record)
            except ContentError as error:
                refused.append(str(error))
                continue
            made += 1
            if named:
                assert faults_of(whole, tmp_path) == []
    assert all("no title in any language" in each for each in refused), refused
    assert made > 5 * len(refused) > 0
