"""What is missing, in words: whose entries, how many, from when, whom to ask, and whether asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ...handover.luecken import fehlende, hoechste_nummern
from ...store.log import protokoll
from ...store.oertlich import lokal, lueckenbuch
from ...store.ressourcen import Texte
from ...store.verbindung import Verbindung
from ...trust.kopf import kopf_von
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..worte import als_tag
from .austausch import stelle_des_logs
from .quellen import quellen

TEXTE = Texte("texte/bilanz.json")


@dataclass(frozen=True, slots=True)
class Fehlendes:
    """A range of entries that is missing here.

    `quelle` is the id of the Stelle to ask, `stelle` the name of the one that wrote them. Days are
    ISO and empty where nothing is known: the entries lie between `davor` and `danach`, are missed
    since `seit` and were asked for on `angefordert`. `gehoert`: others told of them, nothing more.
    """

    log: str
    stelle: str
    quelle: str
    von: int
    bis: int
    gehoert: bool
    davor: str
    danach: str
    seit: str
    angefordert: str

    @property
    def anzahl(self) -> int:
        """How many entries."""
        return self.bis - self.von + 1

    @property
    def nummern(self) -> str:
        """Their numbers, e.g. "Nr. 1–31"."""
        return nummern(self.von, self.bis)

    @property
    def satz(self) -> str:
        """Who, how many, and from when, without a full stop."""
        satz = gezaehlt("fehlt.eintraege", self.anzahl, stelle=self.stelle, nummern=self.nummern)
        return ", ".join(filter(None, (satz, self._zeitraum())))

    def _zeitraum(self) -> str:
        if self.gehoert:
            return gezaehlt("fehlt.gehoert", self.anzahl)
        name = "zwischen" if self.davor and self.danach else "danach" if self.davor else "davor"
        tage = {"davor": als_tag(self.davor), "danach": als_tag(self.danach)}
        return TEXTE.text(f"fehlt.{name}", **tage) if self.davor or self.danach else ""


def nummern(von: int, bis: int) -> str:
    """Return a range of numbers as people read it."""
    einzeln, mehrere = TEXTE.formen("fehlt.nummer")
    return (einzeln if von == bis else mehrere).format(von=von, bis=bis)


def gezaehlt(pfad: str, anzahl: int, **werte: object) -> str:
    """Return a text in the singular or plural."""
    return TEXTE.formen(pfad)[anzahl != 1].format(anzahl=anzahl, **werte)


def alles_fehlende(v: Verbindung, wer: Identitaet) -> list[Fehlendes]:
    """Return all ranges missing here that this Arbeitsplatz is entitled to."""
    luecken = fehlende(v, wer.verzeichnis, wer.leser)
    if not luecken:
        return []
    seit, von_wem = lueckenbuch.seit_wann(v, luecken), quellen(v, wer)
    letzter_eingang = max((e.zeit for e in lokal.eingaenge_alle(v)), default="")
    ausgaenge, gehalten = lokal.ausgaenge_alle(v), hoechste_nummern(v)
    gefunden = []
    for luecke in luecken:
        log, von, bis = luecke
        quelle = von_wem.zu(log, bis)
        # Where nobody noted when it was found: the last file taken in must have told of it.
        bekannt = seit.get(luecke, letzter_eingang)
        anfragen = [a.zeit for a in ausgaenge if a.an == quelle and a.zeit > bekannt]
        gefunden.append(
            Fehlendes(
                log,
                stelle_des_logs(wer.verzeichnis, log),
                quelle,
                von,
                bis,
                von > gehalten.get(log, 0),
                _tag(v, log, von - 1),
                _tag(v, log, bis + 1),
                seit.get(luecke, "")[:10],
                min(anfragen, default="")[:10],
            )
        )
    return gefunden


def was_fehlt(ap: Arbeitsplatz) -> list[str]:
    """Say for lists of cases what is still missing, one sentence for each Stelle."""
    with ap.profil.datenbank.lesen() as v:
        return list(_je_stelle(alles_fehlende(v, identitaet(ap, v))))


def _je_stelle(fehlt: Iterable[Fehlendes]) -> Iterator[str]:
    je_stelle: dict[str, list[Fehlendes]] = {}
    for eines in fehlt:
        je_stelle.setdefault(eines.stelle, []).append(eines)
    for stelle, alle in je_stelle.items():
        gefragt = all(f.angefordert for f in alle)
        pfad = "liste.angefordert" if gefragt else "liste.offen"
        yield gezaehlt(pfad, sum(f.anzahl for f in alle), stelle=stelle)


def tage_seit(zeit: str, heute: date) -> int:
    """Return how many days ago an ISO time was."""
    return (heute - date.fromisoformat(zeit[:10])).days


def seit_tagen(tage: int) -> str:
    """Say "seit 12 Tagen"."""
    if tage > 1:
        return TEXTE.text("seit.tagen", tage=tage)
    return TEXTE.text("seit.gestern" if tage == 1 else "seit.heute")


def _tag(v: Verbindung, log: str, nr: int) -> str:
    zeile = next(protokoll.bereich(v, log, nr, nr), None)
    return kopf_von(zeile.kopf).tag if zeile else ""
