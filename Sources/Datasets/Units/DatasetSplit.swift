import EventKernel

/// Which rows of a dataset are for what.
///
/// Whole units at a time, because rows of one unit are too much alike to be divided by chance; or, in each unit, what comes
/// first in time for one part and what comes later for the next.
public struct DatasetSplit: Hashable, Sendable {
  /// A part of the rows.
  public struct Part: Hashable, Sendable {
    /// Its name, which the files bear.
    public var name: String
    /// Its share of the units, or of each unit's time, 0…1.
    public var share: Double

    /// Creates a part.
    public init(name: String, share: Double) {
      self.name = name
      self.share = share
    }
  }

  /// How rows are divided.
  public enum Way: Hashable, Sendable {
    /// Units are dealt out by chance.
    case units
    /// The record of each unit is cut in time; so many seconds are left out at the beginning of each part but the first.
    case time(gap: Double)
  }

  /// The parts; their shares add up to 1.
  public var parts: [Part]
  /// How rows are divided.
  public var way = Way.units

  /// Creates a split: 70 % for training, 15 % for validation and 15 % for the test, where nothing is said.
  public init(
    parts: [Part] = [
      Part(name: "train", share: 0.7), Part(name: "validation", share: 0.15),
      Part(name: "test", share: 0.15),
    ]
  ) {
    self.parts = parts
  }

  /// Reads `train=70,validation=15,test=15`: names and shares in percent.
  ///
  /// - Throws: ``DatasetProblem`` where that is no split, or the shares do not add up.
  public init(text: String) throws(DatasetProblem) {
    var parts: [Part] = []
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = piece.split(separator: "=", omittingEmptySubsequences: false)
      let isName = words[0].utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
      }
      guard words.count == 2, isName, !words[0].isEmpty,
        let percent = Double(words[1].last == "%" ? words[1].dropLast() : words[1]), percent > 0
      else {
        throw DatasetProblem(
          .usage,
          "'\(piece)' is no part of a split; write names and percents, as in train=70,validation=15,test=15"
        )
      }
      parts.append(Part(name: String(words[0]), share: percent / 100))
    }
    if Set(parts.map(\.name)).count < parts.count {
      throw DatasetProblem(.usage, "'\(text)' names a part twice; parts have different names")
    }
    let sum = parts.reduce(0) { $0 + $1.share }
    guard abs(sum - 1) < 1e-9 else {
      let percent = (sum * 1_000_000).rounded() / 10_000
      throw DatasetProblem(
        .usage, "the parts of '\(text)' add up to \(percent) %; they must add up to 100 %")
    }
    self.parts = parts
  }

  /// How many units each part has: its share to within one, and one at least where there are enough.
  private func sizes(ofUnits count: Int) -> [Int] {
    var cumulative = 0.0
    var first = 0
    var sizes = parts.indices.map { index in
      cumulative += parts[index].share
      let end =
        index == parts.count - 1 ? count : min(count, Int((cumulative * Double(count)).rounded()))
      defer { first = max(first, end) }
      return max(0, end - first)
    }
    while count >= parts.count, let empty = sizes.firstIndex(of: 0),
      let largest = sizes.indices.max(by: { sizes[$0] < sizes[$1] })
    {
      sizes[largest] -= 1
      sizes[empty] += 1
    }
    return sizes
  }

  /// The part of each unit, by index.
  ///
  /// Units are dealt out by chance, and so that each part has its share of them to within one, and one at least.
  public func parts(ofUnits count: Int, seed: UInt64) -> [Int] {
    let key = StreamKey(seed: seed, replication: 0, path: "dataset", purpose: "split")
    let order = (0..<count).map { unit in
      var stream = RandomStream(key, ordinal: UInt64(unit))
      return (stream.next(), unit)
    }.sorted { $0 < $1 }
    var result = [Int](repeating: 0, count: count)
    var first = 0
    for (index, size) in sizes(ofUnits: count).enumerated() {
      for place in first..<first + size { result[order[place].1] = index }
      first += size
    }
    return result
  }
}

/// Why a dataset cannot be made.
public struct DatasetProblem: Error, Hashable, CustomStringConvertible {
  /// What is at fault.
  public enum Kind: Hashable, Sendable {
    /// What was asked for.
    case usage
    /// The scenario, or what it leads to.
    case input
    /// A file that cannot be written.
    case output
  }

  /// What is at fault.
  public var kind: Kind
  /// What was read, what was expected and what to do.
  public var description: String

  /// Creates a problem.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
