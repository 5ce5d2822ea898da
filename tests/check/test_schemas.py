"""Whether files that people write fit the schemas that their editors read, and what only we say."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from hria.cli import app
from hria.content.roots import shipped
from hria.model.schemas import SCHEMAS, schema
from tests.cases.reading import CASES, Case, cases
from tests.check.workspaces import Workspace

ROOT = shipped()
FOLDER = ROOT / "docs" / "schema"
BY_CODE = {"HRIA002", "HRIA003", "HRIA004"}

# What is no more than HRIA004 to us, and is still beyond what a schema can say.
BEYOND = {"assessment/invalid/day-that-is-none.yaml"}
# YAML of an author who trusts that all is text; a schema sees what other readers see.
TRUSTING = {"checklist/valid/looks-like-other-kinds.yaml"}


class Core(yaml.CSafeLoader):
    """YAML 1.2 as editors and check-jsonschema read it: no dates, ``true`` and ``false`` alone."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", list("-+0123456789")),
    (
        "float",
        r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$",
        list("-+.0123456789"),
    ),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def as_json(path: Path) -> Any:  # noqa: ANN401 - what a file holds
    """Return what other readers see in *path*; keys are text in JSON."""
    loaded = yaml.load(path.read_bytes(), Loader=Core)  # noqa: S506 - a safe loader
    return json.loads(json.dumps(loaded))


def faults(kind: str, path: Path) -> list[str]:
    validator = pytest.importorskip("jsonschema_rs").Draft202012Validator
    found = validator(json.loads(schema(kind))).iter_errors(as_json(path))
    return [f"{'/'.join(map(str, fault.instance_path))}: {fault.message}" for fault in found]


def content() -> Iterator[tuple[str, Path]]:
    """Yield every file that ships, with the name of its schema."""
    yield "bibliography", ROOT / "checklists" / "bibliography.yaml"
    for path in sorted(ROOT.glob("checklists/*/*.yaml")):
        yield "checklist", path
    for path in sorted(ROOT.glob("standards/*/*.yaml")):
        yield "body" if path.name == "sdo.yaml" else "standard", path
    for path in sorted(ROOT.glob("reports/*/*/*/assessment.yaml")):
        yield "assessment", path


CONTENT = [
    pytest.param(kind, path, id=str(path.relative_to(ROOT)))
    for kind, path in content()
    if not re.search(r"\.[a-z]{2,3}\.yaml$", path.name)
]
SINGLE = [case for case in cases("invalid") if case.path.is_file()]


def kind_of(case: Case) -> str:
    return case.path.relative_to(CASES).parts[0]


def codes(case: Case) -> set[str]:
    return set(re.findall(r"HRIA\d{3}", case.expected.read_text(encoding="utf-8")))


def test_every_schema_is_committed_as_the_model_gives_it() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(SCHEMAS)
    for kind in SCHEMAS:
        assert (FOLDER / f"{kind}.json").read_text(encoding="utf-8") == schema(kind), (
            "run: hria schema --write docs/schema"
        )


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_says_what_each_field_is_and_leaves_no_room_for_others(kind: str) -> None:
    def records(value: object) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            if "properties" in value:
                yield value
            for inner in value.values():
                yield from records(inner)

    made = json.loads(schema(kind))
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    found = list(records(made))
    assert found
    for record in found:
        assert record["additionalProperties"] is False
        for name, field in record["properties"].items():
            # What is said of the record referred to need not be said twice.
            assert field.get("description") or "$ref" in field, name
    # A key without a value is no way to leave it out, but a score has all its keys.
    assert kind == "report" or '"null"' not in schema(kind)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_one(kind: str) -> None:
    jsonschema_rs = pytest.importorskip("jsonschema_rs")
    assert jsonschema_rs.meta.is_valid(json.loads(schema(kind)))


@pytest.mark.parametrize(("kind", "path"), CONTENT)
def test_the_first_line_of_a_file_leads_to_its_schema(kind: str, path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        first = file.readline()
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)\n", first)
    assert found, f"{path}: the first line names no schema"
    assert (path.parent / found[1]).resolve() == (FOLDER / f"{kind}.json").resolve()


@pytest.mark.parametrize(("kind", "path"), CONTENT)
def test_what_ships_fits_its_schema(kind: str, path: Path) -> None:
    assert faults(kind, path) == []


@pytest.mark.parametrize(
    "case", [c for c in cases("valid") if c.path.is_file()], ids=lambda case: case.name
)
def test_a_valid_case_fits_its_schema(case: Case) -> None:
    assert (faults(kind_of(case), case.path) == []) == (case.name not in TRUSTING)


# A schema sees one file, and no more of it than kinds and words: whether ids are used twice, a
# source is listed, or a digest is that of the file, only hria check can say.
@pytest.mark.parametrize(
    "case",
    [c for c in SINGLE if not codes(c) & {"HRIA001", *BY_CODE}],
    ids=lambda case: case.name,
)
def test_a_case_that_only_a_check_can_tell_fits_its_schema(case: Case) -> None:
    assert faults(kind_of(case), case.path) == []


@pytest.mark.parametrize(
    "case",
    [c for c in SINGLE if codes(c) & BY_CODE and "HRIA001" not in codes(c)],
    ids=lambda case: case.name,
)
def test_a_case_with_wrong_fields_or_values_does_not_fit_its_schema(case: Case) -> None:
    assert (faults(kind_of(case), case.path) == []) == (case.name in BEYOND)


# --------------------------------------------------------------------- the check, the command


def test_a_schema_that_is_the_model_s_is_left_alone(workspace: Workspace) -> None:
    for kind in SCHEMAS:
        workspace.write(f"docs/schema/{kind}.json", schema(kind))
    assert workspace.lines() == []


@pytest.mark.parametrize("text", ["", "{}\n", "[", "\x00", schema("body").rstrip()])
def test_a_schema_that_differs_is_told_with_the_command_that_helps(
    workspace: Workspace, text: str
) -> None:
    workspace.write("docs/schema/body.json", text)
    [line] = workspace.lines()
    assert line == (
        "docs/schema/body.json:1:1: HRIA601 body.json differs from the model"
        " (hria schema --write docs/schema)"
    )


def test_other_files_beside_the_schemas_are_left_alone(workspace: Workspace) -> None:
    for name in ("words.json", "body.yaml", "deeper/body.json", ".body.json"):
        workspace.write(f"docs/schema/{name}", "{}")
    assert workspace.lines() == []


def test_the_command_prints_what_is_committed() -> None:
    for kind in SCHEMAS:
        assert CliRunner().invoke(app, ["schema", kind]).output == schema(kind)
    assert CliRunner().invoke(app, ["schema"]).output.split() == sorted(SCHEMAS)


def test_the_command_writes_all_schemas_or_one(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["schema", "--write", str(tmp_path / "all")]).exit_code == 0
    assert {p.name for p in (tmp_path / "all").iterdir()} == {f"{k}.json" for k in SCHEMAS}
    one = tmp_path / "one"
    assert CliRunner().invoke(app, ["schema", "body", "--write", str(one)]).exit_code == 0
    assert (one / "body.json").read_text(encoding="utf-8") == schema("body")
    assert len(list(one.iterdir())) == 1
