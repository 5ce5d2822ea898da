from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hria.content.documents import Source, load, open_source
from hria.content.recording import recorded
from hria.content.relaton import converted
from hria.errors import HriaError, NotFoundError
from hria.model.refs import StandardRef
from hria.model.standard import Descriptor

CASES = Path(__file__).parents[1] / "cases" / "relaton"
STANDARDS = Path(__file__).parents[2] / "standards"

SURE = ("verified", "secondary")
UNSURE = ("recalled", "inferred", "unknown")

DESIGNATIONS = {
    "itu-t/z.9": "ITU-T Z.9",
    "ietf/rfc99999": "RFC 99999",
    "ietf/draft-open-locks": "draft-open-locks",
    "w3c/open-locks": "W3C open-locks",
    "iso/99999-2": "ISO/IEC 99999-2",
    "etsi/ts-199-000": "ETSI TS 199 000",
    "3gpp/ts-99.501": "3GPP TS 99.501",
    "ieee/99999.1": "IEEE 99999.1",
    "acme/lrx-1": "LRX 1",
}
EDITIONS = ("2019-10", "2016-10", "2019", "2019-10-14", "01", "17-5-0", "REL-17-17-1-0", "v2")


def fact(value: str, mark: str = "secondary", **more: str) -> dict[str, object]:
    return {"value": value, "source": "page", "mark": mark, **more}


def a_descriptor(**fields: object) -> Descriptor:
    smallest = {
        "designation": fact("LRX 1"),
        "title": fact("Locks"),
        "sources": {"page": {"title": "Page", "kind": "primary", "address": "https://example.org"}},
    }
    return Descriptor.model_validate({**smallest, **fields})


def read_back(ref: StandardRef, descriptor: Descriptor) -> tuple[StandardRef, Descriptor]:
    return converted(Source(Path("r"), "r", recorded(ref, descriptor).data))


MARKS = st.sampled_from([*SURE, *UNSURE])
DATES = st.dates().map(str) | st.sampled_from(["2019", "2019-10"])
STANDINGS = st.sampled_from(["draft", "in-force", "superseded", "withdrawn", "proposal", "unknown"])
RELATIONS = st.sampled_from(
    ["supersedes", "superseded-by", "updates", "updated-by", "companion", "profile-of"]
)


@st.composite
def descriptors(draw: st.DrawFn) -> tuple[StandardRef, Descriptor]:
    """Return a standard and a descriptor of it, every fact with a mark of its own."""
    name = draw(st.sampled_from(sorted(DESIGNATIONS)))
    ids = draw(st.lists(st.sampled_from(EDITIONS), unique=True, max_size=4))
    editions = [
        {
            "id": each,
            "date": fact(draw(DATES), draw(MARKS)),
            "status": fact(draw(STANDINGS), draw(MARKS)),
        }
        for each in ids
    ]
    others = draw(st.lists(st.sampled_from(sorted(set(DESIGNATIONS) - {name})), max_size=3))
    related = [
        {"relation": draw(RELATIONS), "id": each, **fact(DESIGNATIONS[each], draw(MARKS))}
        for each in others
    ]
    title = draw(st.sampled_from(["Locks", "Locks: 2019-10", "true", "Clés à tout", "a  b"]))
    descriptor = a_descriptor(
        designation=fact(DESIGNATIONS[name], draw(st.sampled_from(SURE))),
        title=fact(title),
        editions=editions,
        related=related,
    )
    return StandardRef.parse(name), descriptor


@given(descriptors())
def test_what_is_handed_out_comes_back_as_it_was_and_nothing_unsure_with_it(
    given_: tuple[StandardRef, Descriptor],
) -> None:
    ref, descriptor = given_
    again, back = read_back(ref, descriptor)
    first = next(iter(descriptor.editions), None)
    assert again._replace(edition="") == ref
    assert (back.designation.value, back.designation.note) == (descriptor.designation.value, None)
    assert back.title.value == " ".join(descriptor.title.value.split())
    known = {e.id for e in descriptor.editions if e is first or (e.date and e.date.mark in SURE)}
    assert {e.id for e in back.editions} == known
    if first:
        assert again.edition == first.id
        returned = back.edition(first.id)
        assert returned is not None
        for given_fact, came in ((first.date, returned.date), (first.status, returned.status)):
            assert given_fact is not None
            sure = given_fact.mark in SURE and given_fact.value != "unknown"
            assert (came.value if came else None) == (given_fact.value if sure else None)
    sayable = {"supersedes", "superseded-by", "updates", "updated-by"}
    assert {(r.relation, r.id, r.value) for r in back.related} == {
        (r.relation, r.id, r.value)
        for r in descriptor.related
        if r.relation in sayable and r.mark in SURE
    }


