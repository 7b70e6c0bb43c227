"""Der Austauschordner: alle legen hinein, jeder nimmt das Seine, nichts geht verloren."""

import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.platz.einrichten import trage_stelle_ein
from kim_desktop.application.uebergabe.austausch import (
    bilanz,
    ohne_fortschritt,
    uebergib_an,
    uebergib_an_alle,
)
from kim_desktop.application.uebergabe.einlesen import lies_alle_ein
from kim_desktop.application.uebergabe.ordner.abgleich import Abgleich
from kim_desktop.application.uebergabe.ordner.austauschordner import (
    lage,
    setze_ordner,
    setze_tage,
)
from kim_desktop.application.uebergabe.ordner.bote import NICHT_ERREICHBAR
from kim_desktop.application.uebergabe.ordner.runde import (
    beginne,
    besuche,
    liefere,
    schliesse_ab,
    uebernimm,
)
from kim_desktop.application.uebergabe.versand import ausstand
from kim_desktop.domain.fehler import EingabeFehler
from tests.hilfen.austausch import Tisch
from tests.hilfen.faelschung import verschluesselt, zerlegt
from tests.hilfen.gabelung import umgezogen
from tests.hilfen.kreis import MELDUNG, Kreis, verschoben
from tests.hilfen.luecke import verlorene_datei
from tests.hilfen.schaden import gekippt


@pytest.fixture
def tisch(kreis: Kreis, tmp_path: Path) -> Tisch:
    """Hennef and the CM-Koordination; everything before has been handed over."""
    for name in ("HEN", "KI"):
        uebergib_an_alle(kreis.plaetze[name], kreis.post)
    return Tisch(kreis, tmp_path / "austausch", "HEN", "KI")


@pytest.fixture
def faelsche(kreis: Kreis) -> Callable[[Path], Path]:
    """Write a file for the CM-Koordination that belongs to another district."""

    def schreibe(ordner: Path) -> Path:
        hennef, ki = (kreis.plaetze[n].profil.schluessel for n in ("HEN", "KI"))
        paket = zerlegt(kreis.gib("HEN", "KI"), ki)
        klartext = paket.mit(kreis="0" * 64).klartext(hennef.signierer)
        datei = ordner / "anderer Kreis.kim"
        datei.write_bytes(verschluesselt(klartext, ki.empfaenger))
        return datei

    return schreibe


def melde(kreis: Kreis, titel: str = "Lücke", wer: str = "HEN") -> str:
    return kreis.tue(wer, "melden", **{**MELDUNG, "titel": titel}).kennung


def titel(kreis: Kreis, name: str) -> set[str]:
    return {z.titel for z in ansicht.liste(kreis.plaetze[name], ansicht.Filter())}


def eine_datei(kreis: Kreis, ordner: Path, was: str = "Lücke") -> Path:
    """A file of Hennef for the CM-Koordination that lies elsewhere."""
    melde(kreis, was)
    ordner.mkdir(exist_ok=True)
    return uebergib_an(kreis.plaetze["HEN"], "KI", ordner).datei


def test_nach_dem_schritt_liegt_die_datei_da_und_kommt_beim_anderen_an(
    kreis: Kreis, tisch: Tisch
) -> None:
    kennung = melde(kreis)
    hin = tisch.runde("HEN")
    ((stelle, datei),) = hin.geschrieben
    assert stelle == "CM-Koordination"
    assert tisch.dateien() == {datei}
    assert not ausstand(kreis.plaetze["HEN"]).an

    an = tisch.runde("KI")
    assert [(b.datei, b.neu) for b in an.berichte] == [(datei, 1)]
    assert ansicht.zeige(kreis.plaetze["KI"], kennung).zeile.titel == "Lücke"
    assert tisch.runde("KI").als_saetze() == []
    assert tisch.runde("HEN").als_saetze() == []
    assert datei in tisch.dateien()


