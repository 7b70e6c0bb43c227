"""The step table as a whole: complete, reachable, and open to whom the district says."""

from collections.abc import Iterator

import pytest

from kim_desktop.domain.felder import Feld, Feldart
from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.schema import schema
from kim_desktop.domain.schritt import Fallart, Klasse
from kim_desktop.domain.schritte import (
    AN_DER_REIHE,
    EIGENE_UNTERSCHRIFT,
    MUSS_VERSTEHEN,
    SCHRITTE,
)
from kim_desktop.domain.schwelle import schwelle
from kim_desktop.domain.sichtbarkeit import TABELLE, Lage, darf_lesen
from kim_desktop.domain.tafel import NACH_EREIGNIS, NACH_NAME, zeilen
from kim_desktop.domain.wirkung import WIRKUNG
from kim_desktop.domain.zustaende import SCHRITT_DER_HERAUSFORDERUNG, Zustand

#: What the table does not say: deciding everything of step 6 leads on by itself.
VON_SELBST = {Zustand.RM_VORGELEGT: Zustand.BESCHLOSSEN}


def erreichbar(art: Fallart) -> set[Zustand]:
    """Return every state a case of this kind can come to."""
    zeilen = [s for s in SCHRITTE if s.fall is art]
    da = {ziel for s in zeilen if s.gruendet for ziel in (s.nach,) if ziel}
    while True:
        neu = {ziel for s in zeilen if s.von & da for ziel in (s.nach, *s.ziele) if ziel} - da
        neu |= {VON_SELBST[z] for z in da if z in VON_SELBST} - da
        if not neu:
            return da
        da |= neu


@pytest.mark.parametrize("name", sorted(NACH_NAME))
def test_jeder_schritt_ist_erreichbar(name: str) -> None:
    zeilen = NACH_NAME[name]
    assert any(s.gruendet or s.von & erreichbar(s.fall) for s in zeilen)


@pytest.mark.parametrize("name", sorted(NACH_NAME))
def test_die_zeilen_eines_schritts_sind_sich_einig(name: str) -> None:
    for art in {s.fall for s in NACH_NAME[name]}:
        rows = zeilen(name, art)
        assert len({s.rollen for s in rows}) == 1
        assert all(s.rollen for s in rows)
        von = [z for s in rows for z in s.von]
        assert len(von) == len(set(von))
        assert all(s.gruendet or s.von for s in rows)


@pytest.mark.parametrize("art", sorted(NACH_EREIGNIS))
def test_ein_kopf_verraet_fall_und_klasse(art: str) -> None:
    assert len({(s.fall, s.klasse) for s in NACH_EREIGNIS[art]}) == 1


def test_jeder_schritt_hat_eine_wirkung() -> None:
    assert set(WIRKUNG) == set(NACH_NAME)


def test_eine_entscheidung_steht_im_register_ihres_schritts() -> None:
    entscheidungen = {s.ereignis: s.nummer for s in SCHRITTE if s.ist_entscheidung}
    assert entscheidungen == {f"entscheidung_{n}": n for n in (3, 4, 6)}
    berichtigt = "berichtigung_der_herausforderung"
    assert {*entscheidungen, "rueckmeldung", berichtigt} == EIGENE_UNTERSCHRIFT
    assert set(NACH_EREIGNIS) >= MUSS_VERSTEHEN


def test_wer_an_der_reihe_ist_kann_auch() -> None:
    for (art, zustand), namen in AN_DER_REIHE.items():
        for name in namen:
            zeilen = NACH_NAME[name]
            if (art, name) == (Fallart.MELDUNG, "buendeln"):
                continue  # a Meldung waits for a Herausforderung to be made of it
            assert any(s.fall is art and zustand in s.von for s in zeilen), (zustand, name)


def test_jeder_zustand_hat_einen_namen_und_eine_herausforderung_ihren_schritt() -> None:
    assert len({z.label for z in Zustand}) == len(Zustand)
    assert erreichbar(Fallart.HERAUSFORDERUNG) <= set(SCHRITT_DER_HERAUSFORDERUNG)


def alle(felder: tuple[Feld, ...]) -> Iterator[Feld]:
    for feld in felder:
        yield feld
        yield from alle(feld.felder)


@pytest.mark.parametrize("name", sorted(NACH_NAME))
def test_die_felder_sind_vollstaendig_beschrieben(name: str) -> None:
    for zeile in NACH_NAME[name]:
        namen = [f.name for f in zeile.felder]
        assert len(namen) == len(set(namen))
        for feld in alle(zeile.felder):
            assert feld.label
            assert bool(feld.auswahl) == (feld.art is Feldart.WAHL)
            assert bool(feld.felder) == (feld.art in {Feldart.OBJEKT, Feldart.OBJEKTE})
            assert bool(feld.liste) == (feld.art in {Feldart.LISTENWERT, Feldart.LISTENWERTE})
            assert feld.von <= feld.bis


