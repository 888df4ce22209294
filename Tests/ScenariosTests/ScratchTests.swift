import Foundation
import Scenarios
import Testing

@Test func scratch() throws {
  let env = ProcessInfo.processInfo.environment
  guard let list = env["CASES"] else { return }
  let text = try String(contentsOfFile: list, encoding: .utf8)
  for item in text.components(separatedBy: "\n%%\n") {
    let parts = item.components(separatedBy: "\n=>\n")
    if parts.count == 2 {
      print("CASE <<\(parts[0])>> => <<\(parts[1])>>")
      print(BracketLine.messages(BracketLine.text(replacing: parts[0], by: parts[1])))
    } else {
      print("FILE \(item)")
      do {
        let s = try ScenarioReader.read(path: item.trimmingCharacters(in: .whitespacesAndNewlines))
        print(s.resolvedText)
        print(s.warnings.map(\.description).joined(separator: "\n"))
        print(s.factory)
        let again = try ScenarioReader.read(text: s.resolvedText, name: "x")
        print("SAME", again.factory == s.factory, again.resolvedText == s.resolvedText)
      } catch { print(error) }
    }
  }
}
