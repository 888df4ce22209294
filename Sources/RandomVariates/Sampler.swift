public import EventKernel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How random numbers become draws.
public enum SamplingMode: Hashable, Sendable, BitwiseCopyable {
  /// The fastest method for each family; it may take any number of random words.
  case fast
  /// Exactly one uniform number a draw (none for a constant), in which the draw does not decrease:
  /// for common random numbers between unlike distributions, and antithetic pairs. Where a quantile
  /// is found by search, draws whose uniform numbers differ by less than its error, 1e-11 at worst,
  /// may stand in either order.
  case inversion
}

/// Draws from a distribution, with the distribution's constants worked out beforehand.
///
/// A value without references, so that records of a simulation can hold it. Families that need cells
/// (``Distribution/needsTables``) keep them in ``SamplerTables``, which makes their samplers.
/// Nothing is allocated by a draw.
///
/// Bounds are kept by drawing again where they leave a tenth of the distribution or more, else by
/// inversion between them, so that a far tail takes no longer than any other cut.
///
/// ```swift
/// let repair = Sampler(Distribution(.logNormal(mean: 1_200, standardDeviation: 960)))
/// let duration = repair.sample(using: &stream)
/// ```
public struct Sampler: Sendable, BitwiseCopyable {
  /// Where the bounds leave less than this, drawing again gives way to inversion.
  static let leastAcceptance = 0.1

  /// The mean of an exponential that nothing shifts or cuts; 0 for anything else.
  ///
  /// The most frequent draw of all is decided by this one number.
  @usableFromInline let plainMean: Double
  let method: DrawMethod
  /// Whether a draw is shifted or has to be kept within bounds.
  private let isAdjusted: Bool
  private let shift: Double
  private let atLeast: Double
  private let atMost: Double
  /// Whether a draw outside the bounds is followed by another.
  private let isRepeated: Bool

  /// Prepares to draw from a distribution that needs no tables.
  ///
  /// - Parameters:
  ///   - distribution: What to draw from. Its parameters are in their domains, its bounds leave
  ///     something, and it needs no tables.
  ///   - mode: How random numbers become draws.
  public init(_ distribution: Distribution, mode: SamplingMode = .fast) {
    guard let family = ParametricFamily(distribution.family) else {
      preconditionFailure("this family needs tables: ask SamplerTables for its sampler")
    }
    let cut = Cut(
      family, atLeast: distribution.unshifted(atLeast: distribution.atLeast),
      atMost: distribution.unshifted(atMost: distribution.atMost))
    precondition(cut.canDraw, "the bounds leave nothing to draw")
    let method = DrawMethod(cut, mode: mode)
    var isKept = true
    if case .inversion = method { isKept = false }
    self.init(method, of: distribution, mayLeaveBounds: isKept && cut.isCut)
  }

  /// A method with the shift and bounds that are applied to what it gives.
  ///
  /// - Parameters:
  ///   - method: How to draw.
  ///   - distribution: Whose shift and bounds apply.
  ///   - mayLeaveBounds: Whether draws outside the bounds are to be made again.
  ///   - isClamped: Whether rounding alone may carry a draw over a bound.
  init(
    _ method: DrawMethod, of distribution: Distribution, mayLeaveBounds: Bool,
    isClamped: Bool = false
  ) {
    self.method = method
    shift = distribution.shift
    // Rounding may carry a shifted value over a bound too.
    isAdjusted = mayLeaveBounds || isClamped || distribution.shift != 0
    isRepeated = mayLeaveBounds
    atLeast = distribution.atLeast
    atMost = distribution.atMost
    if case .exponential(let mean) = method, !isAdjusted {
      plainMean = mean
    } else {
      plainMean = 0
    }
  }

  /// One draw.
  ///
  /// - Parameter stream: Where the random numbers come from.
  /// - Returns: A value between the bounds.
  @inlinable
  @inline(__always)
  public func sample(using stream: inout RandomStream) -> Double {
    plainMean > 0
      ? plainMean * Ziggurat.exponential(using: &stream) : adjusted(using: &stream)
  }

