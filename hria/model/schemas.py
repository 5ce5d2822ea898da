"""The JSON Schemas of files and of a report, made from the records that read or describe them."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from hria.model.assessment import Assessment
from hria.model.base import Document
from hria.model.bibliography import Bibliography
from hria.model.cases import Cases
from hria.model.checklist import Checklist
from hria.model.report import Report
from hria.model.standard import Body, Descriptor
from hria.model.translation import Translation

SCHEMAS: Mapping[str, type[Document]] = {
    "assessment": Assessment,
    "bibliography": Bibliography,
    "body": Body,
    "cases": Cases,
    "checklist": Checklist,
    "report": Report,
    "standard": Descriptor,
    "translation": Translation,
}
"""The kinds of file that have a schema, by the name that ``hria schema`` takes."""

_WHOLE = tuple(SCHEMAS.values())


class _Schemas(GenerateJsonSchema):
    """Says what a file may hold: a key that is left out, but never null or an unknown key."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default", ...) is None:
            del made["default"]
        return made

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        if "patternProperties" in made:
            made["additionalProperties"] = False
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - pydantic's
        return False


def schema(kind: str) -> str:
    """Return the JSON Schema (draft 2020-12) of the kind of file called *kind*."""
    made = SCHEMAS[kind].model_json_schema(by_alias=True, schema_generator=_Schemas)
    inner = made.get("$defs", {})
    records = {model: inner[model.__name__] for model in _WHOLE if model.__name__ in inner}
    for model, record in {**records, SCHEMAS[kind]: made}.items():
        for name, field in model.model_fields.items():
            # Pydantic leaves it out where a record has a default.
            record["properties"][field.alias or name].setdefault("description", field.description)
    named = {"$schema": _Schemas.schema_dialect} | made
    return json.dumps(named, ensure_ascii=False, indent=2) + "\n"
