"""Commands of backup, restore and check."""

from argparse import Namespace

from ..application.arbeitsplatz import Arbeitsplatz
from ..application.platz import sicherung
from ..application.platz import wiederaufbau as aufbau
from ..application.platz.neubeginn import beginne_neu, bestaetige_rechner
from ..application.platz.pruefung import hinweise, pruefe_ordner
from ..application.platz.vorsorge import erinnerungen
from ..application.platz.wiederherstellen import Nachfolge, lass_dich_zu, stelle_wieder_her
from ..domain.fehler import ProzessFehler
from .ausgabe import Antwort, tabelle
from .befehle_einrichtung import Aufruf
from .befehle_schluessel import getippter_code


def sichern(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Write a backup now."""
    if wahl.taeglich_nach:
        gesichert = sicherung.sichere_kuenftig(ap, wahl.taeglich_nach)
    if wahl.nach or not wahl.taeglich_nach:
        gesichert = sicherung.sichere(ap, wahl.nach)
    werte = {
        "ordner": str(gesichert.ordner),
        "anlagen": gesichert.anlagen,
        "beschaedigte_anlagen": gesichert.beschaedigte_anlagen,
    }
    return Antwort(werte, gesichert.satz, 1 if gesichert.beschaedigte_anlagen else 0)


def sicherungen(ap: Arbeitsplatz, _wahl: Namespace) -> Antwort:
    """List the automatic backups."""
    alle = sicherung.generationen(ap)
    werte = [
        {"ordner": str(g.ordner), "tag": g.tag.isoformat(), "uhrzeit": g.uhrzeit} for g in alle
    ]
    zeilen = [(f"{g.tag:%d.%m.%Y}", g.uhrzeit, g.ordner) for g in alle]
    return Antwort(werte, tabelle(list(zeilen)) or "Es gibt noch keine Sicherung.")


def wiederherstellen(aufruf: Aufruf, wahl: Namespace) -> Antwort:
    """Restore a backup into a new folder."""
    nach = wahl.nach or aufruf.ordner
    fertig = stelle_wieder_her(
        wahl.von, nach, aufruf.zugang, ersetze=wahl.ersetzen, netz=wahl.netzlaufwerk
    )
    werte = {
        "ordner": str(fertig.ordner),
        "vom": fertig.vom,
        "anlagen_fehlen": fertig.anlagen_fehlen,
        "beiseite": str(fertig.beiseite or ""),
        **_nachfolge(fertig.nachfolge),
    }
    return Antwort(werte, "\n".join(fertig.als_saetze()), 1 if fertig.anlagen_fehlen else 0)


def _nachfolge(nachfolge: Nachfolge) -> dict[str, object]:
    return {
        "stelle": nachfolge.stelle,
        "anmeldung": str(nachfolge.anmeldung),
        "pruefziffern": nachfolge.pruefziffern,
        "selbst_zulassen": nachfolge.selbst,
    }


def neu_beginnen(aufruf: Aufruf, _wahl: Namespace) -> Antwort:
    """Give an Arbeitsplatz that was put back or copied a log of its own."""
    ap = aufruf.oeffne()
    try:
        ap, nachfolge = beginne_neu(ap)
    finally:
        ap.schliesse()
    satz = f"Der Arbeitsplatz „{nachfolge.stelle}“ beginnt neu; sein Inhalt ist geblieben."
    return Antwort(_nachfolge(nachfolge), "\n".join([satz, *nachfolge.als_saetze()]))


def pc_bestaetigen(ap: Arbeitsplatz, _wahl: Namespace) -> Antwort:
    """Take this computer for the one the Arbeitsplatz belongs to."""
    bestaetige_rechner(ap)
    return Antwort({}, "Bestätigt. Der Arbeitsplatz schreibt weiter.")


def selbst_zulassen(aufruf: Aufruf, wahl: Namespace) -> Antwort:
    """Admit the restored Arbeitsplatz of a holder with the root key."""
    ap = aufruf.oeffne()
    try:
        code = lass_dich_zu(ap, getippter_code(wahl))
    finally:
        ap.schliesse()
    text = f"Dieser Arbeitsplatz ist neu zugelassen; seine Kennungen beginnen mit {code}."
    return Antwort({"code": code}, text)


def wiederaufbau(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Say how far a rebuild is, or begin one."""
    if wahl.alles_anfordern:
        aufbau.fordere_alles_an(ap)
    stand = aufbau.wiederaufbau(ap)
    if stand is None:
        return Antwort({"offen": [], "fehlt": []}, "Hier wurde nichts wiederhergestellt.")
    werte = {"offen": list(stand.offen), "fehlt": list(stand.fehlt)}
    return Antwort(werte, "\n".join(stand.als_saetze()), 1 if stand.fehlt else 0)


def pruefen(aufruf: Aufruf, _wahl: Namespace) -> Antwort:
    """Check everything and name what is damaged."""
    funde = pruefe_ordner(aufruf.ordner, aufruf.zugang)
    saetze = [] if funde else _hinweise(aufruf)
    text = "\n".join([*(funde or ["Alles unversehrt."]), *saetze])
    return Antwort({"funde": funde, "hinweise": saetze}, text, 1 if funde else 0)


def _hinweise(aufruf: Aufruf) -> list[str]:
    """Return what is to be settled, and what should be done beforehand once admitted."""
    ap = aufruf.oeffne()
    try:
        return [*hinweise(ap), *_erinnerungen(ap)]
    finally:
        ap.schliesse()


def _erinnerungen(ap: Arbeitsplatz) -> list[str]:
    try:
        return erinnerungen(ap)
    except ProzessFehler:
        return []
