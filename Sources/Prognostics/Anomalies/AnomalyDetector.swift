/// Says how unlike the healthy rows that it has seen a row is.
///
/// It is fitted to healthy rows alone. A score asks for no memory; the explanation of one does.
public protocol AnomalyDetector: SavedModel {
  /// The features, those that never change left out.
  var scaling: FeatureScaling { get }
  /// How unlike a healthy row a row is; higher is less healthy.
  ///
  /// - Parameter row: A number for each feature, the left out ones included.
  /// - Returns: The score, in a unit of the detector's own.
  func score(_ row: [Double]) -> Double
  /// What each feature adds to the score, the largest first.
  ///
  /// - Parameter row: A number for each feature.
  /// - Returns: The features with what they add; see each detector for what the sum is.
  func contributions(_ row: [Double]) -> [FeatureContribution]
}
