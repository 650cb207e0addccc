#!/bin/sh
# The program with a Java of its own, for machines that have none: an image, and from it a portable archive, a deb and an rpm.
#   ./mvnw -pl softphone-agent package && softphone-agent/package/build.sh
# On Linux, with jpackage of a JDK 17 or newer; dpkg-deb and fakeroot for the deb, rpmbuild for the rpm, Xvfb for a quick start. What is
# missing is said and left out. Everything comes into softphone-agent/target/packages.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=$here/../target
out=$target/packages
jar=$target/ringbook-agent.jar
[ -f "$jar" ] || { echo "Build the program first: ./mvnw -pl softphone-agent package" >&2; exit 2; }
jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v jpackage)")")")}
version=$(sed -n 's|.*<version>\([0-9.]*\).*</version>.*|\1|p' "$here/../pom.xml" | head -1)
modules=java.base,java.desktop,java.logging,java.management,java.naming,java.sql,java.xml,jdk.crypto.ec,jdk.localedata,jdk.naming.dns,jdk.unsupported
options='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms16m -Xmx128m -Xss512k -XX:MaxMetaspaceSize=96m -XX:ReservedCodeCacheSize=24m'

rm -rf "$out"
mkdir -p "$out/in"
cp "$jar" "$out/in/"
cp -r "$target/lib" "$out/in/lib"
mkdir "$out/in/desktop"
cp "$here"/linux/ringbook-agent.desktop "$here"/linux/ringbook-agent.svg "$here"/linux/setup.sh "$out/in/desktop/"
chmod 755 "$out/in/desktop/setup.sh"

"$jdk/bin/jpackage" --type app-image --name ringbook-agent --dest "$out" --input "$out/in" \
  --main-jar ringbook-agent.jar --app-version "$version" --vendor Ringbook --add-modules "$modules" \
  --jlink-options "--strip-debug --no-man-pages --no-header-files --compress=2 --include-locales=en,ru --generate-cds-archive" \
  $(for one in $options; do printf -- '--java-options %s ' "$one"; done)
image=$out/ringbook-agent
# Of the two archives of Java's own classes the one for heaps beyond 32 GB is never used.
rm -rf "$out/in" "$image/lib/runtime/lib/server/classes_nocoops.jsa"

# The classes that a start and a call need, in their order. The window is opened once for that, on a display that nobody sees.
if command -v Xvfb >/dev/null 2>&1; then
  mkdir -p "$out/first"
  RINGBOOK_SIP_PASSWORD=none "$here/linux/watched.sh" "$image/lib/runtime/bin/java" $options -XX:DumpLoadedClassList="$image/lib/app/agent.classlist" \
    -cp "$image/lib/app/ringbook-agent.jar:$(ls "$image"/lib/app/lib/*.jar | tr '\n' ':')" \
    org.ringbook.agent.RingbookAgent --settings "$out/first" --sip 100@127.0.0.1:9 >/dev/null 2>&1 || true
  rm -rf "$out/first"
else
  echo "No Xvfb here: the program will start more slowly"
fi

tar -C "$out" -czf "$out/ringbook-agent-$version-linux-$(uname -m).tar.gz" ringbook-agent

if command -v dpkg-deb >/dev/null 2>&1 && command -v fakeroot >/dev/null 2>&1; then
  "$jdk/bin/jpackage" --type deb --app-image "$image" --name ringbook-agent --dest "$out" --app-version "$version" \
    --vendor Ringbook --resource-dir "$here/linux" --linux-menu-group Office \
    --description "Who is calling, a telephone, and dialling at a click" --linux-deb-maintainer packages@ringbook.org
else
  echo "No dpkg-deb or fakeroot here: no deb is made"
fi

if command -v rpmbuild >/dev/null 2>&1; then
  mkdir -p "$out/spec"
  "$jdk/bin/jimage" extract --dir "$out/spec" --include 'regex:.*/jpackage/internal/resources/template.spec' "$jdk/lib/modules"
  sed -e 's|^DESKTOP_COMMANDS_INSTALL|/opt/ringbook-agent/lib/app/desktop/setup.sh system|' \
    -e 's|^DESKTOP_COMMANDS_UNINSTALL|[ "$1" -gt 0 ] \|\| /opt/ringbook-agent/lib/app/desktop/setup.sh remove-system|' \
    "$(find "$out/spec" -name template.spec)" >"$out/ringbook-agent.spec"
  "$jdk/bin/jpackage" --type rpm --app-image "$image" --name ringbook-agent --dest "$out" --app-version "$version" \
    --vendor Ringbook --resource-dir "$out" --description "Who is calling, a telephone, and dialling at a click"
  rm -rf "$out/spec" "$out/ringbook-agent.spec"
else
  echo "No rpmbuild here: no rpm is made (Debian: apt-get install rpm)"
fi
(cd "$out" && ls -lh ./*.tar.gz ./*.deb ./*.rpm 2>/dev/null | awk '{print $5, $9}')
