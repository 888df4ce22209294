# Makes the tables and the models of this experiment in the folder made/.
# A unit is a plant of three presses that is watched for six weeks; a table has the lives that ended, and those that went on.
make_table() {  # NAME UNITS SEED [OPTION…]
  local name=$1 units=$2 seed=$3
  shift 3
  [ -d "$made/data/$name" ] || "$fettle" dataset press.yml --units "$units" --seed "$seed" --hours 1008 --split "train=100" \
    --run-to-failure --censored keep --quiet ${JOBS:+--jobs "$JOBS"} --out "$made/data/$name" "$@"
}

# The place of a row in the table, its life's number and its place in that are no readings.
models() { echo boosting forest linear readings force hours cap_20h cap_200h few soft_dies strong_gain by_age; }

train() {  # NAME TABLE [OPTION…]
  local name=$1 table=$2
  shift 2
  [ -d "$made/models/models/$name" ] || {
    "$fettle" train "$made/data/$table/press" --target die_remaining_useful_life --unit unit --unit machine \
      --drop trajectory --drop cycle --rows 200000 --quiet --models "$made/models" --register "$name" "$@" >"$made/$name.trained"
  }
}

echo "tables" >&2
make_table plant 40 11
make_table few 2 12
make_table soft_dies 40 13 --set params.mean_life='60 h'
make_table strong_gain 40 14 --set params.gain=1.05
make_table by_age 40 15 --set maintenance.dies.replace='{at_age: 60 h}'
make_table unseen 20 16 --tables csv

echo "models" >&2
train boosting plant --window 12
train forest plant --window 12 --method forest --trees 100
train linear plant --window 12 --method linear
train readings plant
train force plant --window 12 --drop vibration --drop hours
train hours plant --feature hours
train cap_20h plant --window 12 --cap 72000
train cap_200h plant --window 12 --cap 720000
train few few --window 12
train soft_dies soft_dies --window 12
train strong_gain strong_gain --window 12
train by_age by_age --window 12
