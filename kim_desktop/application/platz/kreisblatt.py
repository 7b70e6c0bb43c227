"""The district's root key: on this computer until it is printed, and typed from the sheet later."""

from pathlib import Path

from ...domain.fehler import EingabeFehler, ProzessFehler
from ...papers.blaetter import KreisblattDaten, kreisblatt
from ...store.oertlich import lokal
from ...store.profil.profilschluessel import entferne_wurzel, lies_wurzel
from ...trust.anmeldung import kreis_ziffern
from ...trust.tippcode import als_gruppen, aus_gruppen
from ...trust.unterschrift import Signierer
from ...trust.verzeichnis import Verzeichnis
from ..arbeitsplatz import Arbeitsplatz, wer_bin_ich
from ..papier.druck import schreibe_pdf

_GEDRUCKT = "kreisblatt_gedruckt"
_LAENGE = 32
ENTFERNT = (
    "Der Kreisschlüssel liegt nicht mehr auf diesem Computer; frühere Sicherungen haben ihn noch. "
    "Das Kreisblatt ist der einzige Weg zu ihm."
)


def drucke_kreisblatt(ap: Arbeitsplatz, nach: Path) -> None:
    """Print the district's root key to `nach`; raises `ProzessFehler` where it is not kept."""
    wer, saat = wer_bin_ich(ap), lies_wurzel(ap.profil)
    if saat is None:
        raise ProzessFehler(
            "Der Kreisschlüssel liegt nicht auf diesem Computer. Drucken kann ihn nur der "
            "Arbeitsplatz, der den Kreis gegründet hat, solange er dort nicht entfernt ist."
        )
    daten = KreisblattDaten(
        kreis=wer.verzeichnis.name,
        datum=ap.heute().isoformat(),
        uebung=ap.uebung,
        ziffern=kreis_ziffern(wer.verzeichnis),
        gruppen=als_gruppen(saat),
    )
    schreibe_pdf(kreisblatt(daten), nach)
    with ap.profil.datenbank.schreiben() as v:
        lokal.merke(v, _GEDRUCKT, daten.datum)


def kreisblatt_vom(ap: Arbeitsplatz) -> str:
    """Return the ISO day the root sheet was printed here last; empty where it never was."""
    with ap.profil.datenbank.lesen() as v:
        return lokal.gemerkt(v, _GEDRUCKT)


def hat_kreisschluessel(ap: Arbeitsplatz) -> bool:
    """Whether this Arbeitsplatz keeps the district's root key."""
    return lies_wurzel(ap.profil) is not None


def entferne_kreisschluessel(ap: Arbeitsplatz, getippt: str) -> None:
    """Take the root key off this computer once the sheet has proved good.

    `getippt` is the code typed from the printed sheet: a sheet nobody can read would lock the
    district out. Raises `EingabeFehler` where it is another, `ProzessFehler` where none is kept.
    """
    if lies_wurzel(ap.profil) is None:
        raise ProzessFehler("Der Kreisschlüssel liegt nicht auf diesem Computer.")
    aus_kreisblatt(wer_bin_ich(ap).verzeichnis, getippt)
    entferne_wurzel(ap.profil)


def kreisschluessel(ap: Arbeitsplatz, verzeichnis: Verzeichnis, getippt: str = "") -> Signierer:
    """Return the root key: typed from the sheet, else the one kept here.

    Raises `ProzessFehler` where there is neither, `EingabeFehler` for a wrong code.
    """
    if getippt.strip():
        return aus_kreisblatt(verzeichnis, getippt)
    saat = lies_wurzel(ap.profil)
    if saat is None:
        raise ProzessFehler(
            "Das unterschreibt nur der Kreisschlüssel, und der liegt nicht auf diesem Computer. "
            "Bitte den Code vom Kreisblatt eingeben (auf der Befehlszeile --kreisblatt DATEI|-)."
        )
    return Signierer(saat)


def aus_kreisblatt(verzeichnis: Verzeichnis, getippt: str) -> Signierer:
    """Return the root key somebody typed; raises `EingabeFehler` where it is another's."""
    wurzel = Signierer(aus_gruppen(getippt, _LAENGE, "Kreisblatt"))
    if wurzel.oeffentlich != verzeichnis.wurzel:
        raise EingabeFehler(
            "Dieses Kreisblatt gehört zu einem anderen Kreis. Es wurde nichts verändert."
        )
    return wurzel
