from collections.abc import Sequence

import pytest

from hria.prompt.talk import Line, Talk


class Speaker:
    """Types lines to a talk that knows one command, *go*."""

    def __init__(self, *typed: str, written: str | None = None) -> None:
        self.typed = list(typed)
        self.prompts: list[str] = []
        self.said: list[str] = []
        self.kept: list[Sequence[Line]] = []
        self.commands: list[tuple[str, str]] = []
        self.aside: list[Line] = []
        self.edited: list[str] = []
        self.offered: list[Sequence[str]] = []
        self.written = written
        self.talk = Talk(
            read=self.read,
            show=self.said.append,
            keep=lambda lines: self.kept.append(tuple(lines)),
            command=self.command,
            offer=self.offered.append,
            edit=self.edit,
            aside=self.aside.append,
        )

    @property
    def settled(self) -> Sequence[Line]:
        """What is kept once the next prompt shows."""
        self.talk.settle()
        return self.kept[-1]

    def read(self, prompt: str) -> str:
        self.prompts.append(prompt)
        if not self.typed:
            raise EOFError
        return self.typed.pop(0)

    def command(self, word: str, rest: str) -> bool:
        self.commands.append((word, rest))
        return word in {"go", "?"}

    def edit(self, text: str) -> str | None:
        self.edited.append(text)
        return self.written


COLOURS = {"r": "red", "g": "green"}


# "Letters and whole words both work, each ended by Enter"
@pytest.mark.parametrize("typed", ["r", "R", "red", "RED", "  r  "])
def test_a_choice_is_made_by_its_letter_or_its_word(typed: str) -> None:
    assert Speaker(typed).talk.choice("Colour", COLOURS) == "red"


def test_words_of_a_choice_may_be_typed_apart() -> None:
    assert Speaker("Not applicable").talk.choice("Answer", {"a": "not-applicable"})


def test_what_is_no_choice_is_asked_again_with_what_is_allowed() -> None:
    speaker = Speaker("blue", "", "r")
    assert speaker.talk.choice("Colour", COLOURS) == "red"
    assert speaker.said == [
        "  'blue' is none of: r (red), g (green) (? for more)",
        "  Enter is none of: r (red), g (green) (? for more)",
    ]
    assert speaker.prompts == ["Colour: "] * 3
    assert speaker.settled == (("Colour", "r"),)


def test_enter_chooses_what_stands_in_brackets_and_that_is_kept() -> None:
    # What Enter stands for may be another thing when the line is filled in again.
    speaker = Speaker("")
    assert speaker.talk.choice("Colour", COLOURS, "g") == "green"
    assert speaker.prompts == ["Colour [g]: "]
    assert speaker.settled == (("Colour", "g"),)
    speaker.talk.begin([("Colour", "g")])
    assert speaker.talk.choice("Colour", COLOURS, "r") == "green"


def test_yes_or_no_takes_letters_words_and_enter() -> None:
    for typed, meant in (("y", True), ("yes", True), ("n", False), ("No", False), ("", False)):
        assert Speaker(typed).talk.yes("Sure") is meant
    assert Speaker("").talk.yes("Sure", default=True)


def test_a_prompt_offers_its_words_to_be_completed() -> None:
    speaker = Speaker("r", "words")
    speaker.talk.choice("Colour", COLOURS)
    speaker.talk.words("Why")
    assert speaker.offered == [["r", "g", "red", "green"], []]


# Words


def test_a_command_without_its_colon_is_kept_as_words_and_the_person_is_told() -> None:
    speaker = Speaker()
    speaker.talk.commands = ("back", "quit")
    for typed in ("q", "back", "quite so", "-"):
        speaker.typed = [typed]
        assert speaker.talk.words("Why") == typed
    assert speaker.said == [
        "  'q' is kept as words (:q is the command, :z takes it back)",
        "  'back' is kept as words (:back is the command, :z takes it back)",
    ]


def test_words_that_are_filled_in_again_are_not_told_again() -> None:
    speaker = Speaker()
    speaker.talk.commands = ("quit",)
    speaker.talk.begin([("Why", "q")])
    assert speaker.talk.words("Why") == "q"
    assert speaker.said == ["Why: q"]


def test_words_that_are_needed_are_asked_for_until_there_are_some() -> None:
    speaker = Speaker("", "   ", "words")
    assert speaker.talk.words("Why", needed=True) == "words"
    assert speaker.said == ["  this is needed: the rules of the method ask for it"] * 2


def test_enter_keeps_the_earlier_words_and_a_stroke_empties_them() -> None:
    assert Speaker("").talk.words("Why", earlier="As before.") == "As before."
    assert Speaker("-").talk.words("Why", earlier="As before.") == ""
    assert Speaker("New.").talk.words("Why", earlier="As before.") == "New."
    assert Speaker("-").talk.words("Why") == "-"
    assert Speaker("-", "New.").talk.words("Why", earlier="Old.", needed=True) == "New."


def test_enter_stands_for_what_is_offered_and_that_is_kept() -> None:
    speaker = Speaker("")
    assert speaker.talk.words("Source", " [text]", needed=True, default="text") == "text"
    assert speaker.settled == (("Source", "text"),)


def test_a_line_that_ends_in_a_backslash_goes_on_in_the_next() -> None:
    speaker = Speaker("There are \\", "  no letters \\", "here.")
    assert speaker.talk.words("Why") == "There are no letters here."
    assert speaker.prompts == ["Why: ", "  … ", "  … "]


