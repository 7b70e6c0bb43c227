"""What the stock of cases tells: here the numbers of the Vorlagen."""
