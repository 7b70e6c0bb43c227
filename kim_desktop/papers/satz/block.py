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
from .struktur import Knoten

_BREITE = TEXTBREITE - 2 * POLSTER
_SPALTEN = 3
_RINNE = 10.0


def setze_entscheidungsblock(block: Entscheidungsblock, eltern: Knoten) -> Kasten:
    """Return the framed block: a part of its own, headed on the third level."""
    knoten = eltern.neu("Sect")
    text = (
        textblock(block.titel, UNTERABSCHNITT, _BREITE, knoten.neu("H3")),
        textblock(block.bezug, KLEIN, _BREITE, knoten.neu("P"), danach=5),
        _titel(block.vorschlag_titel, knoten),
        *fliesstext(block.vorschlag, _BREITE, knoten),
    )
    formular = (
        _titel(block.ergebnis_titel, knoten),
        _kaestchenraster(block.ergebnisse, knoten.neu("L")),
        _titel(block.verfahren_titel, knoten),
        _verfahren(block, knoten),
        _titel(block.freitext, knoten),
        Schreiblinien(anzahl=2, breite=_BREITE, knoten=knoten.feld("tv", block.freitext)),
        setze_unterschriften(block.unterschriften, _BREITE, knoten),
    )
    return Kasten(text, formular, davor=12, danach=12)


def setze_unterschriften(unterschriften: Unterschriften, breite: float, eltern: Knoten) -> Raster:
    """Return the lines to sign on, side by side."""
    anzahl = len(unterschriften.felder)
    spalte = (breite + _RINNE) / max(1, anzahl)
    felder = (_unterschrift(feld, spalte - _RINNE, eltern) for feld in unterschriften.felder)
    return _reihe(tuple(felder), (spalte,) * anzahl)


def _unterschrift(feld: str, breite: float, eltern: Knoten) -> Unterschriftsfeld:
    knoten = eltern.feld("tv", feld)
    label = textblock(feld, KLEIN, breite, eltern.neu("P"))
    return Unterschriftsfeld(label=label, knoten=knoten, breite=breite)


def _titel(text: str, eltern: Knoten) -> Textblock:
    return textblock(text, FELDTITEL, _BREITE, eltern.neu("H4"), davor=6.5, danach=2)


def _kaestchen(label: str, breite: float, liste: Knoten) -> Kaestchen:
    teil = liste.neu("LI")
    knoten = teil.neu("Lbl").feld("cb", label)
    worte = textblock(label, FELD, breite, teil.neu("LBody"), einzug=KAESTCHENEINZUG)
    return Kaestchen(label=worte, knoten=knoten)


def _kaestchenraster(labels: tuple[str, ...], liste: Knoten) -> Raster:
    spalte = _BREITE / _SPALTEN
    zellen: list[Bloecke] = [(_kaestchen(label, spalte - _RINNE, liste),) for label in labels]
    zellen += [()] * (-len(zellen) % _SPALTEN)
    zeilen = (zellen[i : i + _SPALTEN] for i in range(0, len(zellen), _SPALTEN))
    return Raster(
        (spalte,) * _SPALTEN, tuple(Zeile(tuple(zeile), 2) for zeile in zeilen), linien=False
    )


def _verfahren(block: Entscheidungsblock, eltern: Knoten) -> Raster:
    liste = eltern.neu("L")
    kaesten = [_kaestchen(label, _BREITE, liste) for label in (block.konsens, block.abstimmung)]
    breiten = [
        KAESTCHENEINZUG + textbreite(label, FELD) + 2 * _RINNE
        for label in (block.konsens, block.abstimmung)
    ]
    worte = [textbreite(label, FELD) + 4 for label in block.stimmen]
    linie = (_BREITE + _RINNE - sum(breiten) - sum(worte)) / max(1, len(worte))
    felder = [
        Feld(
            label=textblock(label, FELD, _BREITE, eltern.neu("P")),
            knoten=eltern.feld("tv", label),
            ab=wort,
            bis=wort + linie - _RINNE,
        )
        for label, wort in zip(block.stimmen, worte, strict=True)
    ]
    return _reihe((*kaesten, *felder), (*breiten, *(wort + linie for wort in worte)))


def _reihe(zellen: tuple[Block, ...], breiten: tuple[float, ...]) -> Raster:
    zeile = Zeile(tuple((zelle,) for zelle in zellen), 2)
    return Raster(breiten, (zeile,), linien=False)
