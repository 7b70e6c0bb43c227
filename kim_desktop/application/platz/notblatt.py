"""What opens an Arbeitsplatz besides the keyring: its printed recovery sheet, its passphrase."""

from pathlib import Path

from ...domain.fehler import EingabeFehler
from ...papers.blaetter import NotfallblattDaten, notfallblatt
from ...store.profil.profilschluessel import blatt_vom, lass_blatt_gelten, neuer_blattcode
from ...store.profil.profilschluessel import setze_passphrase as setze_im_profil
from ...trust.tippcode import als_gruppen
from ...trust.tresor import pruefe_neue
from ..arbeitsplatz import Arbeitsplatz, identitaet, verlange_schreibrecht
from ..papier.druck import schreibe_pdf


def drucke_notfallblatt(ap: Arbeitsplatz, nach: Path) -> None:
    """Print a new recovery sheet to `nach`; a former one no longer opens this Arbeitsplatz.

    Its code opens decryption and database keys, here and in later backups. Raises
    `UmgebungsFehler` when the PDF cannot be written; then the former sheet still counts.
    """
    with ap.profil.datenbank.lesen() as v:
        verlange_schreibrecht(ap, v)
        wer = identitaet(ap, v)
    code = neuer_blattcode(ap.quelle)
    daten = NotfallblattDaten(
        kreis=wer.verzeichnis.name,
        datum=ap.heute().isoformat(),
        uebung=ap.uebung,
        stelle=wer.stelle.name,
        platz=wer.code,
        gruppen=als_gruppen(code),
    )
    schreibe_pdf(notfallblatt(daten), nach)
    try:
        lass_blatt_gelten(ap.profil, code, ap.quelle)
    except BaseException:
        nach.unlink(missing_ok=True)
        raise


def notfallblatt_vom(ap: Arbeitsplatz) -> str:
    """Return the ISO day the sheet in force was printed; empty where there is none."""
    return blatt_vom(ap.profil)


def setze_passphrase(ap: Arbeitsplatz, passphrase: str) -> None:
    """Let a new passphrase open this Arbeitsplatz, e.g. when the former one was forgotten.

    Raises `EingabeFehler` where it is too short, or this is a practice district.
    """
    if ap.uebung:
        raise EingabeFehler("Ein Übungskreis hat keine eigene Passphrase.")
    pruefe_neue(passphrase)
    setze_im_profil(ap.profil, passphrase, ap.quelle)
