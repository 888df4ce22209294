import ArgumentParser
import Importers

/// `fettle import`: other tools' files as scenarios.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn other tools' files into scenarios.",
    discussion: """
      An importer translates and simulates nothing. It writes a folder with scenario.yaml and the tables that \
      it names, and says what of the source is not in them (ignored) and what was chosen because the source \
      does not say it (assumed). Files that are there already are written over only with --force.

      Examples:
        fettle import jsplib jsplib.json --instance ft06 --out ft06
        fettle import fjsp Mk01.fjs --rule MWKR --out mk01
        fettle import jasima fab4r.json --orders fab4r-fcfs-mbs0.5.json --out fab4r
        fettle import autosched SMT2020_HVLM --out hvlm
        fettle import eventlog log.csv --map map.yaml --out plant
      """,
    subcommands: [
      ImportJobShopCommand.self, ImportFlexibleJobShopCommand.self, ImportJasimaCommand.self,
      ImportAutoSchedCommand.self, ImportEventLogCommand.self,
    ])
}

/// `fettle import jsplib`: job shops.
struct ImportJobShopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jsplib",
    abstract: "Import job shops: a collection in JSON, or lines with pairs of machine and time.",
    discussion: """
      Of a collection, --instance names the one that is wanted; without it every instance is written into a \
      folder of its own below --out. A machine becomes a station, a job a product. All jobs are there at the \
      start.

      Examples:
        fettle import jsplib jsplib.json --instance ft06 --out ft06
        fettle import jsplib ft10.txt --rule SPT --out ft10
        fettle import jsplib jobshop1.txt --out or-library
      """)

  @OptionGroup var instances: ImportedInstances

  func run() throws { try instances.write(by: JobShopImporter.scenarios) }
}

/// `fettle import fjsp`: flexible job shops.
struct ImportFlexibleJobShopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fjsp",
    abstract: "Import flexible job shops: a collection in JSON, or a .fjs file.",
    discussion: """
      Machines that may do the same operations become one station; 'times' says which of them do an operation \
      and how fast. Of the machines that are free, the one that does the part fastest takes it.

      Examples:
        fettle import fjsp fjsp.json --instance mk01 --out mk01
        fettle import fjsp Mk01.fjs --rule 'most work left' --out mk01
      """)

  @OptionGroup var instances: ImportedInstances

  func run() throws { try instances.write(by: FlexibleJobShopImporter.scenarios) }
}

/// `fettle import jasima`: models of jasima, MIMAC's wafer fabs among them.
struct ImportJasimaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jasima",
    abstract: "Import models of jasima, such as the MIMAC wafer fabs: text or JSON.",
    discussion: """
      The jobs are those of the model, those of a run in JSON (--orders), or lots that enter at intervals \
      (--every, once for each route). A run also gives the rule, the least batch and the horizon, unless they \
      are given here.

      Examples:
        fettle import jasima js06x06.txt --rule SPT --out js06x06
        fettle import jasima fab4r.json --orders fab4r-sst-mbs0.0.json --out fab4r
        fettle import jasima fab4r.txt --every 'exponential 353 min' --every 'exponential 3214 min' \
      --min-batch 0.5 --out fab4r
      """)

  @Argument(help: "The model.", completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("A run whose lots are the jobs (JSON).", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var orders: String?

  @Option(
    help: ArgumentHelp(
      "How often lots of a route enter, a time or a distribution; once for each route, in their order.",
      valueName: "time"))
  var every: [String] = []

  @Option(
    help: ArgumentHelp(
      "The least share of the largest batch with which a batch begins, 0 to 1.",
      valueName: "fraction"))
  var minBatch: Double?

  @OptionGroup var choices: ImportChoices
  @OptionGroup var target: ImportTarget

  func validate() throws {
    if let minBatch, !(0...1).contains(minBatch) {
      throw ValidationError("--min-batch is \(minBatch); it is a share, 0 to 1")
    }
    if orders != nil, !every.isEmpty {
      throw ValidationError("the jobs come from --orders or at intervals (--every), not both")
    }
  }

  func run() throws {
    var options = choices.options()
    options.minimumBatch = minBatch
    options.intervals = every
    let text = try ImportReading.text(of: file)
    var run: (text: String, name: String)?
    if let orders { run = (try ImportReading.text(of: orders), orders) }
    let scenario = try ImportReading.importing { () throws(ImportFailure) in
      try JasimaImporter.scenario(of: text, name: file, orders: run, options: options)
    }
    try target.write([scenario], isCollection: false)
  }
}
