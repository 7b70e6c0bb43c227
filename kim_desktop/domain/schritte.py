"""The process on one page: every step with who acts, from which states, and where it leads.

Menus, tasks, command line, schemas and tests are derived from `SCHRITTE`. A step name may
stand in several rows that differ in their from-states. `nach=None` leaves the state as it is.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from . import angaben as a
from .felder import Feld, passt
from .rollen import Rolle
from .schritt import Fallart, Klasse, Schritt
from .zustaende import SCHRITT_DER_HERAUSFORDERUNG, Zustand

_CM, _KO, _KI = Rolle.CM_STELLE, Rolle.CM_KOORDINATION, Rolle.KI_LEITUNG
_LG, _PG = Rolle.LENKUNGSGRUPPE, Rolle.PROJEKTGRUPPE
_M, _H, _K = Fallart.MELDUNG, Fallart.HERAUSFORDERUNG, Fallart.KREIS
_GRUND = (a.BEGRUENDUNG,)
#: From-states of steps that fit whenever the case exists.
JEDER_DER_MELDUNG = frozenset(
    {
        Zustand.GEMELDET,
        Zustand.ZUR_ERGAENZUNG,
        Zustand.BEOBACHTET,
        Zustand.ERLEDIGT,
        Zustand.ZURUECKGEZOGEN,
        Zustand.NICHT_EINSEHBAR,
    }
)
JEDER_DER_HERAUSFORDERUNG = frozenset(SCHRITT_DER_HERAUSFORDERUNG) - {Zustand.OHNE_WIRKUNG}


def _s(
    nummer: int,
    name: str,
    label: str,
    rollen: Rolle | Iterable[Rolle],
    fall: Fallart,
    von: Iterable[Zustand],
    nach: Zustand | None,
    ereignis: str,
    klasse: Klasse,
    felder: tuple[Feld, ...] = (),
    gruendet: bool = False,
) -> Schritt:
    wer = frozenset({rollen}) if isinstance(rollen, Rolle) else frozenset(rollen)
    return Schritt(
        nummer, name, label, wer, fall, frozenset(von), nach, ereignis, klasse, felder, gruendet
    )


Z = Zustand
_OFFEN = (Z.GEMELDET, Z.ZUR_ERGAENZUNG)
_BEAUFTRAGT = (Z.BEAUFTRAGT, Z.IN_BEARBEITUNG)
_LG4 = (Z.WEITERGELEITET, Z.VERTAGT)
_BEKANNT = (Z.BEKANNTGEGEBEN, Z.ABGESCHLOSSEN)
_BEARBEITET, _HF_BEARBEITET = "meldung_bearbeitet", "herausforderung_bearbeitet"

# fmt: off
SCHRITTE: tuple[Schritt, ...] = (
    _s(1, "melden", "Herausforderung melden", _CM, _M,
       (), Z.GEMELDET, "meldung_erfasst", Klasse.MELDUNG, a.MELDUNG, gruendet=True),
    _s(1, "ergaenzen", "Meldung ergänzen", _CM, _M,
       _OFFEN, Z.GEMELDET, _BEARBEITET, Klasse.MELDUNG, a.MELDUNG),
    _s(1, "ergaenzen", "Meldung ergänzen", _CM, _M,
       (Z.BEOBACHTET,), None, _BEARBEITET, Klasse.MELDUNG, a.MELDUNG),
    _s(1, "zurueckziehen", "Meldung zurückziehen", _CM, _M,
       (*_OFFEN, Z.BEOBACHTET), Z.ZURUECKGEZOGEN, _BEARBEITET, Klasse.MELDUNG, _GRUND),
    _s(2, "zur_ergaenzung", "Um Ergänzung bitten", _KO, _M,
       (Z.GEMELDET, Z.BEOBACHTET), Z.ZUR_ERGAENZUNG, _BEARBEITET, Klasse.MELDUNG, _GRUND),
    _s(2, "bescheiden", "Bescheid geben", _KO, _M,
       JEDER_DER_MELDUNG, None, "bescheid", Klasse.BESCHEID, a.BESCHEID),
    _s(2, "buendeln", "Neu bündeln", _KO, _H,
       (), Z.GEBUENDELT, "herausforderung_angelegt", Klasse.HERAUSFORDERUNG, a.NEUE_BUENDELUNG,
       gruendet=True),
    _s(2, "buendeln", "Meldungen hinzubündeln", _KO, _H,
       (Z.GEBUENDELT, Z.BEOBACHTET), Z.GEBUENDELT, "buendelung", Klasse.HERAUSFORDERUNG,
       a.BUENDELUNG),
    _s(2, "loesen", "Meldungen aus dem Bündel lösen", _KO, _H,
       (Z.GEBUENDELT, Z.BEOBACHTET), None, "buendelung", Klasse.HERAUSFORDERUNG,
       (a.MELDUNGEN, *_GRUND)),
    _s(2, "themenblatt_freigeben", "Themenblatt freigeben", _KO, _H,
       JEDER_DER_HERAUSFORDERUNG, None, "themenblatt", Klasse.THEMENBLATT, a.THEMENBLATT),
    _s(2, "vorlegen", "Der KI-Leitung vorlegen", _KO, _H,
       (Z.GEBUENDELT, Z.BEOBACHTET), Z.VORGELEGT, _HF_BEARBEITET, Klasse.HERAUSFORDERUNG,
       (*a.BEWERTUNG, a.UNTER_SCHWELLE)),
    _s(3, "zurueckgeben", "An die CM-Koordination zurückgeben", _KI, _H,
       (Z.VORGELEGT,), Z.GEBUENDELT, "entscheidung_3", Klasse.HERAUSFORDERUNG, _GRUND),
    _s(3, "weiterleiten", "An die Lenkungsgruppe weiterleiten", _KI, _H,
       (Z.VORGELEGT,), Z.WEITERGELEITET, "entscheidung_3", Klasse.HERAUSFORDERUNG, a.VORLAGE),
    _s(4, "beauftragen", "Auftrag erteilen", _LG, _H,
       _LG4, Z.BEAUFTRAGT, "entscheidung_4", Klasse.BESCHLUSS, (*a.BESCHLUSS, *a.AUFTRAG)),
    _s(4, "auftrag_nicht_erteilen", "Auftrag nicht erteilen", _LG, _H,
       _LG4, Z.AUFTRAG_NICHT_ERTEILT, "entscheidung_4", Klasse.BESCHLUSS,
       (*a.BESCHLUSS, *_GRUND)),
    _s(4, "vertagen", "Vertagen", _LG, _H,
       _LG4, Z.VERTAGT, "entscheidung_4", Klasse.BESCHLUSS, a.VERTAGUNG),
    _s(5, "bearbeiten", "Arbeitsstand festhalten", _PG, _H,
       _BEAUFTRAGT, Z.IN_BEARBEITUNG, "arbeit", Klasse.ARBEIT, a.ARBEIT),
    _s(5, "bearbeiten", "Arbeitsstand festhalten", _PG, _H,
       (Z.RM_VORGELEGT,), None, "arbeit", Klasse.ARBEIT, a.ARBEIT),
    _s(5, "rueckmelden", "Rückmeldung (RM) vorlegen", _PG, _H,
       (*_BEAUFTRAGT, Z.RM_VORGELEGT), Z.RM_VORGELEGT, "rueckmeldung", Klasse.RM,
       a.RUECKMELDUNG),
    _s(6, "beschliessen", "Über die RM beschließen", _LG, _H,
       (Z.RM_VORGELEGT,), None, "entscheidung_6", Klasse.BESCHLUSS, a.BESCHLUSS_UEBER_RM),
    _s(6, "rm_zurueckverweisen", "RM zurückverweisen", _LG, _H,
       (Z.RM_VORGELEGT,), Z.IN_BEARBEITUNG, "entscheidung_6", Klasse.BESCHLUSS,
       (*a.BESCHLUSS, *_GRUND)),
    _s(6, "vertagen", "Vertagen", _LG, _H,
       (Z.RM_VORGELEGT,), None, "entscheidung_6", Klasse.BESCHLUSS, a.VERTAGUNG),
    _s(7, "bekanntgeben", "Lösungsansätze bekannt geben", _KO, _H,
       (Z.BESCHLOSSEN,), Z.BEKANNTGEGEBEN, "bekanntgabe", Klasse.TRANSPARENZ, a.BEKANNTGABE),
    _s(7, "kenntnis_nehmen", "Kenntnis nehmen", _CM, _H,
       _BEKANNT, None, "kenntnisnahme", Klasse.ERFOLG),
    _s(8, "erfolg_melden", "Über den Erfolg rückmelden", _CM, _H,
       _BEKANNT, None, "erfolg", Klasse.ERFOLG, a.ERFOLG),
    _s(8, "abschliessen", "Abschließen", _KO, _H,
       (Z.BEKANNTGEGEBEN,), Z.ABGESCHLOSSEN, "abschluss", Klasse.BESCHLUSS, a.ABSCHLUSS),
    _s(0, "gruenden", "Kreis gründen", _KO, _K,
       (), Z.GEFUEHRT, "kreis_gegruendet", Klasse.KREIS, a.GRUENDUNG,
       gruendet=True),
    _s(0, "einstellen", "Einstellung ändern", (_KO, _KI), _K,
       (Z.GEFUEHRT,), None, "einstellung", Klasse.KREIS, a.EINSTELLUNG),
    _s(0, "loeschen", "Inhalte löschen", tuple(Rolle), _K,
       (Z.GEFUEHRT,), None, "loeschung", Klasse.KREIS, a.LOESCHUNG),
)
# fmt: on

#: Steps that belong to founding a district and are not offered to people.
VERBORGEN = frozenset({"gruenden"})
#: The straight way: whose turn it is in each state, by step name.
AN_DER_REIHE: dict[tuple[Fallart, Zustand], tuple[str, ...]] = {
    (_M, Z.GEMELDET): ("buendeln",),
    (_M, Z.ZUR_ERGAENZUNG): ("ergaenzen",),
    (_H, Z.GEBUENDELT): ("vorlegen",),
    (_H, Z.VORGELEGT): ("weiterleiten",),
    (_H, Z.WEITERGELEITET): ("beauftragen",),
    (_H, Z.VERTAGT): ("beauftragen",),
    (_H, Z.BEAUFTRAGT): ("bearbeiten",),
    (_H, Z.IN_BEARBEITUNG): ("rueckmelden",),
    (_H, Z.RM_VORGELEGT): ("beschliessen",),
    (_H, Z.BESCHLOSSEN): ("bekanntgeben",),
    (_H, Z.BEKANNTGEGEBEN): ("kenntnis_nehmen", "erfolg_melden", "abschliessen"),
    (_H, Z.ABGESCHLOSSEN): ("kenntnis_nehmen", "erfolg_melden"),
}
#: Header types every program must understand before it goes on with the case.
MUSS_VERSTEHEN = frozenset({"loeschung"})
#: Header types whose events bear a signature of their own: papers rest on them.
EIGENE_UNTERSCHRIFT = frozenset(
    {"entscheidung_3", "entscheidung_4", "entscheidung_6", "rueckmeldung"}
)


def _gruppiert(schluessel: str) -> dict[str, tuple[Schritt, ...]]:
    gruppen: dict[str, tuple[Schritt, ...]] = {}
    for schritt in SCHRITTE:
        name = getattr(schritt, schluessel)
        gruppen[name] = (*gruppen.get(name, ()), schritt)
    return gruppen


#: Rows by step name and by header type.
NACH_NAME = _gruppiert("name")
NACH_EREIGNIS = _gruppiert("ereignis")


def alle_felder(schritt: Schritt) -> tuple[Feld, ...]:
    """Return every field content of a step may have: asked for, general and derived."""
    return (*schritt.felder, *a.ALLGEMEIN, *a.ABGELEITET.get(schritt.name, ()))


def passt_zum_schritt(schritt: Schritt, inhalt: Mapping[str, Any]) -> bool:
    """Whether content fits the fields of a step."""
    return passt(*_FELDER[schritt.name, schritt.ereignis], inhalt)


def zeile(name: str, zustand: Zustand | None) -> Schritt | None:
    """Return the row of step `name` that starts at `zustand`; `None` founds a new case."""
    for schritt in NACH_NAME.get(name, ()):
        if (zustand is None and schritt.gruendet) or zustand in schritt.von:
            return schritt
    return None


_FELDER = {
    (schritt.name, schritt.ereignis): (
        {f.name: f for f in alle_felder(schritt)},
        frozenset(f.name for f in schritt.felder if f.pflicht),
    )
    for schritt in SCHRITTE
}
