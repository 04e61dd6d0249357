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
    set_aside
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

begin() {
    install -d -m 0755 "$root$memory"
    lock
    # A signal may come while a command's notes go to a file.
    exec 6>&2
    recover
    is_first=""
    [ -s "$root$memory/files" ] || is_first=1
    is_over=""
    was_serving=""
    mkdir "$root$work"
    touch "$root$memory/files"
    trap undo EXIT HUP INT TERM PIPE
}

# One installer at a time.
lock() {
    exec 9<"$root$memory"
    flock --nonblock 9 || fail "Another installation is under way."
}

# After an installer that could not even undo what it did, by a power cut: brings back what was before it.
recover() {
    [ -d "$root$work" ] || return 0
    say "An installation was cut off; first everything becomes as it was before it."
    keep_only_store
    take_back
}

# The new version stays.
end() {
    is_over=1
    clear_work
}

# The mark goes before what it speaks of.
clear_work() {
    rm -f "$root$work/changing"
    sync
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
    if is_serving; then
        was_serving=1
        touch "$root$work/was-serving"
    fi
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
    echo "$before" >"$root$work/given"
    diagnose "$1" "$root$work/etc" "$root$work/trial" >"$root$work/diagnosis"
    forget "$root$work/trial"
}

# Copies all that is going to be changed, and only then puts the mark of a change: what stands beside it is whole, after
# a power cut too.
set_aside() {
    mkdir -p "$root$work/old/files" "$root$work/old/memory"
    for list in files folders links; do
        touch "$root$work/old/memory/$list"
        [ ! -e "$root$memory/$list" ] || cp -a "$root$memory/$list" "$root$work/old/memory/$list"
    done
    [ ! -d "$root$config" ] || cp -a "$root$config" "$root$work/old/configuration"
    { list_program && list_dropped; } >"$root$work/touched"
    while read -r file; do keep_old "$file"; done <"$root$work/touched"
    sync
    touch "$root$work/changing"
    sync
}

keep_old() {
    [ -e "$root$1" ] || [ -L "$root$1" ] || return 0
    mkdir -p "$root$work/old/files${1%/*}"
    cp -a -l "$root$1" "$root$work/old/files$1" 2>/dev/null || cp -a "$root$1" "$root$work/old/files$1"
}

# Every file of the new version but its configuration.
list_program() { (cd "$root$work/new" && find . ! -type d ! -path ".$config/*") | cut -c 2-; }

# Files of the last version that this one does not have.
list_dropped() {
    cut -c 67- "$root$work/files" >"$root$work/names"
    only_program <"$root$memory/files" | cut -c 67- | grep -v -x -F -f "$root$work/names" | sed 's,^,/,'
}

# Every file is renamed to its place; the old ones stay in $work until the new version serves.
put_in_place() {
    (cd "$root$work/new" && find . -type d) | cut -c 2- | while read -r folder; do make_folder "$root$folder"; done
    list_program | while read -r file; do put "$root$work/new" "$file"; done
    list_dropped | while read -r file; do rm -f "$root$file"; done
    apply "$root$work/decisions" "$root$work/new$config" "$root$config"
    sync
}

# put FROM FILE: a copy of what stands under FROM takes its place on the machine.
put() {
    cp -a "$1$2" "$root$2.being-put"
    mv -f -T "$root$2.being-put" "$root$2"
}

# Ends in what was before, however often it is begun: nothing of what was set aside is used up.
put_back() {
    stop_service
    remove_links "$root$work/old/memory/links"
    while read -r file; do
        rm -f "$root$file.being-put"
        if [ -e "$root$work/old/files$file" ] || [ -L "$root$work/old/files$file" ]; then
            put "$root$work/old/files" "$file"
        else
            rm -f "$root$file"
        fi
    done <"$root$work/touched"
    put_configuration_back
    remove_folders "$root$work/old/memory/folders"
    cp -a "$root$work/old/memory/." "$root$memory/"
    if [ -d "$root$work/store" ] && [ -e "$root$work/given" ]; then
        settle_store "$root$program" "$root$config" "$(cat "$root$work/given")"
    fi
    sync
}

put_configuration_back() {
    rm -rf "$root$config.being-put"
    [ ! -d "$root$work/old/configuration" ] || cp -a "$root$work/old/configuration" "$root$config.being-put"
    rm -rf "$root$config"
    [ ! -d "$root$config.being-put" ] || mv "$root$config.being-put" "$root$config"
}

# Everything as it was; the store too, if the old program needs that.
take_back() {
    was_paused=""
    if is_serving || [ -e "$root$work/was-serving" ]; then was_paused=1; fi
    [ ! -e "$root$work/changing" ] || put_back
    clear_work
    ! has_systemd || systemctl daemon-reload || true
    [ -z "$was_paused" ] || start_service || say "The old version does not start either: journalctl -u kiosk"
}

# Runs at the end, whatever the end is; a signal that comes while it runs has it run to its end from the beginning.
undo() {
    status=$?
    trap - EXIT
    trap '' HUP INT TERM PIPE
    exec 2>&6
    set +e
    if [ -n "$is_over" ]; then
        end
        exit $status
    fi
    take_back
    if [ -n "$is_first" ]; then
        remove_user
        rm -rf "$root$memory"
    fi
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
