// What all widths compute, one number after the other.

static inline size_t row_start(size_t row) { return PANEL(row / 8) + row % 8; }

static bool plain_factor(size_t order, const double *matrix, double *panels, double *reciprocals) {
  pack_rows(0, order, matrix, panels);
  matrix_pad(order, panels, reciprocals);
  for (size_t i = 0; i < order; i++) {
    double *row = panels + row_start(i);
    for (size_t j = 0; j < i; j++) {
      const double *other = panels + row_start(j);
      double s = row[8 * j];
      for (size_t k = 0; k < j; k++) s -= row[8 * k] * other[8 * k];
      row[8 * j] = s * reciprocals[j];
    }
    double s = row[8 * i];
    for (size_t k = 0; k < i; k++) s -= row[8 * k] * row[8 * k];
    if (!IS_PIVOT(s)) return false;
    row[8 * i] = __builtin_elementwise_sqrt(s);
    reciprocals[i] = 1 / row[8 * i];
  }
  return true;
}

static void plain_solve_lower(size_t order, const double *panels, const double *reciprocals,
                              double *x, size_t stride) {
  for (size_t i = 0; i < order; i++) {
    const double *row = panels + row_start(i);
    double s = x[i * stride];
    for (size_t k = 0; k < i; k++) s -= row[8 * k] * x[k * stride];
    x[i * stride] = s * reciprocals[i];
  }
}

static void plain_solve_upper(size_t order, const double *panels, const double *reciprocals,
                              double *x, size_t stride) {
  for (size_t i = order; i-- > 0;) {
    double s = x[i * stride];
    for (size_t p = (order - 1) / 8; p > i / 8; p--) {
      const double *l = panels + PANEL(p) + 8 * i;
      double t[8];
      for (size_t k = 0; k < 8; k++) t[k] = 8 * p + k < order ? l[k] * x[(8 * p + k) * stride] : 0;
      s -= TREE(t);
    }
    const double *l = panels + PANEL(i / 8) + 8 * i;
    for (size_t k = 8 * (i / 8) + 8; --k > i;)
      if (k < order) s -= l[k % 8] * x[k * stride];
    x[i * stride] = s * reciprocals[i];
  }
}

static void plain_inverse(size_t order, const double *panels, const double *reciprocals,
                          double *inverse, double *room) {
  // Column i of W stands from its diagonal on, one column behind the other.
  double *column = room;
  for (size_t i = 0; i < order; column += order - i, i++)
    for (size_t k = i; k < order; k++) {
      const double *row = panels + row_start(k);
      double s = k == i;
      for (size_t m = i; m < k; m++) s -= row[8 * m] * column[m - i];
      column[k - i] = s * reciprocals[k];
    }
  const double *first = room;
  for (size_t i = 0; i < order; first += order - i, i++) {
    const double *second = room;
    for (size_t j = 0; j <= i; second += order - j, j++) {
      double s = 0;
      for (size_t k = i; k < order; k++) s += first[k - i] * second[k - j];
      inverse[i * order + j] = inverse[j * order + i] = s;
    }
  }
}

static void plain_multiply(size_t rows, size_t inner, size_t columns, const double *a,
                           const double *b, double *product) {
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < columns; j++) {
      double s = 0;
      for (size_t k = 0; k < inner; k++) s += a[i * inner + k] * b[k * columns + j];
      product[i * columns + j] = s;
    }
}
