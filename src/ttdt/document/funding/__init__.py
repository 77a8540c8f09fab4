"""Money: what is available and disbursed by project, source and area, as document and as JSON."""
