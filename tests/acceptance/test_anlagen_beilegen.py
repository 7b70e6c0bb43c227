"""Anlagen beilegen, ansehen, speichern: geprüft, benannt, nie ausgeführt, nichts bleibt liegen."""

import os
import stat
from pathlib import Path

import msgspec
import pytest

from kim_desktop.application.anlage import ansehen, beilegen
from kim_desktop.application.rollen import entwurf
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.domain.fehler import EingabeFehler, UebergabeFehler
from tests.hilfen import dateien
from tests.hilfen.faelschung import Paket, verschluesselt, zerlegt
from tests.hilfen.kreis import MELDUNG, Kreis
from tests.hilfen.schaden import kippe


def datei(ordner: Path, name: str, inhalt: bytes) -> Path:
    ziel = ordner / name
    ziel.write_bytes(inhalt)
    return ziel


def abgelegte(kreis: Kreis, wer: str) -> list[str]:
    return kreis.plaetze[wer].profil.anlagen.alle()


def test_was_abgelehnt_wird_haelt_die_anderen_nicht_auf(kreis: Kreis, tmp_path: Path) -> None:
    (tmp_path / "ordner.pdf").mkdir()
    gut = datei(tmp_path, "gut.pdf", dateien.pdf())
    orte = [
        gut,
        datei(tmp_path, "programm.exe", b"MZ"),
        datei(tmp_path, "rechnung.pdf", b"MZ\x90"),
        datei(tmp_path, "leer.pdf", b""),
        tmp_path / "ordner.pdf",
        tmp_path / "fehlt.pdf",
        datei(tmp_path, "nochmal.pdf", dateien.pdf()),
        datei(tmp_path, "auch-gut.docx", dateien.docx()),
    ]
    getan = beilegen.lege_bei(kreis.plaetze["HEN"], orte)
    assert [b.werte["name"] for b in getan.beilagen] == ["gut.pdf", "auch-gut.docx"]
    assert [satz.split("“")[0] for satz in getan.abgelehnt] == [
        "„programm.exe",
        "„rechnung.pdf",
        "„leer.pdf",
        "„ordner.pdf",
        "„fehlt.pdf",
        "„nochmal.pdf",
    ]
    schon = [str(b.werte["hash"]) for b in getan.beilagen]
    wieder = beilegen.lege_bei(kreis.plaetze["HEN"], [gut], schon)
    assert wieder.abgelehnt == ("„gut.pdf“ ist schon beigefügt.",)


def test_metadaten_werden_genannt_und_entfernt(kreis: Kreis, tmp_path: Path) -> None:
    hen = kreis.plaetze["HEN"]
    (foto,) = beilegen.lege_bei(hen, [datei(tmp_path, "foto.jpg", dateien.jpeg())]).beilagen
    assert "Aufnahmeort (GPS)" in foto.traegt
    assert foto.entfernbar
    sauber = beilegen.bereinige(hen, foto.werte)
    assert (sauber.traegt, sauber.entfernbar) == ((), False)
    assert abgelegte(kreis, "HEN") == [sauber.werte["hash"]]
    (blatt,) = beilegen.lege_bei(hen, [datei(tmp_path, "a.pdf", dateien.pdf("Karin"))]).beilagen
    assert "Verfasser: Karin" in blatt.traegt
    assert not blatt.entfernbar


def test_was_nicht_beigefuegt_bleibt_wird_wieder_entfernt(kreis: Kreis, tmp_path: Path) -> None:
    hen = kreis.plaetze["HEN"]
    orte = [datei(tmp_path, f"{n}.pdf", dateien.pdf(n)) for n in ("a", "b", "c")]
    alle = [dict(b.werte) for b in beilegen.lege_bei(hen, orte).beilagen]
    kreis.tue("HEN", "melden", **MELDUNG, anlagen=[alle[0]])
    entwurf.merke_entwurf(hen, {"anlagen": [alle[1]]})
    beilegen.verwirf(hen, [a["hash"] for a in alle])
    assert abgelegte(kreis, "HEN") == sorted(a["hash"] for a in alle[:2])
    entwurf.verwirf_entwurf(hen)
    assert abgelegte(kreis, "HEN") == [alle[0]["hash"]]


