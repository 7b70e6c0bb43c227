"""Versehentlich Personendaten gesendet: gelöscht, verschickt, ein Blatt für den Datenschutz."""

from pathlib import Path

import pytest

from kim_desktop.application.loeschung import versehen
from kim_desktop.application.loeschung.stand import staende
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.application.uebergabe.versand import ausstand
from kim_desktop.domain.fehler import EingabeFehler
from tests.acceptance import wege
from tests.hilfen.kreis import Kreis
from tests.hilfen.papier import pdftext


def test_ein_griff_loescht_schreibt_und_druckt(kreis: Kreis, tmp_path: Path) -> None:
    kennung = wege.gemeldet(kreis, "HEN")[0]
    kreis.bring("HEN", "KI")
    geschwaetzt = kreis.tue("KI", "fragen", kennung=kennung, text="Wer ist Frau Beispiel?")
    kreis.bring("KI", "HEN", "KIL", "LG")
    getan = versehen.behebe(kreis.plaetze["KI"], geschwaetzt.ereignis, tmp_path)
    assert getan.fehler == ""
    assert ausstand(kreis.plaetze["KI"]).an == ()
    namen = {s.name for s in getan.sendungen}
    assert "Stelle HEN" in namen
    assert all(s.datei.exists() and s.mail and s.mail.exists() for s in getan.sendungen)
    assert getan.hinweis is not None
    blatt = pdftext(getan.hinweis)
    assert "Stelle HEN" in blatt
    assert "Artikel 33 DSGVO" in blatt
    assert "Frau Beispiel" not in blatt
    assert "Seite 1 von 1" in blatt

    (an_hennef,) = [s for s in getan.sendungen if s.name == "Stelle HEN"]
    lies_ein(kreis.plaetze["HEN"], an_hennef.datei)
    kreis.bring("HEN", "KI")
    (stand,) = staende(kreis.plaetze["KI"])
    assert (stand.bestaetigt, stand.von) == (2, 2)
    noch_einmal = versehen.behebe(kreis.plaetze["KI"], geschwaetzt.ereignis, tmp_path)
    assert noch_einmal.sendungen == ()
    assert noch_einmal.hinweis not in (None, getan.hinweis)


def test_ohne_ordner_wird_nichts_geloescht(kreis: Kreis, tmp_path: Path) -> None:
    kennung = wege.gemeldet(kreis, "HEN")[0]
    kreis.bring("HEN", "KI")
    frage = kreis.tue("KI", "fragen", kennung=kennung, text="Wer?")
    with pytest.raises(EingabeFehler, match="Es wurde nichts gelöscht"):
        versehen.behebe(kreis.plaetze["KI"], frage.ereignis, tmp_path / "fehlt")
    assert staende(kreis.plaetze["KI"]) == []
    with pytest.raises(EingabeFehler, match="ist nicht gelöscht"):
        versehen.drucke_hinweis(kreis.plaetze["KI"], frage.ereignis, tmp_path / "a.pdf")
