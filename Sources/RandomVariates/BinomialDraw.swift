import EventKernel
import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Binomial counts.
///
/// Counts whatever is the rarer of success and failure: by a search from 0 upwards where fewer than
/// 10 of it are expected, else by the transformed rejection method BTRS of W. Hörmann, "The
/// Generation of Binomial Random Variates", *Journal of Statistical Computation and Simulation* 46,
/// 1993, 101–110.
struct BinomialDraw: Sendable, BitwiseCopyable {
  private let trials: Double
  /// The probability of the rarer outcome.
  private let rare: Double
  private let common: Double
  private let countsFailures: Bool
  /// ln P(N = mode); for the search, ln P(N = 0).
  private let logReference: Double

  /// Prepares to draw; the probability is above 0 and below 1, and there is a trial.
  init(trials: Double, probability: Double) {
    self.trials = trials
    countsFailures = probability > 0.5
    rare = countsFailures ? 1 - probability : probability
    common = countsFailures ? probability : 1 - probability
    let mode = trials * rare < 10 ? 0 : ((trials + 1) * rare).rounded(.down)
    logReference = CountTerms.logBinomial(
      successes: mode, failures: trials - mode, probability: rare, complement: common)
  }

  func draw(using stream: inout RandomStream) -> Double {
    let count = trials * rare < 10 ? search(using: &stream) : rejection(using: &stream)
    return countsFailures ? trials - count : count
  }

  private func search(using stream: inout RandomStream) -> Double {
    let odds = rare / common
    var rest = stream.uniform()
    var term = exp(logReference)
    var count = 0.0
    while rest > term && count < trials {
      rest -= term
      term *= odds * (trials - count) / (count + 1)
      count += 1
      // All terms after this one are lost in rounding.
      if term < 1e-18 && count > trials * rare { break }
    }
    return count
  }

  private func rejection(using stream: inout RandomStream) -> Double {
    let deviation = (trials * rare * common).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * rare
    let alpha = (2.83 + 5.1 / b) * deviation
    let sure = 0.92 - 4.2 / b
    while true {
      let u = stream.uniform() - 0.5
      let v = stream.uniform()
      let edge = 0.5 - abs(u)
      let count = ((2 * a / edge + b) * u + trials * rare + 0.5).rounded(.down)
      if edge >= 0.07 && v <= sure { return count }
      if count < 0 || count > trials { continue }
      let logRatio =
        CountTerms.logBinomial(
          successes: count, failures: trials - count, probability: rare, complement: common)
        - logReference
      if log(v * alpha / (a / (edge * edge) + b)) <= logRatio { return count }
    }
  }
}
