"""Who may write the directory: holders, appointed and dismissed with the district's root key."""

from ...domain.fehler import ProzessFehler
from ...domain.rollen import Rolle
from ...trust.verzeichnis import Platz, Verzeichnis
from ..arbeitsplatz import Arbeitsplatz, identitaet, wer_bin_ich
from ..worte import platzname
from .fortschreiben import finde_platz, offene_plaetze, schreibe_fort
from .kreisblatt import kreisschluessel


def inhaber(ap: Arbeitsplatz) -> list[str]:
    """Return who may write the directory, e.g. KI1 (CM-Koordination); closed ones are left out."""
    verzeichnis = wer_bin_ich(ap).verzeichnis
    return [platzname(verzeichnis, p) for p in offene_inhaber(verzeichnis)]


def offene_inhaber(verzeichnis: Verzeichnis) -> list[Platz]:
    """Return the holders whose Arbeitsplatz is not closed."""
    return [p for p in offene_plaetze(verzeichnis) if p.log in verzeichnis.inhaber]


def ernenne_inhaber(ap: Arbeitsplatz, wen: str, getippt: str = "") -> str:
    """Let another Arbeitsplatz write the directory; return its name.

    `getippt` is the root key from the Kreisblatt; without it the one kept here signs. It can be
    done from any Arbeitsplatz of the CM-Koordination, also when every holder is gone. Raises
    `KimFehler` where it cannot.
    """
    with ap.profil.datenbank.schreiben() as v:
        wer = identitaet(ap, v)
        if Rolle.CM_KOORDINATION not in wer.alle_rollen and ap.log not in wer.verzeichnis.inhaber:
            raise ProzessFehler("Das kann nur ein Arbeitsplatz der CM-Koordination.")
        platz = finde_platz(wer.verzeichnis, wen)
        name = platzname(wer.verzeichnis, platz)
        if wer.verzeichnis.ist_beendet(platz.log):
            raise ProzessFehler(f"{name} ist geschlossen.")
        if platz.log in wer.verzeichnis.inhaber:
            raise ProzessFehler(f"{name} führt das Verzeichnis schon.")
        wurzel = kreisschluessel(ap, wer.verzeichnis, getippt)
        eintrag = {"art": "inhaber", "log": platz.log}
        schreibe_fort(ap, v, wer.verzeichnis, [eintrag], wurzel)
    return name


def entlasse_inhaber(ap: Arbeitsplatz, wen: str, getippt: str = "") -> str:
    """Let an Arbeitsplatz no longer write the directory; return its name.

    Raises `ProzessFehler` where nobody would be left.
    """
    with ap.profil.datenbank.schreiben() as v:
        verzeichnis = identitaet(ap, v).verzeichnis
        platz = finde_platz(verzeichnis, wen)
        name = platzname(verzeichnis, platz)
        if platz.log not in verzeichnis.inhaber:
            raise ProzessFehler(f"{name} führt das Verzeichnis nicht.")
        if not [p for p in offene_inhaber(verzeichnis) if p.log != platz.log]:
            raise ProzessFehler(
                f"{name} führt das Verzeichnis allein. Bitte zuerst jemand anderen benennen."
            )
        wurzel = kreisschluessel(ap, verzeichnis, getippt)
        eintrag = {"art": "inhaber_ende", "log": platz.log}
        schreibe_fort(ap, v, verzeichnis, [eintrag], wurzel)
    return name
