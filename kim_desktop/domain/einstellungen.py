"""The settings of the district on one page, and reading them.

Window, command line and checks are derived from `EINSTELLUNGEN`. Adding one is adding a row.
"""

from collections.abc import Iterable, Mapping

from .angaben.beschluss import BESCHLUSS_UEBER_RM
from .einstellung import (
    Art,
    Einstellung,
    Listeneintrag,
    mangel_der_eintraege,
    mangel_des_werts,
)
from .rollen import Rolle

_ZAHLEN, _WORTE = "Schwelle und Zahlen", "Bezeichnungen"
_VORLAGEN, _BESCHLUESSE, _FRISTEN = "Vorlagen", "Beschlüsse", "Fristen"
_ERGEBNISSE = next(f.auswahl for f in BESCHLUSS_UEBER_RM if f.name == "ergebnis") or {}


def _liste(schluessel: str, label: str, hilfe: str, **bleibt: str) -> Einstellung:
    return Einstellung(schluessel, label, label, hilfe, Art.LISTE, bleibt=bleibt)


def _rolle(rolle: Rolle) -> Einstellung:
    hilfe = f"So heißt „{rolle.label}“ bei Ihnen, zum Beispiel im Kopf des Fensters."
    return Einstellung(_name_der(rolle), _WORTE, f"Rolle {rolle.label}", hilfe, vorgabe=rolle.label)


def _name_der(rolle: Rolle) -> str:
    return f"rolle_{rolle.replace('-', '_')}"


# fmt: off
_ALLE: Iterable[Einstellung] = (
    Einstellung("schwelle", _ZAHLEN, "Schwelle (verschiedene CM-Stellen)",
        "So viele verschiedene CM-Stellen müssen dasselbe melden. Darunter braucht das Vorlegen "
        "eine Begründung.", Art.ZAHL, "2", 1, 99),
    Einstellung("personenzahl_grenze", _ZAHLEN, "Fallzahlen darunter als „< n“",
        "Kleinere Zahlen von Personen werden nicht gedruckt. Zahlen von Stellen, Meldungen und "
        "Stimmen betrifft das nicht.", Art.ZAHL, "3", 1, 20),
    Einstellung("bezeichnung_modul", _WORTE, "Teile des KIM",
        "Der Kreis sagt meist „Modul“, das Land „Baustein“.", vorgabe="Modul"),
    Einstellung("bezeichnung_herausforderung", _WORTE, "Gegenstand des Verfahrens",
        "So heißt bei Ihnen, worum es geht.", vorgabe="systematische Herausforderung"),
    *map(_rolle, Rolle),
    Einstellung("schreibregel", _WORTE, "Schreibweise von Personen",
        "Für Texte, die Menschen schreiben. Die festen Texte des Programms sind neutral "
        "(Leitung, Vorsitz).", Art.WAHL, "neutral",
        auswahl={"neutral": "neutrale Formen", "paarform": "beide Formen (Leiterin oder Leiter)",
                 "doppelpunkt": "Doppelpunkt (Leiter:in)", "stern": "Stern (Leiter*in)"}),
    Einstellung("vorlagenmuster", _VORLAGEN, "Muster der Vorlagennummer",
        "{nr} ist die laufende Nummer, {jj} das Jahr mit zwei, {jahr} mit vier Ziffern. "
        "Aus {nr}/{jj} wird 197/26.", Art.MUSTER, "{nr}/{jj}"),
    Einstellung("aktenzeichen", _VORLAGEN, "Aktenzeichen",
        "Wird in jeder neuen Vorlage vorgeschlagen, zum Beispiel 50-05-00."),
    Einstellung("oeffentlichkeit", _VORLAGEN, "öffentlich und nichtöffentlich unterscheiden",
        "Fragt bei Vorlagen, ob sie öffentlich beraten werden.", Art.JA_NEIN, "nein"),
    Einstellung("abstimmung", _BESCHLUESSE, "Stimmen zählen",
        "Ohne dies beschließt die Lenkungsgruppe im Konsens, und nach Stimmen wird nicht gefragt.",
        Art.JA_NEIN, "nein"),
    Einstellung("befangenheit", _BESCHLUESSE, "Befangenheit festhalten",
        "Fragt bei Beschlüssen, wie viele Mitglieder befangen waren.", Art.JA_NEIN, "nein"),
    Einstellung("ergebnisse", _BESCHLUESSE, "Ergebnisse in Gebrauch",
        "Nur diese Ergebnisse stehen zur Wahl, wenn die Lenkungsgruppe beschließt.", Art.MARKEN,
        auswahl=_ERGEBNISSE, stand=("in Gebrauch", "nicht in Gebrauch")),
    Einstellung("frist_stellungnahme_wochen", _FRISTEN, "Stellungnahme (Wochen)",
        "So lange hat eine Stelle Zeit, zu einer Vorlage Stellung zu nehmen.", Art.ZAHL, "3",
        1, 26),
    Einstellung("frist_erfolgsabfrage_monate", _FRISTEN, "Erfolgsabfrage nach (Monaten)",
        "So lange nach der Bekanntgabe werden die CM-Stellen einmal nach dem Erfolg gefragt.",
        Art.ZAHL, "6", 1, 60),
    Einstellung("nennung", "Nennung von Stellen", "Stellen, die genannt werden dürfen",
        "Entscheidungspapiere nennen eine Stelle nur, wenn sie zugestimmt hat.", Art.MARKEN,
        stand=("darf genannt werden", "wird nicht genannt"), mindestens=0),
    _liste("handlungsfelder", "Handlungsfelder", "Jede Meldung nennt eines."),
    _liste("rechtskreise", "Rechtskreise", "Jede Meldung nennt mindestens einen.",
        weiss_nicht="weiß nicht"),
    _liste("kommunen", "Kommunen", "Städte und Gemeinden des Kreises."),
    _liste("auswirkungen", "Auswirkungen", "Worauf sich eine Vorlage auswirken kann."),
    _liste("einrichtungen", "Einrichtungen", "Beteiligte, die das Programm nicht haben."),
)
# fmt: on
EINSTELLUNGEN: Mapping[str, Einstellung] = {e.schluessel: e for e in _ALLE}
_KEINE: tuple[Listeneintrag, ...] = ()


def mangel(schluessel: str, wert: str, eintraege: tuple[Listeneintrag, ...] = _KEINE) -> str:
    """Return a German sentence when this does not suit the setting, else an empty text."""
    e = EINSTELLUNGEN.get(schluessel)
    if e is None:
        return f"Die Einstellung „{schluessel}“ gibt es nicht. Es gibt: {', '.join(EINSTELLUNGEN)}."
    if eintraege:
        return mangel_der_eintraege(e, eintraege)
    return mangel_des_werts(e, wert)


def einstellung(werte: Mapping[str, str], schluessel: str) -> str:
    """Return the setting in force; an unsuitable stored value counts as the default."""
    wert = werte.get(schluessel, "")
    if wert and not mangel(schluessel, wert):
        return wert
    return EINSTELLUNGEN[schluessel].vorgabe


def eingeschaltet(werte: Mapping[str, str], schluessel: str) -> bool:
    """Whether a yes/no setting is on."""
    return einstellung(werte, schluessel) == "ja"


def rollenname(werte: Mapping[str, str], rolle: Rolle) -> str:
    """Return what the district calls a role."""
    return einstellung(werte, _name_der(rolle))
