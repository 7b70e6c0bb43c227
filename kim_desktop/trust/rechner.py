"""Which computer this is: so that a paper does not turn a copied profile into a second writer."""

import hashlib
import sys
from pathlib import Path

_MARKE = b"kim-rechner-1\0"
_LINUX = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def rechner_kennung(log: str) -> str:
    """Return a digest of the system's own id, different in every profile; empty where none is."""
    ident = _ident()
    return hashlib.sha256(_MARKE + f"{log}\0{ident}".encode()).hexdigest() if ident else ""


if sys.platform == "win32":
    import winreg

    def _ident() -> str:
        ort = r"SOFTWARE\Microsoft\Cryptography"
        recht = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, ort, 0, recht) as eintrag:
                return str(winreg.QueryValueEx(eintrag, "MachineGuid")[0])
        except OSError:
            return ""

else:

    def _ident() -> str:
        for datei in _LINUX:
            try:
                if ident := datei.read_text("ascii").strip():
                    return ident
            except (OSError, UnicodeDecodeError):
                continue
        return ""
