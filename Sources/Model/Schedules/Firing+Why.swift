extension Firing {
    /// The reason with a colon ahead on one line, or nothing.
    package var why: String {
        detail.map { ": \(ForeignText.sentence($0))" } ?? ""
    }

    /// The same for a log: what comes first of it, where it has several lines.
    package var briefWhy: String { whyLines[0] }

    /// The same for a page: what stands behind the firing, and lines below it that are set in.
    package var whyLines: [String] {
        guard let detail else { return [""] }
        let lines = ForeignText.paragraph(detail).split(separator: "\n").map(String.init)
        return [": \(lines.first ?? "")"] + lines.dropFirst()
    }
}
