"""Finding one case by what people call it, and letting it bear that name."""

from ..domain.faelle import Fall, mit
from ..domain.fehler import EingabeFehler
from ..store.ansicht import faelle
from ..store.ansicht.faelle import FallZeile
from ..store.ansicht.projektion import falte
from ..store.verbindung import Verbindung
from .arbeitsplatz import Identitaet


def finde(v: Verbindung, wer: Identitaet, kennung: str) -> tuple[FallZeile, Fall]:
    """Return row and state of a case; raises `EingabeFehler` for an unknown Kennung."""
    zeile = faelle.zu_kennung(v, kennung)
    fall = fall_zu(v, wer, zeile) if zeile else None
    if zeile is None or fall is None:
        raise EingabeFehler(f"Die Kennung „{kennung}“ gibt es hier nicht.")
    return zeile, fall


def fall_mit(v: Verbindung, wer: Identitaet, ident: str) -> Fall | None:
    """Fold the case with this id; None where nothing is known of it."""
    zeile = next(iter(faelle.zu_ids(v, [ident])), None)
    return fall_zu(v, wer, zeile) if zeile else None


def fall_zu(v: Verbindung, wer: Identitaet, zeile: FallZeile) -> Fall | None:
    """Fold the case of a row; it bears the Kennung people read there, also in what it prints."""
    fall = falte(v, wer.verzeichnis, zeile.id)
    return mit(fall, kennung=zeile.kennung) if fall else None
