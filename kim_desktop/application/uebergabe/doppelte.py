"""What exists twice: Arbeitsplätze that write as one, and Kennungen; and whom to call."""

from collections.abc import Iterable

from ...domain.ereignis import stamm
from ...domain.rollen import Rolle
from ...handover.luecken import gegabelte
from ...store.ansicht.kennungen import Mehrfach, mehrfache
from ...store.verbindung import Verbindung
from ...trust.verzeichnis import Verzeichnis
from ..worte import platzname

_SATZ = (
    "Zwei Arbeitsplätze schreiben als {platz} ab Nr. {nr}. Einer von ihnen ist eine Kopie oder "
    "eine Rücksicherung und muss neu beginnen. Beide Fassungen sind aufgehoben und "
    "gekennzeichnet. {rat}"
)
_ANRUFEN = "Bitte die CM-Koordination anrufen."
_KLAEREN = (
    "Bitte die Stelle anrufen und klären, welcher der richtige ist. Der andere beginnt neu und "
    "meldet sich an; mit seiner Zulassung ist das erledigt."
)
_ZWEITE = (
    "Von {platz} kam schon eine andere Datei mit der Nummer {nr}: Dieser Arbeitsplatz wurde aus "
    "einer Sicherung zurückgelegt oder kopiert. Was ihm seither fehlt, geht mit der nächsten Datei "
    "noch einmal an ihn. Gibt es ihn zweimal, bitte die CM-Koordination anrufen."
)
_KENNUNG = (
    "Die Kennung {kennung} tragen {anzahl} Vorgänge; sie heißen hier {namen}. Mit jedem lässt sich "
    "weiterarbeiten, aber das Programm, das sie vergab, ist fehlerhaft. Bitte der CM-Koordination "
    "Bescheid geben."
)
_HOECHSTENS = 5


def alles_doppelte(v: Verbindung, verzeichnis: Verzeichnis, leser: str) -> list[str]:
    """Say in German which Arbeitsplätze exist twice, and which Kennungen."""
    return [*doppelte(verzeichnis, gegabelte(v), leser), *doppelte_kennungen(v)]


def doppelte(
    verzeichnis: Verzeichnis, gabelungen: Iterable[tuple[str, int]], leser: str
) -> list[str]:
    """Say in German which Arbeitsplätze exist twice; closed ones are settled.

    `leser` is the log of the Arbeitsplatz it is said at: the CM-Koordination cannot call itself.
    """
    platz = verzeichnis.plaetze.get(leser)
    klaert = platz is not None and Rolle.CM_KOORDINATION in verzeichnis.rollen_von(platz.stelle)
    rat = _KLAEREN if klaert else _ANRUFEN
    return [
        _SATZ.format(platz=_name(verzeichnis, log), nr=nr, rat=rat)
        for log, nr in gabelungen
        if not verzeichnis.ist_beendet(stamm(log))
    ]


def zweite(verzeichnis: Verzeichnis, dateien: Iterable[tuple[str, int]]) -> list[str]:
    """Say in German which Arbeitsplätze gave a file's number twice (log, number)."""
    return [_ZWEITE.format(platz=_name(verzeichnis, log), nr=nr) for log, nr in dateien]


def doppelte_kennungen(v: Verbindung) -> list[str]:
    """Say in German which Kennungen several cases bear, and what each is called here."""
    return [
        _KENNUNG.format(kennung=m.kennung, anzahl=m.anzahl, namen=_aufgezaehlt(m))
        for m in mehrfache(v)
    ]


def _aufgezaehlt(mehrfach: Mehrfach) -> str:
    namen = mehrfach.gezeigt[:_HOECHSTENS]
    if mehrfach.anzahl > len(namen):
        return f"{', '.join(namen)} und so weiter"
    return f"{', '.join(namen[:-1])} und {namen[-1]}"


def _name(verzeichnis: Verzeichnis, log: str) -> str:
    platz = verzeichnis.plaetze.get(stamm(log))
    return platzname(verzeichnis, platz) if platz else log[:8]
