"""The fields of Meldung, Vorlage, Beschluss, Auftrag, RM … as the district writes them.

Source: the field lists of the process; required fields are those people cannot do without.
"""

from .felder import Feld, Feldart

_PFLICHT = True

QUELLEN = {
    "programm": "im Programm",
    "papier": "Papier",
    "mail": "Mail",
    "telefon": "Telefon",
    "sitzung": "Sitzung",
}

#: Asked for by every step: who it is recorded for, when it happened, where it comes from.
ALLGEMEIN = (
    Feld("fuer_stelle", "erfasst für", Feldart.STELLE),
    Feld("geschehen_am", "geschehen am", Feldart.DATUM),
    Feld("quelle", "Quelle", Feldart.WAHL, auswahl=QUELLEN),
    Feld("anlagen", "Anlagen", Feldart.ANLAGEN),
)

MELDUNG = (
    Feld("titel", "Titel", pflicht=_PFLICHT),
    Feld("kurzfassung", "Kurzfassung", Feldart.ABSATZ, _PFLICHT),
    Feld(
        "sachverhalt",
        "Sachverhalt",
        Feldart.ABSATZ,
        _PFLICHT,
        hilfe="Was passiert? Wen trifft es? Zwischen welchen Stellen hakt es?",
    ),
    Feld("handlungsfeld", "Handlungsfeld", Feldart.LISTENWERT, _PFLICHT, liste="handlungsfelder"),
    Feld("rechtskreise", "Rechtskreise", Feldart.LISTENWERTE, _PFLICHT, liste="rechtskreise"),
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
        auswahl={"1-2": "1–2", "3-9": "3–9", "10-24": "10–24", "25+": "25 und mehr"},
    ),
    Feld("zeitraum", "Zeitraum"),
    Feld("haeufigkeit", "Häufigkeit"),
    Feld("dringlichkeit", "Dringlichkeit (1–4)", Feldart.ZAHL, von=1, bis=4),
    Feld("auswirkung", "Auswirkung (1–4)", Feldart.ZAHL, von=1, bis=4),
    Feld("unternommenes", "Bisher unternommen", Feldart.ABSATZ),
    Feld("loesungsidee", "Lösungsidee", Feldart.ABSATZ),
    Feld("rechtsgrundlagen", "Rechtsgrundlagen"),
    Feld(
        "keine_personendaten",
        "Die Meldung enthält keine personenbezogenen Daten",
        Feldart.JA_NEIN,
        _PFLICHT,
    ),
)

BEWERTUNG = (
    Feld("bewertung", "Bewertung", Feldart.ABSATZ),
    Feld("abgrenzung", "Abgrenzung Einzelfall/System", Feldart.ABSATZ),
    Feld("empfehlung", "Empfehlung", Feldart.ABSATZ),
)

MELDUNGEN = Feld("meldungen", "Meldungen", Feldart.KENNUNGEN, _PFLICHT)

NEUE_BUENDELUNG = (
    MELDUNGEN,
    Feld("titel", "Titel der Herausforderung", pflicht=_PFLICHT),
    Feld("kurzfassung", "Kurzfassung", Feldart.ABSATZ),
    *BEWERTUNG,
)

BUENDELUNG = (MELDUNGEN, *BEWERTUNG)

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
    Feld("beschlussvorschlag", "Beschlussvorschlag", Feldart.ABSATZ, _PFLICHT),
    Feld("sachverhalt", "Sachverhalt", Feldart.ABSATZ, _PFLICHT),
    Feld("alternativen", "Alternativen", Feldart.ABSATZ),
    Feld("auswirkungen_finanziell", "Finanzielle Auswirkungen", Feldart.ABSATZ),
    Feld("auswirkungen_personell", "Personelle Auswirkungen", Feldart.ABSATZ),
    Feld("rechtsgrundlage", "Rechtsgrundlage"),
)

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
        auswahl={"konsens": "im Konsens", "abstimmung": "durch Abstimmung"},
    ),
    Feld("ja", "Ja-Stimmen", Feldart.ZAHL, bis=999),
    Feld("nein", "Nein-Stimmen", Feldart.ZAHL, bis=999),
    Feld("enthaltung", "Enthaltungen", Feldart.ZAHL, bis=999),
    Feld("befangen", "Befangen", Feldart.ZAHL, bis=999),
)

BESCHLUSS = (
    *_SITZUNG,
    Feld("beschlusstext", "Beschlusstext", Feldart.ABSATZ, _PFLICHT),
    *_ABSTIMMUNG,
    Feld("prioritaet", "Priorität", Feldart.ZAHL, von=1, bis=9),
    Feld("frist", "Frist", Feldart.DATUM),
)

BEGRUENDUNG = Feld("begruendung", "Begründung", Feldart.ABSATZ, _PFLICHT)

