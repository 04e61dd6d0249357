# shellcheck shell=sh
# What the Debian package does beside dpkg's own work; stands in each of its scripts (make-deb).
#
# dpkg has replaced program and configuration when the new version can first be tried. So the old ones are set aside
# before. As long as they lie there the service starts with them (BindReadOnlyPaths= of kiosk.service), whatever dpkg has
# put in their place: while it asks about a file, after a power cut, and when the new version fails. Then /usr/bin/kiosk
# is the old program as well, until an operator has mended the cause and `dpkg --configure kiosk` tries again.

previous=$memory/previous
command=/usr/bin/kiosk

# Before anything is unpacked. The kiosk goes on serving: it holds its program, and starts each visit from there.
set_previous_aside() {
    mkdir -p "$work"
    rm -f "$work/set-aside-now"
    keep_previous
    # What was never configured, or failed, is not what serves; that is set aside already.
    [ ! -d "$previous" ] || return 0
    rm -rf "$previous.being-put"
    mkdir "$previous.being-put"
    cp -a -l "$program" "$previous.being-put/kiosk" 2>/dev/null || cp -a "$program" "$previous.being-put/kiosk"
    cp -a "$config" "$previous.being-put/configuration"
    touch "$work/set-aside-now"
    sync
    mv -T "$previous.being-put" "$previous"
}

# The new version had its turn when it was cut off, or now.
keep_previous() { [ ! -d "$work/previous" ] || [ -d "$previous" ] || mv -T "$work/previous" "$previous"; }

# The new version is unpacked: it takes over, or ends with 1 and the one before serves.
configure() {
    mkdir -p "$work"
    before=""
    # A signal may come while a command's notes go to a file.
    exec 6>&2
    trap go_back EXIT
    trap 'exit 1' HUP INT TERM PIPE
    ! is_serving || touch "$work/was-serving"
    make_user /usr/lib/sysusers.d/kiosk.conf
    stop_service
    keep_previous
    keep_only_store
    if ! { count_previous && try_package && start_again; }; then exit 1; fi
    make_links
    ! has_systemd || systemctl daemon-reload
    take_over
}

take_over() {
    trap '' HUP INT TERM PIPE
    put_link_back
    rm -f "$work/had-store"
    forget_copies
    rm -rf "$work" "$previous"
    trap - EXIT
}

# A copy that was there before a new version had the store, and was cut off, is the one to go back to.
count_previous() {
    [ -d "$work/store" ] || rm -f "$work/had-store"
    if [ ! -e "$work/had-store" ] && ! copy_store "$state" "$work/store"; then
        say "Something uses the store $state, or there is no room for a copy."
        return 1
    fi
    [ -x "$previous/kiosk" ] || return 0
    copy_store "$work/store" "$work/trial" || return
    before=$(given "$previous/kiosk" "$previous/configuration" "$work/trial") ||
        say "The version before cannot read the store itself, so nothing can be compared."
    diagnose "$previous/kiosk" "$previous/configuration" "$work/trial" >"$work/diagnosis"
}

try_package() {
    copy_store "$state" "$work/trial" && self_check "$program" "$config" "$work/trial" "$before"
}

start_again() {
    [ -e "$work/was-serving" ] || return 0
    put_link_back
    touch "$work/had-store"
    sync
    [ ! -d "$previous" ] || mv -T "$previous" "$work/previous" || return
    start_new
}

put_link_back() {
    ln -s -f ../lib/kiosk/kiosk "$command.being-put"
    mv -f -T "$command.being-put" "$command"
}

# Runs at the end of a configuration that failed or was ended by a signal.
go_back() {
    trap - EXIT
    trap '' HUP INT TERM PIPE
    exec 2>&6
    set +e
    keep_previous
    [ ! -e "$work/had-store" ] || stop_service
    if [ -x "$previous/kiosk" ]; then
        put_previous_command
        [ ! -e "$work/had-store" ] || settle_store "$previous/kiosk" "$previous/configuration" "$before"
        say "The version before goes on in its place."
    fi
    [ ! -e "$work/was-serving" ] || start_service || say "It does not start as a service: journalctl -u kiosk"
    rm -f "$work/had-store"
    forget_copies
    rm -rf "$work"
    fail "Mend what is named above, then: dpkg --configure kiosk"
}

put_previous_command() {
    cat >"$command.being-put" <<SCRIPT
#!/bin/sh
# The version before the one that was installed last, which failed its check; until: dpkg --configure kiosk
KIOSK_CONFIG_DIRECTORY=\${KIOSK_CONFIG_DIRECTORY:-$previous/configuration} exec $previous/kiosk "\$@"
SCRIPT
    chmod 0755 "$command.being-put"
    mv -f -T "$command.being-put" "$command"
}

# dpkg gave up before the new version was there, or the removal.
stay() {
    [ ! -e "$work/set-aside-now" ] || rm -rf "$previous"
    rm -rf "$previous.being-put"
    [ ! -e "$work/was-serving" ] || start_service || true
    # The only copy to go back to, of a configuration that was cut off.
    [ ! -e "$work/had-store" ] || return 0
    forget_copies
    rm -rf "$work"
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
