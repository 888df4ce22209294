import Experiments

/// Answers requests from standard input until it ends, each line by a line on standard output.
struct StandardInputSearch {
  func run() throws {
    var search = OutsideSearch()
    while let line = readLine() {
      if line.allSatisfy(\.isWhitespace) { continue }
      try Output.print(search.answer(line))
    }
  }
}
