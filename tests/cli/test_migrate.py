"""``hria migrate``: an assessment goes on under a new version, and back again."""

import hashlib
import json
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from hria.content.documents import load, open_source
from hria.content.releasing import carry_out, plan_release
from hria.model.assessment import Assessment
from tests.cases.change.workshop import (
    CHANGES,
    DAY,
    FIRST,
    NEW,
    PLACE,
    RELEASED,
    WORDS,
    Workshop,
    carried_out,
)
from tests.cli.commands import Commands, in_a_process

needs_forks = pytest.mark.skipif(sys.platform == "win32", reason="the system has no forks")

FILE = f"{PLACE}/assessment.yaml"
BEFORE = f"{PLACE}/assessment.before-migration.yaml"
AFTER = f"{PLACE}/assessment.after-migration.yaml"

HEIR = """\
- id: MOV-05
  title: Open gates
  ask: Can everybody pass the gates of the text?
  why: Who needs a permit may not get one.
  worrying: "no"
  replaces: [MOV-02]
  sources: [{instrument: ICCPR, at: art. 12}]
"""

TOLD = """\
movement@1.0.0 -> movement@2.0.0
  carried (1): MOV-03
  to confirm again (1):
    MOV-01: the words of ask changed
  moved (1):
    MOV-02: the question is now MOV-05
  new and open (1): MOV-04
"""


def released(root: Path) -> Workshop:
    """Return a workspace in *root* with an assessment under 1.0.0, and with 2.0.0 released."""
    shop = Workshop(root)
    shop.reword()
    shop.retire("MOV-02")
    shop.add(NEW + HEIR)
    assert shop.release() == "2.0.0"
    return shop


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """Return a workspace in which there is something to migrate, and stand in it."""
    made = released(tmp_path / "shop")
    monkeypatch.chdir(made.root)
    return made


def assessment(shop: Workshop, name: str = FILE) -> Assessment:
    """Return the assessment in the file *name*."""
    return load(open_source(shop.path(name)), Assessment).document


def migrated(hria: Commands, *words: str) -> None:
    """Migrate the assessment of the workspace."""
    assert hria("migrate", PLACE, *words).status == 0


def refused(hria: Commands, shop: Workshop, *words: str) -> str:
    """Return the one line that says why nothing was migrated, after a look that nothing was."""
    before = shop.tree()
    done = hria("migrate", *words)
    assert (done.status, done.out) == (2, "")
    assert shop.tree() == before
    [line] = done.err.splitlines()
    return line.removeprefix("hria: ")


# There


def test_a_dry_run_tells_what_becomes_of_each_answer_and_writes_nothing(shop: Workshop) -> None:
    before = shop.tree()
    done = in_a_process("migrate", PLACE, "--dry-run", cwd=shop.root)
    assert (done.status, done.err) == (0, "")
    assert done.out == f"{TOLD}Nothing was written.\n"
    assert shop.tree() == before


def test_an_assessment_goes_on_under_the_newest_version(shop: Workshop) -> None:
    old, before = shop.tree(), assessment(shop)
    done = in_a_process("migrate", PLACE, cwd=shop.root)
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        f"{TOLD}Written: {FILE}. The way back: hria migrate {PLACE} --undo (from {BEFORE}).\n"
    )
    after = assessment(shop)
    digest = hashlib.sha256(shop.path("checklists/movement/2.0.0.yaml").read_bytes()).hexdigest()
    assert [(p.ref, p.digest) for p in after.checklists] == [("movement@2.0.0", f"sha256:{digest}")]
    under = {"under": "movement@1.0.0"}
    assert after.answers == {
        "MOV-03": before.answers["MOV-03"].model_copy(update=under),
        "MOV-05": before.answers["MOV-02"].model_copy(update=under),
    }
    [waiting] = after.to_confirm
    assert (waiting.question, waiting.under) == ("MOV-01", "movement@1.0.0")
    assert waiting.reason == "the words of ask changed"
    assert waiting.answer == before.answers["MOV-01"]
    # What a person laid out, comments too, is kept beside it.
    assert shop.tree() == {**old, BEFORE: old[FILE], FILE: shop.path(FILE).read_bytes()}


