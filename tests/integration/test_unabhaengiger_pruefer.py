"""The independent checker and the program: written from one document, of one opinion."""

import ast
import hashlib
import json
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import formatbeispiel
import kim_pruefen
from kim_desktop.domain.fehler import UebergabeFehler
from kim_desktop.domain.schritte import EIGENE_UNTERSCHRIFT
from kim_desktop.handover import behaelter
from kim_desktop.handover.manifest import KOERPER, Segment
from kim_desktop.handover.rahmen import rahme_spaet
from kim_desktop.store.anlage.anlagen import HOECHSTENS
from kim_desktop.trust.anmeldung import (
    als_liste,
    baue_anmeldung,
    kreis_ziffern,
    lies_anmeldung,
    lies_zulassung,
)
from kim_desktop.trust.kanon import kanon
from kim_desktop.trust.schluessel import Schluessel
from kim_desktop.trust.unterschrift import ANMELDUNG_TAG, VERZEICHNIS_TAG
from kim_desktop.trust.verzeichnis import neue_version
from tests.hilfen.faelschung import Paket, id_von, segment_von, veraendert
from tests.hilfen.kleinkreis import LESER, Kleinkreis, gespielt_klein
from tests.hilfen.mutation import Vorlage, probe
from tests.hilfen.vergleich import Urteile, Waage, lege_identitaet_ab, vorlagen, waage
from tests.integration import test_uebergabe_beschaedigt as beschaedigt

WURZEL = Path(__file__).parents[2]
WERKZEUG = WURZEL / "tools" / "kim_pruefen.py"
DOKUMENT = (WURZEL / "docs" / "uebergabeformat.md").read_text(encoding="utf-8")
PROBEN = 200


class Stand:
    """The small district, closed, and what the tests need of it."""

    def __init__(self, ordner: Path) -> None:
        self.klein: Kleinkreis = gespielt_klein(ordner)
        self.schluessel: dict[str, Schluessel] = {
            name: ap.profil.schluessel for name, ap in self.klein.kreis.plaetze.items()
        }
        self.vorlagen: list[Vorlage] = vorlagen(self.klein)
        self.klein.kreis.schliesse()


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Stand:
    return Stand(tmp_path_factory.mktemp("klein") / "kreis")


@pytest.fixture(scope="module")
def w(stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Waage]:
    with waage(stand.klein, tmp_path_factory.mktemp("waage")) as offen:
        yield offen


@pytest.fixture
def von_hen(stand: Stand) -> Vorlage:
    """What the CM-Stelle sent to the reader: the log of the hub from its beginning."""
    return stand.vorlagen[-1]


def geprueft(datei: Path, schluessel: Path) -> dict[str, Any]:
    befehl = [sys.executable, WERKZEUG, datei, "--schluessel", schluessel, "--json"]
    lauf = subprocess.run(befehl, capture_output=True, check=False, encoding="utf-8")
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    antwort: dict[str, Any] = json.loads(lauf.stdout)
    return antwort


def test_der_pruefer_kennt_das_programm_nicht() -> None:
    baum = ast.parse(WERKZEUG.read_text(encoding="utf-8"))
    fremd = {
        name.split(".")[0]
        for knoten in ast.walk(baum)
        for name in (
            [n.name for n in knoten.names]
            if isinstance(knoten, ast.Import)
            else [knoten.module or ""]
            if isinstance(knoten, ast.ImportFrom)
            else []
        )
    }
    assert fremd - set(sys.stdlib_module_names) == {"cryptography", "pyrage"}


def test_das_beispiel_des_dokuments_kommt_aus_dem_programm(tmp_path: Path) -> None:
    assert formatbeispiel.beispiel() in DOKUMENT
    datei = tmp_path / "inhalt"
    datei.write_bytes(formatbeispiel.klartext()[0])
    assert kim_pruefen.main([str(datei)]) == 0


def test_die_grenzen_und_arten_sind_dieselben() -> None:
    assert kim_pruefen.MIT_UNTERSCHRIFT == EIGENE_UNTERSCHRIFT
    assert all(f"`{art}`" in DOKUMENT for art in EIGENE_UNTERSCHRIFT)
    for was in ("DATEI", "MANIFEST", "ROH", "ZEILE", "SEGMENTE"):
        name = f"HOECHSTENS_{was}"
        assert getattr(kim_pruefen, name) == getattr(behaelter, name)
    assert kim_pruefen.HOECHSTENS_ANLAGE == HOECHSTENS


