import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from hria import __version__
from hria.brief import KINDS
from hria.content.roots import shipped
from hria.model.schemas import SCHEMAS
from hria.render import FORMATS
from tests.cli.commands import AGAIN, Commands, in_a_process

LEVELS = {"none", "low", "moderate", "high", "critical"}

Y2770 = shipped() / "reports" / "itu-t" / "y.2770" / "worked-example"


# list


def test_list_names_everything_the_workspace_first(hria: Commands, workspace: Path) -> None:
    done = hria("list")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "checklists:"
    assert "  home@1.0.0  Home, 9 questions" in lines
    assert "  privacy@1.0.0  Privacy, 18 questions" in lines
    assert "  acme/t.1  ACME T.1: Doors, windows & walls <part 1>" in lines
    assert "  reports/acme/t.1/own/assessment.yaml" in lines
    assert str(workspace) not in done.out


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("checklists", "speech@1.0.0  Speech, 2 questions"),
        (
            "standards",
            (
                "itu-t/y.2770  ITU-T Y.2770: Requirements for deep packet inspection"
                " in next generation networks"
            ),
        ),
        ("bodies", "acme"),
        ("assessments", "reports/acme/t.1/own/assessment.yaml"),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_list_takes_a_kind(hria: Commands, kind: str, line: str) -> None:
    done = hria("list", kind)
    assert done.status == 0
    assert line in done.out.splitlines()
    assert ":\n" not in done.out


def test_a_descriptor_that_cannot_be_read_hides_no_other(hria: Commands, workspace: Path) -> None:
    (workspace / "standards" / "acme" / "t.0.yaml").write_text("title: [\n")
    done = hria("list", "standards")
    assert done.status == 0
    lines = done.out.splitlines()
    broken = lines.index("acme/t.0  (its descriptor has problems: hria check)")
    assert lines[broken + 1].startswith("acme/t.1  ACME T.1: ")


@pytest.mark.usefixtures("nowhere")
def test_list_knows_what_ships(hria: Commands) -> None:
    listed = hria("list", "standards").out
    for name in ("itu-t/x.509", "itu-t/y.2770", "itu-t/new-ip", "ietf/rfc8484"):
        assert f"{name}  " in listed
    rights = [line.split("@")[0] for line in hria("list", "checklists").out.splitlines()]
    assert rights == ["privacy", "expression", "assembly", "process"]


def test_a_checklist_that_is_only_a_draft_can_be_listed_and_shown(
    hria: Commands, workspace: Path
) -> None:
    folder = workspace / "checklists" / "water"
    folder.mkdir()
    (folder / "draft.yaml").write_text(
        'title: Water\nmethod: "1"\nquestions:\n'
        '- {id: WAT-01, title: Wells, ask: Is it?, worrying: "yes"}\n'
    )
    assert "water@draft  Water, 1 questions" in hria("list").out
    assert hria("show", "water@draft").status == 0
    unnamed = hria("show", "water")
    assert "WAT-01" in unnamed.out or "(known: water@draft)" in unnamed.err
    assert hria("assess", "Y.2770", "-c", "nonsense").status == 2


# show


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("home", ["Home (9 questions)", "Protected by: ICCPR 17", "HOM-01  Letters read"]),
        ("home@1.0.0", ["HOM-08  Chimneys (retired)."]),
        ("HOM-01", ["Question: Does the text let somebody read letters on the way?"]),
        (
            "hom-01",
            [
                "Law: ICCPR art. 17 [verified]; GC 16 para. 8 [recalled]",
                "Technical: RFC 7624 s. 3 [verified]",
            ],
        ),
        ("HOM-01", ["Ruling R1: Opening a cover counts as reading.", "scale (suggested: 4)"]),
        ("acme", ["ACME: Assembly of Carpenters and Masons of Everywhere", "by when: in spring"]),
        ("acme/t.1", ["ACME T.1: Doors, windows & walls <part 1>", "edition 2020-01: in force"]),
        ("T.1", ["What only a draft said", "- decrypt: keep keys"]),
        ("acme t.1", ["checked by: no person yet"]),
        ("Y.2770", ["ITU-T Y.2770: Requirements for deep packet inspection"]),
        ("RFC 8484", ["RFC 8484: DNS Queries over HTTPS (DoH)"]),
        ("itu-t/x.509@2019-10", ["ITU-T X.509: "]),
        ("itu-t", ["ITU-T: ITU Telecommunication Standardization Sector"]),
        ("PRV-05", ["PRV-05  Content inspection"]),
        ("privacy", ["Privacy (18 questions)"]),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_show_tells_what_a_thing_says(hria: Commands, name: str, words: list[str]) -> None:
    done = hria("show", name)
    assert (done.status, done.err) == (0, "")
    for said in words:
        assert said in done.out


