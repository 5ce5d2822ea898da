"""The form that is the file of an assessment."""

from dataclasses import replace

import pytest

from hria.content.plain import read as plain_of
from hria.errors import ContentError
from hria.form.as_yaml import write_yaml
from tests.form.forms import brought, form_of, read, written
from tests.form.test_merging import case


def test_an_empty_form_is_a_file_of_an_assessment_with_room_for_answers() -> None:
    content = plain_of(written(case(), "yaml"))
    assert isinstance(content, dict)
    empty = {"answer": "", "rationale": ""}
    assert content["answers"] == {"PRV-01": empty, "PRV-02": empty}
    assert content["standard"] == "itu-t/y.2770"


def test_the_first_line_leads_an_editor_to_the_schema() -> None:
    made = write_yaml(replace(form_of(case()), schema="../schema/assessment.json"))
    first = made.decode().splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schema/assessment.json"


def test_a_problem_is_told_with_its_line() -> None:
    data = written(case(), "yaml").replace(b'answer: ""', b"answer: mabye", 1)
    line = data.decode().splitlines().index("    answer: mabye") + 1
    with pytest.raises(
        ContentError, match=f"answers.yaml:{line}:13: HRIA004 answers.PRV-01.answer"
    ):
        brought(data, "yaml", case())


@pytest.mark.parametrize("data", [b"just words", b"- a list", b"a: &x b", b"a: 1\na: 2"])
def test_what_is_no_form_is_refused(data: bytes) -> None:
    with pytest.raises(ContentError):
        read(data, "yaml")
