"""What single steps ask for besides role, state and fields; each refusal is a German sentence."""

from collections.abc import Callable, Mapping

from . import einstellungen
from .einstellung import als_eintraege
from .faelle import OEFFENTLICHKEITSARBEIT, Fall, Herausforderung, Meldung
from .fehler import EingabeFehler, ProzessFehler
from .felder import Inhalt, fremde, maengel, text
from .rollen import Rolle
from .tafel import NACH_EREIGNIS, alle_felder
from .umstand import Umstand
from .zustaende import BUENDELBAR, Zustand

Pruefung = Callable[[Fall | None, Inhalt, Umstand], None]


def _keine_personendaten(_fall: Fall | None, inhalt: Inhalt, _lage: Umstand) -> None:
    if inhalt.get("keine_personendaten") is not True:
        raise EingabeFehler(
            "Bitte bestätigen Sie, dass keine personenbezogenen Daten enthalten sind."
        )


def _abgefragt(fall: Fall | None, _inhalt: Inhalt, _lage: Umstand) -> None:
    if isinstance(fall, Herausforderung) and fall.abfrage is None:
        raise ProzessFehler(f"Zu {fall.kennung} gibt es keine Abfrage.")


def _zeitraum(_fall: Fall | None, inhalt: Inhalt, _lage: Umstand) -> None:
    if inhalt["bis_tag"] < inhalt["von_tag"]:
        raise EingabeFehler("Der Zeitraum endet vor seinem Beginn.")


def _buendelbar(fall: Fall | None, inhalt: Inhalt, lage: Umstand) -> None:
    schon = set(fall.meldungen) if isinstance(fall, Herausforderung) else set()
    for meldung in inhalt["meldungen"]:
        zustand = lage.meldungen.get(meldung)
        if zustand not in BUENDELBAR or meldung in schon:
            grund = "ist schon in diesem Bündel" if meldung in schon else "lässt sich nicht bündeln"
            steht = f" (steht auf „{zustand.label}“)" if zustand else ""
            raise ProzessFehler(f"Eine der Meldungen {grund}{steht}.")


def _loesbar(fall: Fall | None, inhalt: Inhalt, _lage: Umstand) -> None:
    drin = set(fall.meldungen) if isinstance(fall, Herausforderung) else set()
    if not set(inhalt["meldungen"]) <= drin:
        raise ProzessFehler("Eine der Meldungen ist nicht in diesem Bündel.")


#: What an old topic must bring along to go on from where it stands.
_BRAUCHT = {
    "gruppen": (Zustand.BEAUFTRAGT, Zustand.IN_BEARBEITUNG, Zustand.RM_VORGELEGT),
    "loesungsansaetze": (Zustand.RM_VORGELEGT, Zustand.BESCHLOSSEN, Zustand.BEKANNTGEGEBEN),
    "begruendung": (Zustand.AUFTRAG_NICHT_ERTEILT,),
    "mitteilung": (Zustand.BEKANNTGEGEBEN,),
}
_HEISST = {
    "gruppen": "Projektgruppen",
    "loesungsansaetze": "Lösungsansätze",
    "begruendung": "Grund eines Nein",
    "mitteilung": "Was ist künftig anders?",
}


def _altbestand(_fall: Fall | None, inhalt: Inhalt, _lage: Umstand) -> None:
    zustand = Zustand(inhalt["zustand"])
    fehlt = [_HEISST[f] for f, wann in _BRAUCHT.items() if zustand in wann and not inhalt.get(f)]
    if fehlt:
        raise EingabeFehler(
            f"Ein Thema, das auf „{zustand.label}“ steht, braucht auch: {', '.join(fehlt)}."
        )


def _stellungnahme(_fall: Fall | None, inhalt: Inhalt, _lage: Umstand) -> None:
    if bool(text(inhalt, "text")) == bool(inhalt.get("keine")):
        raise EingabeFehler(
            "Bitte entweder die Stellungnahme eintragen oder angeben, dass keine abgegeben wird."
        )


