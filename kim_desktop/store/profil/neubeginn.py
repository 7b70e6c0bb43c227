"""Beginning anew in the same folder: same contents, new keys, a log of its own.

For a profile that was put back or copied. New files lie ready before the first old one is
replaced, so that a stop at any moment leaves a profile that opens.
"""

from ...domain.fehler import UmgebungsFehler
from ...trust.quelle import Quelle
from ...trust.schluessel import Schluessel, schluessel_nach_ruecksicherung, siegle_schluessel
from ...trust.tresor import BUND, huelle_im_schluesselbund
from ..log import protokoll, zweige
from ..log.verzeichnisse import lies_verzeichnis
from ..oertlich import erneut
from .angaben import Angaben, binde_blatt, lies_angaben
from .profil import Profil, oeffne_entsperrt
from .schluesseldateien import lege_bereit, lies_dauerhafte, vollende


def beginne_neu(profil: Profil, quelle: Quelle) -> Profil:
    """Give the profile new keys, sign off the old log, ask everyone for everything.

    Returns it opened again. Raises `UmgebungsFehler` where the keyring does not take
    the key or the disk is full; then the old log is still the one in force.
    """
    ordner, alt = profil.ordner, profil.schluessel
    neu = schluessel_nach_ruecksicherung(lies_dauerhafte(ordner, profil.huelle), quelle)
    angaben = lies_angaben(ordner)
    _verwahre_huelle(angaben, neu, profil.huelle)
    _ziehe_schlussstrich(profil, alt)
    dauerhaft, signatur = siegle_schluessel(profil.huelle, neu, quelle)
    angaben.log = neu.signierer.log
    binde_blatt(angaben)
    lege_bereit(ordner, angaben, dauerhaft, signatur)
    profil.schliesse()
    vollende(ordner)
    return oeffne_entsperrt(ordner, profil.huelle, quelle)


def _verwahre_huelle(angaben: Angaben, neu: Schluessel, huelle: bytes) -> None:
    """Put the wrapping key under the name of the new log where the keyring keeps it."""
    if any(h["art"] == BUND for h in angaben.huellen) and not huelle_im_schluesselbund(
        neu.signierer.log, huelle
    ):
        raise UmgebungsFehler(
            "Der Schlüsselbund nimmt den Schlüssel nicht auf. Bitte entsperren und noch einmal "
            "beginnen; es ist nichts verändert."
        )


def _ziehe_schlussstrich(profil: Profil, alt: Schluessel) -> None:
    """Sign the head of the old log, else nobody could take over its last entries."""
    signierer = alt.signierer
    with profil.datenbank.schreiben() as v:
        for name in zweige.mit_zweigen(v, [signierer.log]):
            nr, ident = protokoll.spitze(v, name)
            if nr:
                unterschrift = signierer.unterschreibe_stand(nr, ident)
                protokoll.merke_kopfstand(v, name, nr, ident, unterschrift)
        fruehere, plaetze = erneut.fruehere_logs(v), set(lies_verzeichnis(v).plaetze)
        # One that was never admitted has written nothing anybody could give back.
        if signierer.log in plaetze and signierer.log not in fruehere:
            fruehere.append(signierer.log)
            erneut.merke_fruehere(v, fruehere)
        erneut.fordere_erneut_an(v, plaetze - set(fruehere))
