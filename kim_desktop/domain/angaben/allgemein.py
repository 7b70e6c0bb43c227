"""What every step may say besides its own fields, and fields several steps share."""

from ..felder import PFLICHT, Feld, Feldart

QUELLEN = {
    "programm": "im Programm",
    "papier": "Papier",
    "mail": "Mail",
    "telefon": "Telefon",
    "sitzung": "Sitzung",
}

#: Asked for by every step: who it is recorded for, when it happened, where it comes from.
ALLGEMEIN = (
    Feld("fuer_stelle", "erfasst für", Feldart.STELLE, jedesmal=True),
    Feld("geschehen_am", "geschehen am", Feldart.DATUM, jedesmal=True),
    Feld("quelle", "Quelle", Feldart.WAHL, auswahl=QUELLEN, jedesmal=True),
    Feld("anlagen", "Anlagen", Feldart.ANLAGEN, jedesmal=True),
)

BEGRUENDUNG = Feld("begruendung", "Begründung", Feldart.ABSATZ, PFLICHT, jedesmal=True)

TEXT = Feld("text", "Text", Feldart.ABSATZ, PFLICHT, jedesmal=True)

FRISTSETZUNG = Feld("frist", "Antwort bis", Feldart.DATUM, jedesmal=True)

#: The body a step speaks for: a Stelle, or one without the program named in the list.
VON = Feld(
    "von",
    "Stelle oder Einrichtung",
    pflicht=PFLICHT,
    hilfe="zum Beispiel Jobcenter, Schulamt, Pressestelle",
    jedesmal=True,
)

KEINE_PERSONENDATEN = Feld(
    "keine_personendaten",
    "Es sind keine personenbezogenen Daten enthalten",
    Feldart.JA_NEIN,
    PFLICHT,
    jedesmal=True,
)

FRAGE = (TEXT, FRISTSETZUNG)
ANTWORT = (
    Feld("frage", "Auf welche Rückfrage", pflicht=PFLICHT, jedesmal=True),
    TEXT,
)

BERICHTIGUNG = (
    Feld("eintrag", "Eintrag", pflicht=PFLICHT, jedesmal=True),
    Feld("warum", "Warum wird berichtigt?", Feldart.ABSATZ, PFLICHT, jedesmal=True),
    Feld(
        "inhalt",
        "Richtiger Inhalt",
        Feldart.INHALT,
        PFLICHT,
        hilfe="alle Angaben des Eintrags, wie sie richtig lauten",
        jedesmal=True,
    ),
)
