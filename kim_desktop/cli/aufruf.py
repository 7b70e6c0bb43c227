"""Parsing the command line."""

import argparse
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from .. import __version__
from ..domain.rollen import Rolle
from .parser import Parser, ganze_zahl, pfad, text

Unterparser = Any
_FUER_MASCHINEN = "Ausgabe für Maschinen"
_ALS_PDF = "als Anlage in einem PDF-Begleitblatt, wo .kim-Dateien nicht durchkommen"


def lies_argumente(argumente: list[str]) -> argparse.Namespace:
    """Parse the arguments; raises `EingabeFehler` where they do not fit."""
    return _parser().parse_args(argumente)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="kim-desktop",
        description="Das Verfahren des Kommunalen Integrationsmanagements. "
        "Ohne Befehl öffnet sich das Fenster.",
    )
    parser.add_argument("--json", action="store_true", help=_FUER_MASCHINEN)
    parser.add_argument("--profil", type=pfad, metavar="ORDNER", help="Ordner des Arbeitsplatzes")
    parser.add_argument(
        "--passphrase-datei", type=pfad, metavar="DATEI", help="Datei, in der die Passphrase steht"
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"KIM Desktop {__version__}",
        help="die Version des Programms zeigen",
    )
    befehle = parser.add_subparsers(dest="befehl", metavar="BEFEHL", parser_class=Parser)
    for baue in (
        _demo,
        _einrichtung,
        _anmeldungen,
        _verzeichnis,
        _schluessel,
        _schritt,
        _blick,
        _uebergabe,
        _papier,
        _pflege,
        _sicherung,
    ):
        baue(partial(_neu, befehle))
    return parser


def _neu(befehle: Unterparser, name: str, hilfe: str) -> Unterparser:
    p = befehle.add_parser(name, help=hilfe, description=hilfe)
    # It may stand before the command, too: what is not said here takes nothing back.
    p.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=_FUER_MASCHINEN)
    return p


Neu = Callable[[str, str], Unterparser]


def _demo(neu: Neu) -> None:
    p = neu("demo", "einen ganzen Übungskreis anlegen")
    p.add_argument("ordner", type=pfad, metavar="ORDNER")
    p.add_argument("--saat", default="1", metavar="N", help="gleiche Saat, gleicher Kreis")


def _einrichtung(neu: Neu) -> None:
    p = neu("einrichten", "einen Kreis gründen oder einen Arbeitsplatz vorbereiten")
    p.add_argument("--kreis", type=text, metavar="NAME", help="gründet den Kreis")
    p.add_argument("--stelle", type=text, metavar="NAME", help="Stelle dieses Arbeitsplatzes")
    p.add_argument("--kuerzel", default="", metavar="KÜRZEL")
    p.add_argument("--rolle", type=rollen, default=(), metavar="ROLLE[,ROLLE]")
    p.add_argument("--uebung", action="store_true", help="nur zum Üben, nie für echte Daten")
    _netzlaufwerk(p)
    p = neu("anmelden", "die Anmeldung dieses Arbeitsplatzes schreiben")
    p.add_argument("--nach", type=pfad, required=True, metavar="DATEI")
    p = neu("zulassen", "einen angemeldeten Arbeitsplatz zulassen")
    p.add_argument("datei", type=pfad, metavar="DATEI")
    p.add_argument("--pruefziffern", required=True, metavar="ZIFFERN")
    p.add_argument("--rolle", type=rollen, required=True, metavar="ROLLE[,ROLLE]")
    p.add_argument("--stelle", default="", metavar="NAME")
    p.add_argument("--kuerzel", default="", metavar="KÜRZEL")
    p.add_argument("--nach", type=pfad, required=True, metavar="DATEI")
    p = neu("beitreten", "die Zulassung übernehmen")
    p.add_argument("datei", type=pfad, metavar="DATEI")
    p = neu("stelle-eintragen", "eine Stelle, etwa eine Projektgruppe, ins Verzeichnis eintragen")
    p.add_argument("name", type=text, metavar="NAME")
    p.add_argument("--kuerzel", default="", metavar="KÜRZEL")
    p.add_argument("--kennzeichen", default="", metavar="ID", help="wie im Auftrag genannt")
    p.add_argument("--ohne-programm", action="store_true")


