/// The state of a line as small whole numbers, and what they mean.
///
/// For each station but the first its *claims*: the parts that stand there, and those that are
/// finished at the station before and blocked by it. For each station its machines that are *down*.
/// All else follows: with blocking after service the claims above the station's places are the
/// blocked parts before it, and which of several machines holds them does not matter.
struct LineLevels {
  /// One number of the state.
  struct Digit {
    /// The station, counted from 0.
    var station: Int
    /// Whether it counts machines that are down, or claims.
    var countsDown: Bool
    /// The greatest value.
    var top: Int
    /// By how much the code of a state rises with it.
    var stride = 0
  }

  let line: ExponentialLine
  /// The digits with more than one value, the one with the most values first.
  let digits: [Digit]
  /// The number of codes; not every code is a state.
  let codes: Int
  /// The places of each station, its machines' own included.
  let places: [Int]

  private(set) var claims: [Int]
  private(set) var down: [Int]
  private(set) var code = 0
  private let claimStride: [Int]
  private let downStride: [Int]

  /// The line in its first state, empty and without failures.
  init(_ line: ExponentialLine, limit: Int) throws(LineError) {
    self.line = line
    let count = line.stations.count
    var places: [Int] = []
    var digits: [Digit] = []
    for (index, station) in line.stations.enumerated() {
      places.append(station.machines + (index == 0 ? 0 : line.buffers[index - 1]))
      if index > 0 {
        let blocked = line.blocking == .afterService ? line.stations[index - 1].machines : 0
        digits.append(
          Digit(station: index, countsDown: false, top: places[index] + blocked))
      }
      if station.failureRate > 0 {
        digits.append(Digit(station: index, countsDown: true, top: station.machines))
      }
    }
    // A long first digit keeps states that follow each other close together.
    digits.sort {
      $0.top != $1.top
        ? $0.top > $1.top
        : ($0.station, $0.countsDown ? 1 : 0) < ($1.station, $1.countsDown ? 1 : 0)
    }
    var codes = 1
    var claimStride = [Int](repeating: 0, count: count)
    var downStride = claimStride
    for index in digits.indices.reversed() {
      digits[index].stride = codes
      let digit = digits[index]
      if digit.countsDown {
        downStride[digit.station] = codes
      } else {
        claimStride[digit.station] = codes
      }
      codes *= digit.top + 1
      // Not every code is a state, but the table of codes must be held too.
      guard codes <= 16 * limit else { throw .tooMany(of: "states", count: codes, limit: limit) }
    }
    self.digits = digits
    self.codes = codes
    self.places = places
    (self.claimStride, self.downStride) = (claimStride, downStride)
    claims = [Int](repeating: 0, count: count)
    down = claims
  }

  func value(of digit: Digit) -> Int {
    digit.countsDown ? down[digit.station] : claims[digit.station]
  }

  /// About how fast a digit moves, in steps in a unit of time.
  func speed(of digit: Digit) -> Double {
    func rate(_ station: Int) -> Double {
      Double(line.stations[station].machines) * line.stations[station].processingRate
    }
    let station = line.stations[digit.station]
    return digit.countsDown
      ? Double(station.machines) * (station.failureRate + station.repairRate)
      : max(rate(digit.station - 1), rate(digit.station))
  }

  /// Sets the digits of a code.
  mutating func read(_ code: Int) {
    self.code = code
    var rest = code
    for digit in digits {
      let value = rest / digit.stride
      rest -= value * digit.stride
      if digit.countsDown { down[digit.station] = value } else { claims[digit.station] = value }
    }
  }

  // MARK: - What the digits mean

  /// The parts at a station, in its buffer and on its machines.
  func parts(at station: Int) -> Int {
    station == 0 ? places[0] : min(claims[station], places[station])
  }

  /// The machines that hold a part.
  func occupied(at station: Int) -> Int {
    min(parts(at: station), line.stations[station].machines)
  }

  /// The machines with a part that is not finished, or may be begun.
  func engaged(at station: Int) -> Int {
    let occupied = occupied(at: station)
    guard station + 1 < claims.count else { return occupied }
    let excess = claims[station + 1] - places[station + 1]
    return line.blocking == .afterService
      ? occupied - max(0, excess) : min(occupied, -excess)
  }

  /// The machines that work on a part and are not down.
  func working(at station: Int) -> Int {
    let engaged = engaged(at: station)
    switch line.failureClock {
    case .operating: return engaged - down[station]
    case .always: return down[station] == 0 ? engaged : 0
    }
  }

  /// Whether the digits are a state: parts are blocked on machines that hold parts, and with
  /// failures of working machines only those are down.
  var isState: Bool {
    for station in claims.indices {
      let engaged = engaged(at: station)
      if engaged < 0 { return false }
      if line.failureClock == .operating, down[station] > engaged { return false }
    }
    return true
  }

  // MARK: - Events

  /// The code of the state after a machine of the station has finished its part.
  func codeAfterCompletion(at station: Int) -> Int {
    var next = code
    let isLast = station + 1 == claims.count
    if !isLast { next += claimStride[station + 1] }
    if line.blocking == .beforeService { return next - claimStride[station] }
    if !isLast, claims[station + 1] >= places[station + 1] { return next }
    // The part leaves; a part that is blocked by its station moves up, and so on upstream.
    var leaving = station
    while leaving > 0 {
      next -= claimStride[leaving]
      if claims[leaving] <= places[leaving] { break }
      leaving -= 1
    }
    return next
  }

  func codeAfterFailure(at station: Int) -> Int { code + downStride[station] }

  func codeAfterRepair(at station: Int) -> Int { code - downStride[station] }
}
