"""Numbers of persons: known by their check digits, or by the word that introduces them."""

import re
from collections.abc import Callable, Iterator

from stdnum import iban
from stdnum.de import idnr

from .fund import Art, Fund

#: "Nr.", "nummer" …, and what stands between it and the number: a colon, a bracket, "lautet".
_NR = r"(?:[\s-]?(?:Nr\.?|Nrn\.?|Nummern?|ID))"
_DANN = r"(?:\s*(?:[:.(=„\"]|lautet|ist|war|die|der|mit|Nr\.?|Nummer))*\s*"

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
_IBAN_BENANNT = re.compile(r"\bIBAN\W{0,3}([A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30})\b")
_ELF = re.compile(r"(?<![\d/+-])[1-9]\d(?: ?\d{3}){3}(?![\d/-])")
_VERSICHERUNG = re.compile(r"(?<!\d)\d{2} ?[0-3]\d[01]\d{3} ?[A-Z] ?\d{2} ?\d(?!\d)")
_AZR = re.compile(r"\b(?:AZR|Ausländerzentralregister)\w*[^\d\n]{0,30}?(\d(?:[ -]?\d){11})(?!\d)")
_ZWOELF = re.compile(
    r"(?<![\d/+-])(?<!\d )(?:\d{12}|\d{4} \d{4} \d{4}|\d{6}[ /]\d{6}|\d{3}(?: \d{3}){3})(?![\d/-])"
)
_BG = re.compile(r"(?<!\d)\d{5} ?(?://|BG) ?\d{7}(?!\d)")
_BG_BENANNT = re.compile(rf"\b(?:BG|Bedarfsgemeinschaft){_NR}{_DANN}(\d[\d/ BG-]{{4,16}}\d)")
_AKTENZEICHEN = re.compile(
    r"\b(?:Az\.?|AZ|Aktenzeichen|Geschäftszeichen|Gz\.?|GZ|Kassenzeichen"
    r"|(?:Akten|Kunden|Vorgangs|Fall)-?(?:Nr\.?|nummer)|Kd\.?-?Nr\.?)"
    rf"{_DANN}(\d{{1,3}} [A-Z][A-Za-z]{{0,2}} \d[\d/.A-Z-]*"
    r"|[A-ZÄÖÜ0-9][\w./-]*\d[\w./-]*(?: [A-Z0-9][\w./-]*\d[\w./-]*)?)"
)
_AUSWEIS = re.compile(
    r"\b(?:(?:Reise|National)?[Pp](?:ass|ässe|asses|assnummer)\b|(?:Reise|Personal)?[Aa]usweis\w*"
    r"|Aufenthalts(?:titel|karte)\w*|eAT|Aufenthaltserlaubnis|Aufenthaltsgestattung"
    r"|Fiktionsbescheinigung|Duldung|Ankunftsnachweis\w*|Tazkira|Dokument(?=[\s-]?N)"
    rf"|Dokumentennummer)(?:[^.\d\n]{{0,30}}?{_NR})?{_DANN}"
    r"((?:[A-Z]{1,3} ?)?[A-Z0-9]*\d[A-Z0-9]*(?: ?[A-Z0-9]*\d[A-Z0-9]*){0,3})"
)
#: As most countries print them; Germany uses no vowels, so that nobody reads a word.
_AUSWEIS_BLOSS = re.compile(
    r"\b(?:[A-Z]{1,2}\d{6,8}"
    r"|(?=[A-Z0-9]{2}[A-Z0-9]*\d[A-Z0-9]*\d)[CFGHJKLMNPRTVWXYZ]\d[0-9CFGHJKLMNPRTVWXYZ]{7})\b"
)
_JAHR_ODER_RUND = re.compile(r"(?:19|20)\d\d|\d+0")
_MIN_AUSWEIS, _MIN_ZIFFERN, _MIN_AKTE, _DAVOR = 6, 3, 5, 90
#: A decision or a decree others may look up is nobody's own file.
_ZITAT = re.compile(
    r"(?:\b(?:BVerwG|BVerfG|BSG|BGH|BAG|EuGH|EGMR)\b|Urteil|Beschluss|Beschl\.|Drucksache"
    r"|Rechtsprechung|Entscheidung|entschieden|[Ee]rlass|Rundschreiben|Weisung|Richtlinie)[^\n]*$"
)
_AKTENPLAN = re.compile(r"\d{2}-\d{2}-\d{2}")
_HAUSHALT = re.compile(r"(?:Kosten|Konto|Sachkonto|Haushalt|Produkt|Buchung|Förder)\w*\W*$")


