/// One running program, and how far the talk with it has come.
struct OutsideSession: ~Copyable {
  private let command: OutsideCommand
  private var process: ChildProcess
  private var requests = 0
  /// What the program has said of itself.
  let contract: OutsideContract

  /// Starts a program, and asks it what it reads.
  init(_ command: OutsideCommand, in folder: String) throws(OutsideProblem) {
    var process = try OutsideSession.start(command, in: folder)
    let line = try OutsideSession.exchange(
      &process, command, OutsideMessages.hello, request: 0, rows: 0)
    do throws(OutsideProblem.Kind) {
      contract = try OutsideMessages.contract(line)
    } catch {
      throw OutsideProblem(command.text, error, request: 0, errors: process.lastErrors)
    }
    self.command = command
    self.process = process
  }

  private static func start(
    _ command: OutsideCommand, in folder: String
  ) throws(OutsideProblem) -> ChildProcess {
    do throws(ChildProcess.Failure) {
      return try ChildProcess(command.words, in: folder)
    } catch {
      throw OutsideProblem(command.text, .notStarted(error.words))
    }
  }

  /// Asks about rows.
  mutating func answers(
    _ columns: [[Double]], _ rows: Range<Int>
  ) throws(OutsideProblem) -> [Double] {
    requests += 1
    let line = try OutsideSession.exchange(
      &process, command, OutsideMessages.request(requests, columns, rows), request: requests,
      rows: rows.count)
    do throws(OutsideProblem.Kind) {
      return try OutsideMessages.answers(line, to: requests, rows: rows.count)
    } catch {
      process.condemn()
      throw OutsideProblem(
        command.text, error, request: requests, rows: rows.count, errors: process.lastErrors)
    }
  }

  /// Sends a line and waits for the one that answers it.
  private static func exchange(
    _ process: inout ChildProcess, _ command: OutsideCommand, _ line: [UInt8], request: Int,
    rows: Int
  ) throws(OutsideProblem) -> [UInt8] {
    do throws(ChildProcess.Failure) {
      // A number has 25 digits at most; the rest is for what else a program may say.
      return try process.exchange(
        line, mostBytes: 1_000_000 + 200 * rows, seconds: command.timeout)
    } catch {
      process.condemn()
      let kind: OutsideProblem.Kind =
        switch error {
        case .late: .late(seconds: command.timeout)
        case .ended(let how): .ended(how)
        case .tooLong(let start):
          .unreadable(
            line: start,
            expected: request == 0
              ? OutsideMessages.helloForm : OutsideMessages.answerForm(request, rows: rows))
        case .system(let reason): .notStarted(reason)
        }
      throw OutsideProblem(
        command.text, kind, request: request, rows: rows, errors: process.lastErrors)
    }
  }
}
