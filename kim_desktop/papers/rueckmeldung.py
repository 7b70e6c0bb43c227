"""The Rückmeldung (RM): a Projektgruppe reports its Lösungsansätze to the LG (step 6)."""

from functools import partial
from itertools import chain

from .aufbau import (
    Elemente,
    absaetze,
    angaben,
    beratungsfolge,
    dokument,
    liste,
    spalten,
    unterabschnitt,
)
from .daten import (
    AuftragDaten,
    LoesungsansatzDaten,
    OeffentlichkeitsarbeitDaten,
    RueckmeldungDaten,
)
from .elemente import Absatz, Dokument, Entscheidungsblock, Tabelle, Ueberschrift
from .entscheidung import entscheidungsblock
from .schreibweise import datum, geld
from .texte import eintrag, text


def rueckmeldung(daten: RueckmeldungDaten) -> Dokument:
    """Return the paper as a tree; order and headings stand in the paper texts."""
    bausteine = {
        "beratungsfolge": beratungsfolge,
        "anlass": _anlass,
        "ueberblick": _ueberblick,
        "loesungsansaetze": _loesungsansaetze,
        "zielvereinbarung": lambda daten: absaetze(daten.zielvereinbarung),
        "offene_punkte": lambda daten: liste(daten.offene_punkte),
        "oeffentlichkeitsarbeit": _oeffentlichkeitsarbeit,
        "entscheidung": _entscheidung,
        "anlagen": lambda daten: liste(daten.anlagen),
    }
    teile = {name: partial(baustein, daten) for name, baustein in bausteine.items()}
    werte = {
        "projektgruppe": daten.projektgruppe,
        "leitung": daten.leitung,
        "mitglieder": "\n".join(daten.mitglieder),
    }
    return dokument("rueckmeldung", daten, werte, teile)


def _anlass(daten: RueckmeldungDaten) -> Elemente:
    inhalte = {
        "auftrag": _auftrag(daten.auftrag),
        "ausgangslage": absaetze(daten.ausgangslage),
        "vorgehen": absaetze(daten.vorgehen),
    }
    unten = (unterabschnitt(titel, inhalte[feld]) for feld, titel in eintrag("rueckmeldung.anlass"))
    return (*absaetze(daten.anlass), *chain.from_iterable(unten))


def _auftrag(auftrag: AuftragDaten | None) -> Elemente:
    if auftrag is None:
        return ()
    termin = text("rueckmeldung.berichtstermin", datum=datum(auftrag.berichtstermin))
    return (*absaetze(auftrag.text), *absaetze(termin if auftrag.berichtstermin else ""))


def _ueberblick(daten: RueckmeldungDaten) -> Elemente:
    if not daten.loesungsansaetze:
        return ()
    zeilen = tuple(_ueberblickszeile(ansatz) for ansatz in daten.loesungsansaetze)
    rechts = int(eintrag("rueckmeldung.spalte_kosten"))
    return (Tabelle(spalten("rueckmeldung.spalten", rechts), zeilen), *_summe(daten))


def _ueberblickszeile(ansatz: LoesungsansatzDaten) -> tuple[str, ...]:
    return (
        str(ansatz.nr),
        ansatz.titel,
        ansatz.zustaendig,
        datum(ansatz.frist),
        _kosten(ansatz),
        ansatz.empfehlung,
    )


def _summe(daten: RueckmeldungDaten) -> Elemente:
    betraege = [a.kosten_cent for a in daten.loesungsansaetze if a.kosten_cent is not None]
    if not any(betraege):
        return ()
    return (Absatz(text("rueckmeldung.kosten_summe", summe=geld(sum(betraege)))),)


def _kosten(ansatz: LoesungsansatzDaten) -> str:
    if ansatz.kosten_cent is None:
        return text("rueckmeldung.kosten_offen")
    return geld(ansatz.kosten_cent) if ansatz.kosten_cent else text("werte.keine")


def _loesungsansaetze(daten: RueckmeldungDaten) -> Elemente:
    return tuple(chain.from_iterable(map(_loesungsansatz, daten.loesungsansaetze)))


def _loesungsansatz(ansatz: LoesungsansatzDaten) -> Elemente:
    massnahmen = liste(ansatz.massnahmen)
    if massnahmen:
        massnahmen = (Ueberschrift(text("rueckmeldung.massnahmen"), 4), *massnahmen)
    return (
        Ueberschrift(_ansatztitel(ansatz), 3),
        *absaetze(ansatz.beschreibung),
        *massnahmen,
        *angaben("rueckmeldung.steckbrief", _steckbrief(ansatz)),
    )


def _ansatztitel(ansatz: LoesungsansatzDaten) -> str:
    return text("rueckmeldung.ansatz", nr=ansatz.nr, titel=ansatz.titel)


def _steckbrief(ansatz: LoesungsansatzDaten) -> dict[str, str]:
    return {
        "zusage": ansatz.zusage or text("rueckmeldung.zusage_offen"),
        "zustaendig": ansatz.zustaendig,
        "rechtsrahmen": ansatz.rechtsrahmen,
        "aufwand": ansatz.aufwand,
        "kosten": _kosten(ansatz),
        "frist": datum(ansatz.frist),
        "geltungsraum": ansatz.geltungsraum,
        "indikator": ansatz.indikator,
        "risiko": ansatz.risiko,
        "empfehlung": ansatz.empfehlung,
    }


def _oeffentlichkeitsarbeit(daten: RueckmeldungDaten) -> Elemente:
    arbeit = daten.oeffentlichkeitsarbeit
    werte = {
        "vorgesehen": text("werte.ja" if arbeit.vorgesehen else "werte.nein"),
        "zielgruppe": arbeit.zielgruppe,
        "kanal": arbeit.kanal,
        "kernbotschaft": arbeit.kernbotschaft,
        "sprachen": arbeit.sprachen,
        "verantwortlich": arbeit.verantwortlich,
        "termin": datum(arbeit.termin),
        "sperrfrist": datum(arbeit.sperrfrist),
    }
    return angaben("rueckmeldung.oeffentlichkeitsarbeit", werte)


def _entscheidung(daten: RueckmeldungDaten) -> Elemente:
    titel = text("rueckmeldung.block_oeffentlichkeitsarbeit")
    return (
        *absaetze(text("rueckmeldung.entscheidung_vorspann")),
        *(_block(daten, _ansatztitel(a), a.beschlussvorschlag) for a in daten.loesungsansaetze),
        _block(daten, titel, _vorschlag(daten.oeffentlichkeitsarbeit)),
    )


def _block(daten: RueckmeldungDaten, titel: str, vorschlag: str) -> Entscheidungsblock:
    return entscheidungsblock("rueckmeldung", daten, titel, vorschlag)


def _vorschlag(arbeit: OeffentlichkeitsarbeitDaten) -> str:
    keine = "" if arbeit.vorgesehen else "keine_"
    return arbeit.beschlussvorschlag or text(
        f"rueckmeldung.vorschlag_{keine}oeffentlichkeitsarbeit"
    )
