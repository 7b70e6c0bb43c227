"""How far erasures got: how many Arbeitsplätze must have each, and how many confirmed it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ...domain.angaben.kreis import LOESCHUNG
from ...handover.betroffene import betroffene
from ...handover.freigabe import Akten
from ...store.ansicht import faelle
from ...store.log import protokoll
from ...store.log.loeschung import Loeschung, loeschungen
from ...store.sicherung import loeschstand
from ...store.verbindung import Verbindung
from ...trust.kopf import kopf_von
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..worte import als_tag

_GRUND = next(dict(f.auswahl or {}) for f in LOESCHUNG if f.name == "grund")


@dataclass(frozen=True, slots=True)
class Loeschstand:
    """One erased entry: what was erased when by which Stelle and why, and who confirmed it.

    `stellen` are those whose Arbeitsplätze may have held it, `offen` those of Arbeitsplätze that
    have not said yet that they have the erasure.
    """

    eintrag: str
    loeschung: str
    kennung: str
    tag: str
    stelle: str
    grund: str
    bestaetigt: int
    von: int
    stellen: tuple[str, ...]
    offen: tuple[str, ...]

    @property
    def satz(self) -> str:
        """Say how far it got."""
        return f"Löschung bestätigt {self.bestaetigt} von {self.von}"


def staende(ap: Arbeitsplatz) -> list[Loeschstand]:
    """Return every erased entry, newest erasure first."""
    with ap.profil.datenbank.lesen() as v:
        return staende_in(v, identitaet(ap, v))


def staende_in(
    v: Verbindung, wer: Identitaet, nur: Collection[str] | None = None
) -> list[Loeschstand]:
    """Return the erased entries, or those among `nur`; of several erasures the first counts."""
    gesehen: set[str] = set()
    paare = []
    for loeschung in loeschungen(v, wer.verzeichnis):
        for ziel in loeschung.ziele:
            if ziel not in gesehen and (nur is None or ziel in nur):
                gesehen.add(ziel)
                paare.append((loeschung, ziel))
    if not paare:
        return []
    akten, kennungen = Akten(v), _kennungen(v, [ziel for _, ziel in paare])
    return [_stand(v, wer, akten, kennungen, *paar) for paar in reversed(paare)]


def _stand(
    v: Verbindung,
    wer: Identitaet,
    akten: Akten,
    kennungen: dict[str, str],
    loeschung: Loeschung,
    ziel: str,
) -> Loeschstand:
    muessen = betroffene(v, wer.verzeichnis, akten, ziel)
    fertig = {wer.platz.log, loeschung.log}
    offen = {
        log
        for log in muessen - fertig
        if not loeschstand.hat_eintrag(v, log, loeschung.log, loeschung.nr)
    }
    return Loeschstand(
        ziel,
        loeschung.ereignis,
        kennungen.get(ziel, ""),
        loeschung.tag,
        wer.name_von(loeschung.stelle),
        _GRUND.get(loeschung.grund, loeschung.grund),
        len(muessen) - len(offen),
        len(muessen),
        _stellen(wer, muessen),
        _stellen(wer, offen),
    )


def _stellen(wer: Identitaet, logs: Iterable[str]) -> tuple[str, ...]:
    plaetze = wer.verzeichnis.plaetze
    return tuple(sorted({wer.name_von(plaetze[log].stelle) for log in logs}))


def _kennungen(v: Verbindung, ziele: Iterable[str]) -> dict[str, str]:
    """Return the Kennung of the case each entry belongs to, as far as it is still known."""
    faelle_von = {}
    for ziel in ziele:
        if zeile := protokoll.lies(v, ziel):
            faelle_von[ziel] = kopf_von(zeile.kopf).fall or ziel
    kennungen = {z.id: z.kennung for z in faelle.zu_ids(v, sorted(set(faelle_von.values())))}
    return {ziel: kennungen.get(fall, "") for ziel, fall in faelle_von.items()}


def vermerke(v: Verbindung, wer: Identitaet, eintraege: Iterable[str]) -> dict[str, str]:
    """Return for those of a history's entries that are erased what stands beside them."""
    weg = protokoll.geloeschte(v) & set(eintraege)
    return {
        s.eintrag: f"gelöscht am {als_tag(s.tag)}; {s.satz}"
        for s in (staende_in(v, wer, weg) if weg else ())
    }