def test_the_file_may_be_named_instead_of_its_folder(hria: Commands, shop: Workshop) -> None:
    done = hria("migrate", FILE)
    assert done.out.startswith(TOLD)
    assert f"hria migrate {FILE} --undo" in done.out
    assert hria("migrate", FILE, "--undo").status == 0
    assert assessment(shop).checklists[0].ref == "movement@1.0.0"


def test_what_was_migrated_has_no_problem_and_a_result(hria: Commands, shop: Workshop) -> None:
    migrated(hria)
    check = hria("check")
    assert check.status == 0, check.out
    assert hria("score", PLACE).status == 0
    assert shop.problems == []


def test_where_everything_is_newest_nothing_is_changed(hria: Commands, shop: Workshop) -> None:
    migrated(hria)
    before = shop.tree()
    done = hria("migrate", PLACE)
    assert done.status == 0
    assert done.out == "Every checklist is at its newest version; nothing was changed.\n"
    assert shop.tree() == before


def test_a_sense_that_an_editor_confirmed_leaves_answers_standing(
    hria: Commands, shop: Workshop
) -> None:
    migrated(hria)
    shop.edit("coming home", "going home")
    assert shop.release("MOV-03") == "2.0.1"
    done = hria("migrate", PLACE)
    assert "carried (2): MOV-05, MOV-03\n" in done.out
    after = assessment(shop)
    assert [f.question for f in after.to_confirm] == ["MOV-01"]
    assert after.answers["MOV-03"].under == "movement@1.0.0"


def test_the_state_of_the_review_is_said_to_begin_anew(hria: Commands, shop: Workshop) -> None:
    signed = '{state: consulted, by: cd, "on": 2026-02-01}'
    review = f"review: {{state: consulted, history: [{signed}]}}\n"
    shop.write(FILE, shop.read(FILE) + review)
    said = "Review state: consulted becomes draft; who signed stays on record."
    assert said in hria("migrate", PLACE, "--dry-run").out.splitlines()
    assert said in hria("migrate", PLACE).out.splitlines()
    after = assessment(shop).review
    assert after.state == "draft"
    assert [(s.state, s.by) for s in after.history] == [("consulted", "cd")]


# To a version, and of several checklists


@pytest.fixture
def two(shop: Workshop) -> Workshop:
    """Return the workspace with a second right, of which there are two versions too."""
    second = WORDS.replace("MOV-", "RTN-").replace("prefix: MOV", "prefix: RTN")
    draft = shop.write("checklists/return/draft.yaml", second)
    carry_out(plan_release(shop.root, "return"), DAY)
    draft.write_text(second + NEW.replace("MOV-", "RTN-"))
    carry_out(plan_release(shop.root, "return"), DAY)
    shop.edit("checklists:\n", "checklists:\n- {ref: return@1.0.0}\n", FILE)
    shop.edit("answers:\n", 'answers:\n  RTN-03: {answer: "no", by: cd}\n', FILE)
    return shop


def refs(shop: Workshop) -> list[str]:
    """Return the checklists that the assessment names."""
    return [pin.ref for pin in assessment(shop).checklists]


def test_every_checklist_goes_to_its_newest_version(hria: Commands, two: Workshop) -> None:
    done = hria("migrate", PLACE)
    assert "return@1.0.0 -> return@1.1.0\n  carried (1): RTN-03\n" in done.out
    assert TOLD in done.out
    assert refs(two) == ["return@1.1.0", "movement@2.0.0"]


@pytest.mark.parametrize(
    ("to", "after"),
    [
        (["return"], ["return@1.1.0", "movement@1.0.0"]),
        (["return@1.1.0"], ["return@1.1.0", "movement@1.0.0"]),
        (["movement@2.0.0"], ["return@1.0.0", "movement@2.0.0"]),
        (["movement@draft"], ["return@1.0.0", "movement@draft"]),
        (["movement", "return@1.1.0"], ["return@1.1.0", "movement@2.0.0"]),
        (["return@1.0.0"], ["return@1.0.0", "movement@1.0.0"]),
    ],
)
def test_only_what_is_named_goes_and_only_so_far(
    hria: Commands, two: Workshop, to: list[str], after: list[str]
) -> None:
    migrated(hria, *(word for name in to for word in ("--to", name)))
    assert refs(two) == after


