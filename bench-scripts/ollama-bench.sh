#!/usr/bin/env bash
# Measures one model with Ollama on this machine and leaves an archive of raw lines. `--help` tells the rest.
#
# It sends, timestamps and writes; rates and percentiles are the reader's business. Four habits hold throughout:
#  - the main shell never sits in a foreground command for long (children run behind `wait`, streams are read with a
#    one-second limit), so that signals, the `stop` file and the time limits act at once;
#  - only jobs started with `&` are waited for: bash 5.2 at times misses that a process substitution has ended, and then
#    waits for as long as the heartbeat goes on;
#  - only the main shell writes status.json, and every way out other than success goes through `fail`;
#  - JSON is written by bash and read with patterns of the form `"key":`, which cannot match inside a string because
#    quotes in there are escaped; documents with nesting go through the awk reader in `flatten`.
#
# shellcheck disable=SC2317,SC2329 # the traps and the background loops are called by name
set -u -o pipefail
shopt -s extglob
shopt -u patsub_replacement 2>/dev/null # bash 5.2: `&` in a replacement would mean the match
export LC_ALL=C TZ=UTC
unset CDPATH GREP_OPTIONS
umask 022

# A closed stream's number goes to the first file that is opened, the script itself to begin with, and what is said would
# be written into that.
closed() { [[ -d /proc/$$/fd && (! -e /proc/$$/fd/$1 || /proc/$$/fd/$1 -ef ${BASH_SOURCE[0]-}) ]]; }
! closed 0 || exec </dev/null
! closed 1 || exec >/dev/null
! closed 2 || exec 2>/dev/null

readonly VERSION=gpu-shopper-1 PROMPT_SET=throughput-1
readonly MAX_CONSECUTIVE_ERRORS=10 PULL_ATTEMPTS=3 STOP_GRACE=1 COMMAND_WAIT=30
readonly EX_USAGE=64 EX_UNAVAILABLE=69 EX_SOFTWARE=70 EX_CANTCREATE=73 EX_IOERR=74 EX_TEMPFAIL=75

# Continuations rather than questions: a raw prompt that breaks off in the middle of a text is seldom ended early.
readonly PROMPTS=(
    "The harbour master kept a diary of every ship that came in during the winter of the great storms. She wrote down the name of the vessel, the weather, the cargo and one odd thing about the crew, because she believed that odd things are what people remember. The entry for the third of January is the longest of all. It begins with the sound of a bell far out in the fog, goes on to describe how the lifeboat was made ready, who volunteered and who did not, and then tells hour by hour what happened between midnight and the late grey morning, when at last the first of the three masts was seen"
    "Chapter four: how a compiler turns source text into machine code. We look at each phase in turn, with the data structure it reads and the one it leaves behind. The scanner groups characters into tokens and throws away blanks and comments. The parser arranges tokens into a tree according to the grammar and reports the first place where that fails. Name resolution ties every use of an identifier to its declaration. Type checking gives each expression a type and inserts conversions. Then the tree is lowered to an intermediate form, which is where most optimisations are done. We start with the scanner and build a complete one by hand, step by step:"
    "Minutes of the town council, regular meeting. Present: nine members, the clerk and some forty residents. Item one, the old railway bridge. The engineer reported that two of the five piers show cracks below the waterline and laid out three options: repair for about a third of the cost of a new bridge, replacement by a lighter one for walkers and cyclists only, or removal. Members asked about the flood of two years ago, the bats that live under the deck, and how long each option would close the river path. The discussion that followed was lively, and is recorded here speaker by speaker. The first to speak was"
    "A field guide to the birds of the upland moor, with notes on voice, nest, flight and season. Each entry follows the same order: how to know the bird at a distance, how to tell it from the species it is most often taken for, what it eats, where it spends the winter, and one observation made by the authors themselves. Entries are sorted by the month in which the bird is easiest to find. For January we describe five species, for February four, and for the months of spring rather more, since the moor then fills within a few days. January, first entry. The bird that most walkers meet first is"
    "def schedule(jobs, machines):
    \"\"\"Assign jobs with a length, a release time and a deadline to identical machines.

    The strategy is earliest deadline first with preemption. A job that cannot be finished in time is reported
    and not started. All times are whole minutes. The function returns one list per machine, each a sequence of
    (job, start, end) in order of start, and the list of jobs that were turned down together with the reason.
    Below is the complete implementation with its small classes, type hints, explanatory comments for every step,
    and at the end a set of unit tests that covers the empty case, ties, and overload.
    \"\"\"
    import heapq
    from dataclasses import dataclass
"
    "Letters between two sisters who have not met for eleven years. One of them runs a bakery in a mountain village that the motorway left behind, the other repairs instruments for an orchestra that travels nine months of the year. They write about dough and glue, about weather and audiences, about their mother's house that neither wants to sell, and now and then, when a letter grows long, about the quarrel itself. The first letters are short and careful. From the fifth on they become longer, and the writers begin to answer what was not asked. The sixth letter, written in the night train from the coast, reads in full: Dear"
    "Lecture notes, thermodynamics for engineers, week six. Last time we closed the energy balance of a steady flow device. Today we apply it to a complete refrigeration cycle with four components: compressor, condenser, expansion valve and evaporator. For every component we state the assumptions, write the balance, cancel what is zero, and put in numbers for a household machine that moves one hundred and fifty watts of heat out of a cabinet at four degrees into a kitchen at twenty-two. We then ask which of the losses is worth fighting, and how the answer changes with the working fluid. We begin with the compressor. The fluid enters as"
    "The following is the transcript of an interview with a cartographer who has spent forty years drawing maps by hand. Interviewer and guest sit in a workshop full of copper plates and drawers. The conversation moves from the choice of paper to the problem of names that have two spellings, from the colour of glaciers to the politics of a dotted line, and to the one error she never corrected because a whole valley had grown fond of it. Questions are short; the answers are long and full of detail. Question: When you start a new sheet, what is the very first mark that you make on it, and why? Answer:"
    "Recipe collection of a railway dining car, with the remarks of the cooks. The kitchen measured two metres by five, the stove burned coal until the sixties, and everything had to be made so that a sudden curve did no harm. There are twelve menus, one for every month, each with soup, a main course, a side dish and something sweet. With each dish come the quantities for thirty guests, the order of the steps with the times, what can be prepared before departure, and what the head cook had to say about it afterwards. Menu for October. Soup of roasted pumpkin with mountain cheese. Quantities and preparation:"
    "A short history of measuring time at sea, told through seven instruments. The sand glass needed somebody to turn it, the log line needed somebody to count, and for two hundred years the honest answer to the question of how far east a ship had come was a shrug. Then, within one lifetime, came the better sextant, the tables of the moon and the clock that could bear a voyage. Each part of this account describes one instrument, who built it, how it was used on deck on an ordinary day, what it cost, how it failed, and what replaced it. Part one, the sand glass. On the ships of that age"
)

usage() {
    cat <<'USAGE'
Usage: MODEL=qwen2:7b [DURATION=300] [OUT=DIR] [OLLAMA_HOST=HOST:PORT] ollama-bench.sh

Measures one model with Ollama on this machine and writes an archive of raw measurements to OUT. Needs bash 4.4;
installs curl and awk when they are missing, and Ollama when it is neither running nor installed. Needs a working
nvidia-smi unless ALLOW_CPU=1. An Ollama that was running before keeps running; the model is taken out of its memory.

  MODEL            model to measure, as Ollama names it (required)
  OUT              folder for the archive (default: $HOME/benchmark_<model>_<UTC time>); must not hold an archive yet
  DURATION         seconds of measuring (300)
  OLLAMA_HOST      where Ollama listens: host:port or http://host:port (127.0.0.1:11434)
  NUM_CTX          context length, always sent (4096)
  NUM_PREDICT      tokens to generate per request (256)
  SEED             seed of the sampler and of the prompt heads (42)
  TEMPERATURE      sampling temperature (0)
  WARMUP           requests before measuring starts (2)
  MIN_GPUS         how many GPUs there must be (1)
  EXPECT_GPU       name of the GPU that was promised; only recorded
  ALLOW_CPU        1: go on without a GPU (0)
  TOOLS_WAIT       seconds to wait for a busy package manager (600)
  SERVER_WAIT      seconds to wait for an Ollama that was started here (300)
  GPU_WAIT         seconds to wait for the driver to list the GPUs (600), at most 30 of them for its command nvidia-smi
  PULL_TIMEOUT     seconds for the whole download of the model (3600)
  PULL_STALL       seconds without a new byte after which the download has failed (120)
  LOAD_TIMEOUT     seconds for loading the model into memory (900)
  REQUEST_TIMEOUT  seconds for one request (300)
  BACKOFF_MAX      longest pause in seconds after a failed request (10)
  MAX_SECONDS      seconds for everything (7200)
  INSTALLER_URL    Ollama's installer (https://ollama.com/install.sh)

Create the file OUT/stop to end early with what has been measured; a run that has measured nothing by then fails.
OUT/status.json tells the stage, OUT/heartbeat is renewed every second, OUT/complete is written last on success,
OUT/failed.json on every other way out.
Exit codes: 0 done, 64 bad settings, 69 something needed is not available, 70 internal error, 73 OUT cannot be used,
74 cannot write to OUT, 75 a time limit passed or stopped before anything was measured, 128+n ended by signal n.
USAGE
}

