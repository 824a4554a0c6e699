"""Values written for people and programs."""
