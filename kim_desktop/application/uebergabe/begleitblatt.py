"""The PDF cover sheet: a handover file in a page that gateways let through, and out of it again."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from ...domain.fehler import UmgebungsFehler
from ...handover.ausfuhr import Ausfuhr
from ...handover.huelle import enthaltene, ist_pdf
from ...store.datei import freier_name, schreibe_sicher
from ..arbeitsplatz import Arbeitsplatz, Identitaet


def als_begleitblatt(ap: Arbeitsplatz, wer: Identitaet, ausfuhr: Ausfuhr) -> Ausfuhr:
    """Put a file just written into a cover sheet that takes its place.

    Raises `UmgebungsFehler` or `PapierFehler` where that cannot be written; then neither is there.
    """
    from ...papers.begleitblatt import BegleitblattDaten, begleitblatt, beschreibung
    from ...papers.beilage import Beilage
    from ...papers.satz import als_pdf

    datei = ausfuhr.datei
    blatt = begleitblatt(
        BegleitblattDaten(
            kreis=wer.verzeichnis.name,
            von=wer.stelle.name,
            an=wer.name_von(ausfuhr.an),
            nr=ausfuhr.nr,
            tag=ap.heute().isoformat(),
            eintraege=ausfuhr.koerper,
            datei=datei.name,
            uebung=wer.verzeichnis.uebung,
        )
    )
    ziel = freier_name(datei.parent, f"{datei.stem}.pdf")
    try:
        pdf = als_pdf(blatt, Beilage(datei.name, datei.read_bytes(), beschreibung()))
        schreibe_sicher(ziel, pdf)
    except OSError as fehler:
        raise UmgebungsFehler(
            f"„{datei.name}“ lässt sich nicht wieder lesen. Bitte noch einmal verschicken."
        ) from fehler
    finally:
        # Sent alone it would not get through where a cover sheet is needed.
        with suppress(OSError):
            datei.unlink()
    return replace(ausfuhr, datei=ziel, groesse=len(pdf))


@contextmanager
def ausgepackt(datei: Path) -> Iterator[Path]:
    """Lend the handover file itself, taken out of its cover sheet under the same name.

    Raises `UebergabeFehler` for a PDF with no handover file or with several.
    """
    try:
        verpackt = ist_pdf(datei)
    except OSError:
        # Whoever opens it next says why it cannot be read.
        verpackt = False
    if not verpackt:
        yield datei
        return
    inhalt = enthaltene(datei)
    try:
        vorlaeufig = tempfile.TemporaryDirectory(prefix="kim-")
    except OSError as fehler:
        raise UmgebungsFehler(
            f"„{datei.name}“ lässt sich nicht auspacken: Der Ordner für vorläufige Dateien ist "
            "voll oder schreibgeschützt."
        ) from fehler
    with vorlaeufig as ordner:
        kim = Path(ordner) / datei.name
        schreibe_sicher(kim, inhalt)
        del inhalt
        yield kim
