"""Names of new Stellen, and Kürzel and ids that none in the directory bears yet."""

import unicodedata

from ...domain.fehler import EingabeFehler
from ...domain.rollen import Rolle
from ...store.ansicht.suchtext import gefaltet
from ...trust.verzeichnis import Verzeichnis

_NAME_HOECHSTENS = 120


def pruefe_name(name: str, was: str) -> None:
    """Refuse a name that cannot stand on every paper: it cannot be changed later."""
    if not name.strip():
        raise EingabeFehler(f"Bitte den Namen {was} angeben.")
    if len(name) > _NAME_HOECHSTENS:
        raise EingabeFehler(f"Der Name {was} ist zu lang: höchstens {_NAME_HOECHSTENS} Zeichen.")
    # Imported late: ReportLab costs 0.2 s.
    from ...papers.satz.schriften import pruefe_zeichen

    pruefe_zeichen(name)


def freie_id(verzeichnis: Verzeichnis, kuerzel: str) -> str:
    """Return the id of a new Stelle: its Kürzel, unless a Projektgruppe was entered under that."""
    vergeben = {ident.casefold() for ident in verzeichnis.stellen}
    ident, nummer = kuerzel.lower(), 2
    while ident in vergeben:
        ident, nummer = f"{kuerzel.lower()}-{nummer}", nummer + 1
    return ident


def neues_kuerzel(verzeichnis: Verzeichnis, name: str, wunsch: str = "") -> str:
    """Propose three capital letters of the name, or check the Kürzel that was asked for."""
    vergeben = {s.kuerzel for s in verzeichnis.stellen.values()}
    if wunsch:
        if not (wunsch.isascii() and wunsch.isalpha() and wunsch.isupper()) or wunsch in vergeben:
            raise EingabeFehler(
                f"Das Kürzel „{wunsch}“ ist vergeben oder besteht nicht nur aus Großbuchstaben."
            )
        return wunsch
    buchstaben = _ascii(_ohne_vorsatz(name)) or _ascii(name)
    stamm = (buchstaben + "XXX")[:3]
    varianten = [stamm, *(f"{stamm}{c}" for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    return next(k for k in varianten if k not in vergeben)


def _ohne_vorsatz(name: str) -> str:
    """Leave out what many Stellen are called, so that CM-Stelle Hennef becomes HEN."""
    for vorsatz in (*(r.label for r in Rolle), "Stelle"):
        if name.strip().casefold().startswith(f"{vorsatz} ".casefold()):
            return name.strip()[len(vorsatz) :]
    return name


def _ascii(name: str) -> str:
    zerlegt = unicodedata.normalize("NFKD", gefaltet(name).upper())
    return "".join(z for z in zerlegt if z.isascii() and z.isalpha())