@pytest.mark.usefixtures("nowhere")
def test_show_tells_what_each_source_of_a_question_says(hria: Commands) -> None:
    out = " ".join(hria("show", "PRV-05").out.split())
    for cited in ("ITU Constitution art. 37: ", "A/HRC/27/37 para. 20: "):
        assert "[recalled" in out.partition(cited)[2].partition("]")[0], cited
    opened = "ICCPR art. 17: ", "GC 16 para. 8: ", "Y.2770 cl. 6.9: ", "RFC 9620 s. 4.4: "
    for cited in opened:
        assert "[verified" in out.partition(cited)[2].partition("]")[0], cited
    # Each stands under the line that lists the sources of its kind.
    assert out.index("Law: ") < out.index("GC 16 para. 8: ") < out.index("Technical: ")


# A name that several files have means what the first of them says (hria.content.library).
def test_an_entry_of_the_workspace_hides_the_shipped_one_and_its_passages(
    hria: Commands, workspace: Path
) -> None:
    cited = "\n  ICCPR art. 17: "
    assert cited not in hria("show", "PRV-05").out
    (workspace / "checklists/bibliography.yaml").unlink()
    assert cited in hria("show", "PRV-05").out


@pytest.mark.usefixtures("workspace")
def test_show_gives_every_fact_its_source_and_mark(hria: Commands) -> None:
    out = hria("show", "T.1").out
    assert "made by: ACME Group 7 (checked at the source: ACME, page of T.1, p. 1)" in out
    assert "approval: by vote (from memory, not checked)" in out


# what is kept aside, and how each question stands


ASIDE = """\
  HOM-09:
    answer: "no"
    rationale: Zebrafish.
safeguards:"""


@pytest.fixture
def aside(workspace: Path) -> Path:
    """Return the folder of an assessment in which one answer is kept aside."""
    place = workspace / "reports" / "acme" / "t.1" / "own"
    file = place / "assessment.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("\nsafeguards:") == 1
    file.write_text(text.replace("\nsafeguards:", f"\n{ASIDE}"), encoding="utf-8")
    return place


def test_score_says_what_is_kept_aside_and_why(hria: Commands, aside: Path) -> None:
    why = "the descriptor names none of: geolocate"
    assert f"  kept aside: HOM-09 ({why})\n" in hria("score", aside).out
    found = json.loads(hria("score", aside, "--format", "json").out)
    assert found["aside"] == [{"question": "HOM-09", "why": why}]


def test_score_of_an_assessment_with_nothing_aside_says_nothing_of_it(hria: Commands) -> None:
    assert "aside" not in hria("score", Y2770).out
    assert json.loads(hria("score", Y2770, "--format", "json").out)["aside"] == []


def test_show_tells_how_each_question_of_an_assessment_stands(hria: Commands, aside: Path) -> None:
    done = hria("show", aside)
    assert (done.status, done.err) == (0, "")
    assert done == hria("show", aside / "assessment.yaml")
    lines = done.out.splitlines()
    assert lines[0] == "home@1.0.0: Home (9 questions)"
    assert "  kept aside: 1" in lines
    assert "Zebrafish" not in done.out
    assert "speech@1.0.0: Speech (2 questions)" in lines
    assert max(map(len, lines)) <= 96


