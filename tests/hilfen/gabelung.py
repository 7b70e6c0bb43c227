"""A CM-Stelle whose profile is copied, so that two workplaces write as one."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.platz.einrichten import lasse_zu, tritt_bei
from kim_desktop.application.platz.neubeginn import beginne_neu
from kim_desktop.application.uebergabe.austausch import lies_ein, uebergib_an
from kim_desktop.domain.rollen import Rolle
from tests.hilfen.kreis import MELDUNG, Kreis, gruende, nimm_auf, verschoben

#: Reads everything and writes nothing; the second one takes the files in another order.
LESER = ("KIB", "KIC")


@dataclass(frozen=True, slots=True)
class Doppelgaenger:
    """The district; HEN and its copy share three entries, two of them under a signed head."""

    kreis: Kreis
    kopie: str = "HEN'"

    def melde(self, wer: str, titel: str) -> str:
        """Let one of the two report something."""
        return self.kreis.tue(wer, "melden", **{**MELDUNG, "titel": titel}).kennung

    def datei(self, wer: str, an: str) -> Path:
        """Let one of the two write a file."""
        ziel = self.kreis.post / f"{wer}-{len(list(self.kreis.post.iterdir())):03}"
        ziel.mkdir()
        return uebergib_an(self.kreis.plaetze[wer], an, ziel).datei

    def bring(self, wer: str, *an: str) -> None:
        """Hand over from one of the two."""
        for ziel in an:
            lies_ein(self.kreis.plaetze[ziel], self.datei(wer, ziel))


def verdoppelt(ordner: Path) -> Doppelgaenger:
    """Make the district and copy HEN's folder; `kreis.schliesse()` is up to the caller."""
    kreis = gruende(ordner)
    nimm_auf(kreis, "HEN", Rolle.CM_STELLE)
    for name in LESER:
        nimm_auf(kreis, name, Rolle.KI_LEITUNG)
    kreis.bring("KI", "HEN", *LESER)
    for nummer in (1, 2):
        kreis.tue("HEN", "melden", **{**MELDUNG, "titel": f"Gemeinsam {nummer}"})
    kreis.bring("HEN", "KI")
    kreis.tue("HEN", "melden", **{**MELDUNG, "titel": "Gemeinsam 3"})
    doppelt = Doppelgaenger(kreis)
    verschoben(kreis, "HEN", kreis.profil(doppelt.kopie))
    kreis.oeffne(doppelt.kopie)
    return doppelt


def umgezogen(kreis: Kreis, name: str, nach: Path) -> None:
    """Put an older copy of a workplace's folder in the place of the newer one."""
    kreis.plaetze.pop(name).schliesse()
    shutil.rmtree(kreis.profil(name))
    shutil.copytree(nach, kreis.profil(name))
    kreis.oeffne(name)


def beginnt_neu(kreis: Kreis, name: str) -> Arbeitsplatz:
    """Let a CM-Stelle begin anew and be admitted again."""
    neu, nachfolge = beginne_neu(kreis.plaetze[name])
    kreis.plaetze[name] = neu
    zulassung = kreis.ordner / f"{name}-neu.kim-zulassung"
    rollen, ki = (Rolle.CM_STELLE,), kreis.plaetze["KI"]
    lasse_zu(ki, nachfolge.anmeldung, nachfolge.pruefziffern, rollen, zulassung)
    tritt_bei(neu, zulassung)
    return neu
