"""Keys of an opened profile: its recovery sheet, passphrase, root key, and new ones."""

from collections.abc import Callable
from dataclasses import replace

from ...trust.quelle import Quelle
from ...trust.schluessel import Schluessel, oeffne_wurzel, siegle_dauerhafte, siegle_wurzel
from ...trust.tresor import BLATT, BLATT_LAENGE, PASSPHRASE, huelle_mit_passphrase
from ..datei import schreibe_sicher
from ..sicherung.sicherung import DATENBANK, WURZEL
from ..verbindung import verschluessle_um
from .angaben import binde_blatt, blatthuelle, lies_angaben, schreibe_angaben
from .profil import Profil
from .schluesseldateien import lies_datei


def blatt_vom(profil: Profil) -> str:
    """Return the day the recovery sheet in force was printed; empty where there is none."""
    huellen = lies_angaben(profil.ordner).huellen
    return next((str(h.get("tag", "")) for h in huellen if h["art"] == BLATT), "")


def neuer_blattcode(quelle: Quelle) -> bytes:
    """Draw the code of a new recovery sheet; it is stored nowhere."""
    return quelle.zufall(BLATT_LAENGE)


def lass_blatt_gelten(profil: Profil, code: bytes, quelle: Quelle) -> None:
    """Let the recovery sheet with this code open the profile, and no former one."""
    angaben = lies_angaben(profil.ordner)
    huelle = blatthuelle(angaben, code, profil.huelle, quelle)
    angaben.huellen = [h for h in angaben.huellen if h["art"] != BLATT] + [huelle]
    schreibe_angaben(profil.ordner, angaben)


def setze_passphrase(profil: Profil, passphrase: str, quelle: Quelle) -> None:
    """Let this passphrase open the profile, and no former one."""
    angaben = lies_angaben(profil.ordner)
    huelle = huelle_mit_passphrase(passphrase, profil.huelle, quelle)
    angaben.huellen = [h for h in angaben.huellen if h["art"] != PASSPHRASE] + [huelle]
    schreibe_angaben(profil.ordner, angaben)


def lege_wurzel_ab(profil: Profil, saat: bytes, quelle: Quelle) -> None:
    """Keep the district's root key sealed at its founder until it is printed and put away."""
    schreibe_sicher(profil.ordner / WURZEL, siegle_wurzel(profil.huelle, saat, quelle))


def lies_wurzel(profil: Profil) -> bytes | None:
    """Return the district's root key where this Arbeitsplatz keeps it."""
    datei = profil.ordner / WURZEL
    if not datei.exists():
        return None
    return oeffne_wurzel(profil.huelle, lies_datei(datei))


def entferne_wurzel(profil: Profil) -> None:
    """Take the district's root key off this computer; earlier backups still hold it."""
    (profil.ordner / WURZEL).unlink(missing_ok=True)


def wechsle_schluessel(
    profil: Profil, neu: Schluessel, quelle: Quelle, dazwischen: Callable[[], None]
) -> None:
    """Let `neu` take the place of identity and database key; the profile is closed then.

    `dazwischen` runs once the new identity is kept and before the old database key goes. Cut
    short at any moment, the profile opens again with one of the two database keys.
    """
    ziel, alt = profil.ordner / "schluessel.dat", profil.schluessel.datenbank
    unterwegs = replace(neu, datenbank=alt)
    schreibe_sicher(ziel, siegle_dauerhafte(profil.huelle, unterwegs, quelle, neu.datenbank))
    try:
        dazwischen()
        profil.datenbank.schliesse()
        verschluessle_um(profil.ordner / DATENBANK, alt, neu.datenbank)
        schreibe_sicher(ziel, siegle_dauerhafte(profil.huelle, neu, quelle))
    finally:
        profil.schliesse()


def bestaetige_rechner(profil: Profil) -> None:
    """Take this computer for the one the Arbeitsplatz belongs to; it was only set up anew.

    Raises `ProzessFehler` where more than the computer has changed.
    """
    profil.waechter.bestaetige(profil.datenbank)
    angaben = lies_angaben(profil.ordner)
    binde_blatt(angaben)
    schreibe_angaben(profil.ordner, angaben)
