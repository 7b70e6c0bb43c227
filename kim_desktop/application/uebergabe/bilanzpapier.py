"""The balance of the handovers as a printed page."""

from pathlib import Path

from ...papers.elemente import Dokument
from ...papers.uebergaben import UebergabenDaten, UebergabeZeile, uebergaben
from ..arbeitsplatz import Arbeitsplatz, wer_bin_ich
from ..papier.druck import schreibe_pdf
from .bilanz import Lage, Stellenbilanz, uebersicht
from .fehlendes import TEXTE


def drucke(ap: Arbeitsplatz, nach: Path, stelle: str = "") -> None:
    """Print the balance with all Stellen, or with one.

    Raises `EingabeFehler` for an unknown Stelle, `UmgebungsFehler` when the target cannot be
    written.
    """
    schreibe_pdf(dokument(ap, stelle), nach)


def dokument(ap: Arbeitsplatz, stelle: str = "") -> Dokument:
    """Return the page as its element tree."""
    wer, alles = wer_bin_ich(ap), uebersicht(ap, stelle)
    return uebergaben(
        UebergabenDaten(
            kreis=wer.verzeichnis.name,
            stelle=wer.stelle.name,
            tag=ap.heute().isoformat(),
            uebung=wer.verzeichnis.uebung,
            summe=" ".join([alles.summe, *alles.doppelt]),
            zu_tun=tuple(_zeile(b) for b in alles.stellen if b.lage.zu_tun),
            wartet=tuple(_zeile(b) for b in alles.stellen if b.lage is Lage.WARTET),
            ruhige=tuple(b.name for b in alles.stellen if b.lage > Lage.WARTET),
        )
    )


def _zeile(b: Stellenbilanz) -> UebergabeZeile:
    wege = [TEXTE.text("wege.papier", wege=b.wege_satz)] if b.wege else []
    return UebergabeZeile(
        stelle=b.name,
        stand="\n".join([b.satz, *wege]),
        gesendet=b.zuletzt_gesendet or "–",
        erhalten=b.zuletzt_erhalten or "–",
    )
