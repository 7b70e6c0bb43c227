"""Refusals people can do something about: which they are, and where in the window that is."""

from pathlib import Path

from ...domain.fehler import UebergabeFehler
from ...handover.behaelter import BESCHAEDIGT, NEUER, NICHT_FUER_UNS, ZU_GROSS, oeffne
from ...handover.manifest import Manifest
from ...store.log.verzeichnisse import lies_verzeichnis
from ...trust.anmeldung import aus_liste
from ...trust.verzeichnis import Version, Verzeichnis, erweitert, gemeinsame
from ..arbeitsplatz import Arbeitsplatz
from ..worte import als_tag

#: Refused before it could be read: there is nothing in it to look at.
_UNLESBAR = (BESCHAEDIGT, NEUER, NICHT_FUER_UNS, ZU_GROSS)


class Verzeichnisstreit(UebergabeFehler):
    """The file's directory contradicts the one here, and nobody has decided between them."""


class Geschlossen(UebergabeFehler):
    """The file comes from a closed Arbeitsplatz; people may know that it is an old one."""


def benannt(
    ap: Arbeitsplatz, datei: Path, fehler: UebergabeFehler, *, auch_geschlossene: bool
) -> UebergabeFehler:
    """Return a refusal as what it is, with the place that helps; any other one as it came."""
    if fehler.text in _UNLESBAR:
        return fehler
    try:
        manifest = oeffne(datei, ap.profil.schluessel).manifest
    except UebergabeFehler:
        return fehler
    with ap.profil.datenbank.lesen() as v:
        verzeichnis = lies_verzeichnis(v)
    if not auch_geschlossene and (tag := verzeichnis.beendet_am(manifest.absender)):
        return _geschlossen(verzeichnis, manifest, tag)
    if ab := streit_ab(verzeichnis, mitgebrachte(manifest)):
        return Verzeichnisstreit(
            "Das Verzeichnis der Stellen in der Datei weicht von dem hier geltenden ab "
            f"(ab Fassung {ab}). Es wurde nichts übernommen. Bitte die CM-Koordination anrufen: "
            "Haben zwei es zugleich geändert, entscheidet sie mit dem Kreisschlüssel, "
            "„Verzeichnis entscheiden“ auf der Seite „Arbeitsplätze“ (auf der Befehlszeile "
            "„verzeichnis-entscheiden“)."
        )
    return fehler


def mitgebrachte(manifest: Manifest) -> tuple[Version, ...]:
    """Return the directory chain of a file, unchecked; empty where it cannot be read."""
    try:
        return tuple(aus_liste(manifest.verzeichnis))
    except (KeyError, TypeError):
        return ()


def streit_ab(verzeichnis: Verzeichnis, kette: tuple[Version, ...]) -> int:
    """Return the first version two directories of one district contradict each other in.

    Zero where they fit together, where the root has decided, or where the chain is not right.
    """
    gemeinsam = gemeinsame(verzeichnis, kette)
    if not 0 < gemeinsam < min(verzeichnis.nummer, len(kette)):
        return 0
    try:
        anderes = erweitert(Verzeichnis(), kette)
    except UebergabeFehler:
        return 0
    entschieden = all(v.hash in verzeichnis.verworfen for v in kette[gemeinsam:]) or all(
        h in anderes.verworfen for h in verzeichnis.hashes[gemeinsam:]
    )
    return 0 if entschieden else gemeinsam + 1


def _geschlossen(verzeichnis: Verzeichnis, manifest: Manifest, tag: str) -> Geschlossen:
    code = verzeichnis.code_von(verzeichnis.plaetze[manifest.absender])
    return Geschlossen(
        f"Der Arbeitsplatz {code} ist seit dem {als_tag(tag)} geschlossen. Es wurde nichts "
        "übernommen, die Datei ist aufgehoben. Bitte die CM-Koordination anrufen: Stammt sie aus "
        "der Zeit davor, nimmt „Einlesen“ auf der Seite „Übergabe“ sie nach einer Rückfrage (auf "
        "der Befehlszeile „einlesen --auch-geschlossene“)."
    )
