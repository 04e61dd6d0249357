# shellcheck shell=sh
# What the Debian package does beside dpkg's own work; stands in each of its scripts (make-deb).
#
# dpkg has replaced program and configuration when the new version can first be tried. So the old ones are set aside
# before; when the new version fails, /usr/bin/kiosk runs the old program with the old configuration until an operator
# has mended the cause and `dpkg --configure kiosk` tries again.

previous=$memory/previous
command=/usr/bin/kiosk

# Before anything is unpacked.
set_previous_aside() {
    mkdir -p "$work"
    ! is_serving || touch "$work/was-serving"
    stop_service
    # After an upgrade that failed the version in use is set aside already.
    [ -L "$command" ] || return 0
    rm -rf "$previous"
    mkdir "$previous"
    cp -a -l "$program" "$previous/kiosk" 2>/dev/null || cp -a "$program" "$previous/kiosk"
    cp -a "$config" "$previous/configuration"
}

# The new version is unpacked: it takes over, or ends with 1 and the one before serves.
configure() {
    mkdir -p "$work"
    ! is_serving || touch "$work/was-serving"
    make_user /usr/lib/sysusers.d/kiosk.conf
    stop_service
    count_previous
    if try_package && start_again; then
        put_link_back
        forget_copies
        rm -rf "$work" "$previous"
        make_links
        ! has_systemd || systemctl daemon-reload
    else
        go_back
    fi
}

count_previous() {
    before=""
    if ! copy_store "$state" "$work/store"; then
        say "Something uses the store $state, or there is no room for a copy."
        go_back
    fi
    [ -x "$previous/kiosk" ] || return 0
    copy_store "$work/store" "$work/trial"
    before=$(given "$previous/kiosk" "$previous/configuration" "$work/trial") ||
        say "The version before cannot read the store itself, so nothing can be compared."
    diagnose "$previous/kiosk" "$previous/configuration" "$work/trial" >"$work/diagnosis"
}

try_package() {
    copy_store "$work/store" "$work/trial" && self_check "$program" "$config" "$work/trial" "$before"
}

start_again() {
    [ -e "$work/was-serving" ] || return 0
    put_link_back
    touch "$work/had-store"
    start_new
}

put_link_back() {
    ln -s -f ../lib/kiosk/kiosk "$command.being-put"
    mv -f -T "$command.being-put" "$command"
}

go_back() {
    [ -x "$previous/kiosk" ] || fail "Mend what is named above, then: dpkg --configure kiosk"
    cat >"$command.being-put" <<SCRIPT
#!/bin/sh
# The version before the one that was installed last, which failed its check; until: dpkg --configure kiosk
KIOSK_CONFIG_DIRECTORY=\${KIOSK_CONFIG_DIRECTORY:-$previous/configuration} exec $previous/kiosk "\$@"
SCRIPT
    chmod 0755 "$command.being-put"
    mv -f -T "$command.being-put" "$command"
    [ ! -e "$work/had-store" ] || settle_store "$previous/kiosk" "$previous/configuration" "$before"
    [ ! -e "$work/was-serving" ] || start_service || say "The version before does not start either."
    forget_copies
    rm -rf "$work"
    fail "The version before goes on in its place. Mend what is named above, then: dpkg --configure kiosk"
}

# dpkg gave up before the new version was there, or the removal.
stay() {
    [ ! -e "$work/was-serving" ] || start_service || true
    forget_copies
    rm -rf "$work"
    [ ! -L "$command" ] || rm -rf "$previous"
}

leave_machine() {
    remove_links
    remove_user
    remove_folders
    rm -rf "$memory"
    ! has_systemd || systemctl daemon-reload
    tell_stores
    say "Restart the machine; it comes up with its logins again."
}
