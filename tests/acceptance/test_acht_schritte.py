"""Die acht Schritte: von der Meldung bis zur Erfolgsrückmeldung, nur über Dateien."""

from kim_desktop.application import ansicht
from kim_desktop.application.platz.pflege import baue_projektionen_neu, pruefe, stand
from kim_desktop.domain.faelle import Meldung
from tests.acceptance import wege
from tests.hilfen.kreis import MELDUNG, Kreis


def test_eine_meldung_geht_durch_alle_acht_schritte(kreis: Kreis) -> None:
    # 1 Drei CM-Stellen melden.
    meldungen = wege.gemeldet(kreis, "HEN", "TRO", "BTN")
    assert meldungen == ["HEN1-2026-001", "TRO1-2026-001", "BTN1-2026-001"]

    # 2 Die CM-Koordination bündelt, zählt und legt vor.
    kennung = wege.gebuendelt(kreis, meldungen)
    assert wege.schwelle(kreis, kennung) == "3 Meldungen, 3 CM-Stellen, Schwelle erreicht"
    kreis.tue("KI", "vorlegen", kennung=kennung, bewertung="Kein Einzelfall.")
    kreis.bring("KI", "KIL")

    # 3 Die KI-Leitung leitet an die Lenkungsgruppe weiter.
    kreis.tue("KIL", "weiterleiten", kennung=kennung, **wege.VORLAGE)
    kreis.runde(("KIL", "LG"))

    # 4 Die Lenkungsgruppe erteilt den Auftrag.
    kreis.tue("LG", "beauftragen", kennung=kennung, **wege.AUFTRAG)
    kreis.runde(("LG", "PG"))

    # 5 Die Projektgruppe bearbeitet und gibt ihre Rückmeldung.
    kreis.tue("PG", "bearbeiten", kennung=kennung, zwischenstand="Abläufe aufgenommen.")
    kreis.tue("PG", "rueckmelden", kennung=kennung, **wege.RM)
    kreis.runde(("PG", "LG"))

    # 6 Die Lenkungsgruppe entscheidet über Lösungsansatz und Öffentlichkeitsarbeit.
    for gegenstand in ("pg-1/1", "oeffentlichkeitsarbeit"):
        assert wege.zustand(kreis.plaetze["LG"], kennung) == "rm_vorgelegt"
        kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss(gegenstand))
    assert wege.zustand(kreis.plaetze["LG"], kennung) == "beschlossen"
    kreis.bring("LG", "KI")

    # 7 Die CM-Koordination gibt bekannt und gibt jeder meldenden Stelle Bescheid.
    kreis.tue("KI", "bekanntgeben", kennung=kennung, mitteilung="Es gilt der Übergangstag.")
    for meldung in meldungen:
        kreis.tue("KI", "bescheiden", kennung=meldung, text="Beschlossen. Bitte anwenden.")
    kreis.bring("KI", *wege.CM_STELLEN)

    # 8 Die CM-Stellen nehmen Kenntnis, wenden an und melden den Erfolg.
    for stelle in wege.CM_STELLEN:
        kreis.tue(stelle, "kenntnis_nehmen", kennung=kennung)
    kreis.tue(
        "HEN", "erfolg_melden", kennung=kennung, loesungsansatz="pg-1/1", angewendet="ja", wirkung=4
    )
    kreis.runde(wege.CM_STELLEN)
    herausforderung = wege.herausforderung(kreis, "KI", kennung)
    assert set(herausforderung.kenntnis) == {"hen", "tro", "btn"}
    assert herausforderung.erfolge["hen/pg-1/1"].inhalt["wirkung"] == 4
    for stelle, meldung in zip(wege.CM_STELLEN, meldungen, strict=True):
        assert _bescheide(kreis, stelle, meldung) == ["Beschlossen. Bitte anwenden."]

    kreis.tue("KI", "abschliessen", kennung=kennung, wirksamkeit="wirksam")
    kreis.bring("KI", *wege.ALLE)
    assert set(wege.zustaende(kreis, kennung, *wege.ALLE).values()) == {"abgeschlossen"}


def test_danach_ist_jedes_protokoll_unversehrt_und_neu_aufbaubar(kreis: Kreis) -> None:
    wege.bekanntgegeben(kreis)
    for ap in kreis.plaetze.values():
        assert pruefe(ap) == []
        assert baue_projektionen_neu(ap) == stand(ap)


def test_jede_stelle_sieht_nur_was_sie_angeht(kreis: Kreis) -> None:
    kennung = wege.bekanntgegeben(kreis)

    assert wege.sichtbar(kreis, "HEN") == {"HEN1-2026-001", kennung}
    assert wege.sichtbar(kreis, "BTN") == {kennung}
    assert wege.sichtbar(kreis, "LG") == {kennung}
    assert wege.sichtbar(kreis, "PG") >= {kennung, "HEN1-2026-001", "TRO1-2026-001"}
    hier = wege.herausforderung(kreis, "BTN", kennung)
    assert hier.bekanntgabe is not None
    assert hier.bekanntgabe.inhalt["loesungsansaetze"][0]["titel"] == "Übergangstag"
    assert hier.rueckmeldungen == () == hier.meldungen


def test_die_cm_koordination_erfasst_fuer_eine_stelle_ohne_programm(kreis: Kreis) -> None:
    getan = kreis.tue(
        "KI", "melden", **MELDUNG, fuer_stelle="BTN", quelle="telefon", geschehen_am="09.01.2026"
    )
    kreis.bring("KI", "BTN")
    detail = ansicht.zeige(kreis.plaetze["BTN"], getan.kennung)

    assert getan.kennung == "KI1-2026-001"
    assert isinstance(detail.fall, Meldung)
    assert detail.fall.stelle == "btn"
    assert (detail.verlauf[0].stelle, detail.verlauf[0].fuer) == ("CM-Koordination", "Stelle BTN")
    assert detail.verlauf[0].inhalt["geschehen_am"] == "2026-01-09"


def test_was_die_stelle_selbst_sagt_gilt_mehr_als_was_fuer_sie_erfasst_wurde(kreis: Kreis) -> None:
    kennung = wege.bekanntgegeben(kreis)
    erfolg = {"kennung": kennung, "loesungsansatz": "pg-1/1"}
    kreis.tue("HEN", "erfolg_melden", **erfolg, angewendet="ja")
    kreis.tue("KI", "erfolg_melden", **erfolg, angewendet="nein", fuer_stelle="HEN")
    kreis.runde(("HEN",))
    for name in ("KI", "HEN"):
        gemeldet = wege.herausforderung(kreis, name, kennung).erfolge["hen/pg-1/1"]
        assert gemeldet.inhalt["angewendet"] == "ja"


def _bescheide(kreis: Kreis, name: str, kennung: str) -> list[str]:
    return [b.inhalt["text"] for b in wege.meldung(kreis, name, kennung).bescheide]
