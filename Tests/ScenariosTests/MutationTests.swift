import Scenarios
import Testing

@Suite("Mutated scenarios")
struct MutationTests {
  @Test("Every mutation of a scenario reads or is refused with positions, without a crash")
  func mutations() {
    var random = SplitMix(seed: 20_260_105)
    var sound = 0
    for round in 0..<20_000 {
      var bytes = Array(BracketLine.text.utf8)
      for _ in 0...random.below(3) { mutate(&bytes, &random) }
      // What is not UTF-8 is repaired, as an editor would.
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        let scenario = try ScenarioReader.read(text: text, name: "line.yaml")
        sound += 1
        if round % 10 == 0 {
          let again = try? ScenarioReader.read(text: scenario.resolvedText, name: "resolved.yaml")
          #expect(again?.factory == scenario.factory, "\(text)")
        }
      } catch {
        let isPlaced = error.diagnostics.allSatisfy {
          ($0.line ?? 0) >= 1 && ($0.column ?? 0) >= 1 && !$0.message.isEmpty
        }
        #expect(!error.diagnostics.isEmpty && isPlaced, "\(text)\n\(error)")
      }
    }
    // Mutations in names and spare digits leave a sound scenario; were there none, or only such,
    // the test would show nothing.
    #expect((200...19_000).contains(sound))
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    guard !bytes.isEmpty else { return }
    let at = random.below(bytes.count)
    switch random.below(6) {
    case 0: bytes[at] ^= 1 << UInt8(random.below(8))
    case 1: bytes.remove(at: at)
    case 2: bytes.insert(random.pick(Array("{}[]:,-*&$%#'\"\t\n 0.e9|>".utf8)), at: at)
    case 3: bytes.removeSubrange(at..<min(bytes.count, at + 1 + random.below(20)))
    case 4: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + random.below(30))], at: at)
    default:
      var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      lines.swapAt(random.below(lines.count), random.below(lines.count))
      bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    }
  }
}
