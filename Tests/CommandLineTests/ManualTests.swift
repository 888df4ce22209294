import Foundation
import TestSupport
import Testing

@Suite("fettle manual and completions")
struct ManualTests {
  /// The macros that the page uses.
  private let macros: Set<Substring> = [
    ".TH", ".SH", ".SS", ".B", ".I", ".PP", ".TP", ".EX", ".EE",
  ]

  private func page() async throws -> [Substring] {
    try await withTemporaryFolder { (folder: URL) async throws -> [Substring] in
      let outcome = try await fettle("manual", in: folder)
      #expect(outcome.exitCode == 0)
      #expect(outcome.standardError == "")
      return outcome.standardOutput.split(separator: "\n", omittingEmptySubsequences: false)
    }
  }

  @Test("The manual page has every command and every option of its help", .tags(.law))
  func complete() async throws {
    let lines = try await page()
    #expect(lines.first?.hasPrefix(".TH FETTLE 1 \"\" \"Fettle ") == true)
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let help = try await fettle("--help", in: folder).standardOutput
      let commands = [
        "run", "compare", "sweep", "benchmark", "roi", "fit", "fit-process", "dataset", "audit",
        "clean", "plan", "train", "score", "models", "forecast", "lives",
        "import",
        "ls", "show",
        "report", "replay", "optimise", "calibrate", "approve", "reject",
        "diff", "explain", "init", "validate",
        "schema", "factors", "metrics", "verify", "doctor", "completions",
      ]
      for command in commands {
        #expect(help.contains("\n  \(command)"), "\(command)")
        #expect(lines.contains(".SS fettle \(command)"[...]), "\(command)")
        let text = lines.joined(separator: "\n").replacing("\\-", with: "-")
        let own = try await fettle(command, "--help", in: folder).standardOutput
        let options = own.matches(of: /\n +(?:-[a-z], )?(--[a-z0-9-]+)/).map(\.output.1)
        #expect(options.contains("--help"))
        for option in options {
          #expect(text.contains("\\fB\(option)\\fR"), "\(command) \(option)")
        }
      }
      let formats = ["jsplib", "fjsp", "jasima", "autosched", "eventlog"]
      for format in formats {
        #expect(lines.contains(".SS fettle import \(format)"[...]), "\(format)")
      }
      let plans = ["lot", "schedule", "newsvendor", "levels", "chain", "tree", "safety", "spares"]
      for plan in plans {
        #expect(lines.contains(".SS fettle plan \(plan)"[...]), "\(plan)")
      }
      let models = ["ls", "add", "show", "compare", "promote", "rollback", "archive", "verify"]
      for one in models { #expect(lines.contains(".SS fettle models \(one)"[...]), "\(one)") }
      #expect(
        lines.count { $0.hasPrefix(".SS ") }
          == commands.count + formats.count + plans.count + models.count)
    }
  }

  @Test("The manual page is the same each time, and only macros begin with a point", .tags(.law))
  func macrosOnly() async throws {
    let lines = try await page()
    #expect(lines == (try await page()))
    for line in lines where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(macros.contains(line.split(separator: " ")[0]), "\(line)")
    }
    #expect(lines.count { $0 == ".EX" } == lines.count { $0 == ".EE" })
  }

  @Test("A script for each shell, and wrong usage for others", .tags(.exact))
  func completions() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let bash = try await shell("\"$FETTLE\" completions bash | bash -n", in: folder)
      #expect(bash.exitCode == 0)
      #expect(bash.standardError == "")
      for (name, beginning) in [
        ("bash", "#!/bin/bash"), ("zsh", "#compdef fettle"), ("fish", "function "),
      ] {
        let outcome = try await fettle("completions", name, in: folder)
        #expect(outcome.exitCode == 0)
        #expect(outcome.standardOutput.hasPrefix(beginning), "\(name)")
        #expect(outcome.standardOutput.contains("compare-to-base"), "\(name)")
      }
      let other = try await fettle("completions", "csh", in: folder)
      #expect(other.exitCode == 64)
      #expect(other.standardError.contains("'csh' is invalid for '<shell>'"))
    }
  }
}
