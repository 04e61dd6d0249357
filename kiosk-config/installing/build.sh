# shellcheck shell=sh
# The program that is installed or packed.

# The one named, else the repository's own, built anew where there is a toolchain.
choose_program() {
    built=$here/../.build/release/kiosk
    if [ -z "$binary" ] && [ -e "$built" ] && ! command -v swift >/dev/null; then
        say "No Swift toolchain here: taking the program built on $(date -r "$built" '+%F %H:%M')."
        binary=$built
    fi
    if [ -z "$binary" ]; then
        "$here/prepare"
        say "Building the kiosk; the first time takes some minutes."
        (cd "$here/.." && swift build -c release --static-swift-stdlib --product kiosk >&2)
        binary=$built
    fi
    [ -f "$binary" ] || fail "No program: $binary"
}
