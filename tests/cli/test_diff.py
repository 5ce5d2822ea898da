"""``hria diff``: what changed between two editions, from wherever they come."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cases.change.workshop import DRAFT, FIRST, RIGHT, WORDS, Workshop
from tests.cli.commands import Commands, in_a_process

OLD, NEW = "movement@1.0.0", "movement@draft"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """Return a workspace with an edited draft, and stand in it."""
    made = Workshop(tmp_path / "shop")
    made.reword()
    made.add()
    monkeypatch.chdir(made.root)
    return made


def refused(hria: Commands, shop: Workshop, *words: str) -> str:
    """Return the one line that says why nothing can be compared."""
    before = shop.tree()
    done = hria("diff", *words)
    assert (done.status, done.out) == (2, "")
    assert shop.tree() == before
    [line] = done.err.splitlines()
    assert line.startswith("hria: ")
    return line.removeprefix("hria: ")


SENSE = "other words may have another sense (confirm with --same-sense where they have not)"

TEXT = f"""\
{OLD} -> {NEW}: MAJOR, some old answers fall

MOV-01 ask (MAJOR): {SENSE}
  Does the text make the routes of people        | Does the text make the routes of people known
  visible to others?                             | to anybody else?

MOV-04 question (MINOR): a new question: old answers stand and are not complete
  (nothing)                                      | Does the text let somebody keep people from
                                                 | leaving?
