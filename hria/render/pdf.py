"""Page to tagged PDF, the same bytes for the same report; the only module that knows WeasyPrint.

The file conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3).
"""

import ctypes.util
import gc
import hashlib
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from functools import cache, partial
from html import escape
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from hria.brief.blocks import Brief, Enclosure
from hria.errors import RenderError
from hria.render.html import DENSITIES, content, page

_FONTS = Path(__file__).parent / "fonts"

_NEEDED = (
    *(f"NotoSans-{style}.ttf" for style in ("Bold", "Italic", "Regular")),
    *(f"NotoSansArabic-{style}.ttf" for style in ("Bold", "Regular")),
    "NotoSansMath-Regular.ttf",
    "NotoSansSC-Regular.otf",
)
"""The fonts that a report may be printed in; without one of them it would look like another."""

_NO_FONT = """\
PDF needs fonts that come with hria, and {names} of hria/render/fonts is missing or empty; md and \
html work without them. Install them anew with
  pip install --force-reinstall --no-deps hria"""

# Letters that Noto Sans is known to have; anything else is looked up in the fonts.
_PLAIN = re.compile("[\t\n\r -~\xa0-\u017f\u2010-\u2027]+")

# The title of a drawing is all that the library tells to those who do not see it.
_ALT = re.compile(r"(<title id=[^>]*>)([^<]*)(</title><desc [^>]*>)([^<]*)(</desc>)")
_TAGS = re.compile(r"<svg.*?</svg>|<[^>]*>", re.DOTALL)
_LIBRARY = re.compile(r"cannot load library '([^']+)'")

_HOLDS = (5960, 6450, 7850)
"""How many letters a page may hold at each density but the last; as seen in reports that ship."""

_FIGURE = 900
"""How many letters could stand where a figure stands."""

_NO_PART = "PDF needs the part hria[pdf] (pip install 'hria[pdf]'); md and html work without it"

_NO_PANGO = """\
PDF needs libraries of the system, and {name} is missing; md and html work without them. Install \
them with
  Debian, Ubuntu: sudo apt-get install --no-install-recommends \\
                    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  Fedora:         sudo dnf install pango harfbuzz
  macOS:          brew install pango
  Windows:        winget install -e --id MSYS2.MSYS2, then in its shell:
                    pacman -S mingw-w64-ucrt-x86_64-pango"""


def pdf(brief: Brief) -> bytes:
    """Return *brief* as PDF; raise RenderError where a part of the machinery is missing."""
    _require_fonts()
    drawn = _ALT.sub(r"\1\2. \4\3\4\5", content(brief))
    with _own_fonts(), _few_searches_for_garbage():
        weasyprint = _weasyprint()
        made = b""
        for density in _densities(drawn, brief.pages):
            whole = _printable(page(brief, drawn, density).decode())
            most = 0 if density == DENSITIES[-1] else brief.pages
            if made := _written(weasyprint, whole, brief.enclosed, most):
                break
        return made


def _densities(content: str, pages: int) -> tuple[str, ...]:
    """Return how closely *content* is to be printed on *pages* pages, what may fit first.

    Each attempt lays out the whole, so those are left out in which so much has not fitted yet.
    """
    letters = len(_TAGS.sub("", content)) + _FIGURE * content.count("<svg")
    too_loose = sum(letters > holds * pages for holds in _HOLDS) if pages else 0
    return DENSITIES[too_loose:]


def _written(
    weasyprint: ModuleType,
    page: str,
    enclosed: Callable[[], tuple[Enclosure, ...]] = tuple,
    most: int = 0,
) -> bytes:
    """Return *page* as PDF; nothing where it fills more than *most* pages, and *most* is not 0."""
    log = logging.getLogger("weasyprint")
    handler = _Refusing()
    log.addHandler(handler)
    try:
        source = weasyprint.HTML(string=page, url_fetcher=_fetcher(weasyprint))
        document = source.render(pdf_variant="pdf/a-3a", font_config=_font_list())
        if most and len(document.pages) > most:
            return b""
        files = enclosed()
        made: bytes = document.write_pdf(
            attachments=[_attachment(weasyprint, file) for file in files],
            finisher=partial(_finish, enclosed=files),
            pdf_identifier=_identifier(page, files),
            pdf_variant="pdf/a-3a",
        )
    except weasyprint.urls.FatalURLFetchingError as error:
        raise RenderError(f"PDF: {error}") from error
    finally:
        log.removeHandler(handler)
    return made


def _require_fonts() -> None:
    files = {name: _FONTS / name for name in _NEEDED}
    missing = [n for n, file in files.items() if not file.is_file() or not file.stat().st_size]
    if missing:
        raise RenderError(_NO_FONT.format(names=", ".join(missing)))


