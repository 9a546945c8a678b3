// Asks how the line moves.