UNTER_SCHWELLE = Feld(
    "begruendung",
    "Begründung (nur unter der Schwelle nötig)",
    Feldart.ABSATZ,
    hilfe="Warum trotz zu weniger CM-Stellen vorgelegt wird",
)

MEILENSTEINE = Feld(
    "meilensteine",
    "Meilensteine",
    Feldart.OBJEKTE,
    felder=(
        Feld("text", "Meilenstein", pflicht=_PFLICHT),
        Feld("termin", "Termin", Feldart.DATUM),
        Feld("erledigt", "erledigt", Feldart.JA_NEIN),
    ),
)

AUFTRAG = (
    Feld(
        "gruppen",
        "Projektgruppen",
        Feldart.OBJEKTE,
        _PFLICHT,
        felder=(
            Feld("id", "Kennzeichen"),
            Feld("name", "Name der Gruppe", pflicht=_PFLICHT),
            Feld(
                "art",
                "Art der Gruppe",
                Feldart.WAHL,
                auswahl={"lokal": "lokal", "themenspezifisch": "themenspezifisch"},
            ),
            Feld("leitung", "Leitung"),
            Feld("mitglieder", "Mitglieder (Stellen)", Feldart.TEXTE),
        ),
    ),
    Feld("ziel", "Ziel des Auftrags", Feldart.ABSATZ, _PFLICHT),
    Feld("nicht_ziele", "Nicht-Ziele", Feldart.ABSATZ),
    MEILENSTEINE,
    Feld("berichtstermin", "Berichtstermin", Feldart.DATUM, _PFLICHT),
)

VERTAGUNG = (
    *_SITZUNG,
    Feld("vertagt_auf", "Vertagt auf", Feldart.DATUM),
    Feld("begruendung", "Begründung", Feldart.ABSATZ),
)

ARBEIT = (
    Feld("zwischenstand", "Zwischenstand", Feldart.ABSATZ, _PFLICHT),
    Feld(
        "aufgaben",
        "Aufgaben",
        Feldart.OBJEKTE,
        felder=(
            Feld("text", "Aufgabe", pflicht=_PFLICHT),
            Feld("zustaendig", "zuständig"),
            Feld("frist", "Frist", Feldart.DATUM),
            Feld("erledigt", "erledigt", Feldart.JA_NEIN),
        ),
    ),
    MEILENSTEINE,
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
    Feld("titel", "Titel", pflicht=_PFLICHT),
    Feld("beschreibung", "Beschreibung", Feldart.ABSATZ, _PFLICHT),
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
    Feld("beschlussvorschlag", "Beschlussvorschlag", Feldart.ABSATZ, _PFLICHT),
)

RUECKMELDUNG = (
    Feld("anlass", "Anlass", Feldart.ABSATZ),
    Feld("ausgangslage", "Ausgangslage", Feldart.ABSATZ),
    Feld("vorgehen", "Vorgehen", Feldart.ABSATZ),
    Feld("loesungsansaetze", "Lösungsansätze", Feldart.OBJEKTE, _PFLICHT, felder=LOESUNGSANSATZ),
    Feld("zielvereinbarung", "Zielvereinbarung", Feldart.ABSATZ),
    Feld("offene_punkte", "Offene Punkte", Feldart.ABSATZ),
    Feld(
        "oeffentlichkeitsarbeit",
        "Vorschlag Öffentlichkeitsarbeit",
        Feldart.OBJEKT,
        felder=OEFFENTLICHKEITSARBEIT,
    ),
)

BESCHLUSS_UEBER_RM = (
    Feld(
        "gegenstand",
        "Worüber",
        pflicht=_PFLICHT,
        hilfe="ein Lösungsansatz oder „oeffentlichkeitsarbeit“",
    ),
    Feld(
        "ergebnis",
        "Ergebnis",
        Feldart.WAHL,
        _PFLICHT,
        auswahl={
            "beschlossen": "beschlossen",
            "geaendert": "geändert beschlossen",
            "vereinbart": "vereinbart",
            "empfohlen": "empfohlen",
            "abgelehnt": "abgelehnt",
        },
    ),
    *BESCHLUSS,
    Feld("begruendung", "Begründung (bei Ablehnung)", Feldart.ABSATZ),
    Feld(
        "oeffentlichkeitsarbeit",
        "Öffentlichkeitsarbeit",
        Feldart.OBJEKT,
        felder=OEFFENTLICHKEITSARBEIT,
    ),
)

BEKANNTGABE = (
    Feld("mitteilung", "Was ist künftig anders?", Feldart.ABSATZ, _PFLICHT),
    Feld("gilt_ab", "gilt ab", Feldart.DATUM),
    Feld("ansprechstelle", "Ansprechstelle"),
)

