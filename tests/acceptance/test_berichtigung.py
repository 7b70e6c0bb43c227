"""Falsch Eingetragenes wird berichtigt: kein Streit, der Verlauf bleibt, und nur wer es schrieb."""

from typing import Any

import pytest

from kim_desktop.application import ansicht
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from kim_desktop.domain.rollen import Rolle
from tests.acceptance import wege
from tests.hilfen.kreis import AUFTRAG, MELDUNG, RM, Kreis, nimm_auf

NEIN = {"beschlusstext": "Kein Auftrag.", "begruendung": "Zuständig ist das Land."}


def berichtige(kreis: Kreis, wer: str, kennung: str, eintrag: str, **daten: Any) -> None:
    """Correct an entry because of a slip of the pen."""
    kreis.tue(wer, "berichtigen", kennung=kennung, eintrag=eintrag, warum="Tippfehler", **daten)


def test_eine_stelle_berichtigt_ihre_meldung_und_der_verlauf_bleibt(kreis: Kreis) -> None:
    kennung = kreis.tue("HEN", "melden", **MELDUNG).kennung
    erster = ansicht.zeige(kreis.plaetze["HEN"], kennung).verlauf[0].id
    berichtige(kreis, "HEN", kennung, erster, inhalt={**MELDUNG, "titel": "Wechsel ins SGB XII"})
    kreis.bring("HEN", "KI")
    detail = ansicht.zeige(kreis.plaetze["KI"], kennung)
    assert detail.zeile.titel == "Wechsel ins SGB XII"
    assert [z.schritt for z in detail.verlauf] == ["melden", "berichtigen"]
    assert detail.verlauf[0].inhalt["titel"] == MELDUNG["titel"]
    assert detail.verlauf[1].inhalt["warum"] == "Tippfehler"
    assert wege.sichtbar(kreis, "KI") == {kennung}


