"""Anmeldung, Zulassung and the like as files to be sent: a name, and a mail draft beside them.

Digits never travel with them: they are compared by telephone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...domain.fehler import UmgebungsFehler
from ...store.ansicht.suchtext import gefaltet
from ...store.datei import freier_name, schreibe_sicher
from ...store.ressourcen import Texte
from ..arbeitsplatz import Arbeitsplatz
from ..uebergabe.mailentwurf import entwurf

_TEXTE = Texte("texte/platz.json")
ANMELDUNG, ZULASSUNG, SCHLUESSELWECHSEL = "anmeldung", "zulassung", "schluesselwechsel"


@dataclass(frozen=True, slots=True)
class Beilage:
    """A file written, its draft (none where it could not be written) and the draft's text."""

    datei: Path
    mail: Path | None
    text: str
    fehler: str = ""


@dataclass(frozen=True, slots=True)
class _Brief:
    betreff: str
    text: str
    datei: str
    passt_in_mail: bool = True


def ziel(ordner: Path, art: str, stelle: str) -> Path:
    """Return a free name for a file of this kind; raises `UmgebungsFehler` without the folder."""
    if not ordner.is_dir():
        raise UmgebungsFehler(f"Den Ordner „{ordner}“ gibt es nicht.")
    stamm = re.sub(r"[^a-z0-9]+", "-", gefaltet(stelle)).strip("-") or "stelle"
    return freier_name(ordner, f"{art.capitalize()}_{stamm}.kim-{art}")


def lege_bei(
    ap: Arbeitsplatz, art: str, stelle: str, an: str, datei: Path, schreibe: Callable[[], Any]
) -> Beilage:
    """Let `schreibe` write the file, then put the draft beside it."""
    schreibe()
    return entwirf(ap, art, stelle, an, datei)


def entwirf(ap: Arbeitsplatz, art: str, stelle: str, an: str, datei: Path) -> Beilage:
    """Put a draft beside a file that is written.

    A draft that cannot be written leaves the file and is told.
    """
    werte = {"stelle": stelle, "datei": datei.name}
    betreff = _TEXTE.text(f"{art}.betreff", **werte)
    if ap.uebung:
        betreff = _TEXTE.text("uebung", betreff=betreff)
    zeilen = _TEXTE.texte(f"{art}.text")
    brief = _Brief(betreff, "\n".join(z.format(**werte) for z in zeilen) + "\n", datei.name)
    mail = freier_name(datei.parent, f"{datei.stem}.eml")
    try:
        schreibe_sicher(mail, entwurf(brief, an, ap.quelle.jetzt(), datei.read_bytes()))
    except (OSError, UmgebungsFehler):
        satz = f"„{datei.name}“ ist geschrieben, der Mailentwurf dazu nicht."
        return Beilage(datei, None, brief.text, satz)
    return Beilage(datei, mail, brief.text)
