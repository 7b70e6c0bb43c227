"""The district's own case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from ..einstellung import Listeneintrag
from ..schritt import Fallart
from .fall import Beleg, Fall


@dataclass(frozen=True)
class Kreis(Fall):
    """Settings, lists, erasures, and the last "keine Meldung" of each CM-Stelle."""

    art: ClassVar[str] = Fallart.KREIS
    name: str = ""
    einstellungen: Mapping[str, str] = field(default_factory=dict)
    listen: Mapping[str, tuple[Listeneintrag, ...]] = field(default_factory=dict)
    nullmeldungen: Mapping[str, Beleg] = field(default_factory=dict)
