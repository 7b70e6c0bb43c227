"""Exit statuses, sentences and JSON of the command line: the contract with people and machines."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kim_desktop.application.arbeitsplatz import Zugang
from kim_desktop.application.demo import ablauf
from kim_desktop.application.platz.einrichten import bereite_vor, melde_an
from kim_desktop.application.platz.pflege import stand
from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.schritte import VERBORGEN
from kim_desktop.domain.tafel import NACH_NAME
from tests.hilfen.befehl import Antwort, Rufe, abgewiesen, fuelle, prozess, unveraendert
from tests.hilfen.faelschung import Paket, umhuellt, verschluesselt
from tests.hilfen.kreis import MELDUNG, geoeffnet
from tests.hilfen.sendung import Sendung

from .conftest import Kopie

NEUES_BUENDEL = {"titel": "x", "meldungen": ["HEN1-2026-001"]}
PASSPHRASE = "Erst der Mohn, dann der Klee"


# Damaged files: one call, one process, one refusal each.


def umadressiert(v: Sendung) -> bytes:
    return v.paket.mit(empfaenger=("0" * 32,)).klartext(v.schluessel["KI"].signierer)


def schaeden(v: Sendung) -> Iterator[tuple[str, bytes]]:
    """Yield twenty damaged files by name."""
    heil, ki = v.datei.read_bytes(), v.schluessel["KI"].signierer
    n = len(heil)
    for stelle in (0, 60, 150, 300, n // 2, n - 1):
        anders = heil[:stelle] + bytes([heil[stelle] ^ 1]) + heil[stelle + 1 :]
        yield f"byte-{stelle}", anders
    for laenge in (0, 22, n // 2, n - 16, n - 1):
        yield f"bis-{laenge}", heil[:laenge]
    yield "ab-1", heil[1:]
    yield "mehr", heil + b"\n"
    yield "doppelt", heil + heil
    yield "kein-kim", b"%PDF-1.7"
    innen = [
        umadressiert(v),
        umhuellt(b"{}", ki),
        v.paket.mit(absender="0" * 32).klartext(ki),
        v.paket.klartext(v.schluessel["HEN"].signierer),
        _kuerzer(v.paket).klartext(ki),
    ]
    for nummer, klartext in enumerate(innen):
        yield f"innen-{nummer}", verschluesselt(klartext, v.schluessel["KIL"].empfaenger)


def _kuerzer(paket: Paket) -> Paket:
    return paket.mit_zeilen(0, paket.zeilen(0)[:-1])


ANZAHL_SCHAEDEN = 20
HAELFTEN = 2


@pytest.mark.parametrize("haelfte", range(HAELFTEN))
def test_jede_beschaedigte_datei_endet_mit_4(
    sendung: Sendung, kopie: Kopie, tmp_path: Path, haelfte: int
) -> None:
    profil, dateien = kopie("KIL"), list(schaeden(sendung))
    assert len(dateien) == ANZAHL_SCHAEDEN
    with unveraendert(profil):
        for name, inhalt in dateien[haelfte::HAELFTEN]:
            datei = tmp_path / f"{name}.kim"
            datei.write_bytes(inhalt)
            antwort = prozess(profil, "einlesen", datei, "--json")
            abgewiesen(antwort, 4, "uebergabe", "Es wurde nichts übernommen.")
            assert (profil / "abgelehnt" / datei.name).read_bytes() == inhalt


def test_eine_heile_neben_einer_beschaedigten_datei_wird_uebernommen(
    sendung: Sendung, kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    (tmp_path / "post").mkdir()
    shutil.copy(sendung.datei, tmp_path / "post" / "b.kim")
    (tmp_path / "post" / "a.kim").write_bytes(b"x")
    antwort = rufe(kopie("KIL"), "einlesen", tmp_path / "post", "--json")
    assert antwort.status == 1
    assert antwort.werte["neu"] == 5
    assert [a["datei"] for a in antwort.werte["abgelehnt"]] == ["a.kim"]


# Status 2: what was entered does not fit.


def ohne(name: str) -> dict[str, Any]:
    return {k: w for k, w in MELDUNG.items() if k != name}


EINGABEN = [
    pytest.param("melden", ohne("titel"), "„Titel“ fehlt", id="fehlt"),
    pytest.param("melden", {**MELDUNG, "titel": ""}, "„Titel“ fehlt", id="leer"),
    pytest.param("melden", {**MELDUNG, "titel": 5}, "„Titel“ muss ein Text sein", id="kein Text"),
    pytest.param("melden", {**MELDUNG, "dringlichkeit": "hoch"}, "Zahl", id="keine Zahl"),
    pytest.param("melden", {**MELDUNG, "dringlichkeit": 5}, "zwischen 1 und 4", id="zu hoch"),
    pytest.param("melden", {**MELDUNG, "ebene": "Mond"}, "kennt nur", id="keine Wahl"),
    pytest.param("melden", {**MELDUNG, "geschehen_am": "31.02.2026"}, "Datum", id="kein Tag"),
    pytest.param("melden", {**MELDUNG, "handlungsfeld": "Raumfahrt"}, "Liste", id="nicht gelistet"),
    pytest.param("melden", {**MELDUNG, "keine_personendaten": False}, "bestätigen", id="Daten"),
    pytest.param("melden", {**MELDUNG, "farbe": "rot"}, "farbe", id="unbekannte Angabe"),
    pytest.param("melden", {**MELDUNG, "fuer_stelle": "Mond"}, "Mond", id="unbekannte Stelle"),
    pytest.param("melden", {**MELDUNG, "anlagen": ["x.exe"]}, "x.exe", id="Anlage"),
    pytest.param("melden", b"{", "kein JSON", id="kein JSON"),
    pytest.param("melden", b"\xff\xfe\x00", "lesen", id="kein UTF-8"),
    pytest.param("melden", b"[1]", "Angaben", id="kein Objekt"),
    pytest.param("melden", b"", "Angaben", id="nichts"),
    pytest.param("zaubern", MELDUNG, "Den Schritt „zaubern“ gibt es nicht", id="Schritt"),
    pytest.param("gruenden", {"name": "x"}, "gibt es nicht", id="verborgener Schritt"),
    pytest.param(
        "ergaenzen", {**MELDUNG, "kennung": "HEN9-2026-999"}, "HEN9-2026-999", id="Kennung"
    ),
    pytest.param("ergaenzen", MELDUNG, "Kennung", id="ohne Kennung"),
]


@pytest.mark.parametrize(("schritt", "angaben", "wort"), EINGABEN)
def test_unpassende_angaben_enden_mit_2(
    kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path], schritt: str, angaben: Any, wort: str
) -> None:
    profil = kopie("HEN")
    with unveraendert(profil):
        antwort = rufe(profil, "schritt", schritt, "--daten", daten(angaben), "--json")
    abgewiesen(antwort, 2, "eingabe", wort)


def test_unlesbare_daten_enden_mit_2(kopie: Kopie, rufe: Rufe, tmp_path: Path) -> None:
    profil = kopie("HEN")
    for ort in (tmp_path / "gibt-es-nicht.json", tmp_path):
        antwort = rufe(profil, "schritt", "melden", "--daten", ort, "--json")
        abgewiesen(antwort, 2, "eingabe", "lässt sich nicht lesen")


BEFEHLE = [
    pytest.param(("zeigen", "HEN9-2026-999"), "HEN9-2026-999", id="Kennung"),
    pytest.param(("uebergeben", "--an", "Mond", "--nach", "."), "Mond", id="Stelle"),
    pytest.param(("uebergeben", "--nach", "."), "--an STELLE oder --alle", id="an wen"),
    pytest.param(("schritt", "melden"), "--daten", id="ohne Daten"),
    pytest.param(("schritt", "zaubern", "--schema"), "zaubern", id="Schema"),
]


@pytest.mark.parametrize(("worte", "wort"), BEFEHLE)
def test_ein_unpassender_befehl_endet_mit_2(
    kopie: Kopie, rufe: Rufe, worte: tuple[str, ...], wort: str
) -> None:
    abgewiesen(rufe(kopie("HEN"), *worte, "--json"), 2, "eingabe", wort)


# Status 3: role or state forbid it.


VERBOTEN = [
    pytest.param("HEN", "buendeln", NEUES_BUENDEL, "CM-Koordination", id="Rolle"),
    pytest.param("HEN", "einstellen", {"schluessel": "schwelle", "wert": "3"}, "Sache", id="Kreis"),
    pytest.param("KI", "vorlegen", {"begruendung": "x"}, "der KI-Leitung vorgelegt", id="Zustand"),
    pytest.param("KI", "abschliessen", {"wirksamkeit": "wirksam"}, "geht jetzt nicht", id="früh"),
    pytest.param("KI", "beauftragen", {"ziel": "x"}, "Sache der Lenkungsgruppe", id="LG"),
]


@pytest.mark.parametrize(("wer", "schritt", "angaben", "wort"), VERBOTEN)
def test_falsche_rolle_oder_falscher_zustand_endet_mit_3(
    kopie: Kopie,
    rufe: Rufe,
    daten: Callable[[Any], Path],
    wer: str,
    schritt: str,
    angaben: dict[str, Any],
    wort: str,
) -> None:
    profil = kopie(wer)
    fall = {} if wer == "HEN" else {"kennung": "KI1-2026-001"}
    with unveraendert(profil):
        ort = daten({**fall, **angaben})
        abgewiesen(rufe(profil, "schritt", schritt, "--daten", ort, "--json"), 3, "prozess", wort)


@pytest.fixture
def neuling(tmp_path: Path) -> Path:
    """A workplace that nobody admitted yet, and its Anmeldung."""
    ordner = tmp_path / "neu"
    rollen = [Rolle.CM_STELLE]
    ap = bereite_vor(ordner, Zugang(), stelle="Stelle NEU", rollen=rollen, uebung=True)
    melde_an(ap, tmp_path / "neu.kim-anmeldung")
    ap.schliesse()
    return ordner


def test_ohne_zulassung_endet_jeder_schritt_mit_3(
    neuling: Path, rufe: Rufe, daten: Callable[[Any], Path]
) -> None:
    ort = daten(MELDUNG)
    abgewiesen(rufe(neuling, "schritt", "melden", "--daten", ort, "--json"), 3, "prozess")


# Status 4: Anmeldung and Zulassung.


def zulassen(rufe: Rufe, profil: Path, anmeldung: Path, ziffern: str) -> Antwort:
    rollen = ("--rolle", "cm-stelle", "--kuerzel", "NEU")
    nach = ("--nach", anmeldung.with_suffix(".kim-zulassung"))
    return rufe(profil, "zulassen", anmeldung, "--pruefziffern", ziffern, *rollen, *nach, "--json")


def test_falsche_pruefziffern_enden_mit_4(
    neuling: Path, kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil = kopie("KI")
    with unveraendert(profil):
        antwort = zulassen(rufe, profil, tmp_path / "neu.kim-anmeldung", "12345 " * 5)
        abgewiesen(antwort, 4, "uebergabe", "Prüfziffern passen nicht")
    assert not list(tmp_path.glob("*.kim-zulassung"))


def test_zu_wenige_pruefziffern_enden_mit_2(
    neuling: Path, kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    antwort = zulassen(rufe, kopie("KI"), tmp_path / "neu.kim-anmeldung", "12345")
    abgewiesen(antwort, 2, "eingabe", "eingegeben wurden 5")


def test_eine_beschaedigte_anmeldung_endet_mit_4(
    neuling: Path, kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil, datei = kopie("KI"), tmp_path / "neu.kim-anmeldung"
    datei.write_bytes(datei.read_bytes().replace(b"Stelle NEU", b"Stelle ALT"))
    with unveraendert(profil):
        abgewiesen(zulassen(rufe, profil, datei, "1" * 25), 4, "uebergabe", "unversehrte Anmeldung")


def test_eine_verlorene_zulassung_laesst_sich_noch_einmal_schreiben(
    sendung: Sendung, kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    anmeldung, profil = tmp_path / "HEN.kim-anmeldung", kopie("KI")
    ziffern = rufe(kopie("HEN"), "anmelden", "--nach", anmeldung, "--json").werte["pruefziffern"]
    with unveraendert(profil):
        assert zulassen(rufe, profil, anmeldung, ziffern).werte["stelle"] == "hen"


def test_eine_beschaedigte_oder_fremde_zulassung_endet_mit_4(
    sendung: Sendung, neuling: Path, rufe: Rufe, tmp_path: Path
) -> None:
    fremd = sendung.kreis.ordner / "HEN.kim-zu"
    kaputt = tmp_path / "kaputt.kim-zulassung"
    kaputt.write_bytes(fremd.read_bytes()[:-1])
    with unveraendert(neuling):
        abgewiesen(rufe(neuling, "beitreten", fremd, "--json"), 4, "uebergabe", "nicht für diesen")
        abgewiesen(rufe(neuling, "beitreten", kaputt, "--json"), 4, "uebergabe", "unversehrte")
        abgewiesen(rufe(neuling, "beitreten", tmp_path / "x", "--json"), 4, "uebergabe", "lesen")


# Status 5: the surroundings fail.


@pytest.fixture
def verschlossen(tmp_path: Path) -> Path:
    """A real workplace behind a passphrase."""
    ordner = tmp_path / "echt"
    rollen = [Rolle.CM_STELLE]
    bereite_vor(ordner, Zugang(PASSPHRASE), stelle="Hennef", rollen=rollen).schliesse()
    return ordner


def passphrase(ordner: Path, text: str) -> tuple[object, ...]:
    datei = ordner.with_suffix(".txt")
    datei.write_text(f"{text}\n", encoding="utf-8")
    return ("--passphrase-datei", datei)


def test_eine_falsche_passphrase_endet_mit_5(verschlossen: Path, rufe: Rufe) -> None:
    richtig = rufe(verschlossen, "stand", "--json", vorab=passphrase(verschlossen, PASSPHRASE))
    assert richtig.status == 0
    falsch = rufe(verschlossen, "stand", "--json", vorab=passphrase(verschlossen, "geraten"))
    abgewiesen(falsch, 5, "umgebung", "Passphrase stimmt nicht")
    abgewiesen(rufe(verschlossen, "stand", "--json"), 5, "umgebung", "--passphrase-datei")
    fehlt = ("--passphrase-datei", verschlossen / "gibt-es-nicht")
    abgewiesen(rufe(verschlossen, "stand", "--json", vorab=fehlt), 5, "umgebung", "nicht lesen")


def test_ein_zweiter_start_endet_mit_5(kopie: Kopie) -> None:
    profil = kopie("HEN")
    with unveraendert(profil), geoeffnet(profil):
        antwort = prozess(profil, "schritt", "melden", "--daten", "-", "--json", eingabe="{}")
        abgewiesen(antwort, 5, "umgebung", "bereits geöffnet")


def test_ohne_arbeitsplatz_endet_jeder_befehl_mit_5(rufe: Rufe, tmp_path: Path) -> None:
    antwort = rufe(tmp_path / "leer", "stand", "--json")
    abgewiesen(antwort, 5, "umgebung", "kein Arbeitsplatz eingerichtet")
    assert not (tmp_path / "leer").exists()


def test_wohin_nicht_geschrieben_werden_kann_endet_mit_5(
    kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil, datei = kopie("HEN"), tmp_path / "datei"
    datei.write_text("kein Ordner")
    with unveraendert(profil):
        for ziel in (tmp_path / "fehlt", datei):
            antwort = rufe(profil, "uebergeben", "--an", "KI", "--nach", ziel, "--json")
            abgewiesen(antwort, 5, "umgebung", "gibt es nicht")
        antwort = rufe(profil, "anmelden", "--nach", tmp_path / "fehlt" / "a", "--json")
        abgewiesen(antwort, 5, "umgebung", "Nicht geschrieben")
    assert nichts_gesendet(profil, rufe)


def nichts_gesendet(profil: Path, rufe: Rufe) -> bool:
    """Whether only the file counts as sent that went out when the district was built."""
    return len(rufe(profil, "uebergaben", "--json").werte["gesendet"]) == 1


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="wer alles darf, darf auch schreiben"
)
def test_ein_schreibgeschuetzter_ordner_endet_mit_5(
    kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil, ziel = kopie("HEN"), tmp_path / "nur-lesen"
    ziel.mkdir(mode=0o555)
    with unveraendert(profil):
        antwort = rufe(profil, "uebergeben", "--an", "KI", "--nach", ziel, "--json")
        abgewiesen(antwort, 5, "umgebung", "Nicht geschrieben")
    assert not list(ziel.iterdir())


def test_ein_voller_traeger_endet_mit_5_und_ohne_datei(
    kopie: Kopie, rufe: Rufe, kleiner_traeger: Path
) -> None:
    profil = kopie("HEN")
    fuelle(kleiner_traeger)
    with unveraendert(profil):
        antwort = rufe(profil, "uebergeben", "--an", "KI", "--nach", kleiner_traeger, "--json")
        abgewiesen(antwort, 5, "umgebung", "Nicht geschrieben", "voll")
    assert [d.name for d in kleiner_traeger.iterdir()] == ["last"]
    assert nichts_gesendet(profil, rufe)


def test_auf_einem_vollen_traeger_bleibt_der_arbeitsplatz_heil(
    sendung: Sendung, kopie: Kopie, rufe: Rufe, kleiner_traeger: Path
) -> None:
    profil = shutil.copytree(kopie("KIL"), kleiner_traeger / "profil")
    with geoeffnet(profil) as ap:
        vorher = stand(ap)
    last = fuelle(kleiner_traeger)
    abgewiesen(rufe(profil, "einlesen", sendung.datei, "--json"), 5, "umgebung")
    last.unlink()
    with geoeffnet(profil) as ap:
        assert stand(ap) == vorher
    assert rufe(profil, "einlesen", sendung.datei, "--json").werte["neu"] == 5


# The shapes of JSON other programs rely on.


def test_stand_und_neu_aufbauen_nennen_dasselbe(kopie: Kopie, rufe: Rufe) -> None:
    profil = kopie("KI")
    erster = rufe(profil, "stand", "--json")
    assert erster.status == 0
    assert set(erster.werte) >= {"stand", "ereignisse"}
    assert erster.werte["ereignisse"] == 6
    assert rufe(profil, "neu-aufbauen", "--json").werte == erster.werte


def test_zeigen_nennt_alle_vorgaenge(sendung: Sendung, kopie: Kopie, rufe: Rufe) -> None:
    vorgaenge = rufe(kopie("KI"), "zeigen", "--json").werte
    assert all(set(z) >= {"kennung", "art", "titel", "schritt", "zustand"} for z in vorgaenge)
    nach_kennung = {z["kennung"]: z for z in vorgaenge}
    assert set(nach_kennung) == {*sendung.meldungen, sendung.herausforderung}
    h = nach_kennung[sendung.herausforderung]
    assert (h["art"], h["schritt"], h["zustand"]) == ("herausforderung", 3, "vorgelegt")
    assert nach_kennung[sendung.meldungen[0]]["zustand"] == "gebuendelt"


def test_zeigen_erzaehlt_einen_vorgang(sendung: Sendung, kopie: Kopie, rufe: Rufe) -> None:
    einer = rufe(kopie("KI"), "zeigen", sendung.herausforderung, "--json").werte
    assert einer["kennung"] == sendung.herausforderung
    assert [z["schritt"] for z in einer["verlauf"]] == ["buendeln", "vorlegen"]


def test_einlesen_zaehlt(sendung: Sendung, kopie: Kopie, rufe: Rufe) -> None:
    profil = kopie("KIL")
    with unveraendert(profil):
        vorschau = rufe(profil, "einlesen", sendung.datei, "--vorschau", "--json").werte
    erstes = rufe(profil, "einlesen", sendung.datei, "--json").werte
    assert erstes == vorschau == {**erstes, "neu": 5, "fehlt": [], "strittig": [], "abgelehnt": []}
    zweites = rufe(profil, "einlesen", sendung.datei, "--json")
    assert zweites.status == 0
    assert zweites.werte["neu"] == 0
    assert zweites.werte["bekannt"] == erstes["neu"] + erstes["bekannt"]


def test_aufgaben_nennen_was_ansteht(sendung: Sendung, kopie: Kopie, rufe: Rufe) -> None:
    profil = kopie("KIL")
    rufe(profil, "einlesen", sendung.datei)
    offen = {a["kennung"]: a for a in rufe(profil, "aufgaben", "--json").werte}
    schritte = [s["name"] for s in offen[sendung.herausforderung]["schritte"]]
    assert {"weiterleiten", "zurueckgeben"} <= set(schritte)


def test_ein_schritt_nennt_seine_kennung(kopie: Kopie, daten: Callable[[Any], Path]) -> None:
    eingabe = json.dumps(MELDUNG, ensure_ascii=False)
    antwort = prozess(kopie("HEN"), "schritt", "melden", "--daten", "-", "--json", eingabe=eingabe)
    assert antwort.status == 0
    assert antwort.fehler == ""
    assert antwort.werte["kennung"] == "HEN1-2026-004"


def test_viele_meldungen_auf_einmal_und_eine_davon_falsch(
    kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path]
) -> None:
    zeilen = [json.dumps(satz) for satz in (MELDUNG, ohne("titel"), MELDUNG)]
    ort = daten("\n".join(zeilen).encode())
    antwort = rufe(kopie("HEN"), "schritt", "melden", "--daten", ort, "--json")
    assert antwort.status == 1
    gut, falsch, auch_gut = antwort.werte
    assert (gut["zeile"], gut["kennung"]) == (1, "HEN1-2026-004")
    assert (falsch["zeile"], "kennung" in falsch) == (2, False)
    assert "„Titel“ fehlt" in falsch["fehler"]
    assert (auch_gut["zeile"], auch_gut["kennung"]) == (3, "HEN1-2026-005")


def test_viele_gute_meldungen_enden_mit_0(
    kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path]
) -> None:
    ort = daten("\n".join([json.dumps(MELDUNG)] * 3).encode("utf-8-sig"))
    antwort = rufe(kopie("HEN"), "schritt", "melden", "--daten", ort, "--json")
    assert antwort.status == 0
    assert [z["zeile"] for z in antwort.werte] == [1, 2, 3]


# JSON Schema of every step.


OFFEN = sorted(set(NACH_NAME) - VERBORGEN)


def test_die_liste_nennt_jeden_schritt(rufe: Rufe) -> None:
    assert {s["name"] for s in rufe(None, "schritt", "--liste", "--json").werte} == set(OFFEN)


@pytest.mark.parametrize("name", OFFEN)
def test_jeder_schritt_hat_ein_schema(rufe: Rufe, name: str) -> None:
    antwort = rufe(None, "schritt", name, "--schema")
    assert antwort.status == 0
    schema = json.loads(antwort.aus)
    Draft202012Validator.check_schema(schema)
    assert schema == rufe(None, "schritt", name, "--schema", "--json").werte


def test_was_der_beispielkreis_eingibt_passt_zu_den_schemas(rufe: Rufe) -> None:
    szenen = [s for s in ablauf() if "schritt" in s]
    assert szenen
    for szene in szenen:
        schema = rufe(None, "schritt", szene["schritt"], "--schema", "--json").werte
        daten = szene.get("daten", {}) | {feld: w[0] for feld, w in szene.get("je", {}).items()}
        fehler = [
            f
            for f in Draft202012Validator(schema).iter_errors(daten)
            if not (f.validator == "required" and szene.get("wie_vorgeschlagen"))
        ]
        assert not fehler, (szene["schritt"], fehler)
