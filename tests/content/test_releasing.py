"""Whether a draft becomes the version that it is, and whether the disk never holds half of one."""

import hashlib
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest

from hria.content.releasing import carry_out, confirmed, entry, kept_sense, plan_release
from hria.errors import ContentError, FileError, HriaError, ReleaseError
from hria.model.refs import Version
from hria.model.versions import Change
from tests.cases.change.workshop import (
    CHANGES,
    DAY,
    DRAFT,
    FIRST,
    NEW,
    RELEASED,
    RIGHT,
    WORDS,
    Workshop,
    carried_out,
)

needs_forks = pytest.mark.skipif(sys.platform == "win32", reason="the system has no forks")


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    """Return a workspace whose checklist was released once, with the draft as it was then."""
    return Workshop(tmp_path / "shop")


def line(workshop: Workshop, version: str) -> str:
    """Return the line that RELEASED must have for *version*."""
    data = workshop.path(f"checklists/{RIGHT}/{version}.yaml").read_bytes()
    return f"{hashlib.sha256(data).hexdigest()}  {RIGHT}/{version}.yaml\n"


# The first release


def test_the_first_release_is_one_whatever_is_in_it(tmp_path: Path) -> None:
    shop = Workshop(tmp_path / "shop", released=False)
    assert shop.plan().last is None
    assert shop.release() == "1.0.0"
    # ADR 0003: "A release copies it to the file of the new version and adds a line with its
    # SHA-256 to `checklists/RELEASED`."
    assert shop.path(FIRST).read_bytes() == shop.path(DRAFT).read_bytes() == WORDS.encode()
    assert shop.read(RELEASED) == line(shop, "1.0.0")
    assert shop.read(CHANGES) == (
        "# Changes to the checklist movement\n"
        "\n"
        "Written by hria release; do not edit.\n"
        "\n"
        "## 1.0.0, 2026-11-21\n"
        "\n"
        "The first release.\n"
    )
    assert shop.problems == []


def test_the_first_release_of_another_right_is_one_too(shop: Workshop) -> None:
    other = shop.read(DRAFT).replace("MOV-", "RTN-").replace("prefix: MOV", "prefix: RTN")
    shop.write("checklists/return/draft.yaml", other)
    carry_out(plan_release(shop.root, "return"), DAY)
    assert shop.listed == ["movement/1.0.0.yaml", "return/1.0.0.yaml"]
    assert shop.problems == []


def test_nobody_confirms_the_sense_of_what_was_never_asked_otherwise(tmp_path: Path) -> None:
    shop = Workshop(tmp_path / "shop", released=False)
    with pytest.raises(ReleaseError, match="--same-sense MOV-01"):
        shop.plan("MOV-01")


# The version of each change

EDITS: dict[str, tuple[Callable[[Workshop], None], str]] = {
    # ADR 0003: "PATCH, 1.0.1: all stand, and are complete"
    "why": (lambda s: s.edit("may stop moving", "may stay at home"), "1.0.1"),
    "title": (lambda s: s.edit("title: Movement", "title: Freedom of movement"), "1.0.1"),
    "source": (lambda s: s.edit("art. 12(4)}]", "art. 12(4)}, {ref: RFC 9620}]"), "1.0.1"),
    "retired": (lambda s: s.add(NEW.replace("\n", "\n  state: retired\n", 1)), "1.0.1"),
    # ADR 0003: "MINOR, 1.1.0: all stand, and are not complete"
    "added": (lambda s: s.add(), "1.1.0"),
    # ADR 0003: "MAJOR, 2.0.0: some fall"
    "retire": (lambda s: s.retire("MOV-02"), "2.0.0"),
    "reword": (lambda s: s.reword(), "2.0.0"),
    "worrying": (lambda s: s.edit('worrying: "no"', 'worrying: "yes"'), "2.0.0"),
    "gate": (lambda s: s.edit('worrying: "no"', 'worrying: "no"\n  gate: true'), "2.0.0"),
    "severity": (lambda s: s.edit('worrying: "no"', 'worrying: "no"\n  max-severity: 2'), "2.0.0"),
    "rules": (lambda s: s.edit("row of places", "list of places"), "2.0.0"),
}


