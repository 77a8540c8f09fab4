"""Tasks: how far each is, by whom, and which are late, as document and as JSON."""
