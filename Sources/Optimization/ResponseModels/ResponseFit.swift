/// The models that runs allow, and the one that foretells best.
public struct ResponseFit: Sendable {
  /// Which model is wanted.
  public enum Choice: String, Hashable, Sendable, CaseIterable {
    case quadratic
    case gaussian
    /// The one with the smaller error in foretelling runs that are left out.
    case best
  }

  /// The runs.
  public let data: ResponseData
  /// The surface; `nil` where it is not wanted or cannot be fitted.
  public let quadratic: QuadraticResponse?
  /// Why it cannot be fitted.
  public let quadraticFailure: QuadraticResponse.Failure?
  /// The process; `nil` where it is not wanted or cannot be learned.
  public let gaussian: GaussianResponse?
  /// How it foretells runs of which it has learned nothing; `nil` where that was not looked at.
  public let gaussianLearnedAnew: LeaveOneOutErrors?

  /// Fits models.
  ///
  /// - Parameters:
  ///   - data: The runs.
  ///   - choice: Which are wanted.
  ///   - parameters: What a process has learned of these runs before.
  ///   - learningAnew: Whether a process that is wanted alone learns again without some of the runs, to
  ///     tell its error. Of two models it always does.
  public init(
    _ data: ResponseData, _ choice: Choice, parameters: [Double]? = nil,
    learningAnew: Bool = true
  ) {
    self.data = data
    var quadratic: QuadraticResponse?
    var failure: QuadraticResponse.Failure?
    if choice != .gaussian {
      do throws(QuadraticResponse.Failure) {
        quadratic = try QuadraticResponse(data)
      } catch {
        failure = error
      }
    }
    self.quadratic = quadratic
    quadraticFailure = failure
    gaussian =
      choice == .quadratic
      ? nil : parameters.map { GaussianResponse(data, parameters: $0) } ?? GaussianResponse(data)
    gaussianLearnedAnew = learningAnew || quadratic != nil ? gaussian?.learnedAnew() : nil
  }

  /// Which of the models is used; `nil` where there is none.
  public var chosen: Choice? {
    switch (quadratic, gaussian) {
    case (nil, nil): nil
    case (_?, nil): .quadratic
    case (nil, _?): .gaussian
    case (let quadratic?, let gaussian?):
      (gaussianLearnedAnew ?? gaussian.leaveOneOut).sumOfSquares
        < quadratic.leaveOneOut.sumOfSquares ? .gaussian : .quadratic
    }
  }

  /// The model that is used.
  public var model: (any ResponseModel)? {
    switch chosen {
    case .quadratic?: quadratic
    case .gaussian?: gaussian
    default: nil
    }
  }

  /// How the model that is used foretells runs that it has not seen, as honestly as is known.
  public var errors: LeaveOneOutErrors? {
    switch chosen {
    case .quadratic?: quadratic?.leaveOneOut
    case .gaussian?: gaussianLearnedAnew ?? gaussian?.leaveOneOut
    default: nil
    }
  }

  /// The error of the others' mean, in place of a model, as a root of a mean square.
  public var errorOfMean: Double {
    let count = Double(data.values.count)
    return count / (count - 1) * (data.totalSumOfSquares / count).squareRoot()
  }
}
