"""Commands of the balance: what was handed over, what is missing, which route works."""

from argparse import Namespace
from typing import Any

from ..application.arbeitsplatz import Arbeitsplatz
from ..application.uebergabe import austausch
from ..application.uebergabe.bilanz import Stellenbilanz, Uebersicht, uebersicht
from ..application.uebergabe.bilanzpapier import drucke
from ..application.uebergabe.fehlendes import Fehlendes
from ..application.uebergabe.probe import probiere, weg_zu
from ..application.worte import als_tag
from .ausgabe import Antwort, tabelle


def uebergaben(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Show the balance with all Stellen, or with one and all its files."""
    alles, je_stelle = austausch.bilanz(ap), uebersicht(ap, wahl.stelle or "")
    if wahl.nach:
        drucke(ap, wahl.nach, wahl.stelle or "")
    gemeint = {b.stelle for b in je_stelle.stellen}
    werte = {
        "gesendet": [
            {"an": a.an, "nr": a.nr, "datei": a.datei, "am": a.zeit[:10], "bestaetigt": a.quittiert}
            for a in alles.gesendet
            if a.an in gemeint
        ],
        "erhalten": [
            {"von": e.von_stelle, "nr": e.nr, "datei": e.datei, "am": e.zeit[:10]}
            for e in alles.erhalten
            if e.von_stelle in gemeint
        ],
        "fehlt": [_luecke(f) for b in je_stelle.stellen for f in b.fehlt],
        "doppelt": list(je_stelle.doppelt),
        "stellen": [_bilanz(b) for b in je_stelle.stellen],
        "summe": je_stelle.summe,
    }
    text = "\n\n".join([_text(je_stelle, bool(wahl.stelle)), *je_stelle.doppelt])
    return Antwort(werte, text)


def probe(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Write a handover file that tries out a route."""
    weg = weg_zu(wahl.weg)
    sendung, fehler = probiere(ap, wahl.an, weg, wahl.nach)
    werte = {
        "an": sendung.an,
        "weg": weg,
        "nr": sendung.nr,
        "datei": str(sendung.datei),
        "mail": str(sendung.mail) if sendung.mail else None,
    }
    text = (
        f"„{sendung.datei.name}“ erprobt den Weg {weg.label}. Sobald {sendung.name} die Datei "
        "eingelesen und eine eigene zurückgeschickt hat, gilt er als erprobt."
    )
    return Antwort(werte, "\n".join(filter(None, (text, fehler))), 1 if fehler else 0)


def _bilanz(b: Stellenbilanz) -> dict[str, Any]:
    return {
        "stelle": b.stelle,
        "name": b.name,
        "lage": b.lage.name.lower(),
        "zu_tun": b.lage.zu_tun,
        "satz": b.satz,
        "gesendet_nr": b.gesendet.nr if b.gesendet else 0,
        "gesendet_am": b.gesendet.zeit[:10] if b.gesendet else "",
        "bestaetigt_bis": b.bestaetigt_bis,
        "bestaetigt_am": b.bestaetigt_am,
        "unbestaetigt": b.offen,
        "unbestaetigt_seit": b.offen_seit[:10],
        "erhalten_nr": b.erhalten.nr if b.erhalten else 0,
        "erhalten_am": b.erhalten.zeit[:10] if b.erhalten else "",
        "zu_bestaetigen": b.zu_bestaetigen,
        "zu_bestaetigen_seit": b.zu_bestaetigen_seit[:10],
        "dateiluecken": list(b.dateiluecken),
        "fehlt": [_luecke(f) for f in b.fehlt],
        "fehlende_anlagen": b.fehlende_anlagen,
        "wege": [
            {"weg": w.weg, "geht": w.geht, "versucht": w.versucht, "offen": w.offen} for w in b.wege
        ],
    }


def _luecke(f: Fehlendes) -> dict[str, Any]:
    return {
        "stelle": f.stelle,
        "von": f.von,
        "bis": f.bis,
        "anfordern_bei": f.quelle,
        "seit": f.seit,
        "angefordert": f.angefordert,
    }


def _text(je_stelle: Uebersicht, mit_dateien: bool) -> str:
    kopf = ("", "Stelle", "gesendet", "bestätigt", "erhalten", "Stand", "Wege")
    zeilen = [_zeile(b) for b in je_stelle.stellen]
    teile = [je_stelle.summe, tabelle([kopf, *zeilen]) if zeilen else ""]
    for b in je_stelle.stellen:
        teile.append("\n".join(f"{b.name}: {satz}" for satz in b.dateiluecken))
        if mit_dateien:
            teile.append(tabelle([_datei(z) for z in b.dateien]))
    return "\n\n".join(filter(None, teile))


def _zeile(b: Stellenbilanz) -> tuple[object, ...]:
    return (
        "→" if b.lage.zu_tun else "",
        b.name,
        b.zuletzt_gesendet or "–",
        f"bis Nr. {b.bestaetigt_bis}" if b.bestaetigt_bis else "–",
        b.zuletzt_erhalten or "–",
        b.satz,
        b.wege_satz if b.wege else "",
    )


def _datei(z: Any) -> tuple[object, ...]:
    return (
        als_tag(z.zeit[:10]),
        "an" if z.nach_aussen else "von",
        f"Nr. {z.nr}",
        z.datei,
        z.vermerk,
    )
