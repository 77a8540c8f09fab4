"""What the pictures of one indicator show, before anyone draws them."""
