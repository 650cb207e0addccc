#!/bin/sh
# Runs a command on a display that nobody sees, and ends it after some seconds.
set -eu
number=60
while [ -e "/tmp/.X11-unix/X$number" ]; do number=$((number + 1)); done
Xvfb ":$number" -screen 0 1280x800x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
trap 'kill "$screen" 2>/dev/null || true' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -e "/tmp/.X11-unix/X$number" ] && break; sleep 0.5; done
DISPLAY=":$number" timeout "${SECONDS_WATCHED:-30}" "$@"
