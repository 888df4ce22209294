import SignalFeatures
import Testing

@Suite("Names of features")
struct FeatureNameTests {
  @Test(
    "A feature is found again by its name",
    arguments: [
      ReadingFeature.last, .mean(readings: 60), .deviation(readings: 5), .slope(readings: 12),
      .least(readings: 9), .greatest(readings: 9), .exponentialMean(timeConstant: 7_200),
      .exponentialMean(timeConstant: 0.5), .aboveBaseline(readings: 3, first: 20),
      .baselineScore(readings: 3, first: 20), .meanDifference(readings: 3, of: 20),
      .exceedance(first: 20), .lifeMean, .lifeSlope, .lifeGreatest, .count, .missing, .age,
      .silence,
    ])
  func again(_ feature: ReadingFeature) {
    #expect(ReadingFeature(name: feature.name) == feature)
  }

  @Test(
    "What is no name of a feature is none",
    arguments: [
      "", "mean", "mean_", "mean_0", "mean_x", "mean_06", "mean_6_of_7", "above_baseline_3",
      "above_baseline_3_of_1", "exponential_mean_-1", "mean_difference_3",
      "mean_difference_3_of_0", "exceedance_1", "median_6", "last_1", "Mean_6",
    ])
  func none(_ name: String) { #expect(ReadingFeature(name: name) == nil) }
}