@pytest.mark.parametrize("name", EDITS)
def test_the_version_follows_from_what_the_change_does(shop: Workshop, name: str) -> None:
    edit, version = EDITS[name]
    edit(shop)
    assert shop.release() == version
    assert shop.versions == ["1.0.0", version]
    assert shop.read(RELEASED) == line(shop, "1.0.0") + line(shop, version)
    released = shop.path(f"checklists/{RIGHT}/{version}.yaml")
    assert released.read_bytes() == shop.path(DRAFT).read_bytes()
    assert shop.path(FIRST).read_bytes() == WORDS.encode()
    assert shop.problems == []


def test_the_next_number_counts_from_the_last_release(shop: Workshop) -> None:
    shop.add()
    assert shop.release() == "1.1.0"
    shop.edit("may stop moving", "may stay at home")
    assert shop.release() == "1.1.1"
    shop.retire("MOV-04")
    assert shop.release() == "2.0.0"
    shop.edit("may stay at home", "stays at home")
    assert shop.release() == "2.0.1"
    assert shop.listed == [f"movement/{v}.yaml" for v in shop.versions]


def test_version_ten_comes_after_version_nine(shop: Workshop) -> None:
    for number in range(1, 12):
        shop.edit("title: Movement", f"title: Movement {number}")
        assert shop.release() == f"1.0.{number}"
        shop.edit(f"title: Movement {number}", "title: Movement")


def test_a_release_goes_by_the_last_version_and_not_by_the_last_line(shop: Workshop) -> None:
    newer = WORDS + NEW
    shop.put_on_list("1.1.0", newer)
    lines = shop.read(RELEASED).splitlines(keepends=True)
    shop.write(RELEASED, "".join(reversed(lines)))
    shop.write(DRAFT, newer.replace("may stop moving", "may stay at home"))
    assert shop.release() == "1.1.1"


# What is confirmed


def test_a_change_of_words_is_a_patch_where_an_editor_confirms_the_sense(shop: Workshop) -> None:
    shop.reword()
    assert shop.plan().version == Version(2, 0, 0)
    assert shop.release("MOV-01") == "1.0.1"
    # "recorded in CHANGES.md"
    why = "other words, and an editor confirmed the same sense"
    assert f"- MOV-01: ask (PATCH): {why}\n" in shop.read(CHANGES)
    assert confirmed(shop.read(CHANGES), Version(1, 0, 1)) == {"MOV-01"}


def test_rules_can_be_confirmed_too(shop: Workshop) -> None:
    shop.edit("row of places", "list of places")
    assert shop.release("rules") == "1.0.1"


def test_a_confirmed_sense_makes_nothing_else_lighter(shop: Workshop) -> None:
    shop.reword()
    shop.add()
    assert shop.plan("MOV-01").version == Version(1, 1, 0)
    shop.edit("without a permit", "without papers")
    assert shop.plan("MOV-01").version == Version(2, 0, 0)
    assert shop.plan("MOV-01", "MOV-02").version == Version(1, 1, 0)
    shop.edit('worrying: "no"', 'worrying: "yes"')
    assert shop.plan("MOV-01", "MOV-02").version == Version(2, 0, 0)


@pytest.mark.parametrize("subject", ["MOV-02", "MOV-99", "mov-01", "rules", "checklist", ""])
def test_what_needs_no_confirmation_is_refused(shop: Workshop, subject: str) -> None:
    shop.reword()
    assert shop.refused("MOV-01", subject) == (
        f"--same-sense {subject}: no words of it differ so that they need it (known: MOV-01)"
    )


