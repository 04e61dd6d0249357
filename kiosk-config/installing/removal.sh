# shellcheck shell=sh
# Takes a kiosk away, all but what citizens gave.

uninstall_kiosk() {
    refuse_package
    [ -e "$root$memory/files" ] || fail "No kiosk was installed here with this program."
    lock
    recover
    stop_service
    remove_links
    keep_own_configuration
    only_program <"$root$memory/files" | cut -c 67- | while read -r file; do rm -f "$root/$file"; done
    rm -f "$root/usr/bin/kiosk"
    rm -rf "$root$config"
    remove_user
    remove_folders
    rm -rf "$root$memory"
    ! has_systemd || systemctl daemon-reload
    tell_what_stays
}

# What an operator wrote is not thrown away: it goes beside the store.
keep_own_configuration() {
    sums "$root$config" >"$root$memory/now"
    only_configuration <"$root$memory/files" >"$root$memory/was"
    awk '
        { path = substr($0, 67) }
        FILENAME == ARGV[1] { was[path] = $1; next }
        { offered = path; sub(/\.new$/, "", offered) }
        was[path] != $1 && was[offered] != $1 { print path }' "$root$memory/was" "$root$memory/now" |
        while read -r file; do
            [ -d "$root$state" ] || mkdir -m 0700 "$root$state"
            install -D -m 0600 "$root$config/$file" "$root$state/configuration/$file"
        done
}

tell_what_stays() {
    say "The kiosk is taken away."
    tell_stores
    [ ! -d "$root$state/configuration" ] || say "The configuration that you wrote is in $root$state/configuration."
    [ ! -e "$root/etc/credstore/backend-token" ] || say "The province's token stays in $root/etc/credstore."
    [ -n "$root" ] || say "Restart the machine; it comes up with its logins again."
}
