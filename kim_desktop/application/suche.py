"""Finding one case by what people call it."""

from ..domain.faelle import Fall
from ..domain.fehler import EingabeFehler
from ..store import faelle
from ..store.faelle import FallZeile
from ..store.projektion import falte
from ..store.verbindung import Verbindung
from .arbeitsplatz import Identitaet


def finde(v: Verbindung, wer: Identitaet, kennung: str) -> tuple[FallZeile, Fall]:
    """Return row and state of a case; raises `EingabeFehler` for an unknown Kennung."""
    zeile = faelle.zu_kennung(v, kennung)
    fall = falte(v, wer.verzeichnis, zeile.id) if zeile else None
    if zeile is None or fall is None:
        raise EingabeFehler(f"Die Kennung „{kennung}“ gibt es hier nicht.")
    return zeile, fall
