import Foundation
import TestSupport
import Testing

@testable import Verification

/// The public battery, where it lies beside the repository.
@Suite("Public battery")
struct PublicBatteryTests {
  static let folder = Repository.root.deletingLastPathComponent().appending(
    path: "shared/validation")

  private static func cases() -> [BatteryCase] {
    ["queues", "lines", "maintenance", "inventory", "quality", "integrated", "published"].flatMap {
      name in
      (try? BatteryFile(path: folder.appending(path: "\(name).json").path).cases) ?? []
    }
  }

  /// Each value fails both of its runs by chance once in 10⁸; the quick tier finds errors above 8 %.
  @Test(
    "Every case that is modelled agrees on the quick tier", .tags(.statistical),
    .enabled(
      if: FileManager.default.fileExists(atPath: folder.path),
      "NOT VERIFIED: there is no ../shared/validation beside the repository"))
  func quick() async throws {
    let cases = Self.cases()
    try #require(!cases.isEmpty)
    for battery in cases {
      let result = try #require(await Verification(tier: .quick, jobs: 2).result(of: battery))
      #expect(!result.isFailure, "\(result)")
      for metric in result.metrics {
        #expect(metric.value != nil, "\(battery.id): \(metric.name) is not given")
      }
    }
  }
}
