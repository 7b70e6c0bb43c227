"""What others are told of a topic: Bescheid, Themenblatt, Mitteilung.

Nothing here names a CM-Stelle as reporter or repeats words of a Meldung: texts are made from the
district's lists, states, dates and the words of those who decided.
"""

from datetime import date
from functools import cache
from typing import Any

from ..domain.faelle import Herausforderung, Meldung
from ..domain.felder import text
from ..domain.rollen import Rolle
from ..domain.zustaende import Zustand
from ..store.ansicht import faelle
from ..store.ressourcen import lies_json
from ..store.verbindung import Verbindung
from .arbeitsplatz import Identitaet
from .schritt.zutaten import zusammenfassung
from .sitzung.sitzungen import naechste_sitzung
from .suche import fall_zu

Daten = dict[str, Any]
_WORTFOLGE = 3


def auskunft_zur_meldung(v: Verbindung, wer: Identitaet, meldung: Meldung, heute: date) -> Daten:
    """Return the proposed Bescheid: where the Meldung stands, next date, reason."""
    texte = _texte()
    fall = thema_der_meldung(v, wer, meldung)
    if fall is None:
        return {"stand": meldung.zustand.label, "text": texte["bescheid"][meldung.zustand]}
    satz = texte["bescheid_im_buendel"].get(fall.zustand, "")
    return {
        "stand": fall.zustand.label,
        "text": satz.format(kennung=fall.kennung),
        "naechster_termin": naechster_termin(v, wer, fall, heute),
        "grund": _unverfaenglicher_grund(v, wer, fall),
    }


def thema_der_meldung(v: Verbindung, wer: Identitaet, meldung: Meldung) -> Herausforderung | None:
    """Return the Herausforderung a Meldung is bundled in, the one furthest on."""
    buendel = faelle.zu_ids(v, faelle.buendel_von(v, meldung.id))
    if not buendel:
        return None
    weiteste = max(buendel, key=lambda z: z.schritt)
    fall = fall_zu(v, wer, weiteste)
    return fall if isinstance(fall, Herausforderung) else None


def stand_der_meldung(v: Verbindung, wer: Identitaet, meldung: Meldung) -> Zustand:
    """Return the state its Stelle is to be told of: that of the topic, or its own."""
    thema = thema_der_meldung(v, wer, meldung)
    return thema.zustand if thema else meldung.zustand


def naechster_termin(
    v: Verbindung, wer: Identitaet, fall: Herausforderung, heute: date
) -> str | None:
    """Return the ISO day of what comes next, None where no date is known."""
    if fall.zustand in (Zustand.BEAUFTRAGT, Zustand.IN_BEARBEITUNG) and fall.auftrag:
        return text(fall.auftrag.inhalt, "berichtstermin") or None
    if fall.zustand is Zustand.BEKANNTGEGEBEN and fall.bekanntgabe:
        return text(fall.bekanntgabe.inhalt, "gilt_ab") or None
    if fall.zustand not in _VOR_DER_LG:
        return None
    sitzung = naechste_sitzung(v, wer, fall.id, heute)
    vorlage = text(fall.vorlage.inhalt, "sitzung_am") if fall.vorlage else ""
    tage = [t for t in (sitzung.am if sitzung else "", vorlage) if t >= heute.isoformat()]
    return tage[0] if tage else None


def neutraler_titel(v: Verbindung, wer: Identitaet, fall: Herausforderung) -> str:
    """Return the title others may read: the released one, else one made from the lists."""
    if fall.themenblatt:
        return text(fall.themenblatt.inhalt, "titel")
    zahlen = _listenwerte(v, wer, fall)
    texte = _texte()["themenblatt"]
    if not zahlen["handlungsfelder"]:
        return str(texte["titel_ohne_angaben"].format(kennung=fall.kennung))
    muster = texte["titel" if zahlen["rechtskreise"] else "titel_ohne_rechtskreise"]
    return str(muster.format(**zahlen))


def neutrale_saetze(v: Verbindung, wer: Identitaet, fall: Herausforderung) -> list[str]:
    """Return the three sentences of a Themenblatt as far as they can be said from lists."""
    texte, zahlen = _texte()["themenblatt"], _listenwerte(v, wer, fall)
    mehrere = zusammenfassung(v, wer, fall)["cm_stellen"] > 1
    saetze = [texte["berichtet_von_mehreren" if mehrere else "berichtet_von_einer"]]
    if zahlen["handlungsfelder"]:
        muster = "betrifft" if zahlen["rechtskreise"] else "betrifft_ohne_rechtskreise"
        saetze.append(texte[muster].format(**zahlen))
    return [*saetze, texte["stand"].format(stand=fall.zustand.label)]


def kurzmeldungstitel(titel: str) -> str:
    """Return the title of a short Meldung on a topic."""
    return str(_texte()["kurzmeldung"].format(titel=titel))


def grund_fuer_alle(v: Verbindung, wer: Identitaet, fall: Herausforderung) -> str:
    """Return the reason of a No for the Themenblatt, empty where there is none to tell."""
    nein = fall.zustand is Zustand.AUFTRAG_NICHT_ERTEILT
    return _unverfaenglicher_grund(v, wer, fall) if nein else ""


def _unverfaenglicher_grund(v: Verbindung, wer: Identitaet, fall: Herausforderung) -> str:
    """Return the reason unless it names a CM-Stelle or repeats a Meldung."""
    if fall.zustand not in _MIT_GRUND or not fall.grund:
        return ""
    verzeichnis = wer.verzeichnis
    melder = {z.stelle for z in faelle.zu_ids(v, fall.meldungen)}
    namen = [
        s.name
        for s in verzeichnis.stellen.values()
        if s.id in melder or Rolle.CM_STELLE in verzeichnis.rollen_von(s.id)
    ]
    if any(name.casefold() in fall.grund.casefold() for name in namen):
        return ""
    eigene = set(_wortfolgen(fall.grund))
    return "" if any(eigene & _folgen_der_meldung(v, m) for m in fall.meldungen) else fall.grund


def _folgen_der_meldung(v: Verbindung, meldung: str) -> set[tuple[str, ...]]:
    texte = (w for w in faelle.bild(v, meldung).inhalt.values() if isinstance(w, str))
    return {folge for satz in texte for folge in _wortfolgen(satz)}


def _wortfolgen(satz: str) -> list[tuple[str, ...]]:
    worte = [w.strip(".,;:!?„“()").casefold() for w in satz.split()]
    return [tuple(worte[i : i + _WORTFOLGE]) for i in range(len(worte) - _WORTFOLGE + 1)]


def _listenwerte(v: Verbindung, wer: Identitaet, fall: Herausforderung) -> dict[str, str]:
    zahlen = zusammenfassung(v, wer, fall)
    return {n: ", ".join(zahlen[n]) for n in ("handlungsfelder", "rechtskreise")}


@cache
def _texte() -> dict[str, Any]:
    texte: dict[str, Any] = lies_json("texte/auskunft.json")
    return texte


_VOR_DER_LG = frozenset(
    {Zustand.VORGELEGT, Zustand.WEITERGELEITET, Zustand.VERTAGT, Zustand.RM_VORGELEGT}
)
_MIT_GRUND = frozenset(
    {Zustand.AUFTRAG_NICHT_ERTEILT, Zustand.ERLEDIGT, Zustand.BEOBACHTET, Zustand.VERTAGT}
)
