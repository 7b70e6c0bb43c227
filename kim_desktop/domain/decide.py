"""`decide`: what a person wants to do here becomes events, or a German sentence why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .ereignis import Wirkung
from .faelle import Fall, Herausforderung, Meldung
from .fehler import EingabeFehler, ProzessFehler
from .felder import Feldart, Inhalt, fremde, maengel, texte
from .folgen import Neu, ereignisse, ergaenzt
from .pruefungen import BESONDERES
from .register import ALLES
from .rollen import ERFASSBAR_FUER, ERFASST_FUER_EINRICHTUNGEN, Rolle
from .schritt import Schritt
from .schritte import MUSS_VERSTEHEN, NAMENTLICH
from .tafel import (
    NACH_NAME,
    alle_felder,
    gruendende_zeile,
    muster,
    streitbeendend,
    zeile,
    zeilen,
)
from .umstand import Umstand
from .zustaende import BUENDELBAR, Zustand

__all__ = ["BUENDELBAR", "Befehl", "NeuesEreignis", "Umstand", "decide", "handelnde_rolle"]

#: Bytes of the attachments of one entry: they have to fit into one file together.
ANLAGEN_HOECHSTENS = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Befehl:
    """One step a person wants to do, with its data already in event form."""

    schritt: str
    inhalt: Inhalt


@dataclass(frozen=True, slots=True)
class NeuesEreignis:
    """An event to be written: header type, body class, content, acting role.

    `eigener_fall` founds a case beside the one the step is about; the next event names that case
    in the field `nennt`.
    """

    art: str
    klasse: str
    schritt: str
    inhalt: Inhalt
    rolle: Rolle
    muss: bool
    eigener_fall: bool = False
    nennt: str = ""


def decide(fall: Fall | None, befehl: Befehl, umstand: Umstand) -> tuple[NeuesEreignis, ...]:
    """Return the events of the step, in the order they are to be written.

    Raises `EingabeFehler` for an unknown step or unfit data, `ProzessFehler` where role or
    state forbid it.
    """
    if befehl.schritt not in NACH_NAME:
        raise EingabeFehler(f"Den Schritt „{befehl.schritt}“ gibt es nicht.")
    vorbild = muster(befehl.schritt, fall.art if fall else "")
    rolle = handelnde_rolle(vorbild, befehl.inhalt, umstand, fall)
    schritt = _zeile(fall, befehl)
    inhalt = ergaenzt(fall, befehl.schritt, befehl.inhalt)
    _pruefe_angaben(schritt, inhalt)
    _pruefe_fuer_stelle(schritt, inhalt, umstand)
    _pruefe_eigene_sache(fall, schritt, inhalt, umstand, rolle)
    for pruefung in BESONDERES.get(befehl.schritt, ()):
        pruefung(fall, inhalt, umstand)
    return tuple(_neues(n, rolle) for n in ereignisse(fall, schritt, inhalt))


def handelnde_rolle(
    schritt: Schritt, inhalt: Mapping[str, Any], umstand: Umstand, fall: Fall | None = None
) -> Rolle:
    """Return the role in which the step is done, for oneself or for another Stelle."""
    rollen = umstand.rollen
    if inhalt.get("fuer_stelle"):
        if Rolle.CM_KOORDINATION in rollen and schritt.rollen & ERFASSBAR_FUER:
            return Rolle.CM_KOORDINATION
        raise ProzessFehler(
            f"„{schritt.label}“ kann dieser Arbeitsplatz nicht für eine andere Stelle erfassen; "
            "das darf nur die CM-Koordination für CM-Stellen und Projektgruppen."
        )
    moegliche = [r for r in Rolle if r in rollen & schritt.rollen]
    fremd = isinstance(fall, Meldung) and umstand.stelle not in (fall.stelle, fall.zustaendig)
    if fremd or (schritt.name in NAMENTLICH and inhalt.get("von") != umstand.name):
        moegliche = [r for r in moegliche if r is not Rolle.CM_STELLE] or moegliche
        moegliche = [r for r in moegliche if r in ERFASST_FUER_EINRICHTUNGEN] or moegliche
    if schritt.name == "berichtigen" and fall is not None:
        schrieb = {e.rolle for e in fall.verlauf if e.id == inhalt.get("eintrag")}
        moegliche = [r for r in moegliche if r in schrieb] or moegliche
    if moegliche:
        return moegliche[0]
    wer = " oder ".join(sorted(r.label for r in schritt.rollen))
    hier = ", ".join(sorted(r.label for r in rollen)) or "ohne Rolle"
    raise ProzessFehler(f"„{schritt.label}“ ist Sache der {wer}. Dieser Arbeitsplatz ist: {hier}.")


def _neues(neu: Neu, rolle: Rolle) -> NeuesEreignis:
    s = neu.schritt
    muss = s.ereignis in MUSS_VERSTEHEN
    klasse = neu.klasse or s.klasse
    return NeuesEreignis(
        s.ereignis, klasse, s.name, neu.inhalt, rolle, muss, neu.eigener_fall, neu.nennt
    )


def _zeile(fall: Fall | None, befehl: Befehl) -> Schritt:
    if fall is None:
        schritt = gruendende_zeile(befehl.schritt)
        if schritt is None:
            label = muster(befehl.schritt).label
            raise EingabeFehler(f"„{label}“ braucht die Kennung, um die es geht.")
        return schritt
    if not zeilen(befehl.schritt, fall.art):
        label = muster(befehl.schritt).label
        raise EingabeFehler(f"„{label}“ passt nicht zu {fall.kennung or 'diesem Eintrag'}.")
    if fall.gesperrt:
        raise ProzessFehler(
            f"{fall.kennung} enthält einen Eintrag einer neueren Programmversion. "
            "Bitte zuerst das Programm aktualisieren."
        )
    if isinstance(fall, Herausforderung) and fall.strittig:
        return _streit_beenden(fall, befehl)
    return _im_zustand(befehl.schritt, fall, fall.zustand)


def _im_zustand(name: str, fall: Fall, zustand: Zustand) -> Schritt:
    schritt = zeile(name, fall.art, zustand) or _nach_loeschung(name, fall)
    if schritt is None:
        moeglich = sorted({z.label for s in zeilen(name, fall.art) for z in s.von})
        wann = f" Möglich ist es, wenn sie steht auf: {', '.join(moeglich)}." if moeglich else ""
        raise ProzessFehler(
            f"„{muster(name, fall.art).label}“ geht jetzt nicht: {fall.kennung} steht auf "
            f"„{zustand.label}“.{wann}"
        )
    return schritt


def _nach_loeschung(name: str, fall: Fall) -> Schritt | None:
    """Let a decision be taken again whose content was erased; nobody else could go on."""
    unverstanden = any(e.wirkung is Wirkung.UNBEKANNT for e in fall.verlauf)
    if fall.zustand is not Zustand.NICHT_EINSEHBAR or unverstanden:
        return None
    verdeckt = {e.art for e in fall.verlauf if e.wirkung is Wirkung.NICHT_EINSEHBAR}
    passend = [z for z in zeilen(name, fall.art) if z.ist_entscheidung]
    return next((z for z in passend if z.ereignis in verdeckt), next(iter(passend), None))


def _streit_beenden(fall: Herausforderung, befehl: Befehl) -> Schritt:
    unbewegt = zeile(befehl.schritt, fall.art, fall.zustand)
    if unbewegt is not None and unbewegt.bewegt_nichts:
        return unbewegt
    genannt = set(texte(befehl.inhalt, "ersetzt"))
    gegenstand = befehl.inhalt.get("gegenstand") or ALLES
    schritt = streitbeendend(befehl.schritt, fall.art, fall.strittig, gegenstand)
    if schritt and {w.id for w in fall.strittig if w.betrifft(gegenstand)} <= genannt:
        return schritt
    raise ProzessFehler(
        f"Zu {fall.kennung} stehen sich {len(fall.strittig)} Entscheidungen gegenüber. Erst muss "
        "die Stelle, die entschieden hat, den Streit durch eine neue Entscheidung beenden, die "
        "alle nennt."
    )


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
    if not faults and sum(a["groesse"] for a in inhalt.get("anlagen") or ()) > ANLAGEN_HOECHSTENS:
        faults.append(
            "Die Anlagen sind zusammen größer als 200 MB. Bitte auf mehrere Einträge verteilen."
        )
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
    fall: Fall | None, schritt: Schritt, inhalt: Inhalt, umstand: Umstand, rolle: Rolle
) -> None:
    urheber = inhalt.get("fuer_stelle") or umstand.stelle
    als = rolle if len(schritt.rollen) > 1 else next(iter(schritt.rollen))
    if (
        isinstance(fall, Meldung)
        and als is Rolle.CM_STELLE
        and urheber != fall.zustaendig
        and (umstand.stelle, urheber) != (fall.zustaendig, fall.stelle)
    ):
        raise ProzessFehler(
            f"{fall.kennung} gehört einer anderen CM-Stelle; nur sie kann „{schritt.label}“."
        )
    if (
        isinstance(fall, Herausforderung)
        and als is Rolle.PROJEKTGRUPPE
        and urheber not in fall.beauftragte
    ):
        raise ProzessFehler(f"{fall.kennung} ist einer anderen Projektgruppe in Auftrag gegeben.")
    if (
        schritt.name in NAMENTLICH
        and rolle not in ERFASST_FUER_EINRICHTUNGEN
        and inhalt["von"] != umstand.name
    ):
        raise ProzessFehler(
            f"„{schritt.label}“ kann hier nur für „{umstand.name}“ erfasst werden; für andere "
            "erfasst es die CM-Koordination oder die KI-Leitung."
        )
