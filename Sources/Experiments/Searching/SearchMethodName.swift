import Optimization

/// A method of search by its name.
public enum SearchMethodName: String, CaseIterable, Sendable {
  /// Bayesian optimization.
  case bayesian
  /// Covariance matrix adaptation.
  case evolution = "cma-es"
  /// Nondominated sorting, for several objectives.
  case sorting = "nsga2"
  /// The simplex of Nelder and Mead.
  case simplex = "nelder-mead"
  /// Points at random.
  case random
  /// Points spread evenly.
  case sobol

  /// Whether the method finds its own suggestions again by their coordinates, which then must not be rounded
  /// to the digits with which values are written.
  var looksUpPoints: Bool { self == .simplex }

  /// The method.
  func suggester(
    in space: SearchSpace, settings: BayesianSettings, seed: UInt64
  ) -> any PointSuggesting {
    switch self {
    case .bayesian: BayesianSuggester(in: space, settings: settings, seed: seed)
    case .evolution: CovarianceAdaptation(in: space, seed: seed)
    case .sorting: NondominatedSorting(in: space, seed: seed)
    // Values are written to a thousandth of their range.
    case .simplex: SimplexDescent(in: space, seed: seed, tolerance: 1e-3)
    case .random: RandomSuggester(in: space, seed: seed)
    case .sobol: SobolSuggester(in: space, seed: seed)
    }
  }
}
