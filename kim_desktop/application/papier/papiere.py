"""Printing: gather what a paper says from the case and set it as PDF."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...domain.angaben.rueckmeldung import LOESUNGSANSATZ
from ...domain.einstellungen import eingeschaltet, einstellung
from ...domain.ereignis import Wirkung
from ...domain.faelle import Beleg, Fall, Herausforderung
from ...domain.fehler import EingabeFehler, ProzessFehler
from ...domain.felder import text
from ...domain.tafel import NACH_NAME
from ...domain.zustaende import Zustand
from ...papers import daten as d
from ...papers.elemente import Dokument
from ...papers.rueckmeldung import rueckmeldung
from ...papers.vorlage import vorlage
from ...store.anlage.anlagen import sauberer_name
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..suche import finde
from ..zaehlung import einstellungen
from .druck import schreibe_pdf
from .nennung import nennbare
from .papierteile import auswirkungen, mitzeichnungen, stellungnahmen, zusagen


@dataclass(frozen=True, slots=True)
class _Anlass:
    """What every paper is made from."""

    v: Verbindung
    wer: Identitaet
    fall: Herausforderung

    @property
    def vorlage(self) -> Mapping[str, Any]:
        return self.fall.vorlage.inhalt if self.fall.vorlage else {}


def drucke(ap: Arbeitsplatz, art: str, kennung: str, nach: Path, gruppe: str = "") -> None:
    """Print the paper `art` of a case to `nach`.

    Raises `EingabeFehler` for an unknown kind, `ProzessFehler` where there is nothing to print
    yet or decisions contradict each other, `UmgebungsFehler` when the target cannot be written.
    """
    schreibe_pdf(dokument_von(ap, art, kennung, gruppe), nach)


def dokument_von(ap: Arbeitsplatz, art: str, kennung: str, gruppe: str = "") -> Dokument:
    """Return a paper as its element tree."""
    if art not in PAPIERE:
        raise EingabeFehler(f"Das Papier „{art}“ gibt es nicht. Es gibt: {', '.join(PAPIERE)}.")
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        _, fall = finde(v, wer, kennung)
        if not isinstance(fall, Herausforderung):
            raise EingabeFehler(f"Zu {kennung} gibt es kein Papier „{art}“.")
        if fall.strittig:
            raise ProzessFehler(
                f"Zu {kennung} widersprechen sich Entscheidungen. Solange das nicht geklärt ist, "
                "wird kein Papier gedruckt."
            )
        return PAPIERE[art](_Anlass(v, wer, fall), gruppe)


def dateiname(art: str, kennung: str) -> str:
    """Propose a name for the file of a paper; a Kennung may hold signs that names must not."""
    return sauberer_name(re.sub(r"[\\/]", "_", f"{art}_{kennung}.pdf"))


def moegliche(fall: Fall) -> tuple[str, ...]:
    """Return the kinds of papers that can be printed of a case now."""
    if not isinstance(fall, Herausforderung) or fall.strittig:
        return ()
    arten = (("vorlage", bool(fall.vorlage)), ("rueckmeldung", bool(fall.rueckmeldungen)))
    return tuple(art for art, da in arten if da)


def _vorlage(anlass: _Anlass, _gruppe: str) -> Dokument:
    beleg = anlass.fall.vorlage
    if beleg is None:
        raise ProzessFehler(f"Zu {anlass.fall.kennung} gibt es noch keine Vorlage.")
    inhalt, zahlen = beleg.inhalt, anlass.fall.zahlen
    grenze = int(einstellung(einstellungen(anlass.v, anlass.wer), "personenzahl_grenze"))
    fallzahlen = zahlen.get("fallzahlen") or []
    return vorlage(
        d.VorlageDaten(
            **_kopf(anlass, beleg, _fassungen(anlass.fall, "weiterleiten")),
            beschlussvorschlag=inhalt["beschlussvorschlag"],
            sachverhalt=inhalt["sachverhalt"],
            anzahl_meldungen=zahlen.get("meldungen", len(anlass.fall.meldungen)),
            anzahl_cm_stellen=zahlen.get("cm_stellen", 0),
            schwelle=zahlen.get("schwelle", 0),
            schwelle_erklaerung=zahlen.get("erklaerung", ""),
            kommunen=tuple(zahlen.get("kommunen", ())),
            handlungsfeld=", ".join(zahlen.get("handlungsfelder", ())),
            rechtskreise=tuple(zahlen.get("rechtskreise", ())),
            fallzahl=_hoechste_klasse(fallzahlen),
            fallzahl_grenze=grenze,
            bewertung=text(anlass.fall.angaben, "bewertung"),
            abgrenzung=text(anlass.fall.angaben, "abgrenzung"),
            empfehlung=text(anlass.fall.angaben, "empfehlung"),
            stellungnahmen=stellungnahmen(anlass.fall),
            alternativen=text(inhalt, "alternativen"),
            auswirkungen_finanziell=text(inhalt, "auswirkungen_finanziell"),
            auswirkungen_personell=text(inhalt, "auswirkungen_personell"),
            auswirkungen_weitere=auswirkungen(inhalt),
            rechtsgrundlage=text(inhalt, "rechtsgrundlage"),
        )
    )


def _rueckmeldung(anlass: _Anlass, gruppe: str) -> Dokument:
    fall = anlass.fall
    if not fall.rueckmeldungen:
        raise ProzessFehler(f"Zu {fall.kennung} liegt noch keine Rückmeldung vor.")
    gruppe = gruppe or list(fall.neueste_rm)[-1]
    beleg = fall.neueste_rm.get(gruppe)
    if beleg is None:
        raise EingabeFehler(f"Von „{gruppe}“ liegt keine Rückmeldung zu {fall.kennung} vor.")
    inhalt = beleg.inhalt
    angaben = _gruppe(fall, gruppe)
    reihe = {gruppe, fall.uebernahmen.get(gruppe, gruppe)}
    fassung = sum(rm.urheber in reihe for rm in fall.rueckmeldungen)
    return rueckmeldung(
        d.RueckmeldungDaten(
            **_kopf(anlass, beleg, fassung),
            anlass=text(inhalt, "anlass") or text(fall.angaben, "kurzfassung"),
            auftrag=_auftrag(fall),
            ausgangslage=text(inhalt, "ausgangslage"),
            vorgehen=text(inhalt, "vorgehen"),
            projektgruppe=angaben.get("name", "") or anlass.wer.name_von(gruppe),
            leitung=", ".join(nennbare(anlass.v, anlass.wer, [text(angaben, "leitung")])),
            mitglieder=nennbare(anlass.v, anlass.wer, angaben.get("mitglieder") or ()),
            loesungsansaetze=tuple(
                _ansatz(nr, ansatz, zusagen(fall, f"{gruppe}/{ansatz.get('schluessel', '')}"))
                for nr, ansatz in enumerate(inhalt["loesungsansaetze"], 1)
            ),
            zielvereinbarung=text(inhalt, "zielvereinbarung"),
            offene_punkte=tuple(filter(None, text(inhalt, "offene_punkte").split("\n"))),
            oeffentlichkeitsarbeit=_oeffentlichkeit(inhalt.get("oeffentlichkeitsarbeit") or {}),
        )
    )


def _kopf(anlass: _Anlass, beleg: Beleg, fassung: int) -> dict[str, Any]:
    vorlage_ = anlass.vorlage
    werte = einstellungen(anlass.v, anlass.wer)
    return {
        "gegenstand": einstellung(werte, "bezeichnung_herausforderung"),
        "teil": einstellung(werte, "bezeichnung_modul"),
        "kreis": anlass.wer.verzeichnis.name,
        "uebung": anlass.wer.verzeichnis.uebung,
        "kennung": anlass.fall.kennung,
        "fassung": fassung,
        "titel": text(anlass.fall.angaben, "titel"),
        "datum": beleg.tag,
        "oeffentlich": _beratung_oeffentlich(anlass),
        "vorlagennummer": text(vorlage_, "vorlagennummer"),
        "aktenzeichen": text(vorlage_, "aktenzeichen"),
        "art": _ART.get(text(vorlage_, "art"), ""),
        "federfuehrung": text(vorlage_, "federfuehrung"),
        "mitzeichnung": mitzeichnungen(anlass.fall),
        "sitzung": text(beleg.inhalt, "sitzung_am"),
        "beratungsfolge": tuple(_beratungsfolge(anlass)),
        "anlagen": tuple(a["name"] for a in beleg.inhalt.get("anlagen") or ()),
    }


def _beratung_oeffentlich(anlass: _Anlass) -> bool | None:
    """Say nothing where the district does not ask and nobody has said it."""
    gesagt = anlass.vorlage.get("oeffentlich")
    werte = einstellungen(anlass.v, anlass.wer)
    gefragt = isinstance(gesagt, bool) or eingeschaltet(werte, "oeffentlichkeit")
    return gesagt is True if gefragt else None


def _beratungsfolge(anlass: _Anlass) -> list[d.Beratung]:
    """Return the steps that moved the case so far, one line each."""
    folge, zuvor = [], ""
    for eintrag in anlass.fall.verlauf:
        zeile = next(
            (z for z in NACH_NAME.get(eintrag.schritt, ()) if z.ereignis == eintrag.art), None
        )
        bewegt = eintrag.wirkung is Wirkung.WIRKSAM and eintrag.zustand != zuvor
        zuvor = eintrag.zustand
        if zeile is None or not bewegt:
            continue
        name = anlass.wer.name_von
        folge.append(
            d.Beratung(
                schritt=zeile.nummer,
                bezeichnung=zeile.label,
                stelle=name(eintrag.fuer_stelle or eintrag.stelle),
                datum=eintrag.tag,
                ergebnis=Zustand(eintrag.zustand).label,
                erfasst_durch=name(eintrag.stelle) if eintrag.fuer_stelle else "",
            )
        )
    return folge


def _auftrag(fall: Herausforderung) -> d.AuftragDaten | None:
    if fall.auftrag is None:
        return None
    inhalt = fall.auftrag.inhalt
    return d.AuftragDaten(text=inhalt["beschlusstext"], berichtstermin=inhalt["berichtstermin"])


def _gruppe(fall: Herausforderung, gruppe: str) -> Mapping[str, Any]:
    return next((g for g in fall.auftraege if g.get("id") == gruppe), {})


def _ansatz(nr: int, ansatz: Mapping[str, Any], zusage: str) -> d.LoesungsansatzDaten:
    return d.LoesungsansatzDaten(
        nr=nr,
        titel=ansatz["titel"],
        beschreibung=ansatz["beschreibung"],
        beschlussvorschlag=ansatz["beschlussvorschlag"],
        massnahmen=tuple(ansatz.get("massnahmen") or ()),
        kosten_cent=ansatz.get("kosten_cent"),
        zusage=zusage,
        empfehlung=_EMPFEHLUNG.get(text(ansatz, "empfehlung"), ""),
        **{name: text(ansatz, name) for name in _ANSATZ_TEXTE},
    )


def _oeffentlichkeit(werte: Mapping[str, Any]) -> d.OeffentlichkeitsarbeitDaten:
    return d.OeffentlichkeitsarbeitDaten(
        vorgesehen=werte.get("veranlasst") is True,
        **{name: text(werte, name) for name in _OEFFENTLICHKEIT_TEXTE},
    )


def _fassungen(fall: Herausforderung, schritt: str) -> int:
    return sum(e.schritt == schritt and e.wirkung is Wirkung.WIRKSAM for e in fall.verlauf)


def _hoechste_klasse(klassen: list[str]) -> str:
    """Return the label of the highest Fallzahlklasse anybody reported."""
    ordnung = list(_FALLZAHL)
    bekannt = [k for k in klassen if k in _FALLZAHL]
    return _FALLZAHL[max(bekannt, key=ordnung.index)] if bekannt else ""


def _auswahl(schritt: str, feld: str) -> Mapping[str, str]:
    felder = (f for zeile in NACH_NAME[schritt] for f in zeile.felder)
    return next((f.auswahl or {} for f in felder if f.name == feld), {})


_ART = _auswahl("weiterleiten", "art")
_FALLZAHL = _auswahl("melden", "fallzahlklasse")
_EMPFEHLUNG = next(f.auswahl or {} for f in LOESUNGSANSATZ if f.name == "empfehlung")
_ANSATZ_TEXTE = (
    "zustaendig",
    "rechtsrahmen",
    "aufwand",
    "frist",
    "geltungsraum",
    "indikator",
    "risiko",
)
_OEFFENTLICHKEIT_TEXTE = (
    "zielgruppe",
    "kanal",
    "kernbotschaft",
    "sprachen",
    "verantwortlich",
    "termin",
    "sperrfrist",
)

#: Every paper by its name on the command line.
PAPIERE: Mapping[str, Callable[[_Anlass, str], Dokument]] = {
    "vorlage": _vorlage,
    "rueckmeldung": _rueckmeldung,
}
