"""Wer das Verzeichnis führt, wer vertritt, wer aufhört: und was danach noch zählt."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.arbeitsplatz import Arbeitsplatz, Zugang, wer_bin_ich
from kim_desktop.application.platz import einrichten
from kim_desktop.application.platz.beenden import beende
from kim_desktop.application.platz.inhaber import entlasse_inhaber, ernenne_inhaber, inhaber
from kim_desktop.application.platz.kreisblatt import (
    drucke_kreisblatt,
    entferne_kreisschluessel,
    hat_kreisschluessel,
    kreisblatt_vom,
)
from kim_desktop.application.platz.notblatt import drucke_notfallblatt
from kim_desktop.application.platz.pruefung import pruefe
from kim_desktop.application.platz.schluesselwechsel import wechsle_schluessel
from kim_desktop.application.platz.sicherung import sichere
from kim_desktop.application.platz.vertretung import weise_zu
from kim_desktop.application.platz.verzeichnisstreit import entscheide_verzeichnis
from kim_desktop.application.platz.vorsorge import erinnerungen
from kim_desktop.application.platz.wiederherstellen import lass_dich_zu, stelle_wieder_her
from kim_desktop.application.uebergabe.austausch import lies_ein, uebergib_an
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler, UebergabeFehler
from kim_desktop.domain.rollen import Rolle
from kim_desktop.trust.quelle import SaatQuelle
from kim_desktop.trust.verzeichnis import Platz
from tests.hilfen.blatt import gruppen
from tests.hilfen.kreis import MELDUNG, Kreis, gruende, nimm_auf, quelle
from tests.hilfen.schaden import vertippt


def titel(ap: Arbeitsplatz) -> set[str]:
    return {z.titel for z in ansicht.liste(ap, ansicht.Filter())}


def zweite_koordination(kreis: Kreis) -> Arbeitsplatz:
    ap = nimm_auf(kreis, "KIB", Rolle.CM_KOORDINATION)
    kreis.bring("KI", "KIB")
    return ap


def kreisblatt(kreis: Kreis) -> str:
    drucke_kreisblatt(kreis.plaetze["KI"], kreis.ordner / "kreis.pdf")
    return gruppen(kreis.ordner / "kreis.pdf")


def melde(kreis: Kreis, wer: str, name: str) -> None:
    kreis.tue(wer, "melden", **{**MELDUNG, "titel": name})


def test_zwei_fuehren_das_verzeichnis_und_beide_lassen_zu(kreis: Kreis) -> None:
    zweite = zweite_koordination(kreis)
    with pytest.raises(ProzessFehler):
        einrichten.trage_stelle_ein(zweite, "Neue Stelle")
    assert ernenne_inhaber(kreis.plaetze["KI"], "Stelle KIB").startswith("KIB1")
    kreis.bring("KI", "KIB")
    assert len(inhaber(zweite)) == 2
    einrichten.trage_stelle_ein(zweite, "Von der Zweiten")
    kreis.bring("KIB", "KI")
    einrichten.trage_stelle_ein(kreis.plaetze["KI"], "Von der Ersten")
    kreis.bring("KI", "HEN")
    namen = {s.name for s in wer_bin_ich(kreis.plaetze["HEN"]).verzeichnis.stellen.values()}
    assert {"Von der Zweiten", "Von der Ersten"} <= namen


def test_das_kreisblatt_hilft_wenn_der_pc_des_gruenders_tot_ist(kreis: Kreis) -> None:
    """The only holder is gone; a colleague appoints herself with the printed sheet."""
    zweite = zweite_koordination(kreis)
    code = kreisblatt(kreis)
    kreis.plaetze.pop("KI").schliesse()
    with pytest.raises(ProzessFehler, match="Kreisblatt"):
        ernenne_inhaber(zweite, "KIB1")
    with pytest.raises(EingabeFehler, match="Gruppe 13"):
        ernenne_inhaber(zweite, "KIB1", vertippt(code))
    ernenne_inhaber(zweite, "KIB1", code)
    beende(zweite, "KI1")
    entlasse_inhaber(zweite, "KI1", code)
    assert [name[:4] for name in inhaber(zweite)] == ["KIB1"]
    nimm_auf_bei(kreis, "KIB", "NEU")
    kreis.bring("KIB", "HEN", "NEU")
    melde(kreis, "NEU", "nach dem Umzug")
    kreis.bring("NEU", "KIB")
    assert "nach dem Umzug" in titel(zweite)


def nimm_auf_bei(kreis: Kreis, wer: str, name: str, stelle: str = "") -> None:
    ap = einrichten.bereite_vor(
        kreis.profil(name),
        Zugang(),
        stelle=f"Stelle {stelle or name}",
        rollen=[Rolle.CM_STELLE],
        uebung=True,
        quelle=quelle(name),
    )
    anmeldung, zulassung = kreis.ordner / f"{name}.a", kreis.ordner / f"{name}.z"
    ziffern = einrichten.melde_an(ap, anmeldung).pruefziffern
    einrichten.lasse_zu(
        kreis.plaetze[wer],
        anmeldung,
        ziffern,
        [Rolle.CM_STELLE],
        zulassung,
        kuerzel="" if stelle else name,
    )
    einrichten.tritt_bei(ap, zulassung)
    kreis.plaetze[name] = ap


def test_ein_kreisblatt_eines_anderen_kreises_bewirkt_nichts(kreis: Kreis, tmp_path: Path) -> None:
    zweite_koordination(kreis)
    fremd = gruende(tmp_path / "fremd", "fremd")
    code = kreisblatt(fremd)
    fremd.schliesse()
    vorher = wer_bin_ich(kreis.plaetze["KI"]).verzeichnis.nummer
    with pytest.raises(EingabeFehler, match="anderen Kreis"):
        ernenne_inhaber(kreis.plaetze["KI"], "KIB1", code)
    assert wer_bin_ich(kreis.plaetze["KI"]).verzeichnis.nummer == vorher


def test_der_kreisschluessel_geht_erst_wenn_das_blatt_lesbar_ist(kreis: Kreis) -> None:
    ki = kreis.plaetze["KI"]
    assert not kreisblatt_vom(ki)
    code = kreisblatt(kreis)
    assert kreisblatt_vom(ki)
    with pytest.raises(EingabeFehler):
        entferne_kreisschluessel(ki, "irgendwas")
    assert hat_kreisschluessel(ki)
    entferne_kreisschluessel(ki, code)
    assert not hat_kreisschluessel(ki)
    assert not (ki.profil.ordner / "wurzel.dat").exists()
    with pytest.raises(ProzessFehler):
        drucke_kreisblatt(ki, kreis.ordner / "noch einmal.pdf")
    zweite_koordination(kreis)
    ernenne_inhaber(ki, "KIB1", code)


def test_wer_allein_fuehrt_kann_weder_entlassen_noch_geschlossen_werden(kreis: Kreis) -> None:
    ki = kreis.plaetze["KI"]
    vorher = wer_bin_ich(ki).verzeichnis.nummer
    with pytest.raises(ProzessFehler, match="allein"):
        entlasse_inhaber(ki, "KI1")
    with pytest.raises(ProzessFehler, match="niemand mehr"):
        beende(ki, "KI1")
    assert wer_bin_ich(ki).verzeichnis.nummer == vorher
    with pytest.raises(ProzessFehler, match="CM-Koordination"):
        ernenne_inhaber(kreis.plaetze["HEN"], "HEN1")


def test_ohne_kreisschluessel_auf_dem_pc_laesst_das_blatt_sich_selbst_zu(
    kreis: Kreis, tmp_path: Path
) -> None:
    ki, code = kreis.plaetze["KI"], kreisblatt(kreis)
    entferne_kreisschluessel(ki, code)
    stick = tmp_path / "stick"
    stick.mkdir()
    sichere(ki, stick)
    kreis.plaetze.pop("KI").schliesse()
    fertig = stelle_wieder_her(stick, tmp_path / "neu", Zugang(), quelle("neu"))
    assert fertig.nachfolge.selbst
    assert fertig.nachfolge.mit_blatt
    assert any("Kreisblatt" in satz for satz in fertig.als_saetze())
    kreis.profil("KI").rename(tmp_path / "tot")
    (tmp_path / "neu").rename(kreis.profil("KI"))
    neu = kreis.oeffne("KI")
    lies_ein(neu, uebergib_an(kreis.plaetze["LG"], "KI", kreis.post).datei)
    with pytest.raises(ProzessFehler, match="Kreisblatt"):
        lass_dich_zu(neu)
    assert lass_dich_zu(neu, code) == "KI2"


def zwei_inhaber(kreis: Kreis) -> tuple[Arbeitsplatz, Arbeitsplatz]:
    zweite = zweite_koordination(kreis)
    ernenne_inhaber(kreis.plaetze["KI"], "KIB1")
    kreis.bring("KI", "KIB", "HEN", "TRO")
    return kreis.plaetze["KI"], zweite


def test_die_wurzel_entscheidet_und_nichts_geht_verloren(kreis: Kreis) -> None:
    """Both admit somebody at once; who was admitted by the loser works on, also backwards."""
    ki, zweite = zwei_inhaber(kreis)
    einrichten.trage_stelle_ein(ki, "Von der Ersten")
    nimm_auf_bei(kreis, "KIB", "NEU")
    melde(kreis, "NEU", "auf dem unterlegenen Zweig")
    kreis.bring("KIB", "TRO")
    melde(kreis, "TRO", "bei der Zweiten gelesen")
    kreis.bring("KI", "HEN")
    kreis.bring("NEU", "KIB")
    abgelehnt = kreis.gib("KIB", "KI")
    with pytest.raises(UebergabeFehler, match="verzeichnis-entscheiden"):
        lies_ein(ki, abgelehnt)
    with pytest.raises(UebergabeFehler):
        kreis.bring("TRO", "HEN")
    entschieden = entscheide_verzeichnis(ki, abgelehnt)
    assert (entschieden.verworfen, entschieden.uebernommen) == (1, 3)
    # Files from before the decision are taken in on both sides of it.
    lies_ein(ki, abgelehnt)
    assert "auf dem unterlegenen Zweig" in titel(ki)
    kreis.bring("KI", "KIB", "TRO", "NEU", "HEN")
    staende = {
        wer_bin_ich(ap).verzeichnis.stand
        for ap in (ki, zweite, *(kreis.plaetze[n] for n in ("TRO", "NEU", "HEN")))
    }
    assert len(staende) == 1
    melde(kreis, "NEU", "nach der Entscheidung")
    for name in ("NEU", "TRO"):
        kreis.bring(name, "KI")
    stand = {z.titel: z.zustand for z in ansicht.liste(ki, ansicht.Filter())}
    for name in ("auf dem unterlegenen Zweig", "nach der Entscheidung", "bei der Zweiten gelesen"):
        assert stand[name] == "gemeldet"
    kreis.bring("KI", "KIB")
    assert titel(zweite) == titel(ki)
    assert pruefe(ki) == pruefe(zweite) == []
    einrichten.trage_stelle_ein(zweite, "Wieder von der Zweiten")
    kreis.bring("KIB", "KI")


def test_der_laengere_zweig_kann_unterliegen(kreis: Kreis) -> None:
    ki, zweite = zwei_inhaber(kreis)
    einrichten.trage_stelle_ein(ki, "Von der Ersten")
    for nr in range(4):
        einrichten.trage_stelle_ein(zweite, f"Ort {nr}", f"ORT{'ABCD'[nr]}")
    laenge = wer_bin_ich(zweite).verzeichnis.nummer
    entscheide_verzeichnis(ki, kreis.gib("KIB", "KI"))
    assert wer_bin_ich(ki).verzeichnis.nummer >= laenge
    kreis.bring("KI", "KIB")
    assert wer_bin_ich(zweite).verzeichnis.stand == wer_bin_ich(ki).verzeichnis.stand
    namen = {s.name for s in wer_bin_ich(zweite).verzeichnis.stellen.values()}
    assert {"Von der Ersten", *(f"Ort {nr}" for nr in range(4))} <= namen


def test_zwei_plaetze_derselben_stelle_bekommen_verschiedene_nummern(kreis: Kreis) -> None:
    ki, _ = zwei_inhaber(kreis)
    nimm_auf(kreis, "HENA", Rolle.CM_STELLE, stelle="HEN")
    nimm_auf_bei(kreis, "KIB", "HENB", stelle="HEN")
    entscheide_verzeichnis(ki, kreis.gib("KIB", "KI"))
    codes = [wer_bin_ich(ki).verzeichnis.code_von(p) for p in plaetze(ki, "hen")]
    assert sorted(codes) == ["HEN1", "HEN2", "HEN3"]


def plaetze(ap: Arbeitsplatz, stelle: str) -> list[Platz]:
    return wer_bin_ich(ap).verzeichnis.plaetze_von(stelle)


def test_ein_kuerzel_fuer_zwei_stellen_behaelt_die_hiesige(kreis: Kreis) -> None:
    ki, zweite = zwei_inhaber(kreis)
    einrichten.trage_stelle_ein(ki, "Neunkirchen", "NEU")
    nimm_auf_bei(kreis, "KIB", "NEU")
    entschieden = entscheide_verzeichnis(ki, kreis.gib("KIB", "KI"))
    (satz,) = entschieden.umbenannt
    gefunden = re.fullmatch(r"„Stelle NEU“ heißt jetzt (\w+) statt NEU\.", satz)
    assert gefunden
    kreis.bring("KI", "KIB")
    namen = {s.kuerzel: s.name for s in wer_bin_ich(zweite).verzeichnis.stellen.values()}
    assert (namen["NEU"], namen[gefunden[1]]) == ("Neunkirchen", "Stelle NEU")
    (platz,) = plaetze(zweite, gefunden[1].lower())
    assert platz.log == kreis.plaetze["NEU"].log
    lies_ein(kreis.plaetze["NEU"], kreis.gib("KI", gefunden[1]))


def test_ein_kuerzel_das_schon_kennzeichen_ist_trifft_keine_andere_stelle(kreis: Kreis) -> None:
    ki = kreis.plaetze["KI"]
    einrichten.trage_stelle_ein(ki, "Projektgruppe Wege", "PWE", ident="eit")
    eitorf = nimm_auf(kreis, "EIT", Rolle.CM_STELLE)
    verzeichnis = wer_bin_ich(ki).verzeichnis
    assert verzeichnis.stellen["eit"].name == "Projektgruppe Wege"
    assert wer_bin_ich(eitorf).stelle.name == "Stelle EIT"
    assert verzeichnis.stelle_zu("EIT") == wer_bin_ich(eitorf).stelle
    kreis.bring("KI", "EIT")
    melde(kreis, "EIT", "Aus Eitorf")
    kreis.bring("EIT", "KI")
    assert {z.kennung for z in ansicht.liste(ki, ansicht.Filter())} >= {"EIT1-2026-001"}


def test_eine_alte_zulassung_dreht_das_verzeichnis_nicht_zurueck(kreis: Kreis) -> None:
    lei = nimm_auf(kreis, "LEI", Rolle.KI_LEITUNG)
    nimm_auf(kreis, "EIT", Rolle.CM_STELLE)
    kreis.bring("KI", "EIT")
    melde(kreis, "EIT", "Aus Eitorf")
    kreis.bring("EIT", "KI")
    thema = kreis.tue("KI", "buendeln", meldungen=["EIT1-2026-001"], titel="Thema").kennung
    kreis.tue("KI", "vorlegen", kennung=thema, begruendung="Es eilt.")
    kreis.bring("KI", "LEI")
    vorher, gesehen = wer_bin_ich(lei).verzeichnis.stand, titel(lei)
    einrichten.tritt_bei(lei, kreis.ordner / "LEI.kim-zu")
    assert wer_bin_ich(lei).verzeichnis.stand == vorher
    assert titel(lei) == gesehen
    assert pruefe(lei) == []


def test_mit_eintraegen_eines_kreises_tritt_niemand_einem_anderen_bei(
    kreis: Kreis, tmp_path: Path
) -> None:
    anderer = gruende(tmp_path / "anderer", "anderer")
    lei, ziel = nimm_auf(kreis, "LEI", Rolle.KI_LEITUNG), tmp_path / "z"
    ziffern = einrichten.melde_an(lei, tmp_path / "an").pruefziffern
    rollen = [Rolle.KI_LEITUNG]
    einrichten.lasse_zu(
        anderer.plaetze["KI"], tmp_path / "an", ziffern, rollen, ziel, kuerzel="LEI"
    )
    # Until something is held here, a wrong district can be left for the right one, and back.
    einrichten.tritt_bei(lei, ziel)
    einrichten.tritt_bei(lei, kreis.ordner / "LEI.kim-zu")
    kreis.bring("KI", "LEI")
    with pytest.raises(UebergabeFehler, match="anderen Kreis"):
        einrichten.tritt_bei(lei, ziel)
    assert (
        wer_bin_ich(lei).verzeichnis.hashes[0]
        == wer_bin_ich(kreis.plaetze["KI"]).verzeichnis.hashes[0]
    )
    assert pruefe(lei) == []
    anderer.schliesse()


def test_ohne_streit_ist_nichts_zu_entscheiden(kreis: Kreis) -> None:
    zwei_inhaber(kreis)
    with pytest.raises(ProzessFehler, match="nichts zu entscheiden"):
        entscheide_verzeichnis(kreis.plaetze["KI"], kreis.gib("KIB", "KI"))
    with pytest.raises(ProzessFehler):
        entscheide_verzeichnis(kreis.plaetze["HEN"], kreis.gib("KIB", "HEN"))


def test_eine_stelle_beendet_ihre_taetigkeit(kreis: Kreis) -> None:
    """What it wrote counts on, what it writes afterwards does not, and nothing is deleted."""
    melde(kreis, "HEN", "vorher")
    kreis.bring("HEN", "KI")
    beendet = beende(kreis.plaetze["KI"], "Stelle HEN")
    saetze = "\n".join(beendet.als_saetze())
    assert "Von HEN1 (Stelle HEN) zählt alles bis zum Eintrag Nr. 1" in saetze
    assert "„Nachfolge festlegen“" in saetze
    melde(kreis, "HEN", "nachher")
    danach = kreis.gib("HEN", "KI")
    with pytest.raises(UebergabeFehler, match="geschlossen"):
        lies_ein(kreis.plaetze["KI"], danach)
    lies_ein(kreis.plaetze["KI"], danach, auch_geschlossene=True)
    stand = {z.titel: z.zustand for z in ansicht.liste(kreis.plaetze["KI"], ansicht.Filter())}
    assert stand["vorher"] == "gemeldet"
    assert stand.get("nachher", "ohne_wirkung") == "ohne_wirkung"
    kreis.bring("KI", "KIL")
    assert wer_bin_ich(kreis.plaetze["KIL"]).verzeichnis.plaetze_von("hen") == []
    assert pruefe(kreis.plaetze["KI"]) == []
    with pytest.raises(ProzessFehler, match="schon beendet"):
        beende(kreis.plaetze["KI"], "Stelle HEN")


def test_von_wem_keine_meldungen_kamen_zaehlen_keine_weiter(kreis: Kreis) -> None:
    ki = kreis.plaetze["KI"]
    saetze = " ".join(beende(ki, "KIL").als_saetze())
    assert "Was sie eingetragen hat, zählt weiter." in saetze
    assert "Meldungen" not in saetze
    saetze = " ".join(beende(ki, "HEN", rolle=Rolle.CM_STELLE).als_saetze())
    assert saetze.startswith("Stelle HEN als CM-Stelle ist beendet.")
    assert "Ihre Meldungen zählen weiter." in saetze


def test_ein_gestohlener_pc_wird_ab_einer_nummer_geschlossen(kreis: Kreis) -> None:
    for name in ("echt", "vom Dieb"):
        melde(kreis, "HEN", name)
    kreis.bring("HEN", "KI")
    ki = kreis.plaetze["KI"]
    with pytest.raises(EingabeFehler, match=r"neueste bekannte Eintrag .* Nr. 2"):
        beende(ki, "HEN1", ab_nr=9)
    beende(ki, "HEN1", ab_nr=2)
    stand = {z.titel: z.zustand for z in ansicht.liste(ki, ansicht.Filter())}
    assert stand["echt"] == "gemeldet"
    assert stand.get("vom Dieb", "ohne_wirkung") == "ohne_wirkung"


def test_wer_zu_spaet_geschlossen_wurde_laesst_sich_noch_frueher_schliessen(kreis: Kreis) -> None:
    for name in ("echt", "vom Dieb"):
        melde(kreis, "HEN", name)
    kreis.bring("HEN", "KI")
    ki = kreis.plaetze["KI"]
    beende(ki, "HEN1")
    assert beende(ki, "HEN1", ab_nr=2).bis == {"HEN1 (Stelle HEN)": 1}


def test_wer_sich_selbst_schliesst_erfaehrt_das_und_nicht_mehr(kreis: Kreis) -> None:
    ki = kreis.plaetze["KI"]
    zweite_koordination(kreis)
    ernenne_inhaber(ki, "KIB1")
    beendet = beende(ki, "KI1")
    assert "führt" not in " ".join(beendet.als_saetze())
    assert inhaber(ki) == ["KIB1 (Stelle KIB)"]
    for fall in (
        lambda: einrichten.trage_stelle_ein(ki, "Neue Stelle"),
        lambda: beende(ki, "KIB1"),
        lambda: wechsle_schluessel(ki),
        lambda: kreis.tue("KI", "einstellen", schluessel="schwelle", wert="3"),
    ):
        with pytest.raises(ProzessFehler, match="ist geschlossen"):
            fall()


def test_steht_die_uhr_vor_der_zulassung_wird_die_uhr_genannt(kreis: Kreis) -> None:
    hen = kreis.plaetze["HEN"]
    gestern = SaatQuelle("falsche Uhr", datetime(2025, 12, 31, 9, tzinfo=UTC))
    kreis.plaetze["HEN"] = Arbeitsplatz(hen.profil, gestern)
    with pytest.raises(ProzessFehler, match=r"zeigt den 31\.12\.2025.*Datum und Uhrzeit"):
        melde(kreis, "HEN", "Zu früh")
    kreis.plaetze["HEN"] = hen
    melde(kreis, "HEN", "Rechtzeitig")


def test_nur_eine_rolle_endet(kreis: Kreis) -> None:
    ki = kreis.plaetze["KI"]
    weise_zu(ki, "KIL1", "Stelle LG", Rolle.LENKUNGSGRUPPE)
    beendet = beende(ki, "KIL1", rolle=Rolle.KI_LEITUNG)
    assert "als KI-Leitung" in beendet.was
    wer = wer_bin_ich(ki)
    log = next(p.log for p in wer.verzeichnis.plaetze.values() if p.stelle == "kil")
    assert wer.verzeichnis.rollen(log, "2026-02-01") == {"lg": frozenset({Rolle.LENKUNGSGRUPPE})}
    with pytest.raises(ProzessFehler, match="hat diese Rolle nicht"):
        beende(ki, "HEN1", rolle=Rolle.LENKUNGSGRUPPE)


def test_mehrdeutige_und_unbekannte_namen_nennen_was_es_gibt(kreis: Kreis) -> None:
    zweite_koordination(kreis)
    ki = kreis.plaetze["KI"]
    with pytest.raises(EingabeFehler, match="Es gibt: KI1"):
        ernenne_inhaber(ki, "XYZ9")


def test_eine_vertretung_zaehlt_nur_an_ihren_tagen(kreis: Kreis) -> None:
    ki, troisdorf = kreis.plaetze["KI"], kreis.plaetze["TRO"]
    satz = weise_zu(ki, "TRO1", "HEN", Rolle.CM_STELLE, date(2026, 1, 12), date(2026, 1, 20))
    assert satz == (
        "TRO1 (Stelle TRO) handelt ab 12.01.2026 bis 20.01.2026 auch für Stelle HEN als CM-Stelle."
    )
    kreis.bring("KI", "TRO", "HEN")
    verzeichnis = wer_bin_ich(troisdorf).verzeichnis
    assert "hen" in verzeichnis.rollen(troisdorf.log, "2026-01-20")
    assert "hen" not in verzeichnis.rollen(troisdorf.log, "2026-01-21")


def test_nach_der_vertretung_bekommt_der_arbeitsplatz_nichts_mehr(kreis: Kreis) -> None:
    """What goes to the Stelle can be opened by the substitute on the days of it, not after."""
    ki, troisdorf = kreis.plaetze["KI"], kreis.plaetze["TRO"]
    weise_zu(ki, "TRO1", "HEN", Rolle.CM_STELLE, bis=date(2026, 1, 20))
    kreis.bring("KI", "TRO")
    lies_ein(troisdorf, kreis.gib("KI", "HEN"))
    uhr = ki.quelle
    assert isinstance(uhr, SaatQuelle)
    uhr.stelle(datetime(2026, 1, 21, 8, tzinfo=UTC))
    danach = kreis.gib("KI", "HEN")
    with pytest.raises(UebergabeFehler, match="nicht für diesen Arbeitsplatz"):
        lies_ein(troisdorf, danach)
    lies_ein(kreis.plaetze["HEN"], danach)


def test_unsinnige_vertretungen_werden_abgelehnt(kreis: Kreis) -> None:
    ki = kreis.plaetze["KI"]
    einrichten.trage_stelle_ein(ki, "Jobcenter", "JOB", ohne_programm=True)
    vorher = wer_bin_ich(ki).verzeichnis.nummer
    with pytest.raises(EingabeFehler, match="vor dem ersten"):
        weise_zu(ki, "TRO1", "HEN", Rolle.CM_STELLE, date(2026, 3, 2), date(2026, 3, 1))
    with pytest.raises(EingabeFehler, match="ohne das Programm"):
        weise_zu(ki, "TRO1", "Jobcenter", Rolle.CM_STELLE)
    with pytest.raises(EingabeFehler, match="schon"):
        weise_zu(ki, "TRO1", "TRO", Rolle.CM_STELLE)
    with pytest.raises(EingabeFehler, match="in dieser Zeit schon"):
        weise_zu(ki, "TRO1", "TRO", Rolle.CM_STELLE, date(2026, 1, 2))
    with pytest.raises(EingabeFehler, match="Die Stelle „Mond“"):
        weise_zu(ki, "TRO1", "Mond", Rolle.CM_STELLE)
    assert wer_bin_ich(ki).verzeichnis.nummer == vorher
    with pytest.raises(ProzessFehler):
        weise_zu(kreis.plaetze["HEN"], "TRO1", "HEN", Rolle.CM_STELLE)


def test_erinnert_wird_bis_vorgesorgt_ist(tmp_path: Path) -> None:
    ap = einrichten.gruende_kreis(tmp_path / "ki", "Kreis", Zugang("vier Wörter sind genug"))
    try:
        vorher = "\n".join(erinnerungen(ap))
        for wort in ("Notfallblatt", "Kreisblatt", "Zwei Personen"):
            assert wort in vorher
        drucke_notfallblatt(ap, tmp_path / "n.pdf")
        drucke_kreisblatt(ap, tmp_path / "k.pdf")
        (rest,) = erinnerungen(ap)
        assert "Zwei Personen" in rest
    finally:
        ap.schliesse()


def test_im_uebungskreis_wird_nicht_erinnert(kreis: Kreis) -> None:
    assert erinnerungen(kreis.plaetze["KI"]) == []
