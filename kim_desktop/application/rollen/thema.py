"""One topic as the CM-Koordination sees it: what is due, and what has come in."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...domain.angaben.listenwerte import JA_NEIN
from ...domain.faelle import Fall, Herausforderung
from ...domain.felder import text
from ...domain.schwelle import zahlwort
from ...domain.zustaende import Zustand
from ...papers.schreibweise import datum
from ...store.ansicht.faelle import FallZeile
from ..arbeitsplatz import Identitaet
from ..schritt.moeglich import moegliche
from ..schritt.offenes import (
    VOR_DEM_BESCHLUSS,
    anfragen,
    offene_anfragen,
    ohne_abfrageantwort,
)
from ..worte import ausgang
from .abschnitt import Abschnitt, abschnitte
from .bestand import Bestand
from .hindernis import Hindernisse, hindernisse

#: The steps offered on a topic.
AM_THEMA = (
    "abfragen",
    "stellungnahme_einholen",
    "stellung_nehmen",
    "themenblatt_freigeben",
    "zusammenfassen",
    "bekanntgeben",
    "antwort_erfassen",
    "abschliessen",
    "wiederaufnehmen",
    "uebernehmen",
)


@dataclass(frozen=True, slots=True)
class Thema:
    """A Herausforderung with what is due and the details below the list."""

    zeile: FallZeile
    ansteht: str
    abschnitte: tuple[Abschnitt, ...]
    hindernisse: Hindernisse

    @property
    def kennung(self) -> str:
        """Its Kennung."""
        return self.zeile.kennung


def thema(bestand: Bestand, zeile: FallZeile, fall: Herausforderung) -> Thema:
    """Return a topic with its details."""
    ansteht = list(_ansteht(bestand, zeile, fall))
    return Thema(
        zeile,
        " · ".join(ansteht),
        abschnitte(
            ("Was ansteht", ansteht),
            ("Bündel", [_buendel(bestand, fall)]),
            ("Abfrage", _abfrage(bestand, fall)),
            stellungnahmen(fall, bestand.heute),
            rueckfragen(bestand.wer, fall),
            _themenblatt(fall),
            frueheres(fall),
        ),
        hindernisse(bestand.wer, AM_THEMA, zeile, fall),
    )


def _buendel(bestand: Bestand, fall: Herausforderung) -> str:
    if fall.altbestand and not fall.meldungen:
        return "Altbestand, ohne Meldungen aufgenommen."
    return f"{bestand.schwelle(fall).erklaerung}."


def stellungnahmen(fall: Herausforderung, heute: str) -> Abschnitt:
    """Say which Stellungnahmen were asked, have come, are overdue; none is a warning."""
    titel = "Stellungnahmen"
    if not fall.anfragen:
        vorher = fall.zustand in VOR_DEM_BESCHLUSS
        return Abschnitt(titel, ("übersprungen: Es wurde keine eingeholt.",) * vorher, True)
    saetze = []
    for a in anfragen(fall):
        stand = f"bis {datum(a.frist)}" if a.frist else "ohne Frist"
        if a.eingegangen:
            stand = f"eingegangen am {datum(a.eingegangen)}"
        elif a.ueberfaellig(heute):
            stand = f"überfällig seit {datum(a.frist)}"
        saetze.append(f"{a.von}: erbeten am {datum(a.seit)}, {stand}")
    spaet = any(a.ueberfaellig(heute) for a in anfragen(fall))
    return Abschnitt(titel, tuple(saetze), spaet)


def rueckfragen(wer: Identitaet, fall: Fall) -> tuple[str, list[str]]:
    """Say what was asked, and what is still open."""
    return "Rückfragen", [
        f"{'offen' if f.id not in fall.antworten else 'beantwortet'}: {wer.name_von(f.urheber)} "
        f"am {datum(f.tag)}: {text(f.inhalt, 'text')}"
        for f in fall.rueckfragen
    ]


def frueheres(fall: Herausforderung) -> tuple[str, list[str]]:
    """Say how earlier rounds ended."""
    return "Kam schon einmal", [ausgang(runde) for runde in fall.frueher]


def veraltet(fall: Herausforderung) -> bool:
    """Whether the released Themenblatt tells of another state than the present one."""
    if fall.themenblatt is None:
        return False
    return text(fall.themenblatt.inhalt, "stand") != fall.zustand.label


def _ansteht(bestand: Bestand, zeile: FallZeile, fall: Herausforderung) -> Iterable[str]:
    if fall.strittig:
        yield "Entscheidung strittig"
    fehlt = bestand.schwelle(fall)
    for schritt in moegliche(bestand.wer, zeile, fall):
        if schritt.faellig and schritt.name == "vorlegen" and not fehlt.erreicht:
            yield f"unter der Schwelle ({fehlt.erklaerung})"
        elif schritt.faellig:
            yield schritt.label
    if offen := offene_anfragen(fall):
        spaet = sum(a.ueberfaellig(bestand.heute) for a in offen)
        satz = zahlwort(len(offen), "Stellungnahme offen", "Stellungnahmen offen")
        yield f"{satz}, {spaet} überfällig" if spaet else satz
    if fall.abfrage and (fehlen := ohne_abfrageantwort(fall, bestand.cm_stellen)):
        yield zahlwort(len(fehlen), "Antwort zur Abfrage fehlt", "Antworten zur Abfrage fehlen")
    if fall.offene_rueckfragen:
        yield zahlwort(len(fall.offene_rueckfragen), "Rückfrage offen", "Rückfragen offen")
    if veraltet(fall):
        yield "Themenblatt veraltet"


def _abfrage(bestand: Bestand, fall: Herausforderung) -> Iterable[str]:
    if fall.abfrage is None:
        return
    frist = text(fall.abfrage.inhalt, "frist")
    bis = f", Antwort bis {datum(frist)}" if frist else ""
    yield f"„{text(fall.abfrage.inhalt, 'frage')}“ am {datum(fall.abfrage.tag)}{bis}"
    for stelle, antwort in fall.abfrageantworten.items():
        kennt = text(antwort.inhalt, "kennt")
        yield f"{bestand.name(stelle)}: {JA_NEIN.get(kennt, kennt)}, am {datum(antwort.tag)}"
    if fehlen := ohne_abfrageantwort(fall, bestand.cm_stellen):
        yield f"Noch ohne Antwort: {', '.join(map(bestand.name, fehlen))}"


def _themenblatt(fall: Herausforderung) -> Abschnitt:
    titel = "Themenblatt"
    if fall.themenblatt is None:
        fehlt = fall.zustand is not Zustand.ERLEDIGT
        return Abschnitt(titel, ("Es ist noch keines freigegeben.",) * fehlt)
    stand = text(fall.themenblatt.inhalt, "stand") or "ohne Stand"
    if veraltet(fall):
        satz = f"veraltet: Es sagt „{stand}“, das Thema steht auf „{fall.zustand.label}“."
        return Abschnitt(titel, (satz,), True)
    return Abschnitt(titel, (f"aktuell, freigegeben am {datum(fall.themenblatt.tag)}.",))
