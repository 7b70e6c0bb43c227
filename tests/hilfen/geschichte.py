"""A story in which every kind of body occurs, each with a word of its own to look for."""

import zlib
from pathlib import Path

from kim_desktop.domain.rollen import Rolle
from kim_desktop.handover.manifest import ANLAGE
from tests.hilfen.faelschung import zerlegt
from tests.hilfen.kreis import AUFTRAG, MELDUNG, RM, VORLAGE, Kreis, gruende, nimm_auf

#: Who reads: name of the workplace and of its Stelle. A second workplace of a Stelle writes and
#: acknowledges nothing, so that each file for it holds everything it may ever read.
LESER = {
    "eigene": ("HEN2", "HEN"),
    "andere": ("BTN", "BTN"),
    "koordination": ("KOB", "KOB"),
    "ki_leitung": ("KIL2", "KIL"),
    "lenkungsgruppe": ("LG2", "LG"),
    "projektgruppe": ("PG2", "PG"),
    "fremde_gruppe": ("PGZ", "PGZ"),
}
#: One file for each reader after each part: bytes as they come out of the segments.
Gelesen = dict[str, dict[str, bytes]]
_ROLLEN = {
    "HEN": Rolle.CM_STELLE,
    "BTN": Rolle.CM_STELLE,
    "KOB": Rolle.CM_KOORDINATION,
    "KIL": Rolle.KI_LEITUNG,
    "LG": Rolle.LENKUNGSGRUPPE,
}


def gespielt(ordner: Path) -> Gelesen:
    """Play the story; return what each reader's file holds after each of its parts."""
    kreis = gruende(ordner)
    for name, rolle in _ROLLEN.items():
        nimm_auf(kreis, name, rolle)
    for name, gruppe in (("PG", "pg-1"), ("PGZ", "pg-9")):
        nimm_auf(kreis, name, Rolle.PROJEKTGRUPPE, kennzeichen=gruppe)
    for name in ("HEN", "KIL", "LG"):
        nimm_auf(kreis, f"{name}2", _ROLLEN[name], stelle=name)
    nimm_auf(kreis, "PG2", Rolle.PROJEKTGRUPPE, stelle="PG")
    kreis.bring("KI", "HEN", "BTN", "KIL", "LG", "PG")
    gelesen = {}
    kennung = _vor_der_vorlage(kreis)
    gelesen["A"] = _dateien(kreis)
    _bis_zur_lenkungsgruppe(kreis, kennung)
    gelesen["B"] = _dateien(kreis)
    _bis_zum_beschluss(kreis, kennung)
    gelesen["C"] = _dateien(kreis)
    _nach_schritt_7(kreis, kennung)
    gelesen["D"] = _dateien(kreis)
    kreis.schliesse()
    return gelesen


def _dateien(kreis: Kreis) -> dict[str, bytes]:
    return {wer: _inhalt(kreis, *ort) for wer, ort in LESER.items()}


def _inhalt(kreis: Kreis, platz: str, stelle: str) -> bytes:
    """Write the file for a Stelle and open it with the key of one of its workplaces."""
    paket = zerlegt(kreis.gib("KI", stelle), kreis.plaetze[platz].profil.schluessel)
    paare = zip(paket.manifest.segmente, paket.segmente, strict=True)
    return b"\n".join(b if s.art == ANLAGE else zlib.decompress(b) for s, b in paare)


def _vor_der_vorlage(kreis: Kreis) -> str:
    """Step 1 and 2, before the KI-Leitung is asked."""
    kreis.tue("KI", "einstellen", schluessel="aktenzeichen", wert="meinstellung")
    erste = kreis.tue("HEN", "melden", **{**MELDUNG, "sachverhalt": "mmeldung"}).kennung
    kreis.tue("HEN", "ergaenzen", kennung=erste, **{**MELDUNG, "sachverhalt": "mergaenzt"})
    kreis.tue("HEN", "keine_meldung", von_tag="1987-06-05", bis_tag="1987-06-06")
    andere = kreis.tue("BTN", "melden", **MELDUNG).kennung
    kreis.bring("HEN", "KI")
    kreis.bring("BTN", "KI")
    fuer = {"fuer_stelle": "HEN"}
    zweite = kreis.tue("KI", "melden", **{**MELDUNG, "sachverhalt": "mfuer"}, **fuer).kennung
    dritte = kreis.tue("KI", "melden", **{**MELDUNG, "sachverhalt": "mgeheim"}, **fuer).kennung
    schwarz = dict.fromkeys(("titel", "kurzfassung", "sachverhalt", "begruendung"), "mgeschwaerzt")
    kreis.tue("KI", "schwaerzen", kennung=dritte, **schwarz)
    kreis.tue("KI", "fragen", kennung=erste, text="mrueckfrage")
    kreis.tue("KI", "bescheiden", kennung=erste, text="mbescheid")
    kreis.tue("KI", "notieren", kennung=erste, text="mmeldungsnotiz")
    meldungen = [erste, andere, zweite, dritte]
    kennung = kreis.tue(
        "KI", "buendeln", titel="T", meldungen=meldungen, bewertung="mbewertung"
    ).kennung
    kreis.tue("KI", "notieren", kennung=kennung, text="mnotiz")
    kreis.tue("KI", "themenblatt_freigeben", kennung=kennung, titel="mthema", saetze=["Satz"])
    kreis.tue("KI", "abfragen", kennung=kennung, frage="mabfrage")
    kreis.tue("KI", "stellung_nehmen", kennung=kennung, von="Jobcenter", text="mstellung")
    kreis.bring("KI", "HEN")
    nein = {"kennt": "nein", "keine_personendaten": True, "kurzfassung": "mantwort"}
    kreis.tue("HEN", "abfrage_beantworten", kennung=kennung, **nein)
    kreis.bring("HEN", "KI")
    return kennung


