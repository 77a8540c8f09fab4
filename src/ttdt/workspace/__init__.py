"""A workspace on disk: where files lie, reading, locking and writing them, its git history."""
