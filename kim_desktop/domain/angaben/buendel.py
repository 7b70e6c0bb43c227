"""Step 2: what the CM-Koordination adds to Meldungen and makes of them."""

from collections.abc import Mapping
from dataclasses import replace

from ..felder import PFLICHT, Feld, Feldart
from ..zustaende import Zustand
from .allgemein import BEGRUENDUNG, FRISTSETZUNG, VON
from .beschluss import GRUPPEN, LOESUNGSANSATZ_MIT_BESCHLUSS

BEWERTUNG = (
    Feld("bewertung", "Bewertung", Feldart.ABSATZ),
    Feld("abgrenzung", "Abgrenzung Einzelfall/System", Feldart.ABSATZ),
    Feld("empfehlung", "Empfehlung", Feldart.ABSATZ),
)

MELDUNGEN = Feld("meldungen", "Meldungen", Feldart.KENNUNGEN, PFLICHT, jedesmal=True)

NEUE_BUENDELUNG = (
    MELDUNGEN,
    Feld("titel", "Titel der Herausforderung", pflicht=PFLICHT),
    Feld("kurzfassung", "Kurzfassung", Feldart.ABSATZ),
    *BEWERTUNG,
)

BUENDELUNG = (MELDUNGEN, *BEWERTUNG)

UNTER_SCHWELLE = Feld(
    "begruendung",
    "Begründung (nur unter der Schwelle nötig)",
    Feldart.ABSATZ,
    jedesmal=True,
    hilfe="Warum trotz zu weniger CM-Stellen vorgelegt wird",
)

EILT = Feld(
    "eilt",
    "Eilt: noch vor der nächsten Sitzung zu entscheiden",
    Feldart.JA_NEIN,
    jedesmal=True,
)

BESCHEID = (
    Feld("text", "Bescheid", Feldart.ABSATZ, PFLICHT, jedesmal=True),
    Feld("stand", "Stand des Verfahrens"),
    Feld("naechster_termin", "Nächster Termin", Feldart.DATUM),
    Feld("grund", "Grund", Feldart.ABSATZ, jedesmal=True),
)

THEMENBLATT = (
    Feld("titel", "Titel", pflicht=PFLICHT),
    Feld("saetze", "Drei neutrale Sätze", Feldart.TEXTE, PFLICHT),
    Feld("stand", "Stand des Verfahrens"),
    Feld("grund", "Grund eines Nein", Feldart.ABSATZ, jedesmal=True),
)

ZUSAMMENFASSUNG = (
    Feld("meldungen", "Zahl der Meldungen", Feldart.ZAHL, PFLICHT),
    Feld("cm_stellen", "Zahl der CM-Stellen", Feldart.ZAHL, PFLICHT),
    Feld("schwelle", "Schwelle", Feldart.ZAHL, PFLICHT),
    Feld("erklaerung", "Erklärung"),
    Feld("kommunen", "Kommunen", Feldart.TEXTE),
    Feld("handlungsfelder", "Handlungsfelder", Feldart.TEXTE),
    Feld("rechtskreise", "Rechtskreise", Feldart.TEXTE),
    Feld("fallzahlen", "Fallzahlklassen", Feldart.TEXTE),
)

STELLUNGNAHME_EINHOLEN = (
    VON,
    Feld("frage", "Wozu Stellung genommen werden soll", Feldart.ABSATZ, jedesmal=True),
    FRISTSETZUNG,
)

STELLUNGNAHME = (
    VON,
    Feld("text", "Stellungnahme", Feldart.ABSATZ, jedesmal=True),
    Feld("keine", "Es wird keine Stellungnahme abgegeben", Feldart.JA_NEIN, jedesmal=True),
    Feld("stand_vom", "Stellungnahme vom", Feldart.DATUM, jedesmal=True),
)

#: Where an old topic can stand when it is taken up.
EINGANGSZUSTAENDE = tuple(
    z
    for z in Zustand
    if z
    not in {
        Zustand.GEMELDET,
        Zustand.ZUR_ERGAENZUNG,
        Zustand.ZURUECKGEZOGEN,
        Zustand.NICHT_EINSEHBAR,
        Zustand.OHNE_WIRKUNG,
        Zustand.GEFUEHRT,
        Zustand.ANBERAUMT,
        Zustand.PROTOKOLLIERT,
    }
)


def _zustandswahl(zustaende: tuple[Zustand, ...]) -> Mapping[str, str]:
    return {str(z): z.label for z in zustaende}


ALTBESTAND = (
    Feld("titel", "Titel der Herausforderung", pflicht=PFLICHT, jedesmal=True),
    Feld(
        "zustand",
        "Wo steht das Thema heute?",
        Feldart.WAHL,
        PFLICHT,
        _zustandswahl(EINGANGSZUSTAENDE),
        jedesmal=True,
    ),
    Feld("beschlossen_am", "Vor Einführung beschlossen am", Feldart.DATUM, jedesmal=True),
    Feld("kurzfassung", "Kurzfassung", Feldart.ABSATZ, jedesmal=True),
    *BEWERTUNG,
    replace(GRUPPEN, jedesmal=True),
    Feld(
        "loesungsansaetze",
        "Lösungsansätze",
        Feldart.OBJEKTE,
        felder=LOESUNGSANSATZ_MIT_BESCHLUSS,
        jedesmal=True,
    ),
    Feld("begruendung", "Grund eines Nein", Feldart.ABSATZ, jedesmal=True),
    Feld("mitteilung", "Was ist künftig anders?", Feldart.ABSATZ, jedesmal=True),
)

UEBERNAHME_DER_MELDUNG = (
    Feld("nachfolge", "Wer übernimmt", Feldart.STELLE, PFLICHT, jedesmal=True),
    BEGRUENDUNG,
)
UEBERNAHME_DER_GRUPPE = (
    Feld("bisher", "Bisherige Projektgruppe", pflicht=PFLICHT, jedesmal=True),
    *UEBERNAHME_DER_MELDUNG,
)

ANTWORT_DRITTER = (
    Feld("text", "Antwort", Feldart.ABSATZ, PFLICHT, jedesmal=True),
    Feld(
        "zustand",
        "Wie geht es weiter?",
        Feldart.WAHL,
        PFLICHT,
        {str(Zustand.GEBUENDELT): "wird weiter verfolgt", str(Zustand.ERLEDIGT): "ist erledigt"},
        jedesmal=True,
    ),
    Feld("antwort_vom", "Antwort vom", Feldart.DATUM, jedesmal=True),
)
