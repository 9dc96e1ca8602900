#!/bin/sh
# Make .venv hold what a lock file says: sh tools/setup.sh requirements[-dev].txt
set -eu
lock=$1
venv=.venv
stamp=$venv/.installed-$lock
log=$venv/install.log

say() { printf '[%4d s] %s\n' $(($(date +%s) - ${KAP_STARTED:-$(date +%s)})) "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if new_enough "$name"; then echo "$name"; return; fi
    done
    fail "Python 3.11 or newer was not found${PYTHON:+ as $PYTHON}: install it (Debian: apt-get install python3 python3-venv), or name one with PYTHON=/path/to/python3."
}

# A copied folder or an upgraded Python leaves a .venv behind that cannot start.
if ! new_enough $venv/bin/python || ! $venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    say "Making the environment .venv with $("$python" --version)"
    "$python" -m venv --clear $venv >/dev/null 2>&1 ||
        fail "$python cannot make an environment here: install its venv module (Debian: apt-get install python3-venv) and see that this folder is writable."
fi

if cmp -s "$lock" "$stamp"; then exit 0; fi
rm -f $venv/.installed-*
say "Installing the packages that $lock names, each checked by its hash (a minute or so)"
$venv/bin/python -m pip install --disable-pip-version-check --no-input --quiet \
    --require-hashes --requirement "$lock" >$log 2>&1 || {
    tail -n 5 $log >&2
    fail "The packages could not be installed: see that a package index can be reached, then run the same command again ($log has it all)."
}
cp "$lock" "$stamp"
# The tests' lock holds all of the site's lock, so that one need not be installed again.
case $lock in *-dev.txt) cp requirements.txt $venv/.installed-requirements.txt ;; esac
