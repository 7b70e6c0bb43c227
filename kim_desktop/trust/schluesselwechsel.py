"""A signed request: from now on this Arbeitsplatz receives under another key."""

from dataclasses import dataclass

from pyrage import RecipientError, x25519

from ..domain.fehler import UebergabeFehler
from .anmeldung import pruefe_version
from .kanon import NichtKanonisch, kanon, lies_kanon
from .unterschrift import WECHSEL_TAG, Signierer, ist_unterschrieben, log_id


@dataclass(frozen=True, slots=True)
class Schluesselwechsel:
    """Who changes, from which recipient to which (`age1…`)."""

    log: str
    bisher: str
    empfaenger: str


def baue_wechsel(signierer: Signierer, bisher: str, empfaenger: str, tag: str) -> bytes:
    """Return the file; `bisher` is what the directory says now, so that it counts only once."""
    roh = kanon(
        {
            "art": "schluesselwechsel",
            "bisher": bisher,
            "empfaenger": empfaenger,
            "schluessel": signierer.oeffentlich,
            "tag": tag,
            "v": 1,
        }
    )
    unterschrift = signierer.unterschreibe(WECHSEL_TAG, roh)
    return kanon({"schluesselwechsel": lies_kanon(roh), "unterschrift": unterschrift})


def lies_wechsel(datei: bytes) -> Schluesselwechsel:
    """Parse and check the file; raises `UebergabeFehler` when it is damaged or not signed."""
    try:
        huelle = lies_kanon(datei)
        inhalt = huelle["schluesselwechsel"]
        pruefe_version(inhalt["v"])
        schluessel, roh = str(inhalt["schluessel"]), kanon(inhalt)
        echt = inhalt["art"] == "schluesselwechsel" and ist_unterschrieben(
            schluessel, WECHSEL_TAG, roh, huelle["unterschrift"]
        )
        x25519.Recipient.from_str(inhalt["empfaenger"])
        wechsel = Schluesselwechsel(
            log_id(schluessel), str(inhalt["bisher"]), str(inhalt["empfaenger"])
        )
    except (NichtKanonisch, KeyError, TypeError, ValueError, RecipientError) as fehler:
        raise _beschaedigt() from fehler
    if not echt:
        raise _beschaedigt()
    return wechsel


def _beschaedigt() -> UebergabeFehler:
    return UebergabeFehler(
        "Die Datei ist kein unversehrter Schlüsselwechsel. Es wurde nichts übernommen. Bitte neu "
        "anfordern."
    )
