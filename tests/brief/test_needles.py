"""What is marked confidential is nowhere: needles in every field of words are looked for."""

import copy
import logging
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from hria.assess.shown import shown
from hria.check import problems
from hria.cli import problems as listing
from hria.cli.forming import formed
from hria.cli.opening import library, open_assessment
from hria.cli.reporting import reported, subject_of
from hria.content.writing import dump_plain
from hria.errors import HriaError
from hria.form import FILLABLE
from hria.model.assessment import Assessment
from hria.render import FORMATS
from hria.submission import FORMS, LAYOUTS
from hria.submission.base import Submission
from tests.brief.example import PLACE, WORKSPACE
from tests.brief.test_confidential import COUNT, MARK, Plain, entries, everything, hide, put
from tests.submission.papers import accepted
from tests.support import reading

HIDDEN = hide(everything(), [True] * COUNT)

SPARED = {
    "a word of a list, which FORMATS keeps in sight": {
        *("Answer.answer", "Answer.reason", "Ask.action", "Ask.effect", "Assessor.kind"),
        *("Entry.answer", "Entry.did", "Evidence.strength", "Grades.force", "Grades.nexus"),
        *("Review.state", "Safeguard.effect", "Signature.state", "Test.outcome"),
    },
    "it names a question, a checklist, a standard or a right": {
        *("Answer.under", "Ask.addresses", "Assessment.edition", "Assessment.standard"),
        *("Assessment.standard_digest", "Enabling.right", "Entry.question", "Escalation.right"),
        *("Dissent.question", "Dissent.right", "Objection.questions"),
        *("Former.question", "Former.under", "Pinned.digest", "Pinned.ref", "Safeguard.question"),
    },
    "a day, which tells nothing without the name beside it, or is hidden with it": {
        *("Answer.on", "Dissent.on", "Entry.at", "Signature.on"),
    },
    "a short name by which others cite the entry": {"Ask.id", "Objection.id", "Safeguard.id"},
    "nothing marks it confidential": {"Assessor.role", "Escalation.reason", "Former.reason"},
}
"""Fields of text that hold no needle, and why."""


