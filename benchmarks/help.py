"""``hria --help`` against the help of a Typer application with one empty command."""

from benchmarks.measure import HRIA, python, ratio, report

BARE = """
import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)

@app.callback()
def root() -> None: ...

@app.command()
def nothing() -> None: ...

app(["--help"])
"""

report("hria --help", 1.3, ratio([HRIA, "--help"], python(BARE)))
