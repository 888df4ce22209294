import TestSupport
import Testing

@Suite("Source rules")
struct SourceRuleTests {
  /// The standard library's random API; its results may change with the Swift version.
  static let libraryRandomness = [
    "random(in:", "shuffled(", "shuffle(", "randomElement(", "SystemRandomNumberGenerator",
    "arc4random", "drand48",
  ]
  /// Ways to stop without saying what was wrong with the input.
  static let sudden = ["try!", "as!", "fatalError(", "unsafeFlags"]
  /// Ways to read the wall clock.
  static let wallClock = [
    "Date()", "Date.now", "ContinuousClock", "SuspendingClock", "DispatchTime.now", "systemUptime",
    "clock_gettime", "gettimeofday", "time(nil)",
  ]

  /// The uses of `forbidden` in Sources, each as `file:line: word`.
  func uses(of forbidden: [String], notIn exempt: [String] = []) throws -> [String] {
    let files = try Repository.files(under: "Sources", suffix: ".swift").filter { file in
      !exempt.contains { file.hasPrefix("Sources/\($0)/") }
    }
    #expect(!files.isEmpty)
    return try files.flatMap { file in
      try SourceText(Repository.text(file)).uses(of: forbidden).map { "\(file):\($0)" }
    }
  }

  @Test("No source draws from the standard library's random API")
  func randomness() throws {
    // HDF5 calls the order of bytes in which it compresses a shuffle.
    #expect(try uses(of: SourceRuleTests.libraryRandomness, notIn: ["HDF5Files"]) == [])
  }

  @Test("No source stops the program suddenly or asks for unsafe flags")
  func suddenStops() throws {
    #expect(try uses(of: SourceRuleTests.sudden) == [])
    #expect(try SourceText(Repository.text("Package.swift")).uses(of: ["unsafeFlags"]) == [])
  }

  @Test(
    "The wall clock is read in Experiments, in the command, and to end programs that do not answer")
  func clocks() throws {
    #expect(
      try uses(of: SourceRuleTests.wallClock, notIn: ["Experiments", "fettle", "OutsideModels"])
        == [])
  }

  @Test("A use is found in code and not in a comment", .tags(.exact))
  func recognition() {
    let source = SourceText(
      """
      /// Never `Double.random(in: 0..<1)`.
      let draw = Double.random(in: 0..<1)
      let file = try! open()  // try! would stop here
      """)
    #expect(source.uses(of: ["random(in:", "try!"]) == ["2: random(in:", "3: try!"])
  }
}