def test_a_line_that_goes_on_is_not_lost_where_the_session_is_cut_off() -> None:
    # "Every line that is typed is handed to *keep* at once."
    speaker = Speaker("There are \\")
    with pytest.raises(EOFError):
        speaker.talk.words("Why")
    assert speaker.kept == [(("Why", "There are \\"),)]


def test_words_in_any_script_are_taken_as_they_are() -> None:
    for words in ("私信は開かれない", "لا تُفتح الرسائل", "e\u0301 🕊"):
        assert Speaker(words).talk.words("Why") == words


# "Long text opens $EDITOR or a multi-line field."


@pytest.mark.parametrize("command", [":edit", ":x"])
def test_edit_opens_the_editor_with_the_earlier_words(command: str) -> None:
    speaker = Speaker(command, written="First.\n\n  Second.  \n")
    assert speaker.talk.words("Why", earlier="Before.") == "First.\nSecond."
    assert speaker.edited == ["Before."]
    assert speaker.settled == (("Why", "First.\nSecond."),)


def test_without_an_editor_several_lines_are_typed_until_a_point() -> None:
    speaker = Speaker(":edit", "First.", "", " Second. ", ".")
    assert speaker.talk.words("Why") == "First.\nSecond."
    assert speaker.said == ["  Several lines; a line with a single point ends them."]


def test_each_of_several_lines_is_kept_at_once_and_goes_on_after_a_cut() -> None:
    speaker = Speaker(":edit", "First.", "Second.")
    with pytest.raises(EOFError):
        speaker.talk.words("Why")
    assert speaker.kept == [(("Why", "First.\\"),), (("Why", "First.\nSecond.\\"),)]
    again = Speaker("Third.")
    again.talk.begin(speaker.kept[-1])
    assert again.talk.words("Why") == "First.\nSecond. Third."


def test_edit_works_only_where_words_are_asked_for() -> None:
    speaker = Speaker(":edit", "r", written="red")
    assert speaker.talk.choice("Colour", COLOURS) == "red"
    assert speaker.said == ["  that works where words are asked for"]


# Commands


def test_a_command_needs_a_colon_among_words_and_none_at_a_choice() -> None:
    speaker = Speaker("go there", "go")
    assert speaker.talk.words("Why") == "go there"
    assert speaker.commands == []
    with pytest.raises(EOFError):
        speaker.talk.choice("Colour", COLOURS)
    assert speaker.commands == [("go", "")]
    words = Speaker(":go there", "?", "words")
    assert words.talk.words("Why") == "words"
    assert words.commands == [("go", "there"), ("?", "")]
    assert words.settled == (("Why", "words"),)


def test_an_answer_is_never_taken_for_a_command() -> None:
    speaker = Speaker("go")
    assert speaker.talk.choice("Way", {"go": "go"}) == "go"
    assert speaker.commands == []


def test_a_word_that_is_no_command_is_not_taken_for_an_answer() -> None:
    speaker = Speaker(":stpo", ":", "words")
    assert speaker.talk.words("Why") == "words"
    assert speaker.said == [
        "  no command ':stpo'; ? lists those there are",
        "  no command ':'; ? lists those there are",
    ]


# What is filled in


def test_lines_are_filled_in_where_they_were_asked_and_shown_so() -> None:
    speaker = Speaker("more")
    speaker.talk.begin([("Colour", "g"), ("Why", "words")])
    speaker.talk.say("not shown again")
    assert speaker.talk.choice("Colour", COLOURS) == "green"
    assert speaker.talk.words("Why") == "words"
    speaker.talk.say("shown")
    assert speaker.talk.words("Where") == "more"
    assert speaker.said == ["Colour: g", "Why: words", "shown"]
    assert speaker.settled == (("Colour", "g"), ("Why", "words"), ("Where", "more"))


def test_lines_are_filled_in_only_while_what_is_asked_is_what_was_asked() -> None:
    speaker = Speaker("mine", "too")
    speaker.talk.begin([("Colour", "g"), ("Gone", "old"), ("Why", "words")])
    speaker.talk.choice("Colour", COLOURS)
    assert speaker.talk.words("Why") == "mine"
    assert speaker.talk.words("Gone") == "too"
    assert speaker.settled == (("Colour", "g"), ("Why", "mine"), ("Gone", "too"))


def test_a_line_is_kept_before_the_next_prompt_shows() -> None:
    speaker = Speaker("r", "words")
    speaker.talk.choice("Colour", COLOURS)
    speaker.talk.read = lambda _prompt: str(speaker.kept)
    assert speaker.talk.words("Why") == "[(('Colour', 'r'),)]"


def test_a_line_that_fits_no_longer_is_asked_again() -> None:
    speaker = Speaker("r")
    speaker.talk.begin([("Colour", "blue")])
    assert speaker.talk.choice("Colour", COLOURS) == "red"
    assert speaker.settled == (("Colour", "r"),)


def test_what_came_aside_is_handed_on_where_it_came() -> None:
    speaker = Speaker("words")
    speaker.talk.begin([("Colour", "g"), ("note", "Hm."), ("confidential", "on")])
    speaker.talk.choice("Colour", COLOURS)
    assert speaker.aside == []
    speaker.talk.words("Why")
    assert speaker.aside == [("note", "Hm."), ("confidential", "on")]
    assert len(speaker.settled) == 4


def test_what_came_aside_stays_where_a_line_is_refused() -> None:
    speaker = Speaker("blue")
    speaker.talk.note(("note", "Hm."))
    with pytest.raises(EOFError):
        speaker.talk.choice("Colour", COLOURS)
    assert speaker.settled == (("note", "Hm."),)
