"""Commands about erasures."""

from argparse import Namespace

from ..application.arbeitsplatz import Arbeitsplatz
from ..application.loeschung import reste
from ..application.loeschung.stand import Loeschstand, staende
from ..application.worte import als_tag
from .ausgabe import Antwort, tabelle


def loeschungen(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """List erasures, how far they got and what they cannot reach; or replace old backups."""
    ersetzt = reste.ersetze_sicherungen(ap) if wahl.alte_sicherungen_ersetzen else []
    werte, teile = [], [f"Ersetzt durch eine neue Sicherung: „{ordner}“." for ordner in ersetzt]
    for stand in staende(ap):
        rest = reste.reste(ap, stand.eintrag)
        werte.append(
            {
                "eintrag": stand.eintrag,
                "kennung": stand.kennung,
                "tag": stand.tag,
                "stelle": stand.stelle,
                "grund": stand.grund,
                "bestaetigt": stand.bestaetigt,
                "von": stand.von,
                "offen": list(stand.offen),
                "dateien": list(rest.dateien),
                "fremde": list(rest.fremde),
                "sicherungen": [str(ordner) for ordner in rest.sicherungen],
            }
        )
        teile.append("\n  ".join([_kopf(stand), *rest.als_saetze()]))
    return Antwort(werte, "\n".join(teile) or "Es wurde nichts gelöscht.")


def _kopf(stand: Loeschstand) -> str:
    zeile = (als_tag(stand.tag), stand.kennung or "–", stand.grund, stand.stelle, stand.satz)
    offen = f"\n  Es fehlt: {', '.join(stand.offen)}." if stand.offen else ""
    return tabelle([zeile]) + offen
