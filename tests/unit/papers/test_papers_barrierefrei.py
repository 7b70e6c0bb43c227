"""Every paper can be archived and read aloud: two validators say so, and notice every damage."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import papiere_pruefen
from kim_desktop.papers.begleitblatt import BegleitblattDaten, begleitblatt
from kim_desktop.papers.beilage import Beilage
from kim_desktop.papers.blaetter import (
    AnmeldelisteDaten,
    Anmeldezeile,
    KreisblattDaten,
    NotfallblattDaten,
    PruefziffernDaten,
    anmeldeliste,
    kreisblatt,
    notfallblatt,
    pruefziffernblatt,
)
from kim_desktop.papers.daten import (
    Beratung,
    OeffentlichkeitsarbeitDaten,
    RueckmeldungDaten,
    VorlageDaten,
)
from kim_desktop.papers.datenpanne import Datenpanne, datenpanne
from kim_desktop.papers.elemente import Dokument
from kim_desktop.papers.rueckmeldung import rueckmeldung
from kim_desktop.papers.satz import setze
from kim_desktop.papers.satz.leinwand import Leinwand
from kim_desktop.papers.satz.masse import TEXT
from kim_desktop.papers.uebergaben import UebergabenDaten, UebergabeZeile, uebergaben
from kim_desktop.papers.vorlage import vorlage

KREIS, TAG = "Rhein-Sieg-Kreis", "2026-11-28"
LANG = "Die Stellen warten jeweils auf ein Papier, das eine andere Stelle ausgibt. " * 12
SONDER = "\U0001f512 <b>A&amp;B</b> & 5 < 6 „Größe“ – € § ẞ Łódź Київ Ωμέγα ]]> (x) \\ %s {0}"
LEER: dict[str, Any] = {"kreis": KREIS, "kennung": "K", "fassung": 1, "titel": "T", "datum": TAG}
GRUPPEN = tuple(f"A{n:02}CD" for n in range(13))
VIELE = tuple(
    Beratung(schritt=n, bezeichnung=f"Beratung Nr. {n}", stelle="Stelle", datum=TAG)
    for n in range(100, 160)
)


@pytest.fixture(scope="session")
def papiere(
    vorlage_daten: VorlageDaten, rueckmeldung_daten: RueckmeldungDaten
) -> dict[str, Dokument]:
    """Return every kind of paper, the two of the meetings also long, empty and unusual."""
    v, r = vorlage_daten, rueckmeldung_daten
    ansatz = replace(r.loesungsansaetze[0], beschreibung=LANG * 3, titel=SONDER)
    return {
        "Vorlage": vorlage(v),
        "Vorlage, lang": vorlage(
            replace(v, sachverhalt=f"{LANG}\n" * 4, beratungsfolge=VIELE, beschlussvorschlag=LANG)
        ),
        "Vorlage, leer": vorlage(
            VorlageDaten(
                beschlussvorschlag="", sachverhalt="", anzahl_meldungen=0, anzahl_cm_stellen=0,
                schwelle=2, **LEER,
            )
        ),
        "Vorlage, Sonderzeichen": vorlage(
            replace(v, titel=SONDER, kreis=SONDER, anlagen=(SONDER,))
        ),
        "RM": rueckmeldung(r),
        "RM, lang": rueckmeldung(replace(r, loesungsansaetze=(ansatz,) * 6, vorgehen=LANG * 4)),
        "RM, leer": rueckmeldung(
            RueckmeldungDaten(
                anlass="", loesungsansaetze=(),
                oeffentlichkeitsarbeit=OeffentlichkeitsarbeitDaten(vorgesehen=False), **LEER,
            )
        ),
        **_blaetter(),
    }  # fmt: skip


def _blaetter() -> dict[str, Dokument]:
    blatt: dict[str, Any] = {"kreis": KREIS, "datum": TAG, "uebung": True}
    zeile = UebergabeZeile(stelle="Hennef", stand="Es fehlt etwas.", gesendet="1", erhalten="2")
    anmeldung = Anmeldezeile(stelle="Hennef", platz="HEN1", rollen="CM-Stelle", datei="a.kim")
    return {
        "Begleitblatt": begleitblatt(
            BegleitblattDaten(
                kreis=KREIS, von="Hennef", an="Kreis", nr=3, tag=TAG, eintraege=7,
                datei="KIM_HEN_KI_3.kim", uebung=False,
            )
        ),
        "Übergaben": uebergaben(
            UebergabenDaten(
                kreis=KREIS, stelle="Kreis", tag=TAG, uebung=True, summe="Alles in Ordnung.",
                zu_tun=(zeile,) * 40, wartet=(zeile,), ruhige=("Troisdorf", "Bornheim"),
            )
        ),
        "Notfallblatt": notfallblatt(
            NotfallblattDaten(stelle="Hennef", platz="HEN1", gruppen=GRUPPEN, **blatt)
        ),
        "Kreisblatt": kreisblatt(KreisblattDaten(ziffern="12345", gruppen=GRUPPEN, **blatt)),
        "Prüfziffern": pruefziffernblatt(
            PruefziffernDaten(stelle="Hennef", gruppen=GRUPPEN, **blatt)
        ),
        "Anmeldeliste": anmeldeliste(AnmeldelisteDaten(zeilen=(anmeldung,) * 30, **blatt)),
        "Datenpanne": datenpanne(
            Datenpanne(
                kreis=KREIS, stelle="Hennef", datum=TAG, kennung="HEN1-2026-001", eintrag="ab" * 32,
                eingetragen=TAG, geloescht=TAG, grund="Name", bestaetigt=2, von=3, offen=("KIL",),
                empfaenger=("Kreis",), reste=("Eine Sicherung vom 1.11. enthält es noch.",),
                uebung=True,
            )
        ),
    }  # fmt: skip


@pytest.fixture(scope="session")
def gedruckt(
    papiere: dict[str, Dokument], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Print all of them; the cover sheet carries a file."""
    ordner = tmp_path_factory.mktemp("papiere")
    ziele = {name: ordner / f"{name}.pdf" for name in papiere}
    for name, dokument in papiere.items():
        beilage = Beilage("KIM_1.kim", bytes(range(256)) * 40 + b"\r", "Übergabedatei")
        setze(dokument, ziele[name], beilage if name == "Begleitblatt" else None)
    return ziele


