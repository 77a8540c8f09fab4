"""Figures that other systems give out, by the plan's codes: DHIS2 and SDMX read."""