def test_it_goes_to_an_older_version_too(hria: Commands, shop: Workshop) -> None:
    before = assessment(shop)
    migrated(hria)
    migrated(hria, "--to", "movement@1.0.0")
    after = assessment(shop)
    assert refs(shop) == ["movement@1.0.0"]
    words = {a.rationale for a in after.answers.values()}
    words |= {f.answer.rationale for f in (*after.to_confirm, *after.archived)}
    assert words == {a.rationale for a in before.answers.values()}


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("nowhere@1.0.0", "no nowhere checklist is answered here (known: movement)"),
        ("privacy", "no privacy checklist is answered here (known: movement)"),
        ("movement@9.9.9", "no checklist called 'movement@9.9.9' (known: movement@1.0.0"),
        ("movement@newest", "no name of a checklist: 'movement@newest'"),
        ("movement@", "no name of a checklist: 'movement@'"),
    ],
)
def test_a_right_or_a_version_that_is_not_there_is_refused(
    hria: Commands, shop: Workshop, to: str, said: str
) -> None:
    assert said in refused(hria, shop, PLACE, "--to", to)


def test_an_assessment_that_is_not_there_is_refused(hria: Commands, shop: Workshop) -> None:
    for words in (("nowhere.yaml",), ("nowhere.yaml", "--undo"), (".",), (".", "--undo")):
        assert "there is no such file" in refused(hria, shop, *words)


def test_an_assessment_with_problems_is_not_migrated(hria: Commands, shop: Workshop) -> None:
    shop.edit("strength: E4", "strength: E9", FILE)
    before = shop.tree()
    done = hria("migrate", PLACE)
    assert (done.status, done.out) == (1, "")
    assert "HRIA004" in done.err
    assert shop.tree() == before


# And back


def test_the_way_back_gives_the_very_bytes(shop: Workshop) -> None:
    before = shop.tree()
    assert in_a_process("migrate", PLACE, cwd=shop.root).status == 0
    since = shop.path(FILE).read_bytes()
    done = in_a_process("migrate", PLACE, "--undo", cwd=shop.root)
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        f"{FILE} is as it was before the migration; what it was since lies in {AFTER}.\n"
    )
    assert shop.tree() == {**before, AFTER: since}


def test_there_is_no_way_back_twice(hria: Commands, shop: Workshop) -> None:
    migrated(hria)
    migrated(hria, "--undo")
    said = refused(hria, shop, PLACE, "--undo")
    assert said == f"{FILE} was not migrated; there is nothing to undo"


def test_what_was_never_migrated_has_no_way_back(hria: Commands, shop: Workshop) -> None:
    assert "was not migrated" in refused(hria, shop, PLACE, "--undo")


def test_two_migrations_are_undone_one_after_the_other(hria: Commands, shop: Workshop) -> None:
    states = [shop.path(FILE).read_bytes()]
    migrated(hria)
    for number in range(12):
        states.append(shop.path(FILE).read_bytes())
        shop.edit("title: Way back", f"title: Way back {number}")
        shop.release()
        migrated(hria)
        shop.edit(f"title: Way back {number}", "title: Way back")
    for state in reversed(states):
        migrated(hria, "--undo")
        assert shop.path(FILE).read_bytes() == state
    assert "was not migrated" in refused(hria, shop, PLACE, "--undo")


def test_what_was_written_by_hand_after_the_migration_is_kept(
    hria: Commands, shop: Workshop
) -> None:
    before = shop.tree()
    migrated(hria)
    shop.write(FILE, shop.read(FILE) + "# a remark\nenabling: []\n")
    since = shop.path(FILE).read_bytes()
    migrated(hria, "--undo")
    assert shop.tree() == {**before, AFTER: since}
    migrated(hria)
    again = shop.path(FILE).read_bytes()
    migrated(hria, "--undo")
    second = AFTER.replace("after-migration", "after-migration1")
    assert shop.tree() == {**before, AFTER: since, second: again}


