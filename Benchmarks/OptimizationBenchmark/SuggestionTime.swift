import BenchmarkSupport
import Optimization

/// Prints what a suggestion takes after so many trials of Hartmann's function in six dimensions.
///
/// The first suggestion has no parameters to begin with, the next has those of the one before.
func reportSuggestion(count: Int) {
  let space = SearchSpace(
    (1...6).map { SearchDimension("x\($0)", .real(low: 0, high: 1)) })
  for noise in [BayesianSettings.Noise.none, .inferred] {
    let suggester = BayesianSuggester(in: space, settings: BayesianSettings(noise: noise), seed: 1)
    var trials = space.randomPoints(count, seed: 7).map {
      Trial(point: $0, outcome: .measured(Measurement(objectives: [hartmann6($0)])))
    }
    var times: [Double] = []
    for _ in 0..<12 {
      let began = ProcessUse.time
      guard let suggestion = suggester.suggestions(1, after: trials).first else { break }
      times.append(ProcessUse.time - began)
      let value = hartmann6(space.values(at: suggestion.point))
      trials.append(
        Trial(
          point: suggestion.point, outcome: .measured(Measurement(objectives: [value])),
          memory: suggestion.memory))
    }
    print(
      "\(count) trials, noise \(noise.rawValue): first \(text(times[0] * 1000)) ms, next "
        + "\(text(quantile(Array(times.dropFirst()), 0.5) * 1000)) ms (mean "
        + "\(text(times.dropFirst().reduce(0, +) / Double(times.count - 1) * 1000)))")
  }
}
