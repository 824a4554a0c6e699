"""Measurements of amendtrack beside its peers; nothing here is timed by the tests."""
