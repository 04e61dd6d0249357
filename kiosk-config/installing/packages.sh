# shellcheck shell=sh
# Debian packages that are missing.

# install_missing PACKAGE…: installs those that are not there, and says which; asks for sudo only then.
install_missing() {
    missing=""
    for package in "$@"; do
        status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$status" = installed ] || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    echo "Installing from Debian:$missing" >&2
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            echo "Please run as root: apt-get install$missing" >&2
            exit 2
        fi
        as_root=sudo
    fi
    $as_root apt-get update -qq >&2
    # shellcheck disable=SC2086 # the packages are words
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >&2
}

# What an installed kiosk needs: the packages that debian/control names.
needed_packages() {
    awk '/^[A-Z]/ { on = /^Depends:/; sub(/^Depends:/, "") }
        on { gsub(/\([^)]*\)/, ""); gsub(/,/, " "); print }' "$here/debian/control"
}
