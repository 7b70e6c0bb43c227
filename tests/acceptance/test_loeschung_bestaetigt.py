"""Wie weit eine Löschung ist, wer noch fehlt, und welche Kopien sie nicht erreicht."""

from pathlib import Path

from kim_desktop.application import ansicht
from kim_desktop.application.loeschung import reste
from kim_desktop.application.loeschung.stand import Loeschstand, staende
from kim_desktop.application.platz import sicherung
from kim_desktop.application.platz.schluesselwechsel import wechsle_schluessel
from kim_desktop.application.uebergabe.ordner.austauschordner import gleiche_ab, setze_ordner
from kim_desktop.application.uebergabe.versand import ausstand, verschicke
from tests.acceptance import wege
from tests.hilfen.kreis import MELDUNG, Kreis


def stand(kreis: Kreis, wer: str = "KI") -> Loeschstand:
    (einziger,) = staende(kreis.plaetze[wer])
    return einziger


def test_gezaehlt_wird_wer_sie_haben_muss_und_wer_sie_hat(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    (meldung,) = [
        z.id
        for z in ansicht.zeige(kreis.plaetze["KI"], "HEN1-2026-001").verlauf
        if z.schritt == "melden"
    ]
    kreis.bring("KIL", "KI")
    kreis.tue("KI", "loeschen", ereignisse=[meldung], grund="personenbezug")
    am_anfang = stand(kreis)
    assert am_anfang.grund == "Personenbezug"
    assert am_anfang.bestaetigt == 1
    assert set(am_anfang.offen) == {"Stelle HEN", "Stelle KIL"}
    assert am_anfang.von == 3
    assert "Stelle KIL" in [e.name for e in ausstand(kreis.plaetze["KI"]).an]
    kreis.bring("KI", "KIL", "HEN")
    assert stand(kreis).bestaetigt == 1
    kreis.bring("KIL", "KI")
    assert (stand(kreis).bestaetigt, stand(kreis).offen) == (2, ("Stelle HEN",))
    kreis.bring("HEN", "KI")
    assert (stand(kreis).satz, stand(kreis).offen) == ("Löschung bestätigt 3 von 3", ())
    assert ansicht.zeige(kreis.plaetze["KI"], kennung).zeile.kennung == kennung


def test_der_verlauf_sagt_was_geloescht_ist_und_wie_weit(kreis: Kreis) -> None:
    kennung = wege.gemeldet(kreis, "HEN")[0]
    kreis.bring("HEN", "KI")
    frage = kreis.tue("KI", "fragen", kennung=kennung, text="Wer ist Frau B.?")
    kreis.bring("KI", "HEN")
    kreis.tue("KI", "loeschen", ereignisse=[frage.ereignis], grund="personenbezug")
    vermerk = ansicht.zeige(kreis.plaetze["KI"], kennung).verlauf[-1].vermerk
    assert vermerk == "gelöscht am 12.01.2026; Löschung bestätigt 1 von 2"
    kreis.bring("KI", "HEN")
    kreis.bring("HEN", "KI")
    vermerk = ansicht.zeige(kreis.plaetze["KI"], kennung).verlauf[-1].vermerk
    assert vermerk.endswith("Löschung bestätigt 2 von 2")


def test_was_die_loeschung_nicht_erreicht_wird_genannt(kreis: Kreis) -> None:
    meldung = kreis.tue("HEN", "melden", **MELDUNG).ereignis
    hen = kreis.plaetze["HEN"]
    datei = kreis.gib("HEN", "KI")
    sicherung.sichere(hen)
    kreis.tue("HEN", "loeschen", ereignisse=[meldung], grund="irrtum")
    rest = reste.reste(hen, meldung)
    assert rest.dateien == (f"{datei.name} (an CM-Koordination)",)
    assert len(rest.sicherungen) == 1
    assert rest.als_saetze()[-1].startswith("Ausdrucke")

    alte = list(rest.sicherungen)
    assert reste.ersetze_sicherungen(hen) == alte
    assert not alte[0].exists()
    assert len(sicherung.generationen(hen)) == 1
    assert reste.reste(hen, meldung).sicherungen == ()
    assert reste.ersetze_sicherungen(hen) == []


def test_eine_datei_im_ausgang_und_eine_abgelehnte_werden_mit_ort_genannt(kreis: Kreis) -> None:
    meldung = kreis.tue("HEN", "melden", **MELDUNG).ereignis
    hen = kreis.plaetze["HEN"]
    datei = kreis.gib("HEN", "KI")
    ausgang, abgelehnt = hen.profil.ordner / "ausgang", hen.profil.ordner / "abgelehnt"
    datei.rename(ausgang / datei.name)
    (abgelehnt / "fremd.kim").write_bytes(b"x")
    kreis.tue("HEN", "loeschen", ereignisse=[meldung], grund="irrtum")
    rest = reste.reste(hen, meldung)
    assert rest.dateien == (f"„{ausgang / datei.name}“ (an CM-Koordination)",)
    assert rest.fremde == (f"„{abgelehnt / 'fremd.kim'}“",)


def test_auch_im_begleitblatt_und_im_austauschordner_wird_sie_genannt(
    kreis: Kreis, tmp_path: Path
) -> None:
    meldung = kreis.tue("HEN", "melden", **MELDUNG).ereignis
    hen, gemeinsam = kreis.plaetze["HEN"], tmp_path / "gemeinsam"
    gemeinsam.mkdir()
    (sendung,) = verschicke(hen, ["ki"], tmp_path, als_pdf=True).sendungen
    erhalten = hen.profil.ordner / "eingang" / "von der KI.pdf"
    erhalten.write_bytes(sendung.datei.read_bytes())
    kreis.tue("HEN", "melden", **MELDUNG)
    setze_ordner(hen, gemeinsam)
    gleiche_ab(hen, hen.quelle.jetzt())
    (hingelegt,) = gemeinsam.glob("*.kim")
    kreis.tue("HEN", "loeschen", ereignisse=[meldung], grund="irrtum")
    rest = reste.reste(hen, meldung)
    genannt = " ".join(rest.dateien)
    assert f"„{sendung.datei}“ mit Mailentwurf (an CM-Koordination)" in genannt
    assert f"„{hingelegt}“" in genannt
    assert rest.fremde == (f"„{erhalten}“",)


def test_auch_eine_sicherung_unter_dem_frueheren_schluessel_wird_genannt(kreis: Kreis) -> None:
    meldung = kreis.tue("HEN", "melden", **MELDUNG).ereignis
    sicherung.sichere(kreis.plaetze["HEN"])
    wechsle_schluessel(kreis.plaetze.pop("HEN"), kreis.ordner / "wechsel")
    hen = kreis.oeffne("HEN")
    kreis.tue("HEN", "loeschen", ereignisse=[meldung], grund="irrtum")
    assert len(reste.reste(hen, meldung).sicherungen) == 1
