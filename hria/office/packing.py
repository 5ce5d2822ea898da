"""The zip files that Word and Excel use, made alike every time."""

import re
from io import BytesIO

_DAY = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def repacked(data: bytes) -> bytes:
    """Return the zip file *data* without anything that tells when and where it was made."""
    # A report in Markdown passes this module and needs no zip files.
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo  # noqa: PLC0415

    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        # Readers look for the list of types first.
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            part = ZipInfo(name, _DAY)
            part.compress_type = ZIP_DEFLATED
            part.create_system = 0
            part.external_attr = 0
            content = old.read(name)
            if name == "docProps/core.xml":
                # A library writes the day of the making there, whatever it is told.
                content = _MOMENT.sub(b"1980-01-01T00:00:00Z", content)
            new.writestr(part, content)
    return made.getvalue()
