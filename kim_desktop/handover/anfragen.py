"""What a file asks for: entries that are missing here, and attachments of those that are not."""

from collections.abc import Iterable

from ..domain.ereignis import stamm
from ..store.anlage import anlagenliste
from ..store.log import zweige
from ..store.oertlich import erneut
from ..store.profil.profil import Profil
from ..store.verbindung import Verbindung
from ..trust.verzeichnis import Verzeichnis
from .freigabe import Leser, logs_fuer_alle
from .luecken import Bereich, fehlende, hoechste_nummern
from .manifest import GROESSTE


def verlangte(
    v: Verbindung, verzeichnis: Verzeichnis, profil: Profil, leser: Iterable[Leser]
) -> list[Bereich]:
    """Return the ranges (log, first, last) a file asks for: all that is missing for `leser`."""
    leser = list(leser)
    erlaubt = logs_fuer_alle(v, verzeichnis, leser)
    # Nobody can say where a branch only heard of leaves what is held: it is asked for whole.
    ungesehen = [(log, 1, nr) for log, nr in zweige.widersprechende(v).items() if log in erlaubt]
    fehlt = dict.fromkeys([*fehlende(v, verzeichnis, leser), *ungesehen])
    return [*fehlt, *_ohne_anlage(v, profil, erlaubt)]


def angefordertes(
    v: Verbindung, verzeichnis: Verzeichnis, leser: Iterable[Leser], eigenes: str
) -> list[Bereich]:
    """Return what a file of an Arbeitsplatz asks for whose holdings are not to be believed.

    Of the own logs everything, also what is held: bodies may have got lost. Of the others what
    lies beyond; their bodies come again because such a file carries no receipts.
    """
    erlaubt = logs_fuer_alle(v, verzeichnis, leser)
    eigene, gehalten = {eigenes, *erneut.fruehere_logs(v)}, hoechste_nummern(v)
    return [
        (log, 1 if log in eigene else gehalten.get(log, 0) + 1, GROESSTE - 1)
        for log in sorted(erlaubt)
    ]


def _ohne_anlage(v: Verbindung, profil: Profil, erlaubt: Iterable[str]) -> list[Bereich]:
    """Return the readable entries whose attachments are not here, each as a range.

    A range in `fehlt` takes entries out of what counts as held, so that whoever has the attachment
    sends the body once more, and the attachment with it.
    """
    orte = {(stamm(name), nr, nr) for name, nr, _ in anlagenliste.fehlende(v, profil.anlagen)}
    return sorted(ort for ort in orte if ort[0] in erlaubt)
