"""Die Wege zurück: ergänzen, lösen, zurückgeben, vertagen, verneinen, löschen …"""

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.platz.pflege import pruefe
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from tests.acceptance import wege
from tests.hilfen.kreis import MELDUNG, Kreis


def test_die_koordination_bittet_um_ergaenzung_und_die_stelle_ergaenzt(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    kreis.tue("KI", "zur_ergaenzung", kennung=kennung, begruendung="Seit wann?")
    kreis.bring("KI", "HEN")
    fall = wege.meldung(kreis, "HEN", kennung)
    assert (fall.zustand, fall.grund) == ("zur_ergaenzung", "Seit wann?")

    kreis.tue("HEN", "ergaenzen", **{**MELDUNG, "kennung": kennung, "zeitraum": "seit 2025"})
    kreis.bring("HEN", "KI")
    fall = wege.meldung(kreis, "KI", kennung)
    assert fall.zustand == "gemeldet"
    assert [f.inhalt["zeitraum"] for f in fall.fassungen] == ["seit 2025"]


def test_eine_stelle_zieht_ihre_meldung_zurueck(kreis: Kreis) -> None:
    kennungen = wege.gemeldet(kreis, "HEN", "TRO")
    herausforderung = wege.gebuendelt(kreis, kennungen)
    kreis.tue("HEN", "zurueckziehen", kennung=kennungen[0], begruendung="Hat sich erledigt.")
    kreis.bring("HEN", "KI")

    assert wege.zustand(kreis.plaetze["KI"], kennungen[0]) == "zurueckgezogen"
    assert wege.schwelle(kreis, herausforderung) == "1 Meldung, 1 CM-Stelle, es fehlt 1"


def test_nur_die_eigene_stelle_zieht_eine_meldung_zurueck(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    zurueck = {"kennung": kennung, "begruendung": "nicht meine"}
    with pytest.raises(EingabeFehler, match="„erfasst für“ fehlt"):
        kreis.tue("KI", "zurueckziehen", **zurueck)
    with pytest.raises(ProzessFehler, match="gehört einer anderen CM-Stelle"):
        kreis.tue("KI", "zurueckziehen", **zurueck, fuer_stelle="TRO")


def test_ein_buendel_laesst_sich_wieder_loesen(kreis: Kreis) -> None:
    kennungen = wege.gemeldet(kreis, "HEN", "TRO")
    herausforderung = wege.gebuendelt(kreis, kennungen)
    assert wege.zustand(kreis.plaetze["KI"], kennungen[0]) == "gebuendelt"
    kreis.tue("KI", "loesen", kennung=herausforderung, meldungen=kennungen, begruendung="Irrtum")

    assert wege.zustand(kreis.plaetze["KI"], kennungen[0]) == "gemeldet"
    assert wege.zustand(kreis.plaetze["KI"], herausforderung) == "gebuendelt"
    assert wege.herausforderung(kreis, "KI", herausforderung).meldungen == ()


def test_unter_der_schwelle_braucht_die_vorlage_eine_begruendung(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    with pytest.raises(ProzessFehler, match="1 Meldung, 1 CM-Stelle, es fehlt 1"):
        kreis.tue("KI", "vorlegen", kennung=kennung)
    kreis.tue("KI", "vorlegen", kennung=kennung, begruendung="Gefahr im Verzug")
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "vorgelegt"


def test_die_ki_leitung_gibt_zurueck(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN", "TRO"))
    kreis.tue("KI", "vorlegen", kennung=kennung)
    kreis.bring("KI", "KIL")
    kreis.tue("KIL", "zurueckgeben", kennung=kennung, begruendung="Bitte Zahlen nachtragen.")
    kreis.bring("KIL", "KI")
    fall = wege.herausforderung(kreis, "KI", kennung)
    assert (fall.zustand, fall.grund) == ("gebuendelt", "Bitte Zahlen nachtragen.")
    kreis.tue("KI", "vorlegen", kennung=kennung, bewertung="Mit Zahlen")
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "vorgelegt"


def test_die_lenkungsgruppe_verneint_den_auftrag_mit_grund(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    nein = {"kennung": kennung, "beschlusstext": "Kein Auftrag."}
    with pytest.raises(EingabeFehler, match="„Begründung“ fehlt"):
        kreis.tue("LG", "auftrag_nicht_erteilen", **nein)
    kreis.tue("LG", "auftrag_nicht_erteilen", **nein, begruendung="Zuständig ist das Land.")
    kreis.bring("LG", "KI", "KIL")
    assert wege.zustaende(kreis, kennung, "KI", "KIL") == {
        "KI": "auftrag_nicht_erteilt",
        "KIL": "auftrag_nicht_erteilt",
    }
    assert wege.herausforderung(kreis, "KI", kennung).grund == "Zuständig ist das Land."


def test_die_lenkungsgruppe_vertagt_und_beauftragt_spaeter(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    kreis.tue("LG", "vertagen", kennung=kennung, vertagt_auf="10.12.2026")
    assert wege.zustand(kreis.plaetze["LG"], kennung) == "vertagt"
    kreis.tue("LG", "beauftragen", kennung=kennung, **wege.AUFTRAG)
    kreis.bring("LG", "KI")
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "beauftragt"


def test_die_lenkungsgruppe_verweist_die_rm_zurueck(kreis: Kreis) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    kreis.tue(
        "LG",
        "rm_zurueckverweisen",
        kennung=kennung,
        beschlusstext="Die RM geht zurück.",
        begruendung="Die Kosten fehlen.",
    )
    kreis.runde(("LG", "PG"))
    assert wege.zustaende(kreis, kennung, "KI", "PG") == {
        "KI": "in_bearbeitung",
        "PG": "in_bearbeitung",
    }
    kreis.tue("PG", "rueckmelden", kennung=kennung, **wege.RM)
    kreis.runde(("PG", "LG"))
    fall = wege.herausforderung(kreis, "LG", kennung)
    assert (fall.zustand, len(fall.rueckmeldungen)) == ("rm_vorgelegt", 2)


def test_auch_ueber_die_rm_kann_vertagt_werden(kreis: Kreis) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss("pg-1/1"))
    kreis.tue("LG", "vertagen", kennung=kennung, vertagt_auf="10.12.2026")
    assert wege.zustand(kreis.plaetze["LG"], kennung) == "rm_vorgelegt"
    kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss("oeffentlichkeitsarbeit"))
    assert wege.zustand(kreis.plaetze["LG"], kennung) == "beschlossen"


def test_ein_bescheid_erreicht_nur_die_meldende_stelle(kreis: Kreis) -> None:
    kennungen = wege.gemeldet(kreis, "HEN", "TRO")
    kreis.tue("KI", "bescheiden", kennung=kennungen[0], text="Wir prüfen das.")
    kreis.bring("KI", "HEN", "TRO")
    assert [b.inhalt["text"] for b in wege.meldung(kreis, "HEN", kennungen[0]).bescheide] == [
        "Wir prüfen das."
    ]
    with pytest.raises(EingabeFehler, match="gibt es hier nicht"):
        ansicht.zeige(kreis.plaetze["TRO"], kennungen[0])


def test_das_themenblatt_lesen_alle_stellen(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN", "TRO"))
    kreis.tue(
        "KI",
        "themenblatt_freigeben",
        kennung=kennung,
        titel="Übergänge zwischen Behörden",
        saetze=["Es gibt Lücken.", "Mehrere berichten.", "Es wird geprüft."],
    )
    kreis.bring("KI", "BTN")
    zeile = ansicht.zeige(kreis.plaetze["BTN"], kennung).zeile
    assert zeile.titel == "Übergänge zwischen Behörden"


def test_mit_der_herausforderung_sind_auch_ihre_meldungen_erledigt(kreis: Kreis) -> None:
    meldungen = wege.gemeldet(kreis, "HEN", "TRO")
    kennung = wege.gebuendelt(kreis, meldungen)
    koordination = kreis.plaetze["KI"]
    kreis.tue("KI", "ohne_vorlage_erledigen", kennung=kennung, begruendung="Das Land regelt es.")
    assert {wege.zustand(koordination, m) for m in meldungen} == {"erledigt"}
    faellig = [a.fall.kennung for a in ansicht.aufgaben(koordination) if a.faellig]
    assert not set(meldungen) & set(faellig)
    kreis.tue("KI", "wiederaufnehmen", kennung=kennung, begruendung="Das Land regelt es nicht.")
    assert {wege.zustand(koordination, m) for m in meldungen} == {"gebuendelt"}
    schwelle = ansicht.zeige(koordination, kennung).schwelle
    assert schwelle is not None
    assert schwelle.erklaerung == "2 Meldungen, 2 CM-Stellen, Schwelle erreicht"


def test_die_schwelle_ist_eine_einstellung_des_kreises(kreis: Kreis) -> None:
    kreis.tue("KI", "einstellen", schluessel="schwelle", wert="3")
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN", "TRO"))
    with pytest.raises(ProzessFehler, match="2 Meldungen, 2 CM-Stellen, es fehlt 1"):
        kreis.tue("KI", "vorlegen", kennung=kennung)
    with pytest.raises(EingabeFehler, match="zwischen 1 und 99"):
        kreis.tue("KI", "einstellen", schluessel="schwelle", wert="0")


def test_geloeschte_inhalte_verschwinden_ueberall_und_kommen_nicht_wieder(kreis: Kreis) -> None:
    kennung = kreis.tue("HEN", "melden", **MELDUNG).kennung
    alte_datei = kreis.gib("HEN", "KI")
    kreis.bring("HEN", "KI")
    ereignis = ansicht.zeige(kreis.plaetze["HEN"], kennung).verlauf[0].id
    assert _gefunden(kreis, "KI") == [kennung]

    kreis.tue("HEN", "loeschen", ereignisse=[ereignis], grund="personenbezug")
    kreis.bring("HEN", "KI")
    lies_ein(kreis.plaetze["KI"], alte_datei)

    for name in ("HEN", "KI"):
        assert _gefunden(kreis, name) == []
        assert pruefe(kreis.plaetze[name]) == []


def test_loeschen_darf_nur_wer_schrieb_oder_die_koordination(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    ereignis = ansicht.zeige(kreis.plaetze["KI"], kennung).verlauf[0].id
    kreis.bring("KI", "KIL")
    with pytest.raises(ProzessFehler, match="Löschen darf nur"):
        kreis.tue("KIL", "loeschen", ereignisse=[ereignis], grund="irrtum")
    kreis.tue("KI", "loeschen", ereignisse=[ereignis], grund="personenbezug")
    assert _gefunden(kreis, "KI") == []


def test_eine_geloeschte_entscheidung_kann_neu_getroffen_werden(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    kreis.tue("LG", "beauftragen", kennung=kennung, **wege.AUFTRAG)
    ereignis = ansicht.zeige(kreis.plaetze["LG"], kennung).verlauf[-1].id
    kreis.tue("LG", "loeschen", ereignisse=[ereignis], grund="personenbezug")
    assert wege.zustand(kreis.plaetze["LG"], kennung) == "nicht_einsehbar"
    kreis.tue("LG", "beauftragen", kennung=kennung, **wege.AUFTRAG)
    kreis.bring("LG", "KI")
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "beauftragt"


def _gefunden(kreis: Kreis, name: str) -> list[str]:
    zeilen = ansicht.liste(kreis.plaetze[name], ansicht.Filter(text="Sozialamt"))
    return [z.kennung for z in zeilen]
