"""Use cases: one function per thing a person does; read as the list of what the program can do."""