def _anmeldungen(neu: Neu) -> None:
    p = neu("anmeldungen", "die Anmeldungen in einem Ordner nennen, zum Prüfen am Telefon")
    p.add_argument("ordner", type=pfad, metavar="ORDNER")
    p.add_argument("--liste", type=pfad, metavar="DATEI.pdf", help="zum Ausfüllen drucken")
    p.add_argument("--tabelle", type=pfad, metavar="DATEI.csv", help="zum Ausfüllen am Bildschirm")
    p = neu("zulassen-liste", "alle zulassen, deren Prüfziffern in der Liste stimmen")
    p.add_argument("liste", type=text, metavar="DATEI.csv|-")
    p.add_argument("--nach", type=pfad, metavar="ORDNER", help="sonst neben die Anmeldungen")


def _verzeichnis(neu: Neu) -> None:
    p = neu("inhaber", "nennen und ändern, wer das Verzeichnis der Stellen führt")
    was = p.add_mutually_exclusive_group()
    was.add_argument("--dazu", type=text, metavar="ARBEITSPLATZ", help="darf es künftig auch")
    was.add_argument("--ende", type=text, metavar="ARBEITSPLATZ", help="darf es nicht mehr")
    _kreisblatt_datei(p)
    p = neu("verzeichnis-entscheiden", "haben es zwei zugleich geändert: das hiesige gilt")
    p.add_argument("datei", type=pfad, metavar="DATEI", help="die darum abgelehnte Übergabedatei")
    _kreisblatt_datei(p)
    p = neu("beenden", "einen Arbeitsplatz, eine Stelle oder eine Rolle schließen")
    p.add_argument("wen", type=text, metavar="ARBEITSPLATZ|STELLE")
    p.add_argument("--rolle", type=rolle, metavar="ROLLE", help="nur diese Rolle")
    p.add_argument("--ab-nr", type=nummer, default=0, metavar="N", help="ab hier zählt nichts mehr")
    p = neu("zuweisen", "einem Arbeitsplatz eine weitere Stelle und Rolle geben (Vertretung)")
    p.add_argument("wen", type=text, metavar="ARBEITSPLATZ")
    p.add_argument("--stelle", type=text, required=True, metavar="STELLE")
    p.add_argument("--rolle", type=rolle, required=True, metavar="ROLLE")
    p.add_argument("--von", type=tag, metavar="TAG", help="JJJJ-MM-TT, sonst heute")
    p.add_argument("--bis", type=tag, metavar="TAG", help="JJJJ-MM-TT, sonst bis es endet")


def _schluessel(neu: Neu) -> None:
    p = neu("notfallblatt", "das Blatt drucken, das diesen Arbeitsplatz im Notfall öffnet")
    p.add_argument("--nach", type=pfad, required=True, metavar="DATEI.pdf")
    p = neu("passphrase", "diesem Arbeitsplatz eine neue Passphrase geben")
    p.add_argument(
        "--neu", type=text, required=True, metavar="DATEI|-", help="in der die neue steht"
    )
    p = neu("kreisblatt", "den Kreisschlüssel drucken oder von diesem Computer nehmen")
    was = p.add_mutually_exclusive_group(required=True)
    was.add_argument("--nach", type=pfad, metavar="DATEI.pdf")
    was.add_argument(
        "--vom-pc-entfernen", action="store_true", help="verlangt den Code vom gedruckten Blatt"
    )
    _kreisblatt_datei(p)

    p = neu("schluessel-wechseln", "diesem Arbeitsplatz neue Schlüssel geben")
    p.add_argument("--nach", type=pfad, metavar="DATEI", help="was die CM-Koordination einträgt")
    p = neu("schluessel-eintragen", "den neuen Schlüssel eines anderen Arbeitsplatzes eintragen")
    p.add_argument("datei", type=pfad, metavar="DATEI")


