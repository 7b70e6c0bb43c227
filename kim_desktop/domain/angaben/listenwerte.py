"""Short choices several steps share."""

FALLZAHL = {"1-2": "1–2", "3-9": "3–9", "10-24": "10–24", "25+": "25 und mehr"}
JA_TEILS_NEIN = {"ja": "ja", "teilweise": "teilweise", "nein": "nein"}
JA_NEIN = {"ja": "ja", "nein": "nein"}
