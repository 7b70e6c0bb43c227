"""Step 3: the paper the KI-Leitung puts before the Lenkungsgruppe."""

from ..felder import PFLICHT, Feld, Feldart

VORLAGE = (
    Feld("vorlagennummer", "Vorlagennummer"),
    Feld("aktenzeichen", "Aktenzeichen"),
    Feld(
        "art",
        "Art der Vorlage",
        Feldart.WAHL,
        auswahl={"beschluss": "Beschlussvorlage", "mitteilung": "Mitteilungsvorlage"},
    ),
    Feld("oeffentlich", "öffentlich", Feldart.JA_NEIN),
    Feld("sitzung_am", "Sitzung am", Feldart.DATUM),
    Feld("federfuehrung", "Federführung"),
    Feld("mitzeichnung", "Mitzeichnung"),
    Feld("beschlussvorschlag", "Beschlussvorschlag", Feldart.ABSATZ, PFLICHT),
    Feld("sachverhalt", "Sachverhalt", Feldart.ABSATZ, PFLICHT),
    Feld("alternativen", "Alternativen", Feldart.ABSATZ),
    Feld("auswirkungen_finanziell", "Finanzielle Auswirkungen", Feldart.ABSATZ),
    Feld("auswirkungen_personell", "Personelle Auswirkungen", Feldart.ABSATZ),
    Feld(
        "auswirkungen_weitere",
        "Weitere Auswirkungen",
        Feldart.OBJEKTE,
        felder=(
            Feld("bezeichnung", "worauf", pflicht=PFLICHT),
            Feld("text", "Auswirkung", Feldart.ABSATZ, PFLICHT),
        ),
    ),
    Feld("rechtsgrundlage", "Rechtsgrundlage"),
)

MITZEICHNUNG = (
    Feld("wer", "Wer zeichnet mit", pflicht=PFLICHT, jedesmal=True),
    Feld(
        "ergebnis",
        "Ergebnis",
        Feldart.WAHL,
        PFLICHT,
        {
            "mitgezeichnet": "mitgezeichnet",
            "mit_anmerkung": "mitgezeichnet mit Anmerkung",
            "nicht_mitgezeichnet": "nicht mitgezeichnet",
        },
        jedesmal=True,
    ),
    Feld("text", "Anmerkung", Feldart.ABSATZ, jedesmal=True),
)
