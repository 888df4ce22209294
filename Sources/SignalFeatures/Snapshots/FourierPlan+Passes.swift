/// The passes of a plan: transforms of 2, 3, 4 and 5 numbers, with what they are multiplied by.
extension FourierPlan {
  func run(
    _ pass: Pass, _ a: Span<Double>, _ b: Span<Double>, _ real: inout [Double],
    _ imaginary: inout [Double]
  ) {
    let factors = factors.span
    var x = real.mutableSpan
    var y = imaginary.mutableSpan
    switch pass.radix {
    case 2: pass2(pass, factors, a, b, &x, &y)
    case 3: pass3(pass, factors, a, b, &x, &y)
    case 4: pass4(pass, factors, a, b, &x, &y)
    default: pass5(pass, factors, a, b, &x, &y)
    }
  }

  private func pass2(
    _ pass: Pass, _ w: Span<Double>, _ a: Span<Double>, _ b: Span<Double>,
    _ x: inout MutableSpan<Double>, _ y: inout MutableSpan<Double>
  ) {
    let (s, m) = (pass.stride, pass.length)
    for p in 0..<m {
      let f = pass.factors + 2 * p
      let (c1, s1) = (w[f], w[f + 1])
      let (i0, i1) = (s * p, s * (p + m))
      let (o0, o1) = (s * 2 * p, s * (2 * p + 1))
      for q in 0..<s {
        let (a0, b0, a1, b1) = (a[i0 + q], b[i0 + q], a[i1 + q], b[i1 + q])
        x[o0 + q] = a0 + a1
        y[o0 + q] = b0 + b1
        let (d, e) = (a0 - a1, b0 - b1)
        x[o1 + q] = d * c1 - e * s1
        y[o1 + q] = d * s1 + e * c1
      }
    }
  }

  private func pass3(
    _ pass: Pass, _ w: Span<Double>, _ a: Span<Double>, _ b: Span<Double>,
    _ x: inout MutableSpan<Double>, _ y: inout MutableSpan<Double>
  ) {
    // sin(2π/3)
    let sine = 0.8660254037844386
    let (s, m) = (pass.stride, pass.length)
    for p in 0..<m {
      let f = pass.factors + 4 * p
      let (c1, s1, c2, s2) = (w[f], w[f + 1], w[f + 2], w[f + 3])
      let (i0, i1, i2) = (s * p, s * (p + m), s * (p + 2 * m))
      let (o0, o1, o2) = (s * 3 * p, s * (3 * p + 1), s * (3 * p + 2))
      for q in 0..<s {
        let (a0, b0) = (a[i0 + q], b[i0 + q])
        let (ap, bp) = (a[i1 + q] + a[i2 + q], b[i1 + q] + b[i2 + q])
        let (am, bm) = (sine * (a[i1 + q] - a[i2 + q]), sine * (b[i1 + q] - b[i2 + q]))
        x[o0 + q] = a0 + ap
        y[o0 + q] = b0 + bp
        let (ah, bh) = (a0 - 0.5 * ap, b0 - 0.5 * bp)
        let (r1, t1, r2, t2) = (ah + bm, bh - am, ah - bm, bh + am)
        x[o1 + q] = r1 * c1 - t1 * s1
        y[o1 + q] = r1 * s1 + t1 * c1
        x[o2 + q] = r2 * c2 - t2 * s2
        y[o2 + q] = r2 * s2 + t2 * c2
      }
    }
  }