@cache
def _font_list() -> Any:  # noqa: ANN401 - the library has no types
    """Return the fonts that are seen, once a process: the library does not free such a list."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def _identifier(page: str, enclosed: tuple[Enclosure, ...]) -> bytes:
    whole = hashlib.sha256(page.encode())
    for file in enclosed:
        whole.update(hashlib.sha256(file.data).digest())
    return whole.digest()[:16]


def _attachment(weasyprint: ModuleType, file: Enclosure) -> Any:  # noqa: ANN401 - the library has no types
    day = datetime.fromisoformat(file.day).replace(tzinfo=UTC)
    return weasyprint.Attachment(
        string=file.data,
        name=file.name,
        description=file.description,
        created=day,
        modified=day,
        relationship=file.role.capitalize(),
    )


def _weasyprint() -> ModuleType:
    """Return the library, imported only here: it costs more than all other commands together."""
    find_library = ctypes.util.find_library
    if sys.platform == "linux":
        # Each library is first looked up under names of other systems, and every
        # miss starts a compiler; the true names follow, and need no look-up.
        ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        # Where a library is missing it also tells so on the standard output, which is for reports.
        with redirect_stdout(StringIO()):
            import weasyprint
            from weasyprint.text import ffi
    except ImportError as error:
        raise RenderError(_NO_PART) from error
    except OSError as error:
        named = _LIBRARY.search(str(error))
        raise RenderError(_NO_PANGO.format(name=named[1] if named else "one of them")) from error
    finally:
        ctypes.util.find_library = find_library
    if ffi.harfbuzz_subset is None:
        # It would do without, and make other bytes.
        raise RenderError(_NO_PANGO.format(name="libharfbuzz-subset"))
    return cast("ModuleType", weasyprint)


def _fetcher(weasyprint: ModuleType) -> Any:  # noqa: ANN401 - the library has no types
    """Return a fetcher that fetches nothing: a page that asks for anything is not made."""

    class Nothing(weasyprint.URLFetcher):  # type: ignore[misc,name-defined]
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401, ARG002
            message = f"the page asks for {url!r}; nothing is fetched"
            raise weasyprint.urls.FatalURLFetchingError(message)

    return Nothing(allowed_protocols=[])


class _Refusing(logging.Handler):
    """Turns a letter that no font has into an error: a box would hide what was written."""

    def emit(self, record: logging.LogRecord) -> None:
        if ".notdef" in record.getMessage():
            raise RenderError(f"PDF: {record.getMessage()}")


@contextmanager
def _own_fonts() -> Iterator[None]:
    """Let only the bundled fonts be seen, so that a report looks the same everywhere."""
    import tempfile

    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="hria-fonts-") as folder:
        config = Path(folder) / "fonts.conf"
        config.write_text(
            "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'>"
            f"<fontconfig><dir>{escape(str(_FONTS))}</dir>"
            # Fontconfig keeps its own list of these fonts, where a person's caches lie.
            '<cachedir prefix="xdg">fontconfig</cachedir>'
            f"<cachedir>{escape(folder)}</cachedir></fontconfig>",
            encoding="utf-8",
        )
        os.environ["FONTCONFIG_FILE"] = str(config)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def _few_searches_for_garbage() -> Iterator[None]:
    """Let objects pile up while a page is laid out: a sixth of the time went into garbage."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _printable(page: str) -> str:
    """Return *page* with each letter that no bundled font has written as its number."""
    rare = set(_PLAIN.sub("", page))
    missing = rare - _letters() if rare else rare
    for letter in missing:
        page = page.replace(letter, f"[U+{ord(letter):04X}]")
    return page


@cache
def _letters() -> frozenset[str]:
    from fontTools.ttLib import TTFont

    letters: set[str] = set()
    for path in sorted(_FONTS.glob("*.[ot]tf")):
        with TTFont(path, lazy=True) as font:
            letters |= set(map(chr, font.getBestCmap()))
    return frozenset(letters)


def _finish(
    _document: object,
    pdf: Any,  # noqa: ANN401 - the library has no types
    enclosed: tuple[Enclosure, ...],
) -> None:
    _name_kinds(pdf, enclosed)
    _name_links(pdf)
    _scope_headers(pdf)
    _declare_accessible(pdf)


def _name_kinds(pdf: Any, enclosed: tuple[Enclosure, ...]) -> None:  # noqa: ANN401
    """Give each enclosed file its own kind; the library asks lists that each machine has."""
    extras = [getattr(element, "extra", None) or {} for element in pdf.objects]
    streams = [extra for extra in extras if extra.get("Type") == "/EmbeddedFile"]
    for extra, file in zip(streams, enclosed, strict=True):
        extra["Subtype"] = "/" + file.media_type.replace("/", "#2f")
    if enclosed:
        # The library lists each of them twice.
        once = list(dict.fromkeys(pdf.catalog["AF"]))
        pdf.catalog["AF"] = type(pdf.catalog["AF"])(once)


def _name_links(pdf: Any) -> None:  # noqa: ANN401
    """Let a link be read aloud as what stands on the page, not as where it leads."""
    for element in pdf.objects:
        if isinstance(element, dict) and str(element.get("Subtype")) == "/Link":
            number = str(element["Dest"].string).removeprefix("source-")
            element["Contents"] = type(element["Dest"])(f"[{number}]")


def _scope_headers(pdf: Any) -> None:  # noqa: ANN401
    """Tell readers aloud that header cells head their columns (WeasyPrint issue 2508)."""
    for element in pdf.objects:
        if not isinstance(element, dict) or str(element.get("S")) not in {"/TH", "b'/TH'"}:
            continue
        attributes = element.get("A")
        if attributes is None:
            element["A"] = type(element)({"O": "/Table", "Scope": "/Column"})
        elif isinstance(attributes, dict):
            attributes.setdefault("O", "/Table")
            attributes["Scope"] = "/Column"


def _declare_accessible(pdf: Any) -> None:  # noqa: ANN401
    """Add the PDF/UA identifier to the one description that PDF/A allows."""
    metadata = pdf.catalog["Metadata"]
    claim = (_FONTS.parent / "pdfua.xmp").read_bytes()
    for element in pdf.objects:
        if getattr(element, "reference", None) == metadata:
            whole = element.stream[0]
            element.stream = [whole.replace(b"</rdf:RDF>", claim + b"</rdf:RDF>", 1)]
            # Readers of archives look for it without unpacking anything.
            element.compress = False
