"""Whether a translation says what its checklist asks, no more and no less."""

from collections.abc import Iterator

from hria.check.subject import Checked
from hria.content.documents import is_file, load
from hria.errors import Fault, HriaError
from hria.model.checklist import Checklist
from hria.model.translation import Translation


def untrue(checked: Checked) -> Iterator[Fault]:
    """Yield a fault for each id that the translated checklist lacks, or that is left out."""
    translation = checked.record(Translation)
    version = checked.source.path.stem.rpartition(".")[0]
    path = checked.source.path.with_name(f"{version}.yaml")
    if not is_file(path):
        words = f"{path.name}, which this translates, is not there"
        yield Fault("HRIA703", (), words)
        return
    try:
        checklist = load(checked.library.source(path), Checklist).document
    except HriaError:
        # What is wrong with the checklist is told of its own file.
        return
    known = {question.id for question in checklist.questions}
    for name in translation.questions:
        if name not in known:
            words = f"{name} is no question of {path.name}"
            yield Fault("HRIA701", ("questions", name), words, on_key=True)
    for question in checklist.active:
        if question.id not in translation.questions:
            words = f"{question.id} has no words in this translation"
            yield Fault("HRIA702", ("questions",), words, "warning")
