"""Ein PC geht verloren; aus der Sicherung und von den anderen kommt alles zurück."""

from pathlib import Path

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.arbeitsplatz import Arbeitsplatz, Zugang, oeffne_arbeitsplatz
from kim_desktop.application.platz import einrichten
from kim_desktop.application.platz.pruefung import pruefe
from kim_desktop.application.platz.sicherung import sichere
from kim_desktop.application.platz.wiederaufbau import fordere_alles_an, wiederaufbau
from kim_desktop.application.platz.wiederherstellen import (
    Wiederhergestellt,
    lass_dich_zu,
    stelle_wieder_her,
)
from kim_desktop.application.uebergabe.austausch import lies_ein, uebergib_an
from kim_desktop.application.uebergabe.einlesen import lies_alle_ein
from kim_desktop.application.uebergabe.versand import ausstand
from kim_desktop.domain.fehler import ProzessFehler, UebergabeFehler
from kim_desktop.domain.rollen import Rolle
from tests.hilfen.kreis import MELDUNG, Kreis, gruende, nimm_auf, quelle


def titel(ap: Arbeitsplatz) -> set[str]:
    return {z.titel for z in ansicht.liste(ap, ansicht.Filter())}


def melde(kreis: Kreis, name: str, **mehr: object) -> str:
    return kreis.tue("HEN", "melden", **{**MELDUNG, "titel": name, **mehr}).kennung


def anlage(ordner: Path, name: str) -> str:
    datei = ordner / name
    datei.write_text(f"Inhalt von {name}")
    return str(datei)


def verliere(kreis: Kreis, name: str, sicherung: Path, zeit: str = "neu") -> Wiederhergestellt:
    """Lose the PC and restore the backup on another one."""
    kreis.plaetze.pop(name).schliesse()
    kreis.profil(name).rename(kreis.ordner / f"verlorener PC {name}")
    return stelle_wieder_her(sicherung, kreis.profil(name), Zugang(), quelle(f"{name} {zeit}"))


def lass_zu(kreis: Kreis, name: str, fertig: Wiederhergestellt, *rollen: Rolle) -> Arbeitsplatz:
    zulassung = kreis.ordner / "neu.kim-zulassung"
    einrichten.lasse_zu(
        kreis.plaetze["KI"],
        fertig.nachfolge.anmeldung,
        fertig.nachfolge.pruefziffern,
        rollen,
        zulassung,
    )
    ap = oeffne_arbeitsplatz(kreis.profil(name), Zugang(), quelle(f"{name} wieder da"))
    kreis.plaetze[name] = ap
    einrichten.tritt_bei(ap, zulassung)
    return ap


def test_alles_was_uebergeben_war_kommt_zurueck(kreis: Kreis, tmp_path: Path) -> None:
    """Work, backup, more work handed over, PC lost, restored: nothing is missing."""
    melde(kreis, "vor der Sicherung", anlagen=[anlage(tmp_path, "alt.txt")])
    kreis.bring("HEN", "KI")
    sicherung = sichere(kreis.plaetze["HEN"]).ordner
    melde(kreis, "nach der Sicherung", anlagen=[anlage(tmp_path, "neu.txt")])
    kreis.runde(("HEN",))
    altes_log = kreis.plaetze["HEN"].log

    fertig = verliere(kreis, "HEN", _gerettet(sicherung, tmp_path))
    assert fertig.nachfolge.stelle == "Stelle HEN"
    hennef = lass_zu(kreis, "HEN", fertig, Rolle.CM_STELLE)
    assert hennef.log != altes_log
    assert titel(hennef) == {"vor der Sicherung"}
    assert [e.stelle for e in ausstand(hennef).an] == ["ki"]
    kreis.bring("HEN", "KI")
    e = lies_alle_ein(hennef, [kreis.gib("KI", "HEN")])
    assert e.eigene == 1
    assert "1 eigener Eintrag wiederhergestellt" in e.als_saetze()[0]
    assert titel(hennef) == {"vor der Sicherung", "nach der Sicherung"}
    assert pruefe(hennef) == []
    aufbau = wiederaufbau(hennef)
    assert aufbau is not None
    assert (aufbau.offen, aufbau.fehlt) == ((), ())
    assert "Nr. 2" in aufbau.letzter

    assert melde(kreis, "auf dem neuen PC").startswith("HEN2-")
    kreis.bring("HEN", "KI")
    assert "auf dem neuen PC" in titel(kreis.plaetze["KI"])


