"""Control of decisions: what was decided at steps 4 and 6, by whom it is done, until when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ...domain.faelle import Beleg, Herausforderung
from ...domain.felder import text
from ...domain.folgen import alte_ansaetze
from ...domain.register import Wert
from ...domain.rollen import Rolle
from ...domain.schritt import Fallart
from ...domain.tafel import NACH_NAME, zeile
from ...domain.zustaende import Zustand
from ...store.ansicht import faelle
from ...store.ansicht.faelle import FallZeile, Filter
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..schritt.vorschlag.rueckmeldung import gegenstandstitel
from ..sitzung.entscheidungen import ERGEBNIS
from ..suche import fall_zu

_HOECHSTENS = 2000
_BESCHLOSSEN = (Zustand.BESCHLOSSEN, Zustand.BEKANNTGEGEBEN, Zustand.ABGESCHLOSSEN)
#: States in which the Lenkungsgruppe has decided something.
MIT_BESCHLUSS = (
    Zustand.VERTAGT,
    Zustand.BEAUFTRAGT,
    Zustand.IN_BEARBEITUNG,
    Zustand.RM_VORGELEGT,
    *_BESCHLOSSEN,
    Zustand.AUFTRAG_NICHT_ERTEILT,
    Zustand.ZUR_KENNTNIS,
    Zustand.WEITERGEGEBEN,
)
_LABEL = next(f for f in NACH_NAME["umsetzung_melden"][0].felder if f.auswahl).auswahl or {}
_FERTIG = frozenset({"umgesetzt", "nicht_umgesetzt"})


@dataclass(frozen=True, slots=True)
class Umsetzung:
    """One decision and what became of it; `melden` fills the dialog of a report, empty without."""

    kennung: str
    titel: str
    was: str
    vom: str
    zustaendig: str = ""
    frist: str = ""
    stand: str = "erledigt"
    sachstand: str = ""
    offen: bool = False
    ueberfaellig: bool = False
    melden: Mapping[str, str] = field(default_factory=dict)


def umsetzungsstand(ap: Arbeitsplatz) -> list[Umsetzung]:
    """Return every decision in force, those in arrears first, then by date."""
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        wahl = Filter(arten=(Fallart.HERAUSFORDERUNG,), zustaende=tuple(map(str, MIT_BESCHLUSS)))
        zeilen = faelle.seite(v, wahl, anzahl=_HOECHSTENS)
        gefaltet = [(z, fall_zu(v, wer, z)) for z in zeilen]
    heute = ap.heute().isoformat()
    alle = [
        _Blatt(z, fall, wer, heute) for z, fall in gefaltet if isinstance(fall, Herausforderung)
    ]
    reihe = [u for blatt in alle for u in blatt.zeilen()]
    return sorted(reihe, key=lambda u: (not u.ueberfaellig, not u.offen, u.frist or "9", u.kennung))


@dataclass(frozen=True, slots=True)
class _Blatt:
    """One Herausforderung and its decisions."""

    zeile: FallZeile
    fall: Herausforderung
    wer: Identitaet
    heute: str

    def zeilen(self) -> Iterable[Umsetzung]:
        for wert in (w for w in self.fall.werte if w.nummer in _SCHRITTE):
            if wert in self.fall.strittig:
                yield self._zeile(wert, stand="strittig", offen=True)
            elif wert.schritt == "beschliessen":
                yield self._gegenstand(wert)
            else:
                yield self._ganzes(wert)
        if self.fall.altbestand and not self.fall.rueckmeldungen:
            yield from map(self._alter_ansatz, alte_ansaetze(self.fall.altbestand.inhalt))

    def _ganzes(self, wert: Wert) -> Umsetzung:
        """A decision on the whole case is open until the next step is done."""
        offen = self.fall.zustand in _OFFEN_BEI.get((wert.nummer, wert.schritt), ())
        gruppen = ", ".join(str(g.get("name", "")) for g in wert.inhalt.get("gruppen") or ())
        return self._zeile(
            wert,
            zustaendig=gruppen or text(wert.inhalt, "adressat"),
            frist=next((text(wert.inhalt, n) for n in _TERMINE if text(wert.inhalt, n)), ""),
            stand=self.fall.zustand.label if offen else "erledigt",
            offen=offen,
        )

    def _gegenstand(self, wert: Wert) -> Umsetzung:
        ansatz = self.fall.ansaetze.get(wert.gegenstand, {})
        presse = wert.inhalt.get("oeffentlichkeitsarbeit") or {}
        zustaendig = text(ansatz, "zustaendig") or text(presse, "verantwortlich")
        if wert.inhalt.get("ergebnis") == "abgelehnt":
            return self._zeile(wert, zustaendig=zustaendig, stand="abgelehnt")
        frist = text(wert.inhalt, "frist") or text(ansatz, "frist") or text(presse, "termin")
        umsetzung = self._zeile(wert, zustaendig=zustaendig, frist=frist)
        return self._mit_berichten(umsetzung, wert.gegenstand)

    def _alter_ansatz(self, ansatz: Mapping[str, Any]) -> Umsetzung:
        vom = text(self.fall.altbestand.inhalt, "beschlossen_am") if self.fall.altbestand else ""
        umsetzung = Umsetzung(
            self.zeile.kennung,
            self.zeile.titel,
            text(ansatz, "titel"),
            vom,
            text(ansatz, "zustaendig"),
            text(ansatz, "frist"),
        )
        return self._mit_berichten(umsetzung, ansatz["schluessel"])

    def _mit_berichten(self, umsetzung: Umsetzung, schluessel: str) -> Umsetzung:
        """Add what the bodies concerned reported; without a word from them it is open."""
        davor = f"{schluessel}/"
        alle = self.fall.umsetzung.items()
        berichte = {k.removeprefix(davor): b for k, b in alle if k.startswith(davor)}
        fristen = [text(b.inhalt, "frist") for b in berichte.values()]
        frist = next(filter(None, reversed(fristen)), umsetzung.frist)
        offen = not berichte or any(_stand(b) not in _FERTIG for b in berichte.values())
        return replace(
            umsetzung,
            zustaendig=umsetzung.zustaendig or ", ".join(berichte),
            frist=frist,
            stand=_worte(berichte) or "offen",
            sachstand="; ".join(
                filter(None, (text(b.inhalt, "sachstand") for b in berichte.values()))
            ),
            offen=offen,
            ueberfaellig=offen and bool(frist) and frist < self.heute,
            melden=self._meldung(schluessel, umsetzung.zustaendig),
        )

    def _meldung(self, schluessel: str, zustaendig: str) -> dict[str, str]:
        if zeile("umsetzung_melden", self.fall.art, self.fall.zustand) is None:
            return {}
        fremd = self.wer.alle_rollen & {Rolle.CM_KOORDINATION, Rolle.KI_LEITUNG}
        von = zustaendig if fremd and zustaendig else self.wer.stelle.name
        return {"loesungsansatz": schluessel, "von": von}

    def _zeile(
        self, wert: Wert, *, frist: str = "", offen: bool = False, **teile: Any
    ) -> Umsetzung:
        titel = gegenstandstitel(self.fall).get(wert.gegenstand, wert.gegenstand)
        return Umsetzung(
            self.zeile.kennung,
            self.zeile.titel,
            ERGEBNIS.get(wert.schritt, titel),
            text(wert.inhalt, "sitzung_am"),
            frist=frist,
            offen=offen,
            ueberfaellig=offen and bool(frist) and frist < self.heute,
            **teile,
        )


def _stand(beleg: Beleg) -> str:
    return text(beleg.inhalt, "umsetzungsstand")


def _worte(berichte: Mapping[str, Beleg]) -> str:
    staende = {wer: _LABEL.get(_stand(b), "") for wer, b in berichte.items()}
    if len(staende) == 1:
        return next(iter(staende.values()))
    return "; ".join(f"{wer}: {stand}" for wer, stand in staende.items())


_SCHRITTE = (4, 6)
_TERMINE = ("berichtstermin", "vertagt_auf", "antwort_bis")
#: Where a case still stands while a decision on the whole of it waits to be carried out.
_OFFEN_BEI: Mapping[tuple[int, str], tuple[Zustand, ...]] = {
    (4, "beauftragen"): (Zustand.BEAUFTRAGT, Zustand.IN_BEARBEITUNG),
    (4, "vertagen"): (Zustand.VERTAGT,),
    (4, "weitergeben"): (Zustand.WEITERGEGEBEN,),
    (4, "verweisen"): (Zustand.WEITERGEGEBEN,),
    (6, "vertagen"): (Zustand.RM_VORGELEGT,),
    (6, "weitergeben"): (Zustand.WEITERGEGEBEN,),
    (6, "rm_zurueckverweisen"): (Zustand.IN_BEARBEITUNG,),
}
