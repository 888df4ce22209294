import CZlib

/// Compresses a stream of bytes to one member of a gzip file.
///
/// Its header names no file and no time, so that equal bytes are compressed to equal bytes by the same
/// version of the library. Source: P. Deutsch, RFC 1952, "GZIP file format specification", 1996.
@safe struct GzipCompressor: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>

  /// Creates a compressor.
  ///
  /// - Parameter level: How much time may be spent, from 1 for little to 9 for much.
  init(level: Int) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 bits of window, and 16 to ask for the header of gzip.
    let result = unsafe deflateInit2_(
      stream, Int32(level), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(result == Z_OK, "there is no memory for a compressor")
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Compresses more bytes, and the end of the stream where these are the last.
  mutating func compress(_ bytes: Span<UInt8>, isLast: Bool, into output: inout [UInt8]) {
    precondition(bytes.count <= UInt32.max, "too many bytes at once")
    unsafe bytes.withUnsafeBytes { source in
      // zlib reads through this pointer and never writes.
      unsafe stream.pointee.next_in = UnsafeMutablePointer(
        mutating: source.bindMemory(to: UInt8.self).baseAddress)
      unsafe stream.pointee.avail_in = UInt32(source.count)
      var isFull = true
      while isFull {
        output.append(addingCapacity: 1 << 16) { span in
          unsafe span.withUnsafeMutableBufferPointer { buffer, initialized in
            unsafe stream.pointee.next_out = buffer.baseAddress?.advanced(by: initialized)
            unsafe stream.pointee.avail_out = UInt32(1 << 16)
            let result = unsafe deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
            precondition(result != Z_STREAM_ERROR, "the compressor was finished before")
            initialized += 1 << 16 - Int(unsafe stream.pointee.avail_out)
            isFull = unsafe stream.pointee.avail_out == 0
          }
        }
      }
    }
  }
}
