"""``hria import``: where answers go, and that nothing goes there that is wrong."""

from pathlib import Path

from hria.content.writing import dump
from tests.brief.example import assessment
from tests.cli.commands import Commands


def filled(hria: Commands, file: Path, *subject: str | Path) -> Path:
    """Return a yaml form in which the first open question is answered."""
    assert hria("form", *subject, "-o", file).status == 0
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('answer: ""\n', "answer: unknown\n    reason: text-not-read\n", 1),
        encoding="utf-8",
    )
    return file


def test_a_form_of_a_standard_begins_one_s_own_assessment(hria: Commands, nowhere: Path) -> None:
    hria("init", ".")
    form = filled(hria, nowhere / "form.yaml", "Y.2770", "-c", "privacy")
    done = hria("import", form, "--as", "ab")
    assert done.status == 0, done.err
    path = nowhere / "reports/itu-t/y.2770/own/assessment.yaml"
    assert done.out == f"PRV-01 unknown\n{path.relative_to(nowhere)}: 1 changed\n"
    text = path.read_text(encoding="utf-8")
    assert "edition: 2012-11" in text
    assert "did: answered" in text
    assert hria("import", form, "--as", "ab").out.endswith("nothing changed\n")
    assert hria("check", path).status == 0


def test_a_dry_run_writes_nothing(hria: Commands, place: Path) -> None:
    form = filled(hria, place / "form.yaml", place)
    before = (place / "assessment.yaml").read_bytes()
    done = hria("import", form, "--into", place, "--as", "ab", "--dry-run")
    assert done.out.endswith("1 would change\n")
    assert (place / "assessment.yaml").read_bytes() == before


def test_what_is_wrong_anywhere_stops_it_all(hria: Commands, place: Path) -> None:
    form = filled(hria, place / "form.yaml", place)
    form.write_text(
        form.read_text(encoding="utf-8").replace(
            "    reason: text-not-read", "    reason: text-not-red"
        ),
        encoding="utf-8",
    )
    before = (place / "assessment.yaml").read_bytes()
    done = hria("import", form, "--into", place)
    assert done.status == 1
    assert "did you mean text-not-read?" in done.err
    assert (place / "assessment.yaml").read_bytes() == before


def test_a_csv_form_needs_the_assessment_it_is_for(hria: Commands, place: Path) -> None:
    file = place / "form.csv"
    hria("form", place, "-o", file)
    done = hria("import", file)
    assert done.status == 2
    assert "name an existing assessment with --into" in done.err


def test_what_is_no_form_is_refused(hria: Commands, place: Path) -> None:
    done = hria("import", place / "assessment.pdf")
    assert done.status == 2
    assert "(known: csv, docx, xlsx, yaml)" in done.err


def test_a_name_that_cannot_be_one_is_refused(hria: Commands, place: Path) -> None:
    form = filled(hria, place / "form.yaml", place)
    assert hria("import", form, "--into", place, "--as", "a b").status == 2


def test_what_the_file_was_is_kept_beside_it(hria: Commands, place: Path) -> None:
    form = filled(hria, place / "form.yaml", place)
    path = place / "assessment.yaml"
    laid_out = path.read_bytes()
    assert laid_out != dump(assessment())
    assert hria("import", form, "--into", place, "--as", "ab").status == 0
    assert (place / "assessment.before.yaml").read_bytes() == laid_out
