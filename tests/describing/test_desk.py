import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hria.check import problems
from hria.content.documents import load, open_source
from hria.content.library import Library
from hria.content.roots import shipped
from hria.describing import described
from hria.errors import BadNameError, FileError, HriaError
from hria.model.standard import Descriptor
from tests.brief.example import WORKSPACE

PAGE = ["ACME T.2, edition of 2026", "primary", "https://example.org/t.2", "clauses 1 to 4"]
"""What is typed for a source that is new."""

SAME = ["", ""]
"""Enter for the same source and the same mark."""

BEGUN = ["acme", "ACME T.2", "", *PAGE, "v", "cover", "Locks", "", "s"]
"""Body, designation, id, source, mark, place, title with its source and mark."""

REST = ["", "", "2", ""]
"""No edition, nobody knows who may read it, nobody has looked, and it is written."""


@dataclass
class Typist:
    """Types lines into one workspace."""

    root: Path
    prompts: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __call__(self, *lines: str, name: str = "", output: Path | None = None) -> Path | None:
        left = list(lines)

        def read(prompt: str) -> str:
            self.prompts.append(prompt)
            if not left:
                raise EOFError
            return left.pop(0)

        library = Library([self.root, shipped()], self.root)
        made = described(name, library, read, self.said.append, root=self.root, output=output)
        assert left == []
        return made

    @property
    def all_said(self) -> str:
        return "\n".join(self.said)

    @property
    def kept(self) -> Path:
        return self.root / "standards" / "acme" / ".t.2.typed.yaml"

    @property
    def target(self) -> Path:
        return self.root / "standards" / "acme" / "t.2.yaml"

    def written(self) -> Descriptor:
        return load(open_source(self.target), Descriptor).document


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    return Typist(Path(shutil.copytree(WORKSPACE, tmp_path / "workspace")))


def plain(record: Descriptor) -> dict[str, object]:
    return record.model_dump(mode="json", by_alias=True, exclude_unset=True)


def test_what_is_typed_is_the_descriptor_and_has_no_fault(typist: Typist) -> None:
    edition = ["2026-03", "2026-03-01", *SAME, "in-force", *SAME, "The first.", ""]
    log = ["writes down who opens", "text", "5.1", "N4", "landlord", "tenants", "no", *SAME]
    assert typist(*BEGUN, *edition, "1", *SAME, "1", "log", "1", *log, "", "") == typist.target
    assert plain(typist.written()) == {
        "designation": {"value": "ACME T.2", "source": KEY, "mark": "verified", "at": "cover"},
        "title": {"value": "Locks", "source": KEY, "mark": "secondary"},
        "editions": [
            {
                "id": "2026-03",
                "date": {"value": "2026-03-01", "source": KEY, "mark": "secondary"},
                "status": {"value": "in-force", "source": KEY, "mark": "secondary"},
                "note": "The first.",
            }
        ],
        "text-access": {"value": "public and free", "source": KEY, "mark": "secondary"},
        "capabilities": [
            {
                "capability": "log",
                "value": "writes down who opens",
                "basis": "text",
                "clause": "5.1",
                "force": "N4",
                "used-by": "landlord",
                "against": "tenants",
                "visible": "no",
                "source": KEY,
                "mark": "secondary",
            }
        ],
        "sources": {
            KEY: dict(zip(("title", "kind", "address", "read"), PAGE, strict=True)),
        },
    }
    library = Library([typist.root, shipped()], typist.root)
    assert problems(library, (typist.target,)) == ()
    assert not typist.kept.exists()
    assert "Next: hria show acme/t.2" in typist.said
    assert "      hria assess acme/t.2" in typist.said


KEY = "acme-t-2-edition"


def test_enter_leaves_out_what_is_optional(typist: Typist) -> None:
    typist(*BEGUN, *REST)
    assert typist.written().model_fields_set == {"designation", "title", "sources"}
    assert typist.written().features is None


def test_that_there_is_nothing_is_claimed_only_in_so_many_words(typist: Typist) -> None:
    typist(*BEGUN, "", "", "3", "none", "")
    assert typist.written().features == frozenset()


def test_a_claim_that_is_not_confirmed_is_not_made(typist: Typist) -> None:
    typist(*BEGUN, "", "", "3", "", "")
    assert typist.written().features is None


def test_a_list_in_which_nothing_was_named_is_left_out(typist: Typist) -> None:
    typist(*BEGUN, "", "", "1", "marmalade", "log", "", "", "")
    assert typist.written().features is None
    assert "the list is left out" in typist.all_said


def test_a_report_cannot_make_a_fact_verified(typist: Typist) -> None:
    report = ["A newspaper", "5", "", "", "v", "s"]
    typist("acme", "ACME T.2", "", *report, "Locks", *SAME, *REST)
    assert "'v' is none of: s, r, i, u" in typist.all_said
    assert typist.written().designation.mark == "secondary"


def test_a_mark_is_not_offered_again_where_the_new_source_cannot_give_it(typist: Typist) -> None:
    memory = ["from memory", "none", "", ""]
    typist(*BEGUN[:-2], *memory, "", "r", *REST)
    assert typist.written().title.mark == "recalled"


