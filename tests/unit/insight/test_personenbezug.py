"""Personal data in texts: found where it is, not seen where it is not."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_desktop.insight.personenbezug import Art, Fund, personenbezug
from kim_desktop.insight.personenbezug.nummern import ist_versicherungsnummer
from kim_desktop.store.ressourcen import ressource

DATEN = Path(__file__).parents[2] / "data" / "personenbezug"
_AUSGEZEICHNET = re.compile(r"\[\[(\w+):(.*?)\]\]")
#: So much of a span has to be found for it to count.
_ANTEIL = 0.6


@dataclass(slots=True)
class Bilanz:
    """What was found of what there was, over a whole file."""

    richtig: int = 0
    verfehlt: int = 0
    falsch: int = 0
    saubere: int = 0
    alarme: int = 0

    @property
    def trefferquote(self) -> float:
        """Share of what there was that was found."""
        return self.richtig / (self.richtig + self.verfehlt)

    @property
    def genauigkeit(self) -> float:
        """Share of what was found that was there."""
        return self.richtig / (self.richtig + self.falsch)


def saetze(datei: Path) -> Iterator[tuple[str, list[Fund]]]:
    """Yield each text without its marks, and what they say."""
    for zeile in datei.read_text(encoding="utf-8").splitlines():
        text, gemeint, ab = "", [], 0
        for treffer in _AUSGEZEICHNET.finditer(zeile):
            text += zeile[ab : treffer.start()]
            ort = len(text)
            gemeint.append(Fund(ort, ort + len(treffer[2]), Art(treffer[1]), treffer[2]))
            text, ab = text + treffer[2], treffer.end()
        yield text + zeile[ab:], gemeint


def bilanz(datei: Path) -> Bilanz:
    """Compare what is found with what is marked."""
    stand = Bilanz()
    for text, gemeint in saetze(datei):
        gefunden = personenbezug(text)
        getroffen = [f for g in gemeint for f in gefunden if _trifft(f, g)]
        gesehen = sum(any(_trifft(f, g) for f in gefunden) for g in gemeint)
        stand.richtig += gesehen
        stand.verfehlt += len(gemeint) - gesehen
        stand.falsch += sum(
            f not in getroffen and not any(f.von < g.bis and g.von < f.bis for g in gemeint)
            for f in gefunden
        )
        stand.saubere += not gemeint
        stand.alarme += not gemeint and bool(gefunden)
    return stand


def _trifft(fund: Fund, gemeint: Fund) -> bool:
    gemeinsam = min(fund.bis, gemeint.bis) - max(fund.von, gemeint.von)
    return fund.art is gemeint.art and gemeinsam >= _ANTEIL * len(gemeint.text)


def test_in_saetzen_von_anderer_hand_wird_gefunden_was_darin_steht() -> None:
    stand = bilanz(DATEN / "pruefung.txt")
    assert stand.trefferquote >= 0.9, stand
    assert stand.genauigkeit >= 0.95, stand
    assert stand.alarme <= 0.05 * stand.saubere, stand


def test_was_schon_gelang_gelingt_weiter() -> None:
    stand = bilanz(DATEN / "entwicklung.txt")
    assert stand.trefferquote >= 0.97, stand
    assert stand.genauigkeit >= 0.99, stand
    assert stand.alarme == 0, stand


BEISPIELE = [
    ("Frau Amira Haddad wartet.", Art.NAME, "Amira Haddad"),
    ("Frau\u00a0Amira Haddad wartet.", Art.NAME, "Amira Haddad"),
    ("Frau\nHaddad wartet.", Art.NAME, "Haddad"),
    ("Herr SCHMIDT wartet.", Art.NAME, "SCHMIDT"),
    ("AMIRA HADDAD wartet.", Art.NAME, "AMIRA HADDAD"),
    ("Herr de la Cruz wartet.", Art.NAME, "de la Cruz"),
    ("Frau Dr. med. Schneider wartet.", Art.NAME, "Schneider"),
    ("Marie-Curie-Straße 12, Hinterhof", Art.ADRESSE, "Marie-Curie-Straße 12"),
    ("Bahnhofstr.12 und Hof", Art.ADRESSE, "Bahnhofstr.12"),
    ("Kennzeichen: SU AB 1234", Art.KENNZEICHEN, "SU AB 1234"),
    ("Es geht um Mariams Antrag.", Art.NAME, "Mariams"),
    ("Der Vater von Tesfalem Gebremariam klagt.", Art.NAME, "Tesfalem Gebremariam"),
    ("Haddad, Amira hat vorgesprochen.", Art.NAME, "Haddad, Amira"),
    ("geb. am 12. März 1987 in Homs", Art.GEBURTSDATUM, "12. März 1987"),
    ("AZR-Nr. 061844029375", Art.AZR, "061844029375"),
    ("BG-Nummer 38502//0012345", Art.BG, "38502//0012345"),
    ("Az. 50.2-4711/23 der Ausländerbehörde", Art.AKTENZEICHEN, "50.2-4711/23"),
    ("Versicherungsnummer 65 010184 A 017", Art.SOZIALVERSICHERUNG, "65 010184 A 017"),
    ("Steuer-ID 34 041 264 988", Art.STEUER, "34 041 264 988"),
    ("Konto DE93 3705 0299 0001 4230 87", Art.IBAN, "DE93 3705 0299 0001 4230 87"),
    ("Die IBAN DE12 3456 7890 1234 5678 90 ist vertippt.", Art.IBAN, "DE12 3456 7890 1234 5678 90"),
    ("Tel. 02241 / 99 12 34", Art.TELEFON, "02241 / 99 12 34"),
    ("amira.haddad@example.org schreibt", Art.EMAIL, "amira.haddad@example.org"),
    ("wohnt Bonner Straße 12a, 53757 Sankt Augustin", Art.ADRESSE,
     "Bonner Straße 12a, 53757 Sankt Augustin"),
    ("Sie wohnt Am Bach 3 in Much.", Art.ADRESSE, "Am Bach 3"),
    ("Bonner Straße 12 und sonst nichts", Art.ADRESSE, "Bonner Straße 12"),
    ("Reisepass Nr. P01482937 abgelaufen", Art.AUSWEIS, "P01482937"),
    ("Das Auto SU-AB 123 steht still.", Art.KENNZEICHEN, "SU-AB 123"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "art", "wort"), BEISPIELE, ids=[b[2] for b in BEISPIELE])
def test_jede_art_wird_gefunden_mit_ihrer_stelle(text: str, art: Art, wort: str) -> None:
    von = text.index(wort)
    assert personenbezug(text) == [Fund(von, von + len(wort), art, wort)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Herr K. wartet seit Mai 2024 auf einen Termin am 12.03.2025.",
        "Nach § 24 AufenthG und BVerwG, Urteil vom 12.07.2018 – 1 C 16.17, besteht der Anspruch.",
        "Vorlage 197/23, SV-10-0898 und 50/4294/XVII/2024, abgelegt unter 50-05-00.",
        "Die Käthe-Kollwitz-Schule, das Kardinal-Frings-Haus und die Otto Benecke Stiftung helfen.",
        "Frau Landrätin und der Bürgermeister von Hennef (Sieg) haben zugesagt.",
        "Anders als beschlossen. Solange das fehlt, geht nichts. Per Mail kam Hilfe vom Imam.",
        "Ein Koch, ein Schäfer und ein Müller suchen Arbeit in Sankt Augustin.",
        "Anfragen an auslaenderbehoerde@kreis-beispiel.example dauern 41 Tage.",
        "Am Montag 12 Uhr, im Kreis 14 Stellen, zum Stichtag 31 Fälle.",
        "Zum TOP 4, Sprachkurse, und zur Anlage 3, Seite 2; im Raum 12, Haus B, im Quartal 3.",
        "Im Handlungsfeld 3 fehlen je Kitaplatz 3 Plätze, der Bahnhof 3 km entfernt, Dienstweg 3.",
        "Tabelle: 2023 2024 2025, Passquote 2023 2024, Anträge: 120 140 160 180.",
        "Passwort: 123456 und Dokumentation 2023 2024",
        "KONZEPT FÜR DEN KREIS, STAND MAI",
        "Die Kostenstelle DE12 3456 7890 1234 5678 90 wird gebucht.",
    ],
)
def test_was_niemanden_nennt_bleibt_unbeachtet(text: str) -> None:
    assert personenbezug(text) == []


def test_was_stehen_bleiben_soll_bleibt_stehen_und_sonst_nichts() -> None:
    text = "Thomas Kleinschmidt vom Träger Nordstern hat mit Amira Haddad gesprochen."
    assert [f.text for f in personenbezug(text, ["Thomas Kleinschmidt"])] == ["Amira Haddad"]
    assert [f.text for f in personenbezug(text, ["thomas kleinschmidt", "Amira Haddad"])] == []
    assert "Thomas Kleinschmidt" in [f.text for f in personenbezug(text, ["Klein", ""])]


@pytest.mark.parametrize(
    "wort", ["Straße", "Kosten", "Verwaltungs", "Ab", "1 ", "a@", "Am Bach 1 "]
)
def test_auch_ein_endloses_wort_ist_bald_gelesen(wort: str) -> None:
    assert isinstance(personenbezug(wort * (20_000 // len(wort))), list)


@given(st.text(alphabet=st.sampled_from("aÄß-'’ \u00a0\n.,0123/@()FrauHDK"), max_size=60))
def test_jeder_fund_steht_wo_er_gesagt_wird(text: str) -> None:
    funde = personenbezug(text)
    eben = text.replace("\u00a0", " ")
    assert all(eben[f.von : f.bis] == f.text for f in funde)
    assert all(a.bis <= b.von for a, b in pairwise(funde))


def test_eine_falsche_pruefziffer_faellt_auf() -> None:
    assert ist_versicherungsnummer("65010184A017")
    assert not any(ist_versicherungsnummer(f"65010184A01{z}") for z in "012345689")


def test_der_uebungskreis_nennt_niemanden() -> None:
    texte = [
        t
        for d in ressource("demo/ablauf").iterdir()
        for t in _texte(json.loads(d.read_text("utf-8")))
    ]
    assert len(texte) > 300
    assert [(f.art, f.text) for t in texte for f in personenbezug(t)] == []


def _texte(wert: Any) -> Iterator[str]:
    if isinstance(wert, str):
        yield wert
    for teil in wert.values() if isinstance(wert, dict) else wert if isinstance(wert, list) else ():
        yield from _texte(teil)