def test_show_hides_a_confidential_reason(hria: Commands, aside: Path) -> None:
    file = aside / "assessment.yaml"
    text = file.read_text(encoding="utf-8").replace(
        '  HOM-09:\n    answer: "no"',
        "  HOM-09:\n    applies: true\n    answer: not-applicable\n    confidential: true",
    )
    file.write_text(text, encoding="utf-8")
    out = hria("show", aside).out
    assert "[confidential]" in out
    assert "Zebrafish" not in out


def test_show_of_an_assessment_that_is_not_there_says_so(hria: Commands, workspace: Path) -> None:
    done = hria("show", workspace / "nowhere.yaml")
    assert done.status == 2
    assert "there is no such file" in done.err


def test_show_says_when_a_question_is_asked(hria: Commands, workspace: Path) -> None:
    folder = workspace / "checklists" / "water"
    folder.mkdir()
    (folder / "draft.yaml").write_text(
        'title: Water\nmethod: "1"\nquestions:\n'
        '- {id: WAT-01, title: Wells, ask: Is it?, worrying: "yes"}\n'
        '- {id: WAT-02, title: Pipes, ask: Is it?, worrying: "yes", features: [log, block],'
        ' asked-if: {WAT-01: ["yes", partly]}}\n'
    )
    assert "Asked: of every standard\n" in hria("show", "WAT-01").out
    said = "Asked: of a standard with log or block, where WAT-01 is answered yes or partly\n"
    assert said in hria("show", "WAT-02").out


# unknown names


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (["list", "nonsense"], "checklists, standards, bodies, assessments"),
        (["show", "nonsense"], "ietf/rfc8484"),
        (["show", "privacy@9.9.9"], "privacy@1.0.0"),
        (["show", "privacy@"], "privacy@1.0.0"),
        (["show", "x/../y"], "itu-t/y.2770"),
        (["show", "itu-t/x.509@1066-10"], "2019-10"),
        (["schema", "nonsense"], ", ".join(SCHEMAS)),
        (["report", "{place}", "--kind", "nonsense"], ", ".join(KINDS)),
        (["report", "{place}", "--format", "nonsense"], ", ".join(FORMATS)),
        (["report", "{place}", "-o", "brief.nonsense"], ", ".join(FORMATS)),
        (["report", "{place}", "--lang", "tlh"], "en"),
        (["report", "{place}", "--lang", "../en"], "en"),
        (["score", "{place}", "--format", "nonsense"], "'text', 'json'"),
        (["check", "{place}", "--format", "nonsense"], "'text', 'json'"),
        (["assess", "nonsense"], "ietf/rfc8484"),
        (["assess", "Y.2770", "-c", "nonsense"], "privacy"),
        (["assess", "Y.2770", "-c", "privacy@9.9.9"], "privacy@1.0.0"),
        (["assess", "Y.2770@1066-10"], "2012-11"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_an_unknown_name_ends_with_2_and_says_what_is_known(
    hria: Commands, place: Path, words: list[str], known: str
) -> None:
    done = hria(*(word.format(place=place) for word in words))
    assert (done.status, done.out) == (2, "")
    assert known in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("command", ["score", "report", "check"])
@pytest.mark.usefixtures("nowhere")
def test_a_file_that_is_not_there_ends_with_2(hria: Commands, command: str) -> None:
    done = hria(command, "nowhere.yaml")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("hria: nowhere.yaml: there is no such file")


@pytest.mark.parametrize("words", [["nonsense"], ["score"], ["report"], ["show"], ["--nonsense"]])
def test_bad_usage_ends_with_2(hria: Commands, words: list[str]) -> None:
    done = hria(*words)
    assert (done.status, done.out) == (2, "")
    assert "Error" in done.err


def test_the_version_is_the_packages(nowhere: Path, hria: Commands) -> None:
    for flag in ("--version", "-V"):
        assert in_a_process(flag, cwd=nowhere).out == f"hria {__version__}\n"
        assert hria(flag).out == f"hria {__version__}\n"


# init


def test_init_makes_a_workspace_that_check_finds_no_fault_with(
    hria: Commands, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = hria("init", "mine")
    assert (done.status, done.err) == (0, "")
    assert "mine: a workspace" in done.out
    names = {path.name for path in (nowhere / "mine").iterdir()}
    assert names == {"hria.toml", "checklists", "schema", "standards", "reports"}
    monkeypatch.chdir(nowhere / "mine")
    assert hria("check").status == 0
    assert hria("show", "privacy").status == 0


def test_init_changes_nothing_that_is_there(hria: Commands, workspace: Path) -> None:
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    done = hria("init", ".")
    assert (done.status, done.out) == (2, "")
    assert "is a workspace already; nothing was changed" in done.err
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before


def test_init_in_a_folder_with_content_keeps_it(hria: Commands, nowhere: Path) -> None:
    own = nowhere / "checklists" / "mine" / "draft.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("kept")
    assert hria("init", ".").status == 0
    assert own.read_text() == "kept"


def test_init_where_a_file_is_ends_with_2(hria: Commands, nowhere: Path) -> None:
    (nowhere / "taken").write_text("kept")
    done = hria("init", "taken")
    assert (done.status, done.out) == (2, "")
    assert (nowhere / "taken").read_text() == "kept"


# schema


def test_schema_names_the_kinds(hria: Commands) -> None:
    done = hria("schema")
    assert (done.status, done.out) == (0, "".join(f"{kind}\n" for kind in SCHEMAS))


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("assessment", "standard-digest"),
        ("checklist", "questions"),
        ("standard", "normative-force"),
        ("body", "stages"),
    ],
)
def test_schema_prints_a_json_schema_with_descriptions(hria: Commands, kind: str, key: str) -> None:
    done = hria("schema", kind)
    assert (done.status, done.err) == (0, "")
    made = json.loads(done.out)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["type"] == "object"
    assert made["additionalProperties"] is False
    assert made["properties"][key]["description"]


