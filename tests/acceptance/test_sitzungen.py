"""Die Sitzung der Lenkungsgruppe: Einladung, Tagesordnung, freier TOP, Ergebnisprotokoll."""

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.schritt.formular import formular
from kim_desktop.application.sitzung.teilnahme import halte_teilnahme_fest
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from tests.acceptance import wege
from tests.hilfen.kreis import AUFTRAG, Kreis

SITZUNG = {
    "titel": "3. Sitzung der Lenkungsgruppe",
    "sitzung_am": "04.03.2026",
    "ort": "Kreishaus",
    "mitglieder": [
        {"name": "Kreisverwaltung", "vertretung": "Dezernat IV", "stimmberechtigt": True},
        {"name": "Freie Wohlfahrt", "stimmberechtigt": True},
    ],
}
NIEDERSCHRIFT = {
    "stand": "entwurf",
    "beginn": "14:00",
    "anwesende": ["Dezernat IV", "Freie Wohlfahrt"],
    "ergebnisse": [{"top": "1", "ergebnis": "Auftrag erteilt."}],
}


def test_von_der_einladung_bis_zum_genehmigten_ergebnisprotokoll(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    sitzung = kreis.tue("LG", "sitzung_anlegen", **SITZUNG).kennung
    punkt = {"top": "1", "vorgang": kennung, "titel": "Rechtskreiswechsel"}
    kreis.tue("LG", "tagesordnung", kennung=sitzung, punkte=[punkt])
    kreis.tue("LG", "freier_top", kennung=sitzung, titel="Haushalt 2027", oeffentlich=True)
    kreis.runde(("LG", "KIL"))
    kreis.tue("KIL", "freier_top", kennung=sitzung, titel="Verschiedenes")
    kreis.runde(("KIL", "LG"))

    fall = wege.sitzung(kreis, "LG", sitzung)
    assert [(p["top"], p["titel"]) for p in fall.punkte] == [
        ("1", "Rechtskreiswechsel"),
        ("2", "Haushalt 2027"),
        ("3", "Verschiedenes"),
    ]
    auftrag = formular(kreis.plaetze["LG"], "beauftragen", kennung).vorgaben
    assert (auftrag["sitzung_am"], auftrag["top"]) == ("2026-03-04", "1")
    gemerkt = {k: auftrag[k] for k in ("sitzung_am", "sitzung", "top")}
    kreis.tue("LG", "beauftragen", kennung=kennung, **AUFTRAG, **gemerkt)

    vorgaben = formular(kreis.plaetze["LG"], "niederschrift", sitzung).vorgaben
    # Who came is recorded, never assumed.
    assert "anwesende" not in vorgaben
    assert [e["top"] for e in vorgaben["ergebnisse"]] == ["1", "2", "3"]
    for stand in ("entwurf", "versandt", "genehmigt"):
        kreis.tue("LG", "niederschrift", kennung=sitzung, **{**NIEDERSCHRIFT, "stand": stand})
    kreis.bring("LG", "KI")
    fall = wege.sitzung(kreis, "KI", sitzung)
    assert fall.zustand == "protokolliert"
    assert fall.niederschrift is not None
    assert fall.niederschrift.inhalt["stand"] == "genehmigt"
    beschluss = wege.herausforderung(kreis, "KI", kennung).auftrag
    assert beschluss is not None
    assert beschluss.inhalt["sitzung"] == SITZUNG["titel"]


def test_die_sitzung_liest_die_projektgruppe_deren_thema_darauf_steht_und_keine_cm_stelle(
    kreis: Kreis,
) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    mit = kreis.tue("LG", "sitzung_anlegen", **SITZUNG).kennung
    ohne = kreis.tue("LG", "sitzung_anlegen", **{**SITZUNG, "titel": "Sondersitzung"}).kennung
    punkt = {"top": "1", "vorgang": kennung}
    kreis.tue("LG", "tagesordnung", kennung=mit, punkte=[punkt])
    kreis.tue("LG", "niederschrift", kennung=mit, **NIEDERSCHRIFT)
    kreis.bring("LG", "KI")
    kreis.bring("KI", "PG", "HEN", "KIL")
    assert mit in wege.sichtbar(kreis, "PG")
    assert ohne not in wege.sichtbar(kreis, "PG")
    assert {mit, ohne} <= wege.sichtbar(kreis, "KIL")
    assert not {mit, ohne} & wege.sichtbar(kreis, "HEN")


def test_das_ergebnisprotokoll_bleibt_aufgabe_bis_es_versandt_ist(kreis: Kreis) -> None:
    lg = kreis.plaetze["LG"]
    sitzung = kreis.tue("LG", "sitzung_anlegen", **SITZUNG).kennung

    def ist_aufgabe() -> bool:
        (aufgabe,) = (a for a in ansicht.aufgaben(lg) if a.fall.kennung == sitzung)
        return any(s.name == "niederschrift" and s.faellig for s in aufgabe.schritte)

    assert ist_aufgabe()
    halte_teilnahme_fest(lg, sitzung, {}, ["Land NRW"])
    assert ist_aufgabe()
    kreis.tue("LG", "niederschrift", kennung=sitzung, **{**NIEDERSCHRIFT, "stand": "entwurf"})
    assert ist_aufgabe()
    kreis.tue("LG", "niederschrift", kennung=sitzung, **{**NIEDERSCHRIFT, "stand": "versandt"})
    assert not ist_aufgabe()


def test_eine_tagesordnung_muss_stimmen(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    sitzung = kreis.tue("LG", "sitzung_anlegen", **SITZUNG).kennung
    eins = {"top": "1", "vorgang": kennung}
    for punkte, satz in (
        ([eins, {"top": "1", "titel": "Haushalt"}], "Der TOP steht zweimal"),
        ([eins, {**eins, "top": "2"}], "Dieselbe Herausforderung steht zweimal"),
        ([{"top": "1"}], "braucht eine Herausforderung oder einen Gegenstand"),
    ):
        with pytest.raises(EingabeFehler, match=satz):
            kreis.tue("LG", "tagesordnung", kennung=sitzung, punkte=punkte)


def test_das_ergebnisprotokoll_fuehrt_nur_die_geschaeftsfuehrung_der_lenkungsgruppe(
    kreis: Kreis,
) -> None:
    sitzung = kreis.tue("KIL", "sitzung_anlegen", **SITZUNG).kennung
    kreis.runde(("KIL", "LG"))
    with pytest.raises(ProzessFehler, match="Sache der Lenkungsgruppe"):
        kreis.tue("KIL", "niederschrift", kennung=sitzung, **NIEDERSCHRIFT)
    with pytest.raises(ProzessFehler, match="Sache der KI-Leitung oder Lenkungsgruppe"):
        kreis.tue("KI", "sitzung_anlegen", **SITZUNG)
    kreis.tue("LG", "niederschrift", kennung=sitzung, **NIEDERSCHRIFT)
    assert wege.zustand(kreis.plaetze["LG"], sitzung) == "protokolliert"


def test_die_einladung_laesst_sich_berichtigen(kreis: Kreis) -> None:
    getan = kreis.tue("LG", "sitzung_anlegen", **SITZUNG)
    richtig = {**SITZUNG, "sitzung_am": "05.03.2026"}
    kreis.tue(
        "LG",
        "berichtigen",
        kennung=getan.kennung,
        eintrag=getan.ereignis,
        warum="falscher Tag",
        inhalt=richtig,
    )
    kreis.bring("LG", "KI")
    assert wege.sitzung(kreis, "KI", getan.kennung).am == "2026-03-05"
    verlauf = ansicht.zeige(kreis.plaetze["KI"], getan.kennung).verlauf
    assert verlauf[0].inhalt["sitzung_am"] == "2026-03-04"
