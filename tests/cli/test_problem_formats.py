"""Problems for machines: each format whole, stable, and proof against whatever a message holds."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from hria import __version__
from hria.cli.check import Format
from hria.cli.problems import FORMATS
from hria.errors import Location, Problem
from tests.cli.commands import AGAIN, REPOSITORY, Commands, in_a_process

DATA = Path(__file__).parent / "data"
PAGE = (REPOSITORY / "docs/ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)

ASSESSMENT = "reports/acme/t.1/own/assessment.yaml"

# No page of docs is about these codes, so that the files in data do not change with the docs.
LISTED = (
    Problem(Location("checklists/RELEASED", 3, 1), "HRIA901", "no line of RELEASED"),
    Problem(Location("checklists/RELEASED", 7, 1), "HRIA901", "no line of RELEASED"),
    Problem(Location("checklists/home/1.0.0.yaml"), "HRIA902", "changed, 100% <undo>: {0} [a](b)"),
    Problem(Location(ASSESSMENT, 4, 3), "HRIA903", "home@1.0.0 is not pinned", "warning"),
)


class Annotation(NamedTuple):
    """What GitHub reads from a line."""

    level: str
    properties: dict[str, str]
    message: str


def printed(name: str, problems: tuple[Problem, ...]) -> bytes:
    """Return what the command writes, byte for byte."""
    return FORMATS[name](problems).encode(errors="backslashreplace")


def annotations(data: bytes) -> Iterator[Annotation]:
    """Yield what GitHub's runner reads: see ActionCommand.cs in actions/runner."""
    for line in re.split(r"\r\n|\r|\n", data.decode())[:-1]:
        found = re.fullmatch(r"::([a-z]+) (.*?)::(.*)", line, re.DOTALL)
        assert found, line
        pairs = (pair.partition("=") for pair in found[2].split(","))
        properties = {key: unescaped(value, "0D|0A|3A|2C|25") for key, _, value in pairs}
        yield Annotation(found[1], properties, unescaped(found[3], "0D|0A|25"))


def unescaped(text: str, codes: str) -> str:
    return re.sub(f"%({codes})", lambda found: chr(int(found[1], 16)), text)


def log(problems: tuple[Problem, ...]) -> Any:  # noqa: ANN401 - JSON has no type
    # Half of a surrogate pair would not be UTF-8, and not be let through here.
    return json.loads(FORMATS["sarif"](problems).encode())


def results(problems: tuple[Problem, ...]) -> list[Any]:
    (run,) = log(problems)["runs"]
    found: list[Any] = run["results"]
    return found


def prints(problems: tuple[Problem, ...]) -> list[str]:
    return [result["partialFingerprints"]["hriaProblem/v1"] for result in results(problems)]


def cases_in(data: bytes) -> list[ET.Element]:
    return ET.fromstring(data).findall("testsuite/testcase")  # noqa: S314 - made above


def test_every_format_of_the_command_is_listed_and_the_other_way_round() -> None:
    assert list(FORMATS) == [format_.value for format_ in Format]


@pytest.mark.parametrize("name", FORMATS)
def test_problems_are_printed_as_they_always_were(name: str) -> None:
    (wanted,) = (path for path in DATA.iterdir() if path.stem == name)
    version = f'"version": "{__version__}"'
    made = printed(name, LISTED).decode().replace(version, '"version": "<version>"')
    assert made == wanted.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_where_no_problem_is_every_format_says_so(name: str) -> None:
    said = printed(name, ())
    match name:
        case "text" | "github":
            assert said == b""
        case "json":
            assert json.loads(said) == []
        case "sarif":
            (run,) = log(())["runs"]
            assert run["results"] == run["tool"]["driver"]["rules"] == []
        case _:
            # Jenkins takes a report without tests for a failure.
            (test,) = cases_in(said)
            assert list(test) == []


