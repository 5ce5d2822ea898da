"""Designations as bodies write them, and the id and the edition that follow from them."""

import re
from collections.abc import Callable
from typing import NamedTuple

from hria.errors import BadNameError
from hria.model.refs import StandardRef


class Named(NamedTuple):
    """What a designation such as ``ITU-T Y.2770 (11/2012)`` names."""

    ref: StandardRef
    """The standard, without its edition."""

    designation: str
    """The designation without the edition."""

    edition: str = ""
    """The edition, such as ``2012-11``; empty where none is named."""

    note: str = ""
    """What else the designation says, such as a version."""

    amends: "Named | None" = None
    """The text that this one changes, with the edition, as far as it is told."""

    line: str = ""
    """What two editions share where one replaces the other, such as a release of 3GPP."""


_LONGEST = 200
"""Nothing that a body calls a text is as long."""


def slug(text: str) -> str:
    """Return *text* as an id: lower-case letters and digits, joined by dots and hyphens."""
    joined = re.sub(r"[^a-z0-9.]+", "-", text.lower())
    # A dot that joins nothing, as in "Amd. 1", is no part of a number.
    return re.sub(r"(?<![a-z0-9])\.+|\.+(?![a-z0-9])", "", joined).strip("-.")


def named(text: str, body: str = "") -> Named | None:
    """Return what *text* names, or None where its form is not known.

    With *body*, only what that body made counts, and its name may be left out.
    """
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        return None
    for written in (words, f"{body.upper()} {words}") if body else (words,):
        for form, read in _FORMS:
            found = form.fullmatch(written)
            try:
                made = read(found) if found else None
            except BadNameError:
                continue
            if made:
                return made if body in {"", made.ref.body} else None
    return None


def called(name: str) -> str:
    """Return how people call the standard *name*, such as RFC 8484 for ``ietf/rfc8484``.

    Where no form of a designation leads back to it, it is called by its id.
    """
    body, _, id_ = name.partition("/")
    if not any(letter.isdigit() for letter in id_):
        return name
    words = re.sub(r"^([a-z]+)(?=\d)", r"\1 ", id_)
    words = re.sub(r"^[a-z]+", lambda found: found[0].upper(), words)
    for form in (words, f"{body.upper()} {words}"):
        found = named(form)
        if found and (found.ref.body, found.ref.id) == (body, id_):
            return found.designation
    return name


def spelled(ref: StandardRef, designation: str) -> str:
    """Return *designation* with the edition of *ref*, as the body writes it.

    What is returned is read back as *ref* by ``named``; where no form does that, it is
    the designation alone.
    """
    edition = ref.edition
    year, _, month = edition.partition("-")
    release = re.sub(r"^(.+)-(\d+)-(\d+)-(\d+)$", r":\1/\2.\3.\4", edition)
    forms = (
        f" ({month}/{year})",
        release,
        f" V{edition.removeprefix('v').replace('-', '.')}",
        f"-{edition}",
        f"-{edition.replace('-', '')}",
        f":{edition}",
        f" ({edition})",
    )
    if edition:
        for form in forms:
            found = named(f"{designation}{form}")
            if found and found.ref._replace(edition=found.edition) == ref:
                return f"{designation}{form}"
    return designation


def _standard(body: str, words: str) -> StandardRef:
    return StandardRef.parse(f"{body}/{slug(words)}")


_ITU = re.compile(
    r"ITU-(?P<sector>[TRD]) (?P<number>[A-Z][^()]*?)(?: v\.?(?P<v>[0-9]+))?"
    r"(?: \(V(?P<V>[0-9]+)\))?"
    r"(?: \((?P<year>[0-9]{4})\) (?P<part>[A-Za-z][^()]*))?"
    r"(?: \((?P<month>0[1-9]|1[0-2])/(?P<of>[0-9]{4})\))?",
    re.IGNORECASE,
)


def _itu(found: re.Match[str]) -> Named:
    body = f"itu-{found['sector'].lower()}"
    number, part = found["number"], found["part"]
    # Of two numbers the first is the one in the body's own addresses: G.7041/Y.1303.
    first = re.sub(r"^([A-Z]\.[0-9.]+)/[A-Z]\.[0-9.]+", r"\1", number)
    prefix = f"ITU-{found['sector'].upper()}"
    edition = f"{found['of']}-{found['month']}" if found["of"] else ""
    version = found["v"] or found["V"]
    note = f"Version {version}." if version else ""
    whole = Named(_standard(body, first), f"{prefix} {number}", edition, note)
    if not part:
        return whole
    words = f"{prefix} {number} ({found['year']}) {part}"
    amended = whole._replace(edition=found["year"], note="")
    return Named(_standard(body, f"{first} {found['year']} {part}"), words, edition, note, amended)


_IETF = re.compile(
    r"(?:IETF )?(?P<series>RFC|BCP|STD|FYI)[ -]?0*(?P<number>[1-9][0-9]*)", re.IGNORECASE
)


def _ietf(found: re.Match[str]) -> Named:
    series = found["series"].upper()
    number = found["number"]
    return Named(_standard("ietf", f"{series}{number}"), f"{series} {number}")


_INTERNET_DRAFT = re.compile(
    r"(?:(?:IETF|I-D\.?|Internet-Draft) )?(?P<name>draft-[a-z0-9]+(?:-[a-z0-9]+)*?)"
    r"(?:-(?P<number>[0-9]{2}))?"
)


def _internet_draft(found: re.Match[str]) -> Named:
    ref = _standard("ietf", found["name"])
    return Named(ref, found["name"], found["number"] or "")


