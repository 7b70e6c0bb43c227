"""The page of the CM-Koordination, one module per tab."""
