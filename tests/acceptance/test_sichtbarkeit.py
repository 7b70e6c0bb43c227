"""Wer was liest, an den Bytes der Dateien geprüft, die die CM-Koordination ausgibt."""

from dataclasses import replace
from pathlib import Path

import pytest

from kim_desktop.handover.auswahl import Auswahl, Bestand, waehle
from kim_desktop.handover.freigabe import Akten, leser_fuer
from kim_desktop.store.log import protokoll
from kim_desktop.store.log.verzeichnisse import lies_verzeichnis
from tests.hilfen.geschichte import LESER, Gelesen, gespielt
from tests.hilfen.kreis import Kreis, geoeffnet

# From which part of the story on a file holds the word; - never. Parts: A reported and bundled,
# B put before the KI-Leitung and the Lenkungsgruppe, C commissioned and decided, D after step 7.
# Columns: own CM-Stelle, other CM-Stelle, CM-Koordination, KI-Leitung, Lenkungsgruppe,
# commissioned Projektgruppe, another Projektgruppe.
ERWARTET = """
mmeldung        A - A B - C -
mergaenzt       A - A B - C -
mfuer           A - A B - C -
mgeheim         A - A - - - -
mgeschwaerzt    A - A B - C -
mantwort        A - A B - C -
mrueckfrage     A - A B - C -
mbescheid       A - A A - - -
mthema          A A A A A A A
mabfrage        A A A A A A A
mmeldungsnotiz  - - A A - - -
mnotiz          - - A A - - -
mbewertung      - - A A A C -
mstellung       - - A A A C -
mvorlage        - - B B B C -
mvorfrage       - - B B B C -
mvorantwort     - - B B B C -
mwieder         - - B B B C -
mnein           - - B B B C -
mneingrund      - - B B B C -
mberichtigt     - - B B B C -
mweitergabe     D D B B B C -
mlandantwort    D D B B B C -
mauftrag        D D C C C C -
mauftragsfrage  D D C C C C -
mzusage         D D C C C C -
mbeschluss      D D C C C C D
mumsetzung      D D D D D D -
mabschluss      D D D D D D -
marbeit         - - C C - C -
mvorgehen       - - C C C C -
mrmfrage        - - C C C C -
mansatz         D D C C C C D
msitzung        - - B B B C -
msondersitzung  - - B B B - -
mniederschrift  - - B B B C -
mmitteilung     D D D D D D D
merfolg         D - D D - - -
1987-06-05      A - A A - - -
meinstellung    A A A A A A A
"""
TEILE = "ABCD"
WORTE = [
    pytest.param(*zeile.split(maxsplit=1), id=zeile.split()[0])
    for zeile in ERWARTET.split("\n")
    if zeile
]


@pytest.fixture(scope="module")
def ordner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the story is played."""
    return tmp_path_factory.mktemp("geschichte") / "k"


@pytest.fixture(scope="module")
def gelesen(ordner: Path) -> Gelesen:
    """Play the story once."""
    return gespielt(ordner)


@pytest.mark.parametrize(("wort", "ab"), WORTE)
def test_jede_datei_enthaelt_nur_was_ihr_empfaenger_lesen_darf(
    gelesen: Gelesen, wort: str, ab: str
) -> None:
    gesucht = f'"{wort}"'.encode()
    for wer, seit in zip(LESER, ab.split(), strict=True):
        da = "".join(teil for teil in TEILE if gesucht in gelesen[teil][wer])
        soll = "" if seit == "-" else TEILE[TEILE.index(seit) :]
        assert da == soll, wer


def test_die_geschichte_erzaehlt_von_allem(gelesen: Gelesen) -> None:
    alles = gelesen["D"]["koordination"]
    assert all(f'"{wort.values[0]}"'.encode() in alles for wort in WORTE)


def test_eine_cm_stelle_bekommt_von_anderen_nicht_einmal_die_koepfe(gelesen: Gelesen) -> None:
    kopf = b'"stelle":"hen"'
    for wer in LESER:
        assert (kopf in gelesen["D"][wer]) == (wer != "andere"), wer


@pytest.mark.usefixtures("gelesen")
def test_wer_alle_koepfe_hat_bekommt_jeden_inhalt_den_er_lesen_darf(ordner: Path) -> None:
    with geoeffnet(Kreis(ordner).profil("KI")) as ki, ki.profil.datenbank.lesen() as v:
        verzeichnis, akten = lies_verzeichnis(v), Akten(v)
        for an in verzeichnis.stellen:
            leser = leser_fuer(verzeichnis, an, ki.heute().isoformat())
            wahl = waehle(v, verzeichnis, akten, leser, verzeichnis.plaetze_von(an))
            wahl = replace(wahl, bestand={log: Bestand(10**6, set()) for log in wahl.bestand})
            nachgeliefert = {zeile.id for _, zeile, _ in wahl.spaete()}
            assert nachgeliefert == _lesbare(wahl), an


def _lesbare(wahl: Auswahl) -> set[str]:
    alle = (z for log in wahl.bestand for z in protokoll.bereich(wahl.v, log, 1, 10**6))
    return {zeile.id for zeile in alle if wahl.lesbar(zeile)}
