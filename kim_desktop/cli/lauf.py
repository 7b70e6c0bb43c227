"""Running a command: open the profile where it needs one, call it, print what it answers."""

from argparse import Namespace
from collections.abc import Callable

from ..application.arbeitsplatz import Arbeitsplatz
from ..application.platz.sicherung import versuche_taegliche
from . import befehle_austausch as austausch
from . import befehle_bilanz as bilanz
from . import befehle_einrichtung as einrichtung
from . import befehle_kreis as kreis
from . import befehle_loeschung as loeschung
from . import befehle_personen as personen
from . import befehle_prozess as prozess
from . import befehle_schluessel as schluessel
from . import befehle_sicherung as sicherung
from . import befehle_uebergabe as uebergabe
from . import befehle_verzeichnis as verzeichnis
from .ausgabe import Antwort, gib_aus, gib_hinweis_aus
from .befehle_einrichtung import Aufruf

Befehl = Callable[[Arbeitsplatz, Namespace], Antwort]

#: Commands that open, make or check the profile themselves.
OHNE_PROFIL: dict[str, Callable[[Aufruf, Namespace], Antwort]] = {
    "einrichten": einrichtung.einrichten,
    "neu-beginnen": sicherung.neu_beginnen,
    "pruefen": sicherung.pruefen,
    "selbst-zulassen": sicherung.selbst_zulassen,
    "wiederherstellen": sicherung.wiederherstellen,
}
#: Commands that work on an opened profile.
MIT_PROFIL: dict[str, Befehl] = {
    "anmelden": einrichtung.anmelden,
    "zulassen": einrichtung.zulassen,
    "beitreten": einrichtung.beitreten,
    "stelle-eintragen": einrichtung.stelle_eintragen,
    "anmeldungen": verzeichnis.anmeldungen,
    "zulassen-liste": verzeichnis.zulassen_liste,
    "inhaber": verzeichnis.inhaber,
    "verzeichnis-entscheiden": verzeichnis.verzeichnis_entscheiden,
    "beenden": verzeichnis.beenden,
    "zuweisen": verzeichnis.zuweisen,
    "notfallblatt": schluessel.notfallblatt,
    "passphrase": schluessel.passphrase,
    "kreisblatt": schluessel.kreisblatt,
    "schluessel-wechseln": schluessel.schluessel_wechseln,
    "schluessel-eintragen": schluessel.schluessel_eintragen,
    "schritt": prozess.schritt,
    "aufgaben": prozess.aufgaben,
    "zeigen": prozess.zeigen,
    "suchen": prozess.suchen,
    "anlage": prozess.anlage,
    "personenbezug": personen.personenbezug,
    "einstellungen": kreis.einstellungen,
    "papier": prozess.papier,
    "uebergeben": uebergabe.uebergeben,
    "verschicken": uebergabe.verschicken,
    "einlesen": uebergabe.einlesen,
    "probe": bilanz.probe,
    "uebergaben": bilanz.uebergaben,
    "loeschungen": loeschung.loeschungen,
    "austausch": austausch.austausch,
    "stand": uebergabe.stand,
    "neu-aufbauen": uebergabe.neu_aufbauen,
    "sichern": sicherung.sichern,
    "sicherungen": sicherung.sicherungen,
    "pc-bestaetigen": sicherung.pc_bestaetigen,
    "wiederaufbau": sicherung.wiederaufbau,
}
#: Commands that write; the first one of a day is preceded by the backup of the day.
SCHREIBEND = frozenset(
    {
        "zulassen",
        "zulassen-liste",
        "stelle-eintragen",
        "inhaber",
        "verzeichnis-entscheiden",
        "beenden",
        "zuweisen",
        "schluessel-wechseln",
        "schluessel-eintragen",
        "schritt",
        "uebergeben",
        "verschicken",
        "probe",
        "einlesen",
        "austausch",
    }
)


def fuehre_aus(wahl: Namespace, start: Aufruf) -> int:
    """Run the chosen command and return the exit status; errors are raised as `KimFehler`."""
    return gib_aus(_antwort(wahl, start), wahl.json)


def _antwort(wahl: Namespace, start: Aufruf) -> Antwort:
    if wahl.befehl == "demo":
        return einrichtung.demo(wahl)
    if wahl.befehl == "schritt" and (wahl.liste or wahl.schema):
        return prozess.auskunft(wahl)
    if wahl.befehl in OHNE_PROFIL:
        return OHNE_PROFIL[wahl.befehl](start, wahl)
    arbeitsplatz = start.oeffne()
    try:
        nicht_gesichert = ""
        if wahl.befehl in SCHREIBEND:
            nicht_gesichert = versuche_taegliche(arbeitsplatz)
        antwort = MIT_PROFIL[wahl.befehl](arbeitsplatz, wahl)
    finally:
        arbeitsplatz.schliesse()
    if arbeitsplatz.befund is not None:
        gib_hinweis_aus(arbeitsplatz.befund.satz)
    if nicht_gesichert:
        gib_hinweis_aus(nicht_gesichert)
    return antwort
