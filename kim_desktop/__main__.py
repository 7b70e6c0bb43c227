"""`kim-desktop`: the window without a command, the command line with one."""

import os
import sys

#: Exit status of a bug (EX_SOFTWARE of sysexits.h).
FEHLER_IM_PROGRAMM = 70


def haupt() -> int:
    """Start the program and return its exit status; people get a sentence, whatever happens."""
    # By its whole name: the packaged program runs this file by itself, outside of any package.
    from kim_desktop.bootstrap import starte

    try:
        status = starte(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads the answer has seen enough; nothing is written there at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:  # noqa: BLE001 - a bug of whatever kind
        return _melde_fehler()
    return status


def _melde_fehler() -> int:
    """Keep the details of a bug in a file and say where."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="kim-fehler-", suffix=".txt", delete=False
    ) as datei:
        traceback.print_exc(file=datei)
    print(
        "Das Programm hat einen Fehler gemacht; Ihre Daten sind unverändert. Bitte die Datei "
        f"„{datei.name}“ der Betreuung des Programms geben.",
        file=sys.stderr,
    )
    return FEHLER_IM_PROGRAMM


if __name__ == "__main__":
    raise SystemExit(haupt())
