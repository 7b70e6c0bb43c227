"""Step 1: what a CM-Stelle says in a Meldung, and the short forms of one."""

from ..felder import PFLICHT, Feld, Feldart
from .allgemein import FRISTSETZUNG, KEINE_PERSONENDATEN, TEXT
from .listenwerte import FALLZAHL, JA_NEIN

MELDUNG = (
    Feld("titel", "Titel", pflicht=PFLICHT),
    Feld("kurzfassung", "Kurzfassung", Feldart.ABSATZ, PFLICHT),
    Feld(
        "sachverhalt",
        "Sachverhalt",
        Feldart.ABSATZ,
        PFLICHT,
        hilfe="Was passiert? Wen trifft es? Zwischen welchen Stellen hakt es?",
    ),
    Feld("handlungsfeld", "Handlungsfeld", Feldart.LISTENWERT, PFLICHT, liste="handlungsfelder"),
    Feld("rechtskreise", "Rechtskreise", Feldart.LISTENWERTE, PFLICHT, liste="rechtskreise"),
    Feld(
        "betroffene_gruppe",
        "Betroffene Gruppe",
        hilfe="eine Gruppe, zum Beispiel „Familien im Bezug von SGB II“, nie eine Person",
    ),
    Feld(
        "ebene",
        "Ebene",
        Feldart.WAHL,
        auswahl={"lokal": "lokal", "kreis": "Kreis", "land": "Land", "bund": "Bund"},
    ),
    Feld("kommunen", "Kommunen", Feldart.LISTENWERTE, liste="kommunen"),
    Feld("schnittstelle", "Beteiligte Stellen"),
    Feld(
        "fallzahlklasse",
        "Fallzahl",
        Feldart.WAHL,
        auswahl=FALLZAHL,
    ),
    Feld("zeitraum", "Zeitraum"),
    Feld("haeufigkeit", "Häufigkeit"),
    Feld("dringlichkeit", "Dringlichkeit (1–4)", Feldart.ZAHL, von=1, bis=4),
    Feld("auswirkung", "Auswirkung (1–4)", Feldart.ZAHL, von=1, bis=4),
    Feld("unternommenes", "Bisher unternommen", Feldart.ABSATZ),
    Feld("loesungsidee", "Lösungsidee", Feldart.ABSATZ),
    Feld("rechtsgrundlagen", "Rechtsgrundlagen"),
    Feld(
        "wieder_aufgetreten",
        "Wieder aufgetreten",
        Feldart.OBJEKTE,
        felder=(Feld("am", "am", Feldart.DATUM, PFLICHT),),
    ),
    KEINE_PERSONENDATEN,
)

_THEMA = Feld(
    "thema",
    "Thema",
    Feldart.VORGANG,
    PFLICHT,
    hilfe="die Kennung auf dem Themenblatt",
    jedesmal=True,
)
_FALLZAHL = Feld("fallzahlklasse", "Fallzahl", Feldart.WAHL, auswahl=FALLZAHL, jedesmal=True)
_SATZ = Feld("kurzfassung", "Wie zeigt es sich bei Ihnen?", Feldart.ABSATZ, jedesmal=True)

#: A Meldung in short: what it is about stands on the Themenblatt.
DAS_KENNEN_WIR_AUCH = (_THEMA, KEINE_PERSONENDATEN, _FALLZAHL, _SATZ)

SAMMELMELDUNG = (
    _THEMA,
    KEINE_PERSONENDATEN,
    Feld("besprochen_am", "Gemeinsam besprochen am", Feldart.DATUM, jedesmal=True),
    _FALLZAHL,
    _SATZ,
)

ABFRAGE = (
    Feld(
        "frage",
        "Frage an alle CM-Stellen",
        Feldart.ABSATZ,
        PFLICHT,
        hilfe="Kennen Sie das auch?",
        jedesmal=True,
    ),
    FRISTSETZUNG,
)

ABFRAGEANTWORT = (
    Feld("kennt", "Kennen Sie das auch?", Feldart.WAHL, PFLICHT, JA_NEIN, jedesmal=True),
    KEINE_PERSONENDATEN,
    _FALLZAHL,
    _SATZ,
)

NULLMELDUNG = (
    Feld("von_tag", "Zeitraum von", Feldart.DATUM, PFLICHT, jedesmal=True),
    Feld("bis_tag", "Zeitraum bis", Feldart.DATUM, PFLICHT, jedesmal=True),
)

SCHWAERZUNG = (
    *(f for f in MELDUNG if f.name in {"titel", "kurzfassung", "sachverhalt"}),
    Feld("begruendung", "Warum geschwärzt", Feldart.ABSATZ, PFLICHT, jedesmal=True),
)

NOTIZ = (TEXT,)
