"""A screen reader finds a name at every input of every form."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

WURZEL = Path(__file__).parents[2]
EINGABEN = {
    "QCheckBox", "QComboBox", "QDateEdit", "QDateTimeEdit", "QDoubleSpinBox", "QLineEdit",
    "QListView", "QListWidget", "QPlainTextEdit", "QRadioButton", "QSlider", "QSpinBox",
    "QTableView", "QTableWidget", "QTextEdit", "QTimeEdit", "QTreeView", "QTreeWidget",
}  # fmt: skip


def namenlose_eingaben(formular: str) -> Iterator[str]:
    """Yield the inputs that have neither an accessible name nor a label of their own."""
    baum = ET.fromstring(formular)
    beschriftet = {e.findtext("cstring") for e in baum.iter("property") if e.get("name") == "buddy"}
    abgeleitet = {e.findtext("class"): e.findtext("extends") for e in baum.iter("customwidget")}
    for element in baum.iter("widget"):
        art = element.get("class")
        texte = {
            e.get("name")
            for e in element.findall("property")
            if (e.findtext("string") or "").strip()
        }
        benannt = "accessibleName" in texte or element.get("name") in beschriftet
        # A check box or radio button is read out by its own text.
        if abgeleitet.get(art, art) in EINGABEN and not benannt and "text" not in texte:
            yield str(element.get("name"))


def test_jede_eingabe_hat_einen_namen() -> None:
    funde = {
        f"{datei.name}: {name}"
        for datei in (WURZEL / "forms" / "fenster").glob("*.ui")
        for name in namenlose_eingaben(datei.read_text(encoding="utf-8"))
    }
    assert not funde


def test_namenlose_eingaben_fallen_auf() -> None:
    def eingabe(art: str, name: str, eigenschaft: str = "") -> str:
        text = f'<property name="{eigenschaft}"><string>Ort</string></property>'
        return f'<widget class="{art}" name="{name}">{text if eigenschaft else ""}</widget>'

    formular = (
        "<ui>"
        '<widget class="QLabel" name="l"><property name="buddy"><cstring>a</cstring></property>'
        "</widget>"
        + eingabe("QLineEdit", "a")
        + eingabe("QTextEdit", "b", "accessibleName")
        + eingabe("QCheckBox", "c", "text")
        + eingabe("QComboBox", "d", "toolTip")
        + eingabe("Datumsfeld", "e")
        + "<customwidgets><customwidget><class>Datumsfeld</class><extends>QDateEdit</extends>"
        "</customwidget></customwidgets></ui>"
    )
    assert list(namenlose_eingaben(formular)) == ["d", "e"]