def _gerettet(sicherung: Path, tmp_path: Path) -> Path:
    """Take the backups of a profile to a safe place, as a stick would be."""
    ziel = tmp_path / "stick"
    sicherung.parent.rename(ziel)
    return ziel / sicherung.name


def test_der_alte_arbeitsplatz_bekommt_nichts_mehr(kreis: Kreis, tmp_path: Path) -> None:
    alt = kreis.plaetze["HEN"].log
    fertig = verliere(kreis, "HEN", _gerettet(sichere(kreis.plaetze["HEN"]).ordner, tmp_path))
    lass_zu(kreis, "HEN", fertig, Rolle.CM_STELLE)
    datei = kreis.gib("KI", "HEN")
    verloren = oeffne_arbeitsplatz(kreis.ordner / "verlorener PC HEN", Zugang(), quelle("der Alte"))
    try:
        assert verloren.log == alt
        with pytest.raises(UebergabeFehler):
            lies_ein(verloren, datei)
    finally:
        verloren.schliesse()


def test_dateien_an_den_verlorenen_pc_lassen_sich_noch_lesen(kreis: Kreis, tmp_path: Path) -> None:
    sicherung = _gerettet(sichere(kreis.plaetze["HEN"]).ordner, tmp_path)
    kreis.tue("KI", "einstellen", schluessel="schwelle", wert="3")
    datei = kreis.gib("KI", "HEN")
    verliere(kreis, "HEN", sicherung)
    kreis.oeffne("HEN")
    e = lies_alle_ein(kreis.plaetze["HEN"], [datei])
    assert (e.abgelehnt, e.neu, e.eigene) == ([], 1, 0)


def test_alte_quittungen_gelten_nicht(kreis: Kreis, tmp_path: Path) -> None:
    """What the lost PC had acknowledged after the backup comes again, bodies included."""
    sicherung = _gerettet(sichere(kreis.plaetze["KIL"]).ordner, tmp_path)
    meldungen = [melde(kreis, f"M{i}") for i in range(2)]
    kreis.bring("HEN", "KI")
    thema = kreis.tue("KI", "buendeln", meldungen=meldungen, titel="Thema").kennung
    kreis.tue("KI", "vorlegen", kennung=thema, begruendung="Es eilt.", bewertung="Ja.")
    kreis.runde(("KIL",))
    kreis.bring("KIL", "KI")
    fertig = verliere(kreis, "KIL", sicherung)
    leitung = lass_zu(kreis, "KIL", fertig, Rolle.KI_LEITUNG)
    kreis.runde(("KIL",))
    assert {"Thema", "M0", "M1"} <= titel(leitung)
    assert ansicht.zeige(leitung, thema).zeile.zustand == "vorgelegt"


def test_was_niemand_mehr_hat_wird_genannt(kreis: Kreis, tmp_path: Path) -> None:
    """The KI-Leitung saw only the header of a Meldung that the CM-Koordination never got."""
    sicherung = _gerettet(sichere(kreis.plaetze["HEN"]).ordner, tmp_path)
    melde(kreis, "nur der KI-Leitung übergeben")
    kreis.bring("HEN", "KIL")
    fertig = verliere(kreis, "HEN", sicherung)
    kreis.bring("KIL", "KI")
    hennef = lass_zu(kreis, "HEN", fertig, Rolle.CM_STELLE)
    vorher = wiederaufbau(hennef)
    assert vorher is not None
    assert vorher.offen == ("CM-Koordination",)
    (satz,) = vorher.als_saetze()
    assert "Bitte eine Datei schicken" in satz
    assert "noch keine ging an CM-Koordination." in satz
    kreis.gib("HEN", "KI")
    unterwegs = wiederaufbau(hennef)
    assert unterwegs is not None
    assert unterwegs.als_saetze() == [
        "Alles ist erneut angefordert. Es fehlt noch die Antwort von: CM-Koordination."
    ]
    kreis.runde(("HEN",))
    aufbau = wiederaufbau(hennef)
    assert aufbau is not None
    assert len(aufbau.fehlt) == 1
    assert "Inhalt des eigenen Eintrags Nr. 1 vom 12.01.2026" in aufbau.fehlt[0]
    assert any("Das hat niemand mehr" in satz for satz in aufbau.als_saetze())


