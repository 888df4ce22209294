import EventKernel

extension RandomStream {
  /// A stream of its own, which begins with this one's next word.
  mutating func branch() -> RandomStream {
    RandomStream(beginning: next(), of: branchKey)
  }
}

/// Of the key only that it mirrors nothing is used: the word is already the stream's own.
private let branchKey = StreamKey(seed: 0, replication: 0, path: "waveform", purpose: "branch")