def test_jede_datei_des_kreises_wird_angenommen_und_alles_kommt_vor(
    stand: Stand, tmp_path: Path
) -> None:
    inhalte = []
    for an, datei in stand.klein.post:
        schluessel = lege_identitaet_ab(tmp_path, stand.schluessel[an])
        befund = kim_pruefen.pruefe(datei.read_bytes(), schluessel)
        assert not befund.fehler
        inhalte.append(befund.inhalt)
    protokolle = [p for i in inhalte for p in i["protokolle"]]
    assert any(p["mit_koerper"] < p["eintraege"] for p in protokolle)
    assert any(p["mit_unterschrift"] for p in protokolle)
    assert any(p["bereiche"][0][0] > 1 for p in protokolle)
    for was in ("spaete_koerper", "anlagen", "quittungen", "bitten", "koepfe"):
        assert any(i[was] for i in inhalte), was


def test_der_befehl_sagt_auf_deutsch_was_in_der_datei_steht(
    stand: Stand, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    datei = stand.klein.kreis.dateien[LESER][-2]
    schluessel = lege_identitaet_ab(tmp_path, stand.schluessel[LESER])
    antwort = geprueft(datei, schluessel)
    assert antwort["unversehrt"]
    assert antwort["inhalt"]["von"]["stelle"] == "CM-Koordination"
    assert kim_pruefen.main([str(datei), "--schluessel", str(schluessel)]) == 0
    text = capsys.readouterr().out
    assert "Protokoll CM-Koordination" in text
    assert text.endswith("Unversehrt.\n")
    kaputt = tmp_path / "kaputt.kim"
    kaputt.write_bytes(datei.read_bytes()[:-1])
    assert kim_pruefen.main([str(kaputt), "--schluessel", str(schluessel)]) == 4
    assert "FEHLER: Datei: Verschlüsselung beschädigt" in capsys.readouterr().out


def test_nur_der_empfaenger_und_der_absender_oeffnen_die_datei(
    stand: Stand, tmp_path: Path
) -> None:
    datei = stand.klein.kreis.dateien["KI"][0].read_bytes()
    for name, fehler in (("KI", 0), ("HEN", 0), (LESER, 1)):
        schluessel = lege_identitaet_ab(tmp_path, stand.schluessel[name])
        assert len(kim_pruefen.pruefe(datei, schluessel).fehler) == fehler


def test_ein_fehler_hat_einen_ort(w: Waage, von_hen: Vorlage, stand: Stand) -> None:
    paket, hub = von_hen.paket, stand.schluessel["KI"].signierer
    nummer = paket.nummer(hub.log)
    zeilen = paket.zeilen(nummer)
    zeilen[1] = veraendert(zeilen[1], lambda t: t["kopf"].update(tag="2026-02-30"))
    urteile = w.wiege_paket(paket.mit_zeilen(nummer, zeilen), von_hen.absender)
    assert urteile.programm
    orte = [ort for ort, text in urteile.pruefer if "2026-02-30" in text]
    assert [ort.split(", ", 1)[1] for ort in orte] == ["Zeile 2, Nr. 2"]


def test_verbogene_dateien_werden_gleich_beurteilt(stand: Stand, w: Waage) -> None:
    angenommen = 0
    for saat in range(PROBEN):
        bogen = probe(stand.vorlagen[saat % 2], saat)
        urteile = w.wiege_probe(bogen)
        assert urteile.gleich, (saat, bogen.was, urteile)
        angenommen += not urteile.pruefer
    # Bent files that both take in belong to the sample too.
    assert 0 < angenommen < PROBEN


def _spaet(*zeilen: bytes) -> tuple[Segment, bytes]:
    roh = b"".join(z + b"\n" for z in zeilen)
    gepackt = zlib.compress(roh)
    return (
        Segment(KOERPER, hashlib.sha256(gepackt).hexdigest(), len(gepackt), len(roh)),
        gepackt,
    )


def _falscher_koerper_zu_vorhandenem(v: Vorlage, hub: Schluessel) -> Paket:
    ident = id_von(v.paket.zeilen(v.paket.nummer(hub.signierer.log))[0])
    return v.paket.und(*_spaet(b'{"ereignis":"' + ident.encode() + b'","koerper":{}}'))


def _falscher_vor_dem_richtigen(v: Vorlage, hub: Schluessel) -> Paket:
    zeile = v.paket.zeilen(v.paket.nummer(hub.signierer.log))[0]
    ident, koerper = id_von(zeile), json.loads(zeile)["koerper"]
    falsch, richtig = kanon({**koerper, "kennung": "X"}), kanon(koerper)
    return v.paket.und(*_spaet(rahme_spaet(ident, falsch), rahme_spaet(ident, richtig)))


def _rueckwaerts(paket: Paket) -> Paket:
    """Return the file with its segments the other way round."""
    segmente = paket.manifest.segmente[::-1]
    return Paket(paket.mit(segmente=segmente).manifest, paket.segmente[::-1])


def _leere_unterschrift(v: Vorlage, hub: Schluessel) -> Paket:
    nummer = v.paket.nummer(hub.signierer.log)
    zeilen = v.paket.zeilen(nummer)
    zeilen[0] = veraendert(zeilen[0], lambda t: t.update(unterschrift="", zukunft=1))
    return v.paket.mit_zeilen(nummer, zeilen)


def _erster_tag_leer(v: Vorlage, hub: Schluessel) -> Paket:
    return _einziger(v, hub, tag="")


def _einziger(vorlage: Vorlage, hub: Schluessel, /, **anders: Any) -> Paket:
    """Return the file with one more entry of the hub in a segment of its own."""
    zeilen = vorlage.paket.zeilen(vorlage.paket.nummer(hub.signierer.log))
    letzter = json.loads(zeilen[-1])["kopf"]
    nr = letzter["nr"] + 1
    neu = {"lamport": letzter["lamport"] + 9, "nr": nr, "vor": id_von(zeilen[-1]), "eltern": []}
    kopf = {**letzter, **neu, **anders}
    zeile = kanon({"kopf": kopf})
    nr = kopf["nr"]
    return vorlage.paket.und(*segment_von(hub.signierer, nr, nr, id_von(zeile), [zeile]))


def _zaehler_faellt_rueckwaerts(v: Vorlage, hub: Schluessel) -> Paket:
    """Send the later of two entries first; its counter is the lower one."""
    hoch = _einziger(v, hub)
    segment = hoch.manifest.segmente[-1]
    danach = {"lamport": 8, "nr": segment.bis + 1, "vor": segment.kopf}
    tief = _einziger(v, hub, **danach)
    return tief.und(segment, hoch.segmente[-1])


def _spruenge(*weiten: int, rueckwaerts: bool) -> Callable[[Vorlage, Schluessel], Paket]:
    """Let the counter leap, each time in a segment of its own, the highest one first or last."""

    def faelsche(v: Vorlage, hub: Schluessel) -> Paket:
        paket, zaehler = v.paket, 0
        for weite in weiten:
            letztes, zaehler = paket.manifest.segmente[-1], zaehler + weite
            folgt = letztes.log == hub.signierer.log and paket is not v.paket
            danach = {"nr": letztes.bis + 1, "vor": letztes.kopf} if folgt else {}
            mehr = _einziger(v, hub, lamport=zaehler, **danach)
            paket = paket.und(mehr.manifest.segmente[-1], mehr.segmente[-1])
        return _rueckwaerts(paket) if rueckwaerts else paket

    return faelsche


def _zeile_ueber_8_mib(v: Vorlage, hub: Schluessel) -> Paket:
    return _einziger(v, hub, neu="x" * 8 * 1024 * 1024)


def _kopf_unter_dem_vorhandenen(v: Vorlage, hub: Schluessel) -> Paket:
    log = hub.signierer.log
    ident = id_von(v.paket.zeilen(v.paket.nummer(log))[0])
    return v.paket.mit(koepfe=((log, 1, ident, "0" * 128),))


def _unterschrift_der_bekannten_version(v: Vorlage, _hub: Schluessel) -> Paket:
    erste, *rest = v.paket.manifest.verzeichnis
    return v.paket.mit(verzeichnis=({**erste, "unterschrift": "0" * 128}, *rest))


def _ohne_verzeichnis(v: Vorlage, _hub: Schluessel) -> Paket:
    return v.paket.mit(verzeichnis=())


def _mit_version(
    vorlage: Vorlage, hub: Schluessel, /, *eintraege: dict[str, Any], **anders: Any
) -> Paket:
    version = neue_version(vorlage.verzeichnis, list(eintraege), "2026-02-01", hub.signierer)
    werte = {**json.loads(version.roh), **anders}
    unterschrift = hub.signierer.unterschreibe(VERZEICHNIS_TAG, kanon(werte))
    glied = {"unterschrift": unterschrift, "version": werte}
    return vorlage.paket.mit(verzeichnis=(*als_liste(vorlage.verzeichnis.kette), glied))


def _platz(**anders: Any) -> dict[str, Any]:
    werte = {"art": "platz", "index": 2, "name": "x", "schluessel": "0" * 64, "stelle": "hen"}
    return {**werte, "empfaenger": formatbeispiel.KI.empfaenger, **anders}


FEINHEITEN: list[Any] = [
    pytest.param(_falscher_koerper_zu_vorhandenem, id="später Körper, der nicht passt"),
    pytest.param(_falscher_vor_dem_richtigen, id="erst der falsche, dann der richtige Körper"),
    pytest.param(
        lambda v, hub: _rueckwaerts(_falscher_vor_dem_richtigen(v, hub)),
        id="falscher und richtiger Körper vor dem Kopf",
    ),
    pytest.param(_leere_unterschrift, id="leere Unterschrift neben einem neuen Feld"),
    pytest.param(_zeile_ueber_8_mib, id="Zeile etwas über 8 MiB"),
    pytest.param(_kopf_unter_dem_vorhandenen, id="falsch unterschriebener Kopf von Bekanntem"),
    pytest.param(_unterschrift_der_bekannten_version, id="Unterschrift einer bekannten Version"),
    pytest.param(_ohne_verzeichnis, id="ohne Verzeichnis"),
    pytest.param(lambda v, hub: _mit_version(v, hub, v=2), id="Version 2 des Verzeichnisses"),
    pytest.param(
        lambda v, hub: _mit_version(v, hub, _platz(name=7)), id="Zahl statt Text im Verzeichnis"
    ),
    pytest.param(
        lambda v, hub: _mit_version(v, hub, _platz(schluessel="AB" * 32)),
        id="Schlüssel in Großbuchstaben",
    ),
    pytest.param(
        lambda v, hub: _mit_version(v, hub, _platz(empfaenger="age1x")),
        id="Empfänger, an den niemand verschlüsseln kann",
    ),
]


def _mit_feldern(felder: dict[str, Any]) -> Callable[[Vorlage, Schluessel], Paket]:
    return lambda vorlage, _hub: vorlage.paket.mit(**felder)


def _mit_groesse(felder: dict[str, Any]) -> Callable[[Vorlage, Schluessel], Paket]:
    def faelsche(vorlage: Vorlage, hub: Schluessel) -> Paket:
        nummer = vorlage.paket.nummer(hub.signierer.log)
        teile = {"gepackt": vorlage.paket.segmente[nummer], **felder}
        return vorlage.paket.mit_segment(nummer, **teile)

    return faelsche


def _mit_eintrag(anders: dict[str, Any]) -> Callable[[Vorlage, Schluessel], Paket]:
    return lambda vorlage, hub: _einziger(vorlage, hub, **anders)


ERLAUBT = (900_000, 999_999, 1_000_000)
ZU_WEIT = (900_000, 1_000_001, 900_000)
HEIL: list[Any] = [
    pytest.param(_spruenge(*ERLAUBT, rueckwaerts=False), id="Zähler springt, so weit er darf"),
    pytest.param(_spruenge(*ERLAUBT, rueckwaerts=True), id="Zähler springt, höchster zuerst"),
    pytest.param(lambda v, _hub: v.paket, id="unverändert"),
    pytest.param(lambda v, hub: _einziger(v, hub, zukunft={"a": [1]}), id="Kopf mit neuem Feld"),
    pytest.param(lambda v, hub: _einziger(v, hub, v=2), id="Kopf der Version 2"),
    pytest.param(lambda v, hub: _einziger(v, hub, vor="0" * 64), id="zweite Fassung"),
    pytest.param(lambda v, hub: _mit_version(v, hub, _platz()), id="neuer Arbeitsplatz"),
    pytest.param(lambda v, hub: _mit_version(v, hub, {"art": "zukunft"}), id="neuer Eintrag"),
]


@pytest.mark.parametrize("forme", HEIL)
def test_was_ein_neueres_programm_schickt_nehmen_beide_an(
    w: Waage, von_hen: Vorlage, stand: Stand, forme: Callable[[Vorlage, Schluessel], Paket]
) -> None:
    paket = forme(von_hen, stand.schluessel["KI"])
    assert w.wiege_paket(paket, von_hen.absender) == Urteile("", ())


# What the program is known to refuse, see test_uebergabe_beschaedigt.py.

SCHLECHT: list[Any] = [
    *FEINHEITEN,
    pytest.param(_spruenge(*ZU_WEIT, rueckwaerts=False), id="Zähler springt zu weit"),
    pytest.param(_spruenge(*ZU_WEIT, rueckwaerts=True), id="springt zu weit, höchster zuerst"),
    pytest.param(_spruenge(2**62, rueckwaerts=False), id="Zähler ab 2^62"),
    pytest.param(_erster_tag_leer, id="leerer Tag am Anfang eines Segments"),
    pytest.param(_zaehler_faellt_rueckwaerts, id="späterer Eintrag zuerst, Zähler fällt"),
    *(pytest.param(_mit_feldern(p.values[0]), id=p.id) for p in beschaedigt.MANIFESTE),
    *(pytest.param(_mit_groesse(p.values[0]), id=p.id) for p in beschaedigt.GROESSEN),
    *(
        pytest.param(_mit_eintrag(p.values[0]), id=p.id)
        for p in beschaedigt.EIGENE
        if not isinstance(p.values[0].get("koerper"), bytes)
    ),
]


@pytest.mark.parametrize("faelsche", SCHLECHT)
def test_was_das_programm_ablehnt_lehnt_auch_der_pruefer_ab(
    w: Waage, von_hen: Vorlage, stand: Stand, faelsche: Callable[[Vorlage, Schluessel], Paket]
) -> None:
    urteile = w.wiege_paket(faelsche(von_hen, stand.schluessel["KI"]), von_hen.absender)
    assert urteile.programm
    assert urteile.pruefer


def test_anmeldung_und_zulassung_haben_dieselben_ziffern(stand: Stand) -> None:
    ordner = stand.klein.kreis.ordner
    anmeldung = (ordner / "HEN.kim-anmeldung").read_bytes()
    zulassung = (ordner / "HEN.kim-zu").read_bytes()
    beide = [kim_pruefen.pruefe(anmeldung), kim_pruefen.pruefe(zulassung)]
    assert not any(b.fehler for b in beide)
    verzeichnis = lies_zulassung(zulassung, stand.schluessel["HEN"].signierer.log)
    ziffern = [lies_anmeldung(anmeldung).pruefziffern, kreis_ziffern(verzeichnis)]
    assert [b.inhalt["pruefziffern"] for b in beide] == ziffern


@pytest.mark.parametrize("anders", [{"v": 2}, {"v": 0}, {"art": "x"}, {"empfaenger": "age1x"}])
def test_eine_verbogene_anmeldung_lehnen_beide_ab(stand: Stand, anders: dict[str, Any]) -> None:
    schluessel = stand.schluessel["HEN"]
    heil = json.loads(baue_anmeldung(schluessel, "S", ["cm-stelle"], "P", "2026-01-12"))
    inhalt = {**heil["anmeldung"], **anders}
    unterschrift = schluessel.signierer.unterschreibe(ANMELDUNG_TAG, kanon(inhalt))
    datei = kanon({"anmeldung": inhalt, "unterschrift": unterschrift})
    assert kim_pruefen.pruefe(datei).fehler
    with pytest.raises(UebergabeFehler):
        lies_anmeldung(datei)


@pytest.mark.skipif(not shutil.which("age"), reason="das Werkzeug age ist nicht eingerichtet")
def test_das_werkzeug_age_oeffnet_die_datei(stand: Stand, tmp_path: Path) -> None:
    for an, datei in stand.klein.post:
        schluessel = lege_identitaet_ab(tmp_path, stand.schluessel[an])
        befehl = ["age", "--decrypt", "--identity", schluessel, datei]
        inhalt = subprocess.run(befehl, capture_output=True, check=True).stdout
        assert inhalt.startswith(b"KIM-Uebergabe-1\n")
        assert not kim_pruefen.pruefe(inhalt).fehler
