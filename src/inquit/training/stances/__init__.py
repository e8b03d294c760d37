"""How the network that judges stances was made: its rows (`rows`), its shape (`network`), its training (`train`)."""
