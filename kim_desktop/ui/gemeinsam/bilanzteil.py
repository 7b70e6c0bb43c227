"""The balance on the page Übergabe: the Stellen, and the files of the chosen one."""

from collections.abc import Callable

from ...application.uebergabe.bilanz import Stellenbilanz, Uebersicht
from ...application.worte import als_tag
from .._generated.uebergabe import Ui_Uebergabe
from ..bausteine.modelle import Tabellenmodell
from ..bausteine.tabelle import brich_um, gewaehlte, richte_ein, zeige_zeilen

_STAND, _WEGE, _VERMERK = 1, 5, 4
_KEINE_WAHL = "Bitte in der Tabelle eine Stelle wählen."
_OHNE_PLATZ = "Diese Stelle hat keinen anderen Arbeitsplatz, dem eine Datei zu schreiben wäre."
_STELLEN = (
    ("Stelle", lambda b: b.name),
    ("Stand", lambda b: f"→ {b.satz}" if b.lage.zu_tun else b.satz),
    ("Gesendet", lambda b: b.zuletzt_gesendet),
    ("Bestätigt", lambda b: f"bis Nr. {b.bestaetigt_bis}" if b.bestaetigt_bis else ""),
    ("Erhalten", lambda b: b.zuletzt_erhalten),
    ("Wege", lambda b: b.wege_satz if b.wege else ""),
)
_DATEIEN = (
    ("Tag", lambda z: als_tag(z.zeit[:10])),
    ("Richtung", lambda z: "an" if z.nach_aussen else "von"),
    ("Nr.", lambda z: str(z.nr)),
    ("Datei", lambda z: z.datei),
    ("Vermerk", lambda z: z.vermerk),
)


class Bilanzteil:
    """Fills the two tables; `bei_tat` gets the chosen Stelle when Enter is pressed on it."""

    def __init__(self, ui: Ui_Uebergabe, bei_tat: Callable[[Stellenbilanz], None]) -> None:
        self._ui = ui
        self.stellen = Tabellenmodell(_STELLEN)
        self.dateien = Tabellenmodell(_DATEIEN)
        richte_ein(ui.bilanz, self.stellen, _STAND)
        brich_um(ui.bilanz, _STAND, _WEGE)
        richte_ein(ui.dateien, self.dateien, _VERMERK)
        ui.bilanz.selectionModel().currentRowChanged.connect(lambda *_: self._zeige_wahl())
        ui.bilanz.activated.connect(lambda index: bei_tat(self.stellen.zeilen[index.row()]))
        self._zeige_wahl()

    @property
    def gewaehlt(self) -> Stellenbilanz | None:
        """The Stelle the cursor is on."""
        wahl = gewaehlte(self._ui.bilanz)
        return wahl if isinstance(wahl, Stellenbilanz) else None

    def zeige(self, uebersicht: Uebersicht) -> None:
        """Show other balances; the cursor stays on its Stelle."""
        self._ui.summe.setText("\n".join([uebersicht.summe, *uebersicht.doppelt]))
        zeige_zeilen(self._ui.bilanz, uebersicht.stellen, lambda b: b.stelle)
        self._zeige_wahl()

    def _zeige_wahl(self) -> None:
        wahl = self.gewaehlt
        self.dateien.setze(wahl.dateien if wahl else ())
        self._ui.dateien_text.setText(f"Date&ien von und an {wahl.name}" if wahl else "Date&ien")
        saetze = [*wahl.dateiluecken, f"Wege: {wahl.wege_satz}"] if wahl else []
        self._ui.einzelheiten.setText("\n".join(saetze))
        fordert = wahl is not None and bool(wahl.fehlt)
        self._ui.an_stelle.setText("Jetzt an&fordern …" if fordert else "Datei &für diese Stelle …")
        for knopf in (self._ui.an_stelle, self._ui.probe):
            knopf.sperre("" if wahl and wahl.erreichbar else _OHNE_PLATZ if wahl else _KEINE_WAHL)
