// Sums of products whose bits do not depend on the processor.
//
// Each number is one sum in the order that is written beside its function. Vectors go across rows and
// columns, never along a sum, and no product is fused with the sum it goes into; so code for any width
// of vectors gives the same bits.
//
// A factor L lies in panels of eight rows: panel p has rows 8p ... 8p + 7 of columns 0 ... 8p + 7, column
// by column, and begins at 32 p (p + 1). There are zeros above the diagonal and, beyond the order, rows of
// the unit matrix. `reciprocals` has 1 / L[j][j] of all rows of the panels. All memory is the caller's.

#ifndef MATRIX_KERNELS_H
#define MATRIX_KERNELS_H

#include <stdbool.h>
#include <stddef.h>

// The widths of vectors for which there is code. One number at a time is the definition of what the
// others compute. Two and four are SSE2 (or NEON) and AVX2, eight is AVX-512.
enum { MATRIX_ONE = 1, MATRIX_TWO = 2, MATRIX_FOUR = 4, MATRIX_EIGHT = 8 };

// Whether this processor has vectors of so many numbers, and the widest that it has.
bool matrix_has_width(int width);
int matrix_widest(void);

// How many numbers the panels of so many rows take.
size_t matrix_panel_count(size_t order);

// L of a positive definite matrix that is given row by row, of which only the lower triangle counts:
//   s = A[i][j] - L[i][0] L[j][0] - L[i][1] L[j][1] - ...,
//   L[j][j] = sqrt(s), L[i][j] = s * (1 / L[j][j]).
// False, and no factor, where an s of the diagonal is not above 0 and finite.
bool matrix_factor(int width, size_t order, const double *_Nonnull matrix,
                   double *_Nonnull panels, double *_Nonnull reciprocals);

// Adds a row to a factor whose memory has room for it, with the bits of factoring anew. `row` has
// order + 1 numbers, up to the diagonal, and is overwritten. False, and the factor as it was, where the
// matrix would not be positive definite.
bool matrix_append(int width, size_t order, double *_Nonnull row, double *_Nonnull panels,
                   double *_Nonnull reciprocals);

// Puts rows of the unit matrix between an order and the end of its panel.
void matrix_pad(size_t order, double *_Nonnull panels, double *_Nonnull reciprocals);

// L x = b in place: x[i] = (b[i] - L[i][0] x[0] - L[i][1] x[1] - ...) * (1 / L[i][i]).
void matrix_solve_lower(int width, size_t order, const double *_Nonnull panels,
                        const double *_Nonnull reciprocals, double *_Nonnull vector);

// Lᵀ x = b in place: what the panels below take away of b[i], from the last one on, each as the sum
//   ((L[0] x[0] + L[4] x[4]) + (L[2] x[2] + L[6] x[6]))
//   + ((L[1] x[1] + L[5] x[5]) + (L[3] x[3] + L[7] x[7]))
// of its rows 0 ... 7 in column i; then the rows of the own panel, one by one from the last one on; and
// all that times 1 / L[i][i].
void matrix_solve_upper(int width, size_t order, const double *_Nonnull panels,
                        const double *_Nonnull reciprocals, double *_Nonnull vector);

// One of the two, or both, for each column of a matrix that is given row by row. `room` has place for 8
// times the order, rounded up to a multiple of eight.
void matrix_solve_columns(int width, size_t order, const double *_Nonnull panels,
                          const double *_Nonnull reciprocals, size_t columns,
                          double *_Nonnull sides, bool lower, bool upper, double *_Nonnull room);

// (L Lᵀ)⁻¹, both triangles, row by row: with W = L⁻¹, from k = max(i, j) on
//   0 + W[k][i] W[k][j] + W[k + 1][i] W[k + 1][j] + ...
// `room` has as much place as the panels.
void matrix_inverse(int width, size_t order, const double *_Nonnull panels,
                    const double *_Nonnull reciprocals, double *_Nonnull inverse,
                    double *_Nonnull room);

// product[i][j] = 0 + a[i][0] b[0][j] + a[i][1] b[1][j] + ..., all row by row. `room` has place for 8
// times `inner`.
void matrix_multiply(int width, size_t rows, size_t inner, size_t columns,
                     const double *_Nonnull a, const double *_Nonnull b, double *_Nonnull product,
                     double *_Nonnull room);

// product[i] = 0 + a[i][0] x[0] + a[i][1] x[1] + ...
void matrix_multiply_vector(size_t rows, size_t columns, const double *_Nonnull a,
                            const double *_Nonnull x, double *_Nonnull product);

// product[j] = 0 + a[0][j] x[0] + a[1][j] x[1] + ...
void matrix_multiply_transposed_vector(size_t rows, size_t columns, const double *_Nonnull a,
                                       const double *_Nonnull x, double *_Nonnull product);

// sums[j] = 0 + a[0][j] a[0][j] + a[1][j] a[1][j] + ...
void matrix_sum_squares(size_t rows, size_t columns, const double *_Nonnull a,
                        double *_Nonnull sums);

#endif
