"""The Arbeitsplatz itself: founding, enrolment, upkeep, backup and restore."""
