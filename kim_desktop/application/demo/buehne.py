"""The workplaces of the example district, and the files they bring one another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ...domain.rollen import Rolle
from ...store.profil.angaben import Zugang
from ...trust.quelle import SaatQuelle
from ..arbeitsplatz import Arbeitsplatz, wer_bin_ich
from ..platz import einrichten
from ..uebergabe.austausch import Fortschritt, lies_ein, uebergib_an

_OHNE_PASSPHRASE = Zugang()


@dataclass(slots=True)
class Buehne:
    """The workplaces while the script is played; `kennungen` resolves its references.

    Files go only where somebody has something to say: `gesagt` are the workplaces whose news the
    hub has not got yet, `offen` those that have not got the hub's.
    """

    ordner: Path
    saat: str
    kreis: Mapping[str, Any]
    plaetze: dict[str, Arbeitsplatz] = field(default_factory=dict)
    kennungen: dict[str, str] = field(default_factory=dict)
    papiere: list[str] = field(default_factory=list)
    gesagt: set[str] = field(default_factory=set)
    offen: set[str] = field(default_factory=set)
    zugelassen: dict[str, str] = field(default_factory=dict)

    @property
    def hub(self) -> str:
        """The workplace of the CM-Koordination, which all files go through."""
        return str(self.kreis["gruender"]["platz"])

    def gruende(self, fortschritt: Fortschritt) -> None:
        """Found the district, enter its CM-Stellen and admit those that begin with a workplace."""
        gruender = self.kreis["gruender"]
        self.plaetze[self.hub] = einrichten.gruende_kreis(
            self._profil(self.hub),
            self.kreis["name"],
            _OHNE_PASSPHRASE,
            rollen=[Rolle(r) for r in gruender["rollen"]],
            stelle=gruender["stelle"],
            kuerzel=gruender["kuerzel"],
            uebung=True,
            quelle=self._quelle(self.hub),
        )
        for stelle in self.kreis["stellen"]:
            einrichten.trage_stelle_ein(self.plaetze[self.hub], stelle["stelle"], stelle["kuerzel"])
        for platz in self.kreis["plaetze"]:
            fortschritt(0.0, "Die Arbeitsplätze werden eingerichtet")
            if not platz.get("spaeter"):
                self.lasse_zu(platz)

    def nimm_auf(self, name: str, kennzeichen: str) -> None:
        """Admit a workplace that comes later; a Projektgruppe under the id of its Auftrag."""
        platz = next(p for p in self.kreis["plaetze"] if p["platz"] == name)
        if kennzeichen:
            einrichten.trage_stelle_ein(
                self.plaetze[self.hub], platz["stelle"], platz["kuerzel"], ident=kennzeichen
            )
        self.lasse_zu(platz)
        self.offen |= self.zugelassen.keys()

    def lasse_zu(self, platz: Mapping[str, Any]) -> None:
        """Enrol a workplace the way people do: Anmeldung, digits by telephone, Zulassung."""
        name, rollen = platz["platz"], [Rolle(r) for r in platz["rollen"]]
        neu = einrichten.bereite_vor(
            self._profil(name),
            _OHNE_PASSPHRASE,
            stelle=platz["stelle"],
            rollen=rollen,
            uebung=True,
            quelle=self._quelle(name),
        )
        self.plaetze[name] = neu
        anmeldung = self.ordner / "uebergaben" / f"{name}.kim-anmeldung"
        zulassung = self.ordner / "uebergaben" / f"{name}.kim-zulassung"
        ziffern = einrichten.melde_an(neu, anmeldung).pruefziffern
        einrichten.lasse_zu(
            self.plaetze[self.hub],
            anmeldung,
            ziffern,
            rollen,
            zulassung,
            kuerzel=platz["kuerzel"],
        )
        einrichten.tritt_bei(neu, zulassung)
        self.zugelassen[name] = wer_bin_ich(neu).stelle.id

    def stelle_uhren(self, am: str) -> None:
        """Set every clock to the time of a scene."""
        for ap in self.plaetze.values():
            assert isinstance(ap.quelle, SaatQuelle)
            ap.quelle.stelle(_zeit(am))

    def tritt_auf(self, name: str) -> Arbeitsplatz:
        """Return a workplace that has taken in what is there for it."""
        if name == self.hub or name in self.offen:
            self._sammle()
        if name in self.offen:
            self._bringe(self.hub, name)
            self.offen.discard(name)
        return self.plaetze[name]

    def hat_gesprochen(self, name: str) -> None:
        """Remember who does not know yet what a workplace has just entered."""
        if name == self.hub:
            self.offen |= self.zugelassen.keys()
        else:
            self.gesagt.add(name)
            self.offen |= self.zugelassen.keys() - {name}

    def verteile(self) -> None:
        """Let everyone get everything."""
        self._sammle()
        for name in self.zugelassen:
            self.tritt_auf(name)

    def schliesse(self) -> None:
        """Close every workplace."""
        for ap in self.plaetze.values():
            ap.schliesse()

    def _sammle(self) -> None:
        for name in sorted(self.gesagt):
            self._bringe(name, self.hub)
        self.gesagt.clear()

    def _bringe(self, von: str, an: str) -> None:
        stelle = wer_bin_ich(self.plaetze[an]).stelle.id
        datei = uebergib_an(self.plaetze[von], stelle, self.ordner / "uebergaben").datei
        lies_ein(self.plaetze[an], datei)

    def _profil(self, name: str) -> Path:
        return self.ordner / "profile" / name.lower()

    def _quelle(self, name: str) -> SaatQuelle:
        uhr = next(iter(self.plaetze.values()), None)
        beginn = uhr.quelle.jetzt() if uhr else _zeit(self.kreis["beginn"])
        return SaatQuelle(f"{self.saat}/{name}", beginn)


def _zeit(am: str) -> datetime:
    return datetime.fromisoformat(am).replace(tzinfo=UTC)
