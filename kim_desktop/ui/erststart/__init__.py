"""Before an Arbeitsplatz is at work: the guided start, and the page of one that waits."""
