# The program for Windows, with a Java of its own: an image, an msi for one person, and a portable zip.
#   .\mvnw.cmd -pl softphone-agent package; softphone-agent\package\windows\build.ps1
# Needs jpackage of a JDK 17 or newer, and WiX 3 for the msi (without it the zip is made alone).
$ErrorActionPreference = 'Stop'
$here = Split-Path -Parent $MyInvocation.MyCommand.Path
$target = Join-Path $here '..\..\target'
$out = Join-Path $target 'packages'
$jar = Join-Path $target 'ringbook-agent.jar'
if (-not (Test-Path $jar)) { throw 'Build the program first: .\mvnw.cmd -pl softphone-agent package' }
$version = ([regex]'<version>([0-9.]+)').Match((Get-Content (Join-Path $here '..\..\pom.xml') -Raw)).Groups[1].Value
$modules = 'java.base,java.desktop,java.logging,java.management,java.naming,java.sql,java.xml,jdk.crypto.ec,jdk.crypto.mscapi,jdk.localedata,jdk.naming.dns,jdk.unsupported'
$java = '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xms16m', '-Xmx128m', '-Xss512k', '-XX:MaxMetaspaceSize=96m', '-XX:ReservedCodeCacheSize=24m'

if (Test-Path $out) { Remove-Item -Recurse -Force $out }
$in = New-Item -ItemType Directory -Force (Join-Path $out 'in')
Copy-Item $jar $in
Copy-Item -Recurse (Join-Path $target 'lib') (Join-Path $in 'lib')
New-Item -ItemType Directory (Join-Path $in 'desktop') | Out-Null
Copy-Item (Join-Path $here 'setup.ps1') (Join-Path $in 'desktop')

$common = '--name', 'ringbook-agent', '--app-version', $version, '--vendor', 'Ringbook', '--dest', $out
$options = $java | ForEach-Object { '--java-options'; $_ }
& jpackage --type app-image @common --input $in --main-jar ringbook-agent.jar --add-modules $modules @options `
    --jlink-options '--strip-debug --no-man-pages --no-header-files --compress=2 --include-locales=en,ru --generate-cds-archive'
if ($LASTEXITCODE -ne 0) { throw 'jpackage made no image' }
Remove-Item -Recurse -Force $in
$image = Join-Path $out 'ringbook-agent'
Compress-Archive -Path $image -DestinationPath (Join-Path $out "ringbook-agent-$version-windows.zip")

if (Get-Command candle.exe -ErrorAction SilentlyContinue) {
    & jpackage --type msi @common --app-image $image --win-per-user-install --win-menu --win-menu-group Ringbook `
        --win-upgrade-uuid 6f0b2c52-5f0f-4b86-9a53-1d9a7d0f6a11
} else {
    Write-Output 'No WiX here: no msi is made'
}
Get-ChildItem $out -File | Select-Object Name, Length
