"""What a person sets once: the settings, the files they stand in, and which of them holds."""
