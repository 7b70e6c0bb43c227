"""Ed25519 signatures; every use has its own domain tag, so none can pass for another."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

_LOG_TAG = b"kim-log-1\0"
_STAND_TAG = b"kim-stand-1\0"
BELEG_TAG = b"kim-beleg-1\0"
VERZEICHNIS_TAG = b"kim-verzeichnis-1\0"
ANMELDUNG_TAG = b"kim-anmeldung-1\0"
WECHSEL_TAG = b"kim-schluesselwechsel-1\0"
MANIFEST_TAG = b"kim-manifest-1\0"


class Signierer:
    """A private signing key (Ed25519, 32-byte seed)."""

    def __init__(self, saat: bytes) -> None:
        """Make the key from its seed."""
        self._schluessel = Ed25519PrivateKey.from_private_bytes(saat)
        self.oeffentlich = self._schluessel.public_key().public_bytes_raw().hex()

    @property
    def log(self) -> str:
        """Id of the log this key writes."""
        return log_id(self.oeffentlich)

    def unterschreibe(self, tag: bytes, daten: bytes) -> str:
        """Return the signature over tag and data as hex."""
        return self._schluessel.sign(tag + daten).hex()

    def unterschreibe_stand(self, nr: int, ident: str) -> str:
        """Sign the head of one's own log: up to entry `nr`, whose id is `ident`."""
        return self.unterschreibe(_STAND_TAG, _stand(self.log, nr, ident))


def log_id(oeffentlich: str) -> str:
    """Return the id of the log that belongs to a public key (128 bits of SHA-256, hex)."""
    return hashlib.sha256(_LOG_TAG + bytes.fromhex(oeffentlich)).hexdigest()[:32]


def ist_unterschrieben(oeffentlich: str, tag: bytes, daten: bytes, unterschrift: str) -> bool:
    """Whether `unterschrift` is this key's over tag and data; malformed input is a no."""
    try:
        schluessel = Ed25519PublicKey.from_public_bytes(bytes.fromhex(oeffentlich))
        roh = bytes.fromhex(unterschrift)
        # One spelling only: papers are known by the digest of this text.
        if roh.hex() != unterschrift:
            return False
        schluessel.verify(roh, tag + daten)
    except (InvalidSignature, ValueError):
        return False
    return True


def ist_stand_unterschrieben(oeffentlich: str, nr: int, ident: str, unterschrift: str) -> bool:
    """Whether the author signed the head `nr`/`ident` of its log."""
    daten = _stand(log_id(oeffentlich), nr, ident)
    return ist_unterschrieben(oeffentlich, _STAND_TAG, daten, unterschrift)


def _stand(log: str, nr: int, ident: str) -> bytes:
    return f"{log}\0{nr}\0{ident}".encode()
