#!/usr/bin/env bash
# demo.sh FOLDER: the whole job in the sandbox with the programs in FOLDER. Leaves its files in data/demo, nothing running.
# DEMO_MODEL, DEMO_GPU and DEMO_DURATION choose what is measured.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$PWD/$1
data=$PWD/data/demo
model=${DEMO_MODEL:-qwen2:7b}
gpu=${DEMO_GPU:-}

rm -rf "$data"
mkdir -p "$data/tmp"
# The demo speaks to the sandbox alone, whatever keys and settings this shell holds.
ours='^(VASTAI|TENSORDOCK|BLUELOBSTER|PROVIDERS|LIFECYCLE|INVENTORY|RECONCILIATION|ORPHAN|TEARDOWN|LAUNCH|HARD_MAX|GPU_SHOPPER|SERVER|LOG)_'
ours+='|^(SSH_VERIFY_TIMEOUT|SSH_CHECK_INTERVAL|DATABASE_PATH|DEPLOYMENT_ID|ARCHIVE_DIR)$'
for name in $(compgen -e); do
    if [[ $name =~ $ours ]]; then unset "$name"; fi
done
export TMPDIR=$data/tmp DATABASE_PATH=$data/gpu-shopper.db NO_PROXY=127.0.0.1,localhost no_proxy=127.0.0.1,localhost

say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
shop() {
    printf '$ gpu-shopper %s\n' "$*"
    (cd "$data" && "$bin/gpu-shopper" "$@")
}

"$bin/gpu-sandbox" --port 0 --data "$data/sandbox" >"$data/sandbox.out" 2>"$data/sandbox.log" &
sandbox=$!
finish() {
    status=$?
    trap - EXIT
    kill "$sandbox" 2>/dev/null || true
    wait "$sandbox" 2>/dev/null || true
    rm -rf "$data/tmp"
    if [ "$status" -ne 0 ]; then echo "demo failed (exit $status); see $data/sandbox.log" >&2; fi
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

for _ in $(seq 1 300); do
    url=$(sed -n 's/.*listening on \(http[^ ]*\).*/\1/p' "$data/sandbox.out")
    [ -n "$url" ] && break
    kill -0 "$sandbox" 2>/dev/null || { cat "$data/sandbox.log" >&2; exit 1; }
    sleep 0.1
done
[ -n "$url" ] || { echo "the sandbox did not start" >&2; exit 1; }

say "a marketplace with 48 offers, no account, no GPU: $url"
eval "$("$bin/gpu-sandbox" env --port "${url##*:}")"
export VASTAI_API_KEY VASTAI_BASE_URL
[ -z "${VASTAI_SSH_USER:-}" ] || export VASTAI_SSH_USER

say "is everything in place?"
shop doctor

say "what should I rent for $model, and why?"
shop advise --model "$model" --limit 5
(cd "$data" && "$bin/gpu-shopper" advise --model "$model" -o json) >"$data/advice-before.json"

say "rent the first, measure it over SSH, collect by SFTP, store, destroy with proof"
shop bench run --model "$model" ${gpu:+--gpu "$gpu"} --duration "${DEMO_DURATION:-20s}" --budget 1.00

say "the result"
shop benchmarks list --model "$model" --limit 3

say "the same question again: the fresh measurement is in the answer"
shop advise --model "$model" --limit 5
(cd "$data" && "$bin/gpu-shopper" advise --model "$model" -o json) >"$data/advice-after.json"
changed=$(jq -n --slurpfile a "$data/advice-before.json" --slurpfile b "$data/advice-after.json" '
    [$a[0].recommendations[] as $x | $b[0].recommendations[] | select(.offer_id == $x.offer_id)
     | select(.tokens_per_second != $x.tokens_per_second or .basis != $x.basis or .evidence_count != $x.evidence_count)] | length')
[ "$changed" -gt 0 ] || { echo "error: the advice did not change with the measurement" >&2; exit 1; }
echo "$changed offers are judged differently than before the measurement"

say "nothing is left"
shop cleanup-orphans
left=$(curl -fsS "$url/_sandbox/state" | jq '.instances | length')
[ "$left" -eq 0 ] || { echo "error: $left machines are left" >&2; exit 1; }
echo "machines at the marketplace: 0"
