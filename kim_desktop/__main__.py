"""`kim-desktop`: the window without a command, the command line with one."""

import sys


def haupt() -> int:
    """Start the program and return its exit status."""
    from .bootstrap import starte

    return starte(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(haupt())
