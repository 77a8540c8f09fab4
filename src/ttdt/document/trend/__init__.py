"""The trend: what its cells and notes say, as a document and as JSON."""
