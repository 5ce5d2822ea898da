import pytest

from hria.model.addresses import flaw


@pytest.mark.parametrize(
    "address",
    [
        "https://www.itu.int/ITU-T/recommendations/rec.aspx?id=11566&lang=en",
        "https://itu.int/dms_pubrec/itu-t/rec/y/T-REC-Y.2770-201211-I!!TOC-HTM-E.htm",
        "http://example.org:8080/a",
        "https://bücher.example.org/",
        "https://93.184.216.34/",
        "doi:10.1000/182",
        "hdl:11.1002/1000/13163",
    ],
)
def test_an_address_that_others_can_open_has_no_flaw(address: str) -> None:
    assert flaw(address) is None


@pytest.mark.parametrize(
    "address",
    ["", "example.org", "file:///etc/passwd", "javascript:alert(1)", "https://", "https://a b.org"],
)
def test_what_is_no_address_has_one(address: str) -> None:
    assert flaw(address)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "10.0.0.1", "[::1]", "wiki.internal"])
def test_a_host_that_only_some_network_knows_is_told(host: str) -> None:
    assert flaw(f"https://{host}/x") == "its host is not public"


def test_a_password_is_told_and_not_repeated() -> None:
    assert flaw("https://me:secret@example.org/") == "it holds a name or a password"
