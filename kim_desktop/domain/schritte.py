"""The process on one page: every step with who acts, from which states, and where it leads.

Menus, tasks, command line, schemas and tests are derived from `SCHRITTE`. A step name may
stand in several rows that differ in their kind of case or from-states. `nach=None` leaves the
state as it is; `ziele` are the states the content may name.
"""

from collections.abc import Iterable

from .angaben import (
    allgemein,
    bekanntgabe,
    beschluss,
    buendel,
    kreis,
    rueckmeldung,
    sitzung,
)
from .angaben import meldung as m
from .angaben.vorlage import MITZEICHNUNG, VORLAGE
from .felder import Feld
from .rollen import Rolle
from .schritt import Fallart, Klasse, Schritt
from .zustaende import SCHRITT_DER_HERAUSFORDERUNG, Zustand

_CM, _KO, _KI = Rolle.CM_STELLE, Rolle.CM_KOORDINATION, Rolle.KI_LEITUNG
_LG, _PG = Rolle.LENKUNGSGRUPPE, Rolle.PROJEKTGRUPPE
_M, _H, _S, _K = Fallart.MELDUNG, Fallart.HERAUSFORDERUNG, Fallart.SITZUNG, Fallart.KREIS
_ALLE = tuple(Rolle)
_GRUND = (allgemein.BEGRUENDUNG,)
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
JEDER_DER_SITZUNG = frozenset({Zustand.ANBERAUMT, Zustand.PROTOKOLLIERT})


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
    ziele: Iterable[Zustand] = (),
) -> Schritt:
    wer = frozenset({rollen}) if isinstance(rollen, Rolle) else frozenset(rollen)
    return Schritt(
        nummer,
        name,
        label,
        wer,
        fall,
        frozenset(von),
        nach,
        ereignis,
        klasse,
        felder,
        gruendet,
        frozenset(ziele),
    )


Z = Zustand
_OFFEN = (Z.GEMELDET, Z.ZUR_ERGAENZUNG)
_LEBT = (*_OFFEN, Z.BEOBACHTET)
_BUENDEL = (Z.GEBUENDELT, Z.BEOBACHTET)
_BEAUFTRAGT = (Z.BEAUFTRAGT, Z.IN_BEARBEITUNG)
_VOR_DER_LG = (*_BUENDEL, Z.VORGELEGT, Z.WEITERGELEITET, Z.VERTAGT)
_LG4 = (Z.WEITERGELEITET, Z.VERTAGT)
_MIT_RM = (Z.RM_VORGELEGT, Z.BESCHLOSSEN, Z.BEKANNTGEGEBEN)
_BEKANNT = (Z.BEKANNTGEGEBEN, Z.ABGESCHLOSSEN)
_ENDEN = (Z.ABGESCHLOSSEN, Z.AUFTRAG_NICHT_ERTEILT, Z.ZUR_KENNTNIS, Z.ERLEDIGT)
#: Where a Rückfrage is about the Vorlage, the Auftrag, the RM: it is read by the same people.
_ZUR_VORLAGE = (*_VOR_DER_LG, Z.ERLEDIGT, Z.AUFTRAG_NICHT_ERTEILT)
_ZUM_AUFTRAG = (*_BEAUFTRAGT, Z.WEITERGEGEBEN, Z.ZUR_KENNTNIS)
_ZUR_RM = (*_MIT_RM, Z.ABGESCHLOSSEN)
_BEARBEITET, _HF_BEARBEITET = "meldung_bearbeitet", "herausforderung_bearbeitet"
_HF = Klasse.HERAUSFORDERUNG

