/// Independent pieces of work that are done side by side, each known by its number.
///
/// What comes out is a function of the work: the number of jobs changes how long it takes and nothing
/// else.
public struct SideBySide: Sendable {
  /// How many pieces may be worked on at the same time; at least 1.
  public let jobs: Int

  /// Creates a place for work.
  ///
  /// - Parameter jobs: How many pieces may be worked on at the same time; at least 1.
  public init(jobs: Int) {
    precondition(jobs >= 1, "somebody has to do the work")
    self.jobs = jobs
  }

  /// Does all pieces of work, begun in the order of their numbers.
  ///
  /// - Parameters:
  ///   - count: How many pieces there are.
  ///   - isInterrupted: Asked before a piece is begun; once it says yes, no other is.
  ///   - progress: Told how many pieces are finished, each time one more is.
  ///   - work: Does the piece with a number, counted from 0; `nil` where it was dropped.
  /// - Returns: What each piece gave, by its number; `nil` for those that were dropped or not begun.
  /// - Throws: What the first piece that failed, by its number, has thrown.
  public func results<Value: Sendable, Failure: Error>(
    _ count: Int, isInterrupted: () -> Bool, progress: (Int) -> Void,
    work: @escaping @Sendable (Int) throws(Failure) -> Value?
  ) async throws(Failure) -> [Value?] {
    var results = [Value?](repeating: nil, count: count)
    var failures: [Piece<Failure>] = []
    await withTaskGroup(of: Piece<Result<Value?, Failure>>.self) { group in
      var begun = 0
      var finished = 0
      func begin() {
        let number = begun
        begun += 1
        group.addTask {
          do throws(Failure) {
            return Piece(number: number, value: .success(try work(number)))
          } catch {
            return Piece(number: number, value: .failure(error))
          }
        }
      }
      while begun < min(jobs, count) { begin() }
      // Pieces are begun in the order of their numbers, so when one fails all before it are begun, and
      // waiting for those makes the first failure the same for any number of jobs.
      while let piece = await group.next() {
        switch piece.value {
        case .success(let value?):
          results[piece.number] = value
          finished += 1
          progress(finished)
        case .success(nil): break
        case .failure(let failure): failures.append(Piece(number: piece.number, value: failure))
        }
        if begun < count, failures.isEmpty, !isInterrupted() { begin() }
      }
    }
    if let first = failures.min(by: { $0.number < $1.number }) { throw first.value }
    return results
  }

  /// A number with what belongs to it.
  private struct Piece<Value: Sendable>: Sendable {
    var number: Int
    var value: Value
  }
}
