"""The setting: what stays together, what repeats, what survives unusual texts."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from kim_desktop.papers.daten import Beratung, RueckmeldungDaten, VorlageDaten
from kim_desktop.papers.elemente import Dokument, Ueberschrift
from kim_desktop.papers.fehler import PapierFehler
from kim_desktop.papers.rueckmeldung import rueckmeldung
from kim_desktop.papers.satz.raster import Raster, Zeile
from kim_desktop.papers.satz.seiten import verteile
from kim_desktop.papers.satz.struktur import wurzel
from kim_desktop.papers.satz.uebersetzen import uebersetze
from kim_desktop.papers.satz.umbruch import umbrechen
from kim_desktop.papers.vorlage import vorlage

Lies = Callable[[Dokument], list[str]]
SATZ = "Die Stellen warten jeweils auf ein Papier, das eine andere Stelle ausgibt. "


def _eng(text: str) -> str:
    return "".join(text.split())


def _laengen(daten: VorlageDaten) -> list[VorlageDaten]:
    """Return Vorlagen of growing length, so that every break falls somewhere else."""
    return [replace(daten, sachverhalt=f"{SATZ * 3}\n" * n) for n in range(1, 40)]


def test_der_entscheidungsblock_steht_immer_auf_einer_seite(
    vorlage_daten: VorlageDaten, lies: Lies
) -> None:
    for daten in _laengen(vorlage_daten):
        (seite,) = [s for s in lies(vorlage(daten)) if "Beschluss zur Vorlage" in s]
        block = seite[seite.index("Entscheidung der Lenkungsgruppe") :]
        for teil in (daten.beschlussvorschlag, "Auftrag erteilt", "Befangen", "Geschäftsführung"):
            assert _eng(teil) in _eng(block)


def test_keine_ueberschrift_steht_allein_am_fuss_einer_seite(
    vorlage_daten: VorlageDaten, lies: Lies
) -> None:
    for daten in _laengen(vorlage_daten):
        dokument = vorlage(daten)
        titel = {e.text for e in dokument.inhalt if isinstance(e, Ueberschrift)}
        for seite in lies(dokument):
            rumpf = seite.split(dokument.fuss)[0].strip()
            assert not [einer for einer in titel if rumpf.endswith(einer)]


def test_ein_absatz_laesst_keine_einzelne_zeile_zurueck(vorlage_daten: VorlageDaten) -> None:
    for daten in _laengen(vorlage_daten):
        for oben, unten in pairwise(verteile(uebersetze(vorlage(daten).inhalt, wurzel()))):
            for block in (oben[-1], unten[0]):
                zeilen = getattr(block, "zeilen", ("", ""))
                assert len(zeilen) > 1 or not zeilen[0].startswith("Die Stellen warten")


def test_auch_ein_vorschlag_ueber_mehrere_seiten_laesst_felder_und_unterschriften_beisammen(
    vorlage_daten: VorlageDaten, lies: Lies
) -> None:
    daten = replace(vorlage_daten, beschlussvorschlag=(SATZ * 8 + "\n") * 25)
    seiten = lies(vorlage(daten))
    (seite,) = [s for s in seiten if "Auftrag nicht erteilt" in s]
    assert "ausgibt." in seite.split("Auftrag nicht erteilt")[0]
    assert "im Konsens" in seite
    assert "Geschäftsführung" in seite


def test_ein_tabellenkopf_wiederholt_sich_und_keine_zeile_steht_allein(
    vorlage_daten: VorlageDaten, lies: Lies
) -> None:
    folge = tuple(
        Beratung(schritt=n, bezeichnung=f"Beratung Nr. {n}", stelle="S", datum="2026-01-01")
        for n in range(100, 190)
    )
    seiten = lies(vorlage(replace(vorlage_daten, beratungsfolge=folge)))
    mit_zeilen = [seite for seite in seiten if "Beratung Nr. 1" in seite]
    assert len(mit_zeilen) > 2
    for seite in mit_zeilen:
        assert "Schritt Beratung Stelle Datum Ergebnis" in seite
        assert seite.count("Beratung Nr. 1") > 1
    assert re.findall(r"Beratung Nr\. (\d+)", " ".join(seiten)) == [str(n) for n in range(100, 190)]


def test_sonderzeichen_kommen_unversehrt_an(vorlage_daten: VorlageDaten, lies: Lies) -> None:
    text = (
        "<b>A&amp;B</b> & 5 < 6 > 4 „Größe“ ‚x‘ – — … € § ß ẞ Łódź Şişli ığİ Țară Київ Ωμέγα %s {0}"
    )
    daten = replace(vorlage_daten, titel=text, sachverhalt=text, anlagen=(text,))
    gelesen = _eng(" ".join(lies(vorlage(daten))))
    assert gelesen.count(_eng(text)) == 3


def test_sehr_lange_texte_in_jedem_feld_gehen_nicht_verloren(
    vorlage_daten: VorlageDaten, lies: Lies
) -> None:
    lang = " ".join(f"Wort{n}" for n in range(1500))
    for feld in ("titel", "aktenzeichen", "sachverhalt", "beschlussvorschlag", "alternativen"):
        felder: dict[str, Any] = {feld: lang}
        dokument = vorlage(replace(vorlage_daten, **felder))
        ohne = (s.split(dokument.fuss)[0] for s in lies(dokument))
        woerter = re.findall(r"Wort\d+", " ".join(ohne))
        assert woerter[:1500] == lang.split(), feld


def test_ein_wort_breiter_als_die_zeile_wird_umgebrochen(
    vorlage_daten: VorlageDaten, lies: Lies
) -> None:
    wort = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 4
    folge = (Beratung(schritt=1, bezeichnung=wort, stelle=wort, datum="2026-01-01"),)
    text = lies(vorlage(replace(vorlage_daten, sachverhalt=wort, beratungsfolge=folge)))
    assert _eng("".join(text)).count(wort) >= 1


def test_eine_lange_kopfzeile_wird_gekuerzt_statt_die_vermerke_zu_ueberdecken(
    vorlage_daten: VorlageDaten, lies: Lies
) -> None:
    seite = lies(vorlage(replace(vorlage_daten, vorlagennummer="50/4294/XVII/2026 " * 9)))[0]
    assert "…" in seite[:140]
    assert "ENTWURF" in seite[:190]


@pytest.mark.parametrize("zeichen", ["☃", "\U0001f600", "ع", "\x07", "\ud800"])
def test_ein_zeichen_ohne_schrift_wird_mit_einem_satz_abgelehnt(
    zeichen: str, vorlage_daten: VorlageDaten, lies: Lies
) -> None:
    daten = replace(vorlage_daten, anlagen=("erste", f"Bericht über Härten {zeichen} im Kreis"))
    with pytest.raises(PapierFehler) as fehler:
        lies(vorlage(daten))
    satz = str(fehler.value)
    assert f"U+{ord(zeichen):04X}" in satz
    assert "nach „Bericht über Härten“" in satz
    assert satz.encode("utf-8")


@pytest.mark.parametrize("tag", ["", "22.11.2026", "2026-13-01"])
def test_ein_papier_ohne_gueltiges_datum_wird_abgelehnt(
    tag: str, vorlage_daten: VorlageDaten, lies: Lies
) -> None:
    with pytest.raises(PapierFehler, match="gültiges Datum"):
        lies(vorlage(replace(vorlage_daten, datum=tag)))


def test_die_bloecke_der_rm_stehen_jeder_auf_einer_seite(
    rueckmeldung_daten: RueckmeldungDaten, lies: Lies
) -> None:
    for n in range(1, 20):
        daten = replace(rueckmeldung_daten, vorgehen=SATZ * n * 2)
        for seite in lies(rueckmeldung(daten)):
            mengen = {
                seite.count(w) for w in ("mit Stimmen:", "Datum, Vorsitz", "geändert beschlo")
            }
            assert len(mengen) == 1


def test_eine_zeile_endet_mit_dem_leerzeichen_an_dem_sie_bricht() -> None:
    zeilen = umbrechen("dass Ratsuchende warten", 12, len)
    assert zeilen == ("dass ", "Ratsuchende ", "warten")
    assert umbrechen("Stadt\nKreis", 12, len) == ("Stadt ", "Kreis")


def test_eine_tabelle_wird_nicht_vor_der_letzten_zeile_geteilt() -> None:
    zeile = Zeile(((),), 10)
    raster = Raster((100,), (zeile,) * 5)
    teile = raster.teile(85, False)
    assert teile is not None
    assert [round(teil.hoehe) for teil in teile] == [60, 40]
    assert raster.teile(30, False) is None