# score


def test_score_prints_a_word_for_each_right(hria: Commands, place: Path) -> None:
    done = hria("score", place)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[:9] == [
        "acme/t.1, edition 2020-01 (method 1)",
        "",
        "home: high",
        "  range: high to critical",
        "  without the text's safeguards: critical; if the asks are accepted: moderate",
        "  answered: 6 of 7 (86%)",
        "  findings that count: critical 0, high 2, moderate 1, low 1",
        "  set by: HOM-01 Letters read, HOM-02 Keys kept by others",
        "  provisional: gate:HOM-06",
    ]
    assert "  home below high: A1, A2" in done.out


def test_score_takes_a_file_or_its_folder(hria: Commands, place: Path) -> None:
    assert hria("score", place) == hria("score", place / "assessment.yaml")


def test_score_explains_which_rule_gave_which_step(hria: Commands, place: Path) -> None:
    done = hria("score", place, "--explain")
    assert done.status == 0
    for said in (
        "HOM-01 Letters read: high, counts",
        "  METHOD 2: force N4 starts the likelihood at 4",
        "  METHOD 2: documented use of the same capability makes it 3",
        "  METHOD 2: the assessor sets the likelihood to 3, with a reason",
        "  METHOD 3: scale 4 gives severity 4",
        "  METHOD 4: severity 4 and likelihood 4 give critical",
        "  METHOD 5: limits lowers the severity to 3",
        "  METHOD 4: a linked finding is shown and never sets a result",
        "  METHOD 4: evidence E1 is weaker than E2, so it sets no result",
    ):
        assert said in done.out, said


# The keys that checks from outside read (FORMATS, "Commands"), with the kind of each value.
RIGHT = {
    "result": str,
    "inherent": str,
    "floor": str,
    "ceiling": str,
    "if-asks-accepted": str,
    "coverage": float,
    "answered": int,
    "applicable": int,
    "provisional": list,
    "profile": dict,
    "set-by": list,
}
FINDING = {
    "question": str,
    "right": str,
    "severity": int,
    "likelihood": int,
    "inherent": str,
    "residual": str,
    "if-asks-accepted": str,
    "counted": bool,
    "vector": str,
}


