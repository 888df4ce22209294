#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import FactorySimulation

/// How, when and where a run was made: what `manifest.json` holds.
public struct RunManifest: Codable, Hashable, Sendable {
  /// Where an arm's scenario comes from.
  public struct Source: Codable, Hashable, Sendable {
    /// The arm's name.
    public var arm: String
    /// The scenario's path as it was given.
    public var scenario: String
    /// The changes made to it.
    public var set: [String]
    /// The resolved scenario within the run folder.
    public var file: String

    /// Describes an arm.
    public init(arm: String, scenario: String, set: [String], file: String = "") {
      self.arm = arm
      self.scenario = scenario
      self.set = set
      self.file = file
    }
  }

  /// The version of Fettle.
  public var fettle: String
  /// The command as it was typed.
  public var command: [String]
  /// The (first) scenario's path as it was given.
  public var scenario: String
  /// The changes made to the scenario, as given to `--set`; with several arms those made in all.
  public var set: [String]
  /// Where the arms come from; absent for a single run.
  public var arms: [Source]?
  /// The seed of all random numbers.
  public var seed: UInt64
  /// How many replications were asked for, of each arm.
  public var replications: Int
  /// The wanted precision, as written; absent where none was wanted.
  public var precision: [String]?
  /// The greatest number of replications; absent where no precision was wanted.
  public var mostReplications: Int?
  /// Names what was run: 16 hexadecimal digits over all that determines the results.
  public var fingerprint: String
  /// How many simulations were allowed to run at a time.
  public var jobs: Int
  /// How the replications were worked out: `events` or `recursion`; absent in runs of old.
  public var engine: String?
  /// `no` where programs of the user were asked, which may answer otherwise another time; else absent.
  public var reproducible: String?
  /// How many events took place, or parts were followed.
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
  ///   - sources: Where the arms come from, in their order.
  ///   - set: The changes made in all arms.
  ///   - plan: What was run.
  ///   - jobs: How many simulations were allowed to run at a time.
  ///   - events: How many events took place, or parts were followed.
  ///   - began: When the run began, in seconds since 1970 UTC.
  ///   - seconds: How long it took.
  public init(
    version: String, command: [String], sources: [Source], set: [String], plan: ExperimentPlan,
    jobs: Int, events: Int, began: Double, seconds: Double
  ) {
    fettle = version
    self.command = command
    scenario = sources.first?.scenario ?? ""
    self.set = set
    if !plan.isSingleRun {
      arms = zip(sources, plan.resolvedFiles).map { source, file in
        Source(arm: source.arm, scenario: source.scenario, set: source.set, file: file)
      }
    }
    seed = plan.seed
    replications = plan.replications
    if !plan.precision.isEmpty {
      precision = plan.precision.map(\.description)
      mostReplications = plan.mostReplications
    }
    fingerprint = plan.fingerprint
    self.jobs = jobs
    engine = plan.engine.rawValue
    self.events = events
    self.began = Date(timeIntervalSince1970: began).formatted(.iso8601)
    self.seconds = seconds
    host = ProcessInfo.processInfo.hostName
    system = ProcessInfo.processInfo.operatingSystemVersionString
  }
}

extension ExperimentPlan {
  /// The file of each arm's resolved scenario within the run folder.
  ///
  /// A single run has `scenario.resolved.yaml`. Several arms have one file each in `scenarios/`, named
  /// after the arm; what may not stand in every file's name becomes `-`.
  public var resolvedFiles: [String] {
    if isSingleRun { return ["scenario.resolved.yaml"] }
    let names = arms.map { arm in
      var name = ""
      for character in arm.name.prefix(80) {
        let isPlain = character.isASCII && (character.isLetter || character.isNumber)
        if isPlain || ("._-".contains(character) && !name.isEmpty) {
          name.append(character)
        } else if name.last != "-" {
          name.append("-")
        }
      }
      return name.lowercased()
    }
    return Arm.uniqueNames(names).map { "scenarios/\($0).resolved.yaml" }
  }
}
