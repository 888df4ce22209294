import Foundation
import OutsideModels
import Synchronization
import TestSupport
import Testing

@Suite("Outside models", .serialized)
struct OutsideProgramTests {
  func withPrograms(_ body: (TemporaryPrograms) throws -> Void) throws {
    try withTemporaryFolder { (folder: URL) throws -> Void in
      try body(TemporaryPrograms(folder: folder))
    }
  }

  // MARK: - Right answers

  @Test("Numbers go out and come back the same to the last bit", .tags(.exact))
  func bits() throws {
    var values = [
      0.0, -0.0, 1, 0.1, .pi, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
      .leastNonzeroMagnitude, .leastNormalMagnitude, 1e15, 1e16, 123_456_789_012_345_680, 1e22,
      1e23,
    ]
    var bits: UInt64 = 1
    while values.count < 5_000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: bits ^ (bits >> 33))
      if value.isFinite { values.append(value) }
    }
    try withPrograms { programs in
      let program = programs.program(
        try programs.python("answers = [row[1] for row in rows]", batch: 777))
      let answers = try program.answers([values.map { _ in 7 }, values], rows: values.count)
      #expect(answers.map(\.bitPattern) == values.map(\.bitPattern))
    }
  }

  @Test("Batches have at most so many rows, and each row its answer")
  func batches() throws {
    try withPrograms { programs in
      let program = programs.program(
        try programs.python("answers = [1000 * len(rows) + row[0] for row in rows]", batch: 4))
      let answers = try program.answers(
        [(0..<10).map(Double.init), (0..<10).map { _ in 0 }], rows: 10)
      #expect(answers == [4000, 4001, 4002, 4003, 4004, 4005, 4006, 4007, 2008, 2009])
      #expect(try program.answers([[], []], rows: 0) == [])
      #expect(try program.answer([5, 0]) == 1005)
    }
  }

  @Test("What is not known, or not finite, is null")
  func null() throws {
    try withPrograms { programs in
      let program = programs.program(
        try programs.python("answers = [sum(x is None for x in row) for row in rows]"))
      #expect(
        try program.answers([[1, .nan, .nan, .infinity], [1, 2, .nan, 3]], rows: 4) == [0, 1, 2, 1])
    }
  }

  @Test("A program says what it reads, and runs in the folder that is given")
  func hello() throws {
    try withPrograms { programs in
      try "4.5".write(
        to: programs.folder.appending(path: "weight"), atomically: false, encoding: .utf8)
      let program = programs.program(
        try programs.python(
          "answers = [weight] * len(rows)", beginning: "weight = float(open('weight').read())"))
      #expect(try program.hello() == OutsideContract(reads: ["a", "b"], answers: "value"))
      #expect(try program.answer([0, 0]) == 4.5)
    }
  }

  @Test("A hundred thousand rows in a line do not get stuck in a pipe")
  func large() throws {
    let count = 100_000
    try withPrograms { programs in
      let program = programs.program(
        try programs.python("answers = [row[0] + row[1] for row in rows]", batch: count))
      let column = (0..<count).map { Double($0) / 7 }
      #expect(try program.answers([column, column], rows: count) == column.map { 2 * $0 })
    }
  }

  @Test("Nor does a program that writes more than a pipe holds before it has read all")
  func crossing() throws {
    try withPrograms { programs in
      // Blanks before the answer are part of its line; the noise must be taken in meanwhile, too.
      let text = """
        import json, os
        os.read(0, 1000)
        os.write(1, b'{"reads": ["a"], "answers": "value"}\\n')
        line = os.read(0, 1000)
        os.write(2, b'noise\\n' * 100000)
        os.write(1, b' ' * 500000)
        while not line.endswith(b'\\n'):
            line += os.read(0, 65536)
        ask = json.loads(line)
        os.write(1, json.dumps({"id": ask["id"], "answers": [r[0] for r in ask["rows"]]}).encode() + b'\\n')
        """
      try text.write(
        to: programs.folder.appending(path: "raw.py"), atomically: false, encoding: .utf8)
      let column = (0..<50_000).map { Double($0) / 3 }
      let program = programs.program(
        try OutsideCommand(["python3", "raw.py"], timeout: 20, batch: column.count))
      #expect(try program.answers([column], rows: column.count) == column)
    }
  }

  @Test(
    "Eight threads at once get their own answers, from one process or from three",
    arguments: [1, 3])
  func threads(copies: Int) throws {
    try withPrograms { programs in
      let program = programs.program(
        try programs.python("answers = [row[0] * 3 + row[1] for row in rows]"), copies: copies)
      let wrong = Atomic<Int>(0)
      let done = DispatchGroup()
      for thread in 0..<8 {
        done.enter()
        Thread.detachNewThread {
          for round in 0..<50 {
            let row = [Double(thread), Double(round)]
            let answer = try? program.answer(row)
            if answer != row[0] * 3 + row[1] { wrong.add(1, ordering: .relaxed) }
          }
          done.leave()
        }
      }
      done.wait()
      #expect(wrong.load(ordering: .relaxed) == 0)
      #expect(program.problem == nil)
    }
  }

  // MARK: - Failures

  /// What a program's failure says.
  func message(_ program: OutsideProgram, rows: Int = 2) throws -> String {
    let columns = try Array(
      repeating: [Double](repeating: 1, count: rows), count: program.hello().reads.count)
    do throws(OutsideProblem) {
      return "\(try program.answers(columns, rows: rows))"
    } catch {
      // The first problem stays.
      #expect(program.problem == error)
      return error.description
    }
  }

  @Test("A program that does not answer is ended when its time is over", .tags(.failure))
  func late() throws {
    // So long that a busy machine starts a shell meanwhile, which must say what it reads in that time, too.
    let patience = 4.0
    try withPrograms { programs in
      let program = programs.program(
        try programs.shell(
          "read -r line; echo one >&2; echo two >&2; sleep 60 & echo $! >child; wait",
          timeout: patience)
      )
      _ = try program.hello()
      let clock = ContinuousClock()
      var text = ""
      let took = try clock.measure { text = try message(program) }
      #expect(
        text == """
          the program 'sh model.sh', request 1 (2 rows): no whole line within 4 s, so it was ended. Does it write a line end \
          and flush its output, as print(…, flush=True) does? If it only needs longer, allow more time
            the last it wrote to standard error:
              one
              two
          """)
      // A busy machine may take its time, but not that of a sleep of 60 s.
      #expect(took >= .seconds(patience) && took < .seconds(40))
      let again = clock.measure { _ = try? message(program) }
      #expect(again < .seconds(patience), "a program that has failed is not waited for again")
      #if os(Linux)
        let child = try String(
          contentsOf: programs.folder.appending(path: "child"), encoding: .utf8)
        #expect(Processes.isGone(child.trimmingCharacters(in: .whitespacesAndNewlines)))
      #endif
    }
  }

  @Test("Nor does one that never stops to complain keep its time from passing", .tags(.failure))
  func complaining() throws {
    try withPrograms { programs in
      let program = programs.program(try programs.shell("yes no >&2", timeout: 4))
      _ = try program.hello()
      #expect {
        try program.answer([1])
      } throws: { error in
        (error as? OutsideProblem)?.kind == .late(seconds: 4)
      }
    }
  }

  @Test("A program that ends is told by its exit code and its last words", .tags(.failure))
  func ends() throws {
    try withPrograms { programs in
      let command = try programs.python(
        "if number == 2: print('out of memory', file=sys.stderr); os._exit(3)\nanswers = [0] * len(rows)"
      )
      let program = programs.program(command)
      #expect(try program.answer([1, 1]) == 0)
      #expect(
        try message(program) == """
          the program 'python3 model.py', request 2 (2 rows): it ended (exit code 3) where it should answer; a model reads \
          lines until its input ends
            the last it wrote to standard error:
              out of memory
          """)
      #expect(throws: OutsideProblem.self) { try program.answer([1, 1]) }
      let killed = programs.program(try programs.shell("kill -9 $$"))
      #expect(try message(killed).contains("it ended (signal 9)"))
    }
  }

  @Test("Writing to a program that has gone does not end the caller", .tags(.failure))
  func gone() throws {
    try withPrograms { programs in
      // Its input is closed, and its output stays open for a while.
      let program = programs.program(try programs.shell("exec 0<&-; sleep 0.2; exit 4"))
      let columns = [[Double](repeating: 0.123456789, count: 100_000)]
      _ = try program.hello()
      Thread.sleep(forTimeInterval: 0.1)
      #expect {
        try program.answers(columns, rows: 100_000)
      } throws: { error in
        (error as? OutsideProblem)?.kind == .ended("exit code 4")
      }
    }
  }

  @Test(
    "An answer that is none is told by what was read and what was expected", .tags(.failure),
    arguments: [
      (
        #"{"id": 1, "answers": [1]}"#,
        "it gave 1 answer; 2 were expected, one a row"
      ),
      (
        #"{"id": 8, "answers": [1, 2]}"#,
        "it answered request 8; each request is answered by one line with its 'id'"
      ),
      (
        #"{"answers": [1, 2]}"#,
        "it answered request without a number; each request is answered by one line with its 'id'"
      ),
      (
        #"{"id": 1, "answers": [1, "2"]}"#,
        "answer 2 is no number; each row is answered by a finite one, also where inputs are null"
      ),
      (
        #"{"id": 1, "answers": [null, 2]}"#,
        "answer 1 is no number; each row is answered by a finite one, also where inputs are null"
      ),
      (
        "loading the weights",
        #"it wrote 'loading the weights' where {"id": 1, "answers": [2 numbers]} was expected; messages belong on "#
          + "standard error"
      ),
      (
        #"{"id": 1, "answers": [NaN, 2]}"#,
        #"it wrote '{"id": 1, "answers": [NaN, 2]}' where {"id": 1, "answers": [2 numbers]} was expected; messages belong on "#
          + "standard error"
      ),
      (#"{"id": 1, "error": "column a is empty"}"#, "it says: 'column a is empty'"),
      (
        "",
        #"it wrote '' where {"id": 1, "answers": [2 numbers]} was expected; messages belong on standard error"#
      ),
    ])
  func wrong(line: String, reason: String) throws {
    try withPrograms { programs in
      let program = programs.program(
        try programs.shell("read -r line; cat <<'END'\n\(line)\nEND\nread -r line"))
      #expect(
        try message(program) == "the program 'sh model.sh', request 1 (2 rows): " + reason)
    }
  }

  @Test("A line without an end is not taken in for ever", .tags(.failure))
  func endless() throws {
    try withPrograms { programs in
      let program = programs.program(try programs.shell("read -r line; tr '\\0' x </dev/zero"))
      let text = try message(program)
      #expect(text.contains("it wrote 'xxx") && text.contains("(1000 bytes) where"))
    }
  }

  @Test("A program that is not there, or not in that folder", .tags(.failure))
  func notThere() throws {
    try withPrograms { programs in
      func text(_ words: [String], in folder: String) -> String {
        do throws(OutsideProblem) {
          return "\(try OutsideProgram(OutsideCommand(words), in: folder).hello())"
        } catch {
          return error.description
        }
      }
      let folder = programs.folder.path
      #expect(
        text(["no-such-program"], in: folder)
          == "the program 'no-such-program': it cannot be started: there is no program 'no-such-program' in PATH"
      )
      #expect(
        text(["./model"], in: folder)
          == "the program './model': it cannot be started: there is no program './model' seen from '\(folder)'"
      )
      #expect(
        text(["sh"], in: folder + "/nowhere")
          == "the program 'sh': it cannot be started: there is no folder '\(folder)/nowhere' to start it in"
      )
      #expect(
        text(["./"], in: folder)
          == "the program './': it cannot be started: './': Permission denied")
      #expect(
        text(["echo", "hello"], in: folder)
          == #"the program 'echo hello', asked what it reads: it wrote 'hello' where {"reads": ["heat", …], "answers": "#
          + #""remaining_life"} was expected; messages belong on standard error"#)
    }
  }

  @Test("A program that has become another is refused, with the difference", .tags(.failure))
  func otherContract() throws {
    try withPrograms { programs in
      let command = try programs.python("answers = [0] * len(rows)")
      func text(_ reads: [String], _ answers: String) -> String {
        let program = OutsideProgram(
          command, contract: OutsideContract(reads: reads, answers: answers),
          in: programs.folder.path)
        do throws(OutsideProblem) {
          return "\(try program.hello().reads)"
        } catch {
          return error.description
        }
      }
      #expect(text(["a", "b"], "value") == #"["a", "b"]"#)
      let start =
        "the program 'python3 model.py', asked what it reads: it is another model than the one that was calibrated: "
      let rest = "; change it back, or add it as a new model"
      #expect(
        text(["b", "a"], "value")
          == start + "it reads the same columns in another order: 'a', 'b' and not 'b', 'a'" + rest)
      #expect(
        text(["a", "c"], "chance")
          == start
          + "it answers 'value' and not 'chance'; it does not read 'c'; it reads 'b' besides"
          + rest)
    }
  }

  #if os(Linux)
    // These two count what belongs to the whole process, in which other tests start programs and open files; so each has
    // a process of its own.

    @Test("Two hundred starts leave no process and no open file behind")
    func leftovers() async {
      await #expect(processExitsWith: .success) {
        try OutsideProgramTests().withPrograms { programs in
          let good = try programs.shell(
            #"read -r line; echo '{"id": 1, "answers": [5]}'; read -r line"#)
          _ = try programs.program(good).answer([1])
          let (files, children) = try (Processes.openFiles(), Processes.children())
          for round in 0..<200 {
            switch round % 4 {
            case 0...1: #expect(try programs.program(good).answer([1]) == 5)
            case 2:
              // One that has failed.
              let program = programs.program(good)
              #expect(throws: OutsideProblem.self) { try program.answers([[1, 1]], rows: 2) }
            default:
              #expect(throws: OutsideProblem.self) {
                try OutsideProgram(OutsideCommand(["no-such-program"]), in: programs.folder.path)
                  .hello()
              }
            }
          }
          #expect(try Processes.openFiles() == files)
          #expect(try Processes.children() == children)
        }
      }
    }

    @Test("A program that goes on after the end of its input is ended nevertheless")
    func stubborn() async {
      await #expect(processExitsWith: .success) {
        try OutsideProgramTests().withPrograms { programs in
          let children = try Processes.children()
          do {
            let program = programs.program(
              try programs.shell("trap '' TERM; while :; do sleep 0.01; done"))
            _ = try program.hello()
            #expect(try Processes.children() == children + 1)
          }
          #expect(try Processes.children() == children)
        }
      }
    }
  #endif
}

#if os(Linux)
  /// What the system knows of this process and its children.
  enum Processes {
    static func openFiles() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }

    /// How many children there are, ended ones that nobody has waited for included.
    static func children() throws -> Int {
      let own = String(ProcessInfo.processInfo.processIdentifier)
      return try FileManager.default.contentsOfDirectory(atPath: "/proc").count {
        fields(of: $0)?.dropFirst().first == own
      }
    }

    /// Whether a process has ended.
    static func isGone(_ identifier: String) -> Bool {
      // Told to end, it does so in its own time.
      for _ in 0..<100 {
        guard let state = fields(of: identifier)?.first else { return true }
        if state == "Z" { return true }
        Thread.sleep(forTimeInterval: 0.01)
      }
      return false
    }

    /// State and parent of a process, and what follows.
    private static func fields(of identifier: String) -> [String]? {
      guard Int(identifier) != nil,
        let text = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8),
        let end = text.lastIndex(of: ")")
      else { return nil }
      return text[text.index(after: end)...].split(separator: " ").map(String.init)
    }
  }
#endif
