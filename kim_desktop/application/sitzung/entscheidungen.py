"""What the Lenkungsgruppe decided in a case: in words, with place and time."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ...domain.ereignis import Eintrag, Ereignis, Wirkung, stamm
from ...domain.faelle import Fall, Herausforderung
from ...domain.felder import text
from ...domain.rollen import Rolle
from ...domain.tafel import NACH_NAME
from ...store.ansicht.projektion import eintraege
from ...store.log import protokoll
from ...store.verbindung import Verbindung
from ...trust.kopf import zeit_von
from ..arbeitsplatz import Identitaet
from ..schritt.berichtigen import berichtigbar
from ..schritt.vorschlag.rueckmeldung import gegenstandstitel
from ..worte import als_tag

#: What became of it, in one word or two.
ERGEBNIS = {
    "beauftragen": "Auftrag erteilt",
    "auftrag_nicht_erteilen": "Auftrag nicht erteilt",
    "vertagen": "vertagt",
    "zurueckverweisen": "zurückverwiesen",
    "zur_kenntnis_nehmen": "zur Kenntnis genommen",
    "weitergeben": "weitergegeben",
    "verweisen": "verwiesen",
    "rm_zurueckverweisen": "RM zurückverwiesen",
}


@dataclass(frozen=True, slots=True)
class Entscheidung:
    """One decision of the Lenkungsgruppe; `gegenstand` is empty where it is on the whole case."""

    id: str
    schritt: str
    gegenstand: str
    ergebnis: str
    inhalt: dict[str, Any]
    tag: str
    wo: str
    wann: str
    strittig: bool
    berichtigbar: bool

    @property
    def sitzung_am(self) -> str:
        """The ISO day of the meeting, else of the entry."""
        return text(self.inhalt, "sitzung_am") or self.tag

    @property
    def kurz(self) -> str:
        """What it says in a few words."""
        spaeter = text(self.inhalt, "vertagt_auf")
        worte = f"{self.ergebnis} auf {als_tag(spaeter)}" if spaeter else self.ergebnis
        return f"{self.gegenstand}: {worte}" if self.gegenstand else worte

    @property
    def abstimmung(self) -> str:
        """How it came about: im Konsens, im Umlaufverfahren, or the votes."""
        verfahren = text(self.inhalt, "verfahren")
        if verfahren != "abstimmung":
            return _VERFAHREN.get(verfahren, "")
        stimmen = [
            f"{self.inhalt[n]} {wort}"
            for n, wort in _STIMMEN.items()
            if n in self.inhalt and (n != "befangen" or self.inhalt[n])
        ]
        return "durch Abstimmung" + (f": {', '.join(stimmen)}" if stimmen else "")


def entscheidungen(v: Verbindung, wer: Identitaet, fall: Fall) -> list[Entscheidung]:
    """Return every decision of the Lenkungsgruppe that counts, in the order of the case."""
    if not isinstance(fall, Herausforderung):
        return []
    inhalte = {e.id: e for e in eintraege(v, wer.verzeichnis, fall.id)}
    return [
        _entscheidung(v, wer, fall, eintrag, inhalte[eintrag.id])
        for eintrag in fall.verlauf
        if eintrag.rolle == Rolle.LENKUNGSGRUPPE
        and eintrag.art.startswith("entscheidung_")
        and eintrag.wirkung in (Wirkung.WIRKSAM, Wirkung.STRITTIG)
    ]


def _entscheidung(
    v: Verbindung, wer: Identitaet, fall: Herausforderung, eintrag: Eintrag, e: Ereignis
) -> Entscheidung:
    inhalt = dict(e.inhalt or {})
    gegenstand = text(inhalt, "gegenstand")
    ergebnis = ERGEBNIS.get(e.schritt) or _ERGEBNIS_DER_RM.get(text(inhalt, "ergebnis"), "")
    platz = wer.verzeichnis.plaetze.get(stamm(e.log))
    ort = f", Arbeitsplatz {wer.verzeichnis.code_von(platz)}" if platz else ""
    return Entscheidung(
        e.id,
        e.schritt,
        gegenstandstitel(fall).get(gegenstand, gegenstand),
        ergebnis,
        inhalt,
        e.tag,
        f"{wer.name_von(e.stelle)}{ort}",
        _wann(v, e),
        any(w.id == e.id for w in fall.strittig),
        berichtigbar(wer, fall, eintrag),
    )


def _wann(v: Verbindung, e: Ereignis) -> str:
    """Return day and hour of the entry as the clock on the wall shows it."""
    zeile = protokoll.lies(v, e.id)
    try:
        zeit = datetime.fromisoformat(zeit_von(zeile.koerper or b"") if zeile else "")
    except ValueError:
        return als_tag(e.tag)
    return f"{zeit.replace(tzinfo=UTC).astimezone():%d.%m.%Y, %H:%M} Uhr"


_RM = {f.name: f for f in NACH_NAME["beschliessen"][0].felder}
_ERGEBNIS_DER_RM = _RM["ergebnis"].auswahl or {}
_VERFAHREN = _RM["verfahren"].auswahl or {}
_STIMMEN = {"ja": "Ja", "nein": "Nein", "enthaltung": "Enthaltungen", "befangen": "befangen"}