def _nachfolge(fall: Fall | None, inhalt: Inhalt, lage: Umstand) -> None:
    neu = inhalt["nachfolge"]
    if isinstance(fall, Meldung):
        passt = neu == lage.stelle or Rolle.CM_STELLE in lage.nachfolge_rollen
        if neu == fall.zustaendig or not passt:
            raise ProzessFehler(
                "Eine Meldung kann eine andere CM-Stelle oder die CM-Koordination übernehmen."
            )
    elif isinstance(fall, Herausforderung):
        bisher = inhalt["bisher"]
        if bisher not in fall.gruppen:
            moeglich = ", ".join(fall.gruppen) or "keine"
            raise EingabeFehler(
                f"„{bisher}“ ist hier keine Projektgruppe. Beauftragt sind: {moeglich}."
            )
        if neu == bisher or Rolle.PROJEKTGRUPPE not in lage.nachfolge_rollen:
            raise ProzessFehler("Den Auftrag kann nur eine andere Projektgruppe übernehmen.")


def _schwelle(_fall: Fall | None, inhalt: Inhalt, lage: Umstand) -> None:
    if not lage.schwelle.erreicht and not inhalt.get("begruendung"):
        raise ProzessFehler(
            f"Die Schwelle ist nicht erreicht: {lage.schwelle.erklaerung}. "
            "Darunter braucht die Vorlage eine Begründung."
        )


def _tagesordnung(_fall: Fall | None, inhalt: Inhalt, _lage: Umstand) -> None:
    punkte = inhalt["punkte"]
    for feld, was in (("top", "Der TOP"), ("vorgang", "Dieselbe Herausforderung")):
        werte = [p[feld] for p in punkte if p.get(feld)]
        if len(werte) != len(set(werte)):
            raise EingabeFehler(f"{was} steht zweimal auf der Tagesordnung.")
    if any(not p.get("vorgang") and not p.get("titel") for p in punkte):
        raise EingabeFehler("Jeder TOP braucht eine Herausforderung oder einen Gegenstand.")


def _gegenstand(fall: Fall | None, inhalt: Inhalt, _lage: Umstand) -> None:
    gegenstaende = fall.gegenstaende if isinstance(fall, Herausforderung) else ()
    if inhalt["gegenstand"] not in gegenstaende:
        raise EingabeFehler(
            f"„{inhalt['gegenstand']}“ steht nicht in der Rückmeldung. "
            f"Zu entscheiden ist über: {', '.join(gegenstaende)}."
        )
    if inhalt["ergebnis"] == "abgelehnt" and not inhalt.get("begruendung"):
        raise EingabeFehler("Eine Ablehnung braucht eine Begründung.")


def _ansatz_bekannt(fall: Fall | None, inhalt: Inhalt, _lage: Umstand) -> None:
    ansaetze = _bekannte(fall)
    if ansaetze and inhalt["loesungsansatz"] not in ansaetze:
        raise EingabeFehler(
            f"Den Lösungsansatz „{inhalt['loesungsansatz']}“ enthält die Mitteilung nicht. "
            f"Sie nennt: {', '.join(ansaetze)}."
        )


def _zusage(fall: Fall | None, inhalt: Inhalt, _lage: Umstand) -> None:
    _ansatz_da(fall, inhalt["loesungsansatz"], ())
    if inhalt["zusage"] == "unter_vorbehalt" and not inhalt.get("vorbehalt"):
        raise EingabeFehler("Bei einer Zusage unter Vorbehalt bitte den Vorbehalt nennen.")


def _umsetzung(fall: Fall | None, inhalt: Inhalt, _lage: Umstand) -> None:
    _ansatz_da(fall, inhalt["loesungsansatz"], (OEFFENTLICHKEITSARBEIT,))
    if inhalt["umsetzungsstand"] == "verspaetet" and not inhalt.get("sachstand"):
        raise EingabeFehler("Wenn sich die Umsetzung verspätet, bitte den Sachstand nennen.")


def _ansatz_da(fall: Fall | None, ansatz: str, ausserdem: tuple[str, ...]) -> None:
    da = [*(fall.ansaetze if isinstance(fall, Herausforderung) else ()), *_bekannte(fall)]
    moeglich = dict.fromkeys((*da, *ausserdem))
    if da and ansatz not in moeglich:
        raise EingabeFehler(
            f"Den Lösungsansatz „{ansatz}“ gibt es hier nicht. Es gibt: {', '.join(moeglich)}."
        )


def _bekannte(fall: Fall | None) -> list[str]:
    bekannt = (
        fall.bekanntgabe.inhalt if isinstance(fall, Herausforderung) and fall.bekanntgabe else {}
    )
    return [str(a.get("schluessel")) for a in bekannt.get("loesungsansaetze") or ()]


