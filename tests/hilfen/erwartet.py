"""Who may do what from where, written by hand from the description of the process.

Nothing here is derived from `SCHRITTE`: table and test cannot err together.
"""

from typing import NamedTuple

from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.schritt import Fallart
from kim_desktop.domain.zustaende import Zustand

# Kind of case, step, roles, from-states > to-state.
# Cases: M Meldung, H Herausforderung, S Sitzung, K Kreis.
# Roles: C CM-Stelle, K CM-Koordination, L KI-Leitung, G Lenkungsgruppe, P Projektgruppe. Whatever
# C or P do, K may record for them.
# States: - no case yet, = stays, * whenever the case exists.
ERWARTET = """
M melden                    C      - > gemeldet
M das_kennen_wir_auch       C      - > gemeldet
M sammelmeldung_bestaetigen C      - > gemeldet
M ergaenzen                 C      gemeldet zur_ergaenzung > gemeldet
M ergaenzen                 C      beobachtet > =
M zurueckziehen             C      gemeldet zur_ergaenzung beobachtet > zurueckgezogen
M buendelung_widersprechen  C      gemeldet zur_ergaenzung beobachtet > =
M zur_ergaenzung            K      gemeldet beobachtet > zur_ergaenzung
M beobachten                K      gemeldet > beobachtet
M ohne_vorlage_erledigen    K      gemeldet zur_ergaenzung beobachtet > erledigt
M bescheiden                K      * > =
M schwaerzen                K      * > =
M notieren                  K      * > =
M uebernehmen               K      * > =
M fragen                    CKLP   * > =
M antworten                 CKLP   * > =
M berichtigen               CKLP   * > =

H buendeln                  K      - > gebuendelt
H buendeln                  K      gebuendelt beobachtet > gebuendelt
H loesen                    K      gebuendelt beobachtet > =
H altbestand_aufnehmen      K      - > gebuendelt
H beobachten                K      gebuendelt > beobachtet
H ohne_vorlage_erledigen    K      gebuendelt beobachtet > erledigt
H zusammenfassen            K      * > =
H abfragen                  K      * > =
H abfrage_beantworten       C      * > =
H themenblatt_freigeben     K      * > =
H notieren                  K      * > =
H uebernehmen               K      * > =
H stellungnahme_einholen    KL     gebuendelt beobachtet vorgelegt weitergeleitet vertagt > =
H stellung_nehmen           CKLGP  * > =
H vorlegen                  K      gebuendelt beobachtet > vorgelegt
H zurueckgeben              L      vorgelegt > gebuendelt
H weiterleiten              L      vorgelegt > weitergeleitet
H mitzeichnen               L      vorgelegt weitergeleitet vertagt > =
H beauftragen               G      weitergeleitet vertagt > beauftragt
H auftrag_nicht_erteilen    G      weitergeleitet vertagt > auftrag_nicht_erteilt
H vertagen                  G      weitergeleitet vertagt > vertagt
H vertagen                  G      rm_vorgelegt > =
H zurueckverweisen          G      weitergeleitet vertagt > gebuendelt
H zur_kenntnis_nehmen       G      weitergeleitet vertagt rm_vorgelegt > zur_kenntnis
H weitergeben               G      weitergeleitet vertagt rm_vorgelegt > weitergegeben
H verweisen                 G      weitergeleitet vertagt > weitergegeben
H bearbeiten                P      beauftragt in_bearbeitung > in_bearbeitung
H bearbeiten                P      rm_vorgelegt > =
H rueckmelden               P      beauftragt in_bearbeitung rm_vorgelegt > rm_vorgelegt
H zusagen                   CKLGP  rm_vorgelegt beschlossen bekanntgegeben > =
H umsetzung_melden          CKLGP  beschlossen bekanntgegeben abgeschlossen > =
H beschliessen              G      rm_vorgelegt > =
H rm_zurueckverweisen       G      rm_vorgelegt > in_bearbeitung
H bekanntgeben              K      beschlossen > bekanntgegeben
H kenntnis_nehmen           C      bekanntgegeben abgeschlossen > =
H erfolg_melden             C      bekanntgegeben abgeschlossen > =
H abschliessen              K      bekanntgegeben > abgeschlossen
H antwort_erfassen          K      weitergegeben > gebuendelt
H wiederaufnehmen           K      abgeschlossen auftrag_nicht_erteilt zur_kenntnis > gebuendelt
H wiederaufnehmen           K      erledigt > gebuendelt
H fragen                    KLGP   gebuendelt beobachtet vorgelegt weitergeleitet vertagt > =
H fragen                    KLGP   beauftragt in_bearbeitung rm_vorgelegt beschlossen > =
H fragen                    KLGP   bekanntgegeben abgeschlossen erledigt > =
H fragen                    KLGP   auftrag_nicht_erteilt zur_kenntnis weitergegeben > =
H antworten                 KLGP   gebuendelt beobachtet vorgelegt weitergeleitet vertagt > =
H antworten                 KLGP   beauftragt in_bearbeitung rm_vorgelegt beschlossen > =
H antworten                 KLGP   bekanntgegeben abgeschlossen erledigt > =
H antworten                 KLGP   auftrag_nicht_erteilt zur_kenntnis weitergegeben > =
H berichtigen               CKLGP  * > =

S sitzung_anlegen           LG     - > anberaumt
S tagesordnung              LG     * > =
S freier_top                LG     * > =
S niederschrift             G      * > protokolliert
S berichtigen               LG     * > =

K gruenden                  K      - > gefuehrt
K keine_meldung             C      gefuehrt > =
K einstellen                KL     gefuehrt > =
K loeschen                  CKLGP  gefuehrt > =
"""
FAELLE = {
    "M": (
        Fallart.MELDUNG,
        "gemeldet zur_ergaenzung beobachtet erledigt zurueckgezogen nicht_einsehbar",
    ),
    "H": (
        Fallart.HERAUSFORDERUNG,
        "gebuendelt beobachtet erledigt vorgelegt weitergeleitet vertagt auftrag_nicht_erteilt "
        "zur_kenntnis weitergegeben beauftragt in_bearbeitung rm_vorgelegt beschlossen "
        "bekanntgegeben abgeschlossen nicht_einsehbar",
    ),
    "S": (Fallart.SITZUNG, "anberaumt protokolliert"),
    "K": (Fallart.KREIS, "gefuehrt"),
}
ROLLEN = {
    "C": Rolle.CM_STELLE,
    "K": Rolle.CM_KOORDINATION,
    "L": Rolle.KI_LEITUNG,
    "G": Rolle.LENKUNGSGRUPPE,
    "P": Rolle.PROJEKTGRUPPE,
}
#: Decisions whose content was erased can be taken again; they lead where they always do.
NACH_LOESCHUNG = {
    "zurueckgeben": "gebuendelt",
    "weiterleiten": "weitergeleitet",
    "beauftragen": "beauftragt",
    "auftrag_nicht_erteilen": "auftrag_nicht_erteilt",
    "vertagen": "vertagt",
    "zurueckverweisen": "gebuendelt",
    "zur_kenntnis_nehmen": "zur_kenntnis",
    "weitergeben": "weitergegeben",
    "verweisen": "weitergegeben",
    "beschliessen": "rm_vorgelegt",
    "rm_zurueckverweisen": "in_bearbeitung",
}

