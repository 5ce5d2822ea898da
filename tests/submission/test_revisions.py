import pytest

from hria.submission.base import Revision
from hria.submission.revisions import change
from tests.submission.papers import an_ask

Runs = list[tuple[Revision, str]]
AT = "[6.1: the words that stand there]"


@pytest.mark.parametrize(
    ("action", "text", "marked"),
    [
        # FORMATS: text is "the words to add, or what is to be deleted".
        ("ADD", "Servers MUST forget.", [("added", "Servers MUST forget.")]),
        ("MOD", "Servers MUST NOT add names.", [("added", "Servers MUST NOT add names.")]),
        ("SUP", "Servers MAY keep logs.", [("deleted", "Servers MAY keep logs.")]),
        # Words in quotation marks, by the verb before them.
        ("ADD", 'Add to 3: "New."', [("added", "New.")]),
        ("ADD", "Add « Neuf. » and “New.”", [("added", " Neuf. "), ("added", "New.")]),
        ("MOD", 'Replace "a" with "b".', [("deleted", "a"), ("added", "b")]),
        ("MOD", 'Change "shall" to "may".', [("deleted", "shall"), ("added", "may")]),
        ("MOD", 'Change 6.3 to read: "b".', [("added", "b")]),
        ("MOD", 'Replace the first sentence with "b".', [("added", "b")]),
        ("MOD", 'In 6.3: "b"; delete "c".', [("added", "b"), ("deleted", "c")]),
        ("SUP", 'The words relating to "logs".', [("deleted", "logs")]),
        ("SUP", 'Delete "a" and add "b".', [("deleted", "a"), ("added", "b")]),
        # After a colon.
        ("ADD", "In an update, add to Section 3: A server MUST.", [("added", "A server MUST.")]),
        ("MOD", "Replace the end of clause 8.2 by: All MUST.", [("added", "All MUST.")]),
        ("MOD", "Write: the key stays.", [("added", "the key stays.")]),
        # An order that names no words.
        ("ADD", "Add a table of purposes: item, purpose, recipient.", []),
        ("MOD", "Change the clause so that less is kept.", []),
        # What goes stands at the clause.
        ("SUP", "Delete clause 6.1.", [("deleted", AT)]),
        ("SUP", 'Delete it, and add "b".', [("deleted", AT), ("added", "b")]),
        ("NOC", 'Keep "all".', []),
    ],
)
def test_what_comes_and_what_goes(action: str, text: str, marked: Runs) -> None:
    made = change(an_ask(action=action, text=text))
    assert [run for run in made.runs if run[0] != "kept"] == marked
    assert made.words == text
    assert made.label == f"{action} 6.1"


@pytest.mark.parametrize("text", ['a "b', '""', "“ “", '"a" "b" "c', "Delete"])
@pytest.mark.parametrize("action", ["ADD", "MOD", "SUP", "NOC"])
def test_no_letter_is_lost(action: str, text: str) -> None:
    made = change(an_ask(action=action, text=text))
    assert "".join(words for _, words in made.runs).endswith(text)