def test_a_draft_is_never_the_source_of_what_the_text_specifies(typist: Typist) -> None:
    draft = ["A draft of T.2", "draft", "", "", "v", "cover"]
    log = ["writes", "text", "", "", "", "", "", "", "T.2 itself", "draft", "primary", "", "", ""]
    typist(
        *("acme", "ACME T.2", "", *draft, "Locks", "", "", "", "", "", "1", "log", "1"),
        *(*log, "5.1", "", ""),
    )
    assert "is a draft, and not the text" in typist.all_said
    assert "'draft' is none of: primary, copy, leaked" not in typist.all_said
    capabilities = typist.written().capabilities
    assert capabilities is not None
    assert capabilities[0].source == "t-2-itself"


def test_two_sources_never_share_a_key(typist: Typist) -> None:
    typist("acme", "T.2", "", "書", "1", "", "", "r", "Locks", "本", "1", "", "", "", *REST)
    assert list(typist.written().sources) == ["source", "source-2"]


def test_a_new_body_is_taken_with_a_warning(typist: Typist) -> None:
    path = typist("Locksmiths", "L 1", "", *BEGUN[3:], *REST)
    assert path == typist.root / "standards" / "locksmiths" / "l-1.yaml"
    assert "There is no standards/locksmiths/sdo.yaml" in typist.all_said


def test_a_designation_with_its_date_gives_the_id_and_the_edition(typist: Typist) -> None:
    path = typist("itu-t", "Y.99999 (03/2026)", "", *BEGUN[3:], "", "", "", "", "", "", "", "")
    assert path == typist.root / "standards" / "itu-t" / "y.99999.yaml"
    made = load(open_source(path), Descriptor).document
    assert made.designation.value == "ITU-T Y.99999"
    assert [edition.id for edition in made.editions] == ["2026-03"]


def test_an_id_that_is_given_is_not_asked_for(typist: Typist) -> None:
    assert typist(*BEGUN[1:2], *BEGUN[3:], *REST, name="acme/t.2") == typist.target
    assert "Designation: " in typist.prompts
    assert not any(prompt.startswith(("Body", "Id")) for prompt in typist.prompts)


def test_words_that_are_given_are_the_designation_and_may_name_the_body(typist: Typist) -> None:
    path = typist("", "", "", *BEGUN[3:], *REST, name="rfc 99999")
    assert path == typist.root / "standards" / "ietf" / "rfc99999.yaml"


def test_a_standard_that_is_described_is_not_overwritten(typist: Typist) -> None:
    before = (typist.root / "standards/acme/t.1.yaml").read_bytes()
    typist("acme", "ACME T.1", "", "t.2", *BEGUN[3:], *REST)
    assert "acme/t.1 is described already" in typist.all_said
    assert (typist.root / "standards/acme/t.1.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["acme/t.1", "itu-t/y.2770"])
def test_an_id_that_is_described_is_refused_before_anything_is_asked(
    typist: Typist, name: str
) -> None:
    with pytest.raises(HriaError, match="described already"):
        typist(name=name)
    assert typist.prompts == []


def test_a_file_that_came_meanwhile_is_not_overwritten(typist: Typist) -> None:
    def appears(line: str) -> None:
        if "Write " in line:
            typist.target.write_text("theirs")

    class Watching(list[str]):
        def append(self, line: str) -> None:
            appears(line)
            super().append(line)

    typist.prompts = Watching()
    with pytest.raises(FileError, match="exists already"):
        typist(*BEGUN, *REST)
    assert typist.target.read_text() == "theirs"
    assert typist.kept.exists()


def test_a_link_out_of_the_workspace_is_not_followed(typist: Typist, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (typist.root / "standards" / "out").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileError, match="leads out of the workspace"):
        typist(name="out/x.1")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_output_that_is_no_place_of_a_descriptor_is_refused(typist: Typist) -> None:
    with pytest.raises(BadNameError, match="no place of a descriptor"):
        typist(output=typist.root / "Notes.txt")


def test_whoever_quits_leaves_no_descriptor_and_goes_on_next_time(typist: Typist) -> None:
    assert typist(*BEGUN[:8], ":quit") is None
    assert not typist.target.exists()
    assert typist.said[-2] == "No descriptor was written."
    assert "standards/acme/.t.2.typed.yaml" in typist.said[-1]
    typist.prompts.clear()
    assert typist(*BEGUN[:3], *BEGUN[8:], *REST) == typist.target
    assert typist.written().designation.at == "cover"
    assert typist.prompts[3] == "Where in the source, such as title page or 6.3: "
    assert not typist.kept.exists()


def test_a_sitting_goes_on_where_the_id_is_given_the_second_time(typist: Typist) -> None:
    assert typist(*BEGUN[:8]) is None
    assert typist(*BEGUN[8:], *REST, name="acme/t.2") == typist.target
    assert typist.written().designation.value == "ACME T.2"


def test_nothing_is_kept_for_another_id_after_going_back(typist: Typist) -> None:
    back = [":back"] * 6
    path = typist(*BEGUN[:7], *back, "ACME T.3", "", *BEGUN[3:], *REST)
    assert path == typist.target.with_name("t.3.yaml")
    assert not typist.kept.exists()


def test_what_was_typed_is_no_content(typist: Typist) -> None:
    before = problems(Library([typist.root], typist.root))
    typist(*BEGUN[:8])
    assert typist.kept.is_file()
    library = Library([typist.root], typist.root)
    assert [str(ref) for ref in library.standards] == ["acme/t.1"]
    assert problems(library) == before


def test_a_schema_that_is_there_is_pointed_to(typist: Typist) -> None:
    schema = typist.root / "docs" / "schema" / "standard.json"
    schema.parent.mkdir(parents=True)
    schema.write_text("{}")
    typist(*BEGUN, *REST)
    first = typist.target.read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../docs/schema/standard.json"
