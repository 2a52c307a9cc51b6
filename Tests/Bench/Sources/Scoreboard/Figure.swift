/// Numbers as the table shows them.
enum Figure {
    /// A number with a fixed count of digits behind the point.
    static func text(_ value: Double, digits: Int) -> String {
        guard value.isFinite else { return "?" }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int64((abs(value) * scale).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(scaled)" }
        let fraction = String(scaled % Int64(scale))
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return "\(sign)\(scaled / Int64(scale)).\(zeros)\(fraction)"
    }

    /// A number with about three digits that count.
    static func text(_ value: Double) -> String {
        text(value, digits: abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : 2)
    }

    /// A figure with its unit.
    static func text(_ value: Double, _ unit: Contest.Unit) -> String {
        switch unit {
        case .nanoseconds: "\(text(value)) ns"
        case .milliseconds: "\(text(value)) ms"
        case .seconds: "\(text(value)) s"
        case .bytes: "\(text(value, digits: 0)) B"
        case .times: "\(text(value)) x"
        }
    }
}
