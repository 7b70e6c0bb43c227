"""The Vorlage: a systematische Herausforderung before the Lenkungsgruppe (step 4)."""

from functools import partial

from .aufbau import (
    Elemente,
    absaetze,
    angaben,
    beratungsfolge,
    dokument,
    liste,
    nummer,
    unterabschnitt,
)
from .daten import Stellungnahme, VorlageDaten
from .elemente import Angabe, Dokument, Grunddaten, Hervorhebung
from .entscheidung import entscheidungsblock
from .schreibweise import anzahl, aufzaehlung, datum, fallzahl
from .texte import eintrag, formen, text


def vorlage(daten: VorlageDaten) -> Dokument:
    """Return the paper as a tree; order and headings stand in the paper texts."""
    bausteine = {
        "beratungsfolge": beratungsfolge,
        "beschlussvorschlag": _beschlussvorschlag,
        "sachverhalt": lambda daten: absaetze(daten.sachverhalt),
        "umfang": _umfang,
        "bewertung": _bewertung,
        "stellungnahmen": _stellungnahmen,
        "alternativen": lambda daten: absaetze(daten.alternativen),
        "auswirkungen": _auswirkungen,
        "rechtsgrundlage": lambda daten: absaetze(daten.rechtsgrundlage),
        "anlagen": lambda daten: liste(daten.anlagen),
        "entscheidung": _entscheidung,
    }
    teile = {name: partial(baustein, daten) for name, baustein in bausteine.items()}
    return dokument("vorlage", daten, {}, teile)


def _beschlussvorschlag(daten: VorlageDaten) -> Elemente:
    return (Hervorhebung(absaetze(daten.beschlussvorschlag)),)


def _umfang(daten: VorlageDaten) -> Elemente:
    werte = {
        "meldungen": str(daten.anzahl_meldungen),
        "cm_stellen": str(daten.anzahl_cm_stellen),
        "schwelle": _schwelle(daten),
        "kommunen": _kommunen(daten.kommunen),
        "handlungsfeld": daten.handlungsfeld,
        "rechtskreise": aufzaehlung(daten.rechtskreise),
        "fallzahl": fallzahl(daten.fallzahl, daten.fallzahl_grenze),
    }
    return angaben("vorlage.umfang", werte)


def _schwelle(daten: VorlageDaten) -> str:
    stellen = anzahl(daten.schwelle, formen("vorlage.cm_stelle"))
    if not daten.schwelle_erklaerung:
        return text("vorlage.schwelle", stellen=stellen)
    return text("vorlage.schwelle_erklaert", stellen=stellen, erklaerung=daten.schwelle_erklaerung)


def _kommunen(namen: tuple[str, ...]) -> str:
    if not namen:
        return ""
    zahl = anzahl(len(namen), formen("vorlage.kommune"))
    return text("vorlage.kommunen", anzahl=zahl, namen=aufzaehlung(namen))


def _bewertung(daten: VorlageDaten) -> Elemente:
    inhalte = {
        "bewertung": daten.bewertung,
        "abgrenzung": daten.abgrenzung,
        "empfehlung": daten.empfehlung,
    }
    return _unterabschnitte(
        [(titel, inhalte[feld]) for feld, titel in eintrag("vorlage.bewertung")]
    )


def _stellungnahmen(daten: VorlageDaten) -> Elemente:
    return _unterabschnitte([_stellungnahme(eine) for eine in daten.stellungnahmen])


def _stellungnahme(eine: Stellungnahme) -> tuple[str, str]:
    titel = text("werte.stand_vom", stelle=eine.stelle, datum=datum(eine.datum))
    ohne = "vorlage.stellungnahme_offen" if eine.offen else "vorlage.keine_stellungnahme"
    return titel if eine.datum else eine.stelle, eine.text or text(ohne)


def _auswirkungen(daten: VorlageDaten) -> Elemente:
    werte = {
        "finanziell": daten.auswirkungen_finanziell or text("werte.keine"),
        "personell": daten.auswirkungen_personell or text("werte.keine"),
    }
    feste = (Angabe(label, werte[feld]) for feld, label in eintrag("vorlage.auswirkungen"))
    weitere = (Angabe(eine.bezeichnung, eine.text) for eine in daten.auswirkungen_weitere)
    return (Grunddaten((*feste, *weitere)),)


def _entscheidung(daten: VorlageDaten) -> Elemente:
    titel = text("vorlage.block", nummer=nummer(daten))
    return (entscheidungsblock("vorlage", daten, titel, daten.beschlussvorschlag),)


def _unterabschnitte(teile: list[tuple[str, str]]) -> Elemente:
    return tuple(
        element for titel, inhalt in teile for element in unterabschnitt(titel, absaetze(inhalt))
    )