def test_there_is_nothing_to_confirm_where_nothing_is_in_question(shop: Workshop) -> None:
    shop.edit('worrying: "no"', 'worrying: "yes"')
    assert shop.refused("MOV-02").endswith("(known: none)")


# What is kept of it


def test_what_an_editor_confirmed_is_known_between_the_two_versions_only(shop: Workshop) -> None:
    shop.reword()
    shop.release("MOV-01")
    shop.add()
    shop.release()
    library = shop.library
    assert shop.versions == ["1.0.0", "1.0.1", "1.1.0"]
    assert kept_sense(library, RIGHT, "1.0.0", "1.0.1") == {"MOV-01"}
    assert kept_sense(library, RIGHT, "1.0.0", "1.1.0") == {"MOV-01"}
    assert kept_sense(library, RIGHT, "1.0.1", "1.1.0") == frozenset()
    assert kept_sense(library, RIGHT, "1.0.0", "1.0.0") == frozenset()
    assert kept_sense(library, RIGHT, "1.1.0", "1.0.0") == frozenset()
    assert kept_sense(library, RIGHT, "1.0.0", "draft") == frozenset()
    assert kept_sense(library, "nowhere", "1.0.0", "1.1.0") == frozenset()


def test_a_sense_is_kept_only_where_it_was_confirmed_at_every_step(shop: Workshop) -> None:
    shop.reword()
    shop.release("MOV-01")
    shop.edit("known to anybody else", "known to anybody")
    assert shop.release() == "2.0.0"
    assert kept_sense(shop.library, RIGHT, "1.0.0", "2.0.0") == frozenset()
    shop.edit("known to anybody", "seen by anybody")
    assert shop.release("MOV-01") == "2.0.1"
    assert kept_sense(shop.library, RIGHT, "1.0.0", "2.0.1") == frozenset()
    assert kept_sense(shop.library, RIGHT, "2.0.0", "2.0.1") == {"MOV-01"}


def test_what_is_confirmed_is_read_from_the_entry_of_its_version_only() -> None:
    text = (
        "# Changes\n\n## 1.0.2, 2026-11-21 (PATCH: every old answer still stands)\n\n"
        "- MOV-02: ask (PATCH): other words, and an editor confirmed the same sense\n"
        "- MOV-03: why (PATCH): nothing that decides an answer\n\n"
        "## 1.0.1, 2026-11-20 (PATCH: every old answer still stands)\n\n"
        "- MOV-01: help (PATCH): other words, and an editor confirmed the same sense\n"
    )
    assert confirmed(text, Version(1, 0, 2)) == {"MOV-02"}
    assert confirmed(text, Version(1, 0, 1)) == {"MOV-01"}
    assert confirmed(text, Version(1, 0, 0)) == frozenset()
    assert confirmed(text.replace("\n", "\r\n"), Version(1, 0, 1)) == {"MOV-01"}
    assert confirmed("", Version(1, 0, 1)) == frozenset()


# CHANGES.md


def test_changes_are_told_question_by_question_the_newest_version_first(shop: Workshop) -> None:
    shop.add()
    shop.release(day="2026-11-22")
    shop.reword()
    shop.retire("MOV-02")
    shop.release(day="2026-11-23")
    assert shop.read(CHANGES) == (
        "# Changes to the checklist movement\n"
        "\n"
        "Written by hria release; do not edit.\n"
        "\n"
        "## 2.0.0, 2026-11-23 (MAJOR: some old answers fall)\n"
        "\n"
        "- MOV-01: ask (MAJOR): other words may have another sense"
        " (confirm with --same-sense where they have not)\n"
        "- MOV-02: state (MAJOR): a retired question is not asked any more: its answers fall\n"
        "\n"
        "## 1.1.0, 2026-11-22 (MINOR: old answers stand, and are not complete)\n"
        "\n"
        "- MOV-04: question (MINOR): a new question: old answers stand and are not complete\n"
        "\n"
        "## 1.0.0, 2026-11-21\n"
        "\n"
        "The first release.\n"
    )


