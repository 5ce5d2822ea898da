import json

import pytest

from tests.cli.commands import Commands

pytestmark = pytest.mark.usefixtures("nowhere")


def section(page: str, heading: str) -> str:
    return page.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def test_the_page_of_a_standard_begins_with_its_standing(hria: Commands) -> None:
    out = hria("show", "Y.2770").out.splitlines()
    assert out[0].startswith("ITU-T Y.2770: ")
    assert out[2] == "This text is in force (edition 2012-11)."
    assert "leaked draft" in out[4]


def test_what_the_text_says_stands_apart_from_what_others_say(hria: Commands) -> None:
    page = hria("show", "Y.2770", "--format", "md").out
    told = section(page, "Who can do what to whom")
    headings = [line for line in told.splitlines() if line.startswith("### ")]
    assert headings == [
        "### What the text specifies",
        "### What only a draft said; it is not the text in force",
        "### What others say it would enable",
        "### What we infer",
    ]
    text = told.partition("### What only a draft")[0]
    assert "leaked" not in text
    assert "| **inspect-content**: inspect encrypted traffic" in text


def test_a_page_tells_what_is_contested_and_by_whom(hria: Commands) -> None:
    page = hria("show", "RFC 8484", "--format", "md").out
    told = section(page, "Contested")
    concerns, _, answers = told.partition("### What is answered")
    assert "**Internet Watch Foundation, 2019-07-17**" in concerns
    assert "**Electronic Frontier Foundation, 2019-09**" in answers


def test_what_others_asked_for_stands_apart_from_what_we_would_ask(hria: Commands) -> None:
    page = hria("show", "RFC 9620", "--format", "md").out
    assert "What others have asked for" not in page
    assert "our inference" in section(page, "What we would ask for")
    others = section(hria("show", "Y.2770", "--format", "md").out, "What others have asked for")
    assert "**CDT, " in others
    assert "our inference" not in others


def test_a_page_says_what_a_text_replaced(hria: Commands) -> None:
    second = " ".join(hria("show", "rfc8981").out.splitlines()[2:5])
    assert "It replaced " in second
    assert "ietf/rfc4941" in second


def test_a_page_names_the_assessments_and_their_results(hria: Commands) -> None:
    told = json.loads(hria("show", "Y.2770", "--format", "json").out)
    [made] = told["assessments"]
    assert made["results"]["privacy"] == "critical"
    assert told["standard"] == "itu-t/y.2770"
    assert told["capabilities"][0]["source"] == "contents"


@pytest.mark.parametrize("place", ["4.15", "s. 4.15", "section 4.15"])
def test_a_passage_is_shown_with_its_mark_and_the_questions_on_it(
    hria: Commands, place: str
) -> None:
    done = hria("show", "RFC 9620", place)
    assert done.status == 0
    assert "- RFC 9620 s. 4.15: " in done.out
    assert "[checked at the source]" in done.out
    assert "- PRV-02 " in done.out
    assert "- PRV-05 " not in done.out


@pytest.mark.parametrize("name", ["ICCPR", "iccpr"])
def test_a_law_is_found_in_any_case(hria: Commands, name: str) -> None:
    told = json.loads(hria("show", name, "17", "--format", "json").out)
    assert [each["cited"] for each in told["passages"]] == ["ICCPR art. 17"]


def test_a_document_that_was_replaced_says_so_first(hria: Commands) -> None:
    out = hria("show", "RFC 8446").out
    assert "replaced by RFC 9846" in " ".join(out.splitlines()[2:4])


def test_a_place_that_nobody_recorded_is_told_with_those_that_are(hria: Commands) -> None:
    done = hria("show", "ICCPR", "99")
    assert (done.status, done.out) == (2, "")
    assert "art. 17" in done.err


@pytest.mark.usefixtures("own_cache")
def test_a_name_that_is_misspelt_is_told_with_what_is_near(hria: Commands) -> None:
    done = hria("show", "rfc8848")
    assert (done.status, done.out) == (2, "")
    assert "did you mean" in done.err
    assert "RFC 8484" in done.err


def test_what_has_no_page_takes_no_format(hria: Commands) -> None:
    assert hria("show", "privacy", "--format", "md").status == 2


def test_a_case_is_shown_with_its_source_and_its_questions(hria: Commands) -> None:
    out = hria("show", "kazakhstan-root-certificate").out
    assert "How sure: secondary: Censored Planet" in out
    assert "Behind: PRV-06" in out
    assert "kazakhstan-root-certificate  " in hria("list", "cases").out
    assert "Case: A State certificate" in hria("show", "PRV-06").out
