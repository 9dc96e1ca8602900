"""The rules that content must keep, each a pure function from prose to findings."""
