"""`decide`: what a person wants to do here becomes events, or a German sentence why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import einstellungen
from .einstellung import als_eintraege
from .ereignis import Wirkung
from .faelle import Fall, Herausforderung, Meldung
from .fehler import EingabeFehler, ProzessFehler
from .felder import Feldart, Inhalt, fremde, maengel, texte
from .register import ALLES
from .rollen import ERFASSBAR_FUER, Rolle
from .schritt import Schritt
from .schritte import MUSS_VERSTEHEN, NACH_NAME, alle_felder, zeile
from .schwelle import Schwelle
from .zustaende import Zustand

BUENDELBAR = frozenset({Zustand.GEMELDET, Zustand.ZUR_ERGAENZUNG, Zustand.BEOBACHTET})


@dataclass(frozen=True, slots=True)
class Befehl:
    """One step a person wants to do, with its data already in event form."""

    schritt: str
    inhalt: Inhalt


@dataclass(frozen=True, slots=True)
class Umstand:
    """What `decide` needs from beyond the case.

    `meldungen` gives the state of each Meldung named, `schwelle` the count of the bundle,
    `loeschbar` the author log of each event that may be erased, `log` the acting one,
    `fuer_rollen` the roles of the Stelle it is recorded for (empty where it has no program).
    """

    stelle: str
    rollen: frozenset[Rolle]
    log: str = ""
    schwelle: Schwelle = field(default_factory=lambda: Schwelle(0, 0, 1))
    meldungen: Mapping[str, Zustand] = field(default_factory=dict)
    loeschbar: Mapping[str, str] = field(default_factory=dict)
    fuer_rollen: frozenset[Rolle] = frozenset()


@dataclass(frozen=True, slots=True)
class NeuesEreignis:
    """An event to be written: header type, body class, content, acting role."""

    art: str
    klasse: str
    schritt: str
    inhalt: Inhalt
    rolle: Rolle
    muss: bool


def decide(fall: Fall | None, befehl: Befehl, umstand: Umstand) -> tuple[NeuesEreignis, ...]:
    """Return the events of the step.

    Raises `EingabeFehler` for an unknown step or unfit data, `ProzessFehler` where role or
    state forbid it.
    """
    if befehl.schritt not in NACH_NAME:
        raise EingabeFehler(f"Den Schritt „{befehl.schritt}“ gibt es nicht.")
    rolle = handelnde_rolle(NACH_NAME[befehl.schritt][0], befehl.inhalt, umstand.rollen)
    schritt = _zeile(fall, befehl, umstand)
    _pruefe_angaben(schritt, befehl.inhalt)
    _pruefe_fuer_stelle(schritt, befehl.inhalt, umstand)
    inhalt = _ergaenzt(fall, befehl)
    _pruefe_eigene_sache(fall, schritt, inhalt, umstand)
    for pruefung in _BESONDERES.get(befehl.schritt, ()):
        pruefung(fall, inhalt, umstand)
    muss = schritt.ereignis in MUSS_VERSTEHEN
    return (NeuesEreignis(schritt.ereignis, schritt.klasse, schritt.name, inhalt, rolle, muss),)


def handelnde_rolle(schritt: Schritt, inhalt: Mapping[str, Any], rollen: frozenset[Rolle]) -> Rolle:
    """Return the role in which the step is done, for oneself or for another Stelle."""
    if inhalt.get("fuer_stelle"):
        if Rolle.CM_KOORDINATION in rollen and schritt.rollen & ERFASSBAR_FUER:
            return Rolle.CM_KOORDINATION
        raise ProzessFehler(
            f"„{schritt.label}“ kann dieser Arbeitsplatz nicht für eine andere Stelle erfassen; "
            "das darf nur die CM-Koordination für CM-Stellen und Projektgruppen."
        )
    for rolle in Rolle:
        if rolle in rollen and rolle in schritt.rollen:
            return rolle
    wer = " oder ".join(sorted(r.label for r in schritt.rollen))
    hier = ", ".join(sorted(r.label for r in rollen)) or "ohne Rolle"
    raise ProzessFehler(f"„{schritt.label}“ ist Sache der {wer}. Dieser Arbeitsplatz ist: {hier}.")


def _zeile(fall: Fall | None, befehl: Befehl, umstand: Umstand) -> Schritt:
    muster = NACH_NAME[befehl.schritt][0]
    if fall is None:
        schritt = zeile(befehl.schritt, None)
        if schritt is None:
            raise EingabeFehler(f"„{muster.label}“ braucht die Kennung, um die es geht.")
        return schritt
    if fall.art != muster.fall:
        raise EingabeFehler(f"„{muster.label}“ passt nicht zu {fall.kennung or 'diesem Eintrag'}.")
    if fall.gesperrt:
        raise ProzessFehler(
            f"{fall.kennung} enthält einen Eintrag einer neueren Programmversion. "
            "Bitte zuerst das Programm aktualisieren."
        )
    if isinstance(fall, Herausforderung) and fall.strittig:
        return _streit_beenden(fall, befehl)
    return _im_zustand(befehl.schritt, fall, fall.zustand)


def _im_zustand(name: str, fall: Fall, zustand: Zustand) -> Schritt:
    schritt = zeile(name, zustand) or _nach_loeschung(name, fall)
    if schritt is None:
        moeglich = sorted({z.label for zeile in NACH_NAME[name] for z in zeile.von})
        wann = f" Möglich ist es, wenn sie steht auf: {', '.join(moeglich)}." if moeglich else ""
        raise ProzessFehler(
            f"„{NACH_NAME[name][0].label}“ geht jetzt nicht: {fall.kennung} steht auf "
            f"„{zustand.label}“.{wann}"
        )
    return schritt


def _nach_loeschung(name: str, fall: Fall) -> Schritt | None:
    """Let a decision be taken again whose content was erased; nobody else could go on."""
    unverstanden = any(e.wirkung is Wirkung.UNBEKANNT for e in fall.verlauf)
    if fall.zustand is not Zustand.NICHT_EINSEHBAR or unverstanden:
        return None
    return next((z for z in NACH_NAME[name] if z.ist_entscheidung), None)


def _streit_beenden(fall: Herausforderung, befehl: Befehl) -> Schritt:
    unbewegt = zeile(befehl.schritt, fall.zustand)
    if unbewegt is not None and unbewegt.nach is None and not unbewegt.ist_entscheidung:
        return unbewegt
    genannt = set(texte(befehl.inhalt, "ersetzt"))
    streit = [w for w in fall.strittig if w.betrifft(befehl.inhalt.get("gegenstand") or ALLES)]
    schritt = zeile(befehl.schritt, streit[0].vorher) if streit else None
    if schritt and schritt.nummer == streit[0].nummer and {w.id for w in streit} <= genannt:
        return schritt
    streit = list(fall.strittig)
    raise ProzessFehler(
        f"Zu {fall.kennung} stehen sich {len(streit)} Entscheidungen gegenüber. Erst muss die "
        "Stelle, die entschieden hat, den Streit durch eine neue Entscheidung beenden, die alle "
        "nennt."
    )


def _ergaenzt(fall: Fall | None, befehl: Befehl) -> Inhalt:
    inhalt = dict(befehl.inhalt)
    if befehl.schritt == "beauftragen" and fall is not None:
        gruppen = inhalt.get("gruppen") or []
        inhalt["gruppen"] = [
            {**g, "id": g.get("id") or f"PG-{fall.kennung}-{n}"} for n, g in enumerate(gruppen, 1)
        ]
    if befehl.schritt == "rueckmelden":
        ansaetze = inhalt.get("loesungsansaetze") or []
        inhalt["loesungsansaetze"] = [
            {**a, "schluessel": a.get("schluessel") or str(n)} for n, a in enumerate(ansaetze, 1)
        ]
    if befehl.schritt == "ergaenzen" and isinstance(fall, Meldung):
        inhalt.setdefault("ersetzt", [f.id for f in fall.fassungen])
    return inhalt


def _pruefe_angaben(schritt: Schritt, inhalt: Inhalt) -> None:
    felder = alle_felder(schritt)
    faults = maengel(felder, inhalt)
    if fremd := fremde(felder, inhalt):
        faults.append(f"Bei „{schritt.label}“ gibt es diese Angaben nicht: {', '.join(fremd)}.")
    faults += [
        f"„{f.label}“ enthält die Kennung „{d}“ doppelt."
        for f in schritt.felder
        if f.art is Feldart.KENNUNGEN
        for d in _doppelte(texte(inhalt, f.name))
    ]
    if faults:
        raise EingabeFehler(" ".join(faults))


def _doppelte(kennungen: tuple[str, ...]) -> list[str]:
    return sorted({k for k in kennungen if kennungen.count(k) > 1})


def _pruefe_fuer_stelle(schritt: Schritt, inhalt: Inhalt, umstand: Umstand) -> None:
    fremd = umstand.fuer_rollen and not umstand.fuer_rollen & schritt.rollen
    if inhalt.get("fuer_stelle") and fremd:
        raise ProzessFehler(
            f"Die genannte Stelle kann „{schritt.label}“ nicht; sie ist keine "
            f"{' oder '.join(sorted(r.label for r in schritt.rollen))}."
        )


def _pruefe_eigene_sache(
    fall: Fall | None, schritt: Schritt, inhalt: Inhalt, umstand: Umstand
) -> None:
    urheber = inhalt.get("fuer_stelle") or umstand.stelle
    if isinstance(fall, Meldung) and Rolle.CM_STELLE in schritt.rollen and urheber != fall.stelle:
        raise ProzessFehler(
            f"{fall.kennung} gehört einer anderen CM-Stelle; nur sie kann „{schritt.label}“."
        )
    if (
        isinstance(fall, Herausforderung)
        and Rolle.PROJEKTGRUPPE in schritt.rollen
        and urheber not in fall.gruppen
    ):
        raise ProzessFehler(f"{fall.kennung} ist einer anderen Projektgruppe in Auftrag gegeben.")


def _keine_personendaten(_fall: Fall | None, inhalt: Inhalt, _umstand: Umstand) -> None:
    if inhalt.get("keine_personendaten") is not True:
        raise EingabeFehler(
            "Bitte bestätigen Sie, dass die Meldung keine personenbezogenen Daten enthält."
        )


def _buendelbar(fall: Fall | None, inhalt: Inhalt, umstand: Umstand) -> None:
    schon = set(fall.meldungen) if isinstance(fall, Herausforderung) else set()
    for meldung in inhalt["meldungen"]:
        zustand = umstand.meldungen.get(meldung)
        if zustand not in BUENDELBAR or meldung in schon:
            grund = "ist schon in diesem Bündel" if meldung in schon else "lässt sich nicht bündeln"
            steht = f" (steht auf „{zustand.label}“)" if zustand else ""
            raise ProzessFehler(f"Eine der Meldungen {grund}{steht}.")


def _loesbar(fall: Fall | None, inhalt: Inhalt, _umstand: Umstand) -> None:
    drin = set(fall.meldungen) if isinstance(fall, Herausforderung) else set()
    if not set(inhalt["meldungen"]) <= drin:
        raise ProzessFehler("Eine der Meldungen ist nicht in diesem Bündel.")


def _schwelle(_fall: Fall | None, inhalt: Inhalt, umstand: Umstand) -> None:
    if not umstand.schwelle.erreicht and not inhalt.get("begruendung"):
        raise ProzessFehler(
            f"Die Schwelle ist nicht erreicht: {umstand.schwelle.erklaerung}. "
            "Darunter braucht die Vorlage eine Begründung."
        )


def _gegenstand(fall: Fall | None, inhalt: Inhalt, _umstand: Umstand) -> None:
    gegenstaende = fall.gegenstaende if isinstance(fall, Herausforderung) else ()
    if inhalt["gegenstand"] not in gegenstaende:
        raise EingabeFehler(
            f"„{inhalt['gegenstand']}“ steht nicht in der Rückmeldung. "
            f"Zu entscheiden ist über: {', '.join(gegenstaende)}."
        )
    if inhalt["ergebnis"] == "abgelehnt" and not inhalt.get("begruendung"):
        raise EingabeFehler("Eine Ablehnung braucht eine Begründung.")


def _ansatz_bekannt(fall: Fall | None, inhalt: Inhalt, _umstand: Umstand) -> None:
    bekannt = (
        fall.bekanntgabe.inhalt if isinstance(fall, Herausforderung) and fall.bekanntgabe else {}
    )
    ansaetze = [a.get("schluessel") for a in bekannt.get("loesungsansaetze") or ()]
    if ansaetze and inhalt["loesungsansatz"] not in ansaetze:
        raise EingabeFehler(
            f"Den Lösungsansatz „{inhalt['loesungsansatz']}“ enthält die Mitteilung nicht. "
            f"Sie nennt: {', '.join(map(str, ansaetze))}."
        )


def _einstellung(_fall: Fall | None, inhalt: Inhalt, _umstand: Umstand) -> None:
    eintraege = als_eintraege(inhalt.get("eintraege"))
    if satz := einstellungen.mangel(inhalt["schluessel"], inhalt.get("wert", ""), eintraege):
        raise EingabeFehler(satz)


def _loeschbar(_fall: Fall | None, inhalt: Inhalt, umstand: Umstand) -> None:
    for ereignis in inhalt["ereignisse"]:
        if ereignis not in umstand.loeschbar:
            raise EingabeFehler(
                f"Den Eintrag {ereignis[:12]}… gibt es hier nicht, "
                "oder er lässt sich nicht löschen."
            )
        fremd = umstand.loeschbar[ereignis] != umstand.log
        if fremd and Rolle.CM_KOORDINATION not in umstand.rollen:
            raise ProzessFehler(
                "Löschen darf nur, wer den Eintrag schrieb, oder die CM-Koordination."
            )


_BESONDERES = {
    "melden": (_keine_personendaten,),
    "ergaenzen": (_keine_personendaten,),
    "buendeln": (_buendelbar,),
    "loesen": (_loesbar,),
    "vorlegen": (_schwelle,),
    "beschliessen": (_gegenstand,),
    "erfolg_melden": (_ansatz_bekannt,),
    "einstellen": (_einstellung,),
    "loeschen": (_loeschbar,),
}
