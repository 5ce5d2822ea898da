"""What the documentation says is true: codes, links, commands, and every example."""

import hashlib
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from hria.check import problems
from hria.cli import app
from hria.cli.remaking import remade
from hria.cli.table import table
from hria.content.library import Library
from hria.errors import Problem

ROOT = Path(__file__).resolve().parent.parent
TOP = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
PAGES = [*(ROOT / name for name in TOP), *sorted((ROOT / "docs").rglob("*.md"))]
HEADINGS = ["What", "Why", "Example", "How to fix"]

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:^|[$\s])hria[ \t]+([a-z][a-z-]*)", re.MULTILINE)
CODE = re.compile(r"HRIA\d{3}")


class Block(NamedTuple):
    """A fenced block: the word after the fence, and its text."""

    kind: str
    text: str


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(text: str) -> list[Block]:
    return [Block(*found) for found in FENCE.findall(text)]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def sections() -> dict[str, str]:
    """Return the part of docs/checks.md about each code."""
    parts = re.split(r"^## (HRIA\d{3})$", read(ROOT / "docs/checks.md"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def code_in(text: str) -> str:
    """Return what stands in fenced blocks and between backquotes."""
    inline = re.findall(r"`([^`\n]+)`", FENCE.sub("", text))
    return "\n".join([*(block.text for block in blocks(text)), *inline])


def anchors(text: str) -> set[str]:
    """Return the anchors of the headings of a page, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    bare = (re.sub(r"[^\w\- ]", "", title.lower()) for title in titles)
    return {title.strip().replace(" ", "-") for title in bare}


def put(folder: Path, text: str) -> None:
    """Write the file that *text* is, to the place that its first line names."""
    path = folder / text.splitlines()[0].removeprefix("# ")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def workspace(folder: Path) -> Path:
    """Put the example that runs through docs/authoring.md in *folder*."""
    (folder / "hria.toml").touch()
    for block in blocks(read(ROOT / "docs/authoring.md")):
        if block.kind == "yaml":
            put(folder, block.text)
    draft = folder / "checklists/education/draft.yaml"
    shutil.copy(draft, draft.with_name("1.0.0.yaml"))
    digest = hashlib.sha256(draft.read_bytes()).hexdigest()
    lock = folder / "checklists/RELEASED"
    lock.write_text(f"{digest}  education/1.0.0.yaml\n", encoding="utf-8")
    return folder


def found(folder: Path) -> tuple[Problem, ...]:
    return problems(Library([folder], base=folder), (), remade, date(2026, 11, 22))


def carry_out(folder: Path, section: str) -> Iterator[str]:
    """Make the changes that a section shows, and yield the lines that it says are printed."""
    for block in blocks(section):
        match block.kind:
            case "diff":
                change(folder / named_before(section, block), block.text)
            case "console":
                _, source, target = block.text.split()[1:]
                (folder / target).parent.mkdir(parents=True, exist_ok=True)
                shutil.move(folder / source, folder / target)
            case "yaml":
                put(folder, block.text)
            case "json" | "markdown":
                path = folder / named_before(section, block)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.text, encoding="utf-8")
            case "text":
                yield from block.text.splitlines()
            case _:
                pass


def named_before(text: str, block: Block) -> str:
    """Return the last file that *text* names before *block*."""
    before = text[: text.index(block.text)]
    return str(re.findall(r"`([^`\s]+(?:\.yaml|\.json|\.md|RELEASED))`", before)[-1])


def change(path: Path, diff: str) -> None:
    marked = [(line[0], line[1:]) for line in diff.splitlines()]
    old = "".join(f"{line}\n" for mark, line in marked if mark in "- ")
    new = "".join(f"{line}\n" for mark, line in marked if mark in "+ ")
    text = read(path)
    if old:
        assert text.count(old) == 1, f"{path} holds the lines {text.count(old)} times:\n{old}"
        text = text.replace(old, new)
    else:
        text += new
    path.write_text(text, encoding="utf-8")


def test_the_table_of_standards_is_the_one_that_the_descriptors_give_now() -> None:
    library = Library([ROOT])
    made = table(library, library.standards)
    assert read(ROOT / "docs/standards.md") == made, "make standards-table"


def test_the_standard_of_the_walk_through_has_no_problem(tmp_path: Path) -> None:
    (tmp_path / "hria.toml").touch()
    for block in blocks(read(ROOT / "docs/adding-a-standard.md")):
        if block.kind == "yaml":
            put(tmp_path, block.text)
    assert [str(ref) for ref in Library([tmp_path]).standards] == ["ietf/rfc7725"]
    assert [str(problem) for problem in found(tmp_path)] == []


def test_every_code_has_its_page_and_every_page_its_code() -> None:
    codes = {code for path in (ROOT / "hria").rglob("*.py") for code in CODE.findall(read(path))}
    assert sorted(sections()) == sorted(codes)


@pytest.mark.parametrize("code", sorted(sections()))
def test_the_page_of_a_code_has_its_four_headings(code: str) -> None:
    headings = re.findall(r"^### (.+)$", sections()[code], flags=re.MULTILINE)
    assert headings == HEADINGS


@pytest.mark.parametrize("code", sorted(sections()))
def test_the_example_of_a_code_prints_what_the_page_says(code: str, tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    said = list(carry_out(folder, sections()[code]))
    assert said
    assert [str(problem) for problem in found(folder) if problem.code == code] == said


def test_the_example_of_the_authoring_guide_has_no_problem(tmp_path: Path) -> None:
    assert [str(problem) for problem in found(workspace(tmp_path))] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    text = FENCE.sub("", read(page))
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), f"{link} leads nowhere"
        if anchor and path.suffix == ".md":
            assert anchor in anchors(read(path)), f"{link} names no heading"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_shown_exists(page: Path) -> None:
    known = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    known |= {group.name for group in app.registered_groups if isinstance(group.name, str)}
    assert set(COMMAND.findall(code_in(read(page)))) <= known


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=name)
def test_every_output_shown_is_printed(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The authoring guide works on the example that it shows, the other pages on what ships.
    own = page.name == "authoring.md"
    monkeypatch.chdir(workspace(tmp_path) if own else ROOT)
    for block in blocks(read(page)):
        if own and block.kind == "diff":
            change(tmp_path / named_before(read(page), block), block.text)
        first, *said = block.text.splitlines()
        if block.kind == "console" and first.startswith("$ hria "):
            printed = CliRunner().invoke(app, first.split()[2:]).output
            for part in "\n".join(said).split("…"):
                assert part.strip("\n") in printed
