import Synchronization

/// A model that is a program of somebody's own: it reads a line of rows, and writes a line of answers.
///
///     Fettle  {"fettle":1,"ask":"hello"}
///     program {"reads": ["heat", "load"], "answers": "remaining_life"}
///     Fettle  {"id":1,"rows":[[71.5,0.25],[null,0.3]]}
///     program {"id": 1, "answers": [86400, 43200.5]}
///
/// The program is started when it is first asked, answers until its input ends, and is ended with the last reference to this.
/// Its answer to a row must be a function of that row alone: how rows are put together in lines, in which order they come and
/// which of several copies gets them is not promised. Then results are the same for any number of jobs.
///
/// After a failure it is never asked again: every further question throws the same problem, at once.
public final class OutsideProgram: Sendable {
  /// How it is started.
  public let command: OutsideCommand
  /// What it must say of itself; `nil` for anything.
  public let contract: OutsideContract?
  /// The folder in which it is started.
  public let folder: String

  private let copies: [Copy]
  private let turn = Atomic<Int>(0)
  private let firstProblem = Mutex<OutsideProblem?>(nil)

  /// One process, and the lock that lets one question in at a time.
  private final class Copy: Sendable {
    let session = Mutex<OutsideSession?>(nil)
  }

  /// Prepares a program; it is started when it is first asked.
  ///
  /// - Parameters:
  ///   - command: How it is started.
  ///   - contract: What it must say of itself; `nil` for anything.
  ///   - folder: The folder in which it is started.
  ///   - copies: How many processes there may be; another one is started where all others are being asked.
  public init(
    _ command: OutsideCommand, contract: OutsideContract? = nil, in folder: String,
    copies: Int = 1
  ) {
    (self.command, self.contract, self.folder) = (command, contract, folder)
    self.copies = (0..<max(1, copies)).map { _ in Copy() }
  }

  /// Why it can no longer be asked; `nil` while it can.
  public var problem: OutsideProblem? { firstProblem.withLock { $0 } }

  /// What the program says of itself; starts it.
  ///
  /// - Throws: ``OutsideProblem`` where it cannot be started, or says something else.
  public func hello() throws(OutsideProblem) -> OutsideContract {
    try asking { (session) throws(OutsideProblem) in session.contract }
  }

  /// The answer to one row.
  ///
  /// - Parameter row: The numbers in the order of ``OutsideContract/reads``; NaN for what is not known.
  /// - Returns: The answer, finite.
  /// - Throws: ``OutsideProblem``: the first that there was.
  public func answer(_ row: [Double]) throws(OutsideProblem) -> Double {
    try answers(row.map { [$0] }, rows: 1)[0]
  }

  /// The answers to many rows, asked in batches.
  ///
  /// - Parameters:
  ///   - columns: The numbers, column by column, in the order of ``OutsideContract/reads``; NaN for what is not known.
  ///   - rows: How many rows there are.
  /// - Returns: One finite answer a row.
  /// - Throws: ``OutsideProblem``: the first that there was.
  public func answers(_ columns: [[Double]], rows: Int) throws(OutsideProblem) -> [Double] {
    precondition(columns.allSatisfy { $0.count == rows }, "all columns have all rows")
    var answers: [Double] = []
    answers.reserveCapacity(rows)
    var next = 0
    while next < rows {
      let batch = next..<min(rows, next + command.batch)
      answers += try asking { (session) throws(OutsideProblem) in
        try session.answers(columns, batch)
      }
      next = batch.upperBound
    }
    return answers
  }

  /// Asks a copy that nobody else is asking, or waits for one; keeps the first problem.
  private func asking<Answer: Sendable>(
    _ question: (inout OutsideSession) throws(OutsideProblem) -> Answer
  ) throws(OutsideProblem) -> Answer {
    if let problem { throw problem }
    do throws(OutsideProblem) {
      for copy in copies {
        let answer = try copy.session.withLockIfAvailable { (state) throws(OutsideProblem) in
          try ask(&state, question)
        }
        if let answer { return answer }
      }
      let next = turn.wrappingAdd(1, ordering: .relaxed).newValue
      let copy = copies[Int(UInt(bitPattern: next) % UInt(copies.count))]
      return try copy.session.withLock { (state) throws(OutsideProblem) in
        try ask(&state, question)
      }
    } catch {
      // What another thread has found before counts.
      throw firstProblem.withLock { first in
        let problem = first ?? error
        first = problem
        return problem
      }
    }
  }

  /// Takes the session out, so that one that fails is ended and not used again.
  private func ask<Answer: Sendable>(
    _ state: inout OutsideSession?,
    _ question: (inout OutsideSession) throws(OutsideProblem) -> Answer
  ) throws(OutsideProblem) -> Answer {
    if let problem { throw problem }
    if state == nil { state = try started() }
    guard var session = state.take() else { preconditionFailure("a session was started") }
    let answer = try question(&session)
    state = consume session
    return answer
  }

  private func started() throws(OutsideProblem) -> OutsideSession {
    let session = try OutsideSession(command, in: folder)
    if let contract, let difference = session.contract.difference(from: contract) {
      throw OutsideProblem(command.text, .otherContract(difference), request: 0)
    }
    return session
  }
}
