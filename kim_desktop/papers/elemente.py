"""The element tree of a paper: what is said, in reading order, without any measure or drawing.

The setting turns every element into drawing and into what a screen reader walks through.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Briefkopf:
    """Letter head: the district in the first line, what speaks in the second."""

    kreis: str
    zusatz: str


@dataclass(frozen=True, slots=True)
class Ueberschrift:
    """A heading; ``ebene`` 1 is the title of the paper, levels are never skipped."""

    text: str
    ebene: int
    nummer: str = ""


@dataclass(frozen=True, slots=True)
class Absatz:
    """A paragraph of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Vorspann:
    """A line of lesser weight above a title, such as the kind of paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Liste:
    """A bulleted list."""

    punkte: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Angabe:
    """One label with its value; a value may have several lines."""

    bezeichnung: str
    wert: str


@dataclass(frozen=True, slots=True)
class Grunddaten:
    """Labels with values, one below the other."""

    angaben: tuple[Angabe, ...]


@dataclass(frozen=True, slots=True)
class Spalte:
    """A column: its heading, its share of the width, and whether figures stand to the right."""

    titel: str
    anteil: float
    rechts: bool = False


@dataclass(frozen=True, slots=True)
class Tabelle:
    """A table with a header that repeats on every page; each row has one text per column."""

    spalten: tuple[Spalte, ...]
    zeilen: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Codegruppen:
    """A secret to be typed: its groups in large signs, numbered, ``je_zeile`` in a row."""

    gruppen: tuple[str, ...]
    je_zeile: int


@dataclass(frozen=True, slots=True)
class Hervorhebung:
    """Text that carries the paper, such as the proposed decision."""

    inhalt: "tuple[Absatz | Liste, ...]"


@dataclass(frozen=True, slots=True)
class Unterschriften:
    """A line to sign on for each label."""

    felder: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entscheidungsblock:
    """What is filled in by hand in the meeting; always together on one page.

    ``stimmen`` are the labels of the vote counts behind the box ``abstimmung``; ``freitext``
    labels the lines for a changed wording or the reason.
    """

    titel: str
    bezug: str
    vorschlag_titel: str
    vorschlag: tuple[Absatz | Liste, ...]
    ergebnis_titel: str
    ergebnisse: tuple[str, ...]
    verfahren_titel: str
    konsens: str
    abstimmung: str
    stimmen: tuple[str, ...]
    freitext: str
    unterschriften: Unterschriften


Element = (
    Briefkopf
    | Ueberschrift
    | Absatz
    | Vorspann
    | Liste
    | Grunddaten
    | Tabelle
    | Codegruppen
    | Hervorhebung
    | Entscheidungsblock
    | Unterschriften
)


@dataclass(frozen=True, slots=True)
class Dokument:
    """A whole paper.

    ``datum`` (ISO day) is the date inside the file. ``kopf`` and ``fuss`` run on every page,
    ``vermerke`` too, in capitals of their own; ``seite`` is the pattern of the page count with
    ``{seite}`` and ``{seiten}``.
    """

    titel: str
    verfasser: str
    datum: str
    kopf: str
    fuss: str
    seite: str
    vermerke: tuple[str, ...]
    inhalt: tuple[Element, ...]
