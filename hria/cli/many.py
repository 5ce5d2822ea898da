"""Every report of a workspace: what is wanted, what is unchanged, what comes of the others."""

import hashlib
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import typer

from hria.brief.blocks import Paper
from hria.check.kinds import Kind, files_in
from hria.cli.opening import library, open_assessment
from hria.cli.owned import is_ours
from hria.cli.printing import aside
from hria.cli.remembering import LAYOUT, cache_file, stamp
from hria.cli.reporting import reported
from hria.cli.spreading import spread
from hria.content.documents import is_folder, open_source
from hria.content.library import Library
from hria.content.remembered import Remembered, fingerprint
from hria.content.roots import workspace
from hria.content.writing import write
from hria.errors import FileError, HriaError

_USUAL = {"brief": ("md", "pdf"), "full": ("md",)}
"""The reports that lie beside an assessment, where nothing else is asked for."""

_WORTH = 40
"""From how many reports on further processes pay for their start, where none is a PDF."""

_LIBRARIES = ("weasyprint", "pydyf", "fonttools", "markdown-it-py", "python-docx", "openpyxl")
"""Whose other versions may make other bytes."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for of every assessment; no kind or no format: the usual ones."""

    kinds: tuple[str, ...]
    formats: tuple[str, ...]
    language: str
    paper: Paper
    confidential: bool
    force: bool
    """Whether files that hria did not make may be overwritten."""

    jobs: int
    """How many processes work at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One report, and the assessment that it is made of."""

    assessment: Path
    kind: str
    format: str
    language: str
    paper: Paper
    confidential: bool

    @property
    def file(self) -> Path:
        """Where the report lies: beside its assessment, named for its kind."""
        marks = ("-confidential" if self.confidential else "", f".{self.format}")
        language = "" if self.language == "en" else f".{self.language}"
        return self.assessment.parent / f"{self.kind}{marks[0]}{language}{marks[1]}"


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes of a report, and what there is to say about it."""

    data: bytes
    remarks: tuple[str, ...] = ()
    is_new: bool = True
    """Whether these bytes did not stand in the file before."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a report could not be made, and the exit status that this leads to."""

    words: str
    status: int


@dataclass
class Tally:
    """What has become of the reports so far."""

    made: int = 0
    unchanged: int = 0
    status: int = 0
    failed: int = 0
    told: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        """Return the one line that is printed at the end."""
        return f"{self.made} made, {self.unchanged} unchanged, {self.failed} failed"


def make_all(path: Path | None, options: Options) -> int:
    """Make every report below *path*, or of the workspace; return the exit status."""
    found = library(path if path is None or is_folder(path) else path.parent)
    wanted = list(_wanted(found, path, options))
    memory = _Memory(found)
    tally = Tally()
    try:
        _make(list(_changed(wanted, memory, tally)), options, memory, tally)
    finally:
        memory.save()
        aside(f"{tally}")
    return tally.status


def made(wanted: Wanted) -> Made | Failed:
    """Return the report, or why there is none; nothing is raised, whatever is in the files."""
    try:
        opened = open_assessment(wanted.assessment)
        data = reported(
            opened,
            wanted.kind,
            wanted.format,
            wanted.language,
            confidential=wanted.confidential,
            paper=wanted.paper,
        )
        return Made(data, opened.remarks)
    except HriaError as error:
        return _failed(wanted.file, error)
    except Exception as error:  # noqa: BLE001 - a fault of the program in one report stops no other
        # Its words may hold words of the assessment.
        return Failed(f"hria: {wanted.file}: a fault of hria itself ({type(error).__name__})", 2)


def _wanted(found: Library, path: Path | None, options: Options) -> Iterator[Wanted]:
    if path is None and workspace(Path.cwd()) is None:
        raise HriaError("there is no workspace here (hria init makes one)")
    kinds = options.kinds or tuple(_USUAL)
    files = files_in(found, (path,) if path else ())
    assessments = [Path(found.shown(file)) for file, kind in files if kind is Kind.ASSESSMENT]
    if not assessments:
        where = f"{path}" if path else "the workspace"
        raise FileError(f"{where}: no assessment (looked for reports/<body>/<id>/<name>/)")
    for file in assessments:
        for kind in kinds:
            for name in options.formats or _USUAL.get(kind, ("md",)):
                yield Wanted(
                    file, kind, name, options.language, options.paper, options.confidential
                )


def _changed(wanted: Iterable[Wanted], memory: "_Memory", tally: Tally) -> Iterator[Wanted]:
    """Yield what is to be made; count what is there and still right."""
    for each in wanted:
        if memory.is_right(each):
            tally.unchanged += 1
        else:
            yield each


