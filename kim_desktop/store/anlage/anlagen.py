"""Attachments: files beside the database, named by their SHA-256, sealed like it."""

import hashlib
import hmac
import os
import re
from contextlib import suppress
from pathlib import Path, PurePosixPath

from ...domain.fehler import EingabeFehler
from ...trust.quelle import Quelle
from ...trust.tresor import oeffne, versiegle
from ..datei import schreibe_sicher
from .anlagenart import medientyp

HOECHSTENS = 25 * 1024 * 1024
_GERAETE = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))}
_HASH = re.compile(r"[0-9a-f]{64}")


class Anlagen:
    """The attachment folder of one profile; `schluessel` is the database key.

    Those sealed while a database key of `fruehere` was in force stay as they are.
    """

    def __init__(
        self, ordner: Path, schluessel: bytes, quelle: Quelle, fruehere: tuple[bytes, ...] = ()
    ) -> None:
        """Use `ordner`, which is made when first needed."""
        self._ordner = ordner
        self._bund = (schluessel, *fruehere)
        # A key of its own: the database key serves SQLCipher alone.
        self._schluessel = [hmac.digest(s, b"kim-anlagen-1", "sha256") for s in self._bund]
        self.quelle = quelle

    def anderswo(self, ordner: Path) -> "Anlagen":
        """Return another folder of attachments under the same keys."""
        return Anlagen(ordner, self._bund[0], self.quelle, self._bund[1:])

    def nimm_auf(self, datei: Path) -> dict[str, object]:
        """Take in a file a person picked; return hash, name, typ and groesse for the event.

        Raises `EingabeFehler` for a kind, content or size that is not allowed.
        """
        inhalt = lies_beigabe(datei)
        return self.nimm_inhalt(datei.name, inhalt)

    def nimm_inhalt(self, name: str, inhalt: bytes) -> dict[str, object]:
        """Take in the bytes of a file called `name`; return what the event says of it."""
        typ = medientyp(name, inhalt)
        return {
            "groesse": len(inhalt),
            "hash": self.lege_ab(inhalt),
            "name": sauberer_name(name),
            "typ": typ,
        }

    def lege_ab(self, inhalt: bytes) -> str:
        """Store bytes sealed and return their SHA-256."""
        hash_ = hashlib.sha256(inhalt).hexdigest()
        ziel = self._pfad(hash_)
        # One that is damaged here is replaced when it comes again.
        if self.lies(hash_) is None:
            ziel.parent.mkdir(parents=True, exist_ok=True)
            schreibe_sicher(
                ziel, versiegle(self._schluessel[0], f"anlage:{hash_}", inhalt, self.quelle)
            )
            with suppress(OSError):
                self._beiseite(hash_).unlink(missing_ok=True)
        return hash_

    def alle(self) -> list[str]:
        """Return the hashes of all attachments in the folder, sorted."""
        gefunden = self._ordner.glob("??/*") if self._ordner.is_dir() else ()
        return sorted(d.name for d in gefunden if _HASH.fullmatch(d.name))

    def uebernimm(self, andere: "Anlagen", hash_: str) -> bool:
        """Copy an attachment sealed with the same keys; say whether it is here unharmed now."""
        if self.lies(hash_) is not None:
            return True
        if andere.lies(hash_) is None:
            return False
        ziel = self._pfad(hash_)
        ziel.parent.mkdir(parents=True, exist_ok=True)
        schreibe_sicher(ziel, andere._pfad(hash_).read_bytes())
        return True

    def groesse(self, hash_: str) -> int | None:
        """Return about how many bytes an attachment has; None where it is missing or empty."""
        pfad = self._pfad(hash_)
        return (pfad.stat().st_size or None) if pfad.is_file() else None

    def lies(self, hash_: str) -> bytes | None:
        """Return the bytes of an attachment; None where it is missing or damaged."""
        try:
            siegel = self._pfad(hash_).read_bytes()
        except OSError:
            return None
        versuche = (oeffne(s, f"anlage:{hash_}", siegel) for s in self._schluessel)
        return next((inhalt for inhalt in versuche if inhalt is not None), None)

    def lege_beiseite(self, hash_: str) -> None:
        """Put a damaged attachment aside: it counts as missing then and is asked for.

        It is kept until a sound one comes: a key that is missing looks like damage.
        """
        with suppress(OSError):
            self._pfad(hash_).replace(self._beiseite(hash_))

    def entferne(self, hash_: str) -> None:
        """Remove an attachment that nobody names, also one put aside."""
        for pfad in (self._pfad(hash_), self._beiseite(hash_)):
            with suppress(OSError):
                pfad.unlink(missing_ok=True)

    def _beiseite(self, hash_: str) -> Path:
        pfad = self._pfad(hash_)
        return pfad.with_name(f"{pfad.name}.beschaedigt")

    def _pfad(self, hash_: str) -> Path:
        if not _HASH.fullmatch(hash_):
            return self._ordner / "ungueltig"
        return self._ordner / hash_[:2] / hash_


def lies_beigabe(datei: Path) -> bytes:
    """Return the bytes of a file a person picked; raises `EingabeFehler` where it is none."""
    if not datei.name:
        raise EingabeFehler("Zu einer Anlage ist keine Datei angegeben.")
    try:
        if datei.is_dir():
            raise EingabeFehler(
                f"„{datei.name}“ ist ein Ordner. Bitte die Dateien darin einzeln beifügen."
            )
        if datei.stat().st_size > HOECHSTENS:
            raise EingabeFehler(f"„{datei.name}“ ist größer als 25 MB.")
        return datei.read_bytes()
    except (OSError, ValueError) as fehler:
        raise EingabeFehler(f"„{datei.name}“ lässt sich nicht lesen.") from fehler


def sauberer_name(name: str) -> str:
    """Return a file name that is harmless on every system; never trusted for finding anything."""
    name = PurePosixPath(name.replace("\\", "/")).name
    name = re.sub(r'[\x00-\x1f\x7f<>:"/|?*\u202a-\u202e\u2066-\u2069]', "_", name).strip(". ")
    stamm, endung = os.path.splitext(name)  # noqa: PTH122 - a name, not a path
    if not stamm or stamm.split(".")[0].lower() in _GERAETE:
        stamm = f"Anlage_{stamm}"
    return stamm[:120] + endung[:10]
