from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from hria.content.library import Library
from hria.content.roots import MARKER, shipped, workspace
from hria.errors import BadNameError, ContentError, FileError, HriaError, NotFoundError
from hria.model.refs import ChecklistRef, StandardRef, Version

CHECKLIST = """\
title: {title}
method: "1"
questions:
- {{id: MOV-01, title: T, ask: Is it?, worrying: "yes"}}
"""
DESCRIPTOR = """\
designation: {{value: {title}, source: words, mark: verified}}
title: {{value: {title}, source: words, mark: verified}}
"""
BODY = "name: {{value: {title}, source: words, mark: verified}}\nshort: EB\n"


def put(root: Path, name: str, title: str = "Own") -> Path:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    text = BODY if file.name == "sdo.yaml" else DESCRIPTOR
    text = CHECKLIST if name.startswith("checklists/") else text
    file.write_text(text.format(title=title))
    return file


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return an empty workspace."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / MARKER).write_text("")
    return folder


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a library like the one that ships."""
    folder = tmp_path / "base"
    put(folder, "checklists/movement/1.0.0.yaml", "Base")
    put(folder, "checklists/movement/1.1.0.yaml", "Base")
    put(folder, "checklists/movement/draft.yaml", "Base draft")
    put(folder, "standards/itu-t/x.509.yaml", "Base")
    put(folder, "standards/itu-t/y.2770.yaml", "Base")
    put(folder, "standards/ietf/rfc8484.yaml", "Base")
    put(folder, "standards/ietf/sdo.yaml", "Base")
    return folder


def refused(library: Library, words: str) -> str:
    with pytest.raises(HriaError) as caught:
        library.standard(words)
    return str(caught.value)


# FORMATS: "Commands look in the workspace (nearest parent with `hria.toml`) first, then in
# the library that ships with the package."
def test_a_workspace_is_the_nearest_folder_above_with_the_marker(own: Path) -> None:
    deep = own / "reports" / "itu-t" / "x.509"
    deep.mkdir(parents=True)
    assert workspace(deep) == own
    assert workspace(own) == own
    (own / "reports" / MARKER).write_text("")
    assert workspace(deep) == own / "reports"
    assert workspace(own / "reports" / "nowhere") == own / "reports"


def test_a_file_leads_to_the_workspace_around_it(own: Path) -> None:
    file = put(own, "standards/itu-t/x.1.yaml")
    assert workspace(file) == own


def test_a_folder_called_like_the_marker_makes_no_workspace(tmp_path: Path) -> None:
    (tmp_path / MARKER).mkdir()
    assert workspace(tmp_path) != tmp_path


def test_what_ships_holds_checklists_standards_and_reports() -> None:
    assert {"checklists", "standards", "reports"} <= {path.name for path in shipped().iterdir()}


def test_the_workspace_hides_what_ships(own: Path, base: Path) -> None:
    put(own, "checklists/movement/1.1.0.yaml")
    put(own, "standards/itu-t/x.509.yaml")
    put(own, "standards/ietf/sdo.yaml")
    library = Library([own, base])
    assert library.checklist(ChecklistRef("movement", "1.1.0")).document.title == "Own"
    assert library.checklist(ChecklistRef("movement", "1.0.0")).document.title == "Base"
    assert library.descriptor(StandardRef("itu-t", "x.509")).document.title.value == "Own"
    assert library.descriptor(StandardRef("itu-t", "y.2770")).document.title.value == "Base"
    assert (body := library.body("ietf"))
    assert body.document.name.value == "Own"


def test_what_the_workspace_and_the_library_hold_is_listed_once_and_in_order(
    own: Path, base: Path
) -> None:
    put(own, "standards/itu-t/x.509.yaml")
    put(own, "standards/acme/a.1.yaml")
    put(own, "standards/acme/sdo.yaml")
    library = Library([own, base, own])
    assert [str(ref) for ref in library.standards] == [
        *("acme/a.1", "ietf/rfc8484", "itu-t/x.509", "itu-t/y.2770"),
    ]
    assert library.bodies == ("acme", "ietf")
    assert len(library.roots) == 2


def test_without_a_version_the_newest_release_is_taken(own: Path, base: Path) -> None:
    library = Library([own, base])
    assert library.checklist(ChecklistRef("movement")).source.path.name == "1.1.0.yaml"
    put(own, "checklists/movement/1.10.0.yaml")
    put(own, "checklists/movement/1.9.0.yaml")
    assert library.checklist(ChecklistRef("movement")).source.path.name == "1.10.0.yaml"
    assert library.versions("movement") == (
        *(Version(1, 0, 0), Version(1, 1, 0), Version(1, 9, 0), Version(1, 10, 0)),
    )


def test_a_draft_is_no_version_and_is_found_by_name(base: Path) -> None:
    library = Library([base])
    assert library.checklist(ChecklistRef("movement", "draft")).document.title == "Base draft"
    assert "draft" not in map(str, library.versions("movement"))


@pytest.mark.parametrize(
    "name", ["1.0.yaml", "01.0.0.yaml", "1.0.0.fr.yaml", "v1.0.0.yaml", "a.yaml"]
)
def test_only_versions_are_listed_as_versions(base: Path, name: str) -> None:
    put(base, f"checklists/movement/{name}")
    assert Library([base]).versions("movement") == (Version(1, 0, 0), Version(1, 1, 0))


def test_a_checklist_that_is_not_there_names_the_known_versions(base: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        Library([base]).checklist(ChecklistRef("movement", "2.0.0"))
    known = "movement@1.0.0, movement@1.1.0"
    assert str(caught.value) == f"no checklist called 'movement@2.0.0' (known: {known})"


def test_a_right_that_is_not_there_names_the_known_rights(base: Path) -> None:
    for ref in (ChecklistRef("dignity"), ChecklistRef("dignity", "1.0.0")):
        with pytest.raises(NotFoundError) as caught:
            Library([base]).checklist(ref)
        assert str(caught.value) == f"no checklist called {str(ref)!r} (known: movement)"


def test_a_right_that_has_a_draft_only_is_told_so(own: Path) -> None:
    put(own, "checklists/dignity/draft.yaml")
    with pytest.raises(NotFoundError) as caught:
        Library([own]).checklist(ChecklistRef("dignity"))
    # "no checklist called 'dignity' (known: dignity)" would help nobody.
    assert "dignity@draft" in str(caught.value)


def test_a_descriptor_that_is_not_there_names_the_known_standards(base: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        Library([base]).descriptor(StandardRef("itu-t", "x.1"))
    known = "ietf/rfc8484, itu-t/x.509, itu-t/y.2770"
    assert str(caught.value) == f"no standard called 'itu-t/x.1' (known: {known})"


def test_an_empty_library_says_that_nothing_is_known(own: Path) -> None:
    library = Library([own])
    assert refused(library, "X.509") == "no standard called 'X.509' (known: none)"
    assert (library.standards, library.rights, library.bodies) == ((), (), ())
    assert (library.assessments, library.released) == ((), ())
    assert library.body("ietf") is None


# FORMATS, "Where things are": commands also take what people write, Y.2770 or RFC 8484.
@pytest.mark.parametrize(
    ("words", "ref"),
    [
        *(("Y.2770", "itu-t/y.2770"), ("y.2770", "itu-t/y.2770"), ("Y2770", "itu-t/y.2770")),
        *(("ITU-T Y.2770", "itu-t/y.2770"), ("itu-t/y.2770", "itu-t/y.2770")),
        *(("ITU-T X.509", "itu-t/x.509"), ("ITU-T/X.509", "itu-t/x.509"), ("X.509", "itu-t/x.509")),
        *(("RFC 8484", "ietf/rfc8484"), ("rfc8484", "ietf/rfc8484"), ("RFC8484", "ietf/rfc8484")),
        *(("IETF RFC 8484", "ietf/rfc8484"), ("ietf/rfc8484", "ietf/rfc8484")),
        *(("  RFC-8484 ", "ietf/rfc8484"), ("x.509@2019-10", "itu-t/x.509@2019-10")),
        *(("ITU-T X.509@2019-10", "itu-t/x.509@2019-10"), ("X.509@", "itu-t/x.509")),
    ],
)
def test_a_standard_is_found_as_people_write_it(base: Path, words: str, ref: str) -> None:
    assert str(Library([base]).standard(words)) == ref


@pytest.mark.parametrize(
    "words", ["X.510", "8484", "509", "RFC", "itu-t", "", " ", "@2019", "é", "*", "?"]
)
def test_a_standard_that_is_not_known_names_those_that_are(base: Path, words: str) -> None:
    known = "ietf/rfc8484, itu-t/x.509, itu-t/y.2770"
    assert refused(Library([base]), words) == f"no standard called {words!r} (known: {known})"


@pytest.mark.parametrize(
    "words",
    [
        *(
            "../../etc/passwd",
            "/etc/passwd",
            "..",
            "itu-t/../../../etc/passwd",
            "itu-t/..",
            "..\\x",
        ),
        *("itu-t\\x.509", "C:\\x", "//x", "x.509/.."),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(base: Path, words: str) -> None:
    with pytest.raises(BadNameError, match=r"^no name of a standard: .* \(write "):
        Library([base]).standard(words)


@pytest.mark.parametrize("edition", ["../..", "2019/10", "..", "a b", "2019@10", "\x00", "é"])
def test_an_edition_that_is_no_name_is_refused(base: Path, edition: str) -> None:
    with pytest.raises(BadNameError, match=r"^no name of a standard: "):
        Library([base]).standard(f"X.509@{edition}")


def test_words_that_fit_several_standards_name_them(base: Path) -> None:
    put(base, "standards/iso/x.509.yaml")
    library = Library([base])
    assert "(known: iso/x.509, itu-t/x.509)" in refused(library, "X.509")
    assert str(library.standard("ISO X.509")) == "iso/x.509"


def test_the_exact_id_of_a_standard_always_finds_it(base: Path) -> None:
    # Without points and hyphens both ids would read "itutg7091".
    put(base, "standards/itu-t/g.709.1.yaml")
    put(base, "standards/itu-t/g.7091.yaml")
    library = Library([base])
    assert str(library.standard("itu-t/g.709.1")) == "itu-t/g.709.1"
    assert str(library.standard("itu-t/g.7091")) == "itu-t/g.7091"


def test_assessments_are_found_where_they_lie(own: Path, base: Path) -> None:
    for name in ("reports/itu-t/x.509/b", "reports/itu-t/x.509/a", "reports/acme/x.1/a"):
        (own / name).mkdir(parents=True)
        (own / name / "assessment.yaml").write_text("")
    (own / "reports/itu-t/assessment.yaml").write_text("")
    library = Library([own, base], own)
    assert library.assessment_names == (
        "reports/acme/x.1/a/assessment.yaml",
        "reports/itu-t/x.509/a/assessment.yaml",
        "reports/itu-t/x.509/b/assessment.yaml",
    )


def test_an_assessment_is_opened_by_its_file_or_its_folder(own: Path) -> None:
    file = own / "assessment.yaml"
    file.write_text("standard: itu-t/x.509\nchecklists: []\n")
    library = Library([own])
    assert library.assessment(own).document == library.assessment(file).document
    with pytest.raises(FileError, match=r"/nowhere: there is no such file$"):
        library.assessment(own / "nowhere")
    (own / "empty").mkdir()
    with pytest.raises(FileError, match=r"/empty/assessment\.yaml: there is no such file$"):
        library.assessment(own / "empty")


def test_rights_come_in_the_order_of_their_release_then_by_name(own: Path) -> None:
    for right in ("zeal", "art", "bread"):
        put(own, f"checklists/{right}/1.0.0.yaml")
    (own / "checklists/RELEASED").write_text(
        f"{'0' * 64}  zeal/1.0.0.yaml\n{'0' * 64}  gone/1.0.0.yaml\n"
    )
    assert Library([own]).rights == ("zeal", "art", "bread")
    assert Library([own]).released[0] == ("0" * 64, "zeal/1.0.0.yaml")


def test_a_question_is_found_in_the_newest_checklists(base: Path) -> None:
    assert (found := Library([base]).question("mov-01"))
    assert found[0].id == "MOV-01"
    assert Library([base]).question("MOV-02") is None
    assert Library([base]).question("../../x") is None


# What lies outside the workspace and the library is not read because a link leads there.
@pytest.mark.parametrize(
    "name",
    ["standards/itu-t/x.1.yaml", "standards/itu-t/sdo.yaml", "checklists/dignity/1.0.0.yaml"],
)
def test_a_link_out_of_the_workspace_is_not_followed(own: Path, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: 1\n")
    link = own / name
    link.parent.mkdir(parents=True)
    link.symlink_to(secret)
    library = Library([own])
    asked: dict[str, Callable[[], object]] = {
        "x.1.yaml": lambda: library.descriptor(StandardRef("itu-t", "x.1")),
        "sdo.yaml": lambda: library.body("itu-t"),
        "1.0.0.yaml": lambda: library.checklist(ChecklistRef("dignity")),
    }
    with pytest.raises(FileError, match=r"leads out of the workspace; it was not read$"):
        asked[link.name]()


def test_no_list_of_releases_is_taken_from_outside(own: Path, tmp_path: Path) -> None:
    outside = tmp_path / "RELEASED"
    outside.write_text(f"{'0' * 64}  dignity/1.0.0.yaml\n")
    (own / "checklists").mkdir()
    (own / "checklists" / "RELEASED").symlink_to(outside)
    found: tuple[tuple[str, str], ...] = ()
    with suppress(FileError):
        found = Library([own]).released
    assert found == ()


def test_a_folder_that_links_out_of_the_workspace_is_not_followed(
    own: Path, tmp_path: Path
) -> None:
    put(tmp_path, "outside/x.1.yaml")
    (own / "standards").mkdir()
    (own / "standards" / "itu-t").symlink_to(tmp_path / "outside")
    with pytest.raises(FileError, match="leads out of the workspace"):
        Library([own]).descriptor(StandardRef("itu-t", "x.1"))


def test_a_link_inside_the_workspace_is_followed(own: Path) -> None:
    file = put(own, "standards/itu-t/x.1.yaml")
    (own / "standards" / "itu-t" / "x.2.yaml").symlink_to(file)
    assert Library([own]).descriptor(StandardRef("itu-t", "x.2")).document.title.value == "Own"


def test_a_workspace_may_itself_be_a_link(own: Path, tmp_path: Path) -> None:
    put(own, "standards/itu-t/x.1.yaml")
    (tmp_path / "link").symlink_to(own)
    library = Library([tmp_path / "link"])
    assert library.descriptor(StandardRef("itu-t", "x.1")).document.title.value == "Own"


@pytest.mark.parametrize("name", ["..", "../../etc", ".", "a/b", "/etc"])
def test_a_body_cannot_be_named_by_a_path(own: Path, tmp_path: Path, name: str) -> None:
    put(tmp_path, "sdo.yaml")
    found = None
    with suppress(FileError):
        found = Library([own]).body(name)
    assert found is None


def test_files_are_shown_from_the_folder_people_stand_in(own: Path, base: Path) -> None:
    library = Library([own, base], own)
    assert library.shown(own / "standards" / "x.yaml") == "standards/x.yaml"
    assert library.shown(base / "x.yaml") == str(base / "x.yaml")
    assert Library([own]).shown(own / "x.yaml") == str(own / "x.yaml")


def test_a_broken_file_is_named_as_it_is_shown(own: Path) -> None:
    put(own, "standards/itu-t/x.1.yaml").write_text("title: x\n")
    with pytest.raises(ContentError) as caught:
        Library([own], own).descriptor(StandardRef("itu-t", "x.1"))
    assert str(caught.value).splitlines()[0] == (
        "standards/itu-t/x.1.yaml:1:1: HRIA002 designation is missing"
    )


def test_a_name_that_no_file_can_have_is_not_found(base: Path) -> None:
    with pytest.raises(NotFoundError, match=r"^no standard called "):
        Library([base]).descriptor(StandardRef("itu-t", "x" * 300))
    with pytest.raises(NotFoundError, match=r"^no checklist called "):
        Library([base]).checklist(ChecklistRef("movement", "1.0." + "9" * 300))


def test_a_hidden_file_is_no_content(own: Path) -> None:
    put(own, "standards/body/a.1.yaml")
    put(own, "standards/body/.a.2.typed.yaml")
    assert Library([own]).standards == (StandardRef("body", "a.1"),)