def test_page_hat_an_keinem_papier_etwas_auszusetzen(gedruckt: dict[str, Path]) -> None:
    befunde = papiere_pruefen.mit_page(gedruckt.values())
    assert befunde == {datei: [] for datei in gedruckt.values()}


@pytest.mark.skipif(not papiere_pruefen.hat_java(), reason="ohne JDK läuft veraPDF nicht")
def test_verapdf_hat_an_keinem_papier_etwas_auszusetzen(gedruckt: dict[str, Path]) -> None:
    befunde = papiere_pruefen.mit_verapdf(gedruckt.values())
    assert befunde == {datei: [] for datei in gedruckt.values()}


def test_nur_das_begleitblatt_traegt_eine_datei(gedruckt: dict[str, Path]) -> None:
    arten = {name: papiere_pruefen.profile(datei)[0] for name, datei in gedruckt.items()}
    assert [name for name, art in arten.items() if art == "PDFA-3A"] == ["Begleitblatt"]


#: What is overwritten in a sound paper, always by as many bytes, and what that takes away.
SCHAEDEN = {
    "keine Sprache": (b"/Lang ", b"/Lanx "),
    "nicht als gegliedert gekennzeichnet": (b"/MarkInfo ", b"/MarkInfx "),
    "keine Gliederung": (b"/StructTreeRoot ", b"/StructTreeRoox "),
    "keine Angaben": (b"/Metadata ", b"/Metadatx "),
    "keine Ausgabeabsicht": (b"/OutputIntents ", b"/OutputIntentx "),
    "kein Text hinter den Zeichen": (b"/ToUnicode ", b"/ToUnicodx "),
    "Titel wird nicht gezeigt": (b"/DisplayDocTitle true", b"/DisplayDocTitle fals"),
    "übersprungene Überschrift": (b"/S /H2 ", b"/S /H4 "),
    "keine Kopfzellen": (b"/Scope /Column", b"/Scopx /Column"),
    "andere Konformität": (b"<pdfaid:conformance>A", b"<pdfaid:conformance>X"),
    "keine Barrierefreiheit": (b"<pdfuaid:part>1", b"<pdfuaid:part>9"),
    "Strom ohne Ende": (b"\r\nendstream", b"  endstream"),
}