# The OASIS schema is in no package that the tests have, so its rules on what is used here stand
# below: a key with a question mark may be missing, and no other key is allowed.
TEXT = {"text": str}
SARIF = {
    "$schema": (
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    ),
    "version": "2.1.0",
    "runs": [
        {
            "tool": {
                "driver": {
                    "name": "hria",
                    "version": __version__,
                    "rules": [
                        {
                            "id": str,
                            "shortDescription": TEXT,
                            "fullDescription": TEXT,
                            "help": {"text": str, "markdown": str},
                        }
                    ],
                }
            },
            "columnKind": "unicodeCodePoints",
            "results": [
                {
                    "ruleId": str,
                    "level": {"error", "warning"},
                    "message": TEXT,
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": str},
                                "region?": {"startLine": int, "startColumn?": int},
                            }
                        }
                    ],
                    "partialFingerprints": {"hriaProblem/v1": str},
                }
            ],
        }
    ],
}


def fits(value: object, shape: object) -> bool:
    match shape:
        case dict():
            assert isinstance(value, dict), value
            needed = {key for key in shape if not key.endswith("?")}
            assert needed <= set(value) <= {key.removesuffix("?") for key in shape}
            return all(fits(v, shape.get(k, shape.get(f"{k}?"))) for k, v in value.items())
        case [inner]:
            assert isinstance(value, list), value
            return all(fits(item, inner) for item in value)
        case set():
            return value in shape
        case type():
            return isinstance(value, shape) and (not isinstance(value, int) or value >= 1)
        case _:
            return value == shape


# What a message or a name may hold; halves of surrogate pairs stand for bytes that are no UTF-8.
HOSTILE = st.text(
    st.one_of(
        st.sampled_from("\n\r\t%:,<>&'\"]=[({})\\/\0\x1b\x85\u2028\u202e\ufffe\uffff"),
        st.characters(exclude_categories=["Cs"]),
        st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF),
    )
)
NAMES = st.one_of(HOSTILE.map(os.fsencode), st.binary(min_size=1)).map(os.fsdecode)
PLACES = st.builds(Location, NAMES, st.integers(0, 9999), st.integers(0, 999))
PROBLEMS = st.lists(
    st.builds(
        Problem,
        PLACES,
        st.sampled_from(["HRIA001", "HRIA999"]),
        st.one_of(HOSTILE, st.sampled_from(["]]>", "::error::x", "a\n::stop-commands::b", "{0}"])),
        st.sampled_from(["error", "warning"]),
    ),
    max_size=5,
).map(tuple)


@given(problems=PROBLEMS)
def test_text_is_one_line_for_each_problem_and_moves_no_cursor(
    problems: tuple[Problem, ...],
) -> None:
    text = printed("text", problems).decode()
    assert len(text.splitlines()) == text.count("\n") == len(problems)
    controls = {c for c in text if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}}
    assert controls <= {"\n"}


def test_text_that_can_be_seen_stays_as_it_is() -> None:
    problem = Problem(Location("é 日本/x.yaml", 1, 2), "HRIA901", "naïve “ça”\u00a0! 🙂 \\n %0A")
    assert FORMATS["text"]((problem,)) == f"{problem}\n"


@given(problems=PROBLEMS)
def test_json_gives_back_every_letter(problems: tuple[Problem, ...]) -> None:
    read = json.loads(printed("json", problems))
    assert read == [
        {
            "file": problem.where.file,
            "line": problem.where.line,
            "column": problem.where.column,
            "code": problem.code,
            "level": problem.level,
            "message": problem.message,
        }
        for problem in problems
    ]


