"""The tabs of the page of the Lenkungsgruppe."""