def nummern(text: str) -> Iterator[Fund]:
    """Yield numbers of persons, those with check digits first."""
    yield from _geprueft(text, _IBAN, Art.IBAN, iban.is_valid)
    yield from _benannt(text, _IBAN_BENANNT, Art.IBAN)
    yield from _geprueft(text, _VERSICHERUNG, Art.SOZIALVERSICHERUNG, ist_versicherungsnummer)
    yield from _geprueft(text, _ELF, Art.STEUER, idnr.is_valid)
    yield from _benannt(text, _AZR, Art.AZR)
    yield from _geprueft(text, _BG, Art.BG)
    yield from _benannt(text, _BG_BENANNT, Art.BG)
    bloss = _geprueft(text, _ZWOELF, Art.AZR, _sind_keine_jahre)
    yield from (f for f in bloss if not ist_haushalt(text[: f.von]))
    yield from (f for f in _benannt(text, _AUSWEIS, Art.AUSWEIS) if _ist_ausweis(f.text))
    yield from _geprueft(text, _AUSWEIS_BLOSS, Art.AUSWEIS)
    yield from (f for f in _benannt(text, _AKTENZEICHEN, Art.AKTENZEICHEN) if _ist_akte(text, f))


def ist_versicherungsnummer(nummer: str) -> bool:
    """Whether the check digit of a Sozialversicherungsnummer is right (VKVV § 4)."""
    zeichen = nummer.replace(" ", "")
    ziffern = f"{zeichen[:8]}{ord(zeichen[8]) - ord('A') + 1:02}{zeichen[9:11]}"
    faktoren = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    produkte = (int(z) * f for z, f in zip(ziffern, faktoren, strict=True))
    return sum(sum(divmod(p, 10)) for p in produkte) % 10 == int(zeichen[11])


def ist_haushalt(davor: str) -> bool:
    """Whether what stands before a number books money: such numbers are long, too."""
    return bool(_HAUSHALT.search(davor))


def _geprueft(
    text: str, muster: re.Pattern[str], art: Art, gilt: Callable[[str], bool] = bool
) -> Iterator[Fund]:
    for treffer in muster.finditer(text):
        if gilt(treffer[0]):
            yield Fund(treffer.start(), treffer.end(), art, treffer[0])


def _benannt(text: str, muster: re.Pattern[str], art: Art) -> Iterator[Fund]:
    for treffer in muster.finditer(text):
        nummer = treffer[1].rstrip(".,-/ ")
        yield Fund(treffer.start(1), treffer.start(1) + len(nummer), art, nummer)


def _sind_keine_jahre(nummer: str) -> bool:
    """Whether groups of figures are no row of years, nor of round counts."""
    gruppen = re.split(r"[ /]", nummer)
    return len(gruppen) == 1 or not all(_JAHR_ODER_RUND.fullmatch(g) for g in gruppen)


def _ist_ausweis(nummer: str) -> bool:
    lang = len(nummer.replace(" ", "")) >= _MIN_AUSWEIS
    return lang and _sind_keine_jahre(nummer) and sum(z.isdigit() for z in nummer) >= _MIN_ZIFFERN


def _ist_akte(text: str, fund: Fund) -> bool:
    """Whether a file number may be a person's: not a court's, not one of the filing plan."""
    if _AKTENPLAN.fullmatch(fund.text) or len(fund.text) < _MIN_AKTE:
        return False
    return not _ZITAT.search(text[max(0, fund.von - _DAVOR) : fund.von])
