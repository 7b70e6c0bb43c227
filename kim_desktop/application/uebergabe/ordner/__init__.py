"""The exchange folder: one for all of the district, watched, each takes what is for it."""
