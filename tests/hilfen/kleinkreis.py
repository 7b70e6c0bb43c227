"""A small district's story whose handover files hold every kind of segment and field."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from kim_desktop.domain.rollen import Rolle
from tests.hilfen.kreis import MELDUNG, VORLAGE, Kreis, gruende, nimm_auf, verschoben

#: Reads from the beginning and never does a step.
LESER = "KIB"


@dataclass(frozen=True, slots=True)
class Kleinkreis:
    """The open district, and the reader's folder as right after joining."""

    kreis: Kreis
    frisch: Path

    @property
    def post(self) -> list[tuple[str, Path]]:
        """Every file with the name of who it is for."""
        return [(an, datei) for an, dateien in self.kreis.dateien.items() for datei in dateien]


def gespielt_klein(ordner: Path) -> Kleinkreis:
    """Play it; `kreis.schliesse()` is up to the caller."""
    kreis = gruende(ordner)
    nimm_auf(kreis, "HEN", Rolle.CM_STELLE)
    nimm_auf(kreis, "KIL", Rolle.KI_LEITUNG)
    nimm_auf(kreis, LESER, Rolle.KI_LEITUNG)
    frisch = verschoben(kreis, LESER, ordner / "frisch")
    kreis.bring("KI", "HEN", "KIL")
    meldungen = _melde(kreis, ordner / "Übersicht.txt")
    kreis.bring("HEN", "KI")
    kennung = kreis.tue("KI", "buendeln", meldungen=meldungen, titel="Übergang").kennung
    # The Meldungen are not forwarded yet: headers only.
    kreis.bring("KI", LESER)
    kreis.bring(LESER, "KI")
    gesichert = verschoben(kreis, LESER, ordner / "gesichert")
    kreis.tue("KI", "vorlegen", kennung=kennung, begruendung="Es eilt.")
    kreis.bring("KI", "KIL")
    kreis.tue("KIL", "weiterleiten", kennung=kennung, **VORLAGE)
    kreis.bring("KIL", "KI")
    # Late bodies with their attachment, and a decision with a signature of its own.
    kreis.bring("KI", LESER)
    kreis.bring(LESER, "KI")
    _luecke(kreis, meldungen[0], gesichert)
    return Kleinkreis(kreis, frisch)


def _melde(kreis: Kreis, anlage: Path) -> list[str]:
    anlage.write_text("Wochen ohne Leistung: 5\n", encoding="utf-8")
    mit = kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(anlage)])
    return [mit.kennung, kreis.tue("HEN", "melden", **MELDUNG).kennung]


def _luecke(kreis: Kreis, meldung: str, gesichert: Path) -> None:
    """Let the reader lose what it has acknowledged, miss it, ask for it and get it again."""
    kreis.plaetze.pop(LESER).schliesse()
    shutil.rmtree(kreis.profil(LESER))
    shutil.copytree(gesichert, kreis.profil(LESER))
    kreis.oeffne(LESER)
    kreis.tue("KI", "bescheiden", kennung=meldung, text="Ihre Meldung ist gebündelt.")
    kreis.bring("KI", "HEN", LESER)
    kreis.bring(LESER, "KI")
    kreis.bring("KI", LESER)
    kreis.bring("HEN", LESER)
