# shellcheck shell=sh
# The way of a new version onto a machine: laid out beside, tried, put in place, started; or none of it.
# A fault at any step ends the script (set -e), and `undo` brings back what was.

install_kiosk() {
    refuse_package
    [ -e "$here/kiosk.yaml" ] || fail "From here only --uninstall; a new version is installed from its own folder."
    choose_program
    # shellcheck disable=SC2046 # the packages are words
    [ -n "$root" ] || install_missing $(needed_packages)
    begin
    lay_out "$here" "$binary" "$root$work/new"
    plan
    if is_in_place; then
        end
        say "The kiosk is in place already; nothing was changed."
        return
    fi
    make_user "$root$work/new/usr/lib/sysusers.d/kiosk.conf"
    pause_service
    try_out
    set_configuration_aside
    phase=changing
    put_in_place
    resume_service
    remember
    tell "$root$work/decisions"
    end
    finish
}

# A package keeps account of its own files.
refuse_package() {
    [ -z "$root" ] && dpkg-query -S "$program" >/dev/null 2>&1 || return 0
    fail "This kiosk came as a Debian package: apt install ./kiosk_….deb upgrades it, apt purge kiosk removes it."
}

# One installer at a time. What an earlier one left that was cut off is cleared away, but never the only store.
begin() {
    is_first=""
    [ -e "$root$memory/files" ] || is_first=1
    mkdir -p "$root$memory"
    exec 9<"$root$memory"
    flock --nonblock 9 || fail "Another installation is under way."
    [ -d "$root$state" ] || [ ! -d "$root$work/store" ] || mv "$root$work/store" "$root$state"
    forget_copies
    rm -rf "$root$work"
    mkdir "$root$work"
    touch "$root$memory/files"
    was_serving=""
    phase=trying
    # A signal may come while a command's notes go to a file.
    exec 6>&2
    trap undo EXIT HUP INT TERM
}

end() {
    phase=over
    forget_copies
    rm -rf "$root$work"
}

# Writes down what there is, what comes, and what has to happen to the configuration.
plan() {
    sums "$root$work/new" >"$root$work/files"
    only_configuration <"$root$memory/files" >"$root$work/was"
    only_configuration <"$root$work/files" >"$root$work/comes"
    sums "$root$config" >"$root$work/now"
    decide "$root$work/was" "$root$work/now" "$root$work/comes" >"$root$work/decisions"
}

# Whether the same version was put here before, and nothing of it is missing or changed but by the operator.
is_in_place() {
    cmp -s "$root$memory/files" "$root$work/files" && [ -e "$root$memory/links" ] && [ -x "$root/usr/bin/kiosk" ] &&
        ! grep -q -E '^(put|offer|drop) ' "$root$work/decisions" &&
        only_program <"$root$work/files" >"$root$work/program" &&
        (cd "$root/" && sha256sum --check --status "$root$work/program" 2>/dev/null)
}

pause_service() {
    if is_serving; then was_serving=1; fi
    stop_service
}

resume_service() { [ -z "$was_serving" ] || start_new; }

# Sets a copy of the store aside and lets the new program work on another one, with the configuration it will have.
try_out() {
    if ! copy_store "$root$state" "$root$work/store"; then
        say "Something uses the store $root$state, or there is no room for a copy."
        return 1
    fi
    [ ! -d "$root$config" ] || cp -a "$root$config" "$root$work/etc"
    count_given "$root$program"
    apply "$root$work/decisions" "$root$work/new$config" "$root$work/etc"
    cp -a "$root$work/store" "$root$work/trial"
    self_check "$root$work/new$program" "$root$work/etc" "$root$work/trial" "$before"
}

# What the old program finds in the store is what the new one has to find, and what is well to its doctor stays so.
count_given() {
    before=""
    [ -x "$1" ] || return 0
    cp -a "$root$work/store" "$root$work/trial"
    before=$(given "$1" "$root$work/etc" "$root$work/trial") ||
        say "The program in use cannot read the store itself, so nothing can be compared."
    diagnose "$1" "$root$work/etc" "$root$work/trial" >"$root$work/diagnosis"
    forget "$root$work/trial"
}

set_configuration_aside() {
    mkdir "$root$work/old"
    [ ! -d "$root$config" ] || cp -a "$root$config" "$root$work/old/configuration"
}

# Every file is renamed to its place; the old ones stay in $work until the new version serves.
put_in_place() {
    (cd "$root$work/new" && find . -type d) | cut -c 2- | while read -r folder; do make_folder "$root$folder"; done
    (cd "$root$work/new" && find . ! -type d ! -path ".$config/*") | cut -c 2- | while read -r file; do
        keep_old "$file"
        cp -a "$root$work/new$file" "$root$file.being-put"
        mv -f -T "$root$file.being-put" "$root$file"
    done
    drop_files
    apply "$root$work/decisions" "$root$work/new$config" "$root$config"
    sync
}

keep_old() {
    if [ ! -e "$root$1" ] && [ ! -L "$root$1" ]; then
        echo "$1" >>"$root$work/added"
        return
    fi
    mkdir -p "$root$work/old/files${1%/*}"
    cp -a -l "$root$1" "$root$work/old/files$1" 2>/dev/null || cp -a "$root$1" "$root$work/old/files$1"
}

# Files of the last version that this one does not have.
drop_files() {
    cut -c 67- "$root$work/files" >"$root$work/names"
    only_program <"$root$memory/files" | cut -c 67- | grep -v -x -F -f "$root$work/names" | while read -r file; do
        keep_old "/$file"
        rm -f "$root/$file"
    done || true
}

# Everything as it was; the store too, if the old program needs that.
put_back() {
    [ ! -e "$root$work/added" ] || while read -r file; do rm -f "$root$file"; done <"$root$work/added"
    [ ! -d "$root$work/old/files" ] || cp -a -f "$root$work/old/files/." "$root/"
    rm -rf "$root$config"
    [ ! -d "$root$work/old/configuration" ] || mv "$root$work/old/configuration" "$root$config"
    [ -z "$was_serving" ] || settle_store "$root$program" "$root$config" "$before"
    sync
}

# Runs at the end, whatever the end is; a signal that comes while it runs has it run to its end from the beginning.
undo() {
    status=$?
    trap - EXIT
    trap '' HUP INT TERM
    exec 2>&6
    [ "$phase" != over ] || exit $status
    set +e
    [ "$phase" != changing ] || put_back
    end
    if [ -n "$is_first" ]; then
        remove_user
        remove_folders
        rm -rf "$root$memory"
    fi
    [ -z "$was_serving" ] || start_service || say "The old version does not start either: journalctl -u kiosk"
    say "Nothing was changed: the kiosk is as it was before."
    exit 1
}

remember() {
    make_links
    mv -f "$root$work/files" "$root$memory/files"
    ! has_systemd || systemctl daemon-reload
    sync
}

finish() {
    say "The kiosk is in place${root:+ in $root}."
    if [ -n "$was_serving" ]; then
        say "It serves again."
    elif [ -z "$root" ]; then
        say "Restart the machine; it comes up as a kiosk. Operators come in over SSH: make sure of that first."
    fi
}
