"""Forms: the questions of a standard to print, to fill in and to bring back.

One set of tables stands behind every format that comes back. To add such a
format, write a module with a writer and a reader and list both in FILLABLE.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hria.content.documents import Source
from hria.form.as_csv import read_csv, write_csv
from hria.form.as_docx import read_docx, write_docx
from hria.form.as_xlsx import read_xlsx, write_xlsx
from hria.form.as_yaml import read_yaml, write_yaml
from hria.form.base import Form, Given


class Fillable(NamedTuple):
    """A format that can be filled in: how it is made, and how it is read."""

    write: Callable[[Form], bytes]
    read: Callable[[Source], Given]


FILLABLE: Mapping[str, Fillable] = {
    "csv": Fillable(write_csv, read_csv),
    "docx": Fillable(write_docx, read_docx),
    "xlsx": Fillable(write_xlsx, read_xlsx),
    "yaml": Fillable(write_yaml, read_yaml),
}
"""The formats of a form that come back, by the ending of their files; the only list of them."""
