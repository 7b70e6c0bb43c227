"""What lists and releases need of a case without folding it, kept beside its row."""

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from ...domain.faelle import Fall, Herausforderung, Meldung, Sitzung, mit
from ...domain.felder import text


class Kurzbild(msgspec.Struct, frozen=True, omit_defaults=True):
    """Extract of a case: what opens bodies to others or closes them, and what lists need.

    Of a Meldung: content, successor, versions kept back, the state last told to its Stelle, the
    day it was recorded, its objection, whether a Rückfrage is open; of a Herausforderung:
    Vorlagennummer; of a Sitzung: day and agenda.
    """

    weitergeleitet: bool = False
    bekanntgegeben: bool = False
    gruppen: tuple[str, ...] = ()
    vorlagennummer: str = ""
    inhalt: dict[str, Any] = {}
    nachfolge: str = ""
    verdeckt: tuple[str, ...] = ()
    thema: str = ""
    beschieden: str = ""
    sitzung_am: str = ""
    vorgaenge: tuple[str, ...] = ()
    gemeldet_am: str = ""
    widerspruch: str = ""
    gefragt: bool = False


def kurzbild(fall: Fall) -> Kurzbild:
    """Return the extract of a case."""
    if isinstance(fall, Meldung):
        beschieden = text(fall.bescheide[-1].inhalt, "zustand") if fall.bescheide else ""
        return Kurzbild(
            inhalt=dict(fall.inhalt),
            nachfolge=fall.nachfolge,
            verdeckt=fall.verdeckt,
            thema=fall.thema,
            beschieden=beschieden,
            gemeldet_am=fall.verlauf[0].tag if fall.verlauf else "",
            widerspruch=text(fall.widerspruch.inhalt, "begruendung") if fall.widerspruch else "",
            gefragt=bool(fall.offene_rueckfragen),
        )
    if isinstance(fall, Sitzung):
        return Kurzbild(sitzung_am=fall.am, vorgaenge=fall.vorgaenge)
    if not isinstance(fall, Herausforderung):
        return Kurzbild()
    vorlage: Mapping[str, Any] = fall.vorlage.inhalt if fall.vorlage else {}
    return Kurzbild(
        fall.vorlegung is not None,
        fall.bekanntgabe is not None,
        tuple(sorted(fall.beauftragte)),
        text(vorlage, "vorlagennummer"),
    )


def verpackt(bild: Kurzbild) -> bytes:
    """Return the extract as it is stored."""
    return msgspec.json.encode(bild, order="sorted")


def entpackt(roh: bytes) -> Kurzbild:
    """Return a stored extract."""
    return _DECODER.decode(roh)


def abdruck(fall: Fall) -> str:
    """Return the digest of everything a case says (SHA-256 of its canonical form)."""
    return hashlib.sha256(msgspec.json.encode(mit(fall, ahnen={}), order="sorted")).hexdigest()


_DECODER = msgspec.json.Decoder(Kurzbild)
