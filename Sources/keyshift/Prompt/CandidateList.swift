internal import Model
internal import RunEngine

/// The candidates of a completion as lines for the window: with what is said of each where there is room.
struct CandidateList {
    private let completion: Completion
    private let screen: Screen
    private let size: (columns: Int, rows: Int)

    init(_ completion: Completion, _ screen: Screen, size: (columns: Int, rows: Int) = Screen.size) {
        self.completion = completion
        self.screen = screen
        self.size = size
    }

    /// The lines, at most two thirds of the window; empty when there is nothing to say.
    var lines: [String] {
        let candidates = completion.candidates
        guard !candidates.isEmpty else { return completion.hint.map { [screen.styled($0, .dim).rendered] } ?? [] }
        let most = max(3, size.rows * 2 / 3)
        let hasNotes = candidates.contains { !$0.note.isEmpty }
        return hasNotes && candidates.count <= most ? noted(candidates) : columns(candidates, most)
    }

    private func noted(_ candidates: [Candidate]) -> [String] {
        let width = min(candidates.map { TextWidth.of($0.label) }.max() ?? 0, size.columns / 2)
        return candidates.map { candidate in
            let label = TextWidth.padded(TextWidth.cut(candidate.label, to: width), to: width)
            let note = TextWidth.cut(candidate.note, to: max(1, size.columns - width - 3))
            return note.isEmpty ? candidate.label : "\(label)  \(screen.styled(note, .dim).rendered)"
        }
    }

    private func columns(_ candidates: [Candidate], _ most: Int) -> [String] {
        let width = (candidates.map { TextWidth.of($0.label) }.max() ?? 0) + 2
        let columns = max(1, size.columns / max(1, width))
        let shown = candidates.prefix(columns * most)
        let rows = (shown.count + columns - 1) / columns
        var lines = (0..<rows).map { row in
            stride(from: row, to: shown.count, by: rows)
                .map { TextWidth.padded(TextWidth.cut(shown[$0].label, to: size.columns - 1), to: width) }
                .joined()
        }
        let left = candidates.count - shown.count
        if left > 0 { lines.append(screen.styled("… \(left) more; type more of it", .dim).rendered) }
        return lines
    }
}
