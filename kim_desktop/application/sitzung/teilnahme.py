"""Who took part in a meeting: members, their substitutes, guests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ...domain.faelle import Sitzung
from ...domain.fehler import EingabeFehler, ProzessFehler
from ...domain.felder import text, texte
from ..arbeitsplatz import Arbeitsplatz, identitaet
from ..schritt.tun import tue_mit
from ..suche import finde

_VERTRETEN = " (vertreten"


class Art(StrEnum):
    """How a member took part."""

    OFFEN = ""
    ANWESEND = "anwesend"
    VERTRETEN = "vertreten"
    ENTSCHULDIGT = "entschuldigt"


@dataclass(frozen=True, slots=True)
class Mitglied:
    """A member with its substitute and how it took part in the meeting."""

    name: str
    vertretung: str
    stimmberechtigt: bool
    teilnahme: Art


def mitglieder(fall: Sitzung) -> tuple[Mitglied, ...]:
    """Return the members as the invitation names them, with what the minutes say of them."""
    inhalt = fall.niederschrift.inhalt if fall.niederschrift else {}
    anwesende, entschuldigte = texte(inhalt, "anwesende"), texte(inhalt, "entschuldigte")

    def teilnahme(name: str) -> Art:
        if name in entschuldigte:
            return Art.ENTSCHULDIGT
        if any(a.startswith(name + _VERTRETEN) for a in anwesende):
            return Art.VERTRETEN
        return Art.ANWESEND if name in anwesende else Art.OFFEN

    return tuple(
        Mitglied(
            text(m, "name"),
            text(m, "vertretung"),
            m.get("stimmberechtigt") is True,
            teilnahme(text(m, "name")),
        )
        for m in fall.angaben.get("mitglieder") or ()
    )


def halte_teilnahme_fest(
    ap: Arbeitsplatz, sitzung: str, teilnahme: Mapping[str, Art], gaeste: Iterable[str]
) -> None:
    """Write attendance and guests into the draft of the minutes; the rest of it stays.

    Raises `ProzessFehler` once the minutes have been sent.
    """
    with ap.profil.datenbank.schreiben() as v:
        zeile, fall = finde(v, identitaet(ap, v), sitzung)
        if not isinstance(fall, Sitzung):
            raise EingabeFehler(f"{zeile.kennung} ist keine Sitzung.")
        if fall.ist_protokoll_versandt:
            raise ProzessFehler(
                "Das Ergebnisprotokoll ist schon versandt. Bitte dort die Teilnahme berichtigen."
            )
        bisher = dict(fall.niederschrift.inhalt) if fall.niederschrift else {}
        alle = {m: teilnahme.get(m.name, m.teilnahme) for m in mitglieder(fall)}
        da = [_genannt(m, art) for m, art in alle.items() if art in _DA]
        weg = [m.name for m, art in alle.items() if art is Art.ENTSCHULDIGT]
        namen = {m.name for m in alle}
        daten = {
            **bisher,
            "kennung": zeile.kennung,
            "stand": "entwurf",
            "anwesende": [*da, *_andere(texte(bisher, "anwesende"), namen)],
            "entschuldigte": [*weg, *_andere(texte(bisher, "entschuldigte"), namen)],
            "gaeste": list(gaeste),
        }
        tue_mit(ap, v, "niederschrift", daten)


def _genannt(m: Mitglied, art: Art) -> str:
    durch = f" durch {m.vertretung}" if m.vertretung else ""
    return f"{m.name}{_VERTRETEN}{durch})" if art is Art.VERTRETEN else m.name


def _andere(eintraege: tuple[str, ...], mitglieder: set[str]) -> list[str]:
    """Return whom people wrote in besides the members."""
    return [e for e in eintraege if e.split(_VERTRETEN)[0] not in mitglieder]


_DA = (Art.ANWESEND, Art.VERTRETEN)