def _bis_zur_lenkungsgruppe(kreis: Kreis, kennung: str) -> None:
    """Step 3 and 4: first a No, then passed on to the Land, then before the LG again."""
    _lege_vor(kreis, kennung)
    frage = kreis.tue("LG", "fragen", kennung=kennung, text="mvorfrage").ereignis
    nein = {"beschlusstext": "mnein", "begruendung": "mneingrund"}
    falsch = kreis.tue("LG", "auftrag_nicht_erteilen", kennung=kennung, **nein).ereignis
    richtig = {**nein, "begruendung": "mberichtigt"}
    kreis.tue("LG", "berichtigen", kennung=kennung, eintrag=falsch, warum="x", inhalt=richtig)
    kreis.bring("LG", "KI")
    kreis.tue("KI", "wiederaufnehmen", kennung=kennung, begruendung="mwieder")
    _lege_vor(kreis, kennung)
    land = {"beschlusstext": "mweitergabe", "an": "land"}
    kreis.tue("LG", "weitergeben", kennung=kennung, **land)
    kreis.bring("LG", "KI")
    kreis.tue("KI", "antworten", kennung=kennung, frage=frage, text="mvorantwort")
    antwort = {"text": "mlandantwort", "zustand": "gebuendelt"}
    kreis.tue("KI", "antwort_erfassen", kennung=kennung, **antwort)
    _lege_vor(kreis, kennung)
    sitzung = {"sitzung_am": "2026-03-04"}
    mit = kreis.tue("LG", "sitzung_anlegen", titel="msitzung", **sitzung).kennung
    kreis.tue("LG", "sitzung_anlegen", titel="msondersitzung", **sitzung)
    kreis.tue("LG", "tagesordnung", kennung=mit, punkte=[{"top": "1", "vorgang": kennung}])
    kreis.tue("LG", "niederschrift", kennung=mit, stand="entwurf", ort="mniederschrift")
    kreis.bring("LG", "KI")


def _lege_vor(kreis: Kreis, kennung: str) -> None:
    kreis.tue("KI", "vorlegen", kennung=kennung)
    kreis.bring("KI", "KIL")
    vorlage = {**VORLAGE, "sachverhalt": "mvorlage"}
    kreis.tue("KIL", "weiterleiten", kennung=kennung, **vorlage)
    kreis.runde(("KIL", "LG"))


def _bis_zum_beschluss(kreis: Kreis, kennung: str) -> None:
    """Step 4 to 6: Auftrag, work, RM, decisions."""
    kreis.tue("LG", "beauftragen", kennung=kennung, **{**AUFTRAG, "ziel": "mauftrag"})
    kreis.runde(("LG", "PG"))
    kreis.tue("PG", "fragen", kennung=kennung, text="mauftragsfrage")
    kreis.tue("PG", "bearbeiten", kennung=kennung, zwischenstand="marbeit")
    ansatz = {**RM["loesungsansaetze"][0], "titel": "mansatz"}
    kreis.tue("PG", "rueckmelden", kennung=kennung, loesungsansaetze=[ansatz], vorgehen="mvorgehen")
    kreis.tue("PG", "fragen", kennung=kennung, text="mrmfrage")
    kreis.runde(("PG", "LG"))
    zusage = {"loesungsansatz": "pg-1/1", "von": "Jobcenter", "zusage": "ja", "text": "mzusage"}
    kreis.tue("KI", "zusagen", kennung=kennung, **zusage)
    beschluss = {"ergebnis": "beschlossen", "beschlusstext": "mbeschluss"}
    for gegenstand in ("pg-1/1", "oeffentlichkeitsarbeit"):
        kreis.tue("LG", "beschliessen", kennung=kennung, gegenstand=gegenstand, **beschluss)
    kreis.bring("LG", "KI")


def _nach_schritt_7(kreis: Kreis, kennung: str) -> None:
    """Step 7 and 8."""
    kreis.tue("KI", "bekanntgeben", kennung=kennung, mitteilung="mmitteilung")
    kreis.bring("KI", "HEN")
    kreis.tue("HEN", "kenntnis_nehmen", kennung=kennung)
    erfolg = {"loesungsansatz": "pg-1/1", "angewendet": "ja", "text": "merfolg"}
    kreis.tue("HEN", "erfolg_melden", kennung=kennung, **erfolg)
    kreis.bring("HEN", "KI")
    stand = {"umsetzungsstand": "laeuft", "sachstand": "mumsetzung"}
    ansatz = {"loesungsansatz": "pg-1/1", "von": "Jobcenter"}
    kreis.tue("KI", "umsetzung_melden", kennung=kennung, **ansatz, **stand)
    kreis.tue("KI", "abschliessen", kennung=kennung, wirksamkeit="wirksam", text="mabschluss")
