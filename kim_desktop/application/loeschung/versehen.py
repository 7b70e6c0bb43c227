"""Personal data sent by mistake: erase, write the files for all who have it, and the notice."""

from dataclasses import dataclass
from pathlib import Path

from ...domain.fehler import EingabeFehler, KimFehler, UmgebungsFehler
from ...papers.datenpanne import Datenpanne, datenpanne
from ...store.datei import freier_name
from ...store.log import protokoll
from ...trust.kopf import kopf_von
from ..arbeitsplatz import Arbeitsplatz, identitaet
from ..schritt.tun import tue
from ..uebergabe import versand
from ..uebergabe.austausch import Fortschritt, ohne_fortschritt
from ..worte import als_tag
from .reste import reste
from .stand import Loeschstand, staende_in


@dataclass(frozen=True, slots=True)
class Behoben:
    """What was done after a mistake: files and mail drafts, the notice, and what is left.

    `fehler` says what could not be written although the entry is erased.
    """

    sendungen: tuple[versand.Sendung, ...]
    hinweis: Path | None
    reste: tuple[str, ...]
    fehler: str = ""

    def als_saetze(self) -> list[str]:
        """Say everything, one sentence a line."""
        saetze = ["Der Inhalt ist hier gelöscht."]
        saetze += [f"Bitte an {s.name} geben: „{s.datei}“." for s in self.sendungen]
        if self.hinweis:
            saetze.append(f"Hinweis für den Datenschutz: „{self.hinweis}“.")
        return [*saetze, *self.reste, *([self.fehler] if self.fehler else [])]


def behebe(
    ap: Arbeitsplatz, eintrag: str, ordner: Path, fortschritt: Fortschritt = ohne_fortschritt
) -> Behoben:
    """Erase an entry, write what every Stelle is owed into `ordner`, and the notice beside it.

    What fails after the erasure is told and can be done again; the erasure stays.
    """
    if not ordner.is_dir():
        raise EingabeFehler(f"Den Ordner „{ordner}“ gibt es nicht. Es wurde nichts gelöscht.")
    fortschritt(0.0, "Der Inhalt wird gelöscht")
    with ap.profil.datenbank.lesen() as v:
        schon = eintrag in protokoll.geloeschte(v)
    if not schon:
        tue(ap, "loeschen", {"ereignisse": [eintrag], "grund": "personenbezug"})
    sendungen: tuple[versand.Sendung, ...] = ()
    hinweis, fehler = None, ""
    try:
        if offen := versand.ausstand(ap).an:
            verschickt = versand.verschicke(ap, [e.stelle for e in offen], ordner, fortschritt)
            sendungen, fehler = verschickt.sendungen, verschickt.fehler
        hinweis = freier_name(ordner, f"Datenschutzhinweis_{ap.heute().isoformat()}.pdf")
        drucke_hinweis(ap, eintrag, hinweis)
    except KimFehler as grund:
        hinweis, fehler = None, grund.text
    return Behoben(sendungen, hinweis, tuple(reste(ap, eintrag).als_saetze()), fehler)


def drucke_hinweis(ap: Arbeitsplatz, eintrag: str, nach: Path) -> None:
    """Print the notice about an erased entry; raises `EingabeFehler` where it is not erased."""
    from ...papers.satz import setze

    daten = _daten(ap, eintrag)
    try:
        setze(datenpanne(daten), nach)
    except OSError as fehler:
        raise UmgebungsFehler(
            f"Nicht geschrieben: „{nach}“ ist geöffnet, schreibgeschützt oder der Ordner fehlt."
        ) from fehler


def _daten(ap: Arbeitsplatz, eintrag: str) -> Datenpanne:
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        stand = next(iter(staende_in(v, wer, {eintrag})), None)
        zeile = protokoll.lies(v, eintrag)
    if stand is None or zeile is None:
        raise EingabeFehler("Dieser Eintrag ist nicht gelöscht.")
    kopf = kopf_von(zeile.kopf)
    return Datenpanne(
        kreis=wer.verzeichnis.name,
        stelle=wer.stelle.name,
        datum=ap.heute().isoformat(),
        kennung=stand.kennung,
        eintrag=eintrag,
        eingetragen=f"{als_tag(kopf.tag)} von {wer.name_von(kopf.stelle)}",
        geloescht=_wann(stand),
        grund=stand.grund,
        bestaetigt=stand.bestaetigt,
        von=stand.von,
        offen=stand.offen,
        empfaenger=stand.stellen,
        reste=tuple(reste(ap, eintrag).als_saetze()),
        uebung=wer.verzeichnis.uebung,
    )


def _wann(stand: Loeschstand) -> str:
    return f"{als_tag(stand.tag)} von {stand.stelle}"
