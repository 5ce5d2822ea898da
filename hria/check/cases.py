"""Whether each case stands behind questions that there are, on a source that can bear its mark."""

from collections.abc import Iterator

from hria.check.subject import Checked
from hria.errors import Fault
from hria.model.cases import Cases

_UNREAD = frozenset({"secondary", "none"})


def unfounded(checked: Checked) -> Iterator[Fault]:
    """Yield a fault for each unknown question, and each mark that its source cannot bear."""
    for name, case in checked.record(Cases).cases.items():
        at = ("cases", name)
        for index, question in enumerate(case.questions):
            if checked.library.question(question) is None:
                words = f"{name}: no checklist has a question {question}"
                yield Fault("HRIA312", (*at, "questions", index), words)
        if case.mark == "verified" and case.kind in _UNREAD:
            words = f"a source of kind {case.kind} cannot make the case verified"
            yield Fault("HRIA402", (*at, "mark"), words)
        elif case.mark == "verified" and not case.at:
            words = "no place in the source is named (allowed: at: clause, section or page)"
            yield Fault("HRIA407", (*at, "mark"), words)