# ---- state of this run; the settings come from the environment in read_settings

STAGE=tools STAGE_SINCE=0 MESSAGE='' SETTLED=0 ENDING=0 OWNS_OUT=0 ENDED_BY='' WORK='' PINNED=0
HEARTBEAT_PID='' TELEMETRY_PID='' CHILD='' SERVER_PID='' STREAM='' PARTIAL='' LINE=''
REQUESTS=0 ERRORS=0 TOKENS=0 EVAL_NS=0 GOOD_REQUESTS=0 NUMBER=0 STREAK=0
PULL_COMPLETED=0 PULL_TOTAL=0 PULL_SECONDS='' PULL_BYTES=0 PULL_PRESENT=''
STARTED_AT='' COMPLETED_AT='' NOW_US=0 EPOCH=0 QUOTED='' BASE='' CODE=000 CURL_RC=0
RUNTIME_VERSION='' MODEL_KEY='' MODEL_DIGEST='' MODEL_SIZE='' MODEL_FAMILY='' MODEL_PARAMETERS='' MODEL_QUANTIZATION=''
PLAIN='' OPTIONS='' HEAD='' METADATA='' BINARY='' LAST_ERROR='' LAST_TOKENS=0 LAST_NS=0
LOAD_SECONDS='' MEMORY='' PROMPT_SHA='' TELEMETRY_FIELDS='' TELEMETRY_FILLER=''
GPU_LIST='' GPU_COUNT=0 GPU_NAME='' GPU_MEMORY='' DRIVER_VERSION='' CUDA_VERSION='' CPU_MODEL='' CPU_CORES='' RAM_GIB=''
declare -A JSON=()

# ---- small things that fork nothing

now_epoch() { printf -v EPOCH '%(%s)T' -1; }

now_us() {
    if [[ -n ${EPOCHREALTIME-} ]]; then
        NOW_US=${EPOCHREALTIME/[!0-9]/}
    else
        NOW_US=$(date +%s%N)
        NOW_US=${NOW_US%???}
    fi
}

seconds_text() { printf -v "$1" '%d.%06d' $(($2 / 1000000)) $(($2 % 1000000)); }

is_utf8() {
    local tail=$'[\x80-\xbf]'
    local pattern=$'^([\x01-\x7f]|[\xc2-\xdf]'"$tail"$'|[\xe0-\xef]'"$tail$tail"$'|[\xf0-\xf4]'"$tail$tail$tail)*\$"
    [[ $1 =~ $pattern ]]
}

