"""Der Kreis stellt ein, was für alle gilt; es reist mit den Dateien."""

import re
from pathlib import Path

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.einstellungen import Aenderung, aendere, aendere_alle, uebersicht
from kim_desktop.application.platz.pflege import stand
from kim_desktop.application.schritt.formular import formular
from kim_desktop.domain.einstellung import Listeneintrag
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from tests.acceptance import wege
from tests.hilfen.kreis import AUFTRAG, MELDUNG, RM, VORLAGE, Kreis
from tests.hilfen.papier import gedruckt

FELDER = "handlungsfelder"


def eintraege(kreis: Kreis, name: str, liste: str = FELDER) -> tuple[Listeneintrag, ...]:
    """Return a list as this workplace knows it."""
    gruppen = uebersicht(kreis.plaetze[name]).gruppen
    return next(
        a.eintraege for g in gruppen for a in g.angaben if a.einstellung.schluessel == liste
    )


def zur_wahl(kreis: Kreis, name: str) -> list[str]:
    """Return the Handlungsfelder a CM-Stelle can choose from."""
    return list(formular(kreis.plaetze[name], "melden").auswahl["handlungsfeld"].values())


def ergaenze(kreis: Kreis, name: str, label: str) -> None:
    neu = (*eintraege(kreis, name), Listeneintrag("", label))
    aendere(kreis.plaetze[name], FELDER, neue=neu)


def stelle_um(kreis: Kreis, schluessel: str, label: str, *, liste: str = FELDER) -> None:
    """Rename one entry of a list, or hide it where no label is given."""
    neu = tuple(
        e._replace(label=label or e.label, aktiv=bool(label)) if e.schluessel == schluessel else e
        for e in eintraege(kreis, "KI", liste)
    )
    aendere(kreis.plaetze["KI"], liste, neue=neu)


def test_ein_neues_handlungsfeld_und_eine_hoehere_schwelle_gelten_nach_der_naechsten_datei(
    kreis: Kreis,
) -> None:
    aendere_alle(
        kreis.plaetze["KI"],
        [
            Aenderung("schwelle", "3"),
            Aenderung(FELDER, eintraege=(*eintraege(kreis, "KI"), Listeneintrag("", "Übergänge"))),
        ],
    )
    assert "Übergänge" not in zur_wahl(kreis, "HEN")
    kreis.bring("KI", "HEN", "TRO")
    assert zur_wahl(kreis, "HEN")[-1] == "Übergänge"

    neue = {**MELDUNG, "handlungsfeld": "Übergänge"}
    meldungen = [kreis.tue(s, "melden", **neue).kennung for s in ("HEN", "TRO")]
    kreis.runde(("HEN", "TRO"))
    feld = ansicht.zeige(kreis.plaetze["KI"], meldungen[0]).fall.inhalt["handlungsfeld"]
    assert feld == {"schluessel": "uebergaenge", "label": "Übergänge"}
    kennung = wege.gebuendelt(kreis, meldungen)
    with pytest.raises(ProzessFehler, match="es fehlt 1"):
        kreis.tue("KI", "vorlegen", kennung=kennung)


