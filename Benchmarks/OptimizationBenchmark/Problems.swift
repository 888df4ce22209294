#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Optimization

/// A function with known optimum.
struct Problem: Sendable {
  var name: String
  var dimensions: [SearchDimension.Domain]
  /// How many points are tried.
  var budget: Int
  /// How many of them are spread.
  var initial: Int
  /// The least value; of two objectives the greatest hypervolume.
  var optimum: Double
  /// The standard deviation of the first objective's error.
  var noise = 0.0
  var constraints = 0
  var objectives = 1
  /// The reference point of the hypervolume.
  var reference: [Double] = []
  /// The values at a point: objectives, then constraints.
  var value: @Sendable ([Double]) -> [Double]

  var space: SearchSpace {
    SearchSpace(dimensions.enumerated().map { SearchDimension("x\($0 + 1)", $1) })
  }
}

func branin(_ x: [Double]) -> Double {
  let a = x[1] - 5.1 / (4 * .pi * .pi) * x[0] * x[0] + 5 / .pi * x[0] - 6
  return a * a + 10 * (1 - 1 / (8 * .pi)) * cos(x[0]) + 10
}

func hartmann(_ x: [Double], _ a: [[Double]], _ p: [[Double]]) -> Double {
  let weights = [1, 1.2, 3, 3.2]
  var sum = 0.0
  for i in 0..<4 {
    var inner = 0.0
    for j in x.indices { inner += a[i][j] * (x[j] - 1e-4 * p[i][j]) * (x[j] - 1e-4 * p[i][j]) }
    sum -= weights[i] * exp(-inner)
  }
  return sum
}

let hartmann3: @Sendable ([Double]) -> Double = { x in
  hartmann(
    x, [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]],
    [[3689, 1170, 2673], [4699, 4387, 7470], [1091, 8732, 5547], [381, 5743, 8828]])
}

let hartmann6: @Sendable ([Double]) -> Double = { x in
  hartmann(
    x,
    [
      [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8],
      [17, 8, 0.05, 10, 0.1, 14],
    ],
    [
      [1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991],
      [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381],
    ])
}

func ackley(_ x: [Double]) -> Double {
  let n = Double(x.count)
  return -20 * exp(-0.2 * (x.reduce(0) { $0 + $1 * $1 } / n).squareRoot())
    - exp(x.reduce(0) { $0 + cos(2 * .pi * $1) } / n) + 20 + M_E
}

func rosenbrock(_ x: [Double]) -> Double {
  var sum = 0.0
  for i in 0..<x.count - 1 {
    sum += 100 * (x[i + 1] - x[i] * x[i]) * (x[i + 1] - x[i] * x[i]) + (1 - x[i]) * (1 - x[i])
  }
  return sum
}

func levy(_ x: [Double]) -> Double {
  let w = x.map { 1 + ($0 - 1) / 4 }
  let d = w.count
  var sum = sin(.pi * w[0]) * sin(.pi * w[0])
  for i in 0..<d - 1 {
    let s = sin(.pi * w[i] + 1)
    sum += (w[i] - 1) * (w[i] - 1) * (1 + 10 * s * s)
  }
  let s = sin(2 * .pi * w[d - 1])
  return sum + (w[d - 1] - 1) * (w[d - 1] - 1) * (1 + s * s)
}

func camel(_ u: Double, _ v: Double) -> Double {
  (4 - 2.1 * u * u + u * u * u * u / 3) * u * u + u * v + (-4 + 4 * v * v) * v * v
}

func beale(_ u: Double, _ v: Double) -> Double {
  let (a, b, c) = (1.5 - u + u * v, 2.25 - u + u * v * v, 2.625 - u + u * v * v * v)
  return a * a + b * b + c * c
}

func currin(_ x: [Double]) -> Double {
  let factor = x[1] == 0 ? 1 : 1 - exp(-1 / (2 * x[1]))
  let a = x[0]
  return factor * (2300 * a * a * a + 1900 * a * a + 2092 * a + 60)
    / (100 * a * a * a + 500 * a * a + 4 * a + 20)
}

let unit = SearchDimension.Domain.real(low: 0, high: 1)

