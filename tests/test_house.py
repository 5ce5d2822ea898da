"""Whether the house is as it says: every list is whole, every module says what it is."""

import ast
import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
import typer
from typer.testing import CliRunner

from hria.brief import KINDS
from hria.check import CHECKS
from hria.check.kinds import Kind
from hria.cli import app
from hria.render import FORMATS

REPOSITORY = Path(__file__).parents[1]
PACKAGE = REPOSITORY / "hria"
MODULES = sorted(path.relative_to(REPOSITORY) for path in PACKAGE.rglob("*.py"))
README = REPOSITORY / "README.md"

# FORMATS, "Commands": those that there must be, and those that there may be.
NEEDED = {"assess", "score", "report", "check", "list", "show", "init", "schema"}
PLANNED = {
    "audit",
    "find",
    "answer",
    "diff",
    "form",
    "import",
    "migrate",
    "release",
    "standard",
    "submit",
    "verify",
}
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def module(path: Path) -> ModuleType:
    name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    return import_module(name)


def public_functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    return {name for name in named if not name.startswith("_")}


def test_every_format_is_a_module_and_every_module_of_render_a_format() -> None:
    made_in = {function.__module__.rpartition(".")[2] for function in FORMATS.values()}
    modules = {path.stem for path in (PACKAGE / "render").glob("*.py")} - {"__init__"}
    # What a page is made of; only html and pdf need them.
    modules -= {"elements", "svg"}
    assert made_in == modules
    for name, function in FORMATS.items():
        # A format is named by its noun: markdown(brief), html(brief), pdf(brief).
        assert function.__name__ == function.__module__.rpartition(".")[2]
        assert function.__name__.startswith(name) or name == "md"


def test_every_kind_of_report_is_listed_and_has_a_module_of_its_own() -> None:
    makers = {
        (path.stem, name)
        for path in (PACKAGE / "brief").glob("*.py")
        for name in public_functions(path)
        if name == path.stem
    }
    listed = {(f.__module__.rpartition(".")[2], f.__name__) for f in KINDS.values()}
    assert makers == listed
    assert list(KINDS) == ["brief", "full", "talking-points", "summary"]


def test_every_kind_of_file_has_its_checks_and_every_check_is_listed() -> None:
    assert set(CHECKS) == set(Kind)
    listed = {
        (f.__module__.rpartition(".")[2], f.__name__) for each in CHECKS.values() for f in each
    }
    assert all(CHECKS.values())
    helpers = {"__init__", "base", "kinds", "memory", "promises", "subject"}
    modules = {path.stem for path in (PACKAGE / "check").glob("*.py")} - helpers
    assert {name for name, _ in listed} == modules
    public = {
        (name, function)
        for name in modules
        for function in public_functions(PACKAGE / "check" / f"{name}.py")
    }
    assert public == listed


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_every_module_opens_with_one_sentence(path: Path) -> None:
    said = ast.get_docstring(ast.parse((REPOSITORY / path).read_text(encoding="utf-8")))
    assert said
    first = said.splitlines()[0]
    assert first.endswith((".", ":")), first
    assert len(first) <= 96


def test_every_field_says_what_it_is() -> None:
    names = (
        "assessment",
        "bibliography",
        "checklist",
        "facts",
        "grades",
        "report",
        "standard",
        "translation",
    )
    for name in (*names, "words"):
        for kind in vars(import_module(f"hria.model.{name}")).values():
            fields = getattr(kind, "model_fields", {}) if isinstance(kind, type) else {}
            for key, field in fields.items():
                said = field.description or key == "language"
                assert said, f"{kind.__name__}.{key}"


def test_the_help_lists_the_commands_of_the_contract() -> None:
    done = CliRunner().invoke(app, ["--help"])
    assert done.exit_code == 0
    commands = done.output.partition("Commands:\n")[2]
    listed = re.findall(r"^  ([a-z-]+) ", commands, re.MULTILINE)
    assert sorted(listed) == COMMANDS
    assert set(listed) >= NEEDED
    assert set(listed) <= NEEDED | PLANNED


def commands_and_subcommands() -> Iterator[tuple[str, ...]]:
    """Yield the words of every command, those of a group after the group itself."""
    group = typer.main.get_command(app)
    for name in COMMANDS:
        yield (name,)
        inner = getattr(group.commands[name], "commands", {})  # type: ignore[attr-defined]
        yield from ((name, each) for each in sorted(inner))


@pytest.mark.parametrize("words", list(commands_and_subcommands()), ids=" ".join)
def test_every_command_and_option_has_help(words: tuple[str, ...]) -> None:
    made = typer.main.get_command(app)
    for word in words:
        made = made.commands[word]  # type: ignore[attr-defined]
    done = CliRunner().invoke(app, [*words, "--help"])
    assert done.exit_code == 0
    assert made.help
    for parameter in made.params:
        described = getattr(parameter, "help", None)
        assert described, f"{' '.join(words)} {parameter.name}"
    for name in ("-h", "--help"):
        assert CliRunner().invoke(app, [*words, name]).output == done.output


def readme_commands() -> list[list[str]]:
    """Return the ``hria`` commands that the README shows in its blocks of code."""
    if not README.is_file():
        return []
    blocks = re.findall(
        r"^ *```[^\n]*\n(.*?)^ *```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    found = [line.split("#")[0] for line in lines if re.match(r"(\S*/)?hria( |$)", line)]
    return [shlex.split(line)[1:] for line in found]


@pytest.mark.parametrize("words", readme_commands(), ids=" ".join)
def test_the_commands_of_the_readme_exist_with_their_options(words: list[str]) -> None:
    if not words or words[0].startswith("-"):
        assert set(words) <= {"--help", "--version", "-h", "-V", "--install-completion"}
        return
    help_ = CliRunner().invoke(app, [words[0], "--help"])
    assert help_.exit_code == 0, f"no command {words[0]}"
    for word in words[1:]:
        if word.startswith("-") and word != "-":
            assert re.search(rf"(^|[ ,]){re.escape(word.split('=')[0])}\b", help_.output), word


def test_the_help_that_the_readme_shows_is_true() -> None:
    text = README.read_text(encoding="utf-8") if README.is_file() else ""
    block = re.compile(r"\$ hria ([^\n]*--help)\n(.*?)(?=^\$ |^```)", re.MULTILINE | re.DOTALL)
    shown = block.findall(text)
    for words, output in shown:
        made = CliRunner().invoke(app, shlex.split(words), prog_name="hria").output
        assert output.strip() == made.strip(), words
