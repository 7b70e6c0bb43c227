"""Was muss ich jetzt verschicken? Nach jedem Schritt eine Antwort, und eine Mail dazu."""

import hashlib
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from kim_desktop.application.ansicht import Filter, liste
from kim_desktop.application.arbeitsplatz import wer_bin_ich
from kim_desktop.application.platz.fortschreiben import als_inhaber, schreibe_fort
from kim_desktop.application.uebergabe import mailentwurf
from kim_desktop.application.uebergabe.austausch import bilanz, lies_ein, uebergib_an_alle
from kim_desktop.application.uebergabe.mailentwurf import Brief, entwurf
from kim_desktop.application.uebergabe.versand import (
    Sendung,
    Verschickt,
    ausstand,
    merke_adressen,
    verschicke,
)
from kim_desktop.domain.fehler import EingabeFehler, UmgebungsFehler
from kim_desktop.domain.rollen import Rolle
from tests.acceptance import wege
from tests.hilfen.kreis import BEGINN, MELDUNG, VORLAGE, Kreis, nimm_auf

ALLES_VERSCHICKT = "Alles ist verschickt."


def offen(kreis: Kreis, wer: str) -> set[str]:
    """Name by Kürzel who is owed a file."""
    stellen = wer_bin_ich(kreis.plaetze[wer]).verzeichnis.stellen
    return {stellen[e.stelle].kuerzel for e in ausstand(kreis.plaetze[wer]).an}


def schick(kreis: Kreis, von: str, *an: str) -> Verschickt:
    """Send to the Stellen named, or to everybody who is owed something."""
    ap = kreis.plaetze[von]
    return verschicke(ap, an or [e.stelle for e in ausstand(ap).an], kreis.post)


def schick_und_lies(kreis: Kreis, von: str) -> None:
    """Send what is owed; everybody takes it in."""
    stellen = wer_bin_ich(kreis.plaetze[von]).verzeichnis.stellen
    for sendung in schick(kreis, von).sendungen:
        lies_ein(kreis.plaetze[stellen[sendung.an].kuerzel], sendung.datei)


def mail_von(sendung: Sendung) -> EmailMessage:
    """Read a draft as a mail program does."""
    assert sendung.mail is not None
    mail = message_from_bytes(sendung.mail.read_bytes(), policy=default)
    assert isinstance(mail, EmailMessage)
    assert not mail.defects
    return mail


@pytest.fixture
def verschickt(kreis: Kreis) -> Kreis:
    """Everybody has been sent everything."""
    uebergib_an_alle(kreis.plaetze["KI"], kreis.post)
    return kreis


def test_am_anfang_ist_alles_verschickt(verschickt: Kreis) -> None:
    for wer in ("KI", *wege.ALLE):
        assert ausstand(verschickt.plaetze[wer]).satz == ALLES_VERSCHICKT


def test_nach_einer_meldung_ist_eine_datei_an_die_koordination_zu_schicken(
    verschickt: Kreis,
) -> None:
    hennef = verschickt.plaetze["HEN"]
    verschickt.tue("HEN", "melden", **MELDUNG)
    assert ausstand(hennef).satz == "Jetzt zu verschicken: 1 Datei an die CM-Koordination"
    assert offen(verschickt, "HEN") == {"KI"}
    schick(verschickt, "HEN")
    assert ausstand(hennef).satz == ALLES_VERSCHICKT


def test_wer_auf_dem_weg_einer_herausforderung_etwas_bekommt(verschickt: Kreis) -> None:
    kreis = verschickt
    meldungen = [kreis.tue(stelle, "melden", **MELDUNG).kennung for stelle in ("HEN", "TRO")]
    schick_und_lies(kreis, "HEN")
    schick_und_lies(kreis, "TRO")
    # Meldungen of others are nobody's business, and a receipt is not worth a mail.
    assert offen(kreis, "KI") == set()

    kennung = wege.gebuendelt(kreis, meldungen)
    assert offen(kreis, "KI") == {"KIL", "LG"}
    schick_und_lies(kreis, "KI")
    assert offen(kreis, "KI") == set()

    # Laying it before the KI-Leitung opens the Meldungen to it.
    kreis.tue("KI", "vorlegen", kennung=kennung, bewertung="Kein Einzelfall.")
    schick_und_lies(kreis, "KI")
    kreis.tue("KIL", "weiterleiten", kennung=kennung, **VORLAGE)
    assert offen(kreis, "KIL") == {"KI"}
    schick_und_lies(kreis, "KIL")
    assert offen(kreis, "KI") == {"LG"}
    assert offen(kreis, "KIL") == offen(kreis, "HEN") == set()


