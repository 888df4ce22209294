import DataTables
import FactorySimulation

/// Blocks of readings of one unit, in memory as long as they are few, and else in a file.
///
/// Labels look ahead: how long a component has still to live is known when it has failed. So readings wait until their
/// unit is over.
struct BlockStore {
  /// How many bytes stay in memory.
  static let memory = 24 << 20

  private enum Place {
    case memory(ReadingBlock)
    case file(offset: Int, shape: ReadingBlockShape)
  }

  private let path: String
  private let most: Int
  private var file: ScratchFile?
  private var places: [Place] = []
  private var held = 0
  private var spilled = 0

  init(spill path: String, memory: Int = BlockStore.memory) {
    self.path = path
    most = memory
  }

  mutating func append(_ blocks: [ReadingBlock]) throws(DataFileProblem) {
    for block in blocks {
      let size = block.byteCount
      if held + size <= most {
        held += size
        places.append(.memory(block))
        continue
      }
      if file == nil { file = try ScratchFile(path) }
      guard let file else { continue }
      try file.append(block.rawBytes)
      places.append(.file(offset: spilled, shape: block.shape))
      spilled += size
    }
  }

  /// The machines that have rows of one kind, as places of blocks in their order.
  func blocks(ofStation station: Int, machine: Int, panel: ReadingPanel) -> [Int] {
    places.indices.filter { index in
      let shape = shape(index)
      return shape.station == station && shape.machine == machine && panel.isPanel(of: shape)
    }
  }

  private func shape(_ index: Int) -> ReadingBlockShape {
    switch places[index] {
    case .memory(let block): block.shape
    case .file(_, let shape): shape
    }
  }

  func block(_ index: Int) throws(DataFileProblem) -> ReadingBlock {
    switch places[index] {
    case .memory(let block): return block
    case .file(let offset, let shape):
      guard let file else { preconditionFailure("what was put into the file is there") }
      return ReadingBlock(shape, rawBytes: try file.bytes(offset..<offset + shape.byteCount))
    }
  }
}
