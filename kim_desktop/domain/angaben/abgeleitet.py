"""Content the program adds of its own; checked like the rest, never asked for."""

from dataclasses import replace

from ..felder import PFLICHT, Feld, Feldart
from .buendel import ZUSAMMENFASSUNG
from .meldung import MELDUNG, SCHWAERZUNG
from .rueckmeldung import LOESUNGSANSATZ

#: What CM-Stellen are told of a Lösungsansatz.
MITGETEILT = ("titel", "beschreibung", "massnahmen", "zustaendig", "frist", "geltungsraum")

_BEKANNTER_ANSATZ = (
    Feld("schluessel", "Nummer", pflicht=PFLICHT),
    Feld("beschlusstext", "Beschlusstext", Feldart.ABSATZ),
    *(f for f in LOESUNGSANSATZ if f.name in MITGETEILT),
)

_ERSETZT = Feld("ersetzt", "ersetzte Einträge", Feldart.TEXTE)

_VON_DER_MELDUNG = tuple(replace(f, pflicht=False) for f in MELDUNG)
#: What a short Meldung takes over from what it refers to.
_KURZMELDUNG = tuple(
    f for f in _VON_DER_MELDUNG if f.name in {"titel", "handlungsfeld", "rechtskreise"}
)
_FASSUNG = (
    _ERSETZT,
    Feld("thema", "Thema", Feldart.VORGANG),
    *(f for f in _VON_DER_MELDUNG if f.name not in {g.name for g in SCHWAERZUNG}),
)
_ZAEHLUNG = (Feld("zusammenfassung", "Zusammenfassung", Feldart.OBJEKT, felder=ZUSAMMENFASSUNG),)

#: Content the program adds of its own; checked like the rest, never asked for.
ABGELEITET = {
    "ergaenzen": (_ERSETZT,),
    "vorlegen": _ZAEHLUNG,
    "zusammenfassen": _ZAEHLUNG,
    "das_kennen_wir_auch": _KURZMELDUNG,
    "sammelmeldung_bestaetigen": _KURZMELDUNG,
    "abfrage_beantworten": (Feld("meldung", "Meldung"), *_KURZMELDUNG),
    "bescheiden": (Feld("zustand", "Zustand"),),
    "schwaerzen": _FASSUNG,
    "berichtigen": (Feld("schritt", "Schritt"),),
    "tagesordnung": (_ERSETZT,),
    "beschliessen": (_ERSETZT, Feld("beruht_auf", "beruht auf")),
    "bekanntgeben": (
        Feld("loesungsansaetze", "Lösungsansätze", Feldart.OBJEKTE, felder=_BEKANNTER_ANSATZ),
    ),
    **dict.fromkeys(
        (
            "zurueckgeben",
            "weiterleiten",
            "beauftragen",
            "auftrag_nicht_erteilen",
            "vertagen",
            "rm_zurueckverweisen",
            "zurueckverweisen",
            "zur_kenntnis_nehmen",
            "weitergeben",
            "verweisen",
        ),
        (_ERSETZT,),
    ),
}
