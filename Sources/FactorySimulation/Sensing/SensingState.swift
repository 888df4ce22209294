import BasicContainers
import EventKernel
import FactoryModel
import RandomVariates
import SensorSignals
import SignalFeatures

/// The sensors of one machine that are read at the same moments, or one that takes snapshots.
struct PanelRecord: BitwiseCopyable {
  let station: Int32
  let machine: Int32
  /// Whether they are read whenever a part is finished.
  let isPerPart: Bool
  let sensors: Stretch
  /// The time from one moment to the next, in seconds; 0 where rows are parts.
  let period: Double
  /// The next moment: `nextTick` · `period`; infinity where rows are parts.
  var nextTick: Int64 = 0
  var nextTime = Double.infinity
  /// Since when nothing has changed on which the sensors depend, but what varies by itself.
  var unchangedSince = 0.0
  /// Whether some sensor lags, and the state and product that such sensors have been told of.
  var hasLag = false
  var toldState = PanelRecord.unknownState
  var toldProduct: Int32 = -1
  /// The components whose wear and whose age sensors read, one bit each.
  var wearRead: UInt64 = 0
  /// The components whose wear is noted without a look at it, if no sensor reads it.
  var wearInterpolated: UInt64 = 0
  var agesRead: UInt64 = 0
  var readsLots = false
  /// The conditions that sensors read, one bit each.
  var conditionsRead: UInt64 = 0
  /// Whether some sensor fails.
  var hasFaults = false
  /// How many rows there are in the block that is filled.
  var rows = 0
  /// Where its columns begin.
  let firstValue: Int
  let firstWear: Int
  let wearCount: Int
  /// How many columns of values there are: a sensor's or a snapshot's feature each.
  let valueCount: Int
  /// How many rows a block has.
  let capacity: Int
  /// From when on rows are kept; infinity where only features are made of them.
  let keptFrom: Double
  /// Whether some rule may look at its features, so that they are made from the start on.
  let isReadByRules: Bool
  /// How its snapshots are taken; -1 for sensors of one number.
  var snapshots: Int32 = -1
  /// Where the columns of features begin, and how many there are.
  var firstFeatureColumn = 0
  var featureCount: Int32 = 0

  /// Differs from every state.
  static let unknownState = UInt8.max
}

/// How the snapshots of a panel are taken.
struct SnapshotPanelRecord: BitwiseCopyable {
  /// What takes them, and what its chance goes by.
  let waveform: Int32
  let key: StreamKey
  /// Where its programs begin, and its samples.
  let firstProgram: Int32
  let firstSample: Int
}

/// What is told of machines: their sensors, and the rows that have been read.
///
/// A sensor is read when something changes on which it depends, for all moments that have passed till then: between
/// two changes only wear, ages and the ambience go on, each as a function of time. So there is no event for a reading.
struct SensingState: ~Copyable {
  var panels: RecordTable<PanelRecord>
  /// The panels of each machine that are read at equal distances, and those whose rows are parts.
  var timedPanels: RecordTable<Stretch>
  var partPanels: RecordTable<Stretch>
  var sensors: RecordTable<SensorRecord>
  var instructions: UniqueArray<FormulaInstruction>
  var inputs: UniqueArray<Double>
  var conditions: [AmbientPath]
  /// What the steps of the timeline change, as many rows a step as there are sensors.
  var steps: RecordTable<SensorStep>
  /// The inputs of each station.
  let layouts: [SensingInputs]

  let rowsPerBlock: Int
  /// The faults of all sensors, and when each comes next.
  var faultPlans: RecordTable<SensorFaultRecord>
  var faults: UniqueArray<SensorFault>
  let samplers: SamplerTables
  /// The row that is read, where sensors fail.
  var row: UniqueArray<SensorReading>

  /// What makes features of readings, and the features of each machine as of the last time that they were asked for.
  var pipelines: [FeaturePipeline]
  var features: [[Double]]
  /// Rows that have not come yet of which features are to be made.
  var lateRows: [LateRow] = []
  /// What takes snapshots, at all machines of a station, and for each panel that has some how they are taken.
  var waveforms: [WaveformRecord]
  let snapshotPanels: RecordTable<SnapshotPanelRecord>
  /// Speed, load and severities of each panel that takes snapshots, and the same from each step of the timeline on.
  var waveformPrograms: RecordTable<Stretch>
  var waveformSteps: RecordTable<Stretch>

  var times: RecordTable<Double>
  /// What the time stamp is ahead of the moment, and how late the row comes, in seconds.
  var stampErrors: RecordTable<Float>
  var delays: RecordTable<Float>
  /// Which faults acted on each value.
  var masks: RecordTable<UInt16>
  var values: RecordTable<Float>
  var wear: RecordTable<Float>
  var featureColumns: RecordTable<Double>
  var samples: RecordTable<Float>
  var states: RecordTable<UInt8>
  var products: RecordTable<Int16>
  /// Blocks that are full and have not been taken yet.
  var finished: [ReadingBlock] = []

  /// How many finished blocks may wait to be taken.
  static let mostBlocks = 64

  /// All panels of a machine.
  func panels(of machine: Int) -> Range<Int> {
    // Those whose rows are parts lie behind the others.
    timedPanels[machine].range.lowerBound..<partPanels[machine].range.upperBound
  }

  borrowing func fork() -> SensingState { SensingState(copying: self) }

  private init(copying other: borrowing SensingState) {
    panels = other.panels.clone()
    timedPanels = other.timedPanels.clone()
    partPanels = other.partPanels.clone()
    sensors = other.sensors.clone()
    instructions = other.instructions.clone()
    inputs = other.inputs.clone()
    conditions = other.conditions
    steps = other.steps.clone()
    layouts = other.layouts
    rowsPerBlock = other.rowsPerBlock
    faultPlans = other.faultPlans.clone()
    faults = other.faults.clone()
    samplers = other.samplers.fork()
    row = other.row.clone()
    pipelines = other.pipelines
    features = other.features
    lateRows = other.lateRows
    waveforms = other.waveforms
    snapshotPanels = other.snapshotPanels.clone()
    waveformPrograms = other.waveformPrograms.clone()
    waveformSteps = other.waveformSteps.clone()
    times = other.times.clone()
    stampErrors = other.stampErrors.clone()
    delays = other.delays.clone()
    masks = other.masks.clone()
    values = other.values.clone()
    wear = other.wear.clone()
    featureColumns = other.featureColumns.clone()
    samples = other.samples.clone()
    states = other.states.clone()
    products = other.products.clone()
    finished = other.finished
  }
}

/// A row of readings that comes late.
struct LateRow: Sendable {
  var panel: Int
  /// When it comes, by a clock that is right.
  var arrival: Double
  /// Its time stamp, in seconds from the start.
  var stamp: Double
  var values: [Float]
}

/// What a sensor shows from a step of the timeline on.
struct SensorStep: BitwiseCopyable {
  var value: Stretch
  var noise: Stretch
  var valueVaries: Bool
  var noiseVaries: Bool
  var drift: Double
}

extension SensorRecord {
  /// Goes on as a step says.
  mutating func take(_ step: SensorStep) {
    (value, noise) = (step.value, step.noise)
    (valueVaries, noiseVaries) = (step.valueVaries, step.noiseVaries)
    drift = step.drift
  }
}
