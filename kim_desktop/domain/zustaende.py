"""The states of Meldung, Herausforderung and Sitzung and the step number each belongs to."""

from enum import StrEnum


class Zustand(StrEnum):
    """State of a case; the values are the contract with files and command line."""

    GEMELDET = "gemeldet"
    ZUR_ERGAENZUNG = "zur_ergaenzung"
    GEBUENDELT = "gebuendelt"
    BEOBACHTET = "beobachtet"
    ERLEDIGT = "erledigt"
    ZURUECKGEZOGEN = "zurueckgezogen"
    VORGELEGT = "vorgelegt"
    WEITERGELEITET = "weitergeleitet"
    VERTAGT = "vertagt"
    BEAUFTRAGT = "beauftragt"
    IN_BEARBEITUNG = "in_bearbeitung"
    RM_VORGELEGT = "rm_vorgelegt"
    BESCHLOSSEN = "beschlossen"
    BEKANNTGEGEBEN = "bekanntgegeben"
    ABGESCHLOSSEN = "abgeschlossen"
    AUFTRAG_NICHT_ERTEILT = "auftrag_nicht_erteilt"
    ZUR_KENNTNIS = "zur_kenntnis"
    WEITERGEGEBEN = "weitergegeben"
    NICHT_EINSEHBAR = "nicht_einsehbar"
    OHNE_WIRKUNG = "ohne_wirkung"
    ANBERAUMT = "anberaumt"
    PROTOKOLLIERT = "protokolliert"
    GEFUEHRT = "gefuehrt"

    @property
    def label(self) -> str:
        """State as people read it."""
        return _LABEL[self]


_LABEL = {
    Zustand.GEMELDET: "gemeldet",
    Zustand.ZUR_ERGAENZUNG: "zur Ergänzung zurückgegeben",
    Zustand.GEBUENDELT: "gebündelt",
    Zustand.BEOBACHTET: "wird beobachtet",
    Zustand.ERLEDIGT: "erledigt",
    Zustand.ZURUECKGEZOGEN: "zurückgezogen",
    Zustand.VORGELEGT: "der KI-Leitung vorgelegt",
    Zustand.WEITERGELEITET: "an die Lenkungsgruppe weitergeleitet",
    Zustand.VERTAGT: "vertagt",
    Zustand.BEAUFTRAGT: "Auftrag erteilt",
    Zustand.IN_BEARBEITUNG: "in Bearbeitung",
    Zustand.RM_VORGELEGT: "Rückmeldung liegt vor",
    Zustand.BESCHLOSSEN: "beschlossen",
    Zustand.BEKANNTGEGEBEN: "bekannt gegeben",
    Zustand.ABGESCHLOSSEN: "abgeschlossen",
    Zustand.AUFTRAG_NICHT_ERTEILT: "Auftrag nicht erteilt",
    Zustand.ZUR_KENNTNIS: "zur Kenntnis genommen",
    Zustand.WEITERGEGEBEN: "weitergegeben",
    Zustand.NICHT_EINSEHBAR: "nicht einsehbar",
    Zustand.OHNE_WIRKUNG: "ohne Wirkung",
    Zustand.ANBERAUMT: "anberaumt",
    Zustand.PROTOKOLLIERT: "protokolliert",
    Zustand.GEFUEHRT: "geführt",
}

#: A Meldung in these states can be put into a bundle.
BUENDELBAR = frozenset({Zustand.GEMELDET, Zustand.ZUR_ERGAENZUNG, Zustand.BEOBACHTET})

#: Step of the eight in which a Herausforderung stands in each state.
SCHRITT_DER_HERAUSFORDERUNG = {
    Zustand.GEBUENDELT: 2,
    Zustand.BEOBACHTET: 2,
    Zustand.ERLEDIGT: 2,
    Zustand.VORGELEGT: 3,
    Zustand.WEITERGELEITET: 4,
    Zustand.VERTAGT: 4,
    Zustand.AUFTRAG_NICHT_ERTEILT: 4,
    Zustand.ZUR_KENNTNIS: 4,
    Zustand.WEITERGEGEBEN: 4,
    Zustand.BEAUFTRAGT: 5,
    Zustand.IN_BEARBEITUNG: 5,
    Zustand.RM_VORGELEGT: 6,
    Zustand.BESCHLOSSEN: 7,
    Zustand.BEKANNTGEGEBEN: 8,
    Zustand.ABGESCHLOSSEN: 8,
    Zustand.NICHT_EINSEHBAR: 0,
    Zustand.OHNE_WIRKUNG: 0,
}
