#!/bin/sh
# Makes the unpacked program known to the desktop: menu, links (tel:, callto:, sip:), and an archive of its classes for a quick start.
#   setup.sh install      for you alone, wherever it was unpacked
#   setup.sh system       for everybody; as root (the packages do this)
#   setup.sh autostart    the program begins with your desktop, put down; setup.sh no-autostart takes it back
#   setup.sh remove       takes back what install did; remove-system what system did
# Nothing of the settings is touched.
set -eu
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
app=$(dirname "$here")
root=$(cd "$app/../.." && pwd)
home=${HOME:-/nonexistent}
data=${XDG_DATA_HOME:-$home/.local/share}
autostart=${XDG_CONFIG_HOME:-$home/.config}/autostart/ringbook-agent.desktop

# The archive holds for this place and this Java only; without it the program starts all the same. It is the last section of the file that
# is added to. At the address for which it was made the archive is mapped as it is, instead of being copied and corrected at each start.
archive() {
  [ -f "$app/agent.classlist" ] && [ -w "$app" ] || return 0
  if "$root/lib/runtime/bin/java" -Xshare:dump -XX:+UseSerialGC -XX:SharedClassListFile="$app/agent.classlist" \
      -XX:SharedArchiveFile="$app/agent.jsa" -cp "$(classpath)" >/dev/null 2>&1; then
    grep -q SharedArchiveFile "$app/ringbook-agent.cfg" ||
      printf 'java-options=%s\n' -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 \
        '-XX:SharedArchiveFile=$APPDIR/agent.jsa' >>"$app/ringbook-agent.cfg"
  fi
}

classpath() {
  sed -n 's/^app.classpath=//p' "$app/ringbook-agent.cfg" | sed "s|\$APPDIR|$app|g" | tr '\n' ':' | sed 's/:$//'
}

# To a folder of applications: the entry, with the whole path of the program where it is not on the PATH.
entry() {
  mkdir -p "$1/applications" "$1/icons/hicolor/scalable/apps"
  cp "$here/ringbook-agent.svg" "$1/icons/hicolor/scalable/apps/ringbook-agent.svg"
  sed "s|^Exec=ringbook-agent|Exec=$2|" "$here/ringbook-agent.desktop" >"$1/applications/ringbook-agent.desktop"
  if command -v update-desktop-database >/dev/null 2>&1; then
    update-desktop-database -q "$1/applications" || true
  fi
}

case "${1:-}" in
  install)
    archive
    entry "$data" "\"$root/bin/ringbook-agent\""
    if command -v xdg-mime >/dev/null 2>&1; then
      for link in tel callto sip sips; do
        xdg-mime default ringbook-agent.desktop "x-scheme-handler/$link" || true
      done
    fi
    echo "Ringbook is in your menu. With your desktop it begins after: $0 autostart"
    ;;
  system)
    archive
    ln -sf "$root/bin/ringbook-agent" /usr/bin/ringbook-agent
    entry /usr/share ringbook-agent
    ;;
  autostart)
    mkdir -p "$(dirname "$autostart")"
    sed -e '/^\[Desktop Action/,$d' -e '/^Actions=/d' -e '/^MimeType=/d' \
      -e "s|^Exec=.*|Exec=\"$root/bin/ringbook-agent\" --minimized|" "$here/ringbook-agent.desktop" >"$autostart"
    ;;
  no-autostart)
    rm -f "$autostart"
    ;;
  remove)
    rm -f "$data/applications/ringbook-agent.desktop" "$data/icons/hicolor/scalable/apps/ringbook-agent.svg" "$autostart"
    ;;
  remove-system)
    rm -f /usr/share/applications/ringbook-agent.desktop /usr/share/icons/hicolor/scalable/apps/ringbook-agent.svg
    [ "$(readlink /usr/bin/ringbook-agent || true)" = "$root/bin/ringbook-agent" ] && rm -f /usr/bin/ringbook-agent
    rm -f "$app/agent.jsa"
    if command -v update-desktop-database >/dev/null 2>&1; then
      update-desktop-database -q /usr/share/applications || true
    fi
    ;;
  *)
    sed -n '2,7s/^# *//p' "$0"
    exit 2
    ;;
esac
