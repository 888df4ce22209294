extension MomentText {
  /// Walks through the bytes of a moment.
  struct Scanner {
    private var index = 0

    func isAtEnd(_ text: Span<UInt8>) -> Bool { index == text.count }

    /// The next byte.
    mutating func next(_ text: Span<UInt8>) -> UInt8? {
      guard index < text.count else { return nil }
      index += 1
      return text[index - 1]
    }

    /// Goes on where this byte comes next.
    mutating func take(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
      guard index < text.count, text[index] == byte else { return false }
      index += 1
      return true
    }

    /// A whole number of at most so many digits.
    mutating func number(_ most: Int, _ text: Span<UInt8>) -> (value: Int, digits: Int)? {
      let start = index
      var value = 0
      while index < text.count, index - start < most, let digit = digit(at: index, text) {
        value = value * 10 + digit
        index += 1
      }
      return index > start ? (value, index - start) : nil
    }

    /// `7:00`, `07:00:30.25`, with or without `AM` or `PM`, in microseconds.
    mutating func timeOfDay(_ text: Span<UInt8>) -> Int64? {
      guard var hour = number(2, text)?.value, take(UInt8(ascii: ":"), text),
        let minute = number(2, text)?.value
      else { return nil }
      var (second, fraction) = (0, 0)
      if take(UInt8(ascii: ":"), text) {
        guard let whole = number(2, text)?.value else { return nil }
        second = whole
        if take(UInt8(ascii: "."), text) {
          var unit = 100_000
          let start = index
          while index < text.count, let digit = digit(at: index, text) {
            fraction += digit * unit
            unit /= 10
            index += 1
          }
          guard index > start else { return nil }
        }
      }
      if index + 3 == text.count, text[index] == UInt8(ascii: " "),
        text[index + 2] | 0x20 == UInt8(ascii: "m"), (1...12).contains(hour)
      {
        switch text[index + 1] | 0x20 {
        case UInt8(ascii: "a"): hour %= 12
        case UInt8(ascii: "p"): hour = hour % 12 + 12
        default: return nil
        }
        index = text.count
      }
      guard hour < 24, minute < 60, second < 60 else { return nil }
      return Int64(hour * 3_600 + minute * 60 + second) * 1_000_000 + Int64(fraction)
    }

    /// `Z`, `+02:00`, `-0530` or `+02`, in microseconds.
    mutating func zone(_ text: Span<UInt8>) -> Int64? {
      if take(UInt8(ascii: "Z"), text) { return 0 }
      let isWest = take(UInt8(ascii: "-"), text)
      guard isWest || take(UInt8(ascii: "+"), text), let hours = number(2, text), hours.digits == 2
      else {
        return nil
      }
      var minutes = 0
      if !isAtEnd(text) {
        _ = take(UInt8(ascii: ":"), text)
        guard let read = number(2, text), read.digits == 2, read.value < 60 else { return nil }
        minutes = read.value
      }
      guard hours.value <= 14 else { return nil }
      return Int64(hours.value * 60 + minutes) * (isWest ? -60_000_000 : 60_000_000)
    }

    private func digit(at index: Int, _ text: Span<UInt8>) -> Int? {
      let value = text[index] &- 48
      return value < 10 ? Int(value) : nil
    }
  }
}