def test_eine_verschwundene_anlage_wird_nicht_gemeldet(kreis: Kreis, tmp_path: Path) -> None:
    hen = kreis.plaetze["HEN"]
    (a,) = beilegen.lege_bei(hen, [datei(tmp_path, "a.pdf", dateien.pdf())]).beilagen
    hen.profil.anlagen.entferne(str(a.werte["hash"]))
    with pytest.raises(EingabeFehler, match="ist nicht mehr da"):
        kreis.tue("HEN", "melden", **MELDUNG, anlagen=[dict(a.werte)])


def test_ein_abgewiesener_schritt_behaelt_keine_anlage(kreis: Kreis, tmp_path: Path) -> None:
    ort = datei(tmp_path, "a.pdf", dateien.pdf())
    with pytest.raises(EingabeFehler, match="fehlt"):
        kreis.tue("HEN", "melden", **{**MELDUNG, "titel": ""}, anlagen=[str(ort)])
    kreis.plaetze.pop("HEN").schliesse()
    kreis.oeffne("HEN")
    assert abgelegte(kreis, "HEN") == []


def test_eine_abgewiesene_datei_laesst_keine_anlage_liegen(kreis: Kreis, tmp_path: Path) -> None:
    """The attachment comes first in the file, and what is wrong only afterwards."""
    kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(datei(tmp_path, "a.pdf", dateien.pdf()))])
    hen, ki = kreis.plaetze["HEN"], kreis.plaetze["KI"]
    paket = zerlegt(kreis.gib("HEN", "KI"), ki.profil.schluessel)
    felder = msgspec.structs.replace(paket.manifest, segmente=paket.manifest.segmente[::-1])
    paket = Paket(felder, paket.segmente[::-1])
    nummer = paket.nummer(hen.log)
    verbogen = [zeile.replace(b'"nr":1', b'"nr":7') for zeile in paket.zeilen(nummer)]
    klartext = paket.mit_zeilen(nummer, verbogen).klartext(hen.profil.schluessel.signierer)
    kaputt = tmp_path / "kaputt.kim"
    kaputt.write_bytes(verschluesselt(klartext, ki.profil.schluessel.empfaenger))
    with pytest.raises(UebergabeFehler):
        lies_ein(ki, kaputt)
    assert abgelegte(kreis, "KI") == []


def test_anlagen_ueber_200_mb_gehoeren_auf_mehrere_eintraege(kreis: Kreis, tmp_path: Path) -> None:
    """More would never fit into a file: none of them would ever arrive."""
    hen = kreis.plaetze["HEN"]
    (b,) = beilegen.lege_bei(hen, [datei(tmp_path, "a.pdf", dateien.pdf())]).beilagen
    zu_viele = [{**b.werte, "groesse": 25 * 1024 * 1024}] * 9
    with pytest.raises(EingabeFehler, match="auf mehrere Einträge verteilen"):
        kreis.tue("HEN", "melden", **MELDUNG, anlagen=zu_viele)
    assert kreis.tue("HEN", "melden", **MELDUNG, anlagen=zu_viele[:8]).kennung


def test_die_anlage_einer_berichtigung_kommt_mit(kreis: Kreis, tmp_path: Path) -> None:
    getan = kreis.tue("HEN", "melden", **MELDUNG)
    ort = datei(tmp_path, "vergessen.pdf", dateien.pdf("B"))
    inhalt = {**MELDUNG, "anlagen": [str(ort)]}
    kreis.tue(
        "HEN",
        "berichtigen",
        kennung=getan.kennung,
        eintrag=getan.ereignis,
        warum="Anlage vergessen",
        inhalt=inhalt,
    )
    kreis.bring("HEN", "KI")
    (zeile,) = ansehen.anlagen(kreis.plaetze["KI"], getan.kennung)
    assert (zeile.name, zeile.stand) == ("vergessen.pdf", "da")


