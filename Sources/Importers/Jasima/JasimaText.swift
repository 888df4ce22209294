/// The text format of jasima: numbers of groups and routes, the groups and set-ups of each route, its times and
/// batches, sections of the groups, then jobs.
///
/// Lines that begin with `#` are comments. The format is that of the models that jasima ships: `machineName`,
/// `numInGroup`, `setup` and `machineReleaseDates` follow the number of a group; `jobs` and `jobs_dynamic` come
/// last.
struct JasimaText {
  private var reader: WordReader
  private let source: SourceText
  private let unit: String
  private var model = JasimaModel()
  /// Groups that routes call by a name rather than a number.
  private var numbers: [String: Int] = [:]

  private init(_ source: SourceText, unit: String) {
    self.source = source
    self.unit = unit
    reader = WordReader(source)
  }

  /// The model of a file.
  ///
  /// - Parameters:
  ///   - text: What stands in the file.
  ///   - name: Its path, for messages.
  ///   - unit: The unit of its times, for intervals.
  /// - Returns: The model.
  /// - Throws: ``ImportFailure`` with the place of the first mistake.
  static func read(
    _ text: String, name: String, unit: String
  ) throws(ImportFailure) -> JasimaModel {
    var file = JasimaText(SourceText(text, name: name), unit: unit)
    try file.readRoutes()
    try file.readGroups()
    return file.model
  }

  // MARK: - Routes

  private mutating func readRoutes() throws(ImportFailure) {
    let groupCount = try reader.count("the number of machines")
    let routeCount = try reader.count("the number of routes")
    model.groups = Array(repeating: JasimaModel.Group(), count: groupCount)
    var orders: [SourceText.Line] = []
    for number in 1...routeCount {
      orders.append(try reader.line("the machines of route \(number) of \(routeCount)"))
    }
    for (number, order) in orders.enumerated() {
      let times = try reader.line("the times of route \(number + 1) of \(routeCount)")
      guard times.words.count == order.words.count else {
        throw source.failure(
          at: times.words[0],
          "route \(number + 1) has \(order.words.count) machines in line \(order.number) and "
            + "\(times.words.count) times here; make them the same")
      }
      var operations: [JasimaModel.Operation] = []
      for (machine, time) in zip(order.words, times.words) {
        operations.append(try operation(machine, time))
      }
      model.routes.append(operations)
    }
  }

  private mutating func operation(
    _ machine: SourceText.Word, _ time: SourceText.Word
  ) throws(ImportFailure) -> JasimaModel.Operation {
    let place = machine.text.split(separator: ";", omittingEmptySubsequences: false)
    guard place.count <= 2 else {
      throw source.failure(at: machine, "expected a machine, or 'machine;set-up'")
    }
    let work = time.text.split(separator: ";", omittingEmptySubsequences: false)
    guard work.count == 1 || work.count == 3 else {
      throw source.failure(at: time, "expected a time, or 'time;family;largest batch'")
    }
    var operation = JasimaModel.Operation(
      group: try group(String(place[0]), machine),
      setup: place.count == 2 ? String(place[1]) : nil,
      time: try source.amount(time, text: String(work[0]), "a time"))
    if work.count == 3 {
      guard let most = Int(work[2]), (1...1_000_000).contains(most) else {
        throw source.failure(
          at: time, "'\(work[2])' is no size of a batch; expected a whole number, 1 at least")
      }
      operation.family = String(work[1])
      operation.largestBatch = most
    }
    return operation
  }

  /// The group of a number, counted from 1, or of a name.
  private mutating func group(
    _ text: String, _ word: SourceText.Word
  ) throws(ImportFailure) -> Int {
    let count = model.groups.count
    let number = Int(text).map { $0 - 1 } ?? numbers[text] ?? numbers.count
    guard (0..<count).contains(number) else {
      throw source.failure(
        at: word, "there is no machine '\(text)'; there are \(count), counted from 1")
    }
    if Int(text) == nil {
      numbers[text] = number
      model.groups[number].name = model.groups[number].name ?? text
    }
    return number
  }

  // MARK: - Groups

  private mutating func readGroups() throws(ImportFailure) {
    var present: Int?
    while !reader.isAtEnd {
      let line = try reader.line("a section")
      let word = line.words[0]
      switch word.text {
      case "machineName", "numInGroup", "setup", "machineReleaseDates":
        guard let group = present else {
          throw source.failure(
            at: word, "'\(word.text)' says something of a machine; put the machine's number before")
        }
        try readSection(word.text, of: group)
      case _ where word.text.lowercased() == "jobs": try readJobs()
      case _ where word.text.lowercased() == "jobs_dynamic": try readSource()
      default:
        guard line.words.count == 1, Int(word.text) != nil || numbers[word.text] != nil else {
          throw source.failure(
            at: word,
            "unknown section '\(word.text)'; expected a machine's number, 'machineName', 'numInGroup', "
              + "'setup', 'machineReleaseDates', 'jobs' or 'jobs_dynamic'")
        }
        present = try group(word.text, word)
      }
    }
  }

