"""Finding entries by id and by case, through the short keys of their indexes.

Half an id belongs to one entry only, the beginning of a case's id perhaps to two cases (an author
may write there what he likes); both are compared as a whole as well.
"""

import json
from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, func

from .tabellen import ereignisse

#: Condition for plain SQL: the entry whose id is the statement's first value.
HAT_ID = "id_kurz = unhex(substr(?1, 1, 32)) AND id = ?1"
#: For plain SQL, after FROM: the entries `e` named in a JSON list, the statement's first value.
NACH_IDS = (
    "json_each(?1) j CROSS JOIN ereignisse e "
    "ON e.id_kurz = unhex(substr(j.value, 1, 32)) AND e.id = j.value"
)
#: Condition for plain SQL: the entries of the case that is the statement's first value.
IM_FALL = "fall_kurz = substr(?1, 1, 12) AND fall = ?1"


def als_liste(ids: Iterable[str]) -> str:
    """Return ids as the value `NACH_IDS` asks for."""
    return json.dumps(sorted(ids))


def hat_id(ident: str | ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition for the entry with this id, given as a value or as a column."""
    kurz = func.unhex(func.substr(ident, 1, 32))
    return and_(ereignisse.c.id_kurz == kurz, ereignisse.c.id == ident)


def im_fall(fall: str) -> ColumnElement[bool]:
    """Return the condition for the entries of a case."""
    return and_(ereignisse.c.fall_kurz == func.substr(fall, 1, 12), ereignisse.c.fall == fall)