_W3C = re.compile(
    r"W3C (?:(?P<stage>REC|PER|PR|CRD|CR|WD|FPWD|NOTE|DNOTE|RET|STMT|DRY|CRY)-)?"
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*?)(?:-(?P<day>[0-9]{8}))?"
)


def _w3c(found: re.Match[str]) -> Named:
    day = found["day"] or ""
    edition = f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else ""
    stage = f"Stage {found['stage']}." if found["stage"] else ""
    return Named(_standard("w3c", found["name"]), f"W3C {found['name']}", edition, stage)


_ISO = re.compile(
    r"(?P<body>ISO|IEC)(?P<with>(?:/(?:IEC|IEEE|CIE|SAE|ASTM|HL7))*)"
    r"(?:[/ ](?P<kind>TS|TR|PAS|IWA|GUIDE))?(?:[/ ](?P<stage>AWI|WD|CD|DIS|FDIS|PRF|DTS|DTR))?"
    r" (?P<number>[0-9]+(?:-[0-9]+)*)(?::(?P<year>[0-9]{4})(?:-[0-9]{2})?)?(?:\([A-Z]\))?"
    r"(?:/(?P<part>AMD|COR|DAM|FDAM|ADD) ?(?P<of>[0-9]+)(?::(?P<on>[0-9]{4}))?)?",
    re.IGNORECASE,
)


def _iso(found: re.Match[str]) -> Named:
    body = found["body"].lower()
    number = " ".join(filter(None, (found["kind"], found["number"])))
    # ISO/TS 1, but ISO/IEC TS 1.
    kind = f"{' ' if found['with'] else '/'}{found['kind']}" if found["kind"] else ""
    words = f"{found['body']}{found['with']}{kind} {found['number']}"
    stage = f"Stage {found['stage']}." if found["stage"] else ""
    whole = Named(_standard(body, number), words, found["year"] or "", stage)
    if not found["part"]:
        return whole
    year = f":{found['year']}" if found["year"] else ""
    part = f"{found['part']} {found['of']}"
    ref = _standard(body, f"{number} {found['year'] or ''} {part}")
    return Named(ref, f"{words}{year}/{part}", found["on"] or "", stage, whole._replace(note=""))


_ETSI = re.compile(
    r"ETSI (?P<kind>I-ETS|[A-Z]{2,5}) (?P<number>[A-Z0-9]+(?:[ .-][A-Z0-9]+)*?)"
    r"(?:/(?P<part>[AC][0-9]+))?(?: (?:V(?P<version>[0-9]+(?:\.[0-9]+)*)|ed\.(?P<ed>[0-9]+)))?"
    r"(?: \((?P<date>[0-9]{4}-(?:0[1-9]|1[0-2]))\))?",
    re.IGNORECASE,
)


def _etsi(found: re.Match[str]) -> Named:
    words = f"{found['kind']} {found['number']}"
    version = found["version"] or ""
    edition = found["date"] or (f"v{version.replace('.', '-')}" if version else "")
    note = f"Version {version}." if version else f"Edition {found['ed']}." if found["ed"] else ""
    # What ETSI takes over from 3GPP is kept up in several releases at a time.
    line = version.partition(".")[0]
    whole = Named(_standard("etsi", words), f"ETSI {words}", edition, note, line=line)
    if not found["part"]:
        return whole
    ref = _standard("etsi", f"{words} {found['part']}")
    base = whole._replace(edition="", note="", line="")
    return Named(ref, f"ETSI {words}/{found['part']}", edition, note, base, line)


_3GPP = re.compile(
    r"3GPP (?P<kind>TS|TR) (?P<number>[0-9]{2}\.[0-9]+[A-Z]?(?:-[0-9]+)*)"
    r"(?:(?::| V)(?P<version>[0-9A-Z][0-9A-Z./-]*))?",
    re.IGNORECASE,
)


def _3gpp(found: re.Match[str]) -> Named:
    words = f"{found['kind'].upper()} {found['number']}"
    version = found["version"] or ""
    edition = re.sub(r"[^0-9A-Za-z]+", "-", version).strip("-")
    note = f"Version {version}." if version else ""
    line = re.split(r"[./]", version)[0]
    return Named(_standard("3gpp", words), f"3GPP {words}", edition, note, line=line)


_IEEE = re.compile(
    r"IEEE (?:Std )?(?P<number>P?[0-9]+(?:\.[0-9A-Z]+)*)(?:[-:](?P<year>[0-9]{4}))?",
    re.IGNORECASE,
)


def _ieee(found: re.Match[str]) -> Named:
    ref = _standard("ieee", found["number"])
    return Named(ref, f"IEEE {found['number']}", found["year"] or "")


_Reader = Callable[[re.Match[str]], Named]

_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_ITU, _itu),
    (_IETF, _ietf),
    (_INTERNET_DRAFT, _internet_draft),
    (_W3C, _w3c),
    (_ISO, _iso),
    (_ETSI, _etsi),
    (_3GPP, _3gpp),
    (_IEEE, _ieee),
)

EXAMPLES = (
    "ITU-T Y.2770 (11/2012)",
    "RFC 8446",
    "W3C REC-webauthn-2-20210408",
    "ISO/IEC 18013-5:2021",
    "ETSI TS 103 523-3 V1.3.1 (2021-08)",
    "3GPP TS 33.501 V17.5.0",
    "IEEE 802.11-2020",
)
"""A designation of each body whose form is known."""
