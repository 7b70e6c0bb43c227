"""Closing: an Arbeitsplatz, a whole Stelle or one role, and up to which entry it counts."""

from dataclasses import dataclass

from ...domain.fehler import EingabeFehler, ProzessFehler
from ...domain.rollen import Rolle
from ...store.log import zweige
from ...store.oertlich import lokal
from ...store.verbindung import Verbindung
from ...trust.verzeichnis import OHNE_ENDE, Verzeichnis
from ..arbeitsplatz import Arbeitsplatz
from ..worte import platzname
from .fortschreiben import Eintraege, als_inhaber, finde_platz, schreibe_fort
from .inhaber import offene_inhaber


@dataclass(frozen=True, slots=True)
class Beendet:
    """What was closed: whom it concerns, up to which number each Arbeitsplatz counts.

    `meldete` says that a Stelle that ends wrote Meldungen.
    """

    was: str
    bis: dict[str, int]
    stelle_endet: bool
    meldete: bool

    def als_saetze(self) -> list[str]:
        """Say in German what counts and what is to be done now."""
        saetze = [f"{self.was} ist beendet."]
        saetze += [
            f"Von {name} zählt alles bis zum Eintrag Nr. {nr}; was danach kommt, bleibt ohne "
            "Wirkung."
            for name, nr in self.bis.items()
        ]
        if self.stelle_endet:
            was = "Ihre Meldungen zählen" if self.meldete else "Was sie eingetragen hat, zählt"
            saetze.append(
                f"{was} weiter. Wer ihre offenen Vorgänge übernimmt, bitte mit dem "
                "Schritt „Nachfolge festlegen“ eintragen; sonst bleiben sie bei der "
                "CM-Koordination."
            )
        return [*saetze, "Bitte allen Stellen eine Datei schicken, damit sie es erfahren."]


def beende(ap: Arbeitsplatz, wen: str, *, rolle: Rolle | None = None, ab_nr: int = 0) -> Beendet:
    """Close an Arbeitsplatz (`HEN1`) or a Stelle (`HEN`, its name), or one role of it.

    `ab_nr` is the first number that no longer counts, for one Arbeitsplatz only; without it all
    that is known to be written counts. Raises `KimFehler` where it cannot be done.
    """
    with ap.profil.datenbank.schreiben() as v:
        verzeichnis = als_inhaber(ap, v)
        stelle = verzeichnis.stelle_zu(wen)
        ident = stelle.id if stelle else ""
        logs = (
            {z.log for z in verzeichnis.zuweisungen if z.stelle == ident}
            if stelle
            else {finde_platz(verzeichnis, wen).log}
        )
        was = stelle.name if stelle else platzname(verzeichnis, finde_platz(verzeichnis, wen))
        enden = _enden(v, verzeichnis, logs, ident, rolle, ab_nr)
        if not enden:
            raise ProzessFehler(f"{was} ist schon beendet oder hat diese Rolle nicht.")
        neu = schreibe_fort(ap, v, verzeichnis, enden)
        _pruefe_fuehrung(neu)
    endende = _stellen_mit_amt(verzeichnis) - _stellen_mit_amt(neu)
    return Beendet(
        f"{was} als {rolle.label}" if rolle else was,
        {platzname(neu, neu.plaetze[e["log"]]): e["letzte_nr"] for e in enden},
        bool(endende),
        any(Rolle.CM_STELLE in verzeichnis.rollen_von(stelle) for stelle in endende),
    )


def _enden(
    v: Verbindung,
    verzeichnis: Verzeichnis,
    logs: set[str],
    stelle: str,
    rolle: Rolle | None,
    ab_nr: int,
) -> Eintraege:
    """Return the entries that end what is open, or what was closed at a later number."""
    betroffen = [
        z
        for z in verzeichnis.zuweisungen
        if z.log in logs
        and stelle in ("", z.stelle)
        and rolle in (None, z.rolle)
        and (z.letzte_nr == OHNE_ENDE or 0 < ab_nr <= z.letzte_nr)
    ]
    offene_logs = sorted({z.log for z in betroffen})
    if ab_nr and len(offene_logs) > 1:
        raise EingabeFehler("Ab welcher Nummer nichts mehr zählt, gilt nur für einen Arbeitsplatz.")
    return [
        {
            "art": "ende",
            "letzte_nr": _letzte_nummer(v, log, ab_nr),
            "log": log,
            "rolle": str(rolle or ""),
            "stelle": stelle,
        }
        for log in offene_logs
    ]


def _letzte_nummer(v: Verbindung, log: str, ab_nr: int) -> int:
    """Return the number of the newest entry anybody has told of, or the one before `ab_nr`."""
    bekannt = max(zweige.hoechster(v, log)[0], lokal.gehoerte_koepfe(v).get(log, 0))
    if ab_nr > bekannt + 1:
        raise EingabeFehler(
            f"Der neueste bekannte Eintrag dieses Arbeitsplatzes ist Nr. {bekannt}."
        )
    return ab_nr - 1 if ab_nr else bekannt


def _pruefe_fuehrung(neu: Verzeichnis) -> None:
    if not offene_inhaber(neu):
        raise ProzessFehler(
            "Danach könnte niemand mehr das Verzeichnis der Stellen führen. Bitte zuerst einen "
            "anderen Arbeitsplatz dazu benennen: „Verzeichnis führen“ auf der Seite "
            "„Arbeitsplätze“ (auf der Befehlszeile „inhaber --dazu“)."
        )
    if not any(rolle == Rolle.CM_KOORDINATION for _, rolle in _aemter(neu)):
        raise ProzessFehler("Danach gäbe es keine CM-Koordination mehr. Es wurde nichts beendet.")


def _aemter(verzeichnis: Verzeichnis) -> set[tuple[str, str]]:
    offen = (z for z in verzeichnis.zuweisungen if z.letzte_nr == OHNE_ENDE)
    return {(z.stelle, z.rolle) for z in offen}


def _stellen_mit_amt(verzeichnis: Verzeichnis) -> set[str]:
    return {stelle for stelle, _ in _aemter(verzeichnis)}
