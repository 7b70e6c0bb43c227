"""The wrapping key: kept in the keyring or opened by a passphrase, never stored in plain."""

from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ..domain.fehler import PassphraseFehlt, UmgebungsFehler
from .quelle import Quelle

UEBUNGSPASSPHRASE = "Übungskreis – nicht für echte Daten"
_DIENST = "KIM Desktop"
_KOSTEN = {"bahnen": 1, "runden": 3, "kib": 65536}
_LAENGE = 32
_VERSION = b"\x01"

Huelle = dict[str, Any]


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


def huelle_mit_passphrase(passphrase: str, schluessel: bytes, quelle: Quelle) -> Huelle:
    """Wrap the key so that the passphrase opens it (Argon2id, RFC 9106)."""
    salz = quelle.zufall(16)
    siegel = versiegle(_abgeleitet(passphrase, salz, _KOSTEN), "huelle", schluessel, quelle)
    return {"art": "passphrase", "kosten": _KOSTEN, "salz": salz.hex(), "siegel": siegel.hex()}


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
    return {"art": "schluesselbund"} if behalten else None


def entsperre(log: str, huellen: list[Huelle], passphrase: str | None, uebung: bool) -> bytes:
    """Return the wrapping key: from the keyring, else by the passphrase a file or person gave.

    Practice districts open with the published one. Raises `PassphraseFehlt` where none was
    given, `UmgebungsFehler` where nothing opens it; a missing key is never made anew.
    """
    arten = {h["art"]: h for h in huellen}
    if "schluesselbund" in arten and (schluessel := _aus_bund(log)):
        return schluessel
    huelle = arten.get("passphrase")
    if huelle is None:
        raise UmgebungsFehler(
            "Der Schlüssel dieses Arbeitsplatzes liegt im Schlüsselbund von Windows, und der gibt "
            "ihn nicht heraus. Bitte mit dem Konto anmelden, das den Arbeitsplatz eingerichtet hat."
        )
    for moeglich in filter(None, [passphrase, UEBUNGSPASSPHRASE if uebung else None]):
        if schluessel := _aus_huelle(huelle, moeglich):
            return schluessel
    if passphrase is None:
        raise PassphraseFehlt(
            "Dieser Arbeitsplatz ist mit einer Passphrase geschützt. Bitte mit --passphrase-datei "
            "oder KIM_PASSPHRASE_DATEI angeben, wo sie steht."
        )
    raise UmgebungsFehler("Die Passphrase stimmt nicht. Es wurde nichts geöffnet.")


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
