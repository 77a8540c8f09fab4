"""From an answer to a format: one module or folder a format."""
