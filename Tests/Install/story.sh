# shellcheck shell=sh
# What has to be so, step by step.

# Versions to install: /source/1 and /source/2 as folders, programs, and packages; and programs with faults.
prepare_versions() {
    for version in 1 2; do
        mkdir -p "$work/source/$version"
        cp -a "$repository/kiosk-config" "$repository/README.md" "$work/source/$version/"
        objcopy --add-section ".trial=$here/prove" "$binary" "$work/source/program-$version"
    done
    # A new version differs in what it brings, too.
    objcopy --add-section ".more=$here/prove" "$work/source/program-2"
    for file in kiosk survey; do echo "# of the second version" >>"$work/source/2/kiosk-config/$file.yaml"; done
    fault_program cannot-start 'exit 127'
    fault_program forgets '[ "$1" != outbox ] || exit 0'
    fault_program cannot-serve 'case $1 in run | public-visit) exit 3 ;; esac'
    # Its migration goes wrong: it brings the store to a form that no program knows, and stops.
    fault_program ruins 'case $1 in run | public-visit)
        sqlite3 /var/lib/kiosk/outbox.sqlite "INSERT INTO grdb_migrations VALUES (char(57)); PRAGMA user_version = 99"
        exit 3 ;; esac'
    fault_tool refuses '*/kiosk-install/files) exit 1'
    fault_tool starts-cut '*/upgrade/previous) /usr/bin/mv "$@"; kill -KILL $PPID; exit 1'
    fault_tool cuts '*/etc/kiosk/survey.yaml) kill -KILL $PPID; exit 1'
}

# fault_tool NAME FAULT: a folder for PATH in which mv has a fault with some arguments.
fault_tool() {
    mkdir "$work/source/$1"
    printf '#!/bin/sh\ncase $* in %s ;; esac\nexec /usr/bin/mv "$@"\n' "$2" >"$work/source/$1/mv"
    chmod 0755 "$work/source/$1/mv"
}

# inside_with FOLDER COMMAND…
inside_with() {
    faults=$1
    shift
    inside env PATH="/source/$faults:/usr/sbin:/usr/bin:/sbin:/bin" "$@"
}

# fault_program NAME FAULT: a program that behaves like the real one but for its fault.
fault_program() {
    printf '#!/bin/sh\n# %s\n%s\n[ ! -e /source ] || exec /source/program-2 "$@"\nexec %s "$@"\n' \
        "$1" "$2" "$work/source/program-2" >"$work/source/$1"
    chmod 0755 "$work/source/$1"
}

# Every file with what it is and what is in it, but for what a running system, dpkg and passwd's copies write themselves.
list_files() {
    inside find / -xdev \( -path /proc -o -path /sys -o -path /run -o -path /dev -o -path /tmp -o -path /source \
        -o -path /var/log -o -path /var/tmp -o -path /var/lib/systemd -o -path /var/cache/ldconfig \
        -o -path /var/lib/dpkg -o -path /var/lib/prometheus -o -path /var/lib/kiosk -o -path '/var/lib/kiosk-aside-*' \
        -o -path /etc/passwd- -o -path /etc/group- -o -path /etc/shadow- -o -path /etc/gshadow- \) -prune \
        -o -printf '%p %y %m %U:%G %l\n' -type f -exec sha256sum {} + | LC_ALL=C sort
}

# How many ratings wait in the store of the real kiosk, told by the program in use.
given_now() {
    inside runuser -u kiosk -- kiosk outbox list --json --state-directory /var/lib/kiosk \
        --backend-url http://127.0.0.1:9 | wc -l
}

serves() { inside systemctl --quiet is-active kiosk.service; }
# What an operator types over SSH; the kiosk's token is in its place (configure_machine).
root_sees() { [ "$(inside kiosk outbox list --json | wc -l)" -eq "$1" ]; }
# serving_as SUM: the service is this very program.
serving_as() {
    main=$(inside systemctl show --property=MainPID --value kiosk.service)
    same_as "/proc/$main/exe" "$1"
}
serving_again_as() { serves && serving_as "$1"; }
waits_for() { [ "$(given_now)" -eq "$1" ]; }
same_as() { [ "$(inside sha256sum "$1" | cut -d ' ' -f 1)" = "$(cut -d ' ' -f 1 "$2")" ]; }
fails() { ! "$@"; }

# fails_with WORDS COMMAND…
fails_with() {
    wanted=$1
    shift
    ! "$@" >"$work/said" 2>&1 && grep -F "$wanted" "$work/said"
}

restart() {
    root_of_machine=$1
    halt
    boot "$root_of_machine"
}

