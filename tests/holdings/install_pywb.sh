#!/bin/sh
# pywb, which replays our files in the tests, in an environment of its own: what it pins clashes with what we use.
# Where it cannot be had the tests say so and are skipped (with CI=true that is a failure).
PYTHON=${1:-.venv/bin/python}
HOME_OF_PYWB=$("$PYTHON" -c 'import sys; print(sys.prefix)')/pywb
[ -x "$HOME_OF_PYWB/bin/wayback" ] && exit 0
echo "Installing pywb for the tests of replay (a minute, once)"
"$PYTHON" -m venv "$HOME_OF_PYWB" && "$HOME_OF_PYWB/bin/python" -m pip --disable-pip-version-check -qq install 'pywb>=2.8,<3' ||
	{ rm -rf "$HOME_OF_PYWB"; echo "pywb could not be installed; its tests are skipped" >&2; }
exit 0
