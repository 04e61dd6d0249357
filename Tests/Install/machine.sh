# shellcheck shell=sh
# A fresh Debian 12 as a machine of its own: debootstrap makes it, systemd-nspawn starts it, tmux holds its screen.

say() { echo "prove: $*" >&2; }

# debian FOLDER PACKAGE…: a fresh Debian 12, made once and kept for later runs.
debian() {
    folder=$1
    shift
    [ ! -e "$folder/etc/debian_version" ] || return 0
    say "a fresh Debian 12"
    debootstrap --variant=minbase --include="$(echo "$@" | tr -s ' \n' ',')" bookworm "$folder.part" \
        http://deb.debian.org/debian >"$folder.log" 2>&1 || { tail -n 5 "$folder.log" >&2; return 1; }
    mv "$folder.part" "$folder"
}

# The pseudo-terminal that stands for the machine's first console; it stays through restarts, as a screen does.
show_screen() {
    tmux -L "$name" -f /dev/null new-session -d -x 100 -y 40 "exec '$here/screen' '$work/tty' 2>'$work/screen.log'"
    wait_for 10 test -e "$work/tty"
}

# boot ROOT: starts the machine and waits until its start is over. It has no network but its own loopback.
boot() {
    systemd-nspawn --quiet --directory="$1" --machine="$name" --register=no --keep-unit --boot --console=pipe \
        --private-network --bind-ro="$work/source:/source" --bind="$(cat "$work/tty"):/dev/tty1" \
        </dev/null >"$work/boot.log" 2>&1 &
    nspawn=$!
    wait_for 120 has_started
}

# The first process of the machine; while it is being made another stands in its place.
leads() { leader=$(pgrep -P "$nspawn" | head -n 1) && [ -n "$leader" ]; }
has_started() { leads && case $(inside systemctl is-system-running 2>/dev/null) in running | degraded) ;; *) false ;; esac; }

# inside COMMAND…: runs as root in the machine; under nohup, too, a hang-up means something there.
inside() {
    nsenter --target "$leader" --mount --uts --ipc --net --pid --root --wd -- \
        env -i --default-signal=HUP PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root TERM=dumb DEBIAN_FRONTEND=noninteractive "$@"
}

# The first signal has the machine shut down by itself, the second one ends it.
halt() {
    [ -n "${nspawn:-}" ] || return 0
    for limit in 60 10; do
        kill -TERM "$nspawn" 2>/dev/null || true
        if wait_for "$limit" has_ended; then break; fi
    done
    wait "$nspawn" || true
    nspawn=""
}

has_ended() { ! kill -0 "$nspawn" 2>/dev/null; }

# wait_for SECONDS COMMAND…: asks ten times a second.
wait_for() {
    limit_at=$(($(date +%s) + $1))
    shift
    until "$@"; do
        [ "$(date +%s)" -lt "$limit_at" ] || return 1
        sleep 0.1
    done
}

screen() { tmux -L "$name" capture-pane -p; }
screen_has() { screen | grep -q -F "$1"; }

# sees WORDS: they come to the screen within a minute, on a machine that is busy with other things too.
sees() { wait_for 60 screen_has "$1" || { screen >&2; flaw "the screen does not show “$1”"; }; }

# type_keys TEXT: one line and Enter, as a citizen types it.
type_keys() {
    tmux -L "$name" send-keys -l "$1"
    tmux -L "$name" send-keys Enter
}
