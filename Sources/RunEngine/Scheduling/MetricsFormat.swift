/// A form in which figures are told to a collector.
package enum MetricsFormat: String, Sendable, CaseIterable {
    /// The text format of Prometheus, version 0.0.4, which every collector reads.
    case plain
    /// OpenMetrics 1.0.
    case openMetrics

    /// The media type of a text in the form.
    package var contentType: String {
        switch self {
        case .plain: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        }
    }

    /// The form that a request asks for by its header `Accept` (RFC 9110, 12.5.1): OpenMetrics only where it is named, and liked
    /// no less than plain text.
    package init(accepting header: String?) {
        let ranges = (header ?? "").split(separator: ",").map(MediaRange.init)
        let wanted = ranges.filter { $0.type == "application/openmetrics-text" }.map(\.weight).max() ?? 0
        let plain = ranges.filter { $0.type == "text/plain" }.map(\.weight).max() ?? 0
        self = wanted > 0 && wanted >= plain ? .openMetrics : .plain
    }

    /// A text of OpenMetrics in this form.
    ///
    /// Plain text has no end mark, names the family of a counter with the `_total` of its samples, and has no type for
    /// information: that is a gauge.
    package func text(_ openMetrics: String) -> String {
        guard self == .plain else { return openMetrics }
        var suffixes: [Substring: (suffix: String, type: String)] = [:]
        let lines = openMetrics.split(separator: "\n").compactMap { line -> String? in
            let words = line.split(separator: " ", maxSplits: 3)
            guard words.first == "#" else { return String(line) }
            guard words.count == 4 else { return nil }
            if words[1] == "TYPE" {
                switch words[3] {
                case "counter": suffixes[words[2]] = ("_total", "counter")
                case "info": suffixes[words[2]] = ("_info", "gauge")
                default: break
                }
            }
            guard let change = suffixes[words[2]] else { return String(line) }
            return "# \(words[1]) \(words[2])\(change.suffix) \(words[1] == "TYPE" ? change.type : String(words[3]))"
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// One of the types that a request accepts.
private struct MediaRange {
    /// The type in small letters, such as `text/plain`.
    let type: String
    /// How much it is liked, 0 to 1; 0 for one that is not read.
    let weight: Double

    init(_ text: Substring) {
        let parts = text.split(separator: ";").map { part in
            String(part.filter { $0 != " " && $0 != "\t" }).lowercased()
        }
        type = parts.first ?? ""
        let weights = parts.dropFirst().filter { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 }
        weight = weights.first.map { min(max($0, 0), 1) } ?? 1
    }
}
