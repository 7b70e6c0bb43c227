"""Names of persons: by the title before them, by lists, and by not being German words."""

from collections.abc import Iterator, Sequence

from .fund import Art, Fund
from .woerter import ist_deutsch, worte
from .wort import Wort, zerlegt

_HOECHSTENS = 4
#: "Frau K." and "Herr AB" are nobody.
_KUERZEL = 2
#: So far apart two words may stand: a full stop, blanks, a line end.
_LUECKE = 3


def namen(text: str) -> Iterator[Fund]:
    """Yield names from left to right, each as long as it goes."""
    satz = _Satz(text, zerlegt(text))
    frei = 0
    for nr in range(len(satz.worte)):
        ende = satz.name_ab(nr) if nr >= frei else nr
        if ende > nr:
            von, bis = satz.worte[nr].von, satz.worte[ende - 1].bis
            yield Fund(von, bis, Art.NAME, text[von:bis])
            frei = ende


def _ist_partikel(wort: Wort) -> bool:
    return wort.text.lower() in worte("partikel")


def _ist_titel(wort: Wort) -> bool:
    return wort.am_anfang.ist("titel")


class _Satz:
    """A text in words; the methods say behind which word a name ends, or `nr` for none."""

    def __init__(self, text: str, worte: Sequence[Wort]) -> None:
        self._text, self.worte = text, worte

    def name_ab(self, nr: int) -> int:
        """Return where a name that begins with word `nr` ends."""
        davor = self.worte[nr - 1] if nr and self._verbunden(nr - 1) else None
        benannt = davor is not None and (davor.ist("heilige") or davor.heisst_nach)
        if benannt or _ist_titel(self.worte[nr]):
            return nr
        if davor is not None and _ist_titel(davor):
            return self._nach_titel(nr, davor)
        if self._name_in_versalien(nr):
            return nr + 2
        if not self.worte[nr].gross or self.worte[nr].dienstlich:
            return nr
        if davor is not None and davor.ist("einfuehrend") and self._allein(nr):
            return self._weiter(nr + 1)
        return self._ohne_titel(nr)

    def _nach_titel(self, nr: int, titel: Wort) -> int:
        erstes = self._ohne_partikel(nr)
        wort = self.worte[erstes]
        if wort.text.isupper() and len(wort.text) > _KUERZEL:
            return self._weiter_in_versalien(erstes)
        if not wort.gross:
            # Written in a hurry: all small.
            klein = wort.am_anfang.vorname and not ist_deutsch(wort.text)
            return self._weiter(erstes + 1) if klein else nr
        name = wort.vorname or wort.nachname or wort.unbekannt
        fremd = titel.ist("anrede") and not wort.dienstlich and not wort.einrichtung
        return self._weiter(erstes + 1) if not wort.rolle and (name or fremd) else nr

    def _name_in_versalien(self, nr: int) -> bool:
        """Whether two words in capitals are a known name: "AMIRA HADDAD"."""
        if nr + 1 >= len(self.worte) or not self._verbunden(nr):
            return False
        beide = [w for w in self.worte[nr : nr + 2] if w.text.isupper() and len(w.text) > _KUERZEL]
        klein = [w.am_anfang for w in beide]
        return len(klein) > 1 and klein[0].vorname and klein[1].nachname

    def _weiter_in_versalien(self, nr: int) -> int:
        """Return how far a name in capitals goes behind a title."""
        while nr < len(self.worte) and self.worte[nr].text.isupper():
            nr += 1
            if nr < len(self.worte) and not self._verbunden(nr - 1):
                break
        return nr

    def _ohne_titel(self, nr: int) -> int:
        wort = self.worte[nr]
        if (wort.nachname or wort.unbekannt) and self._nachgestellt(nr + 1):
            return nr + 2
        if self._in_anfuehrung(nr):
            return nr
        if wort.vorname and not wort.mehrdeutig:
            ende = self._weiter(nr + 1)
            return nr if self._gibt_den_namen(ende) else ende
        if nr + 1 == len(self.worte):
            return nr
        folgt = self.worte[nr + 1]
        if self._verbunden(nr) and folgt.gross and not self._gibt_den_namen(nr + 1):
            passt = folgt.vorname or folgt.unbekannt
            if (wort.unbekannt and passt) or (wort.mehrdeutig and (passt or folgt.nachname)):
                return self._weiter(nr + 2)
        return nr + int(wort.unbekannt and self._gereiht(nr + 1))

    def _allein(self, nr: int) -> bool:
        wort = self.worte[nr]
        return not wort.einrichtung and (wort.vorname or wort.nirgends)

    def _nachgestellt(self, nr: int) -> bool:
        """Whether word `nr` is a given name behind a comma, and no name begins with it."""
        if nr >= len(self.worte):
            return False
        komma = self._text[self.worte[nr - 1].bis : self.worte[nr].von] == ", "
        vorname = self.worte[nr].vorname and self.worte[nr].gross and not self.worte[nr].dienstlich
        return komma and vorname and self._weiter(nr + 1) == nr + 1

    def _in_anfuehrung(self, nr: int) -> bool:
        """Whether one word alone stands in quotes: a project, not a person."""
        wort = self.worte[nr]
        rand = self._text[max(0, wort.von - 1) : wort.von], self._text[wort.bis : wort.bis + 1]
        return rand[0] in set("„»«\"‚'") and rand[1] in set("“”«»\"‘'")

    def _gereiht(self, nr: int) -> bool:
        """Whether with word `nr` another person is named: "Rezan und Azad"."""
        rest = self.worte[nr : nr + 2]
        return [w.text for w in rest[:1]] == ["und"] and len(rest) > 1 and rest[1].vorname

    def _gibt_den_namen(self, nr: int) -> bool:
        """Whether word `nr` bears the name before it: "Otto Benecke Stiftung"."""
        if nr >= len(self.worte) or not self._verbunden(nr - 1):
            return False
        wort = self.worte[nr]
        return wort.gross and wort.einrichtung and not wort.nachname

    def _weiter(self, ab: int) -> int:
        """Return how far a name goes on: through particles and what may be a family name."""
        ende = ab
        for nr in range(ab, min(ab + _HOECHSTENS, len(self.worte))):
            wort = self.worte[nr]
            if not self._verbunden(nr - 1):
                break
            if wort.text.lower() == wort.text and wort.ist("partikel"):
                continue
            if not self._gehoert_dazu(wort):
                break
            ende = nr + 1
        return ende

    def _gehoert_dazu(self, wort: Wort) -> bool:
        if not wort.gross or (wort.einrichtung and not wort.nachname):
            return False
        if wort.dienstlich:
            return "-" in wort.text and wort.nachname
        return wort.vorname or wort.nachname or wort.nirgends

    def _ohne_partikel(self, nr: int) -> int:
        """Return the first word from `nr` on that is none: "von der Heide"."""
        while nr + 1 < len(self.worte) and _ist_partikel(self.worte[nr]):
            if not self._verbunden(nr):
                break
            nr += 1
        return nr

    def _verbunden(self, nr: int) -> bool:
        """Whether the word behind `nr` belongs to it, abbreviations with their full stop."""
        wort, naechstes = self.worte[nr], self.worte[nr + 1]
        dazwischen = self._text[wort.bis : naechstes.von]
        gemeint = dazwischen.strip() or dazwischen[:1]
        kurz = any(wort.am_anfang.ist(liste) for liste in ("titel", "heilige", "einfuehrend"))
        nah = len(dazwischen) <= _LUECKE
        return nah and (gemeint in {" ", "-", "\n"} or (gemeint == "." and kurz))
