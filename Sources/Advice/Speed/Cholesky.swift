/// The triangular root of a symmetric positive definite matrix.
struct Cholesky: Sendable {
    private let size: Int
    private var lower: [Double]

    /// Decomposes `matrix` (row by row, only the lower half is read); tiny pivots are raised to keep the result usable.
    init(_ matrix: [Double], size: Int) {
        precondition(matrix.count == size * size, "a square matrix")
        self.size = size
        lower = matrix
        for column in 0..<size {
            for row in column..<size {
                var sum = lower[row * size + column]
                let (a, b) = (row * size, column * size)
                for k in 0..<column { sum -= lower[a + k] * lower[b + k] }
                if row == column {
                    lower[a + column] = max(sum, 1e-12).squareRoot()
                } else {
                    lower[a + column] = sum / lower[b + column]
                }
            }
        }
    }

    /// Solves `L x = b`.
    func forward(_ right: [Double]) -> [Double] {
        var result = right
        for row in 0..<size {
            var sum = result[row]
            for k in 0..<row { sum -= lower[row * size + k] * result[k] }
            result[row] = sum / lower[row * size + row]
        }
        return result
    }

    /// Solves `L Lᵀ x = b`.
    func solve(_ right: [Double]) -> [Double] {
        var result = forward(right)
        for row in stride(from: size - 1, through: 0, by: -1) {
            var sum = result[row]
            for k in (row + 1)..<max(row + 1, size) { sum -= lower[k * size + row] * result[k] }
            result[row] = sum / lower[row * size + row]
        }
        return result
    }
}
