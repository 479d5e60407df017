#!/usr/bin/env bash
# Forgets the demo: database, key, mailbox, simulator.

source "$(dirname "${BASH_SOURCE[0]}")/prelude.sh"

if [ -f var/demo/running ]; then
  for pid in $(<var/demo/running); do
    [ "$(cat "/proc/$pid/comm" 2>/dev/null)" != aldia ] || die "The demo is running: end it first with Ctrl-C."
  done
fi
rm -rf var/demo
echo "The demo is forgotten."
