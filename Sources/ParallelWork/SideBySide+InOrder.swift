extension SideBySide {
  /// Does pieces of work side by side and hands over what they gave, in the order of their numbers.
  ///
  /// No more than twice as many pieces as there are jobs are begun before the first of them is handed over, so that what
  /// waits stays little.
  ///
  /// - Parameters:
  ///   - count: How many pieces there are.
  ///   - isInterrupted: Asked before a piece is begun; once it says yes, no other is.
  ///   - work: Does the piece with a number, counted from 0; `nil` where it was dropped.
  ///   - receive: Given the pieces in order, up to the first that was dropped or not begun.
  /// - Throws: What the first piece that failed, by its number, or `receive` has thrown.
  public func handOver<Value: Sendable>(
    _ count: Int, isInterrupted: () -> Bool,
    work: @escaping @Sendable (Int) throws -> Value?, receive: (Int, Value) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Int, Result<Value?, any Error>).self) { group in
      var begun = 0
      var running = 0
      var received = 0
      var waiting: [Int: Result<Value?, any Error>] = [:]
      var isStopped = false
      func beginMore() {
        while !isStopped, running < jobs, begun < count, begun < received + 2 * jobs {
          if isInterrupted() {
            isStopped = true
            return
          }
          let number = begun
          begun += 1
          running += 1
          group.addTask { (number, Result { try work(number) }) }
        }
      }
      beginMore()
      while let (number, result) = try await group.next() {
        running -= 1
        waiting[number] = result
        while let next = waiting.removeValue(forKey: received) {
          guard let value = try next.get() else {
            isStopped = true
            break
          }
          try receive(received, value)
          received += 1
        }
        beginMore()
      }
    }
  }
}
