#!/bin/sh
# Some tests start a PostgreSQL server of their own. Checks install it; on a machine that somebody works with it would
# start with the machine, so there it is left to them.
set -u
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 && exit 0
if [ "${CI:-}" = true ] && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing PostgreSQL for its tests"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -qq --no-install-recommends postgresql >/dev/null && exit 0
fi
echo "No PostgreSQL here: its tests will be skipped (apt-get install postgresql brings them back)" >&2
exit 0
