"""One real Syncthing on 127.0.0.1 that speaks to nobody but its counterpart."""

from __future__ import annotations

import copy
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

FREIGABE = "austausch"
_START_S = 30.0
# Nothing leaves this computer.
_EINSTELLUNGEN = {
    "globalAnnounceEnabled": "false",
    "localAnnounceEnabled": "false",
    "announceLANAddresses": "false",
    "relaysEnabled": "false",
    "natEnabled": "false",
    "startBrowser": "false",
    "crashReportingEnabled": "false",
    "urAccepted": "-1",
    "autoUpgradeIntervalH": "0",
    "stunKeepaliveStartS": "0",
    "reconnectionIntervalS": "2",
    # It would leave the process group it was started in.
    "setLowPriority": "false",
    # Slow enough to be interrupted: KiB a second.
    "limitBandwidthInLan": "true",
    "maxRecvKbps": "8000",
}


class Instanz:
    """Made with a home of its own; `starte` and `toete` may follow each other often."""

    def __init__(self, heim: Path, ordner: Path) -> None:
        self.ordner = ordner
        self._heim = heim
        self._prozess: subprocess.Popen[bytes] | None = None
        befehl = ["syncthing", "generate", "--home", str(heim), "--no-default-folder"]
        subprocess.run(befehl, check=True, capture_output=True)
        self._konfiguration = ET.parse(heim / "config.xml")
        self._wurzel = self._konfiguration.getroot()
        self.geraet = self._finde("device").get("id") or ""
        self._schluessel = self._finde("gui/apikey").text or ""
        self.adresse = f"tcp://127.0.0.1:{_freier_port()}"
        self._oberflaeche = f"127.0.0.1:{_freier_port()}"
        self._finde("gui/address").text = self._oberflaeche
        self._finde("options/listenAddress").text = self.adresse
        for name, wert in _EINSTELLUNGEN.items():
            self._finde(f"options/{name}").text = wert
        self._speichere()

    def kenne(self, anderer: Instanz) -> None:
        """Share the folder with another instance; counts from the next start on."""
        geraet = ET.SubElement(self._wurzel, "device", id=anderer.geraet, compression="never")
        ET.SubElement(geraet, "address").text = anderer.adresse
        # As its own window does: what a new folder leaves out counts as 0, also conflict copies.
        freigabe = copy.deepcopy(self._finde("defaults/folder"))
        freigabe.attrib.update(
            id=FREIGABE, path=str(self.ordner), rescanIntervalS="5", fsWatcherDelayS="1"
        )
        for geraet in freigabe.findall("device"):
            freigabe.remove(geraet)
        self._wurzel.append(freigabe)
        for wer in (self, anderer):
            ET.SubElement(freigabe, "device", id=wer.geraet)
        self._speichere()

    def starte(self) -> None:
        """Run it and wait until it answers; raises `TimeoutError`."""
        befehl = ["syncthing", "serve", "--home", str(self._heim), "--no-browser", "--no-restart"]
        with (self._heim / "ausgabe.log").open("ab") as ausgabe:
            self._prozess = subprocess.Popen(
                befehl,
                stdout=ausgabe,
                stderr=subprocess.STDOUT,
                # One process, without another that watches over it: what is killed is dead.
                env={**os.environ, "STNOUPGRADE": "1", "STMONITORED": "yes"},
                start_new_session=True,
            )
        ende = time.monotonic() + _START_S
        while self._frage("system/ping") is None:
            if time.monotonic() > ende or self._prozess.poll() is not None:
                raise TimeoutError("Syncthing startet nicht")
            time.sleep(0.1)

    def toete(self) -> None:
        """End it as a power cut would."""
        if self._prozess is not None:
            os.killpg(self._prozess.pid, signal.SIGKILL)
            self._prozess.wait()
            self._prozess = None

    def ist_verbunden(self) -> bool:
        """Whether it is in touch with its counterpart."""
        antwort = self._frage("system/connections") or {}
        return any(v.get("connected") for v in antwort.get("connections", {}).values())

    def kennt(self, name: str) -> bool:
        """Whether it has noticed a file of its folder by itself."""
        datei = urllib.parse.quote(name)
        return self._frage(f"db/file?folder={FREIGABE}&file={datei}") is not None

    def _frage(self, was: str) -> Any:
        frage = urllib.request.Request(
            f"http://{self._oberflaeche}/rest/{was}", headers={"X-API-Key": self._schluessel}
        )
        try:
            with urllib.request.urlopen(frage, timeout=5) as antwort:
                return json.load(antwort)
        except (urllib.error.URLError, OSError):
            return None

    def _finde(self, pfad: str) -> ET.Element:
        element = self._wurzel.find(pfad)
        assert element is not None
        return element

    def _speichere(self) -> None:
        self._konfiguration.write(self._heim / "config.xml", encoding="utf-8")


def verbinde(eine: Instanz, andere: Instanz) -> None:
    """Let two instances share their folders."""
    for wer, wen in ((eine, andere), (andere, eine)):
        wer.toete()
        wer.kenne(wen)
        wer.starte()


def _freier_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])
