"""Events for the tests of the process: fit ones by step, odd ones by hypothesis."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from kim_desktop.domain.angaben.allgemein import ALLGEMEIN
from kim_desktop.domain.angaben.rueckmeldung import LOESUNGSANSATZ
from kim_desktop.domain.decide import Umstand
from kim_desktop.domain.ereignis import Eintrag, Ereignis, Wirkung
from kim_desktop.domain.faelle import Beleg, Fall, Herausforderung, Kreis, Meldung, Sitzung
from kim_desktop.domain.felder import Feld, Feldart
from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.schritt import Fallart, Schritt
from kim_desktop.domain.schritte import SCHRITTE
from kim_desktop.domain.schwelle import Schwelle
from kim_desktop.domain.tafel import NACH_EREIGNIS, NACH_NAME
from kim_desktop.domain.zustaende import SCHRITT_DER_HERAUSFORDERUNG, Zustand

FALL = "fall"
STELLEN = ("hen", "tro", "ki", "pg-1")
MELDUNGSZUSTAENDE = frozenset(
    {
        Zustand.GEMELDET,
        Zustand.ZUR_ERGAENZUNG,
        Zustand.BEOBACHTET,
        Zustand.ERLEDIGT,
        Zustand.ZURUECKGEZOGEN,
        Zustand.NICHT_EINSEHBAR,
    }
)
PLAETZE = ("a" * 32, "b" * 32, "c" * 32)


def passend(feld: Feld) -> Any:
    """Return a value that fits a field."""
    einfach: Mapping[Feldart, Any] = {
        Feldart.DATUM: "2026-05-04",
        Feldart.ZAHL: max(feld.von, 1),
        Feldart.CENT: 150_00,
        Feldart.JA_NEIN: True,
        Feldart.WAHL: next(iter(feld.auswahl or {}), ""),
        Feldart.LISTENWERT: {"schluessel": "sgb2", "label": "SGB II"},
        Feldart.LISTENWERTE: [{"schluessel": "sgb2", "label": "SGB II"}],
        Feldart.TEXTE: ["ein Satz"],
        Feldart.KENNUNGEN: ["m1"],
        Feldart.INHALT: {"titel": "Text"},
        Feldart.ANLAGEN: [{"hash": "0" * 64, "name": "a.pdf", "typ": "pdf", "groesse": 3}],
    }
    if feld.art is Feldart.OBJEKT:
        return angaben(feld.felder)
    if feld.art is Feldart.OBJEKTE:
        return [angaben(feld.felder)]
    return einfach.get(feld.art, f"Text zu {feld.name}")


def angaben(felder: Iterable[Feld], nur_pflicht: bool = False) -> dict[str, Any]:
    """Return content with a fitting value in every field, or in the required ones."""
    return {f.name: passend(f) for f in felder if f.pflicht or not nur_pflicht}


def ereignis(schritt: Schritt, ident: str = "e1", /, **anders: Any) -> Ereignis:
    """Return an event that fits the row of the step table."""
    nummer = anders.pop("nummer", 1)
    werte: dict[str, Any] = {
        "id": ident,
        "art": schritt.ereignis,
        "fall": "" if schritt.gruendet else FALL,
        "log": PLAETZE[0],
        "nr": nummer,
        "lamport": nummer,
        "tag": "2026-05-04",
        "stelle": "hen",
        "rolle": sorted(schritt.rollen)[0],
        "schritt": schritt.name,
        "kennung": "HEN1-2026-001",
        "inhalt": angaben(schritt.felder, nur_pflicht=True),
    }
    return Ereignis(**{**werte, **anders})


#: One Stelle per role, and the roles each holds.
STELLE_DER = {
    Rolle.CM_STELLE: "hen",
    Rolle.CM_KOORDINATION: "ki",
    Rolle.KI_LEITUNG: "kil",
    Rolle.LENKUNGSGRUPPE: "lg",
    Rolle.PROJEKTGRUPPE: "pg-1",
}
FRAGE = "frage"
_ANSATZ = {**angaben(LOESUNGSANSATZ, nur_pflicht=True), "schluessel": "1"}


def fall_im_zustand(art: Fallart, zustand: Zustand) -> Fall:
    """Return a case in a state, with all that the special checks of any step ask for."""
    leer = _LEERER_FALL[art]
    verlauf = tuple(
        Eintrag(
            f"von-{rolle}", PLAETZE[0], e, s, Wirkung.WIRKSAM, "2026-05-04", stelle, rolle, "", ""
        )
        for (a, rolle), (e, s) in GESCHRIEBEN.items()
        if a is art and (stelle := STELLE_DER[rolle])
    )
    frage = Beleg(FRAGE, "2026-05-04", "ki", "", {"text": "Seit wann?"})
    return replace(leer, zustand=zustand, verlauf=verlauf, rueckfragen=(frage,))


#: What each role wrote in a case of this kind: header type and step.
GESCHRIEBEN = {
    (Fallart.MELDUNG, Rolle.CM_STELLE): ("meldung_erfasst", "melden"),
    (Fallart.MELDUNG, Rolle.CM_KOORDINATION): ("bescheid", "bescheiden"),
    (Fallart.MELDUNG, Rolle.KI_LEITUNG): ("rueckfrage_zur_meldung", "fragen"),
    (Fallart.MELDUNG, Rolle.PROJEKTGRUPPE): ("rueckfrage_zur_meldung", "fragen"),
    (Fallart.HERAUSFORDERUNG, Rolle.CM_STELLE): ("kenntnisnahme", "kenntnis_nehmen"),
    (Fallart.HERAUSFORDERUNG, Rolle.CM_KOORDINATION): ("abfrage", "abfragen"),
    (Fallart.HERAUSFORDERUNG, Rolle.KI_LEITUNG): ("entscheidung_3", "zurueckgeben"),
    (Fallart.HERAUSFORDERUNG, Rolle.LENKUNGSGRUPPE): ("entscheidung_4", "zurueckverweisen"),
    (Fallart.HERAUSFORDERUNG, Rolle.PROJEKTGRUPPE): ("arbeit", "bearbeiten"),
    (Fallart.SITZUNG, Rolle.KI_LEITUNG): ("sitzung_bearbeitet", "freier_top"),
    (Fallart.SITZUNG, Rolle.LENKUNGSGRUPPE): ("sitzung_bearbeitet", "freier_top"),
}
_BELEG = Beleg("b", "2026-05-04", "ki", "", {})
_LEERER_FALL: Mapping[Fallart, Fall] = {
    Fallart.MELDUNG: Meldung(FALL, "HEN1-2026-001", stelle="hen", fassungen=(_BELEG,)),
    Fallart.HERAUSFORDERUNG: Herausforderung(
        FALL,
        "KI1-2026-001",
        meldungen=("m1",),
        abfrage=_BELEG,
        auftrag=_BELEG._replace(inhalt={"gruppen": [{"id": "pg-1", "name": "Übergänge"}]}),
        rueckmeldungen=(_BELEG._replace(stelle="pg-1", inhalt={"loesungsansaetze": [_ANSATZ]}),),
    ),
    Fallart.SITZUNG: Sitzung(FALL, "LG1-2026-001"),
    Fallart.KREIS: Kreis(FALL, "KREIS"),
}
_ANSATZ_WAHL = {"loesungsansatz": "pg-1/1"}
_BESONDERE_DATEN: Mapping[str, Mapping[str, Any]] = {
    "abfrage_beantworten": {"kennt": "nein"},
    "stellung_nehmen": {"von": "Stelle", "text": "Wir stimmen zu."},
    "uebernehmen": {"nachfolge": "neu"},
    "tagesordnung": {"punkte": [{"top": "1", "titel": "Verschiedenes"}]},
    "zusagen": {**_ANSATZ_WAHL, "von": "Stelle"},
    "umsetzung_melden": {**_ANSATZ_WAHL, "von": "Stelle"},
    "erfolg_melden": _ANSATZ_WAHL,
    "beschliessen": {"gegenstand": "pg-1/1"},
    "antworten": {"frage": FRAGE},
    "einstellen": {"schluessel": "schwelle", "wert": "3"},
    "loeschen": {"ereignisse": ["e9"]},
}


def passende_daten(schritt: Schritt, rolle: Rolle) -> dict[str, Any]:
    """Return data with which a step passes every check on a case of `fall_im_zustand`."""
    inhalt = {**angaben(schritt.felder, nur_pflicht=True), **_BESONDERE_DATEN.get(schritt.name, {})}
    if schritt.name == "buendeln":
        inhalt["meldungen"] = ["m2"]
    if schritt.name == "uebernehmen" and schritt.fall is Fallart.HERAUSFORDERUNG:
        inhalt["bisher"] = "pg-1"
    if schritt.name == "berichtigen":
        _, name = GESCHRIEBEN.get((schritt.fall, rolle), ("", "fragen"))
        inhalt["eintrag"] = f"von-{rolle}"
        inhalt["inhalt"] = angaben(NACH_NAME[name][0].felder, nur_pflicht=True)
    return inhalt


def passender_umstand(rolle: Rolle, fuer: Rolle | None = None) -> Umstand:
    """Return circumstances in which every special check is content."""
    return Umstand(
        STELLE_DER[rolle],
        frozenset({rolle}),
        log=PLAETZE[0],
        name="Stelle",
        schwelle=Schwelle(2, 2, 2),
        meldungen={"m1": Zustand.GEMELDET, "m2": Zustand.GEMELDET},
        loeschbar={"e9": PLAETZE[0]},
        fuer_rollen=frozenset({fuer} if fuer else ()),
        nachfolge_rollen=frozenset({Rolle.CM_STELLE, Rolle.PROJEKTGRUPPE}),
    )


def zustaende(schritt: Schritt) -> list[Zustand]:
    """Return the states a row starts from that its kind of case can have."""
    moeglich = {
        Fallart.MELDUNG: MELDUNGSZUSTAENDE,
        Fallart.HERAUSFORDERUNG: frozenset(SCHRITT_DER_HERAUSFORDERUNG),
        Fallart.SITZUNG: frozenset({Zustand.ANBERAUMT, Zustand.PROTOKOLLIERT}),
        Fallart.KREIS: frozenset({Zustand.GEFUEHRT}),
    }
    return sorted(schritt.von & moeglich[schritt.fall])


#: Whatever JSON without fractions can say.
WERTE = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=8),
    lambda teil: (
        st.lists(teil, max_size=3) | st.dictionaries(st.text(max_size=6), teil, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def inhalte(draw: st.DrawFn, schritt: Schritt) -> dict[str, Any]:
    """Content that starts fit and may be bent anywhere."""
    inhalt = angaben((*schritt.felder, *ALLGEMEIN), draw(st.booleans()))
    namen = st.sampled_from([*inhalt, "ersetzt", "fuer_stelle", "gegenstand", "zukunft"])
    for name in draw(st.lists(namen, max_size=3)):
        inhalt[name] = draw(WERTE)
    if draw(st.booleans()):
        inhalt["ersetzt"] = draw(st.lists(st.sampled_from(["e1", "e2", "e3", "e4"]), max_size=3))
    return inhalt


def meist(richtig: Any, sonst: Iterable[Any]) -> st.SearchStrategy[Any]:
    """Draw the right value four times out of five."""
    falsch = st.sampled_from(list(sonst))
    return st.integers(0, 4).flatmap(lambda n: falsch if n == 0 else st.just(richtig))


@st.composite
def krumme(draw: st.DrawFn, nummer: int, zeilen: tuple[Schritt, ...]) -> Ereignis:
    """An event as a newer program, a mistake or bad will might write it."""
    schritt = draw(st.sampled_from(zeilen))
    rolle = draw(st.sampled_from(sorted(schritt.rollen)))
    return Ereignis(
        id=f"e{nummer}",
        art=draw(meist(schritt.ereignis, [*NACH_EREIGNIS, "zukunft"])),
        fall=draw(meist("" if nummer == 0 else FALL, ["", FALL])),
        log=draw(st.sampled_from(PLAETZE)),
        nr=nummer,
        lamport=draw(meist(nummer, range(6))),
        tag="2026-05-04",
        stelle=draw(st.sampled_from(STELLEN)),
        rolle=draw(meist(rolle, [*Rolle, "landrat"])),
        eltern=tuple(draw(st.lists(st.sampled_from(["e0", "e1", "e2", "e3"]), max_size=2))),
        muss=draw(meist(False, [True])),
        schritt=draw(meist(schritt.name, ["zaubern", "", *sorted({z.name for z in zeilen})])),
        kennung=draw(st.sampled_from(["", "HEN1-2026-001"])),
        inhalt=draw(st.none() | inhalte(schritt) | inhalte(schritt)),
    )


@st.composite
def verlaeufe(draw: st.DrawFn) -> list[tuple[Ereignis, bool]]:
    """A case's events in the order they are folded, with each author's standing."""
    art = draw(st.sampled_from(Fallart))
    zeilen = tuple(s for s in SCHRITTE if s.fall == art)
    gruendend = tuple(s for s in zeilen if s.gruendet)
    anzahl = draw(st.integers(1, 8))
    paare = [
        (draw(krumme(n, zeilen if n else gruendend)), draw(meist(True, [False])))
        for n in range(anzahl)
    ]
    return sorted(paare, key=lambda paar: (paar[0].lamport, paar[0].log, paar[0].nr))
