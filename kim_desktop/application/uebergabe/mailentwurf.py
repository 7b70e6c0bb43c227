"""Mail drafts for handover files: opened by the office's mail program, sent by a person."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import Protocol

from ...domain.fehler import EingabeFehler
from ...store.ressourcen import Texte

_TEXTE = Texte("texte/versand.json")
#: What most offices still let through as an attachment.
HOECHSTENS_ANHANG = 20 * 1024 * 1024
_ADRESSE = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Brief:
    """What a draft says: names of both Stellen, the file, how many entries it holds.

    A trial handover (`probe`) asks for an answer.
    """

    von: str
    an: str
    nr: int
    datei: str
    groesse: int
    eintraege: int
    uebung: bool
    probe: bool = False

    @property
    def betreff(self) -> str:
        """The subject; it names no case."""
        betreff = _TEXTE.text("mail.betreff", von=self.von, an=self.an, nr=self.nr)
        return _TEXTE.text("mail.betreff_uebung", betreff=betreff) if self.uebung else betreff

    @property
    def passt_in_mail(self) -> bool:
        """Whether the file is small enough to be attached."""
        return self.groesse <= HOECHSTENS_ANHANG

    @property
    def text(self) -> str:
        """The text; it names no case."""
        werte = {"datei": self.datei, "von": self.von, "an": self.an, "eintraege": self.eintraege}
        megabyte = -(-self.groesse // 1024**2)
        anfang = _TEXTE.text(
            "mail.anhang" if self.passt_in_mail else "mail.zu_gross", megabyte=megabyte
        )
        zeilen = [*_TEXTE.texte("mail.text"), *(_TEXTE.texte("mail.probe") if self.probe else ())]
        return "\n".join(zeile.format(anfang=anfang, **werte) for zeile in zeilen) + "\n"


class Schreiben(Protocol):
    """What a draft is made of: subject, text, name of the file and whether it is attached."""

    @property
    def betreff(self) -> str:
        """The subject."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def datei(self) -> str:
        """Name of the file."""

    @property
    def passt_in_mail(self) -> bool:
        """Whether the file is small enough to be attached."""


def entwurf(brief: Schreiben, an: str, zeit: datetime, inhalt: bytes) -> bytes:
    """Return the `.eml` of a draft: same input, same bytes."""
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    if an:
        mail["To"] = an
    mail["Subject"] = brief.betreff
    mail["Date"] = zeit
    mail.set_content(brief.text, cte="quoted-printable")
    if brief.passt_in_mail:
        art = "pdf" if brief.datei.endswith(".pdf") else "octet-stream"
        mail.add_attachment(inhalt, maintype="application", subtype=art, filename=brief.datei)
        # The library would draw a random one. A hyphen occurs in no base64, and a longer one
        # would be split in a way few mail programs read.
        mail.set_boundary(f"kim-{hashlib.sha256(inhalt).hexdigest()[:32]}")
    return mail.as_bytes()


def gepruefte_adresse(angabe: str) -> str:
    """Return mail addresses as they stand in a mail; raises `EingabeFehler` for anything else."""
    adressen = [teil.strip() for teil in re.split("[,;]", angabe) if teil.strip()]
    for adresse in adressen:
        if not _ADRESSE.fullmatch(adresse):
            raise EingabeFehler(f"„{adresse}“ ist keine Mailadresse.")
    return ", ".join(adressen)
