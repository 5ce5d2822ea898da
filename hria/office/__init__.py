"""What forms and reports share when they become files of office programs."""
