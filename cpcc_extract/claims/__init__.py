"""Of what: each quantity becomes a claim with its item, action, time and indicator."""
