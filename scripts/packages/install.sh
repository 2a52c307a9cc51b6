#!/bin/sh
# Installs Keyshift from this folder, or takes it away again. The journal and the settings are never touched.
set -eu

usage() {
    cat <<'USAGE'
./install.sh [--prefix DIR] [--uninstall]

  --prefix DIR   where it goes: DIR/bin, DIR/share, DIR/lib/systemd; /usr/local unless given
  --uninstall    removes what an install with the same prefix has put there
USAGE
}

prefix=/usr/local
action=install
while [ $# -gt 0 ]; do
    case "$1" in
        --prefix)
            [ $# -ge 2 ] || { usage >&2; exit 64; }
            prefix="$2"
            shift
            ;;
        --uninstall) action=uninstall ;;
        -h | --help) usage; exit 0 ;;
        *) echo "install.sh: there is no option $1" >&2; usage >&2; exit 64 ;;
    esac
    shift
done
case "$prefix" in
    /*) ;;
    *) echo "install.sh: --prefix is a whole path, not $prefix" >&2; exit 64 ;;
esac

cd "$(dirname "$0")"
# Names of ours have no blanks.
files=$(find bin lib share -type f | sort)

if [ "$action" = uninstall ]; then
    for file in $files; do rm -f "$prefix/$file"; done
    for folder in share/keyshift share/doc/keyshift; do
        [ ! -d "$prefix/$folder" ] || find "$prefix/$folder" -depth -type d -empty -delete
    done
    echo "Keyshift is gone from $prefix; journals and settings are where they were."
    exit 0
fi

if ! bin/keyshift --version >/dev/null 2>&1; then
    echo "install.sh: the program does not start here; nothing was installed:" >&2
    bin/keyshift --version 2>&1 | sed 's/^/    /' >&2 || true
    echo "On Debian: apt-get install liblua5.4-0 libsqlite3-0 libstdc++6 libgcc-s1 tzdata ca-certificates" >&2
    exit 1
fi
for file in $files; do
    mode=644
    [ "$file" != bin/keyshift ] || mode=755
    mkdir -p "$prefix/$(dirname "$file")"
    # A new file in the place of the old one: a program that runs keeps the one that it has.
    cp "$file" "$prefix/$file.new"
    chmod "$mode" "$prefix/$file.new"
    if [ "$file" = lib/systemd/system/keyshift.service ]; then
        sed "s#^ExecStart=/usr/bin/#ExecStart=$prefix/bin/#" "$file" >"$prefix/$file.new"
    fi
    mv "$prefix/$file.new" "$prefix/$file"
done
"$prefix/bin/keyshift" --version | head -n 1
echo "Installed in $prefix. Try it: $prefix/bin/keyshift run storm 2h --sandbox"
