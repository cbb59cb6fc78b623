"""Open statistics of CBS and RIVM: catalogue, local store, StatLine files, areas and the key figures of one wijk."""
