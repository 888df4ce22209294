import Foundation
import TestSupport
import Testing

/// What the project's pages show is run, and prints what they show.
@Suite("Pages")
struct DocumentationTests {
  /// A fenced block of a page.
  struct Block: CustomStringConvertible {
    var page: String
    var line: Int
    var language: String
    var text: String

    var description: String { "\(page):\(line)" }
  }

  private func blocks() throws -> [Block] {
    var blocks: [Block] = []
    let pages =
      ["README.md", "CONTRIBUTING.md"] + (try Repository.files(under: "docs", suffix: ".md"))
    for page in pages {
      var open: Block?
      for (number, line) in try Repository.text(page)
        .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      {
        if line.hasPrefix("```") {
          if let block = open {
            blocks.append(block)
            open = nil
          } else {
            open = Block(
              page: page, line: number + 1, language: String(line.dropFirst(3)), text: "")
          }
        } else {
          open?.text += line + "\n"
        }
      }
      #expect(open == nil, "\(page): a block is not closed")
    }
    return blocks
  }

  /// A folder in which `./fettle`, `scenarios/`, `experiments/` and the tests' files are those of the repository.
  private func linkRepository(into folder: URL) throws {
    for name in ["fettle", "scenarios", "experiments", "Tests"] {
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: name), withDestinationURL: Repository.url(name))
    }
  }

  /// A block that begins with the name of a file, `# buffers.yaml` or `# stages.csv`, is its content.
  private func writeFiles(of page: String, into folder: URL) throws {
    for block in try blocks() where block.page == page && ["yaml", "csv"].contains(block.language) {
      guard let name = block.text.prefixMatch(of: /# ([a-z-]+\.(?:yaml|csv))\n/)?.output.1 else {
        continue
      }
      try folder.write(block.text, to: String(name))
    }
  }

  /// In a `console` block, `$ ` begins a command, and the lines up to the next one are its output.
  ///
  /// A lone `…` stands for lines left out at the end.
  @Test("Every command of the pages runs and prints what stands there", .tags(.golden))
  func commands() async throws {
    let consoles = try blocks().filter { $0.language == "console" }
    #expect(consoles.contains { $0.page == "README.md" })
    for block in consoles {
      try await withTemporaryFolder { (folder: URL) async throws -> Void in
        try linkRepository(into: folder)
        try writeFiles(of: block.page, into: folder)
        for session in ("\n" + block.text).split(separator: "\n$ ") {
          let lines = session.split(separator: "\n", maxSplits: 1)
          let command = String(lines[0])
          // The tests themselves are what is running here.
          if command == "./test" || command.hasPrefix("git clone") || command.hasPrefix("cd ") {
            continue
          }
          let outcome = try await shell(command, in: folder, timeout: 300)
          #expect(outcome.exitCode == 0, "\(block): \(command): \(outcome.standardError)")
          guard lines.count == 2 else { continue }
          let shown = withoutElapsedTime(lines[1] + (lines[1].hasSuffix("\n") ? "" : "\n"))
          let printed = withoutElapsedTime(outcome.standardOutput)
          if shown.hasSuffix("\n…\n") {
            #expect(printed.hasPrefix(shown.dropLast(2)), "\(block): \(command)")
          } else {
            #expect(printed == shown, "\(block): \(command)")
          }
        }
      }
    }
  }

  @Test("Every whole scenario of the pages runs", .tags(.golden))
  func scenarios() async throws {
    let yaml = try blocks().filter { $0.language == "yaml" && $0.text.hasPrefix("fettle: 1") }
    #expect(!yaml.isEmpty)
    for block in yaml {
      try await withTemporaryFolder { (folder: URL) async throws -> Void in
        try folder.write(block.text, to: "line.yaml")
        let outcome = try await fettle("run", "line.yaml", "-n", "2", in: folder)
        #expect(outcome.exitCode == 0, "\(block): \(outcome.standardError)")
      }
    }
  }

  @Test("The simulation that the page on the kernel shows is the benchmark's own", .tags(.golden))
  func shownSimulation() throws {
    let shown = try blocks().filter {
      $0.page == "docs/kernel.md" && $0.text.contains("struct SingleServerQueue")
    }
    let source = try Repository.text("Benchmarks/KernelBenchmark/SingleServerQueue.swift")
    #expect(shown.map(\.text) == [source])
  }

  @Test("Every link between the pages leads somewhere", .tags(.law))
  func links() throws {
    let pages =
      ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
      + (try Repository.files(under: "docs", suffix: ".md"))
    for page in pages {
      let folder = Repository.url(page).deletingLastPathComponent()
      for match in try Repository.text(page).matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
        let target = folder.appending(path: String(match.output.1))
        #expect(
          FileManager.default.fileExists(atPath: target.path), "\(page): \(match.output.1)")
      }
    }
  }
}
