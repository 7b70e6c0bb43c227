"""The tables: the log, projections that can be rebuilt, and local ones outside `stand`."""

from sqlalchemy import (
    Column,
    Computed,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

#: Version of the schema in `PRAGMA user_version`.
SCHEMA = 3

meta = MetaData()


def _text(name: str, *, pk: bool = False, leer: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=pk, nullable=leer)


def _zahl(name: str, *, pk: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=pk, nullable=False, autoincrement=False)


# Ids are 64 hexadecimal digits; an index of them spreads every import over hundreds of pages. So
# entries are found by half an id, as bytes, which no two have in common, and by the beginning of
# their case, which two may: whoever asks compares the whole as well (`suchschluessel.py`).
ereignisse = Table(
    "ereignisse",
    meta,
    _text("id"),
    _text("log"),
    _zahl("nr"),
    _text("fall"),
    _zahl("lamport"),
    _text("klasse"),
    Column("kopf", LargeBinary, nullable=False),
    Column("koerper", LargeBinary),
    _text("unterschrift", leer=True),
    Column("id_kurz", LargeBinary, Computed("unhex(substr(id, 1, 32))", persisted=False)),
    Column("fall_kurz", Text, Computed("substr(fall, 1, 12)", persisted=False)),
    Index("ereignisse_id", "id_kurz", unique=True),
    Index("ereignisse_log", "log", "nr"),
    Index("ereignisse_fall", "fall_kurz"),
    Index("ereignisse_lamport", "lamport"),
)

kopfstaende = Table(
    "kopfstaende",
    meta,
    _text("log", pk=True),
    _zahl("nr", pk=True),
    _text("ereignis", pk=True),
    _text("unterschrift"),
)

verzeichnis = Table(
    "verzeichnis",
    meta,
    _zahl("nummer", pk=True),
    Column("roh", LargeBinary, nullable=False),
    _text("unterschrift"),
)

faelle = Table(
    "faelle",
    meta,
    _text("id", pk=True),
    _text("art"),
    _text("kennung"),
    _text("titel"),
    _text("zustand"),
    _zahl("schritt"),
    _text("stelle"),
    _zahl("strittig"),
    _text("tag"),
    _text("suchtext"),
    _text("abdruck"),
    Column("bild", LargeBinary, nullable=False),
    Index("faelle_art", "art", "kennung"),
    Index("faelle_kennung", "kennung"),
    # Few are, and every import asks for them.
    Index("faelle_strittig", "kennung", sqlite_where=text("strittig = 1")),
)

buendelungen = Table(
    "buendelungen",
    meta,
    _text("herausforderung", pk=True),
    _text("meldung", pk=True),
    Index("buendelungen_meldung", "meldung"),
)

geloescht = Table("geloescht", meta, _text("ereignis", pk=True))

ausgaenge = Table(
    "ausgaenge",
    meta,
    _text("an", pk=True),
    _zahl("nr", pk=True),
    _text("datei"),
    _text("hash"),
    _text("zeit"),
    _text("enthalten"),
    _text("quittiert"),
)

eingaenge = Table(
    "eingaenge",
    meta,
    _text("hash", pk=True),
    _text("von_log"),
    _text("von_stelle"),
    _zahl("nr"),
    _text("datei"),
    _text("zeit"),
    _text("bericht"),
)

#: What each other Arbeitsplatz said of itself in its newest file: heads, gaps, receipts.
gegenstellen = Table(
    "gegenstellen",
    meta,
    _text("platz", pk=True),
    _zahl("nr"),
    _text("koepfe"),
    _text("fehlt"),
    _text("quittungen"),
)

#: Signed heads others have told of; more than we hold means something is missing.
gehoert = Table(
    "gehoert",
    meta,
    _text("log", pk=True),
    _zahl("nr", pk=True),
    _text("ereignis", pk=True),
    _text("unterschrift"),
)

#: Bodies that came before their headers; only the header will tell which one is right.
wartende = Table(
    "wartende",
    meta,
    _text("ereignis", pk=True),
    _text("pruefsumme", pk=True),
    Column("koerper", LargeBinary, nullable=False),
)

merker = Table("merker", meta, _text("schluessel", pk=True), _text("wert"))