def test_a_way_back_that_is_only_tried_writes_nothing(hria: Commands, shop: Workshop) -> None:
    migrated(hria)
    before = shop.tree()
    hria("migrate", PLACE, "--undo", "--dry-run")
    assert shop.tree() == before


def test_a_file_whose_name_only_begins_alike_is_no_way_back(hria: Commands, shop: Workshop) -> None:
    migrated(hria)
    notes = BEFORE.replace("before-migration", "before-migration-notes")
    shop.write(notes, "words of somebody\n")
    migrated(hria, "--undo")
    assert shop.read(notes) == "words of somebody\n"
    assert assessment(shop).checklists[0].ref == "movement@1.0.0"


@pytest.mark.parametrize("name", ["mine.yaml", "my own.yaml", "mine[1].yaml", "mine*.yaml"])
def test_an_assessment_of_any_name_goes_there_and_back(
    hria: Commands, shop: Workshop, name: str
) -> None:
    data = shop.path(FILE).read_bytes()
    shop.write(name, data)
    assert hria("migrate", name).status == 0
    assert assessment(shop, name).checklists[0].ref == "movement@2.0.0"
    done = hria("migrate", name, "--undo")
    assert done.status == 0, done.err
    assert shop.path(name).read_bytes() == data
    assert shop.path(FILE).read_bytes() == data


@pytest.mark.skipif(sys.platform == "win32", reason="another kind of permissions")
def test_what_its_owner_closed_to_others_stays_closed(hria: Commands, shop: Workshop) -> None:
    # An assessment may hold what is confidential, and so may each copy of it.
    shop.path(FILE).chmod(0o600)
    migrated(hria)
    migrated(hria, "--undo")
    migrated(hria)
    files = list(shop.path(PLACE).iterdir())
    assert len(files) == 3
    assert {file.name: file.stat().st_mode & 0o077 for file in files} == {
        file.name: 0 for file in files
    }


# What reports say


def test_reports_say_which_answers_were_given_to_which_wording(
    hria: Commands, shop: Workshop
) -> None:
    migrated(hria)
    full = hria("report", PLACE, "--kind", "full").out.replace("\\", "")
    for name in ("MOV-03", "MOV-05"):
        entry = full.partition(f"### {name} ")[2].partition("\n### ")[0]
        assert "to the wording of movement@1.0.0" in entry
    [waiting] = [line for line in full.splitlines() if line.startswith("- MOV-01, yes")]
    assert "to the wording of movement@1.0.0" in waiting
    assert "the words of ask changed" in waiting
    assert "Clause 4 shows every place." in waiting
    brief = hria("report", PLACE).out.replace("\\", "")
    assert "2 answers were given to an earlier wording (movement@1.0.0)" in brief
    assert "MOV-01" in brief
    assert shop.problems == []


@pytest.mark.usefixtures("shop")
def test_a_result_counts_no_answer_that_waits(hria: Commands) -> None:
    def result() -> dict[str, Any]:
        found: dict[str, Any] = json.loads(hria("score", PLACE, "-f", "json").out)
        row: dict[str, Any] = found["rights"]["movement"]
        return row

    before = result()
    assert (before["result"], before["set-by"], before["unknown"]) == ("high", ["MOV-01"], [])
    migrated(hria)
    after = result()
    assert (after["result"], after["set-by"]) == ("none", [])
    assert (after["answered"], after["unknown"]) == (2, ["MOV-01", "MOV-04"])
    assert "Clause 4" not in hria("score", PLACE, "--explain").out


HIDDEN = "Xyzzy"


