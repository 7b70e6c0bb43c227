"""What a dialog needs to ask for one step: fields, what is already known, what can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ...domain.angaben.allgemein import ALLGEMEIN, BERICHTIGUNG
from ...domain.angaben.rueckmeldung import OEFFENTLICHKEITSARBEIT as FELDER_DER_PRESSE
from ...domain.einstellungen import EINSTELLUNGEN
from ...domain.faelle import OEFFENTLICHKEITSARBEIT, Fall, Herausforderung, Kreis
from ...domain.fehler import EingabeFehler
from ...domain.felder import Feld, Feldart
from ...domain.register import Wert
from ...domain.schritt import Schritt
from ...domain.schritte import NAMENTLICH
from ...domain.tafel import gruendende_zeile, muster, streitbeendend, zeile, zeilen
from ...store.ansicht import faelle
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..listen import auswahl_mit
from ..suche import finde
from ..zaehlung import kreis
from .auswahl import Auswahl, auswahl_fuer, mit_bisherigem, stellen
from .berichtigen import gueltiger_inhalt
from .eingabe import in_eingabeform
from .vorschlag import vorschlag
from .vorschlag.rueckmeldung import beschlussvorschlaege, pressevorschlag
from .zuschnitt import zugeschnitten

Folgen = dict[str, dict[str, dict[str, Any]]]
_FUER = "fuer_stelle"
_WARUM = "warum"
#: Steps whose optional fields are what they are about.
_OFFEN = frozenset({"niederschrift"})
_STREIT = (
    "Diese Entscheidung beendet den Streit: sie tritt an die Stelle von {anzahl} Entscheidungen, "
    "die einander widersprechen."
)


@dataclass(frozen=True, slots=True)
class Formular:
    """The dialog of one step.

    `vorgaben` fills fields, `auswahl` offers keys and labels for a field, `folgen` says what
    other fields become when a choice is made (field → choice → field → value), `zusatz` is data
    nobody is asked for, `hinweis` what people should know first; `offen` shows the optional fields
    from the start, `endgueltig` is what cannot be taken back: Enter does not do it.
    """

    schritt: str
    kennung: str
    titel: str
    felder: tuple[Feld, ...]
    vorgaben: dict[str, Any]
    auswahl: dict[str, Auswahl]
    folgen: Folgen = field(default_factory=dict)
    eintrag: str = ""
    zusatz: Mapping[str, Any] = field(default_factory=dict)
    hinweis: str = ""
    offen: bool = False
    endgueltig: bool = False

    def daten(self, werte: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was entered as the data of the step."""
        kennung = {"kennung": self.kennung} if self.kennung else {}
        if not self.eintrag:
            return {**werte, **self.zusatz, **kennung}
        inhalt = {k: w for k, w in werte.items() if k != _WARUM}
        warum = werte.get(_WARUM, "")
        return {**kennung, "eintrag": self.eintrag, _WARUM: warum, "inhalt": inhalt}


def formular(
    ap: Arbeitsplatz,
    name: str,
    kennung: str = "",
    mit: str = "",
    werte: Mapping[str, Any] | None = None,
) -> Formular:
    """Return the dialog for step `name` on the case `kennung`.

    `mit` names a Meldung that is to be bundled from the start, `werte` what is settled already
    where the step is begun: it fills the fields, whatever was said before.
    """
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        fall = finde(v, wer, kennung)[1] if kennung else None
        streit = _streit(name, fall)
        schritt = _zeile(name, fall)
        stand = kreis(v, wer)
        felder = zugeschnitten(_felder(wer, schritt), stand)
        begonnen = finde(v, wer, mit)[0].id if mit else ""
        bekannt = {f.name for f in felder}
        gesagt = {**_umstrittenes(name, streit), **(werte or {})}
        vorgaben = {
            **vorschlag(v, wer, name, felder, fall, ap.heute(), begonnen),
            **{k: w for k, w in gesagt.items() if k in bekannt},
        }
        if mit:
            vorgaben["meldungen"] = [begonnen]
        auswahl = _auswahl(v, wer, schritt, fall, felder, vorgaben)
        folgen = _folgen(name, fall)
        for feld in folgen:
            vorgaben.setdefault(feld, next(iter(auswahl[feld]), ""))
        return Formular(
            name,
            kennung,
            schritt.label,
            felder,
            in_eingabeform(felder, vorgaben, lambda ident: _kennung(v, ident)),
            auswahl,
            folgen,
            zusatz={"ersetzt": [w.id for w in streit]} if streit else {},
            hinweis=_STREIT.format(anzahl=len(streit)) if streit else _schreibweise(felder, stand),
            offen=name in _OFFEN,
        )


