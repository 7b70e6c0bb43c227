"""The example district: every Arbeitsplatz and every step real, only the clock and dice seeded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..domain.fehler import UmgebungsFehler
from ..domain.rollen import Rolle
from ..store.datei import schreibe_sicher
from ..store.profil import Zugang
from ..store.ressourcen import lies_json
from ..trust.quelle import SaatQuelle
from . import einrichten
from .arbeitsplatz import Arbeitsplatz, wer_bin_ich
from .papiere import drucke
from .tun import tue
from .uebergabe import Fortschritt, lies_ein, ohne_fortschritt, partner, uebergib_an

_OHNE_PASSPHRASE = Zugang()


@dataclass(frozen=True, slots=True)
class Beispielkreis:
    """What lies in the folder: profiles by name, papers, and the profile to begin with."""

    profile: dict[str, str]
    papiere: list[str]
    start: str


@dataclass(slots=True)
class _Buehne:
    """The workplaces while the script is played; `kennungen` resolves its references."""

    ordner: Path
    saat: str
    plaetze: dict[str, Arbeitsplatz] = field(default_factory=dict)
    kennungen: dict[str, str] = field(default_factory=dict)
    papiere: list[str] = field(default_factory=list)

    def quelle(self, name: str) -> SaatQuelle:
        """Return the seeded source of one workplace."""
        quelle = self.plaetze[name].quelle
        assert isinstance(quelle, SaatQuelle)
        return quelle


def lege_an(
    ordner: Path, saat: str = "1", fortschritt: Fortschritt = ohne_fortschritt
) -> Beispielkreis:
    """Make the whole example district in `ordner`; same `saat`, same district.

    Raises `UmgebungsFehler` when the folder is in use or cannot be written.
    """
    if (ordner / "profile").exists():
        raise UmgebungsFehler(f"In „{ordner}“ liegt schon ein Beispielkreis.")
    kreis, ablauf = lies_json("demo/kreis.json"), lies_json("demo/ablauf.json")
    try:
        for name in ("profile", "papiere", "uebergaben"):
            (ordner / name).mkdir(parents=True, exist_ok=True)
    except OSError as fehler:
        raise UmgebungsFehler(f"Der Ordner „{ordner}“ lässt sich nicht anlegen.") from fehler
    buehne = _Buehne(ordner, saat)
    try:
        _gruende(buehne, kreis)
        for nummer, szene in enumerate(ablauf):
            fortschritt(nummer / len(ablauf), "Der Beispielkreis wird angelegt")
            _spiele(buehne, szene, kreis)
    finally:
        for ap in buehne.plaetze.values():
            ap.schliesse()
    ergebnis = Beispielkreis(
        {name: f"profile/{name.lower()}" for name in buehne.plaetze},
        buehne.papiere,
        f"profile/{kreis['start'].lower()}",
    )
    angaben = {"start": ergebnis.start, "profile": ergebnis.profile, "papiere": ergebnis.papiere}
    schreibe_sicher(ordner / "demo.json", json.dumps(angaben, indent=1).encode())
    return ergebnis


def _gruende(buehne: _Buehne, kreis: Mapping[str, Any]) -> None:
    beginn = datetime.fromisoformat(kreis["beginn"]).replace(tzinfo=UTC)
    gruender = kreis["gruender"]
    name = gruender["platz"]
    buehne.plaetze[name] = einrichten.gruende_kreis(
        _profil(buehne, name),
        kreis["name"],
        _OHNE_PASSPHRASE,
        rollen=[Rolle(r) for r in gruender["rollen"]],
        stelle=gruender["stelle"],
        kuerzel=gruender["kuerzel"],
        uebung=True,
        quelle=SaatQuelle(f"{buehne.saat}/{name}", beginn),
    )
    for platz in kreis["plaetze"]:
        name = platz["platz"]
        buehne.plaetze[name] = einrichten.bereite_vor(
            _profil(buehne, name),
            _OHNE_PASSPHRASE,
            stelle=platz["stelle"],
            rollen=[Rolle(r) for r in platz["rollen"]],
            uebung=True,
            quelle=SaatQuelle(f"{buehne.saat}/{name}", beginn),
        )
        if not platz.get("spaeter"):
            _lasse_zu(buehne, kreis, platz)


def _spiele(buehne: _Buehne, szene: Mapping[str, Any], kreis: Mapping[str, Any]) -> None:
    zeit = datetime.fromisoformat(szene["am"]).replace(tzinfo=UTC)
    for name in buehne.plaetze:
        buehne.quelle(name).stelle(zeit)
    if szene.get("runde"):
        _runde(buehne)
    elif "zulassen" in szene:
        platz = next(p for p in kreis["plaetze"] if p["platz"] == szene["zulassen"])
        hub = buehne.plaetze[kreis["start"]]
        einrichten.trage_stelle_ein(
            hub, platz["stelle"], platz["kuerzel"], ident=szene["kennzeichen"]
        )
        _lasse_zu(buehne, kreis, platz)
    elif "papier" in szene:
        kennung = buehne.kennungen[szene["kennung"].removeprefix("@")]
        datei = f"papiere/{szene['papier']}_{kennung}.pdf"
        drucke(buehne.plaetze[szene["wer"]], szene["papier"], kennung, buehne.ordner / datei)
        buehne.papiere.append(datei)
    else:
        daten = _aufgeloest(szene["daten"], buehne.kennungen)
        getan = tue(buehne.plaetze[szene["wer"]], szene["schritt"], daten)
        if "als" in szene:
            buehne.kennungen[szene["als"]] = getan.kennung


def _lasse_zu(buehne: _Buehne, kreis: Mapping[str, Any], platz: Mapping[str, Any]) -> None:
    """Enrol a workplace the way people do: Anmeldung, digits by telephone, Zulassung."""
    name = platz["platz"]
    neu, hub = buehne.plaetze[name], buehne.plaetze[kreis["start"]]
    anmeldung = buehne.ordner / "uebergaben" / f"{name}.kim-anmeldung"
    zulassung = buehne.ordner / "uebergaben" / f"{name}.kim-zulassung"
    ziffern = einrichten.melde_an(neu, anmeldung).pruefziffern
    rollen = [Rolle(r) for r in platz["rollen"]]
    einrichten.lasse_zu(hub, anmeldung, ziffern, rollen, zulassung, kuerzel=platz["kuerzel"])
    einrichten.tritt_bei(neu, zulassung)


def _runde(buehne: _Buehne) -> None:
    """Let everyone hand over to the hub, and the hub to everyone."""
    ziel = buehne.ordner / "uebergaben"
    zugelassen = {n: ap for n, ap in buehne.plaetze.items() if _ist_zugelassen(ap)}
    nach_stelle = {wer_bin_ich(ap).stelle.id: ap for ap in zugelassen.values()}
    hub = next(ap for ap in zugelassen.values() if len(partner(wer_bin_ich(ap))) > 1)
    hub_id = wer_bin_ich(hub).stelle.id
    for stelle, ap in nach_stelle.items():
        if stelle != hub_id:
            lies_ein(hub, uebergib_an(ap, hub_id, ziel).datei)
    for stelle in partner(wer_bin_ich(hub)):
        lies_ein(nach_stelle[stelle], uebergib_an(hub, stelle, ziel).datei)


def _ist_zugelassen(ap: Arbeitsplatz) -> bool:
    from ..store.verzeichnisse import lies_verzeichnis

    with ap.profil.datenbank.lesen() as v:
        return ap.log in lies_verzeichnis(v).plaetze


def _aufgeloest(wert: Any, kennungen: Mapping[str, str]) -> Any:
    """Replace every `@name` by the Kennung it stands for."""
    if isinstance(wert, str) and wert.startswith("@"):
        return kennungen[wert[1:]]
    if isinstance(wert, dict):
        return {k: _aufgeloest(w, kennungen) for k, w in wert.items()}
    if isinstance(wert, list):
        return [_aufgeloest(w, kennungen) for w in wert]
    return wert


def _profil(buehne: _Buehne, name: str) -> Path:
    return buehne.ordner / "profile" / name.lower()
