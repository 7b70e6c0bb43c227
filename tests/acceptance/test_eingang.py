"""Schritt 1 und 2: wie Themen hereinkommen, auch kurz, gemeinsam, auf Nachfrage, oder gar nicht."""

import pytest

from kim_desktop.application import ansicht
from kim_desktop.domain.faelle import Kreis as Kreisfall
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from kim_desktop.store.ansicht.projektion import falte
from kim_desktop.store.log.loeschung import kreis_id
from kim_desktop.store.log.verzeichnisse import lies_verzeichnis
from tests.acceptance import wege
from tests.hilfen.kreis import MELDUNG, Kreis

OHNE_DATEN = {"keine_personendaten": True}


def test_das_kennen_wir_auch_ist_eine_kurze_meldung_zum_themenblatt(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    titel = wege.themenblatt(kreis, kennung)
    kurz = kreis.tue(
        "TRO", "das_kennen_wir_auch", thema=kennung, fallzahlklasse="3-9", **OHNE_DATEN
    ).kennung
    kreis.bring("TRO", "KI")

    angekommen = wege.meldung(kreis, "KI", kurz)
    assert angekommen.inhalt["titel"] == f"Das kennen wir auch: {titel}"
    assert angekommen.thema == wege.herausforderung(kreis, "KI", kennung).id
    assert wege.schwelle(kreis, kennung) == "1 Meldung, 1 CM-Stelle, es fehlt 1"
    kreis.tue("KI", "buendeln", kennung=kennung, meldungen=[kurz])
    assert wege.schwelle(kreis, kennung) == "2 Meldungen, 2 CM-Stellen, Schwelle erreicht"


def test_ein_thema_ist_eine_herausforderung_und_keine_meldung(kreis: Kreis) -> None:
    eigene = kreis.tue("HEN", "melden", **MELDUNG).kennung
    with pytest.raises(EingabeFehler, match="muss eine Herausforderung sein"):
        kreis.tue("HEN", "das_kennen_wir_auch", thema=eigene, **OHNE_DATEN)
    with pytest.raises(EingabeFehler, match="gibt es hier nicht"):
        kreis.tue("HEN", "das_kennen_wir_auch", thema="KI1-2026-099", **OHNE_DATEN)


def test_eine_sammelmeldung_bestaetigt_jede_stelle_fuer_sich(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    wege.themenblatt(kreis, kennung)
    bestaetigt = [
        kreis.tue(
            stelle,
            "sammelmeldung_bestaetigen",
            thema=kennung,
            besprochen_am="08.01.2026",
            **OHNE_DATEN,
        ).kennung
        for stelle in ("TRO", "BTN")
    ]
    kreis.runde(("TRO", "BTN"))
    kreis.tue("KI", "buendeln", kennung=kennung, meldungen=bestaetigt)
    assert wege.schwelle(kreis, kennung) == "3 Meldungen, 3 CM-Stellen, Schwelle erreicht"
    for stelle, eigene in zip(("TRO", "BTN"), bestaetigt, strict=True):
        assert wege.meldung(kreis, stelle, eigene).inhalt["besprochen_am"] == "2026-01-08"
    with pytest.raises(EingabeFehler, match="gibt es hier nicht"):
        ansicht.zeige(kreis.plaetze["TRO"], bestaetigt[1])


def test_auf_eine_abfrage_zaehlt_jedes_ja_als_kurze_meldung_und_kein_nein(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    kreis.tue("KI", "abfragen", kennung=kennung, frage="Kennen Sie das auch?", frist="30.01.2026")
    kreis.bring("KI", *wege.CM_STELLEN)
    for stelle in ("TRO", "BTN"):
        assert _wartet_auf(kreis, stelle, kennung) == ["abfrage_beantworten"]
    ja = {"kennt": "ja", "fallzahlklasse": "10-24", "kurzfassung": "Bei uns jede Woche."}
    kreis.tue("TRO", "abfrage_beantworten", kennung=kennung, **ja, **OHNE_DATEN)
    kreis.tue("BTN", "abfrage_beantworten", kennung=kennung, kennt="nein", **OHNE_DATEN)
    kreis.runde(("TRO", "BTN"))

    assert wege.schwelle(kreis, kennung) == "2 Meldungen, 2 CM-Stellen, Schwelle erreicht"
    fall = wege.herausforderung(kreis, "KI", kennung)
    antworten = {s: b.inhalt["kennt"] for s, b in fall.abfrageantworten.items()}
    assert antworten == {"tro": "ja", "btn": "nein"}
    kurz = wege.meldung(kreis, "KI", "TRO1-2026-001")
    assert kurz.inhalt["kurzfassung"] == "Bei uns jede Woche."
    assert (kurz.stelle, kurz.thema) == ("tro", fall.id)
    for stelle in ("TRO", "BTN"):
        assert _wartet_auf(kreis, stelle, kennung) == []
    assert wege.zustand(kreis.plaetze["TRO"], "TRO1-2026-001") == "gebuendelt"
    assert wege.sichtbar(kreis, "BTN") == {kennung}
    assert "jede Woche" not in wege.gelesen(kreis, "BTN", kennung)


def test_ohne_abfrage_gibt_es_nichts_zu_beantworten(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    wege.themenblatt(kreis, kennung)
    with pytest.raises(ProzessFehler, match="gibt es keine Abfrage"):
        kreis.tue("TRO", "abfrage_beantworten", kennung=kennung, kennt="nein", **OHNE_DATEN)


def test_keine_meldung_ist_etwas_anderes_als_schweigen(kreis: Kreis) -> None:
    zeitraum = {"von_tag": "01.10.2025", "bis_tag": "31.12.2025"}
    kreis.tue("HEN", "keine_meldung", **zeitraum)
    with pytest.raises(EingabeFehler, match="endet vor seinem Beginn"):
        kreis.tue("HEN", "keine_meldung", von_tag="01.10.2025", bis_tag="30.09.2025")
    kreis.tue("KI", "keine_meldung", fuer_stelle="TRO", quelle="telefon", **zeitraum)
    kreis.runde(("HEN", "TRO", "BTN"))
    assert _nullmeldungen(kreis, "KI") == {"hen": "2025-12-31", "tro": "2025-12-31"}
    assert _nullmeldungen(kreis, "TRO") == {"tro": "2025-12-31"}
    assert _nullmeldungen(kreis, "BTN") == {}


def test_eine_meldung_wird_beobachtet_ergaenzt_und_doch_noch_gebuendelt(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    kreis.tue("KI", "beobachten", kennung=kennung, begruendung="Bisher ein Einzelfall.")
    kreis.bring("KI", "HEN")
    assert wege.zustand(kreis.plaetze["HEN"], kennung) == "beobachtet"
    kreis.tue("HEN", "ergaenzen", **{**MELDUNG, "kennung": kennung, "haeufigkeit": "monatlich"})
    kreis.bring("HEN", "KI")
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "beobachtet"
    wege.gebuendelt(kreis, [kennung])
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "gebuendelt"


def test_eine_herausforderung_wird_beobachtet_bis_sich_das_bild_verdichtet(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    kreis.tue("KI", "beobachten", kennung=kennung, begruendung="Nur eine Stelle.")
    assert wege.herausforderung(kreis, "KI", kennung).grund == "Nur eine Stelle."
    neue = wege.gemeldet(kreis, "TRO")
    kreis.tue("KI", "buendeln", kennung=kennung, meldungen=neue)
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "gebuendelt"
    kreis.tue("KI", "vorlegen", kennung=kennung)
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "vorgelegt"


def test_eine_meldung_erledigt_sich_ohne_vorlage(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    kreis.tue("KI", "ohne_vorlage_erledigen", kennung=kennung, begruendung="Telefonisch geklärt.")
    kreis.bring("KI", "HEN")
    fall = wege.meldung(kreis, "HEN", kennung)
    assert (fall.zustand, fall.grund) == ("erledigt", "Telefonisch geklärt.")
    with pytest.raises(ProzessFehler, match="lässt sich nicht bündeln"):
        wege.gebuendelt(kreis, [kennung])


def test_eine_herausforderung_erledigt_sich_ohne_vorlage_und_kann_wiederkehren(
    kreis: Kreis,
) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN", "TRO"))
    kreis.tue("KI", "ohne_vorlage_erledigen", kennung=kennung, begruendung="Erlass ist da.")
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "erledigt"
    kreis.tue("KI", "wiederaufnehmen", kennung=kennung, begruendung="Erlass hilft nicht.")
    hinweise = ansicht.zeige(kreis.plaetze["KI"], kennung).hinweise
    assert "Kam schon einmal: erledigt am 12.01.2026: Erlass ist da." in hinweise
    kreis.tue("KI", "vorlegen", kennung=kennung)
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "vorgelegt"


def test_eine_stelle_widerspricht_der_buendelung_und_das_bleibt_zu_sehen(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    buendel = wege.gebuendelt(kreis, [kennung])
    kreis.tue(
        "HEN", "buendelung_widersprechen", kennung=kennung, begruendung="Das ist etwas anderes."
    )
    kreis.bring("HEN", "KI")
    detail = ansicht.zeige(kreis.plaetze["KI"], kennung)
    assert detail.hinweise == ("Widerspruch gegen die Bündelung: Das ist etwas anderes.",)
    assert detail.zeile.zustand == "gebuendelt"
    kreis.tue("KI", "loesen", kennung=buendel, meldungen=[kennung], begruendung="Widerspruch")
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "gemeldet"


def test_eine_notiz_bleibt_bei_cm_koordination_und_ki_leitung(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    kreis.tue("KI", "notieren", kennung=kennung, text="Mit Bürgermeisterin gesprochen.")
    kreis.tue("KI", "notieren", kennung="HEN1-2026-001", text="Rückruf versprochen.")
    kreis.bring("KI", "KIL", "LG", "HEN")
    for name in ("KI", "KIL"):
        assert [n.inhalt["text"] for n in wege.herausforderung(kreis, name, kennung).notizen] == [
            "Mit Bürgermeisterin gesprochen."
        ]
    assert wege.herausforderung(kreis, "LG", kennung).notizen == ()
    assert wege.meldung(kreis, "HEN", "HEN1-2026-001").notizen == ()
    assert "Rückruf" not in wege.gelesen(kreis, "HEN", "HEN1-2026-001")


SCHWARZ = {
    "titel": "Lücke beim Wechsel",
    "kurzfassung": "Ein Haushalt ist ohne Leistung.",
    "sachverhalt": "[geschwärzt]",
    "begruendung": "Der Sachverhalt ließ auf eine Person schließen.",
}


def test_die_ki_leitung_bekommt_nur_die_geschwaerzte_fassung(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    kreis.tue("KI", "schwaerzen", kennung=kennung, **SCHWARZ)
    _lege_vor(kreis, wege.gebuendelt(kreis, [kennung]))

    bei_der_leitung = wege.meldung(kreis, "KIL", kennung)
    assert bei_der_leitung.inhalt["sachverhalt"] == "[geschwärzt]"
    assert bei_der_leitung.inhalt["handlungsfeld"]["label"] == MELDUNG["handlungsfeld"]
    assert "Sozialamt" not in wege.gelesen(kreis, "KIL", kennung)
    for name in ("KI", "HEN"):
        assert "Sozialamt" in wege.gelesen(kreis, name, kennung)
    assert wege.meldung(kreis, "HEN", kennung).inhalt["sachverhalt"] == "[geschwärzt]"


def test_nach_dem_schwaerzen_bleibt_auch_das_ergaenzte_und_berichtigte_zu(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    kreis.tue("KI", "schwaerzen", kennung=kennung, **SCHWARZ)
    _lege_vor(kreis, wege.gebuendelt(kreis, [kennung]))
    kreis.tue("HEN", "ergaenzen", **{**MELDUNG, "kennung": kennung, "zeitraum": "seit 2025"})
    erster = ansicht.zeige(kreis.plaetze["HEN"], kennung).verlauf[0].id
    richtig = {**MELDUNG, "titel": "Lücke beim Sozialamt"}
    kreis.tue(
        "HEN", "berichtigen", kennung=kennung, eintrag=erster, warum="Tippfehler", inhalt=richtig
    )
    kreis.runde(("HEN", "KIL"))

    assert "Sozialamt" not in wege.gelesen(kreis, "KIL", kennung)
    assert wege.meldung(kreis, "KIL", kennung).inhalt["sachverhalt"] == "[geschwärzt]"
    assert wege.meldung(kreis, "KI", kennung).inhalt["zeitraum"] == "seit 2025"

    kreis.tue("KI", "schwaerzen", kennung=kennung, **{**SCHWARZ, "sachverhalt": "[neu gefasst]"})
    kreis.bring("KI", "KIL")
    assert wege.meldung(kreis, "KIL", kennung).inhalt["sachverhalt"] == "[neu gefasst]"
    assert "Sozialamt" not in wege.gelesen(kreis, "KIL", kennung)


def test_auch_eine_kurze_meldung_laesst_sich_schwaerzen(kreis: Kreis) -> None:
    thema = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    wege.themenblatt(kreis, thema)
    kurz = kreis.tue("TRO", "das_kennen_wir_auch", thema=thema, **OHNE_DATEN).kennung
    kreis.bring("TRO", "KI")
    kreis.tue("KI", "schwaerzen", kennung=kurz, **SCHWARZ)
    assert wege.meldung(kreis, "KI", kurz).inhalt["sachverhalt"] == "[geschwärzt]"


def test_rueckfrage_und_antwort_an_einer_meldung(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    frage = kreis.tue("KI", "fragen", kennung=kennung, text="Seit wann?", frist="30.01.2026")
    kreis.bring("KI", "HEN", "TRO")
    assert "Offene Rückfrage: Seit wann?" in ansicht.zeige(kreis.plaetze["HEN"], kennung).hinweise
    assert _wartet_auf(kreis, "HEN", kennung) == ["antworten"]
    antwort = {"kennung": kennung, "frage": frage.ereignis}
    kreis.tue("HEN", "antworten", **antwort, text="Seit Oktober.")
    kreis.bring("HEN", "KI")

    fall = wege.meldung(kreis, "KI", kennung)
    assert (fall.zustand, fall.offene_rueckfragen) == ("gemeldet", ())
    assert fall.antworten[frage.ereignis].inhalt["text"] == "Seit Oktober."
    with pytest.raises(EingabeFehler, match="Diese Rückfrage gibt es hier nicht"):
        kreis.tue("HEN", "antworten", **{**antwort, "frage": "0" * 64}, text="Wozu?")


def _lege_vor(kreis: Kreis, kennung: str) -> None:
    kreis.tue("KI", "vorlegen", kennung=kennung, begruendung="Es eilt.")
    kreis.bring("KI", "KIL", "HEN")


def _wartet_auf(kreis: Kreis, name: str, kennung: str) -> list[str]:
    return [s.name for s in ansicht.zeige(kreis.plaetze[name], kennung).schritte if s.faellig]


def _nullmeldungen(kreis: Kreis, name: str) -> dict[str, str]:
    """Return until when each CM-Stelle had nothing to report, as far as it is read here."""
    with kreis.plaetze[name].profil.datenbank.lesen() as v:
        verzeichnis = lies_verzeichnis(v)
        fall = falte(v, verzeichnis, kreis_id(v, verzeichnis))
    assert isinstance(fall, Kreisfall)
    return {s: b.inhalt["bis_tag"] for s, b in fall.nullmeldungen.items()}
