"""Every honest report holds, and whatever was changed in one is found."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hria.brief import KINDS
from hria.brief.blocks import Block, Notice, Strong
from hria.cli.opening import open_assessment
from hria.cli.reporting import reported
from hria.content.roots import shipped
from hria.errors import FileError
from hria.verify import TAKEN
from hria.verify.base import Outcome
from tests.brief.test_confidential import COUNT, everything, hide, put
from tests.verify.reports import Desk, Files, listing, released

pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file .*ttf:ResourceWarning"),
]

Y2770 = shipped() / "reports" / "itu-t" / "y.2770" / "worked-example"
SAME_FILE, SAME_WORDS = "the same file, byte by byte", "the same words"
QUICK = ["docx", "html", "json"]
"""The formats of which a report is made in no time."""


@pytest.mark.parametrize("format_", TAKEN)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_report_holds_in_every_format(kind: str, format_: str, desk: Desk) -> None:
    proof = desk.proof(desk.made(format_, kind))
    assert [line for line in proof.lines if line.outcome is not Outcome.HOLDS] == []
    assert proof.holds
    assert proof.manifest
    assert proof.manifest.kind == kind


def test_every_line_of_a_proof_is_there(desk: Desk) -> None:
    assert [line.what for line in desk.proof(desk.made("json")).lines] == [
        "report.json",
        *("assessment.yaml", "home-1.0.0.yaml", "score.json", "speech-1.0.0.yaml"),
        "standard.yaml",
        "the assessment",
        *("home@1.0.0", "speech@1.0.0"),
        "the description of the standard",
        "what is confidential",
        "the same result",
        SAME_FILE,
        SAME_WORDS,
    ]


def test_a_report_that_ships_rests_on_releases_that_ship(desk: Desk) -> None:
    proof = desk.proof(reported(open_assessment(Y2770), "brief", "json", "en"))
    assert proof.holds
    [why] = [line.why for line in proof.lines if line.what == "privacy@1.0.0"]
    assert "authentic release, listed by the library that ships with hria" in why


@pytest.mark.parametrize("format_", TAKEN)
@pytest.mark.parametrize("confidential", [False, True], ids=["redacted", "whole"])
def test_a_report_of_a_confidential_assessment_holds(
    format_: str,
    confidential: bool,  # noqa: FBT001 - a parameter of a test
    tmp_path: Path,
) -> None:
    own = Desk(released(tmp_path))
    put(own.file, hide(everything(), [n % 3 != 1 for n in range(COUNT)]))
    made = reported(open_assessment(own.file), "full", format_, "en", confidential=confidential)
    assert own.failed(made) == {}
    told = {line.what: line.why for line in own.proof(made).lines}["what is confidential"]
    assert ("was withheld (evidence " in told) is not confidential
    assert ("for those who may know it" in told) is confidential


# What was changed in the files


def swap(name: str, old: bytes, new: bytes) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)

    return change


def take_out(name: str) -> Callable[[Files], None]:
    return lambda files: files.__delitem__(name)


def put_in(name: str, data: bytes) -> Callable[[Files], None]:
    return lambda files: files.__setitem__(name, data)


LOWER = swap("score.json", b'"result": "high"', b'"result": "low"')
ANSWER = swap("assessment.yaml", b"Clause 6.1 requires", b"Clause 6.1 permits")
GRADE = swap("assessment.yaml", b"scale: 4", b"scale: 1")
QUESTION = swap("home-1.0.0.yaml", b"title: Letters read", b"title: Letters sent")
STANDARD = swap("standard.yaml", b"T.1", b"T.2")


@pytest.mark.parametrize(
    ("change", "what", "why"),
    [
        (LOWER, "score.json", "report.json lists sha256:"),
        (ANSWER, "assessment.yaml", "report.json lists sha256:"),
        (take_out("score.json"), "score.json", "report.json lists it, and it is not there"),
        (take_out("home-1.0.0.yaml"), "home-1.0.0.yaml", "and it is not there"),
        (take_out("report.json"), "report.json", "is not in the report"),
        (put_in("more.yaml", b"a: b"), "'more.yaml'", "report.json does not list it"),
        (put_in("report.json", b"[]"), "report.json", "cannot be read"),
        (put_in("report.json", b"[" * 9_999), "report.json", "cannot be read"),
        (listing(LOWER), "the same result", "score.json, rights.home.result: the file says"),
        (listing(GRADE), "the same result", "score.json, rights.home."),
        (listing(ANSWER), SAME_WORDS, "permits"),
        (listing(QUESTION), "home@1.0.0", "the assessment was made with sha256:"),
        (listing(STANDARD), SAME_FILE, "made again from what is enclosed, it is another file"),
        (listing(take_out("score.json")), "the same result", "score.json is not in the report"),
        (listing(put_in("score.json", b"{")), "the same result", "score.json cannot be read"),
        (
            listing(put_in("assessment.yaml", b"standard: {")),
            "the assessment",
            "what is in the report cannot be read: assessment.yaml:",
        ),
        (
            listing(swap("assessment.yaml", b"edition: 2020-01", b"edition: 2021-01")),
            "the assessment",
            "is of acme/t.1@2021-01 under home@1.0.0, speech@1.0.0, and report.json says",
        ),
        (
            listing(swap("assessment.yaml", b"answer: partly", b"answer: unknown")),
            "the same result",
            "cannot be scored",
        ),
        (
            swap("report.json", b'"kind": "brief"', b'"kind": "novel"'),
            SAME_WORDS,
            "the report cannot be made again: no kind of report called 'novel'",
        ),
        (
            swap("report.json", b'"language": "en"', b'"language": "xx"'),
            SAME_WORDS,
            "the report cannot be made again",
        ),
        (swap("report.json", b'"kind"', b'"sort"'), "report.json", "cannot be read"),
        (
            swap("report.json", b'"confidential": false', b'"confidential": true'),
            SAME_WORDS,
            "made again it says",
        ),
    ],
)
def test_a_changed_file_in_a_report_is_found(
    change: Callable[[Files], None], what: str, why: str, desk: Desk
) -> None:
    data = desk.forged("json", change)
    assert not desk.proof(data).holds
    assert why in desk.failed(data).get(what, "nothing")


@pytest.mark.parametrize("format_", ["docx", "html", "pdf"])
@pytest.mark.parametrize(
    "change",
    [LOWER, take_out("score.json"), put_in("x.yaml", b"x: y")],
    ids=["swapped", "removed", "added"],
)
def test_a_changed_file_is_found_in_every_format(
    change: Callable[[Files], None], format_: str, desk: Desk
) -> None:
    failed = desk.failed(desk.forged(format_, change))
    assert {"score.json", "'x.yaml'"} & set(failed)


def test_a_release_that_was_changed_is_not_authentic_although_the_assessment_pins_it(
    desk: Desk,
) -> None:
    def change(files: Files) -> None:
        before = files["report.json"]
        QUESTION(files)
        listing(lambda _: None)(files)
        old, new = (
            next(f["digest"] for f in json.loads(told)["files"] if f["name"] == "home-1.0.0.yaml")
            for told in (before, files["report.json"])
        )
        swap("assessment.yaml", old.encode(), new.encode())(files)

    failed = desk.failed(desk.forged("json", listing(change)))
    assert "is not the release of that name: it is sha256:" in failed["home@1.0.0"]
    assert "the workspace" in failed["home@1.0.0"]


def test_a_release_whose_digest_was_changed_in_the_library_does_not_hold(tmp_path: Path) -> None:
    own = Desk(released(tmp_path))
    made = own.made("json")
    lock = own.root / "checklists" / "RELEASED"
    lock.write_text(lock.read_text(encoding="utf-8").replace("8b2c", "8b2d"), encoding="utf-8")
    assert "is not the release of that name" in own.failed(made)["home@1.0.0"]
    lock.unlink()
    failed = own.failed(made)
    assert failed["home@1.0.0"] == "no release of that name is listed in this library or workspace"
    assert not own.proof(made).holds


def test_a_draft_is_said_to_be_one(tmp_path: Path) -> None:
    own = Desk(released(tmp_path))
    folder = own.root / "checklists" / "home"
    (folder / "draft.yaml").write_bytes((folder / "1.0.0.yaml").read_bytes())
    text = own.file.read_text(encoding="utf-8").replace("home@1.0.0", "home@draft")
    own.file.write_text(text, encoding="utf-8")
    assert own.failed(own.made("json")) == {
        "home@draft": "is a draft, which no release answers for"
    }


def test_another_description_of_the_standard_is_told_and_is_no_fault(tmp_path: Path) -> None:
    own = Desk(released(tmp_path))
    made = own.made("json")
    path = own.root / "standards" / "acme" / "t.1.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "no fault by itself" in own.failed(made)["the description of the standard"]
    assert own.proof(made).holds
    path.unlink()
    assert "the library has none" in own.failed(made)["the description of the standard"]
    without = reported(open_assessment(own.file), "brief", "json", "en")
    assert own.failed(without) == {}


def test_confidential_words_in_a_report_that_hides_them_are_found(tmp_path: Path) -> None:
    own = Desk(released(tmp_path))
    put(own.file, hide(everything(), [True] * COUNT))
    leak = swap("assessment.yaml", b"[confidential]", b"the secret words")
    data = own.forged("json", listing(leak))
    assert "stands in the assessment" in own.failed(data)["what is confidential"]


# What was changed on the pages


def one_word(block: Block) -> Block:
    if not isinstance(block, Notice):
        return block
    words = tuple(
        run.replace("reviewed", "approved") if isinstance(run, str) else run for run in block.line
    )
    assert words != block.line
    return replace(block, line=words)


@pytest.mark.parametrize("format_", ["docx", "html", "pdf"])
def test_a_changed_word_on_a_page_is_found_and_both_wordings_are_told(
    format_: str, desk: Desk
) -> None:
    failed = desk.failed(desk.forged(format_, block=one_word))
    assert set(failed) == {SAME_FILE, SAME_WORDS}
    place, _, told = failed[SAME_WORDS].partition(": the file says ")
    ours, _, theirs = told.partition(", and made again it says ")
    assert "approved" in ours
    assert "reviewed" in theirs
    assert place.startswith({"docx": "word/document", "html": "line ", "pdf": "page 1"}[format_])


@pytest.mark.parametrize(
    "fields", [{"title": "Another"}, {"footer": "Another"}, {"watermark": ""}, {"of": "von"}]
)
def test_a_changed_title_footer_or_mark_is_found(fields: dict[str, str], desk: Desk) -> None:
    for format_ in ("docx", "html"):
        assert SAME_FILE in desk.failed(desk.forged(format_, fields=fields))


def test_a_changed_number_in_json_is_found(desk: Desk) -> None:
    made = json.loads(desk.made("json"))
    made["score"]["findings"][0]["severity"] -= 1
    failed = desk.failed((json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode())
    assert failed[SAME_WORDS] == (
        "score.findings[0].severity: the file says “3”, and made again it says “4”"
    )
    assert SAME_FILE in failed


def test_json_that_was_only_laid_out_otherwise_has_the_same_words(desk: Desk) -> None:
    failed = desk.failed(json.dumps(json.loads(desk.made("json"))).encode())
    assert set(failed) == {SAME_FILE}
    assert failed[SAME_FILE].endswith("every part of it is the same, but packed otherwise")


def test_where_another_version_made_it_the_words_decide(desk: Desk) -> None:
    older = swap("report.json", b'"hria": "', b'"hria": "0.0.')
    proof = desk.proof(desk.forged("html", older))
    # A forger's report.json is in the page made again as well, so here the bytes are the same.
    assert proof.holds
    told = {line.what: line for line in proof.lines}
    assert told["report.json"].outcome is Outcome.OPEN
    data = desk.forged("html", older).replace(b"<main>", b"<main >")
    told = {line.what: line for line in desk.proof(data).lines}
    assert told[SAME_FILE].outcome is Outcome.OPEN
    assert "so the words decide" in told[SAME_FILE].why
    assert told[SAME_WORDS].outcome is Outcome.HOLDS
    assert desk.proof(data).holds
    assert SAME_WORDS in desk.failed(desk.forged("html", older, block=one_word))


# What is no report


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no report that can be verified"),
        (b"# A title", "md, csv and xlsx hold no files"),
        (b"{}", "holds no files to make it again from"),
        (b"<!DOCTYPE html><p>words", "holds no files to make it again from"),
        (b"{" * 100_000, "not a JSON file"),
        (b'{"a":' + b"[" * 100_000, "not a JSON file"),
        (b"PK\x03\x04", "not a docx file"),
        (b"%PDF-1.7", "not a PDF file"),
        (b"<html>\xff", "not a HTML file"),
    ],
)
def test_what_is_no_report_is_one_clear_error(data: bytes, why: str, desk: Desk) -> None:
    with pytest.raises(FileError, match=why) as caught:
        desk.proof(data)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("format_", QUICK)
def test_a_report_that_was_cut_or_scratched_never_holds(format_: str, desk: Desk) -> None:
    chance, whole = Random(11), desk.made(format_)  # noqa: S311 - no secret
    for scratches in (1, 1, 1, 3, 20) * 12:
        data = bytearray(whole)
        for _ in range(scratches):
            data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        try:
            assert not desk.proof(bytes(data[: chance.choice((None, -9))])).holds
        except FileError as error:
            assert "\n" not in str(error)  # noqa: PT017 - either way is right


def test_a_report_without_its_files_proves_nothing(desk: Desk) -> None:
    for format_ in QUICK:
        with pytest.raises(FileError, match="nothing can be proved"):
            desk.proof(desk.forged(format_, lambda files: files.clear()))


def test_strong_words_are_compared_as_well(desk: Desk) -> None:
    def weak(block: Block) -> Block:
        if not isinstance(block, Notice):
            return block
        line: tuple[Any, ...] = tuple(
            Strong("Final.") if isinstance(r, Strong) else r for r in block.line
        )
        return replace(block, line=line)

    assert "Final." in desk.failed(desk.forged("html", block=weak))[SAME_WORDS]


def test_every_module_that_takes_a_format_apart_is_listed() -> None:
    folder = Path(__file__).parents[2] / "hria" / "verify"
    modules = {path.stem for path in folder.glob("of_*.py")}
    assert {function.__module__.rpartition(".")[2] for function in TAKEN.values()} == modules
    assert all(f.__name__ == f"of_{name}" for name, f in TAKEN.items())
