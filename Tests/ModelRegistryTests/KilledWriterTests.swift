import Foundation
import ModelRegistry
import TestDraws
import TestSupport
import Testing

@Suite("Killed writers")
struct KilledWriterTests {
  /// Kills a writer again and again at random moments; gives what it had said to be certain.
  ///
  /// How far a writer gets in a time hangs on what else the machine does: it gets more after a round in which it got nowhere,
  /// and less after one in which it got far.
  static func kill(
    _ times: Int, path: String, writer: Int
  ) async throws -> (added: [Int: String], promoted: [Int], other: String) {
    let program = try RegistryFolder.writer()
    var draws = Draws("killed writers", ordinal: writer)
    var (added, promoted, other): ([Int: String], [Int], String) = ([:], [], "")
    var longest = 0.08
    for round in 0..<times {
      let before = (added: added.count, promoted: promoted.count)
      let seed = 1_000_000 * writer + 1_000 * round
      do {
        let ended = try await runProcess(
          program, ["write", path, "model", "\(seed)"], timeout: 0.005 + longest * draws.uniform())
        other += ended.standardOutput + ended.standardError
      } catch let killed as ProcessTimeout {
        for line in killed.printed.standardOutput.split(separator: "\n") {
          let words = line.split(separator: " ")
          if words.count == 3, words[0] == "added", let version = Int(words[1]) {
            added[version] = String(words[2])
          } else if words.count == 2, words[0] == "promoted", let version = Int(words[1]) {
            promoted.append(version)
          } else {
            other += line + "\n"
          }
        }
        other += killed.printed.standardError
      }
      if added.count == before.added || promoted.count == before.promoted {
        longest = min(longest * 1.2, 30)
      } else if added.count > before.added + 2 {
        longest /= 1.2
      }
    }
    return (added, promoted, other)
  }

  @Test(
    "Two writers killed 200 times lose nothing, and a reader sees whole versions only",
    .tags(.law))
  func killed() async throws {
    try await withTemporaryFolder { folder in
      let path = folder.appending(path: "models").path
      let store = try ModelStore.make(at: path)
      // In a process of its own: here other suites start programs and close files.
      let done = folder.appending(path: "done").path
      let program = try RegistryFolder.writer()
      async let reader = runProcess(program, ["read", path, "model", done], timeout: 600)
      async let first = KilledWriterTests.kill(100, path: path, writer: 1)
      async let second = KilledWriterTests.kill(100, path: path, writer: 2)
      let said = try await [first, second]
      try "".write(toFile: done, atomically: false, encoding: .utf8)
      let seen = try await reader
      let count = seen.standardOutput.prefixMatch(of: /read ([0-9]+)\n/).flatMap {
        Int($0.output.1)
      }
      #expect(seen.exitCode == 0 && (count ?? 0) > 20, "\(seen)")
      #expect(said.allSatisfy { $0.other.isEmpty }, "\(said.map(\.other))")

      // What was said to be certain is there, and nobody was given the same number.
      let versions = try store.versions(of: "model").map(\.card)
      #expect(versions.map(\.version) == Array(1...max(1, versions.count)))
      #expect(Set(said[0].added.keys).isDisjoint(with: said[1].added.keys))
      let added = said[0].added.merging(said[1].added) { first, _ in first }
      #expect(added.count > 40, "\(added.count)")
      for (version, hash) in added {
        #expect(versions.first { $0.version == version }?.sha256 == hash, "\(version)")
      }
      #expect(try store.verify().isEmpty)
      let promoted = Set(said[0].promoted + said[1].promoted)
      let moved = try store.history().filter { $0.action == .promoted }.map(\.version)
      #expect(promoted.isSubset(of: moved) && promoted.count > 40)
      #expect(try store.resolve(ModelReference("model@champion")).version == moved.last)
      // The next writer goes on.
      let next = try store.add("model", files: [("m", [1])], content: RegistryFolder.content())
      #expect(next.version == versions.count + 1)
      #expect(try store.history().filter { $0.action == .added }.count == next.version)
    }
  }
}
