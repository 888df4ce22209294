import BenchmarkSupport
import LinearAlgebra

/// A positive definite matrix like those of Gaussian processes.
func sample(_ order: Int) -> SymmetricMatrix {
  var matrix = SymmetricMatrix(order: order)
  for i in 0..<order {
    for j in 0...i {
      let distance = Double(i - j) / Double(order) * 4
      matrix[i, j] = 1 / (1 + distance * distance) + (i == j ? 0.01 : 0)
    }
  }
  return matrix
}

let usage = "AlgebraBenchmark cholesky|append|solve|columns|both|inverse|multiply ORDER [WIDTH]"
guard CommandLine.arguments.count >= 3, let order = Int(CommandLine.arguments[2]), order > 0 else {
  BenchmarkProgram.fail(usage: usage)
}
let width = CommandLine.arguments.count > 3 ? Int(CommandLine.arguments[3]) ?? 0 : 0
guard var factor = width == 0 ? CholeskyFactor() : CholeskyFactor(vectorWidth: width) else {
  BenchmarkProgram.fail(usage: usage + " with a width that this processor has: 1, 2, 4, 8")
}
let matrix = sample(order)
guard factor.factor(matrix) else { BenchmarkProgram.fail(usage: usage) }
var vector = (0..<order).map { Double($0 % 7) }
var columns = Matrix(rows: order, columns: 512)
for i in columns.elements.indices { columns.elements[i] = Double(i % 11) }
var inverse = SymmetricMatrix(order: order)

let work: () -> Void
switch CommandLine.arguments[1] {
case "cholesky": work = { _ = factor.factor(matrix) }
case "solve":
  work = {
    var copy = vector
    factor.solve(&copy)
  }
case "columns":
  work = {
    var copy = columns
    factor.solveLower(columns: &copy)
  }
case "both":
  work = {
    var copy = columns
    factor.solve(columns: &copy)
  }
case "append":
  let row = (0..<order).map { 0.5 * matrix[order - 1, $0] }
  work = {
    _ = factor.append(row: row, diagonal: 2)
    factor.shrink(to: order)
  }
case "multiply":
  let square = Matrix(rows: order, columns: order, elements: matrix.elements)
  work = { _ = square.multiplied(by: columns) }
case "inverse": work = { factor.inverse(into: &inverse) }
default: BenchmarkProgram.fail(usage: usage)
}
func seconds(of work: () -> Void) -> Double {
  let began = ProcessUse.time
  work()
  return ProcessUse.time - began
}
// The median of many rounds, each long enough for the clock.
var repeats = 1
while seconds(of: { for _ in 0..<repeats { work() } }) < 0.005 { repeats *= 2 }
let times = (0..<41).map { _ in seconds(of: { for _ in 0..<repeats { work() } }) }.sorted()
BenchmarkProgram.report(repeats, times[20], ",\"order\":\(order)")
