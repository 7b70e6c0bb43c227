"""Who owes whom an answer: the to-do list of the CM-Koordination, and for its eyes only."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ...domain.faelle import Beleg, Herausforderung, Meldung
from ...domain.felder import text
from ...domain.rollen import Rolle
from ...domain.zustaende import Zustand
from ...papers.schreibweise import datum
from ..schritt.offenes import offene_anfragen, ohne_abfrageantwort, ohne_kenntnis
from ..suche import fall_zu
from .bestand import Bestand, Paar
from .quartal import letztes_quartal

_KO = Rolle.CM_KOORDINATION.label
_ALLE_FRUEHEREN = ""


class Schuldart(StrEnum):
    """What is owed; the order is that of the list."""

    BESCHEID = "bescheid"
    RUECKFRAGE = "rueckfrage"
    STELLUNGNAHME = "stellungnahme"
    ABFRAGE = "abfrage"
    ANTWORT = "antwort"
    KENNTNISNAHME = "kenntnisnahme"
    NULLMELDUNG = "nullmeldung"

    @property
    def label(self) -> str:
        """What is owed in words."""
        return _LABEL[self]

    @property
    def schritt(self) -> str:
        """The step that settles it."""
        return _SCHRITT[self]


_LABEL = {
    Schuldart.BESCHEID: "Bescheide",
    Schuldart.RUECKFRAGE: "Rückfragen",
    Schuldart.STELLUNGNAHME: "Stellungnahmen",
    Schuldart.ABFRAGE: "Antworten zu Abfragen",
    Schuldart.ANTWORT: "Antworten von Land, Bund und Dritten",
    Schuldart.KENNTNISNAHME: "Kenntnisnahmen",
    Schuldart.NULLMELDUNG: "Meldungen im Quartal",
}
_SCHRITT = {
    Schuldart.BESCHEID: "bescheiden",
    Schuldart.RUECKFRAGE: "antworten",
    Schuldart.STELLUNGNAHME: "stellung_nehmen",
    Schuldart.ABFRAGE: "abfrage_beantworten",
    Schuldart.ANTWORT: "antwort_erfassen",
    Schuldart.KENNTNISNAHME: "kenntnis_nehmen",
    Schuldart.NULLMELDUNG: "keine_meldung",
}


@dataclass(frozen=True, slots=True)
class Schuld:
    """One line: who owes whom what, since and until when (ISO days).

    `vorgaben` fill the dialog of the step that settles it; a line without `kennung` is about the
    district.
    """

    art: Schuldart
    wer: str
    wem: str
    was: str
    seit: str
    bis: str = ""
    kennung: str = ""
    vorgaben: Mapping[str, Any] | None = None
    ueberfaellig: bool = False

    @property
    def seit_tag(self) -> str:
        """Since when, as people write it."""
        return datum(self.seit)

    @property
    def bis_tag(self) -> str:
        """Until when, as people write it."""
        return datum(self.bis)

    @property
    def schluessel(self) -> str:
        """What tells it from all other lines."""
        return f"{self.art}/{self.kennung}/{self.wer}/{self.was}"


def schulden(b: Bestand) -> list[Schuld]:
    """Return every line, by what is owed, overdue ones first."""
    zeilen = [
        *_bescheide(b),
        *_fragen_zu_meldungen(b),
        *(s for fall in b.offene.values() for s in _am_thema(b, fall)),
        *_nullmeldungen(b),
    ]
    folge = list(Schuldart)
    return sorted(
        zeilen, key=lambda s: (folge.index(s.art), not s.ueberfaellig, s.bis or s.seit, s.wer)
    )


def _bescheide(b: Bestand) -> Iterator[Schuld]:
    for paar in b.meldungen.values():
        if (stand := _zu_bescheiden(b, paar)) is not None:
            zeile, bild = paar
            thema = b.thema_von.get(zeile.id)
            fall = b.offene.get(thema.id) if thema else None
            tag = fall.steht_seit if fall else (thema or zeile).tag
            wem = b.name(bild.nachfolge or zeile.stelle)
            was = f"Bescheid „{stand.label}“ zu: {zeile.titel}"
            yield Schuld(Schuldart.BESCHEID, _KO, wem, was, tag, kennung=zeile.kennung)


def _zu_bescheiden(b: Bestand, paar: Paar) -> Zustand | None:
    """Return the state the Stelle has not been told of yet."""
    zeile, bild = paar
    thema = b.thema_von.get(zeile.id)
    zustand = Zustand(thema.zustand if thema else zeile.zustand)
    selbst = zeile.zustand == Zustand.ZURUECKGEZOGEN
    unklar = thema is not None and thema.strittig
    return None if selbst or unklar or zustand == bild.beschieden else zustand


def _fragen_zu_meldungen(b: Bestand) -> Iterator[Schuld]:
    for zeile, bild in b.meldungen.values():
        fall = fall_zu(b.v, b.wer, zeile) if bild.gefragt else None
        if isinstance(fall, Meldung):
            stelle = fall.zustaendig
            for frage in fall.offene_rueckfragen:
                wer = _KO if frage.urheber == stelle else b.name(stelle)
                yield _rueckfrage(b, zeile.kennung, frage, wer)


def _am_thema(b: Bestand, fall: Herausforderung) -> Iterator[Schuld]:
    kennung, titel = fall.kennung, text(fall.angaben, "titel")
    for frage in fall.offene_rueckfragen:
        yield _rueckfrage(b, kennung, frage, _gefragt(b, fall, frage))
    for a in offene_anfragen(fall):
        yield Schuld(
            Schuldart.STELLUNGNAHME,
            a.von,
            b.name(a.gestellt_von),
            f"Stellungnahme zu „{titel}“",
            a.seit,
            a.frist,
            kennung,
            {"von": a.von},
            a.ueberfaellig(b.heute),
        )
    if fall.abfrage:
        was, tag = f"Antwort zur Abfrage „{titel}“", fall.abfrage.tag
        frist = text(fall.abfrage.inhalt, "frist")
        fehlen = ohne_abfrageantwort(fall, b.cm_stellen)
        yield from _je_stelle(b, Schuldart.ABFRAGE, kennung, was, tag, frist, fehlen)
    if fall.bekanntgabe:
        was, tag = f"Kenntnisnahme zu „{titel}“", fall.bekanntgabe.tag
        fehlen = ohne_kenntnis(fall, b.cm_stellen)
        yield from _je_stelle(b, Schuldart.KENNTNISNAHME, kennung, was, tag, "", fehlen)
    if fall.zustand is Zustand.WEITERGEGEBEN and fall.weitergabe:
        yield _antwort(b, fall, fall.weitergabe)


def _je_stelle(
    b: Bestand,
    art: Schuldart,
    kennung: str,
    was: str,
    tag: str,
    frist: str,
    stellen: Iterable[str],
) -> Iterator[Schuld]:
    spaet = bool(frist) and frist < b.heute
    for s in stellen:
        fuer = {"fuer_stelle": s}
        yield Schuld(art, b.name(s), _KO, was, tag, frist, kennung, fuer, spaet)


def _rueckfrage(b: Bestand, kennung: str, frage: Beleg, wer: str) -> Schuld:
    frist = text(frage.inhalt, "frist")
    return Schuld(
        Schuldart.RUECKFRAGE,
        wer,
        b.name(frage.urheber),
        f"Antwort auf: {text(frage.inhalt, 'text')}",
        frage.tag,
        frist,
        kennung,
        {"frage": frage.id},
        bool(frist) and frist < b.heute,
    )


def _gefragt(b: Bestand, fall: Herausforderung, frage: Beleg) -> str:
    """Return who has the topic in hand and is not the one who asks."""
    gruppen = ", ".join(str(g.get("name", "")) for g in fall.auftraege)
    haende = {
        2: (_KO,),
        3: (Rolle.KI_LEITUNG.label, _KO),
        4: (Rolle.KI_LEITUNG.label, Rolle.LENKUNGSGRUPPE.label),
    }.get(fall.schritt, (gruppen or Rolle.PROJEKTGRUPPE.label, Rolle.LENKUNGSGRUPPE.label))
    fragende = {r.label for r in b.wer.verzeichnis.rollen_von(frage.urheber)}
    fragende.add(b.name(frage.urheber))
    return next((h for h in haende if h not in fragende), _KO)


def _antwort(b: Bestand, fall: Herausforderung, weitergabe: Beleg) -> Schuld:
    inhalt = weitergabe.inhalt
    ebene = {"land": "Land", "bund": "Bund"}.get(text(inhalt, "an"), "Dritte")
    frist = text(inhalt, "antwort_bis")
    return Schuld(
        Schuldart.ANTWORT,
        text(inhalt, "adressat") or ebene,
        Rolle.LENKUNGSGRUPPE.label,
        f"Antwort zu „{text(fall.angaben, 'titel')}“",
        weitergabe.tag,
        frist,
        fall.kennung,
        None,
        bool(frist) and frist < b.heute,
    )


def _nullmeldungen(b: Bestand) -> Iterator[Schuld]:
    """Name who said nothing in the quarter that has ended: no report, and no "keine Meldung"."""
    quartal = letztes_quartal(b.heute)
    gemeldet = {z.stelle for z, bild in b.meldungen.values() if quartal.enthaelt(bild.gemeldet_am)}
    for stelle in b.cm_stellen:
        null = b.kreis.nullmeldungen.get(stelle)
        gesagt = null is not None and text(null.inhalt, "bis_tag") >= quartal.von
        if stelle not in gemeldet and not gesagt and _seit_wann(b, stelle) <= quartal.bis:
            vorgaben = {"fuer_stelle": stelle, "von_tag": quartal.von, "bis_tag": quartal.bis}
            was = f"Meldung oder „Keine Meldung“ für das {quartal.label}"
            name = b.name(stelle)
            yield Schuld(Schuldart.NULLMELDUNG, name, _KO, was, quartal.bis, "", "", vorgaben)


def _seit_wann(b: Bestand, stelle: str) -> str:
    """Return since when a CM-Stelle takes part; one without the program counts as always."""
    tage = (z.von for z in b.wer.verzeichnis.zuweisungen if z.stelle == stelle)
    return min(tage, default=_ALLE_FRUEHEREN)