"""


def test_words_stand_side_by_side_with_what_they_do_to_old_answers(shop: Workshop) -> None:
    done = in_a_process("diff", OLD, NEW, cwd=shop.root)
    assert (done.status, done.err) == (0, "")
    assert done.out == TEXT


@pytest.mark.usefixtures("shop")
def test_there_is_nothing_to_tell_of_what_is_equal(hria: Commands) -> None:
    assert hria("diff", OLD, FIRST).out == f"{OLD} -> {FIRST}: NONE, nothing changed\n"
    assert json.loads(hria("diff", OLD, OLD, "-f", "json").out)["change"] == "none"
    assert "NONE: nothing changed." in hria("diff", OLD, OLD, "--format", "md").out


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, NEW),
        (FIRST, DRAFT),
        (f"./{FIRST}", NEW),
        (RIGHT, DRAFT),
    ],
)
def test_an_edition_is_a_release_a_draft_or_a_file(hria: Commands, old: str, new: str) -> None:
    done = hria("diff", old, new)
    assert (done.status, done.err) == (0, "")
    assert done.out == TEXT.replace(f"{OLD} -> {NEW}", f"{old} -> {new}")


def test_a_file_may_lie_anywhere(hria: Commands, shop: Workshop, tmp_path: Path) -> None:
    elsewhere = tmp_path / "old one.yaml"
    elsewhere.write_text(WORDS)
    done = hria("diff", elsewhere, shop.path(DRAFT))
    assert done.status == 0
    assert done.out.partition("\n")[2] == TEXT.partition("\n")[2]


def test_json_has_every_difference_whole(hria: Commands, shop: Workshop) -> None:
    shop.edit("title: Way back", 'title: "Weg zurück"')
    told = json.loads(hria("diff", OLD, NEW, "--format", "json").out)
    assert (told["old"], told["new"], told["change"]) == (OLD, NEW, "major")
    assert [(d["subject"], d["field"], d["change"]) for d in told["differences"]] == [
        ("MOV-01", "ask", "major"),
        ("MOV-03", "title", "patch"),
        ("MOV-04", "question", "minor"),
    ]
    assert told["differences"][1] == {
        "subject": "MOV-03",
        "field": "title",
        "change": "patch",
        "why": "nothing that decides an answer",
        "old": "Way back",
        "new": "Weg zurück",
    }


def test_markdown_has_a_table_for_each_question_that_no_word_can_break(
    hria: Commands, shop: Workshop
) -> None:
    shop.edit("title: Way back", 'title: "a | b <i> *c*"')
    said = hria("diff", OLD, NEW, "-f", "md").out
    assert said.startswith(f"# {OLD} to {NEW}\n\nMAJOR: some old answers fall.\n\n## MOV-01\n")
    lines = said.splitlines()
    assert [line for line in lines if line.startswith("## ")] == [
        "## MOV-01",
        "## MOV-03",
        "## MOV-04",
    ]
    assert lines.count("| what | before | after | old answers |") == 3
    [title] = [line for line in lines if "Way back" in line]
    assert title.replace("\\|", "").count("|") == 5
    assert "<i>" not in title.replace("\\<", "")
    assert "PATCH: nothing that decides an answer" in title


def test_a_confirmed_sense_is_told_between_releases(hria: Commands, shop: Workshop) -> None:
    shop.release("MOV-01")
    told = json.loads(hria("diff", OLD, "movement@1.1.0", "-f", "json").out)
    assert told["change"] == "minor"
    assert told["differences"][0]["why"] == "other words, and an editor confirmed the same sense"
    newest = json.loads(hria("diff", OLD, RIGHT, "-f", "json").out)
    assert newest["differences"] == told["differences"]


@pytest.mark.usefixtures("shop")
def test_what_a_draft_says_otherwise_is_confirmed_by_nobody(hria: Commands) -> None:
    assert hria("diff", OLD, NEW).out.startswith(f"{OLD} -> {NEW}: MAJOR")
    assert hria("diff", NEW, OLD).out.startswith(f"{NEW} -> {OLD}: MAJOR")


# Whoever looks at a proposal sees what it says, and no more than that.
@pytest.mark.parametrize("format_", ["text", "md"])
def test_no_letter_controls_how_others_are_shown(
    hria: Commands, shop: Workshop, format_: str
) -> None:
    shop.edit("title: Way back", 'title: "Way \\e[8m\\u202Eback"')
    said = hria("diff", OLD, NEW, "-f", format_).out
    assert "MOV-03" in said
    assert not {"\x1b", "\u202e"} & set(said)


# What cannot be compared


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("movement@9.9.9", "no checklist called 'movement@9.9.9' (known: movement@1.0.0)"),
        ("nowhere", "no checklist called 'nowhere' (known: "),
        ("nowhere@draft", "no checklist called 'nowhere@draft' (known: "),
        ("movement@newest", "no name of a checklist: 'movement@newest'"),
        ("checklists/movement", "no name of a checklist: 'checklists/movement'"),
        ("checklists/movement/2.0.0.yaml", "2.0.0.yaml: there is no such file"),
        ("", "no name of a checklist: ''"),
        ("a" * 300, "a" * 300),
    ],
    ids=["version", "right", "draft", "misspelt", "folder", "file", "nothing", "too long"],
)
def test_an_edition_that_is_none_is_an_error(hria: Commands, name: str, said: str) -> None:
    for words in ((name, NEW), (OLD, name)):
        done = hria("diff", *words)
        assert (done.status, done.out) == (2, "")
        assert len(done.err.splitlines()) == 1
        assert said in done.err


def test_a_file_with_problems_is_told_line_by_line(hria: Commands, shop: Workshop) -> None:
    shop.edit("title: Way back", "titel: Way back")
    done = hria("diff", OLD, DRAFT)
    assert (done.status, done.out) == (1, "")
    assert f"{DRAFT}:" in done.err
    assert "HRIA003" in done.err


@pytest.mark.usefixtures("shop")
def test_another_format_is_bad_usage(hria: Commands) -> None:
    assert hria("diff", OLD, NEW, "-f", "yaml").status == 2


# Revisions of git


def git(shop: Workshop, *words: str) -> str:
    """Run git in *shop*, without the settings of anybody."""
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    author = ["-c", "user.name=A. Berg", "-c", "user.email=ab@example.org"]
    done = subprocess.run(
        ["git", *author, *words],  # noqa: S607 - whichever git there is
        cwd=shop.root,
        env={**os.environ, **alone},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture
def repository(shop: Workshop) -> Workshop:
    """Return the workspace in a repository with two commits: before and after the editing."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    edited = shop.read(DRAFT)
    shop.write(DRAFT, WORDS)
    git(shop, "init", "-q", "-b", "main")
    git(shop, "add", ".")
    git(shop, "commit", "-qm", "before")
    shop.write(DRAFT, edited)
    git(shop, "commit", "-qam", "after")
    git(shop, "branch", "edits/first")
    return shop


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"HEAD~1:{DRAFT}", f"HEAD:{DRAFT}"),
        (f"main^:./{DRAFT}", NEW),
        (OLD, f"edits/first:{DRAFT}"),
        (f"HEAD@{{0}}~1:{DRAFT}", DRAFT),
    ],
)
def test_an_edition_is_a_file_at_a_revision_of_git(hria: Commands, old: str, new: str) -> None:
    done = hria("diff", old, new)
    assert (done.status, done.err) == (0, "")
    assert done.out == TEXT.replace(f"{OLD} -> {NEW}", f"{old} -> {new}")


