import pytest
from pydantic import ValidationError

from hria.model.standard import Body, Descriptor, Edition, Stage

FACT = {"value": "It is so.", "source": "rec", "mark": "verified"}
SMALLEST = {"designation": FACT, "title": FACT}


def a_descriptor(**fields: object) -> Descriptor:
    return Descriptor.model_validate({**SMALLEST, **fields})


def a_capability(word: str, **fields: object) -> dict[str, object]:
    return {**FACT, "capability": word, **fields}


def test_a_descriptor_needs_a_designation_and_a_title() -> None:
    assert a_descriptor().designation.value == "It is so."
    for missing in SMALLEST:
        with pytest.raises(ValidationError, match=missing):
            Descriptor.model_validate({k: v for k, v in SMALLEST.items() if k != missing})


def test_every_statement_of_a_descriptor_is_a_fact_with_its_source() -> None:
    with pytest.raises(ValidationError, match="source"):
        a_descriptor(layer={"value": "network", "mark": "verified"})
    with pytest.raises(ValidationError):
        a_descriptor(layer="network")


# Where nobody has looked, every question applies: nothing known is not nothing there.
def test_no_capabilities_is_another_thing_than_capabilities_nobody_looked_for() -> None:
    assert a_descriptor().features is None
    assert a_descriptor(capabilities=[]).features == frozenset()


def test_the_features_of_a_standard_are_its_capabilities_as_words() -> None:
    found = [a_capability("log"), a_capability("block"), a_capability("log", clause="6.3")]
    assert a_descriptor(capabilities=found).features == frozenset({"log", "block"})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("capability", "spy"),
        ("force", "N5"),
        ("basis", "rumour"),
        ("visible", "true"),
        ("clause", " "),
    ],
)
def test_a_capability_uses_the_vocabulary(key: str, value: str) -> None:
    with pytest.raises(ValidationError):
        a_descriptor(capabilities=[{**a_capability("log"), key: value}])


# FORMATS says: "Capabilities use the B0 vocabulary, with clause and force."
def test_a_capability_has_a_clause_and_a_force() -> None:
    given = a_capability("decrypt", clause="6.8", force="N2", visible="no", **{"used-by": "anyone"})
    descriptor = a_descriptor(capabilities=[given])
    assert descriptor.capabilities
    (one,) = descriptor.capabilities
    assert (one.capability, one.clause, one.force) == ("decrypt", "6.8", "N2")
    assert (one.visible, one.used_by) == ("no", "anyone")


# FORMATS says: "An id may name several editions; itu-t/x.509@2019-10 is one."
def test_an_edition_is_found_by_its_name() -> None:
    descriptor = a_descriptor(editions=[{"id": "2019-10"}, {"id": "2016-10", "note": "Older."}])
    found = descriptor.edition("2016-10")
    assert found
    assert found.note == "Older."
    assert descriptor.edition("2012-10") is None
    assert descriptor.edition("") is None


@pytest.mark.parametrize("name", ["", "-2019", "2019 10", "2019/10", "2019-10\n", "2019@10"])
def test_the_name_of_an_edition_can_stand_after_the_at_sign(name: str) -> None:
    with pytest.raises(ValidationError):
        Edition.model_validate({"id": name})


def test_the_status_of_an_edition_is_one_of_a_few_words() -> None:
    known = Edition.model_validate({"id": "2019-10", "status": {**FACT, "value": "in-force"}})
    assert known.status
    assert known.status.value == "in-force"
    with pytest.raises(ValidationError):
        Edition.model_validate({"id": "2019-10", "status": FACT})


@pytest.mark.parametrize("key", ["rec", "rec-2012", "rfc9620", "a.b"])
def test_a_source_has_a_key_in_lower_case(key: str) -> None:
    assert list(a_descriptor(sources={key: {"title": "T", "kind": "primary"}}).sources) == [key]


@pytest.mark.parametrize("key", ["", "Rec", "the rec", "-rec", "rec_1"])
def test_nothing_else_is_the_key_of_a_source(key: str) -> None:
    with pytest.raises(ValidationError):
        a_descriptor(sources={key: {"title": "T", "kind": "primary"}})


@pytest.mark.parametrize("word", ["supersedes", "superseded-by", "profile-of", "companion"])
def test_another_text_is_related_in_a_known_way(word: str) -> None:
    related = a_descriptor(related=[{**FACT, "relation": word, "id": "itu-t/y.2771"}]).related
    assert (related[0].relation, related[0].id) == (word, "itu-t/y.2771")
    with pytest.raises(ValidationError):
        a_descriptor(related=[{**FACT, "relation": "cites"}])


def test_a_body_has_a_name_and_stages_in_order() -> None:
    stage = {"name": "Consent", "happens": "It is agreed.", "source": "a1", "mark": "verified"}
    body = Body.model_validate(
        {
            "name": FACT,
            "short": "ITU-T",
            "stages": [{**stage, "id": "consent"}, {**stage, "id": "last-call"}],
        }
    )
    assert [s.id for s in body.stages] == ["consent", "last-call"]
    assert body.comment == ()
    for missing in stage:
        with pytest.raises(ValidationError, match=missing):
            Stage.model_validate({k: v for k, v in stage.items() if k != missing} | {"id": "x"})
