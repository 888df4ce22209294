#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Optimization

/// Other functions with known optima, on which choices are made.
let otherProblems: [Problem] = [
  Problem(
    name: "camel2", dimensions: [.real(low: -3, high: 3), .real(low: -2, high: 2)], budget: 40,
    initial: 5, optimum: -1.031628453489877, value: { [camel($0[0], $0[1])] }),
  Problem(
    name: "goldstein2", dimensions: [.real(low: -2, high: 2), .real(low: -2, high: 2)], budget: 40,
    initial: 5, optimum: 3,
    value: { x in
      let (a, b) = (x[0], x[1])
      let s = a + b + 1
      let t = 2 * a - 3 * b
      return [
        (1 + s * s * (19 - 14 * a + 3 * a * a - 14 * b + 6 * a * b + 3 * b * b))
          * (30 + t * t * (18 - 32 * a + 12 * a * a + 48 * b - 36 * a * b + 27 * b * b))
      ]
    }),
  Problem(
    name: "styblinski5", dimensions: Array(repeating: .real(low: -5, high: 5), count: 5),
    budget: 80, initial: 11, optimum: -39.16616570377142 * 5,
    value: { [$0.reduce(0) { $0 + ($1 * $1 * $1 * $1 - 16 * $1 * $1 + 5 * $1) / 2 }] }),
  Problem(
    name: "michalewicz4", dimensions: Array(repeating: .real(low: 0, high: .pi), count: 4),
    budget: 80, initial: 9, optimum: -3.6988571,
    value: { x in
      var sum = 0.0
      for (i, v) in x.enumerated() {
        sum -= sin(v) * pow(sin(Double(i + 1) * v * v / .pi), 20)
      }
      return [sum]
    }),
  Problem(
    name: "dixonprice5", dimensions: Array(repeating: .real(low: -10, high: 10), count: 5),
    budget: 80, initial: 11, optimum: 0,
    value: { x in
      var sum = (x[0] - 1) * (x[0] - 1)
      for i in 1..<x.count {
        let a = 2 * x[i] * x[i] - x[i - 1]
        sum += Double(i + 1) * a * a
      }
      return [sum]
    }),
  Problem(
    name: "zakharov4", dimensions: Array(repeating: .real(low: -5, high: 10), count: 4),
    budget: 80, initial: 9, optimum: 0,
    value: { x in
      var (a, b) = (0.0, 0.0)
      for (i, v) in x.enumerated() {
        a += v * v
        b += 0.5 * Double(i + 1) * v
      }
      return [a + b * b + b * b * b * b]
    }),
  Problem(
    name: "shekel4", dimensions: Array(repeating: .real(low: 0, high: 10), count: 4), budget: 80,
    initial: 9, optimum: -10.5364,
    value: { x in
      let beta = [0.1, 0.2, 0.2, 0.4, 0.4, 0.6, 0.3, 0.7, 0.5, 0.5]
      let c: [[Double]] = [
        [4, 1, 8, 6, 3, 2, 5, 8, 6, 7], [4, 1, 8, 6, 7, 9, 3, 1, 2, 3.6],
        [4, 1, 8, 6, 3, 2, 5, 8, 6, 7], [4, 1, 8, 6, 7, 9, 3, 1, 2, 3.6],
      ]
      var sum = 0.0
      for i in 0..<10 {
        var inner = beta[i]
        for j in 0..<4 { inner += (x[j] - c[j][i]) * (x[j] - c[j][i]) }
        sum -= 1 / inner
      }
      return [sum]
    }),
  Problem(
    name: "griewank5", dimensions: Array(repeating: .real(low: -40, high: 60), count: 5),
    budget: 80, initial: 11, optimum: 0,
    value: { x in
      var (sum, product) = (0.0, 1.0)
      for (i, v) in x.enumerated() {
        sum += v * v / 4000
        product *= cos(v / Double(i + 1).squareRoot())
      }
      return [sum - product + 1]
    }),
  Problem(
    name: "rastrigin3", dimensions: Array(repeating: .real(low: -4, high: 6), count: 3),
    budget: 80, initial: 7, optimum: 0,
    value: { [$0.reduce(0) { $0 + $1 * $1 - 10 * cos(2 * .pi * $1) + 10 }] }),
  Problem(
    name: "ellipsoid6", dimensions: Array(repeating: .real(low: -3, high: 5), count: 6),
    budget: 80, initial: 13, optimum: 0,
    value: { x in
      var sum = 0.0
      for (i, v) in x.enumerated() { sum += pow(100, Double(i) / 5) * (v - 1) * (v - 1) }
      return [sum]
    }),
  Problem(
    name: "camel2-noisy", dimensions: [.real(low: -2, high: 2), .real(low: -1, high: 1)],
    budget: 60, initial: 5, optimum: -1.031628453489877, noise: 0.5,
    value: { [camel($0[0], $0[1])] }),
  Problem(
    name: "styblinski4-noisy", dimensions: Array(repeating: .real(low: -5, high: 5), count: 4),
    budget: 80, initial: 9, optimum: -39.16616570377142 * 4, noise: 10,
    value: { [$0.reduce(0) { $0 + ($1 * $1 * $1 * $1 - 16 * $1 * $1 + 5 * $1) / 2 }] }),
  Problem(
    name: "spring3-con",
    dimensions: [
      .real(low: 0.05, high: 1), .real(low: 0.25, high: 1.3), .real(low: 2, high: 15),
    ], budget: 60, initial: 7, optimum: 0.0126652, constraints: 4,
    value: { x in
      let (d, w, n) = (x[0], x[1], x[2])
      return [
        (n + 2) * w * d * d, 1 - w * w * w * n / (71785 * pow(d, 4)),
        (4 * w * w - d * w) / (12566 * (w * pow(d, 3) - pow(d, 4)) + 1e-9) + 1 / (5108 * d * d) - 1,
        1 - 140.45 * d / (w * w * n), (w + d) / 1.5 - 1,
      ]
    }),
]
