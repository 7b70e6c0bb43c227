"""The recovery sheet of an Arbeitsplatz: printed, put away, typed when nothing else opens it."""

from pathlib import Path

from ...papers.blaetter import NotfallblattDaten, notfallblatt
from ...store.profil import blatt_vom, lass_blatt_gelten, neuer_blattcode
from ...trust.tippcode import als_gruppen
from ..arbeitsplatz import Arbeitsplatz, wer_bin_ich
from ..papier.druck import schreibe_pdf


def drucke_notfallblatt(ap: Arbeitsplatz, nach: Path) -> None:
    """Print a new recovery sheet to `nach`; a former one no longer opens this Arbeitsplatz.

    Its code opens decryption and database keys, here and in later backups. Raises
    `UmgebungsFehler` when the PDF cannot be written; then the former sheet still counts.
    """
    wer, code = wer_bin_ich(ap), neuer_blattcode(ap.quelle)
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
