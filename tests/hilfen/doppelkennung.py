"""A broken program at an admitted Arbeitsplatz founds two cases under the same Kennung."""

from typing import Any

from kim_desktop.application.arbeitsplatz import Arbeitsplatz, identitaet
from kim_desktop.application.schritt.tun import Getan
from kim_desktop.store.ansicht.projektion import projiziere
from kim_desktop.store.log import protokoll
from kim_desktop.trust.kopf import als_ereignis, kopf_von


def noch_einmal(
    ap: Arbeitsplatz, vorbild: Getan, kennung: str = "", fall: str = "", /, **anders: Any
) -> str:
    """Found the case of `vorbild` once more at the same Arbeitsplatz; return the new id.

    It bears the same Kennung unless `kennung` says another, and claims to belong to `fall` where
    that is given; `anders` is what it says otherwise.
    """
    with ap.profil.datenbank.schreiben() as v:
        verzeichnis = identitaet(ap, v).verzeichnis
        zeile = protokoll.lies(v, vorbild.fall)
        assert zeile is not None
        kopf = kopf_von(zeile.kopf)
        erster = als_ereignis(vorbild.fall, kopf, zeile.koerper)
        schreiber = protokoll.Schreiber(
            ap.profil.schluessel.signierer, kopf.stelle, kopf.rolle, verzeichnis.stand, ap.quelle
        )
        ident = protokoll.haenge_an(
            v,
            schreiber,
            protokoll.Neu(
                erster.art,
                kopf.klasse,
                erster.schritt,
                {**(erster.inhalt or {}), **anders},
                fall,
                kennung or erster.kennung,
                kopf.muss,
                zeile.unterschrift is not None,
            ),
        )
        projiziere(v, verzeichnis, {fall or ident})
    return ident


def gekennzeichnet(kennung: str, ident: str) -> str:
    """Return what a case is called where its Kennung alone does not say which one it is."""
    return f"{kennung}?{ident[:6]}"
