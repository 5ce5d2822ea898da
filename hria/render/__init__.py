"""Reports to bytes. To add a format, write a module with one function and list it in FORMATS."""

from collections.abc import Callable, Mapping

from hria.brief.blocks import Brief
from hria.render.csv import csv
from hria.render.docx import docx
from hria.render.html import html
from hria.render.json import json
from hria.render.markdown import markdown
from hria.render.pdf import pdf
from hria.render.xlsx import xlsx

FORMATS: Mapping[str, Callable[[Brief], bytes]] = {
    "md": markdown,
    "html": html,
    "pdf": pdf,
    "docx": docx,
    "json": json,
    "csv": csv,
    "xlsx": xlsx,
}
"""The formats of a report, by the name that --format takes; the only list of them."""
