"""`austausch` auf der Befehlszeile, und ein Ordner, der voll ist, nichts annimmt oder hängt."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.uebergabe.austausch import uebergib_an, uebergib_an_alle
from kim_desktop.application.uebergabe.ordner.austauschordner import gleiche_ab, setze_ordner
from kim_desktop.application.uebergabe.ordner.bote import NICHT_ERREICHBAR, NICHT_GESCHRIEBEN
from kim_desktop.application.uebergabe.versand import ausstand
from kim_desktop.domain.fehler import UmgebungsFehler
from tests.hilfen.austausch import Tisch
from tests.hilfen.befehl import Rufe, abgewiesen, fuelle
from tests.hilfen.kreis import MELDUNG, Kreis, geoeffnet

from .conftest import Kopie


@pytest.fixture
def ordner(tmp_path: Path) -> Path:
    """The exchange folder."""
    ordner = tmp_path / "Austausch für alle"
    ordner.mkdir()
    return ordner


@pytest.fixture
def hennef(kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path], ordner: Path) -> Path:
    """A CM-Stelle with the folder and a Meldung nobody has got yet."""
    profil = kopie("HEN")
    assert rufe(profil, "schritt", "melden", "--daten", daten(MELDUNG)).status == 0
    assert rufe(profil, "austausch", "--ordner", ordner).status == 0
    return profil


def test_eine_runde_schreibt_und_die_andere_liest(
    hennef: Path, kopie: Kopie, rufe: Rufe, ordner: Path
) -> None:
    antwort = rufe(hennef, "austausch", "--json")
    assert antwort.status == 0
    (geschrieben,) = antwort.werte["geschrieben"]
    assert [d.name for d in ordner.iterdir()] == [geschrieben["datei"]]
    ki = kopie("KI")
    assert rufe(ki, "austausch", "--ordner", ordner, "--aufraeumen-nach", 30).status == 0
    an = rufe(ki, "austausch", "--json")
    assert (an.status, an.werte["neu"]) == (0, 1)
    assert rufe(ki, "austausch").aus == "Im Austauschordner ist nichts Neues.\n"


def test_unbeaufsichtigt_am_morgen_steht_alles_im_protokoll(
    hennef: Path, kopie: Kopie, rufe: Rufe, ordner: Path
) -> None:
    rufe(hennef, "austausch")
    ki = kopie("KI")
    rufe(ki, "austausch", "--ordner", ordner)
    (ordner / "fremd.kim").write_bytes(_anderer_kreis(ki))
    antwort = rufe(ki, "austausch", "--json")
    assert antwort.status == 1
    assert [a["datei"] for a in antwort.werte["abgelehnt"]] == ["fremd.kim"]
    assert antwort.werte["neu"] == 1
    zeilen = (ki / "diagnose" / "austausch.log").read_text("utf-8").splitlines()
    assert len(zeilen) == 2
    assert ": 1 neu, " in zeilen[0]
    assert "fremd.kim: Die Datei gehört zu einem anderen Kreis." in zeilen[1]
    assert rufe(ki, "austausch").status == 0


def _anderer_kreis(profil: Path) -> bytes:
    from tests.hilfen.faelschung import verschluesselt, zerlegt

    with geoeffnet(profil) as ap:
        schluessel = ap.profil.schluessel
        datei = uebergib_an(ap, "HEN", profil / "ausgang").datei
    paket = zerlegt(datei, schluessel).mit(kreis="0" * 64)
    return verschluesselt(paket.klartext(schluessel.signierer), schluessel.empfaenger)


def test_ohne_ordner_sagt_der_befehl_was_fehlt(kopie: Kopie, rufe: Rufe, tmp_path: Path) -> None:
    profil = kopie("HEN")
    abgewiesen(rufe(profil, "austausch", "--json"), 2, "eingabe", "Austauschordner")
    fehlt = rufe(profil, "austausch", "--ordner", tmp_path / "fehlt", "--json")
    abgewiesen(fehlt, 2, "eingabe", "gibt es nicht")
    beides = rufe(profil, "austausch", "--ordner", tmp_path, "--kein-ordner", "--json")
    abgewiesen(beides, 2, "eingabe", "entweder")


def test_ohne_erreichbaren_ordner_ist_es_die_umgebung(
    hennef: Path, rufe: Rufe, ordner: Path
) -> None:
    ordner.rmdir()
    abgewiesen(rufe(hennef, "austausch", "--json"), 5, "umgebung", "nicht erreichbar")


def test_kein_ordner_ist_wieder_keiner(hennef: Path, rufe: Rufe) -> None:
    assert rufe(hennef, "austausch", "--kein-ordner", "--json").werte["ordner"] == ""
    assert rufe(hennef, "austausch", "--json").status == 2


def test_ein_zweites_programm_mit_demselben_arbeitsplatz_wartet_nicht(
    hennef: Path, rufe: Rufe, ordner: Path
) -> None:
    with geoeffnet(hennef) as ap:
        abgewiesen(rufe(hennef, "austausch", "--json"), 5, "umgebung", "bereits geöffnet")
        assert gleiche_ab(ap, ap.quelle.jetzt()).geschrieben
    assert len(list(ordner.iterdir())) == 1


@pytest.fixture
def platz(hennef: Path) -> Iterator[Arbeitsplatz]:
    with geoeffnet(hennef) as ap:
        yield ap


def test_haengt_der_ordner_geht_es_nach_der_geduld_weiter(
    platz: Arbeitsplatz, monkeypatch: pytest.MonkeyPatch, ordner: Path
) -> None:
    frei, echt = Event(), os.scandir

    def haenge(pfad: Any) -> Any:
        assert Path(pfad) != ordner or frei.wait(30)
        return echt(pfad)

    with monkeypatch.context() as m:
        m.setattr(os, "scandir", haenge)
        abgleich = gleiche_ab(platz, platz.quelle.jetzt(), geduld=0.2)
        assert abgleich.als_saetze() == [NICHT_ERREICHBAR]
    frei.set()
    assert ausstand(platz).an
    assert gleiche_ab(platz, platz.quelle.jetzt()).geschrieben


def test_ein_ordner_der_nicht_antwortet_wird_nicht_gewaehlt(
    platz: Arbeitsplatz, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    frei = Event()
    with monkeypatch.context() as m:
        m.setattr(Path, "is_dir", lambda _pfad: frei.wait(30))
        with pytest.raises(UmgebungsFehler, match="antwortet nicht"):
            setze_ordner(platz, tmp_path, geduld=0.2)
    frei.set()


def test_ist_der_ordner_voll_bleibt_alles_hier_und_kommt_spaeter(
    kreis: Kreis, kleiner_traeger: Path
) -> None:
    uebergib_an_alle(kreis.plaetze["HEN"], kreis.post)
    tisch = Tisch(kreis, kleiner_traeger, "HEN", "KI")
    last = fuelle(kleiner_traeger)
    kreis.tue("HEN", "melden", **MELDUNG)
    assert tisch.runde("HEN").hindernis == NICHT_GESCHRIEBEN
    kreis.tue("HEN", "melden", **{**MELDUNG, "titel": "Noch eine"})
    assert tisch.runde("HEN").hindernis == NICHT_GESCHRIEBEN
    # Whoever cannot wait sees that something is to be sent.
    assert ausstand(kreis.plaetze["HEN"]).an
    assert tisch.dateien() == {"last"}
    last.unlink()
    assert not tisch.runde("HEN").hindernis
    tisch.runde("KI")
    titel = {z.titel for z in ansicht.liste(kreis.plaetze["KI"], ansicht.Filter())}
    assert titel >= {MELDUNG["titel"], "Noch eine"}


def test_aus_einem_schreibgeschuetzten_ordner_wird_gelesen(
    kreis: Kreis, kleiner_traeger: Path
) -> None:
    for name in ("HEN", "KI"):
        uebergib_an_alle(kreis.plaetze[name], kreis.post)
    tisch = Tisch(kreis, kleiner_traeger, "KI")
    kennung = kreis.tue("HEN", "melden", **MELDUNG).kennung
    kreis.bring("HEN", "KI")
    kreis.tue("KI", "zur_ergaenzung", kennung=kennung, begruendung="Seit wann?")
    kreis.tue("HEN", "melden", **MELDUNG)
    shutil.copy(kreis.gib("HEN", "KI"), kleiner_traeger)
    _haenge_um(kleiner_traeger, "ro")
    abgleich = tisch.runde("KI")
    _haenge_um(kleiner_traeger, "rw")
    assert abgleich.neu == 1
    assert abgleich.hindernis == NICHT_GESCHRIEBEN
    vorher = tisch.dateien()
    assert not tisch.runde("KI").hindernis
    assert len(tisch.dateien() - vorher) == 1


def _haenge_um(traeger: Path, wie: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{wie}", str(traeger)], check=True)