@pytest.fixture(scope="session")
def beschaedigt(
    vorlage_daten: VorlageDaten, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Print one paper and damage it in every way."""
    ordner = tmp_path_factory.mktemp("beschaedigt")
    heil = ordner / "heil.pdf"
    setze(vorlage(vorlage_daten), heil)
    roh = heil.read_bytes()
    for name, (vorher, nachher) in SCHAEDEN.items():
        assert vorher in roh, name
        (ordner / f"{name}.pdf").write_bytes(roh.replace(vorher, nachher))
    return {name: ordner / f"{name}.pdf" for name in SCHAEDEN}


def test_page_merkt_jeden_schaden(beschaedigt: dict[str, Path]) -> None:
    befunde = papiere_pruefen.mit_page(beschaedigt.values())
    assert [name for name, datei in beschaedigt.items() if not befunde[datei]] == []


@pytest.mark.skipif(not papiere_pruefen.hat_java(), reason="ohne JDK läuft veraPDF nicht")
def test_verapdf_merkt_jeden_schaden(beschaedigt: dict[str, Path]) -> None:
    befunde = papiere_pruefen.mit_verapdf(beschaedigt.values())
    assert [name for name, datei in beschaedigt.items() if not befunde[datei]] == []


def _kinder(knoten: Any) -> list[Any]:
    kinder = knoten.get("/K", [])
    return [kind.get_object() for kind in (kinder if isinstance(kinder, list) else [kinder])]


def _elemente(knoten: Any) -> Iterator[Any]:
    """Yield the structure elements below one, in reading order."""
    for kind in _kinder(knoten):
        if isinstance(kind, dict) and "/S" in kind:
            yield kind
            yield from _elemente(kind)


def _marken(element: Any, seiten: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Yield page and number of the marked content of one element."""
    for kind in _kinder(element):
        if isinstance(kind, int):
            yield seiten[element.raw_get("/Pg").idnum], int(kind)
        elif "/MCID" in kind:
            yield seiten[kind.raw_get("/Pg").idnum], int(kind["/MCID"])


def _baum(datei: Path) -> Any:
    wurzel: Any = PdfReader(datei).trailer["/Root"]
    return wurzel["/StructTreeRoot"]


def test_alles_gezeichnete_ist_in_der_gliederung_und_zurueck_zu_finden(
    gedruckt: dict[str, Path],
) -> None:
    for name, datei in gedruckt.items():
        pdf: Any = PdfReader(datei)
        baum = pdf.trailer["/Root"]["/StructTreeRoot"]
        seiten = {seite.indirect_reference.idnum: n for n, seite in enumerate(pdf.pages)}
        stellen = {id(e): list(_marken(e, seiten)) for e in _elemente(baum)}
        gezeichnet = [
            (n, int(marke))
            for n, seite in enumerate(pdf.pages)
            for marke in re.findall(rb"/MCID (\d+)", seite.get_contents().get_data())
        ]
        assert sorted(chain.from_iterable(stellen.values())) == gezeichnet, name
        nummern = baum["/ParentTree"]["/Nums"]
        zurueck = dict(zip(nummern[::2], nummern[1::2], strict=True))
        for n, seite in enumerate(pdf.pages):
            for marke, element in enumerate(zurueck[seite["/StructParents"]]):
                assert (n, marke) in stellen[id(element.get_object())], name


def test_jedes_papier_hat_genau_eine_erste_ueberschrift(gedruckt: dict[str, Path]) -> None:
    for name, datei in gedruckt.items():
        arten = [str(element["/S"]) for element in _elemente(_baum(datei))]
        assert arten.count("/H1") == 1, name
        stufen = [int(art[2]) for art in arten if re.fullmatch(r"/H\d", art)]
        assert all(tiefer <= stufe + 1 for stufe, tiefer in pairwise(stufen)), name


def vorgelesen(datei: Path) -> str:
    """Return what a screen reader gets, in its order, with single blanks."""
    befehl = ["pdfinfo", "-struct-text", str(datei)]
    lauf = subprocess.run(befehl, capture_output=True, check=True)
    # What one element says in several pieces follows without a gap.
    elemente = re.sub(r'"\n *"', "", lauf.stdout.decode())
    worte = re.findall(r'^ *"(.*?)"$', elemente, re.MULTILINE | re.DOTALL)
    return " ".join(" ".join(worte).split())


def test_vorgelesen_wird_jedes_feld_ganz_und_in_seiner_folge(
    vorlage_daten: VorlageDaten, tmp_path: Path
) -> None:
    daten = replace(vorlage_daten, beratungsfolge=VIELE, sachverhalt=f"{LANG}\n" * 4)
    setze(vorlage(daten), tmp_path / "v.pdf")
    text = vorgelesen(tmp_path / "v.pdf").replace(" ", "")
    ort = 0
    for feld in (
        daten.kreis,
        daten.titel,
        *daten.mitzeichnung,
        *(b.bezeichnung for b in VIELE),
        daten.beschlussvorschlag.split("\n")[0],
        daten.sachverhalt,
        *daten.kommunen,
        daten.bewertung,
        daten.stellungnahmen[0].text,
        daten.alternativen,
        daten.anlagen[-1],
        "Auftrag erteilt",
    ):
        gesucht = "".join(feld.split())
        assert gesucht in text[ort:], feld
        ort = text.index(gesucht, ort) + len(gesucht)


#: What is printed at the margin, and in which words the paper says it itself.
GESAGT = {"ENTWURF": "Entwurf", "ÜBUNG": "Übung", "nicht öffentlich": "nicht öffentlich"}


def test_was_am_rand_steht_sagt_das_papier_auch_selbst(
    papiere: dict[str, Dokument], gedruckt: dict[str, Path]
) -> None:
    for name in (
        "Vorlage",
        "RM",
        "Begleitblatt",
        "Übergaben",
        "Notfallblatt",
        "Anmeldeliste",
        "Datenpanne",
    ):
        dokument, text = papiere[name], vorgelesen(gedruckt[name])
        for vermerk in dokument.vermerke:
            assert GESAGT[vermerk] in text, (name, vermerk)
        # The first words of the header say what kind of paper it is, in short.
        _, *am_rand = re.split(r" · | \(|\)", f"{dokument.kopf} · {dokument.fuss}")
        unbekannt = [teil for teil in am_rand if teil and teil.split(" ")[-1] not in text]
        assert not unbekannt, (name, unbekannt)


def test_ein_seltenes_zeichen_wird_gelesen_wie_es_geschrieben_ist(
    vorlage_daten: VorlageDaten, tmp_path: Path
) -> None:
    setze(
        vorlage(replace(vorlage_daten, sachverhalt="gesperrt \U0001f512 bis auf Weiteres")),
        tmp_path / "v.pdf",
    )
    assert "gesperrt \U0001f512 bis auf Weiteres" in vorgelesen(tmp_path / "v.pdf")
    assert papiere_pruefen.mit_page([tmp_path / "v.pdf"]) == {tmp_path / "v.pdf": []}


def test_was_von_hand_einzutragen_ist_wird_nicht_als_striche_gelesen(
    gedruckt: dict[str, Path],
) -> None:
    felder = [e["/A"] for e in _elemente(_baum(gedruckt["Anmeldeliste"])) if e["/S"] == "/Form"]
    assert {str(f["/Desc"]) for f in felder} == {"Kürzel", "Prüfziffern"}


def test_woerter_bleiben_auch_vorgelesen_getrennt(
    vorlage_daten: VorlageDaten, tmp_path: Path
) -> None:
    daten = replace(vorlage_daten, sachverhalt=LANG, mitzeichnung=("Kreissozialamt", "Jobcenter"))
    setze(vorlage(daten), tmp_path / "v.pdf")
    text = vorgelesen(tmp_path / "v.pdf")
    assert LANG.strip() in text
    assert "Kreissozialamt Jobcenter" in text
    assert re.search(r"\b1 Beratungsfolge", text)


def test_was_am_rand_und_als_wiederholung_steht_wird_nicht_vorgelesen(
    vorlage_daten: VorlageDaten, tmp_path: Path
) -> None:
    dokument = vorlage(replace(vorlage_daten, beratungsfolge=VIELE))
    setze(dokument, tmp_path / "v.pdf")
    text = vorgelesen(tmp_path / "v.pdf")
    assert len(PdfReader(tmp_path / "v.pdf").pages) > 3
    assert "Seite 2" not in text
    assert dokument.kopf not in text
    assert text.count("Schritt Beratung Stelle") == 1


def test_kaestchen_und_linien_sagen_wofuer_sie_sind(
    vorlage_daten: VorlageDaten, tmp_path: Path
) -> None:
    setze(vorlage(vorlage_daten), tmp_path / "v.pdf")
    felder = [e["/A"] for e in _elemente(_baum(tmp_path / "v.pdf")) if e["/S"] == "/Form"]
    assert {str(f["/O"]) for f in felder} == {"/PrintField"}
    assert {str(f["/Role"]) for f in felder} == {"/cb", "/tv"}
    namen = [str(f["/Desc"]) for f in felder]
    assert namen[0] == "Auftrag erteilt"
    assert {"im Konsens", "Ja", "Nein", "Enthaltung"} <= set(namen)
    assert all(namen)
    assert {str(f["/checked"]) for f in felder if f["/Role"] == "/cb"} == {"/off"}


def test_text_der_zu_nichts_gehoert_wird_nicht_gedruckt(vorlage_daten: VorlageDaten) -> None:
    blatt = Leinwand(vorlage(vorlage_daten))
    with pytest.raises(ValueError, match="outside of any tag"):
        blatt.text(100, 100, "verirrt", TEXT)
    blatt.linie(100, 100, 10, 1)
    with blatt.beiwerk():
        blatt.text(100, 100, "am Rand", TEXT)
