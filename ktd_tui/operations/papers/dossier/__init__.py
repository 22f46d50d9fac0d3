"""The dossier of a year: what the office files and sends on."""
