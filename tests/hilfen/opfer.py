"""A process that works until it is killed: what it says on standard output has been acknowledged.

python -m tests.hilfen.opfer BÜHNE TAT SAAT
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kim_desktop.application.ansicht import zeige
from kim_desktop.application.arbeitsplatz import Arbeitsplatz, Zugang, oeffne_arbeitsplatz
from kim_desktop.application.platz.einrichten import gruende_kreis, trage_stelle_ein
from kim_desktop.application.platz.pflege import baue_projektionen_neu
from kim_desktop.application.platz.sicherung import sichere
from kim_desktop.application.platz.wiederherstellen import stelle_wieder_her
from kim_desktop.application.schritt.tun import tue
from kim_desktop.application.uebergabe.austausch import lies_ein, uebergib_an_alle
from kim_desktop.application.uebergabe.versand import ausstand, verschicke
from tests.hilfen.kreis import MELDUNG, quelle

Belege = Iterator[dict[str, Any]]


def melde(ap: Arbeitsplatz, buehne: Path) -> Belege:
    """Report three times, each with an attachment."""
    for nummer in range(3):
        anlage = buehne / f"Übersicht {nummer}.txt"
        anlage.write_text(f"Fälle: {nummer}\n" * 4000, encoding="utf-8")
        daten = {**MELDUNG, "fuer_stelle": "HEN", "anlagen": [str(anlage)]}
        yield {"ereignis": tue(ap, "melden", daten).ereignis}


def lies(ap: Arbeitsplatz, buehne: Path) -> Belege:
    """Take in every file that lies there."""
    for datei in sorted((buehne / "eingang").glob("*/*.kim")):
        lies_ein(ap, datei)
        yield {"gelesen": str(datei)}


def uebergib(ap: Arbeitsplatz, buehne: Path) -> Belege:
    """Write files for everyone, twice."""
    for _ in range(2):
        for ausfuhr in uebergib_an_alle(ap, buehne / "post").dateien:
            yield {"datei": str(ausfuhr.datei)}


def verschicken(ap: Arbeitsplatz, buehne: Path) -> Belege:
    """Write what is owed, with drafts."""
    stellen = [e.stelle for e in ausstand(ap).an] or ["HEN"]
    for sendung in verschicke(ap, stellen, buehne / "post").sendungen:
        yield {"datei": str(sendung.datei)}


def sichern(ap: Arbeitsplatz, buehne: Path) -> Belege:
    """Write two backups."""
    for _ in range(2):
        yield {"sicherung": str(sichere(ap, buehne / "stick").ordner)}


def loesche(ap: Arbeitsplatz, _buehne: Path) -> Belege:
    """Erase the first entry of a case."""
    eintrag = zeige(ap, "HEN1-2026-001").verlauf[0].id
    getan = tue(ap, "loeschen", {"ereignisse": [eintrag], "grund": "personenbezug"})
    yield {"ereignis": getan.ereignis, "geloescht": eintrag}


def baue_neu(ap: Arbeitsplatz, _buehne: Path) -> Belege:
    """Rebuild all projections."""
    for _ in range(4):
        yield {"stand": baue_projektionen_neu(ap)[0]}


def trage_ein(ap: Arbeitsplatz, _buehne: Path) -> Belege:
    """Enter three units in the directory."""
    for nummer in range(3):
        yield {"stelle": trage_stelle_ein(ap, f"Gruppe {nummer}", ident=f"pg-{nummer}")}


def stelle_her(_ap: Arbeitsplatz, buehne: Path) -> Belege:
    """Restore the backup that lies on the stick into a new folder."""
    stelle_wieder_her(buehne / "stick", buehne / "neu", Zugang(), quelle("neu"))
    yield {"profil": str(buehne / "neu")}


def gruende(_ap: Arbeitsplatz, buehne: Path) -> Belege:
    """Found another district."""
    ort = buehne / "gegruendet"
    gruende_kreis(ort, "Anderer Kreis", Zugang(), uebung=True, quelle=quelle("g")).schliesse()
    yield {"profil": str(ort)}


TATEN: dict[str, Callable[[Arbeitsplatz, Path], Belege]] = {
    "melden": melde,
    "einlesen": lies,
    "uebergeben": uebergib,
    "verschicken": verschicken,
    "sichern": sichern,
    "loeschen": loesche,
    "neu_aufbauen": baue_neu,
    "verzeichnis": trage_ein,
    "wiederherstellen": stelle_her,
    "gruenden": gruende,
}


def _sage(zeile: str) -> None:
    """Write a line in one system call; `print` makes two where nothing is buffered."""
    sys.stdout.write(f"{zeile}\n")
    sys.stdout.flush()


def main() -> None:
    """Do the deed and acknowledge each part of it."""
    buehne, tat, saat = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    ap = oeffne_arbeitsplatz(buehne / "profil", Zugang(), quelle(saat))
    _sage("bereit")
    for beleg in TATEN[tat](ap, buehne):
        _sage(json.dumps(beleg))
    ap.schliesse()
    _sage("fertig")


if __name__ == "__main__":
    main()
