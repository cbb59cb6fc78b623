"""Taking delivered files in: read whatever comes, recognise columns, make people unrecognisable, put it in once."""
