"""Wer eine Person nennt, wird gefragt, bevor etwas festgehalten wird."""

from kim_desktop.application import personen
from kim_desktop.application.personen import Nennung
from kim_desktop.domain.tafel import muster
from tests.hilfen.kreis import MELDUNG, Kreis


def nennungen(kreis: Kreis, schritt: str, **werte: object) -> list[Nennung]:
    return personen.nennungen(kreis.plaetze["HEN"], muster(schritt).felder, {**MELDUNG, **werte})


def test_in_einer_meldung_die_niemanden_nennt_ist_nichts_zu_fragen(kreis: Kreis) -> None:
    assert nennungen(kreis, "melden") == []


def test_genannt_wird_in_welchem_feld_was_steht_jedes_wort_einmal(kreis: Kreis) -> None:
    gefunden = nennungen(
        kreis,
        "melden",
        titel="Amira Haddad ohne Leistung",
        sachverhalt="Amira Haddad (AZR 061844029375) wartet. Amira Haddad fragt nach.",
    )
    assert [(n.art, n.text) for n in gefunden] == [
        ("Name", "Amira Haddad"),
        ("AZR-Nummer", "061844029375"),
    ]
    assert {n.feld for n in gefunden} <= {f.label for f in muster("melden").felder}


def test_auch_in_den_teilen_eines_feldes_wird_gesucht(kreis: Kreis) -> None:
    ansatz = {"titel": "Laufzettel", "beschreibung": "Frau Amira Haddad hat ihn erprobt."}
    gefunden = personen.nennungen(
        kreis.plaetze["HEN"], muster("rueckmelden").felder, {"loesungsansaetze": [ansatz]}
    )
    assert [n.text for n in gefunden] == ["Amira Haddad"]


def test_felder_fuer_stellen_und_menschen_im_amt_werden_nicht_durchsucht(kreis: Kreis) -> None:
    werte = {"leitung": "Claudia Hartmann", "mitglieder": ["Thomas Kleinschmidt"]}
    felder = muster("bearbeiten").felder
    assert personen.nennungen(kreis.plaetze["HEN"], felder, werte) == []


def test_was_dienstlich_ist_bleibt_stehen_bis_man_es_anders_will(kreis: Kreis) -> None:
    ap, satz = kreis.plaetze["HEN"], "Claudia Hartmann vom Sozialamt sagt das auch."
    assert [n.text for n in nennungen(kreis, "melden", sachverhalt=satz)] == ["Claudia Hartmann"]
    personen.lass_stehen(ap, ["Claudia Hartmann"])
    assert personen.stehengelassene(ap) == ["Claudia Hartmann"]
    assert nennungen(kreis, "melden", sachverhalt=satz) == []
    personen.nicht_mehr(ap, "Claudia Hartmann")
    assert len(nennungen(kreis, "melden", sachverhalt=satz)) == 1


def test_nummern_und_geburtstage_sind_nie_dienstlich(kreis: Kreis) -> None:
    satz = "Amira Haddad (geb. 12.03.1987, AZR 061844029375), Tel. 02241 / 99 12 34."
    gefunden = {
        n.text: n.kann_dienstlich_sein for n in nennungen(kreis, "melden", sachverhalt=satz)
    }
    assert gefunden == {
        "Amira Haddad": True,
        "12.03.1987": False,
        "061844029375": False,
        "02241 / 99 12 34": True,
    }


def test_wird_ein_eintrag_geloescht_vergisst_der_pc_auch_die_worte_darin(kreis: Kreis) -> None:
    ap = kreis.plaetze["HEN"]
    getan = kreis.tue("HEN", "melden", **{**MELDUNG, "sachverhalt": 'Es geht um "Amira" Haddad.'})
    personen.lass_stehen(ap, ['"Amira" Haddad', "Claudia Hartmann"])
    kreis.tue("HEN", "loeschen", ereignisse=[getan.ereignis], grund="personenbezug")
    assert personen.stehengelassene(ap) == ["Claudia Hartmann"]


def test_auch_listen_und_kurze_felder_mit_ganzen_saetzen_werden_durchsucht(kreis: Kreis) -> None:
    ap = kreis.plaetze["HEN"]
    felder = muster("themenblatt_freigeben").felder
    assert personen.nennungen(ap, felder, {"saetze": ["Frau Amira Haddad wartet."]})
    assert personen.nennungen(ap, muster("zusagen").felder, {"vorbehalt": "Frau Amira Haddad"})
    aufgaben = {"aufgaben": [{"text": "Frau Amira Haddad anrufen"}]}
    assert personen.nennungen(ap, muster("bearbeiten").felder, aufgaben)


def test_namen_von_stellen_des_kreises_sind_dienstlich(kreis: Kreis) -> None:
    ap = kreis.plaetze["HEN"]
    kreis.tue("HEN", "melden", **MELDUNG)
    assert [f.text for f in personen.funde(ap, "Die Stelle TRO und Amira Haddad.")] == [
        "Amira Haddad"
    ]


def test_gemerktes_bleibt_auf_dem_pc_und_reist_nicht(kreis: Kreis) -> None:
    personen.lass_stehen(kreis.plaetze["HEN"], ["Claudia Hartmann"])
    kreis.bring("HEN", "KI")
    assert personen.stehengelassene(kreis.plaetze["KI"]) == []
