"""The bare load that others are measured against: PyYAML's C parser, then pydantic.

It gives the same files to the same models, and nothing else: no lines, no
checks, no command line. CBaseLoader reads every scalar as text, as hria does.
"""

import sys
from pathlib import Path

import yaml
from pydantic import ValidationError

from hria.model.assessment import Assessment
from hria.model.base import Document
from hria.model.checklist import Checklist
from hria.model.standard import Descriptor


def main() -> None:
    """Load the files named as ``kind=path`` into the models of that kind."""
    kinds: dict[str, type[Document]] = {
        "assessment": Assessment,
        "checklist": Checklist,
        "standard": Descriptor,
    }
    for argument in sys.argv[1:]:
        kind, _, path = argument.partition("=")
        plain = yaml.load(Path(path).read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 - text only
        try:
            kinds[kind].model_validate(plain, by_name=False, by_alias=True)
        except ValidationError as error:
            print(error.error_count())


if __name__ == "__main__":
    main()
