"""Was gelöscht ist, steht nirgends mehr: nicht in der Datenbank und nicht daneben."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from kim_desktop.application.anlage import ansehen
from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.platz.pflege import baue_projektionen_neu, pruefe
from kim_desktop.application.rollen.entwurf import melde, merke_entwurf
from kim_desktop.application.schritt.tun import tue_mit
from kim_desktop.application.uebergabe.austausch import lies_ein
from tests.hilfen.kreis import MELDUNG, Kreis, geoeffnet

WORT = "Zwetschgenmus"
MIT_WORT = {
    **MELDUNG,
    "titel": f"{WORT} im Titel",
    "sachverhalt": f"Frau {WORT} wohnt dort. " * 400,
    "betroffene_gruppe": WORT,
}
_SEITE, _RESERVE, _IV = 16384, 48, 16


def klartext(ap: Arbeitsplatz) -> Iterator[bytes]:
    """Yield every page of database and WAL as it is under the key, freed ones included."""
    schluessel, datei = ap.profil.schluessel.datenbank, ap.profil.datenbank.datei
    roh = datei.read_bytes()
    for ort in range(0, len(roh), _SEITE):
        yield _entschluesselt(schluessel, roh[ort : ort + _SEITE], anfang=16 if ort == 0 else 0)
    wal = datei.with_name(datei.name + "-wal")
    roh = wal.read_bytes()[32:] if wal.exists() else b""
    for ort in range(0, len(roh), _SEITE + 24):
        seite = roh[ort + 24 : ort + 24 + _SEITE]
        for anfang in (0, 16):
            yield _entschluesselt(schluessel, seite, anfang)


def _entschluesselt(schluessel: bytes, seite: bytes, anfang: int) -> bytes:
    iv = seite[_SEITE - _RESERVE : _SEITE - _RESERVE + _IV]
    aes = Cipher(algorithms.AES(schluessel), modes.CBC(iv)).decryptor()
    return aes.update(seite[anfang : _SEITE - _RESERVE])


def steht_irgendwo(ap: Arbeitsplatz) -> bool:
    gefaltet = WORT.casefold()
    suche = (WORT.encode(), gefaltet.encode())
    return any(wort in seite for seite in klartext(ap) for wort in suche)


def test_das_wort_steht_in_keiner_seite_mehr(kreis: Kreis) -> None:
    hen = kreis.plaetze["HEN"]
    merke_entwurf(hen, MIT_WORT)
    meldung = melde(hen, MIT_WORT)
    for nr in range(20):
        kreis.tue("HEN", "melden", **{**MELDUNG, "titel": f"Andere {nr}"})
    kreis.bring("HEN", "KI")
    frage = {"kennung": meldung.kennung, "text": f"Wer ist {WORT}?"}
    rueckfrage = kreis.tue("KI", "fragen", **frage)
    kreis.bring("KI", "HEN")
    assert steht_irgendwo(hen)
    assert steht_irgendwo(kreis.plaetze["KI"])
    ziele = [meldung.ereignis, rueckfrage.ereignis]
    kreis.tue("KI", "loeschen", ereignisse=ziele, grund="personenbezug")
    kreis.bring("KI", "HEN")
    assert not steht_irgendwo(kreis.plaetze["KI"])
    assert not steht_irgendwo(hen)
    assert not pruefe(hen)
    assert not pruefe(kreis.plaetze["KI"])


def mit_anlage(kreis: Kreis, ordner: Path, inhalt: bytes = b"%PDF-1.7 " + WORT.encode()) -> Path:
    datei = ordner / "a.pdf"
    datei.write_bytes(inhalt)
    return datei


def test_die_anlage_geht_mit_wenn_niemand_sonst_sie_nennt(kreis: Kreis, tmp_path: Path) -> None:
    datei = str(mit_anlage(kreis, tmp_path))
    erste = kreis.tue("HEN", "melden", **MELDUNG, anlagen=[datei])
    zweite = kreis.tue("HEN", "melden", **MELDUNG, anlagen=[datei])
    kreis.bring("HEN", "KI")
    ki, hen = kreis.plaetze["KI"], kreis.plaetze["HEN"]
    offen = ansehen.oeffne(hen, ansehen.anlagen(hen, erste.kennung)[0])
    kreis.tue("HEN", "loeschen", ereignisse=[erste.ereignis], grund="irrtum")
    kreis.bring("HEN", "KI")
    assert len(hen.profil.anlagen.alle()) == len(ki.profil.anlagen.alle()) == 1
    kreis.tue("HEN", "loeschen", ereignisse=[zweite.ereignis], grund="irrtum")
    assert hen.profil.anlagen.alle() == []
    assert not offen.exists()
    kreis.bring("HEN", "KI")
    assert ki.profil.anlagen.alle() == []


def test_eine_spaete_datei_bringt_die_anlage_nicht_zurueck(kreis: Kreis, tmp_path: Path) -> None:
    getan = kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(mit_anlage(kreis, tmp_path))])
    unterwegs = kreis.gib("HEN", "KI")
    kreis.tue("HEN", "loeschen", ereignisse=[getan.ereignis], grund="irrtum")
    kreis.bring("HEN", "KI")
    lies_ein(kreis.plaetze["KI"], unterwegs)
    assert kreis.plaetze["KI"].profil.anlagen.alle() == []
    assert not steht_irgendwo(kreis.plaetze["KI"])


def test_nach_einer_ruecksicherung_greift_die_loeschung_wieder(
    kreis: Kreis, tmp_path: Path
) -> None:
    datei = mit_anlage(kreis, tmp_path)
    getan = kreis.tue("HEN", "melden", **MIT_WORT, anlagen=[str(datei)])
    kreis.bring("HEN", "KI")
    kreis.plaetze.pop("KI").schliesse()
    frueher = shutil.copytree(kreis.profil("KI"), tmp_path / "frueher")
    kreis.oeffne("KI")
    kreis.tue("HEN", "loeschen", ereignisse=[getan.ereignis], grund="personenbezug")
    neue = kreis.gib("HEN", "KI")
    with geoeffnet(frueher) as alt:
        assert steht_irgendwo(alt)
        lies_ein(alt, neue)
        baue_projektionen_neu(alt)
        assert not steht_irgendwo(alt)
        assert alt.profil.anlagen.alle() == []
        assert not pruefe(alt)


def test_was_das_programm_unterbrochen_liegen_liess_geht_beim_naechsten_start(
    kreis: Kreis, tmp_path: Path
) -> None:
    getan = kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(mit_anlage(kreis, tmp_path))])
    hen = kreis.plaetze["HEN"]
    # The process dies between the commit and the removal of the file.
    with hen.profil.datenbank.schreiben() as v:
        tue_mit(hen, v, "loeschen", {"ereignisse": [getan.ereignis], "grund": "irrtum"})
    assert len(hen.profil.anlagen.alle()) == 1
    kreis.plaetze.pop("HEN").schliesse()
    assert kreis.oeffne("HEN").profil.anlagen.alle() == []