def test_was_erst_durch_einen_auftrag_lesbar_wird_ist_zu_schicken(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    kreis.runde(["PG"])
    assert "PG" not in offen(kreis, "KI")
    kreis.tue("LG", "beauftragen", kennung=kennung, **wege.AUFTRAG)
    kreis.bring("LG", "KI")
    assert offen(kreis, "KI") >= {"PG", "KIL"}
    assert not offen(kreis, "KI") & set(wege.CM_STELLEN)
    datei = schick(kreis, "KI", "PG").sendungen[0].datei
    assert lies_ein(kreis.plaetze["PG"], datei).spaete > 0
    assert wege.zustand(kreis.plaetze["PG"], kennung) == "beauftragt"
    assert "PG" not in offen(kreis, "KI")


def test_nach_der_bekanntgabe_bekommen_alle_cm_stellen_eine_datei(kreis: Kreis) -> None:
    kennung = wege.beschlossen(kreis)
    schick(kreis, "KI")
    kreis.tue("KI", "bekanntgeben", kennung=kennung, mitteilung="Es gilt der Übergangstag.")
    assert ausstand(kreis.plaetze["KI"]).satz == (
        "Jetzt zu verschicken: 6 Dateien an Stelle BTN, Stelle HEN, Stelle KIL "
        "und 3 weitere Stellen"
    )


def test_ein_neuer_arbeitsplatz_bekommt_auch_was_die_stelle_schon_bekam(
    verschickt: Kreis,
) -> None:
    nimm_auf(verschickt, "HEN2", Rolle.CM_STELLE, stelle="HEN")
    assert offen(verschickt, "KI") == {"HEN"}
    schick(verschickt, "KI")
    assert offen(verschickt, "KI") == set()


def test_eine_einstellung_geht_an_alle(verschickt: Kreis) -> None:
    verschickt.tue("KI", "einstellen", schluessel="schwelle", wert="3")
    assert offen(verschickt, "KI") == set(wege.ALLE)
    schick_und_lies(verschickt, "KI")
    assert offen(verschickt, "KI") == set()


def test_eine_anlage_die_fehlt_wird_nicht_immer_wieder_geschuldet(
    verschickt: Kreis, tmp_path: Path
) -> None:
    kreis, plan = verschickt, tmp_path / "plan.pdf"
    plan.write_bytes(b"%PDF-1.7 Ablauf")
    kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(plan)])
    summe = hashlib.sha256(plan.read_bytes()).hexdigest()
    anlage = kreis.profil("HEN") / "anlagen" / summe[:2] / summe
    siegel = anlage.read_bytes()
    anlage.unlink()
    assert offen(kreis, "HEN") == {"KI"}
    schick_und_lies(kreis, "HEN")
    assert offen(kreis, "HEN") == set()
    anlage.write_bytes(siegel)
    kreis.bring("KI", "HEN")
    assert offen(kreis, "HEN") == {"KI"}
    schick_und_lies(kreis, "HEN")
    assert offen(kreis, "HEN") == set()


def test_der_mailentwurf_traegt_die_datei_und_sonst_keinen_inhalt(verschickt: Kreis) -> None:
    verschickt.tue("HEN", "melden", **MELDUNG)
    sendung = schick(verschickt, "HEN").sendungen[0]
    mail = mail_von(sendung)
    anhang = next(mail.iter_attachments())
    assert mail["X-Unsent"] == "1"
    assert "To" not in mail
    assert mail["Subject"] == "[ÜBUNG] KIM-Übergabe von Stelle HEN an CM-Koordination, Nr. 2"
    assert anhang.get_content_type() == "application/octet-stream"
    assert anhang.get_filename() == sendung.datei.name
    assert anhang.get_content() == sendung.datei.read_bytes()
    text = mail.get_body().get_content()
    assert text.splitlines() == sendung.text.splitlines()
    assert "Bitte in KIM Desktop unter Übergabe einlesen." in text
    assert "Einträge: 1" in text.splitlines()
    assert not any(wort in text + mail["Subject"] for wort in ("Lücke", "SGB", "HEN1-2026"))


def test_die_angehaengte_datei_laesst_sich_einlesen(verschickt: Kreis, tmp_path: Path) -> None:
    verschickt.tue("HEN", "melden", **MELDUNG)
    anhang = next(mail_von(schick(verschickt, "HEN").sendungen[0]).iter_attachments())
    datei = tmp_path / anhang.get_filename()
    datei.write_bytes(anhang.get_content())
    assert lies_ein(verschickt.plaetze["KI"], datei).neu == 1


def test_der_mailentwurf_hat_windows_zeilenenden_und_ist_wiederholbar() -> None:
    brief = Brief("Stelle HEN", "Köln", 7, "KIM_HEN1_KI_0007.kim", 4, 3, uebung=False)
    roh = entwurf(brief, "ki@kreis.example", BEGINN, b"\0abc")
    assert roh == entwurf(brief, "ki@kreis.example", BEGINN, b"\0abc")
    assert b"boundary=" in roh
    assert roh.count(b"\r\n") == roh.count(b"\n") == roh.count(b"\r")
    mail = message_from_bytes(roh, policy=default)
    assert mail["Date"].datetime == BEGINN
    assert "Message-ID" not in mail
    assert "Köln" in mail["Subject"]


