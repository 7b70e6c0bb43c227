"""The Meldung somebody is writing: kept here until it is reported or discarded."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...insight.kurztext import kurzfassungsvorschlag, titelvorschlag
from ...store.anlage.anlagenliste import genannte
from ...store.oertlich import lokal
from ..anlage.beilegen import verwirf
from ..arbeitsplatz import Arbeitsplatz
from ..schritt.formular import Formular, formular
from ..schritt.tun import Getan, tue

_SCHLUESSEL = "entwurf/melden"
#: Confirmed anew each time; for others it is recorded in the ordinary dialog.
_BESTAETIGUNG, _NICHT_HIER = "keine_personendaten", frozenset({"fuer_stelle", "wieder_aufgetreten"})


def meldeformular(ap: Arbeitsplatz) -> Formular:
    """Return what the page of a new Meldung asks for."""
    alles = formular(ap, "melden")
    return replace(alles, felder=tuple(f for f in alles.felder if f.name not in _NICHT_HIER))


def vorschlaege(sachverhalt: str) -> dict[str, str]:
    """Return Titel and Kurzfassung proposed from what was told."""
    return {
        "titel": titelvorschlag(sachverhalt),
        "kurzfassung": kurzfassungsvorschlag(sachverhalt),
    }


def entwurf(ap: Arbeitsplatz) -> dict[str, Any]:
    """Return the draft kept on this Arbeitsplatz; empty where there is none."""
    with ap.profil.datenbank.lesen() as v:
        roh = lokal.gemerkt(v, _SCHLUESSEL)
    werte: dict[str, Any] = json.loads(roh) if roh else {}
    return werte


def merke_entwurf(ap: Arbeitsplatz, werte: Mapping[str, Any]) -> None:
    """Keep what was entered so far; where nothing is left, keep no draft."""
    inhalt = {k: w for k, w in werte.items() if k != _BESTAETIGUNG and w not in (None, "", [])}
    if not inhalt:
        verwirf_entwurf(ap)
        return
    with ap.profil.datenbank.schreiben() as v:
        lokal.merke(v, _SCHLUESSEL, json.dumps(inhalt, sort_keys=True))


def verwirf_entwurf(ap: Arbeitsplatz) -> None:
    """Forget the draft, and its attachments where nothing else names them."""
    anlagen = [a["hash"] for a in genannte(entwurf(ap))]
    with ap.profil.datenbank.schreiben() as v:
        lokal.vergiss(v, _SCHLUESSEL)
    verwirf(ap, anlagen)


def melde(ap: Arbeitsplatz, werte: Mapping[str, Any]) -> Getan:
    """Report what was entered; only then the draft goes."""
    getan = tue(ap, "melden", werte)
    verwirf_entwurf(ap)
    return getan
