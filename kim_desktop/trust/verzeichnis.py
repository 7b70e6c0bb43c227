"""The directory of units: a signed chain that says which Arbeitsplatz acts for which Stelle.

Version 1 and every change of holders are signed by the district's root key, all other
versions by any one holder named in the version before (after the root role of TUF).
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pyrage import RecipientError, x25519

from ..domain.fehler import UebergabeFehler
from ..domain.rollen import Rolle
from .kanon import NichtKanonisch, kanon, lies_kanon
from .kopf import Kopf
from .unterschrift import VERZEICHNIS_TAG, Signierer, ist_unterschrieben, log_id

WURZEL = ""
#: Entries only the district's root key may sign.
_NUR_WURZEL = frozenset({"kreis", "inhaber", "inhaber_ende", "verworfen"})
_FASSUNG_TAG = b"kim-verzeichnis-fassung-1\0"
_FORMAT = 1
#: Hex digits of a public key.
_SCHLUESSEL = 64
#: `letzte_nr` of a triple that has not ended.
OHNE_ENDE = 2**62
#: `letzte_nr` of a triple that has ended without taking anything back.
ALLES_GILT = OHNE_ENDE - 1


class Verzeichnisstreit(UebergabeFehler):
    """Two directories contradict each other from version `ab` on, and the root has not decided."""

    def __init__(self, ab: int) -> None:
        """Say what happened, and where it is decided."""
        super().__init__(
            "Das Verzeichnis der Stellen in der Datei weicht von dem hier geltenden ab "
            f"(ab Fassung {ab}). Es wurde nichts übernommen. Bitte die CM-Koordination anrufen: "
            "Haben zwei es zugleich geändert, entscheidet sie mit dem Kreisschlüssel, "
            "„Verzeichnis entscheiden“ auf der Seite „Arbeitsplätze“ (auf der Befehlszeile "
            "„verzeichnis-entscheiden“)."
        )
        self.ab = ab


@dataclass(frozen=True, slots=True)
class Stelle:
    """An organisational unit; `ohne_programm` marks bodies that are only list entries."""

    id: str
    kuerzel: str
    name: str
    ohne_programm: bool = False


@dataclass(frozen=True, slots=True)
class Platz:
    """An Arbeitsplatz: its log, keys, main Stelle and index there."""

    log: str
    schluessel: str
    empfaenger: str
    stelle: str
    index: int
    name: str


@dataclass(frozen=True, slots=True)
class Zuweisung:
    """Arbeitsplatz, Stelle, role, from–to (ISO days); `letzte_nr` ends it in the log."""

    log: str
    stelle: str
    rolle: str
    von: str
    bis: str
    ab_version: int
    letzte_nr: int = OHNE_ENDE

    def gilt(self, tag: str = "") -> bool:
        """Whether it is in force, on a day or at all."""
        am_tag = not tag or (self.von <= tag and (not self.bis or tag <= self.bis))
        return am_tag and self.letzte_nr == OHNE_ENDE


@dataclass(frozen=True, slots=True)
class Version:
    """One link of the chain as it travels: canonical bytes and the signature over them."""

    roh: bytes
    unterschrift: str

    @property
    def hash(self) -> str:
        """The hash headers and the next version name this one by."""
        return hashlib.sha256(_FASSUNG_TAG + self.roh).hexdigest()


@dataclass(frozen=True)
class Verzeichnis:
    """The directory after a whole chain; empty before the first version.

    `enden` are the days on which triples of a log were last ended, `verworfen` names the versions
    the root rejected, each with the number of the version that says so.
    """

    kette: tuple[Version, ...] = ()
    hashes: tuple[str, ...] = ()
    name: str = ""
    uebung: bool = False
    wurzel: str = ""
    inhaber: frozenset[str] = frozenset()
    stellen: Mapping[str, Stelle] = field(default_factory=dict)
    plaetze: Mapping[str, Platz] = field(default_factory=dict)
    zuweisungen: tuple[Zuweisung, ...] = ()
    enden: Mapping[str, str] = field(default_factory=dict)
    verworfen: Mapping[str, int] = field(default_factory=dict)

    @property
    def nummer(self) -> int:
        """Number of the newest version."""
        return len(self.kette)

    @property
    def stand(self) -> tuple[int, str]:
        """Number and hash, as they stand in headers."""
        return self.nummer, self.hashes[-1]

    @property
    def gruender(self) -> str:
        """The founding log: the first Arbeitsplatz of version 1."""
        return next(iter(self.plaetze), "")

    def code_von(self, platz: Platz) -> str:
        """Return the first part of the Kennungen an Arbeitsplatz gives, e.g. HEN2."""
        stelle = self.stellen.get(platz.stelle)
        return f"{stelle.kuerzel if stelle else ''}{platz.index}"

    def handelt_fuer(self, log: str, stelle: str) -> bool:
        """Whether an Arbeitsplatz was ever given a role at a Stelle."""
        return any(z.log == log and z.stelle == stelle for z in self.zuweisungen)

    def ist_beendet(self, log: str) -> bool:
        """Whether every triple of a log has ended, so that it signs nothing any more."""
        eigene = [z for z in self.zuweisungen if z.log == log]
        return all(z.letzte_nr != OHNE_ENDE for z in eigene)

    def beendet_am(self, log: str) -> str:
        """Return the day on which the last triple of a log ended; empty where one is open."""
        return self.enden.get(log, "") if self.ist_beendet(log) else ""

    def zustaendig(self, kopf: Kopf, auch_beendete: bool = False) -> bool:
        """Whether the author held Stelle and role, by the version and day of the header.

        `auch_beendete` leaves later endings out of account.
        """
        frage = (kopf.log, kopf.stelle, kopf.rolle, kopf.verz, kopf.tag)
        grenze = self._grenzen.get(frage)
        if grenze is None:
            grenze = self._grenzen[frage] = self._grenze(*frage)
        return grenze >= 0 if auch_beendete else kopf.nr <= grenze

    def _grenze(self, log: str, stelle: str, rolle: str, verz: tuple[int, str], tag: str) -> int:
        """Return up to which number an author held Stelle and role on a day; -1 for none."""
        nummer, fassung = verz
        if fassung in self.verworfen:
            # Written in good faith on the branch that lost: what it gave was entered anew.
            nummer, fassung = self.verworfen[fassung], self.hashes[self.verworfen[fassung] - 1]
        if not 0 < nummer <= self.nummer or self.hashes[nummer - 1] != fassung:
            return -1
        gueltig = (
            z.letzte_nr
            for z in self._nach_amt.get((log, stelle, rolle), ())
            if z.ab_version <= nummer and z.von <= tag and (not z.bis or tag <= z.bis)
        )
        return max(gueltig, default=-1)

    @cached_property
    def _grenzen(self) -> dict[tuple[Any, ...], int]:
        """Answers given so far: authors write many entries on one day."""
        return {}

    @cached_property
    def _nach_amt(self) -> dict[tuple[str, str, str], list[Zuweisung]]:
        aemter: dict[tuple[str, str, str], list[Zuweisung]] = {}
        for z in self.zuweisungen:
            aemter.setdefault((z.log, z.stelle, z.rolle), []).append(z)
        return aemter

    def rollen(self, log: str, tag: str) -> dict[str, frozenset[Rolle]]:
        """Return the roles an Arbeitsplatz holds on a day, by Stelle."""
        rollen: dict[str, frozenset[Rolle]] = {}
        for z in self.zuweisungen:
            if z.log == log and z.gilt(tag) and z.rolle in set(Rolle):
                rollen[z.stelle] = rollen.get(z.stelle, frozenset()) | {Rolle(z.rolle)}
        return rollen

    def zaehlt_bis(self, log: str) -> int:
        """Return up to which number entries of an Arbeitsplatz count."""
        return max((z.letzte_nr for z in self.zuweisungen if z.log == log), default=OHNE_ENDE)

    def plaetze_von(self, stelle: str, tag: str = "") -> list[Platz]:
        """Return the Arbeitsplätze that act for a Stelle, on a day or at all."""
        logs = {z.log for z in self.zuweisungen if z.stelle == stelle and z.gilt(tag)}
        return [p for p in self.plaetze.values() if p.log in logs]

    def rollen_von(self, stelle: str, tag: str = "") -> frozenset[Rolle]:
        """Return the roles of a Stelle in force, on a day or at all."""
        return frozenset(
            Rolle(z.rolle)
            for z in self.zuweisungen
            if z.stelle == stelle and z.rolle in set(Rolle) and z.gilt(tag)
        )

    def stelle_zu(self, angabe: str) -> Stelle | None:
        """Find a Stelle: an id as it is written, else a Kürzel, name or id in any case."""
        gesucht = angabe.strip()
        klein, alle = gesucht.casefold(), self.stellen.values()
        genannt = (s for s in alle if klein in (s.kuerzel.casefold(), s.name.casefold()))
        return (
            self.stellen.get(gesucht)
            or next(genannt, None)
            or next((s for s in alle if klein == s.id.casefold()), None)
        )


def neue_version(
    verzeichnis: Verzeichnis, eintraege: list[dict[str, Any]], tag: str, wer: Signierer
) -> Version:
    """Write and sign the next version; the root signs as `WURZEL`."""
    von = WURZEL if wer.oeffentlich == (verzeichnis.wurzel or wer.oeffentlich) else wer.log
    roh = kanon(
        {
            "eintraege": eintraege,
            "nummer": verzeichnis.nummer + 1,
            "tag": tag,
            "v": 1,
            "von": von,
            "vor": verzeichnis.hashes[-1] if verzeichnis.hashes else "",
        }
    )
    return Version(roh, wer.unterschreibe(VERZEICHNIS_TAG, roh))


def erweitert(verzeichnis: Verzeichnis, kette: Iterable[Version]) -> Verzeichnis:
    """Return the directory after the versions of `kette` it did not know yet.

    Of two branches the one stays that the root decided for. Raises `UebergabeFehler` when a
    version contradicts a known one undecided, or is not rightly signed.
    """
    kette = tuple(kette)
    gemeinsam = gemeinsame(verzeichnis, kette)
    if gemeinsam < min(verzeichnis.nummer, len(kette)):
        return _entschieden(verzeichnis, kette, gemeinsam)
    for version in kette[verzeichnis.nummer :]:
        verzeichnis = _weiter(verzeichnis, version)
    return verzeichnis


def gemeinsame(verzeichnis: Verzeichnis, kette: tuple[Version, ...]) -> int:
    """Return how many versions a chain has in common with a directory."""
    paare = enumerate(zip(verzeichnis.hashes, kette, strict=False))
    laenge = min(verzeichnis.nummer, len(kette))
    return next((nr for nr, (eigene, fremde) in paare if eigene != fremde.hash), laenge)


def _entschieden(
    verzeichnis: Verzeichnis, kette: tuple[Version, ...], gemeinsam: int
) -> Verzeichnis:
    if all(version.hash in verzeichnis.verworfen for version in kette[gemeinsam:]):
        return verzeichnis
    # Without a common first version it is another district, whatever its root says.
    if not gemeinsam:
        raise UebergabeFehler(
            "Das Verzeichnis in der Datei gehört zu einem anderen Kreis. Es wurde nichts "
            "übernommen."
        )
    anderes = erweitert(Verzeichnis(), kette)
    if all(h in anderes.verworfen for h in verzeichnis.hashes[gemeinsam:]):
        return anderes
    raise Verzeichnisstreit(gemeinsam + 1)


def _weiter(verzeichnis: Verzeichnis, version: Version) -> Verzeichnis:
    try:
        inhalt = lies_kanon(version.roh)
        eintraege = _geprueft(verzeichnis, version, inhalt)
        neu = replace(
            verzeichnis,
            kette=(*verzeichnis.kette, version),
            hashes=(*verzeichnis.hashes, version.hash),
        )
        for eintrag in eintraege:
            neu = _EINTRAG.get(_text(eintrag["art"]), _unbekannt)(neu, eintrag)
    except (
        NichtKanonisch,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        RecipientError,
    ) as fehler:
        raise _gefaelscht() from fehler
    return neu


def _geprueft(verzeichnis: Verzeichnis, version: Version, inhalt: Any) -> list[dict[str, Any]]:
    eintraege: list[dict[str, Any]] = inhalt["eintraege"]
    if inhalt["v"] != _FORMAT:
        raise _neuer()
    _text(inhalt["tag"])
    nummer, vor = verzeichnis.nummer + 1, verzeichnis.hashes[-1] if verzeichnis.hashes else ""
    if inhalt["nummer"] != nummer or inhalt["vor"] != vor:
        raise _gefaelscht()
    wurzel = eintraege[0]["wurzel"] if nummer == 1 else verzeichnis.wurzel
    nur_wurzel = nummer == 1 or any(e["art"] in _NUR_WURZEL for e in eintraege)
    if any(e.get("muss") is True and _text(e["art"]) not in _EINTRAG for e in eintraege):
        raise _neuer()
    schluessel = wurzel
    if inhalt["von"] != WURZEL:
        inhaber = inhalt["von"] in verzeichnis.inhaber
        if nur_wurzel or not inhaber or verzeichnis.ist_beendet(inhalt["von"]):
            raise _gefaelscht()
        schluessel = verzeichnis.plaetze[inhalt["von"]].schluessel
    if not ist_unterschrieben(schluessel, VERZEICHNIS_TAG, version.roh, version.unterschrift):
        raise _gefaelscht()
    return eintraege


def _neuer() -> UebergabeFehler:
    return UebergabeFehler(
        "Das Verzeichnis der Stellen verlangt eine neuere Programmversion. Es wurde nichts "
        "übernommen. Bitte das Programm aktualisieren."
    )


def _gefaelscht() -> UebergabeFehler:
    return UebergabeFehler(
        "Das Verzeichnis der Stellen in der Datei ist nicht richtig unterschrieben. "
        "Es wurde nichts übernommen. Bitte die CM-Koordination anrufen."
    )


def _kreis(v: Verzeichnis, e: Mapping[str, Any]) -> Verzeichnis:
    name, wurzel = _text(e["name"]), _schluessel(e["wurzel"])
    return replace(v, name=name, uebung=_ja_nein(e["uebung"]), wurzel=wurzel)


def _inhaber(v: Verzeichnis, e: Mapping[str, Any]) -> Verzeichnis:
    return replace(v, inhaber=v.inhaber | {_text(e["log"])})


def _inhaber_ende(v: Verzeichnis, e: Mapping[str, Any]) -> Verzeichnis:
    return replace(v, inhaber=v.inhaber - {_text(e["log"])})


def _verworfen(v: Verzeichnis, e: Mapping[str, Any]) -> Verzeichnis:
    return replace(v, verworfen={**v.verworfen, _text(e["hash"]): v.nummer})


def _stelle(v: Verzeichnis, e: Mapping[str, Any]) -> Verzeichnis:
    ident, kuerzel, name = (_text(e[n]) for n in ("id", "kuerzel", "name"))
    stelle = Stelle(ident, kuerzel, name, _ja_nein(e["ohne_programm"]))
    return replace(v, stellen={**v.stellen, stelle.id: stelle})


def _platz(v: Verzeichnis, e: Mapping[str, Any]) -> Verzeichnis:
    schluessel, empfaenger = _schluessel(e["schluessel"]), _text(e["empfaenger"])
    x25519.Recipient.from_str(empfaenger)
    platz = Platz(
        log_id(schluessel),
        schluessel,
        empfaenger,
        _text(e["stelle"]),
        _ganze(e["index"]),
        _text(e["name"]),
    )
    return replace(v, plaetze={**v.plaetze, platz.log: platz})


def _zuweisung(v: Verzeichnis, e: Mapping[str, Any]) -> Verzeichnis:
    log, stelle, rolle, von, bis = (_text(e[n]) for n in ("log", "stelle", "rolle", "von", "bis"))
    neu = Zuweisung(log, stelle, rolle, von, bis, v.nummer)
    return replace(v, zuweisungen=(*v.zuweisungen, neu))


def _ende(v: Verzeichnis, e: Mapping[str, Any]) -> Verzeichnis:
    """End the triples of a log at its last number that counts; empty parts mean all."""
    letzte = _ganze(e["letzte_nr"])
    for name in ("log", "stelle", "rolle"):
        _text(e[name])
    betroffen = [
        z.log == e["log"] and e["stelle"] in ("", z.stelle) and e["rolle"] in ("", z.rolle)
        for z in v.zuweisungen
    ]
    zuweisungen = tuple(
        replace(z, letzte_nr=min(z.letzte_nr, letzte)) if endet else z
        for z, endet in zip(v.zuweisungen, betroffen, strict=True)
    )
    tag = str(lies_kanon(v.kette[-1].roh)["tag"])
    return replace(v, zuweisungen=zuweisungen, enden={**v.enden, str(e["log"]): tag})


def _text(wert: object) -> str:
    if not isinstance(wert, str):
        raise TypeError("text expected")
    return wert


def _ja_nein(wert: object) -> bool:
    if not isinstance(wert, bool):
        raise TypeError("yes or no expected")
    return wert


def _schluessel(wert: object) -> str:
    """Return a public key in the one spelling its log is named by."""
    text = _text(wert)
    if len(text) != _SCHLUESSEL or bytes.fromhex(text).hex() != text:
        raise ValueError("no key")
    return text


def _ganze(wert: object) -> int:
    if not isinstance(wert, int) or isinstance(wert, bool) or wert < 0:
        raise TypeError("whole number expected")
    return wert


def _unbekannt(v: Verzeichnis, _e: Mapping[str, Any]) -> Verzeichnis:
    return v


_EINTRAG: Mapping[str, Callable[[Verzeichnis, Mapping[str, Any]], Verzeichnis]] = {
    "kreis": _kreis,
    "inhaber": _inhaber,
    "inhaber_ende": _inhaber_ende,
    "verworfen": _verworfen,
    "stelle": _stelle,
    "platz": _platz,
    "zuweisung": _zuweisung,
    "ende": _ende,
}
