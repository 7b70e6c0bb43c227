"""A practice district with a large log: what the measurements run on.

Headers and bodies are built with the program's own functions and signed with real keys, only
faster than people could: one pass writes for every Arbeitsplatz into the CM-Koordination's
database. The same number of events always gives the same contents.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kim_desktop.application.arbeitsplatz import (
    Arbeitsplatz,
    Zugang,
    oeffne_arbeitsplatz,
    wer_bin_ich,
)
from kim_desktop.application.platz import einrichten
from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.schritte import EIGENE_UNTERSCHRIFT
from kim_desktop.domain.tafel import NACH_NAME
from kim_desktop.store.ansicht.projektion import projiziere
from kim_desktop.store.log import protokoll
from kim_desktop.store.log.verzeichnisse import lies_verzeichnis
from kim_desktop.trust.kanon import kanon
from kim_desktop.trust.kopf import FORMAT, Kopf, baue_koerper, ereignis_id, koerper_hash
from kim_desktop.trust.quelle import SaatQuelle
from kim_desktop.trust.unterschrift import BELEG_TAG, Signierer

SENDER, EMPFAENGER = "KI", "KI2"
_OFFEN = Zugang()
_BEGINN = datetime(2021, 1, 4, 8, tzinfo=UTC)
_TAKT = timedelta(minutes=20)
_STAPEL = 5000
#: One Herausforderung on so many Meldungen: decisions and RM become 1–2 % of all events.
_JE_HERAUSFORDERUNG = 24

_CM = ("HEN", "TRO", "BTN")
_GRUPPE = "PGR"
_PLAETZE = (
    ("HEN", "CM-Stelle Hennef (Sieg)", Rolle.CM_STELLE),
    ("TRO", "CM-Stelle Troisdorf", Rolle.CM_STELLE),
    ("BTN", "Beispielträger Nord e. V.", Rolle.CM_STELLE),
    ("KIL", "KI-Leitung", Rolle.KI_LEITUNG),
    ("LG", "Lenkungsgruppe KIM", Rolle.LENKUNGSGRUPPE),
    (_GRUPPE, "Projektgruppe Rechtskreiswechsel", Rolle.PROJEKTGRUPPE),
)
_SAETZE = (
    "Zwischen beiden Stellen gibt es keine Absprache über den Tag des Übergangs.",
    "Die Bearbeitung beginnt erst, wenn der elektronische Aufenthaltstitel vorliegt.",
    "Überbrückt wird mit Lebensmittelgutscheinen der freien Träger.",
    "Die Fiktionsbescheinigung wird je nach Sachbearbeitung anerkannt oder nicht.",
    "Familien stehen vier bis sieben Wochen ohne Leistung da.",
    "Arztpraxen weisen Versicherte ab, solange die Anmeldung fehlt.",
    "Ein Vorschuss wird auf Antrag selten und nicht einheitlich gewährt.",
    "Der Ablauf ist in mehreren Kommunen gleich und wiederholt sich monatlich.",
    "Kurse beginnen, bevor die Kinderbetreuung geregelt ist.",
    "Unterlagen werden von drei Ämtern in drei Fassungen verlangt.",
)
_THEMEN = ("Rechtskreiswechsel", "Sprachkurs", "Kinderbetreuung", "Wohnraum", "Anerkennung")

Schrittangabe = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Kennzahlen:
    """What the log consists of, so that nobody has to believe it is realistic."""

    ereignisse: int
    vorgaenge: int
    koerper: float
    mit_unterschrift: float


@dataclass(slots=True)
class _Feder:
    """One author: key, Stelle, role, and where its log stands."""

    signierer: Signierer
    stelle: str
    rolle: Rolle
    nr: int = 0
    vor: str = ""
    gegruendet: int = 0


@dataclass(slots=True)
class _Vorgang:
    """One case on its way; `plan` yields the steps still to come."""

    plan: Iterator[Schrittangabe] = field(default_factory=lambda: iter(()))
    fall: str = ""
    kennung: str = ""
    spitze: str = ""
    fassung: str = ""


class Bestand:
    """Writes the log of the whole district into the sender's database."""

    def __init__(self, ordner: Path, ereignisse: int) -> None:
        """Found the district below `ordner` and admit everybody."""
        self.ordner = ordner
        self._wuerfel = random.Random(ereignisse)
        self._zeit = _BEGINN
        self._zaehler = 0
        self._federn: dict[str, _Feder] = {}
        self._offen = [_Vorgang() for _ in range(max(20, ereignisse // 250))]
        self._meldungen: list[str] = []
        self._vorgaenge = self._koerper = self._unterschriften = self._geschrieben = 0
        (ordner / "uebergaben").mkdir(parents=True)
        self._richte_ein()

    def wachse(self, auf: int) -> None:
        """Write events until the sender's database holds `auf` of them; heads are signed."""
        ap = oeffne_arbeitsplatz(self.ordner / SENDER, _OFFEN)
        try:
            with ap.profil.datenbank.schreiben() as v:
                verzeichnis, fehlen = lies_verzeichnis(v), auf - protokoll.anzahl(v)
                faelle: set[str] = set()
                while fehlen > 0:
                    stapel = [
                        self._naechste(verzeichnis.stand) for _ in range(min(fehlen, _STAPEL))
                    ]
                    protokoll.fuege_ein(v, stapel)
                    faelle.update(kopf.fall or ident for ident, kopf, *_ in stapel)
                    fehlen -= len(stapel)
                for feder in self._federn.values():
                    kopfstand = feder.signierer.unterschreibe_stand(feder.nr, feder.vor)
                    log = feder.signierer.log
                    protokoll.merke_kopfstand(v, log, feder.nr, feder.vor, kopfstand)
                projiziere(v, verzeichnis, faelle)
        finally:
            ap.schliesse()

    @property
    def kennzahlen(self) -> Kennzahlen:
        """Return what was written so far."""
        alle = self._geschrieben
        return Kennzahlen(alle, self._vorgaenge, self._koerper / alle, self._unterschriften / alle)

    def _richte_ein(self) -> None:
        def quelle(name: str) -> SaatQuelle:
            return SaatQuelle(f"leistung/{name}", _BEGINN)

        hub = einrichten.gruende_kreis(
            self.ordner / SENDER, "Messkreis (Übung)", _OFFEN, uebung=True, quelle=quelle(SENDER)
        )
        try:
            with hub.profil.datenbank.lesen() as v:
                nr, vor = protokoll.spitze(v, hub.log)
                self._zaehler = protokoll.hoechster_zaehler(v)
            signierer = hub.profil.schluessel.signierer
            self._federn[SENDER] = _Feder(signierer, "ki", Rolle.CM_KOORDINATION, nr, vor)
            for kuerzel, name, rolle in _PLAETZE:
                schluessel = self._lasse_zu(hub, quelle(kuerzel), kuerzel, name, rolle)
                self._federn[kuerzel] = _Feder(schluessel, kuerzel.lower(), rolle)
            # The reader is the second Arbeitsplatz of the same Stelle: it may read everything.
            stelle, rolle = "CM-Koordination", Rolle.CM_KOORDINATION
            self._lasse_zu(hub, quelle(EMPFAENGER), EMPFAENGER, stelle, rolle)
            self._tritt_bei(EMPFAENGER)
        finally:
            hub.schliesse()

    def _lasse_zu(
        self, hub: Arbeitsplatz, quelle: SaatQuelle, kuerzel: str, stelle: str, rolle: Rolle
    ) -> Signierer:
        neu = einrichten.bereite_vor(
            self.ordner / kuerzel, _OFFEN, stelle=stelle, rollen=[rolle], uebung=True, quelle=quelle
        )
        try:
            anmeldung = self.ordner / "uebergaben" / f"{kuerzel}.kim-anmeldung"
            ziffern = einrichten.melde_an(neu, anmeldung).pruefziffern
            zulassung = anmeldung.with_suffix(".kim-zulassung")
            bekannt = wer_bin_ich(hub).verzeichnis.stelle_zu(stelle)
            neues = "" if bekannt else kuerzel
            einrichten.lasse_zu(hub, anmeldung, ziffern, [rolle], zulassung, kuerzel=neues)
            return neu.profil.schluessel.signierer
        finally:
            neu.schliesse()

    def _tritt_bei(self, name: str) -> None:
        ap = oeffne_arbeitsplatz(self.ordner / name, _OFFEN)
        try:
            einrichten.tritt_bei(ap, self.ordner / "uebergaben" / f"{name}.kim-zulassung")
        finally:
            ap.schliesse()

    def _naechste(self, verz: tuple[int, str]) -> tuple[str, Kopf, bytes, bytes | None, str | None]:
        """Let a random case take its next step; a finished one makes room for a new one."""
        stelle = self._wuerfel.randrange(len(self._offen))
        angabe = next(self._offen[stelle].plan, None)
        if angabe is None:
            self._offen[stelle] = vorgang = self._neuer_vorgang()
            angabe = next(vorgang.plan)
        return self._schreibe(self._offen[stelle], verz, *angabe)

    def _neuer_vorgang(self) -> _Vorgang:
        self._vorgaenge += 1
        vorgang = _Vorgang()
        if self._vorgaenge % _JE_HERAUSFORDERUNG == 0:
            vorgang.plan = self._herausforderung()
        else:
            vorgang.plan = self._meldung(vorgang, self._wuerfel.choice(_CM))
        return vorgang

    def _schreibe(
        self, vorgang: _Vorgang, verz: tuple[int, str], wer: str, name: str, inhalt: dict[str, Any]
    ) -> tuple[str, Kopf, bytes, bytes | None, str | None]:
        feder = self._federn[wer]
        schritt = next(z for z in NACH_NAME[name] if z.gruendet is not bool(vorgang.fall))
        self._zeit += _TAKT
        self._zaehler += 1
        if schritt.gruendet:
            feder.gegruendet += 1
            vorgang.kennung = f"{wer}1-{self._zeit.year}-{feder.gegruendet:03}"
        zeit = self._zeit.strftime("%Y-%m-%dT%H:%M:%SZ")
        koerper = baue_koerper(name, vorgang.kennung, zeit, self._wuerfel.randbytes(32), inhalt)
        kopf = Kopf(
            art=schritt.ereignis,
            eltern=(vorgang.spitze,) if vorgang.spitze else (),
            fall=vorgang.fall,
            klasse=schritt.klasse,
            koerper=koerper_hash(koerper),
            lamport=self._zaehler,
            log=feder.signierer.log,
            muss=False,
            nr=feder.nr + 1,
            rolle=feder.rolle,
            stelle=feder.stelle,
            tag=self._zeit.date().isoformat(),
            v=FORMAT,
            verz=verz,
            vor=feder.vor,
        )
        roh = kanon(kopf)
        ident = ereignis_id(roh)
        eigene = None
        if kopf.art in EIGENE_UNTERSCHRIFT:
            eigene = feder.signierer.unterschreibe(BELEG_TAG, roh)
        feder.nr, feder.vor = kopf.nr, ident
        self._merke(vorgang, name, ident, len(koerper), eigene is not None)
        return ident, kopf, roh, koerper, eigene

    def _merke(
        self, vorgang: _Vorgang, name: str, ident: str, laenge: int, unterschrieben: bool
    ) -> None:
        vorgang.fall, vorgang.spitze = vorgang.fall or ident, ident
        if name in ("melden", "ergaenzen"):
            vorgang.fassung = ident
        if name == "melden":
            self._meldungen.append(ident)
        self._geschrieben += 1
        self._koerper += laenge
        self._unterschriften += unterschrieben

    def _meldung(self, vorgang: _Vorgang, wer: str) -> Iterator[Schrittangabe]:
        thema = self._wuerfel.choice(_THEMEN)
        yield wer, "melden", self._angaben(thema)
        for runde in range(self._wuerfel.choice((2, 3, 4, 5))):
            yield SENDER, "zur_ergaenzung", {"begruendung": self._text(3)}
            yield wer, "ergaenzen", {**self._angaben(thema), "ersetzt": [vorgang.fassung]}
            yield SENDER, "bescheiden", {"stand": f"Runde {runde + 1}", "text": self._text(5)}

    def _herausforderung(self) -> Iterator[Schrittangabe]:
        """Yield the steps of one Herausforderung; every third stops somewhere on its way."""
        schritte = list(self._alle_schritte())
        halt = self._wuerfel.randrange(3, 3 * len(schritte))
        yield from schritte[:halt]

    def _alle_schritte(self) -> Iterator[Schrittangabe]:
        wuerfel, titel = self._wuerfel, self._wuerfel.choice(_THEMEN)
        anzahl = min(len(self._meldungen), wuerfel.randrange(3, 10))
        gruppen = [{"id": _GRUPPE.lower(), "name": _PLAETZE[-1][1], "leitung": _PLAETZE[0][1]}]
        meldungen = wuerfel.sample(self._meldungen[-500:], anzahl)
        angaben = {"kurzfassung": self._text(4), "meldungen": meldungen[:-1], "titel": titel}
        yield SENDER, "buendeln", angaben
        yield SENDER, "buendeln", {"meldungen": meldungen[-1:]}
        yield SENDER, "themenblatt_freigeben", self._themenblatt(titel)
        yield SENDER, "vorlegen", {"bewertung": self._text(5), "empfehlung": self._text(2)}
        vorlage = {"beschlussvorschlag": self._text(4), "sachverhalt": self._text(10)}
        yield "KIL", "weiterleiten", {**vorlage, "sitzung_am": "2021-03-05"}
        if wuerfel.random() < 0.3:
            yield "LG", "vertagen", {"begruendung": self._text(2), "vertagt_auf": "2021-06-05"}
        auftrag = {"beschlusstext": self._text(4), "ziel": self._text(1), "gruppen": gruppen}
        yield "LG", "beauftragen", {**auftrag, "berichtstermin": "2021-06-30"}
        for _ in range(wuerfel.randrange(3, 9)):
            yield _GRUPPE, "bearbeiten", {"zwischenstand": self._text(6)}
        ansaetze = [self._ansatz(nr) for nr in range(1, wuerfel.randrange(2, 4))]
        yield _GRUPPE, "rueckmelden", {"anlass": titel, "loesungsansaetze": ansaetze}
        themen = [f"{_GRUPPE.lower()}/{a['schluessel']}" for a in ansaetze]
        for gegenstand in (*themen, "oeffentlichkeitsarbeit"):
            beschluss = {"beschlusstext": self._text(5), "ergebnis": "beschlossen"}
            yield "LG", "beschliessen", {**beschluss, "gegenstand": gegenstand}
        yield SENDER, "bekanntgeben", {"mitteilung": self._text(6)}
        yield SENDER, "themenblatt_freigeben", self._themenblatt(titel)
        for wer in _CM:
            yield wer, "kenntnis_nehmen", {}
            for thema in themen:
                erfolg = {"angewendet": "ja", "text": self._text(5), "wirkung": 4}
                yield wer, "erfolg_melden", {**erfolg, "loesungsansatz": thema}
        yield SENDER, "abschliessen", {"text": self._text(2), "wirksamkeit": "wirksam"}

    def _angaben(self, thema: str) -> dict[str, Any]:
        return {
            "auswirkung": 3,
            "betroffene_gruppe": "Familien nach der Anerkennung als Schutzberechtigte",
            "dringlichkeit": self._wuerfel.randrange(1, 5),
            "ebene": "kreis",
            "handlungsfeld": {"label": thema, "schluessel": thema.lower()},
            "keine_personendaten": True,
            "kurzfassung": self._text(2),
            "rechtskreise": [{"label": "SGB II", "schluessel": "sgb-2"}],
            "sachverhalt": self._text(4),
            "titel": f"{thema}: {self._text(1)}",
        }

    def _themenblatt(self, titel: str) -> dict[str, Any]:
        return {"saetze": [self._text(1) for _ in range(3)], "titel": titel}

    def _ansatz(self, nr: int) -> dict[str, Any]:
        return {
            "beschlussvorschlag": self._text(2),
            "beschreibung": self._text(3),
            "schluessel": str(nr),
            "titel": self._text(1),
        }

    def _text(self, saetze: int) -> str:
        return " ".join(self._wuerfel.choices(_SAETZE, k=saetze))