def test_an_entry_has_a_line_for_every_difference(shop: Workshop) -> None:
    for name in ("why", "title", "retire", "reword", "severity", "rules", "added"):
        EDITS[name][0](shop)
    planned = shop.plan()
    lines = entry(planned, DAY).splitlines()
    assert lines[0] == f"## 2.0.0, {DAY} (MAJOR: some old answers fall)"
    assert lines[2:] == [
        f"- {d.subject}: {d.field} ({d.change.name}): {d.why}" for d in planned.found
    ]
    assert planned.change is Change.MAJOR
    assert {"MOV-01", "MOV-02", "MOV-04", "rules", "checklist"} <= {
        d.subject for d in planned.found
    }


def test_a_list_of_changes_that_is_gone_begins_anew(shop: Workshop) -> None:
    shop.path(CHANGES).unlink()
    shop.add()
    shop.release()
    assert shop.entries == ["1.1.0"]


def test_entries_with_line_ends_of_another_system_are_kept(shop: Workshop) -> None:
    shop.write(CHANGES, shop.read(CHANGES).replace("\n", "\r\n"))
    shop.add()
    shop.release()
    assert shop.entries == ["1.1.0", "1.0.0"]
    assert "\r" not in shop.read(CHANGES)


# What is refused


def test_a_draft_that_equals_the_last_release_is_refused(shop: Workshop) -> None:
    assert shop.refused() == "the draft equals movement@1.0.0; there is nothing to release"


@pytest.mark.parametrize(
    "relaid",
    [
        WORDS.replace("# What editors see.\n", ""),
        WORDS.replace("title: Movement\n", "title: 'Movement'\n"),
        WORDS.replace("\n", "\r\n"),
    ],
    ids=["a-comment", "quotes", "line-ends"],
)
def test_a_draft_that_differs_in_layout_only_makes_no_answer_fall(
    shop: Workshop, relaid: str
) -> None:
    # Whether it is refused or a patch, nothing may be left half done.
    shop.write(DRAFT, relaid)
    before = shop.tree()
    try:
        version = shop.release()
    except ReleaseError:
        assert shop.tree() == before
    else:
        assert version == "1.0.1"
    assert shop.problems == []


def test_a_right_without_a_draft_is_refused(shop: Workshop) -> None:
    for name in ("nowhere", RIGHT):
        shop.path(DRAFT).unlink(missing_ok=True)
        with pytest.raises(
            ReleaseError, match=rf"{name}/draft\.yaml: there is no draft to release"
        ):
            plan_release(shop.root, name)


# ADR 0002: "A question that is dropped stays in the file with `state: retired`."
def test_an_id_that_is_missing_is_refused(shop: Workshop) -> None:
    shop.edit(WORDS[WORDS.index("- id: MOV-03") :], "")
    assert shop.refused() == (
        "MOV-03 stood in 1.0.0 and is gone from the draft (keep it, with state: retired)"
    )


def test_an_id_that_is_another_one_now_is_refused(shop: Workshop) -> None:
    shop.edit("id: MOV-03", "id: MOV-05")
    assert "MOV-03 stood in 1.0.0 and is gone" in shop.refused()


# ADR 0002: "An id keeps its sense, and is never reused"
def test_an_id_that_was_retired_does_not_come_back(shop: Workshop) -> None:
    shop.retire("MOV-02")
    shop.release()
    shop.edit("  state: retired\n", "")
    assert shop.refused() == (
        "MOV-02 was retired in 2.0.0 and may not be used again"
        " (give the question the next free number)"
    )


