# shellcheck shell=sh
# The program that is installed or packed.

choose_program() {
    if [ -z "$binary" ]; then
        "$here/prepare"
        say "Building the kiosk; the first time takes some minutes."
        (cd "$here/.." && swift build -c release --static-swift-stdlib --product kiosk >&2)
        binary=$here/../.build/release/kiosk
    fi
    [ -f "$binary" ] || fail "No program: $binary"
}
