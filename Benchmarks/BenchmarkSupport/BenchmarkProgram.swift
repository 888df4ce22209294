#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a program that measures prints.
public enum BenchmarkProgram {
  /// Prints a result as one line of JSON, in the words of the C programs it is compared with.
  ///
  /// - Parameters:
  ///   - count: How many things were done.
  ///   - seconds: The processor time that they took together.
  ///   - rest: More members of the object, each with a comma before it.
  public static func report(_ count: Int, _ seconds: Double, _ rest: String = "") {
    let nanoseconds = seconds * 1e9 / Double(count)
    print(
      "{\"n\":\(count),\"cpu\":\(seconds),\"ns\":\(nanoseconds),\"mb\":\(ProcessUse.memory)\(rest)}"
    )
  }

  /// Says how the program is called, and ends it.
  ///
  /// - Parameter usage: The program's name and what may follow it.
  public static func fail(usage: String) -> Never {
    print("usage: \(usage)")
    exit(64)
  }
}