def test_wer_es_nicht_schrieb_berichtigt_nicht(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    erster = ansicht.zeige(kreis.plaetze["KI"], kennung).verlauf[0].id
    with pytest.raises(ProzessFehler, match="nur die Stelle, die ihn schrieb"):
        berichtige(kreis, "KI", kennung, erster, inhalt=MELDUNG)
    with pytest.raises(EingabeFehler, match="gibt es hier nicht"):
        berichtige(kreis, "HEN", kennung, "0" * 64, inhalt=MELDUNG)
    with pytest.raises(EingabeFehler, match="„Sachverhalt“ fehlt"):
        berichtige(kreis, "HEN", kennung, erster, inhalt={**MELDUNG, "sachverhalt": ""})
    ohne_haken = {**MELDUNG, "keine_personendaten": False}
    with pytest.raises(EingabeFehler, match="keine personenbezogenen Daten"):
        berichtige(kreis, "HEN", kennung, erster, inhalt=ohne_haken)


def test_was_fuer_eine_stelle_erfasst_wurde_bleibt_fuer_sie_erfasst(kreis: Kreis) -> None:
    getan = kreis.tue("KI", "melden", **MELDUNG, fuer_stelle="BTN", quelle="papier")
    richtig = {**MELDUNG, "titel": "Wechsel ins SGB XII"}
    berichtige(kreis, "KI", getan.kennung, getan.ereignis, inhalt=richtig)
    kreis.bring("KI", "BTN")
    fall = wege.meldung(kreis, "BTN", getan.kennung)
    assert (fall.stelle, fall.zustand, fall.inhalt["titel"]) == (
        "btn",
        "gemeldet",
        "Wechsel ins SGB XII",
    )
    anders = {**richtig, "fuer_stelle": "TRO"}
    berichtige(kreis, "KI", getan.kennung, getan.ereignis, inhalt=anders)
    assert wege.meldung(kreis, "KI", getan.kennung).stelle == "tro"
    eigene = kreis.tue("HEN", "melden", **MELDUNG)
    with pytest.raises(EingabeFehler, match="nicht, ob für eine andere"):
        berichtige(
            kreis, "HEN", eigene.kennung, eigene.ereignis, inhalt={**MELDUNG, "fuer_stelle": "TRO"}
        )


def test_ein_beschluss_wird_berichtigt_ohne_dass_ein_streit_entsteht(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    auftrag = kreis.tue("LG", "beauftragen", kennung=kennung, **AUFTRAG).ereignis
    kreis.runde(("LG", "PG"))
    kreis.tue("PG", "bearbeiten", kennung=kennung, zwischenstand="Begonnen.")
    zwei = [*AUFTRAG["gruppen"], {"name": "Siegburg"}]
    richtig = {**AUFTRAG, "berichtstermin": "31.10.2026", "gruppen": zwei}
    berichtige(kreis, "LG", kennung, auftrag, inhalt=richtig)
    kreis.runde(("PG", "LG"))

    fall = wege.herausforderung(kreis, "PG", kennung)
    assert not fall.strittig
    assert fall.zustand == "in_bearbeitung"
    assert fall.auftrag is not None
    assert fall.auftrag.inhalt["berichtstermin"] == "2026-10-31"
    assert fall.gruppen == ("pg-1", f"PG-{kennung}-1")


def test_aus_einem_ja_wird_ein_nein_und_die_cm_stellen_lesen_es_nie(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    falsch = kreis.tue("LG", "beauftragen", kennung=kennung, **AUFTRAG).ereignis
    berichtige(kreis, "LG", kennung, falsch, schritt="auftrag_nicht_erteilen", inhalt=NEIN)
    kreis.bring("LG", "KI")
    fall = wege.herausforderung(kreis, "KI", kennung)
    assert (fall.zustand, fall.grund) == ("auftrag_nicht_erteilt", "Zuständig ist das Land.")
    _zweite_runde(kreis, kennung)
    assert wege.zustand(kreis.plaetze["HEN"], kennung) == "bekanntgegeben"
    assert "Zuständig ist das Land" not in wege.gelesen(kreis, "HEN", kennung)


def test_auch_ein_nur_im_wortlaut_berichtigtes_nein_bleibt_den_cm_stellen_verschlossen(
    kreis: Kreis,
) -> None:
    kennung = wege.weitergeleitet(kreis)
    nein = kreis.tue("LG", "auftrag_nicht_erteilen", kennung=kennung, **NEIN).ereignis
    anders = {**NEIN, "begruendung": "Zuständig ist der Bund."}
    berichtige(kreis, "LG", kennung, nein, inhalt=anders)
    kreis.bring("LG", "KI")
    assert wege.herausforderung(kreis, "KI", kennung).grund == "Zuständig ist der Bund."
    _zweite_runde(kreis, kennung)
    for wort in ("das Land", "der Bund"):
        assert wort not in wege.gelesen(kreis, "HEN", kennung)
        assert wort in wege.gelesen(kreis, "LG", kennung)


def test_wer_mehrere_rollen_hat_berichtigt_in_der_in_der_er_schrieb(kreis: Kreis) -> None:
    """Oft sitzen KI-Leitung und Geschäftsführung der Lenkungsgruppe am selben Platz."""
    nimm_auf(kreis, "KX", Rolle.KI_LEITUNG, Rolle.LENKUNGSGRUPPE, Rolle.PROJEKTGRUPPE)
    kreis.bring("KI", "KX")
    kennung = wege.weitergeleitet(kreis)
    kreis.bring("KI", "KX")
    nein = kreis.tue("KX", "auftrag_nicht_erteilen", kennung=kennung, **NEIN).ereignis
    berichtige(kreis, "KX", kennung, nein, inhalt={**NEIN, "begruendung": "Sache des Bundes."})
    kreis.bring("KX", "KI")
    assert wege.herausforderung(kreis, "KI", kennung).grund == "Sache des Bundes."
    assert wege.eintrag(kreis, "KI", kennung, "berichtigen").vermerk == ""


def _zweite_runde(kreis: Kreis, kennung: str) -> None:
    """Take a topic that got a No up again and bring it to the Transparenzmitteilung."""
    kreis.tue("KI", "wiederaufnehmen", kennung=kennung, begruendung="Neue Fälle")
    kreis.tue("KI", "vorlegen", kennung=kennung)
    kreis.bring("KI", "KIL")
    kreis.tue("KIL", "weiterleiten", kennung=kennung, **wege.VORLAGE)
    kreis.runde(("KIL", "LG"))
    kreis.tue("LG", "beauftragen", kennung=kennung, **AUFTRAG)
    kreis.runde(("LG", "PG"))
    kreis.tue("PG", "rueckmelden", kennung=kennung, **RM)
    kreis.runde(("PG", "LG"))
    wege.zu_ende(kreis, kennung)
