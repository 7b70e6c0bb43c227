"""Steps 7 and 8: making solutions known, applying them, and what came of it."""

from ..felder import PFLICHT, Feld, Feldart
from .listenwerte import JA_TEILS_NEIN

BEKANNTGABE = (
    Feld("titel", "Titel"),
    Feld("mitteilung", "Was ist künftig anders?", Feldart.ABSATZ, PFLICHT),
    Feld("gilt_ab", "gilt ab", Feldart.DATUM),
    Feld("ansprechstelle", "Ansprechstelle"),
)

ERFOLG = (
    Feld("loesungsansatz", "Lösungsansatz", pflicht=PFLICHT, jedesmal=True),
    Feld(
        "angewendet",
        "angewendet",
        Feldart.WAHL,
        PFLICHT,
        auswahl=JA_TEILS_NEIN,
        jedesmal=True,
    ),
    Feld("seit", "angewendet seit", Feldart.DATUM, jedesmal=True),
    Feld("wirkung", "Wirkung (1–5)", Feldart.ZAHL, von=1, bis=5, jedesmal=True),
    Feld(
        "besteht_fort",
        "Besteht das Hindernis fort?",
        Feldart.WAHL,
        auswahl=JA_TEILS_NEIN,
        jedesmal=True,
    ),
    Feld("text", "Erfahrung", Feldart.ABSATZ, jedesmal=True),
)

ABSCHLUSS = (
    Feld(
        "wirksamkeit",
        "Ergebnis",
        Feldart.WAHL,
        PFLICHT,
        auswahl={
            "wirksam": "wirksam",
            "teilweise": "teilweise wirksam",
            "nicht_wirksam": "nicht wirksam",
        },
    ),
    Feld("text", "Bemerkung", Feldart.ABSATZ, jedesmal=True),
)
