"""``hria form``: what is made, in which format, and what stays out."""

from pathlib import Path

import pytest

from tests.cli.commands import Commands, in_a_process

BINARY = ("docx", "pdf", "xlsx")


def test_a_form_of_a_standard_goes_to_the_screen_as_markdown(hria: Commands, place: Path) -> None:
    del place
    done = hria("form", "T.1", "-c", "home")
    assert done.status == 0
    assert done.out.startswith("# Form: ")
    assert "HOM-01" in done.out
    assert "SPK-01" not in done.out


def test_a_form_says_which_questions_were_left_out_and_why(hria: Commands) -> None:
    done = hria("form", "Y.2770", "-c", "privacy")
    assert "questions do not apply" in done.err
    assert "## Questions left out" in done.out
    assert "the text is not known to do any of" in done.out


def test_a_table_of_answers_does_not_claim_to_say_what_was_left_out(hria: Commands) -> None:
    done = hria("form", "Y.2770", "-c", "privacy", "-f", "csv")
    assert "hria: 2 questions do not apply; the form leaves them out\n" in done.err


@pytest.mark.parametrize("format_", ["csv", "docx", "xlsx", "yaml"])
def test_the_format_follows_the_ending(hria: Commands, place: Path, format_: str) -> None:
    file = place / f"form.{format_}"
    assert hria("form", place, "-o", file).status == 0
    done = hria("import", file, "--into", place)
    assert done.out.endswith("nothing changed\n")


@pytest.mark.parametrize("format_", BINARY)
def test_what_is_no_text_needs_a_file(hria: Commands, place: Path, format_: str) -> None:
    done = hria("form", place, "-f", format_)
    assert done.status == 2
    assert done.err == f"hria: {format_} is not for the screen (name a file with -o)\n"


def test_an_unknown_format_is_told_with_those_there_are(hria: Commands, place: Path) -> None:
    done = hria("form", place, "-f", "odt")
    assert done.status == 2
    assert "(known: md, pdf, csv, docx, xlsx, yaml)" in done.err


def test_an_assessment_names_its_checklists_itself(hria: Commands, place: Path) -> None:
    done = hria("form", place, "-c", "home")
    assert done.status == 2
    assert "leave -c away" in done.err


def test_a_yaml_form_points_to_the_schema_of_its_workspace(hria: Commands, nowhere: Path) -> None:
    assert hria("init", "mine").status == 0
    assert hria("form", "Y.2770", "-o", "mine/sent/form.yaml").status == 0
    lines = (nowhere / "mine/sent/form.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../schema/assessment.json"
    assert (nowhere / "mine/schema/assessment.json").is_file()


@pytest.mark.parametrize("format_", ["csv", "docx", "xlsx", "yaml"])
def test_the_clock_and_the_place_are_not_in_a_form(place: Path, format_: str) -> None:
    made = []
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        file = place / f"{zone.partition('/')[2]}.{format_}"
        done = in_a_process("form", ".", "-o", file.name, cwd=place, TZ=zone, HOME=zone)
        assert done.status == 0, done.err
        made.append(file.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(("format_", "library"), [("docx", "docx"), ("xlsx", "openpyxl")])
def test_a_missing_part_is_named(
    hria: Commands, place: Path, monkeypatch: pytest.MonkeyPatch, format_: str, library: str
) -> None:
    file = place / f"form.{format_}"
    assert hria("form", place, "-o", file).status == 0
    monkeypatch.setitem(__import__("sys").modules, library, None)
    for words in (("form", place, "--force", "-o", file), ("import", file, "--into", place)):
        done = hria(*words)
        assert done.status == 2
        assert f"needs the part hria[{format_}] (pip install 'hria[{format_}]')" in done.err
