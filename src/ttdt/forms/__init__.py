"""Excel forms: blank or begun ones for units to fill in, and filled ones read back as typed."""
