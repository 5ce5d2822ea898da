"""``hria release`` as editors start it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from hria.content.roots import shipped
from tests.cases.change.workshop import CHANGES, DRAFT, FIRST, RELEASED, RIGHT, Workshop
from tests.cli.commands import AGAIN, Commands, Done, in_a_process

needs_locks = pytest.mark.skipif(sys.platform == "win32", reason="another kind of lock")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """Return a workspace with a draft that was released, and stand in it."""
    made = Workshop(tmp_path / "shop")
    monkeypatch.chdir(made.root)
    return made


def release(shop: Workshop, *words: str) -> Done:
    """Release the draft in a process of its own."""
    return in_a_process("release", *(words or (RIGHT,)), cwd=shop.root)


def refused(hria: Commands, shop: Workshop, *words: str) -> str:
    """Return the one line that says why nothing was released, after a look that nothing was."""
    before = shop.tree()
    done = hria("release", *(words or (RIGHT,)))
    assert (done.status, done.out) == (2, "")
    assert shop.tree() == before
    [line] = done.err.splitlines()
    assert line.startswith("hria: ")
    return line.removeprefix("hria: ")


def undated(text: str) -> str:
    """Return *text* with a word in the place of each day."""
    return re.sub(r"\d{4}-\d\d-\d\d", "<day>", text)


ENTRY = """\
## 1.1.0, <day> (MINOR: old answers stand, and are not complete)

- MOV-04: question (MINOR): a new question: old answers stand and are not complete
"""


def test_a_draft_is_released_with_the_reasons(hria: Commands, shop: Workshop) -> None:
    shop.add()
    done = release(shop)
    assert (done.status, done.err) == (0, "")
    assert undated(done.out) == f"{ENTRY}Released movement@1.1.0.\n"
    assert undated(shop.read(CHANGES)).partition("edit.\n\n")[2].startswith(ENTRY)
    assert shop.listed == ["movement/1.0.0.yaml", "movement/1.1.0.yaml"]
    assert hria("check").status == 0
    listed = hria("list", "checklists")
    assert "movement@1.1.0  Movement, 4 questions" in listed.out


def test_a_dry_run_says_the_same_and_writes_nothing(shop: Workshop) -> None:
    shop.add()
    before = shop.tree()
    done = release(shop, RIGHT, "--dry-run")
    assert (done.status, done.err) == (0, "")
    assert undated(done.out) == f"{ENTRY}Nothing was written: this would be movement@1.1.0.\n"
    assert shop.tree() == before


def test_it_is_released_from_any_folder_of_the_workspace(shop: Workshop) -> None:
    shop.add()
    done = in_a_process("release", RIGHT, cwd=shop.path("standards/example"))
    assert done.status == 0
    assert shop.versions == ["1.0.0", "1.1.0"]


def test_other_words_are_grave_until_an_editor_confirms_them(
    hria: Commands, shop: Workshop
) -> None:
    shop.reword()
    shop.edit("without a permit", "without papers")
    plain = hria("release", RIGHT, "--dry-run")
    assert "this would be movement@2.0.0" in plain.out
    assert "(confirm with --same-sense where they have not)" in plain.out
    done = hria("release", RIGHT, "--same-sense", "MOV-01", "--same-sense", "MOV-02")
    assert done.status == 0
    assert done.out.endswith("Released movement@1.0.1.\n")
    confirmed = "other words, and an editor confirmed the same sense"
    assert f"- MOV-01: ask (PATCH): {confirmed}\n" in shop.read(CHANGES)
    assert f"- MOV-02: ask (PATCH): {confirmed}\n" in shop.read(CHANGES)


# What is refused


def test_a_draft_that_equals_the_last_release(hria: Commands, shop: Workshop) -> None:
    assert refused(hria, shop) == "the draft equals movement@1.0.0; there is nothing to release"


def test_a_draft_that_differs_in_a_comment_only(hria: Commands, shop: Workshop) -> None:
    shop.edit("# What editors see.\n", "# What editors saw.\n")
    done = hria("release", RIGHT, "--dry-run")
    assert (done.status, done.err) == (0, "")
    assert "## 1.0.1, <day> (PATCH: " in undated(done.out) or "layout" in done.out


def test_an_idle_confirmation(hria: Commands, shop: Workshop) -> None:
    shop.reword()
    said = refused(hria, shop, RIGHT, "--same-sense", "MOV-01", "--same-sense", "MOV-03")
    assert said.startswith("--same-sense MOV-03: no words of it differ")


@pytest.mark.parametrize(
    ("right", "said"),
    [
        ("nowhere", "nowhere/draft.yaml: there is no draft to release"),
        ("Movement", "no name of a checklist: 'Movement'"),
        ("../movement", "no name of a checklist: '../movement'"),
        ("movement@1.0.0", "movement@1.0.0"),
        ("", "no name of a checklist: ''"),
    ],
)
def test_a_right_that_is_none(hria: Commands, shop: Workshop, right: str, said: str) -> None:
    assert said in refused(hria, shop, right)


def test_a_folder_outside_of_any_workspace(tmp_path: Path) -> None:
    done = in_a_process("release", RIGHT, cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert done.err == "hria: there is no workspace here (hria init makes one)\n"


def test_a_draft_with_problems(hria: Commands, shop: Workshop) -> None:
    shop.add()
    shop.edit("leaving?", "leaving")
    shop.edit("title: Way back", "titel: Way back")
    before = shop.tree()
    done = hria("release", RIGHT)
    assert (done.status, done.out) == (1, "")
    lines = done.err.splitlines()
    assert lines
    assert all(re.match(rf"{DRAFT}:\d+:\d+: HRIA\d{{3}} ", line) for line in lines)
    assert shop.tree() == before


def test_a_draft_with_warnings_alone_is_released(hria: Commands, shop: Workshop) -> None:
    shop.add()
    shop.edit("  why: Everybody is free to leave.\n", "")
    assert "warning" in hria("check", DRAFT).out
    assert hria("release", RIGHT).status == 0


@pytest.mark.parametrize("lost", ["retired", "gone"])
def test_an_id_that_was_used_before(hria: Commands, shop: Workshop, lost: str) -> None:
    shop.retire("MOV-02")
    shop.release()
    if lost == "retired":
        shop.edit("  state: retired\n", "")
    else:
        text = shop.read(DRAFT)
        at, after = text.index("- id: MOV-02"), text.index("- id: MOV-03")
        shop.write(DRAFT, text[:at] + text[after:])
    before = shop.tree()
    done = hria("release", RIGHT)
    assert done.status in {1, 2}
    assert done.out == ""
    [line] = done.err.splitlines()
    assert "MOV-02" in line
    assert shop.tree() == before


@pytest.mark.parametrize("damage", ["markers", "line ends"])
def test_a_list_of_releases_that_is_damaged(hria: Commands, shop: Workshop, damage: str) -> None:
    text = shop.read(RELEASED)
    marked = f"<<<<<<< HEAD\n{text}=======\n{'0' * 64}  movement/1.1.0.yaml\n>>>>>>> theirs\n"
    shop.write(RELEASED, marked if damage == "markers" else text.replace("\n", "\r\n"))
    shop.add()
    assert refused(hria, shop).endswith(
        "RELEASED is damaged; nothing was changed (hria check names the lines)"
    )
    check = hria("check")
    assert check.status == 1
    assert f"{RELEASED}:1:1: HRIA204" in check.out


def test_a_released_file_that_was_edited(hria: Commands, shop: Workshop) -> None:
    shop.edit("may stop moving", "may stay at home", FIRST)
    shop.add()
    before = shop.tree()
    done = hria("release", RIGHT)
    assert done.status in {1, 2}
    assert shop.tree() == before


def test_a_right_that_ships_is_not_released_a_second_time_as_its_first_version(
    hria: Commands,
    shop: Workshop,
) -> None:
    # Assessments of this workspace that pin privacy@1.0.0 pin the one that ships.
    released = shipped() / "checklists" / "privacy" / "1.0.0.yaml"
    text = released.read_text(encoding="utf-8")
    shop.write("checklists/privacy/draft.yaml", text.replace("title: Privacy", "title: Mine", 1))
    hria("release", "privacy")
    own = shop.path("checklists/privacy/1.0.0.yaml")
    assert not own.exists() or own.read_bytes() == released.read_bytes()


# Interrupted, and at once


def test_check_tells_of_an_interrupted_release_and_the_same_command_completes_it(
    hria: Commands,
    shop: Workshop,
) -> None:
    shop.add()
    shop.unlisted("1.1.0", shop.read(DRAFT))
    found = hria("check")
    assert found.status == 1
    assert "HRIA203 movement/1.1.0.yaml is not listed in RELEASED" in found.out
    assert shop.versions == ["1.0.0"]
    assert hria("release", RIGHT).out.endswith("Released movement@1.1.0.\n")
    assert hria("check").status == 0
    assert shop.versions == ["1.0.0", "1.1.0"]


HOLDER = """
import sys
from pathlib import Path
from hria.content.locking import held

