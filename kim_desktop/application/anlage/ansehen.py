"""The attachments of a case: which there are, which are missing, opening and saving one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...domain.fehler import EingabeFehler, UmgebungsFehler
from ...domain.tafel import NACH_NAME
from ...store.anlage.anlagen import sauberer_name
from ...store.anlage.anlagenart import ARTEN, TYPEN, medientyp
from ...store.anlage.anlagenliste import genannte
from ...store.datei import freier_name
from ...store.oertlich.offene import lege_offen
from ...store.profil.ausgabe import gib_aus
from ..ansicht import Detail, Moeglich, Verlaufszeile, zeige
from ..arbeitsplatz import Arbeitsplatz, wer_bin_ich
from ..worte import als_tag
from .beilegen import groesse_in_worten

#: Steps an attachment can be added with, the fittest first: who keeps notes does not amend what
#: others reported.
_ERGAENZT = (
    "notieren",
    "ergaenzen",
    "bearbeiten",
    "niederschrift",
    "mitzeichnen",
    "stellung_nehmen",
    "fragen",
)
DA, FEHLT = "da", "fehlt"


@dataclass(frozen=True, slots=True)
class Anlagenzeile:
    """One attachment: what the entry says of it, where it stands, and whether it is here."""

    hash: str
    name: str
    typ: str
    groesse: int
    eintrag: str
    wo: str
    stand: str
    hinweis: str

    @property
    def art(self) -> str:
        """What people call its kind."""
        return ARTEN.get(self.typ, "unbekannte Art")

    @property
    def umfang(self) -> str:
        """Its size as people read it."""
        return groesse_in_worten(self.groesse)


def anlagen(ap: Arbeitsplatz, kennung: str) -> list[Anlagenzeile]:
    """Return the attachments of a case in the order of its history."""
    return anlagen_von(ap, zeige(ap, kennung))


def anlagen_von(ap: Arbeitsplatz, detail: Detail) -> list[Anlagenzeile]:
    """Return the attachments of a case that was read already.

    What is damaged is put away: then it counts as missing, and the next file asks for it.
    """
    gesehen: set[tuple[str, str]] = set()
    eigene, zeilen = wer_bin_ich(ap).stelle.name, list[Anlagenzeile]()
    for eintrag in detail.verlauf:
        for angabe in genannte(eintrag.inhalt):
            zeile = _zeile(ap, eigene, eintrag, angabe)
            if (zeile.hash, zeile.name) not in gesehen:
                gesehen.add((zeile.hash, zeile.name))
                zeilen.append(zeile)
    return zeilen


def _zeile(
    ap: Arbeitsplatz, eigene: str, eintrag: Verlaufszeile, angabe: dict[str, Any]
) -> Anlagenzeile:
    hash_, groesse = str(angabe["hash"]), angabe.get("groesse")
    da = ap.profil.anlagen.lies(hash_) is not None
    if not da:
        ap.profil.anlagen.lege_beiseite(hash_)
    bei = "wer sie von hier bekam" if eintrag.stelle == eigene else eintrag.stelle
    return Anlagenzeile(
        hash_,
        sauberer_name(str(angabe.get("name") or "")),
        str(angabe.get("typ") or ""),
        groesse if isinstance(groesse, int) else 0,
        eintrag.id,
        f"{eintrag.label} ({als_tag(eintrag.tag)}, {eintrag.stelle})",
        DA if da else FEHLT,
        "" if da else f"Anlage fehlt – ist angefordert. Es hat sie: {bei}.",
    )


def oeffne(ap: Arbeitsplatz, zeile: Anlagenzeile) -> Path:
    """Write an attachment to a private folder for looking at it; return the read-only file.

    Raises `EingabeFehler` where it is missing or no kind of document the program knows.
    """
    inhalt = _inhalt(ap, zeile)
    medientyp(zeile.name, inhalt)
    try:
        return lege_offen(ap.profil.ordner, zeile.hash, zeile.name, inhalt)
    except OSError as fehler:
        raise UmgebungsFehler(f"„{zeile.name}“ lässt sich hier nicht bereitlegen.") from fehler


def speichere(ap: Arbeitsplatz, zeile: Anlagenzeile, ziel: Path) -> Path:
    """Write an attachment where a person wants it; what is no known document gets no ending.

    In a folder it gets its own name.
    """
    inhalt = _inhalt(ap, zeile)
    if ziel.is_dir():
        ziel = freier_name(ziel, zeile.name)
    if ziel.suffix.lower() not in TYPEN:
        ziel = ziel.with_name(f"{ziel.name}.anlage")
    gib_aus(ziel, inhalt)
    return ziel


def _inhalt(ap: Arbeitsplatz, zeile: Anlagenzeile) -> bytes:
    inhalt = ap.profil.anlagen.lies(zeile.hash)
    if inhalt is None:
        ap.profil.anlagen.lege_beiseite(zeile.hash)
        raise EingabeFehler(
            f"„{zeile.name}“ fehlt hier und wird mit der nächsten Übergabedatei angefordert."
        )
    return inhalt


def finde(zeilen: Iterable[Anlagenzeile], name: str) -> Anlagenzeile:
    """Return the attachment with a name or the beginning of a hash; raises `EingabeFehler`."""
    zeilen = list(zeilen)
    genau = [z for z in zeilen if z.name == name] or list(_mit_anfang(zeilen, name))
    if len({z.hash for z in genau}) == 1:
        return genau[0]
    if genau:
        anfaenge = ", ".join(z.hash[:8] for z in genau)
        raise EingabeFehler(f"„{name}“ gibt es mehrfach. Bitte eines davon nennen: {anfaenge}.")
    namen = ", ".join(z.name for z in zeilen)
    gibt_es = f"Es gibt: {namen}." if namen else "Dieser Vorgang hat keine Anlagen."
    raise EingabeFehler(f"Eine Anlage „{name}“ gibt es hier nicht. {gibt_es}")


def _mit_anfang(zeilen: Iterable[Anlagenzeile], anfang: str) -> Iterator[Anlagenzeile]:
    return (z for z in zeilen if len(anfang) >= 4 and z.hash.startswith(anfang.lower()))


def ergaenzungsschritt(schritte: Sequence[Moeglich]) -> str:
    """Return the step with which an attachment is added to a case now; empty where none fits."""
    moeglich = {s.name for s in schritte}
    return next((name for name in _ERGAENZT if name in moeglich and name in NACH_NAME), "")
