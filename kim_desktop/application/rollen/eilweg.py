"""The urgent way: what cannot wait, and how the Lenkungsgruppe decides on it soonest."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ...domain.faelle import Herausforderung, Sitzung
from ...domain.zustaende import Zustand
from ...papers.schreibweise import datum
from ...store.ansicht import faelle
from ...store.ansicht.faelle import FallZeile
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Identitaet
from .hindernis import Hindernisse

AUF_DIE_TAGESORDNUNG = "setze_auf"
#: Highest Dringlichkeit a Meldung can have.
_DRINGEND = 4
#: About as long as asking all members in writing takes: a meeting before that is no slower.
_UMLAUF_TAGE = 14


@dataclass(frozen=True, slots=True)
class Eiliges:
    """An urgent topic; `sitzung` is the Kennung of the next meeting, if one is called."""

    zeile: FallZeile
    warum: str
    naechste: str
    weg: str
    sitzung: str
    hindernisse: Hindernisse

    @property
    def kennung(self) -> str:
        """Its Kennung."""
        return self.zeile.kennung


def eiliges(
    v: Verbindung,
    wer: Identitaet,
    paare: Iterable[tuple[FallZeile, Herausforderung]],
    kommende: Sequence[Sitzung],
    heute: date,
    hindernisse: Callable[[Identitaet, FallZeile, Herausforderung], Hindernisse],
) -> Iterable[Eiliges]:
    """Yield the topics that cannot wait, with the quickest way for each."""
    for zeile, fall in paare:
        warum = _warum(v, fall)
        if warum and zeile.zustand != Zustand.RM_VORGELEGT:
            naechste = next((s for s in kommende if _kommt_noch(s, fall, heute)), None)
            yield Eiliges(
                zeile,
                warum,
                datum(naechste.am) if naechste else "keine anberaumt",
                _weg(fall, naechste, heute),
                naechste.kennung if naechste else "",
                {
                    **hindernisse(wer, zeile, fall),
                    AUF_DIE_TAGESORDNUNG: _hindernis(fall, naechste),
                },
            )


def _warum(v: Verbindung, fall: Herausforderung) -> str:
    gruende = []
    if fall.vorlegung and fall.vorlegung.inhalt.get("eilt") is True:
        gruende.append("als eilig vorgelegt")
    if any(faelle.bild(v, m).inhalt.get("dringlichkeit") == _DRINGEND for m in fall.meldungen):
        gruende.append(f"Dringlichkeit {_DRINGEND} gemeldet")
    return ", ".join(gruende)


def _hindernis(fall: Herausforderung, naechste: Sitzung | None) -> str:
    if fall.zustand is Zustand.VORGELEGT:
        return "Bitte zuerst an die Lenkungsgruppe weiterleiten."
    if naechste is None:
        return "Es ist keine Sitzung anberaumt, zu der noch eingeladen werden kann."
    if fall.id in naechste.vorgaenge:
        return "Steht schon auf der Tagesordnung der nächsten Sitzung."
    return ""


def _kommt_noch(sitzung: Sitzung, fall: Herausforderung, heute: date) -> bool:
    """Whether the topic stands on the agenda, or the invitations are not yet out."""
    einladung = sitzung.angaben.get("einladung_bis")
    offen = not isinstance(einladung, str) or einladung >= heute.isoformat()
    return offen or fall.id in sitzung.vorgaenge


def _weg(fall: Herausforderung, naechste: Sitzung | None, heute: date) -> str:
    zuerst = "Weiterleiten, dann " if fall.zustand is Zustand.VORGELEGT else ""
    if naechste is None:
        return f"{zuerst}Umlaufbeschluss"
    tage = (date.fromisoformat(naechste.am) - heute).days
    if tage > _UMLAUF_TAGE:
        return f"{zuerst}Umlaufbeschluss (Sitzung erst in {tage} Tagen)"
    return f"{zuerst}Sitzung am {datum(naechste.am)}"