Ziele = dict[Zustand | None, Zustand]


class Erlaubt(NamedTuple):
    """Who may do a step in a kind of case, and where it leads from each state."""

    rollen: frozenset[Rolle]
    ziele: Ziele


def gelesen() -> dict[tuple[Fallart, str], Erlaubt]:
    """Read the table written by hand."""
    tafel: dict[tuple[Fallart, str], Erlaubt] = {}
    for zeile in filter(None, ERWARTET.splitlines()):
        kuerzel, name, wer, rest = zeile.split(maxsplit=3)
        links, nach = (teil.strip() for teil in rest.split(">"))
        art, alle = FAELLE[kuerzel]
        ziele: Ziele = {}
        for von in (alle if links == "*" else links).split():
            ab = None if von == "-" else Zustand(von)
            ziele[ab] = Zustand(von if nach == "=" else nach)
        if art is Fallart.HERAUSFORDERUNG and name in NACH_LOESCHUNG:
            ziele[Zustand.NICHT_EINSEHBAR] = Zustand(NACH_LOESCHUNG[name])
        rollen = frozenset(ROLLEN[r] for r in wer)
        bisher = tafel.get((art, name), Erlaubt(rollen, {}))
        assert bisher.rollen == rollen
        tafel[art, name] = Erlaubt(rollen, {**bisher.ziele, **ziele})
    return tafel


TAFEL = gelesen()
