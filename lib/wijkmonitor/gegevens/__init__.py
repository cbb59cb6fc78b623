"""What people deliver: schema of the tables, reading of files, faults in words. The dossier brings it together."""
