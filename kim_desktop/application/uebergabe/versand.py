"""What is to be sent now: which Stellen are owed a file, files and mail drafts for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ...domain.fehler import EingabeFehler, UmgebungsFehler
from ...domain.rollen import Rolle
from ...handover.freigabe import Akten
from ...handover.ladung import HOECHSTENS_ANLAGEN
from ...handover.neues import hat_neues
from ...handover.umfang import anlagen_umfang
from ...store.datei import freier_name, schreibe_sicher
from ...store.oertlich import lokal
from ...store.ressourcen import Texte
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet, wer_bin_ich
from .austausch import (
    Ausfuhr,
    Fortschritt,
    merke_ordner,
    ohne_fortschritt,
    partner,
    uebergib_an,
)
from .mailentwurf import HOECHSTENS_ANHANG, Brief, entwurf, gepruefte_adresse
from .quellen import zu_fragende
from .reihe import nacheinander

_TEXTE = Texte("texte/versand.json")
_GENANNT = 3
_ALS_PDF = "versand_als_pdf"
#: What is left for attachments when entries and directory are in the file.
_PLATZ_IN_MAIL = HOECHSTENS_ANHANG - 1024 * 1024


@dataclass(frozen=True, slots=True)
class Empfaenger:
    """A Stelle that is owed a file, and the mail address kept for it here."""

    stelle: str
    name: str
    adresse: str


@dataclass(frozen=True, slots=True)
class Ausstand:
    """Who is owed a file now, and the sentence that says so."""

    an: tuple[Empfaenger, ...]
    satz: str


@dataclass(frozen=True, slots=True)
class Sendung:
    """One file written, its draft (none where it could not be written) and the draft's text."""

    an: str
    nr: int
    name: str
    datei: Path
    mail: Path | None
    text: str


@dataclass(frozen=True, slots=True)
class Verschickt:
    """What was written, and the sentence that says why it is not all."""

    sendungen: tuple[Sendung, ...]
    fehler: str = ""


def ausstand(ap: Arbeitsplatz, fortschritt: Fortschritt = ohne_fortschritt) -> Ausstand:
    """Return who is owed a file, and who is to be asked for what is missing here.

    Owed is a body they may read that was in no file for them yet.
    """
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        akten, ziele, fragen, offen = Akten(v), partner(wer), zu_fragende(ap, v, wer), []
        for nummer, ziel in enumerate(ziele):
            fortschritt(nummer / len(ziele), "Was ist zu verschicken?")
            schuldig = hat_neues(v, ap.profil, wer.verzeichnis, akten, ziel, wer.tag)
            if schuldig or ziel in fragen:
                adresse = lokal.gemerkt(v, _schluessel(ziel))
                offen.append(Empfaenger(ziel, wer.name_von(ziel), adresse))
    return Ausstand(tuple(offen), _satz(wer, [e.name for e in offen]))


def zu_gross_fuer_mail(ap: Arbeitsplatz, an: Iterable[Empfaenger]) -> str:
    """Say whose files will be too large for a mail, and what helps; empty where none will."""
    with ap.profil.datenbank.lesen() as v:
        wer, akten = identitaet(ap, v), Akten(v)
        umfang = {
            e.name: anlagen_umfang(v, ap.profil, wer.verzeichnis, akten, e.stelle, wer.tag)
            for e in an
        }
    zu_gross = {name: bytes_ for name, bytes_ in umfang.items() if bytes_ > _PLATZ_IN_MAIL}
    if not zu_gross:
        return ""
    namen = ", ".join(f"{n} ({-(-b // 1024**2)} MB)" for n, b in zu_gross.items())
    return _gezaehlt("zu_gross", len(zu_gross), namen=namen)


def merke_adressen(ap: Arbeitsplatz, adressen: Mapping[str, str]) -> None:
    """Keep mail addresses of Stellen here; raises `EingabeFehler` where one is none."""
    geprueft = {stelle: gepruefte_adresse(angabe) for stelle, angabe in adressen.items()}
    with ap.profil.datenbank.schreiben() as v:
        for stelle, adresse in geprueft.items():
            lokal.merke(v, _schluessel(stelle), adresse)


