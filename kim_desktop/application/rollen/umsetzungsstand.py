"""Control of decisions: what was decided at steps 4 and 6, by whom it is done, until when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...domain.faelle import Beleg, Herausforderung
from ...domain.felder import text
from ...domain.folgen import alte_ansaetze
from ...domain.register import Wert
from ...domain.rollen import Rolle
from ...domain.schritt import Fallart
from ...domain.tafel import NACH_NAME, zeile
from ...domain.zustaende import Zustand
from ...store import faelle
from ...store.faelle import FallZeile, Filter
from ...store.projektion import falte
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..entscheidungen import ERGEBNIS
from ..vorschlag.rueckmeldung import gegenstandstitel

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
    zustaendig: str
    frist: str
    stand: str
    sachstand: str
    offen: bool
    ueberfaellig: bool
    melden: Mapping[str, str]


def umsetzungsstand(ap: Arbeitsplatz) -> list[Umsetzung]:
    """Return every decision in force, those in arrears first, then by date."""
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        wahl = Filter(arten=(Fallart.HERAUSFORDERUNG,), zustaende=tuple(map(str, MIT_BESCHLUSS)))
        zeilen = faelle.seite(v, wahl, anzahl=_HOECHSTENS)
        gefaltet = [(z, falte(v, wer.verzeichnis, z.id)) for z in zeilen]
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
        for wert in self.fall.werte:
            if wert in self.fall.strittig:
                was = ERGEBNIS.get(wert.schritt, "") or self._titel(wert)
                yield self._zeile(was, "", "", "strittig", "", True, {})
            elif wert.nummer == 4:
                yield self._schritt_4(wert)
            elif wert.schritt == "beschliessen":
                yield self._schritt_6(wert)
        if self.fall.altbestand and not self.fall.rueckmeldungen:
            yield from map(self._alter_ansatz, alte_ansaetze(self.fall.altbestand.inhalt))

    def _schritt_4(self, wert: Wert) -> Umsetzung:
        was = ERGEBNIS.get(wert.schritt, "")
        frist = next((text(wert.inhalt, n) for n in _TERMINE if text(wert.inhalt, n)), "")
        wartet = {
            "beauftragen": self.fall.zustand in (Zustand.BEAUFTRAGT, Zustand.IN_BEARBEITUNG),
            "vertagen": self.fall.zustand is Zustand.VERTAGT,
            "weitergeben": self.fall.zustand is Zustand.WEITERGEGEBEN,
            "verweisen": self.fall.zustand is Zustand.WEITERGEGEBEN,
        }
        offen = wartet.get(wert.schritt, False)
        wer = ", ".join(str(g.get("name", "")) for g in wert.inhalt.get("gruppen") or ())
        stand = self.fall.zustand.label if offen else "erledigt"
        zustaendig = wer or text(wert.inhalt, "adressat")
        return self._zeile(was, zustaendig, frist, stand, "", offen, {})

    def _schritt_6(self, wert: Wert) -> Umsetzung:
        ansatz = self.fall.ansaetze.get(wert.gegenstand, {})
        presse = wert.inhalt.get("oeffentlichkeitsarbeit") or {}
        zustaendig = text(ansatz, "zustaendig") or text(presse, "verantwortlich")
        frist = text(wert.inhalt, "frist") or text(ansatz, "frist") or text(presse, "termin")
        was = self._titel(wert)
        if wert.inhalt.get("ergebnis") == "abgelehnt":
            return self._zeile(was, zustaendig, "", "abgelehnt", "", False, {})
        return self._mit_berichten(wert.gegenstand, was, zustaendig, frist)

    def _alter_ansatz(self, ansatz: Mapping[str, Any]) -> Umsetzung:
        frist = text(ansatz, "frist")
        zustaendig = text(ansatz, "zustaendig")
        return self._mit_berichten(ansatz["schluessel"], text(ansatz, "titel"), zustaendig, frist)

    def _titel(self, wert: Wert) -> str:
        return gegenstandstitel(self.fall).get(wert.gegenstand, wert.gegenstand)

    def _mit_berichten(self, schluessel: str, was: str, zustaendig: str, frist: str) -> Umsetzung:
        berichte = {
            name.removeprefix(f"{schluessel}/"): b
            for name, b in self.fall.umsetzung.items()
            if name.startswith(f"{schluessel}/")
        }
        neue_frist = [text(b.inhalt, "frist") for b in berichte.values()]
        offen = not berichte or any(_stand(b) not in _FERTIG for b in berichte.values())
        return self._zeile(
            was,
            zustaendig or ", ".join(berichte),
            next(filter(None, reversed(neue_frist)), frist),
            _worte(berichte) or "offen",
            "; ".join(text(b.inhalt, "sachstand") for b in berichte.values()),
            offen,
            self._meldung(schluessel, zustaendig),
        )

    def _meldung(self, schluessel: str, zustaendig: str) -> dict[str, str]:
        if zeile("umsetzung_melden", self.fall.art, self.fall.zustand) is None:
            return {}
        fremd = self.wer.alle_rollen & {Rolle.CM_KOORDINATION, Rolle.KI_LEITUNG}
        von = zustaendig if fremd and zustaendig else self.wer.stelle.name
        return {"loesungsansatz": schluessel, "von": von}

    def _zeile(
        self,
        was: str,
        zustaendig: str,
        frist: str,
        stand: str,
        sachstand: str,
        offen: bool,
        melden: Mapping[str, str],
    ) -> Umsetzung:
        ueberfaellig = offen and bool(frist) and frist < self.heute
        return Umsetzung(
            self.zeile.kennung,
            self.zeile.titel,
            was,
            zustaendig,
            frist,
            stand,
            sachstand,
            offen,
            ueberfaellig,
            melden,
        )


def _stand(beleg: Beleg) -> str:
    return text(beleg.inhalt, "umsetzungsstand")


def _worte(berichte: Mapping[str, Beleg]) -> str:
    staende = {wer: _LABEL.get(_stand(b), "") for wer, b in berichte.items()}
    if len(staende) == 1:
        return next(iter(staende.values()))
    return "; ".join(f"{wer}: {stand}" for wer, stand in staende.items())


_TERMINE = ("berichtstermin", "vertagt_auf", "antwort_bis")
