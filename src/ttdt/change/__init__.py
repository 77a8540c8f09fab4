"""Putting answers into submissions: new ones, and changes to those on file that keep all else."""
