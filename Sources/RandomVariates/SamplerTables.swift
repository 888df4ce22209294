import BasicContainers
import EventKernel

/// The cells of samplers whose distributions a few numbers do not describe.
///
/// Values to draw from, alias tables, the components of mixtures, and what is inverted by search. The
/// tables have one owner and are copied by ``fork()`` only; a sampler refers to its cells by index
/// and draws with the tables that made it or with a fork of them.
///
/// ```swift
/// var tables = SamplerTables()
/// let lot = tables.sampler(for: Distribution(.discrete([
///   Weighted(20, weight: 3), Weighted(50, weight: 1),
/// ])))
/// let size = lot.sample(using: &stream, from: tables)
/// ```
public struct SamplerTables: ~Copyable, Sendable {
  private var cells: UniqueArray<AliasTable.Cell>
  private var values: UniqueArray<Double>
  private var components: UniqueArray<Sampler>
  private var prepared: UniqueArray<TruncatedDistribution>

  /// Creates empty tables.
  public init() {
    cells = UniqueArray()
    values = UniqueArray()
    components = UniqueArray()
    prepared = UniqueArray()
  }

  private init(copying other: borrowing SamplerTables) {
    cells = other.cells.clone()
    values = other.values.clone()
    components = other.components.clone()
    prepared = other.prepared.clone()
  }

  /// A copy for another owner; samplers made before draw from either alike.
  public borrowing func fork() -> SamplerTables { SamplerTables(copying: self) }

  /// Prepares to draw from any distribution.
  ///
  /// - Parameters:
  ///   - distribution: What to draw from. Its parameters are in their domains and its bounds leave
  ///     something.
  ///   - mode: How random numbers become draws.
  /// - Returns: The sampler, with whose cells these tables have grown.
  public mutating func sampler(
    for distribution: Distribution, mode: SamplingMode = .fast
  ) -> Sampler {
    guard distribution.needsTables else { return Sampler(distribution, mode: mode) }
    let truncated = TruncatedDistribution(distribution)
    precondition(truncated.canDraw, "the bounds leave nothing to draw")
    if case .empirical(let values, true) = distribution.family {
      return interpolation(values, of: distribution)
    }
    if mode == .inversion { return inversion(truncated) }
    let (low, high) = (
      distribution.unshifted(atLeast: distribution.atLeast),
      distribution.unshifted(atMost: distribution.atMost)
    )
    switch distribution.family {
    case .discrete(let points):
      let kept = points.filter { $0.value >= low && $0.value <= high }
      let first = Int32(clamping: values.count)
      for point in kept { values.append(point.value) }
      let method = alias(kept.map(\.weight), offset: first) { .alias(first: $0, count: $1) }
      return Sampler(method, of: distribution, mayLeaveBounds: false)
    case .empirical(let data, _):
      let kept = data.filter { $0 >= low && $0 <= high }
      let first = Int32(clamping: values.count)
      for value in kept { values.append(value) }
      return Sampler(
        .resampling(first: first, count: Int32(clamping: kept.count)), of: distribution,
        mayLeaveBounds: false)
    case .mixture(let parts):
      guard truncated.acceptance >= Sampler.leastAcceptance else { return inversion(truncated) }
      let samplers = parts.filter { $0.weight > 0 }.map { sampler(for: $0.value) }
      let first = Int32(clamping: components.count)
      for sampler in samplers { components.append(sampler) }
      let weights = parts.map(\.weight).filter { $0 > 0 }
      let method = alias(weights, offset: first) { .mixture(first: $0, count: $1) }
      return Sampler(method, of: distribution, mayLeaveBounds: truncated.isCut)
    default:
      preconditionFailure("the other families need no tables")
    }
  }

  /// The quantile of one uniform number already contains shift and bounds.
  private mutating func inversion(_ truncated: TruncatedDistribution) -> Sampler {
    prepared.append(truncated)
    return Sampler(
      .tableInversion(index: Int32(clamping: prepared.count - 1)), of: .constant(0),
      mayLeaveBounds: false)
  }

  private mutating func interpolation(
    _ data: [Double], of distribution: Distribution
  ) -> Sampler {
    let points = InterpolatedPoints(data)
    let first = Int32(clamping: values.count)
    for value in points.values { values.append(value) }
    let start = points.place(before: distribution.unshifted(atLeast: distribution.atLeast))
    let end = points.place(upTo: distribution.unshifted(atMost: distribution.atMost))
    return Sampler(
      .interpolation(
        first: first, count: Int32(clamping: data.count), from: start, width: end - start),
      of: distribution, mayLeaveBounds: false, isClamped: true)
  }

  /// Appends an alias table whose things are counted from `offset`.
  private mutating func alias(
    _ weights: [Double], offset: Int32, method: (_ first: Int32, _ count: Int32) -> DrawMethod
  ) -> DrawMethod {
    let first = Int32(clamping: cells.count)
    let table = AliasTable(weights: weights)
    for cell in table.cells {
      cells.append(
        AliasTable.Cell(
          threshold: cell.threshold, own: cell.own + offset, other: cell.other + offset))
    }
    return method(first, Int32(clamping: table.cells.count))
  }

  // MARK: - Drawing

  borrowing func draw(_ method: DrawMethod, using stream: inout RandomStream) -> Double {
    switch method {
    case .alias(let first, let count):
      return values[chosen(first, count, using: &stream)]
    case .resampling(let first, let count):
      let (index, _) = place(among: count, using: &stream)
      return values[Int(first) + index]
    case .interpolation, .tableInversion:
      return value(of: method, at: stream.uniform())
    case .mixture(let first, let count):
      let component = components[chosen(first, count, using: &stream)]
      return component.sample(using: &stream, from: self)
    default:
      return method.draw(using: &stream)
    }
  }

  /// The draw that a uniform number becomes.
  borrowing func value(of method: DrawMethod, at u: Double) -> Double {
    switch method {
    case .interpolation(let first, let count, let start, let width):
      let place = start + width * u
      let index = max(0, min(Int(count) - 2, Int(place)))
      let (low, high) = (values[Int(first) + index], values[Int(first) + index + 1])
      return min(high, low + (place - Double(index)) * (high - low))
    case .tableInversion(let index):
      return prepared[Int(index)].quantile(u, complement: 1 - u)
    default:
      preconditionFailure("only a sampler by inversion has a value at a uniform number")
    }
  }

  /// Which of `count` equal cells a random word names, and how far into it.
  ///
  /// The word times the count is an index of 64 bits with a fraction of 64 bits.
  private borrowing func place(
    among count: Int32, using stream: inout RandomStream
  ) -> (index: Int, fraction: UInt64) {
    let product = stream.next().multipliedFullWidth(by: UInt64(truncatingIfNeeded: count))
    return (Int(truncatingIfNeeded: product.high), product.low)
  }

  private borrowing func chosen(
    _ first: Int32, _ count: Int32, using stream: inout RandomStream
  ) -> Int {
    let (index, fraction) = place(among: count, using: &stream)
    let cell = cells[Int(first) + index]
    return Int(Double(fraction &>> 11) * 0x1p-53 < cell.threshold ? cell.own : cell.other)
  }
}
