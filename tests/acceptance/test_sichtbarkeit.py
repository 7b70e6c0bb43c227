"""Wer was liest, an den Bytes der Dateien geprüft, die die CM-Koordination ausgibt."""

import pytest

from tests.hilfen.geschichte import LESER, Gelesen, gespielt

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
def gelesen(tmp_path_factory: pytest.TempPathFactory) -> Gelesen:
    """Play the story once."""
    return gespielt(tmp_path_factory.mktemp("geschichte") / "k")


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
