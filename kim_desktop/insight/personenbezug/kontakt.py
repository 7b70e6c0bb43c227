"""How a person is reached or found: mail, telephone, address, number plate, date of birth."""

import re
from collections.abc import Iterator
from functools import cache

from phonenumbers import PhoneNumberMatcher

from .fund import Art, Fund
from .nummern import ist_haushalt
from .woerter import worte

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_KENNZEICHEN = re.compile(
    r"""\b(?:
      (?!EU-|EG-)[A-ZÄÖÜ]{1,3}[-–][A-Z]{1,2}[ -]?[1-9]\d{0,3}[EH]?\b(?![/-]\d)   # SU-AB 123
    | [A-Z]{2}\ ?\d{4}\ ?[A-Z]{2}\b                                           # AX 4821 KI
    | (?:(?<=Kennzeichen\ )|(?<=Kennzeichen:\ )|(?<=Kennz\.\ ))
      [A-ZÄÖÜ]{1,3}\ [A-Z]{1,2}\ ?[1-9]\d{0,3}\b
    )""",
    re.VERBOSE,
)
_MONAT = (
    r"(?:Jan(?:uar)?|Feb(?:ruar)?|März|Apr(?:il)?|Mai|Juni?|Juli?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Okt(?:ober)?|Nov(?:ember)?|Dez(?:ember)?)"
)
_TAG = (
    rf"(?:\d{{1,2}}\. ?(?:\d{{1,2}}\.|{_MONAT}\.?) ?\d{{2,4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})"
)
_GEBOREN = (
    re.compile(
        r"(?:\bJahrgang|\bgeb(?:oren|ürtig)?\b\.?|\bGeburts(?:datum|tag)\w*"
        rf"|\bGeb\.?-?(?:Dat(?:um|\.)?|Tag)?|\*)[^\d\n]{{0,25}}?({_TAG})",
        re.IGNORECASE,
    ),
    re.compile(rf"({_TAG})[^\d\n.]{{0,15}} geboren"),
)
#: A day of long ago in brackets behind a capitalised word: "Klientin (afgh., 12.03.1987)".
_IN_KLAMMERN = re.compile(rf"[A-ZÄÖÜ][\w.-]+,? \((?:[^()\d]{{0,25}}, ?)?({_TAG})(?:,[^()]*)?\)")
_NACH_NAMEN = re.compile(rf",? \(?({_TAG})")
_LANGE_HER = re.compile(r"(?:19[2-9]\d|200\d|201\d)")
_KEIN_TELEFON = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}|\d{2,4}/\d{2,4}|\d{2,5}/20\d\d-\d+")


def kontakt(text: str) -> Iterator[Fund]:
    """Yield what a person is reached or found by."""
    for treffer in _EMAIL.finditer(text):
        if not _postfach().match(treffer[0]):
            yield _fund(treffer, Art.EMAIL)
    yield from _geburtstage(text)
    for muster in _adressen():
        yield from (_fund(treffer, Art.ADRESSE, 1) for treffer in muster.finditer(text))
    yield from _telefone(text)
    yield from (_fund(treffer, Art.KENNZEICHEN) for treffer in _KENNZEICHEN.finditer(text))


def geburtsdatum_nach(text: str, ende: int) -> Fund | None:
    """Return the day behind a name, if it lies long ago: "Amira Haddad, 12.03.1987"."""
    treffer = _NACH_NAMEN.match(text, ende)
    if treffer is None or not _LANGE_HER.search(treffer[1]):
        return None
    return _fund(treffer, Art.GEBURTSDATUM, 1)


def _fund(treffer: re.Match[str], art: Art, gruppe: int = 0) -> Fund:
    return Fund(treffer.start(gruppe), treffer.end(gruppe), art, treffer[gruppe])


def _geburtstage(text: str) -> Iterator[Fund]:
    for muster in _GEBOREN:
        yield from (_fund(treffer, Art.GEBURTSDATUM, 1) for treffer in muster.finditer(text))
    for treffer in _IN_KLAMMERN.finditer(text):
        if _LANGE_HER.search(treffer[1]):
            yield _fund(treffer, Art.GEBURTSDATUM, 1)


def _telefone(text: str) -> Iterator[Fund]:
    for treffer in PhoneNumberMatcher(text, "DE"):
        roh, davor = treffer.raw_string, text[: treffer.start]
        # Without area code every number of a paper would be one.
        gewaehlt = roh[0] in "0+(" and not davor.endswith(("/", "-", "."))
        if gewaehlt and not _KEIN_TELEFON.fullmatch(roh) and not ist_haushalt(davor):
            yield Fund(treffer.start, treffer.end, Art.TELEFON, roh)


@cache
def _postfach() -> re.Pattern[str]:
    """Return what finds the addresses of offices, which are nobody's own."""
    ganz, ende = ("|".join(sorted(worte(w))) for w in ("postfaecher", "postfach_endet"))
    return re.compile(rf"(?:{ganz}|[\w-]*(?:{ende}))(?:[._-]\w+)?@", re.IGNORECASE)


@cache
def _adressen() -> tuple[re.Pattern[str], ...]:
    """Return what finds a street with its number, and the town where it follows.

    "Straße" and the like speak for themselves; "Kitaplatz 3" and "Im Quartal 3" do not, so such
    words need a town behind them or somebody who lives there.
    """
    klar, unklar = (
        "|".join(re.escape(w) for w in sorted(worte(w))) for w in ("strassen", "strassen_bei_ort")
    )
    nummer = (
        r" ?(?:Nr\.? ?)?\d{1,3}(?: ?[a-z]\b)?(?: ?[-/–] ?\d{1,3}[a-z]?)?\b"
        rf"(?![.,]\d|\.? (?:Uhr|Prozent|Euro|%|{_MONAT})|%)"
    )
    ort = (
        r",? (?:in )?\d{5} [A-ZÄÖÜ][\w-]+"
        r"(?:(?: am| an der| im)? [A-ZÄÖÜ][\w-]+)?(?: \([\w ]+\))?"
    )
    strasse = rf"(?:[A-ZÄÖÜ][\w.-]*(?i:{klar})|(?:[A-ZÄÖÜ][\w-]+ )?(?i:(?<![a-zäöüß])(?:{klar})))"
    gegend = (
        rf"(?:[A-ZÄÖÜ][\w.-]*(?i:{unklar})|(?:[A-ZÄÖÜ][\w-]+ )?(?i:(?<![a-zäöüß])(?:{unklar}))"
        r"|(?:Am|Im|Zum|Zur|(?:An|In|Auf|Hinter|Unter) (?:der|dem|den))"
        r" (?:[A-ZÄÖÜ][\w-]+ )?[A-ZÄÖÜ][\w-]+)"
    )
    wohnt = r"(?:[Ww]ohn\w*|[Gg]emeldet|[Aa]nschrift|[Aa]dresse|[Uu]mzug)[^.\n\d]{0,25}?\b"
    return (
        re.compile(rf"\b({strasse}{nummer}(?:{ort})?)"),
        re.compile(rf"\b({gegend}{nummer}{ort})"),
        re.compile(rf"\b{wohnt}({gegend}{nummer}(?:{ort})?)"),
    )