def test_an_id_of_an_older_release_than_the_last_is_refused_too(shop: Workshop) -> None:
    # Releases were made by hand before there was a command.
    third = WORDS[WORDS.index("- id: MOV-03") :]
    shop.put_on_list("2.0.0", WORDS.replace(third, third.replace("\n", "\n  state: retired\n", 1)))
    shop.put_on_list("3.0.0", WORDS.replace(third, ""))
    shop.write(DRAFT, WORDS.replace("may stop moving", "may stay at home"))
    assert "MOV-03 was retired in 2.0.0 and may not be used again" in shop.refused()
    shop.edit(third, "")
    assert "MOV-03 stood in 1.0.0 and is gone" in shop.refused()


def test_an_id_of_another_right_is_refused(shop: Workshop) -> None:
    # An answer to MOV-01 would be one to two questions in an assessment with both checklists.
    shop.write("checklists/return/draft.yaml", WORDS.replace("visible", "known"))
    with pytest.raises(HriaError, match="MOV-01"):
        plan_release(shop.root, "return")


def test_a_draft_that_is_none_is_refused_with_every_problem(shop: Workshop) -> None:
    shop.edit('worrying: "no"', "worrying: maybe")
    shop.edit("title: Movement\n", "")
    before = shop.tree()
    with pytest.raises(ContentError) as caught:
        shop.plan()
    assert {p.code for p in caught.value.problems} == {"HRIA002", "HRIA004"}
    assert shop.tree() == before


# A list of releases that is damaged

OTHERS = "0" * 64 + "  return/1.0.0.yaml"

