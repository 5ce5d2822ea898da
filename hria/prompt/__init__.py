"""The Asker that is a person: plain lines in and out, so that pipes and screen readers work."""
