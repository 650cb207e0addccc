# tel:, callto: and sip: links, and the start with Windows, for this user; no administrator is needed.
#   setup.ps1 install | autostart | no-autostart | remove
# Which program opens a link the person then chooses: Settings > Apps > Default apps > Ringbook. Windows lets no program choose itself.
param([Parameter(Mandatory)][ValidateSet('install', 'autostart', 'no-autostart', 'remove')][string] $what)
$ErrorActionPreference = 'Stop'
$exe = Join-Path (Resolve-Path (Join-Path (Split-Path -Parent $MyInvocation.MyCommand.Path) '..\..')) 'ringbook-agent.exe'
$class = 'HKCU:\Software\Classes\Ringbook.Call'
$own = 'HKCU:\Software\Ringbook'
$run = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Run'

switch ($what) {
    'install' {
        New-Item -Force "$class\shell\open\command" | Out-Null
        Set-ItemProperty $class '(default)' 'Ringbook call'
        Set-ItemProperty $class 'URL Protocol' ''
        Set-ItemProperty "$class\shell\open\command" '(default)' "`"$exe`" `"%1`""
        New-Item -Force "$own\Capabilities\URLAssociations" | Out-Null
        Set-ItemProperty "$own\Capabilities" 'ApplicationName' 'Ringbook'
        Set-ItemProperty "$own\Capabilities" 'ApplicationDescription' 'Who is calling, and dialling at a click'
        foreach ($link in 'tel', 'callto', 'sip', 'sips') {
            Set-ItemProperty "$own\Capabilities\URLAssociations" $link 'Ringbook.Call'
        }
        if (-not (Test-Path 'HKCU:\Software\RegisteredApplications')) { New-Item 'HKCU:\Software\RegisteredApplications' | Out-Null }
        Set-ItemProperty 'HKCU:\Software\RegisteredApplications' 'Ringbook' 'Software\Ringbook\Capabilities'
        Start-Process 'ms-settings:defaultapps'
    }
    'autostart' { Set-ItemProperty $run 'Ringbook' "`"$exe`" --minimized" }
    'no-autostart' { Remove-ItemProperty $run 'Ringbook' -ErrorAction SilentlyContinue }
    'remove' {
        Remove-Item -Recurse -Force $class, $own -ErrorAction SilentlyContinue
        Remove-ItemProperty 'HKCU:\Software\RegisteredApplications' 'Ringbook' -ErrorAction SilentlyContinue
        Remove-ItemProperty $run 'Ringbook' -ErrorAction SilentlyContinue
    }
}
