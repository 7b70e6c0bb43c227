"""After a restore: who has yet to answer, what came back, and what nobody holds any more."""

from dataclasses import dataclass

from ...handover.luecken import fehlende
from ...store.anlage.anlagenliste import anlagen_in
from ...store.log import protokoll, zweige
from ...store.oertlich import erneut
from ...store.verbindung import Verbindung
from ...trust.kopf import kopf_von
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..uebergabe.austausch import partner, stelle_des_logs
from ..worte import als_tag


@dataclass(frozen=True, slots=True)
class Wiederaufbau:
    """State of a rebuild: who has not answered, what is lost.

    `ungefragt` are those to whom no file has gone yet that asks.
    """

    offen: tuple[str, ...]
    ungefragt: tuple[str, ...]
    letzter: str
    fehlt: tuple[str, ...]

    def als_saetze(self) -> list[str]:
        """Say everything, one sentence a line."""
        if self.offen:
            gefragt = [name for name in self.offen if name not in self.ungefragt]
            saetze = []
            if self.ungefragt:
                saetze.append(
                    "Bitte eine Datei schicken, sie fordert alles erneut an: noch keine ging an "
                    f"{', '.join(self.ungefragt)}."
                )
            if gefragt:
                saetze.append(
                    "Alles ist erneut angefordert. Es fehlt noch die Antwort von: "
                    f"{', '.join(gefragt)}."
                )
            return saetze
        verloren = [f"Das hat niemand mehr: {satz}" for satz in self.fehlt]
        return [
            "Alle haben geantwortet.",
            *([self.letzter] if self.letzter else []),
            *(verloren or ["Alles, was andere haben, ist wieder hier."]),
        ]


def wiederaufbau(ap: Arbeitsplatz) -> Wiederaufbau | None:
    """Return how far the rebuild is; None where nothing was restored or asked for."""
    with ap.profil.datenbank.lesen() as v:
        fruehere, offen = erneut.fruehere_logs(v), erneut.offene_anforderungen(v)
        if not fruehere and not offen:
            return None
        wer = identitaet(ap, v)
        anfragen = [
            (wer.name_von(stelle), [offen[p.log] for p in plaetze if p.log in offen])
            for stelle in partner(wer)
            if (plaetze := wer.verzeichnis.plaetze_von(stelle))
        ]
        return Wiederaufbau(
            tuple(name for name, dateien in anfragen if dateien),
            tuple(name for name, dateien in anfragen if dateien and not any(dateien)),
            _letzter(v, wer, fruehere),
            tuple(_verlorenes(ap, v, wer, fruehere)),
        )


def fordere_alles_an(ap: Arbeitsplatz) -> None:
    """Ask everyone for everything with the next files: something here got lost."""
    with ap.profil.datenbank.schreiben() as v:
        wer = identitaet(ap, v)
        erneut.fordere_erneut_an(v, set(wer.verzeichnis.plaetze) - {ap.log})


def _letzter(v: Verbindung, wer: Identitaet, fruehere: list[str]) -> str:
    """Name the last own entry: what was written later and handed to nobody is to be repeated."""
    nr, ident = zweige.hoechster(v, fruehere[-1]) if fruehere else (0, "")
    zeile = protokoll.lies(v, ident)
    if zeile is None:
        return ""
    tag = als_tag(kopf_von(zeile.kopf).tag)
    return (
        f"Der letzte Eintrag des alten Arbeitsplatzes ist Nr. {nr} vom {tag}. Was danach "
        "eingetragen und niemandem übergeben wurde, bitte noch einmal eintragen."
    )


def _verlorenes(ap: Arbeitsplatz, v: Verbindung, wer: Identitaet, fruehere: list[str]) -> list[str]:
    saetze = [
        f"Einträge der Stelle {stelle_des_logs(wer.verzeichnis, log)} (Nr. {von}–{bis})."
        for log, von, bis in fehlende(v, wer.verzeichnis, wer.leser)
    ]
    geloescht = protokoll.geloeschte(v)
    for log in zweige.mit_zweigen(v, [*fruehere, ap.log]):
        for zeile in protokoll.bereich(v, log, 1, 2**62):
            kopf = kopf_von(zeile.kopf)
            if zeile.koerper is None and zeile.id not in geloescht:
                tag = als_tag(kopf.tag)
                saetze.append(f"Den Inhalt des eigenen Eintrags Nr. {kopf.nr} vom {tag}.")
            elif any(ap.profil.anlagen.lies(h) is None for h in anlagen_in(zeile.koerper or b"")):
                saetze.append(f"Eine Anlage des eigenen Eintrags Nr. {kopf.nr}.")
    return saetze
