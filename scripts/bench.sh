#!/usr/bin/env bash
# bench.sh FOLDER: measure the release programs in FOLDER against the budgets. Leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$(cd "$1" && pwd)
data=$PWD/data/bench
shift

for program in gpu-bench gpu-shopper gpu-sandbox benchmark-loader; do
    [ -x "$bin/$program" ] || { echo "error: $bin/$program is missing; run 'make bench'" >&2; exit 1; }
done
parent=kept
[ -d "$PWD/data" ] || parent=ours
mkdir -p "$data/tmp"
finish() {
    rm -rf "$data"
    # Where ./data exists the programs keep their database there: an empty one must not stay behind.
    if [ "$parent" = ours ]; then rmdir "$PWD/data" 2>/dev/null || true; fi
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
export TMPDIR=$data/tmp NO_PROXY=127.0.0.1,localhost no_proxy=127.0.0.1,localhost
"$bin/gpu-bench" --binaries "$bin" --folder "$data" "$@"
