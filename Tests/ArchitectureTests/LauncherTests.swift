import Foundation
import TestSupport
import Testing

@Suite("Launcher")
struct LauncherTests {
  /// A checkout in a temporary folder, beside tools that stand in for the real ones: `swift` builds
  /// a script that prints where and with what it was called, `apt-get` notes what it is asked for.
  struct Checkout {
    var folder: URL
    var root: URL { folder.appending(path: "checkout") }
    var launcher: String { root.appending(path: "fettle").path }

    init(in folder: URL) throws {
      self.folder = folder
      for name in ["checkout/Sources/fettle", "checkout/Scripts", "tools", "elsewhere"] {
        try FileManager.default.createDirectory(
          at: folder.appending(path: name), withIntermediateDirectories: true)
      }
      for name in ["fettle", "Scripts/prerequisites.sh"] {
        try FileManager.default.copyItem(
          at: Repository.url(name), to: root.appending(path: name))
      }
      try write("", to: "checkout/Package.swift")
      try write("", to: "checkout/Sources/fettle/Main.swift")
      try write("", to: "checkout/Sources/fettle/Other.swift")
      try tool("swift", "[ \"$1\" = build ] || { echo 'Swift version 6.3.1'; exit; }\n" + build)
      try tool("pkg-config", "exit 0")
      try tool("id", "echo 0")
      try tool("apt-get", "echo \"$*\" >>\"$NOTES\"; echo 'apt-get is busy'")
    }

    /// What stands in for `swift build`: about as slow as a lock needs to be seen.
    private var build: String {
      """
      echo built >>"$NOTES"
      case "$*" in *--traits*) echo "$*" | sed 's/.*--traits \\([^ ]*\\).*/traits \\1/' >>"$NOTES" ;; esac
      [ ! -e "$NOTES.broken" ] || { echo 'Main.swift:1:1: error: no such thing'; exit 1; }
      sleep 0.5
      while [ "$1" != --scratch-path ]; do shift; done
      mkdir -p "$2/release"
      { echo '#!/bin/sh'; echo 'echo "$(pwd):$*"; cat; exit 3'; } >"$2/release/fettle"
      chmod +x "$2/release/fettle"
      """
    }

    func write(_ text: String, to path: String) throws {
      try text.write(to: folder.appending(path: path), atomically: false, encoding: .utf8)
    }

