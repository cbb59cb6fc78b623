"""The folder of a new wijk: open statistics filled in, empty tables that explain themselves."""
