# shellcheck shell=sh
# What makes a machine a kiosk: its user, its service, and no other login.

# Rescue and emergency mode stay: they ask for root's password, and without them a broken disk cannot be mended.
masked="ctrl-alt-del.target getty@.service autovt@.service serial-getty@.service console-getty.service
    debug-shell.service"
wanted="kiosk-console.service kiosk.service"
units=/etc/systemd/system

# No login on any console, no restart from the keyboard, the kiosk at each start. A link is made once: one that an
# operator took away (`systemctl disable kiosk`) stays away.
make_links() {
    touch "$root$memory/links"
    make_folder "$root$units/multi-user.target.wants"
    for unit in $masked; do make_link "$units/$unit" /dev/null; done
    for unit in $wanted; do make_link "$units/multi-user.target.wants/$unit" "/usr/lib/systemd/system/$unit"; done
}

make_link() {
    ! grep -q -x -F "$1" "$root$memory/links" || return 0
    # A unit or mask of the operator's own.
    [ ! -e "$root$1" ] && [ ! -L "$root$1" ] || return 0
    ln -s "$2" "$root$1"
    echo "$1" >>"$root$memory/links"
}

# Makes a folder and those above it, and remembers which.
make_folder() {
    [ -n "$1" ] && [ ! -d "$1" ] || return 0
    make_folder "${1%/*}"
    mkdir "$1"
    echo "${1#"$root"}" >>"$root$memory/folders"
}

# since LIST EARLIER: the lines of a list in $memory that an earlier copy of it does not have.
since() { [ ! -e "$root$memory/$1" ] || grep -v -x -F -f "$2" "$root$memory/$1" || true; }

# remove_links [EARLIER]: those that were made, all of them or since an earlier copy of the list.
remove_links() {
    since links "${1:-/dev/null}" | while read -r link; do [ ! -L "$root$link" ] || rm -f "$root$link"; done
}

# remove_folders [EARLIER]
remove_folders() {
    since folders "${1:-/dev/null}" | LC_ALL=C sort -r | while read -r folder; do
        rmdir --ignore-fail-on-non-empty "$root$folder" 2>/dev/null || true
    done
}

# make_user FILE: makes the user as the sysusers.d file says, unless there is one.
make_user() {
    [ -z "$(user)" ] || return 0
    if [ "$(id -u)" -ne 0 ] || [ ! -e "$root/etc/passwd" ] || ! command -v systemd-sysusers >/dev/null; then
        say "The user kiosk is not made now but by systemd, when the machine starts."
        return 0
    fi
    systemd-sysusers ${root:+--root="$root"} - <"$1" >/dev/null
    touch "$root$memory/user"
    # The store of a kiosk that was here before.
    [ ! -d "$root$state" ] || chown -R -h "$(user)" "$root$state"
}

# The store stays, with its copies, and becomes root's: a later account with the same number must not read what citizens
# gave.
remove_user() {
    [ -e "$root$memory/user" ] && [ -n "$(user)" ] || return 0
    for store in "$root$state" "$root$state"-aside-* "$root$state"-before-*; do
        [ ! -d "$store" ] || chown -R -h root:root "$store"
    done
    userdel ${root:+--prefix "$root"} kiosk
    groupdel ${root:+--prefix "$root"} kiosk 2>/dev/null || true
    rm -f "$root$memory/user"
}

has_systemd() { [ -z "$root" ] && [ "$(id -u)" -eq 0 ] && [ -d /run/systemd/system ]; }

# Also when it ends and is started again and again: a new version may be the mend.
is_serving() {
    has_systemd || return
    case $(systemctl show --property=ActiveState --value kiosk.service) in inactive | failed) return 1 ;; esac
}

# The store stands still then. A citizen at the machine may finish first, within three minutes; a visit that is ended
# in its middle is wiped.
stop_service() {
    has_systemd || return 0
    seconds=180
    while [ $seconds -gt 0 ] && is_visited; do
        [ $seconds -lt 180 ] || say "A citizen is being served; waiting for up to three minutes."
        seconds=$((seconds - 1))
        sleep 1
    done
    systemctl stop kiosk.service 2>/dev/null || true
}

is_visited() {
    is_serving && { [ -e "$root$state/visit.open" ] || [ -e "$root$state/practice/visit.open" ]; }
}

# Ends with 1 when the kiosk does not get ready; systemd goes on trying.
start_service() {
    has_systemd || return 0
    systemctl daemon-reload
    systemctl reset-failed kiosk.service 2>/dev/null || true
    systemctl start kiosk.service
}

# Starts a new version; one that does not get ready is stopped, and that is said.
start_new() {
    start_service && return
    systemctl stop kiosk.service
    say "The new program passes its check and does not start as a service: journalctl -u kiosk"
    return 1
}