def test_drei_arbeitsplaetze_kommen_ueber_einen_ordner_zum_selben_ergebnis(
    kreis: Kreis, tisch: Tisch
) -> None:
    setze_ordner(kreis.plaetze["KIL"], tisch.ordner)
    meldungen = [melde(kreis, f"Lücke {nr}") for nr in range(3)]
    tisch.runden("HEN", "KI")
    thema = kreis.tue("KI", "buendeln", meldungen=meldungen, titel="Übergang").kennung
    kreis.tue("KI", "vorlegen", kennung=thema, begruendung="Es eilt.")
    tisch.runden("KI", "KIL", "HEN")
    kreis.tue("KIL", "zurueckgeben", kennung=thema, begruendung="Bitte Zahlen ergänzen.")
    tisch.runden("KIL", "KI", "HEN")
    zustaende = {ansicht.zeige(kreis.plaetze[n], thema).zeile.zustand for n in ("KI", "KIL")}
    assert zustaende == {"gebuendelt"}
    assert {"Lücke 0", "Lücke 1", "Lücke 2"} <= titel(kreis, "KIL")
    for name in ("HEN", "KI", "KIL"):
        assert not bilanz(kreis.plaetze[name]).fehlt


def test_fremdes_bleibt_liegen_und_wird_nicht_jedes_mal_gelesen(kreis: Kreis, tisch: Tisch) -> None:
    fremd = uebergib_an(kreis.plaetze["KI"], "KIL", tisch.ordner).datei
    assert tisch.runde("HEN").als_saetze() == []
    assert fremd.name in tisch.dateien()
    # Were it read again, it would count as broken.
    vorher = fremd.stat()
    fremd.write_bytes(bytes(vorher.st_size))
    os.utime(fremd, ns=(vorher.st_atime_ns, vorher.st_mtime_ns))
    assert tisch.runde("HEN").als_saetze() == []
    os.utime(fremd)
    assert tisch.runde("HEN").wartet == [fremd.name]