def test_no_confidential_word_of_an_answer_that_waits_is_in_any_output(
    hria: Commands, shop: Workshop
) -> None:
    shop.edit("Clause 4 shows every place.", HIDDEN, FILE)
    shop.edit('clause: "4", source: text', f"clause: {HIDDEN}, source: {HIDDEN} memo", FILE)
    shop.edit("    grades:", "    confidential: true\n    grades:", FILE)
    outputs = [hria("migrate", PLACE, "--dry-run"), hria("migrate", PLACE)]
    assert HIDDEN in shop.read(FILE)
    outputs += [
        hria("score", PLACE, "--explain"),
        hria("score", PLACE, "-f", "json"),
        hria("check"),
        hria("check", "-f", "json"),
        *(hria("report", PLACE, "--kind", kind) for kind in ("brief", "full")),
        *(hria("report", PLACE, "--kind", "full", "-o", f"full.{end}") for end in ("md", "html")),
    ]
    assert [done.status for done in outputs] == [0] * len(outputs)
    assert all(HIDDEN not in done.out + done.err for done in outputs)
    for name in ("full.md", "full.html"):
        assert HIDDEN not in shop.read(name)
        assert "MOV" in shop.read(name)


def test_a_problem_of_an_old_answer_does_not_repeat_its_confidential_words(
    hria: Commands, shop: Workshop
) -> None:
    migrated(hria)
    shop.edit("rationale: Clause 4 shows every place.", "confidential: true", FILE)
    shop.edit("strength: E4", f"strength: {HIDDEN}", FILE)
    done = hria("check")
    assert done.status == 1
    assert f"{FILE}:" in done.out
    assert "HRIA004" in done.out
    assert HIDDEN not in done.out


# And then hria assess


def today(shop: Workshop, name: str) -> str:
    """Return the day, as this machine counts days, on which the file *name* was written."""
    written = datetime.fromtimestamp(shop.path(name).stat().st_mtime, UTC).astimezone()
    return written.date().isoformat()


def test_a_question_that_waits_is_put_with_its_earlier_answer_and_same_gives_it_again(
    hria: Commands, shop: Workshop
) -> None:
    migrated(hria)
    old = assessment(shop).to_confirm[0]
    first = today(shop, shop.write("now", "").name)
    done = hria("assess", "E.1", "-o", FILE, "--as", "cd", stdin=":same\n:stop\n")
    assert done.status == 0, done.err
    put = done.out.partition("[1 of ")[2]
    assert "Movement: MOV-01 Tracking of routes" in put.splitlines()[0]
    assert "known to anybody else?" in put
    asked = " ".join(put.partition("Answer:")[0].split())
    assert "answered before: yes, by ab. Clause 4 shows every place." in asked
    assert "= gives it again" in asked
    after = assessment(shop)
    given = after.answers["MOV-01"]
    assert given.by == "cd"
    assert given.on in {first, today(shop, FILE)}
    assert given.under is None
    again = {"by": "ab", "on": "2026-01-15"}
    assert given.model_copy(update=again) == old.answer
    assert after.to_confirm == ()
    assert [(f.question, f.under, f.answer) for f in after.archived] == [
        ("MOV-01", "movement@1.0.0", old.answer)
    ]
    assert "MOV-04" in done.out.partition("MOV-01")[2]
    assert "MOV-04" not in after.answers


def test_another_answer_archives_the_one_that_waited(hria: Commands, shop: Workshop) -> None:
    migrated(hria)
    old = assessment(shop).to_confirm[0]
    lines = "n\nNobody sees a route.\n\n:stop\n"
    assert hria("assess", "E.1", "-o", FILE, "--as", "cd", stdin=lines).status == 0
    after = assessment(shop)
    assert (after.answers["MOV-01"].answer, after.answers["MOV-01"].by) == ("no", "cd")
    assert after.to_confirm == ()
    assert [f.answer for f in after.archived] == [old.answer]


def test_a_question_that_is_left_waits_on(hria: Commands, shop: Workshop) -> None:
    migrated(hria)
    old = assessment(shop)
    for lines in (":skip\n:stop\n", ":stop\n", ":skip\n"):
        assert hria("assess", "E.1", "-o", FILE, "--as", "cd", stdin=lines).status == 0
        assert assessment(shop) == old