def fields(kind: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    """Yield the fields of *kind* and of what it holds that may be text."""
    if kind in seen:
        return
    seen.add(kind)
    for name, field in kind.model_fields.items():
        inner = list(leaves(field.annotation))
        if any(each is str for each in inner):
            yield f"{kind.__name__}.{name}"
        for each in inner:
            if isinstance(each, type) and issubclass(each, BaseModel):
                yield from fields(each, seen)


def leaves(annotation: object) -> Iterator[object]:
    """Yield what *annotation* is made of; a choice of words is text, too."""
    if get_origin(annotation) is Literal:
        yield str
    elif get_origin(annotation) is dict:
        # Keys are names of questions and of tests.
        yield from leaves(get_args(annotation)[1])
    elif get_args(annotation):
        for each in get_args(annotation):
            yield from leaves(each)
    else:
        yield annotation


def marked(held: object, at: str = "") -> Iterator[str]:
    """Yield the fields of a record in which the mark stands."""
    if isinstance(held, BaseModel):
        for name in type(held).model_fields:
            yield from marked(getattr(held, name), f"{type(held).__name__}.{name}")
    elif isinstance(held, dict):
        for each in held.values():
            yield from marked(each, at)
    elif isinstance(held, tuple):
        for each in held:
            yield from marked(each, at)
    elif isinstance(held, str) and MARK in held:
        yield at


def test_every_field_of_words_holds_a_needle_or_has_a_reason_why_not() -> None:
    filled = set(marked(Assessment.model_validate(HIDDEN)))
    spared = set().union(*SPARED.values())
    assert filled & spared == set()
    assert filled | spared == set(fields(Assessment, set()))


def test_nothing_of_them_is_left_once_they_are_hidden() -> None:
    assert set(marked(shown(Assessment.model_validate(HIDDEN)))) == set()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of an assessment that lies in a copy of the small workspace."""
    copied = copytree(WORKSPACE, tmp_path_factory.mktemp("needles") / "workspace")
    return copied / PLACE.relative_to(WORKSPACE) / "assessment.yaml"


def test_no_document_to_a_body_holds_them(file: Path) -> None:
    subject = subject_of(open_assessment(put(file, HIDDEN)), "en")
    for name, form in FORMS.items():
        # Asks whose words are hidden are never ready; here they are sent all the same.
        sent = form.make(Submission(subject, accepted(name), subject.assessment.asks))
        for ending in form.formats:
            assert reading.traces(LAYOUTS[ending](sent), MARK) == [], (name, ending)


@pytest.mark.parametrize("name", ["md", *FILLABLE])
def test_no_form_holds_them(file: Path, name: str) -> None:
    made = formed(str(put(file, HIDDEN)), [], name, Path(f"form.{name}"))
    assert reading.traces(made.data, MARK) == []
    assert MARK not in " ".join(made.remarks)


def test_a_needle_is_found_however_it_is_written() -> None:
    for code in ("utf-8", "utf-16-be", "utf-16-le"):
        plain = MARK.encode(code)
        for written in (plain, plain.hex().encode(), plain.hex().upper().encode()):
            assert reading.traces(b"x" + written + b"y", MARK)
    assert reading.traces(b"x", MARK) == []


letters = st.characters(categories=["Lu", "Ll", "Lo", "So"])


@settings(max_examples=25)
@given(
    needle=st.text(letters, min_size=6, max_size=12),
    name=st.sampled_from(["md", "html", "json", "csv"]),
)
def test_no_words_whatever_they_are_come_through(file: Path, needle: str, name: str) -> None:
    # No report has this letter of its own.
    needle = f"\u01b7{needle}"
    plain = replaced(HIDDEN, needle)
    found = open_assessment(put(file, plain))
    for kind in ("brief", "full"):
        assert needle not in reported(found, kind, name, "en").decode("utf-8-sig")


def replaced(plain: Any, needle: str) -> Any:  # noqa: ANN401 - what a file holds has any type
    """Return *plain* with *needle* where only the mark stands; short names keep their letters."""
    if isinstance(plain, dict):
        return {key: replaced(value, needle) for key, value in plain.items()}
    if isinstance(plain, list):
        return [replaced(value, needle) for value in plain]
    return needle if plain == MARK else plain


# messages


def wrong_shapes(entry: Plain) -> None:
    for key in list(entry):
        if key != "confidential":
            entry[key] = {MARK: [MARK]}


def unknown_key(entry: Plain) -> None:
    entry[MARK] = MARK


def unknown_names(entry: Plain) -> None:
    for key in ("by", "question", "addresses", "kind", "answer", "strength", "id"):
        if key in entry:
            entry[key] = [MARK] if key == "addresses" else f"{MARK}-99"


@pytest.mark.parametrize("slip", [wrong_shapes, unknown_key, unknown_names])
@pytest.mark.parametrize("number", range(COUNT))
def test_no_message_about_what_is_wrong_repeats_them(
    file: Path,
    caplog: pytest.LogCaptureFixture,
    slip: Callable[[Plain], None],
    number: int,
) -> None:
    plain = copy.deepcopy(HIDDEN)
    slip(entries(plain)[number][1])
    file.write_bytes(dump_plain(plain))
    with caplog.at_level(logging.DEBUG):
        said = [
            listing.FORMATS[name](problems(library(file.parent), (file,)))
            for name in ("text", "json")
        ]
        try:
            found = open_assessment(file)
            said += [reported(found, "full", "md", "en").decode()]
        except HriaError as error:
            said += [str(error)]
    assert any(said)
    assert MARK.lower() not in "\n".join([*said, caplog.text]).lower()


@pytest.mark.parametrize(
    "line", [f"{MARK}: x\n    {MARK}: y", f"{MARK}: [", f"\t{MARK}", f"*{MARK}"]
)
def test_no_message_about_a_slip_of_writing_repeats_them(file: Path, line: str) -> None:
    text = dump_plain(HIDDEN).decode()
    before = "    confidential: true\n"
    assert before in text
    file.write_text(text.replace(before, f"{before}    {line}\n", 1), encoding="utf-8")
    said = listing.FORMATS["text"](problems(library(file.parent), (file,)))
    assert ":" in said
    assert MARK.lower() not in said.lower()


# who made it, and where


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
def test_no_report_tells_who_made_it_or_where(
    file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"):
        monkeypatch.setenv(name, "Xyzzy-Plugh")
    monkeypatch.chdir(file.parent)
    found = open_assessment(put(file, HIDDEN))
    told = ["Xyzzy-Plugh", str(file.parents[4]), str(Path.home() / "x")[:-1]]
    told += [name for name in [socket.gethostname()] if len(name) > 5]
    for name in FORMATS:
        with caplog.at_level(logging.DEBUG, "weasyprint"):
            made = reported(found, "full", name, "en")
        assert reading.traces(made, MARK, *told) == [], name
        assert not any(words in caplog.text for words in (MARK, *told))
