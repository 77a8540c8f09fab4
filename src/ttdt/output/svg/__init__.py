"""Drawings: what the page and the pictures of `ttdt chart` have in common, and those pictures."""
