"""How large a file to a Stelle would get, told without writing it: attachments are what counts."""

from itertools import chain

from ..store.anlage.anlagenliste import anlagen_in
from ..store.profil.profil import Profil
from ..store.verbindung import Verbindung
from ..trust.verzeichnis import Verzeichnis
from .auswahl import andere_plaetze, waehle
from .freigabe import Akten, leser_fuer


def anlagen_umfang(
    v: Verbindung, profil: Profil, verzeichnis: Verzeichnis, akten: Akten, an: str, tag: str
) -> int:
    """Return about how many bytes of attachments a file for `an` would carry on an ISO day."""
    plaetze = andere_plaetze(verzeichnis, profil.schluessel.signierer.log, an, tag)
    wahl = waehle(v, verzeichnis, akten, leser_fuer(verzeichnis, an, tag), plaetze)
    hashes: set[str] = set()
    for log, bestand in wahl.bestand.items():
        neue = (wahl.lesbare(log, von, bis, bestand.koerper) for von, bis in wahl.laeufe(log))
        for zeile, _ in chain(*neue):
            hashes.update(anlagen_in(zeile.koerper or b""))
    for _, zeile, _ in wahl.spaete():
        hashes.update(anlagen_in(zeile.koerper or b""))
    return sum(profil.anlagen.groesse(hash_) or 0 for hash_ in hashes)
