"""A whole case on its way through the eight steps, handed over by real files."""

from pathlib import Path

from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.domain.rollen import Rolle
from tests.hilfen.kreis import AUFTRAG, MELDUNG, RM, VORLAGE, Kreis, gruende, nimm_auf, verschoben

#: Workplaces that only read: both take part from the beginning and never do a step.
LESER = ("LGB", "KIB")


def gespielt(ordner: Path) -> tuple[Kreis, dict[str, Path]]:
    """Play the eight steps; return the district and the readers' folders as right after joining."""
    kreis = gruende(ordner)
    for name in ("HEN", "TRO"):
        nimm_auf(kreis, name, Rolle.CM_STELLE)
    nimm_auf(kreis, "KIL", Rolle.KI_LEITUNG)
    nimm_auf(kreis, "LG", Rolle.LENKUNGSGRUPPE)
    nimm_auf(kreis, "LG2", Rolle.LENKUNGSGRUPPE, stelle="LG")
    nimm_auf(kreis, "LGB", Rolle.LENKUNGSGRUPPE)
    nimm_auf(kreis, "KIB", Rolle.KI_LEITUNG)
    frisch = {name: verschoben(kreis, name, ordner / "frisch" / name) for name in LESER}
    kreis.bring("KI", "HEN", "TRO", "KIL", "LG", *LESER)
    kennung = _schritte_1_bis_3(kreis)
    _schritt_4_strittig(kreis, kennung)
    _schritte_5_bis_8(kreis, kennung)
    return kreis, frisch


def _unterrichte(kreis: Kreis, *von: str) -> None:
    """Bring the readers up to date; they acknowledge what they took in."""
    for name in (*von, "KI"):
        kreis.bring(name, *LESER)
    for leser in LESER:
        kreis.bring(leser, "KI")


def _schritte_1_bis_3(kreis: Kreis) -> str:
    erste = kreis.tue("HEN", "melden", **MELDUNG).kennung
    kreis.bring("HEN", "KI")
    _unterrichte(kreis)
    zweite = kreis.tue("TRO", "melden", **MELDUNG, fallzahlklasse="3-9").kennung
    kreis.bring("TRO", "KI")
    kreis.tue("KI", "zur_ergaenzung", kennung=erste, begruendung="Bitte die Zahl nennen.")
    kreis.bring("KI", "HEN")
    kreis.tue("HEN", "ergaenzen", kennung=erste, **MELDUNG, fallzahlklasse="10-24")
    kreis.bring("HEN", "KI")
    kennung = kreis.tue("KI", "buendeln", meldungen=[erste, zweite], titel="Übergang").kennung
    _unterrichte(kreis, "HEN", "TRO")
    kreis.tue("KI", "bescheiden", kennung=erste, text="Ihre Meldung ist gebündelt.")
    kreis.tue("KI", "vorlegen", kennung=kennung)
    _unterrichte(kreis)
    kreis.bring("KI", "KIL")
    kreis.tue("KIL", "weiterleiten", kennung=kennung, **VORLAGE)
    kreis.bring("KIL", "KI")
    _unterrichte(kreis, "KIL")
    return kennung


def _schritt_4_strittig(kreis: Kreis, kennung: str) -> None:
    """Two workplaces of the Lenkungsgruppe decide at once; a third decision settles it."""
    datei = kreis.gib("KI", "LG")
    for name in ("LG", "LG2"):
        lies_ein(kreis.plaetze[name], datei)
    ja = kreis.tue("LG", "beauftragen", kennung=kennung, **AUFTRAG).ereignis
    spaeter = kreis.tue("LG2", "vertagen", kennung=kennung, begruendung="Haushalt").ereignis
    kreis.bring("LG2", "KI")
    _unterrichte(kreis, "LG2")
    kreis.bring("LG", "KI")
    _unterrichte(kreis, "LG")
    kreis.bring("KI", "LG")
    kreis.tue("LG", "beauftragen", kennung=kennung, **AUFTRAG, ersetzt=[ja, spaeter])
    kreis.bring("LG", "KI")
    _unterrichte(kreis, "LG")


def _schritte_5_bis_8(kreis: Kreis, kennung: str) -> None:
    nimm_auf(kreis, "PGR", Rolle.PROJEKTGRUPPE, kennzeichen="pg-1")
    kreis.bring("KI", "PGR")
    kreis.tue("PGR", "bearbeiten", kennung=kennung, zwischenstand="Gespräche geführt")
    kreis.bring("PGR", *LESER)
    kreis.tue("PGR", "rueckmelden", kennung=kennung, **RM)
    kreis.bring("PGR", "KI")
    _unterrichte(kreis)
    kreis.bring("KI", "LG")
    for gegenstand in ("pg-1/1", "oeffentlichkeitsarbeit"):
        beschluss = {"ergebnis": "beschlossen", "beschlusstext": "Es wird umgesetzt."}
        kreis.tue("LG", "beschliessen", kennung=kennung, gegenstand=gegenstand, **beschluss)
    kreis.bring("LG", "KI", *LESER)
    kreis.tue("KI", "bekanntgeben", kennung=kennung, mitteilung="Ab Juli gilt der Übergangstag.")
    kreis.bring("KI", "HEN", "TRO")
    kreis.tue("HEN", "kenntnis_nehmen", kennung=kennung)
    kreis.tue("TRO", "erfolg_melden", kennung=kennung, loesungsansatz="pg-1/1", angewendet="ja")
    kreis.bring("HEN", "KI")
    kreis.bring("TRO", "KI", *LESER)
    kreis.tue("KI", "abschliessen", kennung=kennung, wirksamkeit="wirksam")
    _unterrichte(kreis)
