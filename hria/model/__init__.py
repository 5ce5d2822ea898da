"""What things are: frozen records of checklists, standards and assessments."""
