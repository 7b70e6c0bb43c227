"""Eingang: Meldungen that are in no bundle yet, and taking down what others say."""

from collections.abc import Mapping, Sequence
from functools import partial

from ....application.rollen import buendelung
from ....application.rollen.cm_koordination import Meldungszeile
from ....domain.zustaende import Zustand
from ..._generated.cm_koordination import Ui_CmKoordination
from ...dialoge.schrittdialog import frage
from ..liste import Liste
from ..rollenseite import Rollenseite
from .neues_buendel import buendle_neu
from .sammeldialog import frage_sammelmeldung

_STAND: Mapping[str, str] = {
    Zustand.GEMELDET: "gemeldet",
    Zustand.ZUR_ERGAENZUNG: "zur Ergänzung",
    Zustand.BEOBACHTET: "beobachtet",
}
_SPALTEN = (
    ("Kennung", lambda m: m.kennung),
    ("Titel", lambda m: m.zeile.titel),
    ("Stelle", lambda m: m.stelle),
    ("Handlungsfeld", lambda m: m.handlungsfeld),
    ("Stand", lambda m: _STAND[m.zeile.zustand]),
    ("Seit", lambda m: m.seit),
    ("Gehört zu", lambda m: m.thema),
)
_SCHRITTE = (
    ("zur_ergaenzung", "Um Ergänzung bitten …"),
    ("beobachten", "Beobachten …"),
    ("ohne_vorlage_erledigen", "Ohne Vorlage erledigen …"),
    ("bescheiden", "Bescheid …"),
    ("notieren", "Notiz …"),
    ("schwaerzen", "Geschwärzte Fassung …"),
)
_AUCH_MEHRERE = ("buendeln", "hinzu")


class Eingang:
    """The inbox."""

    def __init__(self, seite: Rollenseite, ui: Ui_CmKoordination) -> None:
        self._seite = seite
        self._ui = ui
        self.liste = Liste(ui.eingang, _SPALTEN, (1,), ui.eingang_leer, self._gewaehlt)
        self.liste.oeffne_mit(seite.oeffne)
        leiste = ui.eingang_schritte
        leiste.nimm("buendeln", "Bündeln …", self._buendle)
        leiste.nimm("hinzu", "Hinzubündeln …", self._buendle_hinzu)
        for name, text in _SCHRITTE:
            leiste.nimm(name, text, partial(self._tue, name))
        neues = ui.eingang_neues
        neues.nimm("melden", "Meldung für eine Stelle erfassen …", partial(seite.tue, "melden"))
        neues.nimm("sammelmeldung", "Sammelmeldung erfassen …", self._erfasse)

    def zeige(self, meldungen: Sequence[Meldungszeile]) -> None:
        """Show these Meldungen."""
        self.liste.setze(meldungen)

    def _gewaehlt(self) -> None:
        self._ui.eingang_schritte.zeige_fuer(self.liste.gewaehlte(), _AUCH_MEHRERE)

    def _tue(self, name: str) -> None:
        if (meldung := self.liste.gewaehlt()) is not None:
            self._seite.tue(name, meldung.kennung)

    def _buendle(self) -> None:
        buendle_neu(self._seite, [m.kennung for m in self.liste.gewaehlte()])

    def _buendle_hinzu(self) -> None:
        gewaehlte = self.liste.gewaehlte()
        meldungen = [m.kennung for m in gewaehlte]
        gemeint = next((m.thema for m in gewaehlte if m.thema), "")
        frage(
            self._seite,
            self._seite.vermittler,
            lambda ap: buendelung.frage_nach_buendel(ap, gemeint),
            lambda ap, daten: buendelung.buendle_hinzu(ap, daten["thema"], meldungen),
        )

    def _erfasse(self) -> None:
        frage_sammelmeldung(self._seite, self._seite.vermittler)
