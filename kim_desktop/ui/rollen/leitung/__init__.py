"""The page of the KI-Leitung, one module per tab."""
