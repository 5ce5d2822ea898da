"""Reports to bytes. To add a format, write a module with one function and list it in FORMATS."""

from hria.brief.blocks import Brief
from hria.late import Late

FORMATS = Late[[Brief], bytes](
    "hria.render",
    {
        "md": "markdown",
        "html": "html",
        "pdf": "pdf",
        "docx": "docx",
        "json": "json",
        "csv": "csv",
        "xlsx": "xlsx",
    },
)
"""The formats of a report, by the name that --format takes; the only list of them."""