def test_same_leaves_no_answer_that_its_question_does_not_take(
    hria: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What was no finding is one now, and would lack the grades that a finding needs.
    shop = Workshop(tmp_path / "shop")
    monkeypatch.chdir(shop.root)
    third = WORDS[WORDS.index("- id: MOV-03") :]
    shop.edit(third, third.replace('worrying: "yes"', 'worrying: "no"'))
    assert shop.release() == "2.0.0"
    migrated(hria)
    hria("assess", "E.1", "-o", FILE, "--as", "cd", stdin=":same\n:stop\n")
    done = hria("score", PLACE)
    assert (done.status, done.err) == (0, "")


# A migration that is killed, or whose files vanish

WRITES = 2
"""The copy for the way back, and the assessment, which is last."""

MOMENTS = {
    "half": -signal.SIGXFSZ if sys.platform != "win32" else 1,
    "whole": -signal.SIGKILL if sys.platform != "win32" else 1,
    "after": -signal.SIGKILL if sys.platform != "win32" else 1,
}


@needs_forks
@pytest.mark.parametrize("undo", [False, True], ids=["there", "back"])
def test_a_migration_that_is_killed_leaves_a_whole_file_and_a_way_on(
    hria: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, undo: bool
) -> None:
    whole = released(tmp_path / "whole")
    monkeypatch.chdir(whole.root)
    old = whole.path(FILE).read_bytes()
    migrated(hria, "--dry-run")
    words = ["migrate", PLACE]
    if undo:
        migrated(hria)
        words.append("--undo")
    start = whole.tree()
    moments = [(m, n) for m in MOMENTS for n in range(1, WRITES + 2)]
    shops = [Workshop.at(copytree(whole.root, tmp_path / f"{m}{n}")) for m, n in moments]
    ended = carried_out(
        [
            {
                "module": "hria.cli.migrating",
                "folder": str(shop.root),
                "words": words,
                "moment": moment,
                "number": number,
            }
            for (moment, number), shop in zip(moments, shops, strict=True)
        ]
    )
    migrated(hria, *words[2:])
    new = whole.path(FILE).read_bytes()
    for (moment, number), shop, (status, said) in zip(moments, shops, ended, strict=True):
        if number > WRITES:
            assert (status, said) == (0, "")
            assert shop.tree() == whole.tree()
            continue
        assert status == MOMENTS[moment]
        done = (moment, number) == ("after", WRITES)
        assert shop.path(FILE).read_bytes() == (new if done else start[FILE])
        # Both of them lie there, whole, whenever the file is the new one.
        files = [file.read_bytes() for file in shop.path(PLACE).iterdir()]
        assert start[FILE] in files
        assert not done or {old, new, start[FILE]} <= set(files)
        if not undo:
            monkeypatch.chdir(shop.root)
            migrated(hria)
            assert shop.path(FILE).read_bytes() == new
            migrated(hria, "--undo")
            assert shop.path(FILE).read_bytes() == old


@needs_forks
def test_a_file_that_vanishes_while_it_is_read_ends_the_migration(tmp_path: Path) -> None:
    whole = released(tmp_path / "whole")
    second = "checklists/movement/2.0.0.yaml"
    tried = [(name, n) for name in (FILE, FIRST, second, RELEASED, CHANGES) for n in (1, 2, 99)]
    shops = [Workshop.at(copytree(whole.root, tmp_path / str(n))) for n, _ in enumerate(tried)]
    ended = carried_out(
        [
            {
                "folder": str(shop.root),
                "words": ["migrate", PLACE],
                "vanish": str(shop.path(name)),
                "number": number,
            }
            for (name, number), shop in zip(tried, shops, strict=True)
        ]
    )
    failed = set()
    for (name, number), shop, (status, said) in zip(tried, shops, ended, strict=True):
        if status == 0:
            assert refs(shop) == ["movement@2.0.0"]
            continue
        failed.add(name)
        assert number < 99
        assert status in {1, 2}
        assert "Traceback" not in said
        assert len(said.splitlines()) == 1
        left = {n: data for n, data in whole.tree().items() if n != name}
        assert shop.tree() == left, f"{name}, opened for the time {number}"
    assert {FILE, FIRST, second} <= failed
