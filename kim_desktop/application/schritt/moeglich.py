"""Which steps an Arbeitsplatz can do in a case now, and which the process waits for."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...domain.faelle import Fall, Herausforderung, Meldung
from ...domain.rollen import ERFASST_FUER_EINRICHTUNGEN, Rolle
from ...domain.schritt import Fallart, Schritt
from ...domain.schritte import AN_DER_REIHE, NAMENTLICH, SCHRITTE
from ...domain.tafel import muster, streitbeendend
from ...domain.zustaende import Zustand
from ...store.ansicht.faelle import FallZeile
from ..arbeitsplatz import Identitaet
from .anlass import hat_anlass, wartet_auf


@dataclass(frozen=True, slots=True)
class Moeglich:
    """A step that can be done now; `faellig` when the straight way waits for it."""

    name: str
    label: str
    nummer: int
    faellig: bool


def moegliche(wer: Identitaet, zeile: FallZeile, fall: Fall | None) -> Iterable[Moeglich]:
    """Yield the steps this Arbeitsplatz can do in a case now."""
    if fall is None or fall.gesperrt:
        return
    reihe = AN_DER_REIHE.get((Fallart(zeile.art), Zustand(zeile.zustand)), ())
    if isinstance(fall, Herausforderung) and fall.strittig:
        reihe = tuple(w.schritt for w in fall.strittig)
    gesehen: set[str] = set()
    for schritt in SCHRITTE:
        if schritt.name in gesehen or not _steht_an(wer, schritt, fall):
            continue
        gesehen.add(schritt.name)
        gefragt = wartet_auf(schritt.name, fall, wer)
        faellig = gefragt or (schritt.name in reihe and _noch_offen(wer, schritt.name, fall))
        yield Moeglich(schritt.name, schritt.label, schritt.nummer, faellig)
    if "buendeln" in reihe and zeile.art == Fallart.MELDUNG:
        buendeln = muster("buendeln")
        if darf(wer, buendeln):
            yield Moeglich(buendeln.name, buendeln.label, buendeln.nummer, True)


def _steht_an(wer: Identitaet, schritt: Schritt, fall: Fall) -> bool:
    if schritt.fall != fall.art or not darf(wer, schritt) or not hat_anlass(schritt.name, fall):
        return False
    if isinstance(fall, Herausforderung) and fall.strittig:
        if streitbeendend(schritt.name, fall.art, fall.strittig) is schritt:
            return True
        if not schritt.bewegt_nichts:
            return False
    if fall.zustand not in schritt.von:
        return False
    return wer.kann_fuer_andere(schritt.rollen) or _eigene_sache(wer, schritt, fall)


def _eigene_sache(wer: Identitaet, schritt: Schritt, fall: Fall) -> bool:
    als = wer.alle_rollen & schritt.rollen
    if schritt.name in NAMENTLICH and not als & ERFASST_FUER_EINRICHTUNGEN:
        eigene = {wer.name_von(s) for s in wer.rollen}
        genannt = isinstance(fall, Herausforderung) and fall.genannte & eigene
        beauftragt = isinstance(fall, Herausforderung) and fall.beauftragte & set(wer.rollen)
        return bool(genannt or beauftragt)
    if isinstance(fall, Meldung) and als == {Rolle.CM_STELLE}:
        return fall.zustaendig in wer.rollen
    if isinstance(fall, Herausforderung) and als == {Rolle.PROJEKTGRUPPE}:
        return bool(fall.beauftragte & set(wer.rollen))
    return True


def darf(wer: Identitaet, schritt: Schritt) -> bool:
    """Whether a step can be done here at all, for oneself or for others."""
    return bool(wer.alle_rollen & schritt.rollen) or wer.kann_fuer_andere(schritt.rollen)


def _noch_offen(wer: Identitaet, name: str, fall: Fall) -> bool:
    """Whether the straight way still waits for this step from here, not only for others."""
    if not wer.alle_rollen & muster(name).rollen:
        return False
    if not isinstance(fall, Herausforderung):
        return True
    if name == "kenntnis_nehmen":
        return not set(wer.rollen) & set(fall.kenntnis)
    if name == "erfolg_melden":
        # Asked for once after some months, not as soon as it can be said.
        return False
    if name == "abschliessen":
        return bool(fall.erfolge)
    return True
