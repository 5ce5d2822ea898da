import pytest

from hria.model.finding import Listed, entered, find, replacements

KNOWN = tuple(
    entered(listed, words)
    for listed, words in (
        (
            Listed("itu-t/y.2770", "ITU-T Y.2770", "Requirements for deep packet inspection"),
            ["inspect-content", "the technologies could let governments sift through traffic"],
        ),
        (Listed("ietf/rfc8484", "RFC 8484", "DNS Queries over HTTPS (DoH)"), ["encrypt"]),
        (
            Listed("ietf/rfc8981", "RFC 8981", "Temporary Addresses", replaces=("RFC 4941",)),
            ["packet"],
        ),
        (Listed("", "RFC 8446", "Transport Layer Security 1.3", by="RFC 9846"), []),
        (Listed("", "GC 16", "General comment 16, on privacy"), []),
        (Listed("itu-t/x.509", "ITU-T X.509", "Keys", replaces=("ITU-T X.509 (10/2016)",)), []),
    )
)


def refs(query: str) -> list[str]:
    return [hit.listed.ref or hit.listed.designation for hit in find(query, KNOWN).hits]


@pytest.mark.parametrize("query", ["y2770", "Y.2770", "ITU-T Y 2770", "itu-t/y.2770", "2770"])
def test_a_number_is_found_in_every_spelling(query: str) -> None:
    assert refs(query) == ["itu-t/y.2770"]


def test_numbers_come_before_titles_and_titles_before_other_words() -> None:
    assert refs("packet") == ["itu-t/y.2770", "ietf/rfc8981"]
    assert [hit.by for hit in find("packet", KNOWN).hits] == ["title", "words"]


def test_what_is_only_cited_is_found_too() -> None:
    assert refs("GC16") == ["GC 16"]


@pytest.mark.parametrize("query", ["governments sift", "Deep PACKET", "inspect-content", "gouv"])
def test_words_are_met_by_their_beginnings(query: str) -> None:
    assert refs(query) == ([] if query == "gouv" else ["itu-t/y.2770"])


@pytest.mark.parametrize("query", ["rfc8446", "RFC 8446", "rfc 8446"])
def test_what_was_replaced_is_answered_with_what_replaced_it(query: str) -> None:
    assert find(query, KNOWN).replaced == (("RFC 8446", "RFC 9846"),)


def test_what_nobody_listed_can_still_be_known_to_be_replaced() -> None:
    answer = find("rfc4941", KNOWN)
    assert (answer.hits, answer.replaced) == ((), (("rfc4941", "RFC 8981"),))


def test_a_later_edition_replaces_no_standard() -> None:
    assert "itutx509" not in replacements(KNOWN)


def test_a_word_that_is_misspelt_is_read_as_the_nearest_and_told() -> None:
    answer = find("inspcetion", KNOWN)
    assert [hit.listed.ref for hit in answer.hits] == ["itu-t/y.2770"]
    assert answer.near == ("inspection",)


def test_a_number_is_never_guessed_only_offered() -> None:
    answer = find("y2779", KNOWN)
    assert answer.hits == ()
    assert "ITU-T Y.2770" in answer.near


@pytest.mark.parametrize("query", ["", " ", "...", "zzzzzz"])
def test_nothing_finds_nothing(query: str) -> None:
    assert find(query, KNOWN).hits == ()
