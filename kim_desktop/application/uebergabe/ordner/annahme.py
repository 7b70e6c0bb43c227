"""Judging what was fetched from the exchange folder: taken in, waited for, or refused."""

from datetime import datetime, timedelta

import msgspec

from ....domain.fehler import UebergabeFehler
from ....handover.behaelter import BESCHAEDIGT, NICHT_FUER_UNS
from ....handover.huelle import KaputtesPdf
from ...arbeitsplatz import Arbeitsplatz
from ..austausch import Fortschritt, lege_beiseite, uebernimm
from .abgleich import Abgleich
from .bote import Auftrag, Besuch, Fund, ist_meldbar
from .merkliste import Art, Notiz, lies_merkliste, merke_merkliste
from .postausgang import eigene_hashes

#: So long a broken file may be one that is still being copied.
GEDULD = timedelta(hours=1)


class Annahme:
    """Takes the finds of a visit one by one, each by its content, and keeps note of it."""

    def __init__(
        self, ap: Arbeitsplatz, auftrag: Auftrag, besuch: Besuch, abgleich: Abgleich
    ) -> None:
        self._ap = ap
        self._auftrag = auftrag
        self._besuch = besuch
        self._abgleich = abgleich
        self._erledigt = 0
        with ap.profil.datenbank.lesen() as v:
            self._vorher = lies_merkliste(v)
            self._eigene = eigene_hashes(v, {f.hash for f in besuch.funde if f.hash})
        notizen = {**self._vorher, **besuch.gebracht.notizen}
        da = besuch.staende.keys() | besuch.gebracht.notizen.keys()
        # A folder that could not be read is not an empty one.
        self._liste = {n: w for n, w in notizen.items() if besuch.hindernis or n in da}

    def nimm(self, fortschritt: Fortschritt) -> None:
        """Judge the next find; raises `UmgebungsFehler` where it cannot be taken in now."""
        fund, gesamt = self._besuch.funde[0], self._erledigt + len(self._besuch.funde)

        def melde(anteil: float, text: str) -> None:
            fortschritt((self._erledigt + anteil) / gesamt, text)

        self._liste[fund.name] = self._beurteile(fund, melde)
        self._erledigt += 1
        del self._besuch.funde[0]
        if fund.datei is not None:
            fund.datei.unlink(missing_ok=True)

    def merke(self) -> None:
        """Keep note of everything judged so far."""
        if self._liste != self._vorher:
            with self._ap.profil.datenbank.schreiben() as v:
                merke_merkliste(v, self._liste)

    @property
    def _jetzt(self) -> datetime:
        return self._abgleich.zeit

    def _beurteile(self, fund: Fund, fortschritt: Fortschritt) -> Notiz:
        if (notiz := self._ohne_zu_oeffnen(fund)) is not None:
            return notiz
        assert fund.datei is not None
        try:
            bericht = uebernimm(self._ap, fund.datei, fortschritt=fortschritt)
        except KaputtesPdf as fehler:
            return self._warte(fund, fehler.text)
        except UebergabeFehler as fehler:
            return self._beurteile_fehler(fund, fehler.text)
        self._abgleich.berichte.append(bericht)
        return Notiz(*fund.stand, Art.UEBERNOMMEN, fund.hash)

    def _ohne_zu_oeffnen(self, fund: Fund) -> Notiz | None:
        if fund.art is Art.ABGELEHNT:
            return self._lehne_ab(fund, fund.grund)
        if fund.art is not None:
            return Notiz(*fund.stand, fund.art)
        if fund.datei is None:
            return self._warte(fund, fund.grund)
        if fund.hash in self._eigene:
            return Notiz(*fund.stand, Art.EIGEN, fund.hash)
        if (abgelehnt := self._frueher_abgelehnt(fund)) is not None:
            groesse, mtime = fund.stand
            return msgspec.structs.replace(abgelehnt, groesse=groesse, mtime=mtime)
        return None

    def _beurteile_fehler(self, fund: Fund, grund: str) -> Notiz:
        if grund == NICHT_FUER_UNS:
            return Notiz(*fund.stand, Art.FREMD, fund.hash)
        # A virus scanner may have taken away what was fetched.
        if grund == BESCHAEDIGT or (fund.datei and not fund.datei.exists()):
            return self._warte(fund, grund)
        return self._lehne_ab(fund, grund)

    def _frueher_abgelehnt(self, fund: Fund) -> Notiz | None:
        """Return the refusal of the very same content under whatever name."""
        return next(
            (
                notiz
                for notiz in self._liste.values()
                if notiz.art is Art.ABGELEHNT
                and notiz.hash == fund.hash
                and notiz.umstand == self._auftrag.umstand
            ),
            None,
        )

    def _warte(self, fund: Fund, grund: str) -> Notiz:
        """Wait for a broken file while it changes and for a while after it stopped."""
        alt, seit = self._liste.get(fund.name), self._jetzt.isoformat()
        if alt is not None and alt.art is Art.WARTET and alt.stand == fund.stand:
            seit = alt.seit
        vorbei = self._jetzt - datetime.fromisoformat(seit) >= GEDULD
        if vorbei and not ist_meldbar(fund.name):
            return Notiz(*fund.stand, Art.KEINE)
        # What could not even be read may be a whole file: nobody can refuse it.
        if vorbei and fund.datei is not None:
            return self._lehne_ab(fund, grund)
        if ist_meldbar(fund.name):
            self._abgleich.wartet.append(fund.name)
        return Notiz(*fund.stand, Art.WARTET, seit=seit, grund=grund)

    def _lehne_ab(self, fund: Fund, grund: str) -> Notiz:
        """Set a copy aside and say so once; the file itself stays: others may need it."""
        alt = self._liste.get(fund.name)
        schon_gesagt = alt is not None and (alt.art, alt.stand, alt.grund) == (
            Art.ABGELEHNT,
            fund.stand,
            grund,
        )
        if not schon_gesagt:
            if fund.datei is not None:
                lege_beiseite(self._ap, fund.datei, grund)
            self._abgleich.abgelehnt.append((fund.name, grund))
        return Notiz(
            *fund.stand,
            Art.ABGELEHNT,
            fund.hash,
            grund=grund,
            umstand=self._auftrag.umstand,
        )
