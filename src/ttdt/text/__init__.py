"""What people read: messages and catalogues, numbers and dates as written, folding, escaping."""