# A citizen finds a procedure and rates the service, on the machine's screen.
hold_visit() {
    flaws_before=$flaws
    sees "Nhấn Enter để bắt đầu"
    type_keys ""
    sees "Ông/bà cần việc gì?"
    type_keys 1
    sees "Gõ việc ông/bà cần làm"
    type_keys "dang ky khai sinh"
    sees "Thủ tục đăng ký khai sinh"
    type_keys 0
    sees "Ông/bà cần việc gì?"
    type_keys 4
    sees "hài lòng không?"
    type_keys 1
    sees "Gửi"
    type_keys 1
    sees "đã lưu trên máy"
    type_keys 0
    type_keys 0
    sees "Đã xóa màn hình và"
    [ "$flaws" -ne "$flaws_before" ] || met "a visit is served on the machine's screen: a procedure found, a rating given"
}

# What an operator does after an installation: a backend with its token, a desk that is no sample, figures, and the
# handbook's drop-in for them and for a receipt printer.
configure_machine() {
    inside sed -i -e 's,^  # url: https://api.*,  url: http://127.0.0.1:9,' -e 's,^  # file: /var,  file: /var,' \
        /etc/kiosk/kiosk.yaml
    inside sed -i '/sample: true/d' /etc/kiosk/access-points.yaml
    inside install -d -g kiosk -m 2775 /var/lib/prometheus/node-exporter
    for secret in backend-token backend-siteSecret; do
        echo "proof-of-$secret" | inside sh -c "mkdir -p /etc/credstore; umask 077; cat >/etc/credstore/$secret"
    done
    inside mkdir -p /etc/systemd/system/kiosk.service.d
    sed -n '/^    \[Service\]/,/^$/s/^    //p' "$repository/kiosk-config/handbook/handbook.md" |
        inside sh -c 'cat >/etc/systemd/system/kiosk.service.d/override.conf'
}

# Takes away what configure_machine put there, for the list of what the kiosk itself leaves.
clear_configuration() {
    inside rm -r /var/lib/prometheus /etc/credstore/backend-token /etc/credstore/backend-siteSecret \
        /etc/systemd/system/kiosk.service.d
    grep -q '^/etc/credstore ' "$work/before" || inside rmdir /etc/credstore
}

tell_by_install() {
    list_files >"$work/before"
    proves "an installation that fails at its end is refused" fails_with "Nothing was changed" \
        inside_with refuses /source/1/kiosk-config/install --binary /source/program-1
    list_files >"$work/now"
    proves "and leaves nothing" diff "$work/before" "$work/now"
    proves "a fresh machine takes the kiosk" inside /source/1/kiosk-config/install --binary /source/program-1
    proves "a second installation changes nothing" says "nothing was changed" \
        inside /source/1/kiosk-config/install --binary /source/program-1
    configure_machine
    restart "$work/by-install"
    tell_serving
    tell_upgrade inside /source/2/kiosk-config/install --binary /source/program-2
    inside sha256sum /usr/lib/kiosk/kiosk >"$work/program"
    for fault in cannot-start forgets cannot-serve ruins; do
        tell_failing_upgrade $fault inside /source/2/kiosk-config/install --binary /source/$fault
        proves "$fault: the old program is back" same_as /usr/lib/kiosk/kiosk "$work/program"
    done
    tell_trial_alone
    tell_late_fault
    tell_cut
    proves "the store that a program ruined is kept aside" inside sh -c 'test -s /var/lib/kiosk-aside-*/outbox.sqlite'
    hold_visit
    proves "the second rating is there as well" waits_for 2
    proves "the kiosk goes away" inside /usr/lib/kiosk/install --uninstall
    clear_configuration
    tell_nothing_left
    proves "a machine that had a kiosk takes it again, with its ratings, from a root whose files are its own" \
        inside sh -c 'umask 077 && exec /source/1/kiosk-config/install --binary /source/program-1'
    proves "the ratings are still there" waits_for 2
    proves "everybody may read the kiosk" fails inside sh -c 'find /usr/lib/kiosk /etc/kiosk ! -perm -o=r | grep .'
    proves "and goes away again" inside sh -c 'umask 077 && exec /usr/lib/kiosk/install --uninstall'
    tell_nothing_left
}

# The trial of a new version holds a visit, which is none of the operator's figures.
tell_trial_alone() {
    inside systemctl stop kiosk.service
    inside stat /var/lib/prometheus/node-exporter/kiosk.prom >"$work/figures"
    proves "a kiosk that stands still is not upgraded to a program that forgets" \
        fails inside /source/2/kiosk-config/install --binary /source/forgets
    proves "its trial leaves the operator's figures alone" same_facts /var/lib/prometheus/node-exporter/kiosk.prom
    proves "a kiosk that stood still stands still" fails serves
    inside systemctl start kiosk.service
}

same_facts() { inside stat "$1" | diff "$work/figures" -; }

