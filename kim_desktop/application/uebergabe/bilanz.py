"""The balance per Stelle: sent, acknowledged, received, missing, and what is to be done."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import pairwise

from ...domain.ereignis import stamm
from ...domain.fehler import EingabeFehler
from ...store.anlage import anlagenliste
from ...store.oertlich import lokal
from ...store.oertlich.lokal import Ausgang, Eingang
from ...store.oertlich.proben import Probe, proben
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..worte import als_tag
from .austausch import partner
from .doppelte import alles_doppelte
from .fehlendes import TEXTE, Fehlendes, alles_fehlende, gezaehlt, seit_tagen, tage_seit
from .quellen import quellen, zu_fragende
from .wege import Weg, Wegstand, als_satz, wegstaende

#: From then on somebody should call: a Stelle that has nothing to send acknowledges late.
GEDULD_TAGE = 10
#: From then on a file is due for what came: so the other side need not call.
BESTAETIGEN_TAGE = 5


class Lage(IntEnum):
    """What is to be done about a Stelle; what presses most comes first."""

    FEHLT = 0
    RUHT = 1
    SCHULDET = 2
    WARTET = 3
    GUT = 4
    NICHTS = 5

    @property
    def zu_tun(self) -> bool:
        """Whether a person here has to do something."""
        return self <= Lage.SCHULDET


@dataclass(frozen=True, slots=True)
class Dateizeile:
    """One file in the history of a Stelle; `zeit` is ISO, `nach_aussen` tells the direction."""

    zeit: str
    nach_aussen: bool
    nr: int
    datei: str
    vermerk: str


@dataclass(frozen=True, slots=True)
class Stellenbilanz:
    """The balance with one Stelle; numbers are 0 and times empty where there is nothing.

    A file can be written for it when `erreichbar`: it has an Arbeitsplatz besides this one.
    `offen` files with content sent since `offen_seit` are unacknowledged, `zu_bestaetigen` of
    theirs await a file of ours since `zu_bestaetigen_seit`.
    """

    stelle: str
    name: str
    erreichbar: bool
    gesendet: Ausgang | None
    bestaetigt_bis: int
    bestaetigt_am: str
    offen: int
    offen_seit: str
    erhalten: Eingang | None
    zu_bestaetigen: int
    zu_bestaetigen_seit: str
    dateiluecken: tuple[str, ...]
    fehlt: tuple[Fehlendes, ...]
    fehlende_anlagen: int
    wege: tuple[Wegstand, ...]
    dateien: tuple[Dateizeile, ...]
    lage: Lage
    satz: str

    @property
    def zuletzt_gesendet(self) -> str:
        """Number and day of the last file sent; empty before the first."""
        return _nummer_und_tag(self.gesendet)

    @property
    def zuletzt_erhalten(self) -> str:
        """Number and day of the last file taken in; empty before the first."""
        return _nummer_und_tag(self.erhalten)

    @property
    def wege_satz(self) -> str:
        """Which routes work."""
        return als_satz(self.wege)


def _nummer_und_tag(datei: Ausgang | Eingang | None) -> str:
    return f"Nr. {datei.nr}, {als_tag(datei.zeit[:10])}" if datei else ""


@dataclass(frozen=True, slots=True)
class Uebersicht:
    """The balances with all Stellen, what presses most first, and the sum in one sentence.

    `doppelt` says which Arbeitsplätze and which Kennungen exist twice.
    """

    stellen: tuple[Stellenbilanz, ...]
    summe: str
    doppelt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Lagebild:
    """What all balances are made from."""

    wer: Identitaet
    heute: date
    ausgaenge: list[Ausgang]
    eingaenge: list[Eingang]
    fehlt: list[Fehlendes]
    anlagen: Mapping[str, int]
    zu_fragen: set[str]
    proben: list[Probe]
    doppelt: list[str]
    quittiert: Mapping[str, set[str]]


def uebersicht(ap: Arbeitsplatz, stelle: str = "") -> Uebersicht:
    """Return the balance with every Stelle, or with one (id, Kürzel or name).

    Raises `EingabeFehler` for a Stelle that is not in the directory.
    """
    with ap.profil.datenbank.lesen() as v:
        bild = _lagebild(ap, v)
    ziele = _gegenueber(bild)
    if stelle:
        eine = bild.wer.verzeichnis.stelle_zu(stelle)
        if eine is None:
            raise EingabeFehler(f"Die Stelle „{stelle}“ steht nicht im Verzeichnis.")
        ziele = [eine.id]
    wege = wegstaende(bild.proben, bild.ausgaenge, bild.heute)
    bilanzen = [_bilanz(bild, ziel, wege.get(ziel, ())) for ziel in ziele]
    geordnet = tuple(sorted(bilanzen, key=_dringlichkeit))
    return Uebersicht(geordnet, _summe(bilanzen, bild.doppelt), tuple(bild.doppelt))


def _lagebild(ap: Arbeitsplatz, v: Verbindung) -> _Lagebild:
    wer = identitaet(ap, v)
    return _Lagebild(
        wer,
        ap.heute(),
        lokal.ausgaenge_alle(v),
        lokal.eingaenge_alle(v),
        alles_fehlende(v, wer),
        _fehlende_anlagen(ap, v, wer),
        zu_fragende(ap, v, wer),
        proben(v),
        alles_doppelte(v, wer.verzeichnis, ap.log),
        {log: lokal.quittierte(v, log) for log in wer.verzeichnis.plaetze},
    )


def _fehlende_anlagen(ap: Arbeitsplatz, v: Verbindung, wer: Identitaet) -> Counter[str]:
    """Count the attachments that bodies name and this Arbeitsplatz lacks, by whom to ask."""
    fehlt = {hash_: (log, nr) for log, nr, hash_ in anlagenliste.fehlende(v, ap.profil.anlagen)}
    von_wem = quellen(v, wer)
    return Counter(von_wem.zu(stamm(log), nr) for log, nr in fehlt.values())


def _gegenueber(bild: _Lagebild) -> list[str]:
    """Return all Stellen to hand over with, and those with which files were exchanged."""
    genannt = [
        *partner(bild.wer),
        *(a.an for a in bild.ausgaenge),
        *(e.von_stelle for e in bild.eingaenge),
    ]
    return list(dict.fromkeys(genannt))


def _bilanz(bild: _Lagebild, stelle: str, wege: tuple[Wegstand, ...]) -> Stellenbilanz:
    gesendet = [a for a in bild.ausgaenge if a.an == stelle]
    erhalten = [e for e in bild.eingaenge if e.von_stelle == stelle]
    letzter = max(gesendet, key=lambda a: a.nr, default=None)
    bestaetigt = [a for a in gesendet if a.quittiert]
    neueste_quittung = max(bestaetigt, key=lambda a: a.nr, default=None)
    bis = neueste_quittung.nr if neueste_quittung else 0
    # What an acknowledged file did not hold is in none before it: each repeats what is open.
    offen = sorted(a.zeit for a in gesendet if a.nr > bis and a.enthalten)
    unser_letzter = letzter.zeit if letzter else ""
    schuldig = sorted(e.zeit for e in erhalten if _bringt_neues(e) and e.zeit > unser_letzter)
    fehlt = tuple(f for f in bild.fehlt if f.quelle == stelle)
    anlagen, name = bild.anlagen.get(stelle, 0), bild.wer.name_von(stelle)
    teile = [
        *(_lage_der_luecke(f, name, bild.heute) for f in fehlt),
        *_lage_der_anlagen(anlagen, stelle in bild.zu_fragen),
        *_lage_der_offenen(offen, bild.heute),
        *_lage_der_plaetze(bild, stelle, [a for a in gesendet if a.nr <= bis]),
        *_lage_der_schulden(schuldig, bild.heute),
    ] or [_ruhig(gesendet, erhalten)]
    return Stellenbilanz(
        stelle,
        name,
        any(p.log != bild.wer.platz.log for p in bild.wer.verzeichnis.plaetze_von(stelle)),
        letzter,
        bis,
        neueste_quittung.quittiert if neueste_quittung else "",
        len(offen),
        offen[0] if offen else "",
        max(erhalten, key=lambda e: (e.zeit, e.nr), default=None),
        len(schuldig),
        schuldig[0] if schuldig else "",
        tuple(_dateiluecken(bild.wer, erhalten, not fehlt and not anlagen)),
        fehlt,
        anlagen,
        wege,
        tuple(_dateien(gesendet, erhalten, bis, _probewege(bild.proben, stelle))),
        min(lage for lage, _ in teile),
        "; ".join(satz for _, satz in teile),
    )


def _bringt_neues(eingang: Eingang) -> bool:
    return bool(eingang.bericht.get("neu", 0) or eingang.bericht.get("spaete", 0))


def _lage_der_luecke(fehlt: Fehlendes, name: str, heute: date) -> tuple[Lage, str]:
    if not fehlt.angefordert:
        return Lage.FEHLT, f"{fehlt.satz}: {TEXTE.text('fehlt.offen')}"
    tage = tage_seit(fehlt.angefordert, heute)
    ruht = tage >= GEDULD_TAGE
    folge = TEXTE.text(
        "fehlt.ruht" if ruht else "fehlt.angefordert",
        am=als_tag(fehlt.angefordert),
        seit=seit_tagen(tage),
        stelle=name,
    )
    return Lage.RUHT if ruht else Lage.WARTET, f"{fehlt.satz}: {folge}"


def _lage_der_anlagen(anzahl: int, zu_fragen: bool) -> Iterable[tuple[Lage, str]]:
    if anzahl and zu_fragen:
        yield Lage.FEHLT, f"{gezaehlt('fehlt.anlagen', anzahl)}: {TEXTE.text('fehlt.offen')}"
    elif anzahl:
        yield Lage.WARTET, gezaehlt("fehlt.anlagen_erfragt", anzahl)


def _lage_der_offenen(offen: list[str], heute: date) -> Iterable[tuple[Lage, str]]:
    if not offen:
        return
    tage = tage_seit(offen[0], heute)
    if tage >= GEDULD_TAGE:
        yield Lage.RUHT, TEXTE.text("lage.ruht", seit=seit_tagen(tage))
    else:
        yield Lage.WARTET, TEXTE.text("lage.wartet", seit=seit_tagen(tage))


def _lage_der_plaetze(
    bild: _Lagebild, stelle: str, bestaetigt: list[Ausgang]
) -> Iterable[tuple[Lage, str]]:
    """Name the Arbeitsplätze that read nothing of what another one of their Stelle acknowledged."""
    wer, tag = bild.wer, bild.heute.isoformat()
    for platz in wer.verzeichnis.plaetze_von(stelle, tag):
        zuweisungen = (z for z in wer.verzeichnis.zuweisungen if z.gilt(tag))
        seit = min(z.von for z in zuweisungen if (z.log, z.stelle) == (platz.log, stelle))
        bis = max((a.nr for a in bestaetigt if a.hash in bild.quittiert[platz.log]), default=0)
        offen = [a.zeit for a in bestaetigt if a.nr > bis and a.enthalten and a.zeit[:10] >= seit]
        tage = tage_seit(min(offen), bild.heute) if offen and platz != wer.platz else 0
        if tage >= GEDULD_TAGE:
            name = wer.verzeichnis.code_von(platz)
            yield Lage.RUHT, TEXTE.text("lage.platz_ruht", platz=name, seit=seit_tagen(tage))


def _lage_der_schulden(schuldig: list[str], heute: date) -> Iterable[tuple[Lage, str]]:
    tage = tage_seit(schuldig[0], heute) if schuldig else 0
    if tage >= BESTAETIGEN_TAGE:
        yield Lage.SCHULDET, gezaehlt("lage.schuldet", len(schuldig), seit=seit_tagen(tage))


def _ruhig(gesendet: list[Ausgang], erhalten: list[Eingang]) -> tuple[Lage, str]:
    lage = Lage.GUT if gesendet or erhalten else Lage.NICHTS
    return lage, TEXTE.text("lage.gut" if lage is Lage.GUT else "lage.nichts")


def _dateiluecken(wer: Identitaet, erhalten: list[Eingang], vollstaendig: bool) -> Iterable[str]:
    """Say which running numbers of their files never came, and whether that matters."""
    # A substitute gets files for two Stellen, and each Stelle has a series of its own.
    nummern: dict[tuple[str, str], set[int]] = {}
    for eingang in erhalten:
        reihe = eingang.von_log, eingang.bericht.get("an", "")
        nummern.setdefault(reihe, set()).add(eingang.nr)
    for (log, _), da in sorted(nummern.items()):
        luecken = [(a + 1, b - 1) for a, b in pairwise(sorted(da)) if b - a > 1]
        platz = wer.verzeichnis.plaetze.get(log)
        if luecken:
            yield gezaehlt(
                "datei.ersetzt" if vollstaendig else "datei.fehlt",
                sum(bis - von + 1 for von, bis in luecken),
                nummern=", ".join(f"{a}–{b}" if a < b else str(a) for a, b in luecken),
                stelle=wer.verzeichnis.code_von(platz) if platz else log[:8],
            )


def _probewege(alle: Iterable[Probe], stelle: str) -> dict[int, str]:
    return {p.nr: Weg(p.weg).label for p in alle if p.an == stelle and p.weg in set(Weg)}


def _dateien(
    gesendet: list[Ausgang], erhalten: list[Eingang], bis: int, wege: Mapping[int, str]
) -> list[Dateizeile]:
    zeilen = [
        Dateizeile(a.zeit, True, a.nr, a.datei, _vermerk(a, bis, wege.get(a.nr, "")))
        for a in gesendet
    ]
    for e in erhalten:
        zahlen = {"neu": e.bericht.get("neu", 0), "bekannt": e.bericht.get("bekannt", 0)}
        vermerk = TEXTE.text("datei.erhalten", **zahlen)
        zeilen.append(Dateizeile(e.zeit, False, e.nr, e.datei, vermerk))
    return sorted(zeilen, key=lambda z: (z.zeit, z.nach_aussen, z.nr), reverse=True)


def _vermerk(ausgang: Ausgang, bis: int, weg: str) -> str:
    if ausgang.quittiert:
        vermerk = TEXTE.text("datei.bestaetigt", am=als_tag(ausgang.quittiert))
    elif ausgang.nr < bis:
        vermerk = TEXTE.text("datei.ueberholt", nr=bis)
    else:
        vermerk = TEXTE.text("datei.unbestaetigt" if ausgang.enthalten else "datei.leer")
    return ", ".join(filter(None, (vermerk, weg and TEXTE.text("datei.probe", weg=weg))))


def _dringlichkeit(bilanz: Stellenbilanz) -> tuple[int, str, str]:
    seit = bilanz.offen_seit if bilanz.lage.zu_tun or bilanz.lage is Lage.WARTET else ""
    return bilanz.lage, seit, bilanz.name.casefold()


def _summe(bilanzen: list[Stellenbilanz], doppelt: list[str]) -> str:
    zu_tun = sum(b.lage.zu_tun for b in bilanzen)
    warten = sum(b.lage is Lage.WARTET for b in bilanzen)
    fehlt = sum(f.anzahl for b in bilanzen for f in b.fehlt)
    ohne = "summe.doppelt" if doppelt else "summe.nichts_zu_tun"
    saetze = (
        gezaehlt("summe.zu_tun", zu_tun) if zu_tun else TEXTE.text(ohne),
        gezaehlt("summe.wartet", warten) if warten else "",
        gezaehlt("summe.fehlt", fehlt) if fehlt else TEXTE.text("summe.vollstaendig"),
    )
    return " ".join(filter(None, saetze))
