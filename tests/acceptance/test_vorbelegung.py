"""Nichts wird zweimal getippt: was ein früherer Schritt sagte, steht im späteren schon da."""

from collections.abc import Iterator
from typing import Any

from kim_desktop.application.ansicht import zeige
from kim_desktop.application.schritt.formular import formular
from kim_desktop.domain.felder import Feldart
from kim_desktop.domain.schritt import Fallart
from kim_desktop.domain.tafel import NACH_NAME, gruendende_zeile, muster, zeilen
from tests.acceptance import wege
from tests.hilfen.ereignisse import passend
from tests.hilfen.kreis import RM, Kreis

HF = Fallart.HERAUSFORDERUNG
#: The straight way with every field filled; each workplace hands over to the next.
WEG = (
    ("KI", "vorlegen", {}),
    ("KIL", "weiterleiten", {}),
    ("LG", "beauftragen", {"gruppen": [{"name": "Übergänge", "id": "pg-1"}]}),
    ("PG", "bearbeiten", {}),
    ("PG", "rueckmelden", {}),
    ("LG", "beschliessen", {"gegenstand": "oeffentlichkeitsarbeit"}),
    ("LG", "beschliessen", {"gegenstand": "pg-1/Text zu schluessel"}),
    ("KI", "bekanntgeben", {}),
    ("KI", "abschliessen", {}),
)


def voll(name: str, **anders: Any) -> dict[str, Any]:
    """Return data of a step with a value in every field a person can fill."""
    zeile = next((z for z in zeilen(name, HF) if not z.gruendet), muster(name))
    ohne = (Feldart.KENNUNGEN, Feldart.STELLE, Feldart.VORGANG)
    werte = {f.name: passend(f) for f in zeile.felder if f.art not in ohne}
    return {**werte, **anders}


def gesagte(kreis: Kreis, kennung: str) -> set[str]:
    """Return the names of all fields the steps so far have filled."""
    verlauf = zeige(kreis.plaetze["KI"], kennung).verlauf
    return {f.name for z in verlauf for s in NACH_NAME.get(z.schritt, ()) for f in s.felder}


def fehlende(kreis: Kreis, wer: str, kennung: str, schritt: str, gesagt: set[str]) -> set[str]:
    """Return the fields said before that the dialog of a step asks for again empty."""
    form = formular(kreis.plaetze[wer], schritt, kennung)
    gefragt = {f.name for f in form.felder if not f.jedesmal}
    folgend = {n for wahl in form.folgen.values() for werte in wahl.values() for n in werte}
    return (gefragt & gesagt) - set(form.vorgaben) - folgend


def stationen(kreis: Kreis, kennung: str) -> Iterator[tuple[str, str, set[str]]]:
    """Do every step of the way; yield who comes next, with what, and what was said so far."""
    for wer, schritt, anders in WEG:
        yield wer, schritt, gesagte(kreis, kennung)
        kreis.tue(wer, schritt, kennung=kennung, **voll(schritt, **anders))
        if wer != "KI":
            kreis.bring(wer, "KI")
        kreis.bring("KI", "KIL", "LG", "PG")


def test_was_schon_gesagt_ist_steht_im_naechsten_schritt(kreis: Kreis) -> None:
    melden = gruendende_zeile("melden")
    assert melden is not None
    angaben = {f.name: passend(f) for f in melden.felder}
    angaben |= {"handlungsfeld": "Sprache", "rechtskreise": ["SGB II"], "kommunen": ["Alfter"]}
    meldungen = [kreis.tue(name, "melden", **angaben).kennung for name in ("HEN", "TRO")]
    kreis.runde(("HEN", "TRO"))
    neu = formular(kreis.plaetze["KI"], "buendeln", mit=meldungen[0])
    assert (neu.vorgaben["titel"], neu.vorgaben["meldungen"]) == ("Text zu titel", [meldungen[0]])
    assert neu.vorgaben["kurzfassung"] == "Text zu kurzfassung"

    gruendung = {**voll("buendeln"), "titel": "Übergänge", "kurzfassung": "Es hakt."}
    kennung = kreis.tue("KI", "buendeln", meldungen=meldungen, **gruendung).kennung
    for wer, schritt, gesagt in stationen(kreis, kennung):
        assert fehlende(kreis, wer, kennung, schritt, gesagt) == set(), (wer, schritt)
    assert zeige(kreis.plaetze["KI"], kennung).zeile.zustand == "abgeschlossen"


def test_was_eine_fassung_wegliess_kommt_in_der_naechsten_nicht_wieder(kreis: Kreis) -> None:
    kennung = wege.beauftragt(kreis)
    kreis.tue(
        "PG", "rueckmelden", kennung=kennung, **RM, offene_punkte="Zusage offen", anlass="Auftrag"
    )
    vorgaben = formular(kreis.plaetze["PG"], "rueckmelden", kennung).vorgaben
    assert vorgaben["offene_punkte"] == "Zusage offen"

    kreis.tue("PG", "rueckmelden", kennung=kennung, **RM, offene_punkte="", anlass="Auftrag")
    vorgaben = formular(kreis.plaetze["PG"], "rueckmelden", kennung).vorgaben
    assert "offene_punkte" not in vorgaben
    assert vorgaben["loesungsansaetze"][0]["titel"] == RM["loesungsansaetze"][0]["titel"]


def test_was_eine_andere_gruppe_sagt_steht_nicht_in_der_eigenen_rm(kreis: Kreis) -> None:
    kennung = wege.beauftragt(kreis)
    kreis.tue("PG", "rueckmelden", kennung=kennung, **RM, anlass="Auftrag")
    kreis.bring("PG", "KI")
    vorgaben = formular(kreis.plaetze["PG"], "rueckmelden", kennung).vorgaben
    assert set(vorgaben) == {"anlass", "loesungsansaetze"}


def test_eine_zweite_fassung_beginnt_mit_der_ersten(kreis: Kreis) -> None:
    angaben = {**voll("melden"), "handlungsfeld": "Sprache", "rechtskreise": ["SGB II"]}
    angaben["kommunen"] = ["Alfter"]
    kennung = kreis.tue("HEN", "melden", **angaben).kennung
    form = formular(kreis.plaetze["HEN"], "ergaenzen", kennung)
    gefragt = {f.name for f in form.felder if not f.jedesmal}
    assert gefragt <= set(form.vorgaben)
    assert "keine_personendaten" not in form.vorgaben