  private func pass4(
    _ pass: Pass, _ w: Span<Double>, _ a: Span<Double>, _ b: Span<Double>,
    _ x: inout MutableSpan<Double>, _ y: inout MutableSpan<Double>
  ) {
    let (s, m) = (pass.stride, pass.length)
    for p in 0..<m {
      let f = pass.factors + 6 * p
      let (c1, s1, c2, s2) = (w[f], w[f + 1], w[f + 2], w[f + 3])
      let (c3, s3) = (w[f + 4], w[f + 5])
      let (i0, i1, i2, i3) = (s * p, s * (p + m), s * (p + 2 * m), s * (p + 3 * m))
      let (o0, o1, o2, o3) = (s * 4 * p, s * (4 * p + 1), s * (4 * p + 2), s * (4 * p + 3))
      for q in 0..<s {
        let (ap, bp) = (a[i0 + q] + a[i2 + q], b[i0 + q] + b[i2 + q])
        let (am, bm) = (a[i0 + q] - a[i2 + q], b[i0 + q] - b[i2 + q])
        let (dp, ep) = (a[i1 + q] + a[i3 + q], b[i1 + q] + b[i3 + q])
        let (dm, em) = (a[i1 + q] - a[i3 + q], b[i1 + q] - b[i3 + q])
        x[o0 + q] = ap + dp
        y[o0 + q] = bp + ep
        let (r1, t1) = (am + em, bm - dm)
        let (r2, t2) = (ap - dp, bp - ep)
        let (r3, t3) = (am - em, bm + dm)
        x[o1 + q] = r1 * c1 - t1 * s1
        y[o1 + q] = r1 * s1 + t1 * c1
        x[o2 + q] = r2 * c2 - t2 * s2
        y[o2 + q] = r2 * s2 + t2 * c2
        x[o3 + q] = r3 * c3 - t3 * s3
        y[o3 + q] = r3 * s3 + t3 * c3
      }
    }
  }

  private func pass5(
    _ pass: Pass, _ w: Span<Double>, _ a: Span<Double>, _ b: Span<Double>,
    _ x: inout MutableSpan<Double>, _ y: inout MutableSpan<Double>
  ) {
    // Cosines and sines of 2π/5 and 4π/5.
    let (k1, k2) = (0.30901699437494745, -0.8090169943749475)
    let (n1, n2) = (0.9510565162951535, 0.5877852522924731)
    let (s, m) = (pass.stride, pass.length)
    for p in 0..<m {
      let f = pass.factors + 8 * p
      let (c1, s1, c2, s2) = (w[f], w[f + 1], w[f + 2], w[f + 3])
      let (c3, s3, c4, s4) = (w[f + 4], w[f + 5], w[f + 6], w[f + 7])
      let (i0, i1, i2) = (s * p, s * (p + m), s * (p + 2 * m))
      let (i3, i4) = (s * (p + 3 * m), s * (p + 4 * m))
      let o = s * 5 * p
      for q in 0..<s {
        let (a0, b0) = (a[i0 + q], b[i0 + q])
        let (ap, bp) = (a[i1 + q] + a[i4 + q], b[i1 + q] + b[i4 + q])
        let (am, bm) = (a[i1 + q] - a[i4 + q], b[i1 + q] - b[i4 + q])
        let (dp, ep) = (a[i2 + q] + a[i3 + q], b[i2 + q] + b[i3 + q])
        let (dm, em) = (a[i2 + q] - a[i3 + q], b[i2 + q] - b[i3 + q])
        x[o + q] = a0 + ap + dp
        y[o + q] = b0 + bp + ep
        let (u1, v1) = (a0 + k1 * ap + k2 * dp, b0 + k1 * bp + k2 * ep)
        let (u2, v2) = (a0 + k2 * ap + k1 * dp, b0 + k2 * bp + k1 * ep)
        let (g1, h1) = (n1 * am + n2 * dm, n1 * bm + n2 * em)
        let (g2, h2) = (n2 * am - n1 * dm, n2 * bm - n1 * em)
        let (r1, t1, r4, t4) = (u1 + h1, v1 - g1, u1 - h1, v1 + g1)
        let (r2, t2, r3, t3) = (u2 + h2, v2 - g2, u2 - h2, v2 + g2)
        x[o + s + q] = r1 * c1 - t1 * s1
        y[o + s + q] = r1 * s1 + t1 * c1
        x[o + 2 * s + q] = r2 * c2 - t2 * s2
        y[o + 2 * s + q] = r2 * s2 + t2 * c2
        x[o + 3 * s + q] = r3 * c3 - t3 * s3
        y[o + 3 * s + q] = r3 * s3 + t3 * c3
        x[o + 4 * s + q] = r4 * c4 - t4 * s4
        y[o + 4 * s + q] = r4 * s4 + t4 * c4
      }
    }
  }
}
