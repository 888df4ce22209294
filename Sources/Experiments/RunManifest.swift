#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How, when and where a run was made: what `manifest.json` holds.
public struct RunManifest: Codable, Hashable, Sendable {
  /// The version of Fettle.
  public var fettle: String
  /// The command as it was typed.
  public var command: [String]
  /// The scenario's path as it was given.
  public var scenario: String
  /// The changes made to the scenario, as given to `--set`.
  public var set: [String]
  /// The seed of all random numbers.
  public var seed: UInt64
  /// How many replications were asked for.
  public var replications: Int
  /// Names what was run: 16 hexadecimal digits over resolved scenario, seed and replications.
  public var fingerprint: String
  /// How many replications were allowed to run at a time.
  public var jobs: Int
  /// How many events took place.
  public var events: Int
  /// When the run began, in UTC, such as `2026-01-05T06:00:00Z`.
  public var began: String
  /// How long it took, in seconds.
  public var seconds: Double
  /// The name of the machine.
  public var host: String
  /// The operating system.
  public var system: String

  /// Describes a run.
  ///
  /// - Parameters:
  ///   - version: The version of Fettle.
  ///   - command: The command as it was typed.
  ///   - scenario: The scenario's path as it was given.
  ///   - set: The changes made to the scenario.
  ///   - resolved: The resolved scenario, of which the fingerprint is taken.
  ///   - run: What was run.
  ///   - events: How many events took place.
  ///   - began: When the run began, in seconds since 1970 UTC.
  ///   - seconds: How long it took.
  public init(
    version: String, command: [String], scenario: String, set: [String], resolved: String,
    run: ReplicatedRun, events: Int, began: Double, seconds: Double
  ) {
    fettle = version
    self.command = command
    self.scenario = scenario
    self.set = set
    seed = run.seed
    replications = run.replications
    fingerprint = RunManifest.fingerprint(
      of: "\(resolved)\nseed \(run.seed)\nreplications \(run.replications)\n")
    jobs = run.jobs
    self.events = events
    self.began = Date(timeIntervalSince1970: began).formatted(.iso8601)
    self.seconds = seconds
    host = ProcessInfo.processInfo.hostName
    system = ProcessInfo.processInfo.operatingSystemVersionString
  }

  /// 64 bits of FNV-1a: enough to tell runs apart, not meant to withstand forgery.
  private static func fingerprint(of text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