# Leaves $1 as a quoted JSON string in QUOTED. Bytes that are no UTF-8 would make the whole document unreadable.
quote() {
    local text=$1 code character escape
    if [[ $text == *[!\ -~]* ]]; then
        is_utf8 "$text" || text=${text//[$'\x80'-$'\xff']/?}
    fi
    text=${text//\\/\\\\}
    text=${text//\"/\\\"}
    text=${text//$'\n'/\\n}
    text=${text//$'\t'/\\t}
    text=${text//$'\r'/\\r}
    if [[ $text == *[$'\x01'-$'\x1f'$'\x7f']* ]]; then
        for code in {1..31} 127; do
            printf -v escape '\\u%04x' "$code"
            printf -v character '%b' "\\x${escape:4}"
            text=${text//"$character"/"$escape"}
        done
    fi
    QUOTED="\"$text\""
}

# Turns the inside of a JSON string into text for people, on one line of at most 400 plain characters.
plain() {
    local text=$1
    text=${text//\\\"/\"}
    text=${text//\\n/ }
    text=${text//\\t/ }
    text=${text//\\r/}
    text=${text//\\u003c/<}
    text=${text//\\u003e/>}
    text=${text//\\u0026/&}
    text=${text//\\\//\/}
    text=${text//\\\\/\\}
    text=${text//[!\ -~]/?}
    PLAIN=${text:0:400}
}

say() {
    local stamp
    printf -v stamp '%(%Y-%m-%dT%H:%M:%SZ)T' -1
    printf '[%s] %s\n' "$stamp" "$1" 2>/dev/null
    if ((OWNS_OUT)); then
        { printf '[%s] %s\n' "$stamp" "$1" >>"$OUT/bench.log"; } 2>/dev/null
    fi
    return 0
}

# ---- writing: each returns non-zero when the text did not get to the disk

replace_file() { { printf '%s\n' "$2" >"$1.tmp" && mv -f "$1.tmp" "$1"; } 2>/dev/null; }

append_line() {
    { printf '%s\n' "$2" >>"$OUT/$1"; } 2>/dev/null ||
        fail "$STAGE" "cannot write $1 in $OUT; the disk may be full" $EX_IOERR
}

put_status() {
    local text
    now_epoch
    quote "$MESSAGE"
    printf -v text '{"stage":"%s","stage_since":%d,"updated":%d,"pid":%d,"requests":%d,"errors":%d,"tokens":%d,"eval_ns":%d,"pull_completed":%d,"pull_total":%d,"message":%s}' \
        "$1" "$STAGE_SINCE" "$EPOCH" $$ "$REQUESTS" "$ERRORS" "$TOKENS" "$EVAL_NS" "$PULL_COMPLETED" "$PULL_TOTAL" "$QUOTED"
    replace_file "$OUT/status.json" "$text"
}

status() {
    MESSAGE=$1
    put_status "$STAGE" || fail "$STAGE" "cannot write status.json in $OUT; the disk may be full" $EX_IOERR
}

stage() {
    STAGE=$1
    now_epoch
    STAGE_SINCE=$EPOCH
    say "$1: $2"
    status "$2"
}

# ---- the ways out

# Asks jobs to end until they do: one that is asked before it has dropped our traps forgets it.
end_jobs() { # PID...
    local turn pid left
    for turn in {1..40}; do
        left=''
        for pid in "$@"; do
            kill -0 "$pid" 2>/dev/null || continue
            left=1
            if ((turn <= 30)); then kill "$pid"; else kill -9 "$pid"; fi 2>/dev/null
        done
        [[ -n $left ]] || return 0
        sleep 0.1
    done
}

stop_loops() {
    end_jobs "$TELEMETRY_PID" "$HEARTBEAT_PID"
    TELEMETRY_PID='' HEARTBEAT_PID=''
}

stop_server() {
    local turn
    [[ -n $SERVER_PID ]] || return 0
    kill "$SERVER_PID" 2>/dev/null
    for turn in {1..50}; do
        kill -0 "$SERVER_PID" 2>/dev/null || break
        ((turn == 50)) && kill -9 "$SERVER_PID" 2>/dev/null
        sleep 0.1
    done
    wait "$SERVER_PID" 2>/dev/null
    SERVER_PID=''
}

# Takes the model, which was loaded to stay, out of the memory of an Ollama that is not ours to end.
unload() {
    ((PINNED)) && [[ -z $SERVER_PID ]] || return 0
    PINNED=0
    quote "$MODEL_KEY"
    api POST /api/generate "{\"model\":$QUOTED,\"keep_alive\":0}" 2 ||
        say "$MODEL may still be in memory: Ollama did not say that it was unloaded"
}

tidy() {
    local pid others=()
    # All jobs, not CHILD alone: a signal may come between the start of a job and the note of its number.
    for pid in $(jobs -pr); do
        [[ " $SERVER_PID $HEARTBEAT_PID $TELEMETRY_PID " == *" $pid "* ]] || others+=("$pid")
    done
    end_jobs ${others[@]+"${others[@]}"}
    CHILD=''
    unload
    stop_loops
    stop_server
    if ((OWNS_OUT)); then rm -rf "$WORK"; fi 2>/dev/null
    return 0
}

fail() { # STAGE REASON CODE
    trap '' TERM INT HUP
    local IFS=$' \t\n' # a signal within `IFS= read` is handled with that empty IFS, and no list falls apart
    # A signal may have come within `read -t`, whose limit still runs and aborts the shell when it passes in here; the
    # end of another one takes it away.
    read -r -t 1 _ </dev/null
    local kept=1
    SETTLED=1 ENDING=1
    printf 'ollama-bench: %s: %s\n' "$1" "$2" >&2
    if ((OWNS_OUT)); then
        tidy # gives back the reserve in WORK, so that the lines below fit on a full disk
        say "failed in $1: $2"
        ENDED_BY=failure
        [[ -z $STARTED_AT ]] || put_metadata || kept=0
        quote "$2"
        replace_file "$OUT/failed.json" "{\"stage\":\"$1\",\"reason\":$QUOTED,\"exit_code\":$3}" || kept=0
        MESSAGE=$2
        now_epoch
        STAGE_SINCE=$EPOCH
        put_status failed || kept=0
        ((kept)) || printf 'ollama-bench: could not write all markers to %s\n' "$OUT" >&2
        rm -f "$OUT/.lock" "$OUT"/*.tmp 2>/dev/null
    fi
    exit "$3"
}

# A background child that is signalled before it could drop the traps must not speak for the main shell.
on_exit() { # STATUS COMMAND
    [[ $BASHPID != "$$" ]] || ((SETTLED)) || fail "$STAGE" "the script stopped unexpectedly (status $1, at: ${2:0:120})" "$EX_SOFTWARE"
}

on_signal() { # NAME CODE
    [[ $BASHPID == "$$" ]] || exit "$2"
    fail "$STAGE" "ended by signal $1" "$2"
}

complete() { # duration|stop_file
    ((GOOD_REQUESTS > 0)) ||
        fail "$STAGE" "stopped before a request was measured${LAST_ERROR:+; the last failure: $LAST_ERROR}" $EX_TEMPFAIL
    ENDED_BY=$1 ENDING=1
    [[ -z $CHILD ]] || kill "$CHILD" 2>/dev/null
    CHILD=''
    stage finish 'closing the archive'
    if [[ -n $TELEMETRY_PID ]]; then
        end_jobs "$TELEMETRY_PID"
        TELEMETRY_PID=''
        snapshot_memory
    fi
    unload
    [[ -e $OUT/results.jsonl ]] || { : >"$OUT/results.jsonl"; } 2>/dev/null
    printf -v COMPLETED_AT '%(%Y-%m-%dT%H:%M:%SZ)T' -1
    save_metadata
    say "done: $GOOD_REQUESTS measured requests, $TOKENS tokens, $ERRORS errors (ended by $1)"
    STAGE=complete
    now_epoch
    STAGE_SINCE=$EPOCH
    status "$GOOD_REQUESTS measured requests, $ERRORS errors"
    tidy
    trap '' TERM INT HUP
    replace_file "$OUT/complete" 'done' ||
        fail finish "cannot write complete in $OUT; the disk may be full" $EX_IOERR
    SETTLED=1
    rm -f "$OUT/.lock"
    exit 0
}

# Called at least once a second by whatever waits. A run that is ending already waits only for what has its own limit.
check_limits() {
    ((ENDING == 0)) || return 0
    [[ ! -e $OUT/stop ]] || complete stop_file
    ((SECONDS < MAX_SECONDS)) && return 0
    if [[ $STAGE == measure ]] && ((GOOD_REQUESTS > 0)); then
        say "cut short by MAX_SECONDS=$MAX_SECONDS"
        complete duration
    fi
    fail "$STAGE" "not finished within MAX_SECONDS=$MAX_SECONDS seconds" "$EX_TEMPFAIL"
}

pause() { # SECONDS
    local turn
    for ((turn = 0; turn < $1; turn++)); do
        check_limits
        sleep 1 &
        CHILD=$!
        wait "$CHILD"
        CHILD=''
    done
    check_limits
}

# Waits for the job CHILD, with an eye on the limits; returns its status.
await_child() {
    local look=$SECONDS rc
    while kill -0 "$CHILD" 2>/dev/null; do
        if ((look != SECONDS)); then
            look=$SECONDS
            check_limits
        fi
        sleep 0.05 &
        wait "$!"
    done
    wait "$CHILD"
    rc=$?
    CHILD=''
    return "$rc"
}

# Runs a command with a time limit, its output in WORK/NAME and WORK/NAME.err.
bounded() { # SECONDS NAME COMMAND...
    local limit=$1 name=$2 left=$((MAX_SECONDS - SECONDS + 1))
    shift 2
    ((limit <= left)) || limit=$left
    ((limit > 0)) || limit=1
    timeout -k 2 "$limit" "$@" >"$WORK/$name" 2>"$WORK/$name.err" </dev/null &
    CHILD=$!
    await_child
}

# ---- JSON in

# Prints every scalar of a JSON document as PATH<tab>VALUE; strings keep their escapes, so they can be written back
# into JSON as they are. Fails when the text is no JSON.
flatten() {
    awk '
    function blanks() { while (pos <= len && index(" \t\r\n", substr(doc, pos, 1)) > 0) pos++ }
    function text(   start, c) {
        start = ++pos
        while (pos <= len) {
            c = substr(doc, pos, 1)
            if (c == "\\") pos += 2
            else if (c == "\"") { pos++; return substr(doc, start, pos - 1 - start) }
            else pos++
        }
        bad = 1
        return ""
    }
    function members(path, closing,   c, key, count) {
        pos++; blanks(); count = 0
        if (substr(doc, pos, 1) == closing) { pos++; return }
        while (!bad) {
            key = count++
            if (closing == "}") {
                blanks()
                if (substr(doc, pos, 1) != "\"") { bad = 1; return }
                key = text(); blanks()
                if (substr(doc, pos, 1) != ":") { bad = 1; return }
                pos++
            }
            value(path == "" ? key : path "." key)
            blanks(); c = substr(doc, pos, 1); pos++
            if (c == closing) return
            if (c != ",") { bad = 1; return }
        }
    }
    function value(path,   c, start) {
        if (bad) return
        blanks(); c = substr(doc, pos, 1)
        if (c == "{") members(path, "}")
        else if (c == "[") members(path, "]")
        else if (c == "\"") { c = text(); if (!bad) print path "\t" c }
        else {
            start = pos
            while (pos <= len && index(",]} \t\r\n", substr(doc, pos, 1)) == 0) pos++
            if (pos == start) bad = 1; else print path "\t" substr(doc, start, pos - start)
        }
    }
    { doc = doc $0 "\n" }
    END { len = length(doc); pos = 1; value(""); blanks(); exit (bad || pos <= len) }'
}

read_json() { # FILE -> JSON[path]
    local path value rc
    JSON=()
    [[ -r $1 ]] || return 1
    flatten <"$1" >"$WORK/flat" &
    CHILD=$!
    wait "$CHILD"
    rc=$?
    CHILD=''
    while IFS=$'\t' read -r path value; do
        [[ -z $path ]] || JSON[$path]=$value
    done <"$WORK/flat"
    return "$rc"
}

number_in() { # NAME KEY TEXT: the number under "KEY", or 0, since Ollama leaves zeros out
    local pattern="\"$2\":[[:space:]]*(-?[0-9]+)"
    if [[ $3 =~ $pattern ]]; then printf -v "$1" '%s' "${BASH_REMATCH[1]}"; else printf -v "$1" 0; fi
}

string_in() { # NAME KEY TEXT: the string under "KEY" with its escapes; fails when there is none
    local pattern="\"$2\":[[:space:]]*\"(([^\"\\]|\\\\.)*)\""
    [[ $3 =~ $pattern ]] || return 1
    printf -v "$1" '%s' "${BASH_REMATCH[1]}"
}

# ---- HTTP

readonly CURL=(curl -q -sS --noproxy '*' --connect-timeout 10)

api() { # METHOD PATH BODY SECONDS -> CODE, CURL_RC, WORK/answer
    local arguments=(--max-time "$4" -X "$1" -o "$WORK/answer" -w '%{http_code}')
    [[ -z $3 ]] || arguments+=(-H 'Content-Type: application/json' --data-binary "$3")
    rm -f "$WORK/answer"
    "${CURL[@]}" "${arguments[@]}" "$BASE$2" >"$WORK/code" 2>"$WORK/curl.err" &
    CHILD=$!
    await_child
    CURL_RC=$?
    CODE=$({ cat "$WORK/code"; } 2>/dev/null)
    [[ $CODE == [0-9][0-9][0-9] ]] || CODE=000
    ((CURL_RC == 0)) && [[ $CODE == 200 ]]
}

# What a failed call said, for people, in PLAIN.
complaint() { # FILE-WITH-ANSWER
    local body='' text=''
    [[ ! -s $1 ]] || body=$(head -c 2000 "$1")
    if string_in text error "$body"; then
        plain "$text"
    elif [[ -n ${body//[[:space:]]/} && $CODE != 200 ]]; then
        plain "HTTP $CODE: ${body//$'\n'/ }"
    elif [[ $CODE == 200 && $CURL_RC -eq 0 ]]; then
        plain "the answer is no JSON: ${body:0:100}"
    elif [[ -s $WORK/curl.err ]]; then
        plain "$(head -n 1 "$WORK/curl.err")"
    else
        plain "HTTP $CODE, curl status $CURL_RC"
    fi
}

# Opens a streaming POST. The transfer's own account of itself comes as a last line that no JSON line can look like.
# The process substitution is there for its pipe; the transfer is a job beside it.
open_stream() { # PATH BODY SECONDS
    local pipe
    { printf '%s' "$2" >"$WORK/request"; } 2>/dev/null ||
        fail "$STAGE" "cannot write to $OUT; the disk may be full" $EX_IOERR
    exec {pipe}<> <(:)
    exec {STREAM}<"/dev/fd/$pipe"
    "${CURL[@]}" -N --max-time "$3" -H 'Content-Type: application/json' \
        --data-binary "@$WORK/request" -w '\n#http %{http_code} %{time_pretransfer} %{time_total}\n' \
        "$BASE$1" >"/dev/fd/$pipe" 2>"$WORK/curl.err" {pipe}>&- {STREAM}<&- &
    CHILD=$!
    exec {pipe}>&-
    PARTIAL=''
}

# Takes the next line of the stream into LINE: 0 a line, 1 the end, 2 none within a second.
next_line() {
    local part='' rc
    IFS= read -r -t 1 -u "$STREAM" part
    rc=$?
    if ((rc > 128)); then
        PARTIAL+=$part
        return 2
    fi
    LINE=$PARTIAL$part
    PARTIAL=''
    ((rc == 0)) || [[ -n $LINE ]]
}

close_stream() { # [abandon] -> CURL_RC
    [[ -z ${1-} ]] || kill "$CHILD" 2>/dev/null
    exec {STREAM}<&-
    wait "$CHILD" 2>/dev/null
    CURL_RC=$?
    CHILD=''
}

# ---- settings

whole_number() { # NAME DEFAULT LEAST
    local value=${!1:-$2}
    [[ $value =~ ^[0-9]{1,9}$ ]] || fail tools "$1 must be a whole number, not '$value'" $EX_USAGE
    value=$((10#$value))
    ((value >= $3)) || fail tools "$1 must be at least $3, not $value" $EX_USAGE
    printf -v "$1" '%d' "$value"
}

read_host() {
    local host=${OLLAMA_HOST:-127.0.0.1:11434} scheme=http port=11434 valid=1
    case $host in
    http://*) host=${host#http://} port=80 ;;
    https://*) host=${host#https://} port=443 scheme=https ;;
    esac
    host=${host%%/*}
    if [[ $host =~ ^([^:]*|\[.*\]):([0-9]+)$ ]]; then
        host=${BASH_REMATCH[1]} port=${BASH_REMATCH[2]}
    fi
    case $host in
    '' | 0.0.0.0 | '[::]') host=127.0.0.1 ;; # where a server bound to everything is reached
    esac
    [[ $host =~ ^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])$ ]] || valid=0
    [[ $port =~ ^[1-9][0-9]{0,4}$ && $port -le 65535 ]] || valid=0
    ((valid)) ||
        fail tools "OLLAMA_HOST must look like host:port or http://host:port, not '$OLLAMA_HOST'" $EX_USAGE
    SERVER_HOST=$host SERVER_ADDRESS=$host:$port BASE=$scheme://$host:$port
}

read_settings() {
    [[ -n ${MODEL-} ]] || fail tools 'MODEL is not set; say which model to measure, e.g. MODEL=qwen2:7b' $EX_USAGE
    [[ $MODEL =~ ^[A-Za-z0-9][A-Za-z0-9._:/@-]*$ ]] ||
        fail tools "MODEL '$MODEL' is no model name of Ollama" $EX_USAGE
    whole_number DURATION 300 1
    whole_number NUM_CTX 4096 1
    whole_number NUM_PREDICT 256 1
    whole_number WARMUP 2 0
    whole_number MIN_GPUS 1 1
    whole_number TOOLS_WAIT 600 0
    whole_number SERVER_WAIT 300 1
    whole_number GPU_WAIT 600 0
    whole_number PULL_TIMEOUT 3600 1
    whole_number PULL_STALL 120 1
    whole_number LOAD_TIMEOUT 900 1
    whole_number REQUEST_TIMEOUT 300 1
    whole_number BACKOFF_MAX 10 0
    whole_number MAX_SECONDS 7200 1
    SEED=${SEED:-42}
    [[ $SEED =~ ^-?(0|[1-9][0-9]{0,17})$ ]] || fail tools "SEED must be a whole number, not '$SEED'" $EX_USAGE
    TEMPERATURE=${TEMPERATURE:-0}
    [[ $TEMPERATURE =~ ^(0|[1-9][0-9]*)(\.[0-9]+)?$ ]] ||
        fail tools "TEMPERATURE must be a number such as 0 or 0.7, not '$TEMPERATURE'" $EX_USAGE
    ALLOW_CPU=${ALLOW_CPU:-0}
    [[ $ALLOW_CPU == [01] ]] || fail tools "ALLOW_CPU must be 0 or 1, not '$ALLOW_CPU'" $EX_USAGE
    EXPECT_GPU=${EXPECT_GPU:-}
    INSTALLER_URL=${INSTALLER_URL:-https://ollama.com/install.sh}
    read_host
}

# Writes our process id into OUT/.lock: 0 done, 1 it cannot be made or is there, 2 it was made but not written.
take_lock() {
    (
        set -o noclobber
        exec >"$OUT/.lock" || exit 1
        printf '%s\n' $$ && exit 0
        rm -f "$OUT/.lock"
        exit 2
    ) 2>/dev/null
}

# Makes OUT ours or ends without touching what is in there: its markers may belong to a run that is alive.
claim_out() {
    local slug=${MODEL:-} holder rc
    slug=${slug//[!A-Za-z0-9.-]/_}
    if [[ -z ${OUT-} ]]; then
        [[ -n $slug ]] || return 0 # without a model there is no name; read_settings says so
        [[ -n ${HOME-} ]] || fail tools 'neither OUT nor HOME is set; say where the archive goes with OUT=DIR' $EX_USAGE
        OUT=$HOME/benchmark_${slug}_$(date +%Y%m%dT%H%M%SZ)
    fi
    mkdir -p -- "$OUT" 2>/dev/null || fail tools "cannot create the folder $OUT" $EX_CANTCREATE
    OUT=$(cd -- "$OUT" 2>/dev/null && pwd) || fail tools 'cannot enter the folder OUT' $EX_CANTCREATE
    [[ ! -e $OUT/results.jsonl && ! -e $OUT/complete ]] ||
        fail tools "$OUT already holds an archive; choose another OUT" $EX_CANTCREATE
    take_lock
    rc=$?
    if ((rc == 1)) && [[ -f $OUT/.lock ]]; then
        [[ -s $OUT/.lock ]] || sleep 1 # its owner may be about to write into it
        holder=$({ cat "$OUT/.lock"; } 2>/dev/null)
        if [[ -n $holder ]]; then
            kill -0 "$holder" 2>/dev/null && fail tools "another run (process $holder) works in $OUT" $EX_CANTCREATE
            fail tools "a run that was killed has left $OUT/.lock; choose another OUT or delete that file" $EX_CANTCREATE
        fi
        { rm -f "$OUT/.lock"; } 2>/dev/null # left on a full disk
        take_lock
        rc=$?
    fi
    ((rc != 1)) || fail tools "cannot write to the folder $OUT" $EX_CANTCREATE
    ((rc == 0)) || fail tools "cannot write to the folder $OUT; the disk may be full" $EX_IOERR
    OWNS_OUT=1
    WORK=$OUT/.work
    # What a run before this one left when it failed: lines of two runs in one file would be taken for one run's.
    rm -rf "$WORK" "$OUT"/{failed,metadata,status}.json "$OUT"/{heartbeat,gpu.csv,ps.jsonl}
    { mkdir "$WORK" && head -c 65536 /dev/zero >"$WORK/reserve"; } 2>/dev/null ||
        fail tools "cannot write to the folder $OUT; the disk may be full" $EX_IOERR
}

# ---- background loops: each turn they look whether the main shell is still their parent, for a process that was
# killed outright stays visible to `kill -0` until somebody reaps it

main_lives() {
    local line
    if { read -r line </proc/self/stat; } 2>/dev/null; then
        line=${line##*) }
        read -r _ line _ <<<"$line"
        [[ $line == "$$" ]]
    else
        kill -0 $$ 2>/dev/null
    fi
}

heartbeat_loop() {
    local server
    while main_lives; do
        now_epoch
        replace_file "$OUT/heartbeat" "$EPOCH"
        sleep 1
    done
    # The main shell was killed outright: the server it started has nobody else to end it.
    if { read -r server <"$OUT/.work/server.pid"; } 2>/dev/null; then kill "$server" 2>/dev/null; fi
}

telemetry_loop() {
    local lines line text
    while main_lives; do
        now_us # the shell's clock in whole seconds lags by some milliseconds and would name a second twice
        EPOCH=$((NOW_US / 1000000))
        if lines=$(timeout -k 1 10 nvidia-smi --query-gpu="$TELEMETRY_FIELDS" --format=csv,noheader,nounits 2>/dev/null); then
            text=''
            while IFS= read -r line; do
                [[ $line == *,* ]] || continue
                line=${line%$'\r'}
                text+="$EPOCH,${line//,+([ ])/,}$TELEMETRY_FILLER"$'\n'
            done <<<"$lines"
            { printf '%s' "$text" >>"$OUT/gpu.csv"; } 2>/dev/null || return
        fi
        until_next_second
    done
}

# Sleeps to the next full second of the clock, so that samples keep to 1 Hz whatever a sample costs.
until_next_second() {
    local left
    now_us
    left=$((1000000 - NOW_US % 1000000))
    sleep "0.$(printf '%06d' $((left > 999999 ? 999999 : left)))"
}

start_loop() { # FUNCTION NAME-OF-PID-VARIABLE
    (
        trap - EXIT TERM INT HUP
        "$1"
    ) </dev/null >/dev/null 2>&1 &
    printf -v "$2" '%d' $!
}

# ---- stage tools

install_packages() { # PACKAGE...
    local prefix=() update=() install=() attempt=0 deadline=$((SECONDS + TOOLS_WAIT)) output line
    if ((EUID != 0)); then
        command -v sudo >/dev/null || return 1
        prefix=(sudo -n)
    fi
    if command -v apt-get >/dev/null; then
        prefix+=(env DEBIAN_FRONTEND=noninteractive)
        update=(apt-get -o "DPkg::Lock::Timeout=$TOOLS_WAIT" update)
        install=(apt-get -o "DPkg::Lock::Timeout=$TOOLS_WAIT" install -y --no-install-recommends)
    elif command -v dnf >/dev/null; then
        install=(dnf install -y)
    elif command -v yum >/dev/null; then
        install=(yum install -y)
    elif command -v apk >/dev/null; then
        install=(apk add --no-cache)
    else
        return 1
    fi
    while :; do
        attempt=$((attempt + 1))
        status "installing $* (attempt $attempt)"
        : >"$WORK/install"
        [[ ${#update[@]} -eq 0 ]] || bounded $((TOOLS_WAIT + 300)) update "${prefix[@]}" "${update[@]}"
        bounded $((TOOLS_WAIT + 600)) install "${prefix[@]}" "${install[@]}" "$@" && return 0
        output=$({ cat "$WORK/install" "$WORK/install.err" "$WORK/update.err"; } 2>/dev/null)
        while IFS= read -r line; do [[ -z $line ]] || say "  $line"; done < <(tail -n 5 <<<"$output")
        ((SECONDS < deadline)) || return 1
        # A busy package manager is waited for; anything else gets two more chances.
        if [[ ! $output =~ ([Cc]ould not get lock|[Uu]nable to lock|is another process using) ]] && ((attempt >= 3)); then
            return 1
        fi
        pause 5
    done
}

prepare_tools() {
    local tool missing=() packages=()
    stage tools 'checking the tools'
    for tool in curl awk timeout sha256sum nproc; do
        command -v "$tool" >/dev/null && continue
        missing+=("$tool")
        case $tool in
        curl) packages+=(curl ca-certificates) ;;
        awk) packages+=(gawk) ;;
        *) packages+=(coreutils) ;;
        esac
    done
    ((${#missing[@]})) || return 0
    say "missing: ${missing[*]}"
    command -v timeout >/dev/null || fail tools 'the command timeout is missing; install coreutils' $EX_UNAVAILABLE
    install_packages "${packages[@]}" ||
        fail tools "${missing[*]} missing and could not be installed; install ${packages[*]} and start again" $EX_UNAVAILABLE
    hash -r
    for tool in "${missing[@]}"; do
        command -v "$tool" >/dev/null || fail tools "$tool is still missing after installing ${packages[*]}" $EX_UNAVAILABLE
    done
}

look_at_host() {
    CPU_MODEL=$(awk -F': *' '/^model name/ { print $2; exit }' /proc/cpuinfo 2>/dev/null)
    CPU_MODEL=${CPU_MODEL:-$(uname -m)}
    CPU_CORES=$(nproc)
    RAM_GIB=$(awk '/^MemTotal:/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo 2>/dev/null)
    PROMPT_SHA=$(printf '%s\n' "${PROMPTS[@]}" | sha256sum)
    PROMPT_SHA=${PROMPT_SHA%% *}
    save_metadata
}

# ---- stage ollama

ollama_answers() {
    api GET /api/version '' 5 && string_in RUNTIME_VERSION version "$(head -c 1000 "$WORK/answer")"
}

find_ollama() {
    local place
    BINARY=$(command -v ollama) && return 0
    for place in /usr/local/bin/ollama /usr/bin/ollama /opt/ollama/bin/ollama "${HOME:-}/.local/bin/ollama"; do
        [[ ! -x $place ]] || { BINARY=$place && return 0; }
    done
    return 1
}

install_ollama() {
    say "installing Ollama from $INSTALLER_URL"
    status 'installing Ollama'
    # Today's installer unpacks with zstd and gives up without it; where it cannot be had, the installer says so.
    command -v zstd >/dev/null || install_packages zstd
    bounded 180 installer-fetch curl -q -fsSL --retry 3 --connect-timeout 15 -o "$WORK/install.sh" "$INSTALLER_URL" ||
        fail ollama "cannot download Ollama's installer: $(head -n 1 "$WORK/installer-fetch.err")" $EX_UNAVAILABLE
    [[ $(head -c 2 "$WORK/install.sh") == '#!' ]] ||
        fail ollama "$INSTALLER_URL did not answer with a script" $EX_UNAVAILABLE
    bounded 1200 installer sh "$WORK/install.sh" ||
        fail ollama "Ollama's installer failed: $(tail -n 1 "$WORK/installer.err")" $EX_UNAVAILABLE
    hash -r
    find_ollama || fail ollama "Ollama's installer left no ollama command" $EX_UNAVAILABLE
}

prepare_ollama() {
    local turn deadline
    stage ollama "looking for Ollama at $BASE"
    for turn in 1 2 3; do # an image's own Ollama may be just starting
        if ollama_answers; then
            say "Ollama $RUNTIME_VERSION answers"
            return
        fi
        [[ $CURL_RC -ne 7 || $turn -eq 3 ]] || pause 1
    done
    case $SERVER_HOST in
    127.* | localhost | '[::1]') ;;
    *) fail ollama "no Ollama answers at $BASE, and it is not on this machine" $EX_UNAVAILABLE ;;
    esac
    find_ollama || install_ollama
    if ! ollama_answers; then # the installer may have started it as a service
        say "starting $BINARY serve"
        status "starting Ollama"
        OLLAMA_HOST=$SERVER_ADDRESS nohup "$BINARY" serve >>"$OUT/ollama.log" 2>&1 </dev/null &
        SERVER_PID=$!
        replace_file "$WORK/server.pid" "$SERVER_PID"
        deadline=$((SECONDS + SERVER_WAIT))
        until ollama_answers; do
            if ! kill -0 "$SERVER_PID" 2>/dev/null; then
                SERVER_PID=''
                rm -f "$WORK/server.pid"
                ollama_answers && break # somebody else's took the port first
                plain "$(tail -n 1 "$OUT/ollama.log" 2>/dev/null)"
                fail ollama "Ollama ended as soon as it was started: $PLAIN" $EX_UNAVAILABLE
            fi
            ((SECONDS < deadline)) ||
                fail ollama "Ollama does not answer at $BASE $SERVER_WAIT s after it was started; see ollama.log" $EX_TEMPFAIL
            pause 1
        done
    fi
    say "Ollama $RUNTIME_VERSION answers"
}

# ---- stage gpu

# Fills the GPU list; fails when the driver lists none with a memory size. The name comes last: it may hold commas.
list_gpus() {
    local index uuid memory driver name line entries=''
    GPU_COUNT=0 PLAIN=''
    command -v nvidia-smi >/dev/null || { PLAIN='there is no nvidia-smi' && return 1; }
    if ! bounded 60 gpus nvidia-smi --query-gpu=index,uuid,memory.total,driver_version,name --format=csv,noheader,nounits; then
        plain "nvidia-smi failed: $(head -q -n 1 "$WORK/gpus" "$WORK/gpus.err" | head -n 1)"
        return 1
    fi
    while IFS= read -r line; do
        IFS=, read -r index uuid memory driver name <<<"${line%$'\r'}"
        memory=${memory//[[:space:]]/} name=${name##+([[:space:]])}
        if [[ ! $memory =~ ^[1-9][0-9]*$ || ! ${index//[[:space:]]/} =~ ^[0-9]+$ ]]; then
            [[ -z $line ]] || plain "nvidia-smi says: $line"
            continue
        fi
        quote "$name"
        entries+=",{\"index\":${index//[[:space:]]/},\"name\":$QUOTED"
        quote "${uuid//[[:space:]]/}"
        entries+=",\"uuid\":$QUOTED,\"memory_total_mib\":$memory}"
        ((GPU_COUNT)) || GPU_NAME=$name GPU_MEMORY=$memory DRIVER_VERSION=${driver//[[:space:]]/}
        GPU_COUNT=$((GPU_COUNT + 1))
    done <"$WORK/gpus"
    GPU_LIST=${entries#,}
    ((GPU_COUNT >= MIN_GPUS)) && return 0
    ((GPU_COUNT == 0)) || PLAIN="nvidia-smi lists $GPU_COUNT of $MIN_GPUS GPUs"
    : "${PLAIN:=nvidia-smi lists no GPU with a memory size}"
    return 1
}

prepare_gpu() {
    local began=$SECONDS limit turn=0 line
    stage gpu 'looking for the GPUs'
    until list_gpus; do
        if [[ $ALLOW_CPU == 1 ]]; then
            say "going on without a GPU: $PLAIN"
            break
        fi
        limit=$GPU_WAIT # for a driver that is there; without its command there is hardly anything to wait for
        command -v nvidia-smi >/dev/null || ((limit <= COMMAND_WAIT)) || limit=$COMMAND_WAIT
        ((SECONDS - began < limit)) || fail gpu "no usable GPU after $limit s: $PLAIN" $EX_UNAVAILABLE
        ((turn > 0)) || say "waiting for the GPUs: $PLAIN"
        status "waiting for the GPUs: $PLAIN"
        turn=$((turn + 1))
        pause $((turn > 10 ? 5 : 1)) # drivers come up minutes after the machine
    done
    if ((GPU_COUNT > 0)); then
        say "$GPU_COUNT x $GPU_NAME, $GPU_MEMORY MiB, driver $DRIVER_VERSION"
        if bounded 10 banner nvidia-smi; then
            while IFS= read -r line; do
                [[ ! $line =~ CUDA[A-Za-z\ ]*Version:\ *([0-9.]+) ]] || CUDA_VERSION=${BASH_REMATCH[1]}
            done <"$WORK/banner"
        fi
    fi
    save_metadata
}

# ---- stage pull

# Looks the model up in /api/tags; a name without a tag means :latest.
find_model() {
    local i name wanted=$MODEL
    [[ ${MODEL##*/} == *:* ]] || wanted=$MODEL:latest
    if ! api GET /api/tags '' 30 || ! read_json "$WORK/answer"; then
        complaint "$WORK/answer"
        fail pull "cannot list Ollama's models: $PLAIN" $EX_UNAVAILABLE
    fi
    for ((i = 0; ; i++)); do
        name=${JSON[models.$i.name]-${JSON[models.$i.model]-}}
        [[ -n $name ]] || return 1
        [[ $name == "$wanted" || $name == "$MODEL" ]] || continue
        MODEL_KEY=$name
        MODEL_DIGEST=${JSON[models.$i.digest]-}
        MODEL_SIZE=${JSON[models.$i.size]-}
        MODEL_FAMILY=${JSON[models.$i.details.family]-}
        MODEL_PARAMETERS=${JSON[models.$i.details.parameter_size]-}
        MODEL_QUANTIZATION=${JSON[models.$i.details.quantization_level]-}
        return 0
    done
}

# One pull stream: 0 done, 1 broken and worth another try. What can only fail again ends the script.
pull_once() { # DEADLINE
    local rc text digest='' total completed error='' done=0 change=$SECONDS last_sum=-1 last_text='' shown=-1
    local -A totals=() parts=()
    local final='not found|does not exist|no space left|unauthorized|newer version|invalid model'
    quote "$MODEL"
    open_stream /api/pull "{\"model\":$QUOTED,\"stream\":true}" $(($1 - SECONDS > 0 ? $1 - SECONDS : 1))
    CODE=000
    while :; do
        next_line
        rc=$?
        ((rc != 1)) || break
        if ((rc == 0)); then
            if [[ $LINE == '#http '* ]]; then
                read -r _ CODE _ <<<"$LINE"
            elif string_in text error "$LINE"; then
                error=$text
            elif string_in text status "$LINE"; then
                [[ $text != success ]] || done=1
                if string_in digest digest "$LINE"; then
                    number_in total total "$LINE"
                    number_in completed completed "$LINE"
                    PULL_TOTAL=$((PULL_TOTAL + total - ${totals[$digest]:-0}))
                    PULL_COMPLETED=$((PULL_COMPLETED + completed - ${parts[$digest]:-0}))
                    totals[$digest]=$total parts[$digest]=$completed
                fi
                if [[ $PULL_COMPLETED -ne $last_sum || $text != "$last_text" ]]; then
                    change=$SECONDS last_sum=$PULL_COMPLETED last_text=$text
                fi
            elif [[ -n $LINE && -z $error ]]; then
                error=$LINE # no JSON: the page of some proxy, explained by the HTTP status
            fi
        fi
        if ((shown != SECONDS)); then
            shown=$SECONDS
            check_limits
            plain "$last_text"
            status "pulling $MODEL: $PLAIN"
            ((SECONDS < $1)) || fail pull "$MODEL was not pulled within PULL_TIMEOUT=$PULL_TIMEOUT seconds" $EX_TEMPFAIL
            # Checking a large file sends nothing for minutes; there only the whole time counts.
            if ((SECONDS - change >= PULL_STALL)) && [[ ! $last_text =~ ^(verifying|writing|removing) ]]; then
                fail pull "pulling $MODEL has stalled: no new byte for $PULL_STALL s at $PULL_COMPLETED of $PULL_TOTAL" $EX_TEMPFAIL
            fi
        fi
    done
    close_stream
    if [[ -n $error || $CODE != 200 ]]; then
        [[ -n $error ]] || error=$({ head -n 1 "$WORK/curl.err"; } 2>/dev/null)
        plain "$error"
        [[ $CODE == 200 || $CODE == 000 ]] || PLAIN="HTTP $CODE: $PLAIN"
        if [[ $CODE == 4?? && $CODE != 429 || ${PLAIN,,} =~ $final ]]; then
            fail pull "cannot pull $MODEL: $PLAIN" $EX_UNAVAILABLE
        fi
        return 1
    fi
    ((done)) && return 0
    PLAIN="the stream ended before Ollama reported success (curl status $CURL_RC)"
    return 1
}

prepare_model() {
    local attempt started deadline
    stage pull "looking for $MODEL"
    if find_model; then
        PULL_PRESENT=true
    else
        PULL_PRESENT=false
        now_us
        started=$NOW_US deadline=$((SECONDS + PULL_TIMEOUT))
        for ((attempt = 1; ; attempt++)); do
            say "pulling $MODEL"
            PULL_COMPLETED=0 PULL_TOTAL=0
            pull_once "$deadline" && break
            ((attempt < PULL_ATTEMPTS)) || fail pull "cannot pull $MODEL after $attempt attempts: $PLAIN" $EX_UNAVAILABLE
            say "pull broken off, trying again: $PLAIN"
            pause "$attempt"
        done
        now_us
        seconds_text PULL_SECONDS $((NOW_US - started))
        PULL_BYTES=$PULL_COMPLETED
        find_model || fail pull "Ollama reported success but does not list $MODEL" $EX_UNAVAILABLE
    fi
    if [[ -z $MODEL_FAMILY || -z $MODEL_QUANTIZATION ]]; then
        quote "$MODEL_KEY"
        if api POST /api/show "{\"model\":$QUOTED}" 30 && read_json "$WORK/answer"; then
            MODEL_FAMILY=${MODEL_FAMILY:-${JSON[details.family]-}}
            MODEL_PARAMETERS=${MODEL_PARAMETERS:-${JSON[details.parameter_size]-}}
            MODEL_QUANTIZATION=${MODEL_QUANTIZATION:-${JSON[details.quantization_level]-}}
        fi
    fi
    say "$MODEL_KEY: $MODEL_SIZE bytes, digest ${MODEL_DIGEST:0:12}"
    status "$MODEL is on this machine"
    save_metadata
}

# ---- stages load, warmup, measure

options() { OPTIONS="{\"num_ctx\":$NUM_CTX,\"num_predict\":$NUM_PREDICT,\"temperature\":$TEMPERATURE,\"seed\":$SEED}"; }

start_telemetry() {
    local base=utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw,index,clocks.sm,clocks.mem throttle
    append_line gpu.csv 'ts,util,mem_used,mem_total,temp,power,index,sm_clock,mem_clock,throttle_reasons,pcie_gen,pcie_width'
    ((GPU_COUNT > 0)) || return 0
    # nvidia-smi refuses a query as a whole when it does not know one field, and one of them was renamed.
    TELEMETRY_FIELDS=$base TELEMETRY_FILLER=',[N/A],[N/A],[N/A]'
    for throttle in clocks_throttle_reasons.active clocks_event_reasons.active; do
        if bounded 10 probe nvidia-smi --query-gpu="$base,$throttle,pcie.link.gen.current,pcie.link.width.current" --format=csv,noheader,nounits; then
            TELEMETRY_FIELDS=$base,$throttle,pcie.link.gen.current,pcie.link.width.current TELEMETRY_FILLER=''
            break
        fi
    done
    if [[ -n $TELEMETRY_FILLER ]]; then
        plain "$(head -q -n 1 "$WORK/probe" "$WORK/probe.err" | head -n 1)"
        say "nvidia-smi answers no query with all fields, sampling without throttle reasons: ${PLAIN:-no answer}"
    fi
    start_loop telemetry_loop TELEMETRY_PID
}

load_model() {
    local started
    stage load "loading $MODEL into memory"
    start_telemetry
    options
    quote "$MODEL_KEY"
    now_us
    started=$NOW_US
    PINNED=1
    # A stream only in form: it is read with a limit, so that `stop` and the time limits work while a large model loads.
    open_stream /api/generate "{\"model\":$QUOTED,\"keep_alive\":-1,\"options\":$OPTIONS}" "$LOAD_TIMEOUT"
    local rc body='' error=''
    CODE=000
    while :; do
        next_line
        rc=$?
        ((rc != 1)) || break
        if ((rc == 2)); then
            check_limits
        elif [[ $LINE == '#http '* ]]; then
            read -r _ CODE _ <<<"$LINE"
        elif [[ -n $LINE ]]; then
            body=$LINE
        fi
    done
    close_stream
    now_us
    if string_in error error "$body" || [[ $CODE != 200 || $CURL_RC -ne 0 ]]; then
        [[ -n $error ]] || error=$({ head -n 1 "$WORK/curl.err"; } 2>/dev/null)
        plain "${error:-HTTP $CODE}"
        fail load "cannot load $MODEL: $PLAIN" $EX_UNAVAILABLE
    fi
    seconds_text LOAD_SECONDS $((NOW_US - started))
    say "loaded in $LOAD_SECONDS s"
}

# The head that keeps a prompt from sharing a prefix with another: splitmix64 of seed and request number, so that a run
# with the same seed sends the same prompts.
prompt_head() {
    local x=$((SEED * 1000003 + NUMBER))
    x=$((x + 0x9E3779B97F4A7C15 * (NUMBER + 1)))
    x=$(((x ^ ((x >> 30) & 0x3FFFFFFFF)) * 0xBF58476D1CE4E5B9))
    x=$(((x ^ ((x >> 27) & 0x1FFFFFFFFF)) * 0x94D049BB133111EB))
    x=$((x ^ ((x >> 31) & 0x1FFFFFFFF)))
    printf -v HEAD '%016x request %d' "$x" "$NUMBER"
}

# Sends one request and appends its line. 0 answered, 1 failed, 2 abandoned because the run is to end.
send_request() { # PHASE
    local phase=$1 prompt id start first=0 answer=null end=0 chunks=0 final='' error='' reason='' rc
    local look=$SECONDS abandon=0 pretransfer=0 total=0 kind='' detail='' sent
    NUMBER=$((NUMBER + 1))
    prompt=$(((NUMBER - 1) % ${#PROMPTS[@]}))
    printf -v id 'p%02d' $((prompt + 1))
    prompt_head
    quote "$HEAD"$'\n'"${PROMPTS[prompt]}"
    local text=$QUOTED
    quote "$MODEL_KEY"
    CODE=000
    now_us
    start=$NOW_US
    open_stream /api/generate \
        "{\"model\":$QUOTED,\"prompt\":$text,\"raw\":true,\"stream\":true,\"keep_alive\":-1,\"options\":$OPTIONS}" \
        "$REQUEST_TIMEOUT"
    while :; do
        next_line
        rc=$?
        ((rc != 1)) || break
        if ((rc == 0)); then
            now_us
            if [[ $LINE == *'"done":'?( )true* ]]; then
                final=$LINE end=$NOW_US
            elif [[ $LINE == '#http '* ]]; then
                read -r _ CODE pretransfer total <<<"$LINE"
                sent=$NOW_US
            elif [[ $LINE == *'"response":'?( )'"'[!\"]* ]]; then
                chunks=$((chunks + 1))
                [[ $answer != null ]] || answer=$NOW_US
                ((first)) || first=$NOW_US
            elif [[ $LINE == *'"thinking":'?( )'"'[!\"]* ]]; then
                chunks=$((chunks + 1))
                ((first)) || first=$NOW_US
            elif [[ $LINE == *'"error":'* ]]; then
                string_in error error "$LINE" || error=$LINE
            elif [[ $LINE != *'"done":'?( )false* && -n $LINE && -z $detail ]]; then
                detail=$LINE
            fi
        fi
        if ((look != SECONDS)); then
            look=$SECONDS
            if [[ -e $OUT/stop ]] || ((SECONDS >= MAX_SECONDS)); then
                ((abandon)) || abandon=$((SECONDS + STOP_GRACE))
                if ((SECONDS >= abandon)); then
                    close_stream abandon
                    NUMBER=$((NUMBER - 1))
                    say 'abandoned the running request: the run is to end'
                    return 2
                fi
            fi
        fi
    done
    close_stream
    if [[ $CODE != 200 && $CODE != 000 ]]; then
        kind=http_$CODE detail=${error:-$detail}
    elif [[ -n $error ]]; then
        kind=stream_error detail=$error
    elif [[ -n $final && $CURL_RC -eq 0 ]]; then
        kind=''
    elif ((CURL_RC == 18 || CURL_RC == 0)); then
        kind=truncated detail="the stream ended after $chunks chunks without a last line"
    else
        kind=curl_$CURL_RC detail=$({ head -n 1 "$WORK/curl.err"; } 2>/dev/null)
    fi
    now_epoch
    if [[ -n $kind ]]; then
        now_us
        plain "$detail"
        quote "$PLAIN"
        append_line results.jsonl "{\"n\":$NUMBER,\"phase\":\"$phase\",\"prompt\":\"$id\",\"t\":$EPOCH,\"start_us\":$start,\"end_us\":$NOW_US,\"err\":true,\"error_kind\":\"$kind\",\"error_msg\":$QUOTED}"
        say "request $NUMBER failed ($kind): $PLAIN"
        LAST_ERROR="$kind: $PLAIN"
        return 1
    fi
    # Starting curl costs milliseconds that no server is to blame for: its own clock tells when the request went out.
    pretransfer=${pretransfer/./} total=${total/./}
    if [[ $pretransfer =~ ^[0-9]{7,}$ && $total =~ ^[0-9]{7,}$ ]]; then
        sent=$((sent - 10#$total + 10#$pretransfer))
        ((sent <= start || sent >= (first ? first : end))) || start=$sent
    fi
    local eval_count eval_ns prompt_count prompt_ns load_ns total_ns
    number_in eval_count eval_count "$final"
    number_in eval_ns eval_duration "$final"
    number_in prompt_count prompt_eval_count "$final"
    number_in prompt_ns prompt_eval_duration "$final"
    number_in load_ns load_duration "$final"
    number_in total_ns total_duration "$final"
    string_in reason done_reason "$final" || reason=''
    ((first)) || first=$end
    append_line results.jsonl "{\"n\":$NUMBER,\"phase\":\"$phase\",\"prompt\":\"$id\",\"t\":$EPOCH,\"start_us\":$start,\"first_us\":$first,\"first_answer_us\":$answer,\"end_us\":$end,\"chunks\":$chunks,\"eval_count\":$eval_count,\"eval_duration\":$eval_ns,\"prompt_eval_count\":$prompt_count,\"prompt_eval_duration\":$prompt_ns,\"load_duration\":$load_ns,\"total_duration\":$total_ns,\"done_reason\":\"$reason\"}"
    LAST_TOKENS=$eval_count LAST_NS=$eval_ns
    return 0
}

# After a failure the next request waits, longer each time, and a server that only fails is given up on.
after_failure() {
    local seconds=$((1 << (STREAK < 5 ? STREAK : 5)))
    STREAK=$((STREAK + 1))
    ((STREAK < MAX_CONSECUTIVE_ERRORS)) ||
        fail "$STAGE" "$STREAK requests in a row failed; the last one: $LAST_ERROR" $EX_UNAVAILABLE
    ((seconds <= BACKOFF_MAX)) || seconds=$BACKOFF_MAX
    pause "$seconds"
}

warm_up() {
    local good=0
    stage warmup "$WARMUP requests that do not count"
    while ((good < WARMUP)); do
        send_request warmup
        case $? in
        0) good=$((good + 1)) STREAK=0 ;;
        1) after_failure ;;
        esac
        check_limits
    done
    snapshot_memory
    save_metadata
}

snapshot_memory() {
    local i answer
    if ! api GET /api/ps '' 10 || ! read_json "$WORK/answer"; then
        say 'no answer to /api/ps'
        return 0
    fi
    answer=$({ cat "$WORK/answer"; } 2>/dev/null)
    now_epoch
    append_line ps.jsonl "{\"t\":$EPOCH,\"ps\":${answer//[$'\r\n']/ }}"
    for ((i = 0; ; i++)); do
        [[ -n ${JSON[models.$i.name]-} ]] || break
        [[ ${JSON[models.$i.name]} == "$MODEL_KEY" && -z $MEMORY ]] || continue
        MEMORY="{\"size\":${JSON[models.$i.size]:-0},\"size_vram\":${JSON[models.$i.size_vram]:-0},\"context_length\":${JSON[models.$i.context_length]:-0}}"
    done
}

measure() {
    local began elapsed=0 rc
    STREAK=0
    stage measure "measuring for $DURATION s"
    now_us
    began=$NOW_US
    while ((elapsed < DURATION && SECONDS < MAX_SECONDS)); do
        send_request measure
        rc=$?
        ((rc != 0 || LAST_TOKENS > 0)) || rc=1 LAST_ERROR='an answer without a token'
        case $rc in
        0)
            elapsed=$(((NOW_US - began) / 1000000)) STREAK=0
            REQUESTS=$((REQUESTS + 1)) GOOD_REQUESTS=$((GOOD_REQUESTS + 1))
            TOKENS=$((TOKENS + LAST_TOKENS)) EVAL_NS=$((EVAL_NS + LAST_NS))
            status "$REQUESTS requests in $elapsed of $DURATION s"
            ;;
        1)
            REQUESTS=$((REQUESTS + 1)) ERRORS=$((ERRORS + 1))
            status "$REQUESTS requests, $ERRORS failed; the last one: $LAST_ERROR"
            after_failure
            ;;
        esac
        [[ ! -e $OUT/stop ]] || complete stop_file
        now_us
        elapsed=$(((NOW_US - began) / 1000000))
    done
    ((GOOD_REQUESTS > 0)) ||
        fail measure "no request was answered in $elapsed s; the last one: ${LAST_ERROR:-abandoned}" $EX_UNAVAILABLE
    ((SECONDS < MAX_SECONDS)) || say "cut short by MAX_SECONDS=$MAX_SECONDS"
    complete duration
}

# ---- metadata.json

member() { # KEY TEXT: a string member, unless there is nothing to say
    [[ -n $2 ]] || return 0
    quote "$2"
    METADATA+=",\"$1\":$QUOTED"
}

raw_member() { [[ -z $2 ]] || METADATA+=",\"$1\":$2"; } # KEY JSON

number_member() { # KEY TEXT: left out when it is no number
    [[ ! $2 =~ ^-?(0|[1-9][0-9]*)(\.[0-9]+)?$ ]] || METADATA+=",\"$1\":$2"
}

object() { METADATA+=",\"$1\":{"; }
object_end() {
    METADATA+='}'
    METADATA=${METADATA//'{,'/'{'}
}

put_metadata() {
    local name ids='' i size=''
    METADATA="{\"benchmark_version\":\"$VERSION\""
    member started_at "$STARTED_AT"
    member completed_at "$COMPLETED_AT"
    member hostname "$(uname -n)"
    object hardware
    member gpu_name "$GPU_NAME"
    number_member gpu_memory_mib "$GPU_MEMORY"
    number_member gpu_count "$GPU_COUNT"
    member driver_version "$DRIVER_VERSION"
    member cuda_version "$CUDA_VERSION"
    member cpu_model "$CPU_MODEL"
    number_member cpu_cores "$CPU_CORES"
    number_member ram_gib "$RAM_GIB"
    METADATA+=",\"gpus\":[$GPU_LIST]"
    object_end
    object model
    member name "$MODEL"
    member runtime ollama
    member runtime_version "$RUNTIME_VERSION"
    if [[ $MODEL_SIZE =~ ^[0-9]+$ ]]; then
        # Decimal gigabytes, rounded to a tenth; small models keep three digits.
        if ((MODEL_SIZE >= 100000000)); then
            i=$(((MODEL_SIZE + 50000000) / 100000000)) size=$((i / 10)).$((i % 10))GB
        else
            printf -v size '0.%03dGB' $(((MODEL_SIZE + 500000) / 1000000))
        fi
    fi
    member size "$size"
    number_member size_bytes "$MODEL_SIZE"
    raw_member digest "${MODEL_DIGEST:+\"$MODEL_DIGEST\"}" # as Ollama wrote them, escapes and all
    raw_member family "${MODEL_FAMILY:+\"$MODEL_FAMILY\"}"
    raw_member parameter_size "${MODEL_PARAMETERS:+\"$MODEL_PARAMETERS\"}"
    raw_member quantization "${MODEL_QUANTIZATION:+\"$MODEL_QUANTIZATION\"}"
    object_end
    for ((i = 1; i <= ${#PROMPTS[@]}; i++)); do
        printf -v name '"p%02d"' "$i"
        ids+=,$name
    done
    object test_config
    number_member duration_seconds "$DURATION"
    number_member max_tokens "$NUM_PREDICT"
    number_member num_ctx "$NUM_CTX"
    number_member temperature "$TEMPERATURE"
    number_member seed "$SEED"
    METADATA+=",\"parallel\":1,\"warmup_requests\":$WARMUP,\"keep_alive\":\"-1\",\"stream\":true,\"raw\":true"
    member prompt_set "$PROMPT_SET"
    member prompt_set_sha256 "$PROMPT_SHA"
    METADATA+=",\"prompts\":[${ids#,}]"
    member expect_gpu "$EXPECT_GPU"
    object_end
    object environment
    member OLLAMA_HOST "${OLLAMA_HOST:-$SERVER_ADDRESS}"
    for name in "${!OLLAMA_@}"; do
        [[ $name != OLLAMA_HOST && -n ${!name} ]] || continue
        case $name in
        *KEY* | *TOKEN* | *SECRET* | *PASSWORD*) member "$name" '(set)' ;;
        *) member "$name" "${!name}" ;;
        esac
    done
    object_end
    raw_member memory "$MEMORY"
    if [[ -n $PULL_PRESENT ]]; then
        object pull
        METADATA+=",\"seconds\":${PULL_SECONDS:-0},\"bytes\":$PULL_BYTES,\"already_present\":$PULL_PRESENT"
        object_end
    fi
    number_member load_seconds "$LOAD_SECONDS"
    member ended_by "$ENDED_BY"
    METADATA+='}'
    replace_file "$OUT/metadata.json" "$METADATA"
}

save_metadata() {
    put_metadata || fail "$STAGE" "cannot write metadata.json in $OUT; the disk may be full" $EX_IOERR
}

# ---- main

main() {
    case ${1-} in
    -h | --help)
        SETTLED=1
        usage
        exit 0
        ;;
    esac
    claim_out # first of all, so that every refusal leaves its marker
    ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) ||
        fail tools "bash 4.4 or newer is needed, this is $BASH_VERSION" $EX_UNAVAILABLE
    [[ -z ${1-} ]] || fail tools "unknown argument '$1'; settings come from the environment, see --help" $EX_USAGE
    read_settings
    now_epoch
    STAGE_SINCE=$EPOCH
    start_loop heartbeat_loop HEARTBEAT_PID
    printf -v STARTED_AT '%(%Y-%m-%dT%H:%M:%SZ)T' -1
    prepare_tools
    look_at_host
    prepare_ollama
    prepare_gpu
    prepare_model
    load_model
    warm_up
    measure
}

trap 'on_exit "$?" "$BASH_COMMAND"' EXIT
trap 'on_signal TERM 143' TERM
trap 'on_signal INT 130' INT
trap 'on_signal HUP 129' HUP
trap '' PIPE XFSZ # a write to nowhere or over a limit is an error to report, not a sudden end
main "$@"
