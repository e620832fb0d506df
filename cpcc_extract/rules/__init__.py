"""Rules as a user works on them: which there are, whether they are sound, what they change."""
