"""Changing the keys of an Arbeitsplatz, and telling the district the new one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ...domain.fehler import EingabeFehler, KimFehler, UebergabeFehler
from ...store.datei import verwirf
from ...store.profil.ausgabe import halte_bereit
from ...store.profil.profil import oeffne_entsperrt
from ...store.profil.profilschluessel import wechsle_schluessel as wechsle_im_profil
from ...trust.schluessel import gewechselt
from ...trust.schluesselwechsel import baue_wechsel, lies_wechsel
from ...trust.verzeichnis import Platz
from ..arbeitsplatz import (
    Arbeitsplatz,
    identitaet,
    verlange_amt,
    verlange_schreibrecht,
    wer_bin_ich,
)
from ..worte import platzname
from .begleitmail import SCHLUESSELWECHSEL, Beilage, entwirf, ziel
from .einrichten import lies_datei
from .fortschreiben import als_inhaber, schreibe_fort


@dataclass(frozen=True, slots=True)
class Gewechselt:
    """What came of it; `datei` is the request for whoever keeps the directory.

    `beilage` where a mail draft was to be put beside it.
    """

    datei: Path | None
    beilage: Beilage | None = None

    @property
    def satz(self) -> str:
        """Say what to do now."""
        fertig = "Die Schlüssel dieses Arbeitsplatzes sind gewechselt. "
        if self.datei is None:
            return f"{fertig}Bitte allen Stellen eine Datei schicken, damit sie es erfahren."
        return (
            f"{fertig}Bitte „{self.datei}“ der CM-Koordination geben; bis sie es eingetragen hat, "
            "kommen Dateien noch unter dem alten Schlüssel und lassen sich weiter öffnen."
        )


def wechsle_schluessel(ap: Arbeitsplatz, nach: Path | None = None) -> Gewechselt:
    """Give this Arbeitsplatz a fresh age identity and database key, and close it.

    It goes on in the same log; open it again afterwards. A holder enters the new key in the
    directory at once, all others write the signed request to `nach`. Raises `KimFehler` where it
    cannot be done; cut short, either set of keys opens the profile.
    """
    return _vorbereitet(ap, nach)()


def wechsle_und_oeffne(
    ap: Arbeitsplatz, ordner: Path
) -> tuple[Arbeitsplatz, Gewechselt | KimFehler]:
    """Give this Arbeitsplatz new keys and open it again, whatever came of it.

    The request for the CM-Koordination goes into `ordner` with a mail draft; a holder needs none.
    What keeps it from beginning is raised, and `ap` stays open; what failed later is returned.
    """
    wer = wer_bin_ich(ap)
    fuehrt = ap.log in wer.verzeichnis.inhaber
    nach = None if fuehrt else ziel(ordner, SCHLUESSELWECHSEL, wer.stelle.name)
    wechsle = _vorbereitet(ap, nach)
    fertig: Gewechselt | KimFehler
    try:
        fertig = wechsle()
    except KimFehler as fehler:
        fertig = fehler
    neu = Arbeitsplatz(oeffne_entsperrt(ap.profil.ordner, ap.profil.huelle, ap.quelle), ap.quelle)
    if isinstance(fertig, Gewechselt) and fertig.datei is not None:
        beilage = entwirf(neu, SCHLUESSELWECHSEL, wer.stelle.name, "", fertig.datei)
        fertig = replace(fertig, beilage=beilage)
    return neu, fertig


def _vorbereitet(ap: Arbeitsplatz, nach: Path | None) -> Callable[[], Gewechselt]:
    """Check that the change can begin; return what does it and closes the profile.

    The request lies ready before and appears once the new keys are kept: what cannot be told
    does not happen, and nobody is told of a key that is not there.
    """
    wer, neu = wer_bin_ich(ap), gewechselt(ap.profil.schluessel, ap.quelle)
    fuehrt = ap.log in wer.verzeichnis.inhaber
    with ap.profil.datenbank.lesen() as v:
        verlange_schreibrecht(ap, v)
    verlange_amt(wer)
    if not fuehrt and nach is None:
        raise EingabeFehler("Bitte angeben, wohin die Datei für die CM-Koordination soll (--nach).")
    datei = None if fuehrt else nach

    def trage_ein() -> None:
        with ap.profil.datenbank.schreiben() as v:
            verzeichnis = identitaet(ap, v).verzeichnis
            schreibe_fort(ap, v, verzeichnis, [_eintrag(wer.platz, neu.empfaenger)])

    sage_an = trage_ein
    if datei is not None:
        tag = ap.heute().isoformat()
        bitte = baue_wechsel(neu.signierer, wer.platz.empfaenger, neu.empfaenger, tag)
        sage_an = halte_bereit(datei, bitte)

    def wechsle() -> Gewechselt:
        try:
            wechsle_im_profil(ap.profil, neu, ap.quelle, sage_an)
        except BaseException:
            if datei is not None:
                verwirf(datei)
            raise
        return Gewechselt(datei)

    return wechsle


def trage_wechsel_ein(ap: Arbeitsplatz, datei: Path) -> str:
    """Enter the new key another Arbeitsplatz asks for; return its name.

    Its own signature vouches for the request, and it counts only once. Raises `UebergabeFehler`.
    """
    wechsel = lies_wechsel(lies_datei(datei))
    with ap.profil.datenbank.schreiben() as v:
        verzeichnis = als_inhaber(ap, v)
        platz = verzeichnis.plaetze.get(wechsel.log)
        if platz is None or verzeichnis.ist_beendet(wechsel.log):
            raise UebergabeFehler(
                "Der Arbeitsplatz steht nicht im Verzeichnis oder ist geschlossen. Es wurde nichts "
                "übernommen."
            )
        name = platzname(verzeichnis, platz)
        if platz.empfaenger != wechsel.bisher:
            raise UebergabeFehler(
                f"Der Schlüsselwechsel von {name} ist schon eingetragen oder überholt. Es wurde "
                "nichts übernommen."
            )
        schreibe_fort(ap, v, verzeichnis, [_eintrag(platz, wechsel.empfaenger)])
    return name


def satz_eingetragen(name: str) -> str:
    """Say that the new key of an Arbeitsplatz is entered, and what to do now."""
    return (
        f"Der neue Schlüssel von {name} ist eingetragen. Bitte allen Stellen eine Datei schicken."
    )


def _eintrag(platz: Platz, empfaenger: str) -> dict[str, Any]:
    return {
        "art": "platz",
        "empfaenger": empfaenger,
        "index": platz.index,
        "name": platz.name,
        "schluessel": platz.schluessel,
        "stelle": platz.stelle,
    }