def test_alte_meldungen_behalten_ihr_wort(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    stelle_um(kreis, "leistungen_rechtskreiswechsel", "Leistungen")
    kreis.bring("KI", "HEN")
    alt = ansicht.zeige(kreis.plaetze["HEN"], kennung).fall.inhalt["handlungsfeld"]["label"]
    assert alt == "Leistungen/Rechtskreiswechsel"
    assert "Leistungen" in zur_wahl(kreis, "HEN")
    assert "Leistungen/Rechtskreiswechsel" not in zur_wahl(kreis, "HEN")


def test_ein_ausgeblendeter_eintrag_geht_beim_ergaenzen_nicht_verloren(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    stelle_um(kreis, "leistungen_rechtskreiswechsel", "")
    kreis.bring("KI", "HEN")
    dialog = formular(kreis.plaetze["HEN"], "ergaenzen", kennung)
    schluessel = dialog.vorgaben["handlungsfeld"]["schluessel"]
    assert schluessel in dialog.auswahl["handlungsfeld"]
    assert schluessel not in formular(kreis.plaetze["HEN"], "melden").auswahl["handlungsfeld"]
    kreis.tue("HEN", "ergaenzen", kennung=kennung, **{**MELDUNG, "handlungsfeld": schluessel})


@pytest.mark.parametrize("zuerst", ["KI", "KIL"])
def test_zwei_aendern_dieselbe_liste_und_beide_sehen_dasselbe(kreis: Kreis, zuerst: str) -> None:
    ergaenze(kreis, "KI", "Übergänge")
    ergaenze(kreis, "KIL", "Nachbarschaft")
    wege_hin = (("KI", "KIL"), ("KIL", "KI"))
    for von, an in wege_hin if zuerst == "KI" else reversed(wege_hin):
        kreis.bring(von, an)
    assert eintraege(kreis, "KI") == eintraege(kreis, "KIL")
    assert stand(kreis.plaetze["KI"])[0] == stand(kreis.plaetze["KIL"])[0]
    neue = {e.label: e.aktiv for e in eintraege(kreis, "KI")[-2:]}
    assert set(neue) == {"Übergänge", "Nachbarschaft"}
    assert sorted(neue.values()) == [False, True]


def test_ein_schluessel_wird_einmal_vergeben(kreis: Kreis) -> None:
    ergaenze(kreis, "KI", "Übergänge")
    stelle_um(kreis, "uebergaenge", "Wechsel")
    ergaenze(kreis, "KI", "Übergänge")
    assert [(e.schluessel, e.label) for e in eintraege(kreis, "KI")[-2:]] == [
        ("uebergaenge", "Wechsel"),
        ("uebergaenge_2", "Übergänge"),
    ]
    with pytest.raises(EingabeFehler, match="„WECHSEL“ steht in „Handlungsfelder“ schon"):
        ergaenze(kreis, "KI", "WECHSEL")


def test_weiss_nicht_bleibt_moeglich(kreis: Kreis) -> None:
    with pytest.raises(EingabeFehler, match="„weiß nicht“ bleibt"):
        stelle_um(kreis, "weiss_nicht", "", liste="rechtskreise")


def test_eine_stelle_stimmt_zu_genannt_zu_werden(kreis: Kreis) -> None:
    assert not any(e.aktiv for e in eintraege(kreis, "KI", "nennung"))
    kreis.tue("KI", "einstellen", schluessel="nennung", eintraege=[{"label": "Stelle HEN"}])
    kreis.bring("KI", "TRO")
    genannt = [e.label for e in eintraege(kreis, "TRO", "nennung") if e.aktiv]
    assert genannt == ["Stelle HEN"]
    with pytest.raises(EingabeFehler, match="„Stelle X“ gibt es in"):
        kreis.tue("KI", "einstellen", schluessel="nennung", eintraege=[{"label": "Stelle X"}])


def test_die_papiere_sprechen_wie_der_kreis_und_nennen_keine_stelle_ungefragt(
    kreis: Kreis, tmp_path: Path
) -> None:
    kennung = wege.weitergeleitet(kreis)
    gruppe = {
        **AUFTRAG["gruppen"][0],
        "leitung": "Stelle HEN",
        "mitglieder": ["Stelle HEN", "Stelle TRO"],
    }
    kreis.tue("LG", "beauftragen", kennung=kennung, **{**AUFTRAG, "gruppen": [gruppe]})
    kreis.runde(("LG", "PG"))
    kreis.tue("PG", "rueckmelden", kennung=kennung, **RM)
    kreis.bring("PG", "KI")
    vorher = gedruckt(kreis.plaetze["KI"], "rueckmeldung", kennung, tmp_path)
    assert "2 CM-Stellen" in vorher
    assert "Modul 1" in vorher
    assert "systematische Herausforderung" in vorher
    assert not {"Stelle HEN", "Stelle TRO"} & set(re.findall("Stelle [A-Z]{3}", vorher))

    aendere_alle(
        kreis.plaetze["KI"],
        [
            Aenderung("bezeichnung_modul", "Baustein"),
            Aenderung("bezeichnung_herausforderung", "strukturelles Hindernis"),
        ],
    )
    alle = eintraege(kreis, "KI", "nennung")
    einverstanden = tuple(e._replace(aktiv=e.label == "Stelle HEN") for e in alle)
    aendere(kreis.plaetze["KI"], "nennung", neue=einverstanden)
    nachher = gedruckt(kreis.plaetze["KI"], "rueckmeldung", kennung, tmp_path)
    assert "Stelle HEN" in nachher
    assert "1 CM-Stelle" in nachher
    assert "Baustein 1" in nachher
    assert "strukturelles Hindernis" in nachher


def test_nach_stimmen_oeffentlichkeit_und_ergebnissen_wird_nur_gefragt_wenn_es_gilt(
    kreis: Kreis,
) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN", "TRO"))
    kreis.tue("KI", "vorlegen", kennung=kennung)
    kreis.bring("KI", "KIL")
    gefragt = {f.name for f in formular(kreis.plaetze["KIL"], "weiterleiten", kennung).felder}
    assert not {"oeffentlich"} & gefragt
    kreis.tue("KIL", "weiterleiten", kennung=kennung, **VORLAGE, oeffentlich=True)
    kreis.runde(("KIL", "LG"))
    stimmen = {"ja", "nein", "enthaltung"}
    felder = {f.name: f for f in formular(kreis.plaetze["LG"], "beauftragen", kennung).felder}
    assert not {*stimmen, "befangen"} & set(felder)
    assert felder["verfahren"].auswahl == {"konsens": "im Konsens", "umlauf": "im Umlaufverfahren"}

    aendere_alle(kreis.plaetze["KI"], [Aenderung("abstimmung", "ja")])
    stelle_um(kreis, "empfohlen", "", liste="ergebnisse")
    kreis.bring("KI", "LG")
    felder = {f.name: f for f in formular(kreis.plaetze["LG"], "beauftragen", kennung).felder}
    assert stimmen <= set(felder)
    assert "befangen" not in felder
    assert "abstimmung" in (felder["verfahren"].auswahl or {})
    felder = {f.name: f for f in formular(kreis.plaetze["LG"], "beschliessen", kennung).felder}
    assert "empfohlen" not in (felder["ergebnis"].auswahl or {})


def test_ein_fehler_und_nichts_wird_geschrieben(kreis: Kreis) -> None:
    vorher = stand(kreis.plaetze["KI"])
    with pytest.raises(EingabeFehler, match=r"braucht \{nr\}"):
        aendere_alle(
            kreis.plaetze["KI"], [Aenderung("schwelle", "3"), Aenderung("vorlagenmuster", "x")]
        )
    assert stand(kreis.plaetze["KI"]) == vorher


def test_eine_cm_stelle_sieht_alles_und_aendert_nichts(kreis: Kreis) -> None:
    assert not uebersicht(kreis.plaetze["HEN"]).aenderbar
    assert uebersicht(kreis.plaetze["KIL"]).aenderbar
    with pytest.raises(ProzessFehler, match="ist Sache der"):
        aendere(kreis.plaetze["HEN"], "schwelle", "9")
