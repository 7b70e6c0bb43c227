"""The district's own case: founding, settings, erasures."""

from ..felder import PFLICHT, Feld, Feldart

GRUENDUNG = (Feld("name", "Kreis", pflicht=PFLICHT),)

EINSTELLUNG = (
    Feld("schluessel", "Einstellung", pflicht=PFLICHT),
    Feld("wert", "Wert"),
    Feld(
        "eintraege",
        "Einträge",
        Feldart.OBJEKTE,
        felder=(
            Feld("schluessel", "Schlüssel", hilfe="wird bei neuen Einträgen vergeben"),
            Feld("label", "Bezeichnung", pflicht=PFLICHT),
            Feld("aktiv", "sichtbar", Feldart.JA_NEIN),
        ),
    ),
)

LOESCHUNG = (
    Feld("ereignisse", "Einträge", Feldart.TEXTE, PFLICHT),
    Feld(
        "grund",
        "Grund",
        Feldart.WAHL,
        PFLICHT,
        auswahl={
            "personenbezug": "Personenbezug",
            "irrtum": "irrtümlich eingetragen",
            "rechtsgrund": "rechtlich geboten",
        },
    ),
)
