"""An event as the process sees it: what the header and, if readable, the body say."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

#: Stands between a log and what names a branch of it, where two workplaces wrote under one key.
ZWEIG = "~"


def stamm(log: str) -> str:
    """Return the log a branch belongs to; a log that never forked is its own."""
    return log.partition(ZWEIG)[0]


class Ereignis(NamedTuple):
    """One entry of a log. `inhalt` is None where the body is withheld or erased.

    `art` is the neutral type of the header; `schritt` and `kennung` come from the body. `log`
    names the branch where a log has forked.
    `eltern` are the tips of the case its author had seen, `tag` is an ISO day, `neuer` marks
    a header or body in a version this program does not know.
    """

    id: str
    art: str
    fall: str
    log: str
    nr: int
    lamport: int
    tag: str
    stelle: str
    rolle: str
    eltern: tuple[str, ...] = ()
    muss: bool = False
    schritt: str = ""
    kennung: str = ""
    inhalt: Mapping[str, Any] | None = None
    neuer: bool = False

    @property
    def fuer_stelle(self) -> str:
        """The Stelle in whose place it was recorded, or an empty text."""
        wert = self.inhalt.get("fuer_stelle", "") if self.inhalt else ""
        return wert if isinstance(wert, str) else ""

    @property
    def urheber(self) -> str:
        """The Stelle whose doing this is: the one recorded for, else the acting one."""
        return self.fuer_stelle or self.stelle


class Wirkung(StrEnum):
    """What became of an event in its case."""

    WIRKSAM = "wirksam"
    NICHT_EINSEHBAR = "nicht_einsehbar"
    OHNE_ZUSTAENDIGKEIT = "ohne_zustaendigkeit"
    PASST_NICHT = "passt_nicht"
    UNBEKANNT = "unbekannt"
    STRITTIG = "strittig"

    @property
    def label(self) -> str:
        """Remark people read beside the entry; empty where it simply counts."""
        return _LABEL[self]


_LABEL = {
    Wirkung.WIRKSAM: "",
    Wirkung.NICHT_EINSEHBAR: "nicht einsehbar",
    Wirkung.OHNE_ZUSTAENDIGKEIT: "ohne Zuständigkeit",
    Wirkung.PASST_NICHT: "passt nicht zum Stand",
    Wirkung.UNBEKANNT: "Eintrag einer neueren Programmversion",
    Wirkung.STRITTIG: "strittig",
}


class Eintrag(NamedTuple):
    """One line of a case's history, in the order the case is folded; `log` may name a branch."""

    id: str
    log: str
    art: str
    schritt: str
    wirkung: Wirkung
    tag: str
    stelle: str
    rolle: str
    fuer_stelle: str
    zustand: str

    @property
    def gegabelt(self) -> bool:
        """Whether another workplace wrote under the same key at the same time."""
        return ZWEIG in self.log