def test_a_revision_shows_what_was_committed_and_not_what_lies_there(
    hria: Commands, repository: Workshop
) -> None:
    repository.write(DRAFT, WORDS)
    assert "MAJOR" in hria("diff", DRAFT, f"HEAD:{DRAFT}").out
    assert "NONE" in hria("diff", DRAFT, f"HEAD~1:{DRAFT}").out


@pytest.mark.parametrize(
    "name",
    [
        f"nowhere:{DRAFT}",
        f"HEAD~9:{DRAFT}",
        "HEAD:checklists/movement/2.0.0.yaml",
        "HEAD:../outside.yaml",
        f"{'0' * 40}:{DRAFT}",
        f"HEAD HEAD~1:{DRAFT}",
    ],
    ids=["no revision", "too old", "no file", "outside", "no commit", "two revisions"],
)
def test_a_revision_or_a_file_of_it_that_does_not_exist_is_an_error(
    hria: Commands, repository: Workshop, name: str
) -> None:
    revision, _, file = name.partition(":")
    said = refused(hria, repository, name, NEW)
    assert revision in said or file in said


@pytest.mark.usefixtures("repository")
def test_a_folder_at_a_revision_is_no_checklist(hria: Commands) -> None:
    done = hria("diff", "HEAD:checklists", NEW)
    assert done.status in {1, 2}
    assert done.out == ""
    assert "HEAD:checklists" in done.err


@pytest.mark.usefixtures("repository")
def test_what_is_no_checklist_at_a_revision_is_told_with_its_place(hria: Commands) -> None:
    done = hria("diff", "HEAD:standards/example/e.1.yaml", NEW)
    assert done.status == 1
    lines = done.err.splitlines()
    assert lines
    assert all(line.startswith("HEAD:standards/example/e.1.yaml:") for line in lines)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_outside_of_a_repository_there_are_no_revisions(
    hria: Commands, shop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert "repository" in refused(hria, shop, f"HEAD:{DRAFT}", NEW)


def test_without_git_there_are_no_revisions(
    hria: Commands, repository: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = refused(hria, repository, f"HEAD:{DRAFT}", NEW)
    assert "git" in said
    assert "not installed" in said
    # The command has no such option.
    assert "--base" not in said


@pytest.mark.parametrize(
    "name",
    [
        "--output=x:y",
        "--output=x:checklists/movement/draft.yaml",
        "-O:y",
        "--no-index:y",
        "HEAD --output=x:y",
        " --output=x:y",
        "HEAD\n--output=x:y",
    ],
)
def test_an_option_of_git_is_no_revision(hria: Commands, repository: Workshop, name: str) -> None:
    refused(hria, repository, "--", name, NEW)
    refused(hria, repository, "--", OLD, name)


def test_an_option_of_git_is_no_option_of_the_command(repository: Workshop) -> None:
    before = repository.tree()
    done = in_a_process("diff", "--output=x:y", NEW, cwd=repository.root)
    assert (done.status, done.out) == (2, "")
    assert repository.tree() == before
