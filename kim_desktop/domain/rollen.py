"""The five roles that act in the process."""

from enum import StrEnum


class Rolle(StrEnum):
    """Who acts; the values stand in headers, files and on the command line."""

    CM_STELLE = "cm-stelle"
    CM_KOORDINATION = "cm-koordination"
    KI_LEITUNG = "ki-leitung"
    LENKUNGSGRUPPE = "lenkungsgruppe"
    PROJEKTGRUPPE = "projektgruppe"

    @property
    def label(self) -> str:
        """Name of the role as people read it."""
        return _LABEL[self]


_LABEL = {
    Rolle.CM_STELLE: "CM-Stelle",
    Rolle.CM_KOORDINATION: "CM-Koordination",
    Rolle.KI_LEITUNG: "KI-Leitung",
    Rolle.LENKUNGSGRUPPE: "Lenkungsgruppe",
    Rolle.PROJEKTGRUPPE: "Projektgruppe",
}

#: Roles whose steps the CM-Koordination may record for them (`fuer_stelle`).
ERFASSBAR_FUER = frozenset({Rolle.CM_STELLE, Rolle.PROJEKTGRUPPE})

#: Roles that record what a body without the program says.
ERFASST_FUER_EINRICHTUNGEN = frozenset({Rolle.CM_KOORDINATION, Rolle.KI_LEITUNG})
