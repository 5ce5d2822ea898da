"""The entry point of the command: answers what needs no library before any is imported."""

import gc
import sys

from hria import __version__


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"hria {__version__}\n")
        return
    # Nearly all that a command makes lives to its end; looking for rubbish took a twentieth of it.
    gc.set_threshold(50_000)
    from hria.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
