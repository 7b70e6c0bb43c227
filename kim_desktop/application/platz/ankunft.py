"""An Arbeitsplatz on its way into the district: prepared, announced, admitted.

What the window asks first: is somebody at work here, or does the Arbeitsplatz still wait?
"""

from dataclasses import dataclass
from pathlib import Path

from ...domain.fehler import EingabeFehler
from ...domain.rollen import Rolle
from ...store.log.verzeichnisse import lies_verzeichnis
from ...store.oertlich import lokal
from ...trust.anmeldung import kreis_ziffern
from ...trust.tresor import pruefe_neue
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..uebergabe.mailentwurf import gepruefte_adresse
from .begleitmail import ANMELDUNG, Beilage, lege_bei, ziel
from .einrichten import eigene_anmeldung, lies_zulassung_fuer, melde_an
from .kreisblatt import hat_kreisschluessel
from .wiederherstellen import darf_selbst

_ORDNER, _ADRESSE = "anmeldung_ordner", "anmeldung_adresse"


@dataclass(frozen=True, slots=True)
class Wartend:
    """An Arbeitsplatz that is not admitted yet, and where its Anmeldung went last.

    `selbst` where the restored CM-Koordination may admit itself, `mit_blatt` where it needs the
    code from the Kreisblatt for that.
    """

    stelle: str
    rollen: tuple[str, ...]
    pruefziffern: str
    ordner: str
    adresse: str
    selbst: bool
    mit_blatt: bool


@dataclass(frozen=True, slots=True)
class Beitritt:
    """What a Zulassung says: district, Stelle, roles, and the digits to compare."""

    kreis: str
    stelle: str
    rollen: tuple[str, ...]
    pruefziffern: str


def lage(ap: Arbeitsplatz) -> Identitaet | Wartend:
    """Return who this Arbeitsplatz is, or what it waits with."""
    with ap.profil.datenbank.lesen() as v:
        if ap.log in lies_verzeichnis(v).plaetze:
            return identitaet(ap, v)
    anmeldung = eigene_anmeldung(ap)
    with ap.profil.datenbank.lesen() as v:
        return Wartend(
            anmeldung.stelle,
            tuple(Rolle(r).label for r in anmeldung.rollen if r in set(Rolle)),
            anmeldung.pruefziffern,
            lokal.gemerkt(v, _ORDNER),
            lokal.gemerkt(v, _ADRESSE),
            darf_selbst(v),
            not hat_kreisschluessel(ap),
        )


def schreibe_anmeldung(ap: Arbeitsplatz, ordner: Path, adresse: str) -> Beilage:
    """Write the Anmeldung with a mail draft into `ordner`, and remember where to and to whom."""
    an = gepruefte_adresse(adresse)
    stelle = eigene_anmeldung(ap).stelle
    datei = ziel(ordner, ANMELDUNG, stelle)
    beilage = lege_bei(ap, ANMELDUNG, stelle, an, datei, lambda: melde_an(ap, datei))
    with ap.profil.datenbank.schreiben() as v:
        lokal.merke(v, _ORDNER, str(ordner))
        lokal.merke(v, _ADRESSE, an)
    return beilage


def sieh_zulassung_an(ap: Arbeitsplatz, datei: Path) -> Beitritt:
    """Say what a Zulassung would do, before it is taken in; raises `KimFehler` if it does not fit.

    The digits are compared first, so that a wrong district never gets in.
    """
    with ap.profil.datenbank.lesen() as v:
        verzeichnis = lies_zulassung_fuer(ap, v, datei)
    platz = verzeichnis.plaetze[ap.log]
    rollen = verzeichnis.rollen(ap.log, ap.heute().isoformat()).get(platz.stelle, frozenset())
    return Beitritt(
        verzeichnis.name,
        verzeichnis.stellen[platz.stelle].name,
        tuple(r.label for r in Rolle if r in rollen),
        kreis_ziffern(verzeichnis),
    )


def pruefe_passphrase(passphrase: str, wiederholt: str) -> None:
    """Check a passphrase that was chosen; raises `EingabeFehler` when it cannot be taken."""
    pruefe_neue(passphrase)
    if passphrase != wiederholt:
        raise EingabeFehler("Die beiden Passphrasen sind verschieden. Bitte beide neu eingeben.")
