"""What comes in: bytes as text, whose words they are, and what they ask for."""
