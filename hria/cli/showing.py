"""Checklists, questions, bodies and assessments as lines for a terminal."""

from collections.abc import Iterator, Mapping

from hria.assess import shown as hidden
from hria.assess.plan import condition
from hria.assess.state import states, told
from hria.cli.laying import wrapped
from hria.cli.opening import Opened
from hria.errors import BadNameError
from hria.model.bibliography import Bibliography
from hria.model.cases import Case, Cases
from hria.model.checklist import Checklist, Question, Source
from hria.model.deadlines import is_day
from hria.model.deadlines import told as told_deadlines
from hria.model.facts import Fact, SourceEntry
from hria.model.standard import Body


def assessment(opened: Opened) -> Iterator[str]:
    """Yield how each question of an assessment stands; what is confidential is hidden first."""
    visible = hidden.shown(opened.assessment)
    for line in told(states(visible, opened.parts, opened.features)):
        # A reason that is too long for one line goes on under its question.
        indent = line[: len(line) - len(line.lstrip())]
        yield from wrapped(line.lstrip(), f"{indent}    ", indent) if indent else (line,)


def checklist(shown: Checklist) -> Iterator[str]:
    """Yield a checklist: its title and its questions."""
    yield f"{shown.title} ({len(shown.active)} questions)"
    yield f"Protected by: {', '.join(shown.instruments) or 'not named'}"
    for each in shown.questions:
        yield ""
        gate = " (key question)" if each.gate else ""
        retired = " (retired)" if each.state == "retired" else ""
        yield from wrapped(f"{each.title}{gate}{retired}. {each.ask}", "  ", f"{each.id}  ")


def question(
    shown: Question,
    inside: Checklist,
    known: Bibliography | None = None,
    cases: Cases | None = None,
) -> Iterator[str]:
    """Yield a question with everything that helps to answer it, and what its sources say."""
    technical = tuple(s for s in shown.sources if s not in shown.law)
    yield f"{shown.id}  {shown.title}"
    for label, words in (
        ("Question", shown.ask),
        ("Asked", asked(shown)),
        ("Why", shown.why),
        ("Help", shown.help),
        *((word, meaning) for word, meaning in shown.answers.items()),
        *((f"Ruling {r.id}", r.text) for r in inside.rulings_on(shown)),
        ("Worrying answer", f"{shown.worrying} (partly always is)"),
        ("Highest severity", str(shown.max_severity)),
    ):
        yield from _labelled(label, words)
    for label, sources in (("Law", shown.law), ("Technical", technical)):
        yield from _labelled(label, "; ".join(source.marked for source in sources))
        if known:
            yield from _passages(sources, known)
    for case in cases.behind(shown.id) if cases else ():
        yield from _labelled("Case", f"{case.told} [{case.sourced}]")
    yield from _labelled("Ask for", shown.ask_for)
    yield from anchors(shown, inside)


def case(name: str, shown: Case) -> Iterator[str]:
    """Yield a case: what happened, on which source, and behind which questions."""
    yield f"{name}: {shown.title}"
    for label, words in (
        ("Where and when", f"{shown.where}, {shown.when}"),
        ("What happened", shown.happened),
        ("How sure", shown.sourced),
        ("Address", shown.address or "not known"),
        ("Behind", ", ".join(shown.questions)),
    ):
        yield from _labelled(label, words)


def _labelled(label: str, words: str) -> Iterator[str]:
    if words:
        yield ""
        yield from wrapped(words, "  ", f"{label}: ")


def _passages(sources: tuple[Source, ...], known: Bibliography) -> Iterator[str]:
    # Two sources of a question may cite the same part.
    said = dict.fromkeys(told for s in sources for told in known.passages(s.name, s.at))
    for cited, passage in said:
        yield from wrapped(passage.marked, "    ", f"  {cited}: ")


def asked(shown: Question) -> str:
    """Return of which standards, and after which answers, a question is asked."""
    named = " or ".join(shown.features or ())
    standards = f"of a standard with {named}" if named else "of every standard"
    answers = " and ".join(condition(shown, name) for name in shown.asked_if)
    return f"{standards}, where {answers}" if answers else standards


def anchors(shown: Question, inside: Checklist) -> Iterator[str]:
    """Yield the scales with what each step means, and the suggested grades."""
    if inside.scales is None:
        return
    suggested = shown.grades.model_dump(exclude_none=True) if shown.grades else {}
    for scale in ("scale", "scope", "irremediability", "force", "likelihood", "nexus"):
        steps: dict[str, str] = getattr(inside.scales, scale)
        if not steps:
            continue
        yield ""
        hint = f" (suggested: {suggested[scale]})" if scale in suggested else ""
        yield f"{scale}{hint}"
        for step, meaning in steps.items():
            yield from wrapped(meaning, "     ", f"  {step}  ")


def _fact(label: str, fact: Fact, sources: dict[str, SourceEntry]) -> Iterator[str]:
    entry = sources.get(fact.source)
    source = entry.title if entry else fact.source
    place = f", {fact.at}" if fact.at else ""
    yield from wrapped(f"{fact.value} [{fact.mark}: {source}{place}]", "  ", f"{label}: ")


def body(shown: Body, days: Mapping[str, str]) -> Iterator[str]:
    """Yield a standards body: its process, what it accepts by when, and how a comment reaches it.

    *days* gives the days that are known, by what happens on them.
    """
    yield f"{shown.short}: {shown.name.value}"
    if shown.about:
        yield from wrapped(shown.about.value, "  ", "  ")
    for stage in shown.stages:
        yield ""
        yield stage.name
        for label, words in (
            ("what happens", stage.happens),
            ("who can act", stage.who),
            ("in what form", stage.document),
            ("by when", stage.deadline),
            ("note", stage.note),
        ):
            if words:
                yield from wrapped(words, "    ", f"  {label}: ")
        entry = shown.sources.get(stage.source)
        yield from wrapped(f"{entry.title if entry else stage.source}", "    ", f"  {stage.mark}: ")
    yield from _documents(shown, days)
    for fact in shown.comment:
        yield ""
        yield from _fact("how to comment", fact, shown.sources)


def _documents(shown: Body, days: Mapping[str, str]) -> Iterator[str]:
    stages = {stage.id: stage.name for stage in shown.stages}
    for each in shown.documents:
        yield ""
        yield f"document {each.id}: {each.name}"
        for label, words in (
            ("at", "; ".join(stages.get(name, name) for name in each.stages)),
            ("who may send it", each.who),
            *(("deadline", line) for line in told_deadlines(each, shown.sources, days)),
            ("note", each.note),
            ("hria", f"hria submit ASSESSMENT --as {each.id}" if each.form else "makes none"),
        ):
            if words:
                yield from wrapped(words, "    ", f"  {label}: ")
        entry = shown.sources.get(each.source)
        yield from wrapped(f"{entry.title if entry else each.source}", "    ", f"  {each.mark}: ")


def days(given: Mapping[str, str]) -> dict[str, str]:
    """Return the days that were named; raise BadNameError for what is none."""
    for name, day in given.items():
        if day and not is_day(day):
            raise BadNameError(f"--{name} {day!r} is no day (allowed: 2026-11-21)")
    return {name: day for name, day in given.items() if day}
