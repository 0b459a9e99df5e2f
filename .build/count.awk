# Adds up the counts in surefire's reports: "run bad skipped".
/<testsuite / {
  run += number("tests"); bad += number("errors") + number("failures"); skipped += number("skipped")
}
function number(name,    field) {
  if (!match($0, " " name "=\"[0-9]+\"")) return 0
  field = substr($0, RSTART, RLENGTH)
  gsub(/[^0-9]/, "", field)
  return field + 0
}
END { print run + 0, bad + 0, skipped + 0 }
