"""The tabs of the page of a Projektgruppe."""
