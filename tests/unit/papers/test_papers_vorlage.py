"""The Vorlage as its readers find it: everything, in order, and no empty headings."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from kim_desktop.papers.daten import VorlageDaten
from kim_desktop.papers.elemente import Dokument, Grunddaten, Ueberschrift
from kim_desktop.papers.vorlage import vorlage

Lies = Callable[[Dokument], list[str]]


def _eng(text: str) -> str:
    return "".join(text.split())


def _rumpf(seiten: list[str], kopf: str, fuss: str) -> str:
    """Join the pages without what runs on all of them."""
    return _eng("".join(seite.replace(kopf, "").split(fuss)[0] for seite in seiten))


def _stehen_nacheinander(text: str, erwartet: list[str]) -> None:
    ab = 0
    for eintrag in erwartet:
        fund = text.find(_eng(eintrag), ab)
        assert fund >= 0, f"not found in order: {eintrag}"
        ab = fund + len(_eng(eintrag))


def test_alle_felder_stehen_in_der_vereinbarten_folge(
    vorlage_daten: VorlageDaten, lies: Lies
) -> None:
    seiten = lies(vorlage(vorlage_daten))
    text = _rumpf(
        seiten,
        "Vorlage 197/26 · Lenkungsgruppe · 26.10.2026 ",
        "KI1-2026-007 · Fassung 2",
    )
    text = text.replace("nichtöffentlichENTWURFÜBUNG", "")
    d = vorlage_daten
    _stehen_nacheinander(
        text,
        [
            "Rhein-Sieg-Kreis",
            "Kommunales Integrationsmanagement",
            "Beschlussvorlage für die Lenkungsgruppe",
            d.titel,
            "Vorlagennummer 197/26",
            "Aktenzeichen 50-05-00",
            "Kennung KI1-2026-007, Fassung 2",
            "Beratung nicht öffentlich",
            "Federführung Kommunales Integrationszentrum",
            "Kreissozialamt Ausländerbehörde",
            "26.10.2026",
            "22.11.2026",
            "Tagesordnungspunkt 5",
            "Entwurf, noch nicht freigegeben",
            "Übungsbeispiel",
            "1 Beratungsfolge",
            "1 Meldung der systematischen Herausforderung CM-Stellen (erfasst durch "
            "CM-Koordination) 09.03.2026 7 Meldungen",
            "3 Weiterleitung an die Lenkungsgruppe KI-Leitung 12.10.2026 weitergeleitet",
            "2 Beschlussvorschlag",
            d.beschlussvorschlag,
            "3 Sachverhalt",
            d.sachverhalt.replace("\n- ", "•"),
            "Meldungen 7",
            "meldende CM-Stellen 5",
            d.schwelle_erklaerung,
            "5 Kommunen: Bornheim, Hennef (Sieg), Meckenheim, Sankt Augustin, Troisdorf",
            d.handlungsfeld,
            "AsylbLG, SGB II, AufenthG",
            "betroffene Personen < 3",
            d.bewertung,
            d.abgrenzung,
            d.empfehlung,
            "6 Stellungnahmen",
            "Jobcenter, 28.09.2026",
            d.stellungnahmen[0].text,
            "Stadt Bornheim, Fachbereich Soziales, 30.09.2026",
            "hat keine abgegeben",
            d.alternativen,
            d.auswirkungen_finanziell,
            d.auswirkungen_personell,
            "Gleichstellung Alleinerziehende wären entlastet.",
            d.rechtsgrundlage,
            *d.anlagen,
            "11 Entscheidung der Lenkungsgruppe",
            "Sitzung 22.11.2026 · TOP 5",
            d.beschlussvorschlag,
            "Auftrag erteilt",
            "weitergegeben",
            "im Konsens",
            "Ja Nein Enthaltung Befangen",
            "Vorsitz",
            "Geschäftsführung",
        ],
    )


def test_jede_seite_nennt_nummer_stelle_datum_kennung_vermerke_und_seitenzahl(
    vorlage_daten: VorlageDaten, lies: Lies
) -> None:
    seiten = lies(vorlage(replace(vorlage_daten, sachverhalt=vorlage_daten.sachverhalt * 5)))
    assert len(seiten) > 3
    for nummer, seite in enumerate(seiten, start=1):
        assert "Vorlage 197/26 · Lenkungsgruppe · 26.10.2026" in seite
        assert f"KI1-2026-007 · Fassung 2 Seite {nummer} von {len(seiten)}" in seite
        kopf = seite[:120]
        assert all(wort in kopf for wort in ("nicht öffentlich", "ENTWURF", "ÜBUNG"))


def test_eine_oeffentliche_freigegebene_vorlage_traegt_keinen_vermerk(
    vorlage_daten: VorlageDaten, lies: Lies
) -> None:
    daten = replace(vorlage_daten, oeffentlich=True, entwurf=False, uebung=False)
    text = " ".join(lies(vorlage(daten)))
    assert not [wort for wort in ("nicht öffentlich", "ENTWURF", "ÜBUNG", "Stand") if wort in text]
    assert "Beratung öffentlich" in text


def test_ohne_unterscheidung_steht_nichts_ueber_oeffentlich_im_papier(
    vorlage_daten: VorlageDaten,
) -> None:
    ohne = vorlage(replace(vorlage_daten, oeffentlich=None))
    assert not [v for v in ohne.vermerke if "öffentlich" in v]
    angaben = [e for e in ohne.inhalt if isinstance(e, Grunddaten)]
    assert not [a for g in angaben for a in g.angaben if "öffentlich" in a.wert]


def _knapp() -> VorlageDaten:
    return VorlageDaten(
        kreis="Rhein-Sieg-Kreis",
        kennung="KI1-2026-007",
        fassung=1,
        titel="Kurz",
        datum="2026-10-26",
        beschlussvorschlag="Die Lenkungsgruppe nimmt den Bericht zur Kenntnis.",
        sachverhalt="Ein Satz.",
        anzahl_meldungen=1,
        anzahl_cm_stellen=1,
        schwelle=2,
    )


def test_leere_felder_verschwinden_mit_ihrer_ueberschrift(lies: Lies) -> None:
    text = " ".join(lies(vorlage(_knapp())))
    for fort in (
        "Aktenzeichen",
        "Mitzeichnung",
        "Tagesordnungspunkt",
        "Beratungsfolge",
        "Einschätzung",
        "Rechtsgrundlage",
        "betroffene",
        "None",
    ):
        assert fort not in text


def test_wo_eine_aussage_erwartet_wird_steht_keine(lies: Lies) -> None:
    text = " ".join(lies(vorlage(_knapp())))
    assert "Es wurden keine Stellungnahmen eingeholt." in text
    assert "Alternativen keine" in text
    assert "finanziell keine personell keine" in text
    assert "Anlagen keine" in text


def test_zahlen_von_meldungen_und_stellen_werden_nie_verborgen(lies: Lies) -> None:
    text = " ".join(lies(vorlage(_knapp())))
    assert "Meldungen 1 meldende CM-Stellen 1 Schwelle ab 2 verschiedenen CM-Stellen" in text
    assert "<" not in text


def test_ohne_vorlagennummer_steht_die_kennung_im_kopf(lies: Lies) -> None:
    assert lies(vorlage(_knapp()))[0].startswith("Vorlage KI1-2026-007 · Lenkungsgruppe")


def test_die_felder_des_kreises_ersetzen_die_vorgegebenen_ergebnisse(
    vorlage_daten: VorlageDaten, lies: Lies
) -> None:
    daten = replace(vorlage_daten, ergebnisse=("angenommen", "nicht angenommen"))
    text = lies(vorlage(daten))[-1]
    assert "angenommen nicht angenommen" in text
    assert "zurückverwiesen" not in text


def test_abschnitte_sind_fortlaufend_gezaehlt_und_ebenen_nie_uebersprungen(
    vorlage_daten: VorlageDaten,
) -> None:
    for daten in (vorlage_daten, _knapp()):
        titel = [e for e in vorlage(daten).inhalt if isinstance(e, Ueberschrift)]
        nummern = [eine.nummer for eine in titel if eine.ebene == 2]
        assert nummern == [str(n) for n in range(1, len(nummern) + 1)]
        ebenen = [eine.ebene for eine in titel]
        assert ebenen[0] == 1
        assert ebenen.count(1) == 1
        assert all(unten <= oben + 1 for oben, unten in pairwise(ebenen))
