"""What an RM puts before the Lenkungsgruppe, thing by thing."""

from typing import Any

from ....domain.faelle import OEFFENTLICHKEITSARBEIT, Herausforderung

_PRESSE = "Die Lenkungsgruppe beschließt die vorgeschlagene Öffentlichkeitsarbeit."
_KEINE_PRESSE = "Die Lenkungsgruppe veranlasst keine Öffentlichkeitsarbeit."


def beschlussvorschlaege(fall: Herausforderung) -> dict[str, str]:
    """Return the proposed text by what is to be decided on, the publicity last."""
    texte = {g: str(a["beschlussvorschlag"]) for g, a in fall.ansaetze.items()}
    keine = pressevorschlag(fall).get("veranlasst") is False
    return {**texte, OEFFENTLICHKEITSARBEIT: _KEINE_PRESSE if keine else _PRESSE}


def pressevorschlag(fall: Herausforderung) -> dict[str, Any]:
    """Return the publicity the latest RM proposes; empty where it proposes none."""
    vorschlaege = (rm.inhalt.get("oeffentlichkeitsarbeit") for rm in fall.rueckmeldungen[-1:])
    return next((dict(w) for w in vorschlaege if isinstance(w, dict)), {})


def gegenstandstitel(fall: Herausforderung) -> dict[str, str]:
    """Return what step 6 decides on, by key, as people read it."""
    titel = {g: str(a["titel"]) for g, a in fall.ansaetze.items()}
    return {**titel, OEFFENTLICHKEITSARBEIT: "Öffentlichkeitsarbeit"}
