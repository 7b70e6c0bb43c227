"""Schlüssel wechseln: das Protokoll geht weiter, Altes bleibt lesbar, und kein Abbruch schadet."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.arbeitsplatz import Zugang, wer_bin_ich
from kim_desktop.application.platz.pflege import stand
from kim_desktop.application.platz.pruefung import pruefe
from kim_desktop.application.platz.sicherung import sichere
from kim_desktop.application.platz.wiederherstellen import stelle_wieder_her
from kim_desktop.application.uebergabe.austausch import lies_ein, uebergib_an
from kim_desktop.domain.fehler import Beschaedigt, KimFehler
from kim_desktop.store.oertlich import lokal
from kim_desktop.store.verbindung import Datenbank
from tests.hilfen.befehl import WURZEL, Rufe, abgewiesen
from tests.hilfen.kreis import MELDUNG, geoeffnet, quelle
from tests.hilfen.schaden import gekippt

from .conftest import Kopie


def schluessel(ordner: Path) -> tuple[str, bytes, str]:
    with geoeffnet(ordner) as ap:
        s = ap.profil.schluessel
        return s.empfaenger, s.datenbank, s.signierer.log


def test_nach_dem_wechsel_gelten_neue_schluessel_im_selben_protokoll(
    kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil = kopie("HEN")
    empfaenger, datenbank, log = schluessel(profil)
    vorher = rufe(profil, "stand", "--json").werte
    antwort = rufe(profil, "schluessel-wechseln", "--nach", tmp_path / "w", "--json")
    assert antwort.status == 0
    assert rufe(profil, "stand", "--json").werte == vorher
    neu = schluessel(profil)
    assert neu[0] != empfaenger
    assert neu[1] != datenbank
    assert neu[2] == log
    with pytest.raises(Beschaedigt):
        Datenbank(profil / "kim.db", datenbank)
    assert rufe(profil, "pruefen", "--json").werte["funde"] == []
    assert not (profil / "kim.db-journal").exists()


def test_die_anderen_erfahren_den_neuen_schluessel_und_alte_dateien_gehen_noch_auf(
    kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    hen, ki = kopie("HEN"), kopie("KI")
    with geoeffnet(ki) as ap:
        unterwegs = uebergib_an(ap, "HEN", tmp_path).datei
    rufe(hen, "schluessel-wechseln", "--nach", tmp_path / "w")
    with geoeffnet(hen) as ap:
        lies_ein(ap, unterwegs)
    antwort = rufe(ki, "schluessel-eintragen", tmp_path / "w", "--json")
    assert antwort.werte == {"arbeitsplatz": "HEN1 (Stelle HEN)"}
    with geoeffnet(ki, "ki danach") as ap:
        neue = uebergib_an(ap, "HEN", tmp_path).datei
        platz = next(p for p in wer_bin_ich(ap).verzeichnis.plaetze.values() if p.stelle == "hen")
    assert platz.empfaenger == schluessel(hen)[0]
    assert platz.index == 1
    with geoeffnet(hen, "hen danach") as ap:
        lies_ein(ap, neue)
        assert wer_bin_ich(ap).code == "HEN1"
    with pytest.raises(KimFehler), geoeffnet(kopie_alt(kopie, hen)) as alt:
        lies_ein(alt, neue)


def kopie_alt(kopie: Kopie, hen: Path) -> Path:
    """Return the workplace as it was before the change."""
    hen.rename(hen.with_name("HEN danach"))
    return kopie("HEN")


@pytest.mark.parametrize("ziel", ["fehlt/w", "ordner", "profil/HEN/schluessel.dat"])
def test_laesst_sich_die_bitte_nicht_schreiben_bleiben_die_schluessel(
    kopie: Kopie, rufe: Rufe, tmp_path: Path, ziel: str
) -> None:
    profil = kopie("HEN")
    (tmp_path / "ordner").mkdir()
    siegel = (profil / "schluessel.dat").read_bytes()
    antwort = rufe(profil, "schluessel-wechseln", "--nach", tmp_path / ziel, "--json")
    assert antwort.status in (2, 5)
    assert antwort.satz
    assert (profil / "schluessel.dat").read_bytes() == siegel
    assert not list(tmp_path.rglob(".*.tmp"))


def test_wer_das_verzeichnis_fuehrt_traegt_sich_selbst_ein(kopie: Kopie, rufe: Rufe) -> None:
    ki = kopie("KI")
    assert rufe(ki, "schluessel-wechseln", "--json").werte == {"datei": ""}
    with geoeffnet(ki) as ap:
        assert wer_bin_ich(ap).platz.empfaenger == ap.profil.schluessel.empfaenger
        assert pruefe(ap) == []


def test_eine_bitte_gilt_nur_einmal_und_nur_unverfaelscht(
    kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    hen, ki = kopie("HEN"), kopie("KI")
    abgewiesen(rufe(hen, "schluessel-wechseln", "--json"), 2, "eingabe", "--nach")
    rufe(hen, "schluessel-wechseln", "--nach", tmp_path / "eins")
    roh = (tmp_path / "eins").read_bytes()
    for anders in (gekippt(roh, -5), b"{}", roh.replace(b'"v":1', b'"v":2')):
        (tmp_path / "falsch").write_bytes(anders)
        abgewiesen(rufe(ki, "schluessel-eintragen", tmp_path / "falsch", "--json"), 4, "uebergabe")
    assert rufe(ki, "schluessel-eintragen", tmp_path / "eins").status == 0
    abgewiesen(
        rufe(ki, "schluessel-eintragen", tmp_path / "eins", "--json"), 4, "uebergabe", "schon"
    )


def test_anlagen_und_sicherungen_von_vorher_bleiben_lesbar(
    kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil, stick = kopie("HEN"), tmp_path / "stick"
    stick.mkdir()
    with geoeffnet(profil) as ap:
        alt = ap.profil.anlagen.lege_ab(b"von vorher")
        vorher = sichere(ap, stick).ordner
    rufe(profil, "schluessel-wechseln", "--nach", tmp_path / "w")
    with geoeffnet(profil, "danach") as ap:
        neu = ap.profil.anlagen.lege_ab(b"von nachher")
        assert ap.profil.anlagen.lies(alt) == b"von vorher"
        nachher = sichere(ap, stick).ordner
    for nr, (ordner, anlagen) in enumerate(((vorher, {alt}), (nachher, {alt, neu}))):
        ziel = tmp_path / f"zurueck {nr}"
        fertig = stelle_wieder_her(ordner, ziel, Zugang(), quelle(f"zurueck {nr}"))
        assert fertig.anlagen_fehlen == 0
        with geoeffnet(ziel) as ap:
            assert anlagen <= set(ap.profil.anlagen.alle())
            assert ap.profil.anlagen.lies(alt) == b"von vorher"


GROSS = 40_000_000


@pytest.mark.parametrize("ab", [0, 1, GROSS // 3, GROSS * 2 // 3, GROSS, GROSS * 10])
def test_ein_abbruch_laesst_immer_ein_profil_das_aufgeht(
    kopie: Kopie, rufe: Rufe, tmp_path: Path, ab: int
) -> None:
    """kill -9 before, while and after the database is encrypted anew."""
    profil = kopie("HEN")
    with geoeffnet(profil) as ap:
        with ap.profil.datenbank.schreiben() as v:
            lokal.merke(v, "ballast", "x" * GROSS)
        ap.profil.anlagen.lege_ab(b"Bescheid")
        vorher, log = stand(ap), ap.log
    rufe(profil, "schluessel-wechseln", "--nach", tmp_path / "davor")
    siegel = (profil / "schluessel.dat").read_bytes()
    lauf = subprocess.Popen(
        [
            *(sys.executable, "-m", "kim_desktop", "--profil", profil),
            *("schluessel-wechseln", "--nach", tmp_path / "w"),
        ],
        cwd=WURZEL,
        stdout=subprocess.DEVNULL,
    )
    journal = profil / "kim.db-journal"
    while lauf.poll() is None and (profil / "schluessel.dat").read_bytes() == siegel:
        pass
    while ab and lauf.poll() is None and not _gross(journal, ab):
        pass
    lauf.send_signal(signal.SIGKILL)
    lauf.wait()
    with geoeffnet(profil, "danach") as ap:
        assert ap.log == log
        assert stand(ap) == vorher
        assert pruefe(ap) == []
        assert ap.profil.anlagen.lies(ap.profil.anlagen.alle()[0]) == b"Bescheid"
        assert {z.titel for z in ansicht.liste(ap, ansicht.Filter())} == {MELDUNG["titel"]}
    # The next change is a whole one again.
    assert rufe(profil, "schluessel-wechseln", "--nach", tmp_path / "noch einmal").status == 0
    assert rufe(profil, "pruefen").status == 0


def _gross(datei: Path, ab: int) -> bool:
    try:
        return datei.stat().st_size >= ab
    except OSError:
        return False
