"""A form as the file of an assessment, with each question's words above its answer."""

import textwrap
from collections.abc import Iterable, Iterator

from hria.content.documents import Source
from hria.content.plain import NotPlainError, Plain, read
from hria.content.writing import dump_plain
from hria.errors import ContentError, Fault, Location, Problem
from hria.form.base import Form, Given, Guide, Record
from hria.form.filling import plain

_WIDTH = 100

_NAMES = ("standard", "edition", "standard-digest")
_LISTS = ("safeguards", "asks", "enabling", "escalations")

_HOW = (
    "Fill in the answers: yes, partly, no, not-applicable or unknown.",
    "An answer that stays empty is not given.",
    "Every value is text. Under an answer there may be what this example shows:",
)
_EXAMPLE = """\
  PRV-05:
    answer: "yes"
    rationale: In your words.
    evidence:
    - {clause: "6.3", quote: A few words., source: text, strength: E4}
    grades: {scale: "4", scope: "3", irremediability: "3", force: N4, nexus: direct}
    by: ab
unknown needs a reason: text-not-public, text-not-read, text-ambiguous, not-in-this-text,
depends-on-deployment or outside-competence.
Words that say [confidential] keep what the file has. Bring it in: hria import FILE.yaml"""


def write_yaml(form: Form) -> bytes:
    """Return *form* as YAML; an editor that reads the schema helps to fill it in."""
    return ("\n".join(_lines(form)) + "\n").encode()


def _lines(form: Form) -> Iterator[str]:
    if form.schema:
        yield f"# yaml-language-server: $schema={form.schema}"
    for line in (f"Form: {form.name}", *_HOW):
        yield from _comment(line)
    yield from (f"# {line}" for line in _EXAMPLE.splitlines())
    content = plain(form.assessment)
    named = {key: content[key] for key in _NAMES if key in content}
    pins = [{"ref": ref, "digest": digest} for ref, digest in form.digests]
    yield from _dumped({**named, "checklists": pins, "assessors": content.get("assessors", [])})
    yield ""
    for anchors in form.anchors:
        yield from _comment(f"The scales of {anchors.title}:")
        for scale, step, meaning in anchors.steps:
            yield from _comment(f"{scale} {step}: {meaning}")
    yield from _answers(form, content.get("answers", {}))
    yield ""
    yield from _dumped({key: content.get(key, []) for key in _LISTS})


def _answers(form: Form, answers: Record) -> Iterator[str]:
    yield "answers:" if form.guides else "answers: {}"
    for guide in form.guides:
        yield ""
        yield from _help(guide)
        answer = answers.get(guide.id, {"answer": "", "rationale": ""})
        yield from (f"  {line}" for line in _dumped({guide.id: answer}))
    for name, title, why in form.left_out:
        yield from _comment(f"Left out: {name} {title}: {why}", "  ")


def _help(guide: Guide) -> Iterator[str]:
    yield from _comment(f"{guide.id} {guide.title}{' (key question)' if guide.gate else ''}", "  ")
    yield from _comment(guide.ask, "  ")
    for label, words in guide.words:
        yield from _comment(f"{label}: {words}", "  ")


def _comment(words: str, indent: str = "") -> Iterator[str]:
    line = "".join(letter if letter.isprintable() else " " for letter in words)
    for part in textwrap.wrap(line, _WIDTH - len(indent)) or [""]:
        yield f"{indent}# {part}".rstrip()


def _dumped(value: Record) -> list[str]:
    # No other sign than the line feed ends a line of YAML as it is written here.
    return dump_plain(value).decode().removesuffix("\n").split("\n")


def read_yaml(source: Source) -> Given:
    """Return what was filled in; what was left empty is not there."""
    try:
        value = read(source.data)
    except NotPlainError as error:
        raise ContentError(
            Problem(Location(source.name, s.line, s.column), "HRIA001", s.message)
            for s in error.slips
        ) from None
    if not isinstance(value, dict):
        words = "the file is no assessment (allowed: keys and values)"
        raise ContentError([Problem(Location(source.name, 1, 1), "HRIA004", words)])
    content = {key: held for key, inner in value.items() if (held := _kept(inner))}

    def place(faults: Iterable[Fault]) -> tuple[Problem, ...]:
        return source.problems(faults)

    return Given(source.name, content, place)


def _kept(value: Plain) -> Plain:
    """Return *value* without what was left empty.

    An item of a list stays where it is, so that its line can be told.
    """
    if isinstance(value, dict):
        return {key: held for key, inner in value.items() if (held := _kept(inner))}
    if isinstance(value, list):
        kept = [_kept(item) for item in value]
        return kept if any(kept) else []
    return value if value.strip() else ""
