"""Entries are found by short keys, and never taken for others whose ids begin alike."""

import pytest

from kim_desktop.application.arbeitsplatz import Arbeitsplatz, identitaet
from kim_desktop.application.platz.pflege import baue_projektionen_neu, pruefe, stand
from kim_desktop.domain.fehler import UmgebungsFehler
from kim_desktop.store.ansicht.projektion import falte, projiziere
from kim_desktop.store.log import protokoll
from tests.hilfen.doppelkennung import noch_einmal
from tests.hilfen.kreis import MELDUNG, Kreis

from .conftest import Frage

#: What somebody may write as the case of an entry, beside the id of a real one.
ERFUNDEN = {
    "beginnt gleich": lambda fall: fall[:20] + "0" * 44,
    "länger": lambda fall: f"{fall}0",
    "kürzer": lambda fall: fall[:20],
    "groß geschrieben": str.upper,
    "keine Kennung": lambda _fall: "KI1-2026-001",
}


def verlauf(ap: Arbeitsplatz, fall: str) -> list[str]:
    """Return the ids of the entries of a case."""
    with ap.profil.datenbank.lesen() as v:
        gefaltet = falte(v, identitaet(ap, v).verzeichnis, fall)
    return [e.id for e in gefaltet.verlauf] if gefaltet else []


@pytest.mark.parametrize("art", ERFUNDEN)
def test_ein_erfundener_vorgang_mischt_sich_in_keinen_anderen(kreis: Kreis, art: str) -> None:
    hennef, koordination = kreis.plaetze["HEN"], kreis.plaetze["KI"]
    echt = kreis.tue("HEN", "melden", **MELDUNG)
    erfunden = ERFUNDEN[art](echt.fall)
    fremd = noch_einmal(hennef, echt, "", erfunden)
    kreis.bring("HEN", "KI")
    for ap in (hennef, koordination):
        assert verlauf(ap, echt.fall) == [echt.fall]
        assert verlauf(ap, erfunden) == [fremd]
        with ap.profil.datenbank.lesen() as v:
            assert protokoll.spitzen_des_falls(v, echt.fall) == [echt.fall]
            assert protokoll.spitzen_des_falls(v, erfunden) == [fremd]
        assert baue_projektionen_neu(ap) == stand(ap)
        assert not pruefe(ap)
    kreis.tue("HEN", "ergaenzen", kennung=echt.fall, ersetzt=[echt.fall], **MELDUNG)
    kreis.bring("HEN", "KI")
    assert stand(hennef)[1] == stand(koordination)[1]
    assert len(verlauf(koordination, echt.fall)) == 2
    assert baue_projektionen_neu(koordination) == stand(koordination)


@pytest.mark.parametrize("ident", ["", "KI1-2026-001", "0" * 32, "zz" * 32])
def test_was_keine_kennung_eines_eintrags_ist_findet_keinen(kreis: Kreis, ident: str) -> None:
    echt = kreis.tue("HEN", "melden", **MELDUNG).fall
    with kreis.plaetze["HEN"].profil.datenbank.lesen() as v:
        for gesucht in (ident, echt[:32], f"{echt}0", echt.upper()):
            assert protokoll.lies(v, gesucht) is None
            assert protokoll.lage(v, [gesucht]) == {}


def test_ein_eintrag_steht_nur_einmal_in_der_datenbank(kreis: Kreis, frage: Frage) -> None:
    kreis.tue("HEN", "melden", **MELDUNG)
    ap = kreis.plaetze["HEN"]
    zweimal = (
        "INSERT INTO ereignisse (id, log, nr, fall, lamport, klasse, kopf) "
        "SELECT id, 'anderes', 1, fall, lamport, klasse, kopf FROM ereignisse"
    )
    vorher = frage(ap, "SELECT count(*) FROM ereignisse")
    with pytest.raises(UmgebungsFehler), ap.profil.datenbank.schreiben() as v:
        v.exec_driver_sql(zweimal)
    assert frage(ap, "SELECT count(*) FROM ereignisse") == vorher


def test_viele_vorgaenge_die_gleich_beginnen_werden_einmal_gefaltet(
    kreis: Kreis, frage: Frage
) -> None:
    echt = kreis.tue("HEN", "melden", **MELDUNG)
    anfang = echt.fall[:12]
    faelle = [f"{anfang}{n:052}" for n in range(5)]
    for fall in faelle:
        noch_einmal(kreis.plaetze["HEN"], echt, "", fall)
    ki = kreis.plaetze["KI"]
    kreis.bring("HEN", "KI")
    with ki.profil.datenbank.schreiben() as v:
        projiziere(v, identitaet(ki, v).verzeichnis, [echt.fall, *faelle])
        assert v.exec_driver_sql("SELECT count(*) FROM temp.betroffen").scalar_one() == 1
    assert len(frage(ki, f"SELECT id FROM faelle WHERE id LIKE '{anfang}%'")) == 6
