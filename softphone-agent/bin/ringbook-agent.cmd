@echo off
rem Starts the Ringbook agent, from this folder beside the jar or from a checkout after mvnw package.
setlocal
set "jar=%~dp0ringbook-agent.jar"
if not exist "%jar%" set "jar=%~dp0..\ringbook-agent.jar"
if not exist "%jar%" set "jar=%~dp0..\target\ringbook-agent.jar"
if not exist "%jar%" (
  echo ringbook-agent.jar is not here. Build it: mvnw -pl softphone-agent package 1>&2
  exit /b 2
)
set "java=java"
if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms16m -Xmx128m -Xss512k %RINGBOOK_AGENT_JAVA% -jar "%jar%" %*
exit /b %ERRORLEVEL%
