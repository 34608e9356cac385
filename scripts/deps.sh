#!/usr/bin/env bash
# deps.sh FOLDER: installs what the build, the tests and the demo need on Debian; does nothing when it is there.
# FOLDER gets a Python environment with the foreign clients that the tests drive.
set -euo pipefail
clients=$1

packages=(
    libsqlite3-dev libcurl4-openssl-dev libssh2-1-dev zlib1g-dev pkg-config # the libraries we link
    openssh-server curl wget jq openssl procps python3-venv                # tests and demo
)

missing=()
for package in "${packages[@]}"; do
    state=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
    [ "$state" = "install ok installed" ] || missing+=("$package")
done

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        echo "error: missing packages: ${missing[*]}" >&2
        echo "hint: run 'apt-get install ${missing[*]}' as root, then try again" >&2
        exit 1
    fi
    echo "installing ${missing[*]}"
    # A package that brings a daemon must not start it: no sshd may listen where none listened before.
    policy=/usr/sbin/policy-rc.d
    made_policy=no
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
        made_policy=yes
    fi
    trap '[ "$made_policy" = no ] || as_root rm -f "$policy"' EXIT
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    for package in "${missing[@]}"; do
        if [ "$package" = openssh-server ] && command -v systemctl >/dev/null; then
            # Nor may it start at the next boot: whoever wants a login server enables it.
            as_root systemctl disable ssh.service ssh.socket >/dev/null 2>&1 || true
        fi
    done
fi

# The foreign clients: without a network the suites that need them are skipped by name.
wanted="vastai==1.9.1"
stamp="$clients/.installed"
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
    echo "making the Python environment for the foreign clients"
    rm -rf "$clients"
    if python3 -m venv "$clients" && "$clients/bin/pip" install --quiet --no-cache-dir --disable-pip-version-check "$wanted"; then
        echo "$wanted" >"$stamp"
    else
        rm -rf "$clients"
        echo "warning: the foreign clients could not be installed; the suites that need them will be skipped" >&2
    fi
fi
