"""Setting the decision block: proposal, boxes, votes, lines and signatures in one frame."""

from ..elemente import Entscheidungsblock, Unterschriften
from .bloecke import Block, Bloecke, Textblock, textblock
from .fliesstext import fliesstext
from .formular import (
    KAESTCHENEINZUG,
    Feld,
    Kaestchen,
    Schreiblinien,
    Unterschriftsfeld,
)
from .masse import FELD, FELDTITEL, KLEIN, TEXTBREITE, UNTERABSCHNITT
from .rahmen import POLSTER, Kasten
from .raster import Raster, Zeile
from .schriften import textbreite

_BREITE = TEXTBREITE - 2 * POLSTER
_SPALTEN = 3
_RINNE = 10.0


def setze_entscheidungsblock(block: Entscheidungsblock) -> Kasten:
    """Return the framed block."""
    text = (
        textblock(block.titel, UNTERABSCHNITT, _BREITE),
        textblock(block.bezug, KLEIN, _BREITE, danach=5),
        _titel(block.vorschlag_titel),
        *fliesstext(block.vorschlag, _BREITE),
    )
    formular = (
        _titel(block.ergebnis_titel),
        _kaestchenraster(block.ergebnisse),
        _titel(block.verfahren_titel),
        _verfahren(block),
        _titel(block.freitext),
        Schreiblinien(anzahl=2, breite=_BREITE),
        setze_unterschriften(block.unterschriften, _BREITE),
    )
    return Kasten(text, formular, davor=12, danach=12)


def setze_unterschriften(unterschriften: Unterschriften, breite: float) -> Raster:
    """Return the lines to sign on, side by side."""
    anzahl = len(unterschriften.felder)
    spalte = (breite + _RINNE) / max(1, anzahl)
    felder = (_unterschrift(feld, spalte - _RINNE) for feld in unterschriften.felder)
    return _reihe(tuple(felder), (spalte,) * anzahl)


def _unterschrift(feld: str, breite: float) -> Unterschriftsfeld:
    return Unterschriftsfeld(label=textblock(feld, KLEIN, breite), breite=breite)


def _titel(text: str) -> Textblock:
    return textblock(text, FELDTITEL, _BREITE, davor=6.5, danach=2)


def _kaestchen(label: str, breite: float) -> Kaestchen:
    return Kaestchen(label=textblock(label, FELD, breite, einzug=KAESTCHENEINZUG))


def _kaestchenraster(labels: tuple[str, ...]) -> Raster:
    spalte = _BREITE / _SPALTEN
    zellen: list[Bloecke] = [(_kaestchen(label, spalte - _RINNE),) for label in labels]
    zellen += [()] * (-len(zellen) % _SPALTEN)
    zeilen = (zellen[i : i + _SPALTEN] for i in range(0, len(zellen), _SPALTEN))
    return Raster(
        (spalte,) * _SPALTEN, tuple(Zeile(tuple(zeile), 2) for zeile in zeilen), linien=False
    )


def _verfahren(block: Entscheidungsblock) -> Raster:
    kaesten = [_kaestchen(label, _BREITE) for label in (block.konsens, block.abstimmung)]
    breiten = [
        KAESTCHENEINZUG + textbreite(label, FELD) + 2 * _RINNE
        for label in (block.konsens, block.abstimmung)
    ]
    worte = [textbreite(label, FELD) + 4 for label in block.stimmen]
    linie = (_BREITE + _RINNE - sum(breiten) - sum(worte)) / max(1, len(worte))
    felder = [
        Feld(label=textblock(label, FELD, _BREITE), ab=wort, bis=wort + linie - _RINNE)
        for label, wort in zip(block.stimmen, worte, strict=True)
    ]
    return _reihe((*kaesten, *felder), (*breiten, *(wort + linie for wort in worte)))


def _reihe(zellen: tuple[Block, ...], breiten: tuple[float, ...]) -> Raster:
    zeile = Zeile(tuple((zelle,) for zelle in zellen), 2)
    return Raster(breiten, (zeile,), linien=False)