/// The public problems, by their definitions in the literature.
let publicProblems: [Problem] = [
  Problem(
    name: "branin2", dimensions: [.real(low: -5, high: 10), .real(low: 0, high: 15)], budget: 40,
    initial: 5, optimum: 0.39788735772973816, value: { [branin($0)] }),
  Problem(
    name: "hartmann3", dimensions: [unit, unit, unit], budget: 40, initial: 7,
    optimum: -3.86277979, value: { [hartmann3($0)] }),
  Problem(
    name: "hartmann6", dimensions: Array(repeating: unit, count: 6), budget: 80, initial: 13,
    optimum: -3.322368011415, value: { [hartmann6($0)] }),
  Problem(
    name: "ackley5", dimensions: Array(repeating: .real(low: -5, high: 10), count: 5), budget: 80,
    initial: 11, optimum: 0, value: { [ackley($0)] }),
  Problem(
    name: "rosenbrock4", dimensions: Array(repeating: .real(low: -5, high: 10), count: 4),
    budget: 80, initial: 9, optimum: 0, value: { [rosenbrock($0)] }),
  Problem(
    name: "levy6", dimensions: Array(repeating: .real(low: -10, high: 10), count: 6), budget: 80,
    initial: 13, optimum: 0, value: { [levy($0)] }),
  Problem(
    name: "branin2-noisy10", dimensions: [.real(low: -5, high: 10), .real(low: 0, high: 15)],
    budget: 60, initial: 5, optimum: 0.39788735772973816, noise: 10, value: { [branin($0)] }),
  Problem(
    name: "hartmann6-noisy0.2", dimensions: Array(repeating: unit, count: 6), budget: 80,
    initial: 13, optimum: -3.322368011415, noise: 0.2, value: { [hartmann6($0)] }),
  Problem(
    name: "gramacy2-con", dimensions: [unit, unit], budget: 40, initial: 5, optimum: 0.599788052,
    constraints: 2,
    value: { x in
      [
        x[0] + x[1],
        1.5 - x[0] - 2 * x[1] - 0.5 * sin(2 * .pi * (x[0] * x[0] - 2 * x[1])),
        x[0] * x[0] + x[1] * x[1] - 1.5,
      ]
    }),
  Problem(
    name: "func2c-mixed4",
    dimensions: [
      .choice(count: 3), .choice(count: 5), .real(low: -1, high: 1), .real(low: -1, high: 1),
    ], budget: 60, initial: 9, optimum: -0.2063256906981,
    value: { x in
      let z = [2 * x[2], 2 * x[3]]
      let g = [rosenbrock(z) / 300, camel(z[0], z[1]) / 10, beale(z[0], z[1]) / 50]
      return [g[Int(x[0])] + g[min(Int(x[1]), 2)]]
    }),
  Problem(
    name: "levy5-int2",
    dimensions: Array(repeating: .real(low: -10, high: 10), count: 3)
      + Array(repeating: .whole(low: -10, high: 10), count: 2), budget: 80, initial: 11, optimum: 0,
    value: { [levy($0)] }),
  Problem(
    name: "branin-currin2-mo", dimensions: [unit, unit], budget: 50, initial: 5,
    optimum: 59.36011874867746, objectives: 2, reference: [18, 6],
    value: { [branin([15 * $0[0] - 5, 15 * $0[1]]), currin($0)] }),
]

/// What is to be reached.
struct Bar: Sendable {
  /// The median regret of the best public tool, or the floor where it is lower.
  var median: Double
  /// How many runs stand behind it.
  var runs: Int
  /// Lower regrets count as this.
  var floor: Double

  init(_ median: Double, _ runs: Int, _ floor: Double) {
    self.median = median
    self.runs = runs
    self.floor = floor
  }
}

/// The bars of the public problems.
let bars: [String: Bar] = [
  "branin2": Bar(8.83714e-05, 20, 8.83714e-05), "hartmann3": Bar(3.53058e-05, 10, 3.53058e-05),
  "hartmann6": Bar(0.0691214, 10, 1.54657e-4), "ackley5": Bar(1.95926, 10, 8.37e-4),
  "rosenbrock4": Bar(29.7502, 20, 0.104412), "levy6": Bar(0.299269, 20, 7.403e-4),
  "branin2-noisy10": Bar(1.18248, 10, 5.18e-5), "hartmann6-noisy0.2": Bar(0.202703, 8, 1.54657e-4),
  "gramacy2-con": Bar(4.78182e-05, 10, 2.277e-5), "func2c-mixed4": Bar(0.0674144, 3, 2.322e-5),
  "levy5-int2": Bar(0.305373, 20, 6.15367e-4), "branin-currin2-mo": Bar(1.20314, 4, 4.06647e-3),
]
