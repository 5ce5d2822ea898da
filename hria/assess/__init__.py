"""Records to records: which questions apply, how they are asked, whether answers fit, what they come to."""
