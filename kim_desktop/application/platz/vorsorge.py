"""What an Arbeitsplatz should have done before anything goes wrong; reminders, never findings."""

from ..arbeitsplatz import Arbeitsplatz, wer_bin_ich
from .inhaber import offene_inhaber
from .kreisblatt import hat_kreisschluessel, kreisblatt_vom
from .notblatt import notfallblatt_vom


def erinnerungen(ap: Arbeitsplatz) -> list[str]:
    """Return one German sentence for each precaution not taken; none in practice districts.

    Raises `ProzessFehler` before admission.
    """
    if ap.uebung:
        return []
    verzeichnis = wer_bin_ich(ap).verzeichnis
    saetze = []
    if not notfallblatt_vom(ap):
        saetze.append(
            "Für diesen Arbeitsplatz wurde noch kein Notfallblatt gedruckt; ohne hilft nach dem "
            "Verlust des Computers nur, was andere haben (Seite Arbeitsplätze, "
            "„Notfallblatt drucken …“)."
        )
    if ap.log in verzeichnis.inhaber:
        if hat_kreisschluessel(ap) and not kreisblatt_vom(ap):
            saetze.append(
                "Das Kreisblatt wurde noch nicht gedruckt; geht dieser Computer verloren, kann "
                "niemand mehr jemanden zulassen (Seite Arbeitsplätze, „Kreisblatt drucken …“)."
            )
        if len(offene_inhaber(verzeichnis)) < 2:
            saetze.append(
                "Zwei Personen sollten das Verzeichnis führen können (Seite Arbeitsplätze, "
                "„Verzeichnis führen …“)."
            )
    return saetze
