/// Sorts numbers by their digits, in time that grows with their count alone.
///
/// Least significant digits first, eleven bits a pass; a pass in which all digits agree is left out. Equal
/// numbers keep their order, -0 being 0; NaN comes last.
enum NumberSort {
  /// The numbers in rising order, those that are NaN left out.
  static func sorted(_ numbers: [Double]) -> [Double] {
    var keys: [UInt64] = []
    keys.reserveCapacity(numbers.count)
    for number in numbers where !number.isNaN { keys.append(key(of: number)) }
    if keys.count < 1_024 {
      keys.sort()
    } else {
      var other = [UInt64](repeating: 0, count: keys.count)
      for pass in 0..<passes {
        guard var starts = starts(keys, pass) else { continue }
        for key in keys {
          let digit = digit(key, pass)
          other[starts[digit]] = key
          starts[digit] += 1
        }
        swap(&keys, &other)
      }
    }
    var sorted: [Double] = []
    sorted.reserveCapacity(keys.count)
    for key in keys { sorted.append(number(of: key)) }
    return sorted
  }

  /// The indices of the numbers in rising order of these.
  ///
  /// - Parameters:
  ///   - numbers: The numbers.
  ///   - order: The order in which equal ones stay; `nil` for that of their indices.
  /// - Returns: The indices; those of NaN last.
  static func order(of numbers: [Double], startingFrom order: [Int32]? = nil) -> [Int32] {
    var order = order ?? [Int32](0..<Int32(numbers.count))
    var keys: [UInt64] = []
    keys.reserveCapacity(order.count)
    for index in order { keys.append(key(of: numbers[Int(index)])) }
    var otherOrder = [Int32](repeating: 0, count: order.count)
    var otherKeys = [UInt64](repeating: 0, count: order.count)
    for pass in 0..<passes {
      guard var starts = starts(keys, pass) else { continue }
      for place in keys.indices {
        let digit = digit(keys[place], pass)
        let target = starts[digit]
        otherKeys[target] = keys[place]
        otherOrder[target] = order[place]
        starts[digit] = target + 1
      }
      swap(&keys, &otherKeys)
      swap(&order, &otherOrder)
    }
    return order
  }

  private static let bits = 11
  private static let passes = 6

  /// Bits that rise with the number; all NaN get the greatest.
  @inline(__always) private static func key(of number: Double) -> UInt64 {
    if number.isNaN { return .max }
    let bits = (number + 0).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }

  private static func number(of key: UInt64) -> Double {
    Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
  }

  @inline(__always) private static func digit(_ key: UInt64, _ pass: Int) -> Int {
    Int(truncatingIfNeeded: key >> UInt64(pass * bits)) & (1 << bits - 1)
  }

  /// Where each digit's keys begin; `nil` where all keys have the same digit.
  private static func starts(_ keys: [UInt64], _ pass: Int) -> [Int]? {
    var counts = [Int](repeating: 0, count: 1 << bits)
    for key in keys { counts[digit(key, pass)] += 1 }
    var start = 0
    for digit in counts.indices {
      let count = counts[digit]
      if count == keys.count { return nil }
      counts[digit] = start
      start += count
    }
    return counts
  }
}
