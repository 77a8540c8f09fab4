"""Tables that ttdt did not make: how one may be read, and what it says by a map."""
