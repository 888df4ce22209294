/// The text format of flexible job shops (`.fjs`): a line with the numbers of jobs and machines, then a line a job:
/// the number of operations, and for each the number of machines and pairs of machine, counted from 1, and time.
///
/// Source: P. Brandimarte, "Routing and scheduling in a flexible job shop by tabu search", *Annals of Operations
/// Research* 41, 1993, and the instances that follow it.
enum FlexibleText {
  /// The instance of a file.
  static func read(_ text: String, name: String) throws(ImportFailure) -> FlexibleInstance {
    let source = SourceText(text, name: name)
    var reader = WordReader(source)
    let header = try reader.line("the numbers of jobs and machines, such as '10 6'")
    guard header.words.count >= 2 else {
      throw source.failure(
        at: header.words[0], "expected the numbers of jobs and machines, such as '10 6'")
    }
    let jobCount = try source.count(header.words[0], "the number of jobs")
    let machineCount = try source.count(header.words[1], "the number of machines")
    var instance = FlexibleInstance(
      name: InstanceText.fileName(name), machineCount: machineCount, jobs: [])
    if header.words.count > 2 {
      instance.ignored.append("the mean number of machines an operation, in line \(header.number)")
    }
    var machines: [(word: SourceText.Word, number: Int)] = []
    for number in 1...jobCount {
      let line = try reader.line("the operations of job \(number) of \(jobCount)")
      var words = Words(source, line, job: number)
      instance.jobs.append(try job(&words, &machines))
    }
    let first = machines.contains { $0.number == 0 } ? 0 : 1
    for (word, number) in machines where number < first || number >= machineCount + first {
      throw source.failure(
        at: word,
        "there is no machine \(number); there are \(machineCount), counted from \(first)")
    }
    instance.jobs = instance.jobs.map { job in
      job.map { choices in choices.map { ($0.machine - first, $0.time) } }
    }
    if first == 0 { instance.remarks.append("The source counts machines from 0.") }
    if let line = reader.upcoming {
      instance.ignored.append("what follows the last job, from line \(line.number) on")
    }
    return instance
  }

  /// The words of one line, one after the other.
  private struct Words {
    let source: SourceText
    let line: SourceText.Line
    let job: Int
    var next = 0

    init(_ source: SourceText, _ line: SourceText.Line, job: Int) {
      (self.source, self.line, self.job) = (source, line, job)
    }

    mutating func word(_ what: String) throws(ImportFailure) -> SourceText.Word {
      guard next < line.words.count else {
        let last = line.words[line.words.count - 1]
        throw source.failure(
          at: last, "the line of job \(job) ends here; expected \(what)")
      }
      next += 1
      return line.words[next - 1]
    }
  }

  private static func job(
    _ words: inout Words, _ machines: inout [(word: SourceText.Word, number: Int)]
  ) throws(ImportFailure) -> [[FlexibleInstance.Choice]] {
    let source = words.source
    let count = try source.count(
      try words.word("the number of operations"), "the number of operations")
    var operations: [[FlexibleInstance.Choice]] = []
    for number in 1...count {
      let what = "the number of machines of operation \(number) of \(count)"
      let choices = try source.count(try words.word(what), what)
      var operation: [FlexibleInstance.Choice] = []
      for _ in 0..<choices {
        let word = try words.word("a machine of operation \(number) of \(count)")
        let machine = try source.whole(word, "a machine's number")
        machines.append((word, machine))
        operation.append(
          (machine, try source.amount(try words.word("the time of machine \(machine)"), "a time")))
      }
      operations.append(operation)
    }
    if words.next < words.line.words.count {
      let word = words.line.words[words.next]
      throw source.failure(
        at: word,
        "job \(words.job) has its \(count) operations before this; remove what is too much, or say at the "
          + "beginning of the line how many there are")
    }
    return operations
  }
}
