import CAllocationCounter

/// How often `body` asks for memory, on this thread; `nil` where the C library lets nobody count.
public func allocations(in body: () throws -> Void) rethrows -> Int? {
  let before = allocations_of_this_thread()
  try body()
  return before < 0 ? nil : allocations_of_this_thread() - before
}
