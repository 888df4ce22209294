/// The text format of job shops: a line with the numbers of jobs and machines, then a line a job with pairs of
/// machine and time.
///
/// Lines before are remarks, those that begin with `#` or `+` say nothing; `instance NAME` begins an instance of a collection, as in
/// the OR-Library's `jobshop1.txt`.
///
/// Source: J. E. Beasley, "OR-Library", *Journal of the Operational Research Society* 41 (11), 1990.
struct JobShopText {
  private var reader: WordReader
  private let source: SourceText

  private init(_ source: SourceText, _ lines: [SourceText.Line]) {
    self.source = source
    reader = WordReader(source, lines)
  }

  /// All instances of a file.
  static func read(_ text: String, name: String) throws(ImportFailure) -> [JobShopInstance] {
    let source = SourceText(text, name: name)
    var instances: [JobShopInstance] = []
    for section in sections(of: source, InstanceText.fileName(name))
    where section.lines.contains(where: isHeader) {
      var file = JobShopText(source, section.lines)
      instances.append(try file.instance(section.name))
    }
    guard !instances.isEmpty else {
      throw source.endsEarly("a line with the numbers of jobs and machines, such as '6 6'")
    }
    return instances
  }

  /// The lines of each instance, by name.
  private static func sections(
    of source: SourceText, _ fileName: String
  ) -> [(name: String, lines: [SourceText.Line])] {
    var sections = [(name: fileName, lines: [SourceText.Line]())]
    for line in source.lines(withoutComments: ["#", "+"]) {
      if line.words.count == 2, line.words[0].text.lowercased() == "instance" {
        sections.append((line.words[1].text, []))
      } else {
        sections[sections.count - 1].lines.append(line)
      }
    }
    return sections
  }

  /// Whether a line may hold the numbers of jobs and machines.
  private static func isHeader(_ line: SourceText.Line) -> Bool {
    line.words.count == 2 && line.words.allSatisfy { (Int($0.text) ?? 0) > 0 }
  }

  private mutating func instance(_ name: String) throws(ImportFailure) -> JobShopInstance {
    var remarks: [String] = []
    while let line = reader.upcoming, !JobShopText.isHeader(line) {
      remarks.append(line.text)
      _ = try reader.line("a remark")
    }
    let header = try reader.line("the numbers of jobs and machines")
    let jobCount = try source.count(header.words[0], "the number of jobs")
    let machineCount = try source.count(header.words[1], "the number of machines")
    var machines: [(word: SourceText.Word, number: Int)] = []
    var jobs: [[(machine: Int, time: Amount)]] = []
    for number in 1...jobCount {
      let line = try reader.line(
        "the operations of job \(number) of \(jobCount), pairs of machine and time")
      guard line.words.count.isMultiple(of: 2) else {
        throw source.failure(
          at: line.words[line.words.count - 1],
          "job \(number) has \(line.words.count) numbers, which are no pairs of machine and time; "
            + "add what is missing")
      }
      var job: [(machine: Int, time: Amount)] = []
      for place in stride(from: 0, to: line.words.count, by: 2) {
        let machine = try source.whole(line.words[place], "a machine's number")
        let time = try source.amount(line.words[place + 1], "a time")
        machines.append((line.words[place], machine))
        job.append((machine, time))
      }
      jobs.append(job)
    }
    let first = machines.contains { $0.number == 0 } ? 0 : 1
    for (word, number) in machines where number < first || number >= machineCount + first {
      throw source.failure(
        at: word,
        "there is no machine \(number); there are \(machineCount), counted from \(first)")
    }
    let counted = jobs.map { job in job.map { ($0.machine - first, $0.time) } }
    var instance = JobShopInstance(name: name, machineCount: machineCount, jobs: counted)
    instance.remarks = remarks
    if let line = reader.upcoming {
      instance.ignored.append("what follows the last job, from line \(line.number) on")
    }
    if first == 0 { instance.remarks.append("The source counts machines from 0.") }
    return instance
  }
}
