import pytest
from pydantic import ValidationError

from hria.model.bibliography import Bibliography, Entry, Passage

ENTRY = {"title": "Right to privacy", "kind": "general-comment", "mark": "verified"}


def a_bibliography(**superseded_by: str | None) -> Bibliography:
    """Return entries by name, each with the name of the entry that replaces it, if any."""
    entries = {
        name: {**ENTRY, **({"superseded-by": other} if other else {})}
        for name, other in superseded_by.items()
    }
    return Bibliography.model_validate({"entries": entries})


@pytest.mark.parametrize("key", ["title", "kind", "mark"])
def test_an_entry_needs_each_of_these(key: str) -> None:
    with pytest.raises(ValidationError, match=key):
        Entry.model_validate({k: v for k, v in ENTRY.items() if k != key})


@pytest.mark.parametrize("date", ["1988", "1988-04", "1988-04-08"])
def test_a_date_is_as_exact_as_it_is_known(date: str) -> None:
    assert Entry.model_validate({**ENTRY, "date": date}).date == date


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("date", "April 1988"),
        ("date", "88"),
        ("date", "1988-4"),
        ("date", "1988-04-"),
        ("date", "1988\n"),
        ("date", "\u0661988"),
        ("kind", "statute"),
        ("mark", "sure"),
        ("title", " "),
        ("author", "Somebody"),
    ],
)
def test_an_entry_takes_nothing_else(key: str, value: str) -> None:
    with pytest.raises(ValidationError):
        Entry.model_validate({**ENTRY, key: value})


def test_an_entry_that_stands_has_no_replacement() -> None:
    assert a_bibliography(GC16=None).replacement("GC16") is None
    assert a_bibliography(GC16=None).replacement("GC34") is None


def test_a_replacement_is_followed_to_the_entry_that_stands_now() -> None:
    entries = a_bibliography(first="second", second="third", third=None)
    assert entries.replacement("first") == entries.replacement("second") == "third"


# hria.check reports a replacement that is missing; until then its name is told.
def test_a_replacement_that_is_missing_is_still_named() -> None:
    assert a_bibliography(first="second").replacement("first") == "second"


def test_entries_that_replace_one_another_come_to_an_end() -> None:
    entries = a_bibliography(first="second", second="third", third="second", own="own")
    assert entries.replacement("first") == "third"
    assert entries.replacement("second") == "third"
    assert entries.replacement("own") is None


SAID = {"says": "Words.", "mark": "recalled"}
COVENANT = Bibliography.model_validate(
    {
        "entries": {
            "Covenant": {
                **ENTRY,
                "whole": SAID,
                "parts": dict.fromkeys(
                    ["art. 17", "art. 19", "art. 19(2)", "arts 21-22", "art. 2, annex"], SAID
                ),
            },
            "Charter": ENTRY,
        }
    }
)


def cited(name: str, at: str | None) -> list[str]:
    """Return the citations of the passages on the part *at* of *name*."""
    return [words for words, _ in COVENANT.passages(name, at)]


@pytest.mark.parametrize("key", ["says", "mark"])
def test_a_passage_needs_words_and_a_mark(key: str) -> None:
    with pytest.raises(ValidationError, match=key):
        Passage.model_validate({k: v for k, v in SAID.items() if k != key})
    with pytest.raises(ValidationError, match=key):
        Passage.model_validate({**SAID, key: " "})


def test_a_passage_is_told_with_its_mark_and_note() -> None:
    assert Passage.model_validate(SAID).marked == "Words. [recalled]"
    noted = Passage.model_validate({**SAID, "note": "number from memory"})
    assert noted.marked == "Words. [recalled; number from memory]"


@pytest.mark.parametrize(
    ("at", "parts"),
    [
        ("art. 17", ["art. 17"]),
        ("arts 17, 19", ["art. 17", "art. 19"]),
        ("arts 19 and 17", ["art. 19", "art. 17"]),
        ("arts 17-19", ["art. 17", "art. 19"]),
        ("art. 19(2)", ["art. 19(2)"]),
        ("art. 21", ["arts 21-22"]),
        ("arts 22, 21, 17", ["arts 21-22", "art. 17"]),
        ("arts 21-22", ["arts 21-22"]),
        ("art. 2, annex", ["art. 2, annex"]),
        ("arts 14, 17", ["art. 17"]),
        ("17", ["art. 17"]),
        ("article 17", ["art. 17"]),
        ("art. 14", []),
        ("art. 17(1)", []),
        ("para. 17", []),
        ("", []),
    ],
)
def test_a_part_gives_the_passages_that_speak_of_it(at: str, parts: list[str]) -> None:
    assert cited("Covenant", at) == [f"Covenant {part}" for part in parts]


def test_what_is_cited_without_a_part_gives_the_passage_on_the_whole() -> None:
    assert cited("Covenant", None) == ["Covenant"]
    assert cited("Charter", None) == cited("Charter", "art. 8") == cited("Treaty", None) == []


READ, HEARD = {"says": "x", "mark": "verified"}, {"says": "x", "mark": "recalled"}


PARTS = {"art. 17": READ, "art. 19": READ, "art. 21": HEARD, "paras 9-11": READ}


@pytest.mark.parametrize("at", ["art. 17", "arts 17, 19", "paras 9-11", "para. 10"])
def test_a_citation_was_read_where_each_part_of_it_was(at: str) -> None:
    known = Bibliography.model_validate({"entries": {"ICCPR": {**ENTRY, "parts": PARTS}}})
    assert known.was_read("ICCPR", at)


@pytest.mark.parametrize(
    "at", ["arts 17, 21", "arts 17, 22", "paras 10-12", "art. 21", "art. 22", None]
)
def test_a_citation_was_not_read_where_one_part_of_it_was_not(at: str | None) -> None:
    known = Bibliography.model_validate({"entries": {"ICCPR": {**ENTRY, "parts": PARTS}}})
    assert not known.was_read("ICCPR", at)


def test_a_whole_that_was_read_says_nothing_of_its_parts_and_what_is_not_listed_was_not_read() -> (
    None
):
    known = Bibliography.model_validate({"entries": {"GC 16": {**ENTRY, "whole": READ}}})
    assert known.was_read("GC 16")
    assert not known.was_read("GC 16", "para. 8")
    assert not known.was_read("GC 34")
