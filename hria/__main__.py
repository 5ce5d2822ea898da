"""The entry point of the command: answers what needs no library before any is imported."""

import sys

from hria import __version__


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"hria {__version__}\n")
        return
    from hria.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