def _kreisblatt_datei(p: Unterparser) -> None:
    p.add_argument(
        "--kreisblatt", type=text, metavar="DATEI|-", help="der abgetippte Code vom Kreisblatt"
    )


def _netzlaufwerk(p: Unterparser) -> None:
    p.add_argument(
        "--netzlaufwerk", action="store_true", help="wo Lokales nicht bleibt: mit Passphrase"
    )


def _schritt(neu: Neu) -> None:
    p = neu("schritt", "einen Schritt des Verfahrens tun")
    p.add_argument("name", nargs="?", metavar="NAME")
    p.add_argument("--daten", type=text, metavar="DATEI|-", help="JSON oder JSON Lines")
    p.add_argument("--liste", action="store_true", help="alle Schritte nennen")
    p.add_argument("--schema", action="store_true", help="JSON Schema der Daten")


def _blick(neu: Neu) -> None:
    neu("aufgaben", "was jetzt zu tun ist")
    p = neu("zeigen", "alle Vorgänge oder einen zeigen")
    p.add_argument("kennung", type=text, nargs="?", metavar="KENNUNG")
    p = neu("suchen", "in allen Vorgängen suchen")
    p.add_argument("text", metavar="TEXT")
    p = neu("anlage", "eine Anlage eines Vorgangs in eine Datei schreiben")
    p.add_argument("kennung", type=text, metavar="KENNUNG")
    p.add_argument("name", type=text, metavar="NAME", help="Name oder Anfang der Prüfsumme")
    p.add_argument("--nach", type=pfad, required=True, metavar="DATEI|ORDNER")
    neu("einstellungen", "alle Einstellungen des Kreises und ihre Werte")
    p = neu("personenbezug", "in einem Text suchen, was auf Personen deutet")
    p.add_argument("datei", type=text, nargs="?", metavar="DATEI", help="„-“ liest die Eingabe")
    p.add_argument(
        "--stehen-lassen", type=text, action="append", metavar="WORT", help="dienstlich, merken"
    )
    p.add_argument(
        "--nicht-mehr", type=text, action="append", metavar="WORT", help="wieder darauf achten"
    )


def _uebergabe(neu: Neu) -> None:
    p = neu("uebergeben", "Übergabedateien schreiben")
    p.add_argument("--an", type=text, metavar="STELLE")
    p.add_argument("--alle", action="store_true")
    p.add_argument("--nach", type=pfad, required=True, metavar="ORDNER")
    p.add_argument("--als-pdf", action="store_true", help=_ALS_PDF)
    p = neu("verschicken", "schreiben, was jetzt zu verschicken ist, mit Mailentwürfen")
    p.add_argument("--nach", type=pfad, required=True, metavar="ORDNER")
    p.add_argument("--an", type=text, metavar="STELLE", help="nur an diese Stelle, auch ohne Neues")
    p.add_argument("--als-pdf", action="store_true", help=_ALS_PDF)
    p.add_argument("--fuer-mail", action="store_true", help="große Anlagen folgen später")
    p = neu("probe", "eine Übergabedatei schreiben, die einen Weg erprobt")
    p.add_argument("--an", type=text, required=True, metavar="STELLE")
    p.add_argument(
        "--weg", required=True, metavar="WEG", help="mail, netzlaufwerk, portal, stick oder pdf"
    )
    p.add_argument("--nach", type=pfad, required=True, metavar="ORDNER")
    p = neu("einlesen", "Übergabedateien einlesen, auch aus PDF-Begleitblättern")
    p.add_argument("orte", type=pfad, nargs="+", metavar="DATEI|ORDNER")
    p.add_argument("--vorschau", action="store_true", help="nur zeigen, nichts übernehmen")
    p.add_argument(
        "--auch-geschlossene",
        action="store_true",
        help="auch Dateien geschlossener Arbeitsplätze, nach Rücksprache",
    )
    p = neu("uebergaben", "was gesendet, bestätigt, erhalten wurde, was fehlt und was zu tun ist")
    p.add_argument("--stelle", type=text, metavar="STELLE", help="nur diese, mit allen Dateien")
    p.add_argument("--nach", type=pfad, metavar="DATEI.pdf", help="außerdem drucken")
    p = neu("austausch", "mit dem Austauschordner abgleichen: einlesen und schreiben, was aussteht")
    p.add_argument("--ordner", type=pfad, metavar="ORDNER", help="künftig diesen benutzen")
    p.add_argument("--kein-ordner", action="store_true", help="künftig keinen benutzen")
    p.add_argument(
        "--aufraeumen-nach",
        type=ganze_zahl,
        metavar="TAGE",
        help="eigene Dateien entfernen, die alle so lange bestätigt haben (0: nie)",
    )