def _gefragt(fall: Fall | None, inhalt: Inhalt, _lage: Umstand) -> None:
    fragen = [f.id for f in fall.rueckfragen] if fall else []
    if inhalt["frage"] not in fragen:
        raise EingabeFehler("Diese Rückfrage gibt es hier nicht.")


def _berichtigung(fall: Fall | None, inhalt: Inhalt, lage: Umstand) -> None:
    eintrag = next((e for e in fall.verlauf if e.id == inhalt["eintrag"]), None) if fall else None
    if eintrag is None or not eintrag.schritt or eintrag.schritt == "berichtigen":
        raise EingabeFehler("Diesen Eintrag gibt es hier nicht, oder er lässt sich nicht lesen.")
    if eintrag.stelle != lage.stelle or eintrag.rolle not in lage.rollen:
        raise ProzessFehler("Berichtigen kann einen Eintrag nur die Stelle, die ihn schrieb.")
    name = inhalt.get("schritt") or eintrag.schritt
    schritt = next((z for z in NACH_EREIGNIS[eintrag.art] if z.name == name), None)
    if schritt is None:
        raise EingabeFehler(f"Aus diesem Eintrag kann nicht „{name}“ werden.")
    felder = alle_felder(schritt)
    if faults := maengel(felder, inhalt["inhalt"]):
        raise EingabeFehler(" ".join(faults))
    if fremd := fremde(felder, inhalt["inhalt"]):
        raise EingabeFehler(f"Bei „{schritt.label}“ gibt es nicht: {', '.join(fremd)}.")
    if bool(inhalt["inhalt"].get("fuer_stelle")) != bool(eintrag.fuer_stelle):
        raise EingabeFehler(
            "Berichtigen lässt sich, für welche Stelle erfasst wurde, nicht, ob für eine andere."
        )
    for pruefung in BESONDERES.get(name, ()) if name in _OHNE_LAGE else ():
        pruefung(fall, inhalt["inhalt"], lage)


def _einstellung(_fall: Fall | None, inhalt: Inhalt, _lage: Umstand) -> None:
    eintraege = als_eintraege(inhalt.get("eintraege"))
    if satz := einstellungen.mangel(inhalt["schluessel"], text(inhalt, "wert"), eintraege):
        raise EingabeFehler(satz)


def _loeschbar(_fall: Fall | None, inhalt: Inhalt, lage: Umstand) -> None:
    for ereignis in inhalt["ereignisse"]:
        if ereignis not in lage.loeschbar:
            raise EingabeFehler(
                f"Den Eintrag {ereignis[:12]}… gibt es hier nicht, "
                "oder er lässt sich nicht löschen."
            )
        fremd = lage.loeschbar[ereignis] != lage.log
        if fremd and Rolle.CM_KOORDINATION not in lage.rollen:
            raise ProzessFehler(
                "Löschen darf nur, wer den Eintrag schrieb, oder die CM-Koordination."
            )


#: Steps whose checks look at the content alone, so that a correction has to pass them, too.
_OHNE_LAGE = frozenset(
    {
        "melden",
        "das_kennen_wir_auch",
        "sammelmeldung_bestaetigen",
        "ergaenzen",
        "abfrage_beantworten",
        "altbestand_aufnehmen",
        "stellung_nehmen",
        "tagesordnung",
    }
)
#: Checks by step name; they run after role, state and fields are found to fit.
BESONDERES: Mapping[str, tuple[Pruefung, ...]] = {
    "melden": (_keine_personendaten,),
    "das_kennen_wir_auch": (_keine_personendaten,),
    "sammelmeldung_bestaetigen": (_keine_personendaten,),
    "ergaenzen": (_keine_personendaten,),
    "abfrage_beantworten": (_keine_personendaten, _abgefragt),
    "keine_meldung": (_zeitraum,),
    "buendeln": (_buendelbar,),
    "loesen": (_loesbar,),
    "altbestand_aufnehmen": (_altbestand,),
    "stellung_nehmen": (_stellungnahme,),
    "uebernehmen": (_nachfolge,),
    "vorlegen": (_schwelle,),
    "tagesordnung": (_tagesordnung,),
    "zusagen": (_zusage,),
    "umsetzung_melden": (_umsetzung,),
    "beschliessen": (_gegenstand,),
    "erfolg_melden": (_ansatz_bekannt,),
    "antworten": (_gefragt,),
    "berichtigen": (_berichtigung,),
    "einstellen": (_einstellung,),
    "loeschen": (_loeschbar,),
}
