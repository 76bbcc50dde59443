# What the benchmarks here share; sourced by them, not run. Before: here. Sets root, h2lab and jar.

root=$here/../..
h2lab=$root/h2lab
jar=$root/analysis/target/h2lab.jar

# The comment at the head of the benchmark.
usage() {
  sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
}

missing() {
  echo "${0##*/}: $1" >&2
  exit 3
}

# Builds what has changed, and finds the JDK that h2lab runs on: home.
build() {
  "$h2lab" --version > /dev/null || exit 3
  home=$("$h2lab" --java-home) || exit 3
}

# PROGRAM:DEBIAN_PACKAGE...
require_programs() {
  local program
  for program in "$@"; do
    command -v "${program%:*}" > /dev/null ||
      missing "${program%:*} is not installed (Debian: apt-get install ${program#*:})"
  done
}

require_two_cores() {
  command -v taskset > /dev/null || missing "taskset is not installed (Debian: apt-get install util-linux)"
  [ "$(nproc)" -ge 2 ] || missing "two cores are needed, one for the server and one for $1"
}

# Starts a server in the background, and waits until it listens: COMMAND. Its number is in server, its
# URL in url, what it says in $scratch/server and $scratch/server-errors.
start_server() {
  : > "$scratch/server" # lest the last one's address is taken for this one's
  "$@" > "$scratch/server" 2> "$scratch/server-errors" &
  server=$!
  children+=("$server")
  while ! url=$(sed -n 's/^listening on //p' "$scratch/server") || [ -z "$url" ]; do
    kill -0 "$server" 2> /dev/null ||
      missing "the server did not start: $(cat "$scratch/server" "$scratch/server-errors")"
    sleep 0.1
  done
}

# Clock ticks of processor time a process has used.
ticks() {
  local stat
  read -r stat < "/proc/$1/stat"
  read -r -a stat <<< "${stat##*) }"
  echo $((stat[11] + stat[12]))
}

# Clock ticks that a hypervisor has taken from this machine's cores, and all that have passed.
machine_ticks() {
  awk '/^cpu / { for (i = 2; i <= 9; i++) all += $i; print $9 + 0, all; exit }' /proc/stat
}

# Percent of the cores' time that a hypervisor has taken since: TICKS, as machine_ticks told
stolen_percent() {
  echo "$1 $(machine_ticks)" | awk '{ print ($4 > $2 ? int(100 * ($3 - $1) / ($4 - $2) + 0.5) : 0) }'
}

# Whether these are cells, METHOD:TLS:CLIENTS:IN_FLIGHT each; 2 with the usage if not.
require_cells() {
  local cell
  for cell in "$@"; do
    [[ $cell =~ ^[a-z0-9/-]+:[a-z]+:[1-9][0-9]*:[1-9][0-9]*$ ]] || { usage >&2 && exit 2; }
  done
}

# Reads what a load says until it ends, or has said its exit code; sets result to requests per second
# and microseconds of server time for each: DESCRIPTOR
follow_load() {
  local line before=0 after=0 output=
  while read -r line <&"$1"; do
    case $line in
      "Main benchmark duration is started"*) before=$(ticks "$server") ;;
      "Main benchmark duration is over"*) after=$(ticks "$server") ;;
      "exit code "*) break ;;
    esac
    output+=$line$'\n'
  done
  grep -q ' 0 failed, 0 errored, 0 timeout' <<< "$output" && [ "$after" -gt "$before" ] ||
    missing "the load did not get its answers: $output"
  read -r -a result < <(awk -v ticks=$((after - before)) -v hertz="$(getconf CLK_TCK)" '
    /^finished in / { rate = $4 }
    /^requests: / { print rate, 1e6 * ticks / hertz / $6 }' <<< "$output")
}

# Functions for awk: sort puts v[1] to v[n] in order, median is of values in order, range is the median
# and the range of values[cell, figure, 1] to values[cell, figure, rounds] in words.
statistics='
  function sort(v, n,    i, j, swap) {
    for (i = 2; i <= n; i++)
      for (j = i; j > 1 && v[j] < v[j - 1]; j--) { swap = v[j]; v[j] = v[j - 1]; v[j - 1] = swap }
  }
  function median(v, n) { return (v[int((n + 1) / 2)] + v[int((n + 2) / 2)]) / 2 }
  function range(cell, figure, form,    i, v) {
    for (i = 1; i <= rounds; i++) v[i] = values[cell, figure, i]
    sort(v, rounds)
    return sprintf(form " (" form "-" form ")", median(v, rounds), v[1], v[rounds])
  }
'

# Ends the processes of children, in which a server is as well.
end_children() {
  [ ${#children[@]} -eq 0 ] || kill "${children[@]}" 2> /dev/null || true
  [ ${#children[@]} -eq 0 ] || wait "${children[@]}" 2> /dev/null || true
  children=()
}

# Makes scratch, which is gone at the end, and so are all children.
prepare_scratch() {
  scratch=$(mktemp -d)
  children=()
  trap 'end_children; rm -rf "$scratch"' EXIT
  trap 'exit 130' INT TERM
}

# A port that nobody listens on.
free_port() {
  local port
  while port=$((20000 + RANDOM % 10000)) && (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do :; done
  echo "$port"
}

# Makes scratch/cert.pem and scratch/key.pem, on P-256.
make_certificate() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -keyout "$scratch/key.pem" -out "$scratch/cert.pem" 2> "$scratch/errors" ||
    missing "openssl made no certificate: $(cat "$scratch/errors")"
}