    /// Puts a shell script where a tool of that name is looked for first.
    func tool(_ name: String, _ script: String) throws {
      try write("#!/bin/sh\n" + script + "\n", to: "tools/\(name)")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "tools/\(name)").path)
    }

    /// What the tools noted, line by line.
    var notes: [String] {
      let text = try? String(contentsOf: folder.appending(path: "notes"), encoding: .utf8)
      return (text ?? "").split(separator: "\n").map(String.init)
    }

    func call(
      _ arguments: [String] = [], through program: String? = nil, input: String = "",
      continuousIntegration: String? = nil, traits: String? = nil
    ) async throws -> ProcessOutcome {
      try await runProcess(
        program ?? launcher, arguments, in: folder.appending(path: "elsewhere"),
        environment: [
          "PATH": folder.appending(path: "tools").path + ":/usr/bin:/bin",
          "NOTES": folder.appending(path: "notes").path, "CI": continuousIntegration,
          "FETTLE_TRAITS": traits,
        ], standardInput: input)
    }
  }

  @Test("The first call builds and runs the command in the caller's folder")
  func firstCall() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let checkout = try Checkout(in: folder)
      let outcome = try await checkout.call(["run", "two words", "--yes"], input: "typed")
      #expect(outcome.standardOutput == "\(folder.path)/elsewhere:run two words --yes\ntyped")
      #expect(outcome.exitCode == 3)
      #expect(
        outcome.standardError.hasPrefix("fettle: first call: building (about a minute)…\n"))
    }
  }

  @Test("A later call only runs, also through links to the launcher")
  func laterCall() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let checkout = try Checkout(in: folder)
      _ = try await checkout.call()
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "elsewhere/near").path,
        withDestinationPath: "../checkout/fettle")
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "elsewhere/far").path, withDestinationPath: "near")
      let outcome = try await checkout.call(["./far", "ls"], through: "env")
      #expect(outcome.standardOutput == "\(folder.path)/elsewhere:ls\n")
      #expect(outcome.standardError == "")
      #expect(checkout.notes == ["built"])
    }
  }

  @Test("A trait that was asked for is built in until another is")
  func traits() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let checkout = try Checkout(in: folder)
      _ = try await checkout.call()
      let outcome = try await checkout.call(traits: "HDF5")
      #expect(outcome.standardError.hasPrefix("fettle: building with HDF5…\n"))
      #expect(checkout.notes == ["built", "built", "traits HDF5"])
      #expect(try await checkout.call(traits: "HDF5").standardError == "")
      #expect(try await checkout.call().standardError == "")
      let without = try await checkout.call(traits: "")
      #expect(without.standardError.hasPrefix("fettle: building with no traits…\n"))
      #expect(checkout.notes == ["built", "built", "traits HDF5", "built"])
    }
  }

  @Test("The HDF5 library is missed only where it is to be built in", .tags(.failure))
  func hdf5Missing() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let checkout = try Checkout(in: folder)
      try checkout.tool("pkg-config", "case \"$*\" in *hdf5*) exit 1 ;; esac")
      let missing = try await checkout.call(traits: "HDF5")
      #expect(missing.exitCode == 69)
      #expect(missing.standardError.contains("\n  - the HDF5 library with its headers\n"))
      #expect(missing.standardError.contains(/apt-get install -y libhdf5-dev\n/))
      #expect(try await checkout.call().exitCode == 3)
    }
  }

  @Test(
    "A change of the sources builds anew, once",
    arguments: ["edited", "added", "removed", "manifest"])
  func change(kind: String) async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let checkout = try Checkout(in: folder)
      _ = try await checkout.call()
      switch kind {
      case "edited": try checkout.write("//", to: "checkout/Sources/fettle/Main.swift")
      case "added": try checkout.write("//", to: "checkout/Sources/fettle/More.swift")
      case "removed":
        try FileManager.default.removeItem(
          at: checkout.root.appending(path: "Sources/fettle/Other.swift"))
      default: try checkout.write("//", to: "checkout/Package.swift")
      }
      let outcome = try await checkout.call()
      #expect(outcome.standardError.hasPrefix("fettle: the sources have changed: building…\n"))
      _ = try await checkout.call()
      #expect(checkout.notes == ["built", "built"])
    }
  }

  #if os(Linux)
    @Test("Of two first calls at once, one builds and the other waits")
    func twoCalls() async throws {
      try await withTemporaryFolder { (folder: URL) async throws -> Void in
        let checkout = try Checkout(in: folder)
        async let one = checkout.call(["a"])
        async let other = checkout.call(["b"])
        let outcomes = try await [one, other]
        #expect(outcomes.map(\.exitCode) == [3, 3])
        #expect(checkout.notes == ["built"])
        let waiting = outcomes.filter {
          $0.standardError == "fettle: another call is building; waiting for it…\n"
        }
        #expect(waiting.count == 1)
      }
    }
  #endif

  @Test("A failed build shows the end of the log, and the next call tries again", .tags(.failure))
  func failedBuild() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let checkout = try Checkout(in: folder)
      try checkout.write("", to: "notes.broken")
      let failed = try await checkout.call()
      #expect(failed.exitCode == 70)
      #expect(failed.standardOutput == "")
      #expect(
        failed.standardError == """
          fettle: first call: building (about a minute)…
          Main.swift:1:1: error: no such thing
          fettle: the build failed; the whole log is in \
          \(folder.path)/checkout/.build-fettle/build.log

          """)
      try FileManager.default.removeItem(at: folder.appending(path: "notes.broken"))
      #expect(try await checkout.call().exitCode == 3)
    }
  }

  @Test("Without a terminal, what is missing is listed with the command to run", .tags(.failure))
  func missing() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let checkout = try Checkout(in: folder)
      try checkout.tool("pkg-config", "exit 1")
      let outcome = try await checkout.call(["run"])
      #expect(outcome.exitCode == 69)
      #expect(outcome.standardOutput == "")
      #expect(
        outcome.standardError == """
          fettle: a build needs what this machine lacks:
            - the GNU Scientific Library with its headers
            - the compression library Zstandard with its headers
            - the compression library zlib with its headers
          fettle: install them with: apt-get update && apt-get install -y libgsl-dev libzstd-dev \
          zlib1g-dev
          fettle: or call again with --yes as the first argument

          """)
      #expect(checkout.notes == [])
    }
  }

  @Test("With --yes or in continuous integration, what is missing is installed without asking")
  func installs() async throws {
    for (arguments, continuousIntegration) in [(["--yes", "run"], nil), (["run"], "true")] {
      try await withTemporaryFolder { (folder: URL) async throws -> Void in
        let checkout = try Checkout(in: folder)
        try checkout.tool("pkg-config", "grep -q '^install' \"$NOTES\"")
        let outcome = try await checkout.call(
          arguments, continuousIntegration: continuousIntegration)
        #expect(outcome.exitCode == 3)
        #expect(outcome.standardOutput == "\(folder.path)/elsewhere:run\n")
        #expect(
          checkout.notes == ["update", "install -y libgsl-dev libzstd-dev zlib1g-dev", "built"])
      }
    }
  }

  @Test("A Swift that is too old is named with the place to get a newer one", .tags(.failure))
  func oldSwift() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let checkout = try Checkout(in: folder)
      try checkout.tool("swift", "echo 'Swift version 6.2.4 (swift-6.2.4-RELEASE)'")
      let outcome = try await checkout.call(["--yes", "run"])
      #expect(outcome.exitCode == 69)
      #expect(
        outcome.standardError == """
          fettle: a build needs what this machine lacks:
            - Swift 6.3 or later: see https://www.swift.org/install
          fettle: install the above, then call again

          """)
    }
  }
}