DAMAGED: dict[str, Callable[[str], str]] = {
    "merge markers": lambda text: f"<<<<<<< HEAD\n{text}=======\n{OTHERS}\n>>>>>>> theirs\n",
    "CR LF": lambda text: text.replace("\n", "\r\n"),
    "no end of line": lambda text: text[:-1],
    "a line cut in its digest": lambda text: text[10:],
    "a line cut in its name": lambda text: text[:-6] + "\n",
    "a line cut to its digest": lambda text: text[:64] + "\n",
    "a blank line": lambda text: f"{text}\n",
    "a comment": lambda text: f"# releases\n{text}",
    "one space": lambda text: text.replace("  ", " "),
    "a byte order mark": lambda text: f"\ufeff{text}",
    "another alphabet": lambda text: text.upper(),
    "no text": lambda text: f"{text}\udcff\n",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_list_of_releases_is_refused(shop: Workshop, name: str) -> None:
    damaged = DAMAGED[name](shop.read(RELEASED))
    shop.write(RELEASED, damaged.encode(errors="surrogateescape"))
    shop.add()
    file = shop.path(RELEASED)
    assert shop.refused() == (
        f"{file} is damaged; nothing was changed (hria check names the lines)"
    )


@pytest.mark.parametrize("name", DAMAGED)
def test_check_names_the_lines_of_a_damaged_list(shop: Workshop, name: str) -> None:
    damaged = DAMAGED[name](shop.read(RELEASED))
    shop.write(RELEASED, damaged.encode(errors="surrogateescape"))
    assert any(f"{RELEASED}:" in problem and "HRIA204" in problem for problem in shop.problems)


def test_a_list_with_two_digests_of_one_version_is_refused(shop: Workshop) -> None:
    # Two branches released 1.1.0, and a merge without a conflict put both lines in.
    shop.put_on_list("1.1.0", WORDS + NEW)
    theirs = WORDS + NEW.replace("leaving", "going")
    shop.put_on_list("1.1.0", theirs)
    assert any("HRIA204" in problem for problem in shop.problems)
    shop.write(DRAFT, theirs.replace("may stop moving", "may stay at home"))
    assert shop.refused()


# ADR 0003: "A released file is never edited and never withdrawn."
def test_nothing_is_released_over_a_released_file_that_was_edited(shop: Workshop) -> None:
    # The version would follow from words that nobody ever answered.
    shop.edit("visible to others", "known to others", FIRST)
    shop.write(DRAFT, shop.read(FIRST).replace("may stop moving", "may stay at home"))
    assert any("HRIA202" in problem for problem in shop.problems)
    assert "1.0.0" in shop.refused()


def test_nothing_is_released_where_a_released_file_is_gone(shop: Workshop) -> None:
    shop.add()
    shop.path(FIRST).unlink()
    before = shop.tree()
    with pytest.raises(FileError, match=r"1\.0\.0\.yaml: there is no such file"):
        shop.plan()
    assert shop.tree() == before


def test_a_released_file_is_not_overwritten_where_the_list_is_gone(shop: Workshop) -> None:
    shop.path(RELEASED).unlink()
    shop.reword()
    with pytest.raises(HriaError):
        shop.release()
    assert shop.read(FIRST) == WORDS


def test_a_released_file_is_not_overwritten_where_its_line_was_lost(shop: Workshop) -> None:
    # A merge that was mended by hand lost the last line; assessments pin 1.1.0 all the same.
    first = shop.read(RELEASED)
    shop.add()
    shop.release()
    shop.write(RELEASED, first)
    kept = shop.read(f"checklists/{RIGHT}/1.1.0.yaml")
    shop.edit("leaving", "going away")
    with pytest.raises(HriaError):
        shop.release()
    assert shop.read(f"checklists/{RIGHT}/1.1.0.yaml") == kept


@pytest.mark.parametrize("damage", ["no text", "a folder"])
def test_nothing_is_written_where_the_changes_cannot_be(shop: Workshop, damage: str) -> None:
    if damage == "no text":
        shop.write(CHANGES, b"\xff\xfe no text\n")
    else:
        shop.path(CHANGES).unlink()
        shop.write(f"{CHANGES}/kept", "a file in a folder of that name")
    shop.add()
    before = shop.tree()
    with pytest.raises(HriaError):
        shop.release()
    assert shop.tree() == before


def test_a_list_of_releases_that_leads_out_of_the_workspace_is_refused(
    shop: Workshop, tmp_path: Path
) -> None:
    outside = tmp_path / "RELEASED"
    outside.write_text(shop.read(RELEASED))
    shop.path(RELEASED).unlink()
    shop.path(RELEASED).symlink_to(outside)
    shop.add()
    with pytest.raises(FileError, match="leads out of the workspace"):
        shop.plan()


# A release that is killed

FORMS: dict[str, tuple[str, Callable[[Workshop], None]]] = {
    "next": ("1.1.0", Workshop.add),
    "first": ("1.0.0", lambda _: None),
}

NUMBERS = (1, 2, 3, 4)
"""The version, CHANGES.md and RELEASED, which is last; a first release may begin the list."""

LAST = NUMBERS[-1] + 1
"""No release writes so often: this one is not killed."""

MOMENTS = ("half", "whole", "after")
"""In the middle of the bytes; before the file gets its name; after it has it."""


@dataclass(frozen=True)
class Killed:
    """A workspace in which a release was killed, and how it looked before."""

    shop: Workshop
    version: str
    before: dict[str, bytes]
    status: int
    said: str

    @property
    def is_listed(self) -> bool:
        """Whether RELEASED has the line of the release: that is what makes it."""
        lock = self.shop.path(RELEASED)
        return lock.exists() and f"movement/{self.version}.yaml" in self.shop.listed


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, int], Killed]:
    """Return releases that were killed at every moment, and some that were not."""
    top = tmp_path_factory.mktemp("killed")
    shops: dict[tuple[str, str, int], Workshop] = {}
    for form, (_, edit) in FORMS.items():
        whole = Workshop(top / form, released=form == "next")
        edit(whole)
        for moment in MOMENTS:
            for number in (*NUMBERS, LAST):
                copy = top / f"{form}-{moment}-{number}"
                shops[form, moment, number] = Workshop.at(copytree(whole.root, copy))
    before = {key: shop.tree() for key, shop in shops.items()}
    ended = carried_out(
        [
            {
                "module": "hria.content.releasing",
                "folder": str(shop.root),
                "words": ["release", RIGHT],
                "moment": moment,
                "number": number,
            }
            for (_, moment, number), shop in shops.items()
        ]
    )
    return {
        key: Killed(shops[key], FORMS[key[0]][0], before[key], status, said)
        for key, (status, said) in zip(shops, ended, strict=True)
    }


