"""Routes a handover file can take, and what trials told about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ...store.oertlich.lokal import Ausgang
from ...store.oertlich.proben import Probe
from ..worte import als_tag
from .fehlendes import TEXTE, seit_tagen, tage_seit

#: From then on a trial without an answer is told.
GEDULD_TAGE = 7


class Weg(StrEnum):
    """How a file gets from one office to another."""

    MAIL = "mail"
    NETZLAUFWERK = "netzlaufwerk"
    PORTAL = "portal"
    STICK = "stick"
    PDF = "pdf"

    @property
    def label(self) -> str:
        """What people call it."""
        return _LABEL[self]


_LABEL: Mapping[Weg, str] = {
    Weg.MAIL: "Mail",
    Weg.NETZLAUFWERK: "Netzlaufwerk",
    Weg.PORTAL: "Portal",
    Weg.STICK: "Stick",
    Weg.PDF: "PDF-Begleitblatt",
}


@dataclass(frozen=True, slots=True)
class Wegstand:
    """What is known of one route to one Stelle.

    Days are ISO: it was seen to work on `geht`; the newest trial is of `versucht`, unanswered when
    `offen`. `satz` says so.
    """

    weg: Weg
    geht: str
    versucht: str
    offen: bool
    satz: str


def wegstaende(
    proben: Iterable[Probe], ausgaenge: Iterable[Ausgang], heute: date
) -> dict[str, tuple[Wegstand, ...]]:
    """Return what is known of the routes tried, by Stelle."""
    gesendet = {(a.an, a.nr): a for a in ausgaenge}
    versuche: dict[str, dict[Weg, list[Ausgang]]] = {}
    for probe in proben:
        datei = gesendet.get((probe.an, probe.nr))
        if datei is not None and probe.weg in set(Weg):
            versuche.setdefault(probe.an, {}).setdefault(Weg(probe.weg), []).append(datei)
    return {
        stelle: tuple(_stand(weg, wege[weg], heute) for weg in Weg if weg in wege)
        for stelle, wege in versuche.items()
    }


def als_satz(staende: Iterable[Wegstand]) -> str:
    """Say in one line which routes work, e.g. "Mail geht (12.11.2026), Stick offen"."""
    return ", ".join(s.satz for s in staende) or TEXTE.text("wege.keine")


def _stand(weg: Weg, versuche: list[Ausgang], heute: date) -> Wegstand:
    neuester = max(versuche, key=lambda a: a.nr)
    geht = max((a.quittiert for a in versuche if a.quittiert), default="")
    offen = not neuester.quittiert
    tage = tage_seit(neuester.zeit, heute)
    werte = {"weg": weg.label, "am": als_tag(geht), "seit": seit_tagen(tage)}
    satz = TEXTE.text(f"wege.{_art(geht, offen, tage)}", **werte)
    return Wegstand(weg, geht, neuester.zeit[:10], offen, satz)


def _art(geht: str, offen: bool, tage: int) -> str:
    if not offen:
        return "geht"
    art = "unbeantwortet" if tage > GEDULD_TAGE else "offen"
    return f"wieder_{art}" if geht else art
