"""Step 5: the work of a Projektgruppe and its Rückmeldung (RM)."""

from ..felder import PFLICHT, Feld, Feldart

MEILENSTEINE = Feld(
    "meilensteine",
    "Meilensteine",
    Feldart.OBJEKTE,
    felder=(
        Feld("text", "Meilenstein", pflicht=PFLICHT),
        Feld("termin", "Termin", Feldart.DATUM),
        Feld("erledigt", "erledigt", Feldart.JA_NEIN),
    ),
)

ARBEIT = (
    Feld("zwischenstand", "Zwischenstand", Feldart.ABSATZ, PFLICHT, jedesmal=True),
    Feld(
        "aufgaben",
        "Aufgaben",
        Feldart.OBJEKTE,
        felder=(
            Feld("text", "Aufgabe", pflicht=PFLICHT),
            Feld("zustaendig", "zuständig"),
            Feld("frist", "Frist", Feldart.DATUM),
            Feld("erledigt", "erledigt", Feldart.JA_NEIN),
        ),
    ),
    MEILENSTEINE,
    Feld("leitung", "Leitung"),
    Feld("mitglieder", "Mitglieder (Stellen)", Feldart.TEXTE),
)

OEFFENTLICHKEITSARBEIT = (
    Feld("veranlasst", "Öffentlichkeitsarbeit veranlassen", Feldart.JA_NEIN),
    Feld("zielgruppe", "Zielgruppe"),
    Feld("kanal", "Kanal"),
    Feld("kernbotschaft", "Kernbotschaft", Feldart.ABSATZ),
    Feld("sprachen", "Sprachen/Leichte Sprache"),
    Feld("verantwortlich", "verantwortlich"),
    Feld("freigabe", "Freigabe durch"),
    Feld("sperrfrist", "Sperrfrist", Feldart.DATUM),
    Feld("termin", "Termin", Feldart.DATUM),
)

LOESUNGSANSATZ = (
    Feld("schluessel", "Nummer"),
    Feld("titel", "Titel", pflicht=PFLICHT),
    Feld("beschreibung", "Beschreibung", Feldart.ABSATZ, PFLICHT),
    Feld("massnahmen", "Maßnahmen", Feldart.TEXTE),
    Feld("zustaendig", "Zuständige Stelle"),
    Feld("rechtsrahmen", "Rechtsrahmen"),
    Feld("aufwand", "Aufwand"),
    Feld("kosten_cent", "Kosten", Feldart.CENT),
    Feld("frist", "Frist", Feldart.DATUM),
    Feld("geltungsraum", "Geltungsraum"),
    Feld("indikator", "Indikator"),
    Feld("risiko", "Risiko"),
    Feld(
        "empfehlung",
        "Empfehlung",
        Feldart.WAHL,
        auswahl={
            "umsetzen": "umsetzen",
            "erproben": "erproben",
            "nicht_weiterverfolgen": "nicht weiterverfolgen",
        },
    ),
    Feld("beschlussvorschlag", "Beschlussvorschlag", Feldart.ABSATZ, PFLICHT),
)

RUECKMELDUNG = (
    Feld("anlass", "Anlass", Feldart.ABSATZ),
    Feld("ausgangslage", "Ausgangslage", Feldart.ABSATZ),
    Feld("vorgehen", "Vorgehen", Feldart.ABSATZ),
    Feld("loesungsansaetze", "Lösungsansätze", Feldart.OBJEKTE, PFLICHT, felder=LOESUNGSANSATZ),
    Feld("zielvereinbarung", "Zielvereinbarung", Feldart.ABSATZ),
    Feld("offene_punkte", "Offene Punkte", Feldart.ABSATZ),
    Feld(
        "oeffentlichkeitsarbeit",
        "Vorschlag Öffentlichkeitsarbeit",
        Feldart.OBJEKT,
        felder=OEFFENTLICHKEITSARBEIT,
    ),
)
