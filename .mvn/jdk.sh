# Sourced by mvnw: puts a JDK 25 into JAVA_HOME, whatever the default java of the machine is.
# A JAVA_HOME that already is a JDK 25 stays; otherwise the usual places are searched.

is_jdk_25() { [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null; }

find_jdk_25() {
  set +f # mvnw switches globbing off; this runs in a subshell
  on_path=$(command -v javac 2>/dev/null) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
  for candidate in "${JAVA_HOME-}" "${JAVA_HOME_25_X64-}" "${JAVA_HOME_25_ARM64-}" "$on_path" \
    /usr/lib/jvm/* /opt/java/* /opt/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      printf '%s' "$candidate"
      return 0
    fi
  done
  return 1
}

if jdk_25=$(find_jdk_25); then
  JAVA_HOME=$jdk_25
  export JAVA_HOME
else
  echo "mvnw: no JDK 25 found. Install one (for example Temurin 25) or set JAVA_HOME to its directory; JAVA_HOME is '${JAVA_HOME-unset}'." >&2
  exit 1
fi
