"""Tables, sections and documents, and one builder for each answer."""
