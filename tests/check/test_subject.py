from pathlib import Path

import pytest

from hria.check.subject import Checked
from hria.content.documents import Loaded, Source, load
from hria.content.library import Library
from hria.model.base import Document
from hria.model.checklist import Checklist
from hria.model.standard import Body
from tests.check.workspaces import CHECKLIST, RELEASED, Workspace


def checked(workspace: Workspace, name: str) -> Checked:
    source = Source(workspace.root / name, name, (workspace.root / name).read_bytes())
    loaded: Loaded[Document] | None = None
    if name.endswith(".yaml"):
        loaded = Loaded(load(source, Checklist).document, source)
    return Checked(Library([workspace.root]), source, loaded)


def test_a_check_is_given_the_record_of_its_kind(workspace: Workspace) -> None:
    assert checked(workspace, CHECKLIST).record(Checklist).title == "Movement"


def test_a_check_of_another_kind_is_a_bug(workspace: Workspace) -> None:
    with pytest.raises(TypeError, match=r"1\.0\.0\.yaml holds no Body"):
        checked(workspace, CHECKLIST).record(Body)
    with pytest.raises(TypeError, match="RELEASED holds no Checklist"):
        checked(workspace, RELEASED).record(Checklist)


def test_the_file_stands_in_its_folder(workspace: Workspace) -> None:
    assert checked(workspace, CHECKLIST).source.path == workspace.root / Path(CHECKLIST)