def empfaenger(ap: Arbeitsplatz, stelle: str) -> Empfaenger:
    """Return one Stelle by its id as an addressee, whether it is owed a file or not."""
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        return Empfaenger(stelle, wer.name_von(stelle), lokal.gemerkt(v, _schluessel(stelle)))


def als_pdf_gemerkt(ap: Arbeitsplatz) -> bool:
    """Whether files went into cover sheets last time."""
    with ap.profil.datenbank.lesen() as v:
        return bool(lokal.gemerkt(v, _ALS_PDF))


def merke_als_pdf(ap: Arbeitsplatz, als_pdf: bool) -> None:
    """Keep whether files go into cover sheets."""
    with ap.profil.datenbank.schreiben() as v:
        lokal.merke(v, _ALS_PDF, "ja" if als_pdf else "")


def verschicke(
    ap: Arbeitsplatz,
    stellen: Iterable[str],
    ordner: Path,
    fortschritt: Fortschritt = ohne_fortschritt,
    *,
    als_pdf: bool = False,
    fuer_mail: bool = False,
    probe: bool = False,
) -> Verschickt:
    """Write a file and a mail draft for each Stelle (id, Kürzel or name) into `ordner`.

    `als_pdf` puts each file into a cover sheet, `fuer_mail` leaves attachments for the next file
    that would make one too large for a mail, `probe` asks in the draft for an answer.
    What was written counts as sent even if the rest fails: then `fehler` says why.
    """
    ziele = list(dict.fromkeys(stellen))
    if not ziele:
        raise EingabeFehler("Bitte mindestens eine Stelle ankreuzen.")
    wer = wer_bin_ich(ap)

    def schreibe(ziel: str) -> tuple[Sendung, str]:
        platz = _PLATZ_IN_MAIL if fuer_mail else HOECHSTENS_ANLAGEN
        ausfuhr = uebergib_an(ap, ziel, ordner, als_pdf=als_pdf, platz=platz)
        return _lege_mail_bei(ap, wer, ausfuhr, probe)

    sendungen, fehler = nacheinander(
        ziele, schreibe, lambda anteil: fortschritt(anteil, "Dateien werden geschrieben")
    )
    if not fehler:
        merke_ordner(ap, "ausgang", ordner)
    return Verschickt(tuple(sendungen), fehler)


def _lege_mail_bei(
    ap: Arbeitsplatz, wer: Identitaet, ausfuhr: Ausfuhr, probe: bool
) -> tuple[Sendung, str]:
    """Write the draft beside the file; a failure leaves the file and is told."""
    datei, name = ausfuhr.datei, wer.name_von(ausfuhr.an)
    brief = Brief(
        wer.stelle.name,
        name,
        ausfuhr.nr,
        datei.name,
        ausfuhr.groesse,
        ausfuhr.koerper,
        wer.verzeichnis.uebung,
        probe,
    )
    with ap.profil.datenbank.lesen() as v:
        adresse = lokal.gemerkt(v, _schluessel(ausfuhr.an))
    mail = freier_name(datei.parent, f"{datei.stem}.eml")
    try:
        inhalt = datei.read_bytes()
        schreibe_sicher(mail, entwurf(brief, adresse, ap.quelle.jetzt(), inhalt))
    except (OSError, UmgebungsFehler):
        fehler = f"„{datei.name}“ ist geschrieben, der Mailentwurf dazu nicht."
        return Sendung(ausfuhr.an, ausfuhr.nr, name, datei, None, brief.text), fehler
    return Sendung(ausfuhr.an, ausfuhr.nr, name, datei, mail, brief.text), ""


def _satz(wer: Identitaet, namen: list[str]) -> str:
    if not namen:
        return _TEXTE.text("zeile.nichts")
    an = ", ".join(namen[:_GENANNT])
    if Rolle.CM_KOORDINATION not in wer.alle_rollen:
        an = _TEXTE.text("zeile.koordination")
    elif (weitere := len(namen) - _GENANNT) > 0:
        an = _gezaehlt("zeile.weitere", weitere, namen=an)
    return _gezaehlt("zeile.dateien", len(namen), an=an)


def _gezaehlt(pfad: str, anzahl: int, **werte: object) -> str:
    return _TEXTE.formen(pfad)[anzahl != 1].format(anzahl=anzahl, **werte)


def _schluessel(stelle: str) -> str:
    return f"mail_{stelle}"