def test_eine_zu_grosse_datei_haengt_nicht_an() -> None:
    groesse = mailentwurf.HOECHSTENS_ANHANG + 1
    brief = Brief("Stelle HEN", "KI", 7, "gross.kim", groesse, 3, uebung=False)
    mail = message_from_bytes(entwurf(brief, "", BEGINN, b"gross"), policy=default)
    assert not mail.is_multipart()
    assert "21 MB" in mail.get_content()


def test_die_mailadresse_bleibt_am_arbeitsplatz(verschickt: Kreis) -> None:
    verschickt.tue("HEN", "melden", **MELDUNG)
    hennef = verschickt.plaetze["HEN"]
    koordination = ausstand(hennef).an[0]
    merke_adressen(hennef, {koordination.stelle: "ki@kreis.example; b@kreis.example"})
    assert ausstand(hennef).an[0].adresse == "ki@kreis.example, b@kreis.example"
    mail = mail_von(schick(verschickt, "HEN").sendungen[0])
    assert mail["To"] == "ki@kreis.example, b@kreis.example"


@pytest.mark.parametrize("angabe", ["Frau Beispiel", "a@b", "a@b.de\r\nBcc: c@d.de", "a b@c.de"])
def test_was_keine_mailadresse_ist_wird_nicht_gemerkt(kreis: Kreis, angabe: str) -> None:
    with pytest.raises(EingabeFehler, match="keine Mailadresse"):
        merke_adressen(kreis.plaetze["HEN"], {"x": angabe})


def test_ohne_ordner_wird_nichts_verschickt(verschickt: Kreis, tmp_path: Path) -> None:
    verschickt.tue("HEN", "melden", **MELDUNG)
    hennef = verschickt.plaetze["HEN"]
    vorher = bilanz(hennef).gesendet
    with pytest.raises(UmgebungsFehler, match="gibt es nicht"):
        verschicke(hennef, ["KI"], tmp_path / "fehlt")
    assert bilanz(hennef).gesendet == vorher
    assert offen(verschickt, "HEN") == {"KI"}


def test_scheitert_eine_von_mehreren_sind_die_anderen_verschickt(verschickt: Kreis) -> None:
    ergebnis = schick(verschickt, "KI", "HEN", "Mond", "TRO")
    assert [s.an for s in ergebnis.sendungen] == ["hen", "tro"]
    assert ergebnis.fehler == "Die Stelle „Mond“ steht nicht im Verzeichnis."


def test_eine_datei_die_nicht_erschien_wird_weiter_geschuldet(
    verschickt: Kreis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its number is given away, but on the disk lies nothing under its name."""
    verschickt.tue("HEN", "melden", **MELDUNG)

    def belegt(*_pfade: Path) -> None:
        raise PermissionError("in use")

    with monkeypatch.context() as m:
        m.setattr(Path, "replace", belegt)
        with pytest.raises(UmgebungsFehler, match="Nicht geschrieben"):
            schick(verschickt, "HEN")
    assert offen(verschickt, "HEN") == {"KI"}
    schick_und_lies(verschickt, "HEN")
    assert offen(verschickt, "HEN") == set()
    assert liste(verschickt.plaetze["KI"], Filter(arten=("meldung",)))


def test_ein_begleitblatt_das_nicht_gelingt_laesst_die_stelle_nicht_leer_ausgehen(
    verschickt: Kreis, tmp_path: Path
) -> None:
    """A name of old that no font can print keeps only its own file; the Stelle is owed one."""
    ki = verschickt.plaetze["KI"]
    name = {"art": "stelle", "id": "tro", "kuerzel": "TRO", "name": "Stelle 😀"}
    with ki.profil.datenbank.schreiben() as v:
        schreibe_fort(ki, v, als_inhaber(ki, v), [{**name, "ohne_programm": False}])
    verschickt.tue("KI", "einstellen", schluessel="schwelle", wert="3")
    alle = [e.stelle for e in ausstand(ki).an]
    ergebnis = verschicke(ki, alle, tmp_path, als_pdf=True)
    assert len(ergebnis.sendungen) == len(alle) - 1
    assert "😀" in ergebnis.fehler
    assert not list(tmp_path.glob("*.kim"))
    assert {e.name for e in ausstand(ki).an} == {"Stelle 😀"}


def test_was_ein_getoetetes_programm_liegen_liess_verschwindet(verschickt: Kreis) -> None:
    name = "KIM_{}_KI_0001_2026-01-12.kim"
    eigener, fremder = (verschickt.post / f".{name.format(c)}.4711.tmp" for c in ("HEN1", "TRO1"))
    for rest in (eigener, fremder):
        rest.write_bytes(b"halb")
    verschickt.tue("HEN", "melden", **MELDUNG)
    schick(verschickt, "HEN")
    assert not eigener.exists()
    assert fremder.exists()