def check_keys(found: dict[str, Any], promised: dict[str, type]) -> None:
    for key, kind in promised.items():
        assert type(found[key]) is kind, key


@pytest.mark.parametrize("explain", [False, True], ids=["plain", "explained"])
@pytest.mark.parametrize(
    "path",
    [*sorted(shipped().glob("reports/*/*/*/assessment.yaml")), None],
    ids=lambda path: path.parts[-3] if path else "small",
)
def test_the_json_of_score_has_the_keys_that_were_promised(
    hria: Commands, place: Path, path: Path | None, *, explain: bool
) -> None:
    flags = ["--explain"] if explain else []
    done = hria("score", path or place, "--format", "json", *flags)
    assert (done.status, done.err) == (0, "")
    found = json.loads(done.out)
    check_keys(
        found,
        {
            "method": str,
            "standard": str,
            "edition": str,
            "rights": dict,
            "findings": list,
            "asks": list,
            "smallest-sets": dict,
        },
    )
    assert found["method"] == "1"
    for right in found["rights"].values():
        check_keys(right, RIGHT)
        levels = (right[k] for k in ("result", "inherent", "floor", "ceiling", "if-asks-accepted"))
        assert set(levels) <= LEVELS
        assert list(right["profile"]) == ["critical", "high", "moderate", "low"]
        assert all(type(count) is int for count in right["profile"].values())
        assert 0 <= right["coverage"] <= 1
        assert all(
            re.fullmatch(r"coverage|evidence|gate:[A-Z]+-\d+", r) for r in right["provisional"]
        )
    for finding in found["findings"]:
        check_keys(finding, FINDING)
        assert finding["right"] in found["rights"]
        assert finding["vector"].startswith(f"HRIA:1/Q:{finding['question']}@")
        assert ("steps" in finding) is explain
    for ask in found["asks"]:
        assert type(ask["id"]) is str
        assert set(ask["alone"]) == set(found["rights"])
        assert set(ask["alone"].values()) <= LEVELS
    assert set(found["smallest-sets"]) == set(found["rights"])
    ids = {ask["id"] for ask in found["asks"]}
    for sets in found["smallest-sets"].values():
        assert set(sets) <= LEVELS - {"none"}
        assert all(set(asks) <= ids for asks in sets.values())


def test_the_json_of_score_says_what_the_method_gives(hria: Commands, place: Path) -> None:
    found = json.loads(hria("score", place, "--format", "json").out)
    home = found["rights"]["home"]
    assert {key: home[key] for key in RIGHT} == {
        "result": "high",
        "inherent": "critical",
        "floor": "high",
        "ceiling": "critical",
        "if-asks-accepted": "moderate",
        "coverage": 0.86,
        "answered": 6,
        "applicable": 7,
        "provisional": ["gate:HOM-06"],
        "profile": {"critical": 0, "high": 2, "moderate": 1, "low": 1},
        "set-by": ["HOM-01", "HOM-02"],
    }
    assert [f["question"] for f in found["findings"]] == [
        *("HOM-01", "HOM-02", "HOM-03", "HOM-04", "HOM-05", "HOM-10")
    ]
    assert {key: found["findings"][0][key] for key in FINDING} == {
        "question": "HOM-01",
        "right": "home",
        "severity": 4,
        "likelihood": 4,
        "inherent": "critical",
        "residual": "high",
        "if-asks-accepted": "none",
        "counted": True,
        "vector": "HRIA:1/Q:HOM-01@1.0.0/NX:direct/SC:4/SP:3/IR:3/LK:4/EV:E4/SV:3/LV:high",
    }
    assert found["asks"][0] == {"id": "A1", "alone": {"home": "high", "speech": "none"}}
    assert found["smallest-sets"] == {"home": {"high": ["A1", "A2"]}, "speech": {}}