@given(descriptors())
def test_whatever_is_left_out_for_its_mark_is_said(
    given_: tuple[StandardRef, Descriptor],
) -> None:
    ref, descriptor = given_
    remarks = recorded(ref, descriptor).remarks
    unsure = [r for r in descriptor.related if r.mark in UNSURE and r.relation == "supersedes"]
    for each in unsure:
        assert any(f"supersedes {each.value!r} is left out" in remark for remark in remarks)


@pytest.mark.parametrize("name", ["recommendation", "earlier-spelling", "corrigendum"])
def test_a_record_comes_back_from_its_descriptor(name: str) -> None:
    ref, descriptor = converted(open_source(CASES / f"{name}.yaml"))
    again, back = read_back(ref, descriptor)
    assert again == ref
    assert back.title == descriptor.title
    assert [(e.id, e.date, e.status) for e in back.editions][:1] == [
        (e.id, e.date, e.status) for e in descriptor.editions
    ][:1]
    assert [e.id for e in back.editions] == [e.id for e in descriptor.editions]
    assert {(r.relation, r.id) for r in back.related} == {
        (r.relation, r.id) for r in descriptor.related
    }
    assert back.sources == descriptor.sources


def test_a_record_is_written_as_those_of_the_field_are() -> None:
    descriptor = a_descriptor(
        designation=fact("ITU-T Z.9"),
        editions=[
            {
                "id": "2019-10",
                "date": fact("2019-10-14"),
                "status": fact("in-force"),
                "note": "Edition 9 as the record counts.",
            },
            {"id": "2016-10", "date": fact("2016-10-14")},
        ],
        related=[{"relation": "supersedes", "id": "itu-t/z.8", **fact("ITU-T Z.8 (01/2001)")}],
    )
    assert (
        recorded(StandardRef("itu-t", "z.9"), descriptor).data.decode()
        == """\
---
id: ITUTZ9102019
type: standard
title:
- content: Locks
  type: main
source:
- type: src
  content: https://example.org
docidentifier:
- content: ITU-T Z.9 (10/2019)
  type: ITU
  primary: true
date:
- type: published
  at: '2019-10-14'
edition:
  content: "9"
status:
  stage:
    content: Published
relation:
- type: hasEdition
  bibitem:
    docidentifier:
    - content: ITU-T Z.9 (10/2016)
      primary: true
- type: obsoletes
  bibitem:
    docidentifier:
    - content: ITU-T Z.8 (01/2001)
      primary: true
"""
    )


def test_an_older_edition_can_be_named_and_one_that_is_not_there_is_refused() -> None:
    descriptor = a_descriptor(editions=[{"id": "2019-10"}, {"id": "2016-10"}])
    made = recorded(StandardRef("itu-t", "z.9", "2016-10"), descriptor)
    assert "acme" not in str(made.record)
    assert "itu-t/z.9@2016-10" in str(made.record)
    with pytest.raises(NotFoundError, match="known: 2019-10, 2016-10"):
        recorded(StandardRef("itu-t", "z.9", "2010"), descriptor)


def test_a_designation_that_is_only_recalled_names_nothing() -> None:
    descriptor = a_descriptor(designation=fact("LRX 1", "recalled"))
    with pytest.raises(HriaError, match="is marked recalled"):
        recorded(StandardRef("acme", "lrx-1"), descriptor)


SHIPPED = [path for path in sorted(STANDARDS.glob("*/*.yaml")) if path.name != "sdo.yaml"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_ships_can_be_handed_out_and_read_again(path: Path) -> None:
    descriptor = load(open_source(path), Descriptor).document
    ref = StandardRef(path.parent.name, path.stem)
    if descriptor.title.mark not in SURE:
        return
    again, back = read_back(ref, descriptor)
    assert again._replace(edition="") == ref
    assert again.edition == next((e.id for e in descriptor.editions), again.edition)
    assert back.title.value == " ".join(descriptor.title.value.split())