@pytest.mark.parametrize("name", sorted(NACH_NAME))
def test_das_schema_verlangt_was_der_schritt_verlangt(name: str) -> None:
    werte = schema(name)
    je_zeile = [{f.name for f in zeile.felder if f.pflicht} for zeile in NACH_NAME[name]]
    pflicht = set.intersection(*je_zeile)
    gruendet = any(s.gruendet for s in NACH_NAME[name])
    assert pflicht - {"kennung"} <= set(werte["properties"])
    assert werte["additionalProperties"] is False
    if not gruendet and NACH_NAME[name][0].fall is not Fallart.KREIS:
        assert set(werte["required"]) == {"kennung", *pflicht}


# Who reads what. J reads, N does not, E one's own, F once it was put before the KI-Leitung,
# A as a commissioned Projektgruppe, S from step 7 on. Order: CM-Stelle, CM-Koordination,
# KI-Leitung, Lenkungsgruppe, Projektgruppe.
ROLLEN = (
    Rolle.CM_STELLE,
    Rolle.CM_KOORDINATION,
    Rolle.KI_LEITUNG,
    Rolle.LENKUNGSGRUPPE,
    Rolle.PROJEKTGRUPPE,
)
ERWARTET = {
    Klasse.MELDUNG: "EJFNA",
    Klasse.BESCHEID: "EJJNN",
    Klasse.THEMENBLATT: "JJJJJ",
    Klasse.NOTIZ: "NJJNN",
    Klasse.HERAUSFORDERUNG: "NJJJA",
    Klasse.BESCHLUSS: "SJJJA",
    Klasse.ARBEIT: "NJJNA",
    Klasse.RM: "NJJJA",
    Klasse.SITZUNG: "NJJJA",
    Klasse.TRANSPARENZ: "JJJJJ",
    Klasse.ERFOLG: "EJJNN",
    Klasse.KREIS: "JJJJJ",
}
STELLE = "stelle"
LAGEN = {
    "J": set("-EFAS"),
    "N": set(),
    "E": {"E"},
    "F": {"F"},
    "A": {"A"},
    "S": {"S"},
}


def liest(klasse: str, rolle: Rolle, lage: str) -> bool:
    """Whether a Stelle in this role reads the class when exactly this has happened."""
    gruppen = frozenset({STELLE}) if lage == "A" else frozenset({"andere"})
    urheber = {STELLE} if lage == "E" else {"andere"}
    return darf_lesen(klasse, STELLE, [rolle], urheber, Lage(lage == "F", lage == "S", gruppen))


@pytest.mark.parametrize("klasse", Klasse)
def test_jede_rolle_liest_was_sie_lesen_darf(klasse: Klasse) -> None:
    for rolle, sicht in zip(ROLLEN, ERWARTET[klasse], strict=True):
        for lage in "-EFAS":
            assert liest(klasse, rolle, lage) == (lage in LAGEN[sicht]), (rolle, lage)


def test_was_die_tabelle_nicht_kennt_bleibt_zu() -> None:
    assert set(TABELLE) == set(Klasse)
    assert not any(liest("zukunft", rolle, lage) for rolle in Rolle for lage in "-EFAS")
    assert not darf_lesen(Klasse.KREIS, STELLE, [], {STELLE}, Lage(True, True))


def test_mehrere_rollen_lesen_was_jede_liest() -> None:
    rollen = [Rolle.CM_STELLE, Rolle.KI_LEITUNG]
    assert darf_lesen(Klasse.NOTIZ, STELLE, rollen, (), Lage())


SCHWELLEN = [
    pytest.param([], 2, "0 Meldungen, 0 CM-Stellen, es fehlen 2", id="nichts"),
    pytest.param(["hen"], 2, "1 Meldung, 1 CM-Stelle, es fehlt 1", id="eine"),
    pytest.param(["hen", "hen"], 2, "2 Meldungen, 1 CM-Stelle, es fehlt 1", id="zweimal dieselbe"),
    pytest.param(["hen", "tro"], 2, "2 Meldungen, 2 CM-Stellen, Schwelle erreicht", id="genau"),
    pytest.param(["a", "b", "c"], 2, "3 Meldungen, 3 CM-Stellen, Schwelle erreicht", id="mehr"),
    pytest.param(["a"], 5, "1 Meldung, 1 CM-Stelle, es fehlen 4", id="es fehlen viele"),
]


@pytest.mark.parametrize(("melder", "noetig", "text"), SCHWELLEN)
def test_die_schwelle_erklaert_sich(melder: list[str], noetig: int, text: str) -> None:
    stand = schwelle(melder, noetig)
    assert stand.erklaerung == text
    assert stand.erreicht == ("erreicht" in text)