  /// One draw, for any family.
  ///
  /// - Parameters:
  ///   - stream: Where the random numbers come from.
  ///   - tables: The tables that made this sampler, or a fork of them.
  /// - Returns: A value between the bounds.
  @inlinable
  @inline(__always)
  public func sample(
    using stream: inout RandomStream, from tables: borrowing SamplerTables
  ) -> Double {
    plainMean > 0
      ? plainMean * Ziggurat.exponential(using: &stream)
      : adjusted(using: &stream, from: tables)
  }

  /// The draws of several samplers for four ordinals in a row, in less time than one by one.
  ///
  /// - Parameters:
  ///   - samplers: What is drawn.
  ///   - keys: Whose draws these are, one key a sampler.
  ///   - words: What ``RandomStream/beginnings(of:fourFrom:into:)`` gives for the keys.
  ///   - values: Where the draws go: four of the first sampler, four of the second, and so on.
  ///   - tables: The tables that made the samplers, or a fork of them.
  public static func sampleFour(
    of samplers: Span<Sampler>, _ keys: Span<StreamKey>, beginningWith words: Span<UInt64>,
    into values: inout MutableSpan<Double>, from tables: borrowing SamplerTables
  ) {
    precondition(values.count == 4 * samplers.count, "four draws of each sampler")
    for place in samplers.indices {
      let mean = samplers[place].plainMean
      let key = keys[place]
      if mean > 0 {
        for draw in 4 * place..<4 * place + 4 {
          let stream = RandomStream(beginning: words[draw], of: key)
          values[draw] = mean * Ziggurat.exponential(fromStartOf: stream)
        }
      } else {
        for draw in 4 * place..<4 * place + 4 {
          var stream = RandomStream(beginning: words[draw], of: key)
          values[draw] = samplers[place].adjusted(using: &stream, from: tables)
        }
      }
    }
  }

  /// The draw that a given uniform number becomes, by inversion.
  ///
  /// For antithetic pairs: the values at u and 1 - u. A sampler whose mode is not
  /// ``SamplingMode/inversion`` has none, unless it draws a constant.
  ///
  /// - Parameter u: From 0 to 1, both excluded.
  /// - Returns: A value between the bounds.
  public func value(at u: Double) -> Double {
    precondition(u > 0 && u < 1, "a uniform number lies between 0 and 1")
    switch method {
    case .constant(let value): return placed(value)
    case .inversion(let cut): return placed(cut.quantile(u, complement: 1 - u))
    default: preconditionFailure("only a sampler by inversion has a value at a uniform number")
    }
  }

  /// The draw that a given uniform number becomes, by inversion, for any family.
  ///
  /// - Parameters:
  ///   - u: From 0 to 1, both excluded.
  ///   - tables: The tables that made this sampler, or a fork of them.
  /// - Returns: A value between the bounds.
  public func value(at u: Double, from tables: borrowing SamplerTables) -> Double {
    precondition(u > 0 && u < 1, "a uniform number lies between 0 and 1")
    return method.needsTables ? placed(tables.value(of: method, at: u)) : value(at: u)
  }

  private func placed(_ value: Double) -> Double { max(atLeast, min(atMost, value + shift)) }

  @usableFromInline
  func adjusted(using stream: inout RandomStream) -> Double {
    let value = method.draw(using: &stream)
    guard isAdjusted else { return value }
    var moved = value + shift
    while isRepeated && (moved < atLeast || moved > atMost) {
      moved = shift + method.draw(using: &stream)
    }
    return max(atLeast, min(atMost, moved))
  }

  @usableFromInline
  func adjusted(
    using stream: inout RandomStream, from tables: borrowing SamplerTables
  ) -> Double {
    let value =
      method.needsTables
      ? tables.draw(method, using: &stream) : method.draw(using: &stream)
    guard isAdjusted else { return value }
    var moved = value + shift
    while isRepeated && (moved < atLeast || moved > atMost) {
      moved =
        shift
        + (method.needsTables
          ? tables.draw(method, using: &stream) : method.draw(using: &stream))
    }
    return max(atLeast, min(atMost, moved))
  }
}
