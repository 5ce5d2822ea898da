import json
from collections.abc import Iterator

import pytest

from hria.model.schemas import SCHEMAS, schema


def parts(value: object) -> Iterator[dict[str, object]]:
    """Every object in a schema, itself first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_json_schema_of_2020_12(kind: str) -> None:
    made = json.loads(schema(kind))
    assert next(iter(made)) == "$schema"
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["description"] == SCHEMAS[kind].__doc__


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_the_same_each_time_it_is_made(kind: str) -> None:
    assert schema(kind) == schema(kind)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_no_key_may_be_null_and_none_may_be_unknown(kind: str) -> None:
    for part in parts(json.loads(schema(kind))):
        assert part.get("type") != "null"
        if "properties" in part and "type" in part:
            assert part["additionalProperties"] is False
        assert part.get("default", "") is not None


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_of_a_file_is_described_and_written_with_hyphens(kind: str) -> None:
    made = json.loads(schema(kind))
    records = [made, *made.get("$defs", {}).values()]
    for record in records:
        for key, field in record.get("properties", {}).items():
            assert "_" not in key
            assert field["description"]


def test_numbers_have_their_range() -> None:
    question = json.loads(schema("checklist"))["$defs"]["Question"]["properties"]
    assert question["max-severity"]["minimum"] == 1
    assert question["max-severity"]["maximum"] == 4