def test_score_does_not_call_silence_an_all_clear(hria: Commands, place: Path) -> None:
    # Nobody answered a question on speech; "no adverse finding" says that somebody looked.
    speech = hria("score", place).out.partition("\nspeech: ")[2].partition("\n\n")[0]
    assert "answered: 0 of 2" in speech
    assert "no adverse finding" not in speech


# report

BINARY = {"docx", "pdf", "xlsx"}


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("format_", sorted(set(FORMATS) - BINARY))
def test_report_prints_each_kind_in_each_format(
    hria: Commands, place: Path, kind: str, format_: str
) -> None:
    done = hria("report", place, "--kind", kind, "--format", format_)
    assert (done.status, done.err) == (0, "")
    first = {
        "md": "# Human-rights ",
        "html": "<!DOCTYPE html>\n<html lang=",
        "json": f'{{\n  "kind": "{kind}",\n',
        "csv": '\ufeff"Finding","Right",',
    }
    assert done.out.startswith(first[format_])
    assert done.out.endswith("\n")
    output = place / f"report.{format_}"
    written = hria("report", place, "-k", kind, "-o", output)
    assert (written.status, written.out, written.err) == (0, "", f"{output}\n")
    assert output.read_bytes().replace(b"\r\n", b"\n") == done.out.replace("\r\n", "\n").encode()


def test_report_prints_the_brief_in_markdown_unless_told_otherwise(
    hria: Commands, place: Path
) -> None:
    assert hria("report", place) == hria("report", place, "-k", "brief", "-f", "md")
    named = hria("report", place, "-f", "html", "-o", place / "brief.md")
    assert named.status == 0
    assert (place / "brief.md").read_text().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("format_", sorted(BINARY))
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_report_writes_files_that_are_no_text(place: Path, kind: str, format_: str) -> None:
    output = place / "new" / "folder" / f"{kind}.{format_}"
    done = in_a_process("report", place, "-k", kind, "-o", output, cwd=place)
    assert (done.status, done.out, done.err) == (0, "", f"{output}\n")
    assert output.read_bytes().startswith(b"%PDF-" if format_ == "pdf" else b"PK")


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_a_report_with_confidential_words_has_a_name_that_says_so(
    place: Path, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    words = ("report", place, "--include-confidential", "-f", format_)
    done = in_a_process(*words, "-o", place / "brief.x", cwd=place)
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        f"hria: {place / 'brief.x'}: the name of a file with confidential words must say so"
        " (put 'confidential' into it)\n"
    )
    # No name, no screen: the file that is written is named for what is in it.
    done = in_a_process(*words, cwd=place)
    name = f"t.1-brief-confidential.{format_}"
    assert (done.status, done.out, done.err) == (0, "", f"{name}\n")
    assert (place / name).stat().st_size > 500
    done = in_a_process(*words, "-o", place / "Confidential", cwd=place)
    assert done.status == 0
    assert (place / "Confidential").read_bytes() == (place / name).read_bytes()
    assert not (place / "brief.x").exists()


def test_report_where_nothing_can_be_written_ends_with_2(hria: Commands, place: Path) -> None:
    done = hria("report", place, "-o", place / "assessment.yaml" / "brief.md")
    assert (done.status, done.out) == (2, "")
    assert "cannot be written" in done.err
    assert "nothing was changed" in done.err


def test_what_an_assessment_lacks_is_said_beside_the_output(hria: Commands, place: Path) -> None:
    file = place / "assessment.yaml"
    text = re.sub("sha256:[0-9a-f]{64}", "sha256:" + "0" * 64, file.read_text())
    file.write_text(text.replace("acme/t.1", "acme/t.2"))
    for command in ("score", "report"):
        done = hria(command, place)
        assert done.status == 0
        assert "hria: home@1.0.0 is not the file that was pinned" in done.err
        assert "hria: no descriptor of acme/t.2: every question is taken to apply" in done.err
        assert "not the file" not in done.out