with held(Path(sys.argv[1]), "release"):
    print("held", flush=True)
    sys.stdin.readline()
"""


@needs_locks
def test_while_another_process_releases_nothing_is_written(shop: Workshop) -> None:
    shop.add()
    before = shop.tree()
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(shop.path("checklists/.lock"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        done = release(shop)
        assert done.status == 2
        assert done.err == (
            "hria: another release is going on; nothing was changed (try again later)\n"
        )
        assert shop.tree() == before
        holder.kill()
        holder.wait()
    assert release(shop).status == 0


def test_of_two_releases_at_once_one_is_made_and_the_other_says_so(shop: Workshop) -> None:
    shop.add()
    both = [
        subprocess.Popen(
            [*AGAIN, "release", RIGHT],
            cwd=shop.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate() for process in both]
    assert sorted(process.returncode for process in both) == [0, 2]
    for process, (out, err) in zip(both, said, strict=True):
        if process.returncode == 0:
            assert out.endswith("Released movement@1.1.0.\n")
            continue
        assert "Released" not in out
        assert re.fullmatch(
            r"hria: (another release is going on|something was released meanwhile"
            r"|the draft equals movement@1\.1\.0).*\n",
            err,
        )
    assert shop.listed == ["movement/1.0.0.yaml", "movement/1.1.0.yaml"]
    assert shop.entries == ["1.1.0", "1.0.0"]
    assert shop.problems == []
