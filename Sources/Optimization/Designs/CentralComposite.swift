/// A central composite design, for response surfaces of the second order.
///
/// The corners of a cube (or a fraction of them), two points on each axis at the distance α from the
/// middle, and the middle several times. With α = F^(1/4), F being the number of corners, the design
/// is *rotatable*: how well the surface is known depends only on the distance from the middle.
///
/// Sources: G. E. P. Box, K. B. Wilson, "On the experimental attainment of optimum conditions", Journal
/// of the Royal Statistical Society B 13 (1951) 1–45; rotatability: G. E. P. Box, J. S. Hunter,
/// "Multi-factor experimental designs for exploring response surfaces", Annals of Mathematical
/// Statistics 28 (1957) 195–241.
public struct CentralComposite: Hashable, Sendable {
  /// Where corners and points on axes lie.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Corners at the ends of the ranges, points on axes beyond them.
    case circumscribed
    /// Corners at the ends of the ranges, points on axes there too: α = 1.
    case faced
    /// Points on axes at the ends of the ranges, corners within them.
    case inscribed
  }

  /// The corners.
  public let corners: FractionalFactorial
  /// Where corners and points on axes lie.
  public let kind: Kind
  /// How far the points on the axes are from the middle, the corners being 1 away along each axis.
  public let alpha: Double
  /// How many times the middle is tried.
  public let centerPoints: Int

  /// Creates a design.
  ///
  /// - Parameters:
  ///   - corners: The corners; all of them, or a fraction of resolution V or more, where no
  ///     coefficients of the second order may be mixed up.
  ///   - kind: Where corners and points on axes lie.
  ///   - alpha: How far the points on the axes are from the middle; rotatable where nobody says.
  ///     1 for a faced design, whatever is said.
  ///   - centerPoints: How many times the middle is tried.
  public init(
    corners: FractionalFactorial, kind: Kind, alpha: Double? = nil, centerPoints: Int = 4
  ) {
    precondition(alpha.map { $0 > 0 && $0.isFinite } ?? true, "points on axes are off the middle")
    precondition(
      kind != .inscribed || (alpha ?? 2) >= 1, "an inscribed design has its corners inside")
    precondition(centerPoints >= 0, "a number of points is not below 0")
    self.corners = corners
    self.kind = kind
    self.centerPoints = centerPoints
    let rotatable = Double(corners.count).squareRoot().squareRoot()
    self.alpha = kind == .faced ? 1 : alpha ?? rotatable
  }

  /// Creates a design with all corners.
  ///
  /// - Parameters:
  ///   - factors: How many factors, from 2 to 20.
  ///   - kind: Where corners and points on axes lie.
  ///   - alpha: How far the points on the axes are from the middle; rotatable where nobody says.
  ///   - centerPoints: How many times the middle is tried.
  public init(factors: Int, kind: Kind, alpha: Double? = nil, centerPoints: Int = 4) {
    precondition(factors >= 2, "a surface has factors")
    self.init(
      corners: FractionalFactorial(baseFactors: factors, generators: []), kind: kind, alpha: alpha,
      centerPoints: centerPoints)
  }

  /// How many points there are.
  public var count: Int { corners.count + 2 * corners.factors + centerPoints }

  /// The points, with -1 and 1 for the ends of the ranges: corners, axes, middle.
  public var codedPoints: [[Double]] {
    let (corner, axis) = kind == .inscribed ? (1 / alpha, 1.0) : (1.0, alpha)
    let middle = [Double](repeating: 0, count: corners.factors)
    let star = middle.indices.flatMap { factor in
      [-axis, axis].map { place in
        var point = middle
        point[factor] = place
        return point
      }
    }
    return corners.codedPoints.map { $0.map { $0 * corner } } + star
      + Array(repeating: middle, count: centerPoints)
  }

  /// The points, with 0 and 1 for the ends of the ranges.
  ///
  /// Points on the axes of a circumscribed design lie beyond them where α is above 1.
  public var points: [[Double]] { codedPoints.map { $0.map { ($0 + 1) / 2 } } }
}
