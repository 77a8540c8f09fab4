"""The rules of `check`: what each is about, and the functions that find where it is broken."""
