"""Secrets typed from paper: groups of four signs and a check sign, none easily confused.

The 31 signs are a prime number of them, so the check sign finds every wrong sign, every two
swapped ones within the four, and every two swapped groups.
"""

import re

from ..domain.fehler import EingabeFehler

#: Digits and capitals without 0, 1, I, L, O.
ZEICHEN = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_BASIS = len(ZEICHEN)
_DATEN = 4
_GRUPPE = _DATEN + 1
_TRENNER = re.compile(r"[\s\-–·]+")


def als_gruppen(geheim: bytes) -> tuple[str, ...]:
    """Return the bytes as groups of five signs."""
    zahl, werte = int.from_bytes(geheim), []
    for _ in range(anzahl_gruppen(len(geheim)) * _DATEN):
        zahl, rest = divmod(zahl, _BASIS)
        werte.append(rest)
    werte.reverse()
    return tuple(
        _gruppe(nr, werte[ab : ab + _DATEN])
        for nr, ab in enumerate(range(0, len(werte), _DATEN), 1)
    )


def aus_gruppen(getippt: str, laenge: int, blatt: str) -> bytes:
    """Return the `laenge` bytes somebody typed from a sheet.

    Raises `EingabeFehler` that names the group that is wrong; `blatt` names the sheet in it.
    """
    gruppen = _gruppen(getippt)
    falsch = _falsche(gruppen, anzahl_gruppen(laenge))
    if len(gruppen) != anzahl_gruppen(laenge):
        raise EingabeFehler(
            f"Der Code vom {blatt} hat {anzahl_gruppen(laenge)} Gruppen zu {_GRUPPE} Zeichen; "
            f"eingegeben wurden {len(gruppen)}."
        )
    if falsch:
        nummern = ", ".join(f"{nr} („{gruppen[nr - 1]}“)" for nr in falsch)
        raise EingabeFehler(
            f"Vom {blatt} stimmt nicht: Gruppe {nummern}. Bitte mit dem Blatt vergleichen; 0, 1, "
            "I, L und O kommen darin nicht vor."
        )
    zahl = 0
    for zeichen in "".join(gruppe[:_DATEN] for gruppe in gruppen):
        zahl = zahl * _BASIS + ZEICHEN.index(zeichen)
    if zahl >= 256**laenge:
        raise EingabeFehler(f"Das ist kein Code vom {blatt}. Bitte mit dem Blatt vergleichen.")
    return zahl.to_bytes(laenge)


def ist_gemeint(getippt: str, laenge: int) -> bool:
    """Whether somebody typed a code, perhaps with mistakes, and not just any words."""
    gruppen = _gruppen(getippt)
    erwartet = anzahl_gruppen(laenge)
    return 2 * (min(len(gruppen), erwartet) - len(_falsche(gruppen, erwartet))) >= erwartet


def anzahl_gruppen(laenge: int) -> int:
    """Return how many groups `laenge` bytes need."""
    gruppen = 1
    while _BASIS ** (gruppen * _DATEN) < 256**laenge:
        gruppen += 1
    return gruppen


def _gruppen(getippt: str) -> list[str]:
    """Cut what was typed where spaces or dashes are, else after every fifth sign."""
    teile = [t for t in _TRENNER.split(getippt.upper()) if t]
    if len(teile) != 1:
        return teile
    return [teile[0][ab : ab + _GRUPPE] for ab in range(0, len(teile[0]), _GRUPPE)]


def _falsche(gruppen: list[str], erwartet: int) -> list[int]:
    return [nr for nr, gruppe in enumerate(gruppen[:erwartet], 1) if not _stimmt(nr, gruppe)]


def _stimmt(nr: int, gruppe: str) -> bool:
    if len(gruppe) != _GRUPPE or any(z not in ZEICHEN for z in gruppe):
        return False
    return _gruppe(nr, [ZEICHEN.index(z) for z in gruppe[:_DATEN]]) == gruppe


def _gruppe(nr: int, werte: list[int]) -> str:
    pruef = (nr + sum(ort * wert for ort, wert in enumerate(werte, 1))) % _BASIS
    return "".join(ZEICHEN[wert] for wert in (*werte, pruef))
