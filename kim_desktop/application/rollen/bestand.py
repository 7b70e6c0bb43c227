"""What the page of the CM-Koordination is made from, looked up once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...domain.faelle import Herausforderung, Kreis
from ...domain.schritt import Fallart
from ...domain.schwelle import Schwelle
from ...domain.zustaende import Zustand
from ...store.ansicht import faelle
from ...store.ansicht.faelle import FallZeile
from ...store.ansicht.kurzbild import Kurzbild
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz, Identitaet
from ..schritt.offenes import cm_stellen
from ..suche import fall_zu
from ..zaehlung import gezaehlt, kreis

#: A Herausforderung in these states waits for nobody.
BEENDET = frozenset(
    {
        Zustand.ABGESCHLOSSEN,
        Zustand.AUFTRAG_NICHT_ERTEILT,
        Zustand.ZUR_KENNTNIS,
        Zustand.ERLEDIGT,
        Zustand.OHNE_WIRKUNG,
    }
)
Paar = tuple[FallZeile, Kurzbild]


@dataclass(frozen=True, slots=True)
class Bestand:
    """All Meldungen with extracts, all topics, the open ones folded; each by id.

    `thema_von` says which topic a Meldung is bundled in, the one furthest on.
    """

    v: Verbindung
    wer: Identitaet
    heute: str
    kreis: Kreis
    meldungen: Mapping[str, Paar]
    themen: Mapping[str, FallZeile]
    offene: Mapping[str, Herausforderung]
    thema_von: Mapping[str, FallZeile]
    cm_stellen: tuple[str, ...]

    def schwelle(self, fall: Herausforderung) -> Schwelle:
        """Count the Meldungen of a topic against the threshold of the district."""
        zeilen = (self.meldungen[m][0] for m in fall.meldungen if m in self.meldungen)
        return gezaehlt(zeilen, self.kreis)

    def name(self, stelle: str) -> str:
        """Return the name of a Stelle."""
        return self.wer.name_von(stelle)


def lies_bestand(ap: Arbeitsplatz, v: Verbindung, wer: Identitaet) -> Bestand:
    """Look everything up in one read."""
    meldungen = {z.id: (z, b) for z, b in faelle.mit_bildern(v, Fallart.MELDUNG)}
    themen = {z.id: z for z, _ in faelle.mit_bildern(v, Fallart.HERAUSFORDERUNG)}
    melder = {z.stelle for z, _ in meldungen.values()}
    return Bestand(
        v,
        wer,
        ap.heute().isoformat(),
        kreis(v, wer),
        meldungen,
        themen,
        entfaltet(v, wer, (z for z in themen.values() if z.zustand not in BEENDET)),
        _weiteste(themen, faelle.alle_buendel(v)),
        tuple(cm_stellen(wer, melder)),
    )


def entfaltet(
    v: Verbindung, wer: Identitaet, zeilen: Iterable[FallZeile]
) -> dict[str, Herausforderung]:
    """Return these topics folded."""
    faelle_ = ((z.id, fall_zu(v, wer, z)) for z in zeilen)
    return {ident: fall for ident, fall in faelle_ if isinstance(fall, Herausforderung)}


def _weiteste(
    themen: Mapping[str, FallZeile], buendel: Iterable[tuple[str, str]]
) -> dict[str, FallZeile]:
    """Return the topic of each Meldung, chosen as a Bescheid chooses it."""
    weiteste: dict[str, FallZeile] = {}
    nach_kennung = {ident: nr for nr, ident in enumerate(themen)}
    for thema, meldung in sorted(buendel, key=lambda b: nach_kennung.get(b[0], -1)):
        zeile, bisher = themen.get(thema), weiteste.get(meldung)
        if zeile and (bisher is None or zeile.schritt > bisher.schritt):
            weiteste[meldung] = zeile
    return weiteste
