"""Plain text for files and pipes: every row on one line."""
