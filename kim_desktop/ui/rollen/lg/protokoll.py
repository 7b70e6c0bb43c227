"""Ergebnisprotokoll: its state, a preview, and the way to its approval."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from html import escape
from typing import Any

from PySide6.QtWidgets import QWidget

from ....application.rollen.lenkungsgruppe import Blick
from ....application.worte import als_tag
from ....domain.felder import text, texte
from ..._generated.lg_protokoll import Ui_LgProtokoll
from ...bausteine.darstellung import als_text
from ..rollenseite import Rollenseite
from .reiter import KEINE_SITZUNG, Reiter

_FRIST_FUER_EINWAENDE = timedelta(days=14)
_LISTEN = {"anwesende": "Anwesend", "entschuldigte": "Entschuldigt", "gaeste": "Gäste"}
_ZEILEN = {"leitung": "Leitung", "protokollfuehrung": "Protokollführung"}


class Ergebnisprotokoll(Reiter):
    """The fourth tab."""

    def __init__(self, seite: Rollenseite) -> None:
        super().__init__(seite)
        self.ui = Ui_LgProtokoll()
        self.ui.setupUi(self)
        self.ui.entwurf.clicked.connect(lambda: self._halte_fest("entwurf"))
        self.ui.versenden.clicked.connect(self._versende)
        self.ui.genehmigen.clicked.connect(lambda: self._halte_fest("genehmigt"))

    def zeige(self, blick: Blick) -> None:
        super().zeige(blick)
        self.ui.vorschau.setHtml(_als_html(blick) if blick.sitzung else "")
        self.ui.stand.setText(self._stand(blick))
        stand = text(blick.protokoll.inhalt, "stand") if blick.protokoll.festgehalten else ""
        keine = "" if blick.sitzung else KEINE_SITZUNG
        versandt = "Das Ergebnisprotokoll ist schon versandt; ändern lässt es sich im Verlauf."
        genehmigt = "Das Ergebnisprotokoll ist genehmigt."
        fertig = genehmigt if stand == "genehmigt" else ""
        self.ui.entwurf.sperre(keine or fertig or (versandt if stand == "versandt" else ""))
        self.ui.versenden.sperre(keine or fertig)
        vorher = "" if stand == "versandt" else "Genehmigt wird, was vorher versandt wurde."
        self.ui.genehmigen.sperre(keine or fertig or vorher)

    def fokusziel(self) -> QWidget:
        return self.ui.vorschau

    def _stand(self, blick: Blick) -> str:
        if blick.sitzung is None:
            return KEINE_SITZUNG
        if blick.protokoll.festgehalten:
            return f"{blick.sitzung.name}: {blick.sitzung.stand}"
        return f"{blick.sitzung.name}: noch nicht festgehalten, Vorschlag aus den Beschlüssen"

    def _halte_fest(self, stand: str, **werte: str) -> None:
        self.seite.tue("niederschrift", self.sitzung, werte={"stand": stand, **werte})

    def _versende(self) -> None:
        bis = text(self.blick.protokoll.inhalt, "einwaende_bis") if self.blick else ""
        vorschlag = self.seite.vermittler.arbeitsplatz.heute() + _FRIST_FUER_EINWAENDE
        self._halte_fest("versandt", einwaende_bis=bis or vorschlag.isoformat())


def _als_html(blick: Blick) -> str:
    inhalt = blick.protokoll.inhalt
    name = escape(blick.sitzung.name) if blick.sitzung else ""
    return f"<h2>Ergebnisprotokoll: {name}</h2>{''.join(_kopf(inhalt))}{''.join(_tops(inhalt))}"


def _kopf(inhalt: Mapping[str, Any]) -> Iterable[str]:
    zeiten = [text(inhalt, "beginn"), text(inhalt, "ende")]
    wann = " bis ".join(filter(None, zeiten))
    wo = ", ".join(filter(None, (wann, text(inhalt, "ort"))))
    yield f"<p>{escape(wo)}</p>" if wo else ""
    for feld, label in _LISTEN.items():
        if namen := texte(inhalt, feld):
            yield f"<p><b>{label}:</b> {escape(', '.join(namen))}</p>"
    for feld, label in _ZEILEN.items():
        if wert := text(inhalt, feld):
            yield f"<p><b>{label}:</b> {escape(wert)}</p>"
    if bis := text(inhalt, "einwaende_bis"):
        yield f"<p>Einwände bis {als_tag(bis)}</p>"


def _tops(inhalt: Mapping[str, Any]) -> Iterable[str]:
    ergebnisse = inhalt.get("ergebnisse") or ()
    if not ergebnisse:
        yield "<p>Es steht nichts auf der Tagesordnung.</p>"
    for e in ergebnisse:
        titel = escape(f"TOP {text(e, 'top')}  {text(e, 'titel')}")
        yield f"<h3>{titel}</h3><p>{als_text(text(e, 'ergebnis'))}</p>"
