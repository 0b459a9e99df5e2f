# Sourced by the commands at the root: brings what they need onto the machine, or says in one line what to install.
# Debian and its relatives are set up with apt: as root without a word, otherwise through sudo, announced.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
JDK=25
MAVEN_VERSION=3.9.16
MAVEN_SHA512=ed41650d42485cfc243fad22158caf9cbb5dc408ce7a09ddb94dd42a019de929ca43065bfa450612cf12bf78b5cafa3884b96c090de326ff590448c933454af3

die() {
  echo "${0##*/}: $*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo > /dev/null; then
    sudo DEBIAN_FRONTEND=noninteractive "$@"
  else
    die "needs root for: $* (and there is no sudo)"
  fi
}

is_installed() { dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2> /dev/null | grep -q '^ii'; }

# Whether apt can install that package; asks for fresh lists once when it does not know the name.
apt_offers() {
  command -v apt-get > /dev/null || return 1
  apt-cache show "$1" > /dev/null 2>&1 && return
  [ -n "${APT_UPDATED:-}" ] && return 1
  as_root apt-get -q update > /dev/null || return 1
  APT_UPDATED=1
  apt-cache show "$1" > /dev/null 2>&1
}

# need_packages PACKAGE…: installs those that are missing.
need_packages() {
  local package missing=()
  command -v dpkg-query > /dev/null || die "install what Debian calls: $*"
  for package in "$@"; do is_installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} = 0 ] && return
  for package in "${missing[@]}"; do apt_offers "$package" || die "apt offers no $package: install it by hand"; done
  echo "${0##*/}: installing ${missing[*]}" >&2
  as_root apt-get -q -y install --no-install-recommends "${missing[@]}" > /dev/null || die "apt could not install ${missing[*]}"
}

# need_program PROGRAM PACKAGE
need_program() { command -v "$1" > /dev/null || need_packages "$2"; }

is_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge $JDK ]
}

find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [ -n "$home" ] && is_jdk "$home"; then
      export JAVA_HOME=$home
      return
    fi
  done
  return 1
}

# Sets JAVA_HOME, whatever the default java is.
need_jdk() {
  find_jdk && return
  apt_offers openjdk-$JDK-jdk-headless ||
    die "needs a JDK $JDK: install one (such as Temurin $JDK) under /usr/lib/jvm, or set JAVA_HOME to it"
  need_packages openjdk-$JDK-jdk-headless
  find_jdk || die "apt has installed openjdk-$JDK-jdk-headless, and no JDK $JDK is under /usr/lib/jvm"
}

# Sets MAVEN to the pinned version's launcher. An installed Maven of any version fetches it, from wherever it fetches all else.
need_maven() {
  MAVEN=$ROOT/.mvn/dist/apache-maven-$MAVEN_VERSION/bin/mvn
  [ -x "$MAVEN" ] && return
  need_program mvn maven
  local part
  part=$ROOT/.mvn/dist/part.$$
  mkdir -p "$part"
  echo "${0##*/}: fetching Maven $MAVEN_VERSION" >&2
  (
    cd "$part"
    mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -DoutputDirectory="$part" \
      -Dartifact=org.apache.maven:apache-maven:$MAVEN_VERSION:zip:bin > log 2>&1 || { cat log >&2; exit 1; }
    echo "$MAVEN_SHA512  apache-maven-$MAVEN_VERSION-bin.zip" | sha512sum --check --quiet
    "$JAVA_HOME/bin/jar" --extract --file "apache-maven-$MAVEN_VERSION-bin.zip"
    chmod +x "apache-maven-$MAVEN_VERSION/bin/mvn"
    # Another command may have been faster: then theirs is as good as ours.
    mv -T "apache-maven-$MAVEN_VERSION" "../apache-maven-$MAVEN_VERSION" 2> /dev/null || true
  ) || { rm -rf "$part"; die "Maven $MAVEN_VERSION could not be fetched or is not the one expected"; }
  rm -rf "$part"
  [ -x "$MAVEN" ] || die "Maven $MAVEN_VERSION could not be unpacked into .mvn/dist"
}

# maven ARGUMENT…: the pinned Maven on JDK 25, wherever it is called from.
maven() {
  [ -n "${JAVA_HOME:-}" ] && is_jdk "$JAVA_HOME" || need_jdk
  [ -n "${MAVEN:-}" ] || need_maven
  MAVEN_OPTS=${MAVEN_OPTS:--XX:+UseSerialGC -XX:TieredStopAtLevel=1} "$MAVEN" "$@"
}

# Builds the two programs and what runs them, unless nothing has changed since. Called from the root.
need_programs() {
  local built=bench/target/programs.built
  if [ ! -e $built ] || [ -n "$(find pom.xml ./*/pom.xml ./*/src/main systemd/app.xml systemd/launcher systemd/*.options -newer $built -type f -print -quit)" ]; then
    echo "${0##*/}: building"
    mkdir -p bench/target && touch $built.new
    maven -B -q -ntp -pl bench -am package -DskipTests
    mv $built.new $built
  fi
}
