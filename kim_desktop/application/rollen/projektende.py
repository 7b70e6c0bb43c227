"""Where an Auftrag stands, said in words, and how it ended."""

from ...domain.faelle import Herausforderung
from ...domain.felder import text
from ...domain.zustaende import Zustand
from .lesbar import datum

_ENTSCHIEDEN = frozenset({Zustand.BESCHLOSSEN, Zustand.BEKANNTGEGEBEN, Zustand.ABGESCHLOSSEN})
_ENDE = {
    Zustand.ZUR_KENNTNIS: "Die Lenkungsgruppe hat die Rückmeldung (RM) zur Kenntnis genommen.",
    Zustand.WEITERGEGEBEN: "Die Lenkungsgruppe hat das Anliegen weitergegeben.",
    Zustand.ERLEDIGT: "Das Thema ist erledigt.",
    Zustand.AUFTRAG_NICHT_ERTEILT: "Der Auftrag besteht nicht mehr.",
}
#: The group has nothing left to do in these states.
BEENDET = _ENTSCHIEDEN | frozenset(_ENDE)


def stand_in_worten(fall: Herausforderung) -> str:
    """Return one or two sentences on where the Auftrag stands."""
    if fall.strittig:
        return (
            "Zwei Entscheidungen der Lenkungsgruppe widersprechen sich. Bitte die Klärung abwarten."
        )
    if fall.zustand in BEENDET:
        return f"Der Auftrag ist beendet. {_wie_beendet(fall)}"
    if fall.zustand is Zustand.RM_VORGELEGT:
        return f"Die Rückmeldung (RM) liegt der Lenkungsgruppe vor. {_wie_weit(fall)}".strip()
    if fall.zustand is Zustand.IN_BEARBEITUNG and fall.grund:
        return f"Die Lenkungsgruppe hat die Rückmeldung (RM) zurückverwiesen: {fall.grund}"
    if fall.zustand not in _IN_ARBEIT:
        return f"Das Thema steht auf „{fall.zustand.label}“."
    termin = text(fall.auftrag.inhalt, "berichtstermin") if fall.auftrag else ""
    bitte = f"Die Rückmeldung (RM) ist erbeten bis {datum(termin)}." if termin else ""
    return f"{_IN_ARBEIT[fall.zustand]} {bitte}".strip()


def _wie_beendet(fall: Herausforderung) -> str:
    if fall.zustand not in _ENTSCHIEDEN:
        return _ENDE[fall.zustand]
    tage = [e.tag for e in fall.verlauf if e.id in {w.id for w in fall.werte if w.nummer == _SECHS}]
    am = f" am {datum(max(tage))}" if tage else ""
    return f"Die Lenkungsgruppe hat{am} über die Rückmeldung (RM) entschieden."


def _wie_weit(fall: Herausforderung) -> str:
    entschieden = [g for g in fall.gegenstaende if g in fall.beschluesse]
    if not entschieden:
        return ""
    return f"Entschieden ist über {len(entschieden)} von {len(fall.gegenstaende)} Punkten."


_SECHS = 6
_IN_ARBEIT = {
    Zustand.BEAUFTRAGT: "Der Auftrag ist erteilt.",
    Zustand.IN_BEARBEITUNG: "Der Auftrag ist in Bearbeitung.",
}
