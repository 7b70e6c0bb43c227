"""The wrapping key: kept in the keyring, or opened by a passphrase or the printed recovery sheet.

It is never stored in plain, and a missing one is never made anew.
"""

import hmac
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ..domain.fehler import EingabeFehler, KimFehler, PassphraseFehlt, UmgebungsFehler
from .quelle import Quelle
from .tippcode import aus_gruppen, ist_gemeint

UEBUNGSPASSPHRASE = "Übungskreis – nicht für echte Daten"
_DIENST = "KIM Desktop"
_KOSTEN = {"bahnen": 1, "runden": 3, "kib": 65536}
_LAENGE = 32
_VERSION = b"\x01"
#: 152 bits: eight groups to type.
BLATT_LAENGE = 19
#: Characters of a passphrase: to be typed each morning, and all that protects a key.
MINDESTENS = 10
_BLATT_MARKE = b"kim-notfallblatt-1"
BUND, PASSPHRASE, BLATT = "schluesselbund", "passphrase", "notfallblatt"

Huelle = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entsperrt:
    """The wrapping key and how it was found.

    `blatt` is the code of the recovery sheet where that opened it, `bund_schweigt` says that the
    keyring was to give it and did not.
    """

    schluessel: bytes
    blatt: bytes | None = None
    bund_schweigt: bool = False


def versiegle(schluessel: bytes, zweck: str, daten: bytes, quelle: Quelle) -> bytes:
    """Seal `daten` for one purpose: version byte, nonce, ChaCha20-Poly1305 (RFC 8439)."""
    nonce = quelle.zufall(12)
    return _VERSION + nonce + ChaCha20Poly1305(schluessel).encrypt(nonce, daten, zweck.encode())


def oeffne(schluessel: bytes, zweck: str, siegel: bytes) -> bytes | None:
    """Open sealed data; None where key, purpose or data do not belong together."""
    if siegel[:1] != _VERSION:
        return None
    try:
        return ChaCha20Poly1305(schluessel).decrypt(siegel[1:13], siegel[13:], zweck.encode())
    except (InvalidTag, ValueError):
        return None


def pruefe_neue(passphrase: str) -> None:
    """Refuse a new passphrase that would protect nothing; raises `EingabeFehler`."""
    if len(passphrase.strip()) < MINDESTENS:
        raise EingabeFehler(
            f"Die Passphrase ist zu kurz: bitte mindestens {MINDESTENS} Zeichen, zum Beispiel "
            "vier Wörter."
        )


def huelle_mit_passphrase(passphrase: str, schluessel: bytes, quelle: Quelle) -> Huelle:
    """Wrap the key so that the passphrase opens it (Argon2id, RFC 9106)."""
    salz = quelle.zufall(16)
    siegel = versiegle(_abgeleitet(passphrase, salz, _KOSTEN), "huelle", schluessel, quelle)
    return {"art": PASSPHRASE, "kosten": _KOSTEN, "salz": salz.hex(), "siegel": siegel.hex()}


def huelle_im_schluesselbund(log: str, schluessel: bytes) -> Huelle | None:
    """Put the key into the system's keyring; None where there is none that keeps it."""
    bund = _schluesselbund()
    if bund is None:
        return None
    try:
        bund.set_password(_DIENST, log, schluessel.hex())
        behalten = bund.get_password(_DIENST, log) == schluessel.hex()
    except Exception:  # noqa: BLE001 - backends raise their own kinds; no keyring is an answer
        return None
    return {"art": BUND} if behalten else None


def huelle_mit_blatt(
    code: bytes, schluessel: bytes, tag: str, rechner: str, quelle: Quelle
) -> Huelle:
    """Wrap the key so that the code of a recovery sheet printed on `tag` opens it.

    The code is random itself, so nothing slow has to be derived from it. `rechner` names the
    computer the profile belongs to, empty where it may be opened from any.
    """
    siegel = versiegle(_aus_code(code), BLATT, schluessel, quelle)
    return {"art": BLATT, "rechner": rechner, "siegel": siegel.hex(), "tag": tag}


def entsperre(log: str, huellen: list[Huelle], passphrase: str | None, uebung: bool) -> Entsperrt:
    """Return the wrapping key: from the keyring, else by the passphrase a file or person gave.

    The code of the recovery sheet is taken for a passphrase; practice districts open with the
    published one. Raises `PassphraseFehlt` where one may be asked for, `UmgebungsFehler` where
    nothing can open it.
    """
    arten = {h["art"]: h for h in huellen}
    im_bund = BUND in arten
    if im_bund and (schluessel := _aus_bund(log)):
        return Entsperrt(schluessel)
    for moeglich in filter(None, [passphrase, UEBUNGSPASSPHRASE if uebung else None]):
        if (code := _als_code(moeglich)) and (schluessel := _aus_blatt(arten.get(BLATT), code)):
            return Entsperrt(schluessel, code, im_bund)
        if PASSPHRASE in arten and (schluessel := _aus_huelle(arten[PASSPHRASE], moeglich)):
            return Entsperrt(schluessel, None, im_bund)
    raise _verschlossen(arten, passphrase)


