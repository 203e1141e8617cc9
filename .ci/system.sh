# What csplanner needs from the operating system, and how it gets there. Sourced by .ci/setup; on Debian and Ubuntu
# missing packages are installed when that is allowed, everywhere else the exact names are printed.
# shellcheck shell=bash disable=SC2154 # $python is set by .ci/setup

# Shared library -> Debian package. Qt needs the first six even with no screen, the others for a window on one.
readonly LIBRARIES=(
    libGL.so.1:libgl1 libEGL.so.1:libegl1 libxkbcommon.so.0:libxkbcommon0 libfontconfig.so.1:libfontconfig1
    libglib-2.0.so.0:libglib2.0-0 libdbus-1.so.3:libdbus-1-3
)
readonly WINDOW_LIBRARIES=(
    libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4 libxcb-keysyms.so.1:libxcb-keysyms1
    libxcb-image.so.0:libxcb-image0 libxcb-render-util.so.0:libxcb-render-util0 libxcb-shape.so.0:libxcb-shape0
    libxkbcommon-x11.so.0:libxkbcommon-x11-0
)

# Half the time of Python's own flags to compile, the same speed when it runs; wrapping integers are Python's own rule.
export CFLAGS="${CFLAGS:--O2 -g0 -fwrapv -DNDEBUG}"

say() { echo "csplanner: $*" >&2; }

stop() {
    say "$1"
    shift
    local line
    for line in "$@"; do echo "  $line" >&2; done
    exit 1
}

has_display() { [[ $(uname) != Linux || -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]; }

# Can this Python's extensions be compiled here? Asked of the compiler itself.
can_compile() {
    local include
    include=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
    echo '#include <Python.h>' | "${CC:-cc}" -I"$include" -fsyntax-only -xc - 2>/dev/null
}

# Makes sure that the level's libraries, venv's own parts and a compiler are there. Only the compiler may be missing.
need_system_packages() {
    local required=() wished=() version
    version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    "$python" -c 'import ensurepip, venv' 2>/dev/null || required+=("$version-venv")
    can_compile || wished+=(gcc libc6-dev "$version-dev")
    [[ $(uname) == Linux ]] && mapfile -t -O "${#required[@]}" required < <(missing_libraries "$1")
    ((${#required[@]} + ${#wished[@]})) || return 0
    if install_with_apt ${#required[@]} "${required[@]}" "${wished[@]}"; then return 0; fi
    if ((${#required[@]})); then
        stop "System packages are missing, and they could not be installed from here." \
            "Debian, Ubuntu: sudo apt-get install ${required[*]} ${wished[*]}" \
            "Elsewhere install what gives the same libraries. Then run the same command again."
    fi
    say "Optional, for quick planning: sudo apt-get install ${wished[*]}"
}

# Prints the packages whose library the loader does not know, one a line.
missing_libraries() {
    local known pair wanted=("${LIBRARIES[@]}")
    [[ $1 == run ]] && has_display && wanted+=("${WINDOW_LIBRARIES[@]}")
    known=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p)
    for pair in "${wanted[@]}"; do
        [[ $known == *"${pair%%:*} "* ]] || echo "${pair#*:}"
    done
}

# Installs packages by apt as root or through sudo; false where neither may be. The first argument is how many of them
# are required: only for those is it worth asking a person for the password.
install_with_apt() {
    local must=$1 as=()
    shift
    command -v apt-get >/dev/null || return 1
    if [[ $(id -u) != 0 ]]; then
        command -v sudo >/dev/null || return 1
        if ! sudo -n true 2>/dev/null; then
            [[ $must != 0 && -t 0 && -t 2 ]] || return 1
        fi
        as=(sudo)
    fi
    say "Installing system packages: $*"
    "${as[@]}" apt-get update -qq >&2 || say "apt-get update failed; trying with the lists at hand"
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >build/apt.log 2>&1 || {
        tail -n 5 build/apt.log >&2
        return 1
    }
}