every_kill = pytest.mark.parametrize("number", NUMBERS)
every_moment = pytest.mark.parametrize("moment", MOMENTS)
every_form = pytest.mark.parametrize("form", FORMS)


@needs_forks
@every_form
@every_moment
def test_every_write_of_a_release_was_killed(
    killed: dict[tuple[str, str, int], Killed], form: str, moment: str
) -> None:
    signals = {"half": -signal.SIGXFSZ, "whole": -signal.SIGKILL, "after": -signal.SIGKILL}
    ended = [killed[form, moment, number].status for number in (*NUMBERS, LAST)]
    assert ended[:3] == [signals[moment]] * 3
    assert ended[3] in {0, signals[moment]}
    assert ended[4] == 0
    whole = killed[form, moment, LAST]
    assert (whole.said, whole.is_listed) == ("", True)


@needs_forks
@every_form
@every_moment
@every_kill
def test_a_release_that_is_killed_leaves_the_old_state_or_the_new_one(
    killed: dict[tuple[str, str, int], Killed], form: str, moment: str, number: int
) -> None:
    one = killed[form, moment, number]
    assert (one.version in one.shop.versions) == one.is_listed
    # Whatever lay there lies there still, but for what a release adds to.
    grown = {RELEASED, CHANGES}
    after = one.shop.tree()
    assert {n: after[n] for n in one.before if n not in grown} == {
        n: data for n, data in one.before.items() if n not in grown
    }
    assert after.get(RELEASED, b"").startswith(one.before.get(RELEASED, b""))


@needs_forks
@every_form
@every_moment
@every_kill
def test_check_says_which_of_the_two_states_there_is(
    killed: dict[tuple[str, str, int], Killed], form: str, moment: str, number: int
) -> None:
    one = killed[form, moment, number]
    file = one.shop.path(f"checklists/{RIGHT}/{one.version}.yaml")
    if file.exists() and not one.is_listed:
        [problem] = one.shop.problems
        assert f"HRIA203 movement/{one.version}.yaml is not listed in RELEASED" in problem
    else:
        assert one.shop.problems == []


@needs_forks
@every_form
@every_moment
@every_kill
def test_a_release_that_was_killed_is_completed_by_the_same_command(
    killed: dict[tuple[str, str, int], Killed],
    tmp_path: Path,
    form: str,
    moment: str,
    number: int,
) -> None:
    one, whole = killed[form, moment, number], killed[form, moment, LAST].shop
    copy = Workshop.at(copytree(one.shop.root, tmp_path / "copy"))
    if one.is_listed:
        assert "there is nothing to release" in copy.refused()
    else:
        day = whole.read(CHANGES).partition(f"## {one.version}, ")[2][:10]
        assert copy.release(day=day) == one.version
    assert copy.problems == []
    named = {n: data for n, data in copy.tree().items() if not Path(n).name.startswith(".")}
    assert named == whole.tree()


def test_an_entry_of_a_release_that_never_was_does_not_stay(shop: Workshop) -> None:
    # Killed before RELEASED was written; then the editor went on, and it became another version.
    first = shop.read(RELEASED)
    shop.add()
    shop.release()
    shop.write(RELEASED, first)
    shop.path(f"checklists/{RIGHT}/1.1.0.yaml").unlink()
    shop.retire("MOV-02")
    assert shop.release() == "2.0.0"
    assert shop.entries == ["2.0.0", "1.0.0"]


# Two at once


