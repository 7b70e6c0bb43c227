"""The tabs of the page of a CM-Stelle."""
