import json
from pathlib import Path

import pytest

from hria.content.roots import shipped
from tests.cli.commands import Commands

WORKED = shipped() / "reports/itu-t/y.2770/worked-example"


@pytest.fixture(scope="module")
def listed() -> list[dict[str, object]]:
    from hria.cli.auditing import FORMATS, audited, found

    library, assessments, _ = audited((WORKED,))
    whole = json.loads(FORMATS["json"](*found(library, assessments, 0)))
    assert whole["total"] == len(whole["items"])
    items: list[dict[str, object]] = whole["items"]
    return items


def first(item: dict[str, object]) -> dict[str, str]:
    rests = item["rests"]
    assert isinstance(rests, list)
    found: dict[str, str] = rests[0]
    return found


def test_what_sets_a_result_comes_before_all_else(listed: list[dict[str, object]]) -> None:
    does = [first(item)["does"] for item in listed]
    ranks = [("sets", "gate", "counts", "shown").index(word) for word in does]
    assert ranks == sorted(ranks)
    assert first(listed[0])["level"] == "critical"


def test_of_equal_weight_the_weakest_facts_come_first(listed: list[dict[str, object]]) -> None:
    weight = first(listed[0])["does"], first(listed[0])["level"]
    marks = [
        item["mark"]
        for item in listed
        if (first(item)["does"], first(item)["level"]) == weight
        and not str(item["file"]).endswith("bibliography.yaml")
    ]
    order = ["unknown", "E0", "recalled", "E1", "inferred", "secondary", "E2", "E3"]
    ranks = [order.index(str(mark)) if mark in order else len(order) for mark in marks]
    assert ranks == sorted(ranks)


def test_each_line_leads_to_the_words_it_tells_of(listed: list[dict[str, object]]) -> None:
    assert listed
    for item in listed:
        lines = Path(str(item["file"])).read_text(encoding="utf-8").splitlines()
        assert 1 <= int(str(item["line"])) <= len(lines)


def test_what_has_no_address_of_its_own_leads_to_the_text(listed: list[dict[str, object]]) -> None:
    own = [item for item in listed if str(item["source"]).startswith("Our own analysis")]
    assert own
    for item in own:
        assert str(item["address"]).startswith("http")
        assert "; to be checked against ITU, page of Recommendation" in str(item["source"])


def test_evidence_that_a_person_read_in_the_text_needs_no_check(
    workspace: Path, hria: Commands
) -> None:
    done = hria("audit", workspace / "reports", "--format", "json", "--most", "0")
    assert done.status == 0
    items = json.loads(done.out)["items"]
    assessment = [i for i in items if i["file"].endswith("assessment.yaml")]
    assert not [i for i in assessment if i["mark"] == "E4"]


def test_the_list_is_cut_and_tells_how_long_it_is(hria: Commands) -> None:
    done = hria("audit", WORKED, "--most", "2")
    assert done.status == 0
    assert done.out.startswith("2 of ")
    assert "\n2. " in done.out
    assert "\n3. " not in done.out


def test_a_page_has_one_row_for_each(hria: Commands) -> None:
    done = hria("audit", WORKED, "--most", "3", "--format", "md")
    assert done.out.count("\n| ") == 4


def test_a_folder_without_assessments_is_told(tmp_path: Path, hria: Commands) -> None:
    done = hria("audit", tmp_path)
    assert (done.status, done.out) == (2, "")
    assert "no assessment.yaml" in done.err


def test_what_is_confidential_is_in_no_list(place: Path, hria: Commands) -> None:
    file = place / "assessment.yaml"
    text = file.read_text(encoding="utf-8")
    whole = json.loads(hria("audit", place, "--format", "json", "--most", "0").out)
    piece = next(i for i in whole["items"] if i["file"].endswith("assessment.yaml"))
    question = piece["check"].split()[0]
    hidden = text.replace(f"  {question}:\n", f"  {question}:\n    confidential: true\n", 1)
    assert hidden != text
    file.write_text(hidden, encoding="utf-8")
    after = json.loads(hria("audit", place, "--format", "json", "--most", "0").out)
    assert piece["check"] not in {item["check"] for item in after["items"]}
