"""The Arbeitsplatz a person sits at: its profile, clock, and what it may do."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..domain.fehler import ProzessFehler
from ..domain.rollen import ERFASSBAR_FUER, Rolle
from ..domain.schritt import Schritt
from ..domain.schritte import NAMENTLICH
from ..handover.freigabe import Leser, leser_an
from ..handover.luecken import ist_gegabelt
from ..store.log import protokoll
from ..store.log.verzeichnisse import lies_verzeichnis
from ..store.oertlich import lokal
from ..store.profil.angaben import Zugang
from ..store.profil.hochstand import Befund
from ..store.profil.profil import Profil, oeffne
from ..store.verbindung import Verbindung
from ..trust.quelle import Quelle, SystemQuelle
from ..trust.verzeichnis import Platz, Stelle, Verzeichnis
from .worte import als_tag

__all__ = ["Arbeitsplatz", "Befund", "Identitaet", "Zugang", "oeffne_arbeitsplatz"]


@dataclass(frozen=True, slots=True)
class Arbeitsplatz:
    """One opened profile with its source of time and randomness."""

    profil: Profil
    quelle: Quelle

    @property
    def log(self) -> str:
        """Id of the log written here."""
        return self.profil.schluessel.signierer.log

    @property
    def uebung(self) -> bool:
        """Whether this belongs to a practice district."""
        return self.profil.uebung

    def heute(self) -> date:
        """Return the current day."""
        return self.quelle.jetzt().date()

    @property
    def befund(self) -> Befund | None:
        """Why this must not write on, where it was put back or copied."""
        return self.profil.waechter.befund

    def schliesse(self) -> None:
        """Close the profile."""
        self.profil.schliesse()


@dataclass(frozen=True, slots=True)
class Identitaet:
    """Who this Arbeitsplatz is in the district on a day: directory, entry, roles by Stelle."""

    verzeichnis: Verzeichnis
    platz: Platz
    rollen: dict[str, frozenset[Rolle]]
    tag: str

    @property
    def stelle(self) -> Stelle:
        """The main Stelle."""
        return self.verzeichnis.stellen[self.platz.stelle]

    @property
    def leser(self) -> tuple[Leser, ...]:
        """The Stellen this Arbeitsplatz acts for today, as readers."""
        return leser_an(self.verzeichnis, self.platz.log, self.tag)

    @property
    def alle_rollen(self) -> frozenset[Rolle]:
        """All roles held here, whatever the Stelle."""
        return frozenset().union(*self.rollen.values())

    @property
    def ohne_rolle(self) -> str:
        """Say why no role is held here on this day; empty where one is."""
        if self.alle_rollen:
            return ""
        eigene = [z for z in self.verzeichnis.zuweisungen if z.log == self.platz.log and z.gilt()]
        heute = f"Nach der Uhr dieses PCs ist heute der {als_tag(self.tag)}, und die Zulassung"
        if beginn := min((z.von for z in eigene if z.von > self.tag), default=""):
            wann = f"gilt erst ab dem {als_tag(beginn)}"
        elif schluss := max((z.bis for z in eigene), default=""):
            wann = f"galt bis zum {als_tag(schluss)}"
        else:
            return "Dieser Arbeitsplatz ist geschlossen. Bitte bei der CM-Koordination nachfragen."
        return f"{heute} dieses Arbeitsplatzes {wann}. Bitte die Uhr prüfen."

    def kann_fuer_andere(self, rollen: frozenset[Rolle]) -> bool:
        """Whether steps of these roles can be recorded here for another Stelle."""
        return Rolle.CM_KOORDINATION in self.alle_rollen and bool(rollen & ERFASSBAR_FUER)

    def nur_fuer_andere(self, schritt: Schritt) -> bool:
        """Whether a step is recorded here for another Stelle or not at all."""
        fremd = schritt.name not in NAMENTLICH and not self.alle_rollen & schritt.rollen
        return fremd and self.kann_fuer_andere(schritt.rollen)

    @property
    def code(self) -> str:
        """First part of the Kennungen made here, e.g. HEN2."""
        return self.verzeichnis.code_von(self.platz)

    @property
    def stellennamen(self) -> dict[str, str]:
        """Ids and names of all Stellen, in order of their names."""
        stellen = sorted(self.verzeichnis.stellen.values(), key=lambda s: s.name)
        return {s.id: s.name for s in stellen}

    def name_von(self, stelle: str) -> str:
        """Return the name of a Stelle as people read it."""
        gefunden = self.verzeichnis.stellen.get(stelle)
        return gefunden.name if gefunden else stelle


def oeffne_arbeitsplatz(ordner: Path, zugang: Zugang, quelle: Quelle | None = None) -> Arbeitsplatz:
    """Open the profile in `ordner`."""
    quelle = quelle or SystemQuelle()
    return Arbeitsplatz(oeffne(ordner, zugang, quelle), quelle)


def identitaet(ap: Arbeitsplatz, v: Verbindung) -> Identitaet:
    """Return who this Arbeitsplatz is; raises `ProzessFehler` before its admission."""
    verzeichnis = lies_verzeichnis(v)
    platz = verzeichnis.plaetze.get(ap.log)
    if platz is None:
        raise ProzessFehler(
            "Dieser Arbeitsplatz ist noch nicht zugelassen. Bitte „anmelden“, die Datei an die "
            "CM-Koordination geben und mit deren Zulassung „beitreten“."
        )
    tag = ap.heute().isoformat()
    return Identitaet(verzeichnis, platz, verzeichnis.rollen(ap.log, tag), tag)


def verlange_schreibrecht(ap: Arbeitsplatz, v: Verbindung) -> None:
    """Raise `ProzessFehler` where two logs of one name would come about by writing on."""
    if ap.befund is not None:
        raise ProzessFehler(ap.befund.satz)
    if schreibt_doppelt(ap, v):
        raise ProzessFehler(Befund.KOPIE.satz)


def verlange_eigene_eintraege(ap: Arbeitsplatz, v: Verbindung) -> None:
    """Raise `ProzessFehler` where others hold own entries that are missing here.

    Put back unnoticed, it would write numbers that are taken; asking back heals it.
    """
    hier, anderswo = protokoll.spitze(v, ap.log)[0], lokal.gehoerte_koepfe(v).get(ap.log, 0)
    if anderswo > hier:
        raise ProzessFehler(
            f"Andere haben von diesem Arbeitsplatz schon Einträge bis Nr. {anderswo}, hier steht "
            f"nur bis Nr. {hier}: Der Stand dieses PCs ist älter. Bitte zuerst der CM-Koordination "
            "(diese: allen) eine Datei schicken und die Antwort einlesen; damit kommt zurück, was "
            "fehlt, und es geht weiter. Es wurde nichts festgehalten."
        )


def verlange_amt(wer: Identitaet) -> None:
    """Raise `ProzessFehler` where nothing counts that is written here: closed, or a clock behind.

    A single role may end or begin whenever it likes.
    """
    eigene = [z for z in wer.verzeichnis.zuweisungen if z.log == wer.platz.log]
    if wer.verzeichnis.ist_beendet(wer.platz.log):
        raise ProzessFehler(
            "Dieser Arbeitsplatz ist geschlossen: was er einträgt, zählt nicht mehr. Bitte an "
            "einem anderen arbeiten, oder ihn neu einrichten und neu zulassen lassen."
        )
    if (beginn := min((z.von for z in eigene), default="")) > wer.tag:
        raise ProzessFehler(
            f"Dieser Computer zeigt den {als_tag(wer.tag)}; zugelassen ist der Arbeitsplatz erst "
            f"ab dem {als_tag(beginn)}. Bitte Datum und Uhrzeit des Computers richtigstellen."
        )


def schreibt_doppelt(ap: Arbeitsplatz, v: Verbindung) -> bool:
    """Whether a file has shown that another one writes under the key of this Arbeitsplatz."""
    return ist_gegabelt(v, ap.log)


def wer_bin_ich(ap: Arbeitsplatz) -> Identitaet:
    """Return who this Arbeitsplatz is, in a read of its own."""
    with ap.profil.datenbank.lesen() as v:
        return identitaet(ap, v)
