extension SparseChain {
  /// The chain of joined states, its rates still to be set, and to which of its ways each way
  /// belongs.
  func joined(_ group: [Int32], count groups: Int) -> (chain: SparseChain, wider: [Int32]) {
    var firsts = [Int](repeating: 0, count: groups + 1)
    for member in group { firsts[Int(member) + 1] += 1 }
    for index in 1...groups { firsts[index] += firsts[index - 1] }
    var places = firsts
    var members = [Int](repeating: 0, count: count)
    for state in 0..<count {
      members[places[Int(group[state])]] = state
      places[Int(group[state])] += 1
    }
    var wider = [Int32](repeating: -1, count: rates.count)
    var wideStarts = [0]
    var wideSources: [Int32] = []
    // For each group the way from it into the present one, once there is any.
    var way = [Int](repeating: -1, count: groups)
    for target in 0..<groups {
      let first = wideSources.count
      for state in members[firsts[target]..<firsts[target + 1]] {
        for narrow in starts[state]..<starts[state + 1] {
          let source = Int(group[Int(sources[narrow])])
          if source == target { continue }
          if way[source] < first {
            way[source] = wideSources.count
            wideSources.append(Int32(source))
          }
          wider[narrow] = Int32(way[source])
        }
      }
      wideStarts.append(wideSources.count)
    }
    let chain = SparseChain(
      starts: wideStarts, sources: wideSources,
      rates: [Double](repeating: 0, count: wideSources.count),
      outflow: [Double](repeating: 0, count: groups))
    return (chain, wider)
  }
}