def berichtigung(ap: Arbeitsplatz, kennung: str, eintrag: str) -> Formular:
    """Return the dialog that corrects an entry: its fields as they stand, and why.

    Raises `EingabeFehler` where the entry cannot be read here.
    """
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        fall = finde(v, wer, kennung)[1]
        gesucht = next((e for e in fall.verlauf if e.id == eintrag and e.schritt), None)
        passend = zeilen(gesucht.schritt, fall.art) if gesucht else ()
        if gesucht is None or not passend:
            raise EingabeFehler("Dieser Eintrag lässt sich hier nicht lesen.")
        schritt = next(z for z in passend if z.ereignis == gesucht.art)
        warum = next(f for f in BERICHTIGUNG if f.name == _WARUM)
        felder = (warum, *_felder(wer, schritt))
        bisher = gueltiger_inhalt(v, wer, fall, eintrag)
        vorgaben = in_eingabeform(felder, bisher, lambda ident: _kennung(v, ident))
        auswahl = _auswahl(v, wer, schritt, fall, felder, bisher)
        mit_bisherigem(v, wer, fall, felder, auswahl, vorgaben)
        titel = f"Berichtigen: {schritt.label}"
        return Formular(
            "berichtigen", kennung, titel, felder, vorgaben, auswahl, eintrag=eintrag, offen=True
        )


def _kennung(v: Verbindung, ident: str) -> str:
    zeile = next(iter(faelle.zu_ids(v, [ident])), None)
    return (zeile.kennung if zeile else "") or ident


def _schreibweise(felder: tuple[Feld, ...], stand: Kreis) -> str:
    """Remind those who write texts of the spelling the district agreed on."""
    wahl = stand.einstellungen.get("schreibregel", "")
    label = EINSTELLUNGEN["schreibregel"].auswahl.get(wahl, "")
    schreibt = any(f.art is Feldart.ABSATZ for f in felder)
    return f"Schreibweise von Personen in diesem Kreis: {label}." if label and schreibt else ""


def _streit(name: str, fall: Fall | None) -> tuple[Wert, ...]:
    """Return the contradicting decisions this step would settle."""
    if not isinstance(fall, Herausforderung):
        return ()
    return fall.strittig if streitbeendend(name, fall.art, fall.strittig) else ()


def _umstrittenes(name: str, streit: tuple[Wert, ...]) -> Mapping[str, Any]:
    """Return what the disputed decision of the same name says: the new one often confirms it."""
    return next((w.inhalt for w in reversed(streit) if w.schritt == name), {})


def _zeile(name: str, fall: Fall | None) -> Schritt:
    if fall is None:
        return gruendende_zeile(name) or muster(name)
    strittig = fall.strittig if isinstance(fall, Herausforderung) else ()
    return (
        streitbeendend(name, fall.art, strittig)
        or zeile(name, fall.art, fall.zustand)
        or muster(name, fall.art)
    )


def _felder(wer: Identitaet, schritt: Schritt) -> tuple[Feld, ...]:
    """Return what is asked for; who may only record for others says first for whom."""
    felder = (*schritt.felder, *ALLGEMEIN)
    if schritt.name in NAMENTLICH or not wer.kann_fuer_andere(schritt.rollen):
        return tuple(f for f in felder if f.name != _FUER)
    if wer.nur_fuer_andere(schritt):
        fuer = next(replace(f, pflicht=True) for f in felder if f.name == _FUER)
        return (fuer, *(f for f in felder if f.name != _FUER))
    return felder


def _auswahl(
    v: Verbindung,
    wer: Identitaet,
    schritt: Schritt,
    fall: Fall | None,
    felder: tuple[Feld, ...],
    vorgaben: Mapping[str, Any],
) -> dict[str, Auswahl]:
    """Return what can be chosen; parts of objects by `field.part`."""
    stand = kreis(v, wer)
    auswahl = {f.name: auswahl_mit(stand, f.liste, vorgaben.get(f.name)) for f in felder if f.liste}
    if any(f.name == _FUER for f in felder):
        auswahl[_FUER] = stellen(wer, schritt.rollen)
    auswahl.update(auswahl_fuer(v, wer, schritt.name, fall))
    return auswahl


def _folgen(name: str, fall: Fall | None) -> Folgen:
    if name != "beschliessen" or not isinstance(fall, Herausforderung):
        return {}
    ohne = {"oeffentlichkeitsarbeit": dict.fromkeys(f.name for f in FELDER_DER_PRESSE)}
    presse = {"oeffentlichkeitsarbeit": {**ohne["oeffentlichkeitsarbeit"], **pressevorschlag(fall)}}
    return {
        "gegenstand": {
            gegenstand: {
                "beschlusstext": text,
                **(presse if gegenstand == OEFFENTLICHKEITSARBEIT else ohne),
            }
            for gegenstand, text in beschlussvorschlaege(fall).items()
        }
    }