# The new version serves already when the installer fails.
tell_late_fault() {
    list_files >"$work/whole"
    proves "an upgrade that fails at its end is refused" fails_with "Nothing was changed" \
        inside_with refuses /source/1/kiosk-config/install --binary /source/program-1
    proves "and the version before serves" serving_again_as "$work/program"
    list_files >"$work/now"
    proves "on a machine that is as before" diff "$work/whole" "$work/now"
    proves "the rating is still there" waits_for 1
}

# A power cut in the middle of an upgrade, as far as the installer can tell.
tell_cut() {
    list_files >"$work/whole"
    proves "an upgrade is cut off in its middle" \
        fails inside_with cuts /source/1/kiosk-config/install --binary /source/program-1
    proves "then the kiosk is half a new one" fails same_as /usr/lib/kiosk/kiosk "$work/program"
    proves "the next installer undoes that, though it fails itself" fails_with "it does not start" \
        inside /source/2/kiosk-config/install --binary /source/cannot-start
    list_files >"$work/now"
    proves "and the machine is as before the cut" diff "$work/whole" "$work/now"
    proves "the kiosk serves again" wait_for 60 serves
    proves "the rating is still there" waits_for 1
}

says() {
    wanted=$1
    shift
    "$@" 2>&1 | grep -F "$wanted"
}

tell_serving() {
    proves "after a restart the kiosk serves" wait_for 60 serves
    list_files >"$work/now"
    proves "the list of files tells a kiosk from none" fails diff "$work/before" "$work/now"
    proves "nobody can log in on a console" fails inside sh -c 'systemctl list-units --type=service --plain | grep getty'
    proves "the units are understood" inside systemd-analyze verify kiosk.service kiosk-console.service
    proves "the unit exposes little (below 1.5 of 10)" inside systemd-analyze security --threshold=15 kiosk.service
    hold_visit
    proves "the rating of a visit is on disk" waits_for 1
    proves "root's own command finds it there" root_sees 1
    for secret in backend-token backend-siteSecret; do
        proves "the kiosk gets its $secret" inside grep -q "proof-of-$secret" "/run/credentials/kiosk.service/$secret"
    done
    proves "the kiosk may use voice and printer" \
        inside sh -c 'grep -E "^Groups:.*\<7\>.*\<29\>" "/proc/$(systemctl show --property=MainPID --value kiosk)/status"'
    proves "the figures are written" wait_for 60 inside test -s /var/lib/prometheus/node-exporter/kiosk.prom
    proves "the store is closed to others" inside sh -c 'test "$(stat -c %a:%U /var/lib/kiosk)" = 700:kiosk'
}

# tell_upgrade COMMAND…
tell_upgrade() {
    inside sha256sum /etc/kiosk/kiosk.yaml >"$work/own"
    type_keys ""
    sees "Ông/bà cần việc gì?"
    "$@" >"$work/upgrade" 2>&1 &
    upgrade=$!
    proves "an upgrade waits for the citizen who is there" wait_for 60 grep -F "A citizen is being served" "$work/upgrade"
    type_keys 1
    sees "Gõ việc ông/bà cần làm"
    type_keys 0
    type_keys 0
    sees "Đã xóa màn hình và"
    proves "an upgrade goes through" wait "$upgrade"
    proves "the operator's kiosk.yaml is kept" same_as /etc/kiosk/kiosk.yaml "$work/own"
    proves "what the operator did not change is new" inside grep -q "second version" /etc/kiosk/survey.yaml
    proves "the kiosk serves again" wait_for 60 serves
    proves "the rating is still there" waits_for 1
}

# tell_failing_upgrade FAULT COMMAND…
tell_failing_upgrade() {
    fault=$1
    shift
    case $fault in
    cannot-start) cause="it does not start" ;;
    forgets) cause="of 1 records that citizens gave it finds 0" ;;
    cannot-serve) cause="does not start as a service" ;;
    ruins) cause="the one that the new program left is kept" ;;
    esac
    proves "an upgrade to a program that $fault is refused, with its reason" fails_with "$cause" "$@"
    proves "$fault: the operator's kiosk.yaml is kept" same_as /etc/kiosk/kiosk.yaml "$work/own"
    proves "$fault: the kiosk serves again" wait_for 60 serves
    sees "Nhấn Enter để bắt đầu"
    proves "$fault: the rating is still there" waits_for 1
}

tell_nothing_left() {
    list_files >"$work/after"
    proves "nothing is left behind but the store" diff "$work/before" "$work/after"
    proves "the store stays, closed and root's" inside sh -c 'test "$(stat -c %a:%U /var/lib/kiosk)" = 700:root'
    proves "nothing of it or its copies is anybody else's" fails inside sh -c 'find /var/lib/kiosk* ! -user root | grep .'
}
