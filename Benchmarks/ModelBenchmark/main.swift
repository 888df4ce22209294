import BenchmarkSupport

// ModelBenchmark engines DATA                     what is foretold of the test engines of FD001, as CSV
// ModelBenchmark held-out DATA PARTITIONS [K=V …]  errors on training engines that were not learned from
// ModelBenchmark looks DATA PARTITIONS            what is foretold of training engines at every tenth cycle, as CSV
// ModelBenchmark costs LOOKS                      cost of decisions by what such a file foretells
// ModelBenchmark milling DATA base|eng            chances of failures of the test rows of AI4I, as CSV
// ModelBenchmark held-out-milling DATA base|eng PARTITIONS [K=V …]
// ModelBenchmark speed DATA                       time of training and of a row
let usage =
  "ModelBenchmark engines DATA | held-out DATA PARTITIONS | looks DATA PARTITIONS | costs LOOKS "
  + "| milling DATA base|eng | held-out-milling DATA base|eng PARTITIONS | speed DATA"
let words = Array(CommandLine.arguments.dropFirst())
guard words.count > 1 else { BenchmarkProgram.fail(usage: usage) }
let folder = words[1]
switch (words[0], words.count) {
case ("engines", 2): try Engines.foretell(folder)
case ("held-out", 3...):
  try Engines.judge(folder, partitions: Int(words[2]) ?? 1, Tuning(words.dropFirst(3)))
case ("looks", 3...):
  try Engines.look(folder, partitions: Int(words[2]) ?? 1, Tuning(words.dropFirst(3)))
case ("costs", 2): try Decisions.report(folder)
case ("milling", 3): try Milling.foretell(folder, words[2])
case ("held-out-milling", 4...):
  try Milling.judge(folder, words[2], partitions: Int(words[3]) ?? 1, Tuning(words.dropFirst(4)))
case ("speed", 2): try Engines.measure(folder)
default: BenchmarkProgram.fail(usage: usage)
}
