"""Vorgelegt and Vorlagen: topics before the KI-Leitung and before the Lenkungsgruppe."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QTableView, QTextBrowser

from ....application.rollen.ki_leitung import DRUCKEN, Vorlagenzeile
from ...bausteine.knopfleiste import Knopfleiste
from ..liste import Liste, Spalten
from ..rollenseite import Rollenseite
from ..textbild import als_html
from .schritte import KURZ, nimm_schritte

VORGELEGT: Spalten = (
    ("Kennung", lambda z: z.kennung),
    ("Titel", lambda z: z.zeile.titel),
    ("Seit", lambda z: z.seit),
    ("Schwelle", lambda z: z.schwelle),
    ("Stellungnahmen", lambda z: z.stellungnahmen),
    ("Mitzeichnung", lambda z: z.mitzeichnung),
)
VORLAGEN: Spalten = (
    ("Nummer", lambda z: z.nummer),
    ("Aktenzeichen", lambda z: z.aktenzeichen),
    ("Kennung", lambda z: z.kennung),
    ("Titel", lambda z: z.zeile.titel),
    ("Zustand", lambda z: KURZ.get(z.zeile.zustand, z.zeile.zustand)),
    ("Sitzung", lambda z: z.sitzung),
    ("Mitzeichnung", lambda z: z.mitzeichnung),
)
_NICHTS = "<p>Hier stehen die Einzelheiten zur ausgewählten Herausforderung.</p>"


class Vorlagen:
    """A list of topics with buttons and details."""

    def __init__(
        self,
        seite: Rollenseite,
        tabelle: QTableView,
        leer: QLabel,
        leiste: Knopfleiste,
        inhalt: QTextBrowser,
        spalten: Spalten,
        schritte: Sequence[str],
    ) -> None:
        self._leiste = leiste
        self._inhalt = inhalt
        titel = next(i for i, (name, _) in enumerate(spalten) if name == "Titel")
        self.liste = Liste(tabelle, spalten, (titel,), leer, self._gewaehlt)
        self.liste.oeffne_mit(seite.oeffne)
        nimm_schritte(seite, leiste, self.liste, (*schritte, DRUCKEN))

    def zeige(self, zeilen: Sequence[Vorlagenzeile]) -> None:
        """Show these topics."""
        self.liste.setze(zeilen)

    def _gewaehlt(self) -> None:
        zeilen = self.liste.gewaehlte()
        self._leiste.zeige_fuer(zeilen)
        self._inhalt.setHtml(als_html(zeilen[0].abschnitte) if zeilen else _NICHTS)
