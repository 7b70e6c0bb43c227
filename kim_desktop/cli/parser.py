"""argparse in German: its help, and which argument of a call does not fit."""

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from ..domain.fehler import EingabeFehler

#: What argparse says, and how it is said here; its message begins with the argument.
_SAETZE = (
    (r"the following arguments are required: (.+)", r"es fehlt \1"),
    (r"one of the arguments (.+) is required", r"es fehlt eines von \1"),
    (r"argument (.+): expected .*argument.*", r"zu \1 fehlt die Angabe"),
    (r"argument (.+): not allowed with argument (.+)", r"\1 und \2 gehen nicht zusammen"),
    (r"argument (.+): invalid choice: '(.*)' \(.*", r"\1 „\2“ gibt es nicht"),
    (r"argument (.+): ignored explicit argument (.+)", r"zu \1 gehört keine Angabe"),
    (r"unrecognized arguments: (.+)", r"„\1“ gehört nicht dazu"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 kann mehreres heißen: \2"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)


class _Hilfe(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Raises `EingabeFehler` with the argument that does not fit and how the call goes."""

    def __init__(self, **angaben: Any) -> None:
        """Name the groups of arguments in German."""
        super().__init__(add_help=False, formatter_class=_Hilfe, **angaben)
        self._positionals.title, self._optionals.title = "Angaben", "Optionen"
        self.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")

    def error(self, message: str) -> NoReturn:
        """Say it as a sentence."""
        aufruf = " ".join(self.format_usage().split()).removeprefix("Aufruf: ")
        punkt = "" if aufruf.endswith(".") else "."
        satz = f"Der Aufruf passt nicht{_auf_deutsch(message)}."
        raise EingabeFehler(f"{satz} So geht er: {aufruf}{punkt}")


def _auf_deutsch(meldung: str) -> str:
    for muster, satz in _SAETZE:
        if treffer := re.fullmatch(muster, meldung, re.DOTALL):
            return f": {treffer.expand(satz)}".rstrip(".")
    return ""


def pfad(angabe: str) -> Path:
    """Parse the name of a file or folder; an empty one would be the folder one happens to be in."""
    return Path(text(angabe))


def text(angabe: str) -> str:
    """Parse something that must not be empty."""
    if not angabe.strip():
        raise argparse.ArgumentTypeError("die Angabe ist leer")
    return angabe


def ganze_zahl(angabe: str) -> int:
    """Parse a whole number."""
    try:
        return int(angabe)
    except ValueError as fehler:
        raise argparse.ArgumentTypeError(f"„{angabe}“ ist keine Zahl") from fehler
