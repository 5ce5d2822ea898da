import pytest

from hria.model.designations import EXAMPLES, called, named, slug, spelled
from hria.model.refs import StandardRef


@pytest.mark.parametrize(
    ("text", "ref", "edition"),
    [
        ("ITU-T Y.2770 (11/2012)", "itu-t/y.2770", "2012-11"),
        ("itu-t  y.2770", "itu-t/y.2770", ""),
        ("ITU-T G.7041/Y.1303 (04/2011)", "itu-t/g.7041", "2011-04"),
        ("ITU-T H.245 (V15) (12/2009)", "itu-t/h.245", "2009-12"),
        ("ITU-T V.22 bis (10/1984)", "itu-t/v.22-bis", "1984-10"),
        ("ITU-T Y Suppl. 25 (05/2015)", "itu-t/y-suppl-25", "2015-05"),
        ("ITU-T X.509 (2019) Cor. 1 (10/2021)", "itu-t/x.509-2019-cor-1", "2021-10"),
        ("ITU-R BT.601-7 (03/2011)", "itu-r/bt.601-7", "2011-03"),
        ("RFC 8446", "ietf/rfc8446", ""),
        ("RFC0791", "ietf/rfc791", ""),
        ("BCP 14", "ietf/bcp14", ""),
        ("draft-ietf-tls-esni-18", "ietf/draft-ietf-tls-esni", "18"),
        ("W3C REC-webauthn-2-20210408", "w3c/webauthn-2", "2021-04-08"),
        ("ISO/IEC 18013-5:2021", "iso/18013-5", "2021"),
        ("ISO/IEC TS 18013-7:2024", "iso/ts-18013-7", "2024"),
        ("ISO/IEC 27001:2022/Amd 1:2024", "iso/27001-2022-amd-1", "2024"),
        ("ISO/DIS 18013-5", "iso/18013-5", ""),
        ("IEC 60050-300:2001", "iec/60050-300", "2001"),
        ("ETSI TS 103 523-3 V1.3.1 (2021-08)", "etsi/ts-103-523-3", "2021-08"),
        ("ETSI GS NFV-SEC 013 V1.1.1", "etsi/gs-nfv-sec-013", "v1-1-1"),
        ("ETSI I-ETS 300 999-2 ed.1 (1990-08)", "etsi/i-ets-300-999-2", "1990-08"),
        ("ETSI ETS 300 999/A1 ed.1 (1991-08)", "etsi/ets-300-999-a1", "1991-08"),
        ("ETSI GTS GSM 01.99 V3.0.0 (1992-01)", "etsi/gts-gsm-01.99", "1992-01"),
        ("3GPP TS 33.501 V17.5.0", "3gpp/ts-33.501", "17-5-0"),
        ("IEEE Std 802.11-2020", "ieee/802.11", "2020"),
    ],
)
def test_an_id_and_an_edition_follow_from_a_designation(text: str, ref: str, edition: str) -> None:
    made = named(text)
    assert made is not None
    assert (str(made.ref), made.edition) == (ref, edition)
    assert StandardRef.parse(str(made.ref)) == made.ref


def test_an_amendment_names_the_text_and_the_edition_that_it_changes() -> None:
    made = named("ITU-T X.509 (2019) Cor. 1 (10/2021)")
    assert made is not None
    assert made.amends is not None
    assert (made.amends.ref, made.amends.edition) == (StandardRef("itu-t", "x.509"), "2019")


def test_every_example_that_messages_show_is_read() -> None:
    assert all(map(named, EXAMPLES))


@pytest.mark.parametrize(
    "text",
    ["", "LRX 1", "../../etc", "ISO", "RFC", "ITU-T ../x", "Z" * 500, "RFC 1" + " " * 9 + "x"],
)
def test_what_has_no_known_form_names_nothing(text: str) -> None:
    assert named(text) is None


def test_the_body_may_be_left_out_where_it_is_known_and_another_body_never_counts() -> None:
    short = named("Y.2771", "itu-t")
    assert short is not None
    assert (str(short.ref), short.designation) == ("itu-t/y.2771", "ITU-T Y.2771")
    assert named("RFC 8446", "itu-t") is None


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("LRX 1", "lrx-1"),
        ("Y.2770", "y.2770"),
        ("Amd. 1", "amd-1"),
        (" —É ..x. ", "x"),
        ("日本", ""),
    ],
)
def test_a_slug_is_letters_and_digits_joined_by_dots_and_hyphens(text: str, made: str) -> None:
    assert slug(text) == made


@pytest.mark.parametrize(
    "text",
    [
        "ITU-T Y.2770 (11/2012)",
        "ITU-T X.509 (2019) Cor. 1 (10/2021)",
        "draft-ietf-tls-esni-17",
        "W3C webauthn-2-20210408",
        "ISO/IEC 18013-5:2021",
        "ISO/IEC TS 1234-5:2020",
        "ISO/TS 1234-5:2020",
        "ISO/IEC 9594-8:2020/COR 1:2021",
        "ETSI TS 103 523-3 (2021-08)",
        "ETSI TS 103 523-3 V1.3.1",
        "3GPP TS 33.501 V17.5.0",
        "3GPP TS 33.501:REL-17/17.5.0",
        "IEEE 802.11-2020",
    ],
)
def test_an_edition_is_written_as_its_body_writes_it(text: str) -> None:
    found = named(text)
    assert found is not None
    assert found.edition
    assert spelled(found.ref._replace(edition=found.edition), found.designation) == text


def test_an_edition_that_no_body_writes_is_left_out() -> None:
    assert spelled(StandardRef("acme", "lrx-1", "v2"), "LRX 1") == "LRX 1"
    assert spelled(StandardRef("itu-t", "x.509", "2019"), "ITU-T X.510") == "ITU-T X.510"
    assert spelled(StandardRef("ietf", "rfc8446", "2018-08"), "RFC 8446") == "RFC 8446"


def test_releases_of_3gpp_are_lines_of_their_own() -> None:
    lines = [named(f"3GPP TS 33.501{end}") for end in (" V17.5.0", ":REL-17/17.5.0", " V18.0.0")]
    assert [each.line for each in lines if each] == ["17", "REL-17", "18"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ietf/rfc8484", "RFC 8484"),
        ("itu-t/y.2770", "ITU-T Y.2770"),
        ("iso/18013-5", "ISO 18013-5"),
        ("w3c/topics", "w3c/topics"),
    ],
)
def test_a_standard_is_called_as_people_write_it_where_that_leads_back_to_it(
    name: str, words: str
) -> None:
    assert called(name) == words
