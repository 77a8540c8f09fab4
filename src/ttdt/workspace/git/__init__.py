"""What the git repository around a workspace knows of its files; the only home of git."""
