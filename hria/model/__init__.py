"""What things are: frozen records of checklists, standards and assessments, and pure rules on them."""
