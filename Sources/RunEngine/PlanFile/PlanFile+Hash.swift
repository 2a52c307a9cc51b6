internal import Model
internal import Seam

/// The hash that a file of a plan carries: over its compact text with sorted keys, without the hash.
///
/// It is made piece by piece, because as one document the rows of a large plan take many times their memory.
extension PlanFile {
    private static let rowsOfPiece = 500
    private static let piecesAtATime = 4

    /// The hash, made on this thread.
    package var hash: String {
        var hash = ScriptHash()
        hash.add(textBeforeRows)
        for start in starts { hash.add(text(ofRowsFrom: start)) }
        hash.add(textBehindRows)
        return hash.hexadecimal
    }

    /// The same hash, with several pieces of a large plan made at the same time.
    func hashOfPieces() async -> String {
        var hash = ScriptHash()
        hash.add(textBeforeRows)
        for first in stride(from: 0, to: starts.count, by: Self.piecesAtATime) {
            let pieces = await withTaskGroup(of: (start: Int, text: String).self) { group in
                for start in starts[first..<min(first + Self.piecesAtATime, starts.count)] {
                    group.addTask { (start, text(ofRowsFrom: start)) }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            for piece in pieces.sorted(by: { $0.start < $1.start }) { hash.add(piece.text) }
        }
        hash.add(textBehindRows)
        return hash.hexadecimal
    }

    /// Where the pieces of the rows begin.
    private var starts: [Int] {
        Array(stride(from: 0, to: plan.rows.count, by: Self.rowsOfPiece))
    }

    private var textBeforeRows: String {
        "{" + members { $0 < "rows" }.map { $0 + "," }.joined() + "\"rows\":["
    }

    private var textBehindRows: String {
        "]" + members { $0 > "rows" }.map { "," + $0 }.joined() + "}"
    }

    private func members(where isMeant: (String) -> Bool) -> [String] {
        head.filter { isMeant($0.key) }.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\(Self.text(of: $0.value))" }
    }

    /// The rows of a piece with commas between them, and one before all but the first.
    private func text(ofRowsFrom start: Int) -> String {
        let rows = plan.rows[start..<min(start + Self.rowsOfPiece, plan.rows.count)]
        let text = rows.map { Self.text(of: $0.planJSON) }.joined(separator: ",")
        return start == 0 ? text : "," + text
    }
}
