# shellcheck shell=sh
# What has to be so of the Debian package, step by step.

# package VERSION FOLDER PROGRAM
package() {
    DPKG_DEB_COMPRESSOR_TYPE=gzip DPKG_DEB_COMPRESSOR_LEVEL=1 "$work/source/$2/kiosk-config/make-deb" --version "$1" \
        --binary "$work/source/$3" --output "$work/source" >/dev/null 2>&1
    mv "$work"/source/kiosk_"$1"_*.deb "$work/source/kiosk-$1.deb"
}

unpack() { inside dpkg --force-confold -i "/source/kiosk-$1.deb"; }

tell_by_package() {
    package 1 1 program-1
    package 2 2 program-2
    package 3 2 cannot-start
    package 4 2 ruins
    package 5 2 program-2
    package 6 1 program-1
    package 7 2 program-2
    proves "lintian finds nothing wrong with the package" \
        lintian --allow-root --fail-on error,warning "$work/source/kiosk-5.deb"
    cp "$work/source/kiosk-5.deb" "$work/kiosk-5.deb"
    package 5 2 program-2
    proves "the package is the same when it is built again" cmp "$work/kiosk-5.deb" "$work/source/kiosk-5.deb"
    list_files >"$work/before"
    proves "a fresh machine takes the package" unpack 1
    configure_machine
    restart "$work/by-package"
    tell_serving
    tell_upgrade unpack 2
    tell_failing_upgrade "cannot-start" unpack 3
    proves "dpkg says that it is not done" inside sh -c 'dpkg -s kiosk | grep -q half-configured'
    proves "trying again without a mend is refused" fails inside dpkg --configure kiosk
    proves "and the kiosk still serves" wait_for 60 serves
    tell_failing_upgrade "ruins" unpack 4
    tell_hangup
    proves "a sound package takes over" inside dpkg --configure kiosk
    proves "the command is the package's again" inside test -L /usr/bin/kiosk
    proves "the kiosk serves again" wait_for 60 serves
    proves "the rating is still there" waits_for 1
    tell_damaged
    tell_asking
    tell_killed
    proves "the package goes away" inside dpkg --purge kiosk
    clear_configuration
    tell_nothing_left
}

# The operator's line drops while the new version is tried.
tell_hangup() {
    inside sha256sum /var/lib/kiosk-install/previous/kiosk >"$work/program"
    proves "an upgrade whose line drops ends" fails unpack_until_hangup 5
    proves "and the version before is back" grep -F "The version before goes on in its place" "$work/upgrade"
    proves "and serves" wait_for 60 serving_again_as "$work/program"
    proves "the rating is still there" waits_for 1
}

# unpack_until_hangup VERSION
unpack_until_hangup() {
    unpack "$1" >"$work/upgrade" 2>&1 &
    upgrade=$!
    wait_for 60 hang_up
    wait "$upgrade"
}

# The hang-up reaches the script that tries the new version, once it has stopped the kiosk; 1 while there is none.
hang_up() {
    ! serves && inside sh -c 'sent=1
        for process in /proc/[0-9]*; do
            case $(tr "\0" " " <"$process/cmdline") in
            *kiosk.postinst*) kill -HUP "${process#/proc/}" && sent=0 ;;
            esac
        done
        exit $sent' 2>/dev/null
}

# The power goes while the new version starts.
tell_killed() {
    proves "an upgrade is cut off in its last moment" \
        fails inside_with starts-cut dpkg --force-confold -i /source/kiosk-7.deb
    proves "the version before is kept" inside test -x /var/lib/kiosk-install/upgrade/previous/kiosk
    proves "trying again takes over" inside dpkg --configure kiosk
    inside sha256sum /usr/lib/kiosk/kiosk >"$work/program"
    proves "the kiosk serves as the new version" wait_for 60 serving_again_as "$work/program"
    proves "both ratings are there" waits_for 2
    proves "no copy of them is left" fails inside sh -c 'ls -d /var/lib/kiosk-install/upgrade /var/lib/kiosk-install/previous'
}

# dpkg gives up in the middle of unpacking, after the version in use was set aside.
tell_damaged() {
    list_files >"$work/whole"
    head -c -200000 "$work/source/kiosk-6.deb" >"$work/source/kiosk-8.deb"
    proves "a package that is damaged is refused" fails unpack 8
    list_files >"$work/now"
    proves "and changes nothing" diff "$work/whole" "$work/now"
    proves "while the kiosk serves" serves
}

# dpkg asks about kiosk.yaml, and somebody takes their time to answer.
tell_asking() {
    inside sha256sum /usr/lib/kiosk/kiosk >"$work/program"
    mkfifo "$work/answers"
    inside dpkg -i /source/kiosk-6.deb <"$work/answers" >"$work/upgrade" 2>&1 &
    upgrade=$!
    exec 3>"$work/answers"
    proves "dpkg asks about a file that the operator changed" wait_for 60 grep -F "[default=N]" "$work/upgrade"
    proves "while it asks the kiosk serves" serves
    proves "with the version before" serving_as "$work/program"
    inside systemctl kill --signal=KILL --kill-whom=all kiosk.service
    proves "after a crash too" wait_for 60 serving_again_as "$work/program"
    hold_visit
    echo N >&3
    exec 3>&-
    proves "with the answer the upgrade goes through" wait "$upgrade"
    inside sha256sum /usr/lib/kiosk/kiosk >"$work/program"
    proves "the kiosk serves as the new version" wait_for 60 serving_again_as "$work/program"
    proves "both ratings are there" waits_for 2
}