def test_eine_fehlende_oder_beschaedigte_anlage_ist_ein_platzhalter(
    kreis: Kreis, tmp_path: Path
) -> None:
    ort = datei(tmp_path, "a.pdf", dateien.pdf())
    kennung = kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(ort)]).kennung
    kreis.bring("HEN", "KI")
    ki = kreis.plaetze["KI"]
    (zeile,) = ansehen.anlagen(ki, kennung)
    kaputt = kreis.profil("KI") / "anlagen" / zeile.hash[:2] / zeile.hash
    kippe(kaputt)
    (zeile,) = ansehen.anlagen(ki, kennung)
    assert zeile.hinweis == "Anlage fehlt – ist angefordert. Es hat sie: Stelle HEN."
    with pytest.raises(EingabeFehler, match="fehlt hier"):
        ansehen.oeffne(ki, zeile)
    kreis.bring("KI", "HEN")
    kreis.bring("HEN", "KI")
    (zeile,) = ansehen.anlagen(ki, kennung)
    assert (zeile.stand, zeile.hinweis) == ("da", "")


def test_geoeffnet_wird_eine_kopie_die_niemand_aendert_und_die_wieder_verschwindet(
    kreis: Kreis, tmp_path: Path
) -> None:
    ort = datei(tmp_path, "Ablauf: neu.pdf", dateien.pdf())
    kennung = kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(ort)]).kennung
    (zeile,) = ansehen.anlagen(kreis.plaetze["HEN"], kennung)
    offen = ansehen.oeffne(kreis.plaetze["HEN"], zeile)
    assert (offen.name, offen.read_bytes()) == ("Ablauf_ neu.pdf", dateien.pdf())
    assert stat.S_IMODE(offen.stat().st_mode) == 0o400
    assert stat.S_IMODE(offen.parent.stat().st_mode) & 0o077 == 0
    assert ansehen.oeffne(kreis.plaetze["HEN"], zeile) == offen
    kreis.plaetze.pop("HEN").schliesse()
    assert not offen.exists()
    # Left over by a program that was killed.
    offen.parent.mkdir(parents=True)
    offen.write_bytes(b"x")
    kreis.oeffne("HEN")
    assert not offen.exists()


def test_was_kein_dokument_ist_wird_nicht_geoeffnet(kreis: Kreis, tmp_path: Path) -> None:
    hen = kreis.plaetze["HEN"]
    hash_ = hen.profil.anlagen.lege_ab(b"MZ\x90")
    zeile = ansehen.Anlagenzeile(hash_, "spiel.exe", "x", 3, "", "", "da", "")
    with pytest.raises(EingabeFehler, match="kann nicht"):
        ansehen.oeffne(hen, zeile)
    assert ansehen.speichere(hen, zeile, tmp_path / "spiel.exe").name == "spiel.exe.anlage"
    assert not os.access(tmp_path / "spiel.exe.anlage", os.X_OK)


def test_was_beim_absturz_gerade_beigelegt_wurde_geht_beim_naechsten_start(
    kreis: Kreis, tmp_path: Path
) -> None:
    hen = kreis.plaetze["HEN"]
    orte = [datei(tmp_path, f"{n}.pdf", dateien.pdf(n)) for n in ("a", "b", "c")]
    alle = [dict(b.werte) for b in beilegen.lege_bei(hen, orte).beilagen]
    kreis.tue("HEN", "melden", **MELDUNG, anlagen=[alle[0]])
    entwurf.merke_entwurf(hen, {"anlagen": [alle[1]]})
    kreis.plaetze.pop("HEN").schliesse()
    kreis.oeffne("HEN")
    assert abgelegte(kreis, "HEN") == sorted(a["hash"] for a in alle[:2])
