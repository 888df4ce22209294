import FactorySimulation

/// How figures of a replay are written into its page: bytes in base64, which the page's script reads back.
enum ReplayCoding {
  /// What a machine did.
  ///
  /// A byte below 120 stands for a change after 1 to 15 whole steps: 8 · (steps − 1) + state. From 120 on it stands
  /// for a change to state (byte − 120) after a time in tenths of a second, which follows in groups of seven bits,
  /// the lowest first, the eighth bit set where more follow. State 0…7 is one of the eight that the machine was not
  /// in, in their order; of the first change, one of the nine without the last.
  static func bytes(of track: StateTrack) -> [UInt8] {
    var bytes: [UInt8] = []
    var (time, state) = (0, 9)
    for entry in track.entries {
      let number = Int(entry.state.rawValue)
      let code = number < state ? number : number - 1
      let after = entry.time - time
      let steps = after / track.step
      if after.isMultiple(of: track.step), (1...15).contains(steps), state < 9 {
        bytes.append(UInt8(8 * (steps - 1) + code))
      } else {
        // The first entry may be in any of nine states: the ninth is written as 128.
        bytes.append(UInt8(120 + code))
        append(after, to: &bytes)
      }
      (time, state) = (entry.time, number)
    }
    return bytes
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = number
    while rest > 127 {
      bytes.append(UInt8(rest & 127 | 128))
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// A series of whole numbers, as four bits for each step from one to the next, the lower half of a byte first.
  ///
  /// 0…13 stand for steps from −6 to 7. 14 stands for so many steps of 0 more than three as the number says that
  /// follows; 15 for a step that follows as a number: 2 · step, or, below 0, −2 · step − 1.
  /// Numbers go in groups of three bits, the lowest first, the fourth bit set where more follow.
  static func bytes(of series: [Int]) -> [UInt8] {
    var halves: [UInt8] = []
    var last = 0
    var same = 0
    func number(_ value: Int) {
      var rest = value
      while rest > 7 {
        halves.append(UInt8(rest & 7 | 8))
        rest >>= 3
      }
      halves.append(UInt8(rest))
    }
    func flush() {
      if same > 3 {
        halves.append(14)
        number(same - 4)
      } else {
        for _ in 0..<same { halves.append(6) }
      }
      same = 0
    }
    for value in series {
      let step = value - last
      last = value
      if step == 0 {
        same += 1
        continue
      }
      flush()
      if (-6...7).contains(step) {
        halves.append(UInt8(step + 6))
      } else {
        halves.append(15)
        number(step >= 0 ? 2 * step : -2 * step - 1)
      }
    }
    flush()
    // Who reads knows how many numbers there are, and does not look at this.
    if !halves.count.isMultiple(of: 2) { halves.append(0) }
    return stride(from: 0, to: halves.count, by: 2).map { halves[$0] | halves[$0 + 1] << 4 }
  }

  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Bytes as text (RFC 4648, base64).
  static func base64(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var word = 0
      for place in 0..<3 { word = word << 8 | (place < count ? Int(bytes[start + place]) : 0) }
      for place in 0..<4 {
        text.append(place <= count ? letters[word >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
