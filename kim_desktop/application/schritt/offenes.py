"""What is still awaited in a Herausforderung: Stellungnahmen, answers, Kenntnisnahmen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ...domain.faelle import Herausforderung
from ...domain.felder import text
from ...domain.rollen import Rolle
from ...domain.zustaende import Zustand
from ..arbeitsplatz import Identitaet

#: After the decision of the Lenkungsgruppe a Stellungnahme can no longer change anything.
VOR_DEM_BESCHLUSS = frozenset(
    {
        Zustand.GEBUENDELT,
        Zustand.BEOBACHTET,
        Zustand.VORGELEGT,
        Zustand.WEITERGELEITET,
        Zustand.VERTAGT,
    }
)


@dataclass(frozen=True, slots=True)
class Anfrage:
    """A Stellungnahme asked of a body; `eingegangen` is the day of its answer, if any."""

    von: str
    gestellt_von: str
    seit: str
    frist: str
    eingegangen: str

    def ueberfaellig(self, heute: str) -> bool:
        """Whether the body should have answered by now."""
        return not self.eingegangen and bool(self.frist) and self.frist < heute


def anfragen(fall: Herausforderung) -> list[Anfrage]:
    """Return every request; what a body said before it was asked again is no answer."""
    folge = {e.id: nr for nr, e in enumerate(fall.verlauf)}
    gestellt = {text(a.inhalt, "von"): a for a in fall.anfragen}
    liste = []
    for von, anfrage in gestellt.items():
        antwort = fall.stellungnahmen.get(von)
        da = antwort is not None and folge.get(antwort.id, len(folge)) > folge.get(anfrage.id, 0)
        tag = antwort.tag if antwort is not None and da else ""
        frist = text(anfrage.inhalt, "frist")
        liste.append(Anfrage(von, anfrage.urheber, anfrage.tag, frist, tag))
    return liste


def cm_stellen(wer: Identitaet, melder: Collection[str]) -> list[str]:
    """Return the CM-Stellen in order of name: by role, or without the program but among `melder`.

    One that has ended its work owes nothing any more.
    """
    verzeichnis = wer.verzeichnis
    mit_programm = {z.stelle for z in verzeichnis.zuweisungen}
    return [
        s.id
        for s in sorted(verzeichnis.stellen.values(), key=lambda s: s.name)
        if Rolle.CM_STELLE in verzeichnis.rollen_von(s.id)
        or (s.id in melder and s.id not in mit_programm)
    ]


def offene_anfragen(fall: Herausforderung) -> list[Anfrage]:
    """Return the requests still without an answer while one can change something."""
    if fall.zustand not in VOR_DEM_BESCHLUSS:
        return []
    return [a for a in anfragen(fall) if not a.eingegangen]


def ohne_abfrageantwort(fall: Herausforderung, cm_stellen: Iterable[str]) -> list[str]:
    """Return the CM-Stellen that have not answered the Abfrage."""
    return [s for s in cm_stellen if s not in fall.abfrageantworten] if fall.abfrage else []


def ohne_kenntnis(fall: Herausforderung, cm_stellen: Iterable[str]) -> list[str]:
    """Return the CM-Stellen that have not taken note of what was made known."""
    if fall.zustand is not Zustand.BEKANNTGEGEBEN:
        return []
    return [s for s in cm_stellen if s not in fall.kenntnis]