def test_eine_verlorene_anlage_kommt_auf_anforderung_wieder(kreis: Kreis, tmp_path: Path) -> None:
    melde(kreis, "mit Anlage", anlagen=[anlage(tmp_path, "bild.txt")])
    kreis.runde(("HEN",))
    hennef = kreis.plaetze["HEN"]
    (datei,) = (hennef.profil.ordner / "anlagen").glob("??/*")
    datei.write_bytes(b"kaputt")
    (fund,) = pruefe(hennef)
    assert "an Eintrag Nr. 1 der Stelle Stelle HEN ist beschädigt" in fund
    fordere_alles_an(hennef)
    kreis.runde(("HEN",))
    assert pruefe(hennef) == []
    aufbau = wiederaufbau(hennef)
    assert aufbau is None or aufbau.offen == ()


def test_eine_zulassung_eines_anderen_kreises_passt_nicht_zur_sicherung(
    kreis: Kreis, tmp_path: Path
) -> None:
    fertig = verliere(kreis, "HEN", _gerettet(sichere(kreis.plaetze["HEN"]).ordner, tmp_path))
    fremd = gruende(tmp_path / "fremd", "fremd")
    zulassung = tmp_path / "fremd.kim-zulassung"
    einrichten.lasse_zu(
        fremd.plaetze["KI"],
        fertig.nachfolge.anmeldung,
        fertig.nachfolge.pruefziffern,
        [Rolle.CM_STELLE],
        zulassung,
        kuerzel="HEN",
    )
    fremd.schliesse()
    with pytest.raises(UebergabeFehler):
        einrichten.tritt_bei(kreis.oeffne("HEN"), zulassung)


def test_die_cm_koordination_laesst_sich_mit_dem_kreisschluessel_selbst_zu(
    kreis: Kreis, tmp_path: Path
) -> None:
    melde(kreis, "vorher")
    kreis.bring("HEN", "KI")
    sicherung = _gerettet(sichere(kreis.plaetze["KI"]).ordner, tmp_path)
    nimm_auf(kreis, "SUB", Rolle.CM_STELLE)
    kreis.bring("KI", "LG", "HEN")
    fertig = verliere(kreis, "KI", sicherung)
    assert fertig.nachfolge.selbst
    ki = kreis.oeffne("KI")
    with pytest.raises(ProzessFehler, match="zuerst eine neue Übergabedatei"):
        lass_dich_zu(ki)
    lies_ein(ki, uebergib_an(kreis.plaetze["LG"], "KI", kreis.post).datei)
    assert lass_dich_zu(ki) == "KI2"
    kreis.runde(("HEN", "LG", "SUB"))
    melde(kreis, "nachher")
    kreis.bring("HEN", "KI")
    assert titel(ki) >= {"vorher", "nachher"}
    nimm_auf(kreis, "EIT", Rolle.CM_STELLE)
    assert pruefe(ki) == []


def test_wer_zu_einer_anderen_stelle_kommt_schliesst_den_alten_nicht(
    kreis: Kreis, tmp_path: Path
) -> None:
    """A restored workplace that is admitted to another Stelle closes nothing."""
    fertig = verliere(kreis, "HEN", _gerettet(sichere(kreis.plaetze["HEN"]).ordner, tmp_path))
    einrichten.lasse_zu(
        kreis.plaetze["KI"],
        fertig.nachfolge.anmeldung,
        fertig.nachfolge.pruefziffern,
        [Rolle.KI_LEITUNG],
        tmp_path / "z",
        stelle="Stelle KIL",
    )
    kreis.gib("KI", "HEN")
