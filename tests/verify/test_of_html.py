"""Whatever is changed in a page is found, and the files in it can neither show nor run anything."""

import pytest

from hria.errors import FileError
from hria.verify.of_html import of_html
from tests.render.pages import Page
from tests.verify.reports import Desk, put_everywhere


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"Draft, review", b"Final, review", "Final, review"),
        (b"<main>", b"<main><p>And more.</p>", "And more."),
        (b"<main>", b"<main hidden>", "<main hidden="),
        (b"<main>", b"<main><script>alert()</script>", "<script>"),
        (b"<main>", b"<!-- a comment --><main>", "a comment"),
        (b"--deep: #12385c", b"--deep: #ffffff", "#ffffff"),
        (b"</html>", b"</html><p>after the end", "after the end"),
        (b'lang="en"', b'lang="fr"', 'lang="fr"'),
    ],
)
def test_a_changed_page_is_found(old: bytes, new: bytes, told: str, desk: Desk) -> None:
    made = desk.made("html")
    assert old in made
    data = made.replace(old, new, 1)
    assert not desk.proof(data).holds
    failed = desk.failed(data)
    assert told in failed["the same words"]
    assert failed["the same file, byte by byte"].endswith(" was changed")


def test_no_word_of_a_file_can_leave_its_element(desk: Desk) -> None:
    evil = "</template><script>alert()</script><!--'\"&"
    made = put_everywhere(desk, evil)
    page = Page(made.decode())
    assert "script" not in page.elements
    assert evil in of_html(made, "x.html").files["assessment.yaml"].decode()
    assert page.elements.count("template") == 6
    assert desk.failed(made) == {}


@pytest.mark.parametrize("held", ["&&&", "YQ==YQ", "ä"])
def test_a_file_that_is_no_base64_is_another_file(held: str, desk: Desk) -> None:
    made = desk.made("html").decode()
    before, _, after = made.partition('data-media-type="application/yaml"')
    start, _, end = after.partition("</template>")
    data = f'{before}data-media-type="application/yaml"{start}{held}</template>{end}'.encode()
    assert "report.json lists" in desk.failed(data)["assessment.yaml"]


def test_a_page_with_very_many_words_is_refused() -> None:
    with pytest.raises(FileError, match="more than 200000 words"):
        of_html(b"<html>" + b"<b><i>" * 100_001, "x.html")
