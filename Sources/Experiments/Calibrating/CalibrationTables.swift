import FactorySimulation
public import Optimization

/// The tables of a calibration's folder.
public enum CalibrationTables {
  /// The trials: values, means of the figures, standard deviations of one replication.
  public static func trialsText(_ journal: SearchJournal, of plan: CalibrationPlan) -> String {
    let names = plan.figures.map(\.definition.name)
    var text = CommaSeparated.line(
      ["trial"] + plan.factors.map(\.path) + names + names.map { "sd of \($0)" } + ["failure"])
    for (number, entry) in journal.entries.enumerated() {
      let measurement = entry.trial.measurement
      let means = names.indices.map { place in
        measurement.map { "\($0.objectives[place])" } ?? ""
      }
      let deviations = names.indices.map { place in
        measurement.map { "\(max(0, $0.covariances[place * (place + 3) / 2]).squareRoot())" } ?? ""
      }
      text += CommaSeparated.line(
        ["\(number)"] + entry.values + means + deviations + [entry.why])
    }
    return text
  }

  /// The samples of what is possible: one a line, each as likely as another.
  public static func posteriorText(
    _ samples: PosteriorSamples, of plan: CalibrationPlan
  ) -> String {
    var text = CommaSeparated.line(plan.factors.map(\.path))
    for point in samples.points {
      text += CommaSeparated.line(zip(plan.factors, point).map { $0.text(at: $1) })
    }
    return text
  }
}