@given(problems=PROBLEMS)
def test_sarif_has_what_the_standard_asks_for_and_nothing_else(
    problems: tuple[Problem, ...],
) -> None:
    made = log(problems)
    assert fits(made, SARIF)
    (run,) = made["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({problem.code for problem in problems})
    assert len(run["results"]) == len(problems)
    for result, problem in zip(run["results"], problems, strict=True):
        place = result["locations"][0]["physicalLocation"]
        region = place.get("region", {})
        assert region.get("startLine", 0) == problem.where.line
        assert region.get("startColumn", problem.where.column) == problem.where.column
        assert (result["ruleId"], result["level"]) == (problem.code, problem.level)


@given(problems=PROBLEMS)
def test_sarif_names_the_file_by_a_uri_that_leads_back_to_it(problems: tuple[Problem, ...]) -> None:
    for result, problem in zip(results(problems), problems, strict=True):
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        # RFC 3986: unreserved letters, escapes and slashes; a colon only after a scheme.
        assert re.fullmatch(r"(file://)?(/|[A-Za-z0-9._~-]|%[0-9A-F]{2})+", uri)
        path = PurePath(problem.where.file).as_posix()
        assert unquote_to_bytes(uri.removeprefix("file://")) == os.fsencode(path)
        assert uri.startswith("file://") is path.startswith("/")


@given(problems=PROBLEMS)
def test_a_message_in_sarif_is_neither_a_link_nor_a_pattern(problems: tuple[Problem, ...]) -> None:
    for result, problem in zip(results(problems), problems, strict=True):
        text = result["message"]["text"]
        # SARIF 3.11.5: a brace is written twice; 3.11.6: [words](target) is a link.
        assert "](" not in text
        assert text.count("{") == 2 * problem.message.count("{")
        assert text.replace("{{", "").count("{") == text.replace("}}", "").count("}") == 0


@given(problems=PROBLEMS)
def test_annotations_give_back_every_letter(problems: tuple[Problem, ...]) -> None:
    for annotation, problem in zip(annotations(printed("github", problems)), problems, strict=True):
        where = problem.where
        wanted = {
            "file": PurePath(where.file).as_posix().encode(errors="backslashreplace").decode(),
            **({"line": str(where.line)} if where.line else {}),
            **({"col": str(where.column)} if where.column else {}),
            "title": problem.code,
        }
        message = problem.message.encode(errors="backslashreplace").decode()
        assert annotation == (problem.level, wanted, message)


@example(problems=(Problem(Location("\ufffe"), "HRIA001", "\uffff\x01\udcff]]>"),))
@given(problems=PROBLEMS)
def test_junit_is_xml_that_says_all(problems: tuple[Problem, ...]) -> None:
    data = FORMATS["junit"](problems).encode()
    lines = FORMATS["text"](problems).splitlines()
    suite = ET.fromstring(data)[0]  # noqa: S314 - made above
    counted = [suite.get(name) for name in ("tests", "failures", "errors", "skipped")]
    levels = [problem.level for problem in problems]
    wanted = [len(levels) or 1, levels.count("error"), 0, levels.count("warning")]
    assert counted == [str(number) for number in wanted]
    found = [test for test in suite if len(test)]
    for test, problem, line in zip(found, problems, lines, strict=True):
        assert test[0].tag == ("failure" if problem.level == "error" else "skipped")
        assert test[0].text == line
        assert line.endswith(test[0].get("message", "?"))
        assert test.get("classname") == f"hria.{problem.code}"
        assert test.get("line", "0") == str(problem.where.line)


def test_no_two_tests_of_a_report_have_one_name() -> None:
    # GitLab: "If you have duplicate test names, only the first test is used".
    names = [test.get("name") for test in cases_in(printed("junit", LISTED))]
    assert len(set(names)) == len(LISTED)


@given(problems=PROBLEMS, down=st.integers(1, 50))
def test_a_fingerprint_stays_when_lines_move(problems: tuple[Problem, ...], down: int) -> None:
    moved = tuple(
        replace(each, where=replace(each.where, line=each.where.line + down)) for each in problems
    )
    assert prints(moved) == prints(problems)
    assert len(set(prints(problems))) == len(problems)


def test_a_fingerprint_stays_when_a_question_is_put_before_it() -> None:
    place = Location("checklists/home/draft.yaml", 9, 3)
    before = Problem(place, "HRIA002", "questions[0]: ask is missing")
    after = replace(before, message="questions[1]: ask is missing")
    assert prints((before,)) == prints((after,))
    assert len({*prints((before, after))}) == 2


@pytest.mark.parametrize("code", ["HRIA001", "HRIA202", "HRIA513"])
def test_a_rule_says_what_the_page_of_its_code_says(code: str) -> None:
    page = (REPOSITORY / "docs/checks.md").read_text(encoding="utf-8")
    section = page.partition(f"## {code}\n")[2].partition("\n## ")[0]
    what = " ".join(section.partition("### What\n")[2].partition("###")[0].split())
    (run,) = log((Problem(Location("x.yaml"), code, "as it happens"),))["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["fullDescription"]["text"] == what
    assert what.startswith(rule["shortDescription"]["text"])
    assert rule["help"]["markdown"].startswith("### What")
    assert "How to fix" in rule["help"]["markdown"]
    assert "](" not in rule["help"]["markdown"]


def test_a_rule_without_a_page_is_described_by_its_first_problem() -> None:
    (run,) = log(LISTED)["runs"]
    rule = run["tool"]["driver"]["rules"][0]
    assert rule["shortDescription"] == rule["fullDescription"] == {"text": "no line of RELEASED"}


# The command itself


@pytest.mark.parametrize("name", FORMATS)
def test_the_exit_status_is_the_same_in_every_format(
    name: str, hria: Commands, place: Path
) -> None:
    assert hria("check", "--format", name).status == 0
    assert hria("check", "--format", name, "--strict").status == 0
    file = place / "assessment.yaml"
    whole = file.read_text()
    file.write_text(re.sub(r'  digest: "sha256:.*\n', "", whole))
    warned = hria("check", "--format", name)
    assert (warned.status, warned.err) == (0, "")
    strict = hria("check", "--format", name, "--strict")
    assert (strict.status, strict.out, strict.err) == (1, warned.out, "")
    file.write_text(whole.replace('answer: "yes"', "answer: maybe", 1))
    assert hria("check", "--format", name).status == 1
    assert hria("check", "missing.yaml", "--format", name).status == 2


@pytest.mark.parametrize("name", FORMATS)
def test_a_terminal_with_few_letters_changes_no_format_for_tools(name: str, place: Path) -> None:
    file = place / "assessment.yaml"
    file.write_text(file.read_text().replace('answer: "yes"', "answer: ja 🙂", 1))
    narrow = in_a_process("check", "--format", name, cwd=place, PYTHONIOENCODING="ascii")
    wide = in_a_process("check", "--format", name, cwd=place)
    assert narrow.status == wide.status == 1
    assert (narrow.out == wide.out) is (name != "text")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize("name", FORMATS)
def test_a_file_with_a_hostile_name_breaks_no_format(name: str, workspace: Path) -> None:
    hostile = b"a,b%:\n::error::<\"']]>&\x1b[31m\xff.yaml"
    drawn = next(workspace.glob("checklists/*/1.0.0.yaml"))
    (drawn.parent / os.fsdecode(hostile)).write_bytes(drawn.read_bytes())
    file = f"checklists/{drawn.parent.name}/{os.fsdecode(hostile)}"
    done = subprocess.run(
        [*AGAIN, "check", "--format", name], cwd=workspace, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"")
    seen = file.encode(errors="backslashreplace").decode()
    match name:
        case "text":
            (line,) = done.stdout.decode().splitlines()
            assert line.startswith(f"checklists/{drawn.parent.name}/a,b%:\\n::error::<\"']]>&\\x1b")
        case "json":
            (problem,) = json.loads(done.stdout)
            assert problem["file"] == file
        case "sarif":
            (result,) = json.loads(done.stdout)["runs"][0]["results"]
            uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            assert unquote_to_bytes(uri) == os.fsencode(file)
        case "github":
            (annotation,) = annotations(done.stdout)
            assert annotation.properties["file"] == seen
        case _:
            (test,) = cases_in(done.stdout)
            assert test.get("file") == seen.replace("\n", "\\n").replace("\x1b", "\\x1b")


# What the repository offers to other repositories


def test_the_hook_takes_the_files_of_content_and_no_others() -> None:
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())
    assert (hook["id"], hook["entry"], hook["language"]) == ("hria-check", "hria check", "python")
    taken = re.compile(hook["files"])
    for name in ("checklists/RELEASED", "checklists/home/draft.yaml", ASSESSMENT):
        assert taken.search(name), name
    assert taken.search("standards/acme/sdo.yaml")
    for name in ("hria.toml", "docs/standards/x.yaml", "checklists/home/RELEASED", "x.yaml"):
        assert not taken.search(name), name


def pinned(uses: str) -> bool:
    """Return whether an action is named by a full hash, or ours by the word for one."""
    return bool(re.search(r"@([0-9a-f]{40}|COMMIT)$", uses))


def test_every_action_of_others_is_pinned_by_its_hash() -> None:
    action = yaml.safe_load((REPOSITORY / "action.yml").read_text())
    used = [step["uses"] for step in action["runs"]["steps"] if "uses" in step]
    shown = re.findall(r"uses: (\S+)", PAGE)
    assert used
    assert shown
    assert [uses for uses in used + shown if not pinned(uses)] == []


def checked(cwd: Path, temp: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Return what the last step of the action does, with the ``hria`` of this environment."""
    action = yaml.safe_load((REPOSITORY / "action.yml").read_text())
    script = temp / "step.sh"
    script.write_text(action["runs"]["steps"][-1]["run"])
    (temp / "hria" / "bin").mkdir(parents=True)
    (temp / "hria" / "bin" / "hria").symlink_to(Path(sys.executable).with_name("hria"))
    given_ = {"PATHS": ".", "STRICT": "false", "SARIF": "", **inputs}
    return subprocess.run(
        ["/bin/bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script],
        cwd=cwd,
        env={**os.environ, "RUNNER_TEMP": str(temp), **given_},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_shows_problems_and_writes_the_log_it_is_asked_for(
    workspace: Path, place: Path, tmp_path: Path
) -> None:
    file = place / "assessment.yaml"
    file.write_text(file.read_text().replace('answer: "yes"', "answer: maybe", 1))
    done = checked(workspace, tmp_path, SARIF="out.sarif")
    assert (done.returncode, done.stderr) == (1, "")
    (annotation,) = annotations(done.stdout.encode())
    assert annotation.properties["file"] == str(file.relative_to(workspace))
    (result,) = json.loads((workspace / "out.sarif").read_text())["runs"][0]["results"]
    assert result["message"]["text"] == annotation.message


@pytest.mark.parametrize(
    ("inputs", "status"),
    [
        ({}, 0),
        ({"STRICT": "true"}, 1),
        ({"STRICT": "true", "PATHS": "checklists\n\nstandards\n"}, 0),
        ({"PATHS": "--help; $(false) `false`"}, 2),
        ({"PATHS": "missing", "SARIF": "out.sarif"}, 1),
        ({"PATHS": "missing", "SARIF": ""}, 2),
    ],
)
def test_the_action_takes_its_inputs_as_they_are(
    place: Path, workspace: Path, tmp_path: Path, inputs: dict[str, str], status: int
) -> None:
    file = place / "assessment.yaml"
    file.write_text(re.sub(r'  digest: "sha256:.*\n', "", file.read_text()))
    assert checked(workspace, tmp_path, **inputs).returncode == status
    assert not (workspace / "out.sarif").exists()


# The page


def test_the_page_shows_what_is_printed() -> None:
    shown = {kind: text for kind, text in BLOCKS if kind in {"text", "json", "xml"}}
    line = re.compile(r"(.+?):(\d+):(\d+): (HRIA\d+) (warning: )?(.+)")
    problems = tuple(
        Problem(
            Location(file, int(row), int(column)), code, message, "warning" if mark else "error"
        )
        for file, row, column, code, mark, message in line.findall(shown["text"])
    )
    assert len(problems) == 2
    assert shown["text"] == FORMATS["text"](problems) + FORMATS["github"](problems)
    assert json.loads(shown["json"]) == results(problems)[0]
    assert shown["xml"] == FORMATS["junit"](problems)


@pytest.mark.parametrize("block", [text for kind, text in BLOCKS if kind == "yaml"])
def test_every_file_on_the_page_is_yaml(block: str) -> None:
    assert yaml.safe_load(block)