# fmt: off
SCHRITTE: tuple[Schritt, ...] = (
    _s(1, "melden", "Herausforderung melden", _CM, _M,
       (), Z.GEMELDET, "meldung_erfasst", Klasse.MELDUNG, m.MELDUNG, gruendet=True),
    _s(1, "das_kennen_wir_auch", "Das kennen wir auch", _CM, _M,
       (), Z.GEMELDET, "meldung_erfasst", Klasse.MELDUNG, m.DAS_KENNEN_WIR_AUCH, gruendet=True),
    _s(1, "sammelmeldung_bestaetigen", "Sammelmeldung bestätigen", _CM, _M,
       (), Z.GEMELDET, "meldung_erfasst", Klasse.MELDUNG, m.SAMMELMELDUNG, gruendet=True),
    _s(1, "ergaenzen", "Meldung ergänzen", _CM, _M,
       _OFFEN, Z.GEMELDET, _BEARBEITET, Klasse.MELDUNG, m.MELDUNG),
    _s(1, "ergaenzen", "Meldung ergänzen", _CM, _M,
       (Z.BEOBACHTET,), None, _BEARBEITET, Klasse.MELDUNG, m.MELDUNG),
    _s(1, "zurueckziehen", "Meldung zurückziehen", _CM, _M,
       _LEBT, Z.ZURUECKGEZOGEN, _BEARBEITET, Klasse.MELDUNG, _GRUND),
    _s(1, "buendelung_widersprechen", "Der Bündelung widersprechen", _CM, _M,
       _LEBT, None, _BEARBEITET, Klasse.MELDUNG, _GRUND),
    _s(1, "abfrage_beantworten", "Abfrage beantworten", _CM, _H,
       JEDER_DER_HERAUSFORDERUNG, None, "abfrageantwort", Klasse.MELDUNG, m.ABFRAGEANTWORT),

    _s(2, "zur_ergaenzung", "Um Ergänzung bitten", _KO, _M,
       (Z.GEMELDET, Z.BEOBACHTET), Z.ZUR_ERGAENZUNG, _BEARBEITET, Klasse.MELDUNG, _GRUND),
    _s(2, "beobachten", "Beobachten", _KO, _M,
       (Z.GEMELDET,), Z.BEOBACHTET, _BEARBEITET, Klasse.MELDUNG, _GRUND),
    _s(2, "beobachten", "Beobachten", _KO, _H,
       (Z.GEBUENDELT,), Z.BEOBACHTET, _HF_BEARBEITET, _HF, _GRUND),
    _s(2, "ohne_vorlage_erledigen", "Ohne Vorlage erledigen", _KO, _M,
       _LEBT, Z.ERLEDIGT, _BEARBEITET, Klasse.MELDUNG, _GRUND),
    _s(2, "ohne_vorlage_erledigen", "Ohne Vorlage erledigen", _KO, _H,
       _BUENDEL, Z.ERLEDIGT, _HF_BEARBEITET, _HF, _GRUND),
    _s(2, "bescheiden", "Bescheid geben", _KO, _M,
       JEDER_DER_MELDUNG, None, "bescheid", Klasse.BESCHEID, buendel.BESCHEID),
    _s(2, "schwaerzen", "Geschwärzte Fassung anlegen", _KO, _M,
       JEDER_DER_MELDUNG, None, "meldung_geschwaerzt", Klasse.MELDUNG, m.SCHWAERZUNG),
    _s(2, "buendeln", "Neu bündeln", _KO, _H,
       (), Z.GEBUENDELT, "herausforderung_angelegt", _HF, buendel.NEUE_BUENDELUNG,
       gruendet=True),
    _s(2, "altbestand_aufnehmen", "Altbestand aufnehmen", _KO, _H,
       (), None, "herausforderung_angelegt", _HF, buendel.ALTBESTAND,
       gruendet=True, ziele=buendel.EINGANGSZUSTAENDE),
    _s(2, "buendeln", "Meldungen hinzubündeln", _KO, _H,
       _BUENDEL, Z.GEBUENDELT, "buendelung", _HF, buendel.BUENDELUNG),
    _s(2, "loesen", "Meldungen aus dem Bündel lösen", _KO, _H,
       _BUENDEL, None, "buendelung", _HF, (buendel.MELDUNGEN, *_GRUND)),
    _s(2, "zusammenfassen", "Zahlen zusammenfassen", _KO, _H,
       JEDER_DER_HERAUSFORDERUNG, None, "zusammenfassung", _HF),
    _s(2, "abfragen", "Alle CM-Stellen fragen", _KO, _H,
       JEDER_DER_HERAUSFORDERUNG, None, "abfrage", Klasse.THEMENBLATT, m.ABFRAGE),
    _s(2, "themenblatt_freigeben", "Themenblatt freigeben", _KO, _H,
       JEDER_DER_HERAUSFORDERUNG, None, "themenblatt", Klasse.THEMENBLATT, buendel.THEMENBLATT),
    _s(2, "stellungnahme_einholen", "Stellungnahme einholen", (_KO, _KI), _H,
       _VOR_DER_LG, None, "stellungnahme_erbeten", _HF, buendel.STELLUNGNAHME_EINHOLEN),
    _s(2, "stellung_nehmen", "Stellung nehmen", _ALLE, _H,
       JEDER_DER_HERAUSFORDERUNG, None, "stellungnahme", _HF, buendel.STELLUNGNAHME),
    _s(2, "notieren", "Notiz festhalten", _KO, _M,
       JEDER_DER_MELDUNG, None, "notiz_zur_meldung", Klasse.NOTIZ, m.NOTIZ),
    _s(2, "notieren", "Notiz festhalten", _KO, _H,
       JEDER_DER_HERAUSFORDERUNG, None, "notiz_zur_herausforderung", Klasse.NOTIZ, m.NOTIZ),
    _s(2, "uebernehmen", "Nachfolge festlegen", _KO, _M,
       JEDER_DER_MELDUNG, None, "meldung_uebernommen", Klasse.MELDUNG,
       buendel.UEBERNAHME_DER_MELDUNG),
    _s(2, "uebernehmen", "Nachfolge festlegen", _KO, _H,
       JEDER_DER_HERAUSFORDERUNG, None, "auftrag_uebernommen", Klasse.BESCHLUSS,
       buendel.UEBERNAHME_DER_GRUPPE),
    _s(2, "vorlegen", "Der KI-Leitung vorlegen", _KO, _H,
       _BUENDEL, Z.VORGELEGT, _HF_BEARBEITET, _HF,
       (*buendel.BEWERTUNG, buendel.UNTER_SCHWELLE, buendel.EILT)),
    _s(2, "wiederaufnehmen", "Wiederaufnehmen", _KO, _H,
       _ENDEN, Z.GEBUENDELT, _HF_BEARBEITET, _HF, _GRUND),

    _s(3, "zurueckgeben", "An die CM-Koordination zurückgeben", _KI, _H,
       (Z.VORGELEGT,), Z.GEBUENDELT, "entscheidung_3", _HF, _GRUND),
    _s(3, "weiterleiten", "An die Lenkungsgruppe weiterleiten", _KI, _H,
       (Z.VORGELEGT,), Z.WEITERGELEITET, "entscheidung_3", _HF, VORLAGE),
    _s(3, "mitzeichnen", "Mitzeichnung festhalten", _KI, _H,
       (Z.VORGELEGT, *_LG4), None, "mitzeichnung", _HF, MITZEICHNUNG),
    _s(3, "sitzung_anlegen", "Sitzung anberaumen", (_LG, _KI), _S,
       (), Z.ANBERAUMT, "sitzung_angelegt", Klasse.SITZUNG, sitzung.SITZUNG, gruendet=True),
    _s(3, "tagesordnung", "Tagesordnung aufstellen", (_LG, _KI), _S,
       JEDER_DER_SITZUNG, None, "sitzung_bearbeitet", Klasse.SITZUNG, sitzung.TAGESORDNUNG),
    _s(3, "freier_top", "Freien TOP aufnehmen", (_LG, _KI), _S,
       JEDER_DER_SITZUNG, None, "sitzung_bearbeitet", Klasse.SITZUNG, sitzung.FREIER_TOP),

    _s(4, "beauftragen", "Auftrag erteilen", _LG, _H,
       _LG4, Z.BEAUFTRAGT, "entscheidung_4", Klasse.BESCHLUSS,
       (*beschluss.BESCHLUSS, *beschluss.AUFTRAG)),
    _s(4, "auftrag_nicht_erteilen", "Auftrag nicht erteilen", _LG, _H,
       _LG4, Z.AUFTRAG_NICHT_ERTEILT, "entscheidung_4", Klasse.BESCHLUSS,
       (*beschluss.BESCHLUSS, *_GRUND)),
    _s(4, "vertagen", "Vertagen", _LG, _H,
       _LG4, Z.VERTAGT, "entscheidung_4", Klasse.BESCHLUSS, beschluss.VERTAGUNG),
    _s(4, "zurueckverweisen", "An die CM-Koordination zurückverweisen", _LG, _H,
       _LG4, Z.GEBUENDELT, "entscheidung_4", Klasse.BESCHLUSS, (*beschluss.BESCHLUSS, *_GRUND)),
    _s(4, "zur_kenntnis_nehmen", "Zur Kenntnis nehmen", _LG, _H,
       _LG4, Z.ZUR_KENNTNIS, "entscheidung_4", Klasse.BESCHLUSS, beschluss.BESCHLUSS),
    _s(4, "weitergeben", "An Land, Bund oder Dritte weitergeben", _LG, _H,
       _LG4, Z.WEITERGEGEBEN, "entscheidung_4", Klasse.BESCHLUSS, beschluss.WEITERGABE),
    _s(4, "verweisen", "An ein anderes Gremium verweisen", _LG, _H,
       _LG4, Z.WEITERGEGEBEN, "entscheidung_4", Klasse.BESCHLUSS, beschluss.VERWEISUNG),
    _s(4, "niederschrift", "Ergebnisprotokoll festhalten", _LG, _S,
       JEDER_DER_SITZUNG, Z.PROTOKOLLIERT, "niederschrift", Klasse.SITZUNG,
       sitzung.NIEDERSCHRIFT),

    _s(5, "bearbeiten", "Arbeitsstand festhalten", _PG, _H,
       _BEAUFTRAGT, Z.IN_BEARBEITUNG, "arbeit", Klasse.ARBEIT, rueckmeldung.ARBEIT),
    _s(5, "bearbeiten", "Arbeitsstand festhalten", _PG, _H,
       (Z.RM_VORGELEGT,), None, "arbeit", Klasse.ARBEIT, rueckmeldung.ARBEIT),
    _s(5, "rueckmelden", "Rückmeldung (RM) vorlegen", _PG, _H,
       (*_BEAUFTRAGT, Z.RM_VORGELEGT), Z.RM_VORGELEGT, "rueckmeldung", Klasse.RM,
       rueckmeldung.RUECKMELDUNG),

    _s(6, "zusagen", "Zusage festhalten", _ALLE, _H,
       _MIT_RM, None, "zusage", Klasse.BESCHLUSS, beschluss.ZUSAGE),
    _s(6, "beschliessen", "Über die RM beschließen", _LG, _H,
       (Z.RM_VORGELEGT,), None, "entscheidung_6", Klasse.BESCHLUSS, beschluss.BESCHLUSS_UEBER_RM),
    _s(6, "rm_zurueckverweisen", "RM zurückverweisen", _LG, _H,
       (Z.RM_VORGELEGT,), Z.IN_BEARBEITUNG, "entscheidung_6", Klasse.BESCHLUSS,
       (*beschluss.BESCHLUSS, *_GRUND)),
    _s(6, "vertagen", "Vertagen", _LG, _H,
       (Z.RM_VORGELEGT,), None, "entscheidung_6", Klasse.BESCHLUSS, beschluss.VERTAGUNG),
    _s(6, "zur_kenntnis_nehmen", "Zur Kenntnis nehmen", _LG, _H,
       (Z.RM_VORGELEGT,), Z.ZUR_KENNTNIS, "entscheidung_6", Klasse.BESCHLUSS, beschluss.BESCHLUSS),
    _s(6, "weitergeben", "An Land, Bund oder Dritte weitergeben", _LG, _H,
       (Z.RM_VORGELEGT,), Z.WEITERGEGEBEN, "entscheidung_6", Klasse.BESCHLUSS,
       beschluss.WEITERGABE),

    _s(7, "bekanntgeben", "Lösungsansätze bekannt geben", _KO, _H,
       (Z.BESCHLOSSEN,), Z.BEKANNTGEGEBEN, "bekanntgabe", Klasse.TRANSPARENZ,
       bekanntgabe.BEKANNTGABE),
    _s(7, "kenntnis_nehmen", "Kenntnis nehmen", _CM, _H,
       _BEKANNT, None, "kenntnisnahme", Klasse.ERFOLG),
    _s(7, "umsetzung_melden", "Umsetzungsstand melden", _ALLE, _H,
       (Z.BESCHLOSSEN, *_BEKANNT), None, "umsetzung", Klasse.BESCHLUSS, beschluss.UMSETZUNG),

    _s(8, "erfolg_melden", "Über den Erfolg rückmelden", _CM, _H,
       _BEKANNT, None, "erfolg", Klasse.ERFOLG, bekanntgabe.ERFOLG),
    _s(8, "abschliessen", "Abschließen", _KO, _H,
       (Z.BEKANNTGEGEBEN,), Z.ABGESCHLOSSEN, "abschluss", Klasse.BESCHLUSS,
       bekanntgabe.ABSCHLUSS),
    _s(8, "antwort_erfassen", "Antwort erfassen", _KO, _H,
       (Z.WEITERGEGEBEN,), None, "antwort_dritter", Klasse.BESCHLUSS, buendel.ANTWORT_DRITTER,
       ziele=(Z.GEBUENDELT, Z.ERLEDIGT)),

    _s(0, "fragen", "Rückfrage stellen", (_CM, _KO, _KI, _PG), _M,
       JEDER_DER_MELDUNG, None, "rueckfrage_zur_meldung", Klasse.MELDUNG, allgemein.FRAGE),
    _s(0, "fragen", "Rückfrage stellen", (_KO, _KI, _LG, _PG), _H,
       _ZUR_VORLAGE, None, "rueckfrage_zur_vorlage", _HF, allgemein.FRAGE),
    _s(0, "fragen", "Rückfrage stellen", (_KO, _KI, _LG, _PG), _H,
       _ZUM_AUFTRAG, None, "rueckfrage_zum_auftrag", Klasse.BESCHLUSS, allgemein.FRAGE),
    _s(0, "fragen", "Rückfrage stellen", (_KO, _KI, _LG, _PG), _H,
       _ZUR_RM, None, "rueckfrage_zur_rm", Klasse.RM, allgemein.FRAGE),
    _s(0, "antworten", "Rückfrage beantworten", (_CM, _KO, _KI, _PG), _M,
       JEDER_DER_MELDUNG, None, "rueckfrage_zur_meldung", Klasse.MELDUNG, allgemein.ANTWORT),
    _s(0, "antworten", "Rückfrage beantworten", (_KO, _KI, _LG, _PG), _H,
       _ZUR_VORLAGE, None, "rueckfrage_zur_vorlage", _HF, allgemein.ANTWORT),
    _s(0, "antworten", "Rückfrage beantworten", (_KO, _KI, _LG, _PG), _H,
       _ZUM_AUFTRAG, None, "rueckfrage_zum_auftrag", Klasse.BESCHLUSS, allgemein.ANTWORT),
    _s(0, "antworten", "Rückfrage beantworten", (_KO, _KI, _LG, _PG), _H,
       _ZUR_RM, None, "rueckfrage_zur_rm", Klasse.RM, allgemein.ANTWORT),
    _s(0, "berichtigen", "Eintrag berichtigen", _ALLE, _M,
       JEDER_DER_MELDUNG, None, "berichtigung_der_meldung", Klasse.MELDUNG,
       allgemein.BERICHTIGUNG),
    _s(0, "berichtigen", "Eintrag berichtigen", _ALLE, _H,
       JEDER_DER_HERAUSFORDERUNG, None, "berichtigung_der_herausforderung", _HF,
       allgemein.BERICHTIGUNG),
    _s(0, "berichtigen", "Eintrag berichtigen", (_LG, _KI), _S,
       JEDER_DER_SITZUNG, None, "berichtigung_der_sitzung", Klasse.SITZUNG,
       allgemein.BERICHTIGUNG),
    _s(0, "keine_meldung", "Keine Meldung im Zeitraum", _CM, _K,
       (Z.GEFUEHRT,), None, "nullmeldung", Klasse.ERFOLG, m.NULLMELDUNG),
    _s(0, "gruenden", "Kreis gründen", _KO, _K,
       (), Z.GEFUEHRT, "kreis_gegruendet", Klasse.KREIS, kreis.GRUENDUNG, gruendet=True),
    _s(0, "einstellen", "Einstellung ändern", (_KO, _KI), _K,
       (Z.GEFUEHRT,), None, "einstellung", Klasse.KREIS, kreis.EINSTELLUNG),
    _s(0, "loeschen", "Inhalte löschen", _ALLE, _K,
       (Z.GEFUEHRT,), None, "loeschung", Klasse.KREIS, kreis.LOESCHUNG),
)
# fmt: on

#: Steps that belong to founding a district and are not offered to people.
VERBORGEN = frozenset({"gruenden"})
#: Steps done by the body the content names (`von`), or recorded for it.
NAMENTLICH = frozenset({"stellung_nehmen", "zusagen", "umsetzung_melden"})
#: Steps that only add something: it counts even where the case has moved on meanwhile.
JEDERZEIT = NAMENTLICH | {"fragen", "antworten", "mitzeichnen", "stellungnahme_einholen"}
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
    (_H, Z.WEITERGEGEBEN): ("antwort_erfassen",),
    (_S, Z.ANBERAUMT): ("niederschrift",),
}
#: Header types every program must understand before it goes on with the case.
MUSS_VERSTEHEN = frozenset({"loeschung"})
#: Header types whose events bear a signature of their own: papers rest on them.
EIGENE_UNTERSCHRIFT = frozenset(
    {
        "entscheidung_3",
        "entscheidung_4",
        "entscheidung_6",
        "rueckmeldung",
        "berichtigung_der_herausforderung",
    }
)
