import Foundation
import JSONDocuments
import LifetimeAnalysis
import LinearAlgebra
import TestSupport
import Testing

/// Answers of lifelines and others, made by `Scripts/make-lifetime-goldens.py`.
enum GoldenFits {
  struct Fit: Decodable {
    var parameters: [Double]
    var errors: [Double]
    var logLikelihood: Double
    var concordance: Double?
  }

  struct Sample: Decodable {
    var name: String
    var lower: [Double]
    /// No number where a life had not ended.
    var upper: [Double?]
    var entry: [Double]
    var weight: [Double]
    var fits: [String: Fit]

    func sample() throws -> LifeSample {
      try LifeSample(
        lower: lower, upper: upper.map { $0 ?? .infinity }, entries: entry, weights: weight)
    }
  }

  struct Accelerated: Decodable {
    var ancillary: [String]
    var entry: Bool
    var weight: Bool
    var fits: [String: Fit]
  }

  struct Cox: Decodable {
    var ties: String?
    var entry: Bool
    var weight: Bool
    var strata: Bool
    var robust: Bool
    var clusters: Bool
    var parameters: [Double]
    var errors: [Double]
    var logLikelihood: Double
    var concordance: Double?
    var baseline: Double?
    var survivalTime: Double?
    var survival: Double?
    var rank: [Double]?
    var identity: [Double]?
    var log: [Double]?
  }

  struct Regression: Decodable {
    var name: String
    var names: [String]
    var covariates: [[Double]]
    var lower: [Double]
    var upper: [Double?]
    var entry: [Double]
    var weight: [Double]
    var stratum: [Int]
    var cluster: [Int]
    var aft: [Accelerated]
    var cox: [Cox]

    func sample(entry: Bool, weight: Bool) throws -> LifeSample {
      try LifeSample(
        lower: lower, upper: upper.map { $0 ?? .infinity }, entries: entry ? self.entry : nil,
        weights: weight ? self.weight : nil)
    }

    func table(_ names: [String]) throws -> CovariateTable {
      try CovariateTable(
        columns: names.map { name in
          (name, covariates[self.names.firstIndex(of: name) ?? 0])
        })
    }
  }

  struct Incidence: Decodable {
    var time: [Double]
    var cause: [Int]
    var incidence1: [Double]
    var incidence2: [Double]
    /// No number at the last age, where lifelines divides by zero if all that are left fail.
    var variance1: [Double?]
    var variance2: [Double?]
  }

  struct Curves: Decodable {
    var time: [Double]
    var failed: [Bool]
    var group: [Int]
    var weight: [Double]
    var at: [Double]
    var survival: [Double]
    var lower: [Double]
    var upper: [Double]
    var median: Double
    var medianInterval: [Double]
    var restrictedMean: Double
    var cumulativeHazard: [Double]
    var weightedSurvival: [Double]
    var logrank: [Double]
    var logrankOfTwo: [Double]
    var entry: [Double]
    var delayedSurvival: [Double]
    var incidence: Incidence
  }

  struct All: Decodable {
    var samples: [Sample]
    var regressions: [Regression]
    var curves: Curves
  }

  /// The fits of one file, or one of Cox.
  struct Fits: Decodable {
    var fits: [String: Fit] = [:]
    var cox: Fit?

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      cox = try? container.decode(Fit.self)
      if cox == nil { fits = try container.decode([String: Fit].self) }
    }
  }

  static func shared() throws -> [String: Fits] {
    try jsonValue([String: Fits].self, from: text("shared.json"))
  }

  static func all() throws -> All {
    try jsonValue(All.self, from: text("lifetimes.json"))
  }

  static func text(_ name: String) throws -> Data {
    try Data(contentsOf: Repository.url("Tests/LifetimeAnalysisTests/Golden/" + name))
  }

  /// Compares a fit with a golden one: estimates and errors within 1e-4 of themselves, or of a standard
  /// error where that is more; likelihoods within 1e-4, and not lower than that of the golden fit, which
  /// may have stopped before the maximum, by more than its rounding.
  static func compare(
    _ golden: Fit, _ estimates: [Double], _ errors: [Double], _ logLikelihood: Double,
    _ what: String, _ location: SourceLocation = #_sourceLocation
  ) {
    for index in golden.parameters.indices {
      let (value, error) = (golden.parameters[index], golden.errors[index])
      #expect(
        abs(estimates[index] - value) < 1e-4 * max(abs(value), error),
        "\(what): parameter \(index): \(estimates[index]) for \(value)", sourceLocation: location)
      #expect(
        relativeError(errors[index], error) < 1e-4,
        "\(what): error \(index): \(errors[index]) for \(error)", sourceLocation: location)
    }
    #expect(
      abs(logLikelihood - golden.logLikelihood) < 1e-4 * max(1, abs(golden.logLikelihood)),
      "\(what): ln L \(logLikelihood) for \(golden.logLikelihood)", sourceLocation: location)
    #expect(
      logLikelihood > golden.logLikelihood - 1e-8 * max(1, abs(golden.logLikelihood)),
      "\(what): ln L \(logLikelihood) below \(golden.logLikelihood)", sourceLocation: location)
  }
}
