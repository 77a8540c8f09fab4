"""What a plan file and a submission file may hold, and every departure from it as a finding."""
