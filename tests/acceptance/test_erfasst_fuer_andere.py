"""Was Stellen ohne Programm tun, erfasst die CM-Koordination für sie, außer Entscheidungen."""

from collections.abc import Callable
from typing import Any

import pytest

from kim_desktop.application import ansicht
from kim_desktop.domain.fehler import ProzessFehler
from tests.acceptance import wege
from tests.hilfen.kreis import MELDUNG, RM, Kreis

GRUND = {"begruendung": "Hat sich geklärt."}
OHNE_DATEN = {"keine_personendaten": True}


def meldung_von_hen(kreis: Kreis) -> dict[str, Any]:
    """A Meldung, to go on with."""
    return {"kennung": wege.gemeldet(kreis, "HEN")[0]}


def zur_ergaenzung(kreis: Kreis) -> dict[str, Any]:
    """A Meldung that waits for more."""
    fall = meldung_von_hen(kreis)
    kreis.tue("KI", "zur_ergaenzung", **fall, begruendung="Seit wann?")
    return fall


def gefragt(kreis: Kreis) -> dict[str, Any]:
    """A Meldung with an open question."""
    fall = meldung_von_hen(kreis)
    return {**fall, "frage": kreis.tue("KI", "fragen", **fall, text="Seit wann?").ereignis}


def thema(kreis: Kreis) -> dict[str, Any]:
    """A topic to refer to."""
    return {"thema": wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))}


def abfrage(kreis: Kreis) -> dict[str, Any]:
    """A question to all CM-Stellen."""
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    kreis.tue("KI", "abfragen", kennung=kennung, frage="Kennen Sie das auch?")
    return {"kennung": kennung}


def nichts(_kreis: Kreis) -> dict[str, Any]:
    """Nothing has happened before."""
    return {}


def zu(weg: Callable[[Kreis], str]) -> Callable[[Kreis], dict[str, Any]]:
    """Return what brings a Herausforderung that far at the CM-Koordination."""
    return lambda kreis: {"kennung": weg(kreis)}


# Step, for whom, what happened before, data.
FUER_ANDERE: list[tuple[str, str, Callable[[Kreis], dict[str, Any]], dict[str, Any]]] = [
    ("melden", "HEN", nichts, MELDUNG),
    ("das_kennen_wir_auch", "HEN", thema, OHNE_DATEN),
    ("sammelmeldung_bestaetigen", "HEN", thema, OHNE_DATEN),
    ("ergaenzen", "HEN", zur_ergaenzung, MELDUNG),
    ("zurueckziehen", "HEN", meldung_von_hen, GRUND),
    ("buendelung_widersprechen", "HEN", meldung_von_hen, GRUND),
    ("fragen", "HEN", meldung_von_hen, {"text": "Wie geht es weiter?"}),
    ("antworten", "HEN", gefragt, {"text": "Seit Oktober."}),
    ("abfrage_beantworten", "HEN", abfrage, {**OHNE_DATEN, "kennt": "nein"}),
    ("abfrage_beantworten", "BTN", abfrage, {**OHNE_DATEN, "kennt": "ja"}),
    ("kenntnis_nehmen", "HEN", zu(wege.bekanntgegeben), {}),
    (
        "erfolg_melden",
        "HEN",
        zu(wege.bekanntgegeben),
        {"loesungsansatz": "pg-1/1", "angewendet": "ja"},
    ),
    ("bearbeiten", "PG", zu(wege.beauftragt), {"zwischenstand": "Erstes Treffen."}),
    ("rueckmelden", "PG", zu(wege.beauftragt), RM),
    ("fragen", "PG", zu(wege.beauftragt), {"text": "Gilt das für alle?"}),
    ("stellung_nehmen", "HEN", zu(wege.weitergeleitet), {"von": "Stelle HEN", "text": "Gern."}),
]


@pytest.mark.parametrize(
    ("schritt", "fuer", "vorher", "daten"),
    FUER_ANDERE,
    ids=[f"{schritt} für {fuer}" for schritt, fuer, *_ in FUER_ANDERE],
)
def test_die_cm_koordination_erfasst_jeden_schritt_fuer_andere(
    kreis: Kreis,
    schritt: str,
    fuer: str,
    vorher: Callable[[Kreis], dict[str, Any]],
    daten: dict[str, Any],
) -> None:
    fall = vorher(kreis)
    herkunft = {"fuer_stelle": fuer, "quelle": "papier", "geschehen_am": "09.01.2026"}
    getan = kreis.tue("KI", schritt, **{**daten, **fall}, **herkunft)
    kreis.bring("KI", fuer)
    zeile = wege.eintrag(kreis, "KI", getan.kennung, schritt)
    assert (zeile.stelle, zeile.fuer) == ("CM-Koordination", f"Stelle {fuer}")
    assert (zeile.vermerk, zeile.inhalt["geschehen_am"]) == ("", "2026-01-09")
    if schritt != "stellung_nehmen":
        dort = wege.eintrag(kreis, fuer, getan.kennung, schritt)
        assert (dort.stelle, dort.fuer) == ("CM-Koordination", f"Stelle {fuer}")


def test_ein_fuer_eine_stelle_erfasstes_ja_zaehlt_fuer_sie(kreis: Kreis) -> None:
    kennung = abfrage(kreis)["kennung"]
    ja = {**OHNE_DATEN, "kennt": "ja", "fuer_stelle": "BTN"}
    kreis.tue("KI", "abfrage_beantworten", kennung=kennung, **ja)
    assert wege.schwelle(kreis, kennung) == "2 Meldungen, 2 CM-Stellen, Schwelle erreicht"
    kreis.bring("KI", "BTN", "TRO")
    (eigene,) = wege.sichtbar(kreis, "BTN") - {kennung}
    assert wege.meldung(kreis, "BTN", eigene).stelle == "btn"
    assert wege.sichtbar(kreis, "TRO") == {kennung}


@pytest.mark.parametrize("schritt", ["weiterleiten", "beauftragen", "beschliessen"])
def test_entscheidungen_erfasst_niemand_fuer_andere(kreis: Kreis, schritt: str) -> None:
    kennung = wege.weitergeleitet(kreis)
    for wer in ("KI", "KIL"):
        with pytest.raises(ProzessFehler, match="nicht für eine andere Stelle erfassen"):
            kreis.tue(wer, schritt, kennung=kennung, fuer_stelle="LG")
    assert len(ansicht.zeige(kreis.plaetze["KI"], kennung).verlauf) == 3