def test_a_release_planned_before_another_one_is_not_carried_out(shop: Workshop) -> None:
    shop.add()
    one, other = shop.plan(), shop.plan()
    carry_out(one, DAY)
    before = shop.tree()
    with pytest.raises(ReleaseError, match="something was released meanwhile; nothing was changed"):
        carry_out(other, DAY)
    assert shop.tree() == before
    assert shop.listed == ["movement/1.0.0.yaml", "movement/1.1.0.yaml"]


def test_a_release_of_another_right_in_between_is_noticed_too(shop: Workshop) -> None:
    shop.add()
    mine = shop.plan()
    other = WORDS.replace("MOV-", "RTN-").replace("prefix: MOV", "prefix: RTN")
    shop.write("checklists/return/draft.yaml", other)
    carry_out(plan_release(shop.root, "return"), DAY)
    with pytest.raises(ReleaseError, match="something was released meanwhile"):
        carry_out(mine, DAY)
    assert shop.release() == "1.1.0"
    assert shop.listed == ["movement/1.0.0.yaml", "return/1.0.0.yaml", "movement/1.1.0.yaml"]


RACE = """
import sys
from pathlib import Path
from hria.content.releasing import carry_out, plan_release
from hria.errors import HriaError

planned = plan_release(Path(sys.argv[1]), "movement")
print("planned", flush=True)
sys.stdin.readline()
try:
    carry_out(planned, "2026-11-21")
except HriaError as error:
    print(error)
    sys.exit(error.status)
"""


def test_of_several_processes_at_once_one_releases_and_the_others_are_told(
    shop: Workshop,
) -> None:
    shop.add()
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACE, str(shop.root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for racer in racers:
        assert racer.stdout
        assert racer.stdout.readline() == "planned\n"
    for racer in racers:
        assert racer.stdin
        racer.stdin.write("go\n")
        racer.stdin.flush()
    said = [racer.communicate()[0] for racer in racers]
    assert sorted(racer.returncode for racer in racers) == [0, 2, 2]
    for racer, words in zip(racers, said, strict=True):
        told = "another release is going on" in words or "was released meanwhile" in words
        assert told == (racer.returncode == 2)
    assert shop.listed == ["movement/1.0.0.yaml", "movement/1.1.0.yaml"]
    assert shop.entries == ["1.1.0", "1.0.0"]
    assert shop.problems == []


# Files that vanish

OPENED = {DRAFT: 3, FIRST: 3, RELEASED: 8, CHANGES: 3}
"""How often each file is taken away: once at each time it is opened, as far as that goes."""


@needs_forks
def test_a_file_that_vanishes_while_it_is_read_leaves_the_old_state_or_the_new_one(
    tmp_path: Path,
) -> None:
    whole = Workshop(tmp_path / "whole")
    whole.add()
    tried = [(name, n) for name, most in OPENED.items() for n in (*range(1, most + 1), 99)]
    shops = [Workshop.at(copytree(whole.root, tmp_path / str(n))) for n, _ in enumerate(tried)]
    ended = carried_out(
        [
            {
                "folder": str(shop.root),
                "words": ["release", RIGHT],
                "vanish": str(shop.path(name)),
                "number": number,
            }
            for (name, number), shop in zip(tried, shops, strict=True)
        ]
    )
    for (name, number), shop, (status, said) in zip(tried, shops, ended, strict=True):
        if status == 0:
            assert shop.listed[-1] == "movement/1.1.0.yaml"
            continue
        assert number < 99
        assert status in {1, 2}
        assert "Traceback" not in said
        assert len(said.splitlines()) == 1
        left = {n: data for n, data in whole.tree().items() if n != name}
        assert shop.tree() == left, f"{name}, opened for the time {number}"
    failed = {name for (name, _), (status, _) in zip(tried, ended, strict=True) if status}
    assert {DRAFT, FIRST, RELEASED} <= failed
