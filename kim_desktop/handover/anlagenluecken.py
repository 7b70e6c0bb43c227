"""Attachments that are missing here: asked for like any entry, by a range of its number."""

from collections.abc import Iterable

from ..domain.ereignis import stamm
from ..store.anlage import anlagenliste
from ..store.profil.profil import Profil
from ..store.verbindung import Verbindung
from ..trust.verzeichnis import Verzeichnis
from .freigabe import Leser, logs_fuer_alle


def eintraege_ohne_anlage(
    v: Verbindung, verzeichnis: Verzeichnis, profil: Profil, leser: Iterable[Leser]
) -> list[tuple[str, int, int]]:
    """Return ranges (log, number, number) of readable entries whose attachments are not here.

    A range in `fehlt` takes entries out of what counts as held, so that whoever has the attachment
    sends the body once more, and the attachment with it.
    """
    fehlend = anlagenliste.fehlende(v, profil.anlagen)
    if not fehlend:
        return []
    erlaubt = logs_fuer_alle(v, verzeichnis, leser)
    orte = {(stamm(name), nr, nr) for name, nr, _ in fehlend}
    return sorted(ort for ort in orte if ort[0] in erlaubt)
