# shellcheck shell=sh
# What a build needs beside the sources: looked for, listed, and installed where the user agrees.
#
# Sourced by ./fettle and ./test, which set `program` (the name that begins each message). POSIX sh.
# File descriptor 9 may hold the caller's lock; what is started here does not inherit it.
#
#   require_prerequisites yes|ask [python] [hdf5] [chromium]    returns, or exits 69 with the remedy on stderr

: "${program:=fettle}"

say() { printf '%s: %s\n' "$program" "$*" >&2; }

# Whether one of the files exists: the arguments are patterns, expanded by the caller.
any_exists() {
  for candidate in "$@"; do
    if [ -e "$candidate" ]; then return 0; fi
  done
  return 1
}

# The first interpreter that can make virtual environments with pip in them.
find_python() {
  for candidate in python3 /usr/bin/python3; do
    if "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

# The browser that pages are opened in.
find_chromium() {
  for candidate in chromium chromium-browser google-chrome; do
    if command -v "$candidate"; then return 0; fi
  done
  return 1
}

swift_is_new_enough() {
  swift --version 2>/dev/null | awk '
    match($0, /Swift version [0-9]+\.[0-9]+/) {
      split(substr($0, RSTART + 14, RLENGTH - 14), part, ".")
      exit !(part[1] > 6 || (part[1] == 6 && part[2] >= 3))
    }
    END { if (!RSTART) exit 1 }'
}

# The shared libraries that the toolchain's own programs miss, as `library:NAME` words.
missing_toolchain_libraries() {
  command -v ldd >/dev/null 2>&1 || return 0
  for tool in swift-build swift-frontend clang; do
    path=$(command -v "$tool") || continue
    ldd "$path" 2>/dev/null
  done | awk '/not found/ { sub(/\.so.*/, "", $1); if (!seen[$1]++) print "library:" $1 }'
}

# Prints what is missing, one word each. Arguments: further needs (`python`, `hdf5`, `chromium`).
missing_prerequisites() {
  if ! command -v swift >/dev/null 2>&1; then
    echo swift
  else
    libraries=$(missing_toolchain_libraries)
    if [ -n "$libraries" ]; then
      printf '%s\n' "$libraries"
    elif ! swift_is_new_enough; then
      echo swift
    fi
  fi
  command -v git >/dev/null 2>&1 || echo git
  command -v pkg-config >/dev/null 2>&1 || echo pkg-config
  if [ "$(uname -s)" = Darwin ]; then
    xcode-select -p >/dev/null 2>&1 || echo compiler
  else
    # swiftc links with the C library's start-up files and headers, GCC's support library and
    # libstdc++; on x86_64 it asks for the linker gold.
    if ! any_exists /usr/include/stdio.h \
      || ! any_exists /usr/lib*/gcc/*/*/libstdc++.so /usr/lib*/libstdc++.so; then
      echo compiler
    fi
    if [ "$(uname -m)" = x86_64 ] && ! command -v ld.gold >/dev/null 2>&1; then echo gold; fi
    any_exists /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt \
      /etc/ssl/ca-bundle.pem /etc/ssl/cert.pem || echo certificates
  fi
  if command -v pkg-config >/dev/null 2>&1; then
    pkg-config --exists gsl || echo gsl
    pkg-config --exists libzstd || echo zstd
    pkg-config --exists zlib || echo zlib
  else
    any_exists /usr/include/gsl/gsl_cdf.h || echo gsl
    any_exists /usr/include/zstd.h || echo zstd
    any_exists /usr/include/zlib.h || echo zlib
  fi
  for need in "$@"; do
    case $need in
      python) find_python >/dev/null || echo python ;;
      chromium) find_chromium >/dev/null || echo chromium ;;
      hdf5) pkg-config --exists hdf5 2>/dev/null || echo hdf5 ;;
      *) say "no such prerequisite: $need"; exit 70 ;;
    esac
  done
}

# What a word of missing_prerequisites means to a reader.
describe_prerequisite() {
  case $1 in
    swift) echo 'Swift 6.3 or later: see https://www.swift.org/install' ;;
    git) echo 'git, which fetches the packages that Fettle uses' ;;
    pkg-config) echo 'pkg-config, which finds the C libraries that Fettle uses' ;;
    compiler) echo 'the C library headers and the C++ library that Swift links with' ;;
    gold) echo 'the linker gold (ld.gold)' ;;
    certificates) echo 'the certificates that secure downloads are checked with' ;;
    gsl) echo 'the GNU Scientific Library with its headers' ;;
    zstd) echo 'the compression library Zstandard with its headers' ;;
    zlib) echo 'the compression library zlib with its headers' ;;
    hdf5) echo 'the HDF5 library with its headers' ;;
    python) echo 'Python 3 with the modules venv and ensurepip (used by the tests)' ;;
    chromium) echo 'the browser Chromium, in which --all opens pages' ;;
    library:*) echo "the shared library ${1#library:}, which Swift itself loads" ;;
  esac
}

# The package manager of this system; nothing where none is known.
find_package_manager() {
  for manager in apt-get dnf pacman zypper brew; do
    if command -v "$manager" >/dev/null 2>&1; then
      echo "$manager"
      return 0
    fi
  done
}

