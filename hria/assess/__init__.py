"""Records to records: which questions apply, whether answers fit, and what they come to."""