# problems of content


BROKEN = {
    "answers:": "ansers:",
    'answer: "yes"': "answer: maybe",
    "reason: text-not-public": "reason: because",
    "standard: acme/t.1": "standard: acme/t.1\nstandard: acme/t.1",
    "  SPK-01:": "  SPK-99:",
    "    rationale: The text has no gardens.\n": "",
    "by: m1": "by: nobody",
}


@pytest.mark.parametrize("good", sorted(BROKEN))
@pytest.mark.parametrize("command", ["score", "report", "check"])
def test_a_broken_assessment_ends_with_1_and_says_where(
    hria: Commands, place: Path, command: str, good: str
) -> None:
    file = place / "assessment.yaml"
    file.write_text(file.read_text().replace(good, BROKEN[good], 1))
    done = hria(command, file)
    assert done.status == 1
    told = done.out if command == "check" else done.err
    assert re.search(r"assessment\.yaml:\d+:\d+: HRIA\d{3} ", told)
    assert (done.out == "") is (command != "check")


def test_what_is_broken_is_found_whether_or_not_checklists_are_pinned(
    hria: Commands, place: Path
) -> None:
    file = place / "assessment.yaml"
    text = re.sub(r'  digest: "sha256:.*\n', "", file.read_text())
    file.write_text(text.replace("  SPK-01:", "  SPK-99:"))
    assert hria("score", file).status == 1
    done = hria("check", file)
    assert done.status == 1
    assert "no question SPK-99" in done.out


def test_check_finds_nothing_in_the_small_workspace(hria: Commands, workspace: Path) -> None:
    del workspace
    assert hria("check").out == ""
    assert hria("check", "--format", "json").out == "[]\n"


def test_check_prints_problems_for_tools(hria: Commands, place: Path, workspace: Path) -> None:
    file = place / "assessment.yaml"
    file.write_text(file.read_text().replace('answer: "yes"', "answer: maybe", 1))
    done = hria("check", "--format", "json")
    assert (done.status, done.err) == (1, "")
    (problem,) = json.loads(done.out)
    assert set(problem) == {"file", "line", "column", "code", "level", "message"}
    assert problem["file"] == str(file.relative_to(workspace))
    assert problem["line"] == file.read_text().splitlines().index("    answer: maybe") + 1
    assert problem["level"] == "error"
    assert "allowed: yes, partly, no, not-applicable, unknown" in problem["message"]
    text = hria("check", place).out
    assert f"{problem['file']}:{problem['line']}:{problem['column']}: {problem['code']} " in text


def test_a_warning_alone_is_no_failure(hria: Commands, place: Path) -> None:
    file = place / "assessment.yaml"
    file.write_text(re.sub(r'  digest: "sha256:.*\n', "", file.read_text()))
    done = hria("check", file)
    assert done.status == 0
    assert "warning: home@1.0.0 is not pinned" in done.out


@pytest.mark.parametrize("words", [["report", str(Y2770), "-k", "full"], ["show", "privacy"]])
def test_a_reader_that_has_seen_enough_is_no_crash(nowhere: Path, words: list[str]) -> None:
    with subprocess.Popen(
        [*AGAIN, *words], cwd=nowhere, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert "Traceback" not in running.stderr.read().decode()


@pytest.mark.parametrize("words", [["show", "HOM-01"], ["score", "{place}"], ["report", "{place}"]])
def test_a_terminal_with_few_letters_is_no_crash(place: Path, words: list[str]) -> None:
    file = place / "assessment.yaml"
    file.write_text(file.read_text().replace("Letters are private.", "Briefe sind schön."))
    checklist = place.parents[3] / "checklists" / "home" / "1.0.0.yaml"
    checklist.write_text(checklist.read_text().replace("Letters read", "Schön gelesen"))
    given = [word.format(place=place) for word in words]
    done = in_a_process(*given, cwd=place, PYTHONIOENCODING="ascii")
    assert "Traceback" not in done.err
    assert done.status == 0
