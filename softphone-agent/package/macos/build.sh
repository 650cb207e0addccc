#!/bin/sh
# The program for macOS, with a Java of its own: an application and a disk image.
#   ./mvnw -pl softphone-agent package && softphone-agent/package/macos/build.sh
# On a Mac, with jpackage of a JDK 17 or newer. SIGN="Developer ID Application: …" signs it (a microphone is refused to what is not signed);
# notarise the disk image then: xcrun notarytool submit … --wait && xcrun stapler staple …
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=$here/../../target
out=$target/packages
jar=$target/ringbook-agent.jar
[ -f "$jar" ] || { echo "Build the program first: ./mvnw -pl softphone-agent package" >&2; exit 2; }
# macOS wants a version that begins with 1: until then 0.1.0 is told as 1.1.0.
version=$(sed -n 's|.*<version>\([0-9.]*\).*</version>.*|\1|p' "$here/../../pom.xml" | head -1)
case "$version" in 0.*) shown=1.${version#*.} ;; *) shown=$version ;; esac
modules=java.base,java.desktop,java.logging,java.management,java.naming,java.sql,java.xml,jdk.crypto.ec,jdk.localedata,jdk.naming.dns,jdk.unsupported
rm -rf "$out"
mkdir -p "$out/in" "$out/res"
cp "$jar" "$out/in/"
cp -r "$target/lib" "$out/in/lib"
cp "$here/Info.plist" "$here/ringbook-agent.entitlements" "$out/res/"
set -- --name Ringbook --dest "$out" --app-version "$shown" --vendor Ringbook --resource-dir "$out/res" \
  --mac-package-identifier org.ringbook.agent
[ -z "${SIGN:-}" ] || set -- "$@" --mac-sign --mac-signing-key-user-name "$SIGN" --mac-entitlements "$out/res/ringbook-agent.entitlements"
jpackage --type dmg "$@" --input "$out/in" --main-jar ringbook-agent.jar --add-modules "$modules" \
  --java-options -XX:+UseSerialGC --java-options -XX:TieredStopAtLevel=1 --java-options -Xmx128m --java-options -Xss512k \
  --java-options -Dapple.awt.enableTemplateImages=true \
  --jlink-options "--strip-debug --no-man-pages --no-header-files --compress=2 --include-locales=en,ru --generate-cds-archive"
rm -rf "$out/in" "$out/res"
ls -lh "$out"
