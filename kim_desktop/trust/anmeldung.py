"""Enrolment: Anmeldung with Prüfziffern from a new Arbeitsplatz, Zulassung in return."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyrage import RecipientError, x25519

from ..domain.fehler import EingabeFehler, UebergabeFehler
from .kanon import NichtKanonisch, kanon, lies_kanon
from .schluessel import Schluessel
from .unterschrift import ANMELDUNG_TAG, ist_unterschrieben, log_id
from .verzeichnis import Version, Verzeichnis, erweitert

_ANMELDE_ZIFFERN = b"kim-pruefziffern-anmeldung-1\0"
_KREIS_ZIFFERN = b"kim-pruefziffern-kreis-1\0"
_VERSION = 1
_GRUPPEN, _STELLEN = 5, 5


@dataclass(frozen=True, slots=True)
class Anmeldung:
    """What a new Arbeitsplatz says of itself; Stelle and roles are only proposals.

    `ersetzt` is the log of the Arbeitsplatz it was restored from.
    """

    schluessel: str
    empfaenger: str
    stelle: str
    rollen: tuple[str, ...]
    platz: str
    pruefziffern: str
    ersetzt: str = ""

    @property
    def log(self) -> str:
        """Id of the log this Arbeitsplatz will write."""
        return log_id(self.schluessel)


def pruefziffern(tag: bytes, daten: bytes) -> str:
    """Return five groups of five digits (83 bits) to be read out by telephone."""
    zahl = int.from_bytes(hashlib.sha256(tag + daten).digest())
    ziffern = str(zahl % 10 ** (_GRUPPEN * _STELLEN)).zfill(_GRUPPEN * _STELLEN)
    return " ".join(ziffern[i : i + _STELLEN] for i in range(0, len(ziffern), _STELLEN))


def baue_anmeldung(
    schluessel: Schluessel,
    stelle: str,
    rollen: Iterable[str],
    platz: str,
    tag: str,
    ersetzt: str = "",
) -> bytes:
    """Return the Anmeldung file, signed by the key it announces."""
    signierer = schluessel.signierer
    roh = kanon(
        {
            **({"ersetzt": ersetzt} if ersetzt else {}),
            "art": "anmeldung",
            "empfaenger": schluessel.empfaenger,
            "platz": platz,
            "rollen": list(rollen),
            "schluessel": signierer.oeffentlich,
            "stelle": stelle,
            "tag": tag,
            "v": 1,
        }
    )
    unterschrift = signierer.unterschreibe(ANMELDUNG_TAG, roh)
    return kanon({"anmeldung": lies_kanon(roh), "unterschrift": unterschrift})


def lies_anmeldung(datei: bytes) -> Anmeldung:
    """Parse and check an Anmeldung file; raises `UebergabeFehler` when it is none."""
    try:
        huelle = lies_kanon(datei)
        inhalt = huelle["anmeldung"]
        pruefe_version(inhalt["v"])
        roh = kanon(inhalt)
        echt = inhalt["art"] == "anmeldung" and ist_unterschrieben(
            inhalt["schluessel"], ANMELDUNG_TAG, roh, huelle["unterschrift"]
        )
        x25519.Recipient.from_str(inhalt["empfaenger"])
        anmeldung = Anmeldung(
            inhalt["schluessel"],
            inhalt["empfaenger"],
            str(inhalt["stelle"]),
            tuple(map(str, inhalt["rollen"])),
            str(inhalt["platz"]),
            pruefziffern(_ANMELDE_ZIFFERN, roh),
            str(inhalt.get("ersetzt", "")),
        )
    except (NichtKanonisch, KeyError, TypeError, ValueError, RecipientError) as fehler:
        raise _beschaedigt("Anmeldung") from fehler
    if not echt:
        raise _beschaedigt("Anmeldung")
    return anmeldung


def pruefe_ziffern(anmeldung: Anmeldung, getippt: str) -> None:
    """Compare typed digits with those of the file; raises `EingabeFehler`/`UebergabeFehler`."""
    ziffern = "".join(z for z in getippt if z.isdecimal())
    if len(ziffern) != _GRUPPEN * _STELLEN:
        raise EingabeFehler(
            f"Die Prüfziffern sind {_GRUPPEN * _STELLEN} Ziffern in {_GRUPPEN} Gruppen; "
            f"eingegeben wurden {len(ziffern)}."
        )
    if ziffern != anmeldung.pruefziffern.replace(" ", ""):
        raise UebergabeFehler(
            "Die Prüfziffern passen nicht zu dieser Anmeldung. Es wurde nichts zugelassen. Bitte "
            "am Telefon noch einmal vorlesen lassen; stimmen sie dann nicht, die Datei verwerfen."
        )


def baue_zulassung(verzeichnis: Verzeichnis, log: str) -> bytes:
    """Return the Zulassung file: the signed chain of the directory for one Arbeitsplatz."""
    return kanon({"art": "zulassung", "fuer": log, "kette": als_liste(verzeichnis.kette), "v": 1})


def lies_zulassung(datei: bytes, log: str) -> Verzeichnis:
    """Parse a Zulassung and check its chain; raises `UebergabeFehler` when it does not fit."""
    try:
        inhalt = lies_kanon(datei)
        if inhalt["art"] != "zulassung":
            raise _beschaedigt("Zulassung")
        pruefe_version(inhalt["v"])
        kette = aus_liste(inhalt["kette"])
        fuer = inhalt["fuer"]
    except (NichtKanonisch, KeyError, TypeError, ValueError) as fehler:
        raise _beschaedigt("Zulassung") from fehler
    verzeichnis = erweitert(Verzeichnis(), kette)
    if fuer != log or log not in verzeichnis.plaetze:
        raise UebergabeFehler("Diese Zulassung ist nicht für diesen Arbeitsplatz bestimmt.")
    return verzeichnis


def als_liste(kette: Iterable[Version]) -> list[dict[str, Any]]:
    """Return the chain as JSON values."""
    return [{"unterschrift": v.unterschrift, "version": lies_kanon(v.roh)} for v in kette]


def aus_liste(werte: Iterable[Any]) -> list[Version]:
    """Return the chain from JSON values; raises KeyError or TypeError for anything else."""
    return [Version(kanon(w["version"]), _text(w["unterschrift"])) for w in werte]


def _text(wert: object) -> str:
    if not isinstance(wert, str):
        raise TypeError("text expected")
    return wert


def kreis_ziffern(verzeichnis: Verzeichnis) -> str:
    """Return the digits of the district's root key, to compare by telephone."""
    return pruefziffern(_KREIS_ZIFFERN, verzeichnis.kette[0].roh)


def pruefe_version(version: object) -> None:
    """Refuse files of a newer program with `UebergabeFehler`, what is no version with TypeError."""
    if isinstance(version, int) and version > _VERSION:
        raise UebergabeFehler(
            "Die Datei stammt aus einer neueren Programmversion. Es wurde nichts übernommen. "
            "Bitte das Programm aktualisieren."
        )
    if version != _VERSION:
        raise TypeError("no version")


def _beschaedigt(was: str) -> UebergabeFehler:
    return UebergabeFehler(
        f"Die Datei ist keine unversehrte {was}. Es wurde nichts übernommen. Bitte neu anfordern."
    )
