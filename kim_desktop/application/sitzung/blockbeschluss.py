"""Deciding on several things at once: all Lösungsansätze of an RM, or several Vorlagen."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ...domain.angaben.beschluss import BESCHLUSS, BESCHLUSS_UEBER_RM, VERTAGUNG
from ...domain.faelle import OEFFENTLICHKEITSARBEIT, Herausforderung
from ...domain.fehler import EingabeFehler, KimFehler
from ...domain.felder import PFLICHT, Feld, Feldart
from ...domain.tafel import alle_felder, zeile
from ...domain.zustaende import Zustand
from ...store.ansicht import faelle
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz, identitaet
from ..schritt.formular import Formular
from ..schritt.tun import tue_mit
from ..schritt.vorschlag.je_schritt import FORMEL
from ..schritt.vorschlag.rueckmeldung import beschlussvorschlaege, gegenstandstitel, pressevorschlag
from ..suche import finde

Daten = Mapping[str, Any]
_NICHT_WEITER = "Die Projektgruppe empfiehlt, diesen Lösungsansatz nicht weiterzuverfolgen."
_WIE_VORGESCHLAGEN = ("beschlossen", "vereinbart", "empfohlen")
_GEMEINSAM = frozenset(
    {"sitzung_am", "sitzung", "top", "verfahren", "ja", "nein", "enthaltung", "befangen"}
)
_IMMER = frozenset({"sitzung_am", "verfahren"})
#: Outcomes of step 4 that several Vorlagen can share.
AUSGAENGE = ("zur_kenntnis_nehmen", "vertagen", "zurueckverweisen")
#: States in which a Vorlage waits for the Lenkungsgruppe.
WARTET = (Zustand.WEITERGELEITET, Zustand.VERTAGT)


def offene(fall: Herausforderung) -> list[str]:
    """Return what step 6 still has to decide on."""
    if fall.strittig or fall.zustand is not Zustand.RM_VORGELEGT:
        return []
    return [g for g in fall.gegenstaende if g not in fall.beschluesse]


def formular_zur_rm(ap: Arbeitsplatz, kennung: str, werte: Daten) -> Formular:
    """Return the dialog that decides on everything open of an RM as it is proposed."""
    with ap.profil.datenbank.lesen() as v:
        fall = finde(v, identitaet(ap, v), kennung)[1]
    titel = gegenstandstitel(fall) if isinstance(fall, Herausforderung) else {}
    namen = [titel[g] for g in offene(fall)] if isinstance(fall, Herausforderung) else []
    ergebnis = next(f for f in BESCHLUSS_UEBER_RM if f.name == "ergebnis")
    auswahl = {k: w for k, w in (ergebnis.auswahl or {}).items() if k in _WIE_VORGESCHLAGEN}
    return Formular(
        "beschliessen",
        kennung,
        "Alle wie vorgeschlagen beschließen",
        (replace(ergebnis, auswahl=auswahl), *_beschlussfelder()),
        {"ergebnis": "beschlossen", "verfahren": "konsens", **werte},
        {},
        hinweis=f"Jeder wird für sich festgehalten: {', '.join(namen)}.",
    )


def beschliesse_alle(ap: Arbeitsplatz, kennung: str, daten: Daten) -> int:
    """Write one decision for each open thing of an RM, all or none; return how many.

    Raises the refusal of the first that is refused; then nothing is written.
    """
    with ap.profil.datenbank.schreiben() as v:
        fall = finde(v, identitaet(ap, v), kennung)[1]
        gegenstaende = offene(fall) if isinstance(fall, Herausforderung) else []
        if not gegenstaende or not isinstance(fall, Herausforderung):
            raise EingabeFehler(f"Zu {kennung} ist über keinen Lösungsansatz mehr zu entscheiden.")
        texte, titel = beschlussvorschlaege(fall), gegenstandstitel(fall)
        for gegenstand in gegenstaende:
            einzeln = {
                **daten,
                **_besonderes(fall, gegenstand),
                "kennung": kennung,
                "gegenstand": gegenstand,
                "beschlusstext": texte[gegenstand],
            }
            _tue(ap, v, "beschliessen", einzeln, titel[gegenstand])
        return len(gegenstaende)


def formular_zu_vorlagen(ap: Arbeitsplatz, kennungen: Iterable[str], werte: Daten) -> Formular:
    """Return the dialog that takes several Vorlagen to the same outcome."""
    with ap.profil.datenbank.lesen() as v:
        zeilen = [faelle.zu_kennung(v, k) for k in kennungen]
    vorlagen = {
        z.kennung: f"{z.kennung}  {z.titel}"
        for z in zeilen
        if z and z.zustand in WARTET and not z.strittig
    }
    labels = {name: _zeile(name).label for name in AUSGAENGE}
    return Formular(
        "",
        "",
        "Mehrere Vorlagen gemeinsam",
        (
            Feld("vorlagen", "Vorlagen", Feldart.KENNUNGEN, PFLICHT),
            Feld("ausgang", "Ergebnis", Feldart.WAHL, PFLICHT, labels),
            Feld("beschlusstext", "Beschlusstext", Feldart.ABSATZ),
            *(f for f in VERTAGUNG if f.name in {"begruendung", "vertagt_auf"}),
            *_beschlussfelder("top"),
        ),
        {"verfahren": "konsens", **werte},
        {"vorlagen": vorlagen},
        {"ausgang": {name: {"beschlusstext": FORMEL.get(name, "")} for name in AUSGAENGE}},
    )


def entscheide_vorlagen(ap: Arbeitsplatz, daten: Daten, tops: Mapping[str, str]) -> int:
    """Take several Vorlagen to the same outcome, all or none; `tops` names the item of each.

    Raises `EingabeFehler` or `ProzessFehler` where one is refused; then nothing is written.
    """
    vorlagen = list(daten.get("vorlagen") or ())
    ausgang = str(daten.get("ausgang") or "")
    if not vorlagen or ausgang not in AUSGAENGE:
        raise EingabeFehler("Bitte mindestens eine Vorlage ankreuzen und das Ergebnis wählen.")
    bekannt = {f.name for f in alle_felder(_zeile(ausgang))}
    gemeinsam = {k: w for k, w in daten.items() if k in bekannt}
    with ap.profil.datenbank.schreiben() as v:
        for kennung in vorlagen:
            top = {"top": tops[kennung]} if kennung in tops else {}
            _tue(ap, v, ausgang, {**gemeinsam, **top, "kennung": kennung}, kennung)
    return len(vorlagen)


def _tue(ap: Arbeitsplatz, v: Verbindung, name: str, daten: Daten, was: str) -> None:
    try:
        tue_mit(ap, v, name, daten)
    except KimFehler as fehler:
        raise type(fehler)(
            f"Es wurde nichts festgehalten, wegen „{was}“: {fehler.text}"
        ) from fehler


def _besonderes(fall: Herausforderung, gegenstand: str) -> dict[str, Any]:
    """Return what "as proposed" means beyond the text: publicity, or not going on."""
    if gegenstand == OEFFENTLICHKEITSARBEIT:
        presse = pressevorschlag(fall)
        return {"oeffentlichkeitsarbeit": presse} if presse else {}
    if fall.ansaetze[gegenstand].get("empfehlung") == "nicht_weiterverfolgen":
        return {"ergebnis": "abgelehnt", "begruendung": _NICHT_WEITER}
    return {}


def _zeile(name: str) -> Any:
    return zeile(name, "herausforderung", Zustand.WEITERGELEITET)


def _beschlussfelder(*ohne: str) -> tuple[Feld, ...]:
    """Return what all decisions of a block share; day and procedure are always said."""
    felder = (f for f in BESCHLUSS if f.name in _GEMEINSAM and f.name not in ohne)
    return tuple(replace(f, pflicht=f.name in _IMMER) for f in felder)
