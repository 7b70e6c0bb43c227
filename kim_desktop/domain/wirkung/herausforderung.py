"""Effects on a Herausforderung, in the order of the eight steps."""

from typing import Any

from ..ereignis import Ereignis
from ..faelle import Beleg, Durchgang, Herausforderung, mit
from ..felder import texte
from ..zustaende import Zustand
from .hilfen import beleg, grund, inhalt, je_stelle, wert

_ANGABEN = ("titel", "kurzfassung", "bewertung", "abgrenzung", "empfehlung")


def buendeln(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Add Meldungen to the bundle."""
    return mit(fall, meldungen=_mit(fall, texte(inhalt(e), "meldungen")), angaben=_angaben(fall, e))


def loesen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Take Meldungen out of the bundle."""
    weg = set(texte(inhalt(e), "meldungen"))
    return mit(fall, meldungen=tuple(m for m in fall.meldungen if m not in weg))


def altbestand(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Begin with an old topic, wherever it stands; its RM counts as that of its groups."""
    neu: Herausforderung = mit(fall, altbestand=beleg(e), angaben=_angaben(fall, e))
    ansaetze = inhalt(e).get("loesungsansaetze") or []
    if Zustand(inhalt(e)["zustand"]) is Zustand.RM_VORGELEGT:
        rms = tuple(
            Beleg(e.id, e.tag, e.stelle, gruppe, {"loesungsansaetze": [] if nr else ansaetze})
            for nr, gruppe in enumerate(neu.gruppen)
        )
        neu = mit(neu, rueckmeldungen=rms)
    return grund(neu, e)


def zusammenfassen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Keep the counts for those who cannot read the Meldungen."""
    zahlen = inhalt(e).get("zusammenfassung")
    return mit(fall, zahlen=zahlen) if isinstance(zahlen, dict) else fall


def abfragen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Ask all CM-Stellen; a new question begins anew."""
    return mit(fall, abfrage=beleg(e), abfrageantworten={})


def abfrage_beantworten(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Keep the answer; a Yes brings its short Meldung into the bundle."""
    antworten = je_stelle(fall.abfrageantworten, e.urheber, beleg(e))
    meldung = wert(e, "meldung")
    neue = (meldung,) if meldung and wert(e, "kennt") == "ja" else ()
    return mit(fall, abfrageantworten=antworten, meldungen=_mit(fall, neue))


def themenblatt(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Put a new Themenblatt in the place of the old one."""
    return mit(fall, themenblatt=beleg(e))


def stellungnahme_einholen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Add a request."""
    return mit(fall, anfragen=(*fall.anfragen, beleg(e)))


def stellung_nehmen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Keep what a body says, its latest word."""
    return mit(fall, stellungnahmen={**fall.stellungnahmen, wert(e, "von"): beleg(e)})


def uebernehmen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Let another Stelle go on with the work of a Projektgruppe."""
    bisher, nachfolge = wert(e, "bisher"), wert(e, "nachfolge")
    return mit(
        fall,
        uebernahmen={**fall.uebernahmen, bisher: nachfolge},
        reihen={**fall.reihen, nachfolge: bisher},
    )


def vorlegen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Keep assessment and counts."""
    neu: Herausforderung = mit(fall, vorlegung=beleg(e), angaben=_angaben(fall, e), grund="")
    return zusammenfassen(neu, e)


def weiterleiten(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Keep the Vorlage."""
    return mit(fall, vorlage=beleg(e))


def mitzeichnen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Add a co-signature."""
    return mit(fall, mitzeichnungen=(*fall.mitzeichnungen, beleg(e)))


def beauftragen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Keep the Auftrag."""
    return mit(fall, auftrag=beleg(e), grund="")


def ende(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Remember at which step the Lenkungsgruppe ended it."""
    return mit(fall, ende=int(e.art.removeprefix("entscheidung_")), grund=wert(e, "begruendung"))


def weitergeben(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Remember to whom it was passed on; it stays open until there is an answer."""
    return mit(ende(fall, e), weitergabe=beleg(e))


def bearbeiten(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Add to the work in progress."""
    return mit(fall, arbeit=(*fall.arbeit, beleg(e)))


def rueckmelden(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Add a version of the RM."""
    return mit(fall, rueckmeldungen=(*fall.rueckmeldungen, beleg(e)), grund="")


def zusagen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Keep what a body promises on a Lösungsansatz."""
    schluessel = f"{wert(e, 'loesungsansatz')}/{wert(e, 'von')}"
    return mit(fall, zusagen={**fall.zusagen, schluessel: beleg(e)})


def umsetzung(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Keep how far a decision is carried out."""
    schluessel = f"{wert(e, 'loesungsansatz')}/{wert(e, 'von')}"
    return mit(fall, umsetzung={**fall.umsetzung, schluessel: beleg(e)})


def bekanntgeben(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Keep the Transparenzmitteilung; a new one is to be acknowledged and tried anew."""
    return mit(fall, bekanntgabe=beleg(e), kenntnis={}, erfolge={})


def kenntnis(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Keep who has taken note."""
    return mit(fall, kenntnis=je_stelle(fall.kenntnis, e.urheber, beleg(e)))


def erfolg(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Keep what a CM-Stelle says of a Lösungsansatz."""
    schluessel = f"{e.urheber}/{wert(e, 'loesungsansatz')}"
    return mit(fall, erfolge=je_stelle(fall.erfolge, schluessel, beleg(e)))


def abschliessen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Keep the result."""
    return mit(fall, abschluss=beleg(e))


def antwort(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Keep the answer of Land, Bund or others; one to be followed up begins a new round."""
    if Zustand(inhalt(e)["zustand"]) is Zustand.GEBUENDELT:
        fall = neuer_durchgang(fall, e)
    return mit(fall, antwort=beleg(e))


def zurueckverweisen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Begin a new round with the reason of the Lenkungsgruppe."""
    ende = Durchgang(e.tag, fall.zustand, wert(e, "begruendung"))
    return grund(mit(fall, frueher=(*fall.frueher, ende)), e)


def neuer_durchgang(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    """Begin a new round: what an earlier Lenkungsgruppe decided no longer decides this one."""
    ende = Durchgang(fall.steht_seit, fall.zustand, fall.grund)
    return mit(
        fall,
        frueher=(*fall.frueher, ende),
        vorlage=None,
        mitzeichnungen=(),
        auftrag=None,
        altbestand=None,
        arbeit=(),
        rueckmeldungen=(),
        zusagen={},
        umsetzung={},
        bekanntgabe=None,
        kenntnis={},
        erfolge={},
        abschluss=None,
        weitergabe=None,
        uebernahmen={},
        reihen={},
        werte=(),
        ende=0,
        grund=wert(e, "begruendung"),
    )


def _mit(fall: Herausforderung, meldungen: tuple[str, ...]) -> tuple[str, ...]:
    return (*fall.meldungen, *(m for m in meldungen if m not in fall.meldungen))


def _angaben(fall: Herausforderung, e: Ereignis) -> dict[str, Any]:
    neu = {k: w for k in _ANGABEN if isinstance(w := inhalt(e).get(k), str) and w}
    return {**fall.angaben, **neu}
