"""The fields of Meldung, Vorlage, Beschluss, Auftrag, RM … as the district writes them.

One module per part of the process; source: its field lists. Required fields are those people
cannot do without.
"""
