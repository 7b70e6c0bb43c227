"""Commands of the handover and of the care of the database."""

from argparse import Namespace

from ..application import pflege
from ..application import uebergabe as u
from ..application.arbeitsplatz import Arbeitsplatz, wer_bin_ich
from ..domain.fehler import EingabeFehler, UebergabeFehler
from .ausgabe import Antwort, tabelle


def uebergeben(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Write handover files."""
    if wahl.alle == bool(wahl.an):
        raise EingabeFehler("Bitte entweder --an STELLE oder --alle angeben.")
    dateien = (
        u.uebergib_an_alle(ap, wahl.nach) if wahl.alle else [u.uebergib_an(ap, wahl.an, wahl.nach)]
    )
    werte = [
        {"an": d.an, "nr": d.nr, "datei": str(d.datei), "eintraege": d.eintraege} for d in dateien
    ]
    zeilen = [(d.datei.name, f"{d.eintraege} Einträge") for d in dateien]
    return Antwort(werte, tabelle(list(zeilen)) or "Es gibt niemanden, dem zu übergeben ist.")


def einlesen(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Take in files; a refused one does not keep the others out."""
    wer = wer_bin_ich(ap)
    berichte, abgelehnt = [], []
    for datei in u.dateien_in(wahl.orte):
        try:
            berichte.append(u.lies_ein(ap, datei, nur_vorschau=wahl.vorschau))
        except UebergabeFehler as fehler:
            abgelehnt.append({"datei": datei.name, "grund": fehler.text})
    if abgelehnt and not berichte:
        raise UebergabeFehler(abgelehnt[0]["grund"])
    letzter = berichte[-1] if berichte else u.Bericht("")
    fehlt = [
        {"stelle": u.stelle_des_logs(wer, log), "von": von, "bis": bis}
        for log, von, bis in letzter.fehlt
    ]
    werte = {
        "neu": sum(b.neu for b in berichte),
        "bekannt": sum(b.bekannt for b in berichte),
        "fehlt": fehlt,
        "strittig": letzter.strittig,
        "abgelehnt": abgelehnt,
    }
    return Antwort(werte, _einlesetext(berichte, werte), 1 if abgelehnt else 0)


def _einlesetext(berichte: list[u.Bericht], werte: dict[str, object]) -> str:
    zeilen = [
        f"{b.datei}: bereits am {b.schon_am} übernommen"
        if b.schon_am
        else f"{b.datei}: {b.neu} neu, {b.bekannt} bekannt"
        for b in berichte
    ]
    fehlt = werte["fehlt"]
    abgelehnt = werte["abgelehnt"]
    if isinstance(fehlt, list):
        zeilen += [
            f"Es fehlen {f['bis'] - f['von'] + 1} Einträge der Stelle {f['stelle']} "
            f"(Nr. {f['von']}–{f['bis']})."
            for f in fehlt
        ]
    if isinstance(abgelehnt, list):
        zeilen += [f"{a['datei']}: {a['grund']}" for a in abgelehnt]
    return "\n".join(zeilen) or "Hier liegt keine Übergabedatei."


def uebergaben(ap: Arbeitsplatz, _wahl: Namespace) -> Antwort:
    """Show the balance."""
    bilanz = u.bilanz(ap)
    werte = {
        "gesendet": [
            {"an": a.an, "nr": a.nr, "datei": a.datei, "am": a.zeit[:10], "bestaetigt": a.quittiert}
            for a in bilanz.gesendet
        ],
        "erhalten": [
            {"von": e.von_stelle, "nr": e.nr, "datei": e.datei, "am": e.zeit[:10]}
            for e in bilanz.erhalten
        ],
        "fehlt": [{"stelle": s, "von": von, "bis": bis} for s, von, bis in bilanz.fehlt],
    }
    gesendet = tabelle(
        [(a.zeit[:10], a.datei, a.quittiert or "noch nicht bestätigt") for a in bilanz.gesendet]
    )
    erhalten = tabelle([(e.zeit[:10], e.datei) for e in bilanz.erhalten])
    fehlt = tabelle([(s, f"Nr. {von}–{bis}") for s, von, bis in bilanz.fehlt])
    teile = (("Gesendet", gesendet), ("Erhalten", erhalten), ("Es fehlt", fehlt))
    return Antwort(werte, "\n\n".join(f"{name}:\n{text or '–'}" for name, text in teile))


def stand(ap: Arbeitsplatz, _wahl: Namespace) -> Antwort:
    """Show the digest of the state."""
    return _stand(*pflege.stand(ap))


def neu_aufbauen(ap: Arbeitsplatz, _wahl: Namespace) -> Antwort:
    """Rebuild the projections."""
    return _stand(*pflege.baue_projektionen_neu(ap))


def _stand(summe: str, anzahl: int) -> Antwort:
    return Antwort({"stand": summe, "ereignisse": anzahl}, f"{summe}  ({anzahl} Ereignisse)")


def pruefen(ap: Arbeitsplatz, _wahl: Namespace) -> Antwort:
    """Check the log."""
    funde = pflege.pruefe(ap)
    return Antwort({"funde": funde}, "\n".join(funde) or "Alles unversehrt.", 1 if funde else 0)
