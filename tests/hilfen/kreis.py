"""A small practice district that tests build once: workplaces, steps, handover files."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kim_desktop.application.arbeitsplatz import Arbeitsplatz, Zugang, oeffne_arbeitsplatz
from kim_desktop.application.platz.einrichten import (
    bereite_vor,
    gruende_kreis,
    lasse_zu,
    melde_an,
    trage_stelle_ein,
    tritt_bei,
)
from kim_desktop.application.schritt.tun import Getan, tue
from kim_desktop.application.uebergabe.austausch import lies_ein, uebergib_an
from kim_desktop.domain.rollen import Rolle
from kim_desktop.trust.quelle import SaatQuelle

BEGINN = datetime(2026, 1, 12, 8, tzinfo=UTC)

MELDUNG: dict[str, Any] = {
    "titel": "Lücke beim Wechsel ins SGB II",
    "kurzfassung": "Familien stehen Wochen ohne Leistung da.",
    "sachverhalt": "Das Sozialamt stellt ein, bevor das Jobcenter bewilligt.",
    "handlungsfeld": "Leistungen/Rechtskreiswechsel",
    "rechtskreise": ["AsylbLG", "SGB II"],
    "keine_personendaten": True,
}
VORLAGE: dict[str, Any] = {
    "beschlussvorschlag": "Die Lenkungsgruppe erteilt den Auftrag.",
    "sachverhalt": "Mehrere Stellen berichten dasselbe.",
}
AUFTRAG: dict[str, Any] = {
    "beschlusstext": "Die Projektgruppe klärt den Übergang.",
    "gruppen": [{"name": "Übergänge", "id": "pg-1"}],
    "ziel": "Ein fester Übergangstag",
    "berichtstermin": "2026-09-30",
}
RM: dict[str, Any] = {
    "loesungsansaetze": [
        {
            "titel": "Übergangstag",
            "beschreibung": "Sozialamt zahlt bis zum Bescheid.",
            "beschlussvorschlag": "Der Übergangstag wird eingeführt.",
        }
    ]
}


@dataclass(slots=True)
class Kreis:
    """Workplaces of a district by name, and the folder its files are exchanged in."""

    ordner: Path
    plaetze: dict[str, Arbeitsplatz] = field(default_factory=dict)
    dateien: dict[str, list[Path]] = field(default_factory=dict)

    @property
    def post(self) -> Path:
        """Folder of the handover files."""
        return self.ordner / "post"

    def profil(self, name: str) -> Path:
        """Folder of one workplace."""
        return self.ordner / "profile" / name.lower()

    def tue(self, wer: str, schritt: str, /, **daten: Any) -> Getan:
        """Let a workplace do one step."""
        return tue(self.plaetze[wer], schritt, daten)

    def gib(self, von: str, an: str) -> Path:
        """Let one workplace write the file for another's Stelle."""
        ziel = self.post / f"{len(list(self.post.iterdir())):03}"
        ziel.mkdir()
        datei = uebergib_an(self.plaetze[von], an, ziel).datei
        self.dateien.setdefault(an, []).append(datei)
        return datei

    def bring(self, von: str, *an: str) -> None:
        """Hand over from one workplace to others, who take the file in."""
        for ziel in an:
            lies_ein(self.plaetze[ziel], self.gib(von, ziel))

    def runde(self, namen: Iterable[str], hub: str = "KI") -> None:
        """Let everyone hand over to the hub, and the hub to everyone."""
        namen = tuple(namen)
        for name in namen:
            self.bring(name, hub)
        self.bring(hub, *namen)

    def oeffne(self, name: str) -> Arbeitsplatz:
        """Open a closed workplace again."""
        self.plaetze[name] = oeffne_arbeitsplatz(self.profil(name), Zugang(), quelle(f"{name}+"))
        return self.plaetze[name]

    def schliesse(self) -> None:
        """Close every open workplace."""
        for ap in self.plaetze.values():
            ap.schliesse()
        self.plaetze.clear()


def quelle(saat: str) -> SaatQuelle:
    """Return a reproducible clock and dice."""
    return SaatQuelle(saat, BEGINN)


def gruende(ordner: Path, saat: str = "") -> Kreis:
    """Found a practice district whose CM-Koordination is `KI`."""
    kreis = Kreis(ordner)
    kreis.post.mkdir(parents=True)
    kreis.plaetze["KI"] = gruende_kreis(
        kreis.profil("KI"), "Testkreis", Zugang(), uebung=True, quelle=quelle(f"{saat}KI")
    )
    return kreis


def nimm_auf(
    kreis: Kreis, name: str, *rollen: Rolle, stelle: str = "", kennzeichen: str = "", saat: str = ""
) -> Arbeitsplatz:
    """Enrol a workplace the way people do; `stelle` names the Kürzel of an existing Stelle."""
    if kennzeichen:
        trage_stelle_ein(kreis.plaetze["KI"], f"Stelle {name}", name, ident=kennzeichen)
    ap = bereite_vor(
        kreis.profil(name),
        Zugang(),
        stelle=f"Stelle {stelle or name}",
        rollen=rollen,
        uebung=True,
        quelle=quelle(f"{saat}{name}"),
    )
    anmeldung, zulassung = kreis.ordner / f"{name}.kim-anmeldung", kreis.ordner / f"{name}.kim-zu"
    ziffern = melde_an(ap, anmeldung).pruefziffern
    kuerzel = "" if stelle else name
    lasse_zu(kreis.plaetze["KI"], anmeldung, ziffern, rollen, zulassung, kuerzel=kuerzel)
    tritt_bei(ap, zulassung)
    kreis.plaetze[name] = ap
    return ap


def verschoben(kreis: Kreis, name: str, ziel: Path) -> Path:
    """Copy a workplace's folder as it is now."""
    kreis.plaetze.pop(name).schliesse()
    shutil.copytree(kreis.profil(name), ziel)
    kreis.oeffne(name)
    return ziel


@contextmanager
def geoeffnet(ordner: Path, saat: str = "offen") -> Iterator[Arbeitsplatz]:
    """Open a practice workplace for the time of a block."""
    ap = oeffne_arbeitsplatz(ordner, Zugang(), quelle(saat))
    try:
        yield ap
    finally:
        ap.schliesse()