# The packages by which a manager brings a need; nothing where it has none. $1 manager, $2 need.
packages_for() {
  case $1:$2 in
    *:git) echo git ;;
    apt-get:pkg-config) echo pkg-config ;;
    dnf:pkg-config | zypper:pkg-config) echo pkgconf-pkg-config ;;
    pacman:pkg-config | brew:pkg-config) echo pkgconf ;;
    apt-get:compiler) echo g++ libc6-dev ;;
    dnf:compiler | zypper:compiler) echo gcc-c++ glibc-devel ;;
    pacman:compiler) echo gcc glibc ;;
    apt-get:gold | dnf:gold | zypper:gold) echo binutils-gold ;;
    pacman:gold) echo binutils ;;
    *:certificates) echo ca-certificates ;;
    apt-get:gsl) echo libgsl-dev ;;
    dnf:gsl | zypper:gsl) echo gsl-devel ;;
    pacman:gsl | brew:gsl) echo gsl ;;
    apt-get:zstd) echo libzstd-dev ;;
    dnf:zstd | zypper:zstd) echo libzstd-devel ;;
    pacman:zstd | brew:zstd) echo zstd ;;
    apt-get:zlib) echo zlib1g-dev ;;
    dnf:zlib | zypper:zlib) echo zlib-devel ;;
    pacman:zlib | brew:zlib) echo zlib ;;
    apt-get:hdf5) echo libhdf5-dev ;;
    dnf:hdf5 | zypper:hdf5) echo hdf5-devel ;;
    pacman:hdf5 | brew:hdf5) echo hdf5 ;;
    brew:chromium) ;;
    *:chromium) echo chromium ;;
    apt-get:python) echo python3 python3-venv ;;
    dnf:python | zypper:python) echo python3 ;;
    pacman:python | brew:python) echo python ;;
    apt-get:library:libsqlite3 | zypper:library:libsqlite3) echo libsqlite3-0 ;;
    dnf:library:libsqlite3) echo sqlite-libs ;;
    pacman:library:libsqlite3) echo sqlite ;;
    apt-get:library:libncurses | zypper:library:libncurses) echo libncurses6 ;;
    apt-get:library:libtinfo) echo libtinfo6 ;;
    zypper:library:libtinfo) echo libncurses6 ;;
    dnf:library:libncurses | dnf:library:libtinfo) echo ncurses-libs ;;
    pacman:library:libncurses | pacman:library:libtinfo) echo ncurses ;;
    apt-get:library:libcurl | zypper:library:libcurl) echo libcurl4 ;;
    dnf:library:libcurl) echo libcurl ;;
    pacman:library:libcurl) echo curl ;;
    zypper:library:libxml2) echo libxml2-2 ;;
    *:library:libxml2) echo libxml2 ;;
    apt-get:library:libz) echo zlib1g ;;
    zypper:library:libz) echo libz1 ;;
    *:library:libz) echo zlib ;;
    apt-get:library:libstdc++ | zypper:library:libstdc++) echo libstdc++6 ;;
    dnf:library:libstdc++) echo libstdc++ ;;
    pacman:library:libstdc++) echo gcc-libs ;;
  esac
}

# The whole command that installs packages, as the user would type it. $1 manager, $2 packages.
install_command() {
  as_root=
  if [ "$(id -u)" -ne 0 ] && command -v sudo >/dev/null 2>&1; then as_root='sudo '; fi
  case $1 in
    apt-get) echo "${as_root}apt-get update && ${as_root}apt-get install -y $2" ;;
    dnf) echo "${as_root}dnf install -y $2" ;;
    pacman) echo "${as_root}pacman -Sy --needed --noconfirm $2" ;;
    zypper) echo "${as_root}zypper --non-interactive install $2" ;;
    brew) echo "brew install $2" ;;
  esac
}

# Lists what is missing and sets `missing`, `packages` and `command`.
list_missing() {
  missing=$(missing_prerequisites "$@")
  if [ -z "$missing" ]; then return 0; fi
  manager=$(find_package_manager)
  packages=
  say 'a build needs what this machine lacks:'
  for need in $missing; do
    printf '  - %s\n' "$(describe_prerequisite "$need")" >&2
    for package in $(packages_for "$manager" "$need"); do
      case " $packages " in
        *" $package "*) ;;
        *) packages="$packages${packages:+ }$package" ;;
      esac
    done
  done
  command=
  if [ -n "$packages" ]; then command=$(install_command "$manager" "$packages"); fi
  if [ "$(uname -s)" = Darwin ]; then
    case " $(echo "$missing" | tr '\n' ' ')" in
      *' compiler '*) say 'for the C compiler run: xcode-select --install' ;;
    esac
  fi
  return 0
}

# Exits with the remedy, in full.
give_up() {
  if [ -n "$command" ]; then
    say "install them with: $command"
    say 'or call again with --yes as the first argument'
  else
    say 'install the above, then call again'
  fi
  exit 69
}

require_prerequisites() {
  consent=$1
  shift
  list_missing "$@"
  if [ -z "$missing" ]; then return 0; fi
  if [ "${CI:-}" = true ]; then consent=yes; fi
  if [ -z "$command" ]; then give_up; fi
  if [ "$consent" != yes ]; then
    if ! [ -t 0 ] || ! [ -t 2 ]; then give_up; fi
    printf '%s: Install them with: %s? [Y/n] ' "$program" "$command" >&2
    read -r answer || answer=n
    case $answer in
      '' | [Yy] | [Yy][Ee][Ss]) ;;
      *) give_up ;;
    esac
  fi
  if [ "$manager" != brew ] && [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
    say "only root may install packages, and there is no sudo; as root, run: $command"
    exit 69
  fi
  say "$command"
  if ! DEBIAN_FRONTEND=noninteractive sh -c "$command" </dev/null >&2 9>&-; then
    say 'the installation failed; see above'
    exit 69
  fi
  list_missing "$@"
  if [ -n "$missing" ]; then give_up; fi
}
