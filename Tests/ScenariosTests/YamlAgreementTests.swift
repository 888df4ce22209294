import Foundation
import TestSupport
import Testing

@testable import Scenarios

@Suite("YAML")
struct YamlAgreementTests {
  /// What PyYAML makes of a text.
  private indirect enum Tree: Decodable, Equatable {
    case nothing
    case text(String)
    case list([Tree])
    case mapping([[Tree]])

    private enum Keys: String, CodingKey { case map }

    init(from decoder: any Decoder) throws {
      if let pairs = try? decoder.container(keyedBy: Keys.self).decode([[Tree]].self, forKey: .map) {
        self = .mapping(pairs)
        return
      }
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .nothing
      } else if let text = try? value.decode(String.self) {
        self = .text(text)
      } else {
        self = .list(try value.decode([Tree].self))
      }
    }

    init(_ node: DocumentNode) {
      switch node.content {
      case .nothing: self = .nothing
      case .scalar(let text): self = .text(text)
      case .list(let items): self = .list(items.map { Tree($0) })
      case .mapping(let entries): self = .mapping(entries.map { [.text($0.key), Tree($0.value)] })
      }
    }
  }

  private struct Text: Decodable {
    var place: String
    var text: String
    var tree: Tree
  }

  @Test("Yams and PyYAML make the same of every YAML text of the repository", .tags(.golden))
  func agreement() async throws {
    let python = Repository.url(".venv/bin/python").path
    let outcome = try await runProcess(
      python, ["-B", Repository.url("Scripts/check-yaml.py").path, "--trees", Repository.url(".").path],
      in: Repository.url("."))
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    let texts = try JSONDecoder().decode([Text].self, from: Data(outcome.standardOutput.utf8))
    #expect(texts.count > 100)
    for text in texts {
      let node = try #require(try DocumentParser.parse(text.text), "\(text.place)")
      #expect(Tree(node) == text.tree, "\(text.place)")
    }
  }
}
