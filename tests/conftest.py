"""What all tests share: how Hypothesis searches."""

from hypothesis import settings

# The same examples on every machine and every day.
settings.register_profile("hria", deadline=None, derandomize=True, database=None, max_examples=30)
# For a longer look: pytest --hypothesis-profile=deep
settings.register_profile("deep", deadline=None, database=None, max_examples=2000)
settings.load_profile("hria")