  private mutating func readSection(_ name: String, of group: Int) throws(ImportFailure) {
    switch name {
    case "machineName":
      model.groups[group].name = try reader.line("the machine's name").text
    case "numInGroup":
      model.groups[group].machineCount = try reader.count("the number of machines in the group")
    case "setup": try readSetups(of: group)
    default:
      let line = try reader.line("when each machine is first there")
      let count = model.groups[group].machineCount
      guard line.words.count == count else {
        throw source.failure(
          at: line.words[0],
          "\(line.words.count) dates for \(count) machines; give one for each ('numInGroup' stands before)"
        )
      }
      var releases: [Amount] = []
      for word in line.words { releases.append(try source.amount(word, "a date")) }
      model.groups[group].releases = releases
    }
  }

  private mutating func readSetups(of group: Int) throws(ImportFailure) {
    let count = try reader.count("the number of set-ups")
    var rows: [SourceText.Line] = []
    for number in 1...count {
      let line = try reader.line("row \(number) of \(count) of the times of set-ups")
      guard line.words.count > count else {
        throw source.failure(
          at: line.words[line.words.count - 1],
          "row '\(line.words[0].text)' has \(line.words.count - 1) times for \(count) set-ups; add what is "
            + "missing")
      }
      if line.words.count > count + 1 {
        model.ignored.append(
          "line \(line.number): \(line.words.count - 1) times of set-ups where there are \(count)")
      }
      rows.append(line)
    }
    let names = rows.map { $0.words[0].text }
    for (from, row) in rows.enumerated() {
      for (to, word) in row.words.dropFirst().prefix(count).enumerated()
      where from != to && word.text.lowercased() != "x" {
        let time = try source.amount(word, "the time of a set-up, or 'x'")
        guard time.value > 0 else { continue }
        model.groups[group].setups.append(
          ShopStation.Setup(from: names[from], to: names[to], time: time))
      }
    }
  }

  // MARK: - Jobs

  private mutating func readJobs() throws(ImportFailure) {
    let count = try reader.count("the number of jobs")
    for number in 1...count {
      let line = try reader.line(
        "job \(number) of \(count): its route, release, due date and weight")
      guard line.words.count >= 4 else {
        throw source.failure(
          at: line.words[line.words.count - 1],
          "job \(number) has \(line.words.count) values; expected four: route, release, due date and "
            + "weight")
      }
      if line.words.count > 5 {
        model.ignored.append("line \(line.number): what follows the job's name")
      }
      model.jobs.append(
        JasimaModel.Job(
          name: line.words.count > 4 ? line.words[4].text : nil, route: try route(line.words[0]),
          release: try source.amount(line.words[1], "a release date"),
          due: try source.amount(line.words[2], "a due date"),
          weight: try source.amount(line.words[3], "a weight")))
    }
  }

  private func route(_ word: SourceText.Word) throws(ImportFailure) -> Int {
    let number = try source.whole(word, "a route's number")
    guard (1...model.routes.count).contains(number) else {
      throw source.failure(
        at: word,
        "there is no route \(number); there are \(model.routes.count), counted from 1")
    }
    return number - 1
  }

  /// Jobs that come again and again: `route`, `arrivals`, `due_dates`, `weights` and perhaps `numJobs`.
  private mutating func readSource() throws(ImportFailure) {
    let number = try route(try value(of: "route"))
    let interval = try interval(try value(of: "arrivals"))
    let due = try constant(try value(of: "due_dates"), "due dates")
    let weight = try constant(try value(of: "weights"), "weights")
    model.sources.append(
      JasimaModel.Source(route: number, interval: interval, dueFactor: due, weight: weight))
    if let line = reader.upcoming, line.text.lowercased() == "numjobs" {
      _ = try reader.line("numJobs")
      let count = try reader.line("the number of jobs")
      model.ignored.append(
        "line \(count.number): no more than \(count.text) jobs; they come as long as the run lasts")
    }
  }

  /// The value that follows a keyword, as a single word.
  private mutating func value(of keyword: String) throws(ImportFailure) -> SourceText.Word {
    let line = try reader.line("'\(keyword)'")
    guard line.text.lowercased() == keyword else {
      throw source.failure(at: line.words[0], "expected '\(keyword)', not '\(line.text)'")
    }
    let value = try reader.line("the value of '\(keyword)'")
    var word = value.words[0]
    word.text = value.words.map(\.text).joined()
    return word
  }

  /// What stands in parentheses after the name of a stream: `dblExp(330)`.
  private func argument(of name: String, _ word: SourceText.Word) -> String? {
    guard word.text.hasPrefix(name + "("), word.text.hasSuffix(")") else { return nil }
    return String(word.text.dropFirst(name.count + 1).dropLast())
  }

  private func interval(_ word: SourceText.Word) throws(ImportFailure) -> String {
    if let text = argument(of: "dblExp", word) {
      return "exponential \(try source.amount(word, text: text, "a mean").text) \(unit)"
    }
    if let text = argument(of: "const", word), !text.contains(",") {
      return "\(try source.amount(word, text: text, "an interval").text) \(unit)"
    }
    throw source.failure(
      at: word,
      "'\(word.text)' is not an interval that can be imported; write 'dblExp(mean)' or 'const(value)'"
    )
  }

  /// A constant; `nil`, and a note, where chance has a say.
  private mutating func constant(
    _ word: SourceText.Word, _ what: String
  ) throws(ImportFailure) -> Amount? {
    if let text = argument(of: "const", word), !text.contains(",") {
      return try source.amount(word, text: text, what)
    }
    model.ignored.append("line \(word.line): \(what) '\(word.text)', which are no constant")
    return nil
  }
}
