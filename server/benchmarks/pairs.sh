# What the benchmarks share that compare two variants of the server; sourced by them, not run.
#
# Before: here, rounds, seconds, warm_up, load and cells may be changed by options. After
# read_options, prepare has to be called, then class_path[this] and class_path[$other] be set.

. "$here/common.sh"
rounds=7 seconds=3 warm_up=5 load=embedded cells=()
declare -A class_path

# Options that all of them have; sets shift_by.
read_options() {
  while getopts "N:D:w:l:C:Ah" option; do
    case $option in
      N) rounds=$OPTARG ;;
      D) seconds=$OPTARG ;;
      w) warm_up=$OPTARG ;;
      l) load=$OPTARG ;;
      C) cells+=("$OPTARG") ;;
      A) other=this ;;
      h) usage && exit 0 ;;
      *) usage >&2 && exit 2 ;;
    esac
  done
  shift_by=$((OPTIND - 1))
  [[ $rounds =~ ^[1-9][0-9]*$ && $load =~ ^(embedded|h2load)$ ]] || { usage >&2 && exit 2; }
  require_cells "${cells[@]}"
}

prepare() {
  require_two_cores "the load"
  if [ "$load" = h2load ]; then
    command -v h2load > /dev/null || missing "h2load is not installed (Debian: apt-get install nghttp2-client)"
    loader=(h2load)
  else
    loader=("$h2lab" load)
  fi
  prepare_scratch
  build
}

# Java on core 0 with the class path of a variant: VARIANT ARGUMENT...
server_java() {
  local variant=$1
  shift
  exec taskset -c 0 "$home/bin/java" -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow \
    --enable-native-access=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED \
    -Xlog:class+load:file="$scratch/classes" \
    -cp "${class_path[$variant]}" "$@"
}

# Requests per second, and microseconds of server time for each, into result:
# VARIANT METHOD TLS CLIENTS IN_FLIGHT
measure() {
  local server url
  start_server server_java "$1" h2lab.analysis.Main serve "$2" --tls "$3"
  exec 3< <(exec taskset -c 1 "${loader[@]}" -c "$4" -m "$5" -D "$seconds" \
    --warm-up-time "$warm_up" "$url" 2>&1)
  children+=("$!")
  follow_load 3
  exec 3<&-
  end_children
  check_variant "$1"
}

# The results of a command with both variants into real and silent; rounds take turns in which is
# first: ROUND COMMAND ARGUMENT...
both() {
  local round=$1 command=$2
  shift 2
  if [ $((round % 2)) -eq 1 ]; then
    "$command" this "$@" && real=("${result[@]}")
  fi
  "$command" "$other" "$@" && silent=("${result[@]}")
  if [ $((round % 2)) -eq 0 ]; then
    "$command" this "$@" && real=("${result[@]}")
  fi
}

# Medians, ranges and what they say; 1 if the means over all cells are outside. Reads lines of
# ROUND CELL RATIO_OF_REQUESTS RATIO_OF_CPU
judge() {
  awk "$statistics"'
    function add(cell, figure, ratio) { value[cell, figure, ++count[cell, figure]] = ratio }
    function words(cell, figure,    n, i, v) {
      n = count[cell, figure]
      for (i = 1; i <= n; i++) v[i] = value[cell, figure, i]
      sort(v, n)
      inside = v[1] <= 1 && v[n] >= 1
      return sprintf("%.3f, %.3f to %.3f: %s", median(v, n), v[1], v[n], \
        inside ? "inside the spread" : "OUTSIDE the spread")
    }
    {
      if (!($2 in seen)) { seen[$2] = 1; cells[++n_cells] = $2 }
      for (figure = 1; figure <= 2; figure++) {
        add($2, figure, $(2 + figure))
        logs[$1, figure] += log($(2 + figure))
      }
      rounds = $1
    }
    END {
      print "\nmedian ratio and its range over the rounds"
      for (round = 1; round <= rounds; round++)
        for (figure = 1; figure <= 2; figure++)
          add("mean of all", figure, exp(logs[round, figure] / n_cells))
      cells[++n_cells] = "mean of all"
      for (i = 1; i <= n_cells; i++) {
        printf "%-24s requests/s %s\n", cells[i], words(cells[i], 1); fine = inside
        printf "%-24s CPU        %s\n", "", words(cells[i], 2); fine = fine && inside
      }
      exit !fine
    }' "$scratch/ratios"
}

# Measures all cells with both variants, round by round; 1 if a difference is outside the spread.
compare() {
  printf '\n%-5s %-24s %10s %10s %6s  %7s %7s %6s\n' round cell req/s "$other" ratio us/req "$other" ratio
  for round in $(seq "$rounds"); do
    for cell in "${cells[@]}"; do
      IFS=: read -r -a factors <<< "$cell"
      both "$round" measure "${factors[@]}"
      awk -v round="$round" -v cell="$cell" -v real="${real[*]}" -v silent="${silent[*]}" \
        -v ratios="$scratch/ratios" 'BEGIN {
          split(real, r, " "); split(silent, s, " ")
          printf "%-5s %-24s %10.0f %10.0f %6.3f  %7.3f %7.3f %6.3f\n", round, cell, r[1], s[1],
            r[1] / s[1], r[2], s[2], r[2] / s[2]
          print round, cell, r[1] / s[1], r[2] / s[2] >> ratios }'
    done
  done
  judge
}
