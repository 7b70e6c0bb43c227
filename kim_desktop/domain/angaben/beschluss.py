"""Steps 4 and 6: what the Lenkungsgruppe decides."""

from dataclasses import replace

from ..felder import PFLICHT, Feld, Feldart
from .allgemein import BEGRUENDUNG, VON
from .rueckmeldung import LOESUNGSANSATZ, MEILENSTEINE, OEFFENTLICHKEITSARBEIT

_SITZUNG = (
    Feld("sitzung_am", "Sitzung am", Feldart.DATUM),
    Feld("sitzung", "Bezeichnung der Sitzung"),
    Feld("top", "TOP"),
)

_ABSTIMMUNG = (
    Feld(
        "verfahren",
        "Verfahren",
        Feldart.WAHL,
        auswahl={
            "konsens": "im Konsens",
            "abstimmung": "durch Abstimmung",
            "umlauf": "im Umlaufverfahren",
        },
    ),
    Feld("ja", "Ja-Stimmen", Feldart.ZAHL, bis=999, jedesmal=True),
    Feld("nein", "Nein-Stimmen", Feldart.ZAHL, bis=999, jedesmal=True),
    Feld("enthaltung", "Enthaltungen", Feldart.ZAHL, bis=999, jedesmal=True),
    Feld("befangen", "Befangen", Feldart.ZAHL, bis=999, jedesmal=True),
)

BESCHLUSS = (
    *_SITZUNG,
    Feld("beschlusstext", "Beschlusstext", Feldart.ABSATZ, PFLICHT),
    *_ABSTIMMUNG,
    Feld("prioritaet", "Priorität", Feldart.ZAHL, von=1, bis=9),
    Feld("frist", "Frist", Feldart.DATUM, jedesmal=True),
)

GRUPPEN = Feld(
    "gruppen",
    "Projektgruppen",
    Feldart.OBJEKTE,
    felder=(
        Feld("id", "Kennzeichen"),
        Feld("name", "Name der Gruppe", pflicht=PFLICHT),
        Feld(
            "art",
            "Art der Gruppe",
            Feldart.WAHL,
            auswahl={"lokal": "lokal", "themenspezifisch": "themenspezifisch"},
        ),
        Feld("leitung", "Leitung"),
        Feld("mitglieder", "Mitglieder (Stellen)", Feldart.TEXTE),
    ),
)

AUFTRAG = (
    replace(GRUPPEN, pflicht=PFLICHT),
    Feld("ziel", "Ziel des Auftrags", Feldart.ABSATZ, PFLICHT),
    Feld("nicht_ziele", "Nicht-Ziele", Feldart.ABSATZ),
    MEILENSTEINE,
    Feld("berichtstermin", "Berichtstermin", Feldart.DATUM, PFLICHT),
)

VERTAGUNG = (
    *_SITZUNG,
    Feld("vertagt_auf", "Vertagt auf", Feldart.DATUM, jedesmal=True),
    Feld("begruendung", "Begründung", Feldart.ABSATZ, jedesmal=True),
)

BESCHLUSS_UEBER_RM = (
    Feld(
        "gegenstand",
        "Worüber",
        pflicht=PFLICHT,
        hilfe="ein Lösungsansatz oder „oeffentlichkeitsarbeit“",
        jedesmal=True,
    ),
    Feld(
        "ergebnis",
        "Ergebnis",
        Feldart.WAHL,
        PFLICHT,
        auswahl={
            "beschlossen": "beschlossen",
            "geaendert": "geändert beschlossen",
            "vereinbart": "vereinbart",
            "empfohlen": "empfohlen",
            "abgelehnt": "abgelehnt",
        },
        jedesmal=True,
    ),
    *BESCHLUSS,
    Feld("begruendung", "Begründung (bei Ablehnung)", Feldart.ABSATZ, jedesmal=True),
    Feld(
        "oeffentlichkeitsarbeit",
        "Öffentlichkeitsarbeit",
        Feldart.OBJEKT,
        felder=OEFFENTLICHKEITSARBEIT,
    ),
)

WEITERGABE = (
    *BESCHLUSS,
    Feld(
        "an",
        "Weitergegeben an",
        Feldart.WAHL,
        PFLICHT,
        {"land": "Land", "bund": "Bund", "dritte": "Dritte"},
        jedesmal=True,
    ),
    Feld("adressat", "Adressat", jedesmal=True),
    Feld("antwort_bis", "Antwort erbeten bis", Feldart.DATUM, jedesmal=True),
)

VERWEISUNG = (
    *BESCHLUSS,
    Feld("adressat", "Verwiesen an", pflicht=PFLICHT, jedesmal=True),
    BEGRUENDUNG,
    Feld("antwort_bis", "Antwort erbeten bis", Feldart.DATUM, jedesmal=True),
)

#: A Lösungsansatz of an old topic brings the decision on it along.
LOESUNGSANSATZ_MIT_BESCHLUSS = (
    *LOESUNGSANSATZ,
    Feld("beschlusstext", "Beschlusstext", Feldart.ABSATZ),
)

_ANSATZ = Feld("loesungsansatz", "Lösungsansatz", pflicht=PFLICHT, jedesmal=True)

ZUSAGE = (
    _ANSATZ,
    VON,
    Feld(
        "zusage",
        "Zusage",
        Feldart.WAHL,
        PFLICHT,
        {"ja": "ja", "unter_vorbehalt": "unter Vorbehalt", "nein": "nein"},
        jedesmal=True,
    ),
    Feld("vorbehalt", "Vorbehalt (Gremium, Haushalt)", jedesmal=True),
    Feld("zugesagt_am", "zugesagt am", Feldart.DATUM, jedesmal=True),
    Feld("text", "Bemerkung", Feldart.ABSATZ, jedesmal=True),
)

UMSETZUNG = (
    replace(_ANSATZ, hilfe="ein Lösungsansatz oder „oeffentlichkeitsarbeit“"),
    VON,
    Feld(
        "umsetzungsstand",
        "Umsetzungsstand",
        Feldart.WAHL,
        PFLICHT,
        {
            "offen": "offen",
            "laeuft": "läuft",
            "verspaetet": "verspätet",
            "umgesetzt": "umgesetzt",
            "nicht_umgesetzt": "nicht umgesetzt",
        },
        jedesmal=True,
    ),
    Feld("sachstand", "Sachstand", Feldart.ABSATZ, jedesmal=True),
    Feld("frist", "Neue Frist", Feldart.DATUM, jedesmal=True),
)
