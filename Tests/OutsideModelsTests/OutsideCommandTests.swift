import OutsideModels
import TestSupport
import Testing

@Suite("Commands of outside models")
struct OutsideCommandTests {
  @Test(
    "A line is divided at blanks, except between quotes", .tags(.exact),
    arguments: [
      ("python3 model.py", ["python3", "model.py"]),
      ("  ./a\t b ", ["./a", "b"]),
      ("sh 'two words' \"it's\"", ["sh", "two words", "it's"]),
      ("a '' b", ["a", "", "b"]),
      ("a $HOME; rm *", ["a", "$HOME;", "rm", "*"]),
      ("a --x='y z'", ["a", "--x=y z"]),
    ])
  func lines(line: String, words: [String]) throws {
    let command = try OutsideCommand(line: line)
    #expect(command.words == words)
    #expect(try OutsideCommand(line: command.text).words == words)
  }

  @Test("What cannot be a command is refused", .tags(.failure))
  func refused() {
    func message(_ make: () throws(OutsideProblem) -> OutsideCommand) -> String {
      do throws(OutsideProblem) {
        return "\(try make())"
      } catch {
        return error.description
      }
    }
    #expect(
      message { () throws(OutsideProblem) in try OutsideCommand(line: " ") }
        == "the program '': no program is named; write one such as 'python3 model.py'")
    #expect(
      message { () throws(OutsideProblem) in try OutsideCommand(line: "a 'b") }
        == "the program 'a 'b': a quote is not closed")
    #expect(
      message { () throws(OutsideProblem) in try OutsideCommand(["a"], timeout: 0) }
        == "the program 'a': the time-out is 0.0 s; it must be above 0 and at most one day")
    #expect(
      message { () throws(OutsideProblem) in try OutsideCommand(["a"], batch: 0) }
        == "the program 'a': a batch has 0 rows; at least 1 is needed")
  }
}
