"""What a command answers: values for machines, text for people, an exit status."""

import json
import sys
from dataclasses import dataclass
from typing import Any

from ..domain.fehler import KimFehler


@dataclass(frozen=True, slots=True)
class Antwort:
    """Result of a command; `status` 1 means partly done."""

    werte: Any
    text: str
    status: int = 0


def gib_aus(antwort: Antwort, als_json: bool) -> int:
    """Print the answer and return its exit status."""
    if als_json:
        _schreibe_json(antwort.werte)
    elif antwort.text:
        print(antwort.text)
    return antwort.status


def gib_fehler_aus(fehler: KimFehler, als_json: bool) -> int:
    """Print one German sentence, for machines also as JSON; return the exit status."""
    if als_json:
        _schreibe_json({"fehler": {"art": fehler.art, "text": fehler.text}})
    print(fehler.text, file=sys.stderr)
    return fehler.status


def gib_hinweis_aus(satz: str) -> None:
    """Say something beside the answer that did not keep the command from its work."""
    print(satz, file=sys.stderr)


def tabelle(zeilen: list[tuple[object, ...]]) -> str:
    """Set rows as columns of text."""
    if not zeilen:
        return ""
    breiten = [max(len(str(z[i])) for z in zeilen) for i in range(len(zeilen[0]))]
    return "\n".join(
        "  ".join(str(w).ljust(b) for w, b in zip(zeile, breiten, strict=True)).rstrip()
        for zeile in zeilen
    )


def _schreibe_json(werte: Any) -> None:
    print(json.dumps(werte, ensure_ascii=False, default=str))