def _papier(neu: Neu) -> None:
    p = neu("papier", "ein Papier drucken")
    p.add_argument("art", metavar="ART", help="vorlage oder rueckmeldung")
    p.add_argument("kennung", type=text, metavar="KENNUNG")
    p.add_argument("--nach", type=pfad, required=True, metavar="DATEI.pdf")


def _pflege(neu: Neu) -> None:
    neu("stand", "Prüfsumme des Stands")
    neu("neu-aufbauen", "alle Ansichten aus den Einträgen neu aufbauen")
    p = neu("loeschungen", "wie weit Löschungen sind und was sie nicht erreichen")
    p.add_argument("--alte-sicherungen-ersetzen", action="store_true", help="durch eine neue")
    neu("pruefen", "alles auf Unversehrtheit prüfen und nennen, was beschädigt ist")


def _sicherung(neu: Neu) -> None:
    p = neu("sichern", "eine geprüfte Sicherung schreiben")
    p.add_argument("--nach", type=pfad, metavar="ORDNER", help="sonst dorthin, wo täglich")
    p.add_argument("--taeglich-nach", type=pfad, metavar="ORDNER", help="künftig dorthin")
    neu("sicherungen", "die täglichen Sicherungen nennen")
    p = neu("wiederherstellen", "einen Arbeitsplatz aus einer Sicherung wiederherstellen")
    p.add_argument("von", type=pfad, metavar="VON")
    p.add_argument("--nach", type=pfad, metavar="ORDNER", help="sonst der Ordner von --profil")
    p.add_argument(
        "--ersetzen",
        action="store_true",
        help="an der Stelle des Arbeitsplatzes dort, der daneben aufgehoben wird",
    )
    _netzlaufwerk(p)
    neu("neu-beginnen", "nach einer Rücksicherung oder Kopie unter neuem Namen weiterschreiben")
    neu("pc-bestaetigen", "dies ist derselbe Computer, er wurde nur neu eingerichtet")
    p = neu("selbst-zulassen", "die wiederhergestellte CM-Koordination neu zulassen")
    _kreisblatt_datei(p)
    p = neu("wiederaufbau", "was nach dem Wiederherstellen zurückkam und was fehlt")
    p.add_argument("--alles-anfordern", action="store_true", help="bei allen anderen")


def rollen(angabe: str) -> tuple[Rolle, ...]:
    """Parse `ROLLE[,ROLLE]`."""
    try:
        return tuple(Rolle(teil.strip()) for teil in angabe.split(","))
    except ValueError as fehler:
        raise argparse.ArgumentTypeError(
            f"die Rolle „{angabe}“ gibt es nicht. Es gibt: {', '.join(Rolle)}"
        ) from fehler


def rolle(angabe: str) -> Rolle:
    """Parse one role."""
    alle = rollen(angabe)
    if len(alle) != 1:
        raise argparse.ArgumentTypeError("bitte nur eine Rolle angeben")
    return alle[0]


def nummer(angabe: str) -> int:
    """Parse the number of an entry, from 1 on."""
    if not (angabe.isascii() and angabe.isdecimal() and int(angabe)):
        raise argparse.ArgumentTypeError(f"„{angabe}“ ist keine Nummer eines Eintrags")
    return int(angabe)


def tag(angabe: str) -> date:
    """Parse an ISO day."""
    try:
        return date.fromisoformat(angabe)
    except ValueError as fehler:
        raise argparse.ArgumentTypeError(
            f"„{angabe}“ ist kein Tag in der Form JJJJ-MM-TT"
        ) from fehler
