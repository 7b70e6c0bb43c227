"""A Sitzung of the Lenkungsgruppe: invitation, agenda, minutes (Niederschrift, DIN 5008)."""

from ..felder import PFLICHT, Feld, Feldart

_MITGLIED = (
    Feld("name", "Stelle oder Funktion", pflicht=PFLICHT),
    Feld("vertretung", "vertreten durch"),
    Feld("stimmberechtigt", "stimmberechtigt", Feldart.JA_NEIN),
)

SITZUNG = (
    Feld("titel", "Bezeichnung der Sitzung", pflicht=PFLICHT),
    Feld("sitzung_am", "Sitzung am", Feldart.DATUM, PFLICHT),
    Feld("beginn", "Beginn"),
    Feld("ort", "Ort"),
    Feld("einladung_bis", "Einladung bis", Feldart.DATUM),
    Feld("leitung", "Leitung"),
    Feld("mitglieder", "Mitglieder und Vertretungen", Feldart.OBJEKTE, felder=_MITGLIED),
)

_PUNKT = (
    Feld("top", "TOP", pflicht=PFLICHT),
    Feld("vorgang", "Herausforderung", Feldart.VORGANG),
    Feld("titel", "Gegenstand"),
    Feld("text", "Worum geht es?", Feldart.ABSATZ),
    Feld("oeffentlich", "öffentlich", Feldart.JA_NEIN),
    Feld("nachgereicht", "nachgereicht", Feldart.JA_NEIN),
)

TAGESORDNUNG = (Feld("punkte", "Tagesordnungspunkte", Feldart.OBJEKTE, PFLICHT, felder=_PUNKT),)

FREIER_TOP = (
    Feld("titel", "Gegenstand", pflicht=PFLICHT, jedesmal=True),
    Feld("text", "Worum geht es?", Feldart.ABSATZ, jedesmal=True),
    Feld("oeffentlich", "öffentlich", Feldart.JA_NEIN, jedesmal=True),
)

NIEDERSCHRIFT = (
    Feld(
        "stand",
        "Stand des Ergebnisprotokolls",
        Feldart.WAHL,
        PFLICHT,
        {
            "entwurf": "Entwurf",
            "versandt": "versandt",
            "genehmigt": "genehmigt",
        },
        jedesmal=True,
    ),
    Feld("beginn", "Beginn"),
    Feld("ende", "Ende"),
    Feld("ort", "Ort"),
    Feld("anwesende", "Anwesende", Feldart.TEXTE),
    Feld("entschuldigte", "Entschuldigte", Feldart.TEXTE),
    Feld("gaeste", "Gäste", Feldart.TEXTE),
    Feld("leitung", "Leitung"),
    Feld("protokollfuehrung", "Protokollführung"),
    Feld(
        "ergebnisse",
        "Ergebnisse je TOP",
        Feldart.OBJEKTE,
        felder=(
            Feld("top", "TOP", pflicht=PFLICHT),
            Feld("titel", "Gegenstand"),
            Feld("ergebnis", "Ergebnis", Feldart.ABSATZ, PFLICHT),
        ),
    ),
    Feld("einwaende_bis", "Einwände bis", Feldart.DATUM),
    Feld("verteiler", "Verteiler", Feldart.TEXTE),
)
