"""The decision block: what is proposed, and everything the meeting fills in by hand."""

from .aufbau import absaetze
from .daten import PapierDaten
from .elemente import Entscheidungsblock, Unterschriften
from .schreibweise import datum
from .texte import text, texte


def entscheidungsblock(
    papier: str, daten: PapierDaten, titel: str, vorschlag: str
) -> Entscheidungsblock:
    """Build the block; boxes for every result the district uses, or those of the texts."""
    return Entscheidungsblock(
        titel=titel,
        bezug=_bezug(daten),
        vorschlag_titel=text("entscheidung.beschlussvorschlag"),
        vorschlag=absaetze(vorschlag),
        ergebnis_titel=text("entscheidung.ergebnis"),
        ergebnisse=daten.ergebnisse or texte(f"{papier}.ergebnisse"),
        verfahren_titel=text("entscheidung.verfahren"),
        konsens=text("entscheidung.konsens"),
        abstimmung=text("entscheidung.abstimmung"),
        stimmen=texte("entscheidung.stimmen"),
        freitext=text("entscheidung.freitext"),
        unterschriften=Unterschriften(texte("entscheidung.unterschriften")),
    )


def _bezug(daten: PapierDaten) -> str:
    teile = (
        text("werte.sitzung", sitzung=datum(daten.sitzung)) if daten.sitzung else "",
        text("werte.top", top=daten.top) if daten.top else "",
        text("werte.kennung", kennung=daten.kennung, fassung=daten.fassung),
    )
    return text("entscheidung.bezug_trenner").join(filter(None, teile))
