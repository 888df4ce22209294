import Experiments
import JSONDocuments

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What all exports say of a run.
extension StoredRun {
  /// What a program lists the run under.
  var title: String { summary.scenario }

  /// What names the run: what determines its results, and when it was made.
  var identity: [String] { [manifest.fingerprint, manifest.began, manifest.fettle] }

  /// When it began, in milliseconds since 1970 UTC.
  var beganMilliseconds: Int {
    let date = (try? Date(manifest.began, strategy: .iso8601)) ?? Date(timeIntervalSince1970: 0)
    return Int((1000 * date.timeIntervalSince1970).rounded())
  }

  /// When it ended, in milliseconds since 1970 UTC.
  var endedMilliseconds: Int { beganMilliseconds + Int((1000 * manifest.seconds).rounded()) }

  /// The command as it was typed, the program by its name alone.
  var command: String {
    (["fettle"] + manifest.command.dropFirst()).joined(separator: " ")
  }

  /// The changes of an arm, as paths with values: those of a sweep are its point.
  ///
  /// - Parameter place: The arm's place.
  /// - Returns: Each path once, with its last value.
  func settings(ofArm place: Int) -> [(path: String, value: String)] {
    let arm = summary.arms[place]
    var changes =
      manifest.arms.map { $0.indices.contains(place) ? $0[place].set : [] }
      ?? manifest.set
    changes += zip(summary.factors, arm.settings).map { "\($0)=\($1)" }
    var result: [(path: String, value: String)] = []
    for change in changes {
      let parts = change.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let path = parts.first, parts.count == 2 else { continue }
      // The last one counts, in the place of the first.
      let entry = (path: String(path), value: String(parts[1]))
      if let earlier = result.firstIndex(where: { $0.path == entry.path }) {
        result[earlier] = entry
      } else {
        result.append(entry)
      }
    }
    return result
  }

  /// The tables and texts of the run that are there, by their names.
  var plainFiles: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter {
      !$0.hasPrefix("manifest") && ($0.hasSuffix(".csv") || $0.hasSuffix(".json"))
    }.sorted()
  }

  /// The names of metrics by which a run is told at a glance, as far as it has them.
  var usualMetrics: [String] {
    let names = Set(summary.metricNames)
    let found = Verdict.metrics.filter(names.contains)
    let stations = summary.metricNames.filter {
      $0.hasPrefix("stations.") && $0.hasSuffix(".oee") && $0.split(separator: ".").count == 3
    }
    return found + stations.prefix(12)
  }
}
