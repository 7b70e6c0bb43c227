"""Checking an Anmeldung: what it proposes, and admitting it with a Zulassung to send back."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ...domain.fehler import EingabeFehler
from ...domain.rollen import Rolle
from ...store.log.verzeichnisse import lies_verzeichnis
from ...store.oertlich import lokal
from ..arbeitsplatz import Arbeitsplatz
from ..uebergabe.mailentwurf import gepruefte_adresse
from ..uebergabe.versand import merke_adressen
from ..worte import platzname
from .begleitmail import ZULASSUNG, Beilage, lege_bei, ziel
from .einrichten import lasse_zu, pruefe_anmeldung
from .fortschreiben import aemter
from .kuerzel import neues_kuerzel

_ORDNER = "zulassung_ordner"


@dataclass(frozen=True, slots=True)
class Vorschlag:
    """What an Anmeldung proposes; `hinweis` says what is special about it.

    `bekannt` whether the Stelle is in the directory already.
    """

    datei: Path
    stelle: str
    bekannt: bool
    kuerzel: str
    rollen: frozenset[Rolle]
    hinweis: str


@dataclass(frozen=True, slots=True)
class Wunsch:
    """What a person decided on one Anmeldung, after the telephone call."""

    datei: Path
    pruefziffern: str
    stelle: str
    kuerzel: str
    rollen: frozenset[Rolle]
    adresse: str = ""


def vorschlag(ap: Arbeitsplatz, datei: Path) -> Vorschlag:
    """Read an Anmeldung; raises `UebergabeFehler` when it is damaged."""
    anmeldung = pruefe_anmeldung(datei)
    with ap.profil.datenbank.lesen() as v:
        verzeichnis = lies_verzeichnis(v)
    frueher = verzeichnis.plaetze.get(anmeldung.ersetzt)
    schon = verzeichnis.plaetze.get(anmeldung.log)
    stelle = verzeichnis.stellen[schon.stelle] if schon else verzeichnis.stelle_zu(anmeldung.stelle)
    rollen: Iterable[str] = anmeldung.rollen
    hinweis = ""
    if schon and verzeichnis.ist_beendet(schon.log):
        hinweis = f"{platzname(verzeichnis, schon)} ist geschlossen und wird nicht mehr zugelassen."
    elif schon:
        rollen = aemter(verzeichnis, schon)
        hinweis = (
            f"Dieser Arbeitsplatz ist schon zugelassen ({verzeichnis.code_von(schon)}); seine "
            "Zulassung wird noch einmal geschrieben."
        )
    elif frueher:
        hinweis = (
            f"Er wurde aus der Sicherung von {verzeichnis.code_von(frueher)} wiederhergestellt. "
            f"Bei derselben Stelle wird {verzeichnis.code_von(frueher)} damit geschlossen."
        )
    return Vorschlag(
        datei,
        stelle.name if stelle else anmeldung.stelle,
        stelle is not None,
        stelle.kuerzel if stelle else neues_kuerzel(verzeichnis, anmeldung.stelle, ""),
        frozenset(Rolle(r) for r in rollen if r in set(Rolle)),
        hinweis,
    )


def kuerzel_zu(ap: Arbeitsplatz, stelle: str) -> tuple[str, bool]:
    """Return the Kürzel of a Stelle, proposed where it is new, and whether it is known."""
    with ap.profil.datenbank.lesen() as v:
        verzeichnis = lies_verzeichnis(v)
    gefunden = verzeichnis.stelle_zu(stelle)
    return (gefunden.kuerzel, True) if gefunden else (neues_kuerzel(verzeichnis, stelle, ""), False)


def lasse_zu_und_schreibe(ap: Arbeitsplatz, wunsch: Wunsch, ordner: Path) -> Beilage:
    """Admit an Arbeitsplatz and write its Zulassung with a mail draft into `ordner`.

    Where the file cannot be written, nobody is admitted; asking again writes it once more.
    """
    if not wunsch.stelle.strip():
        raise EingabeFehler("Bitte die Stelle angeben, zu der der Arbeitsplatz gehört.")
    an = gepruefte_adresse(wunsch.adresse)
    _, bekannt = kuerzel_zu(ap, wunsch.stelle)
    datei = ziel(ordner, ZULASSUNG, wunsch.stelle)

    def schreibe() -> None:
        ident = lasse_zu(
            ap,
            wunsch.datei,
            wunsch.pruefziffern,
            wunsch.rollen,
            datei,
            stelle=wunsch.stelle.strip(),
            kuerzel="" if bekannt else wunsch.kuerzel,
        )
        if an:
            merke_adressen(ap, {ident: an})

    beilage = lege_bei(ap, ZULASSUNG, wunsch.stelle, an, datei, schreibe)
    merke_ordner(ap, ordner)
    return beilage


def merke_ordner(ap: Arbeitsplatz, ordner: Path) -> None:
    """Remember where Zulassungen went."""
    with ap.profil.datenbank.schreiben() as v:
        lokal.merke(v, _ORDNER, str(ordner))


def letzter_ordner(ap: Arbeitsplatz) -> str:
    """Return the folder Zulassungen went to last; empty at first."""
    with ap.profil.datenbank.lesen() as v:
        return lokal.gemerkt(v, _ORDNER)
