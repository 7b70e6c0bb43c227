"""Ein fehlerhaftes Programm vergibt eine Kennung zweimal: beide Vorgänge bleiben zu bearbeiten."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.ansicht import Filter
from kim_desktop.application.papier import papiere
from kim_desktop.application.platz.pflege import baue_projektionen_neu, pruefe, stand
from kim_desktop.application.rollen import cm_koordination, ki_leitung, lenkungsgruppe
from kim_desktop.application.rollen.cm_stelle import cm_seite
from kim_desktop.application.schritt.formular import berichtigung, formular
from kim_desktop.application.schritt.tun import Getan
from kim_desktop.application.sitzung import agenda
from kim_desktop.application.uebergabe.bilanz import uebersicht
from kim_desktop.application.uebergabe.einlesen import lies_alle_ein
from kim_desktop.domain.faelle import Herausforderung
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from kim_desktop.store.log import protokoll
from kim_desktop.trust.kopf import als_ereignis, kopf_von
from tests.acceptance import wege
from tests.hilfen.doppelkennung import gekennzeichnet, noch_einmal
from tests.hilfen.kreis import AUFTRAG, MELDUNG, RM, VORLAGE, Kreis, verschoben
from tests.hilfen.papier import gedruckt

HEN, KI = "HEN1-2026-001", "KI1-2026-001"


def zweimal_gemeldet(kreis: Kreis) -> tuple[str, str]:
    """Let Hennef report twice under one Kennung; return what the CM-Koordination calls them."""
    erste = kreis.tue("HEN", "melden", **{**MELDUNG, "titel": "Erste"})
    zweite = noch_einmal(kreis.plaetze["HEN"], erste, titel="Zweite")
    kreis.bring("HEN", "KI")
    return gekennzeichnet(HEN, erste.fall), gekennzeichnet(HEN, zweite)


def zweimal_gebuendelt(kreis: Kreis) -> tuple[str, str]:
    """Let the CM-Koordination bundle the same Meldungen twice under one Kennung."""
    meldungen = wege.gemeldet(kreis, "HEN", "TRO")
    erste = kreis.tue("KI", "buendeln", titel="Erste", meldungen=meldungen)
    zweite = noch_einmal(kreis.plaetze["KI"], erste, titel="Zweite")
    return gekennzeichnet(KI, erste.fall), gekennzeichnet(KI, zweite)


def zweimal_weitergeleitet(kreis: Kreis) -> tuple[str, str]:
    """Bring both before the Lenkungsgruppe."""
    beide = zweimal_gebuendelt(kreis)
    for kennung in beide:
        kreis.tue("KI", "vorlegen", kennung=kennung)
    kreis.bring("KI", "KIL")
    for kennung in beide:
        kreis.tue("KIL", "weiterleiten", kennung=kennung, **VORLAGE)
    kreis.runde(("KIL", "LG"))
    return beide


def titel(kreis: Kreis, wer: str, kennungen: Sequence[str]) -> list[str]:
    return [ansicht.zeige(kreis.plaetze[wer], k).zeile.titel for k in kennungen]


def test_jeder_heisst_in_listen_wie_er_sich_oeffnen_laesst(kreis: Kreis) -> None:
    beide = zweimal_gemeldet(kreis)
    ki = kreis.plaetze["KI"]
    assert wege.sichtbar(kreis, "KI") == set(beide)
    assert {a.fall.kennung for a in ansicht.aufgaben(ki)} == set(beide)
    assert {m.kennung for m in cm_koordination.lies(ki).eingang} == set(beide)
    assert {m.kennung for m in cm_seite(kreis.plaetze["HEN"]).meldungen} == set(beide)
    assert titel(kreis, "KI", beide) == ["Erste", "Zweite"]
    for kennung in beide:
        detail = ansicht.zeige(ki, kennung)
        assert detail.fall.kennung == detail.zeile.kennung == kennung
        (hinweis,) = [h for h in detail.hinweise if HEN in h]
        assert "CM-Koordination Bescheid geben" in hinweis


def test_die_blosse_kennung_nennt_beide_zur_wahl(kreis: Kreis) -> None:
    beide = zweimal_gemeldet(kreis)
    with pytest.raises(EingabeFehler, match="nicht eindeutig") as gesagt:
        ansicht.zeige(kreis.plaetze["KI"], HEN)
    satz = gesagt.value.text
    assert all(f"{k} („{t}“)" in satz for k, t in zip(beide, ("Erste", "Zweite"), strict=True))
    assert satz.endswith("der CM-Koordination Bescheid geben.")


def test_was_anders_heisst_bleibt_wie_es_war(kreis: Kreis) -> None:
    zweimal_gemeldet(kreis)
    (troisdorf,) = wege.gemeldet(kreis, "TRO")
    assert troisdorf == "TRO1-2026-001"
    detail = ansicht.zeige(kreis.plaetze["KI"], troisdorf)
    assert (detail.zeile.kennung, detail.hinweise) == (troisdorf, ())


def test_ein_schritt_trifft_genau_den_genannten(kreis: Kreis) -> None:
    erste, zweite = zweimal_gemeldet(kreis)
    getan = kreis.tue("KI", "beobachten", kennung=zweite, begruendung="Noch ein Einzelfall.")
    assert (getan.kennung, getan.zustand) == (zweite, "beobachtet")
    ki = kreis.plaetze["KI"]
    assert wege.zustand(ki, erste) == "gemeldet"
    assert wege.zustand(ki, zweite) == "beobachtet"
    with pytest.raises(ProzessFehler, match=zweite.replace("?", r"\?")):
        kreis.tue("KI", "beobachten", kennung=zweite, begruendung="Noch einmal.")
    assert geschriebene_kennung(kreis, "KI", getan) == HEN


def geschriebene_kennung(kreis: Kreis, wer: str, getan: Getan) -> str:
    with kreis.plaetze[wer].profil.datenbank.lesen() as v:
        zeile = protokoll.lies(v, getan.ereignis)
    assert zeile is not None
    return als_ereignis(getan.ereignis, kopf_von(zeile.kopf), zeile.koerper).kennung


def test_eine_zweite_gleiche_meldung_sagt_beim_melden_wie_sie_hier_heisst(kreis: Kreis) -> None:
    erste = kreis.tue("HEN", "melden", **MELDUNG)
    noch_einmal(kreis.plaetze["HEN"], erste, "HEN1-2026-003")
    dritte = kreis.tue("HEN", "melden", **MELDUNG)
    assert dritte.kennung == gekennzeichnet("HEN1-2026-003", dritte.fall)
    assert ansicht.zeige(kreis.plaetze["HEN"], dritte.kennung).zeile.id == dritte.fall


def test_ein_buendel_nennt_genau_die_gemeinte_meldung(kreis: Kreis) -> None:
    erste, zweite = zweimal_gemeldet(kreis)
    with pytest.raises(EingabeFehler, match="nicht eindeutig"):
        kreis.tue("KI", "buendeln", titel="Lücke", meldungen=[HEN])
    assert set(formular(kreis.plaetze["KI"], "buendeln").auswahl["meldungen"]) == {erste, zweite}
    getan = kreis.tue("KI", "buendeln", titel="Lücke", meldungen=[zweite])
    detail = ansicht.zeige(kreis.plaetze["KI"], getan.kennung)
    assert [m.kennung for m in detail.meldungen] == [zweite]
    (eintrag,) = detail.verlauf
    berichtigt = berichtigung(kreis.plaetze["KI"], getan.kennung, eintrag.id)
    assert berichtigt.vorgaben["meldungen"] == [zweite]
    (buendel,) = cm_koordination.lies(kreis.plaetze["KI"]).buendel
    assert [m.kennung for m in buendel.meldungen] == [zweite]


def test_die_suche_findet_jeden_unter_seiner_kennung(kreis: Kreis) -> None:
    erste, zweite = zweimal_gemeldet(kreis)
    wege.gemeldet(kreis, "TRO")
    ki = kreis.plaetze["KI"]

    def gefunden(text: str) -> list[str]:
        zeilen = ansicht.liste(ki, Filter(text=text))
        assert ansicht.zaehle_faelle(ki, Filter(text=text)) == len(zeilen)
        return sorted(z.kennung for z in zeilen)

    assert gefunden(HEN.lower()) == sorted((erste, zweite))
    assert gefunden(erste) == [erste]
    assert gefunden(f"{zweite.lower()} zweite") == [zweite]
    assert gefunden(f"{zweite} erste") == []


def test_wer_nur_einen_kennt_findet_ihn_auch_mit_kennzeichen(kreis: Kreis) -> None:
    """What is printed or said where both are known can be typed in everywhere."""
    erste = kreis.tue("HEN", "melden", **MELDUNG)
    kreis.bring("HEN", "KI")
    ki = kreis.plaetze["KI"]
    assert wege.sichtbar(kreis, "KI") == {HEN}
    assert ansicht.zeige(ki, gekennzeichnet(HEN, erste.fall)).zeile.kennung == HEN
    with pytest.raises(EingabeFehler, match="gibt es hier nicht"):
        ansicht.zeige(ki, f"{HEN}?000000")


def test_seitenweise_fehlt_keiner_und_keiner_kommt_doppelt(kreis: Kreis) -> None:
    zweimal_gemeldet(kreis)
    wege.gemeldet(kreis, "TRO")
    ki = kreis.plaetze["KI"]
    alle = ansicht.liste(ki, Filter())
    einzeln = ansicht.liste(ki, Filter(), anzahl=1)
    while weitere := ansicht.liste(ki, Filter(), einzeln[-1], anzahl=1):
        einzeln += weitere
        assert len(einzeln) <= len(alle)
    assert einzeln == alle


def test_wer_den_namen_eines_anderen_nachahmt_nimmt_ihm_nichts_weg(kreis: Kreis) -> None:
    """Its author writes as its Kennung what another case is called here."""
    erste, zweite = zweimal_gemeldet(kreis)
    vorbild = kreis.tue("HEN", "melden", **MELDUNG)
    falsche = noch_einmal(kreis.plaetze["HEN"], vorbild, erste, titel="Nachgeahmt")
    kreis.bring("HEN", "KI")
    assert titel(kreis, "KI", (erste, zweite)) == ["Erste", "Zweite"]
    assert titel(kreis, "KI", [gekennzeichnet(erste, falsche)]) == ["Nachgeahmt"]


def test_der_stand_haengt_nur_an_den_eintraegen(kreis: Kreis) -> None:
    """Whoever learns of the second one later has the same state in the end."""
    erste = kreis.tue("KI", "buendeln", titel="Erste", meldungen=wege.gemeldet(kreis, "HEN"))
    kreis.bring("KI", "KIL")
    noch_einmal(kreis.plaetze["KI"], erste, titel="Zweite")
    kreis.bring("KI", "KIL", "LG")
    assert stand(kreis.plaetze["KIL"]) == stand(kreis.plaetze["LG"])
    vorher = stand(kreis.plaetze["KI"])
    assert baue_projektionen_neu(kreis.plaetze["KI"]) == vorher
    assert not pruefe(kreis.plaetze["KI"])


def test_wo_die_ansicht_nicht_stimmt_wird_der_richtige_genannt(kreis: Kreis) -> None:
    erste, zweite = zweimal_gemeldet(kreis)
    ki = kreis.plaetze["KI"]
    gemeint = ansicht.zeige(ki, zweite).zeile.id
    with ki.profil.datenbank.schreiben() as v:
        v.exec_driver_sql("UPDATE faelle SET titel = 'Falsch' WHERE id = ?", (gemeint,))
    (fund,) = pruefe(ki)
    assert zweite in fund
    assert erste not in fund


def test_das_einlesen_und_die_uebergabe_sagen_was_zu_tun_ist(kreis: Kreis) -> None:
    erste = kreis.tue("HEN", "melden", **MELDUNG)
    zweite = noch_einmal(kreis.plaetze["HEN"], erste)
    ki = kreis.plaetze["KI"]
    einlesung = lies_alle_ein(ki, [kreis.gib("HEN", "KI")])
    (satz,) = einlesung.befunde.doppelt
    assert satz.startswith(f"Die Kennung {HEN} tragen 2 Vorgänge; sie heißen hier ")
    assert all(gekennzeichnet(HEN, i) in satz for i in (erste.fall, zweite))
    assert satz.endswith("Bitte der CM-Koordination Bescheid geben.")
    assert satz in einlesung.als_saetze()
    assert uebersicht(ki).doppelt == (satz,)
    wege.gemeldet(kreis, "TRO")
    assert lies_alle_ein(ki, [kreis.gib("TRO", "KI")]).befunde.doppelt == (satz,)


def test_widerspruechliche_entscheidungen_stehen_unter_dem_namen_des_vorgangs(
    kreis: Kreis,
) -> None:
    erste, zweite = zweimal_weitergeleitet(kreis)
    verschoben(kreis, "LG", kreis.profil("Kopie"))
    kreis.tue("LG", "vertagen", kennung=zweite, begruendung="Haushalt")
    kreis.tue("Kopie", "zur_kenntnis_nehmen", kennung=zweite, beschlusstext="Zur Kenntnis.")
    kreis.bring("LG", "KI")
    einlesung = lies_alle_ein(kreis.plaetze["KI"], [kreis.gib("Kopie", "KI")])
    assert einlesung.befunde.strittig == (zweite,)
    assert f"{zweite}: Entscheidung strittig." in einlesung.als_saetze()
    assert wege.zustand(kreis.plaetze["KI"], erste) == "weitergeleitet"


def test_jede_rolle_sieht_beide_getrennt(kreis: Kreis) -> None:
    beide = zweimal_weitergeleitet(kreis)
    leitung = ki_leitung.lies(kreis.plaetze["KIL"])
    assert {z.kennung for z in leitung.vorlagen} == set(beide)
    assert {z.kennung for z in lenkungsgruppe.lies(kreis.plaetze["LG"]).rueckstand} == set(beide)
    assert {t.kennung for t in cm_koordination.lies(kreis.plaetze["KI"]).themen} == set(beide)


def test_eine_rueckfrage_steht_bei_dem_vorgang_den_sie_meint(kreis: Kreis) -> None:
    _, zweite = zweimal_gebuendelt(kreis)
    kreis.tue("KI", "fragen", kennung=zweite, text="Seit wann?")
    kreis.tue("KI", "stellungnahme_einholen", kennung=zweite, von="Jobcenter", frist="2026-03-01")
    schulden = cm_koordination.lies(kreis.plaetze["KI"]).schulden
    am_thema = {s.kennung for s in schulden if "KI1" in s.kennung}
    assert am_thema == {zweite}


def test_papiere_nennen_den_vorgang_und_ihre_datei_heisst_unverfaenglich(
    kreis: Kreis, tmp_path: Path
) -> None:
    erste, zweite = zweimal_weitergeleitet(kreis)
    lg = kreis.plaetze["LG"]
    text = gedruckt(lg, "vorlage", zweite, tmp_path)
    assert zweite in text
    assert erste not in text
    with pytest.raises(ProzessFehler, match=zweite.replace("?", r"\?")):
        papiere.drucke(lg, "rueckmeldung", zweite, tmp_path / "rm.pdf")
    assert papiere.dateiname("vorlage", zweite) == f"vorlage_{zweite.replace('?', '_')}.pdf"
    assert papiere.dateiname("vorlage", "../x") == "vorlage_.._x.pdf"


def test_zwei_sitzungen_mit_einer_kennung_lassen_sich_waehlen_und_fuellen(kreis: Kreis) -> None:
    _, zweite = zweimal_weitergeleitet(kreis)
    daten = {"titel": "Im März", "sitzung_am": "2026-03-05"}
    maerz = kreis.tue("LG", "sitzung_anlegen", **daten)
    april = noch_einmal(kreis.plaetze["LG"], maerz, titel="Im April", sitzung_am="2026-04-02")
    namen = [gekennzeichnet(maerz.kennung, i) for i in (maerz.fall, april)]
    lg = kreis.plaetze["LG"]
    assert [s.kennung for s in lenkungsgruppe.lies(lg).sitzungen] == namen
    gewaehlt = lenkungsgruppe.lies(lg, namen[1]).sitzung
    assert gewaehlt is not None
    assert gewaehlt.titel == "Im April"
    agenda.setze_auf(lg, namen[1], zweite)
    with pytest.raises(ProzessFehler, match=zweite.replace("?", r"\?")):
        agenda.setze_auf(lg, namen[1], zweite)
    assert [p.kennung for p in lenkungsgruppe.lies(lg, namen[1]).punkte] == [zweite]
    kreis.bring("LG", "KI", "KIL")
    assert {s.kennung for s in ki_leitung.lies(kreis.plaetze["KIL"]).sitzungen} == set(namen)


def test_ihre_projektgruppen_sind_verschiedene(kreis: Kreis) -> None:
    """Each Auftrag makes a Projektgruppe of its own: none reads what the other works on."""
    beide = zweimal_weitergeleitet(kreis)
    gruppen = []
    for kennung in beide:
        auftrag = {**AUFTRAG, "gruppen": [{"name": "Übergänge"}]}
        kreis.tue("LG", "beauftragen", kennung=kennung, **auftrag)
        fall = ansicht.zeige(kreis.plaetze["LG"], kennung).fall
        assert isinstance(fall, Herausforderung)
        gruppen.append(fall.beauftragte)
    assert not gruppen[0] & gruppen[1]


def test_bis_zum_beschluss_geht_jeder_seinen_weg(kreis: Kreis) -> None:
    erste, zweite = zweimal_weitergeleitet(kreis)
    kreis.tue("LG", "vertagen", kennung=erste, begruendung="Haushalt")
    kreis.tue("LG", "beauftragen", kennung=zweite, **AUFTRAG)
    kreis.runde(("LG", "PG"))
    kreis.tue("PG", "rueckmelden", kennung=zweite, **RM)
    kreis.runde(("PG", "LG"))
    wege.beschliesse_alles(kreis, zweite)
    wege.gib_bekannt(kreis, zweite)
    assert wege.zustand(kreis.plaetze["KI"], erste) == "vertagt"
    assert wege.zustand(kreis.plaetze["TRO"], zweite) == "bekanntgegeben"
