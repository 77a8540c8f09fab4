"""What a terminal shows: as wide as it, in colour where it has some."""
