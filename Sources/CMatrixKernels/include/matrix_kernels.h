// Cholesky factors of symmetric matrices, with the same bits on every processor.
//
// A factor is kept in panels of eight rows: panel b holds rows 8b to 8b+7, column after column, eight
// numbers a column, from column 0 to column 8b+7, and begins at 32 b (b + 1). Rows beyond the last are
// those of the unit matrix. Behind the panels stand the reciprocals of the diagonal.
//
// Every element is a sum whose terms are taken away one by one in the order of increasing k, each product
// rounded before it is taken away. Processors with longer vectors work on more elements at a time, never
// on more terms of one.
#ifndef MATRIX_KERNELS_H
#define MATRIX_KERNELS_H

#include <stddef.h>

// The widths of vectors for which there is code; 0 is the widest that this processor has.
enum { MATRIX_WIDEST = 0, MATRIX_TWO = 2, MATRIX_FOUR = 4 };

// Whether this processor has vectors of so many numbers.
int matrix_has_width(int width);

// How many numbers a factor of so many rows takes.
size_t matrix_factor_size(size_t order);

// Factors a symmetric matrix of which the lower triangle is given row by row, `order` numbers a row.
// Returns 1, or 0 where the matrix is not positive definite.
int matrix_factor(int width, size_t order, const double *matrix, double *factor);

// L x = b in place; `vector` has room for a multiple of eight numbers, those beyond the order 0.
void matrix_solve_lower(int width, size_t order, const double *factor, double *vector);

// Lᵀ x = b in place; the same room.
void matrix_solve_upper(int width, size_t order, const double *factor, double *vector);

// L X = B in place, of `columns` right sides in rows of `stride` numbers.
// `room` has place for 8 times the order, rounded up to a multiple of eight.
void matrix_solve_columns(int width, size_t order, const double *factor, size_t columns,
                          size_t stride, double *sides, double *room);

// (L Lᵀ)⁻¹, both triangles, row by row. `room` has as much place as a factor takes.
void matrix_inverse(int width, size_t order, const double *factor, double *inverse, double *room);

#endif
