"""Kills commands, starts them again, and asks what is missing, doubled or different afterwards.

    python -m tests.benchmarks.killing --kills 200 --log kills.txt
    python -m tests.benchmarks.killing --kills 200 --places --log places.txt

Each round runs one command on a small archive, kills it with SIGKILL at a random moment of the time it takes (with
``--places`` before a random one of its writes, renames, syncs and commits), and starts the same command until one comes
to its end; half of those are killed too. Then `verify` looks at all of the archive, and beside it all that was given
must be there once, the curator's decision must stand, and no process or scratch file may be left.
"""