def _verschlossen(arten: Mapping[str, Huelle], passphrase: str | None) -> KimFehler:
    """Say what would open it, or what was wrong with what was typed."""
    blatt = arten.get(BLATT)
    if blatt is None and PASSPHRASE not in arten:
        return UmgebungsFehler(
            "Der Schlüssel dieses Arbeitsplatzes liegt im Schlüsselbund des Kontos, das ihn "
            "eingerichtet hat, und der gibt ihn nicht heraus. Bitte mit diesem Konto anmelden und "
            "den Schlüsselbund entsperren; ein Notfallblatt gibt es nicht. Es ist nichts verändert."
        )
    if passphrase is None:
        return PassphraseFehlt(_warum(arten), _frage(arten))
    if blatt is not None and ist_gemeint(passphrase, BLATT_LAENGE):
        try:
            aus_gruppen(passphrase, BLATT_LAENGE, "Notfallblatt")
        except EingabeFehler as fehler:
            return PassphraseFehlt(f"{fehler.text} Es wurde nichts geöffnet.", _frage(arten))
        return PassphraseFehlt(
            "Dieses Notfallblatt gehört nicht zu diesem Arbeitsplatz oder gilt nicht mehr: es "
            f"öffnet nur das vom {_als_tag(str(blatt['tag']))}. Es wurde nichts geöffnet.",
            _frage(arten),
        )
    was = "Die Passphrase" if PASSPHRASE in arten else "Der Code vom Notfallblatt"
    return PassphraseFehlt(f"{was} stimmt nicht. Es wurde nichts geöffnet.", _frage(arten))


def _warum(arten: Mapping[str, Huelle]) -> str:
    if BUND in arten:
        return (
            "Der Schlüsselbund gibt den Schlüssel dieses Arbeitsplatzes nicht heraus: er ist leer, "
            "gesperrt oder gehört einem anderen Konto. Es ist nichts verändert."
        )
    return "Dieser Arbeitsplatz ist mit einer Passphrase geschützt."


def _frage(arten: Mapping[str, Huelle]) -> str:
    moeglich = {PASSPHRASE: "die Passphrase", BLATT: "den Code vom Notfallblatt"}
    return " oder ".join(was for art, was in moeglich.items() if art in arten)


def _als_tag(tag: str) -> str:
    return ".".join(reversed(tag.split("-")))


def _als_code(getippt: str) -> bytes | None:
    try:
        return aus_gruppen(getippt, BLATT_LAENGE, "Notfallblatt")
    except EingabeFehler:
        return None


def _aus_blatt(huelle: Mapping[str, Any] | None, code: bytes) -> bytes | None:
    return oeffne(_aus_code(code), BLATT, bytes.fromhex(huelle["siegel"])) if huelle else None


def _aus_code(code: bytes) -> bytes:
    return hmac.digest(code, _BLATT_MARKE, "sha256")


def _aus_huelle(huelle: Mapping[str, Any], passphrase: str) -> bytes | None:
    schluessel = _abgeleitet(passphrase, bytes.fromhex(huelle["salz"]), huelle["kosten"])
    return oeffne(schluessel, "huelle", bytes.fromhex(huelle["siegel"]))


def _abgeleitet(passphrase: str, salz: bytes, kosten: Mapping[str, int]) -> bytes:
    kdf = Argon2id(
        salt=salz,
        length=_LAENGE,
        iterations=kosten["runden"],
        lanes=kosten["bahnen"],
        memory_cost=kosten["kib"],
    )
    return kdf.derive(passphrase.encode())


def merke_im_bund(fach: str, wert: str) -> None:
    """Keep a note in the keyring, as far as there is one that takes it."""
    if (bund := _schluesselbund()) is not None:
        # Backends raise their own kinds; the note is a second one anyway.
        with suppress(Exception):
            bund.set_password(_DIENST, fach, wert)


def lies_im_bund(fach: str) -> str:
    """Return a note from the keyring; empty where it holds none or does not answer."""
    try:
        bund = _schluesselbund()
        return str(bund.get_password(_DIENST, fach) or "") if bund else ""
    except Exception:  # noqa: BLE001 - a locked or broken keyring counts as not answering
        return ""


def _aus_bund(log: str) -> bytes | None:
    bund = _schluesselbund()
    try:
        wert = bund.get_password(_DIENST, log) if bund else None
        return bytes.fromhex(wert) if wert else None
    except Exception:  # noqa: BLE001 - a locked or broken keyring counts as not answering
        return None


def _schluesselbund() -> Any:
    # Imported late: keyring costs 0.2 s and practice districts do without.
    import keyring
    from keyring.backends import fail, null

    bund = keyring.get_keyring()
    if isinstance(bund, fail.Keyring | null.Keyring):
        return None
    if hasattr(bund, "persist"):
        bund.persist = "local machine"
    return bund