def _make(wanted: list[Wanted], options: Options, memory: "_Memory", tally: Tally) -> None:
    with closing(_results(wanted, options.jobs)) as results, _shown(len(wanted)) as step:
        for each, result in results:
            outcome = result or Failed(f"hria: {each.file}: the process that made it died", 2)
            if isinstance(outcome, Made):
                outcome = _put(each, outcome, memory, force=options.force)
            written = isinstance(outcome, Made) and outcome.is_new
            step(f"{each.file}" if written else "", _counted(each, outcome, tally))


def _results(
    wanted: list[Wanted], jobs: int
) -> Generator[tuple[Wanted, Made | Failed | None], None, None]:
    is_light = len(wanted) < _WORTH and all(each.format != "pdf" for each in wanted)
    if is_light:
        yield from ((each, made(each)) for each in wanted)
    else:
        yield from spread(made, wanted, min(jobs, len(wanted)))


def _put(wanted: Wanted, result: Made, memory: "_Memory", *, force: bool) -> Made | Failed:
    """Write *result* where it belongs; what is the same there already is not written again."""
    file = wanted.file
    try:
        there = _there(file)
        if there != result.data:
            if there is not None and not (force or is_ours(there, result.data, wanted.format)):
                raise FileError(f"{file}: is no report of hria and stays (--force overwrites it)")
            # Who may not read the assessment may not read a new report of it either.
            write(file, result.data, like=wanted.assessment if there is None else None)
    except HriaError as error:
        return _failed(file, error)
    memory.note(wanted, result.data)
    return replace(result, is_new=there != result.data)


def _there(file: Path) -> bytes | None:
    # What is there but cannot be read is no report: it is told when it is to be written.
    return open_source(file).data if file.is_file() else None


def _failed(file: Path, error: HriaError) -> Failed:
    words = str(error)
    if error.status == 1:
        return Failed(words, 1)
    place = "" if words.startswith(f"{file}:") else f"{file}: "
    return Failed(f"hria: {place}{words}", error.status)


def _counted(wanted: Wanted, outcome: Made | Failed, tally: Tally) -> list[str]:
    """Count *outcome*, and return what is to be told of it and was not told before."""
    if isinstance(outcome, Made):
        tally.made += outcome.is_new
        tally.unchanged += not outcome.is_new
        lines = [f"hria: {wanted.assessment}: {remark}" for remark in outcome.remarks]
    else:
        tally.failed += 1
        tally.status = max(tally.status, outcome.status)
        lines = [outcome.words]
    fresh = [line for line in lines if line not in tally.told]
    tally.told.update(fresh)
    return fresh


@contextmanager
def _shown(many: int) -> Iterator[Callable[[str, list[str]], None]]:
    """Yield what shows how far the work is: at a terminal a bar, which lines would tear."""

    def line(file: str, told: list[str]) -> None:
        for words in (*told, *filter(None, (file,))):
            aside(words)

    if not sys.stderr.isatty() or not many:
        yield line
        return
    later: list[str] = []
    try:
        with typer.progressbar(length=many, label="reports", file=sys.stderr) as bar:

            def grow(_file: str, told: list[str]) -> None:
                later.extend(told)
                bar.update(1)

            yield grow
    finally:
        for words in later:
            aside(words)


class _Memory(Remembered):
    """Which reports were made of what, by which program."""

    def __init__(self, found: Library) -> None:
        super().__init__(cache_file("reported"))
        self._library = found
        self._digests: dict[Path, str] = {}

    def is_right(self, wanted: Wanted) -> bool:
        """Return whether the report is there, and is what would be made now."""
        try:
            return self._key(wanted, _there(wanted.file) or b"") in self
        except HriaError:
            return False

    def note(self, wanted: Wanted, data: bytes) -> None:
        """Remember that the report would be *data*."""
        with suppress(HriaError):
            self.add([self._key(wanted, data)])

    def _key(self, wanted: Wanted, data: bytes) -> str:
        # As it was before the report was begun: what changes meanwhile makes it anew.
        if wanted.assessment not in self._digests:
            self._digests[wanted.assessment] = self._library.source(wanted.assessment).digest
        marks = (
            wanted.kind,
            wanted.format,
            wanted.language,
            wanted.paper,
            str(wanted.confidential),
        )
        parts = [self._rest, self._digests[wanted.assessment], *marks]
        return hashlib.sha256("\0".join(parts).encode() + b"\0" + data).hexdigest()

    @cached_property
    def _rest(self) -> str:
        """What all reports rest on: the program, its libraries, checklists and descriptors."""
        content = (
            fingerprint(self._library, f"{part}/**/*") for part in ("checklists", "standards")
        )
        return "\0".join([stamp(LAYOUT), *map(_version, _LIBRARIES), *content])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