def test_eine_datei_die_stueckweise_kommt_wird_abgewartet(
    kreis: Kreis, tisch: Tisch, tmp_path: Path
) -> None:
    ganz = eine_datei(kreis, tmp_path / "stick").read_bytes()
    ziel = tisch.ordner / "KIM_HEN1_KI_0007.kim"
    for anteil in (0, 10, 100, len(ganz) // 2, len(ganz) - 1):
        ziel.write_bytes(ganz[:anteil])
        abgleich = tisch.runde("KI")
        assert (abgleich.wartet, abgleich.abgelehnt) == ([ziel.name], [])
        # Each piece begins the hour anew.
        tisch.spaeter(minutes=50)
    ziel.write_bytes(ganz)
    abgleich = tisch.runde("KI")
    assert abgleich.neu == 1
    assert not abgleich.wartet
    assert not list((kreis.profil("KI") / "abgelehnt").iterdir())


def begleitblatt(kreis: Kreis, tmp_path: Path) -> Path:
    """Return a new Meldung for the CM-Koordination, in a PDF that came some other way."""
    melde(kreis)
    (tmp_path / "portal").mkdir()
    return uebergib_an(kreis.plaetze["HEN"], "KI", tmp_path / "portal", als_pdf=True).datei


def test_ein_begleitblatt_im_ordner_kommt_an_wie_die_datei_darin(
    kreis: Kreis, tisch: Tisch, tmp_path: Path
) -> None:
    blatt = begleitblatt(kreis, tmp_path)
    ganz, ziel = blatt.read_bytes(), tisch.ordner / "Anlage 1 (aus dem Portal).pdf"
    ziel.write_bytes(ganz)
    abgleich = tisch.runde("KI")
    assert abgleich.neu == 1
    assert titel(kreis, "KI") >= {"Lücke"}
    assert tisch.runde("KI").als_saetze() == []
    assert ziel.exists()
    # The file itself, come another way as well, brings nothing new.
    shutil.copy(blatt, tisch.ordner)
    assert tisch.runde("KI").neu == 0


def test_ein_begleitblatt_das_stueckweise_kommt_wird_abgewartet(
    kreis: Kreis, tisch: Tisch, tmp_path: Path
) -> None:
    blatt = begleitblatt(kreis, tmp_path)
    ganz, ziel = blatt.read_bytes(), tisch.ordner / blatt.name
    for anteil in (20, len(ganz) // 2, len(ganz) - 200):
        ziel.write_bytes(ganz[:anteil])
        abgleich = tisch.runde("KI")
        assert (abgleich.neu, abgleich.abgelehnt) == (0, [])
        tisch.spaeter(minutes=50)
    ziel.write_bytes(ganz)
    assert tisch.runde("KI").neu == 1


def test_andere_pdf_im_ordner_bleiben_unbeachtet_und_fuer_andere_bestimmte_liegen(
    kreis: Kreis, tisch: Tisch
) -> None:
    for name in ("Bericht.pdf", "KIM_Lenkungsgruppe_2026_2026-03-01 Protokoll.pdf"):
        (tisch.ordner / name).write_bytes(b"%PDF-1.7\nkein Blatt von uns\n%%EOF\n")
    fremd = uebergib_an(kreis.plaetze["KI"], "KIL", tisch.ordner, als_pdf=True).datei
    assert tisch.runde("HEN").als_saetze() == []
    assert {"Bericht.pdf", fremd.name} <= tisch.dateien()
    assert not list((kreis.profil("HEN") / "abgelehnt").iterdir())


def test_bleibt_eine_datei_kaputt_wird_sie_nach_einer_stunde_einmal_gemeldet(
    kreis: Kreis, tisch: Tisch, tmp_path: Path
) -> None:
    halb = tisch.ordner / "halb.kim"
    halb.write_bytes(eine_datei(kreis, tmp_path / "stick").read_bytes()[:-5])
    assert tisch.runde("KI").wartet == ["halb.kim"]
    tisch.spaeter(minutes=59)
    assert tisch.runde("KI").wartet == ["halb.kim"]
    tisch.spaeter(minutes=1)
    abgleich = tisch.runde("KI")
    ((datei, grund),) = abgleich.abgelehnt
    assert datei == "halb.kim"
    assert "beschädigt" in grund
    abgelehnt = kreis.profil("KI") / "abgelehnt"
    assert {d.name for d in abgelehnt.iterdir()} == {"halb.kim", "halb.kim.grund.txt"}
    assert halb.exists()
    assert lage(kreis.plaetze["KI"]).abgelehnt == (("halb.kim", grund),)
    tisch.spaeter(hours=2)
    assert tisch.runde("KI").als_saetze() == []


@pytest.mark.parametrize(
    "name",
    [
        "KIM_HEN1_KI_0002 (1).kim",
        "KIM_HEN1_KI_0002.sync-conflict-20260302-080000-ABCDEFG.kim",
        "KIM_HEN1_KI_0002 - Kopie.kim",
        "Copy of übergabe.KIM",
    ],
)
def test_kopien_unter_anderem_namen_sind_bereits_uebernommen(
    kreis: Kreis, tisch: Tisch, name: str
) -> None:
    melde(kreis)
    tisch.runden("HEN", "KI")
    (datei,) = tisch.ordner.glob("KIM_HEN1_*.kim")
    shutil.copyfile(datei, tisch.ordner / name)
    abgleich = tisch.runde("KI")
    assert [(b.datei, b.neu) for b in abgleich.berichte] == [(name, 0)]
    assert "bereits am" in abgleich.als_saetze()[0]
    assert tisch.runde("HEN").als_saetze() == []
    assert name in tisch.dateien()


@pytest.mark.parametrize(
    "name",
    ["~$KIM.kim", ".~lock.KIM.kim#", "KIM.kim.tmp", "KIM.part", ".syncthing.KIM.kim.tmp"],
)
def test_namen_von_programmen_zaehlen_erst_wenn_sie_liegen_bleiben(
    kreis: Kreis, tisch: Tisch, tmp_path: Path, name: str
) -> None:
    ganz = eine_datei(kreis, tmp_path / "stick").read_bytes()
    (tisch.ordner / name).write_bytes(ganz[:100])
    for _ in range(3):
        assert tisch.runde("KI").als_saetze() == []
        tisch.spaeter(minutes=40)
    (tisch.ordner / name).write_bytes(ganz)
    assert tisch.runde("KI").als_saetze() == []
    assert tisch.runde("KI").neu == 1


def test_was_keine_uebergabedatei_ist_bleibt_unbeachtet(kreis: Kreis, tisch: Tisch) -> None:
    (tisch.ordner / "Lies mich.txt").write_text("Bitte nichts löschen.")
    (tisch.ordner / "Urlaub").mkdir()
    assert tisch.runde("KI").als_saetze() == []
    tisch.spaeter(hours=3)
    assert tisch.runde("KI").als_saetze() == []


def test_eine_schlechte_unter_zehn_guten_haelt_keine_auf(
    kreis: Kreis, tisch: Tisch, tmp_path: Path
) -> None:
    for nr in range(10):
        datei = eine_datei(kreis, tmp_path / "stick", f"Lücke {nr}")
        shutil.copyfile(datei, tisch.ordner / f"{nr:02}.kim")
    schlecht = tisch.ordner / "04a.kim"
    schlecht.write_bytes(gekippt((tisch.ordner / "04.kim").read_bytes()))
    abgleich = tisch.runde("KI")
    assert (abgleich.neu, abgleich.wartet) == (10, ["04a.kim"])
    tisch.spaeter(hours=1)
    assert [datei for datei, _ in tisch.runde("KI").abgelehnt] == ["04a.kim"]
    # The same content under another name is not told of again.
    shutil.copyfile(schlecht, tisch.ordner / "04a (1).kim")
    tisch.spaeter(hours=2)
    assert tisch.runde("KI").als_saetze() == []


def test_eine_datei_eines_anderen_kreises_wird_gleich_und_einmal_abgelehnt(
    kreis: Kreis, tisch: Tisch, faelsche: Callable[[Path], Path]
) -> None:
    datei = faelsche(tisch.ordner)
    abgleich = tisch.runde("KI")
    assert [d for d, _ in abgleich.abgelehnt] == [datei.name]
    assert not abgleich.ist_ganz
    assert tisch.runde("KI").als_saetze() == []


def test_der_ordner_verschwindet_und_kommt_wieder(kreis: Kreis, tisch: Tisch) -> None:
    melde(kreis)
    weg = tisch.ordner.with_name("abgezogen")
    tisch.ordner.rename(weg)
    abgleich = tisch.runde("HEN")
    assert abgleich.als_saetze() == [NICHT_ERREICHBAR]
    # Whoever cannot wait still sees what is to be sent.
    assert ausstand(kreis.plaetze["HEN"]).an
    weg.rename(tisch.ordner)
    assert tisch.runde("HEN").geschrieben
    assert tisch.runde("KI").neu == 1


def test_verschwindet_eine_datei_die_niemand_hat_liegt_sie_wieder_da(
    kreis: Kreis, tisch: Tisch
) -> None:
    melde(kreis)
    tisch.runde("HEN")
    (datei,) = tisch.ordner.iterdir()
    datei.unlink()
    assert tisch.runde("HEN").als_saetze() == []
    assert tisch.dateien() == {datei.name}
    assert tisch.runde("KI").neu == 1


def test_niemand_legt_mehr_als_zwei_dateien_fuer_eine_stelle_hin_die_nicht_liest(
    kreis: Kreis, tisch: Tisch
) -> None:
    for nr in range(5):
        melde(kreis, f"Lücke {nr}")
        tisch.runde("HEN")
        assert len(tisch.dateien()) <= 3
    tisch.runde("HEN")
    geblieben = sorted(tisch.dateien())
    assert len(geblieben) == 2
    # The newest alone holds everything.
    (tisch.ordner / geblieben[0]).unlink()
    assert tisch.runde("KI").neu == 5


def test_bestaetigte_dateien_bleiben_bis_jemand_aufraeumen_laesst(
    kreis: Kreis, tisch: Tisch
) -> None:
    melde(kreis)
    tisch.runde("HEN")
    (eigene,) = tisch.dateien()
    tisch.runde("KI")
    fremde = uebergib_an(kreis.plaetze["KI"], "HEN", tisch.ordner).datei.name
    tisch.runde("HEN")
    quittiert = bilanz(kreis.plaetze["HEN"]).gesendet[0].quittiert
    assert quittiert
    tisch.spaeter(days=400)
    tisch.runde("HEN")
    assert tisch.dateien() == {eigene, fremde}
    setze_tage(kreis.plaetze["HEN"], 30)
    tisch.runde("HEN")
    assert tisch.dateien() == {fremde}
    assert tisch.runde("HEN").als_saetze() == []


def test_ein_dateiname_der_kein_text_ist_haelt_niemanden_auf(
    kreis: Kreis, tisch: Tisch, tmp_path: Path
) -> None:
    """As an old file server or an archive leaves them."""
    (tisch.ordner / os.fsdecode(b"\xdcbersicht.txt")).write_bytes(b"Hallo")
    melde(kreis)
    assert tisch.runde("HEN").geschrieben
    assert tisch.runde("KI").neu == 1
    stick = tmp_path / "stick"
    stick.mkdir()
    for nummer, inhalt in enumerate((kreis.gib("HEN", "KI").read_bytes(), b"keine")):
        (stick / os.fsdecode(b"\xdcbung%d.kim" % nummer)).write_bytes(inhalt)
    saetze = lies_alle_ein(kreis.plaetze["KI"], [stick]).als_saetze()
    assert {s.split(":")[0] for s in saetze} == {"?bung0.kim", "?bung1.kim"}


def test_nach_einem_absturz_beim_schreiben_wird_noch_einmal_geschrieben(
    kreis: Kreis, tisch: Tisch, monkeypatch: pytest.MonkeyPatch
) -> None:
    melde(kreis)

    def stirb(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as m:
        m.setattr(Path, "replace", stirb)
        with pytest.raises(KeyboardInterrupt):
            tisch.runde("HEN")
    assert not tisch.dateien()
    assert ausstand(kreis.plaetze["HEN"]).an
    assert tisch.runde("HEN").geschrieben
    assert tisch.runde("KI").neu == 1


def test_was_ein_absturz_halb_im_ordner_liess_verschwindet_fremdes_halbes_bleibt(
    kreis: Kreis, tisch: Tisch
) -> None:
    eigenes, fremdes = ".KIM_HEN1_abc.tmp", ".KIM_TRO1_abc.tmp"
    for name in (eigenes, fremdes):
        (tisch.ordner / name).write_bytes(b"age-encryption.org/v1")
    (kreis.profil("HEN") / "eingang" / "austausch-alt").mkdir()
    tisch.runde("HEN")
    assert tisch.dateien() == {fremdes}
    assert not list((kreis.profil("HEN") / "eingang").iterdir())


def test_eine_zweite_runde_von_woanders_stoert_nicht(kreis: Kreis, tisch: Tisch) -> None:
    melde(kreis)
    tisch.runde("HEN")
    # Two workplaces of different Stellen work on the same folder at the same time.
    with ThreadPoolExecutor(2) as faeden:
        hin, her = faeden.map(tisch.runde, ("KI", "HEN"))
    assert hin.neu == 1
    assert not her.hindernis
    assert not hin.hindernis


def test_nach_einem_programmwechsel_wird_abgelehntes_noch_einmal_versucht(
    kreis: Kreis, tisch: Tisch, faelsche: Callable[[Path], Path]
) -> None:
    datei = faelsche(tisch.ordner)
    assert tisch.runde("KI").abgelehnt
    (kreis.profil("KI") / "abgelehnt" / datei.name).unlink()
    # A new version of the directory may know the sender; here it does not help.
    trage_stelle_ein(kreis.plaetze["KI"], "Neue Stelle", "NEU")
    assert tisch.runde("KI").abgelehnt == []
    assert lage(kreis.plaetze["KI"]).abgelehnt
    # What can be read by then comes in under the same name.
    vorher = datei.stat()
    datei.write_bytes(eine_datei(kreis, tisch.ordner.with_name("stick")).read_bytes())
    os.utime(datei, ns=(vorher.st_atime_ns, vorher.st_mtime_ns + 1))
    assert tisch.runde("KI").neu == 1
    assert not lage(kreis.plaetze["KI"]).abgelehnt


def test_ein_geloeschter_ausgang_reisst_nichts_mit(kreis: Kreis, tisch: Tisch) -> None:
    melde(kreis)
    tisch.runde("HEN")
    shutil.rmtree(kreis.profil("HEN") / "ausgang" / "austausch")
    melde(kreis, "Noch eine")
    assert tisch.runde("HEN").geschrieben
    assert tisch.runde("KI").neu == 2


def test_vierzig_dateien_kommen_in_einer_runde_an(
    kreis: Kreis, tisch: Tisch, tmp_path: Path
) -> None:
    for nr in range(40):
        datei = eine_datei(kreis, tmp_path / "stick", f"Lücke {nr:02}")
        shutil.copyfile(datei, tisch.ordner / f"KIM_{nr:02}.kim")
    abgleich = tisch.runde("KI")
    assert (len(abgleich.berichte), abgleich.neu) == (40, 40)


@pytest.mark.parametrize("wo", ["gibt es nicht", "profil"])
def test_ein_unbrauchbarer_ordner_wird_nicht_genommen(
    kreis: Kreis, tmp_path: Path, wo: str
) -> None:
    hennef = kreis.plaetze["HEN"]
    ordner = hennef.profil.ordner / "ausgang" if wo == "profil" else tmp_path / wo
    with pytest.raises(EingabeFehler):
        setze_ordner(hennef, ordner)
    assert lage(hennef).ordner is None


def test_was_geschah_steht_im_diagnoseordner(kreis: Kreis, tisch: Tisch) -> None:
    melde(kreis)
    tisch.runden("HEN", "KI", "KI")
    zeilen = (kreis.profil("KI") / "diagnose" / "austausch.log").read_text("utf-8").splitlines()
    assert [z.split("  ", 1)[1].split(":")[-1].strip() for z in zeilen] == [
        "1 neu, 0 bekannt.",
        "Nichts Neues.",
    ]


def test_was_menschen_wissen_muessen_sagt_auch_eine_runde(
    kreis: Kreis, tisch: Tisch, tmp_path: Path
) -> None:
    """Hennef's whole computer is put back; it writes the same numbers once more."""
    alt = verschoben(kreis, "HEN", tmp_path / "alt")
    melde(kreis, "Vorher")
    tisch.runden("HEN", "KI")
    umgezogen(kreis, "HEN", alt)
    melde(kreis, "Danach")
    tisch.runde("HEN")
    runde = tisch.runde("KI")
    assert any("schon eine andere Datei mit der Nummer" in satz for satz in runde.befunde)
    assert any("Zwei Arbeitsplätze schreiben als HEN1" in satz for satz in runde.befunde)
    assert set(runde.befunde) <= set(runde.als_saetze())
    assert tisch.runde("KI").befunde == []


def test_was_fehlt_wird_von_selbst_angefordert_und_kommt(kreis: Kreis, tmp_path: Path) -> None:
    """Nobody works on: files taken in are reason enough to ask and to answer."""
    ordner = tmp_path / "austausch"
    ordner.mkdir()
    with verlorene_datei(kreis, tmp_path) as verloren:
        ki, hen = verloren.ki, kreis.plaetze["HEN"]
        tisch = Tisch(replace(kreis, plaetze={"KI": ki, "HEN": hen}), ordner, "KI", "HEN")
        assert bilanz(ki).fehlt
        assert [stelle for stelle, _ in tisch.runde("KI").geschrieben] == ["Stelle HEN"]
        assert tisch.runde("KI").geschrieben == []

        antwort = beilaeufig(hen, tisch)
        assert (antwort.neu, len(antwort.geschrieben)) == (0, 1)
        assert beilaeufig(ki, tisch).neu == 1
        assert bilanz(ki).fehlt == []
        assert tisch.runde("KI").geschrieben == []


def beilaeufig(ap: Arbeitsplatz, tisch: Tisch) -> Abgleich:
    """Do a round nobody asked for: it writes only because of what it took in."""
    runde = beginne(ap, tisch.zeit)
    assert runde is not None
    besuche(runde, lambda: None)
    assert uebernimm(ap, runde, ohne_fortschritt, schreibe=False)
    liefere(runde, lambda: None)
    return schliesse_ab(ap, runde)