ERFOLG = (
    Feld("loesungsansatz", "Lösungsansatz", pflicht=_PFLICHT),
    Feld(
        "angewendet",
        "angewendet",
        Feldart.WAHL,
        _PFLICHT,
        auswahl={"ja": "ja", "teilweise": "teilweise", "nein": "nein"},
    ),
    Feld("seit", "angewendet seit", Feldart.DATUM),
    Feld("wirkung", "Wirkung (1–5)", Feldart.ZAHL, von=1, bis=5),
    Feld(
        "besteht_fort",
        "Besteht das Hindernis fort?",
        Feldart.WAHL,
        auswahl={"ja": "ja", "teilweise": "teilweise", "nein": "nein"},
    ),
    Feld("text", "Erfahrung", Feldart.ABSATZ),
)

ABSCHLUSS = (
    Feld(
        "wirksamkeit",
        "Ergebnis",
        Feldart.WAHL,
        _PFLICHT,
        auswahl={
            "wirksam": "wirksam",
            "teilweise": "teilweise wirksam",
            "nicht_wirksam": "nicht wirksam",
        },
    ),
    Feld("text", "Bemerkung", Feldart.ABSATZ),
)

BESCHEID = (
    Feld("text", "Bescheid", Feldart.ABSATZ, _PFLICHT),
    Feld("stand", "Stand des Verfahrens"),
    Feld("naechster_termin", "Nächster Termin", Feldart.DATUM),
    Feld("grund", "Grund", Feldart.ABSATZ),
)

THEMENBLATT = (
    Feld("titel", "Titel", pflicht=_PFLICHT),
    Feld("saetze", "Drei neutrale Sätze", Feldart.TEXTE, _PFLICHT),
    Feld("stand", "Stand des Verfahrens"),
    Feld("grund", "Grund eines Nein", Feldart.ABSATZ),
)

GRUENDUNG = (Feld("name", "Kreis", pflicht=_PFLICHT),)

EINSTELLUNG = (
    Feld("schluessel", "Einstellung", pflicht=_PFLICHT),
    Feld("wert", "Wert"),
    Feld(
        "eintraege",
        "Einträge",
        Feldart.OBJEKTE,
        felder=(
            Feld("schluessel", "Schlüssel", hilfe="wird bei neuen Einträgen vergeben"),
            Feld("label", "Bezeichnung", pflicht=_PFLICHT),
            Feld("aktiv", "sichtbar", Feldart.JA_NEIN),
        ),
    ),
)

LOESCHUNG = (
    Feld("ereignisse", "Einträge", Feldart.TEXTE, _PFLICHT),
    Feld(
        "grund",
        "Grund",
        Feldart.WAHL,
        _PFLICHT,
        auswahl={
            "personenbezug": "Personenbezug",
            "irrtum": "irrtümlich eingetragen",
            "rechtsgrund": "rechtlich geboten",
        },
    ),
)

#: What CM-Stellen are told of a Lösungsansatz.
MITGETEILT = ("titel", "beschreibung", "massnahmen", "zustaendig", "frist", "geltungsraum")

_ZUSAMMENFASSUNG = (
    Feld("meldungen", "Zahl der Meldungen", Feldart.ZAHL, _PFLICHT),
    Feld("cm_stellen", "Zahl der CM-Stellen", Feldart.ZAHL, _PFLICHT),
    Feld("schwelle", "Schwelle", Feldart.ZAHL, _PFLICHT),
    Feld("erklaerung", "Erklärung"),
    Feld("kommunen", "Kommunen", Feldart.TEXTE),
    Feld("handlungsfelder", "Handlungsfelder", Feldart.TEXTE),
    Feld("rechtskreise", "Rechtskreise", Feldart.TEXTE),
    Feld("fallzahlen", "Fallzahlklassen", Feldart.TEXTE),
)

_BEKANNTER_ANSATZ = (
    Feld("schluessel", "Nummer", pflicht=_PFLICHT),
    Feld("beschlusstext", "Beschlusstext", Feldart.ABSATZ),
    *(f for f in LOESUNGSANSATZ if f.name in MITGETEILT),
)

_ERSETZT = Feld("ersetzt", "ersetzte Einträge", Feldart.TEXTE)

#: Content the program adds of its own; checked like the rest, never asked for.
ABGELEITET = {
    "ergaenzen": (_ERSETZT,),
    "vorlegen": (
        Feld("zusammenfassung", "Zusammenfassung", Feldart.OBJEKT, felder=_ZUSAMMENFASSUNG),
    ),
    "beschliessen": (_ERSETZT, Feld("beruht_auf", "beruht auf")),
    "bekanntgeben": (
        Feld("titel", "Titel"),
        Feld("loesungsansaetze", "Lösungsansätze", Feldart.OBJEKTE, felder=_BEKANNTER_ANSATZ),
    ),
    **dict.fromkeys(
        (
            "zurueckgeben",
            "weiterleiten",
            "beauftragen",
            "auftrag_nicht_erteilen",
            "vertagen",
            "rm_zurueckverweisen",
        ),
        (_ERSETZT,),
    ),
}
