import Foundation
import TestSupport
import Testing

/// Ways in which a run goes wrong: the whole message, and the exit code.
@Suite("fettle run, when it goes wrong")
struct RunFailureTests {
  /// Runs a file with the given content and expects a failure.
  private func expectFailure(
    _ content: String, _ arguments: [String] = [], exitCode: Int32, message: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(content, to: "line.yaml")
      let outcome = try await runProcess(
        Repository.command.path, ["run", "line.yaml"] + arguments, in: folder)
      #expect(outcome.standardError == message, sourceLocation: sourceLocation)
      #expect(outcome.exitCode == exitCode, sourceLocation: sourceLocation)
      #expect(outcome.standardOutput == "", sourceLocation: sourceLocation)
      #expect(try folder.names() == ["line.yaml"], sourceLocation: sourceLocation)
    }
  }

  @Test("A deadlock names the stations in the cycle and exits with 65", .tags(.failure))
  func deadlock() async throws {
    try await expectFailure(
      SampleLine.locking, exitCode: 65,
      message: """
        line.yaml: error: replication 0 cannot go on at 2026-01-05 00:01: deadlock: check waits \
        for a place at trim, trim waits for a place at check, and none of them can move; give one \
        of them a larger buffer or send its parts elsewhere

        """)
  }

  @Test("The replication that fails first is named, whatever the number of jobs", .tags(.law))
  func firstFailure() async throws {
    var messages: Set<String> = []
    // With little rework and little time it takes many replications until one of them locks up.
    let rarelyLocking = SampleLine.locking.replacing("void: 90 %", with: "void: 3 %")
      .replacing("horizon: 8 h", with: "horizon: 10 min")
    for jobs in ["1", "2", "7"] {
      try await withTemporaryFolder { (folder: URL) async throws -> Void in
        try folder.write(rarelyLocking, to: "line.yaml")
        let outcome = try await fettle(
          "run", "line.yaml", "-n", "5000", "--jobs", jobs, in: folder)
        #expect(outcome.exitCode == 65)
        messages.insert(outcome.standardError)
      }
    }
    #expect(messages.count == 1)
    #expect(messages.first?.contains("replication 0 ") == false)
  }

  @Test("A missing file exits with 66", .tags(.failure))
  func missingFile() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let outcome = try await fettle("run", "nowhere.yaml", in: folder)
      #expect(outcome.exitCode == 66)
      #expect(outcome.standardError.hasPrefix("nowhere.yaml: error: "))
      #expect(outcome.standardOutput == "")
    }
  }

  @Test("An empty file and random bytes exit with 65", .tags(.failure))
  func uselessFiles() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write("", to: "empty.yaml")
      var bytes = Data()
      var state: UInt64 = 1
      for _ in 0..<4_096 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(UInt8(truncatingIfNeeded: state >> 56))
      }
      try bytes.write(to: folder.appending(path: "random.yaml"))
      for file in ["empty.yaml", "random.yaml"] {
        let outcome = try await fettle("run", file, in: folder)
        #expect(outcome.exitCode == 65)
        #expect(outcome.standardError.hasPrefix("\(file):"))
        #expect(outcome.standardError.contains("error: "))
      }
    }
  }

  @Test("All mistakes of a file are reported at once", .tags(.failure))
  func manyMistakes() async throws {
    let mistakes = SampleLine.small.replacing("horizon:", with: "horizont:")
      .replacing("time: 25 s", with: "time: 25 sec").replacing("2 %", with: "2 h")
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(mistakes, to: "line.yaml")
      let outcome = try await fettle("run", "line.yaml", in: folder)
      #expect(outcome.exitCode == 65)
      try expectGolden(
        outcome.standardError, "Tests/CommandLineTests/Golden/many-mistakes.txt")
    }
  }

  @Test("A run folder that cannot be written exits with 74, and the results are printed")
  func unwritableFolder() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      try folder.write("mine", to: "file")
      // The name of one of a run's files does not make a run.
      try FileManager.default.createDirectory(
        at: folder.appending(path: "project"), withIntermediateDirectories: true)
      try folder.write("", to: "project/DONE")
      for (out, reason) in [
        ("file", "something else than a run is there; choose another name"),
        ("file/run", "Not a directory"),
        (".", "something else than a run is there; choose another name"),
        ("project", "something else than a run is there; choose another name"),
      ] {
        let outcome = try await fettle("run", "small.yaml", "-n", "2", "--out", out, in: folder)
        #expect(outcome.exitCode == 74)
        #expect(
          outcome.standardError == "error: cannot write the run folder '\(out)': \(reason)\n")
        #expect(outcome.standardOutput.contains("throughput"))
        #expect(!outcome.standardOutput.contains("saved:"))
      }
      #expect(try folder.text("file") == "mine")
      #expect(try folder.names() == ["file", "project", "small.yaml"])
    }
  }

  /// A limit on the size of files stands for a full disk.
  @Test("A full disk leaves nothing half-written behind", .tags(.failure))
  func fullDisk() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      // 8 blocks of 512 bytes: less than the columns need. The results go through a pipe, which the
      // limit does not touch.
      let outcome = try await shell(
        "(trap '' XFSZ; ulimit -f 8; \"$FETTLE\" run small.yaml -n 2 --out kept; echo $?) | cat",
        in: folder)
      #expect(outcome.standardOutput.contains("throughput"))
      #expect(outcome.standardOutput.hasSuffix("\n74\n"))
      #expect(outcome.standardError.hasPrefix("error: cannot write the run folder 'kept': "))
      #expect(try folder.names() == ["small.yaml"])
    }
  }

  @Test("Results that cannot be printed exit with 74, and the run is kept", .tags(.failure))
  func fullOutput() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      let outcome = try await shell(
        "\"$FETTLE\" run small.yaml -n 2 --out kept >/dev/full", in: folder)
      #expect(outcome.exitCode == 74)
      #expect(
        outcome.standardError
          == "error: cannot write the results to standard output: No space left on device; "
          + "they are kept in kept\n")
      #expect(try folder.appending(path: "kept").names().contains("DONE"))
    }
  }

  @Test("An interrupted run does not replace a whole one", .tags(.failure))
  func partialBesideWhole() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      let whole = try await fettle("run", "small.yaml", "-n", "2", "--out", "kept", in: folder)
      #expect(whole.exitCode == 0)
      let before = try folder.text("kept/replications.csv")
      let outcome = try await shell(
        "timeout --foreground --preserve-status -s INT 2 \"$FETTLE\" run small.yaml -n 10000000 --out kept",
        in: folder)
      #expect(outcome.exitCode == 130)
      #expect(outcome.standardOutput.hasSuffix("saved: kept-partial\n"))
      #expect(try folder.text("kept/replications.csv") == before)
      #expect(try folder.appending(path: "kept-partial").names().contains("PARTIAL"))
    }
  }

  @Test("A signal that the caller ignores stays ignored, as under nohup", .tags(.failure))
  func ignoredSignal() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      let outcome = try await shell(
        "trap '' HUP; \"$FETTLE\" run small.yaml -n 3000 --set 'horizon=1 wk' --out kept & "
          + "sleep 1; kill -HUP $!; wait $!", in: folder)
      #expect(outcome.exitCode == 0)
      #expect(try folder.appending(path: "kept").names().contains("DONE"))
    }
  }

  @Test("A closed standard output is an error, and the run is kept", .tags(.failure))
  func closedOutput() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      let outcome = try await shell(
        "\"$FETTLE\" run small.yaml -n 2 --out kept >&-", in: folder)
      #expect(outcome.exitCode == 74)
      #expect(outcome.standardError.contains("Bad file descriptor; they are kept in kept"))
      #expect(try folder.appending(path: "kept").names().contains("DONE"))
    }
  }

  @Test(
    "Wrong usage exits with 64 and says what is wrong", .tags(.failure),
    arguments: [
      (["run"], "Missing expected argument '<scenario>'"),
      (["run", "x.yaml", "--seeds", "3"], "Unknown option '--seeds'. Did you mean '--seed'?"),
      (["run", "x.yaml", "--replications", "0"], "--replications is 0; at least 1 is needed"),
      (["run", "x.yaml", "--jobs=-1"], "--jobs is -1; at least 1 is needed"),
      (["run", "x.yaml", "--seed=-1"], "The value '-1' is invalid for '--seed <seed>'"),
      (["simulate"], "Unexpected argument 'simulate'"),
    ])
  func usage(arguments: [String], message: String) async throws {
    try await expectWrongUsage(arguments, message: message)
  }

  @Test("A change that --set cannot make is explained", .tags(.failure))
  func badChange() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "small.yaml")
      let outcome = try await fettle(
        "run", "small.yaml", "--set", "stations.mould.time=30 sec", in: folder)
      #expect(outcome.exitCode == 65)
      #expect(outcome.standardError.hasPrefix("--set stations.mould.time=30 sec"))
      #expect(outcome.standardError.contains("30 s"))
      let malformed = try await fettle("run", "small.yaml", "--set", "nothing", in: folder)
      #expect(malformed.exitCode == 64)
    }
  }
}
