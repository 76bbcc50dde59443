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
