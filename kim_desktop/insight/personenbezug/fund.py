"""What was found of a person in a text."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Art(StrEnum):
    """What kind of personal data it is; the values are part of the command's contract."""

    NAME = "name"
    GEBURTSDATUM = "geburtsdatum"
    AZR = "azr"
    BG = "bg"
    AKTENZEICHEN = "aktenzeichen"
    SOZIALVERSICHERUNG = "sozialversicherung"
    STEUER = "steuer"
    IBAN = "iban"
    TELEFON = "telefon"
    EMAIL = "email"
    ADRESSE = "adresse"
    AUSWEIS = "ausweis"
    KENNZEICHEN = "kennzeichen"

    @property
    def label(self) -> str:
        """What people call it."""
        return _LABEL[self]


_LABEL = {
    Art.NAME: "Name",
    Art.GEBURTSDATUM: "Geburtsdatum",
    Art.AZR: "AZR-Nummer",
    Art.BG: "BG-Nummer",
    Art.AKTENZEICHEN: "Aktenzeichen",
    Art.SOZIALVERSICHERUNG: "Versicherungsnummer",
    Art.STEUER: "Steuer-ID",
    Art.IBAN: "Kontonummer",
    Art.TELEFON: "Telefonnummer",
    Art.EMAIL: "E-Mail-Adresse",
    Art.ADRESSE: "Anschrift",
    Art.AUSWEIS: "Ausweisnummer",
    Art.KENNZEICHEN: "Kfz-Kennzeichen",
}


class Fund(NamedTuple):
    """One finding: where it stands (characters, end exclusive), its kind, its words."""

    von: int
    bis: int
    art: Art
    text: str


def ohne_ueberschneidung(funde: Iterable[Fund]) -> list[Fund]:
    """Return findings in order; of those that overlap the one named first stays."""
    behalten: list[Fund] = []
    for fund in funde:
        if all(fund.bis <= b.von or b.bis <= fund.von for b in behalten):
            behalten.append(fund)
    return sorted(behalten)
