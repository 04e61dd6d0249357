# shellcheck shell=sh
# Keeps what citizens gave through an upgrade: a new program meets a copy of the store first.

# Nobody listens there: a trial reaches no province, and it is the real kiosk's store that is looked at, not practice.
nowhere=http://127.0.0.1:9
# Seconds for which a command that has the store open is waited for.
patience=${KIOSK_STORE_PATIENCE:-10}

# `uid:gid` of the kiosk's user; empty when there is none yet.
user() {
    if [ -z "$root" ]; then getent passwd kiosk || true; else grep '^kiosk:' "$root/etc/passwd" 2>/dev/null || true; fi |
        cut -d : -f 3,4
}

# Runs a command with the rights that the kiosk has, and with nothing of this shell. What it counts is no figure for the
# operator's metrics.file.
as_kiosk() {
    ids=$(user)
    if [ "$(id -u)" -eq 0 ] && [ -n "$ids" ]; then
        set -- setpriv --reuid="${ids%:*}" --regid="${ids#*:}" --clear-groups --no-new-privs "$@"
    fi
    env -i PATH=/usr/bin:/bin LANG=C.UTF-8 TERM=dumb HOME=/nonexistent SWIFT_BACKTRACE=enable=no \
        KIOSK_METRICS_FILE="$root$work/trial/kiosk.prom" timeout 120 "$@"
}

# copy_store FROM TO: a copy of the whole store, while nobody else has it open; 1 when somebody does not leave it.
# A lock file that is missing is not made: it would be root's, and closed to the kiosk.
copy_store() (
    forget "$2"
    if [ ! -d "$1" ]; then
        mkdir -m 0700 "$2"
        [ "$(id -u)" -ne 0 ] || [ -z "$(user)" ] || chown "$(user)" "$2"
        exit
    fi
    if [ -e "$1/outbox.lock" ]; then exec 7<"$1/outbox.lock" && flock --exclusive --wait "$patience" 7 || exit 1; fi
    if [ -e "$1/cache.lock" ]; then exec 8<"$1/cache.lock" && flock --exclusive --wait "$patience" 8 || exit 1; fi
    if [ -e "$1/usage.lock" ]; then exec 5<"$1/usage.lock" && flock --exclusive --wait "$patience" 5 || exit 1; fi
    cp -a "$1" "$2"
)

# forget FOLDER…: takes copies of the store away, so that what citizens gave cannot be found on the disk any more.
forget() {
    for copy in "$@"; do
        [ ! -d "$copy" ] || find "$copy" -name 'outbox*' -type f -size +0 -exec shred --iterations=1 {} +
        rm -rf "$copy"
    done
}

forget_copies() { forget "$root$work/store" "$root$work/trial"; }

# A cut may have come between the two renames of settle_store: the copy is the only store then. An empty copy is none.
keep_only_store() {
    rmdir "$root$work/store" 2>/dev/null || true
    [ -d "$root$state" ] || [ ! -d "$root$work/store" ] || mv "$root$work/store" "$root$state"
}

# Counts the records of `outbox list --json` that the province does not have; a visit forgets those it has.
count_records() { grep -v -c '"state":"sent"' "$root$work/answer" || true; }

# given PROGRAM CONFIGURATION STORE: how many records of citizens a program finds in a store.
given() {
    as_kiosk "$1" outbox list --json --config-directory "$2" --state-directory "$3" --backend-url $nowhere \
        >"$root$work/answer" 2>"$root$work/said" </dev/null || return
    count_records
}

# self_check PROGRAM CONFIGURATION STORE GIVEN: does with a copy of the store what a kiosk does all day, without its
# network. Says what fails and ends with 1; STORE is changed.
self_check() {
    options="--config-directory $2 --state-directory $3 --backend-url $nowhere"
    printf '1\nkhai sinh\n1\n0\n0\n' >"$root$work/keys"
    # shellcheck disable=SC2086 # the options are words; none of the paths is an operator's
    step "it does not start" "$1" --version &&
        step "it finds no procedure" "$1" find $options khai sinh &&
        step "it holds no visit" "$1" visit $options &&
        step "it cannot read what citizens gave" "$1" outbox list --json $options || return
    found=$(count_records)
    if [ "$found" -lt "${4:-0}" ]; then
        say "The new program fails its check: of $4 records that citizens gave it finds $found."
        return 1
    fi
    [ ! -e "$root$work/diagnosis" ] || compare_diagnosis "$@"
}

# diagnose PROGRAM CONFIGURATION STORE: what its doctor says of what needs no network: state, check and finding.
diagnose() {
    as_kiosk "$1" doctor --offline --json --config-directory "$2" --state-directory "$3" 2>/dev/null </dev/null |
        sed -n 's/.*"check":"\([^"]*\)".*"finding":"\([^"]*\)".*"state":"\([a-z]*\)".*/\3 \1 \2/p'
}

# What was well to the old program and is broken to the new one speaks against the new one; what was broken before, or
# was not looked at, does not.
compare_diagnosis() {
    diagnose "$1" "$2" "$3" >"$root$work/diagnosis-now"
    worse=$(awk 'FILENAME == ARGV[1] { was[$2] = $1; next }
        $1 == "broken" && (was[$2] == "ok" || was[$2] == "look") { $1 = ""; print "   " $0 }' \
        "$root$work/diagnosis" "$root$work/diagnosis-now")
    [ -n "$worse" ] || return 0
    say "The new program fails its check: its doctor finds broken what was well."
    say "$worse"
    return 1
}

step() {
    fault=$1
    shift
    as_kiosk "$@" >"$root$work/answer" 2>"$root$work/said" <"$root$work/keys" && return
    say "The new program fails its check: $fault (exit code $?)."
    tail -n 5 "$root$work/said" | sed 's/^/    /' >&2
    return 1
}

# settle_store PROGRAM CONFIGURATION GIVEN: after a new program that had the store and failed. The store stays when the
# old program finds in it all that was there; else the copy of before takes its place and it stays aside, whole.
settle_store() {
    at=$(date +%Y%m%d-%H%M%S)
    if ! copy_store "$root$state" "$root$work/trial"; then
        mv "$root$work/store" "$root$state-before-$at"
        say "The store cannot be looked through; a copy of before is kept in $root$state-before-$at."
        return
    fi
    found=$(given "$1" "$2" "$root$work/trial") || found=-1
    [ "$found" -lt "${3:-0}" ] || return 0
    mv "$root$state" "$root$state-aside-$at"
    mv "$root$work/store" "$root$state"
    say "The store is again as it was before; the one that the new program left is kept in $root$state-aside-$at."
}

# The folders that hold what citizens gave.
tell_stores() {
    for folder in "$root$state" "$root$state"-aside-* "$root$state"-before-*; do
        [ ! -d "$folder" ] || say "What citizens gave stays in $folder; remove it yourself when the province has it all."
    done
}
