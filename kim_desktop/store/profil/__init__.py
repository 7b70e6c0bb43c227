"""The folder of one Arbeitsplatz and its keys."""
