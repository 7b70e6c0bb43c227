"""The process itself: steps as data, `decide` and `evolve`; standard library only."""
