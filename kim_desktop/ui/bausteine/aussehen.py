"""The look: Fusion on every system, calm colours that keep their contrast."""

import re

from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QListWidget, QWidget

#: Text colours reach at least 4.5:1 on their ground, marks 3:1 (EN 301 549).
BLAU, BLASS, GRAU, ROT, LINIE = "#1b4f8a", "#e8eff7", "#595959", "#a3141e", "#b8c2cc"
#: For what cannot be used now; exempt from contrast.
MATT = "#8c8c8c"

#: Sizes of headings as multiples of the size people read at.
_GROESSE = re.compile(r"@([\d.]+)@")
_SCHMALSTE, _ZEICHEN = 180, 34
_REGELN = f"""
QFrame#kopf {{ background: {BLAU}; }}
QFrame#kopf QLabel {{ color: white; padding: 6px 4px; }}
QFrame#kopf QLabel#stelle {{ font-weight: 600; font-size: @1.3@; }}
QFrame#kopf QLabel#uebung {{ background: white; color: {ROT}; font-weight: 700; padding: 2px 8px; }}
QListWidget#navigation {{ background: {BLASS}; color: black; border: 0; outline: 0;
    border-right: 1px solid {LINIE}; }}
QListWidget#navigation::item {{ padding: 10px 14px; }}
QListWidget#navigation::item:selected {{ background: {BLAU}; color: white; }}
QLabel#titel {{ font-size: @1.3@; font-weight: 600; }}
QLabel#kennung, QLabel#hilfe, QLabel#anzahl, QLabel#erklaerung {{ color: {GRAU}; }}
QLabel#zustand {{ border: 1px solid {BLAU}; color: {BLAU}; padding: 3px 8px; font-weight: 600; }}
QLabel#hinweis, QLabel#fehler {{ background: #fdecea; color: {ROT}; padding: 8px;
    border-left: 4px solid {ROT}; }}
QLabel#hinweis[getan="true"] {{ background: {BLASS}; color: {BLAU};
    border-left: 4px solid {BLAU}; }}
QFrame#versand {{ background: {BLASS}; border-top: 1px solid {LINIE}; }}
QStatusBar {{ background: {BLASS}; }}
QLabel#austausch {{ background: {BLASS}; color: {GRAU}; padding: 2px 6px 4px 6px; }}
QLabel#hinweise {{ background: #fdecea; color: {ROT}; padding: 6px; font-weight: 600; }}
QLabel#schritte_text, QLabel#papiere_text {{ font-weight: 600; padding-top: 6px; }}
QLabel[ueberschrift="true"] {{ font-weight: 600; padding-top: 6px; }}
QLabel[gross="true"] {{ font-size: @1.6@; font-weight: 600; color: {BLAU}; }}
QLabel[ziffern="true"] {{ background: {BLASS}; border: 1px solid {LINIE}; padding: 10px 14px;
    font-family: "Consolas", "DejaVu Sans Mono", monospace; font-size: @1.9@; font-weight: 600; }}
QLabel[blass="true"] {{ color: {GRAU}; }}
QLabel[warnung="true"] {{ color: {ROT}; font-weight: 600; }}
QPushButton {{ padding: 5px 12px; }}
QPushButton:disabled, QPushButton[faellig="true"]:disabled {{ color: {MATT};
    border: 1px dashed {LINIE}; border-radius: 3px; }}
QPushButton[faellig="true"] {{ font-weight: 700; border: 2px solid {BLAU}; border-radius: 3px;
    color: {BLAU}; background: white; }}
QTableView {{ border: 1px solid {LINIE}; }}
QTableView::item {{ padding: 4px; }}
QPushButton:focus, QToolButton:focus, QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus,
QTableView:focus, QListWidget:focus, QTextBrowser:focus, QCheckBox:focus
    {{ border: 2px solid {BLAU}; }}
QPushButton:focus {{ padding: 2px 10px; }}
"""


def richte_ein(app: QApplication) -> None:
    """Set style, palette and rules; light in every desktop setting, as it was tested."""
    app.setStyle("Fusion")
    palette = QPalette()
    farben = {
        QPalette.ColorRole.Window: "#ffffff",
        QPalette.ColorRole.Base: "#ffffff",
        QPalette.ColorRole.AlternateBase: "#f5f8fb",
        QPalette.ColorRole.Text: "#000000",
        QPalette.ColorRole.WindowText: "#000000",
        QPalette.ColorRole.Button: "#f0f3f6",
        QPalette.ColorRole.ButtonText: "#000000",
        QPalette.ColorRole.Highlight: BLAU,
        QPalette.ColorRole.HighlightedText: "#ffffff",
        QPalette.ColorRole.PlaceholderText: GRAU,
    }
    for rolle, farbe in farben.items():
        palette.setColor(rolle, QColor(farbe))
    text = (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText)
    for rolle in text:
        palette.setColor(QPalette.ColorGroup.Disabled, rolle, QColor(MATT))
    app.setPalette(palette)
    grund = QFontInfo(app.font()).pointSizeF()
    app.setStyleSheet(_GROESSE.sub(lambda mal: f"{grund * float(mal[1]):.1f}pt", _REGELN))


def passe_breite_an(liste: QListWidget) -> None:
    """Make a list as wide as its entries need in this font; very long ones are cut."""
    noetig = liste.sizeHintForColumn(0) + 2 * liste.frameWidth() + liste.spacing()
    hoechstens = liste.fontMetrics().averageCharWidth() * _ZEICHEN
    liste.setFixedWidth(max(_SCHMALSTE, min(noetig, hoechstens)))


def passe_ein(fenster: QWidget) -> None:
    """Keep a window within the screen, however large the desktop scales it."""
    platz = fenster.screen().availableGeometry().size()
    fenster.resize(fenster.size().boundedTo(platz))
