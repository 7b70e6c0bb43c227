"""What goes into a paper: plain values, ready to be printed, without types of the process.

Dates are ISO days (``2026-11-22``); free words such as "Frühjahr 2027" are printed as they are.
Money is in cents. Texts may hold several paragraphs (one per line); lines that begin with
``- `` become a list. Order and names follow the fields of the process.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Beratung:
    """One step of the process so far; ``erfasst_durch`` when another Stelle recorded it."""

    schritt: int
    bezeichnung: str
    stelle: str
    datum: str
    ergebnis: str = ""
    erfasst_durch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stellungnahme:
    """What a body concerned says; an empty text means it gave none, or none yet (`offen`)."""

    stelle: str
    datum: str
    text: str = ""
    offen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Auswirkung:
    """An effect of the district's own list, such as Gleichstellung or Klima."""

    bezeichnung: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PapierDaten:
    """What every decision paper says about itself and its meeting.

    ``ergebnisse`` are the labels of the boxes; empty means those of the paper texts.
    ``sitzung`` is the ISO day of the meeting or its name; ``oeffentlich`` is None where the
    district does not tell public from non-public. ``gegenstand`` is what the district calls what
    the paper is about, ``teil`` what it calls the parts of the KIM.
    """

    kreis: str
    kennung: str
    fassung: int
    titel: str
    datum: str
    uebung: bool = False
    entwurf: bool = False
    oeffentlich: bool | None = False
    vorlagennummer: str = ""
    aktenzeichen: str = ""
    art: str = ""
    gegenstand: str = ""
    teil: str = ""
    federfuehrung: str = ""
    mitzeichnung: tuple[str, ...] = ()
    sitzung: str = ""
    top: str = ""
    beratungsfolge: tuple[Beratung, ...] = ()
    ergebnisse: tuple[str, ...] = ()
    anlagen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VorlageDaten(PapierDaten):
    """Input of the Vorlage (step 4).

    ``fallzahl`` is the label of a class ("3–9"): persons, so printed as "< 3" when the class ends
    below ``fallzahl_grenze``. ``anzahl_meldungen``, ``anzahl_cm_stellen`` and ``schwelle`` count
    Meldungen and Stellen and are always printed.
    """

    beschlussvorschlag: str
    sachverhalt: str
    anzahl_meldungen: int
    anzahl_cm_stellen: int
    schwelle: int
    schwelle_erklaerung: str = ""
    kommunen: tuple[str, ...] = ()
    handlungsfeld: str = ""
    rechtskreise: tuple[str, ...] = ()
    fallzahl: str = ""
    fallzahl_grenze: int = 3
    bewertung: str = ""
    abgrenzung: str = ""
    empfehlung: str = ""
    stellungnahmen: tuple[Stellungnahme, ...] = ()
    alternativen: str = ""
    auswirkungen_finanziell: str = ""
    auswirkungen_personell: str = ""
    auswirkungen_weitere: tuple[Auswirkung, ...] = ()
    rechtsgrundlage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuftragDaten:
    """The mandate the Projektgruppe works on."""

    text: str
    berichtstermin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoesungsansatzDaten:
    """One proposed way. ``kosten_cent`` None means nobody put a figure on it, 0 means none."""

    nr: int
    titel: str
    beschreibung: str
    beschlussvorschlag: str
    massnahmen: tuple[str, ...] = ()
    zustaendig: str = ""
    rechtsrahmen: str = ""
    aufwand: str = ""
    kosten_cent: int | None = None
    frist: str = ""
    geltungsraum: str = ""
    indikator: str = ""
    risiko: str = ""
    zusage: str = ""
    empfehlung: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OeffentlichkeitsarbeitDaten:
    """Who is to be told what, by whom and when; ``vorgesehen`` False: nobody outside."""

    vorgesehen: bool
    zielgruppe: str = ""
    kanal: str = ""
    kernbotschaft: str = ""
    sprachen: str = ""
    verantwortlich: str = ""
    termin: str = ""
    sperrfrist: str = ""
    beschlussvorschlag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RueckmeldungDaten(PapierDaten):
    """Input of the Rückmeldung (RM, step 6): the Projektgruppe reports, the LG decides."""

    anlass: str
    oeffentlichkeitsarbeit: OeffentlichkeitsarbeitDaten
    loesungsansaetze: tuple[LoesungsansatzDaten, ...]
    auftrag: AuftragDaten | None = None
    ausgangslage: str = ""
    vorgehen: str = ""
    projektgruppe: str = ""
    leitung: str = ""
    mitglieder: tuple[str, ...] = ()
    zielvereinbarung: str = ""
    offene_punkte: tuple[str, ...] = ()
