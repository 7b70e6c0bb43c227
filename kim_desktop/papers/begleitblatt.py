"""The cover sheet of a handover file: a page that says what to do, the file inside."""

from dataclasses import dataclass

from .aufbau import absaetze, angaben
from .elemente import Briefkopf, Dokument, Element, Liste, Ueberschrift, Vorspann
from .schreibweise import datum
from .texte import text, texte


@dataclass(frozen=True, slots=True, kw_only=True)
class BegleitblattDaten:
    """Input of the cover sheet; `tag` is an ISO day, `datei` the name of the file inside."""

    kreis: str
    von: str
    an: str
    nr: int
    tag: str
    eintraege: int
    datei: str
    uebung: bool


def begleitblatt(daten: BegleitblattDaten) -> Dokument:
    """Return the paper as a tree."""
    return Dokument(
        titel=text("begleitblatt.titel", nr=daten.nr),
        verfasser=daten.kreis,
        datum=daten.tag,
        kopf=text("begleitblatt.kopf", von=daten.von, an=daten.an),
        fuss=daten.datei,
        seite=text("seite"),
        vermerke=(text("vermerke.uebung"),) if daten.uebung else (),
        inhalt=_inhalt(daten),
    )


def beschreibung() -> str:
    """Say what the file inside is."""
    return text("begleitblatt.beschreibung")


def _inhalt(daten: BegleitblattDaten) -> tuple[Element, ...]:
    werte = {
        "von": daten.von,
        "an": daten.an,
        "nr": str(daten.nr),
        "tag": datum(daten.tag),
        "eintraege": str(daten.eintraege),
        "datei": daten.datei,
        "uebung": text("werte.uebung") if daten.uebung else "",
    }
    return (
        Briefkopf(daten.kreis, text("briefkopf.zusatz")),
        Vorspann(text("begleitblatt.vorspann", an=daten.an)),
        Ueberschrift(text("begleitblatt.titel", nr=daten.nr), 1),
        *angaben("begleitblatt.angaben", werte),
        Ueberschrift(text("begleitblatt.zu_tun"), 2),
        Liste(tuple(punkt.format(von=daten.von) for punkt in texte("begleitblatt.punkte"))),
        Ueberschrift(text("begleitblatt.hinweis"), 2),
        *absaetze("\n".join(texte("begleitblatt.hinweise")).format(an=daten.an)),
    )
